/* The sender of a message. */
#ifndef PARSERS_MAIL_ADDRESS_H
#define PARSERS_MAIL_ADDRESS_H

#include "base/bytes.h"

/* The first mailbox of a From value: name and address decoded, one line; either may be NULL, the address also when it is
 * longer than a line of a mail may be. */
void address_first(Bytes value, char **ret_name, char **ret_address);

#endif
