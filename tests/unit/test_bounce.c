/* parsers/mail/bounce: which mail of ours a report says was not delivered. */
#include "base/limits.h"
#include "parsers/mail/bounce.h"

#define OURS "CCOT-2026-000012.0b5e1c52-7c3c-4f0a-9d1e-2f6f2a4c1d77@kent.test"
#define REPORT                                                                                                         \
        "From: mailer-daemon@mx.example\r\nContent-Type: multipart/report; report-type=delivery-status;\r\n "          \
        "boundary=b\r\n\r\n--b\r\n\r\nYour mail\r\n"
#define BACK                                                                                                           \
        "--b\r\nContent-Type: message/rfc822\r\n\r\nFrom: x@kent.test\r\nMessage-ID: <" OURS                           \
        ">\r\n\r\ntext\r\n--b--\r\n"

static const struct {
        const char *path;
        const char *mail;
        const char *found; /* NULL: none */
} cases[] = {
        { "/bounce/failed",
          REPORT "--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; a\r\n\r\nAction: "
                 "failed\r\nStatus: 5.1.1\r\n" BACK,
          OURS },
        { "/bounce/delayed", REPORT "--b\r\n\r\nAction: delayed\r\nStatus: 4.4.1\r\n" BACK, NULL },
        { "/bounce/delivered", REPORT "--b\r\n\r\nAction: delivered\r\n" BACK, NULL },
        { "/bounce/one-of-two", REPORT "--b\r\n\r\nAction: delivered\r\n\r\nACTION:FAILED\r\n" BACK, OURS },
        { "/bounce/no-action", REPORT BACK, NULL },
        { "/bounce/no-id", REPORT "--b\r\n\r\nAction: failed\r\n--b--\r\n", NULL },
        { "/bounce/folded", REPORT "--b\r\n\r\nAction: failed\r\n--b\r\n\r\nMessage-ID:\r\n <" OURS ">\r\n", OURS },
        { "/bounce/bare-lines",
          "Content-Type: multipart/report; report-type=\"delivery-status\"\n\nAction: failed\nmessage-id: <" OURS ">\n",
          OURS },
        { "/bounce/not-closed", REPORT "Action: failed\r\nMessage-ID: <" OURS "\r\n", NULL },
        { "/bounce/blank-inside", REPORT "Action: failed\r\nMessage-ID: <a b@c>\r\n", NULL },
        { "/bounce/receipt",
          "Content-Type: multipart/report; report-type=disposition-notification\r\n\r\nAction: failed\r\nMessage-ID: "
          "<" OURS ">\r\n",
          NULL },
        { "/bounce/letter", "Content-Type: text/plain\r\n\r\nAction: failed\r\nMessage-ID: <" OURS ">\r\n", NULL },
        { "/bounce/marked-by-exim", "X-Failed-Recipients: a@b.example\r\n\r\nreturned\r\nMessage-ID: <" OURS ">\r\n",
          OURS },
        { "/bounce/nothing", "", NULL },
};

static void
test_case(gconstpointer data)
{
        const unsigned i = GPOINTER_TO_UINT(data);
        g_autoptr(HeaderBlock) header = header_block_new(bytes_of_string(cases[i].mail));
        g_autofree char *found = bounce_of(header);
        g_assert_cmpstr(found, ==, cases[i].found);
}

/* What ends at the limit is read, what ends one octet beyond is not. */
static void
test_limit(void)
{
        static const char head[] = "X-Failed-Recipients: a@b.example\n\n";
        static const char line[] = "\nMessage-ID: <" OURS ">";
        for (unsigned over = 0; over < 2; over++) {
                g_autofree char *filler = g_strnfill(LIMIT_BOUNCE_BYTES - (sizeof line - 1) + over, 'x');
                g_autofree char *mail = g_strconcat(head, filler, line, NULL);
                g_autoptr(HeaderBlock) header = header_block_new(bytes_of_string(mail));
                g_autofree char *found = bounce_of(header);
                g_assert_cmpstr(found, ==, over == 0 ? OURS : NULL);
        }
}

int
main(int argc, char **argv)
{
        g_test_init(&argc, &argv, NULL);
        for (unsigned i = 0; i < G_N_ELEMENTS(cases); i++)
                g_test_add_data_func(cases[i].path, GUINT_TO_POINTER(i), test_case);
        g_test_add_func("/bounce/limit", test_limit);
        return g_test_run();
}
