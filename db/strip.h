/* What stands at the head of every page, asked for behind what the page itself is made of. For the stores of this room only. */
#ifndef DB_STRIP_H
#define DB_STRIP_H

#include "db/staff_store.h"
#include "db/statement.h"

/* Runs the count statements of a page ahead of their commit, and its head behind them: see statement_send_ahead(). The first one's result; the others'
 * with statement_take_ahead(). person, target_hours: as queue_store_strip(). */
PGresult *strip_behind(Db *db, const Statement *page, size_t count, const char *person, unsigned target_hours,
                       GError **error);
/* Sends them behind the question who asks: one round trip serves all. *ret_staff NULL: nobody is let in, and nothing was read or
 * written. Else strip_behind() with the same statements, which comes next, gives what was sent. For whom the page is they are not told, and
 * take the person from staff_admit. */
bool strip_admit(Db *db, const StaffAsk *ask, const Statement *page, size_t count, unsigned target_hours,
                 Staff **ret_staff, GError **error);
/* The person of a row with name and role; NULL when there is none. */
Staff *strip_staff(const PGresult *result);
/* Asks for the head of the page on a connection of its own; strip_take() takes it. */
bool strip_ask(Db *db, const char *person, unsigned target_hours, GError **error);
/* The head of the page: what was asked for behind the page, else asked for now. */
PGresult *strip_take(Db *db, const char *person, unsigned target_hours, GError **error);

#endif
