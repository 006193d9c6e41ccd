/* One mail: what came, its alerts, and the outcomes that a person gives it and its papers. What was written is answered with
 * 303; what was not, with the mail as it is now and the words that were sent. */
#include "db/queue_store.h"
#include "db/typed_store.h"
#include "register/sender.h"
#include "register/vocabulary.h"
#include "web/entry_text.h"
#include "web/page.h"
#include "web/page_answer.h"
#include "web/page_restricted.h"
#include "web/route.h"
#include "web/viewer.h"

#include <string.h>

G_DEFINE_AUTOPTR_CLEANUP_FUNC(json_t, json_decref)

/* ------------------------------------------------------------------ the page */

/* The words of a vocabulary, for a choice on the page. */
static json_t *
mail_words(Vocabulary list)
{
        json_t *words = json_array();
        for (unsigned value = 0; value < vocabulary_size(list); value++)
                json_array_append_new(words, json_string(vocabulary_word(list, value)));
        return words;
}

/* What a form held, so that typed work is not lost. */
static char *
mail_sent(const Request *request)
{
        static const char *const names[] = { "words", "incident", "to", "receipt", "entry" };
        GString *sent = g_string_new(NULL);
        for (unsigned i = 0; i < G_N_ELEMENTS(names); i++) {
                const char *text = request_form(request, names[i]);
                if (text != NULL && *text != '\0')
                        g_string_append_printf(sent, "%s%s", sent->len > 0 ? " · " : "", text);
        }
        return g_string_free(sent, FALSE);
}

/* Puts a text on the page where it is asked for ("view=text"): a paper's ("paper=NUMBER"), else the mail's own. */
static bool
mail_add_text(const RouteCall *call, gint64 message_id, json_t *data, GError **error)
{
        if (g_strcmp0(request_query(call->request, "view"), "text") != 0)
                return true;
        const gint64 paper = request_id(request_query(call->request, "paper"));
        g_autoptr(DocumentSource) source = NULL;
        g_autofree char *text = NULL;
        if (paper > 0 &&
            !document_store_open(call->db, call->who->staff->name, paper, DOCUMENT_CONSULT, "text", &source, error))
                return false;
        if (paper > 0 && (source == NULL || source->shut || source->message_id != message_id))
                return true;
        const ViewerPaper shown = { .document_id = paper, .source = source };
        if (!(paper > 0 ? viewer_text(call->db, &shown, &text, error)
                        : viewer_mail_text(call->db, message_id, &text, error)))
                return false;
        g_autofree char *words = entry_text_page(text, 0);
        json_object_set_new(data, "text",
                            json_pack("{s:s, s:I}", "words", g_strstrip(words), "paper", (json_int_t) paper));
        return true;
}

/* words NULL: nothing was refused. */
static bool
mail_show(const RouteCall *call, gint64 message_id, const PageAnswer *words, Response **ret_response, GError **error)
{
        g_autofree char *text = NULL;
        if (!queue_store_mail(call->db, call->who->staff->name, message_id, &text, error))
                return false;
        if (text == NULL) {
                *ret_response =
                    page_message(404, "There is no such mail", "Check the address, or begin at the queue.", call->who);
                return true;
        }
        g_autoptr(json_t) mail = json_loads(text, 0, NULL);
        const char *closed = json_string_value(json_object_get(mail, "closed"));
        if (closed != NULL) {
                *ret_response =
                    page_restricted_ask(call, json_integer_value(json_object_get(mail, "entry_id")), closed, NULL);
                return true;
        }
        const SenderKind kind = sender_kind(json_string_value(json_object_get(mail, "from_address")));
        json_object_set_new(mail, "sender", json_string(sender_kind_label(kind)));
        json_object_set_new(mail, "private", json_boolean(kind == SENDER_PRIVATE));
        g_autoptr(json_t) data =
            json_pack("{s:O, s:o, s:o, s:o, s:o, s:o}", "mail", mail, "alert_outcomes",
                      mail_words(VOCABULARY_ALERT_OUTCOME), "mail_outcomes", mail_words(VOCABULARY_MAIL_OUTCOME),
                      "paper_outcomes", mail_words(VOCABULARY_PAPER_OUTCOME), "order_types",
                      mail_words(VOCABULARY_ORDER_TYPE), "actions", mail_words(VOCABULARY_ACTION));
        if (words != NULL) {
                g_autofree char *sent = mail_sent(call->request);
                json_object_set_new(
                    data, "notice",
                    json_pack("{s:s, s:s, s:s}", "heading", words->heading, "text", words->text, "sent", sent));
        }
        if (!mail_add_text(call, message_id, data, error))
                return false;
        *ret_response = page_render(words == NULL ? 200 : words->status, "mail", data, call->who);
        return true;
}

bool
page_mail(const RouteCall *call, Response **ret_response, GError **error)
{
        return mail_show(call, call->ids[0], NULL, ret_response, error);
}

/* Back to the page that the form stood on; where the rules said no, that page with the reason. */
static bool
mail_after(const RouteCall *call, QueueAnswer answer, gint64 message_id, Response **ret_response, GError **error)
{
        if (answer != QUEUE_DONE)
                return message_id > 0 ? mail_show(call, message_id, page_answer_words(answer), ret_response, error)
                                      : (*ret_response = page_answer(answer, call->who)) != NULL;
        bool kept = false;
        if (message_id > 0 && !typed_store_keep_mail(call->db, call->who->staff->name, message_id, "", &kept, error))
                return false;
        g_autofree char *path = g_strdup_printf("/messages/%" G_GINT64_FORMAT, message_id);
        *ret_response = response_see_other(message_id > 0 ? path : "/queue");
        return true;
}

