#include "db/restriction_store.h"

#include "db/statement.h"

/* Runs a statement and keeps its one cell. */
static bool
restriction_ask(Db *db, const char *statement, const Parameters *parameters, char **ret_text, GError **error)
{
        g_autoptr(PGresult) result = statement_run(db, statement, parameters, error);
        if (result == NULL)
                return false;
        *ret_text = g_strdup(result_text(result, 0, 0));
        return true;
}

static Parameters
restriction_whose(const char *person, gint64 entry_id)
{
        Parameters parameters = { 0 };
        parameters_text(&parameters, person);
        parameters_number(&parameters, entry_id);
        return parameters;
}

bool
restriction_store_break(Db *db, const char *person, gint64 entry_id, const char *reason, char **ret_answer,
                        GError **error)
{
        Parameters parameters = restriction_whose(person, entry_id);
        parameters_text(&parameters, reason);
        return restriction_ask(db, "restriction_break", &parameters, ret_answer, error);
}

bool
restriction_store_recuse(Db *db, const char *person, gint64 entry_id, char **ret_answer, GError **error)
{
        const Parameters parameters = restriction_whose(person, entry_id);
        return restriction_ask(db, "restriction_recuse", &parameters, ret_answer, error);
}

/* Names as PostgreSQL reads an array; what is no name of an account is refused there. */
static char *
restriction_array(const char *const *names)
{
        g_autoptr(GString) list = g_string_new("{");
        for (; *names != NULL; names++) {
                g_string_append(list, list->len > 1 ? ",\"" : "\"");
                for (const char *c = *names; *c != '\0'; c++) {
                        if (*c == '"' || *c == '\\')
                                g_string_append_c(list, '\\');
                        g_string_append_c(list, *c);
                }
                g_string_append_c(list, '"');
        }
        g_string_append_c(list, '}');
        return g_string_free(g_steal_pointer(&list), FALSE);
}

bool
restriction_store_put(Db *db, const char *person, gint64 entry_id, const char *const *readers, const char *reason,
                      char **ret_answer, GError **error)
{
        g_autofree char *names = readers == NULL ? NULL : restriction_array(readers);
        Parameters parameters = restriction_whose(person, entry_id);
        parameters_text(&parameters, names);
        parameters_text(&parameters, reason);
        return restriction_ask(db, "restriction_put", &parameters, ret_answer, error);
}

bool
restriction_store_settle(Db *db, const char *person, gint64 notice_id, gint64 entry_id, const char *recused,
                         char **ret_answer, GError **error)
{
        Parameters parameters = restriction_whose(person, notice_id);
        parameters_number(&parameters, entry_id);
        parameters_text(&parameters, recused);
        return restriction_ask(db, "restriction_settle", &parameters, ret_answer, error);
}

bool
restriction_store_list(Db *db, const char *person, char **ret_json, GError **error)
{
        Parameters parameters = { 0 };
        parameters_text(&parameters, person);
        return restriction_ask(db, "restriction_list", &parameters, ret_json, error);
}

bool
restriction_store_form(Db *db, const char *person, gint64 entry_id, char **ret_json, GError **error)
{
        const Parameters parameters = restriction_whose(person, entry_id);
        return restriction_ask(db, "restriction_form", &parameters, ret_json, error);
}
