#include "parsers/mail/filename.h"

#include "base/limits.h"
#include "base/text.h"

#include <glib.h>
#include <string.h>

/* Marks that turn the direction of writing: "fdp.exe" would read "exe.pdf". */
static bool
filename_is_direction(gunichar character)
{
        return (character >= 0x202A && character <= 0x202E) || (character >= 0x2066 && character <= 0x2069);
}

char *
filename_clean(const char *name)
{
        if (name == NULL)
                return NULL;
        g_autofree char *text = text_from_bytes(bytes_of_string(name), NULL, 8 * LIMIT_HEADER_VALUE, NULL);
        g_autofree char *line = text_one_line(text);
        const char *start = line;
        for (const char *at = line; *at != '\0'; at++)
                if (*at == '/' || *at == '\\')
                        start = at + 1;
        g_autoptr(GString) out = g_string_new(NULL);
        for (const char *at = start; *at != '\0'; at = g_utf8_next_char(at)) {
                const gunichar character = g_utf8_get_char(at);
                if (!filename_is_direction(character))
                        g_string_append_unichar(out, character);
        }
        g_autofree char *kept = text_shorten(out->str, LIMIT_HEADER_VALUE);
        g_autofree char *trimmed = text_one_line(kept);
        return trimmed[0] == '\0' || g_str_equal(trimmed, ".") || g_str_equal(trimmed, "..")
                   ? NULL
                   : g_steal_pointer(&trimmed);
}
