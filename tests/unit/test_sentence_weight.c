/* What the weights make of the mails that they were fitted to, and that they still say what the table holds. */
#include "parsers/order/sentence_weight.h"
#include "weighed_mail.h"

typedef struct {
        SentenceWeight weight;
        SenseVocabulary vocabulary;
        const char *kinds[3]; /* a mail with one of these says it */
        unsigned least;       /* so many mails at least say so */
} Fit;

static const Fit fits[] = {
        { SENTENCE_WEIGHT_REPORT, SENSE_OF_INCIDENT, { "breach", "danger" }, 500 },
        { SENTENCE_WEIGHT_RETRACTION, SENSE_OF_NOTICE, { "retraction" }, 200 },
        { SENTENCE_WEIGHT_SENT_ELSEWHERE, SENSE_OF_NOTICE, { "sent_elsewhere" }, 200 },
        { SENTENCE_WEIGHT_MISSING_ATTACHMENT, SENSE_OF_NOTICE, { "missing_attachment" }, 200 },
        { SENTENCE_WEIGHT_CHASER, SENSE_OF_NOTICE, { "chaser" }, 200 },
        { SENTENCE_WEIGHT_REQUEST, SENSE_OF_NOTICE, { "request" }, 200 },
        { SENTENCE_WEIGHT_UNSAFE_CONTACT, SENSE_OF_NOTICE, { "unsafe_contact" }, 200 },
};

static int
weight_of(const WeighedMail *mail, const Fit *fit)
{
        g_autofree char *newest = own_words_newest(mail->body);
        g_autoptr(GPtrArray) body = own_words_sentences(newest);
        g_autoptr(GPtrArray) title = own_words_sentences(mail->subject);
        g_autoptr(GPtrArray) none = g_ptr_array_new();
        const SentenceMail whole = { body, title, mail->has_file }, bare = { title, none, mail->has_file };
        const bool is_notice = fit->vocabulary == SENSE_OF_NOTICE;
        const SentenceMail *told = is_notice || body->len > 0 ? &whole : &bare;
        g_autoptr(SentenceScores) scores = sentence_scores_new(told);
        int most = G_MININT;
        for (unsigned at = 0; at < told->body->len; at++)
                most = MAX(most, sentence_scores_of(scores, fit->weight, at));
        for (unsigned at = 0; is_notice && at < title->len; at++)
                most = MAX(most, sentence_scores_of_title(scores, fit->weight, at));
        return most;
}

static bool
says(const WeighedMail *mail, const Fit *fit)
{
        for (unsigned i = 0; fit->kinds[i] != NULL; i++) {
                if (weighed_mail_is(mail, fit->kinds[i]))
                        return true;
        }
        return false;
}

/* At least 95 of 100 mails that say it weigh more than nothing, at most one of 100 others does. */
static void
test_mails(gconstpointer data)
{
        const Fit *fit = data;
        unsigned wanted = 0, heard = 0, others = 0, wrong = 0;
        for (unsigned i = 0; i < G_N_ELEMENTS(weighed_mails); i++) {
                const WeighedMail *mail = &weighed_mails[i];
                /* with a file "please find attached" is nothing to see */
                if (fit->weight == SENTENCE_WEIGHT_MISSING_ATTACHMENT && mail->has_file)
                        continue;
                const bool sounds = weight_of(mail, fit) > 0;
                if (says(mail, fit)) {
                        wanted++;
                        heard += sounds;
                } else {
                        others++;
                        wrong += sounds;
                }
        }
        g_test_message("%u of %u that say it, %u of %u others", heard, wanted, wrong, others);
        g_assert_cmpuint(wanted, >, fit->least);
        g_assert_cmpuint(others, >, 2000);
        g_assert_cmpuint(heard * 100, >=, wanted * 95);
        g_assert_cmpuint(wrong * 100, <=, others);
}

static bool
has_feature(GPtrArray *features, const char *feature)
{
        return g_ptr_array_find_with_equal_func(features, feature, g_str_equal, NULL);
}

/* The features of sentence number at of a mail without a title. */
static GPtrArray *
features_of(const char *text, unsigned at, bool has_file)
{
        g_autoptr(GPtrArray) body = own_words_sentences(text);
        g_autoptr(GPtrArray) title = g_ptr_array_new();
        const SentenceMail mail = { body, title, has_file };
        return sentence_features(SENSE_OF_INCIDENT, &(SentencePlace){ .mail = &mail, .at = at });
}

static void
test_features(void)
{
        g_autoptr(GPtrArray) features = features_of("He keeps ringing me. He rang 14 times.", 0, false);
        static const char *const there[] = { "t he",   "t ring", "u he keep", "n AKc",   "k Ae",
                                             "c <kee", "c ngin", "m first",   "m alone", NULL };
        for (unsigned i = 0; there[i] != NULL; i++)
                g_assert_true(has_feature(features, there[i]));
        g_assert_false(has_feature(features, "t ringing"));
        g_assert_false(has_feature(features, "c <he>"));
        g_autoptr(GPtrArray) second = features_of("He keeps ringing me. He rang 14 times.", 1, true);
        g_assert_true(has_feature(second, "t #"));
        g_assert_true(has_feature(second, "m later"));
        g_assert_true(has_feature(second, "m file"));
}

/* What stands anywhere in a mail is a feature of all its sentences, also when it stands in the title. */
static void
test_features_of_the_mail(void)
{
        g_autoptr(GPtrArray) body = own_words_sentences("He keeps ringing me. He rang 14 times.");
        g_autoptr(GPtrArray) title = own_words_sentences("Urgent");
        const SentenceMail mail = { body, title, false };
        g_autoptr(GPtrArray) features = sentence_mail_features(SENSE_OF_INCIDENT, &mail);
        static const char *const there[] = { "w ring", "w rang", "w urgent", "v AK", "v Ac", NULL };
        for (unsigned i = 0; there[i] != NULL; i++)
                g_assert_true(has_feature(features, there[i]));
}

/* What stands in a sentence three times is one feature of it. */
static void
test_features_once(void)
{
        g_autoptr(GPtrArray) features = features_of("He rang and rang and rang and the phone rang and rang.", 0, false);
        for (unsigned i = 0; i < features->len; i++) {
                unsigned first = 0;
                g_assert_true(
                    g_ptr_array_find_with_equal_func(features, g_ptr_array_index(features, i), g_str_equal, &first));
                g_assert_cmpuint(first, ==, i);
        }
        g_assert_true(has_feature(features, "u and rang"));
}

static void
test_nothing(void)
{
        const WeighedMail mail = { "", true, "Hearing", "The hearing is on 3 December." };
        for (unsigned i = 0; i < G_N_ELEMENTS(fits); i++)
                g_assert_cmpint(weight_of(&mail, &fits[i]), <, 0);
}

int
main(int argc, char **argv)
{
        g_test_init(&argc, &argv, NULL);
        sentence_weight_prepare();
        for (unsigned i = 0; i < G_N_ELEMENTS(fits); i++) {
                g_autofree char *path = g_strdup_printf("/sentence-weight/%s", fits[i].kinds[0]);
                g_test_add_data_func(path, &fits[i], test_mails);
        }
        g_test_add_func("/sentence-weight/features", test_features);
        g_test_add_func("/sentence-weight/features-of-the-mail", test_features_of_the_mail);
        g_test_add_func("/sentence-weight/features-once", test_features_once);
        g_test_add_func("/sentence-weight/nothing", test_nothing);
        return g_test_run();
}
