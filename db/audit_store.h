/* The audit: its seals (a digest over each batch of rows and over the seal before it), and its rows for who may read them. */
#ifndef DB_AUDIT_STORE_H
#define DB_AUDIT_STORE_H

#include "db/db.h"

/* Seals what is final; *ret_rows how many rows. */
bool audit_store_seal(Db *db, guint64 *ret_rows, GError **error);
/* A JSON object: broken (null, or the number of the first seal that does not fit, then whole_until, sealed_at, rows, found), seals, rows,
 * unsealed, digest (of the last seal), sealed_at, noted (whether that digest is among the seals; null when noted is NULL). New string. */
char *audit_store_verify(Db *db, const char *noted, GError **error);

enum { AUDIT_SHOWN = 200, AUDIT_EXPORTED = 20000 }; /* rows at the most, on a page and in one file of an export */

/* What is asked of the audit; whatever is NULL or 0 is not asked for. */
typedef struct {
        const char *person; /* who asks */
        const char *name;  /* of a person in the register: rows about the orders and mails that a search for it finds */
        gint64 entry_id;   /* rows about this entry, its copies, mails, papers */
        gint64 message_id; /* rows about this mail */
        const char *account;   /* whose rows */
        const char *operation; /* of v_audit */
        const char *from, *to; /* ISO dates, both days with them */
        const char *receiver;  /* who gets the export; needs reason, and the row is one of disclosure */
        const char *reason;
        unsigned most;
        gint64 upto;   /* no row of a higher number */
        unsigned part; /* of most rows each, from 1; goes with upto */
} AuditAsk;

/* *ret_json: an object, or NULL for who may not. problem (in words; then nothing else), number (of this look's own row), more (rows were left
 * out), rows [], the newest first: audit_id, at, who, actor, operation, subject, subject_id, recipient, reason, words, shown. New string. */
bool audit_store_show(Db *db, const AuditAsk *ask, char **ret_json, GError **error);
/* How many rows answer, and the highest number among them. *ret_may false: not for this person. */
bool audit_store_count(Db *db, const AuditAsk *ask, bool *ret_may, guint64 *ret_rows, gint64 *ret_upto, GError **error);
/* Looks that deserve a question, of the last days: db/functions/audit_unusual.sql. *ret_json NULL for who may not. New string. */
bool audit_store_unusual(Db *db, const char *person, unsigned days, char **ret_json, GError **error);

#endif
