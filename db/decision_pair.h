/* A pair of entries as a person's decision meets it. For decision_store.c. */
#ifndef DB_DECISION_PAIR_H
#define DB_DECISION_PAIR_H

#include "db/db.h"

/* *ret_evidence: what speaks for the two being one order (register/evidence.h), a new string; NULL when one of them is not there. */
bool decision_pair_evidence(Db *db, gint64 entry_id, gint64 other, char **ret_evidence, GError **error);
/* *ret_original: who represents `other`, unless that is entry_id itself: then other; 0 when it is not there. */
bool decision_pair_original(Db *db, gint64 entry_id, gint64 other, gint64 *ret_original, GError **error);

#endif
