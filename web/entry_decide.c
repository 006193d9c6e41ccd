#include "web/entry_decide.h"

#include "web/entry_screen.h"
#include "web/entry_view.h"
#include "web/entry_words.h"

#include <string.h>

G_DEFINE_AUTOPTR_CLEANUP_FUNC(json_t, json_decref)

const char *
entry_decide_form(const EntryDecide *decide, const char *name)
{
        const char *text = request_form(decide->call->request, name);
        return text == NULL ? "" : text;
}

static bool
decide_problem(EntryDecide *decide, const char *problem)
{
        decide->problem = problem;
        return true;
}

/* The field of the form; FIELD_COUNT with the problem set when there is no such field, or when it is to be typed from the paper first. */
static bool
decide_field(EntryDecide *decide, Field *ret_field, GError **error)
{
        Field asked = FIELD_COUNT;
        *ret_field = field_from_name(entry_decide_form(decide, "field"));
        if (*ret_field == FIELD_COUNT)
                return decide_problem(decide, "There is no such field.");
        if (!decision_store_asked(decide->call->db, decide->target.entry_id, decide->call->config->web_attention_one_in,
                                  &asked, error))
                return false;
        if (asked != *ret_field)
                return true;
        *ret_field = FIELD_COUNT;
        return decide_problem(decide, "Type first what the paper says there.");
}

static bool
decide_confirm(EntryDecide *decide, GError **error)
{
        Field field = FIELD_COUNT;
        if (!decide_field(decide, &field, error) || field == FIELD_COUNT)
                return decide->problem != NULL;
        return decision_store_confirm(decide->call->db, &decide->actor, decide->target, field, &decide->answer, error);
}

/* "The paper does not state it": the value that was read, if any, was a misreading. */
static bool
decide_absent(EntryDecide *decide, GError **error)
{
        Correction correction = { .field = FIELD_COUNT };
        if (!decide_field(decide, &correction.field, error) || correction.field == FIELD_COUNT)
                return decide->problem != NULL;
        return decision_store_correct(decide->call->db, &decide->actor, decide->target, &correction, &decide->answer,
                                      error);
}

static bool
decide_correct(EntryDecide *decide, GError **error)
{
        const char *source = entry_decide_form(decide, "source"), *from = entry_decide_form(decide, "from");
        Correction correction = { .field = FIELD_COUNT };
        if (!decide_field(decide, &correction.field, error) || correction.field == FIELD_COUNT)
                return decide->problem != NULL;
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
        g_autofree char *value = entry_words_value(correction.field, entry_decide_form(decide, "value"));
        if (value == NULL)
                return decide_problem(decide,
                                      "This field cannot hold that. Days are written as 3 March 2026 or 3/3/2026, "
                                      "times as 16:30, lists one item a line.");
        correction.value = value;
        return decision_store_correct(decide->call->db, &decide->actor, decide->target, &correction, &decide->answer,
                                      error);
}

/* What the paper says, typed before what was read is shown. */
static bool
decide_attention(EntryDecide *decide, GError **error)
{
        const Field field = field_from_name(entry_decide_form(decide, "field"));
        const char *typed = entry_decide_form(decide, "value");
        if (field == FIELD_COUNT)
                return decide_problem(decide, "There is no such field.");
        const bool none = g_str_equal(entry_decide_form(decide, "none"), "yes");
        if (!none && strspn(typed, " \t\r\n") == strlen(typed))
                return decide_problem(decide, "Type what the paper says, or say that it is not on the paper.");
        g_autofree char *value = none ? NULL : entry_words_value(field, typed);
        if (!none && value == NULL)
                return decide_problem(decide,
                                      "This field cannot hold that. Days are written as 3 March 2026 or 3/3/2026.");
        return decision_store_attention(decide->call->db, &decide->actor, decide->target, field, value,
                                        decide->call->config->web_attention_one_in, &decide->answer, error);
}

