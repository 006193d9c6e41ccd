#include "db/decision_store.h"

#include "base/error.h"
#include "db/decision_pair.h"
#include "db/decision_run.h"
#include "db/entry_pair.h"
#include "db/statement.h"
#include "register/difference.h"
#include "register/field_check.h"
#include "register/legal_date.h"
#include "register/vocabulary.h"

#include <string.h>

/* One function of the database with its parameters. */
typedef struct {
        const char *statement;
        Parameters parameters;
} Call;

static Parameters
store_parameters(const DecisionActor *actor, DecisionTarget target)
{
        Parameters parameters = { 0 };
        parameters_number(&parameters, target.entry_id);
        parameters_number(&parameters, target.row_version);
        parameters_text(&parameters, actor->person);
        parameters_flag(&parameters, actor->supervisor);
        return parameters;
}

static bool
store_answer(const PGresult *rows, DecisionAnswer *ret_answer)
{
        static const char *const words[] = { "done", "stale", "refused", "absent" };
        const char *word = result_text(rows, 0, 0);
        for (unsigned i = 0; i < G_N_ELEMENTS(words); i++)
                if (g_strcmp0(word, words[i]) == 0)
                        ret_answer->result = (DecisionResult) i;
        (void) g_strlcpy(ret_answer->why, result_text(rows, 0, 1) == NULL ? "" : result_text(rows, 0, 1),
                         sizeof ret_answer->why);
        ret_answer->decision_id = result_number(rows, 0, 2);
        ret_answer->row_version = result_number(rows, 0, 3);
        return true;
}

static bool
store_work(Db *db, gpointer data, DecisionAnswer *ret_answer, GError **error)
{
        const Call *call = data;
        g_autoptr(PGresult) rows = statement_run(db, call->statement, &call->parameters, error);
        return rows != NULL && store_answer(rows, ret_answer);
}

static bool
store_decide(Db *db, DecisionTarget target, gint64 other, gint64 rekey, Call *call, DecisionAnswer *ret_answer,
             GError **error)
{
        g_autoptr(GArray) entries = g_array_new(FALSE, FALSE, sizeof(gint64));
        g_array_append_val(entries, target.entry_id);
        if (other != 0)
                g_array_append_val(entries, other);
        return decision_run(db, entries, rekey, store_work, call, ret_answer, error);
}

bool
decision_store_verify(Db *db, const DecisionActor *actor, DecisionTarget target, DecisionAnswer *ret_answer,
                      GError **error)
{
        Call call = { "decide_verify", store_parameters(actor, target) };
        return store_decide(db, target, 0, 0, &call, ret_answer, error);
}

bool
decision_store_reject(Db *db, const DecisionActor *actor, DecisionTarget target, const char *code, const char *text,
                      DecisionAnswer *ret_answer, GError **error)
{
        Call call = { "decide_reject", store_parameters(actor, target) };
        parameters_text(&call.parameters, code);
        parameters_text(&call.parameters, text);
        return store_decide(db, target, 0, 0, &call, ret_answer, error);
}

bool
decision_store_draft(Db *db, const DecisionActor *actor, DecisionTarget target, bool draft, const char *text,
                     DecisionAnswer *ret_answer, GError **error)
{
        Call call = { "decide_draft", store_parameters(actor, target) };
        parameters_flag(&call.parameters, draft);
        parameters_text(&call.parameters, text);
        return store_decide(db, target, 0, 0, &call, ret_answer, error);
}

bool
decision_store_confirm(Db *db, const DecisionActor *actor, DecisionTarget target, Field field,
                       DecisionAnswer *ret_answer, GError **error)
{
        Call call = { "decide_confirm", store_parameters(actor, target) };
        parameters_text(&call.parameters, field_name(field));
        return store_decide(db, target, 0, 0, &call, ret_answer, error);
}

bool
decision_store_asked(Db *db, gint64 entry_id, unsigned one_in, Field *ret_field, GError **error)
{
        Parameters parameters = { 0 };
        parameters_number(&parameters, entry_id);
        parameters_number(&parameters, one_in);
        g_autoptr(PGresult) rows = statement_run(db, "attention_asked", &parameters, error);
        if (rows == NULL)
                return false;
        const char *name = result_text(rows, 0, 0);
        *ret_field = name == NULL ? FIELD_COUNT : field_from_name(name);
        return true;
}

