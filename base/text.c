#include "base/text.h"

#include <errno.h>
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

/* The form of one octet below 0x80 and how many octets it stands for. */
static char
text_plain_octet(const char *at, const char *end, size_t *ret_taken)
{
        *ret_taken = 1;
        if (*at == '\r') {
                *ret_taken = at + 1 < end && at[1] == '\n' ? 2 : 1;
                return '\n';
        }
        const bool control = (*at < 0x20 && *at != '\n' && *at != '\t') || *at == 0x7F;
        return control ? ' ' : *at;
}

/* Valid UTF-8 from a buffer: U+FFFD for each bad octet, controls as text.h says. */
static char *
text_repair(const char *data, size_t length, size_t limit, bool *ret_cut)
{
        GString *out = g_string_sized_new(MIN(length, limit) + 1);
        const char *at = data, *end = data + length;
        bool cut = false;
        while (at < end && !cut) {
                char form[6];
                size_t taken = 1, width = 1;
                if ((unsigned char) *at < 0x80) {
                        form[0] = text_plain_octet(at, end, &taken);
                } else {
                        gunichar character = g_utf8_get_char_validated(at, end - at);
                        const bool bad = character == (gunichar) -1 || character == (gunichar) -2;
                        taken = bad ? 1 : (size_t) (g_utf8_next_char(at) - at);
                        character = bad ? 0xFFFD : character;
                        width = (size_t) g_unichar_to_utf8(character < 0xA0 ? ' ' : character, form);
                }
                cut = width > limit - out->len;
                if (!cut)
                        g_string_append_len(out, form, (gssize) width);
                at += taken;
        }
        if (ret_cut != NULL)
                *ret_cut = cut;
        return g_string_free(out, FALSE);
}

/* Octets of one character at least, for going on after one that the charset does not have. */
static size_t
text_charset_width(const char *charset)
{
        static const struct {
                const char *start;
                size_t width;
        } wide[] = {
                { "UTF-16", 2 }, { "UTF16", 2 }, { "UCS-2", 2 }, { "UNICODE", 2 }, { "UTF-32", 4 }, { "UCS-4", 4 }
        };
        for (unsigned i = 0; i < G_N_ELEMENTS(wide); i++)
                if (g_ascii_strncasecmp(charset, wide[i].start, strlen(wide[i].start)) == 0)
                        return wide[i].width;
        return 1;
}

/* UTF-8 from octets in charset, U+FFFD where they are none of it; NULL when the charset is unknown. Stops once more
 * than limit octets are there. */
static GByteArray *
text_convert(Bytes bytes, const char *charset, size_t limit)
{
        const GIConv converter = g_iconv_open("UTF-8", charset);
        /* iconv has no const in its interface and changes nothing. */
        union {
                const uint8_t *read_only;
                gchar *address;
        } in = { .read_only = bytes.data };
        gsize left = bytes.length;
        if ((gintptr) converter == -1)
                return NULL;
        const size_t width = text_charset_width(charset);
        /* octets that only shift to another set are no character, and yet a text */
        GByteArray *out = g_byte_array_sized_new(1);
        bool is_told = false;
        while (!is_told && out->len <= limit) {
                char buffer[4096];
                char *to = buffer;
                gsize room = sizeof buffer;
                /* at the end iconv is asked for a letter that it kept because a mark might have followed */
                is_told = left == 0;
                const gsize result = g_iconv(converter, is_told ? NULL : &in.address, &left, &to, &room);
                const int failure = errno;
                g_byte_array_append(out, (const guint8 *) buffer, (guint) (sizeof buffer - room));
                if (result != (gsize) -1 || failure == E2BIG)
                        continue;
                const gsize skip = MIN(failure == EILSEQ ? width : left, left);
                g_byte_array_append(out, (const guint8 *) "\xEF\xBF\xBD", 3);
                in.address += skip;
                left -= skip;
        }
        (void) g_iconv_close(converter);
        return out;
}

/* g_utf8_validate() stops at a NUL, which mail may hold. */
static bool
text_is_utf8(const char *data, size_t length)
{
        const char *at = data, *end = data + length;
        while (at < end) {
                if (g_utf8_validate(at, end - at, &at))
                        return true;
                if (*at != '\0')
                        return false;
                at++;
        }
        return true;
}

char *
text_from_bytes(Bytes bytes, const char *charset, size_t limit, bool *ret_cut)
{
        size_t skip = 0;
        const char *marked = text_charset_of_mark(bytes, &skip);
        if (bytes.length == skip) {
                if (ret_cut != NULL)
                        *ret_cut = false;
                return g_strdup("");
        }
        const Bytes body = bytes_of(bytes.data + skip, bytes.length - skip);
        const char *data = (const char *) body.data;
        if (marked != NULL)
                charset = marked;
        const bool named_utf8 = charset != NULL && g_ascii_strcasecmp(charset, "UTF-8") == 0;
        const bool may_be_utf8 = charset == NULL || g_ascii_strcasecmp(charset, "us-ascii") == 0;
        if (named_utf8 || (may_be_utf8 && text_is_utf8(data, body.length)))
                return text_repair(data, body.length, limit, ret_cut);
        GByteArray *converted = may_be_utf8 ? NULL : text_convert(body, charset, limit);
        if (converted == NULL && text_is_utf8(data, body.length))
                return text_repair(data, body.length, limit, ret_cut);
        if (converted == NULL)
                converted = text_convert(body, "WINDOWS-1252", limit);
        if (converted == NULL)
                return text_repair(data, body.length, limit, ret_cut);
        char *text = text_repair((const char *) converted->data, converted->len, limit, ret_cut);
        g_byte_array_unref(converted);
        return text;
}

