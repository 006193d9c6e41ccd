/* What stands at the head of every page, asked for behind what the page itself is made of. For the stores of this room only. */
#ifndef DB_STRIP_H
#define DB_STRIP_H

#include "db/staff_store.h"
#include "db/statement.h"

/* Runs a statement ahead of its commit, and the head of the page behind it: see statement_run_ahead(). person, target_hours: as
 * queue_store_strip(). */
PGresult *strip_behind(Db *db, const Statement *first, const char *person, unsigned target_hours, GError **error);
/* Sends the two behind the question who asks: one round trip serves all. *ret_staff NULL: nobody is let in, and nothing was read or
 * written. Else strip_behind() with the same statement, which comes next, gives what was sent. first: for whom the page is it is not told, and
 * takes the person from staff_admit. */
bool strip_admit(Db *db, const StaffAsk *ask, const Statement *first, unsigned target_hours, Staff **ret_staff,
                 GError **error);
/* The person of a row with name and role; NULL when there is none. */
Staff *strip_staff(const PGresult *result);
/* The head of the page: what was asked for behind the page, else asked for now. */
PGresult *strip_take(Db *db, const char *person, unsigned target_hours, GError **error);

#endif
