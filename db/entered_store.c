#include "db/entered_store.h"

#include "base/error.h"
#include "db/search_answer.h"
#include "db/statement.h"

G_DEFINE_AUTOPTR_CLEANUP_FUNC(json_t, json_decref)

/* Who must not do what to whom, in the place of what the database told. */
static void
entered_tell(json_t *list)
{
        size_t i = 0;
        json_t *row = NULL;
        json_array_foreach(json_object_get(list, "rows"), i, row)
        {
                g_autoptr(json_t) order = search_answer_order(json_object_get(row, "told"), NULL);
                json_object_del(row, "told");
                json_object_update_missing(row, order);
        }
}

bool
entered_store_list(Db *db, const char *person, unsigned most, char **ret_json, GError **error)
{
        Parameters parameters = { 0 };
        parameters_text(&parameters, person);
        parameters_number(&parameters, most);
        g_autoptr(PGresult) result = statement_run(db, "entered_list", &parameters, error);
        if (result == NULL)
                return false;
        const char *text = result_text(result, 0, 0);
        g_autoptr(json_t) list = text == NULL ? NULL : json_loads(text, 0, NULL);
        if (text != NULL && list == NULL) {
                g_set_error_literal(error, CCOT_ERROR, CCOT_ERROR_BUG, "database: entered_list: no JSON");
                return false;
        }
        if (list != NULL)
                entered_tell(list);
        *ret_json = list == NULL ? NULL : json_dumps(list, JSON_COMPACT);
        return true;
}

bool
entered_store_put(Db *db, const Entered *entered, char **ret_answer, GError **error)
{
        Parameters parameters = { 0 };
        parameters_text(&parameters, entered->person);
        parameters_number(&parameters, entered->entry_id);
        parameters_text(&parameters, entered->system);
        parameters_text(&parameters, entered->reference);
        parameters_text(&parameters, entered->seen);
        g_autoptr(PGresult) result = statement_run(db, "entered_put", &parameters, error);
        if (result == NULL)
                return false;
        *ret_answer = g_strdup(result_text(result, 0, 0));
        return true;
}
