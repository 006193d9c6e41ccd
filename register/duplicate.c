#include "register/duplicate.h"

void
duplicate_verdict_free(DuplicateVerdict *verdict)
{
        if (verdict == NULL)
                return;
        g_ptr_array_unref(verdict->reasons);
        g_free(verdict);
}

static bool
duplicate_equal(const char *a, const char *b)
{
        return a != NULL && b != NULL && g_str_equal(a, b);
}

static bool
duplicate_contradict(const Identity *a, const Identity *b, Field field)
{
        return a->values[field] != NULL && b->values[field] != NULL && !g_str_equal(a->values[field], b->values[field]);
}

static const Field numbers[] = { FIELD_CASE_NUMBER, FIELD_CASE_REFERENCE, FIELD_URN };

/* A case may carry several numbers, and the one that is printed alone is its case number whatever its kind: numbers are
 * looked for among all numbers of the other. */
static bool
duplicate_has_number(const Identity *identity, const char *number)
{
        for (unsigned i = 0; i < G_N_ELEMENTS(numbers); i++)
                if (duplicate_equal(identity->values[numbers[i]], number))
                        return true;
        return false;
}

/* One number in common, and no two numbers of one kind that differ and are unknown to the other. */
static bool
duplicate_same_case(const Identity *a, const Identity *b)
{
        bool common = false;
        for (unsigned i = 0; i < G_N_ELEMENTS(numbers); i++) {
                const char *x = a->values[numbers[i]];
                const char *y = b->values[numbers[i]];
                const bool x_known = x != NULL && duplicate_has_number(b, x);
                const bool y_known = y != NULL && duplicate_has_number(a, y);
                if (x != NULL && y != NULL && !x_known && !y_known)
                        return false;
                common = common || x_known || y_known;
        }
        return common;
}

static bool
duplicate_same_people(const Identity *a, const Identity *b)
{
        if (a->people->len == 0 || a->people->len != b->people->len)
                return false;
        for (unsigned i = 0; i < a->people->len; i++)
                if (!g_str_equal(g_ptr_array_index(a->people, i), g_ptr_array_index(b->people, i)))
                        return false;
        return true;
}

/* The whole identity, every part of it stated by both. A draft is not the order that was made of it. */
static bool
duplicate_same_order(const Identity *a, const Identity *b)
{
        return a->order_type == b->order_type && a->order_type != ORDER_TYPE_UNCLASSIFIED && a->action == b->action &&
               a->action != ACTION_UNKNOWN && a->draft == b->draft &&
               duplicate_equal(a->values[FIELD_COURT], b->values[FIELD_COURT]) &&
               duplicate_equal(a->values[FIELD_RESPONDENT], b->values[FIELD_RESPONDENT]) &&
               duplicate_equal(a->values[FIELD_MADE_ON], b->values[FIELD_MADE_ON]) && duplicate_same_case(a, b) &&
               duplicate_same_people(a, b) && !duplicate_contradict(a, b, FIELD_RESPONDENT_DOB) &&
               !duplicate_contradict(a, b, FIELD_TARGET_MADE_ON);
}

static bool
duplicate_same_octets(const Identity *a, const Identity *b)
{
        return duplicate_equal(a->message_sha256, b->message_sha256);
}

static bool
duplicate_same_message(const Identity *a, const Identity *b)
{
        return a->message_id != b->message_id && a->position == b->position &&
               (duplicate_same_octets(a, b) || (duplicate_equal(a->rfc_message_id, b->rfc_message_id) &&
                                                duplicate_equal(a->body_sha256, b->body_sha256)));
}

static bool
duplicate_same_file(const Identity *a, const Identity *b)
{
        return duplicate_equal(a->document_sha256, b->document_sha256) && a->ordinal == b->ordinal;
}

/* What one copy says and the other contradicts; identity does not hang on it, people must see it. */
static void
duplicate_differences(const Identity *a, const Identity *b, DuplicateVerdict *verdict)
{
        static const struct {
                Field field;
                const char *words;
        } rows[] = {
                { FIELD_EXPIRES_ON, "expiry differs" },
                { FIELD_EXPIRES_AT, "hour of the end differs" },
                { FIELD_HEARING_ON, "next hearing differs" },
                { FIELD_SERVED_ON, "date of service differs" },
                { FIELD_POWER_OF_ARREST_EXPIRES_ON, "end of the power of arrest differs" },
        };
        for (unsigned i = 0; i < G_N_ELEMENTS(rows); i++)
                if (duplicate_contradict(a, b, rows[i].field)) {
                        g_ptr_array_add(verdict->reasons, g_strdup(rows[i].words));
                        verdict->score -= 0.05;
                }
}

static void
duplicate_set(DuplicateVerdict *verdict, DuplicateLevel level, double score, const char *reason)
{
        verdict->level = level;
        verdict->score = score;
        g_ptr_array_add(verdict->reasons, g_strdup(reason));
}

DuplicateVerdict *
duplicate_judge(const Identity *a, const Identity *b)
{
        DuplicateVerdict *verdict = g_new0(DuplicateVerdict, 1);
        verdict->reasons = g_ptr_array_new_with_free_func(g_free);
        if (duplicate_same_message(a, b)) {
                duplicate_set(verdict, DUPLICATE_LEVEL_SAME_MESSAGE, 1.0,
                              duplicate_same_octets(a, b) ? "the same message, octet for octet"
                                                          : "the same Message-ID and the same body");
        } else if (duplicate_same_file(a, b)) {
                duplicate_set(verdict, DUPLICATE_LEVEL_SAME_FILE, 1.0,
                              a->message_id == b->message_id ? "the same file, twice in one message"
                                                             : "the same file in another message");
        } else if (duplicate_same_order(a, b)) {
                duplicate_set(verdict, DUPLICATE_LEVEL_SAME_ORDER, 0.95,
                              "same court, case number, respondent and protected people");
                g_ptr_array_add(verdict->reasons, g_strdup("made on the same day; same type and action"));
                duplicate_differences(a, b, verdict);
        }
        return verdict;
}
