/* What fetch tells of a mailbox beside its mails: how full it is, and what ends when. Kept in the register; logged when it gets worse
 * or better. */
#ifndef DAEMON_HEALTH_H
#define DAEMON_HEALTH_H

#include "base/frame.h"
#include "db/health_store.h"

/* One a mailbox; starting from { 0 }. The words are the database's own (db/functions/health.sql), those told last. */
typedef struct {
        char *quota;
        char *credential;
} Health;

void health_clear(Health *health);
/* What holder (a mailbox, or "smtp") is signed in with. */
bool health_note(Health *health, Db *db, const char *holder, const Credential *credentials, unsigned count,
                 GError **error);
/* QUOTA and CREDENTIAL. db is NULL while the database is away: what it says is told again. Errors as by scan_frame(). */
bool health_frame(Health *health, Db *db, const char *mailbox, Frame *frame, GError **error);

#endif
