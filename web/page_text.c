#include "web/page_text.h"

#include <glib.h>
#include <stdbool.h>

static bool
text_is_control(char octet)
{
        return g_ascii_iscntrl(octet) && octet != '\n' && octet != '\t' && octet != '\0';
}

char *
page_text_clean(const char *text)
{
        const char *wrong = text;
        while (*wrong != '\0' && !text_is_control(*wrong))
                wrong++;
        if (*wrong == '\0')
                return NULL;
        char *clean = g_strdup(text), *to = clean;
        for (const char *from = text; *from != '\0'; from++)
                if (!text_is_control(*from))
                        *to++ = *from;
        *to = '\0';
        return clean;
}

char *
page_text_number(const json_t *number)
{
        char digits[G_ASCII_DTOSTR_BUF_SIZE];
        if (json_is_integer(number))
                return g_strdup_printf("%" JSON_INTEGER_FORMAT, json_integer_value(number));
        return g_strdup(g_ascii_formatd(digits, sizeof digits, "%.6g", json_real_value(number)));
}
