/* The answer about one order: the screen of a control room, and its two prints. An order is reached from a search, whose reason stands
 * in the audit with each view; the team reaches it from its entry too. */
#include "config/config.h"
#include "db/answer_store.h"
#include "register/reference.h"
#include "web/entry_words.h"
#include "web/page.h"
#include "web/page_document.h"
#include "web/page_restricted.h"
#include "web/page_search.h"

#include <string.h>

enum { ORDER_YEAR = 4 };

/* What a page of an order stands under: "/search/ADDRESS/orders/12", "/entries/12/answer". New string. */
static char *
order_base(const RouteCall *call)
{
        return call->name == NULL ? g_strdup_printf("/entries/%" G_GINT64_FORMAT "/answer", call->ids[0])
                                  : g_strdup_printf("/search/%s/orders/%" G_GINT64_FORMAT, call->name, call->ids[0]);
}

/* The force's words for the keys that the answer names. */
static void
order_put_powers(const Config *config, json_t *answer)
{
        json_t *words = json_array();
        size_t i = 0;
        const json_t *key = NULL;
        json_array_foreach(json_object_get(answer, "powers"), i, key)
            json_array_append_new(words, json_string(config_power(config, json_string_value(key))));
        json_object_set_new(answer, "power_words", words);
}

static void
order_put_reference(json_t *answer)
{
        const char *received = json_string_value(json_object_get(answer, "received_at"));
        if (received == NULL || strlen(received) < ORDER_YEAR)
                return;
        g_autofree char *year = g_strndup(received, ORDER_YEAR);
        const Reference reference = { (unsigned) g_ascii_strtoull(year, NULL, 10),
                                      json_integer_value(json_object_get(answer, "message_id")) };
        g_autofree char *print = reference_print(reference);
        json_object_set_new(answer, "reference", json_string(print));
}

/* What stands in the page's address as a day or a time of day, as people write it; what is none goes on as it is, and is refused. New
 * string, or NULL. */
static char *
order_moment(const RouteCall *call, const char *name, Field field)
{
        const char *typed = request_query(call->request, name);
        if (typed == NULL || *typed == '\0')
                return NULL;
        char *value = entry_words_value(field, typed);
        return value == NULL ? g_strdup(typed) : value;
}

static bool
order_answer(const RouteCall *call, const char *reason, const char *receiver, json_t **ret_answer, GError **error)
{
        g_autofree char *on = order_moment(call, "on", FIELD_MADE_ON), *at = order_moment(call, "at", FIELD_EXPIRES_AT);
        const AnswerAsk ask = { .person = call->who->staff->name,
                                .reason = reason,
                                .receiver = receiver,
                                .entry_id = call->ids[0],
                                .on = on,
                                .at = at };
        g_autofree char *text = NULL;
        if (!answer_store_run(call->db, &ask, &text, error))
                return false;
        *ret_answer = text == NULL ? NULL : json_loads(text, 0, NULL);
        return true;
}

static Response *
order_render(const RouteCall *call, json_t *answer, const char *print, const char *reason)
{
        order_put_powers(call->config, answer);
        order_put_reference(answer);
        g_autofree char *base = order_base(call);
        const char *on = request_query(call->request, "on"), *at = request_query(call->request, "at");
        const bool refused =
            json_object_get(answer, "problem") != NULL && !json_is_null(json_object_get(answer, "problem"));
        json_t *data = json_pack("{s:s, s:s?, s:s?, s:s?, s:s?, s:s?, s:O}", "base", base, "search", call->name, "on",
                                 on, "time", at, "print", print, "reason", reason, "answer", answer);
        Response *response =
            page_render(refused ? 400 : 200, print == NULL || refused ? "answer" : "answer_print", data, call->who);
        json_decref(data);
        return response;
}

/* print: NULL for the screen, "officers" or "share". */
static bool
order_page(const RouteCall *call, const char *print, Response **ret_response, GError **error)
{
        g_autofree char *typed = NULL, *reason = NULL;
        if (call->name != NULL &&
            (!page_search_kept(call, &typed, &reason, ret_response, error) || *ret_response != NULL))
                return *ret_response != NULL;
        const char *receiver = print == NULL                    ? NULL
                               : g_str_equal(print, "officers") ? "print for officers"
                                                                : "print to share";
        json_t *answer = NULL;
        if (!order_answer(call, reason, receiver, &answer, error))
                return false;
        const char *closed = json_string_value(json_object_get(answer, "closed"));
        if (closed != NULL)
                *ret_response = page_restricted_ask(call, call->ids[0], closed, NULL);
        else
                *ret_response = answer == NULL
                                    ? page_message(404, "There is no such entry", "It may have been erased.", call->who)
                                    : order_render(call, answer, print, reason);
        json_decref(answer);
        return true;
}

bool
page_order(const RouteCall *call, Response **ret_response, GError **error)
{
        return order_page(call, NULL, ret_response, error);
}

bool
page_order_officers(const RouteCall *call, Response **ret_response, GError **error)
{
        return order_page(call, "officers", ret_response, error);
}

bool
page_order_share(const RouteCall *call, Response **ret_response, GError **error)
{
        return order_page(call, "share", ret_response, error);
}

/* A paper, for who came by a search: what is shut stays so. */
static bool
order_paper(const RouteCall *call,
            bool (*show)(const RouteCall *call, const char *why, Response **ret_response, GError **error),
            Response **ret_response, GError **error)
{
        g_autofree char *typed = NULL, *reason = NULL;
        if (!page_search_kept(call, &typed, &reason, ret_response, error) || *ret_response != NULL)
                return *ret_response != NULL;
        return show(call, reason, ret_response, error);
}

bool
page_order_image(const RouteCall *call, Response **ret_response, GError **error)
{
        return order_paper(call, page_document_reasoned, ret_response, error);
}

bool
page_order_text(const RouteCall *call, Response **ret_response, GError **error)
{
        return order_paper(call, page_document_text_reasoned, ret_response, error);
}
