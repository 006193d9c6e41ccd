#include "daemon/folder_name.h"

#include <glib.h>

static void
test_encode(void)
{
        static const char *const cases[][2] = {
                { "INBOX", "INBOX" },
                { "Junk Email", "Junk Email" },
                { "A & B", "A &- B" },
                { "Entw\xc3\xbcrfe", "Entw&APw-rfe" },
                /* RFC 3501 5.1.3 */
                { "~peter/mail/\xe5\x8f\xb0\xe5\x8c\x97/\xe6\x97\xa5\xe6\x9c\xac\xe8\xaa\x9e",
                  "~peter/mail/&U,BTFw-/&ZeVnLIqe-" },
                { "\xe2\x9c\x93&", "&JxM-&-" },
                { "\xf0\x9f\x93\xa5", "&2D3c5Q-" }, /* beyond the basic plane: two units */
                { "", "" },
        };
        for (unsigned i = 0; i < G_N_ELEMENTS(cases); i++) {
                g_autofree char *coded = folder_name_encode(cases[i][0]);
                g_assert_cmpstr(coded, ==, cases[i][1]);
        }
}

int
main(int argc, char **argv)
{
        g_test_init(&argc, &argv, NULL);
        g_test_add_func("/folder-name/encode", test_encode);
        return g_test_run();
}
