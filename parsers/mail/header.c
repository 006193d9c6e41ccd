#include "parsers/mail/header.h"

#include "base/limits.h"
#include "base/text.h"

#include <gmime/gmime.h>
#include <string.h>

enum { HEADER_STRUCTURE = 16 };

typedef struct {
        Bytes name;
        Bytes value; /* with its folds */
} HeaderField;

struct HeaderBlock {
        GArray *fields; /* of HeaderField, in order */
        Bytes body;
        bool cut;
};

/* The line at the cursor without its end, and whether it is blank. */
static Bytes
header_line(BytesCursor *cursor)
{
        const size_t left = bytes_left(cursor);
        const uint8_t *start = cursor->bytes.data + cursor->at;
        const uint8_t *end = left == 0 ? NULL : memchr(start, '\n', left);
        const size_t length = end == NULL ? left : (size_t) (end - start);
        Bytes line = bytes_take(cursor, length);
        if (end != NULL)
                (void) bytes_skip(cursor, 1);
        if (line.length > 0 && line.data[line.length - 1] == '\r')
                line = bytes_of(line.data, line.length - 1);
        return line;
}

static bool
header_is_fold(Bytes line)
{
        return line.length > 0 && (line.data[0] == ' ' || line.data[0] == '\t');
}

static void
header_add(HeaderBlock *block, Bytes line)
{
        const uint8_t *colon = line.length == 0 ? NULL : memchr(line.data, ':', line.length);
        if (colon == NULL || colon == line.data)
                return;
        size_t name = (size_t) (colon - line.data);
        while (name > 0 && (line.data[name - 1] == ' ' || line.data[name - 1] == '\t'))
                name--;
        for (size_t i = 0; i < name; i++)
                if (line.data[i] <= ' ' || line.data[i] >= 0x7F)
                        return;
        const HeaderField field = { .name = bytes_of(line.data, name),
                                    /* not bytes_of(): an empty value keeps its place, folds may follow */
                                    .value = { .data = colon + 1,
                                               .length = line.length - (size_t) (colon + 1 - line.data) } };
        g_array_append_val(block->fields, field);
}

/* True for "Name:" with nothing but printable octets in the name. */
static bool
header_is_field(Bytes line)
{
        size_t name = 0;
        while (name < line.length && line.data[name] > ' ' && line.data[name] < 0x7F && line.data[name] != ':')
                name++;
        return name > 0 && name < line.length && line.data[name] == ':';
}

/* Beyond the limits only what says how the body is built is still kept, and not much of it. */
static bool
header_is_structure(const HeaderBlock *block, Bytes line)
{
        return block->fields->len < LIMIT_HEADER_LINES + HEADER_STRUCTURE && line.length > 8 &&
               g_ascii_strncasecmp((const char *) line.data, "content-", 8) == 0;
}

size_t
header_start(Bytes message)
{
        BytesCursor cursor = bytes_cursor(message);
        while (bytes_left(&cursor) > 0 && cursor.at < LIMIT_HEADER_VALUE) {
                const size_t start = cursor.at;
                const Bytes line = header_line(&cursor);
                if (line.length == 0 || header_is_fold(line))
                        continue;
                return header_is_field(line) ? start : 0;
        }
        return 0;
}

HeaderBlock *
header_block_new(Bytes message)
{
        HeaderBlock *block = g_new0(HeaderBlock, 1);
        block->fields = g_array_new(FALSE, FALSE, sizeof(HeaderField));
        BytesCursor cursor = bytes_cursor(message);
        (void) bytes_skip(&cursor, header_start(message));
        unsigned lines = 0;
        bool kept = false;
        while (bytes_left(&cursor) > 0) {
                const Bytes line = header_line(&cursor);
                if (line.length == 0)
                        break;
                if (++lines > LIMIT_HEADER_LINES || cursor.at > LIMIT_HEADER_BYTES)
                        block->cut = true;
                if (block->cut && !header_is_fold(line) && !header_is_structure(block, line)) {
                        kept = false;
                } else if (!header_is_fold(line)) {
                        const guint before = block->fields->len;
                        header_add(block, line);
                        kept = block->fields->len > before;
                } else if (kept) {
                        HeaderField *last = &g_array_index(block->fields, HeaderField, block->fields->len - 1);
                        last->value.length = (size_t) (line.data + line.length - last->value.data);
                }
        }
        if (bytes_left(&cursor) > 0)
                block->body = bytes_of(message.data + cursor.at, bytes_left(&cursor));
        return block;
}

void
header_block_free(HeaderBlock *block)
{
        if (block == NULL)
                return;
        g_array_unref(block->fields);
        g_free(block);
}

Bytes
header_block_body(const HeaderBlock *block)
{
        return block->body;
}

bool
header_block_is_cut(const HeaderBlock *block)
{
        return block->cut;
}

bool
header_block_find(const HeaderBlock *block, const char *name, Bytes *ret_value)
{
        const size_t length = strlen(name);
        for (guint i = 0; i < block->fields->len; i++) {
                const HeaderField *field = &g_array_index(block->fields, HeaderField, i);
                if (field->name.length == length &&
                    g_ascii_strncasecmp((const char *) field->name.data, name, length) == 0) {
                        *ret_value = field->value;
                        return true;
                }
        }
        return false;
}

char *
header_decode(Bytes value)
{
        /* gmime decodes a NUL-terminated string; raw 8-bit octets become text first, encoded words are ASCII and pass. */
        const Bytes kept = bytes_of(value.data, MIN(value.length, 8 * LIMIT_HEADER_VALUE));
        g_autofree char *text = text_from_bytes(kept, NULL, 8 * LIMIT_HEADER_VALUE, NULL);
        g_autofree char *unfolded = g_strdelimit(g_strdup(text), "\n\t", ' ');
        g_autofree char *decoded = g_mime_utils_header_decode_text(NULL, unfolded);
        g_autofree char *clean = text_clean(decoded == NULL ? unfolded : decoded, 8 * LIMIT_HEADER_VALUE);
        g_autofree char *line = text_one_line(clean);
        return text_shorten(line, LIMIT_HEADER_VALUE);
}

char *
header_block_text(const HeaderBlock *block, const char *name)
{
        Bytes value;
        return header_block_find(block, name, &value) ? header_decode(value) : NULL;
}

char *
header_block_key(const HeaderBlock *block, const char *name)
{
        Bytes value;
        if (!header_block_find(block, name, &value))
                return NULL;
        g_autofree char *text = text_from_bytes(value, NULL, LIMIT_HEADER_VALUE, NULL);
        g_autofree char *line = text_one_line(text);
        return g_ascii_strdown(line, -1);
}
