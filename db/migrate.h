/* Brings a database to the schema this program was built with: roles, schema, numbered migrations (forward only, one
 * transaction each, checksummed), then functions, views and grants. One run at a time, by an advisory lock. */
#ifndef DB_MIGRATE_H
#define DB_MIGRATE_H

#include "db/db.h"

/* CREATE ROLE lines for a person with the right to run them. */
extern const char migrate_role_lines[];

typedef struct {
        unsigned applied;   /* migrations run now */
        unsigned version;   /* number of the last one */
        bool renewed;       /* functions, views and grants were replaced */
        bool roles_missing; /* set with CCOT_ERROR_CONFIG: print migrate_role_lines */
} MigrateReport;

/* conninfo must sign in as a superuser or as the database's owner with CREATEROLE; where it names no user, ccot_admin is
 * tried, then libpq's own default. An applied migration that differs from the built-in one is CCOT_ERROR_CONFIG. */
bool migrate_run(const char *conninfo, MigrateReport *ret_report, GError **error);

/* True when the schema is the built-in one; CCOT_ERROR_CONFIG "run ccot migrate" otherwise. */
bool migrate_check(Db *db, GError **error);

#endif
