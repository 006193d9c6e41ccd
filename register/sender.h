/* Who may stand behind a sender's address, by its domain alone. It proves nobody: it says what kind of office uses such a domain. */
#ifndef REGISTER_SENDER_H
#define REGISTER_SENDER_H

#include <stdbool.h>

/* "court", "police", "public office", "private address" (a domain where anybody gets one), or "organisation". For NULL or what is no
 * address: "unknown". */
const char *sender_kind(const char *address);
/* The same mailbox: upper and lower case do not matter, nor the .cjsm.net that secure mail puts behind a domain. */
bool sender_is_same(const char *a, const char *b);

#endif
