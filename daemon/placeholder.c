#include "daemon/placeholder.h"

#include <glib.h>
#include <string.h>

enum {
        BODY_LOOKED_AT = 64 * 1024, /* octets of one base64 body: notices are short */
        BODIES_LOOKED_AT = 64,      /* base64 bodies of one mail */
};

static const char *const phrases[] = {
#define PLACEHOLDER(phrase) phrase,
#include "register/placeholder.def"
#undef PLACEHOLDER
};

/* Octets at `at` that stand for a space; 0 when none do. */
static size_t
placeholder_space(Bytes bytes, size_t at)
{
        const uint8_t *data = bytes.data + at;
        const size_t left = bytes.length - at;
        if (*data == ' ' || *data == '\t' || *data == '\r' || *data == '\n' || *data == '_')
                return 1;
        if (left >= 3 && (*data == '=' || *data == '%') && data[1] == '2' && data[2] == '0')
                return 3;
        if (left >= 3 && *data == '=' && data[1] == '\r' && data[2] == '\n')
                return 3;
        if (left >= 2 && *data == '=' && data[1] == '\n')
                return 2;
        return left >= 2 && *data == 0xC2 && data[1] == 0xA0 ? 2 : 0;
}

static bool
placeholder_at(Bytes bytes, size_t at, const char *phrase)
{
        for (; *phrase != '\0'; phrase++) {
                size_t spaces = 0;
                for (size_t width = 1; at < bytes.length && width > 0; spaces += width, at += width)
                        width = placeholder_space(bytes, at);
                if (*phrase == ' ') {
                        if (spaces == 0)
                                return false;
                        continue;
                }
                if (at >= bytes.length || g_ascii_tolower((char) bytes.data[at]) != *phrase)
                        return false;
                at++;
        }
        return true;
}

static bool
placeholder_in(Bytes bytes)
{
        for (size_t at = 0; at < bytes.length; at++) {
                const char octet = g_ascii_tolower((char) bytes.data[at]);
                for (unsigned i = 0; i < G_N_ELEMENTS(phrases); i++) {
                        if (octet == phrases[i][0] && placeholder_at(bytes, at, phrases[i]))
                                return true;
                }
        }
        return false;
}

/* Offset behind the next "base64" in any case; -1 when there is none. */
static ssize_t
placeholder_next_base64(Bytes raw, size_t from)
{
        static const char word[] = "base64";
        const size_t length = sizeof word - 1;
        for (size_t at = from; at + length <= raw.length; at++) {
                if ((raw.data[at] == 'b' || raw.data[at] == 'B') &&
                    g_ascii_strncasecmp((const char *) raw.data + at, word, length) == 0)
                        return (ssize_t) (at + length);
        }
        return -1;
}

static bool
placeholder_in_base64(Bytes body)
{
        gint state = 0;
        guint save = 0;
        const size_t length = MIN(body.length, (size_t) BODY_LOOKED_AT);
        g_autofree guchar *decoded = g_malloc(BODY_LOOKED_AT);
        const gsize got = g_base64_decode_step((const gchar *) body.data, length, decoded, &state, &save);
        return placeholder_in(bytes_of(decoded, got));
}

bool
placeholder_suspected(Bytes raw)
{
        if (placeholder_in(raw))
                return true;
        ssize_t at = 0;
        for (unsigned bodies = 0; bodies < BODIES_LOOKED_AT; bodies++) {
                at = placeholder_next_base64(raw, (size_t) at);
                if (at < 0)
                        return false;
                const ssize_t blank = bytes_find(raw, bytes_of_string("\r\n\r\n"), (size_t) at);
                if (blank < 0)
                        return false;
                const size_t start = (size_t) blank + 4;
                if (placeholder_in_base64(bytes_of(raw.data + start, raw.length - start)))
                        return true;
        }
        return false;
}
