/* Verified orders and where they were keyed: what is not entered yet, or no longer as it was keyed. */
#ifndef DB_ENTERED_STORE_H
#define DB_ENTERED_STORE_H

#include "db/db.h"

/* A JSON object: count, oldest, rows [] with direction, entry_id, calm (0 ended and still there, 1 changed, 2 never keyed), since when,
 * seen (goes back with entered_store_put()), systems [] with system, reference, entered_by, entered_at, changes [] (absent: never keyed).
 * *ret_json NULL: this person may not. Writes its audit row. */
bool entered_store_list(Db *db, const char *person, unsigned most, char **ret_json, GError **error);

typedef struct {
        const char *person;
        gint64 entry_id;
        const char *system;    /* pnc, force or markers */
        const char *reference; /* there */
        const char *seen;      /* of the row that the person looked at */
} Entered;

/* *ret_answer: "done", or why nothing was written: "role", "gone", "stale", "reference". New string. */
bool entered_store_put(Db *db, const Entered *entered, char **ret_answer, GError **error);

#endif
