/* Everything that is held about a person, for an access request. What is typed stands under an address that tells nothing of it, as a search does. */
#include "config/passphrase.h"
#include "db/held_store.h"
#include "db/search_store.h"
#include "web/page.h"
#include "web/page_search.h"

#include <string.h>

enum { HELD_REASON = 200 };

static char *
held_typed(const RouteCall *call, const char *name)
{
        const char *typed = request_form(call->request, name);
        return g_strstrip(g_strdup(typed == NULL ? "" : typed));
}

static Response *
held_form(const RouteCall *call, unsigned status, const char *problem)
{
        g_autofree char *q = held_typed(call, "q"), *reason = held_typed(call, "reason");
        json_t *data = json_pack("{s:s, s:s, s:s?}", "q", q, "reason", reason, "problem", problem);
        Response *response = page_render(status, "held", data, call->who);
        json_decref(data);
        return response;
}

bool
page_held(const RouteCall *call, Response **ret_response, GError **error)
{
        *ret_response = held_form(call, 200, NULL);
        return true;
}

bool
page_held_send(const RouteCall *call, Response **ret_response, GError **error)
{
        g_autofree char *q = held_typed(call, "q"), *reason = held_typed(call, "reason");
        g_autofree char *problem = search_store_problem(q);
        if (problem == NULL && (*reason == '\0' || g_utf8_strlen(reason, -1) > HELD_REASON))
                problem = g_strdup("Say why you ask: the reference of the request");
        if (problem != NULL) {
                *ret_response = held_form(call, 400, problem);
                return true;
        }
        g_autofree char *address = passphrase_random();
        if (!search_store_keep(call->db, call->who->staff->name, address, q, reason, error))
                return false;
        g_autofree char *path = g_strdup_printf("/held/%s", address);
        *ret_response = response_see_other(path);
        return true;
}

/* What stands under the call's address: new strings. *ret_ask.typed NULL: it is over, and *ret_response says so. */
static bool
held_kept(const RouteCall *call, char **ret_typed, char **ret_reason, HeldAsk *ret_ask, Response **ret_response,
          GError **error)
{
        if (!page_search_kept(call, ret_typed, ret_reason, ret_response, error))
                return false;
        *ret_ask = (HeldAsk){ call->who->staff->name, *ret_typed, *ret_reason };
        return true;
}

static bool
held_show(const RouteCall *call, const HeldAsk *ask, unsigned status, const char *problem, Response **ret_response,
          GError **error)
{
        g_autofree char *text = NULL;
        if (!held_store_find(call->db, ask, &text, error))
                return false;
        if (text == NULL) {
                *ret_response = page_message(403, "This page is not for your role",
                                             "What is held about a person is put together by a supervisor.", call->who);
                return true;
        }
        json_t *data = json_pack("{s:s, s:s?, s:s, s:s?, s:o?}", "q", ask->typed, "reason", ask->reason, "address",
                                 call->name, "problem", problem, "held", json_loads(text, 0, NULL));
        *ret_response = page_render(status, "held_found", data, call->who);
        json_decref(data);
        return true;
}

bool
page_held_found(const RouteCall *call, Response **ret_response, GError **error)
{
        g_autofree char *typed = NULL, *reason = NULL;
        HeldAsk ask;
        if (!held_kept(call, &typed, &reason, &ask, ret_response, error))
                return false;
        return typed == NULL || held_show(call, &ask, 200, NULL, ret_response, error);
}

/* Numbers of the boxes that are ticked: "e12", "m5". Of gint64*. */
static GHashTable *
held_boxes(const Request *request, char kind)
{
        GHashTable *numbers = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
        GHashTableIter iter;
        gpointer key = NULL;
        g_hash_table_iter_init(&iter, request->form);
        while (g_hash_table_iter_next(&iter, &key, NULL)) {
                const char *name = key;
                const gint64 number = name[0] == kind ? request_id(name + 1) : 0;
                if (number > 0) {
                        gint64 *one = g_new(gint64, 1);
                        *one = number;
                        (void) g_hash_table_add(numbers, one);
                }
        }
        return numbers;
}

static Response *
held_file(char *text)
{
        json_t *told = json_loads(text, 0, NULL);
        g_autofree char *name = g_strdup_printf("attachment; filename=\"CCOT-held-%" JSON_INTEGER_FORMAT ".json\"",
                                                json_integer_value(json_object_get(told, "number")));
        json_decref(told);
        Response *response = response_new(200, "application/json", g_bytes_new_take(text, strlen(text)));
        response_header(response, "Content-Disposition", name);
        return response;
}

bool
page_held_take(const RouteCall *call, Response **ret_response, GError **error)
{
        g_autofree char *typed = NULL, *reason = NULL, *text = NULL, *receiver = held_typed(call, "recipient");
        HeldAsk ask;
        if (!held_kept(call, &typed, &reason, &ask, ret_response, error))
                return false;
        if (typed == NULL)
                return true;
        g_autoptr(GHashTable) entries = held_boxes(call->request, 'e');
        g_autoptr(GHashTable) mails = held_boxes(call->request, 'm');
        if (*receiver == '\0' || g_hash_table_size(entries) + g_hash_table_size(mails) == 0)
                return held_show(call, &ask, 400, "Say who gets it, and tick what is about that person.", ret_response,
                                 error);
        if (!held_store_take(call->db, &ask, receiver, entries, mails, &text, error))
                return false;
        *ret_response = text == NULL
                            ? page_message(403, "Nothing was handed out", "It is not for your role.", call->who)
                            : held_file(g_steal_pointer(&text));
        return true;
}

bool
page_held_mail(const RouteCall *call, Response **ret_response, GError **error)
{
        g_autofree char *typed = NULL, *reason = NULL;
        HeldAsk ask;
        if (!held_kept(call, &typed, &reason, &ask, ret_response, error))
                return false;
        if (typed == NULL)
                return true;
        GBytes *octets = NULL;
        if (!held_store_mail(call->db, &ask, call->ids[0], &octets, error))
                return false;
        if (octets == NULL) {
                *ret_response = page_message(404, "There is no such mail", "Or its octets are not held.", call->who);
                return true;
        }
        *ret_response = response_new(200, "application/octet-stream", octets);
        g_autofree char *name = g_strdup_printf("attachment; filename=\"CCOT-%" G_GINT64_FORMAT ".eml\"", call->ids[0]);
        response_header(*ret_response, "Content-Disposition", name);
        response_header(*ret_response, "Content-Security-Policy", "sandbox");
        return true;
}
