#include "base/text.h"

#include <string.h>

static const char *
text_charset_of_mark(Bytes bytes, size_t *ret_skip)
{
        *ret_skip = 0;
        if (bytes.length >= 3 && memcmp(bytes.data, "\xEF\xBB\xBF", 3) == 0) {
                *ret_skip = 3;
                return "UTF-8";
        }
        if (bytes.length >= 2 && bytes.data[0] == 0xFF && bytes.data[1] == 0xFE) {
                *ret_skip = 2;
                return "UTF-16LE";
        }
        if (bytes.length >= 2 && bytes.data[0] == 0xFE && bytes.data[1] == 0xFF) {
                *ret_skip = 2;
                return "UTF-16BE";
        }
        return NULL;
}

/* Valid UTF-8 from a buffer: U+FFFD for each bad octet, controls as text.h says. */
static char *
text_repair(const char *data, size_t length, size_t limit, bool *ret_cut)
{
        GString *out = g_string_sized_new(MIN(length, limit) + 1);
        const char *at = data, *end = data + length;
        bool cut = false;
        while (at < end) {
                if (out->len + 4 > limit) {
                        cut = true;
                        break;
                }
                const unsigned char first = (unsigned char) *at;
                if (first < 0x80) {
                        if (first == '\r') {
                                g_string_append_c(out, '\n');
                                at += at + 1 < end && at[1] == '\n' ? 2 : 1;
                                continue;
                        }
                        g_string_append_c(out, (first < 0x20 && first != '\n' && first != '\t') || first == 0x7F ? ' ' : (char) first);
                        at++;
                        continue;
                }
                const gunichar character = g_utf8_get_char_validated(at, end - at);
                if (character == (gunichar) -1 || character == (gunichar) -2) {
                        g_string_append(out, "\xEF\xBF\xBD");
                        at++;
                        continue;
                }
                g_string_append_unichar(out, character >= 0x80 && character < 0xA0 ? ' ' : character);
                at = g_utf8_next_char(at);
        }
        if (ret_cut != NULL)
                *ret_cut = cut;
        return g_string_free(out, FALSE);
}

char *
text_from_bytes(Bytes bytes, const char *charset, size_t limit, bool *ret_cut)
{
        size_t skip = 0;
        const char *marked = text_charset_of_mark(bytes, &skip);
        const char *data = (const char *) bytes.data + skip;
        const size_t length = bytes.length - skip;
        if (length == 0) {
                if (ret_cut != NULL)
                        *ret_cut = false;
                return g_strdup("");
        }
        if (marked != NULL)
                charset = marked;
        const bool utf8 = charset == NULL || g_ascii_strcasecmp(charset, "UTF-8") == 0 || g_ascii_strcasecmp(charset, "us-ascii") == 0;
        if (utf8 && memchr(data, 0, length) == NULL && g_utf8_validate(data, (gssize) length, NULL))
                return text_repair(data, length, limit, ret_cut);
        gsize written = 0;
        if (!utf8 || marked == NULL) {
                g_autofree char *converted =
                    utf8 ? NULL : g_convert_with_fallback(data, (gssize) length, "UTF-8", charset, "\xEF\xBF\xBD", NULL, &written, NULL);
                if (converted == NULL && (charset == NULL || g_ascii_strcasecmp(charset, "UTF-8") != 0)) {
                        /* windows-1252 leaves five octets undefined; latin-1 takes them. */
                        converted = g_convert(data, (gssize) length, "UTF-8", "WINDOWS-1252", NULL, &written, NULL);
                        if (converted == NULL)
                                converted = g_convert(data, (gssize) length, "UTF-8", "ISO-8859-1", NULL, &written, NULL);
                }
                if (converted != NULL)
                        return text_repair(converted, written, limit, ret_cut);
        }
        return text_repair(data, length, limit, ret_cut);
}

char *
text_clean(const char *text, size_t limit)
{
        return text_repair(text, strlen(text), limit, NULL);
}

static bool
text_is_blank(gunichar character)
{
        return g_unichar_isspace(character) || character == 0x00A0 || character == 0x2007 || character == 0x202F ||
               (character >= 0x200B && character <= 0x200F) || character == 0x2060 || character == 0xFEFF || character == 0x00AD;
}

