#include "base/text.h"

#include <string.h>

#define BYTES(literal)                                                                                                 \
        {                                                                                                              \
                (const uint8_t *) (literal), sizeof(literal) - 1                                                       \
        }

static const struct {
        const char *rule;
        Bytes bytes;
        const char *charset;
        const char *text;
} decodings[] = {
        { "nothing", BYTES(""), NULL, "" },
        { "ASCII", BYTES("order"), NULL, "order" },
        { "no charset, valid UTF-8", BYTES("Si\xC3\xA2n"), NULL, "Si\xC3\xA2n" },
        { "no charset, else windows-1252", BYTES("Si\xE2n \x93x\x94"), NULL, "Si\xC3\xA2n \xE2\x80\x9Cx\xE2\x80\x9D" },
        { "no charset, valid UTF-8 with a NUL", BYTES("Si\xC3\xA2\0n"), NULL, "Si\xC3\xA2 n" },
        { "us-ascii that is UTF-8", BYTES("Si\xC3\xA2n"), "US-ASCII", "Si\xC3\xA2n" },
        { "us-ascii that is windows-1252", BYTES("\x80 5"), "us-ascii", "\xE2\x82\xAC 5" },
        { "UTF-8 cut inside a character", BYTES("a\xC3"), "utf-8", "a\xEF\xBF\xBD" },
        { "UTF-8 with a bad octet keeps the rest", BYTES("\xC3\xA2\xFF\xC3\xA2"), "UTF-8",
          "\xC3\xA2\xEF\xBF\xBD\xC3\xA2" },
        { "UTF-8, overlong", BYTES("\xC0\xAF"), "UTF-8", "\xEF\xBF\xBD\xEF\xBF\xBD" },
        { "UTF-8, surrogate", BYTES("\xED\xA0\x80"), "UTF-8", "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD" },
        { "UTF-8, beyond Unicode", BYTES("\xF4\x90\x80\x80"), "UTF-8",
          "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD" },
        { "UTF-8 by another name",
          BYTES("a\xFF"
                "b"),
          "utf8",
          "a\xEF\xBF\xBD"
          "b" },
        { "a letter that a mark could follow", BYTES("Hoa"), "windows-1258", "Hoa" },
        { "nothing but a shift", BYTES("\x1B(B"), "ISO-2022-JP", "" },
        { "latin-1", BYTES("Ren\xE9"), "ISO-8859-1", "Ren\xC3\xA9" },
        { "latin-1 controls are spaces",
          BYTES("a\x85"
                "b"),
          "ISO-8859-1", "a b" },
        { "windows-1252 quotes",
          BYTES("O\x92"
                "Brien"),
          "windows-1252",
          "O\xE2\x80\x99"
          "Brien" },
        { "windows-1252, an undefined octet costs only itself", BYTES("\x93\x81\x94"), "windows-1252",
          "\xE2\x80\x9C\xEF\xBF\xBD\xE2\x80\x9D" },
        { "latin-2", BYTES("\xA3ukasz"), "iso-8859-2", "\xC5\x81ukasz" },
        { "latin-8, Welsh", BYTES("D\xF0r"), "ISO-8859-14", "D\xC5\xB5r" },
        { "koi8-r", BYTES("\xE9\xD7\xC1\xCE"), "koi8-r", "\xD0\x98\xD0\xB2\xD0\xB0\xD0\xBD" },
        { "shift_jis", BYTES("\x93\xFA"), "shift_jis", "\xE6\x97\xA5" },
        { "shift_jis with a bad octet keeps the rest", BYTES("\x93\xFA\xFF\x93\xFA"), "shift_jis",
          "\xE6\x97\xA5\xEF\xBF\xBD\xE6\x97\xA5" },
        { "iso-2022-jp", BYTES("\x1B$BF|\x1B(B."), "iso-2022-jp", "\xE6\x97\xA5." },
        { "gb18030", BYTES("\xD6\xD0"), "gb18030", "\xE4\xB8\xAD" },
        { "utf-7", BYTES("+AOI-x"), "utf-7", "\xC3\xA2x" },
        { "unknown charset, valid UTF-8", BYTES("Si\xC3\xA2n"), "x-nobody-knows", "Si\xC3\xA2n" },
        { "unknown charset, else windows-1252", BYTES("Si\xE2n"), "x-nobody-knows", "Si\xC3\xA2n" },
        { "empty charset", BYTES("abc"), "", "abc" },
        { "UTF-8 mark against charset", BYTES("\xEF\xBB\xBF\xC3\xA2"), "iso-8859-1", "\xC3\xA2" },
        { "UTF-16 mark, little end first",
          BYTES("\xFF\xFE"
                "a\0\xE2\0"),
          NULL, "a\xC3\xA2" },
        { "UTF-16 mark, big end first", BYTES("\xFE\xFF\0a\0\xE2"), "utf-8", "a\xC3\xA2" },
        { "UTF-16LE by name", BYTES("a\0b\0"), "utf-16le", "ab" },
        { "UTF-16, half a character at the end",
          BYTES("\xFF\xFE"
                "a\0b"),
          NULL, "a\xEF\xBF\xBD" },
        { "UTF-16, lonely surrogate costs only itself",
          BYTES("\xFF\xFE"
                "a\0\0\xDC"
                "b\0"),
          NULL,
          "a\xEF\xBF\xBD"
          "b" },
        { "a mark alone", BYTES("\xFF\xFE"), NULL, "" },
        { "line ends", BYTES("a\r\nb\rc\nd\r"), NULL, "a\nb\nc\nd\n" },
        { "controls but tab and line feed",
          BYTES("a\0b\x01"
                "c\td\x7F"
                "e\x1B"),
          NULL, "a b c\td e " },
};

