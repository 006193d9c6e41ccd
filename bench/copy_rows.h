/* Rows for many tables at once, collected in memory and sent with COPY in the order in which the tables need each other. */
#ifndef BENCH_COPY_ROWS_H
#define BENCH_COPY_ROWS_H

#include "db/own_pq.h"

/* The tables that are filled, with the columns in the order in which a row gives them. */
typedef enum {
        ROWS_MESSAGE,
        ROWS_LISTING,
        ROWS_DOCUMENT,
        ROWS_ENTRY,
        ROWS_FIELD,
        ROWS_ENTRY_KEY,
        ROWS_ENTRY_COURSE,
        ROWS_SERVICE,
        ROWS_SERVICE_KEY,
        ROWS_ALERT,
        ROWS_DUPLICATE,
        ROWS_RELATION,
        ROWS_OUTBOX,
        ROWS_AUDIT,
        ROWS_COUNT,
} RowsTable;

typedef struct {
        PGconn *connection;
        GString *tables[ROWS_COUNT];
        RowsTable table; /* of the row that is being written */
} CopyRows;

CopyRows *copy_rows_new(PGconn *connection);
void copy_rows_free(CopyRows *rows);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CopyRows, copy_rows_free)

/* Starts a row; its cells follow, in the order of the columns. NULL text, number 0 and instant 0 are SQL's null. */
void copy_row(CopyRows *rows, RowsTable table);
void copy_text(CopyRows *rows, const char *value);
void copy_number(CopyRows *rows, gint64 value);
/* A number that may be 0. */
void copy_count(CopyRows *rows, gint64 value);
void copy_flag(CopyRows *rows, bool value);
/* Unix seconds. */
void copy_instant(CopyRows *rows, gint64 seconds);
void copy_score(CopyRows *rows, double value);
/* text[] of strings (of char*). */
void copy_list(CopyRows *rows, const GPtrArray *texts);

/* Sends what was collected when it is much, or in any case. */
bool copy_rows_send(CopyRows *rows, bool all, GError **error);

#endif