bool
decision_store_attention(Db *db, const DecisionActor *actor, DecisionTarget target, Field field, const char *value,
                         unsigned one_in, DecisionAnswer *ret_answer, GError **error)
{
        Call call = { "decide_attention", store_parameters(actor, target) };
        parameters_text(&call.parameters, field_name(field));
        parameters_text(&call.parameters, value);
        parameters_number(&call.parameters, one_in);
        return store_decide(db, target, 0, 0, &call, ret_answer, error);
}

bool
decision_store_correct(Db *db, const DecisionActor *actor, DecisionTarget target, const Correction *correction,
                       DecisionAnswer *ret_answer, GError **error)
{
        static const char *const sources[] = { "misread", "paper", "elsewhere" };
        const char *wrong = correction->value == NULL ? NULL : field_check_value(correction->field, correction->value);
        if (wrong != NULL) {
                g_set_error(error, CCOT_ERROR, CCOT_ERROR_INPUT, "decision: %s: %s", field_name(correction->field),
                            wrong);
                return false;
        }
        Call call = { "decide_correct", store_parameters(actor, target) };
        parameters_text(&call.parameters, field_name(correction->field));
        parameters_text(&call.parameters, correction->value);
        parameters_text(&call.parameters, sources[correction->source]);
        parameters_text(&call.parameters, correction->from);
        const gint64 rekey = correction->source == CORRECTION_MISREAD ? target.entry_id : 0;
        return store_decide(db, target, 0, rekey, &call, ret_answer, error);
}

static void
store_about(Parameters *parameters, gint64 about)
{
        if (about == 0)
                parameters_null(parameters);
        else
                parameters_number(parameters, about);
}

bool
decision_store_call_back(Db *db, const DecisionActor *actor, DecisionTarget target, gint64 about, const char *whom,
                         const char *text, DecisionAnswer *ret_answer, GError **error)
{
        Call call = { "decide_call_back", store_parameters(actor, target) };
        store_about(&call.parameters, about);
        parameters_text(&call.parameters, whom);
        parameters_text(&call.parameters, text);
        return store_decide(db, target, 0, 0, &call, ret_answer, error);
}

bool
decision_store_second(Db *db, const DecisionActor *actor, DecisionTarget target, gint64 about,
                      DecisionAnswer *ret_answer, GError **error)
{
        Call call = { "decide_second", store_parameters(actor, target) };
        store_about(&call.parameters, about);
        return store_decide(db, target, 0, 0, &call, ret_answer, error);
}

static bool
store_is_word(Vocabulary list, const char *word)
{
        return word != NULL && vocabulary_value(list, word) < vocabulary_size(list);
}

bool
decision_store_type(Db *db, const DecisionActor *actor, DecisionTarget target, const char *order_type,
                    const char *action, DecisionAnswer *ret_answer, GError **error)
{
        if (!store_is_word(VOCABULARY_ORDER_TYPE, order_type) || !store_is_word(VOCABULARY_ACTION, action)) {
                g_set_error_literal(error, CCOT_ERROR, CCOT_ERROR_INPUT, "decision: no such kind of order");
                return false;
        }
        Call call = { "decide_type", store_parameters(actor, target) };
        parameters_text(&call.parameters, order_type);
        parameters_text(&call.parameters, action);
        return store_decide(db, target, 0, target.entry_id, &call, ret_answer, error);
}

bool
decision_store_target(Db *db, const DecisionActor *actor, DecisionTarget target, gint64 other, const char *does,
                      const char *text, DecisionAnswer *ret_answer, GError **error)
{
        static const char *const kinds[] = { "varies", "extends", "discharges", NULL };
        if (does == NULL || !g_strv_contains(kinds, does)) {
                g_set_error_literal(error, CCOT_ERROR, CCOT_ERROR_INPUT, "decision: no order does that to another");
                return false;
        }
        Call call = { "decide_target", store_parameters(actor, target) };
        parameters_number(&call.parameters, other);
        parameters_text(&call.parameters, does);
        parameters_text(&call.parameters, text);
        return store_decide(db, target, other, 0, &call, ret_answer, error);
}

