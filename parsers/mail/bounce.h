/* Whether a mail says that one of ours could not be delivered (RFC 3464), and which. */
#ifndef PARSERS_MAIL_BOUNCE_H
#define PARSERS_MAIL_BOUNCE_H

#include "parsers/mail/header.h"

/* The Message-ID, without angle brackets, of the mail that did not arrive: of a delivery report whose action is "failed", or of what Exim
 * marks as failed. A report of a delay or of a delivery has none. Only the report's own lines and the header of what came back are looked
 * through, LIMIT_BOUNCE_BYTES at the most. New string, NULL when there is none. */
char *bounce_of(const HeaderBlock *header);

#endif