/* The numbers of the ticked boxes, which are named "paper-NUMBER" or "alert-NUMBER". */
static GArray *
mail_ticked(const Request *request, const char *prefix)
{
        GArray *ticked = g_array_new(FALSE, FALSE, sizeof(gint64));
        GHashTableIter iter;
        gpointer name = NULL;
        g_hash_table_iter_init(&iter, request->form);
        while (g_hash_table_iter_next(&iter, &name, NULL)) {
                const gint64 paper = g_str_has_prefix(name, prefix) ? request_id((char *) name + strlen(prefix)) : 0;
                if (paper > 0)
                        g_array_append_val(ticked, paper);
        }
        return ticked;
}

static bool
alert_close(const RouteCall *call, gint64 alert_id, QueueAnswer *ret_answer, GError **error)
{
        const Request *request = call->request;
        return queue_store_close_alert(call->db, call->who->staff->name, alert_id, request_form(request, "outcome"),
                                       request_form(request, "incident"), request_form(request, "words"), ret_answer,
                                       error);
}

/* The ticked others of its mail end in the same way; one that somebody else has closed meanwhile stays as that person closed it. */
bool
page_alert_close(const RouteCall *call, Response **ret_response, GError **error)
{
        QueueAnswer answer = QUEUE_DONE, other = QUEUE_DONE;
        if (!alert_close(call, call->ids[0], &answer, error))
                return false;
        g_autoptr(GArray) ticked = mail_ticked(call->request, "alert-");
        for (guint i = 0; answer == QUEUE_DONE && i < ticked->len; i++)
                if (!alert_close(call, g_array_index(ticked, gint64, i), &other, error))
                        return false;
        return mail_after(call, answer, request_id(request_form(call->request, "message")), ret_response, error);
}

/* ------------------------------------------------------------------ what a form of the page decides */

typedef struct {
        const RouteCall *call;
        QueueMail mail;
        QueueOutcome outcome;
        QueueAnswer answer;
        gint64 entry_id; /* made by hand: the page to go to; else 0 */
} MailDecide;

static bool
mail_decide_papers(MailDecide *decide, GError **error)
{
        g_autoptr(GArray) papers = mail_ticked(decide->call->request, "paper-");
        return queue_store_close_papers(decide->call->db, &decide->mail, papers, &decide->outcome, &decide->answer,
                                        error);
}

static bool
mail_decide_alert_open(MailDecide *decide, GError **error)
{
        return queue_store_open_alert(decide->call->db, &decide->mail,
                                      request_id(request_form(decide->call->request, "alert")), &decide->answer, error);
}

static bool
mail_decide_paper_open(MailDecide *decide, GError **error)
{
        return queue_store_open_paper(decide->call->db, &decide->mail,
                                      request_id(request_form(decide->call->request, "paper")), &decide->answer, error);
}

static bool
mail_decide_by_hand(MailDecide *decide, GError **error)
{
        const Request *request = decide->call->request;
        return queue_store_by_hand(decide->call->db, &decide->mail, request_id(request_form(request, "paper")),
                                   request_form(request, "order_type"), request_form(request, "action"),
                                   &decide->entry_id, &decide->answer, error);
}

static bool
mail_decide_outcome(MailDecide *decide, GError **error)
{
        return queue_store_close_mail(decide->call->db, &decide->mail, &decide->outcome, &decide->answer, error);
}

static bool
mail_decide_open(MailDecide *decide, GError **error)
{
        return queue_store_open_mail(decide->call->db, &decide->mail, &decide->answer, error);
}

static bool
mail_decide_again(MailDecide *decide, GError **error)
{
        const char *password = request_form(decide->call->request, "password");
        if (password != NULL && *password != '\0')
                return queue_store_give_password(decide->call->db, &decide->mail, password, &decide->answer, error);
        return queue_store_read_again(decide->call->db, &decide->mail, &decide->answer, error);
}

bool
page_mail_decide(const RouteCall *call, Response **ret_response, GError **error)
{
        static const struct {
                const char *name;
                bool (*decide)(MailDecide *decide, GError **error);
        } list[] = { { "papers", mail_decide_papers },
                     { "paper-open", mail_decide_paper_open },
                     { "alert-open", mail_decide_alert_open },
                     { "by-hand", mail_decide_by_hand },
                     { "outcome", mail_decide_outcome },
                     { "open", mail_decide_open },
                     { "again", mail_decide_again } };
        const Request *request = call->request;
        MailDecide decide = { .call = call,
                              .mail = { call->who->staff->name, call->ids[0],
                                        request_id(request_form(request, "row_version")) },
                              .outcome = { request_form(request, "outcome"), request_form(request, "words"),
                                           request_id(request_form(request, "entry")), request_form(request, "to"),
                                           request_form(request, "receipt") } };
        for (unsigned i = 0; i < G_N_ELEMENTS(list); i++) {
                if (!g_str_equal(call->name, list[i].name))
                        continue;
                if (!list[i].decide(&decide, error))
                        return false;
                if (decide.entry_id == 0)
                        return mail_after(call, decide.answer, call->ids[0], ret_response, error);
                g_autofree char *path = g_strdup_printf("/entries/%" G_GINT64_FORMAT, decide.entry_id);
                *ret_response = response_see_other(path);
                return true;
        }
        *ret_response = page_message(404, "There is no such page", "Go back and use the buttons.", call->who);
        return true;
}