static void
test_decoding(void)
{
        for (unsigned i = 0; i < G_N_ELEMENTS(decodings); i++) {
                bool cut = true;
                g_test_message("%s", decodings[i].rule);
                g_autofree char *text = text_from_bytes(decodings[i].bytes, decodings[i].charset, 1000, &cut);
                g_assert_cmpstr(text, ==, decodings[i].text);
                g_assert_false(cut);
        }
}

static void
test_any_octets_become_utf8(void)
{
        static const char *const charsets[] = { NULL,     "utf-8",  "us-ascii",  "iso-8859-1",  "windows-1252",
                                                "utf-16", "utf-7",  "shift_jis", "iso-2022-jp", "gb18030",
                                                "utf-32", "koi8-r", "euc-kr",    "big5",        "x-unknown" };
        g_autoptr(GRand) dice = g_rand_new_with_seed(20261120);
        for (unsigned round = 0; round < 3000; round++) {
                uint8_t octets[64];
                const size_t length = (size_t) g_rand_int_range(dice, 0, sizeof octets + 1);
                for (size_t i = 0; i < length; i++)
                        octets[i] = (uint8_t) g_rand_int(dice);
                const size_t limit = (size_t) g_rand_int_range(dice, 0, 100);
                const char *charset = charsets[round % G_N_ELEMENTS(charsets)];
                g_autofree char *text = text_from_bytes(bytes_of(octets, length), charset, limit, NULL);
                g_assert_true(g_utf8_validate(text, -1, NULL));
                g_assert_cmpuint(strlen(text), <=, limit);
                g_assert_null(strpbrk(text, "\r\x01\x1B\x7F"));
        }
}

static void
test_limit(void)
{
        static const struct {
                const char *in;
                const char *charset;
                size_t limit;
                const char *text;
                bool cut;
        } rows[] = {
                { "12345", NULL, 6, "12345", false },
                { "12345", NULL, 5, "12345", false },
                { "12345", NULL, 4, "1234", true },
                { "12345", NULL, 0, "", true },
                { "", NULL, 0, "", false },
                { "123\xC3\xA2", NULL, 5, "123\xC3\xA2", false },
                { "123\xC3\xA2", NULL, 4, "123", true },
                { "123\xE2", "iso-8859-1", 5, "123\xC3\xA2", false },
                { "123\xE2", "iso-8859-1", 4, "123", true },
                { "12\r\n", NULL, 3, "12\n", false },
        };
        for (unsigned i = 0; i < G_N_ELEMENTS(rows); i++) {
                bool cut = !rows[i].cut;
                g_autofree char *text =
                    text_from_bytes(bytes_of_string(rows[i].in), rows[i].charset, rows[i].limit, &cut);
                g_assert_cmpstr(text, ==, rows[i].text);
                g_assert_cmpint(cut, ==, rows[i].cut);
        }
}

static void
test_long_conversion(void)
{
        g_autofree char *many = g_strnfill(100001, '\xE2');
        g_autofree char *whole = text_from_bytes(bytes_of_string(many), "iso-8859-1", 200002, NULL);
        g_assert_cmpuint(strlen(whole), ==, 200002);
        bool cut = false;
        g_autofree char *part = text_from_bytes(bytes_of_string(many), "iso-8859-1", 200001, &cut);
        g_assert_cmpuint(strlen(part), ==, 200000);
        g_assert_true(cut);
}

static void
test_clean(void)
{
        g_autofree char *text = text_clean("a\xFF\r\nb\x02", 100);
        g_assert_cmpstr(text, ==, "a\xEF\xBF\xBD\nb ");
        g_autofree char *cut = text_clean("abc", 2);
        g_assert_cmpstr(cut, ==, "ab");
}

typedef struct {
        const char *in;
        const char *out;
} Pair;

