/* Who sends: told by the address alone, so it is a hint for people and decides nothing. A pass of the mail system's own check
 * would prove a domain, not a person. */
#ifndef REGISTER_SENDER_H
#define REGISTER_SENDER_H

#include <stdbool.h>

typedef enum {
        SENDER_UNKNOWN, /* no address */
        SENDER_COURT,
        SENDER_POLICE,
        SENDER_AUTHORITY,
        SENDER_PRIVATE,      /* webmail and providers of private mail: think of safe contact before writing */
        SENDER_ORGANISATION, /* any other domain: firms, process servers, charities */
        SENDER_COUNT
} SenderKind;

/* The secure network's ending (".cjsm.net") is taken off first. address: NULL or any text. */
SenderKind sender_kind(const char *address);
/* What people read: "court". Static. */
const char *sender_kind_label(SenderKind kind);
/* The same mailbox: upper and lower case do not matter, nor the secure network's ending. NULL is nobody's. */
bool sender_is_same(const char *a, const char *b);

#endif
