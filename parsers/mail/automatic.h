/* Whether a machine wrote a message: such a mail is recorded, never acknowledged (RFC 3834). */
#ifndef PARSERS_MAIL_AUTOMATIC_H
#define PARSERS_MAIL_AUTOMATIC_H

#include "parsers/mail/header.h"
#include "register/submission.h"

#include <stdbool.h>

/* What the header says of it. */
typedef enum {
        AUTOMATIC_NO,
        AUTOMATIC_LIST,       /* a mailing list passed it on: people write there as well as programs */
        AUTOMATIC_GENERATED,  /* a program sent it of its own accord, as a court's system sends orders */
        AUTOMATIC_NEWSLETTER, /* a program sent it to all who have signed up, and it answers nobody */
        AUTOMATIC_SUBJECT,    /* only the subject reads like an answering machine's */
        AUTOMATIC_HEADER      /* an answer, report or receipt */
} AutomaticSign;

AutomaticSign automatic_sign(const HeaderBlock *header);

/* Judges the opened message: sets submission->automatic. A subject alone does not make a mail with files automatic; a mail
 * that is nothing but an invitation or an answering machine's text is, whatever its header. What a program or a list sent of
 * its own accord is read like any mail first. sources: of SourceDocument*. */
void automatic_judge(Submission *submission, AutomaticSign sign, const GPtrArray *sources);
/* After reading: what a program sent is automatic all the same, orders and graver alerts stay; a list's mail is when it
 * brought nothing. */
void automatic_settle(Submission *submission, AutomaticSign sign, const GPtrArray *sources);

#endif
