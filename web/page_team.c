/* The team: what waits, who decided what, how well the program reads, and what deserves a second look. */
#include "db/team_store.h"
#include "register/field.h"
#include "web/page.h"
#include "web/route.h"

static Response *
team_answer(TeamAnswer answer, const Access *who)
{
        static const struct {
                unsigned status;
                const char *heading, *text;
        } answers[] = {
                [TEAM_ROLE] = { 403, "This is not for your role",
                                "A second look is a supervisor's. Nothing was changed." },
                [TEAM_OWN] = { 409, "That is your own decision",
                               "Another supervisor has to look at it. Nothing was changed." },
                [TEAM_GONE] = { 409, "This waits no more",
                                "Somebody has looked at it since you opened the page, or there is no such thing." },
                [TEAM_WORDS] = { 400, "Say what you found",
                                 "A word or two is enough. Nothing was changed: go back and add it." },
        };
        return page_message(answers[answer].status, answers[answer].heading, answers[answer].text, who);
}

/* Each field under the name that the entry's page has for it. */
static void
team_label(json_t *fields)
{
        size_t i = 0;
        json_t *row = NULL;
        json_array_foreach(fields, i, row)
        {
                const char *name = json_string_value(json_object_get(row, "name"));
                const Field field = name == NULL ? FIELD_COUNT : field_from_name(name);
                (void) json_object_set_new(row, "label", json_string(field == FIELD_COUNT ? name : field_label(field)));
        }
}

bool
page_team(const RouteCall *call, Response **ret_response, GError **error)
{
        g_autofree char *text = NULL;
        if (!team_store_page(call->db, call->who->staff->name, call->config->web_target_hours, &text, error))
                return false;
        if (text == NULL) {
                *ret_response = team_answer(TEAM_ROLE, call->who);
                return true;
        }
        json_t *team = json_loads(text, 0, NULL);
        team_label(json_object_get(team, "fields"));
        json_t *data = json_pack("{s:o?}", "team", team);
        *ret_response = page_render(200, "team", data, call->who);
        json_decref(data);
        return true;
}

bool
page_team_look(const RouteCall *call, Response **ret_response, GError **error)
{
        TeamAnswer answer = TEAM_GONE;
        if (!team_store_look(call->db, call->who->staff->name, request_form(call->request, "kind"),
                             request_id(request_form(call->request, "number")), request_form(call->request, "words"),
                             &answer, error))
                return false;
        *ret_response = answer == TEAM_DONE ? response_see_other("/team") : team_answer(answer, call->who);
        return true;
}

bool
page_team_replies(const RouteCall *call, Response **ret_response, GError **error)
{
        TeamAnswer answer = TEAM_GONE;
        const char *act = request_form(call->request, "act");
        const char *given = request_form(call->request, "message");
        const gint64 message_id = request_id(given);
        const bool all = given != NULL && g_str_equal(given, "all");
        const bool go = g_strcmp0(act, "release") == 0;
        if ((go || g_strcmp0(act, "drop") == 0) && (all || message_id > 0) &&
            !team_store_replies(call->db, call->who->staff->name, message_id, go, &answer, error))
                return false;
        g_autofree char *path = all ? g_strdup("/team") : g_strdup_printf("/messages/%" G_GINT64_FORMAT, message_id);
        *ret_response = answer == TEAM_DONE ? response_see_other(path) : team_answer(answer, call->who);
        return true;
}
