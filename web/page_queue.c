/* The queue: everything that waits for a person, most pressing first; who takes what. */
#include "db/queue_store.h"
#include "register/sender.h"
#include "web/page.h"
#include "web/page_answer.h"
#include "web/route.h"

/* QUEUE_PIECE: rows that one processor makes at a stretch. */
enum { QUEUE_ROWS = 50, QUEUE_PIECE = 7 };

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

/* The data of the part with the rows of that piece. New reference. */
static json_t *
queue_read_piece(guint number, const char *text)
{
        json_t *rows = json_loads(text, 0, NULL);
        queue_finish_rows(rows);
        return json_pack("{s:{s:i, s:o?}}", "queue", "above", (int) number * QUEUE_PIECE, "rows", rows);
}

static const char *
queue_tab(const RouteCall *call)
{
        const char *tab = request_query(call->request, "tab");
        return tab == NULL ? "all" : tab;
}

static QueuePage
queue_wanted(const RouteCall *call)
{
        return (QueuePage){ queue_tab(call), QUEUE_ROWS, QUEUE_PIECE, call->config->web_target_hours };
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
        static const char *const names[] = { "rows-1", "rows-2", "rows-3", "rows-4",
                                             "rows-5", "rows-6", "rows-7", "rows-8" };
        G_STATIC_ASSERT(G_N_ELEMENTS(names) * QUEUE_PIECE >= QUEUE_ROWS);
        const QueuePage wanted = queue_wanted(call);
        g_autoptr(QueuePieces) list = queue_store_page(call->db, call->who->staff->name, &wanted, error);
        if (list == NULL)
                return false;
        PagePart parts[G_N_ELEMENTS(names)] = { 0 };
        guint count = 0;
        for (; count < G_N_ELEMENTS(names) && list->pieces[count] != NULL && !g_str_equal(list->pieces[count], "[]");
             count++)
                parts[count] = (PagePart){ names[count], "queue_rows", NULL, queue_read_piece, list->pieces[count] };
        PageStart *start = page_start(parts, count, call->who);
        json_t *queue = json_loads(list->head, 0, NULL), *pieces = json_array();
        for (guint i = 0; i < count; i++)
                json_array_append_new(pieces, json_string(names[i]));
        json_object_set_new(queue, "pieces", pieces);
        json_object_set_new(queue, "most", json_integer(QUEUE_ROWS));
        json_t *data = json_pack("{s:o}", "queue", queue);
        *ret_response = page_render_started(200, "queue", data, start, call->who);
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
