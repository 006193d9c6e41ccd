#include "register/sender.h"

#include <glib.h>

static const struct {
        const char *domain;
        SenderKind kind;
} sender_rows[] = {
#define SENDER(domain, kind) { domain, SENDER_##kind },
#include "register/sender.def"
#undef SENDER
};

static void
sender_expect(const char *before, const char *domain, const char *after, SenderKind kind)
{
        g_autofree char *address = g_strconcat(before, domain, after, NULL);
        g_test_message("%s", address);
        g_assert_cmpint(sender_kind(address), ==, kind);
}

/* Each domain, what lies below it, in capitals, over the secure network; never a domain that only begins like it. */
static void
test_rows(void)
{
        for (unsigned i = 0; i < G_N_ELEMENTS(sender_rows); i++) {
                const char *domain = sender_rows[i].domain;
                const SenderKind kind = sender_rows[i].kind;
                g_autofree char *capitals = g_ascii_strup(domain, -1);
                sender_expect("a@", domain, "", kind);
                sender_expect("a@team.", domain, "", kind);
                sender_expect("A@", capitals, "", kind);
                sender_expect("a@", domain, ".cjsm.net", kind);
                sender_expect("a@", domain, ".example", SENDER_ORGANISATION);
                sender_expect("\"a@", domain, "\"@firm.example", SENDER_ORGANISATION);
        }
}

static void
test_others(void)
{
        sender_expect("a@not", "police.uk", "", SENDER_ORGANISATION);
        sender_expect("a@my", "gmail.com", "", SENDER_ORGANISATION);
        g_assert_cmpint(sender_kind("cases@firm.example"), ==, SENDER_ORGANISATION);
        g_assert_cmpint(sender_kind("nobody"), ==, SENDER_UNKNOWN);
        sender_expect("@", "justice.gov.uk", "", SENDER_UNKNOWN);
        g_assert_cmpint(sender_kind("nobody@"), ==, SENDER_UNKNOWN);
        g_assert_cmpint(sender_kind(""), ==, SENDER_UNKNOWN);
        g_assert_cmpint(sender_kind(NULL), ==, SENDER_UNKNOWN);
}

static void
test_labels(void)
{
        for (SenderKind kind = 0; kind < SENDER_COUNT; kind++)
                g_assert_cmpint(*sender_kind_label(kind), !=, '\0');
}

static void
test_same(void)
{
        g_assert_true(sender_is_same("Office@Marsh-Law.example", "office@marsh-law.example"));
        g_assert_true(sender_is_same("office@marsh-law.example"
                                     ".cjsm"
                                     ".net",
                                     "office@marsh-law.example"));
        g_assert_false(sender_is_same("office@marsh-law.example", "post@marsh-law.example"));
        g_assert_false(sender_is_same(NULL, NULL));
}

int
main(int argc, char **argv)
{
        g_test_init(&argc, &argv, NULL);
        g_test_add_func("/sender/rows", test_rows);
        g_test_add_func("/sender/others", test_others);
        g_test_add_func("/sender/labels", test_labels);
        g_test_add_func("/sender/same", test_same);
        return g_test_run();
}
