#include "parsers/mail/mime.h"

#include "base/limits.h"
#include "base/text.h"
#include "parsers/mail/filename.h"
#include "parsers/mail/header.h"
#include "parsers/mail/mime_guard.h"
#include "parsers/mail/own_gmime.h"

#include <string.h>

typedef struct {
        Bytes message;
        MimeVisitor visit;
        gpointer data;
        bool cut; /* header lines were left out, nobody has been told yet */
        bool stopped;
} MimeWalk;

/* A header over this is slimmed before gmime sees it; a field over that is left out of it. */
enum { MIME_HEADER_BYTES = 64 * 1024, MIME_FIELD_BYTES = 16 * 1024 };

/* Where in the tree a part stands. */
typedef struct {
        const char *prefix;   /* of every path: "" or "2!" */
        const char *number;   /* "" at the top of a message, else "2.1" */
        const char *boundary; /* of the multipart around it, NULL at the top */
        unsigned depth;
        bool is_forwarded;
        bool is_alternative;
        bool is_related;
} MimePlace;

static void mime_object(MimeWalk *walk, GMimeObject *object, MimePlace place);

void
mime_init(void)
{
        static const char *const fallback[] = { "utf-8", "windows-1252", "iso-8859-1", NULL };
        static const char *charsets[G_N_ELEMENTS(fallback)];
        g_mime_init();
        for (unsigned i = 0; i < G_N_ELEMENTS(fallback); i++)
                charsets[i] = fallback[i];
        g_mime_parser_options_set_fallback_charsets(g_mime_parser_options_get_default(), charsets);
}

static char *
mime_path(const MimePlace *place)
{
        return g_strconcat(place->prefix, place->number[0] == '\0' ? "1" : place->number, NULL);
}

static void
mime_emit(MimeWalk *walk, const MimePart *given)
{
        MimePart copy = *given;
        const MimePart *part = &copy;
        /* the first part tells that header lines were left out */
        if (walk->cut && copy.problem == PROBLEM_NONE)
                copy.problem = PROBLEM_TOO_LARGE;
        walk->cut = false;
        if (!walk->stopped && !walk->visit(part, walk->data))
                walk->stopped = true;
}

static char *
mime_media_type(GMimeObject *object)
{
        GMimeContentType *type = g_mime_object_get_content_type(object);
        if (type == NULL)
                return g_strdup("application/octet-stream");
        g_autofree char *word = g_mime_content_type_get_mime_type(type);
        g_autofree char *clean = text_clean(word, LIMIT_HEADER_VALUE);
        g_autofree char *line = text_one_line(clean);
        return g_ascii_strdown(line, -1);
}

/* A parameter as one clean line; NULL when it is absent or empty. */
static char *
mime_parameter(GMimeObject *object, const char *name)
{
        const char *value = g_mime_object_get_content_type_parameter(object, name);
        if (value == NULL || value[0] == '\0')
                return NULL;
        g_autofree char *clean = text_clean(value, LIMIT_HEADER_VALUE);
        return text_one_line(clean);
}

static char *
mime_filename(GMimeObject *object)
{
        const char *name = g_mime_object_get_content_disposition_parameter(object, "filename");
        if (name == NULL || name[0] == '\0')
                name = g_mime_object_get_content_type_parameter(object, "name");
        return filename_clean(name);
}

static MimePart
mime_part_of(GMimeObject *object, const MimePlace *place, const char *path, const char *filename,
             const char *media_type)
{
        const char *disposition = g_mime_object_get_disposition(object);
        const bool attached = disposition != NULL && g_ascii_strcasecmp(disposition, "attachment") == 0;
        const bool is_inline = disposition != NULL && g_ascii_strcasecmp(disposition, "inline") == 0;
        return (MimePart){
                .path = path,
                .filename = filename,
                .media_type = media_type,
                .is_attachment = attached || (filename != NULL && !is_inline),
                .is_related = place->is_related && g_mime_object_get_content_id(object) != NULL,
                .is_forwarded = place->is_forwarded,
                .is_alternative = place->is_alternative,
                .depth = place->depth,
        };
}

/* The part's raw octets as a view of the message, when gmime left them where they were. */
static bool
mime_raw_view(const MimeWalk *walk, GMimeStream *stream, Bytes *ret_view)
{
        const gint64 start = stream->bound_start;
        const gint64 end = stream->bound_end < 0 ? (gint64) walk->message.length : stream->bound_end;
        if (!GMIME_IS_STREAM_MEM(stream) || start < 0 || end < start || (size_t) end > walk->message.length)
                return false;
        *ret_view = bytes_of(walk->message.data + start, (size_t) (end - start));
        return true;
}

