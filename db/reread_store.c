#include "db/reread_store.h"

#include "db/entry_reread.h"

static void
reread_message_parameter(Parameters *parameters, gint64 message_id)
{
        if (message_id == 0)
                parameters_null(parameters);
        else
                parameters_number(parameters, message_id);
}

bool
reread_store_ask(Db *db, gint64 message_id, const char *actor, guint64 *ret_asked, GError **error)
{
        Parameters parameters = { 0 };
        reread_message_parameter(&parameters, message_id);
        parameters_text(&parameters, actor);
        g_autoptr(PGresult) result = statement_run(db, "reread_ask", &parameters, error);
        if (result == NULL)
                return false;
        *ret_asked = (guint64) result_number(result, 0, 0);
        return true;
}

bool
reread_store_next(Db *db, gint64 message_id, gint64 after, RereadMessage *ret_message, bool *ret_found, GError **error)
{
        Parameters parameters = { 0 };
        reread_message_parameter(&parameters, message_id);
        parameters_number(&parameters, after);
        g_autoptr(PGresult) result = statement_run(db, "reread_messages", &parameters, error);
        if (result == NULL)
                return false;
        *ret_found = PQntuples(result) > 0;
        if (*ret_found)
                *ret_message = (RereadMessage){ result_number(result, 0, 0), (guint64) result_number(result, 0, 1) };
        return true;
}

char *
reread_store_preview(Db *db, gint64 message_id, const Submission *submission, const char *actor, GError **error)
{
        Parameters parameters = { 0 };
        parameters_number(&parameters, message_id);
        parameters_text(&parameters, actor);
        if (!statement_do(db, "reread_consult", &parameters, NULL, error))
                return NULL;
        const MessageClaim claim = { .message_id = message_id };
        g_autoptr(EntryWrite) write = entry_write_new(db, &claim, submission);
        return entry_reread_preview(write, error);
}
