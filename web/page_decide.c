/* What a form of an entry's page decides: one decision a request, through db/decision_store.h. What was written is answered with
 * 303; what was not, with the entry as it is now beside what was sent. */
#include "base/error.h"
#include "db/decision_store.h"
#include "web/entry_screen.h"
#include "web/entry_view.h"
#include "web/entry_words.h"
#include "web/page.h"
#include "web/route.h"

#include <string.h>

G_DEFINE_AUTOPTR_CLEANUP_FUNC(json_t, json_decref)

typedef struct {
        const RouteCall *call;
        DecisionActor actor;
        DecisionTarget target;
        DecisionAnswer answer;
        const char *problem; /* why nothing was asked of the register; NULL: it was */
} Decide;

static const char *
decide_form(const Decide *decide, const char *name)
{
        const char *text = request_form(decide->call->request, name);
        return text == NULL ? "" : text;
}

static bool
decide_problem(Decide *decide, const char *problem)
{
        decide->problem = problem;
        return true;
}

/* ------------------------------------------------------------------ the decisions */

static bool
decide_confirm(Decide *decide, GError **error)
{
        const Field field = field_from_name(decide_form(decide, "field"));
        if (field == FIELD_COUNT)
                return decide_problem(decide, "There is no such field.");
        return decision_store_confirm(decide->call->db, &decide->actor, decide->target, field, &decide->answer, error);
}

/* "The paper does not state it": the value that was read, if any, was a misreading. */
static bool
decide_absent(Decide *decide, GError **error)
{
        const Correction correction = { .field = field_from_name(decide_form(decide, "field")) };
        if (correction.field == FIELD_COUNT)
                return decide_problem(decide, "There is no such field.");
        return decision_store_correct(decide->call->db, &decide->actor, decide->target, &correction, &decide->answer,
                                      error);
}

static bool
decide_correct(Decide *decide, GError **error)
{
        const char *source = decide_form(decide, "source"), *from = decide_form(decide, "from");
        Correction correction = { .field = field_from_name(decide_form(decide, "field")) };
        if (correction.field == FIELD_COUNT)
                return decide_problem(decide, "There is no such field.");
        if (g_str_equal(source, "misread"))
                correction.source = CORRECTION_MISREAD;
        else if (g_str_equal(source, "paper"))
                correction.source = CORRECTION_PAPER;
        else if (g_str_equal(source, "elsewhere"))
                correction.source = CORRECTION_ELSEWHERE;
        else
                return decide_problem(decide, "Say where the value comes from.");
        if (correction.source == CORRECTION_ELSEWHERE)
                correction.from = from;
        if (correction.source == CORRECTION_ELSEWHERE && strspn(from, " \t") == strlen(from))
                return decide_problem(decide, "Say which system the value is known from.");
        g_autofree char *value = entry_words_value(correction.field, decide_form(decide, "value"));
        if (value == NULL)
                return decide_problem(decide,
                                      "This field cannot hold that. Days are written as 3 March 2026 or 3/3/2026, "
                                      "times as 16:30, lists one item a line.");
        correction.value = value;
        return decision_store_correct(decide->call->db, &decide->actor, decide->target, &correction, &decide->answer,
                                      error);
}

static bool
decide_verify(Decide *decide, GError **error)
{
        g_autoptr(json_t) entry = NULL;
        Response *none = NULL;
        if (!g_str_equal(decide_form(decide, "type_seen"), "yes"))
                return decide_problem(decide, "Say that you have seen the type of the order on the paper.");
        if (!entry_screen_load(decide->call, decide->target.entry_id, &entry, &none, error))
                return false;
        if (none != NULL)
                response_free(none);
        /* whoever changes the entry between this look and the decision changes its version */
        if (entry != NULL && entry_view_undecided(entry) > 0)
                return decide_problem(decide, "Not every decisive field is decided yet.");
        return decision_store_verify(decide->call->db, &decide->actor, decide->target, &decide->answer, error);
}

static bool
decide_reject(Decide *decide, GError **error)
{
        static const char *const codes[] = { "not_an_order", "part_of_other", "unreadable", "test", "other", NULL };
        const char *code = decide_form(decide, "code"), *text = decide_form(decide, "text");
        if (!g_strv_contains(codes, code))
                return decide_problem(decide, "Choose why it is rejected.");
        if (strspn(text, " \t\r\n") == strlen(text))
                return decide_problem(decide, "Say in your own words why it is rejected.");
        return decision_store_reject(decide->call->db, &decide->actor, decide->target, code, text, &decide->answer,
                                     error);
}

static bool
decide_draft(Decide *decide, GError **error)
{
        return decision_store_draft(decide->call->db, &decide->actor, decide->target,
                                    g_str_equal(decide_form(decide, "draft"), "yes"), decide_form(decide, "text"),
                                    &decide->answer, error);
}

