/* Verified, not yet entered: an order is done when the force's systems carry it, and open again when what was keyed has changed. */
#include "db/entered_store.h"
#include "web/page.h"
#include "web/route.h"

enum { ENTERED_ROWS = 100 };

static bool
entered_show(const RouteCall *call, unsigned status, const char *problem, Response **ret_response, GError **error)
{
        g_autofree char *text = NULL;
        if (!entered_store_list(call->db, call->who->staff->name, ENTERED_ROWS, &text, error))
                return false;
        json_t *data =
            json_pack("{s:o?, s:s?}", "list", text == NULL ? NULL : json_loads(text, 0, NULL), "problem", problem);
        *ret_response = page_render(status, "entered", data, call->who);
        json_decref(data);
        return true;
}

bool
page_entered(const RouteCall *call, Response **ret_response, GError **error)
{
        return entered_show(call, 200, NULL, ret_response, error);
}

static const char *
entered_problem(const char *answer)
{
        static const PageProblem problems[] = {
                { "gone", "It is not a verified order any more." },
                { "stale", "It has changed since this page was shown: look at what it says now, then note it." },
                { "reference", "Choose the system, and write the reference that it has there." },
                { "role", "Your account may not note this." },
        };
        return page_problem(problems, G_N_ELEMENTS(problems), answer);
}

bool
page_entered_send(const RouteCall *call, Response **ret_response, GError **error)
{
        const Entered entered = { .person = call->who->staff->name,
                                  .entry_id = call->ids[0],
                                  .system = request_form(call->request, "system"),
                                  .reference = request_form(call->request, "reference"),
                                  .seen = request_form(call->request, "seen") };
        g_autofree char *answer = NULL;
        if (!entered_store_put(call->db, &entered, &answer, error))
                return false;
        const char *problem = entered_problem(answer);
        if (problem != NULL)
                return entered_show(call, 409, problem, ret_response, error);
        *ret_response = response_see_other("/entered");
        return true;
}
