/* Mail that goes to many readers at once. */
#ifndef PARSERS_MAIL_BULK_H
#define PARSERS_MAIL_BULK_H

#include <stdbool.h>

/* Whether the mail is a newsletter, which tells other people's stories and says of itself, in its subject or at its foot, that
 * it is one, or an invitation with its agenda. newest: what its sender wrote (own_words_newest()). */
bool bulk_is(const char *subject, const char *newest);

#endif
