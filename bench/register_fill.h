/* Fills an empty, migrated register with invented case files (bench/case_file.h). What the program computes when it
 * writes an order (keys, fingerprints, groups, relations, courses) is computed by the program's own functions; the rows
 * go in with COPY, beside the triggers, so that a million entries take minutes. What lies longer back than five days has
 * been decided: verified, or confirmed as a copy. */
#ifndef BENCH_REGISTER_FILL_H
#define BENCH_REGISTER_FILL_H

#include "db/own_pq.h"

typedef struct {
        guint64 entries;
        guint64 seed;
        gint64 until; /* Unix seconds: nothing came later */
} RegisterFill;

/* About 200 entries a day. Beyond these the planner's statistics and the maps of what is visible are the server's business: run VACUUM ANALYZE. */
enum { REGISTER_FILL_DAY_ENTRIES = 200 };

/* The mails of case file number of that register; of CaseMail*, free with g_ptr_array_unref(). */
GPtrArray *register_fill_mails(const RegisterFill *fill, guint64 number);
/* Case files that surely are in it. */
guint64 register_fill_files(const RegisterFill *fill);

/* connection: as a superuser, outside of a transaction; nobody else uses the register meanwhile, and one that was cut short is to be thrown away. progress, when wanted, is called now and then with
 * the entries made so far. */
bool register_fill(PGconn *connection, const RegisterFill *fill, void (*progress)(guint64 entries), GError **error);

#endif
