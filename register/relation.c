#include "register/relation.h"

#include "register/agreement.h"
#include "register/legal_date.h"

/* A new order within so many days around the end of the last one continues its protection. */
enum { RENEWAL_BEFORE_DAYS = 62, RENEWAL_AFTER_DAYS = 366 };

void
relation_free(Relation *relation)
{
        if (relation == NULL)
                return;
        g_ptr_array_unref(relation->reasons);
        g_free(relation->target_made_on);
        g_free(relation);
}

static Relation *
relation_new(RelationKind kind, const Identity *earlier)
{
        Relation *relation = g_new0(Relation, 1);
        relation->kind = kind;
        relation->earlier_entry_id = earlier == NULL ? 0 : earlier->entry_id;
        relation->reasons = g_ptr_array_new_with_free_func(g_free);
        return relation;
}

static void
relation_say(Relation *relation, const char *reason)
{
        g_ptr_array_add(relation->reasons, g_strdup(reason));
}

/* How two orders stand to each other before their dates are looked at. */
typedef struct {
        PersonMatch respondent;
        Agreement number, people, court;
        bool same_type;
        bool unread; /* the respondent, by one of them */
        bool named;  /* the one prints the day on which the other was made */
        bool partly; /* one protects everybody whom the other protects, and more */
} Standing;

static bool
relation_equal(const char *a, const char *b)
{
        return a != NULL && b != NULL && g_str_equal(a, b);
}

/* In one case a birthday that a slip of typing or reading changes makes no other person. */
static PersonMatch
relation_respondents(const Identity *a, const Identity *b, Agreement number)
{
        const PersonMatch match = agreement_respondent(a, b, NULL);
        if (match != PERSON_MATCH_POSSIBLE || number != AGREEMENT_SAME)
                return match;
        const PersonFacts x = { .name = a->respondent, .aliases = a->aliases, .recognised = a->recognised };
        const PersonFacts y = { .name = b->respondent, .aliases = b->aliases, .recognised = b->recognised };
        return MIN(person_match(&x, &y, NULL), PERSON_MATCH_ALIKE);
}

static Standing
relation_standing(const Identity *a, const Identity *b)
{
        const Agreement number = agreement_case(a, b);
        const PersonMatch respondent = relation_respondents(a, b, number);
        const bool unread = a->respondent == NULL || b->respondent == NULL;
        /* nobody asks for the others of strangers */
        const bool stranger = respondent == PERSON_MATCH_DIFFERENT && !unread;
        const Standing standing = { .respondent = respondent,
                                    .number = number,
                                    .people = stranger ? AGREEMENT_UNSTATED : agreement_people(a, b),
                                    .court = agreement_court(a, b),
                                    .unread = unread,
                                    .named = relation_equal(a->values[FIELD_TARGET_MADE_ON], b->values[FIELD_MADE_ON]),
                                    .partly = a->names->len > 0 && b->names->len > 0,
                                    .same_type = a->order_type == b->order_type };
        return standing;
}

/* One case and the same respondent; where the number says nothing, the same people. */
static bool
relation_same_case(const Standing *standing)
{
        if (standing->unread)
                return standing->named && standing->number == AGREEMENT_SAME;
        if (standing->respondent < PERSON_MATCH_ALIKE)
                return false;
        return standing->number == AGREEMENT_SAME ||
               (standing->number != AGREEMENT_CONTRADICTS && standing->people >= AGREEMENT_SLIP);
}

static int
relation_compare_made(const Identity *a, const Identity *b)
{
        return g_strcmp0(a->values[FIELD_MADE_ON], b->values[FIELD_MADE_ON]);
}

static bool
relation_is_change(const Identity *acting)
{
        return acting->action == ACTION_VARIED || acting->action == ACTION_EXTENDED ||
               acting->action == ACTION_DISCHARGED;
}

/* A general order ("the non-molestation order is discharged") may be of no type of its own. */
static bool
relation_type_fits(const Identity *acting, const Identity *other, const Standing *standing)
{
        return standing->same_type || acting->order_type == ORDER_TYPE_UNCLASSIFIED ||
               other->order_type == ORDER_TYPE_UNCLASSIFIED;
}

/* What a variation, extension or discharge acts on: the order made on the day that it names; where it names none, the only
 * earlier one of its kind for the same people. Where two fit, neither is chosen. */