static bool
mime_is_encoded(GMimeContentEncoding encoding)
{
        return encoding == GMIME_CONTENT_ENCODING_BASE64 || encoding == GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE ||
               encoding == GMIME_CONTENT_ENCODING_UUENCODE;
}

static Bytes
mime_held(GMimeStream *stream)
{
        const GByteArray *array = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(stream));
        return bytes_of(array->data, array->len);
}

/* Decoded content: a view of the message where nothing is encoded, else of *ret_held, which the caller frees. */
static Bytes
mime_content(const MimeWalk *walk, GMimePart *part, GMimeStream **ret_held)
{
        GMimeDataWrapper *wrapper = g_mime_part_get_content(part);
        if (wrapper == NULL)
                return (Bytes){ 0 };
        Bytes view;
        GMimeStream *stream = g_mime_data_wrapper_get_stream(wrapper);
        if (!mime_is_encoded(g_mime_data_wrapper_get_encoding(wrapper)) && stream != NULL &&
            mime_raw_view(walk, stream, &view))
                return view;
        *ret_held = g_mime_stream_mem_new();
        (void) g_mime_data_wrapper_write_to_stream(wrapper, *ret_held);
        return mime_held(*ret_held);
}

/* Letters of base64 at the end that fill no group of four and have no "=" behind them: 0 to 3, the last ones in tail. */
static size_t
mime_base64_tail(const MimeWalk *walk, GMimePart *part, char tail[5])
{
        GMimeDataWrapper *wrapper = g_mime_part_get_content(part);
        Bytes raw;
        if (wrapper == NULL || g_mime_data_wrapper_get_encoding(wrapper) != GMIME_CONTENT_ENCODING_BASE64 ||
            !mime_raw_view(walk, g_mime_data_wrapper_get_stream(wrapper), &raw))
                return 0;
        size_t letters = 0;
        for (size_t i = 0; i < raw.length && raw.data[i] != '='; i++)
                if (g_ascii_isalnum(raw.data[i]) || raw.data[i] == '+' || raw.data[i] == '/')
                        tail[letters++ % 4] = (char) raw.data[i];
        return raw.length == 0 || memchr(raw.data, '=', raw.length) == NULL ? letters % 4 : 0;
}

/* The octets of an unfinished group, which gmime leaves out. */
static void
mime_add_tail(GMimeStream *stream, const char *tail, size_t letters)
{
        char group[5] = "====";
        gsize length = 0;
        memcpy(group, tail, letters);
        g_autofree guchar *octets = g_base64_decode(group, &length);
        (void) g_mime_stream_write(stream, (const char *) octets, MIN(length, letters - 1));
}

static void
mime_leaf(MimeWalk *walk, GMimePart *leaf, const MimePlace *place)
{
        GMimeObject *object = GMIME_OBJECT(leaf);
        g_autofree char *path = mime_path(place);
        g_autofree char *filename = mime_filename(object);
        g_autofree char *media_type = mime_media_type(object);
        g_autofree char *charset = mime_parameter(object, "charset");
        g_autofree char *format = mime_parameter(object, "format");
        g_autofree char *delsp = mime_parameter(object, "delsp");
        g_autoptr(GMimeStream) held = NULL;
        MimePart part = mime_part_of(object, place, path, filename, media_type);
        part.charset = charset;
        part.is_flowed = format != NULL && g_ascii_strcasecmp(format, "flowed") == 0;
        part.delete_space = delsp != NULL && g_ascii_strcasecmp(delsp, "yes") == 0;
        part.bytes = mime_content(walk, leaf, &held);
        char tail[5] = "";
        const size_t unfinished = mime_base64_tail(walk, leaf, tail);
        if (unfinished > 0) {
                part.problem = PROBLEM_CORRUPT;
                if (unfinished > 1 && held != NULL)
                        mime_add_tail(held, tail, unfinished);
                part.bytes = held == NULL ? part.bytes : mime_held(held);
        }
        part.is_message = g_str_equal(media_type, "message/rfc822") || g_str_equal(media_type, "message/global");
        mime_emit(walk, &part);
        if (!part.is_message || walk->stopped)
                return;
        /* an encoded message/rfc822 comes back undecoded as a plain part: its parts are read from the decoded octets */
        g_autofree char *prefix = g_strconcat(path, "!", NULL);
        if (!mime_walk(part.bytes, prefix, place->depth + 1, true, walk->visit, walk->data))
                walk->stopped = true;
}

