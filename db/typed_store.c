#include "db/typed_store.h"

#include "base/error.h"
#include "base/limits.h"
#include "db/statement.h"

#include <string.h>

bool
typed_store_keep(Db *db, const char *person, gint64 entry_id, const char *form, const char *words, bool *ret_kept,
                 GError **error)
{
        if (strlen(words) > LIMIT_FORM_BYTES / 4) {
                g_set_error_literal(error, CCOT_ERROR, CCOT_ERROR_INPUT, "typed: more than a form holds");
                return false;
        }
        Parameters parameters = { 0 };
        parameters_text(&parameters, person);
        parameters_number(&parameters, entry_id);
        parameters_text(&parameters, form);
        parameters_text(&parameters, words);
        g_autoptr(PGresult) result = statement_run(db, "typed_keep", &parameters, error);
        if (result == NULL)
                return false;
        *ret_kept = result_flag(result, 0, 0);
        return true;
}

bool
typed_store_keep_mail(Db *db, const char *person, gint64 message_id, const char *words, bool *ret_kept, GError **error)
{
        Parameters parameters = { 0 };
        parameters_text(&parameters, person);
        parameters_number(&parameters, message_id);
        parameters_text(&parameters, words);
        g_autoptr(PGresult) result = statement_run(db, "typed_mail_keep", &parameters, error);
        if (result == NULL)
                return false;
        *ret_kept = result_flag(result, 0, 0);
        return true;
}
