#include "register/reread.h"

#include "register/agreement.h"

/* Parts alike by which an order is known in whatever document it stands. */
enum { REREAD_SURE = 3 };

typedef struct {
        unsigned alike;
        unsigned slips; /* apart by a letter or a figure: a neighbour in a long list, or a better reading */
        unsigned apart;
} Likeness;

static void
reread_count(Likeness *likeness, Agreement agreement)
{
        likeness->alike += agreement == AGREEMENT_SAME;
        likeness->slips += agreement == AGREEMENT_SLIP;
        likeness->apart += agreement == AGREEMENT_CONTRADICTS;
}

static Likeness
reread_likeness(const Identity *a, const Identity *b)
{
        Likeness likeness = { 0 };
        if (a->order_type != ORDER_TYPE_UNCLASSIFIED && b->order_type != ORDER_TYPE_UNCLASSIFIED)
                reread_count(&likeness, a->order_type == b->order_type ? AGREEMENT_SAME : AGREEMENT_CONTRADICTS);
        if (a->action != ACTION_UNKNOWN && b->action != ACTION_UNKNOWN)
                reread_count(&likeness, a->action == b->action ? AGREEMENT_SAME : AGREEMENT_CONTRADICTS);
        if (a->respondent != NULL && b->respondent != NULL) {
                const PersonMatch match = agreement_respondent(a, b, NULL);
                reread_count(&likeness, match == PERSON_MATCH_DIFFERENT ? AGREEMENT_CONTRADICTS
                                        : match == PERSON_MATCH_SAME    ? AGREEMENT_SAME
                                                                        : AGREEMENT_SLIP);
        }
        reread_count(&likeness, agreement_case(a, b));
        reread_count(&likeness, agreement_people(a, b));
        reread_count(&likeness, agreement_field(a, b, FIELD_MADE_ON));
        return likeness;
}

static unsigned
reread_orders_in(const RereadOrder *orders, unsigned count, const char *path)
{
        unsigned found = 0;
        for (unsigned i = 0; i < count; i++)
                found += g_strcmp0(orders[i].path, path) == 0;
        return found;
}

/* How well two fit, more is better; negative: they don't. */
static int
reread_fit(const RereadOrder *held, const RereadOrder *read, bool as_many)
{
        const Likeness likeness = reread_likeness(held->identity, read->identity);
        const bool same_path = g_strcmp0(held->path, read->path) == 0;
        const bool same_place = same_path && held->identity->ordinal == read->identity->ordinal;
        const bool sure = likeness.apart == 0 && likeness.alike >= REREAD_SURE;
        const bool there = same_place && (likeness.apart < 2 || (as_many && !held->decided));
        const bool here = same_path && likeness.apart == 0 && likeness.alike > 0;
        if (!sure && !there && !here)
                return -1;
        const int parts = 1000 - 100 * (int) likeness.apart - 20 * (int) likeness.slips + (int) likeness.alike;
        return 3 * parts + (same_path ? 2 : 0) + (same_place ? 1 : 0);
}

/* What did not change at all is paired without looking further, so that a mail with hundreds of orders takes no time. */
static void
reread_pair_same(const RereadOrder *held, unsigned held_count, const RereadOrder *read, unsigned read_count,
                 bool *taken, int *pairs)
{
        for (unsigned i = 0; i < read_count; i++)
                for (unsigned j = 0; pairs[i] == REREAD_NONE && j < held_count; j++) {
                        if (taken[j] || held[j].identity->ordinal != read[i].identity->ordinal ||
                            g_strcmp0(held[j].path, read[i].path) != 0)
                                continue;
                        const Likeness likeness = reread_likeness(held[j].identity, read[i].identity);
                        if (likeness.apart > 0 || likeness.slips > 0 || likeness.alike < REREAD_SURE)
                                continue;
                        taken[j] = true;
                        pairs[i] = (int) j;
                }
}

/* fits[i * held_count + j] of read[i] and held[j]; those that are paired already fit nobody. */
static int *
reread_fits(const RereadOrder *held, unsigned held_count, const RereadOrder *read, unsigned read_count,
            const bool *taken, const int *pairs)
{
        int *fits = g_new(int, (gsize) held_count *read_count + 1);
        for (unsigned j = 0; j < held_count; j++) {
                const bool as_many = reread_orders_in(held, held_count, held[j].path) ==
                                     reread_orders_in(read, read_count, held[j].path);
                for (unsigned i = 0; i < read_count; i++) {
                        const bool open = !taken[j] && pairs[i] == REREAD_NONE;
                        fits[(gsize) i * held_count + j] = open ? reread_fit(&held[j], &read[i], as_many) : -1;
                }
        }
        return fits;
}

void
reread_pair(const RereadOrder *held, unsigned held_count, const RereadOrder *read, unsigned read_count, int *ret_pairs)
{
        g_autofree bool *taken = g_new0(bool, held_count + 1);
        for (unsigned i = 0; i < read_count; i++)
                ret_pairs[i] = REREAD_NONE;
        reread_pair_same(held, held_count, read, read_count, taken, ret_pairs);
        g_autofree int *fits = reread_fits(held, held_count, read, read_count, taken, ret_pairs);
        for (int best = 0; best >= 0;) {
                unsigned best_held = 0, best_read = 0;
                best = -1;
                for (unsigned i = 0; i < read_count; i++)
                        for (unsigned j = 0; ret_pairs[i] == REREAD_NONE && j < held_count; j++) {
                                const int fit = taken[j] ? -1 : fits[(gsize) i * held_count + j];
                                best_held = fit > best ? j : best_held;
                                best_read = fit > best ? i : best_read;
                                best = MAX(best, fit);
                        }
                if (best < 0)
                        break;
                taken[best_held] = true;
                ret_pairs[best_read] = (int) best_held;
        }
}
