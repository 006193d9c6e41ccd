#include "register/duplicate.h"

#include "register/agreement.h"

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

/* What a pair agrees in; worked out once. */
typedef struct {
        Agreement number, court, people, made_on, ends_on, arrest_ends_on, text;
        PersonMatch respondent;
        char *respondent_reason;
        bool respondent_unread;    /* by one of the two */
        bool same_type, type_open; /* open: one of the two was not recognised */
        bool same_action, action_open;
        bool born_equal;
        bool people_partly; /* both name people, and not the same ones */
        bool target_open;   /* of two changes one names the day of the order that it changes */
        bool two_kinds;     /* each prints a number, of other kinds: the court's and the 16 digits */
        bool recognised;    /* one of the two was read from a picture */
} Evidence;

static void
evidence_clear(Evidence *evidence)
{
        g_free(evidence->respondent_reason);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Evidence, evidence_clear)

static bool
evidence_has_number(const Identity *identity)
{
        return identity->values[FIELD_CASE_NUMBER] != NULL || identity->values[FIELD_CASE_REFERENCE] != NULL ||
               identity->values[FIELD_URN] != NULL;
}

/* All of it but for strangers, of whom nothing else is asked. */
static void
evidence_weigh(Evidence *evidence, const Identity *a, const Identity *b)
{
        *evidence = (Evidence){ .respondent_unread = a->respondent == NULL || b->respondent == NULL };
        evidence->respondent = agreement_respondent(a, b, &evidence->respondent_reason);
        if (evidence->respondent == PERSON_MATCH_DIFFERENT && !evidence->respondent_unread)
                return;
        *evidence = (Evidence){
                .number = agreement_case(a, b),
                .court = agreement_court(a, b),
                .people = agreement_people(a, b),
                .made_on = agreement_field(a, b, FIELD_MADE_ON),
                .ends_on = agreement_field(a, b, FIELD_EXPIRES_ON),
                .arrest_ends_on = agreement_field(a, b, FIELD_POWER_OF_ARREST_EXPIRES_ON),
                .text = agreement_text(a, b),
                .respondent = evidence->respondent,
                .respondent_reason = evidence->respondent_reason,
                .respondent_unread = evidence->respondent_unread,
                .same_type = a->order_type == b->order_type && a->order_type != ORDER_TYPE_UNCLASSIFIED,
                .type_open = a->order_type == ORDER_TYPE_UNCLASSIFIED || b->order_type == ORDER_TYPE_UNCLASSIFIED,
                .same_action = a->action == b->action && a->action != ACTION_UNKNOWN,
                .action_open = a->action == ACTION_UNKNOWN || b->action == ACTION_UNKNOWN,
                .people_partly = a->names->len > 0 && b->names->len > 0,
                .recognised = a->recognised || b->recognised,
                .born_equal = agreement_field(a, b, FIELD_RESPONDENT_DOB) == AGREEMENT_SAME,
        };
        evidence->people_partly = evidence->people_partly && evidence->people < AGREEMENT_SLIP;
        const bool changes = a->action != ACTION_MADE || b->action != ACTION_MADE;
        evidence->target_open =
            changes && (a->values[FIELD_TARGET_MADE_ON] == NULL) != (b->values[FIELD_TARGET_MADE_ON] == NULL);
        evidence->two_kinds =
            evidence->number == AGREEMENT_UNSTATED && evidence_has_number(a) && evidence_has_number(b);
}

/* What no copy of an order can differ in, told before names are read: most pairs end here. A draft is not the order that was
 * made of it, the Welsh twin is a relation. */
static bool
duplicate_excluded_plainly(const Identity *a, const Identity *b)
{
        const bool twins = a->language != NULL && b->language != NULL && !g_str_equal(a->language, b->language);
        const bool types = a->order_type != b->order_type && a->order_type != ORDER_TYPE_UNCLASSIFIED &&
                           b->order_type != ORDER_TYPE_UNCLASSIFIED;
        const bool actions = a->action != b->action && a->action != ACTION_UNKNOWN && b->action != ACTION_UNKNOWN;
        return a->draft != b->draft || twins || types || actions ||
               agreement_field(a, b, FIELD_MADE_ON) == AGREEMENT_CONTRADICTS ||
               agreement_field(a, b, FIELD_TARGET_MADE_ON) == AGREEMENT_CONTRADICTS;
}

