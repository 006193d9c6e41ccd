#include "parsers/mail/mime_guard.h"

#include "base/limits.h"

#include <string.h>

enum { GUARD_BOUNDARY_LENGTH = 200, GUARD_LOOKALIKES = 10, GUARD_HEADER_BYTES = 256 * 1024 };

/* Every boundary="..." of the message, at most LIMIT_MIME_PARTS of them. */
static GHashTable *
guard_boundaries(Bytes message)
{
        GHashTable *known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
        ssize_t at = 0;
        while (g_hash_table_size(known) < LIMIT_MIME_PARTS) {
                const uint8_t *start = message.data + at;
                const uint8_t *hit = memmem(start, message.length - (size_t) at, "oundary=", 8);
                if (hit == NULL)
                        break;
                at = (hit - message.data) + 8;
                const size_t left = message.length - (size_t) at;
                const char *value = (const char *) message.data + at;
                const bool quoted = left > 0 && value[0] == '"';
                size_t length = quoted ? 1 : 0;
                while (length < left && length < GUARD_BOUNDARY_LENGTH && value[length] != '\n' &&
                       value[length] != '\r' && value[length] != '\0' &&
                       (quoted ? value[length] != '"' : strchr("; \t", value[length]) == NULL))
                        length++;
                g_hash_table_add(known, g_strndup(value + quoted, length - quoted));
        }
        return known;
}

/* line starts with "--" and has no line end. */
static bool
guard_is_boundary(GHashTable *known, Bytes line)
{
        char word[GUARD_BOUNDARY_LENGTH + 4];
        size_t length = line.length - 2;
        if (length == 0 || length > GUARD_BOUNDARY_LENGTH)
                return false;
        memcpy(word, line.data + 2, length);
        while (length > 0 && g_ascii_isspace(word[length - 1]))
                length--;
        word[length] = '\0';
        if (g_hash_table_contains(known, word))
                return true;
        if (length < 2 || strcmp(word + length - 2, "--") != 0)
                return false;
        word[length - 2] = '\0';
        return g_hash_table_contains(known, word);
}

bool
mime_guard_allows(Bytes message)
{
        g_autoptr(GHashTable) known = guard_boundaries(message);
        size_t at = 0, parts = 0, lookalikes = 0, lines = 0, octets = 0;
        bool in_header = true;
        while (at < message.length) {
                const uint8_t *start = message.data + at;
                const uint8_t *end = memchr(start, '\n', message.length - at);
                const size_t length = end == NULL ? message.length - at : (size_t) (end - start);
                at += length + 1;
                const bool blank = length == 0 || (length == 1 && start[0] == '\r');
                if (length > 2 && start[0] == '-' && start[1] == '-') {
                        const bool is_boundary = guard_is_boundary(known, bytes_of(start, length));
                        lookalikes++;
                        parts += is_boundary;
                        in_header = in_header || is_boundary;
                } else if (blank) {
                        in_header = false;
                }
                lines += in_header;
                octets += in_header ? length : 0;
                if (parts > LIMIT_MIME_PARTS || lookalikes > GUARD_LOOKALIKES * LIMIT_MIME_PARTS ||
                    lines > LIMIT_HEADER_LINES || octets > GUARD_HEADER_BYTES)
                        return false;
        }
        return true;
}
