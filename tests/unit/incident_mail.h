/* The mails that incident_weight.def is fitted to: those of test_alert.c and more of their kind. */
#ifndef TESTS_UNIT_INCIDENT_MAIL_H
#define TESTS_UNIT_INCIDENT_MAIL_H

#include "parsers/mail/own_words.h"

#include <stdbool.h>
#include <string.h>

typedef struct {
        const char *expected; /* kinds, as test_alert.c has them */
        bool has_file;
        const char *subject;
        const char *body;
} IncidentMail;

static const IncidentMail incident_mails[] = {
#define BREACH                                           "breach"
#define DANGER                                           "danger"
#define NONE                                             ""
#define INCIDENT_MAIL(expected, has_file, subject, body) { expected, has_file, subject, body },
#include "tests/unit/incident_mail_breach_1.def"
#include "tests/unit/incident_mail_breach_2.def"
#include "tests/unit/incident_mail_danger.def"
#include "tests/unit/incident_mail_mixed_1.def"
#include "tests/unit/incident_mail_mixed_2.def"
#include "tests/unit/incident_mail_mixed_3.def"
#include "tests/unit/incident_mail_none_1.def"
#include "tests/unit/incident_mail_none_2.def"
#include "tests/unit/incident_mail_none_3.def"
#include "tests/unit/incident_mail_none_4.def"
#include "tests/unit/incident_mail_none_5.def"
#include "tests/unit/incident_mail_none_6.def"
#include "tests/unit/incident_mail_none_7.def"
#include "tests/unit/incident_mail_none_8.def"
#undef INCIDENT_MAIL
#undef BREACH
#undef DANGER
#undef NONE
#define ALERT_CASE(expected, subject, body) { expected, false, subject, body },
#include "tests/unit/alert_case.def"
#include "tests/unit/alert_none.def"
#undef ALERT_CASE
#define ALERT_LETTER(expected, has_file, subject, body) { expected, has_file, subject, body },
#include "tests/unit/alert_letter.def"
#undef ALERT_LETTER
#define ALERT_MAIL(name, expected, has_file, subject, body) { expected, has_file, subject, body },
#include "tests/unit/alert_mail_none.def"
#include "tests/unit/alert_mail_other.def"
#include "tests/unit/alert_mail_quiet.def"
#include "tests/unit/alert_mail_report.def"
#undef ALERT_MAIL
};

/* What the sender says himself; the subject where the body is empty. */
static inline GPtrArray *
incident_mail_sentences(const IncidentMail *mail)
{
        g_autofree char *newest = own_words_newest(mail->body);
        g_autoptr(GPtrArray) sentences = own_words_sentences(newest);
        return sentences->len > 0 ? g_steal_pointer(&sentences) : own_words_sentences(mail->subject);
}

static inline bool
incident_mail_is(const IncidentMail *mail, const char *kind)
{
        return strstr(mail->expected, kind) != NULL;
}

#endif
