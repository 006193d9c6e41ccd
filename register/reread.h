/* Which entry of the register each order is that another reading of the same mail found. Pure. */
#ifndef REGISTER_REREAD_H
#define REGISTER_REREAD_H

#include "register/identity.h"

/* One order of the mail, as the register holds it or as it was read now. Digests and numbers of mails and files in the
 * identity are not looked at: they are the same on both sides. */
typedef struct {
        const Identity *identity; /* with its ordinal in the document */
        const char *path;         /* of its document */
        bool decided;             /* held ones: a person has decided something on it */
} RereadOrder;

enum { REREAD_NONE = -1 };

/* ret_pairs[i]: the held order that read[i] is, or REREAD_NONE for one that is new. Each held order is taken once. The one
 * that says the same goes first; then the one at the same place of the same document, unless two parts of what it is known
 * by speak against it. An order that nobody has decided on yet and that was misread may change in every part, as long as its
 * document holds as many orders as before. */
void reread_pair(const RereadOrder *held, unsigned held_count, const RereadOrder *read, unsigned read_count,
                 int *ret_pairs);

#endif
