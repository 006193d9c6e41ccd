/* What the header of a message says about it: identifier, subject, sender, date, whether a machine wrote it. */
#ifndef PARSERS_MAIL_ENVELOPE_H
#define PARSERS_MAIL_ENVELOPE_H

#include "register/submission.h"

#include "base/bytes.h"

/* Fills message_id, subject, from_*, date, sha256, body_sha256 and automatic. */
void envelope_read(Submission *submission, Bytes message);

#endif