static void
test_one_line(void)
{
        static const Pair rows[] = {
                { "", "" },
                { " \t\n ", "" },
                { "  Mary \n\t Roe  ", "Mary Roe" },
                { "Mary\xC2\xA0Roe", "Mary Roe" },
                { "Mary\xE2\x80\x8BRoe", "MaryRoe" },
                { "non\xC2\xADmol", "nonmol" },
                { "a\xE2\x80\xA8"
                  "b",
                  "a b" },
                { "order\xE2\x80\xAE"
                  "fdp.exe",
                  "orderfdp.exe" },
                { "\xE2\x81\xA6"
                  "x\xE2\x81\xA9",
                  "x" },
                { "\xEF\xBB\xBFx", "x" },
        };
        for (unsigned i = 0; i < G_N_ELEMENTS(rows); i++) {
                g_autofree char *out = text_one_line(rows[i].in);
                g_assert_cmpstr(out, ==, rows[i].out);
        }
}

static void
test_fold(void)
{
        static const Pair rows[] = {
                { "", "" },
                { "NON-Molestation  Order", "non-molestation order" },
                { "Non\xE2\x80\x93Molestation", "non-molestation" },
                { "Si\xC3\xB4n", "sion" },
                { "Sio\xCC\x82n", "sion" },
                { "O\xE2\x80\x99"
                  "Brien",
                  "o'brien" },
                { "O\xC2\xB4"
                  "Brien",
                  "o'brien" },
                { "O`Brien", "o'brien" },
                { "\xE2\x80\x9Cx\xE2\x80\x9D", "\"x\"" },
                { "\xE2\x80\xB3", "\"" },
                { "\xC5\x81ukasz", "lukasz" },
                { "S\xC3\xB8ren", "soren" },
                { "\xC3\x86lfric", "aelfric" },
                { "Gro\xC3\x9F", "gross" },
                { "D\xC5\xB5r", "dwr" },
                { "\xEF\xAC\x81nal", "final" },
                { "\xC4\xB0stanbul", "istanbul" },
                { "\xC3\x9Eorn", "thorn" },
                { "\xEF\xBC\xA1\xEF\xBC\xA2", "ab" },
        };
        for (unsigned i = 0; i < G_N_ELEMENTS(rows); i++) {
                g_autofree char *out = text_fold(rows[i].in);
                g_assert_cmpstr(out, ==, rows[i].out);
                g_autofree char *again = text_fold(out);
                g_assert_cmpstr(again, ==, out);
        }
}

static void
test_key(void)
{
        static const Pair rows[] = {
                { "", "" },
                { "  ZZ 26 / F-00123 ", "zz26f00123" },
                { "O\xE2\x80\x99"
                  "Brien-R\xC3\xA9",
                  "obrienre" },
                { "---", "" },
        };
        for (unsigned i = 0; i < G_N_ELEMENTS(rows); i++) {
                g_autofree char *out = text_key(rows[i].in);
                g_assert_cmpstr(out, ==, rows[i].out);
        }
}

static void
test_shorten(void)
{
        static const struct {
                const char *in;
                size_t characters;
                const char *out;
        } rows[] = {
                { "abc", 0, "" },
                { "abc", 2, "ab" },
                { "abc", 3, "abc" },
                { "abc", 4, "abc" },
                { "\xC3\xA2\xE2\x82\xAC", 1, "\xC3\xA2" },
                { "ab\xC3", 5, "ab" }, /* half a character is none, and nothing behind it is read */
        };
        for (unsigned i = 0; i < G_N_ELEMENTS(rows); i++) {
                g_autofree char *out = text_shorten(rows[i].in, rows[i].characters);
                g_assert_cmpstr(out, ==, rows[i].out);
        }
}

static void
test_distance(void)
{
        static const struct {
                const char *a, *b;
                unsigned limit, distance;
        } rows[] = {
                { "", "", 3, 0 },
                { "a", "", 3, 1 },
                { "order", "order", 0, 0 },
                { "order", "oder", 2, 1 },
                { "kitten", "sitting", 3, 3 },
                { "kitten", "sitting", 2, 3 },
                { "abcdef", "", 3, 4 },
                { "abcd", "wxyz", 1, 2 },
                { "\xC3\xA2", "a", 3, 1 },
                { "molest", "moelst", 3, 2 },
        };
        for (unsigned i = 0; i < G_N_ELEMENTS(rows); i++) {
                g_assert_cmpuint(text_distance(rows[i].a, rows[i].b, rows[i].limit), ==, rows[i].distance);
                g_assert_cmpuint(text_distance(rows[i].b, rows[i].a, rows[i].limit), ==, rows[i].distance);
        }
}

int
main(int argc, char **argv)
{
        g_test_init(&argc, &argv, NULL);
        g_test_add_func("/text/decodes", test_decoding);
        g_test_add_func("/text/any-octets-become-valid-utf8", test_any_octets_become_utf8);
        g_test_add_func("/text/limit", test_limit);
        g_test_add_func("/text/long-conversion", test_long_conversion);
        g_test_add_func("/text/clean", test_clean);
        g_test_add_func("/text/one-line", test_one_line);
        g_test_add_func("/text/fold", test_fold);
        g_test_add_func("/text/key", test_key);
        g_test_add_func("/text/shorten", test_shorten);
        g_test_add_func("/text/distance", test_distance);
        return g_test_run();
}
