/* What the topmost Authentication-Results (RFC 8601) says, and who says it. Only the topmost block can be our own gateway's; all
 * below it is text by strangers. Whether this one is to be believed is decided elsewhere, by a name that is set. */
#ifndef PARSERS_MAIL_AUTHENTICITY_H
#define PARSERS_MAIL_AUTHENTICITY_H

#include "parsers/mail/header.h"

/* *ret_gateway: the name, *ret_dmarc: the word on DMARC ("pass", "fail" ...); new strings, NULL where it says none. */
void authenticity_read(const HeaderBlock *header, char **ret_gateway, char **ret_dmarc);

#endif