bool
decision_store_wait(Db *db, const DecisionActor *actor, DecisionTarget target, DecisionWait wait, const char *whom,
                    const char *text, const char *chase_on, DecisionAnswer *ret_answer, GError **error)
{
        static const char *const people[] = { "sender", "court", "force", "other", NULL };
        LegalDate day;
        if (whom == NULL || !g_strv_contains(people, whom) ||
            (chase_on != NULL && !legal_date_from_iso(chase_on, &day))) {
                g_set_error_literal(error, CCOT_ERROR, CCOT_ERROR_INPUT, "decision: nobody is asked so");
                return false;
        }
        Call call = { "decide_wait", store_parameters(actor, target) };
        parameters_text(&call.parameters, wait == DECISION_ASK ? "ask" : "pass_on");
        parameters_text(&call.parameters, whom);
        parameters_text(&call.parameters, text);
        parameters_text(&call.parameters, chase_on);
        return store_decide(db, target, 0, 0, &call, ret_answer, error);
}

bool
decision_store_settle(Db *db, const DecisionActor *actor, DecisionTarget target, gint64 about, const char *text,
                      DecisionAnswer *ret_answer, GError **error)
{
        Call call = { "decide_settle", store_parameters(actor, target) };
        parameters_number(&call.parameters, about);
        parameters_text(&call.parameters, text);
        return store_decide(db, target, 0, 0, &call, ret_answer, error);
}

bool
decision_store_service(Db *db, const DecisionActor *actor, DecisionTarget target, gint64 service_id, bool about,
                       gint64 was, const char *text, DecisionAnswer *ret_answer, GError **error)
{
        const gint64 other = !about || was == target.entry_id ? 0 : was;
        Call call = { "decide_service", store_parameters(actor, target) };
        parameters_number(&call.parameters, service_id);
        parameters_flag(&call.parameters, about);
        store_about(&call.parameters, about ? was : 0);
        parameters_text(&call.parameters, text);
        return store_decide(db, target, other, 0, &call, ret_answer, error);
}

bool
decision_store_erase(Db *db, const DecisionActor *actor, DecisionTarget target, const char *text,
                     DecisionAnswer *ret_answer, GError **error)
{
        Call call = { "decide_erase", store_parameters(actor, target) };
        parameters_text(&call.parameters, text);
        return store_decide(db, target, 0, 0, &call, ret_answer, error);
}

bool
decision_store_undo(Db *db, const DecisionActor *actor, DecisionTarget target, gint64 decision_id, const char *text,
                    DecisionAnswer *ret_answer, GError **error)
{
        /* the other entry of a pair belongs to what is judged anew */
        Parameters which = { 0 };
        parameters_number(&which, decision_id);
        g_autoptr(PGresult) rows = statement_run(db, "decision_other", &which, error);
        if (rows == NULL)
                return false;
        const gint64 other = PQntuples(rows) == 0 ? 0 : result_number(rows, 0, 0);
        Call call = { "decide_undo", store_parameters(actor, target) };
        parameters_number(&call.parameters, decision_id);
        parameters_text(&call.parameters, text);
        return store_decide(db, target, other, target.entry_id, &call, ret_answer, error);
}

/* ---- pairs */

/* One entry and what is said of it and another. */
typedef struct {
        const DecisionActor *actor;
        const DecisionTarget *targets;
        unsigned count;
        gint64 other;
        const GArray *taken; /* of Field; NULL: the copies must bring nothing */
        const GArray *refused;
        bool variation;
        const char *text;
} PairCall;

static char *
store_names(const GArray *fields)
{
        g_autoptr(GString) array = g_string_new("{");
        for (guint i = 0; fields != NULL && i < fields->len; i++)
                g_string_append_printf(array, "%s%s", i > 0 ? "," : "", field_name(g_array_index(fields, Field, i)));
        return g_strdup(g_string_append_c(array, '}')->str);
}

