#include "parsers/document/uuencode.h"

#include "base/limits.h"
#include "base/text.h"
#include "parsers/mail/filename.h"
#include "parsers/mail/own_gmime.h"

#include <string.h>

/* A file's place in the text. */
typedef struct {
        size_t start, end; /* of its lines, "begin" and "end" with them */
        size_t name_start, name_end;
        bool is_whole; /* "end" closes it */
} UuencodeBlock;

/* Of the line at start without its line end; *ret_next: where the next one begins. */
static Bytes
uuencode_line(Bytes bytes, size_t start, size_t *ret_next)
{
        const ssize_t feed = bytes_find(bytes, bytes_of("\n", 1), start);
        size_t end = feed < 0 ? bytes.length : (size_t) feed;
        *ret_next = feed < 0 ? bytes.length : end + 1;
        if (end > start && bytes.data[end - 1] == '\r')
                end--;
        return bytes_of(bytes.data + start, end - start);
}

/* The first letter tells how many octets the others stand for; blanks at the end may have been lost, a sum may have been added. */
static bool
uuencode_is_data(Bytes line)
{
        enum { MOST = 45 };
        if (line.length < 2 || line.data[0] < ' ' || line.data[0] > '`')
                return false;
        const size_t octets = (size_t) (line.data[0] - ' ') & 0x3F, letters = (octets + 2) / 3 * 4;
        if (octets == 0 || octets > MOST || line.length > letters + 2 || line.length + 4 < letters)
                return false;
        for (size_t i = 1; i < line.length; i++)
                if (line.data[i] < ' ' || line.data[i] > '`')
                        return false;
        return true;
}

/* "begin 644 order.pdf" and a line of letters below it: a sentence may begin like that. */
static bool
uuencode_begins(Bytes bytes, size_t start, UuencodeBlock *ret_block)
{
        size_t next = 0, below = 0;
        const Bytes line = uuencode_line(bytes, start, &next);
        size_t at = strlen("begin "), digits = 0;
        while (at < line.length && line.data[at] >= '0' && line.data[at] <= '7') {
                at++;
                digits++;
        }
        if (digits < 3 || digits > 4 || at + 1 >= line.length || line.data[at] != ' ' ||
            !uuencode_is_data(uuencode_line(bytes, next, &below)))
                return false;
        *ret_block = (UuencodeBlock){ .start = start, .name_start = start + at + 1, .name_end = start + line.length };
        while (next < bytes.length) {
                const Bytes data = uuencode_line(bytes, next, &below);
                const bool blank = data.length == 0 || (data.length <= 2 && strchr("` ", data.data[0]) != NULL);
                if (bytes_starts(data, "end") && data.length == 3) {
                        ret_block->is_whole = true;
                        next = below;
                        break;
                }
                if (!blank && !uuencode_is_data(data))
                        break;
                next = below;
        }
        ret_block->end = next;
        return true;
}

static bool
uuencode_find(Bytes bytes, size_t from, UuencodeBlock *ret_block)
{
        while (from < bytes.length) {
                const ssize_t hit = bytes_find(bytes, bytes_of_string("begin "), from);
                if (hit < 0)
                        return false;
                const size_t start = (size_t) hit;
                if ((start == 0 || bytes.data[start - 1] == '\n') && uuencode_begins(bytes, start, ret_block))
                        return true;
                from = start + 1;
        }
        return false;
}

/* The block with the blanks at its lines' ends that a mail server took away. */
static GByteArray *
uuencode_padded(Bytes bytes, const UuencodeBlock *block)
{
        GByteArray *padded = g_byte_array_new();
        for (size_t at = block->start; at < block->end;) {
                static const guint8 blanks[] = "    ";
                size_t next = 0;
                const Bytes line = uuencode_line(bytes, at, &next);
                g_byte_array_append(padded, line.data, (guint) line.length);
                if (at > block->start && uuencode_is_data(line)) {
                        const size_t octets = (size_t) (line.data[0] - ' ') & 0x3F, whole = 1 + (octets + 2) / 3 * 4;
                        if (line.length < whole)
                                g_byte_array_append(padded, blanks, (guint) (whole - line.length));
                }
                g_byte_array_append(padded, (const guint8 *) "\n", 1);
                at = next;
        }
        return padded;
}

static void
uuencode_member(ReaderTask *task, Bytes bytes, const UuencodeBlock *block)
{
        g_autoptr(GMimeStream) out = g_mime_stream_mem_new();
        g_autoptr(GMimeStream) decoder = g_mime_stream_filter_new(out);
        GMimeFilter *filter = g_mime_filter_basic_new(GMIME_CONTENT_ENCODING_UUENCODE, FALSE);
        (void) g_mime_stream_filter_add(GMIME_STREAM_FILTER(decoder), filter);
        g_object_unref(filter);
        g_autoptr(GByteArray) padded = uuencode_padded(bytes, block);
        (void) g_mime_stream_write(decoder, (const char *) padded->data, padded->len);
        (void) g_mime_stream_flush(decoder);
        const GByteArray *octets = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(out));
        g_autofree char *printed =
            text_from_bytes(bytes_of(bytes.data + block->name_start, block->name_end - block->name_start), NULL,
                            LIMIT_HEADER_VALUE, NULL);
        g_autofree char *name = filename_clean(printed);
        ReaderMember *member =
            reader_task_member(task, name == NULL ? "file" : name, g_bytes_new(octets->data, octets->len));
        if (!block->is_whole)
                member->problem = PROBLEM_CORRUPT;
}

GByteArray *
uuencode_take(ReaderTask *task, Bytes bytes)
{
        UuencodeBlock block;
        size_t from = 0;
        GByteArray *rest = NULL;
        for (unsigned i = 0; i < LIMIT_DOCUMENTS && uuencode_find(bytes, from, &block); i++) {
                if (rest == NULL)
                        rest = g_byte_array_new();
                if (block.start > from)
                        g_byte_array_append(rest, bytes.data + from, (guint) (block.start - from));
                uuencode_member(task, bytes, &block);
                from = block.end;
        }
        if (rest != NULL && from < bytes.length)
                g_byte_array_append(rest, bytes.data + from, (guint) (bytes.length - from));
        return rest;
}
