/* Pairs of entries as they are written: with their evidence, and with what the copy brings to its representative. For this
 * room only. */
#ifndef DB_ENTRY_PAIR_H
#define DB_ENTRY_PAIR_H

#include "db/db.h"
#include "db/entry_group.h"

#include <jansson.h>

/* Numbers as PostgreSQL prints an array. New string. */
char *entry_ids_array(const GArray *ids);
/* Verdicts of people on pairs among members (of EntryMember*): of EntryVerdict*, the latest last. statement: entry_verdicts, or
 * decision_verdicts in a person's transaction. NULL on failure. */
GPtrArray *entry_pair_verdicts(Db *db, const char *statement, const GPtrArray *members, GError **error);
/* What entry brings to original, from their fields as the sum of living sources: of Difference*. statement: entry_facts or
 * decision_facts. ret_copy, when wanted: the values of the copy by field, FIELD_COUNT of them, which the caller frees; and
 * ret_original. NULL on failure. */
GPtrArray *entry_pair_differences(Db *db, const char *statement, gint64 entry_id, gint64 original,
                                  char *ret_copy[FIELD_COUNT], char *ret_original[FIELD_COUNT], GError **error);
/* Compares every pair of an entry and its representative. */
bool entry_pairs_compare(Db *db, const char *statement, EntryGroups *groups, GError **error);
/* A pair as entry_flag and decision_group take it; a list of all, and of the representatives. New references. */
json_t *entry_pair_json(const EntryPair *pair);
json_t *entry_pairs_json(const EntryGroups *groups);
json_t *entry_heads_json(const EntryGroups *groups);

#endif
