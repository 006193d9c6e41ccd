/* What stands at the head of every page, asked for behind what the page itself is made of. For the stores of this room only. */
#ifndef DB_STRIP_H
#define DB_STRIP_H

#include "db/statement.h"

/* Runs a statement ahead of its commit, and the head of the page behind it: see statement_run_ahead(). person, target_hours: as
 * queue_store_strip(). */
PGresult *strip_behind(Db *db, const Statement *first, const char *person, unsigned target_hours, GError **error);
/* The head of the page: what was asked for behind the page, else asked for now. */
PGresult *strip_take(Db *db, const char *person, unsigned target_hours, GError **error);

#endif
