/* cut_off: what ends at the page's right edge is a part of a value; what ends at a column's or a narrow margin is whole. */
#include "parsers/order/cut_off.h"
#include "parsers/order/order_reading.h"

#include <string.h>

typedef struct {
        const char *name;
        float left, right; /* of the line that holds the value */
        bool stands;
} Case;

static const Case cases[] = {
        { "ordinary-margins", 0.1F, 0.88F, true },
        { "at-the-edge", 0.1F, 0.998F, false },
        { "a-letter-short-of-the-edge", 0.1F, 0.975F, false },
        { "printed-without-margins", 0.01F, 0.99F, true },
        { "narrow-margins-on-both-sides", 0.03F, 0.97F, true },
};

static void
test_case(gconstpointer data)
{
        static const char text[] = "26 ALDER ROAD, STONE";
        const Case *test = data;
        g_autoptr(GPtrArray) pages = g_ptr_array_new_with_free_func((GDestroyNotify) page_free);
        Page *page = page_new(1);
        page_append_word(page, "of", test->left, 0.1F, test->left + 0.02F, 0.12F, 1);
        page_append(page, " ");
        page_append_word(page, text, 0.5F, 0.1F, test->right, 0.12F, 1);
        page_append(page, "\n");
        g_ptr_array_add(pages, page);
        g_autoptr(View) view = view_new(pages, 1000);
        FieldValue *fields[FIELD_COUNT] = { NULL };
        const Field kinds[] = { FIELD_RESPONDENT_ADDRESS, FIELD_RESPONDENT };
        for (unsigned i = 0; i < G_N_ELEMENTS(kinds); i++)
                fields[kinds[i]] = view_value(view, kinds[i], text, strlen("of "), strlen("of ") + strlen(text), 0.97);
        cut_off_check(view, fields);
        g_assert_true((fields[FIELD_RESPONDENT_ADDRESS] != NULL) == test->stands);
        g_assert_nonnull(fields[FIELD_RESPONDENT]);
        g_assert_true((fields[FIELD_RESPONDENT]->confidence > 0.9) == test->stands);
        for (unsigned i = 0; i < G_N_ELEMENTS(kinds); i++)
                field_value_free(fields[kinds[i]]);
}

int
main(int argc, char **argv)
{
        g_test_init(&argc, &argv, NULL);
        for (unsigned i = 0; i < G_N_ELEMENTS(cases); i++) {
                g_autofree char *path = g_strconcat("/cut_off/", cases[i].name, NULL);
                g_test_add_data_func(path, &cases[i], test_case);
        }
        return g_test_run();
}