char *
text_clean(const char *text, size_t limit)
{
        return text_repair(text, strlen(text), limit, NULL);
}

static bool
text_is_blank(gunichar character)
{
        return g_unichar_isspace(character) || character == 0x00A0 || character == 0x2007 || character == 0x202F;
}

/* Zero-width marks and soft hyphens, and the marks of writing direction by which a file name may show another ending. */
static bool
text_is_invisible(gunichar character)
{
        return (character >= 0x200B && character <= 0x200F) || (character >= 0x202A && character <= 0x202E) ||
               (character >= 0x2060 && character <= 0x2069) || character == 0xFEFF || character == 0x00AD;
}

static bool
text_is_plain_ascii(const char *text)
{
        for (; *text != '\0'; text++) {
                if ((*text & 0x80) != 0)
                        return false;
        }
        return true;
}

/* text_one_line() of ASCII, which nearly all text is; folds capitals too when asked. */
static char *
text_one_ascii_line(const char *text, bool fold)
{
        char *out = g_malloc(strlen(text) + 1);
        size_t length = 0;
        bool gap = false;
        for (; *text != '\0'; text++) {
                if (g_ascii_isspace(*text) && *text != '\v') {
                        gap = length > 0;
                        continue;
                }
                if (gap)
                        out[length++] = ' ';
                gap = false;
                out[length++] = !fold ? *text : *text == '`' ? '\'' : g_ascii_tolower(*text);
        }
        out[length] = '\0';
        return out;
}

char *
text_one_line(const char *text)
{
        if (text_is_plain_ascii(text))
                return text_one_ascii_line(text, false);
        GString *out = g_string_sized_new(strlen(text) + 1);
        bool gap = false;
        for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at)) {
                const gunichar character = g_utf8_get_char(at);
                if (text_is_invisible(character))
                        continue; /* joins what it stands in */
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

const char *
text_plain_sign(gunichar character)
{
        switch (character) {
        case 0x2018:
        case 0x2019:
        case 0x201A:
        case 0x201B:
        case 0x2032:
        case 0x00B4:
        case 0x0060:
        case 0x02BC:
                return "'";
        case 0x201C:
        case 0x201D:
        case 0x201E:
        case 0x2033:
        case 0x00AB:
        case 0x00BB:
                return "\"";
        case 0x2010:
        case 0x2011:
        case 0x2012:
        case 0x2013:
        case 0x2014:
        case 0x2015:
        case 0x2212:
                return "-";
        default:
                return NULL;
        }
}

static const char *
text_plain_form(gunichar character)
{
        switch (character) {
        case 0x0142:
        case 0x0141:
                return "l";
        case 0x00F8:
        case 0x00D8:
                return "o";
        case 0x0111:
        case 0x0110:
        case 0x00F0:
        case 0x00D0:
                return "d";
        case 0x0131:
                return "i";
        case 0x00E6:
        case 0x00C6:
                return "ae";
        case 0x0153:
        case 0x0152:
                return "oe";
        case 0x00FE:
        case 0x00DE:
                return "th";
        default:
                return text_plain_sign(character);
        }
}

/* Plain forms for the letters and signs that have one, marks left out. */
static char *
text_make_plain(const char *text)
{
        GString *out = g_string_sized_new(strlen(text) + 1);
        for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at)) {
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
text_fold(const char *text)
{
        if (text_is_plain_ascii(text))
                return text_one_ascii_line(text, true);
        g_autofree char *line = text_one_line(text);
        /* Before normalising too: NFKD makes a blank and a mark of an acute accent that stands for an apostrophe. */
        g_autofree char *plain = text_make_plain(line);
        g_autofree char *normal = g_utf8_normalize(plain, -1, G_NORMALIZE_ALL);
        g_autofree char *folded = g_utf8_casefold(normal != NULL ? normal : plain, -1);
        g_autofree char *bare = text_make_plain(folded);
        return text_one_line(bare);
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
        const char *end = NULL, *at = text;
        /* whatever a caller hands over, what is kept are whole characters */
        (void) g_utf8_validate(text, -1, &end);
        while (at < end && characters-- > 0)
                at = g_utf8_next_char(at);
        return g_strndup(text, (gsize) (at - text));
}

unsigned
text_distance(const char *a, const char *b, unsigned limit)
{
        glong rows = 0, columns = 0;
        /* octets are at most four to a character */
        const size_t a_octets = strlen(a), b_octets = strlen(b);
        if (a_octets > 4 * (b_octets + limit) || b_octets > 4 * (a_octets + limit))
                return limit + 1;
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
