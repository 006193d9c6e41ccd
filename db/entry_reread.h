/* A message that was in the register before and has been read again. Its documents, orders and statements keep their
 * numbers; what a person has decided is not written over, the difference is noted beside it (view v_difference). For this
 * room only, but for the preview. */
#ifndef DB_ENTRY_REREAD_H
#define DB_ENTRY_REREAD_H

#include "db/entry_write.h"

/* Takes the place of entry_write_rows(), and comes before entry_compare_load(). Afterwards write->orders are the orders
 * that are to be grouped and related anew: those of the message and of the groups in which they lay, or none when nothing
 * changed by which orders are known. *ret_again: as entry_compare_load() has it. */
bool entry_reread_rows(EntryWrite *write, bool *ret_again, GError **error);
/* What it would change: JSON list of {entry_id, name, effect} as the function reread_changes says it. New string. */
char *entry_reread_preview(EntryWrite *write, GError **error);

#endif
