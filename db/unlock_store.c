#include "db/unlock_store.h"

#include "db/statement.h"

GArray *
unlock_store_mails(Db *db, gint64 message_id, const char *address, GError **error)
{
        Parameters parameters = { 0 };
        parameters_number(&parameters, message_id);
        parameters_text(&parameters, address);
        parameters_number(&parameters, UNLOCK_MAILS);
        g_autoptr(PGresult) rows = statement_run(db, "unlock_mails", &parameters, error);
        if (rows == NULL)
                return NULL;
        GArray *mails = g_array_new(FALSE, FALSE, sizeof(UnlockMail));
        for (int row = 0; row < PQntuples(rows); row++) {
                const UnlockMail mail = { result_number(rows, row, 0), (guint64) result_number(rows, row, 1) };
                g_array_append_val(mails, mail);
        }
        return mails;
}

bool
unlock_store_given(Db *db, gint64 message_id, char **ret_lines, GError **error)
{
        Parameters parameters = { 0 };
        parameters_number(&parameters, message_id);
        g_autoptr(PGresult) rows = statement_run(db, "unlock_given", &parameters, error);
        if (rows == NULL)
                return false;
        *ret_lines = g_strdup(result_text(rows, 0, 0));
        return true;
}

GArray *
unlock_store_locked(Db *db, gint64 message_id, GError **error)
{
        Parameters parameters = { 0 };
        parameters_number(&parameters, message_id);
        parameters_number(&parameters, UNLOCK_MAILS);
        g_autoptr(PGresult) rows = statement_run(db, "unlock_locked", &parameters, error);
        if (rows == NULL)
                return NULL;
        GArray *locked = g_array_new(FALSE, FALSE, sizeof(gint64));
        for (int row = 0; row < PQntuples(rows); row++) {
                const gint64 id = result_number(rows, row, 0);
                g_array_append_val(locked, id);
        }
        return locked;
}

bool
unlock_store_again(Db *db, const GArray *messages, gint64 because, GError **error)
{
        g_autoptr(GString) ids = g_string_new("{");
        for (guint i = 0; i < messages->len; i++)
                g_string_append_printf(ids, "%s%" G_GINT64_FORMAT, i > 0 ? "," : "",
                                       g_array_index(messages, gint64, i));
        Parameters parameters = { 0 };
        parameters_text(&parameters, g_string_append_c(ids, '}')->str);
        parameters_number(&parameters, because);
        return statement_do(db, "unlock_again", &parameters, NULL, error);
}
