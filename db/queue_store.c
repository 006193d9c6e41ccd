#include "db/queue_store.h"

#include "base/error.h"
#include "db/strip.h"

static const char *const queue_kinds[] = { [QUEUE_ENTRY] = "entry", [QUEUE_MAIL] = "mail" };

static const char *const queue_answers[] = {
        [QUEUE_DONE] = "done",       [QUEUE_HELD] = "held",         [QUEUE_GONE] = "gone",     [QUEUE_ROLE] = "role",
        [QUEUE_OUTCOME] = "outcome", [QUEUE_ALERT] = "alert",       [QUEUE_PAPERS] = "papers", [QUEUE_STALE] = "stale",
        [QUEUE_NO_ENTRY] = "entry",  [QUEUE_PASSWORD] = "password",
};

static bool
queue_read_answer(const PGresult *result, QueueAnswer *ret_answer, GError **error)
{
        for (unsigned i = 0; i < G_N_ELEMENTS(queue_answers); i++) {
                if (g_strcmp0(queue_answers[i], result_text(result, 0, 0)) != 0)
                        continue;
                *ret_answer = (QueueAnswer) i;
                return true;
        }
        g_set_error(error, CCOT_ERROR, CCOT_ERROR_BUG, "queue: an answer that is none");
        return false;
}

static bool
queue_answer(Db *db, const char *statement, const Parameters *parameters, QueueAnswer *ret_answer, GError **error)
{
        g_autoptr(PGresult) result = statement_run(db, statement, parameters, error);
        return result != NULL && queue_read_answer(result, ret_answer, error);
}

/* The one cell of a result, "" for null; NULL when there is no result. New string. */
static char *
queue_cell(const PGresult *result)
{
        const char *json = result == NULL ? NULL : result_text(result, 0, 0);
        return result == NULL ? NULL : g_strdup(json == NULL ? "" : json);
}

static char *
queue_json(Db *db, const char *statement, const Parameters *parameters, GError **error)
{
        g_autoptr(PGresult) result = statement_run(db, statement, parameters, error);
        return queue_cell(result);
}

char *
queue_store_list(Db *db, const char *person, const char *tab, unsigned limit, unsigned target_hours, GError **error)
{
        Parameters parameters = { 0 };
        parameters_text(&parameters, person);
        parameters_text(&parameters, tab);
        parameters_number(&parameters, limit);
        parameters_number(&parameters, target_hours);
        return queue_json(db, "queue_list", &parameters, error);
}

static Parameters
queue_page_parameters(const char *person, const QueuePage *page)
{
        Parameters parameters = { 0 };
        parameters_text(&parameters, person);
        parameters_text(&parameters, page->tab);
        parameters_number(&parameters, page->rows);
        parameters_number(&parameters, page->target_hours);
        return parameters;
}

bool
queue_store_admit(Db *db, const StaffAsk *ask, const QueuePage *page, Staff **ret_staff, GError **error)
{
        const Parameters parameters = queue_page_parameters(NULL, page);
        const Statement list = { "queue_page", &parameters, false };
        return strip_admit(db, ask, &list, 1, page->target_hours, ret_staff, error);
}

void
queue_list_free(QueueList *list)
{
        if (list == NULL)
                return;
        g_free(list->head);
        g_free(list->rows);
        g_free(list);
}

QueueList *
queue_store_page(Db *db, const char *person, const QueuePage *page, GError **error)
{
        const Parameters parameters = queue_page_parameters(person, page);
        const Statement list = { "queue_page", &parameters, false };
        g_autoptr(PGresult) result = strip_behind(db, &list, 1, person, page->target_hours, error);
        if (result == NULL)
                return NULL;
        const bool told = PQntuples(result) == 1;
        QueueList *answer = g_new0(QueueList, 1);
        answer->head = g_strdup(told ? result_text(result, 0, 0) : "{}");
        answer->rows = g_strdup(told ? result_text(result, 0, 1) : "[]");
        return answer;
}

char *
queue_store_strip(Db *db, const char *person, unsigned target_hours, GError **error)
{
        g_autoptr(PGresult) result = strip_take(db, person, target_hours, error);
        return queue_cell(result);
}

