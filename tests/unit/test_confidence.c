/* confidence: the tables rise, stay within 0 and 1, and leave printed words alone. */
#include "parsers/order/confidence.h"

#include <glib.h>

static void
test_tables(void)
{
        double (*const tables[])(double) = { confidence_of_certainty, confidence_of_weight };
        for (unsigned t = 0; t < G_N_ELEMENTS(tables); t++) {
                double before = 0;
                for (unsigned i = 0; i <= 1000; i++) {
                        const double value = tables[t](i / 1000.0);
                        g_assert_cmpfloat(value, >=, before);
                        g_assert_cmpfloat(value, <=, 1);
                        before = value;
                }
        }
        g_assert_cmpfloat_with_epsilon(confidence_of_certainty(1), 1, 1e-9);
        g_assert_cmpfloat(confidence_of_certainty(0.4), <, 0.9);
        /* what is weak stays weak */
        g_assert_cmpfloat_with_epsilon(confidence_of_weight(0.5), 0.5, 1e-9);
        g_assert_cmpfloat(confidence_of_weight(1), <, 1);
        /* beyond the ends */
        g_assert_cmpfloat(confidence_of_weight(1.2), <, 1);
        g_assert_cmpfloat(confidence_of_weight(-1), >=, 0);
}

int
main(int argc, char **argv)
{
        g_test_init(&argc, &argv, NULL);
        g_test_add_func("/confidence/tables", test_tables);
        return g_test_run();
}
