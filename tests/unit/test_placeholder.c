/* daemon/placeholder: which mails are kept in the inbox until they were read. */
#include "daemon/placeholder.h"

#include <glib.h>

typedef struct {
        const char *rule;
        const char *raw;
        bool suspected;
} Case;

/* "Your attachments are being scanned." in base64. */
#define NOTICE_BASE64 "WW91ciBhdHRhY2htZW50cyBhcmUgYmVpbmcgc2Nhbm5lZC4="

static const Case cases[] = {
        { "empty", "", false },
        { "plain", "Subject: order\r\n\r\nPlease find the order attached.\r\n", false },
        { "phrase", "Subject: x\r\n\r\nATP Scan In Progress\r\n", true },
        { "cut-short", "Subject: x\r\n\r\nATP Scan In Progres", false },
        { "words-apart", "Subject: x\r\n\r\nThe scan is in progress\r\n", false },
        { "file-name", "Content-Disposition: attachment; filename=\"Scan%20In%20Progress.html\"\r\n\r\n", true },
        { "q-word", "Content-Disposition: attachment; filename=\"=?utf-8?Q?ATP_Scan_In_Progress?=\"\r\n\r\n", true },
        { "folded", "Subject: x\r\n\r\nthis attachment\r\n is being  scanned\r\n", true },
        { "soft-break", "Subject: x\r\n\r\nthis attachment is be=\r\ning sc=\r\nanned\r\n", true },
        { "no-space", "Subject: x\r\n\r\nscaninprogress\r\n", false },
        { "base64", "Content-Type: text/html\r\nContent-Transfer-Encoding: BASE64\r\n\r\n" NOTICE_BASE64 "\r\n", true },
        { "second-base64",
          "Content-Transfer-Encoding: base64\r\n\r\nSGVsbG8=\r\n--b\r\nContent-Transfer-Encoding: "
          "base64\r\n\r\n" NOTICE_BASE64 "\r\n",
          true },
        { "base64-without-body", "Content-Transfer-Encoding: base64\r\n", false },
};

static void
test_case(gconstpointer data)
{
        const Case *given = data;
        g_assert_cmpint(placeholder_suspected(bytes_of_string(given->raw)), ==, given->suspected);
}

int
main(int argc, char **argv)
{
        g_test_init(&argc, &argv, NULL);
        for (unsigned i = 0; i < G_N_ELEMENTS(cases); i++) {
                g_autofree char *path = g_strdup_printf("/placeholder/%s", cases[i].rule);
                g_test_add_data_func(path, &cases[i], test_case);
        }
        return g_test_run();
}
