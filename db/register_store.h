/* The register as people read it: JSON built by the database, and the audit rows that reading writes. */
#ifndef DB_REGISTER_STORE_H
#define DB_REGISTER_STORE_H

#include "db/staff_store.h"

/* Everything `ccot status` says, one JSON object: "mailboxes", "messages", "entries", "failures", "outgoing". No person,
 * subject or address in it. New string. */
char *register_store_status(Db *db, GError **error);

/* One entry with its fields, papers, copies, relations and alerts as a JSON object; *ret_json NULL when there is no such
 * entry. Writes a consult row. */
bool register_store_entry(Db *db, const char *actor, gint64 entry_id, char **ret_json, GError **error);

/* For its page: what the entry says, under "entry", beside what is to be typed from the paper first, "attention"; attention_one_in as
 * decision_store_asked(). What it gives may leave only after db_settle(). Behind it what stands around the entry is asked for, which
 * register_store_around() gives if it comes next, and the head of the page, which queue_store_strip() gives after that; target_hours as there. */
bool register_store_said(Db *db, const char *actor, gint64 entry_id, unsigned target_hours, unsigned attention_one_in,
                         char **ret_json, GError **error);
/* Right behind register_store_said(), which told of an entry: the rest of it as a JSON object with the row_version that it has now, "" where nothing
 * is told. New string; NULL on error. */
char *register_store_around(Db *db, GError **error);
/* Asks who looks and for the page in one round trip. *ret_staff NULL: nobody who may, and nothing was read or written. Else
 * register_store_said() with the same values comes next and gives it. */
bool register_store_admit(Db *db, const StaffAsk *ask, gint64 entry_id, unsigned target_hours,
                          unsigned attention_one_in, Staff **ret_staff, GError **error);

/* Groups of copies and pairs that are possibly copies, undecided ones first, as a JSON object: "groups" (each with
 * "representative", "open", "pairs", "copies", "possible", "among"; at most limit groups, and of each at most limit pairs) and
 * "relations" (of the entry). entry_id: its group and pairs alone, 0: all; *ret_json NULL when there is no such entry.
 * Writes a consult row. */
bool register_store_duplicates(Db *db, const char *actor, gint64 entry_id, unsigned limit, char **ret_json,
                               GError **error);

#endif
