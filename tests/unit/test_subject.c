/* Which kinds of order a subject names, spelt as people spell them (subject_case.def). */
#include "parsers/order/title.h"

#include <string.h>

typedef struct {
        const char *subject;
        const char *types;
} Case;

static const Case cases[] = {
#define SUBJECT_CASE(subject, types) { subject, types },
#include "subject_case.def"
#undef SUBJECT_CASE
};

static void
test_case(gconstpointer data)
{
        const Case *given = data;
        const TitleTypes types = title_types(given->subject);
        g_autoptr(GString) out = g_string_new(NULL);
        for (unsigned i = 0; i < types.count; i++)
                g_string_append_printf(out, "%s%s", i > 0 ? " " : "",
                                       vocabulary_word(VOCABULARY_ORDER_TYPE, types.types[i]));
        if (!g_str_equal(out->str, given->types)) {
                g_test_message("[%s] not [%s]: %s", out->str, given->types, given->subject);
                g_test_fail();
        }
}

int
main(int argc, char **argv)
{
        g_test_init(&argc, &argv, NULL);
        for (unsigned i = 0; i < G_N_ELEMENTS(cases); i++) {
                g_autofree char *path = g_strdup_printf("/subject/%u", i);
                g_test_add_data_func(path, &cases[i], test_case);
        }
        return g_test_run();
}
