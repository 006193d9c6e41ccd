/* What people of the team know of an order beside its papers: breaches, transfers, disputed values, legal hold, when keeping it is looked at again. As
 * ccot_web. A copy has no notes of its own: all are its order's. */
#ifndef DB_KEEPING_STORE_H
#define DB_KEEPING_STORE_H

#include "db/db.h"

/* A JSON object: what keeping_told() of db/functions/keeping.sql has, with entry_id, supervisor (the person is one), direction and what else a
 * hit of db/search_store.h has, fields [] (names of those that are stated). *ret_json NULL: the person may not, or there is no such entry. Writes
 * its audit row. New string. */
bool keeping_store_page(Db *db, const char *person, gint64 entry_id, char **ret_json, GError **error);

typedef struct {
        const char *person;
        gint64 entry_id;
        const char *what; /* breach, void, transfer, receipt, dispute, settle, hold, release or review */
        const char *said; /* JSON object of what the form says; nothing empty in it, days as ISO dates */
} Keeping;

/* *ret_answer: "done", or why nothing was written: "role", "gone" (no such thing, or ended already), "words" (something is missing), "order" (days
 * that cannot follow each other), "future", "supervisor" (only one may). New string. */
bool keeping_store_put(Db *db, const Keeping *keeping, char **ret_answer, GError **error);

#endif
