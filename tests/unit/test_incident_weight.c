/* What the weights make of the mails that they were fitted to, and that they still say what the table holds. */
#include "incident_mail.h"
#include "parsers/order/incident_feature.h"
#include "parsers/order/incident_weight.h"

static int
weight_of(const IncidentMail *mail, IncidentWeight weight)
{
        g_autoptr(GPtrArray) sentences = incident_mail_sentences(mail);
        int most = G_MININT;
        for (unsigned i = 0; i < sentences->len; i++)
                most = MAX(most, incident_weigh(weight, sentences, i, mail->has_file));
        return most;
}

/* At least 97 of 100 reports weigh more than nothing, at most one of 100 other mails does. */
static void
test_mails(void)
{
        unsigned reports = 0, heard = 0, others = 0, wrong = 0;
        for (unsigned i = 0; i < G_N_ELEMENTS(incident_mails); i++) {
                const IncidentMail *mail = &incident_mails[i];
                const bool is_report = incident_mail_is(mail, "breach") || incident_mail_is(mail, "danger");
                const bool sounds = weight_of(mail, INCIDENT_WEIGHT_REPORT) > 0;
                reports += is_report;
                heard += is_report && sounds;
                others += !is_report;
                wrong += !is_report && sounds;
        }
        g_test_message("%u of %u reports, %u of %u others", heard, reports, wrong, others);
        g_assert_cmpuint(reports, >, 500);
        g_assert_cmpuint(others, >, 2000);
        g_assert_cmpuint(heard * 100, >=, reports * 97);
        g_assert_cmpuint(wrong * 100, <=, others);
}

static bool
has_feature(GPtrArray *features, const char *feature)
{
        return g_ptr_array_find_with_equal_func(features, feature, g_str_equal, NULL);
}

static void
test_features(void)
{
        g_autoptr(GPtrArray) sentences = own_words_sentences("He keeps ringing me. He rang 14 times.");
        g_autoptr(GPtrArray) features = incident_features(sentences, 0, false);
        static const char *const there[] = {
                "t he", "t ring", "u he keep", "n AKc", "k Ae", "m first", "m alone", NULL
        };
        for (unsigned i = 0; there[i] != NULL; i++)
                g_assert_true(has_feature(features, there[i]));
        g_assert_false(has_feature(features, "t ringing"));
        g_autoptr(GPtrArray) second = incident_features(sentences, 1, true);
        g_assert_true(has_feature(second, "t #"));
        g_assert_true(has_feature(second, "m later"));
        g_assert_true(has_feature(second, "m file"));
}

static void
test_nothing(void)
{
        g_autoptr(GPtrArray) sentences = own_words_sentences("Please find the order attached.");
        g_assert_cmpint(incident_weigh(INCIDENT_WEIGHT_REPORT, sentences, 0, true), <, 0);
}

int
main(int argc, char **argv)
{
        g_test_init(&argc, &argv, NULL);
        incident_weight_prepare();
        g_test_add_func("/incident-weight/mails", test_mails);
        g_test_add_func("/incident-weight/features", test_features);
        g_test_add_func("/incident-weight/nothing", test_nothing);
        return g_test_run();
}
