#include "register/reference.h"

#include <string.h>

enum { REFERENCE_LEAST = 6, REFERENCE_FIGURES = 12, REFERENCE_YEAR = 4 };

char *
reference_print(Reference reference)
{
        return g_strdup_printf("CCOT-%04u-%06" G_GINT64_FORMAT, reference.year, reference.message_id);
}

/* Past one hyphen, dash or space; NULL when there is none. */
static const char *
reference_gap(const char *at)
{
        const gunichar letter = g_utf8_get_char(at);
        const bool dash = g_unichar_type(letter) == G_UNICODE_DASH_PUNCTUATION || letter == 0x2212;
        return dash || letter == ' ' || letter == '_' || letter == 0xA0 ? g_utf8_next_char(at) : NULL;
}

/* Between least and most figures, with no further one behind them; NULL otherwise. */
static const char *
reference_figures(const char *at, unsigned least, unsigned most, guint64 *ret_value)
{
        unsigned count = 0;
        for (*ret_value = 0; g_ascii_isdigit(*at) && count <= most; at++, count++)
                *ret_value = *ret_value * 10 + (guint64) g_ascii_digit_value(*at);
        return count >= least && count <= most ? at : NULL;
}

static bool
reference_read(const char *at, Reference *ret_reference)
{
        guint64 year = 0, number = 0;
        at = reference_gap(at + strlen("CCOT"));
        at = at == NULL ? NULL : reference_figures(at, REFERENCE_YEAR, REFERENCE_YEAR, &year);
        at = at == NULL ? NULL : reference_gap(at);
        at = at == NULL ? NULL : reference_figures(at, REFERENCE_LEAST, REFERENCE_FIGURES, &number);
        if (at == NULL || number == 0 || g_unichar_isalnum(g_utf8_get_char(at)))
                return false;
        *ret_reference = (Reference){ (unsigned) year, (gint64) number };
        return true;
}

GArray *
reference_find(const char *text)
{
        GArray *found = g_array_new(FALSE, FALSE, sizeof(Reference));
        gunichar before = ' ';
        for (const char *at = text; *at != '\0' && found->len < REFERENCE_MOST; at = g_utf8_next_char(at)) {
                Reference reference = { 0 };
                const bool here = !g_unichar_isalnum(before) && g_ascii_strncasecmp(at, "CCOT", strlen("CCOT")) == 0;
                before = g_utf8_get_char(at);
                if (!here || !reference_read(at, &reference))
                        continue;
                bool known = false;
                for (guint i = 0; i < found->len; i++)
                        known = known || g_array_index(found, Reference, i).message_id == reference.message_id;
                if (!known)
                        g_array_append_val(found, reference);
        }
        return found;
}

bool
reference_token(const char *message_id, char ret_token[REFERENCE_TOKEN + 1])
{
        const char *token = g_str_has_prefix(message_id, "CCOT-") ? strchr(message_id, '.') : NULL;
        const char *at = token == NULL ? NULL : strchr(++token, '@');
        if (at == NULL || at - token != REFERENCE_TOKEN)
                return false;
        g_autofree char *text = g_strndup(token, REFERENCE_TOKEN);
        if (!g_uuid_string_is_valid(text))
                return false;
        (void) g_strlcpy(ret_token, text, REFERENCE_TOKEN + 1);
        return true;
}