/* The raw octets below a part's own header: from its blank line to the next boundary of what is around it. */
static Bytes
mime_octets_below(const MimeWalk *walk, GMimeObject *object, const char *boundary)
{
        GMimeHeaderList *headers = g_mime_object_get_header_list(object);
        const int count = g_mime_header_list_get_count(headers);
        if (count == 0)
                return (Bytes){ 0 };
        const gint64 offset = g_mime_header_get_offset(g_mime_header_list_get_header_at(headers, count - 1));
        if (offset < 0 || (size_t) offset >= walk->message.length)
                return (Bytes){ 0 };
        size_t start = (size_t) offset;
        while (start < walk->message.length) {
                const ssize_t end = bytes_find(walk->message, bytes_of("\n", 1), start);
                const size_t next = end < 0 ? walk->message.length : (size_t) end + 1;
                const size_t length = next - start;
                const bool blank =
                    walk->message.data[start] == '\n' || (length == 2 && walk->message.data[start] == '\r');
                start = next;
                if (blank)
                        break;
        }
        size_t end = walk->message.length;
        if (boundary != NULL) {
                g_autofree char *line = g_strconcat("\n--", boundary, NULL);
                const ssize_t hit = bytes_find(walk->message, bytes_of_string(line), start == 0 ? 0 : start - 1);
                if (hit >= 0)
                        end = (size_t) hit;
                if (end > start && walk->message.data[end - 1] == '\r')
                        end--;
        }
        return end <= start ? (Bytes){ 0 } : bytes_of(walk->message.data + start, end - start);
}

static void
mime_message(MimeWalk *walk, GMimeMessagePart *message_part, const MimePlace *place)
{
        GMimeObject *object = GMIME_OBJECT(message_part);
        g_autofree char *path = mime_path(place);
        g_autofree char *filename = mime_filename(object);
        g_autofree char *media_type = mime_media_type(object);
        MimePart part = mime_part_of(object, place, path, filename, media_type);
        part.is_message = true;
        part.bytes = mime_octets_below(walk, object, place->boundary);
        GMimeMessage *inner = g_mime_message_part_get_message(message_part);
        GMimeObject *content = inner == NULL ? NULL : g_mime_message_get_mime_part(inner);
        if (content == NULL)
                part.problem = PROBLEM_CORRUPT;
        else if (place->depth + 1 >= LIMIT_MIME_DEPTH)
                part.problem = PROBLEM_TOO_DEEP;
        mime_emit(walk, &part);
        if (content == NULL || part.problem != PROBLEM_NONE)
                return;
        g_autofree char *prefix = g_strconcat(path, "!", NULL);
        const MimePlace below = { .prefix = prefix,
                                  .number = "",
                                  .boundary = place->boundary,
                                  .depth = place->depth + 1,
                                  .is_forwarded = true };
        mime_object(walk, content, below);
}

/* A multipart whose parts were not found: all that it holds is kept as one document. */
static void
mime_without_parts(MimeWalk *walk, GMimeMultipart *multipart, const MimePlace *place, Problem problem)
{
        GMimeObject *object = GMIME_OBJECT(multipart);
        g_autofree char *path = mime_path(place);
        g_autofree char *media_type = mime_media_type(object);
        g_autofree char *charset = mime_parameter(object, "charset");
        MimePart part = mime_part_of(object, place, path, NULL, media_type);
        part.charset = charset;
        part.bytes = mime_octets_below(walk, object, place->boundary);
        part.problem = problem;
        part.is_attachment = false;
        mime_emit(walk, &part);
}

static void
mime_multipart(MimeWalk *walk, GMimeMultipart *multipart, const MimePlace *place)
{
        GMimeObject *object = GMIME_OBJECT(multipart);
        const int count = g_mime_multipart_get_count(multipart);
        if (count == 0 || place->depth + 1 >= LIMIT_MIME_DEPTH) {
                mime_without_parts(walk, multipart, place, count == 0 ? PROBLEM_CORRUPT : PROBLEM_TOO_DEEP);
                return;
        }
        GMimeContentType *type = g_mime_object_get_content_type(object);
        for (int i = 0; i < count && !walk->stopped; i++) {
                g_autofree char *number = place->number[0] == '\0' ? g_strdup_printf("%d", i + 1)
                                                                   : g_strdup_printf("%s.%d", place->number, i + 1);
                MimePlace below = *place;
                below.number = number;
                below.boundary = g_mime_object_get_content_type_parameter(object, "boundary");
                below.depth = place->depth + 1;
                below.is_alternative =
                    place->is_alternative || g_mime_content_type_is_type(type, "multipart", "alternative");
                below.is_related = place->is_related || g_mime_content_type_is_type(type, "multipart", "related");
                mime_object(walk, g_mime_multipart_get_part(multipart, i), below);
        }
}

