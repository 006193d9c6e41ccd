/* The .sql files of this folder as strings, embedded at build time (embed_sql.cmake). Tables end with a NULL name. */
#ifndef DB_EMBEDDED_H
#define DB_EMBEDDED_H

#include <stddef.h>

typedef struct {
        const char *name; /* the file's name without its end */
        const char *sql;
} EmbeddedSql;

extern const EmbeddedSql embedded_migrations[]; /* ascending by number: "0001_register" */
extern const EmbeddedSql embedded_functions[];
extern const EmbeddedSql embedded_views[];
extern const EmbeddedSql embedded_queries[];
extern const EmbeddedSql embedded_rights[]; /* roles, bootstrap, grants */

/* NULL when the table has no such name. */
const char *embedded_find(const EmbeddedSql *table, const char *name);

#endif
