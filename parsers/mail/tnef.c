/* The octets are read here and not by libytnef: that writes to standard output where it finds damage, loses what a damaged
 * attachment was to hold, and takes no more than 1,000 properties. */
#include "parsers/mail/tnef.h"

#include "base/limits.h"
#include "base/text.h"
#include "parsers/document/codepage.h"
#include "parsers/document/rtf_packed.h"
#include "parsers/mail/filename.h"

#include <glib.h>
#include <string.h>

/* Attributes ([MS-OXTNEF] 2.1.3.2), without the kind in their upper half. */
enum {
        ATTRIBUTE_BODY = 0x800C,
        ATTRIBUTE_ATTACHMENT_DATA = 0x800F,
        ATTRIBUTE_ATTACHMENT_TITLE = 0x8010,
        ATTRIBUTE_ATTACHMENT_BEGINS = 0x9002,
        ATTRIBUTE_PROPERTIES = 0x9003,
        ATTRIBUTE_ATTACHMENT_PROPERTIES = 0x9005,
        ATTRIBUTE_CODE_PAGE = 0x9007,
};

/* MAPI properties that are wanted ([MS-OXPROPS]). */
enum {
        TNEF_BODY = 0x1000,
        TNEF_RTF = 0x1009,
        TNEF_HTML = 0x1013,
        TNEF_DISPLAY_NAME = 0x3001,
        TNEF_DATA = 0x3701,
        TNEF_LONG_NAME = 0x3707,
        TNEF_INTERNET_CODE_PAGE = 0x3FDE,
};

/* Types of properties; the flag says that there are several values. */
enum { TYPE_OBJECT = 0x0D, TYPE_STRING = 0x1E, TYPE_WIDE = 0x1F, TYPE_BINARY = 0x102, TYPE_SEVERAL = 0x1000 };

/* Behind the mark stands a key of two octets; an object begins with sixteen that tell its kind. */
enum { TNEF_MARK = 0x223E9F78, TNEF_OBJECT_KIND = 16, TNEF_BODY_BYTES = 16 * 1024 * 1024, TNEF_NAMED = 0x8000 };

typedef struct {
        unsigned number;
        unsigned type;
        Bytes value;
} TnefProperty;

typedef struct {
        TnefProperty items[8]; /* of those that are wanted */
        unsigned count;
} TnefProperties;

/* What is known of one attachment, or of the message. */
typedef struct {
        TnefProperties properties;
        Bytes title;
        Bytes data; /* or the body */
        bool is_open;
} TnefPiece;

typedef struct {
        TnefVisitor visit;
        gpointer data;
        bool stopped;
} TnefWalk;

static Problem tnef_parse(TnefWalk *walk, Bytes bytes, const char *prefix, unsigned depth);

/* Octets that a value of that type takes; 0: it says so itself; -1: no such type. */
static int
tnef_width(unsigned type)
{
        switch (type) {
        case 0x02: /* a number of two octets, and a truth, take four */
        case 0x03:
        case 0x04:
        case 0x0A:
        case 0x0B:
                return 4;
        case 0x05:
        case 0x06:
        case 0x07:
        case 0x14:
        case 0x40:
                return 8;
        case 0x48:
                return 16;
        case TYPE_OBJECT:
        case TYPE_STRING:
        case TYPE_WIDE:
        case TYPE_BINARY:
                return 0;
        default:
                return -1;
        }
}

static Bytes
tnef_padded(BytesCursor *cursor)
{
        const uint32_t length = bytes_u32le(cursor);
        const Bytes value = bytes_take(cursor, length);
        if (!cursor->failed)
                (void) bytes_skip(cursor, MIN((4 - length % 4) % 4, bytes_left(cursor)));
        return value;
}

/* The last value where there are several; false at the end of what can be read. */
static bool
tnef_value(BytesCursor *cursor, unsigned type, Bytes *ret_value)
{
        const int width = tnef_width(type & ~(unsigned) TYPE_SEVERAL);
        if (width < 0)
                return false;
        uint32_t count = (type & TYPE_SEVERAL) != 0 || width == 0 ? bytes_u32le(cursor) : 1;
        for (; count > 0 && !cursor->failed; count--)
                *ret_value = width == 0 ? tnef_padded(cursor) : bytes_take(cursor, (size_t) width);
        return !cursor->failed;
}

