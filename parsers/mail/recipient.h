/* To whom else a mail went: another police mailbox beside the team's own is a copy sent elsewhere (domain.md 9.1). */
#ifndef PARSERS_MAIL_RECIPIENT_H
#define PARSERS_MAIL_RECIPIENT_H

#include "parsers/mail/header.h"
#include "register/submission.h"

/* The first address in To or Cc of another part of the police, as printed, one line; NULL when there is none. Compared
 * without .cjsm.net; the sender himself and the own mailbox under its older domains do not count. New string. */
char *recipient_elsewhere(const HeaderBlock *header);
/* Notes it in the submission, with its alert unless the words gave one. */
void recipient_note(Submission *submission, const HeaderBlock *header);

#endif
