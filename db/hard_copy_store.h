/* The sealed paper of an order: received, kept where, lent to whom, returned. Each call checks that the person is a handler or a
 * supervisor, and writes its audit row; see db/functions/hard_copy.sql. As ccot_web. */
#ifndef DB_HARD_COPY_STORE_H
#define DB_HARD_COPY_STORE_H

#include "db/db.h"

typedef struct {
        const char *person;
        gint64 entry_id;
        gint64 seen;        /* steps that the person saw */
        const char *step;   /* received, moved, lent, returned, destroyed */
        const char *day;    /* ISO date on which it was */
        const char *place;  /* of received, moved, returned */
        const char *holder; /* of lent: to whom */
        const char *due;    /* of lent: ISO date on which it is to be back */
} HardCopyStep;

/* *ret_json: told (as a hit of db/search_store.h), steps [] (the last first), kept (why it may not be destroyed); NULL: no such order, or not
 * for this person. New string. */
bool hard_copy_store_page(Db *db, const char *person, gint64 entry_id, char **ret_json, GError **error);
/* *ret_answer: "done", or why nothing was written: "role", "gone", "words", "step", "kept", "stale". New string. */
bool hard_copy_store_put(Db *db, const HardCopyStep *step, char **ret_answer, GError **error);
/* *ret_json: lent [], missing [] (no paper within so many days), each with told; NULL: not for this person. New string. */
bool hard_copy_store_list(Db *db, const char *person, unsigned days, unsigned most, char **ret_json, GError **error);

#endif
