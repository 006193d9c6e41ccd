/* Does a mail look as if a gateway still held its attachment back for scanning? Searched as octets, because intake
 * parses nothing; a wrong yes only keeps the mail in the inbox until the reader has judged it. */
#ifndef DAEMON_PLACEHOLDER_H
#define DAEMON_PLACEHOLDER_H

#include "base/bytes.h"

/* The phrases of register/placeholder.def, without regard to case; white space, underscores, soft line breaks and
 * "=20" or "%20" count as spaces. Looks into the first octets of base64 bodies as well. */
bool placeholder_suspected(Bytes raw);

#endif
