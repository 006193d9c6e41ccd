/* Relations after a person's decision: judged anew where it changed by what they are judged. For decision_run.c. */
#ifndef DB_DECISION_RELATE_H
#define DB_DECISION_RELATE_H

#include "db/db.h"

/* The groups of a decision as they stood before it. */
typedef struct DecisionRelate DecisionRelate;

/* members: of gint64, the entries of the groups. NULL on failure. */
DecisionRelate *decision_relate_new(Db *db, const GArray *members, GError **error);
void decision_relate_free(DecisionRelate *relate);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DecisionRelate, decision_relate_free)

/* Once the groups are written: relations and possible copies of the members, and the relations of orders that acted on them
 * or may do so now. Appends the orders whose course this may touch to touched (of gint64). Nothing to do when the members
 * are what they were, unless forced: a person's word on a relation may have been taken back. */
bool decision_relate_write(DecisionRelate *relate, bool forced, GArray *touched, GError **error);

#endif