static Relation *
relation_change(const Identity *acting, const GPtrArray *others)
{
        static const RelationKind kinds[ACTION_COUNT] = { [ACTION_VARIED] = RELATION_VARIES,
                                                          [ACTION_EXTENDED] = RELATION_EXTENDS,
                                                          [ACTION_DISCHARGED] = RELATION_DISCHARGES };
        const char *target = acting->values[FIELD_TARGET_MADE_ON];
        const Identity *found = NULL;
        unsigned fitting = 0;
        bool by_number = false, unread = false;
        for (guint i = 0; i < others->len; i++) {
                const Identity *other = g_ptr_array_index(others, i);
                const bool named = relation_equal(target, other->values[FIELD_MADE_ON]);
                const bool only =
                    target == NULL && other->action == ACTION_MADE && relation_compare_made(other, acting) < 0;
                if (other->draft || other->action == ACTION_DISCHARGED || other->values[FIELD_MADE_ON] == NULL ||
                    (!named && !only))
                        continue;
                const Standing standing = relation_standing(acting, other);
                if (!relation_same_case(&standing) || !relation_type_fits(acting, other, &standing) ||
                    standing.people == AGREEMENT_CONTRADICTS)
                        continue;
                fitting++;
                found = other;
                by_number = standing.number == AGREEMENT_SAME;
                unread = standing.unread;
        }
        Relation *relation = relation_new(kinds[acting->action], fitting == 1 ? found : NULL);
        relation->target_made_on = g_strdup(target);
        if (fitting == 0) {
                relation_say(relation, "the order that it changes is not held");
                return relation;
        }
        if (fitting > 1) {
                relation_say(relation, "two orders fit what it names");
                return relation;
        }
        relation_say(relation, unread      ? "same case number; a respondent was not read"
                               : by_number ? "same case number and respondent"
                                           : "same respondent and protected people");
        relation_say(relation, target != NULL ? "it names the day on which that order was made"
                                              : "the only earlier order of this kind");
        if (identity_order(acting, found) < 0) {
                g_autofree char *late = g_strdup_printf("that order came later: it was already %s when it came",
                                                        vocabulary_word(VOCABULARY_ACTION, acting->action));
                relation_say(relation, late);
        }
        return relation;
}

/* Whole days from one ISO date to another; far apart when either is missing. */
static gint
relation_days(const char *from, const char *to)
{
        LegalDate a, b;
        if (from == NULL || to == NULL || !legal_date_from_iso(from, &a) || !legal_date_from_iso(to, &b))
                return G_MAXINT;
        g_autoptr(GDateTime) x = g_date_time_new_utc((int) a.year, (int) a.month, (int) a.day, 0, 0, 0);
        g_autoptr(GDateTime) y = g_date_time_new_utc((int) b.year, (int) b.month, (int) b.day, 0, 0, 0);
        return (gint) (g_date_time_difference(y, x) / G_TIME_SPAN_DAY);
}

/* One case by its number, or, where each prints another kind or one prints none, because the later order was made on the day
 * that the earlier one set for the hearing or as its end. */
static bool
relation_continues(const Identity *acting, const Identity *other, const Standing *standing)
{
        if (standing->respondent < PERSON_MATCH_ALIKE || standing->people == AGREEMENT_CONTRADICTS)
                return false;
        if (standing->number == AGREEMENT_SAME)
                return standing->people >= AGREEMENT_SLIP || standing->partly;
        const char *made_on = acting->values[FIELD_MADE_ON];
        const bool awaited = relation_equal(made_on, other->values[FIELD_HEARING_ON]) ||
                             relation_equal(made_on, other->values[FIELD_EXPIRES_ON]);
        return standing->number == AGREEMENT_UNSTATED && standing->people >= AGREEMENT_SLIP && awaited &&
               standing->court >= AGREEMENT_SLIP;
}

/* The later order of one case: it succeeds the latest earlier one of its kind, as after a return hearing. */
static Relation *
relation_succession(const Identity *acting, const GPtrArray *others)
{
        const Identity *latest = NULL;
        bool two = false, by_number = false;
        for (guint i = 0; acting->values[FIELD_MADE_ON] != NULL && i < others->len; i++) {
                const Identity *other = g_ptr_array_index(others, i);
                if (other->draft || other->action != ACTION_MADE || other->values[FIELD_MADE_ON] == NULL ||
                    acting->order_type != other->order_type || relation_compare_made(other, acting) >= 0)
                        continue;
                const Standing standing = relation_standing(acting, other);
                if (!relation_continues(acting, other, &standing))
                        continue;
                const int later = latest == NULL ? 1 : relation_compare_made(other, latest);
                two = later == 0 || (two && later < 0);
                by_number = later > 0 ? standing.number == AGREEMENT_SAME : by_number;
                latest = later > 0 ? other : latest;
        }
        if (latest == NULL || two)
                return NULL;
        Relation *relation = relation_new(RELATION_SUCCEEDS, latest);
        relation_say(relation, by_number ? "same case number, respondent and protected people"
                                         : "same court, respondent and protected people");
        relation_say(relation, by_number ? "a later order of the same kind"
                                         : "made on the day that the earlier order set for its hearing or end");
        return relation;
}

