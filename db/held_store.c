#include "db/held_store.h"

#include "base/error.h"
#include "base/own.h"
#include "db/message_store.h"
#include "db/search_answer.h"
#include "db/search_store.h"
#include "db/statement.h"

G_DEFINE_AUTOPTR_CLEANUP_FUNC(json_t, json_decref)

enum { HELD_MOST = 200 }; /* orders, and mails beside them, that a name may stand for */

static json_t *
held_result(Db *db, const char *statement, const Parameters *parameters, GError **error)
{
        g_autoptr(PGresult) result = statement_run(db, statement, parameters, error);
        if (result == NULL)
                return NULL;
        const char *text = result_text(result, 0, 0);
        json_t *told = text == NULL ? json_null() : json_loads(text, 0, NULL);
        if (told == NULL)
                g_set_error(error, CCOT_ERROR, CCOT_ERROR_BUG, "database: %s: no JSON", statement);
        return told;
}

/* Who must not do what to whom, in the place of what the database told. */
static void
held_tell(json_t *told)
{
        size_t i = 0;
        json_t *row = NULL, *entries = json_array();
        json_array_foreach(json_object_get(told, "entries"), i, row)
            json_array_append_new(entries, search_answer_order(row, NULL));
        json_object_set_new(told, "entries", entries);
}

bool
held_store_find(Db *db, const HeldAsk *ask, char **ret_json, GError **error)
{
        g_auto(SearchNumbers) numbers = { 0 };
        if (!search_store_numbers(db, ask->typed, HELD_MOST, &numbers, error))
                return false;
        if (numbers.problem != NULL) {
                g_autoptr(json_t) refused = json_pack("{s:s}", "problem", numbers.problem);
                *ret_json = json_dumps(refused, JSON_COMPACT);
                return true;
        }
        Parameters parameters = { 0 };
        parameters_text(&parameters, ask->person);
        parameters_text(&parameters, ask->typed);
        parameters_text(&parameters, ask->reason);
        parameters_text(&parameters, numbers.entries);
        parameters_text(&parameters, numbers.mails);
        g_autoptr(json_t) told = held_result(db, "held_find", &parameters, error);
        if (told == NULL)
                return false;
        if (!json_is_null(told))
                held_tell(told);
        *ret_json = json_is_null(told) ? NULL : json_dumps(told, JSON_COMPACT);
        return true;
}

/* Of the numbers that were found ("{1,2}") those that were chosen. New string. */
static char *
held_chosen(const char *found, GHashTable *chosen)
{
        GString *text = g_string_new("{");
        g_auto(GStrv) numbers = g_strsplit_set(found, "{},", -1);
        for (unsigned i = 0; numbers[i] != NULL; i++) {
                const gint64 number = g_ascii_strtoll(numbers[i], NULL, 10);
                if (number > 0 && g_hash_table_contains(chosen, &number))
                        g_string_append_printf(text, "%s%s", text->len == 1 ? "" : ",", numbers[i]);
        }
        g_string_append_c(text, '}');
        return g_string_free(text, FALSE);
}

bool
held_store_take(Db *db, const HeldAsk *ask, const char *receiver, GHashTable *entries, GHashTable *mails,
                char **ret_json, GError **error)
{
        g_auto(SearchNumbers) numbers = { 0 };
        if (!search_store_numbers(db, ask->typed, HELD_MOST, &numbers, error))
                return false;
        g_autofree char *orders = held_chosen(numbers.entries == NULL ? "{}" : numbers.entries, entries);
        g_autofree char *letters = held_chosen(numbers.mails == NULL ? "{}" : numbers.mails, mails);
        Parameters parameters = { 0 };
        parameters_text(&parameters, ask->person);
        parameters_text(&parameters, receiver);
        parameters_text(&parameters, ask->typed);
        parameters_text(&parameters, ask->reason);
        parameters_text(&parameters, orders);
        parameters_text(&parameters, letters);
        g_autoptr(json_t) told = held_result(db, "held_take", &parameters, error);
        if (told == NULL)
                return false;
        *ret_json = json_is_null(told) ? NULL : json_dumps(told, JSON_INDENT(2));
        return true;
}

bool
held_store_mail(Db *db, const HeldAsk *ask, gint64 message_id, GBytes **ret_octets, GError **error)
{
        Parameters parameters = { 0 };
        parameters_text(&parameters, ask->person);
        parameters_text(&parameters, ask->reason);
        parameters_number(&parameters, message_id);
        g_autoptr(PGresult) result = statement_run(db, "held_mail", &parameters, error);
        if (result == NULL)
                return false;
        *ret_octets = NULL;
        if (!result_flag(result, 0, 0))
                return true;
        g_auto(OwnedFd) raw = message_store_raw(db, message_id, error);
        g_autoptr(GError) failure = NULL;
        g_autoptr(GMappedFile) mapped = raw < 0 ? NULL : g_mapped_file_new_from_fd(raw, FALSE, &failure);
        if (raw >= 0 && mapped == NULL)
                g_set_error_literal(error, CCOT_ERROR, CCOT_ERROR_RETRY, "web: a mail could not be mapped");
        *ret_octets = mapped == NULL ? NULL : g_mapped_file_get_bytes(mapped);
        return mapped != NULL;
}
