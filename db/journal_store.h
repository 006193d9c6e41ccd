/* What people wrote, a line each for the journal: what is known of it when the database is restored to an earlier moment. */
#ifndef DB_JOURNAL_STORE_H
#define DB_JOURNAL_STORE_H

#include "db/db.h"

/* One row of the audit without what was typed. The texts are good until the function that was given them returns. */
typedef struct {
        gint64 audit_id;
        const char *at;      /* RFC 3339 with microseconds: with audit_id it names the row */
        const char *who;     /* digest of the name of the account */
        const char *subject; /* entry, document, service, alert, message, reply */
        gint64 subject_id;
        gint64 message_id;  /* 0: none */
        const char *sha256; /* of the mail; NULL: none */
        gint64 place;       /* of an entry in its mail, from 1; 0: no entry */
} JournalRow;

typedef void (*JournalTell)(const JournalRow *row, gpointer data);

/* Tells every row that person wrote within the last milliseconds, looks left out. */
bool journal_store_written(Db *db, const char *person, unsigned milliseconds, JournalTell tell, gpointer data,
                           GError **error);
/* lines: a JSON array, see db/functions/journal.sql. *ret_json: an array of those that the register lacks, a new string; NULL when nobody
 * said that it was restored. */
bool journal_store_lost(Db *db, const char *person, const char *lines, char **ret_json, GError **error);

#endif
