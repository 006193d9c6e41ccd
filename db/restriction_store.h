/* Restricted orders: named readers, breaking the glass, "I know these people". Each call checks the account and writes its audit row; see
 * db/functions/restriction.sql. As ccot_web. */
#ifndef DB_RESTRICTION_STORE_H
#define DB_RESTRICTION_STORE_H

#include "db/db.h"

/* Answers of the four below are "done", or why nothing was written. New strings. */

/* Opens a restricted order to the person for half a day, and tells supervisors: "role", "open", "recused", "words". */
bool restriction_store_break(Db *db, const char *person, gint64 entry_id, const char *reason, char **ret_answer,
                             GError **error);
/* Gives an order back and closes it to who knows its people: "role", "gone". */
bool restriction_store_recuse(Db *db, const char *person, gint64 entry_id, char **ret_answer, GError **error);
/* Restricts an order to readers (names, NULL-terminated; the supervisor is always one) or lifts that (NULL): "role", "gone", "closed",
 * "words", "reader". */
bool restriction_store_put(Db *db, const char *person, gint64 entry_id, const char *const *readers, const char *reason,
                           char **ret_answer, GError **error);
/* Marks a notice as seen, or (recused not NULL) opens an entry again to that person: "role", "own", "gone". */
bool restriction_store_settle(Db *db, const char *person, gint64 notice_id, gint64 entry_id, const char *recused,
                              char **ret_answer, GError **error);

/* What supervisors see; *ret_json NULL: not for this person. New strings. */
bool restriction_store_list(Db *db, const char *person, char **ret_json, GError **error);
bool restriction_store_form(Db *db, const char *person, gint64 entry_id, char **ret_json, GError **error);

#endif
