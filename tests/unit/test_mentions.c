/* mentions: a name that stands at several places of a recognised page is the spelling that they bear out. */
#include "parsers/order/mentions.h"
#include "parsers/order/order_reading.h"

#include <string.h>

typedef struct {
        const char *name;
        const char *page; /* words; "~" before one: it was hard to see */
        double confidence;
        const char *value; /* what stands of "Ann Hussai" and the like; NULL when it is left out */
        bool surer;        /* than it was */
} Case;

/* The first two words are the name that was read. */
static const Case cases[] = {
        { "two-agree", "Rosa Lind , and Rosa Lind", 0.9, "Rosa Lind", true },
        { "most-places-win", "Rosa Limd , then Rosa Lind and Rosa Lind", 0.9, "Rosa Lind", false },
        { "the-name-goes-on", "Rosa Hussai , then Rosa Hussain must", 0.95, "Rosa Hussain", false },
        { "letters-that-cannot-be", "Rosa Sgrensen , then Rosa Sorensen must", 0.95, "Rosa Sorensen", false },
        { "the-clearer-one", "~NOON ~OFLAHERTY , then Noor OFlaherty must", 0.95, "Noor OFlaherty", false },
        { "none-agrees", "Rosa Gulstim , then Rosa Gulsum and Rosa Gulstum", 0.85, NULL, false },
        { "none-agrees-but-clear", "Rosa Gulstim , then Rosa Gulsum must", 0.98, "Rosa Gulstim", false },
        { "alone", "Rosa Lind must", 0.85, "Rosa Lind", false },
};

static void
test_case(gconstpointer data)
{
        const Case *test = data;
        g_auto(GStrv) words = g_strsplit(test->page, " ", -1);
        g_autoptr(GPtrArray) pages = g_ptr_array_new_with_free_func((GDestroyNotify) page_free);
        Page *page = page_new(1);
        g_ptr_array_add(pages, page);
        for (unsigned i = 0; words[i] != NULL; i++) {
                const bool hard = words[i][0] == '~';
                const float left = 0.05F * (float) i;
                if (i > 0)
                        page_append(page, " ");
                page_append_word(page, words[i] + (hard ? 1 : 0), left, 0.1F, left + 0.04F, 0.12F, hard ? 0.6F : 0.9F);
        }
        page_append(page, "\n");
        g_autoptr(View) view = view_new(pages, 1000);
        FieldValue *fields[FIELD_COUNT] = { NULL };
        g_autofree char *name =
            g_strdup_printf("%s %s", words[0] + strspn(words[0], "~"), words[1] + strspn(words[1], "~"));
        fields[FIELD_RESPONDENT] = field_value_new(FIELD_RESPONDENT, name, name, test->confidence);
        OrderReading reading = { .view = view, .fields = fields, .ocr = true };
        mentions_read(&reading);
        const FieldValue *value = fields[FIELD_RESPONDENT];
        g_assert_cmpstr(value == NULL ? NULL : value->text, ==, test->value);
        if (value != NULL)
                g_assert_true((value->confidence > test->confidence) == test->surer);
        field_value_free(fields[FIELD_RESPONDENT]);
}

int
main(int argc, char **argv)
{
        g_test_init(&argc, &argv, NULL);
        for (unsigned i = 0; i < G_N_ELEMENTS(cases); i++) {
                g_autofree char *path = g_strdup_printf("/mentions/%s", cases[i].name);
                g_test_add_data_func(path, &cases[i], test_case);
        }
        return g_test_run();
}
