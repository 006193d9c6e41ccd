/* How full mailboxes are, and what ends when (passwords, secrets, certificates). Levels are the words of db/functions/health.sql:
 * fine, warning, alarm. */
#ifndef DB_HEALTH_STORE_H
#define DB_HEALTH_STORE_H

#include "db/db.h"

/* resource "" and limit 0: the server states no limit. *ret_level is a new string. */
bool health_store_quota(Db *db, const char *mailbox, const char *resource, guint64 used, guint64 limit,
                        char **ret_level, GError **error);

typedef struct {
        const char *what;
        gint64 ends; /* Unix seconds */
} Credential;
/* All that holder (a mailbox, or "smtp") has; what is not named any more is forgotten. *ret_level, a new string: the worst. */
bool health_store_credentials(Db *db, const char *holder, const Credential *credentials, unsigned count,
                              char **ret_level, GError **error);

#endif