static bool
store_lists(const GArray *fields, Field field)
{
        for (guint i = 0; fields != NULL && i < fields->len; i++)
                if (g_array_index(fields, Field, i) == field)
                        return true;
        return false;
}

static void
store_refuse(DecisionAnswer *answer, const char *why)
{
        answer->result = DECISION_REFUSED;
        (void) g_strlcpy(answer->why, why, sizeof answer->why);
}

/* Whether each item that the copy brings was taken or refused; with no lists, whether it brings nothing. */
static bool
store_are_answered(const PairCall *pair, const GPtrArray *differences, DecisionAnswer *answer)
{
        for (guint i = 0; i < differences->len; i++) {
                const Difference *difference = g_ptr_array_index(differences, i);
                const bool taken = store_lists(pair->taken, difference->field);
                if (taken == store_lists(pair->refused, difference->field)) {
                        store_refuse(answer, pair->taken == NULL ? "differs" : "open");
                        return false;
                }
        }
        return true;
}

static bool
store_duplicate_one(Db *db, const PairCall *pair, DecisionTarget target, DecisionAnswer *ret_answer, GError **error)
{
        gint64 original = 0;
        g_autofree char *evidence = NULL;
        if (!decision_pair_original(db, target.entry_id, pair->other, &original, error) ||
            !decision_pair_evidence(db, target.entry_id, original, &evidence, error))
                return false;
        if (original == 0) {
                ret_answer->result = DECISION_ABSENT;
                return true;
        }
        g_autoptr(GPtrArray) differences =
            entry_pair_differences(db, "decision_facts", target.entry_id, original, NULL, NULL, error);
        if (differences == NULL)
                return false;
        if (target.entry_id != original && !store_are_answered(pair, differences, ret_answer))
                return true;
        g_autofree char *taken = store_names(pair->taken);
        g_autofree char *refused = store_names(pair->refused);
        Call call = { "decide_duplicate", store_parameters(pair->actor, target) };
        parameters_number(&call.parameters, original);
        parameters_text(&call.parameters, taken);
        parameters_text(&call.parameters, refused);
        parameters_text(&call.parameters, evidence);
        return store_work(db, &call, ret_answer, error);
}

/* Each target in turn, up to the first that cannot be. */
static bool
store_each(Db *db, const PairCall *pair,
           bool (*one)(Db *db, const PairCall *pair, DecisionTarget target, DecisionAnswer *ret_answer, GError **error),
           DecisionAnswer *ret_answer, GError **error)
{
        for (unsigned i = 0; i < pair->count; i++) {
                *ret_answer = (DecisionAnswer){ 0 };
                if (!one(db, pair, pair->targets[i], ret_answer, error))
                        return false;
                if (ret_answer->result != DECISION_DONE)
                        return true;
        }
        return true;
}

static bool
store_duplicate_work(Db *db, gpointer data, DecisionAnswer *ret_answer, GError **error)
{
        return store_each(db, data, store_duplicate_one, ret_answer, error);
}

static bool
store_undo_duplicate_one(Db *db, const PairCall *pair, DecisionTarget target, DecisionAnswer *ret_answer,
                         GError **error)
{
        Parameters which = { 0 };
        parameters_number(&which, target.entry_id);
        parameters_number(&which, pair->other);
        g_autoptr(PGresult) rows = statement_run(db, "decision_copy", &which, error);
        if (rows == NULL)
                return false;
        if (PQntuples(rows) == 0) {
                store_refuse(ret_answer, "state");
                return true;
        }
        Call call = { "decide_undo", store_parameters(pair->actor, target) };
        parameters_number(&call.parameters, result_number(rows, 0, 0));
        parameters_text(&call.parameters, pair->text);
        return store_work(db, &call, ret_answer, error);
}

static bool
store_undo_duplicates_work(Db *db, gpointer data, DecisionAnswer *ret_answer, GError **error)
{
        return store_each(db, data, store_undo_duplicate_one, ret_answer, error);
}

