/* The transaction of a person's decision, whatever it decides: what it may touch is locked, the database's function decides,
 * groups, keys and courses follow. For decision_store.c. */
#ifndef DB_DECISION_RUN_H
#define DB_DECISION_RUN_H

#include "db/decision_store.h"

/* Runs inside the transaction, once or, when more has to be locked, again from the start. Sets *ret_answer; anything but
 * DECISION_DONE undoes the transaction. */
typedef bool (*DecisionWork)(Db *db, gpointer data, DecisionAnswer *ret_answer, GError **error);

/* entries: of gint64, those the decision names, first the one whose version the answer tells. rekey: an entry among them whose own paper is read otherwise now, or 0. */
bool decision_run(Db *db, const GArray *entries, gint64 rekey, DecisionWork work, gpointer data,
                  DecisionAnswer *ret_answer, GError **error);

#endif
