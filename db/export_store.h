/* The register as it leaves the program: every entry with everything that is read from its papers. As ccot_admin. */
#ifndef DB_EXPORT_STORE_H
#define DB_EXPORT_STORE_H

#include "db/db.h"

/* Notes who takes it and why (NULL: nothing is said), before the first entry is told. */
bool export_store_note(Db *db, const char *person, const char *reason, GError **error);
/* The next entries after one, at most that many, as a JSON array: the columns of v_entry in their order, then children, excluded_addresses and
 * prohibitions. "[]" after the last. New string. */
bool export_store_entries(Db *db, gint64 after, unsigned most, char **ret_json, GError **error);

#endif
