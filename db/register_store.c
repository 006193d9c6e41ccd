#include "db/register_store.h"

#include "db/strip.h"

static bool
register_audit(Db *db, gint64 entry_id, const char *actor, GError **error)
{
        Parameters parameters = { 0 };
        parameters_text(&parameters, "duplicates");
        if (entry_id > 0)
                parameters_number(&parameters, entry_id);
        else
                parameters_null(&parameters);
        parameters_text(&parameters, actor);
        return statement_do(db, "register_consult", &parameters, NULL, error);
}

/* The one cell of a result, "" for none; NULL when there is no result. New string. */
static char *
register_cell(const PGresult *result)
{
        if (result == NULL)
                return NULL;
        const char *json = PQntuples(result) == 0 ? NULL : result_text(result, 0, 0);
        return g_strdup(json == NULL ? "" : json);
}

static char *
register_json(Db *db, const char *statement, const Parameters *parameters, GError **error)
{
        g_autoptr(PGresult) result = statement_run(db, statement, parameters, error);
        return register_cell(result);
}

char *
register_store_status(Db *db, GError **error)
{
        return register_json(db, "register_status", NULL, error);
}

bool
register_store_entry(Db *db, const char *actor, gint64 entry_id, char **ret_json, GError **error)
{
        Parameters parameters = { 0 };
        parameters_text(&parameters, actor);
        parameters_number(&parameters, entry_id);
        g_autofree char *json = register_json(db, "register_show", &parameters, error);
        if (json == NULL)
                return false;
        *ret_json = *json == '\0' ? NULL : g_steal_pointer(&json);
        return true;
}

static const char AROUND[] = "entry_around";

/* What a page of an entry is asked with. */
typedef struct {
        Parameters said, around;
} RegisterPage;

enum { REGISTER_HALVES = 2 };

static void
register_page_ask(RegisterPage *page, const char *actor, gint64 entry_id, unsigned attention_one_in,
                  Statement halves[static REGISTER_HALVES])
{
        *page = (RegisterPage){ 0 };
        parameters_text(&page->around, actor);
        parameters_number(&page->around, entry_id);
        page->said = page->around;
        parameters_number(&page->said, attention_one_in);
        halves[0] = (Statement){ "entry_said", &page->said, false };
        halves[1] = (Statement){ AROUND, &page->around, false };
}

bool
register_store_admit(Db *db, const StaffAsk *ask, gint64 entry_id, unsigned target_hours, unsigned attention_one_in,
                     Staff **ret_staff, GError **error)
{
        RegisterPage page;
        Statement halves[REGISTER_HALVES];
        register_page_ask(&page, NULL, entry_id, attention_one_in, halves);
        return strip_admit(db, ask, halves, REGISTER_HALVES, target_hours, ret_staff, error);
}

bool
register_store_said(Db *db, const char *actor, gint64 entry_id, unsigned target_hours, unsigned attention_one_in,
                    char **ret_json, GError **error)
{
        RegisterPage page;
        Statement halves[REGISTER_HALVES];
        register_page_ask(&page, actor, entry_id, attention_one_in, halves);
        g_autoptr(PGresult) result = strip_behind(db, halves, REGISTER_HALVES, actor, target_hours, error);
        g_autofree char *json = register_cell(result);
        if (json == NULL)
                return false;
        *ret_json = *json == '\0' ? NULL : g_steal_pointer(&json);
        return true;
}

char *
register_store_around(Db *db, GError **error)
{
        g_return_val_if_fail(statement_is_ahead(db, AROUND), NULL);
        g_autoptr(PGresult) result = statement_take_ahead(db, error);
        return register_cell(result);
}

bool
register_store_duplicates(Db *db, const char *actor, gint64 entry_id, unsigned limit, char **ret_json, GError **error)
{
        if (!register_audit(db, entry_id, actor, error))
                return false;
        Parameters parameters = { 0 };
        if (entry_id > 0)
                parameters_number(&parameters, entry_id);
        else
                parameters_null(&parameters);
        parameters_number(&parameters, limit);
        g_autofree char *json = register_json(db, "register_duplicates", &parameters, error);
        if (json == NULL)
                return false;
        *ret_json = *json == '\0' ? NULL : g_steal_pointer(&json);
        return true;
}
