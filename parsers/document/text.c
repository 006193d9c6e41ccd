#include "parsers/document/reader.h"

#include "base/limits.h"
#include "base/text.h"

#include <string.h>

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
text_is_guessed(const ReaderTask *task)
{
        const Bytes bytes = task->bytes;
        const bool marked = bytes.length >= 2 && (bytes.data[0] >= 0xFE || bytes.data[0] == 0xEF);
        const bool wide = task->charset != NULL && (g_ascii_strncasecmp(task->charset, "utf-16", 6) == 0 ||
                                                    g_ascii_strncasecmp(task->charset, "utf-32", 6) == 0 ||
                                                    g_ascii_strncasecmp(task->charset, "ucs", 3) == 0);
        if (!marked && !wide && bytes.length > 0 && memchr(bytes.data, 0, bytes.length) != NULL)
                return true;
        if (bytes.length == 0 || task->charset == NULL ||
            g_utf8_validate((const char *) bytes.data, (gssize) bytes.length, NULL))
                return false;
        g_autofree char *probe = g_convert("a", 1, "UTF-8", task->charset, NULL, NULL, NULL);
        return probe == NULL && !wide;
}

void
text_read(ReaderTask *task)
{
        bool cut = false;
        g_autofree char *text =
            text_from_bytes(task->bytes, task->charset, MIN(task->text_limit, LIMIT_PAGE_TEXT), &cut);
        g_autofree char *unflowed = task->is_flowed ? text_unflow(text, task->delete_space) : NULL;
        page_append(reader_task_flow(task), unflowed != NULL ? unflowed : text);
        if (cut)
                reader_task_problem(task, PROBLEM_TOO_LARGE);
        else if (text_is_guessed(task))
                reader_task_problem(task, PROBLEM_CORRUPT);
}
