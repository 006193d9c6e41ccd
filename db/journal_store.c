#include "db/journal_store.h"

#include "db/statement.h"

bool
journal_store_written(Db *db, const char *person, unsigned milliseconds, JournalTell tell, gpointer data,
                      GError **error)
{
        Parameters parameters = { 0 };
        parameters_text(&parameters, person);
        parameters_number(&parameters, milliseconds);
        g_autoptr(PGresult) result = statement_run(db, "journal_written", &parameters, error);
        if (result == NULL)
                return false;
        for (int i = 0; i < PQntuples(result); i++) {
                const JournalRow row = { .audit_id = result_number(result, i, 0),
                                         .at = result_text(result, i, 1),
                                         .who = result_text(result, i, 2),
                                         .subject = result_text(result, i, 3),
                                         .subject_id = result_number(result, i, 4),
                                         .message_id = result_number(result, i, 5),
                                         .sha256 = result_text(result, i, 6),
                                         .place = result_number(result, i, 7) };
                tell(&row, data);
        }
        return true;
}

bool
journal_store_lost(Db *db, const char *person, const char *lines, char **ret_json, GError **error)
{
        Parameters parameters = { 0 };
        parameters_text(&parameters, person);
        parameters_text(&parameters, lines);
        g_autoptr(PGresult) result = statement_run(db, "journal_lost", &parameters, error);
        if (result == NULL)
                return false;
        *ret_json = g_strdup(result_text(result, 0, 0));
        return true;
}
