/* What the sender's own words raise, sentence by sentence, letter by letter and mail by mail (alert_*.def). */
#include "parsers/mail/own_words.h"
#include "parsers/order/alert.h"

#include <string.h>

typedef struct {
        const char *name;     /* NULL: it has its number */
        const char *expected; /* kinds with a blank between, in the order of the contract */
        bool has_file;
        const char *subject;
        const char *body;
} Case;

static const Case cases[] = {
#define ALERT_CASE(expected, subject, body) { NULL, expected, false, subject, body },
#include "alert_case.def"
#include "alert_none.def"
#undef ALERT_CASE
};

static const Case letters[] = {
#define ALERT_LETTER(expected, has_file, subject, body) { NULL, expected, has_file, subject, body },
#include "alert_letter.def"
#undef ALERT_LETTER
};

static const Case mails[] = {
#define ALERT_MAIL(name, expected, has_file, subject, body) { name, expected, has_file, subject, body },
#include "alert_mail_none.def"
#include "alert_mail_other.def"
#include "alert_mail_quiet.def"
#include "alert_mail_report.def"
#undef ALERT_MAIL
};

static char *
alerts_of(const Case *given)
{
        g_autoptr(Submission) submission = submission_new();
        g_autofree char *newest = own_words_newest(given->body);
        g_autofree char *passed_on = own_words_passed_on(given->body);
        const AlertWords words = { .subject = given->subject,
                                   .newest = newest,
                                   .passed_on =
                                       own_words_forwards(given->subject) && passed_on[0] != '\0' ? passed_on : NULL,
                                   .path = "1",
                                   .has_file = given->has_file };
        alert_read(submission, &words);
        g_autoptr(GString) out = g_string_new(NULL);
        for (unsigned kind = 0; kind < ALERT_KIND_COUNT; kind++) {
                for (unsigned i = 0; i < submission->alerts->len; i++) {
                        const SubmissionAlert *alert = g_ptr_array_index(submission->alerts, i);
                        if (alert->kind != kind)
                                continue;
                        g_assert_cmpstr(alert->path, ==, "1");
                        g_assert_null(strchr(alert->text, '\n'));
                        g_string_append_printf(out, "%s%s", out->len > 0 ? " " : "",
                                               vocabulary_word(VOCABULARY_ALERT_KIND, kind));
                }
        }
        g_assert_cmpint(submission->submitted_elsewhere, ==, strstr(out->str, "sent_elsewhere") != NULL);
        return g_string_free(g_steal_pointer(&out), FALSE);
}

/* The kinds of a case may stand in any order in the table. */
static char *
sorted(const char *kinds)
{
        g_autoptr(GString) out = g_string_new(NULL);
        g_auto(GStrv) words = g_strsplit(kinds, " ", -1);
        for (unsigned kind = 0; kind < ALERT_KIND_COUNT; kind++) {
                const char *word = vocabulary_word(VOCABULARY_ALERT_KIND, kind);
                if (g_strv_contains((const char *const *) words, word))
                        g_string_append_printf(out, "%s%s", out->len > 0 ? " " : "", word);
        }
        return g_string_free(g_steal_pointer(&out), FALSE);
}

static void
test_case(gconstpointer data)
{
        const Case *given = data;
        g_autofree char *found = alerts_of(given);
        g_autofree char *wanted = sorted(given->expected);
        if (!g_str_equal(found, wanted)) {
                g_test_message("[%s] not [%s]: %s | %s", found, wanted, given->subject, given->body);
                g_test_fail();
        }
}

static void
budget_count(const Case *rows, size_t count, unsigned *quiet, unsigned *wrong)
{
        for (size_t i = 0; i < count; i++) {
                if (rows[i].expected[0] != '\0')
                        continue;
                g_autofree char *found = alerts_of(&rows[i]);
                (*quiet)++;
                *wrong += found[0] != '\0';
        }
}

/* At most one false alert in 200 mails (users.md 11): the letters are whole mails that raise nothing. */
static void
test_budget(void)
{
        unsigned quiet = 0, wrong = 0;
        budget_count(cases, G_N_ELEMENTS(cases), &quiet, &wrong);
        budget_count(letters, G_N_ELEMENTS(letters), &quiet, &wrong);
        budget_count(mails, G_N_ELEMENTS(mails), &quiet, &wrong);
        g_test_message("%u of %u mails without reason", wrong, quiet);
        g_assert_cmpuint(quiet, >=, 200);
        g_assert_cmpuint(wrong * 200, <=, quiet);
}

int
main(int argc, char **argv)
{
        g_test_init(&argc, &argv, NULL);
        for (unsigned i = 0; i < G_N_ELEMENTS(cases); i++) {
                g_autofree char *path = g_strdup_printf("/alert/sentence/%u", i);
                g_test_add_data_func(path, &cases[i], test_case);
        }
        for (unsigned i = 0; i < G_N_ELEMENTS(letters); i++) {
                g_autofree char *path = g_strdup_printf("/alert/letter/%u", i);
                g_test_add_data_func(path, &letters[i], test_case);
        }
        for (unsigned i = 0; i < G_N_ELEMENTS(mails); i++) {
                g_autofree char *path = g_strdup_printf("/alert/mail/%s", mails[i].name);
                g_test_add_data_func(path, &mails[i], test_case);
        }
        g_test_add_func("/budget/false-alerts", test_budget);
        return g_test_run();
}
