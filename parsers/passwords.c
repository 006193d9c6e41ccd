#include "parsers/passwords.h"

#include "base/error.h"
#include "base/limits.h"
#include "base/own.h"

#include <string.h>

static void
passwords_wipe(gpointer data)
{
        explicit_bzero(data, strlen(data));
        g_free(data);
}

GPtrArray *
passwords_new(void)
{
        return g_ptr_array_new_with_free_func(passwords_wipe);
}

void
passwords_add(GPtrArray *passwords, const char *candidate, size_t length)
{
        if (length == 0 || length > LIMIT_PASSWORD_BYTES || passwords->len >= LIMIT_PASSWORDS ||
            !g_utf8_validate_len(candidate, length, NULL))
                return;
        for (guint i = 0; i < passwords->len; i++) {
                const char *known = g_ptr_array_index(passwords, i);
                if (strlen(known) == length && memcmp(known, candidate, length) == 0)
                        return;
        }
        g_ptr_array_add(passwords, g_strndup(candidate, length));
}

void
passwords_add_all(GPtrArray *passwords, const GPtrArray *further)
{
        for (guint i = 0; further != NULL && i < further->len; i++) {
                const char *candidate = g_ptr_array_index(further, i);
                passwords_add(passwords, candidate, strlen(candidate));
        }
}

GPtrArray *
passwords_of_lines(Bytes lines)
{
        GPtrArray *passwords = passwords_new();
        for (size_t at = 0; at < lines.length;) {
                const char *line = (const char *) lines.data + at;
                const char *end = memchr(line, '\n', lines.length - at);
                const size_t length = end == NULL ? lines.length - at : (size_t) (end - line);
                passwords_add(passwords, line, length > 0 && line[length - 1] == '\r' ? length - 1 : length);
                at += length + 1;
        }
        return passwords;
}

GPtrArray *
passwords_read(int fd, GError **error)
{
        /* not a buffer that grows: it would leave copies behind */
        enum { ROOM = LIMIT_PASSWORDS * (LIMIT_PASSWORD_BYTES + 2) };
        g_autofree uint8_t *lines = g_malloc(ROOM + 1);
        size_t length = 0;
        ssize_t got = 1;
        while (got > 0 && length <= ROOM) {
                got = TEMP_FAILURE_RETRY(read(fd, lines + length, ROOM + 1 - length));
                length += got > 0 ? (size_t) got : 0;
        }
        GPtrArray *passwords = NULL;
        if (got < 0)
                error_set_errno(error, CCOT_ERROR_INPUT, errno, "the passwords");
        else if (length > ROOM)
                g_set_error(error, CCOT_ERROR, CCOT_ERROR_LIMIT, "the passwords are more than %d octets", ROOM);
        else
                passwords = passwords_of_lines(bytes_of(lines, length));
        explicit_bzero(lines, ROOM + 1);
        return passwords;
}
