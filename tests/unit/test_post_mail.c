/* The octets of a reply: what a machine must see in it, and that nothing strange gets into a header. */
#include "daemon/post_mail.h"

#include <string.h>

static char *
mail_with(const char *answer_to)
{
        const PostMail mail = { .from = "orders@kent.test",
                                .name = "Kent \"Police\" Team",
                                .to = "clerk@firm.example",
                                .reference = "CCOT-2026-000012",
                                .token = "4f",
                                .answer_to = answer_to,
                                .subject = "We have received your e-mail",
                                .body = "One.\nTwo.\n",
                                .at = 1773593523 * (Instant) G_USEC_PER_SEC };
        return post_mail_write(&mail);
}

static void
test_whole(void)
{
        g_autofree char *text = mail_with("a.1@firm.example");
        g_assert_cmpstr(text, ==,
                        "From: \"Kent \\\"Police\\\" Team\" <orders@kent.test>\r\nTo: clerk@firm.example\r\n"
                        "Subject: We have received your e-mail\r\nDate: Sun, 15 Mar 2026 16:52:03 +0000\r\n"
                        "Message-ID: <CCOT-2026-000012.4f@kent.test>\r\nIn-Reply-To: <a.1@firm.example>\r\n"
                        "References: <a.1@firm.example>\r\nAuto-Submitted: auto-replied\r\n"
                        "X-Auto-Response-Suppress: All\r\nMIME-Version: 1.0\r\n"
                        "Content-Type: text/plain; charset=us-ascii\r\nContent-Transfer-Encoding: 7bit\r\n\r\n"
                        "One.\r\nTwo.\r\n");
}

static void
test_strange_id(void)
{
        g_autofree char *much = g_strnfill(1000, 'a');
        g_autofree char *mail_id = g_strconcat(much, "@firm.example", NULL);
        const char *const strange[] = { NULL,
                                        "",
                                        "no-at-sign",
                                        "a@b\r\nBcc: c@d.example",
                                        "a b@c.example",
                                        "a>@b.example",
                                        "\303\251@b.example",
                                        mail_id };
        for (unsigned i = 0; i < G_N_ELEMENTS(strange); i++) {
                g_autofree char *text = mail_with(strange[i]);
                g_assert_false(post_mail_id_is_plain(strange[i]));
                g_assert_null(strstr(text, "In-Reply-To"));
                g_assert_null(strstr(text, "Bcc"));
        }
}

int
main(int argc, char **argv)
{
        g_test_init(&argc, &argv, NULL);
        g_test_add_func("/post-mail/whole", test_whole);
        g_test_add_func("/post-mail/strange-id", test_strange_id);
        return g_test_run();
}
