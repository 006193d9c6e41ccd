#include "db/answer_store.h"

#include "base/clock.h"
#include "base/error.h"
#include "db/answer_told.h"
#include "db/statement.h"
#include "register/court_time.h"

#include <string.h>

G_DEFINE_AUTOPTR_CLEANUP_FUNC(json_t, json_decref)

enum { ANSWER_TIME = 5 }; /* characters of HH:MM */

/* False for a time of day that does not exist. */
static bool
answer_time(const char *text, unsigned *ret_hour, unsigned *ret_minute)
{
        if (strlen(text) != ANSWER_TIME || text[2] != ':' || strspn(text, "0123456789:") != ANSWER_TIME)
                return false;
        *ret_hour = (unsigned) g_ascii_strtoull(text, NULL, 10);
        *ret_minute = (unsigned) g_ascii_strtoull(text + 3, NULL, 10);
        return *ret_hour < 24 && *ret_minute < 60;
}

/* The instant that is asked for; *ret_problem in words when there is none. New strings. */
static gint64
answer_instant(const AnswerAsk *ask, char **ret_on, const char **ret_problem)
{
        if (ask->on == NULL && ask->at == NULL)
                return clock_now() / G_USEC_PER_SEC;
        LegalDate date;
        unsigned hour = 23, minute = 59;
        if (ask->on == NULL)
                *ret_problem = "A time of day needs its day.";
        else if (!legal_date_from_iso(ask->on, &date))
                *ret_problem = "There is no such day. Write it as 2/11/2026.";
        else if (ask->at != NULL && !answer_time(ask->at, &hour, &minute))
                *ret_problem = "There is no such time of day. Write it as 21:40.";
        else {
                *ret_on = g_strdup_printf("%s %02u:%02u", ask->on, hour, minute);
                return court_time(&date, hour, minute).first;
        }
        return 0;
}

static json_t *
answer_fetch(Db *db, const AnswerAsk *ask, const char *instant, GError **error)
{
        Parameters parameters = { 0 };
        parameters_text(&parameters, ask->person);
        parameters_text(&parameters, ask->reason);
        parameters_text(&parameters, ask->receiver == NULL ? "consult" : "disclose");
        parameters_text(&parameters, ask->receiver);
        parameters_number(&parameters, ask->entry_id);
        parameters_text(&parameters, instant);
        g_autoptr(PGresult) result = statement_run(db, "answer_entry", &parameters, error);
        if (result == NULL)
                return NULL;
        const char *text = result_text(result, 0, 0);
        json_t *told = text == NULL ? json_null() : json_loads(text, 0, NULL);
        if (told == NULL)
                g_set_error_literal(error, CCOT_ERROR, CCOT_ERROR_BUG, "database: answer_entry: no JSON");
        return told;
}

bool
answer_store_run(Db *db, const AnswerAsk *ask, char **ret_json, GError **error)
{
        g_autofree char *on = NULL;
        const char *problem = NULL;
        const gint64 instant = answer_instant(ask, &on, &problem);
        if (problem != NULL) {
                g_autoptr(json_t) refused = json_pack("{s:s}", "problem", problem);
                *ret_json = json_dumps(refused, JSON_COMPACT);
                return true;
        }
        g_autofree char *at = clock_rfc3339(instant * G_USEC_PER_SEC);
        g_autoptr(json_t) told = answer_fetch(db, ask, at, error);
        if (told == NULL)
                return false;
        *ret_json = NULL;
        if (json_is_null(told))
                return true;
        if (json_object_get(told, "closed") != NULL) {
                *ret_json = json_dumps(told, JSON_COMPACT);
                return true;
        }
        g_autoptr(json_t) answer = answer_told(told, instant, on);
        json_object_set_new(answer, "at", json_string(at));
        g_autofree char *now = clock_rfc3339(clock_now());
        json_object_set_new(answer, "printed_at", json_string(now));
        json_object_set_new(answer, "now", json_boolean(on == NULL));
        *ret_json = json_dumps(answer, JSON_COMPACT);
        return true;
}