char *
text_one_line(const char *text)
{
        GString *out = g_string_sized_new(strlen(text) + 1);
        bool gap = false;
        for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at)) {
                const gunichar character = g_utf8_get_char(at);
                /* zero-width marks and soft hyphens join what they stand in */
                if ((character >= 0x200B && character <= 0x200F) || character == 0x2060 || character == 0xFEFF || character == 0x00AD)
                        continue;
                if (text_is_blank(character)) {
                        gap = out->len > 0;
                        continue;
                }
                if (gap)
                        g_string_append_c(out, ' ');
                gap = false;
                g_string_append_unichar(out, character);
        }
        return g_string_free(out, FALSE);
}

static const char *
text_plain_form(gunichar character)
{
        switch (character) {
        case 0x2018: case 0x2019: case 0x201A: case 0x201B: case 0x2032: case 0x00B4: case 0x0060: case 0x02BC:
                return "'";
        case 0x201C: case 0x201D: case 0x201E: case 0x2033:
                return "\"";
        case 0x2010: case 0x2011: case 0x2012: case 0x2013: case 0x2014: case 0x2015: case 0x2212:
                return "-";
        case 0x0142: case 0x0141:
                return "l";
        case 0x00F8: case 0x00D8:
                return "o";
        case 0x0111: case 0x0110: case 0x00F0: case 0x00D0:
                return "d";
        case 0x0131:
                return "i";
        case 0x00E6: case 0x00C6:
                return "ae";
        case 0x0153: case 0x0152:
                return "oe";
        case 0x00FE: case 0x00DE:
                return "th";
        default:
                return NULL;
        }
}

char *
text_fold(const char *text)
{
        g_autofree char *line = text_one_line(text);
        g_autofree char *normal = g_utf8_normalize(line, -1, G_NORMALIZE_ALL);
        g_autofree char *folded = g_utf8_casefold(normal != NULL ? normal : line, -1);
        GString *out = g_string_sized_new(strlen(folded) + 1);
        for (const char *at = folded; *at != '\0'; at = g_utf8_next_char(at)) {
                const gunichar character = g_utf8_get_char(at);
                const char *plain = text_plain_form(character);
                if (plain != NULL)
                        g_string_append(out, plain);
                else if (!g_unichar_ismark(character))
                        g_string_append_unichar(out, character);
        }
        return g_string_free(out, FALSE);
}

char *
text_key(const char *text)
{
        g_autofree char *folded = text_fold(text);
        GString *out = g_string_sized_new(strlen(folded) + 1);
        for (const char *at = folded; *at != '\0'; at = g_utf8_next_char(at)) {
                const gunichar character = g_utf8_get_char(at);
                if (g_unichar_isalnum(character))
                        g_string_append_unichar(out, character);
        }
        return g_string_free(out, FALSE);
}

char *
text_shorten(const char *text, size_t characters)
{
        const char *at = text;
        while (*at != '\0' && characters-- > 0)
                at = g_utf8_next_char(at);
        return g_strndup(text, (gsize) (at - text));
}

unsigned
text_distance(const char *a, const char *b, unsigned limit)
{
        glong rows = 0, columns = 0;
        g_autofree gunichar *x = g_utf8_to_ucs4_fast(a, -1, &rows);
        g_autofree gunichar *y = g_utf8_to_ucs4_fast(b, -1, &columns);
        const glong gap = rows > columns ? rows - columns : columns - rows;
        if (gap > (glong) limit)
                return limit + 1;
        g_autofree unsigned *above = g_new(unsigned, (gsize) columns + 1);
        g_autofree unsigned *here = g_new(unsigned, (gsize) columns + 1);
        for (glong j = 0; j <= columns; j++)
                above[j] = (unsigned) j;
        for (glong i = 1; i <= rows; i++) {
                here[0] = (unsigned) i;
                unsigned least = here[0];
                for (glong j = 1; j <= columns; j++) {
                        const unsigned change = above[j - 1] + (x[i - 1] != y[j - 1]);
                        here[j] = MIN(change, MIN(above[j], here[j - 1]) + 1);
                        least = MIN(least, here[j]);
                }
                if (least > limit)
                        return limit + 1;
                unsigned *swap = above;
                above = here;
                here = swap;
        }
        return above[columns] > limit ? limit + 1 : above[columns];
}
