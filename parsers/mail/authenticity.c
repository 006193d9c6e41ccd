#include "parsers/mail/authenticity.h"

#include <glib.h>
#include <string.h>

enum { NAME_CHARACTERS = 253, WORD_CHARACTERS = 20 };

/* The value without comments, which nest and may hold anything; NULL when one is not closed. */
static char *
authenticity_plain(const char *value)
{
        GString *plain = g_string_new(NULL);
        unsigned depth = 0;
        for (const char *at = value; *at != '\0'; at++) {
                if (*at == '(')
                        depth++;
                else if (*at == ')' && depth > 0)
                        depth--;
                else if (depth == 0)
                        g_string_append_c(plain, *at);
        }
        return g_string_free(plain, depth > 0);
}

/* A host's name before the first semicolon, with or without a version behind it. */
static char *
authenticity_name(const char *first)
{
        g_auto(GStrv) words = g_strsplit_set(first, " \t", 2);
        const char *name = words[0] == NULL ? "" : words[0];
        const size_t length = strlen(name);
        if (length == 0 || length > NAME_CHARACTERS ||
            strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789.-_") != length)
                return NULL;
        return g_strdup(name);
}

/* "dmarc=fail action=none ...": the word behind the sign. */
static char *
authenticity_word(const char *result)
{
        static const char method[] = "dmarc";
        if (!g_str_has_prefix(result, method))
                return NULL;
        const char *at = result + strlen(method);
        at += strspn(at, " \t");
        if (*at != '=')
                return NULL;
        at += 1 + strspn(at + 1, " \t");
        const size_t length = strspn(at, "abcdefghijklmnopqrstuvwxyz");
        return length == 0 || length > WORD_CHARACTERS ? NULL : g_strndup(at, length);
}

void
authenticity_read(const HeaderBlock *header, char **ret_gateway, char **ret_dmarc)
{
        g_autofree char *value = header_block_key(header, "Authentication-Results");
        g_autofree char *plain = value == NULL ? NULL : authenticity_plain(value);
        *ret_gateway = NULL;
        *ret_dmarc = NULL;
        if (plain == NULL)
                return;
        g_auto(GStrv) results = g_strsplit(plain, ";", -1);
        for (unsigned i = 0; results[i] != NULL; i++) {
                g_strstrip(results[i]);
                if (i == 0)
                        *ret_gateway = authenticity_name(results[i]);
                if (*ret_dmarc == NULL)
                        *ret_dmarc = authenticity_word(results[i]);
        }
}
