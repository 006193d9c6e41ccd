/* Passwords that a mail tells in its text ("the password is Xyz123"), for the locked document beside it or of the mail
 * before it. They leave the worker nowhere but as part of the text they stand in. */
#ifndef PARSERS_MAIL_PASSWORD_H
#define PARSERS_MAIL_PASSWORD_H

#include <glib.h>

/* Candidates in the order in which they should be tried, of char*, at most LIMIT_TOLD_PASSWORDS; empty when the text tells none.
 * A hint ("her date of birth") is none. */
GPtrArray *password_candidates(const char *text);

#endif
