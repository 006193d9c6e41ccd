/* The octets of one mail as they arrive: hashed all, kept in a memory file up to a limit. */
#ifndef DAEMON_MAIL_BODY_H
#define DAEMON_MAIL_BODY_H

#include "base/digest.h"

typedef struct {
        int fd;               /* -1: none came yet, or over the limit */
        guint64 size;         /* of all that came */
        DigestStream *digest; /* NULL: none came yet */
        bool broken;          /* the memory file could not be written */
} MailBody;

#define MAIL_BODY_EMPTY ((MailBody){ .fd = -1 })
void mail_body_clear(MailBody *body);
/* Beyond limit octets are counted and hashed only. */
void mail_body_add(MailBody *body, Bytes octets, guint64 limit);
/* The sealed memory file (the caller's; -1 when the mail is over the limit) and the digest of a body that is not empty.
 * False when there was no memory for it. */
bool mail_body_end(MailBody *body, guint64 limit, int *ret_fd, DigestHex *ret_sha256);

#endif