static bool
store_dismiss_work(Db *db, gpointer data, DecisionAnswer *ret_answer, GError **error)
{
        const PairCall *pair = data;
        g_autofree char *evidence = NULL;
        if (!decision_pair_evidence(db, pair->targets->entry_id, pair->other, &evidence, error))
                return false;
        Call call = { "decide_dismiss", store_parameters(pair->actor, *pair->targets) };
        parameters_number(&call.parameters, pair->other);
        parameters_flag(&call.parameters, pair->variation);
        parameters_text(&call.parameters, pair->text);
        parameters_text(&call.parameters, evidence);
        return store_work(db, &call, ret_answer, error);
}

static bool
store_pair(Db *db, PairCall *pair, DecisionWork work, DecisionAnswer *ret_answer, GError **error)
{
        g_autoptr(GArray) entries = g_array_new(FALSE, FALSE, sizeof(gint64));
        for (unsigned i = pair->count; i > 0; i--)
                g_array_append_val(entries, pair->targets[i - 1].entry_id);
        g_array_append_val(entries, pair->other);
        return decision_run(db, entries, 0, work, pair, ret_answer, error);
}

bool
decision_store_duplicate(Db *db, const DecisionActor *actor, DecisionTarget target, gint64 of, const GArray *taken,
                         const GArray *refused, DecisionAnswer *ret_answer, GError **error)
{
        g_autoptr(GArray) none = g_array_new(FALSE, FALSE, sizeof(Field));
        PairCall pair = { .actor = actor,
                          .targets = &target,
                          .count = 1,
                          .other = of,
                          .taken = taken == NULL ? none : taken,
                          .refused = refused };
        return store_pair(db, &pair, store_duplicate_work, ret_answer, error);
}

bool
decision_store_duplicates(Db *db, const DecisionActor *actor, const DecisionTarget *targets, unsigned count, gint64 of,
                          DecisionAnswer *ret_answer, GError **error)
{
        PairCall pair = { .actor = actor, .targets = targets, .count = count, .other = of };
        return store_pair(db, &pair, store_duplicate_work, ret_answer, error);
}

bool
decision_store_undo_duplicates(Db *db, const DecisionActor *actor, const DecisionTarget *targets, unsigned count,
                               gint64 of, const char *text, DecisionAnswer *ret_answer, GError **error)
{
        PairCall pair = { .actor = actor, .targets = targets, .count = count, .other = of, .text = text };
        return store_pair(db, &pair, store_undo_duplicates_work, ret_answer, error);
}

bool
decision_store_dismiss(Db *db, const DecisionActor *actor, DecisionTarget target, gint64 other, bool variation,
                       const char *text, DecisionAnswer *ret_answer, GError **error)
{
        PairCall pair = {
                .actor = actor, .targets = &target, .count = 1, .other = other, .variation = variation, .text = text
        };
        return store_pair(db, &pair, store_dismiss_work, ret_answer, error);
}

static json_t *
store_value(const char *value)
{
        return value == NULL ? json_null() : json_string(value);
}

char *
decision_store_differences(Db *db, gint64 entry_id, gint64 of, GError **error)
{
        char *copy[FIELD_COUNT] = { NULL }, *original[FIELD_COUNT] = { NULL };
        g_autoptr(GPtrArray) differences =
            entry_pair_differences(db, "decision_facts", entry_id, of, copy, original, error);
        if (differences == NULL)
                return NULL;
        json_t *list = json_array();
        for (guint i = 0; i < differences->len; i++) {
                const Difference *difference = g_ptr_array_index(differences, i);
                json_array_append_new(
                    list, json_pack("{s:s, s:s, s:s, s:o, s:o}", "field", field_name(difference->field), "kind",
                                    difference->kind == DIFFERENCE_ADDS ? "adds" : "contradicts", "words",
                                    difference->words, "value", store_value(copy[difference->field]), "against",
                                    store_value(original[difference->field])));
        }
        for (Field field = 0; field < FIELD_COUNT; field++) {
                g_free(copy[field]);
                g_free(original[field]);
        }
        char *text = json_dumps(list, JSON_COMPACT);
        json_decref(list);
        return text;
}