static bool
tnef_is_wanted(unsigned number)
{
        static const unsigned numbers[] = {
                TNEF_BODY, TNEF_RTF, TNEF_HTML, TNEF_DISPLAY_NAME, TNEF_DATA, TNEF_LONG_NAME, TNEF_INTERNET_CODE_PAGE
        };
        for (unsigned i = 0; i < G_N_ELEMENTS(numbers); i++)
                if (numbers[i] == number)
                        return true;
        return false;
}

/* False when the list is damaged; what stood before is kept. */
static bool
tnef_properties(TnefProperties *properties, Bytes list)
{
        BytesCursor cursor = bytes_cursor(list);
        for (uint32_t count = bytes_u32le(&cursor); count > 0; count--) {
                TnefProperty property = { .type = bytes_u16le(&cursor) };
                property.number = bytes_u16le(&cursor);
                if (property.number >= TNEF_NAMED) {
                        (void) bytes_skip(&cursor, 16);
                        if (bytes_u32le(&cursor) == 0)
                                (void) bytes_skip(&cursor, 4);
                        else
                                (void) tnef_padded(&cursor);
                }
                if (!tnef_value(&cursor, property.type, &property.value))
                        return false;
                if (tnef_is_wanted(property.number) && properties->count < G_N_ELEMENTS(properties->items))
                        properties->items[properties->count++] = property;
        }
        return !cursor.failed;
}

static bool
tnef_property(const TnefProperties *properties, unsigned type, unsigned number, Bytes *ret_bytes)
{
        for (unsigned i = 0; i < properties->count; i++) {
                const TnefProperty *property = &properties->items[i];
                if (property->number == number && property->type == type && property->value.length > 0) {
                        *ret_bytes = property->value;
                        return true;
                }
        }
        return false;
}

/* The octets before the first NUL. */
static Bytes
tnef_string(Bytes bytes)
{
        const uint8_t *end = bytes.length == 0 ? NULL : memchr(bytes.data, 0, bytes.length);
        return end == NULL ? bytes : bytes_of(bytes.data, (size_t) (end - bytes.data));
}

static unsigned
tnef_number(Bytes bytes)
{
        BytesCursor cursor = bytes_cursor(bytes);
        return bytes_u32le(&cursor);
}

/* A wide string as UTF-8; the NUL at its end falls away. */
static char *
tnef_wide(Bytes value, size_t limit)
{
        while (value.length >= 2 && value.data[value.length - 1] == 0 && value.data[value.length - 2] == 0)
                value.length -= 2;
        return text_from_bytes(value, "UTF-16LE", limit, NULL);
}

/* A string as text; NULL when it is absent. */
static char *
tnef_text(const TnefProperties *properties, unsigned number, const char *charset)
{
        Bytes value;
        if (tnef_property(properties, TYPE_WIDE, number, &value))
                return tnef_wide(value, LIMIT_HEADER_VALUE);
        return tnef_property(properties, TYPE_STRING, number, &value)
                   ? text_from_bytes(tnef_string(value), charset, LIMIT_HEADER_VALUE, NULL)
                   : NULL;
}

static char *
tnef_name(const TnefPiece *piece, const char *charset, unsigned number)
{
        g_autofree char *name = tnef_text(&piece->properties, TNEF_LONG_NAME, charset);
        if (name == NULL && piece->title.length > 0)
                name = text_from_bytes(tnef_string(piece->title), charset, LIMIT_HEADER_VALUE, NULL);
        if (name == NULL || name[0] == '\0') {
                g_free(name);
                name = tnef_text(&piece->properties, TNEF_DISPLAY_NAME, charset);
        }
        char *clean = filename_clean(name);
        return clean != NULL ? clean : g_strdup_printf("attachment %u", number);
}

