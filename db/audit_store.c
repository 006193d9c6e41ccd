#include "db/audit_store.h"

#include "db/statement.h"

bool
audit_store_seal(Db *db, guint64 *ret_rows, GError **error)
{
        g_autoptr(PGresult) result = statement_run(db, "audit_seal", NULL, error);
        if (result == NULL)
                return false;
        *ret_rows = (guint64) result_number(result, 0, 0);
        return true;
}

char *
audit_store_verify(Db *db, const char *noted, GError **error)
{
        Parameters parameters = { 0 };
        parameters_text(&parameters, noted);
        g_autoptr(PGresult) result = statement_run(db, "audit_verify", &parameters, error);
        return result == NULL ? NULL : g_strdup(result_text(result, 0, 0));
}
