/* Pictures that a signature brings along: no file that anybody meant to send. */
#ifndef PARSERS_MAIL_LOGO_H
#define PARSERS_MAIL_LOGO_H

#include "register/submission.h"

/* A small picture without a name, or with one as mail programs give them ("image001.png", "logo.gif"). */
bool logo_is(const SubmissionDocument *document);

#endif
