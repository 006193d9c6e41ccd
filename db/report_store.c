#include "db/report_store.h"

#include "base/error.h"
#include "db/statement.h"

/* Domains have no character that the array notation knows. */
static char *
report_list(const char *const *words)
{
        GString *list = g_string_new("{");
        for (; words != NULL && *words != NULL; words++)
                g_string_append_printf(list, "%s\"%s\"", list->len > 1 ? "," : "", *words);
        return g_string_free(g_string_append_c(list, '}'), FALSE);
}

static void
report_add_days(Parameters *parameters, const ReportQuestion *question)
{
        parameters_number(parameters, question->days);
        parameters_number(parameters, question->review_ended_years);
        parameters_number(parameters, question->review_rejected_years);
}

char *
report_store_ask(Db *db, const ReportQuestion *question, GError **error)
{
        g_autofree char *webmail = report_list(question->webmail);
        g_autofree char *statement = g_strconcat("report_", question->name, NULL);
        Parameters parameters = { 0 };
        if (g_str_equal(question->name, "expiring"))
                report_add_days(&parameters, question);
        else if (g_str_equal(question->name, "reconciliation"))
                parameters_number(&parameters, question->target_hours);
        else {
                parameters_text(&parameters, question->from);
                parameters_text(&parameters, question->to);
        }
        if (g_str_equal(question->name, "duplicates"))
                parameters_text(&parameters, webmail);
        g_autoptr(PGresult) result = statement_run(db, statement, &parameters, error);
        return result == NULL ? NULL : g_strdup(result_text(result, 0, 0));
}

static bool
report_note(Db *db, const ReportQuestion *question, const char *actor, bool nothing, const GArray *mails,
            gint64 *ret_run, GError **error)
{
        Parameters parameters = { 0 };
        parameters_text(&parameters, question->name);
        parameters_text(&parameters, question->from);
        parameters_text(&parameters, question->to);
        parameters_text(&parameters, actor);
        parameters_flag(&parameters, mails->len > 0);
        parameters_flag(&parameters, nothing);
        g_autoptr(PGresult) result = statement_run(db, "report_note", &parameters, error);
        if (result == NULL)
                return false;
        *ret_run = result_number(result, 0, 0);
        for (guint i = 0; *ret_run != 0 && i < mails->len; i++) {
                const ReportMail *mail = &g_array_index(mails, ReportMail, i);
                Parameters outgoing = { 0 };
                parameters_number(&outgoing, *ret_run);
                parameters_text(&outgoing, mail->recipient);
                parameters_octets(&outgoing, mail->octets);
                if (!statement_do(db, "report_mail", &outgoing, NULL, error))
                        return false;
        }
        return true;
}

bool
report_store_note(Db *db, const ReportQuestion *question, const char *actor, bool nothing, const GArray *mails,
                  gint64 *ret_run, GError **error)
{
        if (!statement_begin(db, error))
                return false;
        if (report_note(db, question, actor, nothing, mails, ret_run, error) && statement_commit(db, error))
                return true;
        statement_rollback(db);
        return false;
}

bool
report_store_sent_until(Db *db, const char *name, char **ret_day, GError **error)
{
        Parameters parameters = { 0 };
        parameters_text(&parameters, name);
        g_autoptr(PGresult) result = statement_run(db, "report_sent_until", &parameters, error);
        if (result == NULL)
                return false;
        *ret_day = g_strdup(result_text(result, 0, 0));
        return true;
}
