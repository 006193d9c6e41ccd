/* One mail: what came, its alerts, and the outcome that a person gives it. */
#include "db/queue_store.h"
#include "register/vocabulary.h"
#include "web/page.h"
#include "web/page_answer.h"
#include "web/route.h"

/* The words of a vocabulary, for a choice on the page. */
static json_t *
mail_words(Vocabulary list)
{
        json_t *words = json_array();
        for (unsigned value = 0; value < vocabulary_size(list); value++)
                json_array_append_new(words, json_string(vocabulary_word(list, value)));
        return words;
}

bool
page_mail(const RouteCall *call, Response **ret_response, GError **error)
{
        g_autofree char *text = NULL;
        if (!queue_store_mail(call->db, call->who->staff->name, call->ids[0], &text, error))
                return false;
        if (text == NULL) {
                *ret_response =
                    page_message(404, "There is no such mail", "Check the address, or begin at the queue.", call->who);
                return true;
        }
        json_t *data =
            json_pack("{s:o?, s:o, s:o}", "mail", json_loads(text, 0, NULL), "alert_outcomes",
                      mail_words(VOCABULARY_ALERT_OUTCOME), "mail_outcomes", mail_words(VOCABULARY_MAIL_OUTCOME));
        *ret_response = page_render(200, "mail", data, call->who);
        json_decref(data);
        return true;
}

/* Back to the page that the form stood on; where the rules said no, why. */
static Response *
mail_after(const RouteCall *call, QueueAnswer answer, gint64 message_id)
{
        if (answer != QUEUE_DONE)
                return page_answer(answer, call->who);
        if (message_id == 0)
                return response_see_other("/queue");
        g_autofree char *path = g_strdup_printf("/messages/%" G_GINT64_FORMAT, message_id);
        return response_see_other(path);
}

bool
page_alert_close(const RouteCall *call, Response **ret_response, GError **error)
{
        const Request *request = call->request;
        QueueAnswer answer = QUEUE_DONE;
        if (!queue_store_close_alert(call->db, call->who->staff->name, call->ids[0], request_form(request, "outcome"),
                                     request_form(request, "incident"), request_form(request, "words"), &answer, error))
                return false;
        const char *mail = request_form(request, "message");
        *ret_response = mail_after(call, answer, mail == NULL ? 0 : request_id(mail));
        return true;
}

bool
page_mail_close(const RouteCall *call, Response **ret_response, GError **error)
{
        QueueAnswer answer = QUEUE_DONE;
        if (!queue_store_close_mail(call->db, call->who->staff->name, call->ids[0],
                                    request_form(call->request, "outcome"), request_form(call->request, "words"),
                                    &answer, error))
                return false;
        *ret_response = mail_after(call, answer, 0);
        return true;
}

bool
page_mail_open(const RouteCall *call, Response **ret_response, GError **error)
{
        QueueAnswer answer = QUEUE_DONE;
        if (!queue_store_open_mail(call->db, call->who->staff->name, call->ids[0], &answer, error))
                return false;
        *ret_response = mail_after(call, answer, call->ids[0]);
        return true;
}
