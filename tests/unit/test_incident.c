/* Evidence for an incident, one rule a case: the same act counts or not by what stands around it. */
#include "parsers/mail/own_words.h"
#include "parsers/order/incident.h"

typedef struct {
        const char *name;
        AlertKind kind;
        int found; /* number of the sentence, -1: nothing is reported */
        const char *title, *body;
} Case;

static const Case cases[] = {
        { "lately", ALERT_KIND_BREACH, 0, "order", "He came to my house last night." },
        { "a-condition-takes-it-back", ALERT_KIND_BREACH, -1, "order",
          "If he comes to my house tonight I will ring you." },
        { "a-denial-takes-it-back", ALERT_KIND_BREACH, -1, "order", "He has not come to my house this week." },
        { "a-duty-takes-it-back", ALERT_KIND_BREACH, -1, "order", "He must not come to my house again." },
        { "history-takes-it-back", ALERT_KIND_BREACH, -1, "order",
          "The application was made because he came to my house in March." },
        { "history-goes-on-in-the-next-sentence", ALERT_KIND_BREACH, -1, "order",
          "They were in a relationship until June. He followed our client home on Friday and hit her." },
        { "news-ends-the-history", ALERT_KIND_BREACH, 1, "order",
          "They were in a relationship until June. Last night he followed our client home." },
        { "agreed-visits", ALERT_KIND_BREACH, -1, "order",
          "He came to the house yesterday to collect his belongings, as agreed." },
        { "the-protected-one-gets-in-touch", ALERT_KIND_BREACH, -1, "order",
          "Our client rang the respondent yesterday." },
        { "an-officer-visits", ALERT_KIND_BREACH, -1, "order", "A police officer came to my house last night." },
        { "the-server-is-no-victim", ALERT_KIND_BREACH, -1, "Service",
          "Served him at 6pm. He shouted at me and followed me today." },
        { "the-server-saw-him-go-to-her", ALERT_KIND_BREACH, 1, "Service",
          "Served him on Monday. As I left he drove to her house and was shouting at her." },
        { "the-other-side-denies", ALERT_KIND_BREACH, -1, "order",
          "We act for the respondent. He contacted the applicant yesterday by mistake." },
        { "without-a-time", ALERT_KIND_BREACH, 0, "", "The respondent sent our client a letter." },
        { "passive", ALERT_KIND_BREACH, 0, "order", "Our client was followed home by the respondent last night." },
        { "third-parties", ALERT_KIND_BREACH, 0, "order", "His mates have been shouting at me all week." },
        { "the-sentence-before-has-the-time", ALERT_KIND_BREACH, 1, "order",
          "Last night was awful. He came and shouted at me in my garden." },
        { "happening-now", ALERT_KIND_DANGER, 0, "", "he is in my garden" },
        { "happened-before", ALERT_KIND_DANGER, -1, "", "he was in my garden" },
        { "a-threat", ALERT_KIND_DANGER, 0, "", "He told her that he will kill her." },
        { "a-threat-that-history-tells", ALERT_KIND_DANGER, -1, "",
          "The judge found that he told her in March that he will kill her." },
        { "a-cry-for-help-may-be-polite", ALERT_KIND_DANGER, 0, "", "please can someone ring the police for me" },
        { "a-weapon", ALERT_KIND_DANGER, 0, "", "he came to me with a knife" },
};

static void
test_case(gconstpointer data)
{
        const Case *given = data;
        g_autoptr(GPtrArray) sentences = own_words_sentences(given->body);
        g_autoptr(GPtrArray) title = own_words_sentences(given->title);
        AlertMail mail = { .words = { sentences, title, true } };
        g_autoptr(SentenceScores) scores = sentence_scores_new(&mail.words);
        mail.scores = scores;
        g_assert_cmpint(incident_find(given->kind, &mail), ==, given->found);
}

static void
test_excused(void)
{
        g_autoptr(GPtrArray) sentences = own_words_sentences(
            "He came yesterday, as agreed. He came yesterday. The application was refused. He came.");
        g_autoptr(GPtrArray) title = g_ptr_array_new();
        AlertMail mail = { .words = { sentences, title, false } };
        g_autoptr(SentenceScores) scores = sentence_scores_new(&mail.words);
        mail.scores = scores;
        g_assert_true(incident_is_excused(ALERT_KIND_BREACH, &mail, 0));
        g_assert_false(incident_is_excused(ALERT_KIND_BREACH, &mail, 1));
        g_assert_true(incident_is_excused(ALERT_KIND_BREACH, &mail, 3));
}

int
main(int argc, char **argv)
{
        g_test_init(&argc, &argv, NULL);
        incident_prepare();
        for (unsigned i = 0; i < G_N_ELEMENTS(cases); i++) {
                g_autofree char *path = g_strdup_printf("/incident/%s", cases[i].name);
                g_test_add_data_func(path, &cases[i], test_case);
        }
        g_test_add_func("/incident/excused", test_excused);
        return g_test_run();
}
