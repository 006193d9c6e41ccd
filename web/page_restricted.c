#include "web/page_restricted.h"

#include "db/restriction_store.h"
#include "web/page.h"

#include <string.h>

/* ------------------------------------------------------------------ in the place of an order */

/* The search by which the person came here: a part of the path, or of the form; NULL: by none. */
static const char *
restricted_search(const RouteCall *call)
{
        const char *search = call->name != NULL ? call->name : request_form(call->request, "search");
        return search == NULL || *search == '\0' || strspn(search, "0123456789abcdef") != strlen(search) ? NULL
                                                                                                         : search;
}

Response *
page_restricted_ask(const RouteCall *call, gint64 entry_id, const char *closed, const char *problem)
{
        json_t *data = json_pack("{s:I, s:s, s:s?, s:s?}", "entry_id", (json_int_t) entry_id, "closed", closed,
                                 "search", restricted_search(call), "problem", problem);
        Response *response = page_render(problem == NULL ? 403 : 400, "restricted", data, call->who);
        json_decref(data);
        return response;
}

/* Where the person goes on: to the order as found by the search, or as the team reaches it. New string. */
static char *
restricted_way(const RouteCall *call)
{
        const char *search = restricted_search(call);
        if (search != NULL)
                return g_strdup_printf("/search/%s/orders/%" G_GINT64_FORMAT, search, call->ids[0]);
        if (call->who->role == ROLE_ENQUIRER)
                return g_strdup("/search");
        return g_strdup_printf("/entries/%" G_GINT64_FORMAT "/answer", call->ids[0]);
}

bool
page_restricted_break(const RouteCall *call, Response **ret_response, GError **error)
{
        g_autofree char *answer = NULL;
        if (!restriction_store_break(call->db, call->who->staff->name, call->ids[0],
                                     request_form(call->request, "reason"), &answer, error))
                return false;
        if (g_strcmp0(answer, "words") == 0) {
                *ret_response = page_restricted_ask(call, call->ids[0], "restricted",
                                                    "Say why you need it, in at most 500 letters.");
        } else if (g_strcmp0(answer, "recused") == 0) {
                *ret_response = page_restricted_ask(call, call->ids[0], "recused", NULL);
        } else if (g_strcmp0(answer, "done") == 0) {
                g_autofree char *path = restricted_way(call);
                *ret_response = response_see_other(path);
        } else {
                *ret_response = page_message(404, "There is nothing to open",
                                             "The order is not restricted, or there is none.", call->who);
        }
        return true;
}

bool
page_restricted_known(const RouteCall *call, Response **ret_response, GError **error)
{
        g_autofree char *answer = NULL;
        if (!restriction_store_recuse(call->db, call->who->staff->name, call->ids[0], &answer, error))
                return false;
        *ret_response =
            g_strcmp0(answer, "done") == 0
                ? page_message(
                      200, "It is closed to you now",
                      "You gave it back because you know these people, with what else is held against the same person. "
                      "Somebody else takes it; only a supervisor can open it to you again.",
                      call->who)
                : page_message(404, "There is no such entry", "It may have been erased.", call->who);
        return true;
}

/* ------------------------------------------------------------------ what supervisors do */

static bool
restriction_show(const RouteCall *call, unsigned status, const char *problem, Response **ret_response, GError **error)
{
        g_autofree char *text = NULL;
        if (!restriction_store_form(call->db, call->who->staff->name, call->ids[0], &text, error))
                return false;
        if (text == NULL) {
                *ret_response = page_message(
                    404, "There is no such entry",
                    "It may have been erased, or it is closed to you: open it with a reason first.", call->who);
                return true;
        }
        json_t *data = json_pack("{s:o?, s:s?}", "form", json_loads(text, 0, NULL), "problem", problem);
        *ret_response = page_render(status, "restriction", data, call->who);
        json_decref(data);
        return true;
}

bool
page_restriction(const RouteCall *call, Response **ret_response, GError **error)
{
        return restriction_show(call, 200, NULL, ret_response, error);
}

