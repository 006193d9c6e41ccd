#include "db/export_store.h"

#include "db/statement.h"

bool
export_store_note(Db *db, const char *person, const char *reason, GError **error)
{
        Parameters parameters = { 0 };
        parameters_text(&parameters, person);
        parameters_text(&parameters, reason);
        return statement_do(db, "export_note", &parameters, NULL, error);
}

bool
export_store_entries(Db *db, gint64 after, unsigned most, char **ret_json, GError **error)
{
        Parameters parameters = { 0 };
        parameters_number(&parameters, after);
        parameters_number(&parameters, most);
        g_autoptr(PGresult) result = statement_run(db, "export_entries", &parameters, error);
        if (result == NULL)
                return false;
        *ret_json = g_strdup(result_text(result, 0, 0));
        return true;
}