/* Each difference is a pair of buttons "take-FIELD" with take or refuse. */
static bool
decide_duplicate(Decide *decide, GError **error)
{
        const gint64 of = request_id(decide_form(decide, "other"));
        g_autoptr(GArray) taken = g_array_new(FALSE, FALSE, sizeof(Field));
        g_autoptr(GArray) refused = g_array_new(FALSE, FALSE, sizeof(Field));
        for (Field field = 0; field < FIELD_COUNT; field++) {
                g_autofree char *name = g_strconcat("take-", field_name(field), NULL);
                const char *choice = decide_form(decide, name);
                if (g_str_equal(choice, "take"))
                        g_array_append_val(taken, field);
                else if (g_str_equal(choice, "refuse"))
                        g_array_append_val(refused, field);
        }
        if (of == 0)
                return decide_problem(decide, "Say which entry it is a copy of.");
        return decision_store_duplicate(decide->call->db, &decide->actor, decide->target, of, taken, refused,
                                        &decide->answer, error);
}

static bool
decide_dismiss(Decide *decide, GError **error)
{
        const gint64 other = request_id(decide_form(decide, "other"));
        const char *kind = decide_form(decide, "kind");
        if (other == 0 || (!g_str_equal(kind, "not_same") && !g_str_equal(kind, "variation")))
                return decide_problem(decide, "Say what the two have to do with each other.");
        return decision_store_dismiss(decide->call->db, &decide->actor, decide->target, other,
                                      g_str_equal(kind, "variation"), decide_form(decide, "text"), &decide->answer,
                                      error);
}

static bool
decide_call_back(Decide *decide, GError **error)
{
        const char *whom = decide_form(decide, "whom"), *text = decide_form(decide, "text");
        if (strspn(whom, " \t") == strlen(whom) || strspn(text, " \t\r\n") == strlen(text))
                return decide_problem(decide, "Say whom you called at the court, and what was said.");
        return decision_store_call_back(decide->call->db, &decide->actor, decide->target,
                                        request_id(decide_form(decide, "about")), whom, text, &decide->answer, error);
}

static bool
decide_second(Decide *decide, GError **error)
{
        return decision_store_second(decide->call->db, &decide->actor, decide->target,
                                     request_id(decide_form(decide, "about")), &decide->answer, error);
}

static bool
decide_undo(Decide *decide, GError **error)
{
        const gint64 decision = request_id(decide_form(decide, "decision"));
        if (decision == 0)
                return decide_problem(decide, "Say which decision is taken back.");
        return decision_store_undo(decide->call->db, &decide->actor, decide->target, decision,
                                   decide_form(decide, "text"), &decide->answer, error);
}

/* ------------------------------------------------------------------ the answer */

static const char *
decide_why(const Decide *decide)
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
decide_sent(const Decide *decide)
{
        static const char *const names[] = { "value", "from", "text", "whom", "code" };
        const Field field = field_from_name(decide_form(decide, "field"));
        GString *sent = g_string_new(field == FIELD_COUNT ? "" : field_label(field));
        for (unsigned i = 0; i < G_N_ELEMENTS(names); i++)
                if (*decide_form(decide, names[i]) != '\0')
                        g_string_append_printf(sent, "%s%s", sent->len > 0 ? ": " : "", decide_form(decide, names[i]));
        return g_string_free(sent, FALSE);
}

static bool
decide_show(const Decide *decide, Response **ret_response, GError **error)
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
        *ret_response = g_str_equal(decide->call->name, "verify")
                            ? entry_screen_verify(decide->call, status, entry, notice)
                            : entry_screen_show(decide->call, status, entry, notice);
        return true;
}

bool
page_entry_decide(const RouteCall *call, Response **ret_response, GError **error)
{
        static const struct {
                const char *name;
                bool (*decide)(Decide *decide, GError **error);
        } list[] = { { "confirm", decide_confirm },     { "absent", decide_absent },   { "correct", decide_correct },
                     { "verify", decide_verify },       { "reject", decide_reject },   { "draft", decide_draft },
                     { "duplicate", decide_duplicate }, { "dismiss", decide_dismiss }, { "undo", decide_undo },
                     { "call-back", decide_call_back }, { "second", decide_second } };
        Decide decide = { .call = call,
                          .actor = { call->who->staff->name, call->who->role == ROLE_SUPERVISOR },
                          .target = { call->ids[0], request_id(request_form(call->request, "row_version")) } };
        for (unsigned i = 0; i < G_N_ELEMENTS(list); i++) {
                if (!g_str_equal(call->name, list[i].name))
                        continue;
                if (!list[i].decide(&decide, error))
                        return false;
                if (decide.problem != NULL || decide.answer.result != DECISION_DONE)
                        return decide_show(&decide, ret_response, error);
                g_autofree char *path = g_strdup_printf("/entries/%" G_GINT64_FORMAT "#next", call->ids[0]);
                *ret_response = response_see_other(path);
                return true;
        }
        *ret_response = page_message(404, "There is no such page", "Go back and use the buttons.", call->who);
        return true;
}
