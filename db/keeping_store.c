#include "db/keeping_store.h"

#include "base/error.h"
#include "db/search_answer.h"
#include "db/statement.h"

G_DEFINE_AUTOPTR_CLEANUP_FUNC(json_t, json_decref)

bool
keeping_store_page(Db *db, const char *person, gint64 entry_id, char **ret_json, GError **error)
{
        Parameters parameters = { 0 };
        parameters_text(&parameters, person);
        parameters_number(&parameters, entry_id);
        g_autoptr(PGresult) result = statement_run(db, "keeping_page", &parameters, error);
        if (result == NULL)
                return false;
        const char *text = result_text(result, 0, 0);
        g_autoptr(json_t) page = text == NULL ? NULL : json_loads(text, 0, NULL);
        if (text != NULL && page == NULL) {
                g_set_error_literal(error, CCOT_ERROR, CCOT_ERROR_BUG, "database: keeping_page: no JSON");
                return false;
        }
        if (page != NULL) {
                g_autoptr(json_t) order = search_answer_order(json_object_get(page, "told"), NULL);
                json_object_del(page, "told");
                json_object_update_missing(page, order);
        }
        *ret_json = page == NULL ? NULL : json_dumps(page, JSON_COMPACT);
        return true;
}

bool
keeping_store_put(Db *db, const Keeping *keeping, char **ret_answer, GError **error)
{
        Parameters parameters = { 0 };
        parameters_text(&parameters, keeping->person);
        parameters_number(&parameters, keeping->entry_id);
        parameters_text(&parameters, keeping->what);
        parameters_text(&parameters, keeping->said);
        g_autoptr(PGresult) result = statement_run(db, "keeping_put", &parameters, error);
        if (result == NULL)
                return false;
        *ret_answer = g_strdup(result_text(result, 0, 0));
        return true;
}