/* Whose names part them. */
static bool
duplicate_excluded(const Identity *a, const Identity *b, const Evidence *evidence)
{
        const bool stranger = evidence->respondent == PERSON_MATCH_DIFFERENT && !evidence->respondent_unread;
        return stranger || evidence->people == AGREEMENT_CONTRADICTS || agreement_swapped(a, b);
}

/* The whole identity, nothing of it contradicted. What one copy leaves out, or slips in, another part must make up for: a
 * number that one of them does not state by the same names on the same day in the same court and the birthday or the end;
 * two names that are spelt in two ways by the number and the birthday or the end. */
static bool
duplicate_same_order(const Evidence *evidence)
{
        const bool exact = evidence->respondent == PERSON_MATCH_SAME && evidence->people == AGREEMENT_SAME;
        const bool alike = evidence->respondent >= PERSON_MATCH_ALIKE && evidence->people >= AGREEMENT_SLIP;
        const bool both_spelt = evidence->respondent == PERSON_MATCH_ALIKE && evidence->people == AGREEMENT_SLIP;
        const bool backed = evidence->born_equal || evidence->ends_on == AGREEMENT_SAME;
        if (!evidence->same_type || !evidence->same_action || evidence->made_on != AGREEMENT_SAME ||
            evidence->court == AGREEMENT_CONTRADICTS || evidence->ends_on == AGREEMENT_CONTRADICTS ||
            evidence->arrest_ends_on == AGREEMENT_CONTRADICTS || evidence->target_open || !alike)
                return false;
        if (evidence->number == AGREEMENT_SAME)
                return backed || (evidence->court >= AGREEMENT_SLIP && !both_spelt);
        const bool misread = evidence->number == AGREEMENT_SLIP && !evidence->recognised;
        return exact && evidence->court >= AGREEMENT_SLIP && !misread && evidence->number != AGREEMENT_CONTRADICTS &&
               (backed || evidence->two_kinds || evidence->text == AGREEMENT_SAME);
}

/* Parts that speak for the same order, besides the respondent. */
static unsigned
duplicate_support(const Evidence *evidence)
{
        return (evidence->number == AGREEMENT_SAME) + (evidence->made_on == AGREEMENT_SAME) +
               (evidence->people >= AGREEMENT_SLIP) + evidence->born_equal + (evidence->ends_on == AGREEMENT_SAME) +
               (evidence->text >= AGREEMENT_SLIP);
}

/* Another number in the same court on the same day for the same people: a case that was joined to another, or a misreading;
 * two orders of one kind made so are rarer than both. */
static bool
duplicate_other_number(const Evidence *evidence)
{
        const bool exact = evidence->respondent == PERSON_MATCH_SAME && evidence->people == AGREEMENT_SAME;
        const bool alike = evidence->respondent >= PERSON_MATCH_ALIKE && evidence->people >= AGREEMENT_SLIP;
        const bool backed = evidence->born_equal || evidence->ends_on == AGREEMENT_SAME;
        const bool twice = evidence->born_equal && evidence->ends_on == AGREEMENT_SAME;
        const bool there = evidence->court >= AGREEMENT_SLIP || (evidence->court == AGREEMENT_UNSTATED && twice);
        return evidence->made_on == AGREEMENT_SAME && there && evidence->ends_on > AGREEMENT_CONTRADICTS &&
               (exact || (alike && backed));
}

/* Worth a look: the same but for one thing that the two say differently without its making another order by itself, and
 * for what one of them does not say. Never without a day in common unless one day was not read. Number, day, kind and
 * people together are worth a look whatever else differs. */
