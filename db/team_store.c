#include "db/team_store.h"

#include "db/statement.h"

static const char *const team_answers[] = {
        [TEAM_DONE] = "done", [TEAM_ROLE] = "role", [TEAM_OWN] = "own", [TEAM_GONE] = "gone", [TEAM_WORDS] = "words"
};

bool
team_store_page(Db *db, const char *person, unsigned target_hours, char **ret_json, GError **error)
{
        Parameters parameters = { 0 };
        parameters_text(&parameters, person);
        parameters_number(&parameters, target_hours);
        g_autoptr(PGresult) result = statement_run(db, "team_page", &parameters, error);
        if (result == NULL)
                return false;
        *ret_json = g_strdup(result_text(result, 0, 0));
        return true;
}

bool
team_store_look(Db *db, const char *person, const char *kind, gint64 number, const char *words, TeamAnswer *ret_answer,
                GError **error)
{
        Parameters parameters = { 0 };
        parameters_text(&parameters, person);
        parameters_text(&parameters, kind);
        parameters_number(&parameters, number);
        parameters_text(&parameters, words);
        g_autoptr(PGresult) result = statement_run(db, "team_look", &parameters, error);
        if (result == NULL)
                return false;
        const char *word = result_text(result, 0, 0);
        for (unsigned i = 0; i < G_N_ELEMENTS(team_answers); i++)
                if (g_strcmp0(word, team_answers[i]) == 0)
                        *ret_answer = (TeamAnswer) i;
        return true;
}

bool
team_store_replies(Db *db, const char *person, gint64 message_id, bool go, TeamAnswer *ret_answer, GError **error)
{
        Parameters parameters = { 0 };
        parameters_text(&parameters, person);
        if (message_id > 0)
                parameters_number(&parameters, message_id);
        else
                parameters_null(&parameters);
        parameters_flag(&parameters, go);
        g_autoptr(PGresult) result = statement_run(db, "reply_settle", &parameters, error);
        if (result == NULL)
                return false;
        const gint64 settled = result_number(result, 0, 0);
        *ret_answer = settled < 0 ? TEAM_ROLE : settled == 0 ? TEAM_GONE : TEAM_DONE;
        return true;
}
