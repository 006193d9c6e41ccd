/* The words of the alarm. */
#include "register/alarm.h"

#include <string.h>

static GArray *
mails_of(unsigned count)
{
        GArray *mails = g_array_new(FALSE, FALSE, sizeof(AlarmMail));
        for (unsigned i = 0; i < count; i++) {
                const Instant at =
                    ((Instant) 1780000000 + i * 3600) * G_USEC_PER_SEC; /* 28 May 2026, 21:26 in London */
                const AlarmMail mail = { 4512 + i, at, at, false };
                g_array_append_val(mails, mail);
        }
        return mails;
}

static void
test_words(void)
{
        g_autoptr(GArray) one = mails_of(1);
        g_auto(Alarm) alarm = alarm_write(one, 15);
        g_assert_cmpstr(alarm.reference, ==, "CCOT-2026-004512");
        g_assert_cmpstr(alarm.subject, ==, "1 alert waits, nobody has taken it: CCOT-2026-004512");
        g_assert_nonnull(strstr(alarm.body, "  CCOT-2026-004512  since Thu 28 May 2026, 21:26\n"));
        g_assert_nonnull(strstr(alarm.body, "every 15 minutes"));
        g_autoptr(GArray) two = mails_of(2);
        g_auto(Alarm) both = alarm_write(two, 15);
        g_assert_cmpstr(both.subject, ==, "2 alerts wait, nobody has taken them: CCOT-2026-004512");
        g_assert_nonnull(strstr(both.body, "CCOT-2026-004513"));
}

/* The last second of a year; in winter London has UTC. */
static void
test_year(void)
{
        g_autoptr(GArray) mails = g_array_new(FALSE, FALSE, sizeof(AlarmMail));
        const AlarmMail mail = { 7, (Instant) 1767225599 * G_USEC_PER_SEC, (Instant) 1767225600 * G_USEC_PER_SEC,
                                 false }; /* 2025-12-31T23:59:59Z */
        g_array_append_val(mails, mail);
        g_auto(Alarm) alarm = alarm_write(mails, 15);
        g_assert_cmpstr(alarm.reference, ==, "CCOT-2025-000007");
}

static void
test_many(void)
{
        g_autoptr(GArray) many = mails_of(23);
        g_auto(Alarm) alarm = alarm_write(many, 5);
        g_assert_nonnull(strstr(alarm.body, "CCOT-2026-004531"));
        g_assert_null(strstr(alarm.body, "CCOT-2026-004532"));
        g_assert_nonnull(strstr(alarm.body, "  and 3 more\n"));
        g_auto(GStrv) lines = g_strsplit(alarm.body, "\n", -1);
        for (unsigned i = 0; lines[i] != NULL; i++) {
                g_assert_cmpuint(strlen(lines[i]), <=, 72);
                g_assert_true(g_str_is_ascii(lines[i]));
        }
}

/* A restricted order that was opened is told without an alert, and behind alerts. */
static void
test_opened(void)
{
        g_autoptr(GArray) mails = mails_of(3);
        for (guint i = 1; i < mails->len; i++)
                g_array_index(mails, AlarmMail, i).opened = true;
        g_auto(Alarm) both = alarm_write(mails, 15);
        g_assert_cmpstr(both.subject, ==, "1 alert waits, nobody has taken it: CCOT-2026-004512");
        g_assert_nonnull(strstr(both.body, "  CCOT-2026-004512  since"));
        g_assert_nonnull(strstr(both.body, "  CCOT-2026-004513  at"));
        g_assert_nonnull(strstr(both.body, "  CCOT-2026-004514  at"));
        g_array_remove_index(mails, 0);
        g_auto(Alarm) alone = alarm_write(mails, 15);
        g_assert_cmpstr(alone.subject, ==, "A restricted order was opened or met: CCOT-2026-004513");
        g_assert_null(strstr(alone.body, "danger"));
        g_assert_null(strstr(alone.body, "every"));
        g_auto(GStrv) lines = g_strsplit(both.body, "\n", -1);
        for (unsigned i = 0; lines[i] != NULL; i++)
                g_assert_cmpuint(strlen(lines[i]), <=, 72);
}

int
main(int argc, char **argv)
{
        g_test_init(&argc, &argv, NULL);
        g_test_add_func("/alarm/words", test_words);
        g_test_add_func("/alarm/year", test_year);
        g_test_add_func("/alarm/many", test_many);
        g_test_add_func("/alarm/opened", test_opened);
        return g_test_run();
}
