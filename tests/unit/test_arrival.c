/* A chain of orders, their copies and what looks like them, written in every sampled order: the same groups, the same
 * representatives, the same pairs, the same relations. What the database does with statements is done here with lists. */
#include "db/entry_group.h"
#include "register/relation.h"
#include "tests/unit/chain_case.h"

#include <string.h>

enum { ARRIVAL_SAMPLES = 300 };

typedef struct {
        Identity *identities[CHAIN_ORDERS];
        gint64 heads[CHAIN_ORDERS]; /* entry of the representative; 0: not written yet */
        DuplicateLevel pairs[CHAIN_ORDERS][CHAIN_ORDERS];
} Register;

static Identity *
arrival_identity(unsigned i)
{
        Identity *identity = identity_new();
        identity->entry_id = identity->message_id = identity->received_at = i + 1;
        identity->message_sha256 = g_strdup_printf("message %u", i);
        identity->document_sha256 = g_strdup_printf("file %u", i);
        identity->order_type = chain[i].order_type;
        identity->action = chain[i].action;
        identity->recognised = chain[i].picture;
        for (unsigned k = 0; k < CHAIN_FIELDS; k++)
                identity_set(identity, chain[i].fields[k].field, chain[i].fields[k].text);
        return identity;
}

static void
register_clear(Register *held)
{
        for (unsigned i = 0; i < CHAIN_ORDERS; i++)
                identity_free(held->identities[i]);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Register, register_clear)

static bool
register_group_is_sure(const Register *held, gint64 head, unsigned fresh)
{
        for (unsigned i = 0; i < CHAIN_ORDERS; i++) {
                if (held->heads[i] != head)
                        continue;
                g_autoptr(DuplicateVerdict) verdict = duplicate_judge(held->identities[i], held->identities[fresh]);
                if (verdict->level > DUPLICATE_LEVEL_POSSIBLE)
                        return true;
        }
        return false;
}

static void
register_apply(Register *held, const EntryGroups *groups)
{
        for (guint i = 0; i < groups->members->len; i++)
                memset(held->pairs[g_array_index(groups->members, gint64, i) - 1], 0, sizeof held->pairs[0]);
        for (guint i = 0; i < groups->pairs->len; i++) {
                const EntryPair *pair = g_ptr_array_index(groups->pairs, i);
                held->pairs[pair->entry_id - 1][pair->earlier_entry_id - 1] = pair->verdict->level;
        }
        for (guint i = 0; i + 1 < groups->heads->len; i += 2) {
                const gint64 entry = g_array_index(groups->heads, gint64, i),
                             head = g_array_index(groups->heads, gint64, i + 1);
                held->heads[entry - 1] = head == 0 ? entry : head;
        }
}

static void
register_write(Register *held, unsigned fresh)
{
        EntryMember members[CHAIN_ORDERS];
        g_autoptr(GPtrArray) candidates = g_ptr_array_new();
        for (unsigned i = 0; i < CHAIN_ORDERS; i++) {
                members[i] = (EntryMember){ .identity = held->identities[i],
                                            .head = i == fresh ? i + 1 : held->heads[i],
                                            .state = ENTRY_STATE_PENDING,
                                            .fresh = i == fresh };
                if (i == fresh || (held->heads[i] != 0 && register_group_is_sure(held, held->heads[i], fresh)))
                        g_ptr_array_add(candidates, &members[i]);
        }
        held->heads[fresh] = fresh + 1;
        g_autoptr(GPtrArray) verdicts = g_ptr_array_new();
        g_autoptr(EntryGroups) groups = entry_groups_new(candidates, verdicts, false);
        register_apply(held, groups);
}

static void
register_say_relation(GString *words, unsigned acting, Relation *relation)
{
        g_autoptr(Relation) owned = relation;
        if (owned != NULL)
                g_string_append_printf(words, "%u %s %d; ", acting + 1,
                                       vocabulary_word(VOCABULARY_RELATION, owned->kind),
                                       (int) owned->earlier_entry_id);
}

/* All that the register says, with what lies beside an order handed over in the sampled order. */
static char *
register_words(const Register *held, const unsigned order[CHAIN_ORDERS])
{
        GString *words = g_string_new(NULL);
        for (unsigned i = 0; i < CHAIN_ORDERS; i++) {
                g_string_append_printf(words, "%u of %d; ", i + 1, (int) held->heads[i]);
                for (unsigned j = 0; j < CHAIN_ORDERS; j++)
                        if (held->pairs[i][j] > DUPLICATE_LEVEL_NONE)
                                g_string_append_printf(words, "%u>%u:%s; ", i + 1, j + 1,
                                                       vocabulary_word(VOCABULARY_DUPLICATE_LEVEL, held->pairs[i][j]));
        }
        for (unsigned i = 0; i < CHAIN_ORDERS; i++) {
                g_autoptr(GPtrArray) others = g_ptr_array_new();
                for (unsigned k = 0; k < CHAIN_ORDERS; k++)
                        if (held->heads[order[k]] == order[k] + 1 && held->heads[i] != order[k] + 1)
                                g_ptr_array_add(others, held->identities[order[k]]);
                register_say_relation(words, i, relation_main(held->identities[i], others));
                for (unsigned j = 0; held->heads[i] == i + 1 && j < CHAIN_ORDERS; j++)
                        if (held->heads[j] == j + 1 && i != j)
                                register_say_relation(words, i,
                                                      relation_beside(held->identities[i], held->identities[j]));
        }
        return g_string_free(words, FALSE);
}

static char *
arrival_result(guint32 seed)
{
        unsigned order[CHAIN_ORDERS];
        g_auto(Register) held = { 0 };
        for (unsigned i = 0; i < CHAIN_ORDERS; i++)
                held.identities[i] = arrival_identity(i);
        chain_shuffle(order, seed);
        for (unsigned i = 0; i < CHAIN_ORDERS; i++)
                register_write(&held, seed == 0 ? i : order[i]);
        return register_words(&held, order);
}

static void
test_any_order(void)
{
        g_autofree char *first = arrival_result(0);
        g_test_message("%s", first);
        for (guint32 seed = 1; seed <= ARRIVAL_SAMPLES; seed++) {
                g_autofree char *words = arrival_result(seed);
                g_assert_cmpstr(words, ==, first);
        }
}

/* The copies hang together, nothing else does, and each change names what it changes. */
static void
test_what_is_told(void)
{
        static const char *const told[] = { "2>1:same_order", "4>3:same_order", "5>3:same_order",
                                            "7>6:same_order", "3 succeeds 1",   "6 varies 3",
                                            "8 extends 3",    "9 discharges 3", "12 same_respondent 3",
                                            "10 of 10",       "11 of 11",       "12 of 12" };
        static const char *const not_told[] = {
                ">10:", "10>", ">11:", "11>", ">12:", "12>", "6>3", "11 same_respondent"
        };
        g_autofree char *words = arrival_result(0);
        for (unsigned i = 0; i < G_N_ELEMENTS(told); i++)
                if (strstr(words, told[i]) == NULL)
                        g_error("%s is not told: %s", told[i], words);
        for (unsigned i = 0; i < G_N_ELEMENTS(not_told); i++)
                if (strstr(words, not_told[i]) != NULL)
                        g_error("%s is told: %s", not_told[i], words);
}

int
main(int argc, char **argv)
{
        g_test_init(&argc, &argv, NULL);
        g_test_add_func("/arrival/any-order", test_any_order);
        g_test_add_func("/arrival/what-is-told", test_what_is_told);
        return g_test_run();
}
