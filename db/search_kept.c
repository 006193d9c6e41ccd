/* Searches of the pages under addresses that tell nothing of them. */
#include "db/search_store.h"
#include "db/statement.h"

bool
search_store_keep(Db *db, const char *person, const char *address, const char *typed, const char *reason,
                  GError **error)
{
        Parameters parameters = { 0 };
        parameters_text(&parameters, person);
        parameters_text(&parameters, address);
        parameters_text(&parameters, typed);
        parameters_text(&parameters, reason);
        return statement_do(db, "search_keep", &parameters, NULL, error);
}

bool
search_store_kept(Db *db, const char *person, const char *address, char **ret_typed, char **ret_reason, GError **error)
{
        Parameters parameters = { 0 };
        parameters_text(&parameters, person);
        parameters_text(&parameters, address);
        g_autoptr(PGresult) rows = statement_run(db, "search_kept", &parameters, error);
        if (rows == NULL)
                return false;
        const bool found = PQntuples(rows) > 0;
        *ret_typed = found ? g_strdup(result_text(rows, 0, 0)) : NULL;
        *ret_reason = found ? g_strdup(result_text(rows, 0, 1)) : NULL;
        return true;
}