static bool
decide_verify(EntryDecide *decide, GError **error)
{
        g_autoptr(json_t) entry = NULL;
        Response *none = NULL;
        if (!g_str_equal(entry_decide_form(decide, "read_back"), "yes"))
                return decide_problem(decide, "Say that you have read the sentence against the paper.");
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
decide_reject(EntryDecide *decide, GError **error)
{
        static const char *const codes[] = { "not_an_order", "part_of_other", "unreadable", "test", "other", NULL };
        const char *code = entry_decide_form(decide, "code"), *text = entry_decide_form(decide, "text");
        if (!g_strv_contains(codes, code))
                return decide_problem(decide, "Choose why it is rejected.");
        if (strspn(text, " \t\r\n") == strlen(text))
                return decide_problem(decide, "Say in your own words why it is rejected.");
        return decision_store_reject(decide->call->db, &decide->actor, decide->target, code, text, &decide->answer,
                                     error);
}

static bool
decide_draft(EntryDecide *decide, GError **error)
{
        return decision_store_draft(decide->call->db, &decide->actor, decide->target,
                                    g_str_equal(entry_decide_form(decide, "draft"), "yes"),
                                    entry_decide_form(decide, "text"), &decide->answer, error);
}

/* Each difference is a pair of buttons "take-FIELD" with take or refuse. */
static bool
decide_duplicate(EntryDecide *decide, GError **error)
{
        const gint64 of = request_id(entry_decide_form(decide, "other"));
        g_autoptr(GArray) taken = g_array_new(FALSE, FALSE, sizeof(Field));
        g_autoptr(GArray) refused = g_array_new(FALSE, FALSE, sizeof(Field));
        for (Field field = 0; field < FIELD_COUNT; field++) {
                g_autofree char *name = g_strconcat("take-", field_name(field), NULL);
                const char *choice = entry_decide_form(decide, name);
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
decide_dismiss(EntryDecide *decide, GError **error)
{
        const gint64 other = request_id(entry_decide_form(decide, "other"));
        const char *kind = entry_decide_form(decide, "kind");
        if (other == 0 || (!g_str_equal(kind, "not_same") && !g_str_equal(kind, "variation")))
                return decide_problem(decide, "Say what the two have to do with each other.");
        return decision_store_dismiss(decide->call->db, &decide->actor, decide->target, other,
                                      g_str_equal(kind, "variation"), entry_decide_form(decide, "text"),
                                      &decide->answer, error);
}

static bool
decide_call_back(EntryDecide *decide, GError **error)
{
        const char *whom = entry_decide_form(decide, "whom"), *text = entry_decide_form(decide, "text");
        if (strspn(whom, " \t") == strlen(whom) || strspn(text, " \t\r\n") == strlen(text))
                return decide_problem(decide, "Say whom you called at the court, and what was said.");
        return decision_store_call_back(decide->call->db, &decide->actor, decide->target,
                                        request_id(entry_decide_form(decide, "about")), whom, text, &decide->answer,
                                        error);
}

static bool
decide_second(EntryDecide *decide, GError **error)
{
        return decision_store_second(decide->call->db, &decide->actor, decide->target,
                                     request_id(entry_decide_form(decide, "about")), &decide->answer, error);
}

static bool
decide_undo(EntryDecide *decide, GError **error)
{
        const gint64 decision = request_id(entry_decide_form(decide, "decision"));
        if (decision == 0)
                return decide_problem(decide, "Say which decision is taken back.");
        return decision_store_undo(decide->call->db, &decide->actor, decide->target, decision,
                                   entry_decide_form(decide, "text"), &decide->answer, error);
}

/* Type and action are the first of the decisive fields. */
static bool
decide_type(EntryDecide *decide, GError **error)
{
        const char *type = entry_decide_form(decide, "order_type"), *action = entry_decide_form(decide, "action");
        if (*type == '\0' || *action == '\0')
                return decide_problem(decide, "Choose the type of the order and what it does.");
        return decision_store_type(decide->call->db, &decide->actor, decide->target, type, action, &decide->answer,
                                   error);
}

static bool
decide_target(EntryDecide *decide, GError **error)
{
        const gint64 other = request_id(entry_decide_form(decide, "other"));
        const char *does = entry_decide_form(decide, "does");
        if (other == 0 || *does == '\0')
                return decide_problem(decide, "Say which entry it acts on, and how.");
        return decision_store_target(decide->call->db, &decide->actor, decide->target, other, does,
                                     entry_decide_form(decide, "text"), &decide->answer, error);
}

static bool
decide_wait(EntryDecide *decide, DecisionWait wait, GError **error)
{
        const char *text = entry_decide_form(decide, "text");
        g_autofree char *day = entry_words_value(FIELD_HEARING_ON, entry_decide_form(decide, "chase_on"));
        const char *whom = wait == DECISION_PASS_ON ? "force" : entry_decide_form(decide, "whom");
        if (*whom == '\0')
                return decide_problem(decide, "Say whom you ask.");
        if (strspn(text, " \t\r\n") == strlen(text))
                return decide_problem(decide, wait == DECISION_ASK ? "Say what you ask for."
                                                                   : "Say to whom it was passed on, and how.");
        if (day == NULL)
                return decide_problem(decide, "Say on which day they are to be reminded, as 3/3/2026.");
        return decision_store_wait(decide->call->db, &decide->actor, decide->target, wait, whom, text, day,
                                   &decide->answer, error);
}

static bool
decide_ask(EntryDecide *decide, GError **error)
{
        return decide_wait(decide, DECISION_ASK, error);
}

static bool
decide_pass_on(EntryDecide *decide, GError **error)
{
        return decide_wait(decide, DECISION_PASS_ON, error);
}

static bool
decide_settle(EntryDecide *decide, GError **error)
{
        const gint64 about = request_id(entry_decide_form(decide, "about"));
        const char *text = entry_decide_form(decide, "text");
        if (about == 0 || strspn(text, " \t\r\n") == strlen(text))
                return decide_problem(decide, "Say what came, from whom and when.");
        return decision_store_settle(decide->call->db, &decide->actor, decide->target, about, text, &decide->answer,
                                     error);
}

static bool
decide_service(EntryDecide *decide, GError **error)
{
        const gint64 service = request_id(entry_decide_form(decide, "service"));
        const char *about = entry_decide_form(decide, "is_about");
        if (service == 0 || (!g_str_equal(about, "yes") && !g_str_equal(about, "no")))
                return decide_problem(decide, "Say whether the statement is about this order.");
        return decision_store_service(decide->call->db, &decide->actor, decide->target, service,
                                      g_str_equal(about, "yes"), request_id(entry_decide_form(decide, "was")),
                                      entry_decide_form(decide, "text"), &decide->answer, error);
}

/* Parts "copy-NUMBER" hold the version of each that the page showed. Array of DecisionTarget. */
static GArray *
decide_chosen(const EntryDecide *decide)
{
        GArray *targets = g_array_new(FALSE, FALSE, sizeof(DecisionTarget));
        GHashTableIter iterator;
        gpointer name = NULL, value = NULL;
        g_hash_table_iter_init(&iterator, decide->call->request->form);
        while (g_hash_table_iter_next(&iterator, &name, &value)) {
                if (!g_str_has_prefix(name, "copy-"))
                        continue;
                const DecisionTarget copy = { request_id((char *) name + strlen("copy-")), request_id(value) };
                if (copy.entry_id > 0)
                        g_array_append_val(targets, copy);
        }
        return targets;
}

/* Several copies at once. */
static bool
decide_copies(EntryDecide *decide, GError **error)
{
        g_autoptr(GArray) targets = decide_chosen(decide);
        if (targets->len == 0)
                return decide_problem(decide, "Choose the copies.");
        return decision_store_duplicates(decide->call->db, &decide->actor, (const DecisionTarget *) targets->data,
                                         targets->len, decide->target.entry_id, &decide->answer, error);
}

/* What several were decided with, taken back for all of them. */
static bool
decide_copies_undo(EntryDecide *decide, GError **error)
{
        g_autoptr(GArray) targets = decide_chosen(decide);
        if (targets->len == 0)
                return decide_problem(decide, "Say which decision is taken back.");
        return decision_store_undo_duplicates(decide->call->db, &decide->actor, (const DecisionTarget *) targets->data,
                                              targets->len, decide->target.entry_id, entry_decide_form(decide, "text"),
                                              &decide->answer, error);
}

bool
entry_decide(EntryDecide *decide, bool *ret_known, GError **error)
{
        static const struct {
                const char *name;
                bool (*decide)(EntryDecide *decide, GError **error);
        } list[] = { { "confirm", decide_confirm },     { "absent", decide_absent },
                     { "correct", decide_correct },     { "verify", decide_verify },
                     { "reject", decide_reject },       { "draft", decide_draft },
                     { "duplicate", decide_duplicate }, { "dismiss", decide_dismiss },
                     { "undo", decide_undo },           { "call-back", decide_call_back },
                     { "second", decide_second },       { "type", decide_type },
                     { "target", decide_target },       { "ask", decide_ask },
                     { "pass-on", decide_pass_on },     { "settle", decide_settle },
                     { "service", decide_service },     { "copies", decide_copies },
                     { "attention", decide_attention }, { "copies-undo", decide_copies_undo } };
        *ret_known = false;
        for (unsigned i = 0; i < G_N_ELEMENTS(list); i++) {
                if (!g_str_equal(decide->call->name, list[i].name))
                        continue;
                *ret_known = true;
                return list[i].decide(decide, error);
        }
        return true;
}
