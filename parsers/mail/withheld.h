/* What came in place of a document: notices of secure-mail portals and links to shared files, texts that a virus scanner
 * left where it took a file away, the message that a server hands out for one it could not convert. */
#ifndef PARSERS_MAIL_WITHHELD_H
#define PARSERS_MAIL_WITHHELD_H

#include "parsers/mail/header.h"
#include "register/submission.h"

/* Before reading: gives documents that stand for a file taken away the problem malware or remote_only. */
void withheld_mark(Submission *submission, const GPtrArray *sources, const HeaderBlock *header);
/* After reading: a document that is a notice, and a body whose papers lie behind a link, become secure_mail_notice with
 * problem remote_only, unless an order or statement came with the mail. sources: of SourceDocument*. */
void withheld_settle(Submission *submission, const GPtrArray *sources);

#endif