static bool
tnef_visit(TnefWalk *walk, const char *prefix, TnefMember member)
{
        g_autofree char *path = g_strconcat(prefix, member.name, NULL);
        member.filename = member.name;
        member.name = path;
        walk->stopped = walk->stopped || !walk->visit(&member, walk->data);
        return !walk->stopped;
}

static void
tnef_text_form(TnefWalk *walk, const char *prefix, const char *name, const char *charset, Bytes bytes)
{
        const TnefMember member = { .name = name, .charset = charset, .bytes = bytes, .is_text = true };
        if (bytes.length > 0)
                (void) tnef_visit(walk, prefix, member);
}

/* The mail's text in one form, the plainest that keeps its tables: HTML, then plain text, then RTF. */
static void
tnef_body(TnefWalk *walk, const TnefPiece *message, const char *prefix, const char *charset)
{
        const TnefProperties *properties = &message->properties;
        Bytes body, page;
        if (tnef_property(properties, TYPE_BINARY, TNEF_HTML, &body)) {
                g_autofree char *own = tnef_property(properties, 0x03, TNEF_INTERNET_CODE_PAGE, &page)
                                           ? codepage_charset(tnef_number(page))
                                           : g_strdup(charset);
                tnef_text_form(walk, prefix, "body.html", own, body);
        } else if (tnef_property(properties, TYPE_WIDE, TNEF_BODY, &body)) {
                g_autofree char *text = tnef_wide(body, TNEF_BODY_BYTES);
                tnef_text_form(walk, prefix, "body.txt", "UTF-8", bytes_of_string(text));
        } else if (tnef_property(properties, TYPE_STRING, TNEF_BODY, &body)) {
                tnef_text_form(walk, prefix, "body.txt", charset, tnef_string(body));
        } else if (tnef_property(properties, TYPE_BINARY, TNEF_RTF, &body)) {
                g_autoptr(GByteArray) rtf = rtf_packed_open(body, TNEF_BODY_BYTES);
                if (rtf != NULL)
                        tnef_text_form(walk, prefix, "body.rtf", NULL, bytes_of(rtf->data, rtf->len));
        } else {
                tnef_text_form(walk, prefix, "body.txt", charset, tnef_string(message->data));
        }
}

/* A mail within the mail is a winmail.dat of its own behind the sign of its kind. */
static Problem
tnef_message(TnefWalk *walk, Bytes inner, const char *prefix, const char *name, unsigned depth)
{
        TnefMember member = { .name = name, .bytes = inner, .is_message = true };
        if (depth + 1 >= LIMIT_ARCHIVE_DEPTH)
                member.problem = PROBLEM_TOO_DEEP;
        if (!tnef_visit(walk, prefix, member) || member.problem != PROBLEM_NONE)
                return PROBLEM_NONE;
        g_autofree char *below = g_strconcat(prefix, name, "!", NULL);
        return tnef_parse(walk, inner, below, depth + 1);
}

static Problem
tnef_attachment(TnefWalk *walk, const TnefPiece *piece, const char *prefix, const char *name, unsigned depth)
{
        Bytes object = { 0 };
        if (tnef_property(&piece->properties, TYPE_OBJECT, TNEF_DATA, &object) && object.length > TNEF_OBJECT_KIND) {
                object = bytes_of(object.data + TNEF_OBJECT_KIND, object.length - TNEF_OBJECT_KIND);
                if (tnef_number(object) == TNEF_MARK)
                        return tnef_message(walk, object, prefix, name, depth);
        }
        Bytes octets = piece->data.length > 0 ? piece->data : object;
        if (octets.length == 0)
                (void) tnef_property(&piece->properties, TYPE_BINARY, TNEF_DATA, &octets);
        (void) tnef_visit(walk, prefix, (TnefMember){ .name = name, .bytes = octets });
        return PROBLEM_NONE;
}

typedef struct {
        TnefWalk *walk;
        const char *prefix;
        unsigned depth;
        char *charset; /* of strings of octets */
        TnefPiece message;
        TnefPiece attachment;
        unsigned number; /* of the attachment */
        bool body_told;
        Problem problem;
} Tnef;

