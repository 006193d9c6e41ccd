/* The audit's seals: a digest over each batch of rows and over the seal before it. */
#ifndef DB_AUDIT_STORE_H
#define DB_AUDIT_STORE_H

#include "db/db.h"

/* Seals what is final; *ret_rows how many rows. */
bool audit_store_seal(Db *db, guint64 *ret_rows, GError **error);
/* A JSON object: broken (null, or the number of the first seal that does not fit, then whole_until, sealed_at, rows, found), seals, rows,
 * unsealed, digest (of the last seal), sealed_at, noted (whether that digest is among the seals; null when noted is NULL). New string. */
char *audit_store_verify(Db *db, const char *noted, GError **error);

#endif
