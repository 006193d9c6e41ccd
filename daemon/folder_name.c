#include "daemon/folder_name.h"

#include <glib.h>
#include <string.h>

/* A run of characters outside printable ASCII: base64 of UTF-16BE without padding, "," for "/". */
static void
folder_name_run(GString *name, const char *run, const char *end)
{
        glong count = 0;
        g_autofree gunichar2 *units = g_utf8_to_utf16(run, (glong) (end - run), NULL, &count, NULL);
        if (units == NULL)
                return;
        for (glong i = 0; i < count; i++)
                units[i] = GUINT16_TO_BE(units[i]);
        g_autofree char *coded = g_base64_encode((const guchar *) units, (gsize) count * 2);
        g_strdelimit(coded, "/", ',');
        coded[strcspn(coded, "=")] = '\0';
        g_string_append_printf(name, "&%s-", coded);
}

char *
folder_name_encode(const char *name)
{
        GString *coded = g_string_new(NULL);
        while (*name != '\0') {
                const char *run = name;
                while (*name != '\0' && ((unsigned char) *name < 0x20 || (unsigned char) *name > 0x7e))
                        name = g_utf8_next_char(name);
                if (name != run)
                        folder_name_run(coded, run, name);
                if (*name == '\0')
                        break;
                g_string_append_c(coded, *name);
                if (*name++ == '&')
                        g_string_append_c(coded, '-');
        }
        return g_string_free(coded, FALSE);
}