static const char *
restriction_problem(const char *answer)
{
        static const PageProblem problems[] = {
                { "role", "Only a supervisor restricts an order." },
                { "gone", "There is no such order, or no restriction on it." },
                { "closed", "It is closed to you: open it with a reason first." },
                { "words", "Say why, in at most 500 letters. Name nobody there." },
                { "reader", "One of these accounts is not open, or its role reads no orders." },
                { "own", "That is for another supervisor." },
        };
        return page_problem(problems, G_N_ELEMENTS(problems), answer);
}

/* The names of the form, "reader-NAME". Of char*, which stay the form's; ends with NULL. */
static GPtrArray *
restriction_readers(const Request *request)
{
        GPtrArray *readers = g_ptr_array_new();
        GHashTableIter iter;
        gpointer name = NULL;
        g_hash_table_iter_init(&iter, request->form);
        while (g_hash_table_iter_next(&iter, &name, NULL))
                if (g_str_has_prefix(name, "reader-"))
                        g_ptr_array_add(readers, (char *) name + strlen("reader-"));
        g_ptr_array_add(readers, NULL);
        return readers;
}

/* The orders against the same person that are ticked, "beside-NUMBER": the same readers, for the same reason. One that is gone, or that
 * somebody restricted meanwhile, stays as it is. */
static bool
restriction_put_beside(const RouteCall *call, const char *const *readers, GError **error)
{
        GHashTableIter iter;
        gpointer name = NULL;
        g_hash_table_iter_init(&iter, call->request->form);
        while (g_hash_table_iter_next(&iter, &name, NULL)) {
                const gint64 entry_id =
                    g_str_has_prefix(name, "beside-") ? request_id((const char *) name + strlen("beside-")) : 0;
                g_autofree char *answer = NULL;
                if (entry_id > 0 && !restriction_store_put(call->db, call->who->staff->name, entry_id, readers,
                                                           request_form(call->request, "reason"), &answer, error))
                        return false;
        }
        return true;
}

bool
page_restriction_send(const RouteCall *call, Response **ret_response, GError **error)
{
        g_autoptr(GPtrArray) readers = restriction_readers(call->request);
        const bool lifted = g_strcmp0(request_form(call->request, "action"), "lift") == 0;
        g_autofree char *answer = NULL;
        if (!restriction_store_put(call->db, call->who->staff->name, call->ids[0],
                                   lifted ? NULL : (const char *const *) readers->pdata,
                                   request_form(call->request, "reason"), &answer, error))
                return false;
        const char *problem = restriction_problem(answer);
        if (problem != NULL)
                return restriction_show(call, 400, problem, ret_response, error);
        if (!lifted && !restriction_put_beside(call, (const char *const *) readers->pdata, error))
                return false;
        *ret_response = response_see_other("/restricted");
        return true;
}

static bool
restricted_list(const RouteCall *call, unsigned status, const char *problem, Response **ret_response, GError **error)
{
        g_autofree char *text = NULL;
        if (!restriction_store_list(call->db, call->who->staff->name, &text, error))
                return false;
        json_t *data =
            json_pack("{s:o?, s:s?}", "list", text == NULL ? NULL : json_loads(text, 0, NULL), "problem", problem);
        *ret_response = page_render(status, "restricted_list", data, call->who);
        json_decref(data);
        return true;
}

bool
page_restricted_list(const RouteCall *call, Response **ret_response, GError **error)
{
        return restricted_list(call, 200, NULL, ret_response, error);
}

bool
page_restricted_settle(const RouteCall *call, Response **ret_response, GError **error)
{
        const Request *request = call->request;
        g_autofree char *answer = NULL;
        if (!restriction_store_settle(call->db, call->who->staff->name, request_id(request_form(request, "notice")),
                                      request_id(request_form(request, "entry")), request_form(request, "person"),
                                      &answer, error))
                return false;
        const char *problem = restriction_problem(answer);
        if (problem != NULL)
                return restricted_list(call, 409, problem, ret_response, error);
        *ret_response = response_see_other("/restricted");
        return true;
}
