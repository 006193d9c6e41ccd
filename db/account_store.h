/* Accounts as an administrator keeps them on the pages: each call checks that the person is one, and writes its audit row.
 * As ccot_web. */
#ifndef DB_ACCOUNT_STORE_H
#define DB_ACCOUNT_STORE_H

#include "db/db.h"

typedef enum { ACCOUNT_ADD, ACCOUNT_ROLE, ACCOUNT_PASSPHRASE, ACCOUNT_CLOSE } AccountChange;

typedef enum {
        ACCOUNT_DONE,
        ACCOUNT_REFUSED, /* the person is no administrator */
        ACCOUNT_NAME,    /* that is no name, or no role */
        ACCOUNT_TAKEN,   /* there is an open account of that name */
        ACCOUNT_GONE,    /* there is none */
        ACCOUNT_LAST,    /* nobody would be left to keep the accounts */
} AccountAnswer;

/* Every account as a JSON array, see db/functions/account.sql; *ret_json NULL when the person may not. New string. */
bool account_store_list(Db *db, const char *person, char **ret_json, GError **error);
/* role: for ACCOUNT_ADD and ACCOUNT_ROLE. passphrase: stored form (config/passphrase.h), or NULL for an account that comes
 * through the proxy alone. The account's sessions end. */
bool account_store_change(Db *db, const char *person, AccountChange change, const char *name, const char *role,
                          const char *passphrase, AccountAnswer *ret_answer, GError **error);

#endif
