/* Labels of automatic lists: what a level prints, and where a long one ends. */
#include "parsers/document/numbering.h"

#include <glib.h>

typedef struct {
        const char *name;
        NumberingFormat format;
        unsigned start;
        const char *text, *first, *second;
} Case;

#define SIXTY_THREE "---------------------------------------------------------------"

static const Case cases[] = {
        { "decimal", NUMBERING_DECIMAL, 1, "%1.", "1.", "2." },
        { "letters-in-brackets", NUMBERING_LOWER_LETTER, 26, "(%1)", "(z)", "(aa)" },
        { "roman", NUMBERING_UPPER_ROMAN, 4, "Part %1", "Part IV", "Part V" },
        { "words-of-several-octets", NUMBERING_DECIMAL, 1, "§ %1 –", "§ 1 –", "§ 2 –" },
        { "a-percent-sign-alone", NUMBERING_DECIMAL, 1, "%%1%", "%1%", "%2%" },
        { "a-long-one-ends-behind-a-whole-character", NUMBERING_DECIMAL, 1, SIXTY_THREE "é%1", SIXTY_THREE "é",
          SIXTY_THREE "é" },
        { "a-bullet", NUMBERING_NONE, 1, "•", NULL, NULL },
};

static void
test_case(gconstpointer data)
{
        const Case *given = data;
        const NumberingLevel level = { .format = given->format, .start = given->start, .text = given->text };
        g_autoptr(Numbering) numbering = numbering_new();
        numbering_define(numbering, 1, 0, &level);
        numbering_use(numbering, 7, 1);
        const char *const wanted[] = { given->first, given->second };
        for (unsigned i = 0; i < G_N_ELEMENTS(wanted); i++) {
                g_autofree char *label = numbering_next(numbering, 7, 0);
                g_assert_cmpstr(label, ==, wanted[i]);
        }
}

int
main(int argc, char **argv)
{
        g_test_init(&argc, &argv, NULL);
        for (unsigned i = 0; i < G_N_ELEMENTS(cases); i++) {
                g_autofree char *path = g_strdup_printf("/numbering/%s", cases[i].name);
                g_test_add_data_func(path, &cases[i], test_case);
        }
        return g_test_run();
}
