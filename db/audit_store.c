#include "db/audit_store.h"

#include "db/search_store.h"
#include "db/statement.h"

#include <jansson.h>

/* MATCHES: orders, and mails, that a name stands for; UNUSUAL: rows of a list of unusual looks. */
enum { AUDIT_MATCHES = 200, AUDIT_UNUSUAL = 100 };

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

/* The numbers that are asked about, as bigint[]; NULL when it is about none. New strings. */
static bool
audit_numbers(Db *db, const AuditAsk *ask, SearchNumbers *numbers, GError **error)
{
        if (ask->name != NULL)
                return search_store_numbers(db, ask->name, AUDIT_MATCHES, numbers, error);
        if (ask->entry_id > 0)
                numbers->entries = g_strdup_printf("{%" G_GINT64_FORMAT "}", ask->entry_id);
        if (ask->message_id > 0)
                numbers->mails = g_strdup_printf("{%" G_GINT64_FORMAT "}", ask->message_id);
        return true;
}

/* Which rows: the same for their count and for the rows. */
static void
audit_rows_asked(Parameters *parameters, const AuditAsk *ask, const SearchNumbers *numbers)
{
        parameters_text(parameters, numbers->entries);
        parameters_text(parameters, numbers->mails);
        parameters_text(parameters, ask->account);
        parameters_text(parameters, ask->operation);
        parameters_text(parameters, ask->from);
        parameters_text(parameters, ask->to);
}

bool
audit_store_show(Db *db, const AuditAsk *ask, char **ret_json, GError **error)
{
        g_auto(SearchNumbers) numbers = { 0 };
        if (!audit_numbers(db, ask, &numbers, error))
                return false;
        if (numbers.problem != NULL) {
                json_t *refused = json_pack("{s:s}", "problem", numbers.problem);
                *ret_json = json_dumps(refused, JSON_COMPACT);
                json_decref(refused);
                return true;
        }
        Parameters parameters = { 0 };
        parameters_text(&parameters, ask->person);
        parameters_text(&parameters, ask->receiver == NULL ? "consult" : "disclose");
        parameters_text(&parameters, ask->receiver);
        parameters_text(&parameters, ask->reason);
        parameters_text(&parameters, ask->name);
        audit_rows_asked(&parameters, ask, &numbers);
        parameters_number(&parameters, ask->most);
        if (ask->part > 0) {
                parameters_number(&parameters, ask->upto);
                parameters_number(&parameters, ask->part);
        } else {
                parameters_null(&parameters);
                parameters_null(&parameters);
        }
        g_autoptr(PGresult) result = statement_run(db, "audit_show", &parameters, error);
        if (result == NULL)
                return false;
        *ret_json = g_strdup(result_text(result, 0, 0));
        return true;
}

bool
audit_store_count(Db *db, const AuditAsk *ask, bool *ret_may, guint64 *ret_rows, gint64 *ret_upto, GError **error)
{
        g_auto(SearchNumbers) numbers = { 0 };
        if (!audit_numbers(db, ask, &numbers, error))
                return false;
        *ret_may = numbers.problem != NULL; /* a name that stands for nothing: audit_store_show() says so */
        *ret_rows = 0;
        *ret_upto = 0;
        if (numbers.problem != NULL)
                return true;
        Parameters parameters = { 0 };
        parameters_text(&parameters, ask->person);
        audit_rows_asked(&parameters, ask, &numbers);
        g_autoptr(PGresult) result = statement_run(db, "audit_count", &parameters, error);
        if (result == NULL)
                return false;
        const char *text = result_text(result, 0, 0);
        json_t *told = text == NULL ? NULL : json_loads(text, 0, NULL);
        *ret_may = told != NULL;
        *ret_rows = (guint64) json_integer_value(json_object_get(told, "rows"));
        *ret_upto = json_integer_value(json_object_get(told, "upto"));
        json_decref(told);
        return true;
}

bool
audit_store_unusual(Db *db, const char *person, unsigned days, char **ret_json, GError **error)
{
        Parameters parameters = { 0 };
        parameters_text(&parameters, person);
        parameters_number(&parameters, days);
        parameters_number(&parameters, AUDIT_UNUSUAL);
        g_autoptr(PGresult) result = statement_run(db, "audit_unusual", &parameters, error);
        if (result == NULL)
                return false;
        *ret_json = g_strdup(result_text(result, 0, 0));
        return true;
}
