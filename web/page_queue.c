/* The queue: everything that waits for a person, most pressing first; who takes what. */
#include "db/queue_store.h"
#include "web/page.h"
#include "web/page_answer.h"
#include "web/queue_row.h"
#include "web/route.h"

enum { QUEUE_ROWS = 50 };

static const char *
queue_tab(const RouteCall *call)
{
        const char *tab = request_query(call->request, "tab");
        return tab == NULL ? "all" : tab;
}

static QueuePage
queue_wanted(const RouteCall *call)
{
        return (QueuePage){ queue_tab(call), QUEUE_ROWS, call->config->web_target_hours };
}

bool
page_queue_admit(const RouteCall *call, const StaffAsk *ask, Staff **ret_staff, GError **error)
{
        const QueuePage wanted = queue_wanted(call);
        return queue_store_admit(call->db, ask, &wanted, ret_staff, error);
}

bool
page_queue(const RouteCall *call, Response **ret_response, GError **error)
{
        const QueuePage wanted = queue_wanted(call);
        g_autoptr(QueueList) list = queue_store_page(call->db, call->who->staff->name, &wanted, error);
        if (list == NULL)
                return false;
        json_t *queue = json_loads(list->head, 0, NULL), *rows = json_loads(list->rows, 0, NULL);
        g_auto(PageParts) parts = { .part = { { "rows", queue_rows_html(rows, call->who->staff->role) } } };
        json_object_set_new(queue, "shown", json_integer((json_int_t) json_array_size(rows)));
        json_object_set_new(queue, "most", json_integer(QUEUE_ROWS));
        json_t *data = json_pack("{s:o}", "queue", queue);
        *ret_response = page_render_parts(200, "queue", data, &parts, call->who);
        json_decref(data);
        json_decref(rows);
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