/* The sealed order and the draft that came first; the same order in the other language. */
static Relation *
relation_twin(const Identity *acting, const Identity *other, const Standing *standing)
{
        const bool same = standing->same_type && acting->action == other->action &&
                          standing->respondent >= PERSON_MATCH_ALIKE && standing->people >= AGREEMENT_SLIP &&
                          standing->number != AGREEMENT_CONTRADICTS &&
                          agreement_field(acting, other, FIELD_MADE_ON) > AGREEMENT_CONTRADICTS;
        if (!same)
                return NULL;
        if (!acting->draft && other->draft) {
                Relation *relation = relation_new(RELATION_REPLACES, other);
                relation_say(relation, "the order of which that was a draft");
                return relation;
        }
        const bool dated = agreement_field(acting, other, FIELD_MADE_ON) >= AGREEMENT_SLIP;
        if (acting->draft != other->draft || acting->language == NULL || other->language == NULL ||
            g_str_equal(acting->language, other->language) || !dated || identity_order(acting, other) < 0)
                return NULL;
        Relation *relation = relation_new(RELATION_TRANSLATION, other);
        relation_say(relation, "the same order in the other language");
        return relation;
}

/* An order of its own against the same respondent: a renewal when it continues what ends, for the same people. */
static Relation *
relation_respondent(const Identity *acting, const Identity *other, const Standing *standing)
{
        const bool born = agreement_field(acting, other, FIELD_RESPONDENT_DOB) == AGREEMENT_SAME;
        const bool known = born || standing->number == AGREEMENT_SAME || standing->people >= AGREEMENT_SLIP;
        /* one case, one kind, the same people: a chain, which the main relations tell */
        const bool one_case = standing->number == AGREEMENT_SAME && standing->people >= AGREEMENT_SLIP;
        const bool later = relation_continues(acting, other, standing) && relation_compare_made(acting, other) != 0;
        const bool chain = standing->same_type && (one_case || later);
        if (standing->respondent < PERSON_MATCH_ALIKE || !known || chain || acting->draft || other->draft)
                return NULL;
        const bool dated = acting->values[FIELD_MADE_ON] != NULL && other->values[FIELD_MADE_ON] != NULL;
        const int made = dated ? relation_compare_made(acting, other) : 0;
        if (made < 0 || (made == 0 && identity_order(acting, other) < 0))
                return NULL;
        const gint days = relation_days(other->values[FIELD_EXPIRES_ON], acting->values[FIELD_MADE_ON]);
        const bool continues = standing->same_type && standing->people >= AGREEMENT_SLIP &&
                               acting->action == ACTION_MADE && standing->number != AGREEMENT_SAME &&
                               days != G_MAXINT && days >= -RENEWAL_BEFORE_DAYS && days <= RENEWAL_AFTER_DAYS;
        Relation *relation = relation_new(continues ? RELATION_RENEWS : RELATION_SAME_RESPONDENT, other);
        relation_say(relation, born ? "same respondent, born on the same day" : "same respondent");
        if (continues)
                relation_say(relation, "same protected people, under a new number, about when the earlier order ends");
        else if (standing->number == AGREEMENT_SAME)
                relation_say(relation, "same case number");
        else
                relation_say(relation,
                             standing->people >= AGREEMENT_SLIP ? "same protected people" : "other protected people");
        return relation;
}

Relation *
relation_main(const Identity *acting, const GPtrArray *others)
{
        if (acting->draft)
                return NULL;
        if (relation_is_change(acting))
                return relation_change(acting, others);
        return acting->action == ACTION_MADE ? relation_succession(acting, others) : NULL;
}

Relation *
relation_beside(const Identity *acting, const Identity *other)
{
        const Standing standing = relation_standing(acting, other);
        Relation *relation = relation_twin(acting, other, &standing);
        return relation != NULL ? relation : relation_respondent(acting, other, &standing);
}
