/* Where a mail's signature begins, and the footers that firms and gateways put under every mail: nothing that stands in them
 * is news, whatever it speaks of. */
#ifndef PARSERS_MAIL_SIGNATURE_H
#define PARSERS_MAIL_SIGNATURE_H

#include <glib.h>

/* Takes what stands in a signature or a footer out of the sentences of a mail, of OwnSentence*. Below the closing or the
 * first line of telephones and addresses, what speaks of the writer, of him or her, or of a time just gone stays: people
 * add to a mail that they have signed. */
void signature_drop(GPtrArray *sentences);
/* Compiles every pattern, before processes are forked. */
void signature_prepare(void);

#endif
