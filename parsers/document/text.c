#include "parsers/document/reader.h"
#include "parsers/document/uuencode.h"

#include "base/limits.h"
#include "base/text.h"

#include <string.h>

/* Enough letters to tell how wide they are. */
enum { TEXT_HEAD = 4096, TEXT_FEW = 8 };

/* RFC 3676: a line that ends in a space goes on in the next line of the same quote depth; a leading space is stuffing.
 * Quoted lines keep their marks. */
static char *
text_unflow(const char *text, bool delete_space)
{
        g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
        GString *out = g_string_sized_new(strlen(text));
        size_t open_depth = 0;
        bool open = false;
        for (unsigned i = 0; lines[i] != NULL; i++) {
                char *line = lines[i];
                const size_t depth = strspn(line, ">");
                const char *body = line + depth + (line[depth] == ' ');
                size_t length = strlen(body);
                const bool is_signature = g_str_equal(body, "-- ");
                if (open && (depth != open_depth || is_signature)) {
                        g_string_append_c(out, '\n');
                        open = false;
                }
                if (!open && depth > 0) {
                        for (size_t mark = 0; mark < depth; mark++)
                                g_string_append_c(out, '>');
                        g_string_append_c(out, ' ');
                }
                open = !is_signature && length > 0 && body[length - 1] == ' ';
                open_depth = depth;
                if (open && delete_space)
                        length--;
                g_string_append_len(out, body, (gssize) length);
                if (!open && lines[i + 1] != NULL)
                        g_string_append_c(out, '\n');
        }
        return g_string_free(out, FALSE);
}

/* True when the octets say something that nobody can be sure of: NUL among letters, or octets beyond ASCII in a
 * character set that does not exist. */
static bool
text_is_guessed(Bytes bytes, const char *charset)
{
        const bool marked = bytes.length >= 2 && (bytes.data[0] >= 0xFE || bytes.data[0] == 0xEF);
        const bool wide = charset != NULL && (g_ascii_strncasecmp(charset, "utf-16", 6) == 0 ||
                                              g_ascii_strncasecmp(charset, "utf-32", 6) == 0 ||
                                              g_ascii_strncasecmp(charset, "ucs", 3) == 0);
        if (!marked && !wide && bytes.length > 0 && memchr(bytes.data, 0, bytes.length) != NULL)
                return true;
        if (bytes.length == 0 || charset == NULL ||
            g_utf8_validate((const char *) bytes.data, (gssize) bytes.length, NULL))
                return false;
        g_autofree char *probe = g_convert("a", 1, "UTF-8", charset, NULL, NULL, NULL);
        return probe == NULL && !wide;
}

/* UTF-16 without its mark: every other octet of letters is NUL. NULL: nothing is known beside what the mail says. */
static char *
text_charset(const ReaderTask *task)
{
        const Bytes head = bytes_of(task->bytes.data, MIN(task->bytes.length, TEXT_HEAD));
        size_t zeros[2] = { 0, 0 };
        for (size_t i = 0; i < head.length; i++)
                zeros[i % 2] += head.data[i] == 0;
        const size_t half = head.length / 2;
        if (half >= TEXT_FEW && zeros[1] * 10 >= half * 9 && zeros[0] == 0)
                return g_strdup("UTF-16LE");
        if (half >= TEXT_FEW && zeros[0] * 10 >= half * 9 && zeros[1] == 0)
                return g_strdup("UTF-16BE");
        return g_strdup(task->charset);
}

/* A form feed ends a page: two line ends stand for it. NULL when there is none, or letters are wider than an octet. */
static GByteArray *
text_without_form_feeds(Bytes bytes, const char *charset)
{
        const bool is_marked = bytes.length >= 2 && bytes.data[0] >= 0xFE && bytes.data[1] >= 0xFE;
        const bool is_wide = charset != NULL && (g_ascii_strncasecmp(charset, "utf-16", 6) == 0 ||
                                                 g_ascii_strncasecmp(charset, "utf-32", 6) == 0);
        if (is_marked || is_wide || bytes.length == 0 || memchr(bytes.data, '\f', bytes.length) == NULL)
                return NULL;
        GByteArray *out = g_byte_array_sized_new((guint) bytes.length);
        for (size_t i = 0; i < bytes.length; i++) {
                if (bytes.data[i] == '\f')
                        g_byte_array_append(out, (const guint8 *) "\n\n", 2);
                else
                        g_byte_array_append(out, bytes.data + i, 1);
        }
        return out;
}

void
text_read(ReaderTask *task)
{
        bool cut = false;
        g_autofree char *charset = text_charset(task);
        g_autoptr(GByteArray) paged = text_without_form_feeds(task->bytes, charset);
        const Bytes given = paged == NULL ? task->bytes : bytes_of(paged->data, paged->len);
        g_autoptr(GByteArray) without_files = uuencode_take(task, given);
        const Bytes bytes = without_files == NULL ? given : bytes_of(without_files->data, without_files->len);
        g_autofree char *text = text_from_bytes(bytes, charset, MIN(task->text_limit, LIMIT_PAGE_TEXT), &cut);
        g_autofree char *unflowed = task->is_flowed ? text_unflow(text, task->delete_space) : NULL;
        page_append(reader_task_flow(task), unflowed != NULL ? unflowed : text);
        if (cut)
                reader_task_problem(task, PROBLEM_TOO_LARGE);
        else if (text_is_guessed(task->bytes, charset))
                reader_task_problem(task, PROBLEM_CORRUPT);
}
