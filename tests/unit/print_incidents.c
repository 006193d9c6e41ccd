/* Prints what scripts/weigh-incidents fits the weights to: a line "REPORT", "DANGER" or "NONE" for each mail, and below it
 * the features of each of its sentences, "|" between. */
#include "incident_mail.h"
#include "parsers/order/incident_feature.h"

#include <stdio.h>

static void
print_mail(const IncidentMail *mail)
{
        g_autoptr(GPtrArray) sentences = incident_mail_sentences(mail);
        const bool is_danger = incident_mail_is(mail, "danger");
        const bool is_report = is_danger || incident_mail_is(mail, "breach");
        (void) puts(is_danger ? "DANGER" : is_report ? "REPORT" : "NONE");
        for (unsigned i = 0; i < sentences->len; i++) {
                g_autoptr(GPtrArray) features = incident_features(sentences, i, mail->has_file);
                for (unsigned k = 0; k < features->len; k++)
                        (void) printf("%s%s", k > 0 ? "|" : "\t", (const char *) g_ptr_array_index(features, k));
                (void) putchar('\n');
        }
}

int
main(void)
{
        for (unsigned i = 0; i < G_N_ELEMENTS(incident_mails); i++)
                print_mail(&incident_mails[i]);
        return 0;
}
