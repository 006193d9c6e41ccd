/* libpq's values cleaned up at the end of scope. */
#ifndef DB_OWN_PQ_H
#define DB_OWN_PQ_H

#include "base/own.h"

#include <libpq-fe.h>

G_DEFINE_AUTOPTR_CLEANUP_FUNC(PGresult, PQclear)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PGconn, PQfinish)

#endif
