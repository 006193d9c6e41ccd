#include "db/hard_copy_store.h"

#include "db/search_answer.h"
#include "db/statement.h"

G_DEFINE_AUTOPTR_CLEANUP_FUNC(json_t, json_decref)

/* Puts who must not do what to whom in the place of what the database told. */
static void
hard_copy_tell(json_t *row)
{
        json_object_set_new(row, "told", search_answer_order(json_object_get(row, "told"), NULL));
}

bool
hard_copy_store_page(Db *db, const char *person, gint64 entry_id, char **ret_json, GError **error)
{
        Parameters parameters = { 0 };
        parameters_text(&parameters, person);
        parameters_number(&parameters, entry_id);
        g_autoptr(PGresult) result = statement_run(db, "hard_copy_page", &parameters, error);
        if (result == NULL)
                return false;
        const char *text = result_text(result, 0, 0);
        g_autoptr(json_t) page = text == NULL ? NULL : json_loads(text, 0, NULL);
        if (page != NULL)
                hard_copy_tell(page);
        *ret_json = page == NULL ? NULL : json_dumps(page, JSON_COMPACT);
        return true;
}

bool
hard_copy_store_put(Db *db, const HardCopyStep *step, char **ret_answer, GError **error)
{
        Parameters parameters = { 0 };
        parameters_text(&parameters, step->person);
        parameters_number(&parameters, step->entry_id);
        parameters_number(&parameters, step->seen);
        parameters_text(&parameters, step->step);
        parameters_text(&parameters, step->day);
        parameters_text(&parameters, step->place);
        parameters_text(&parameters, step->holder);
        parameters_text(&parameters, step->due);
        g_autoptr(PGresult) result = statement_run(db, "hard_copy_put", &parameters, error);
        if (result == NULL)
                return false;
        *ret_answer = g_strdup(result_text(result, 0, 0));
        return true;
}

bool
hard_copy_store_list(Db *db, const char *person, unsigned days, unsigned most, char **ret_json, GError **error)
{
        static const char *const lists[] = { "lent", "missing" };
        Parameters parameters = { 0 };
        parameters_text(&parameters, person);
        parameters_number(&parameters, days);
        parameters_number(&parameters, most);
        g_autoptr(PGresult) result = statement_run(db, "hard_copy_list", &parameters, error);
        if (result == NULL)
                return false;
        const char *text = result_text(result, 0, 0);
        g_autoptr(json_t) page = text == NULL ? NULL : json_loads(text, 0, NULL);
        for (unsigned i = 0; i < G_N_ELEMENTS(lists); i++) {
                size_t at = 0;
                json_t *row = NULL;
                json_array_foreach(json_object_get(page, lists[i]), at, row) hard_copy_tell(row);
        }
        *ret_json = page == NULL ? NULL : json_dumps(page, JSON_COMPACT);
        return true;
}