static void
mime_object(MimeWalk *walk, GMimeObject *object, MimePlace place)
{
        if (walk->stopped)
                return;
        if (GMIME_IS_MULTIPART(object))
                mime_multipart(walk, GMIME_MULTIPART(object), &place);
        else if (GMIME_IS_MESSAGE_PART(object))
                mime_message(walk, GMIME_MESSAGE_PART(object), &place);
        else if (GMIME_IS_PART(object))
                mime_leaf(walk, GMIME_PART(object), &place);
}

/* What cannot be taken apart is one part of its own. */
static bool
mime_whole(MimeWalk *walk, const char *prefix, unsigned depth, bool is_forwarded, Problem problem)
{
        g_autofree char *path = g_strconcat(prefix, "1", NULL);
        const MimePart part = { .path = path,
                                .media_type = "message/rfc822",
                                .bytes = walk->message,
                                .problem = problem,
                                .is_forwarded = is_forwarded,
                                .depth = depth };
        mime_emit(walk, &part);
        return !walk->stopped;
}

/* gmime's parser over octets that stay where they are: the array is given a view and never frees it. */
static GMimeMessage *
mime_parse(GByteArray *array)
{
        g_autoptr(GMimeStream) stream = g_mime_stream_mem_new_with_byte_array(array);
        g_mime_stream_mem_set_owner(GMIME_STREAM_MEM(stream), FALSE);
        g_autoptr(GMimeParser) parser = g_mime_parser_new_with_stream(stream);
        g_mime_parser_set_persist_stream(parser, TRUE);
        return g_mime_parser_construct_message(parser, NULL);
}

/* The message with a header of nothing but what says how it is built: gmime needs 82 octets for each of a header line
 * and quadratic time for an address list. */
static GByteArray *
mime_slim(const HeaderBlock *header)
{
        static const char *const names[] = { "MIME-Version", "Content-Type", "Content-Transfer-Encoding",
                                             "Content-Disposition", "Content-ID" };
        const Bytes body = header_block_body(header);
        GByteArray *slim = g_byte_array_new();
        for (unsigned i = 0; i < G_N_ELEMENTS(names); i++) {
                Bytes value;
                if (!header_block_find(header, names[i], &value) || value.length > MIME_FIELD_BYTES)
                        continue;
                g_byte_array_append(slim, (const guint8 *) names[i], (guint) strlen(names[i]));
                g_byte_array_append(slim, (const guint8 *) ":", 1);
                g_byte_array_append(slim, value.data, (guint) value.length);
                g_byte_array_append(slim, (const guint8 *) "\r\n", 2);
        }
        g_byte_array_append(slim, (const guint8 *) "\r\n", 2);
        if (body.length > 0)
                g_byte_array_append(slim, body.data, (guint) body.length);
        return slim;
}

static bool
mime_walk_message(MimeWalk *walk, const MimePlace *place)
{
        union {
                const uint8_t *read_only;
                guint8 *given;
        } octets = { .read_only = walk->message.data };
        GByteArray *array = g_byte_array_new_take(octets.given, walk->message.length);
        GMimeMessage *parsed = mime_parse(array);
        GMimeObject *content = parsed == NULL ? NULL : g_mime_message_get_mime_part(parsed);
        if (content == NULL)
                (void) mime_whole(walk, place->prefix, place->depth, place->is_forwarded, PROBLEM_CORRUPT);
        else
                mime_object(walk, content, *place);
        g_clear_object(&parsed);
        (void) g_byte_array_free(array, FALSE);
        return !walk->stopped;
}

bool
mime_walk(Bytes given, const char *prefix, unsigned depth, bool is_forwarded, MimeVisitor visit, gpointer data)
{
        MimeWalk walk = { .message = given, .visit = visit, .data = data };
        const MimePlace place = { .prefix = prefix, .number = "", .depth = depth, .is_forwarded = is_forwarded };
        if (given.length == 0)
                return true;
        if (depth >= LIMIT_MIME_DEPTH)
                return mime_whole(&walk, prefix, depth, is_forwarded, PROBLEM_TOO_DEEP);
        /* gmime finds no message behind blank lines */
        const size_t start = header_start(given);
        walk.message = bytes_of(given.data + start, given.length - start);
        g_autoptr(HeaderBlock) header = header_block_new(walk.message);
        g_autoptr(GByteArray) slim = NULL;
        if (walk.message.length - header_block_body(header).length > MIME_HEADER_BYTES) {
                slim = mime_slim(header);
                walk.message = bytes_of(slim->data, slim->len);
                walk.cut = header_block_is_cut(header);
        }
        if (!mime_guard_allows(walk.message)) {
                walk.message = given;
                return mime_whole(&walk, prefix, depth, is_forwarded, PROBLEM_TOO_LARGE);
        }
        return mime_walk_message(&walk, &place);
}
