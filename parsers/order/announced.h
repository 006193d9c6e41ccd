/* How many papers a mail says that it brings. */
#ifndef PARSERS_ORDER_ANNOUNCED_H
#define PARSERS_ORDER_ANNOUNCED_H

/* The number of files that a sentence (plain, and as it was written) announces with the mail ("two documents are attached",
 * "attached: (1) the order and (2) the statement"); 0: it says none, or all of them may lie in one file. */
unsigned announced_count(const char *plain, const char *said);
/* Compiles every pattern, before processes are forked. */
void announced_prepare(void);

#endif
