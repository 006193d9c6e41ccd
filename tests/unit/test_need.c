#include "parsers/order/pattern.h"

#include <string.h>

static bool
met(const char *pattern, const char *text)
{
        g_autoptr(Need) need = need_of(pattern);
        Grams *grams = g_new0(Grams, 1);
        grams_of(grams, text, strlen(text));
        const bool is_met = need_is_met(need, grams);
        g_free(grams->folded);
        g_free(grams);
        return is_met;
}

/* What is ruled out, and what is not. */
static void
test_needs(void)
{
        static const struct {
                const char *pattern, *text;
                bool met;
        } cases[] = {
                { "made on", "an order made on Monday", true },
                { "made on", "an order made Monday", false },
                { "(?i)made on", "MADE ON MONDAY", true },
                { "made\\ton", "made on", true },
                { "(?i)made (?:on|by)\\b", "made at, on and by", false },
                { "(?i)made (?:on|by)\\b", "Made By", true },
                { "(?i)(?:the |an )?order", "orders", true },
                { "(?i)(?:the |an )?order", "the border, an odor", true },
                { "(?i)(?:the |an )?order", "the ordinary", false },
                { "colou?r", "color", true },
                { "colou?r", "coloor", false },
                { "colou{0,2}r", "coluur", false },
                { "colou{2}r", "colour", true }, /* on the safe side */
                { "(?:served )+on", "served on", true },
                { "(?:served )+on", "server on", false },
                { "(?:served )*on", "on", true },
                { "exten[ds]", "extends", true },
                { "exten[ds]", "extent", false },
                { "exten[^ds]", "extent", true },
                { "exten[a-z]ed", "extent, edged", true },
                { "[0-9]{4} order", "order", false },
                { "\\d{1,2}(?:st|nd|rd|th) of", "1st of", true },
                { "\\d{1,2}(?:st|nd|rd|th) of", "1 of", false },
                { "without notice|ex parte", "ex  parte", false },
                { "without notice|ex parte|\\w+", "none", true },
                { "order(?= made)", "order", true },
                { "(?<!not )served", "not served", true },
                { "(?!order)\\w+", "x", true },
                { "\\border\\b", "reorder", true },
                { "(?i)v\\.?", "x", true }, /* too short to rule anything out */
                { "no", "yes", false },
                { "\\x{2022}item", "item", true },
                { "\\x{2022}item", "ite m", false },
                { "\\p{Lu}smith", "Asmith", true },
                { "na\xC3\xAF?ve", "nave", true },
                { "(a)\\1", "b", true },
                { "\\Qorder\\E", "x", true },
                { "(?<name>order)", "x", true },
                { "(?x)or der", "x", true },
                { "[[:alpha:]]rder", "x", true },
                { "(*UCP)order", "x", true },
                { "(order", "x", true },
                { "", "", true },
        };
        for (unsigned i = 0; i < G_N_ELEMENTS(cases); i++) {
                g_test_message("%s in %s", cases[i].pattern, cases[i].text);
                g_assert_true(met(cases[i].pattern, cases[i].text) == cases[i].met);
        }
}

