/* Who a From line names, in every manner of writing it. NULL: nothing of the kind stands there. */
#include "parsers/mail/address.h"

#include "parsers/mail/mime.h"

#include <string.h>

static const struct {
        const char *rule, *line, *name, *address;
} cases[] = {
        { "name-and-address", "Ann Bell <ann@firm.example>", "Ann Bell", "ann@firm.example" },
        { "address-alone", "ann@firm.example", NULL, "ann@firm.example" },
        { "quoted", "\"Bell, Ann\" <ann@firm.example>", "Bell, Ann", "ann@firm.example" },
        { "encoded", "=?utf-8?q?Si=C3=A2n?= <sian@firm.example>", "Si\xC3\xA2n", "sian@firm.example" },
        { "first-of-two", "Ann <ann@firm.example>, Cy <cy@firm.example>", "Ann", "ann@firm.example" },
        { "member-of-a-group", "Clerks: Ann <ann@firm.example>, cy@firm.example;", "Ann", "ann@firm.example" },
        { "empty-group-before", "undisclosed-recipients:;, cy@firm.example", NULL, "cy@firm.example" },
        { "empty-group", "undisclosed-recipients:;", "undisclosed-recipients:;", NULL },
        { "empty", "", NULL, NULL },
        { "folded", "Ann\r\n Bell <ann@firm.example>", "Ann Bell", "ann@firm.example" },
};

static void
test_first(void)
{
        for (unsigned i = 0; i < G_N_ELEMENTS(cases); i++) {
                g_autofree char *name = NULL, *address = NULL;
                g_test_message("%s", cases[i].rule);
                address_first(bytes_of((const guint8 *) cases[i].line, strlen(cases[i].line)), &name, &address);
                g_assert_cmpstr(name, ==, cases[i].name);
                g_assert_cmpstr(address, ==, cases[i].address);
        }
}

/* What is longer than a line of a mail is no address, and no index of the register has to hold it. */
static void
test_longest(void)
{
        for (gsize length = 998; length <= 999; length++) {
                g_autofree char *local = g_strnfill(length - strlen("@firm.example"), 'a');
                g_autofree char *line = g_strdup_printf("Ann Bell <%s@firm.example>", local);
                g_autofree char *name = NULL, *address = NULL;
                address_first(bytes_of((const guint8 *) line, strlen(line)), &name, &address);
                g_assert_cmpstr(name, ==, "Ann Bell");
                g_assert_cmpint(address != NULL, ==, length == 998);
        }
}

int
main(int argc, char **argv)
{
        g_test_init(&argc, &argv, NULL);
        mime_init();
        g_test_add_func("/address/first", test_first);
        g_test_add_func("/address/longest", test_longest);
        return g_test_run();
}
