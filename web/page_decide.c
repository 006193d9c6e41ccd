/* The forms of an entry's page. What was written is answered with 303; what was not, with the entry as it is now beside what was
 * sent, which is kept for whoever typed it. */
#include "base/error.h"
#include "db/queue_store.h"
#include "db/typed_store.h"
#include "web/entry_decide.h"
#include "web/entry_screen.h"
#include "web/entry_typed.h"
#include "web/page.h"

#include <string.h>

G_DEFINE_AUTOPTR_CLEANUP_FUNC(json_t, json_decref)

/* ------------------------------------------------------------------ the answer */

static const char *
decide_why(const EntryDecide *decide)
{
        static const struct {
                const char *why, *words;
        } list[] = {
                { "state", "It was decided already, or is not in a state in which that can be decided." },
                { "draft", "A draft cannot be verified. If you see the seal, say first that it is no draft." },
                { "held", "Somebody else has taken this entry. Ask them, or a supervisor." },
                { "reason", "A reason is needed." },
                { "not_living", "The other entry is neither waiting nor verified." },
                { "itself", "An entry is no copy of itself." },
                { "open", "Take or refuse each difference first." },
                { "differs", "Only copies that bring nothing go together." },
                { "late", "Your 15 minutes are over. A supervisor can take it back." },
                { "supervisor", "Only a supervisor may do that." },
                { "call_back", "Record the call to the court first." },
                { "same_person", "It takes a second person: you decided the first step." },
                { "needless", "It holds without a second person." },
                { "early", "The order was made after that service: it cannot be about this order." },
                { "chase", "Remind them within three months: until that day nobody is given this to work on." },
                { "hold", "It is under legal hold." },
                { "role", "Your account decides nothing." },
        };
        if (decide->problem != NULL)
                return decide->problem;
        if (decide->answer.result == DECISION_STALE)
                return "Somebody changed this entry since you opened it. Below it stands as it is now. What you sent "
                       "was not "
                       "written; look again, and send it anew if it still holds.";
        for (unsigned i = 0; i < G_N_ELEMENTS(list); i++)
                if (g_str_equal(decide->answer.why, list[i].why))
                        return list[i].words;
        return "There is no such decision.";
}

/* What the form held, so that typed work is not lost. */
static char *
decide_sent(const EntryDecide *decide)
{
        static const char *const names[] = { "value", "from", "text", "whom", "code" };
        const Field field = field_from_name(entry_decide_form(decide, "field"));
        GString *sent = g_string_new(field == FIELD_COUNT ? "" : field_label(field));
        for (unsigned i = 0; i < G_N_ELEMENTS(names); i++)
                if (*entry_decide_form(decide, names[i]) != '\0')
                        g_string_append_printf(sent, "%s%s", sent->len > 0 ? ": " : "",
                                               entry_decide_form(decide, names[i]));
        return g_string_free(sent, FALSE);
}

static bool
decide_show(const EntryDecide *decide, Response **ret_response, GError **error)
{
        g_autoptr(json_t) entry = NULL;
        if (!entry_screen_load(decide->call, decide->target.entry_id, &entry, ret_response, error))
                return false;
        if (entry == NULL)
                return true;
        const bool stale = decide->problem == NULL && decide->answer.result == DECISION_STALE;
        g_autofree char *sent = decide_sent(decide);
        g_autoptr(json_t) notice =
            json_pack("{s:s, s:s, s:s}", "heading", stale ? "This entry has changed" : "Nothing was written", "text",
                      decide_why(decide), "sent", sent);
        const unsigned status = decide->problem != NULL ? 400 : 409;
        if (!g_str_equal(decide->call->name, "verify"))
                return entry_screen_show(decide->call, status, entry, notice, ret_response, error);
        *ret_response = entry_screen_verify(decide->call, status, entry, notice);
        return true;
}

/* Where to go after it was written: back to the entry, and after the last step to what presses most, when that was asked for. */
static bool
decide_go(const EntryDecide *decide, Response **ret_response, GError **error)
{
        const char *name = decide->call->name;
        const bool last = g_str_equal(name, "verify") || g_str_equal(name, "reject") || g_str_equal(name, "duplicate");
        QueueKind kind = QUEUE_ENTRY;
        gint64 id = 0;
        if (last && g_str_equal(entry_decide_form(decide, "then"), "next") &&
            !queue_store_next(decide->call->db, decide->actor.person, decide->call->config->web_claim_minutes,
                              decide->call->config->web_target_hours, &kind, &id, error))
                return false;
        /* typed otherwise than read, which decides nothing: back to the two of them */
        if (g_str_equal(name, "attention") && decide->answer.decision_id == 0) {
                const char *field = field_name(field_from_name(entry_decide_form(decide, "field")));
                g_autofree char *both =
                    g_strdup_printf("/entries/%" G_GINT64_FORMAT "?field=%s#f-%s", decide->call->ids[0], field, field);
                *ret_response = response_see_other(both);
                return true;
        }
        g_autofree char *path =
            id > 0 ? g_strdup_printf("/%s/%" G_GINT64_FORMAT, kind == QUEUE_ENTRY ? "entries" : "messages", id)
                   : g_strdup_printf("/entries/%" G_GINT64_FORMAT "#%s", decide->call->ids[0], last ? "done" : "next");
        *ret_response = response_see_other(path);
        return true;
}

bool
page_entry_decide(const RouteCall *call, Response **ret_response, GError **error)
{
        EntryDecide decide = { .call = call,
                               .actor = { call->who->staff->name, call->who->role == ROLE_SUPERVISOR },
                               .target = { call->ids[0], request_id(request_form(call->request, "row_version")) } };
        bool known = false;
        if (g_str_equal(call->name, "typed"))
                return entry_typed_keep(call, request_form(call->request, "form"), ret_response, error);
        if (!entry_decide(&decide, &known, error))
                return false;
        if (!known) {
                *ret_response = page_message(404, "There is no such page", "Go back and use the buttons.", call->who);
                return true;
        }
        g_autofree char *form = entry_typed_form(call);
        const bool written = decide.problem == NULL && decide.answer.result == DECISION_DONE;
        if (form != NULL && !entry_typed_after(call, form, written, error))
                return false;
        return written ? decide_go(&decide, ret_response, error) : decide_show(&decide, ret_response, error);
}
