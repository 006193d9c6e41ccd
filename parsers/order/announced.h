/* How many papers a mail says that it brings. */
#ifndef PARSERS_ORDER_ANNOUNCED_H
#define PARSERS_ORDER_ANNOUNCED_H

#include <stdbool.h>

/* The number of files that a sentence (plain, and as it was written) announces with the mail ("two documents are attached",
 * "attached: (1) the order and (2) the statement"); 0: it says none, or all of them may lie in one file. */
unsigned announced_count(const char *plain, const char *said);
/* Whether the title of an empty mail names papers that should have come with it: no calendar's answer, no receipt. */
bool announced_by_title(const char *plain);
/* Compiles every pattern, before processes are forked. */
void announced_prepare(void);

#endif
