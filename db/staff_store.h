/* Accounts of the people who use the pages, their sessions, and failed tries at signing in. As ccot_web; making and
 * closing accounts as ccot_admin (on the pages: account_store.h). */
#ifndef DB_STAFF_STORE_H
#define DB_STAFF_STORE_H

#include "db/db.h"

typedef struct {
        char *name;
        char *role; /* a word of VOCABULARY_ROLE */
} Staff;

/* Who may see a page that is asked for in one round trip with it. */
typedef struct {
        const char *session; /* the secret number */
        unsigned idle_minutes;
        const char *roles; /* "{handler,supervisor}" */
        const char *name;  /* whose session it must be; NULL: anybody's */
        bool headless;     /* the head of the page is not asked for with it */
} StaffAsk;

void staff_free(Staff *staff);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Staff, staff_free)

/* Seconds that this name must wait after failed tries (0: none), and the stored form of its passphrase: a new string, or
 * NULL when there is no such account or it has none. */
bool staff_store_challenge(Db *db, const char *name, unsigned *ret_wait, char **ret_passphrase, GError **error);
bool staff_store_failed(Db *db, const char *name, GError **error);
/* session: the secret number itself; its digest is stored. *ret_begun false: there is no open account of that name. */
bool staff_store_begin(Db *db, const char *session, const char *name, unsigned hours, bool *ret_begun, GError **error);
/* *ret_staff NULL: the session has ended. quiet: a refresh by the page itself, which keeps no session alive. */
bool staff_store_use(Db *db, const char *session, unsigned idle_minutes, bool quiet, Staff **ret_staff, GError **error);
/* Whose session it was that ended by itself within the last half day; *ret_staff NULL when it is none. It opens nothing. */
bool staff_store_ended(Db *db, const char *session, Staff **ret_staff, GError **error);
bool staff_store_end(Db *db, const char *session, GError **error);

/* passphrase: the stored form (config/passphrase.h), or NULL to leave the old one. person: who does it, for the audit.
 * Fails with CCOT_ERROR_INPUT for a name or role that cannot be. */
bool staff_store_put(Db *db, const char *person, const char *name, const char *role, const char *passphrase,
                     GError **error);
bool staff_store_close(Db *db, const char *person, const char *name, bool *ret_closed, GError **error);

#endif