static bool
duplicate_possible(const Evidence *evidence)
{
        const bool weak = evidence->respondent < PERSON_MATCH_ALIKE;
        const unsigned flaws = (evidence->court == AGREEMENT_CONTRADICTS) + (evidence->number == AGREEMENT_SLIP) +
                               (evidence->ends_on == AGREEMENT_CONTRADICTS) +
                               (evidence->arrest_ends_on == AGREEMENT_CONTRADICTS) + evidence->people_partly + weak;
        if (evidence->number == AGREEMENT_CONTRADICTS)
                return duplicate_other_number(evidence);
        if (evidence->number == AGREEMENT_SAME && evidence->made_on == AGREEMENT_SAME && !weak &&
            evidence->people >= AGREEMENT_SLIP)
                return true;
        const unsigned support = duplicate_support(evidence);
        const bool dated = evidence->made_on >= AGREEMENT_SLIP || evidence->ends_on == AGREEMENT_SAME;
        const unsigned bearable = evidence->recognised && support >= 3 ? 2 : 1;
        if (weak)
                return support >= 3 && dated && flaws <= bearable;
        return flaws <= bearable && support >= 2 &&
               (dated || (evidence->made_on == AGREEMENT_UNSTATED && evidence->ends_on != AGREEMENT_CONTRADICTS));
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

/* What only one of them says, or both say differently: identity does not hang on it, people must see it. */
static void
duplicate_differences(const Identity *a, const Identity *b, DuplicateVerdict *verdict)
{
        static const struct {
                Field field;
                const char *what;
        } rows[] = {
                { FIELD_CASE_NUMBER, "case number" },
                { FIELD_COURT, "court" },
                { FIELD_MADE_ON, "date of the order" },
                { FIELD_EXPIRES_ON, "expiry" },
                { FIELD_EXPIRES_AT, "hour of the end" },
                { FIELD_HEARING_ON, "next hearing" },
                { FIELD_SERVED_ON, "date of service" },
                { FIELD_POWER_OF_ARREST_EXPIRES_ON, "end of the power of arrest" },
                { FIELD_RESPONDENT_DOB, "date of birth" },
        };
        for (unsigned i = 0; i < G_N_ELEMENTS(rows); i++) {
                const char *x = a->values[rows[i].field], *y = b->values[rows[i].field];
                if ((x == NULL && y == NULL) || g_strcmp0(x, y) == 0)
                        continue;
                const bool differs = x != NULL && y != NULL;
                g_ptr_array_add(verdict->reasons, differs ? g_strdup_printf("%s differs", rows[i].what)
                                                          : g_strdup_printf("only one states the %s", rows[i].what));
        }
}

/* The same words at the same places, in any layout. What was read from them may differ where a reader failed on one of the two.
 * The words alone may be those of a cross-order: where they stand tells (FINGERPRINT_SAME_PLACES). */
static bool
duplicate_same_text(const Identity *a, const Identity *b)
{
        return a->has_text && b->has_text && a->text.text == b->text.text && a->ordinal == b->ordinal &&
               a->order_type == b->order_type && a->draft == b->draft &&
               fingerprint_likeness(&a->text, &b->text) >= FINGERPRINT_SAME_PLACES && !agreement_swapped(a, b);
}

static void
duplicate_set(DuplicateVerdict *verdict, DuplicateLevel level, double score, const char *reason)
{
        verdict->level = level;
        verdict->score = score;
        g_ptr_array_add(verdict->reasons, g_strdup(reason));
}

/* "same case number, court, respondent and protected people; made on the same day", as far as it is so. */
static void
duplicate_say(const Evidence *evidence, DuplicateVerdict *verdict)
{
        g_autoptr(GString) same = g_string_new(NULL);
        const struct {
                bool holds;
                const char *what;
        } parts[] = {
                { evidence->number == AGREEMENT_SAME, "case number" },
                { evidence->court == AGREEMENT_SAME, "court" },
                { evidence->respondent == PERSON_MATCH_SAME, "respondent" },
                { evidence->people == AGREEMENT_SAME, "protected people" },
                { evidence->made_on == AGREEMENT_SAME, "date" },
                { evidence->ends_on == AGREEMENT_SAME, "end" },
        };
        for (unsigned i = 0; i < G_N_ELEMENTS(parts); i++)
                if (parts[i].holds)
                        g_string_append_printf(same, "%s%s", same->len > 0 ? ", " : "same ", parts[i].what);
        if (same->len > 0)
                g_ptr_array_add(verdict->reasons, g_strdup(same->str));
        if (evidence->respondent != PERSON_MATCH_SAME)
                g_ptr_array_add(verdict->reasons, g_strdup_printf("respondent: %s", evidence->respondent_reason));
        if (evidence->people != AGREEMENT_SAME)
                g_ptr_array_add(verdict->reasons,
                                g_strdup(evidence->people == AGREEMENT_SLIP ? "protected people spelt in two ways"
                                         : evidence->people_partly          ? "not all protected people are in both"
                                                                   : "protected people were not read in both"));
        if (evidence->two_kinds)
                g_ptr_array_add(verdict->reasons, g_strdup("each prints another kind of case number"));
        static const char *const texts[] = {
                [AGREEMENT_CONTRADICTS] = "most of the wording differs",
                [AGREEMENT_SLIP] = "much of the wording is the same",
                [AGREEMENT_SAME] = "the wording is the same or nearly so, with every date and number",
        };
        if (evidence->text != AGREEMENT_UNSTATED)
                g_ptr_array_add(verdict->reasons, g_strdup(texts[evidence->text]));
        if (evidence->type_open || evidence->action_open)
                g_ptr_array_add(verdict->reasons, g_strdup("what kind of order one of them is was not read"));
}

/* Within its level, by how much of the identity agrees: each part that is the same adds, one that is spelt or read in two ways
 * adds half, one that contradicts takes away. So a further part in common never lowers it. */
static double
duplicate_score(DuplicateLevel level, const Evidence *evidence)
{
        const Agreement parts[] = {
                evidence->number,
                evidence->court,
                evidence->people,
                evidence->made_on,
                evidence->ends_on,
                evidence->arrest_ends_on == AGREEMENT_CONTRADICTS ? AGREEMENT_CONTRADICTS : AGREEMENT_UNSTATED,
                evidence->born_equal ? AGREEMENT_SAME : AGREEMENT_UNSTATED,
                evidence->respondent == PERSON_MATCH_SAME    ? AGREEMENT_SAME
                : evidence->respondent == PERSON_MATCH_ALIKE ? AGREEMENT_SLIP
                                                             : AGREEMENT_UNSTATED,
        };
        static const double worth[] = {
                [AGREEMENT_CONTRADICTS] = -1, [AGREEMENT_UNSTATED] = 0, [AGREEMENT_SLIP] = 0.5, [AGREEMENT_SAME] = 1
        };
        double sum = 0;
        for (unsigned i = 0; i < G_N_ELEMENTS(parts); i++)
                sum += worth[parts[i]];
        const double share = CLAMP(sum / (G_N_ELEMENTS(parts) - 1), 0, 1);
        return level == DUPLICATE_LEVEL_SAME_ORDER ? 0.85 + 0.12 * share : 0.2 + 0.6 * share;
}

static void
duplicate_weigh(const Identity *a, const Identity *b, const Evidence *evidence, DuplicateVerdict *verdict)
{
        const bool same = duplicate_same_order(evidence);
        if (!same && !duplicate_possible(evidence))
                return;
        verdict->level = same ? DUPLICATE_LEVEL_SAME_ORDER : DUPLICATE_LEVEL_POSSIBLE;
        verdict->score = duplicate_score(verdict->level, evidence);
        duplicate_say(evidence, verdict);
        duplicate_differences(a, b, verdict);
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
        } else if (duplicate_same_text(a, b)) {
                duplicate_set(verdict, DUPLICATE_LEVEL_SAME_TEXT, 0.98, "the same words in another file");
                duplicate_differences(a, b, verdict);
        } else if (!duplicate_excluded_plainly(a, b)) {
                g_auto(Evidence) evidence;
                evidence_weigh(&evidence, a, b);
                if (!duplicate_excluded(a, b, &evidence))
                        duplicate_weigh(a, b, &evidence, verdict);
        }
        return verdict;
}