bool
queue_store_strip_send(Db *db, const char *person, unsigned target_hours, GError **error)
{
        return strip_ask(db, person, target_hours, error);
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
queue_store_claim(Db *db, const char *person, QueueKind kind, gint64 id, unsigned minutes, QueueAnswer *ret_answer,
                  GError **error)
{
        Parameters parameters = { 0 };
        parameters_text(&parameters, person);
        parameters_text(&parameters, queue_kinds[kind]);
        parameters_number(&parameters, id);
        parameters_number(&parameters, minutes);
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
queue_store_next(Db *db, const char *person, unsigned minutes, unsigned target_hours, QueueKind *ret_kind,
                 gint64 *ret_id, GError **error)
{
        Parameters parameters = { 0 };
        parameters_text(&parameters, person);
        parameters_number(&parameters, minutes);
        parameters_number(&parameters, target_hours);
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
queue_store_release_all(Db *db, const char *person, const char *holder, QueueAnswer *ret_answer, GError **error)
{
        Parameters parameters = { 0 };
        parameters_text(&parameters, person);
        parameters_text(&parameters, holder);
        g_autoptr(PGresult) result = statement_run(db, "queue_release_all", &parameters, error);
        if (result == NULL)
                return false;
        const gint64 count = result_number(result, 0, 0);
        *ret_answer = count < 0 ? QUEUE_ROLE : count == 0 ? QUEUE_GONE : QUEUE_DONE;
        return true;
}

static void
queue_mail_parameters(Parameters *parameters, const QueueMail *mail)
{
        parameters_text(parameters, mail->person);
        parameters_number(parameters, mail->message_id);
        parameters_number(parameters, mail->row_version);
}

static void
queue_number_or_null(Parameters *parameters, gint64 number)
{
        if (number > 0)
                parameters_number(parameters, number);
        else
                parameters_null(parameters);
}

bool
queue_store_close_papers(Db *db, const QueueMail *mail, const GArray *papers, const QueueOutcome *outcome,
                         QueueAnswer *ret_answer, GError **error)
{
        g_autoptr(GString) list = g_string_new("{");
        for (guint i = 0; i < papers->len; i++)
                g_string_append_printf(list, "%s%" G_GINT64_FORMAT, i > 0 ? "," : "", g_array_index(papers, gint64, i));
        Parameters parameters = { 0 };
        queue_mail_parameters(&parameters, mail);
        parameters_text(&parameters, g_string_append_c(list, '}')->str);
        parameters_text(&parameters, outcome->outcome);
        queue_number_or_null(&parameters, outcome->entry_id);
        parameters_text(&parameters, outcome->words);
        return queue_answer(db, "paper_close", &parameters, ret_answer, error);
}

bool
queue_store_open_alert(Db *db, const QueueMail *mail, gint64 alert_id, QueueAnswer *ret_answer, GError **error)
{
        Parameters parameters = { 0 };
        queue_mail_parameters(&parameters, mail);
        parameters_number(&parameters, alert_id);
        return queue_answer(db, "alert_open_again", &parameters, ret_answer, error);
}

bool
queue_store_open_paper(Db *db, const QueueMail *mail, gint64 paper, QueueAnswer *ret_answer, GError **error)
{
        Parameters parameters = { 0 };
        queue_mail_parameters(&parameters, mail);
        parameters_number(&parameters, paper);
        return queue_answer(db, "paper_open_again", &parameters, ret_answer, error);
}

bool
queue_store_by_hand(Db *db, const QueueMail *mail, gint64 paper, const char *order_type, const char *action,
                    gint64 *ret_entry_id, QueueAnswer *ret_answer, GError **error)
{
        Parameters parameters = { 0 };
        queue_mail_parameters(&parameters, mail);
        parameters_number(&parameters, paper);
        parameters_text(&parameters, order_type);
        parameters_text(&parameters, action);
        g_autoptr(PGresult) result = statement_run(db, "paper_by_hand", &parameters, error);
        if (result == NULL || !queue_read_answer(result, ret_answer, error))
                return false;
        *ret_entry_id = *ret_answer == QUEUE_DONE ? result_number(result, 0, 1) : 0;
        return true;
}

bool
queue_store_close_mail(Db *db, const QueueMail *mail, const QueueOutcome *outcome, QueueAnswer *ret_answer,
                       GError **error)
{
        Parameters parameters = { 0 };
        queue_mail_parameters(&parameters, mail);
        parameters_text(&parameters, outcome->outcome);
        parameters_text(&parameters, outcome->words);
        queue_number_or_null(&parameters, outcome->entry_id);
        parameters_text(&parameters, outcome->to);
        parameters_text(&parameters, outcome->receipt);
        return queue_answer(db, "mail_close", &parameters, ret_answer, error);
}

bool
queue_store_open_mail(Db *db, const QueueMail *mail, QueueAnswer *ret_answer, GError **error)
{
        Parameters parameters = { 0 };
        queue_mail_parameters(&parameters, mail);
        return queue_answer(db, "mail_open_again", &parameters, ret_answer, error);
}

bool
queue_store_read_again(Db *db, const QueueMail *mail, QueueAnswer *ret_answer, GError **error)
{
        Parameters parameters = { 0 };
        queue_mail_parameters(&parameters, mail);
        return queue_answer(db, "mail_read_again", &parameters, ret_answer, error);
}

bool
queue_store_give_password(Db *db, const QueueMail *mail, const char *password, QueueAnswer *ret_answer, GError **error)
{
        Parameters parameters = { 0 };
        queue_mail_parameters(&parameters, mail);
        parameters_text(&parameters, password);
        return queue_answer(db, "mail_give_password", &parameters, ret_answer, error);
}
