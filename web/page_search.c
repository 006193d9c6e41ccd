/* Finding an order: the form is posted and answered with an address that tells nothing of it, so that no name stands in an address,
 * a referrer or a proxy's log. Who asks from outside the team says why, each time. */
#include "web/page_search.h"

#include "config/passphrase.h"
#include "db/search_store.h"
#include "register/search_line.h"
#include "web/page.h"

#include <string.h>

static bool
search_needs_reason(const Access *who)
{
        return who->role == ROLE_ENQUIRER;
}

static const char *
search_typed(const RouteCall *call, const char *name)
{
        const char *typed = request_form(call->request, name);
        return typed == NULL ? "" : typed;
}

/* The form, with what was typed so far and what is wrong with it. */
static Response *
search_form(const RouteCall *call, unsigned status, const char *problem, const char *wrong)
{
        json_t *data = json_pack("{s:s, s:s, s:s?, s:s?, s:b}", "q", search_typed(call, "q"), "reason",
                                 search_typed(call, "reason"), "problem", problem, "wrong", wrong, "needs_reason",
                                 search_needs_reason(call->who));
        Response *response = page_render(status, "search", data, call->who);
        json_decref(data);
        return response;
}

bool
page_search(const RouteCall *call, Response **ret_response, GError **error)
{
        *ret_response = search_form(call, 200, NULL, NULL);
        return true;
}

bool
page_search_send(const RouteCall *call, Response **ret_response, GError **error)
{
        const char *q = search_typed(call, "q");
        g_autofree char *reason = g_strstrip(g_strdup(search_typed(call, "reason")));
        g_autofree char *problem = search_store_problem(q);
        if (problem != NULL) {
                *ret_response = search_form(call, 400, problem, "q");
                return true;
        }
        if (g_utf8_strlen(reason, -1) > LIMIT_SEARCH_CHARACTERS) {
                *ret_response =
                    search_form(call, 400, "The reason is too long: an incident number is enough", "reason");
                return true;
        }
        if (*reason == '\0' && search_needs_reason(call->who)) {
                *ret_response = search_form(call, 400, "Say why you ask: an incident number is enough", "reason");
                return true;
        }
        g_autofree char *address = passphrase_random();
        if (!search_store_keep(call->db, call->who->staff->name, address, q, *reason == '\0' ? NULL : reason, error))
                return false;
        g_autofree char *path = g_strdup_printf("/search/%s", address);
        *ret_response = response_see_other(path);
        return true;
}

bool
page_search_kept(const RouteCall *call, char **ret_typed, char **ret_reason, Response **ret_response, GError **error)
{
        if (!search_store_kept(call->db, call->who->staff->name, call->name, ret_typed, ret_reason, error))
                return false;
        if (*ret_typed == NULL)
                *ret_response =
                    page_message(404, "This search is over",
                                 "What was typed is kept for twelve hours, for you alone. Search again.", call->who);
        return true;
}

bool
page_search_found(const RouteCall *call, Response **ret_response, GError **error)
{
        g_autofree char *typed = NULL, *reason = NULL;
        if (!page_search_kept(call, &typed, &reason, ret_response, error) || typed == NULL)
                return *ret_response != NULL;
        const Search search = { call->who->staff->name, typed, reason, SEARCH_MOST };
        g_autofree char *text = search_store_run(call->db, &search, error);
        if (text == NULL)
                return false;
        json_t *data = json_pack("{s:s, s:s?, s:s, s:b, s:o?}", "q", typed, "reason", reason, "address", call->name,
                                 "needs_reason", search_needs_reason(call->who), "found", json_loads(text, 0, NULL));
        *ret_response = page_render(200, "search_found", data, call->who);
        json_decref(data);
        return true;
}