/* The message's own attributes stand before those of the attachments; each of these is told once the next begins. */
static void
tnef_tell(Tnef *tnef)
{
        if (!tnef->body_told)
                tnef_body(tnef->walk, &tnef->message, tnef->prefix, tnef->charset);
        tnef->body_told = true;
        if (tnef->attachment.is_open && !tnef->walk->stopped) {
                g_autofree char *name = tnef_name(&tnef->attachment, tnef->charset, ++tnef->number);
                const Problem problem = tnef_attachment(tnef->walk, &tnef->attachment, tnef->prefix, name, tnef->depth);
                tnef->problem = tnef->problem == PROBLEM_NONE ? problem : tnef->problem;
        }
        tnef->attachment = (TnefPiece){ 0 };
}

static void
tnef_attribute(Tnef *tnef, unsigned number, Bytes value)
{
        TnefPiece *attachment = &tnef->attachment;
        bool sound = true;
        switch (number) {
        case ATTRIBUTE_CODE_PAGE:
                g_free(tnef->charset);
                tnef->charset = codepage_charset(tnef_number(value));
                return;
        case ATTRIBUTE_BODY:
                tnef->message.data = value;
                return;
        case ATTRIBUTE_PROPERTIES:
                sound = tnef_properties(&tnef->message.properties, value);
                break;
        case ATTRIBUTE_ATTACHMENT_BEGINS:
                tnef_tell(tnef);
                attachment->is_open = true;
                return;
        case ATTRIBUTE_ATTACHMENT_TITLE:
                attachment->title = value;
                attachment->is_open = true;
                return;
        case ATTRIBUTE_ATTACHMENT_DATA:
                attachment->data = value;
                attachment->is_open = true;
                return;
        case ATTRIBUTE_ATTACHMENT_PROPERTIES:
                sound = tnef_properties(&attachment->properties, value);
                attachment->is_open = true;
                break;
        default:
                return;
        }
        if (!sound)
                tnef->problem = PROBLEM_CORRUPT;
}

/* The sum of the octets, which follows each attribute. */
static uint16_t
tnef_sum(Bytes value)
{
        uint16_t sum = 0;
        for (size_t i = 0; i < value.length; i++)
                sum = (uint16_t) (sum + value.data[i]);
        return sum;
}

static Problem
tnef_parse(TnefWalk *walk, Bytes bytes, const char *prefix, unsigned depth)
{
        Tnef tnef = { .walk = walk, .prefix = prefix, .depth = depth };
        BytesCursor cursor = bytes_cursor(bytes);
        if (bytes_u32le(&cursor) != TNEF_MARK || !bytes_skip(&cursor, 2))
                return PROBLEM_CORRUPT;
        while (bytes_left(&cursor) > 0 && tnef.number < LIMIT_ARCHIVE_ENTRIES && !walk->stopped) {
                (void) bytes_skip(&cursor, 1);
                const unsigned number = bytes_u32le(&cursor) & 0xFFFF;
                const uint32_t length = bytes_u32le(&cursor);
                const bool is_whole = !cursor.failed && length <= bytes_left(&cursor);
                const Bytes value = bytes_take(&cursor, MIN(length, bytes_left(&cursor)));
                if (value.length > 0)
                        tnef_attribute(&tnef, number, value);
                /* half a file is told as damaged, and so is one that was changed on its way */
                if (!is_whole || bytes_u16le(&cursor) != tnef_sum(value) || cursor.failed)
                        tnef.problem = PROBLEM_CORRUPT;
                if (cursor.failed)
                        break;
        }
        tnef_tell(&tnef);
        g_free(tnef.charset);
        return tnef.number >= LIMIT_ARCHIVE_ENTRIES ? PROBLEM_TOO_LARGE : tnef.problem;
}

Problem
tnef_walk(Bytes bytes, TnefVisitor visit, gpointer data)
{
        TnefWalk walk = { .visit = visit, .data = data };
        return tnef_parse(&walk, bytes, "", 0);
}
