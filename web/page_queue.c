/* The queue: everything that waits for a person, most pressing first; who takes what. */
#include "db/queue_store.h"
#include "register/sender.h"
#include "web/page.h"
#include "web/page_answer.h"
#include "web/route.h"

enum { QUEUE_ROWS = 50, QUEUE_FEW = 10 };

/* What a row of the list has for others, and the page says in words. Each node that a page is made of costs whatever is looked for beside it. */
static const char *const queue_unshown[] = { "from_address",
                                             "message_id",
                                             "id",
                                             "acts",
                                             "discharges",
                                             "differs",
                                             "power_of_arrest",
                                             "without_notice",
                                             "owed",
                                             "copy_of",
                                             "possibly_copy",
                                             "adds",
                                             "contradicts",
                                             "chase_on",
                                             "respondent",
                                             "protected_person",
                                             "expires_on" };

/* Who sends stands in a row as a kind; addresses stay out of lists. path: where the row leads to. */
static void
queue_finish_rows(json_t *rows)
{
        size_t i = 0;
        json_t *row = NULL;
        json_array_foreach(rows, i, row)
        {
                const SenderKind kind = sender_kind(json_string_value(json_object_get(row, "from_address")));
                json_object_set_new(row, "sender", json_string(sender_kind_label(kind)));
                const bool entry = json_is_integer(json_object_get(row, "entry_id"));
                const json_int_t id = json_integer_value(json_object_get(row, entry ? "entry_id" : "message_id"));
                json_object_set_new(row, "path",
                                    json_sprintf("/%s/%" JSON_INTEGER_FORMAT, entry ? "entries" : "messages", id));
                for (unsigned name = 0; name < G_N_ELEMENTS(queue_unshown); name++)
                        (void) json_object_del(row, queue_unshown[name]);
        }
}

/* Moves the lower rows out of the queue, for another processor, which begins a little later; NULL where they are few. New reference. */
static json_t *
queue_take_lower(json_t *queue)
{
        json_t *rows = json_object_get(queue, "rows");
        const size_t count = json_array_size(rows), above = count - 2 * count / 5;
        json_object_set_new(queue, "shown", json_integer((json_int_t) count));
        if (count < QUEUE_FEW)
                return NULL;
        json_t *more = json_array();
        for (size_t i = above; i < count; i++)
                json_array_append(more, json_array_get(rows, i));
        while (json_array_size(rows) > above)
                (void) json_array_remove(rows, above);
        json_object_set_new(queue, "more", json_true());
        return json_pack("{s:{s:i, s:o}}", "queue", "above", (int) above, "rows", more);
}

static const char *
queue_tab(const RouteCall *call)
{
        const char *tab = request_query(call->request, "tab");
        return tab == NULL ? "all" : tab;
}

bool
page_queue_admit(const RouteCall *call, const StaffAsk *ask, Staff **ret_staff, GError **error)
{
        return queue_store_admit(call->db, ask, queue_tab(call), QUEUE_ROWS, call->config->web_target_hours, ret_staff,
                                 error);
}

bool
page_queue(const RouteCall *call, Response **ret_response, GError **error)
{
        g_autofree char *text = queue_store_page(call->db, call->who->staff->name, queue_tab(call), QUEUE_ROWS,
                                                 call->config->web_target_hours, error);
        if (text == NULL)
                return false;
        json_t *data = json_pack("{s:o?}", "queue", json_loads(text, 0, NULL));
        json_t *queue = json_object_get(data, "queue");
        queue_finish_rows(json_object_get(queue, "rows"));
        PagePart more = { "queue_more", queue_take_lower(queue) };
        *ret_response = page_render_parts(200, "queue", data, &more, more.data == NULL ? 0 : 1, call->who);
        json_decref(more.data);
        json_decref(data);
        return true;
}

/* The head of the page alone, which the page's script asks for again and again. */
bool
page_strip(const RouteCall *call, Response **ret_response, GError **error)
{
        json_t *data = json_object();
        *ret_response = page_render(200, "strip", data, call->who);
        json_decref(data);
        return true;
}

static Response *
queue_go(QueueKind kind, gint64 id)
{
        g_autofree char *path =
            g_strdup_printf("/%s/%" G_GINT64_FORMAT, kind == QUEUE_ENTRY ? "entries" : "messages", id);
        return response_see_other(path);
}

bool
page_queue_next(const RouteCall *call, Response **ret_response, GError **error)
{
        QueueKind kind = QUEUE_ENTRY;
        gint64 id = 0;
        if (!queue_store_next(call->db, call->who->staff->name, call->config->web_claim_minutes,
                              call->config->web_target_hours, &kind, &id, error))
                return false;
        *ret_response =
            id > 0 ? queue_go(kind, id)
                   : page_message(200, "Nothing waits that is free",
                                  "Everything that waits is in somebody's hands. The queue says in whose.", call->who);
        return true;
}

static bool
queue_claim(const RouteCall *call, QueueKind kind, Response **ret_response, GError **error)
{
        QueueAnswer answer = QUEUE_DONE;
        if (!queue_store_claim(call->db, call->who->staff->name, kind, call->ids[0], call->config->web_claim_minutes,
                               &answer, error))
                return false;
        *ret_response = answer == QUEUE_DONE ? queue_go(kind, call->ids[0]) : page_answer(answer, call->who);
        return true;
}

static bool
queue_release(const RouteCall *call, QueueKind kind, Response **ret_response, GError **error)
{
        QueueAnswer answer = QUEUE_DONE;
        if (!queue_store_release(call->db, call->who->staff->name, kind, call->ids[0], &answer, error))
                return false;
        /* a claim that has ended meanwhile is as good as one let go */
        const bool gone = answer == QUEUE_DONE || answer == QUEUE_GONE;
        *ret_response = gone ? response_see_other("/queue") : page_answer(answer, call->who);
        return true;
}

bool
page_entry_claim(const RouteCall *call, Response **ret_response, GError **error)
{
        return queue_claim(call, QUEUE_ENTRY, ret_response, error);
}

bool
page_entry_release(const RouteCall *call, Response **ret_response, GError **error)
{
        return queue_release(call, QUEUE_ENTRY, ret_response, error);
}

bool
page_mail_claim(const RouteCall *call, Response **ret_response, GError **error)
{
        return queue_claim(call, QUEUE_MAIL, ret_response, error);
}

bool
page_mail_release(const RouteCall *call, Response **ret_response, GError **error)
{
        return queue_release(call, QUEUE_MAIL, ret_response, error);
}

/* Of somebody who is away. */
bool
page_queue_release_all(const RouteCall *call, Response **ret_response, GError **error)
{
        const char *holder = request_form(call->request, "holder");
        QueueAnswer answer = QUEUE_GONE;
        if (holder != NULL && !queue_store_release_all(call->db, call->who->staff->name, holder, &answer, error))
                return false;
        *ret_response = answer == QUEUE_ROLE ? page_answer(answer, call->who) : response_see_other("/queue");
        return true;
}
