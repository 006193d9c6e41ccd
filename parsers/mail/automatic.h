/* Whether a machine wrote a message: such a mail is recorded, never acknowledged (RFC 3834). */
#ifndef PARSERS_MAIL_AUTOMATIC_H
#define PARSERS_MAIL_AUTOMATIC_H

#include "parsers/mail/header.h"

#include <stdbool.h>

bool automatic_is(const HeaderBlock *header);

#endif
