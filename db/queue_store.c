#include "db/queue_store.h"

#include "base/error.h"
#include "db/statement.h"

static const char *const queue_kinds[] = { [QUEUE_ENTRY] = "entry", [QUEUE_MAIL] = "mail" };

static const char *const queue_answers[] = {
        [QUEUE_DONE] = "done", [QUEUE_HELD] = "held",       [QUEUE_GONE] = "gone",
        [QUEUE_ROLE] = "role", [QUEUE_OUTCOME] = "outcome", [QUEUE_ALERT] = "alert"
};

static bool
queue_answer(Db *db, const char *statement, const Parameters *parameters, QueueAnswer *ret_answer, GError **error)
{
        g_autoptr(PGresult) result = statement_run(db, statement, parameters, error);
        if (result == NULL)
                return false;
        for (unsigned i = 0; i < G_N_ELEMENTS(queue_answers); i++) {
                if (g_strcmp0(queue_answers[i], result_text(result, 0, 0)) != 0)
                        continue;
                *ret_answer = (QueueAnswer) i;
                return true;
        }
        g_set_error(error, CCOT_ERROR, CCOT_ERROR_BUG, "queue: %s gave an answer that is none", statement);
        return false;
}

static char *
queue_json(Db *db, const char *statement, const Parameters *parameters, GError **error)
{
        g_autoptr(PGresult) result = statement_run(db, statement, parameters, error);
        if (result == NULL)
                return NULL;
        const char *json = result_text(result, 0, 0);
        return g_strdup(json == NULL ? "" : json);
}

char *
queue_store_list(Db *db, const char *person, const char *tab, unsigned limit, GError **error)
{
        Parameters parameters = { 0 };
        parameters_text(&parameters, person);
        parameters_text(&parameters, tab);
        parameters_number(&parameters, limit);
        parameters_number(&parameters, QUEUE_TARGET_HOURS);
        return queue_json(db, "queue_list", &parameters, error);
}

char *
queue_store_strip(Db *db, const char *person, GError **error)
{
        Parameters parameters = { 0 };
        parameters_text(&parameters, person);
        parameters_number(&parameters, QUEUE_TARGET_HOURS);
        return queue_json(db, "queue_strip", &parameters, error);
}

bool
queue_store_mail(Db *db, const char *person, gint64 message_id, char **ret_json, GError **error)
{
        Parameters parameters = { 0 };
        parameters_text(&parameters, person);
        parameters_number(&parameters, message_id);
        g_autofree char *json = queue_json(db, "queue_mail", &parameters, error);
        if (json == NULL)
                return false;
        *ret_json = *json == '\0' ? NULL : g_steal_pointer(&json);
        return true;
}

bool
queue_store_claim(Db *db, const char *person, QueueKind kind, gint64 id, QueueAnswer *ret_answer, GError **error)
{
        Parameters parameters = { 0 };
        parameters_text(&parameters, person);
        parameters_text(&parameters, queue_kinds[kind]);
        parameters_number(&parameters, id);
        parameters_number(&parameters, QUEUE_CLAIM_MINUTES);
        return queue_answer(db, "queue_claim", &parameters, ret_answer, error);
}

bool
queue_store_release(Db *db, const char *person, QueueKind kind, gint64 id, QueueAnswer *ret_answer, GError **error)
{
        Parameters parameters = { 0 };
        parameters_text(&parameters, person);
        parameters_text(&parameters, queue_kinds[kind]);
        parameters_number(&parameters, id);
        return queue_answer(db, "queue_release", &parameters, ret_answer, error);
}

bool
queue_store_next(Db *db, const char *person, QueueKind *ret_kind, gint64 *ret_id, GError **error)
{
        Parameters parameters = { 0 };
        parameters_text(&parameters, person);
        parameters_number(&parameters, QUEUE_CLAIM_MINUTES);
        parameters_number(&parameters, QUEUE_TARGET_HOURS);
        g_autoptr(PGresult) result = statement_run(db, "queue_next", &parameters, error);
        if (result == NULL)
                return false;
        const bool found = PQntuples(result) > 0;
        *ret_kind = found && g_strcmp0(result_text(result, 0, 0), "entry") == 0 ? QUEUE_ENTRY : QUEUE_MAIL;
        *ret_id = found ? result_number(result, 0, 1) : 0;
        return true;
}

bool
queue_store_close_alert(Db *db, const char *person, gint64 alert_id, const char *outcome, const char *incident,
                        const char *words, QueueAnswer *ret_answer, GError **error)
{
        Parameters parameters = { 0 };
        parameters_text(&parameters, person);
        parameters_number(&parameters, alert_id);
        parameters_text(&parameters, outcome);
        parameters_text(&parameters, incident);
        parameters_text(&parameters, words);
        return queue_answer(db, "alert_close", &parameters, ret_answer, error);
}

bool
queue_store_close_mail(Db *db, const char *person, gint64 message_id, const char *outcome, const char *words,
                       QueueAnswer *ret_answer, GError **error)
{
        Parameters parameters = { 0 };
        parameters_text(&parameters, person);
        parameters_number(&parameters, message_id);
        parameters_text(&parameters, outcome);
        parameters_text(&parameters, words);
        return queue_answer(db, "mail_close", &parameters, ret_answer, error);
}

bool
queue_store_open_mail(Db *db, const char *person, gint64 message_id, QueueAnswer *ret_answer, GError **error)
{
        Parameters parameters = { 0 };
        parameters_text(&parameters, person);
        parameters_number(&parameters, message_id);
        return queue_answer(db, "mail_open_again", &parameters, ret_answer, error);
}
