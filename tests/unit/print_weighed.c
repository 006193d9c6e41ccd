/* Prints what scripts/weigh-sentences fits the weights to: for each mail a line with the kinds it says and "file" or "alone",
 * and below it the features of each of its sentences, "|" between: "i" by the senses of an incident, "n" by those of a
 * notice, of the subject too. */
#include "parsers/order/sentence_feature.h"
#include "parsers/order/view.h"
#include "weighed_mail.h"

#include <stdio.h>

static void
print_sentences(char name, SenseVocabulary vocabulary, SentencePlace place)
{
        for (; place.at < place.sentences->len; place.at++) {
                g_autoptr(GPtrArray) features = sentence_features(vocabulary, &place);
                (void) putchar(name);
                for (unsigned k = 0; k < features->len; k++)
                        (void) printf("%s%s", k > 0 ? "|" : "\t", (const char *) g_ptr_array_index(features, k));
                (void) putchar('\n');
        }
}

static void
print_mail(const WeighedMail *mail)
{
        static Pattern answer = { .text = "(?i)^\\W*(?:re|aw|sv|ateb)\\b\\s*:" };
        g_autofree char *newest = own_words_newest(mail->body);
        g_autoptr(GPtrArray) body = own_words_sentences(newest);
        g_autoptr(GPtrArray) title = own_words_sentences(mail->subject);
        (void) printf("%s %s\n", mail->has_file ? "file" : "alone", mail->expected);
        print_sentences('i', SENSE_OF_INCIDENT,
                        (SentencePlace){ .sentences = body->len > 0 ? body : title, .has_file = mail->has_file });
        print_sentences('n', SENSE_OF_NOTICE, (SentencePlace){ .sentences = body, .has_file = mail->has_file });
        if (!pattern_in(&answer, mail->subject))
                print_sentences('n', SENSE_OF_NOTICE,
                                (SentencePlace){ .sentences = title, .has_file = mail->has_file, .is_title = true });
}

int
main(void)
{
        for (unsigned i = 0; i < G_N_ELEMENTS(weighed_mails); i++)
                print_mail(&weighed_mails[i]);
        return 0;
}