/* Where a pattern is found, its need is met: of every pattern with every text. */
static void
test_never_rules_out_what_is_found(void)
{
        static const char *const patterns[] = {
                "(?i)\\b(?:varies|extends|discharg(?:es|ed)?)\\b",
                "(?i)\\bthe (?:respondent|defendant)(?: \\p{Lu}[^.;,]{2,40})?,? (?:was|being) present",
                "(?i)(?<!dispensed )(?<!dispense )\\bwith notice to (?:the|him|her)|\\bknew (?:about|of) this",
                "^[\\W_]*(?:(?:sealed )?draft\\b[^.;]{0,60}\\b(?:order|injunction)\\b)",
                "(?:^|[\\n ./])(?:R|Rex|REX) ?-?(?:[vV]{1,2}|vs|VS)\\.?-? (?=\\p{Lu})",
                "\\b[Tt]he (?:[Rr]espondent|[Dd]efendant),? \\p{Lu}[\\p{L}'-]+(?: [\\p{L}'-]+){0,4}",
                "(?i)order|injunction|service|arrest|fl4",
                "(?i)(?:-?v-?\\.?|V|vs\\.?|-and-|/) (?=\\p{Lu})",
                "(?i)\\b(must|shall|enclos\\w*|please|breach\\w*|we|i)\\b",
                "(?i)[a-e]+|kept|skis",
                "(?i:made )?on(?: the)?(?-i: Monday)?",
                "(?i)(?:not )?(?:un|under|after)(?:til|neath|wards)(?: (?:then|that))?$",
                "[^.]*\\.[ ]{2}[A-Z]",
        };
        static const char *const texts[] = {
                "",
                "The court discharges the order.",
                "THE RESPONDENT John Price WAS PRESENT",
                "It was made with\tnotice to\nher, who knew of this.",
                "- Sealed draft of the order",
                "\nR -v- Price",
                "Rex vs. Price",
                "the Respondent, Zo\xC3\xAB O'Neill-Smith",
                "FL401",
                "Ann Bell -and- Cy Dale",
                "we enclosed it",
                "\xE2\x84\xAA"
                "ept by the s\xE2\x84\xAAis",
                "\xC5\xBF"
                "ervice; di\xC5\xBF"
                "charged",
                "On the Monday; on Monday; made on",
                "underneath that",
                "a.  B",
        };
        unsigned found = 0;
        for (unsigned i = 0; i < G_N_ELEMENTS(patterns); i++) {
                g_autoptr(GError) failure = NULL;
                g_autoptr(GRegex) regex = g_regex_new(patterns[i], 0, 0, &failure);
                g_assert_no_error(failure);
                for (unsigned k = 0; k < G_N_ELEMENTS(texts); k++) {
                        if (!g_regex_match(regex, texts[k], 0, NULL))
                                continue;
                        g_test_message("%s in %s", patterns[i], texts[k]);
                        g_assert_true(met(patterns[i], texts[k]));
                        found++;
                }
        }
        g_assert_cmpuint(found, >, 30);
}

/* Brackets in brackets end the reading before they end the stack, and long words and many branches cost little. */
static void
test_bounds(void)
{
        g_autoptr(GString) deep = g_string_new(NULL);
        for (unsigned i = 0; i < 100000; i++)
                g_string_append_c(deep, '(');
        g_assert_null(need_of(deep->str));
        g_autoptr(GString) wide = g_string_new("(?:one");
        for (unsigned i = 0; i < 300; i++)
                g_string_append_printf(wide, "|word%u", i);
        g_string_append(wide, ") end");
        g_assert_true(met(wide->str, "xx word299 end"));
        g_assert_false(met(wide->str, "xx wort299 end"));
        g_assert_false(met(wide->str, "xx word299 and"));
        g_autofree char *lengthy = g_strnfill(1000, 'a');
        g_assert_true(met(lengthy, lengthy));
        g_assert_false(met(lengthy, "b"));
}

/* A text that changes in its place is looked into anew. */
static void
test_pattern_sees_the_text(void)
{
        static Pattern pattern = { .text = "(?i)made on" };
        char text[] = "it was MADE ON Monday";
        size_t start = 0, end = 0;
        g_assert_true(pattern_span(&pattern, text, &start, &end));
        g_assert_cmpuint(start, ==, 7);
        g_assert_cmpuint(end, ==, 14);
        text[7] = 'W';
        g_assert_false(pattern_in(&pattern, text));
        text[7] = 'm';
        g_assert_true(pattern_in(&pattern, text));
        g_autofree char *replaced = pattern_replace(&pattern, text, "-");
        g_assert_cmpstr(replaced, ==, "it was - Monday");
        g_autofree char *kept = pattern_replace(&pattern, "made by", "-");
        g_assert_cmpstr(kept, ==, "made by");
}

int
main(int argc, char **argv)
{
        g_test_init(&argc, &argv, NULL);
        g_test_add_func("/need/of-patterns", test_needs);
        g_test_add_func("/need/never-too-much", test_never_rules_out_what_is_found);
        g_test_add_func("/need/bounds", test_bounds);
        g_test_add_func("/pattern/sees-the-text", test_pattern_sees_the_text);
        return g_test_run();
}
