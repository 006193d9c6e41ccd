/* Pairs of orders judged as a caseworker would judge them (tests/pairs). Every verdict that is not the right one is written down
 * there with its reason; any other change of a verdict fails. */
#include "tests/unit/noise.h"
#include "tests/unit/pair_file.h"
#include "tests/unit/pair_order.h"

#include <string.h>

enum { PAIRS_LEAST = 300, NOISE_SEEDS = 5 };

static GPtrArray *cases;

static const PairCase *
pairs_at(guint i)
{
        return g_ptr_array_index(cases, i);
}

static DuplicateLevel
pairs_level(const char *answer)
{
        g_autofree char *word = g_strndup(answer, strcspn(answer, ","));
        return g_str_equal(word, "none") ? DUPLICATE_LEVEL_NONE
                                         : (DuplicateLevel) vocabulary_value(VOCABULARY_DUPLICATE_LEVEL, word);
}

static bool
pairs_sure(const char *answer)
{
        return pairs_level(answer) > DUPLICATE_LEVEL_POSSIBLE;
}

/* What follows the level; "" for two orders without relation. */
static const char *
pairs_relations(const char *answer)
{
        return answer + strcspn(answer, ",");
}

static char *
pairs_answer(const PairCase *pair)
{
        g_autoptr(Identity) a = pair_order_new(pair->a, 1);
        g_autoptr(Identity) b = pair_order_new(pair->b, 2);
        g_autoptr(Identity) c = pair->c == NULL ? NULL : pair_order_new(pair->c, 3);
        return pair_order_answer(a, b, c);
}

static void
test_every_pair(void)
{
        unsigned wrong = 0;
        g_assert_cmpuint(cases->len, >=, PAIRS_LEAST);
        for (guint i = 0; i < cases->len; i++) {
                const PairCase *pair = pairs_at(i);
                g_autofree char *answer = pairs_answer(pair);
                const char *wanted = pair->now != NULL ? pair->now : pair->right;
                if (g_str_equal(answer, wanted))
                        continue;
                wrong++;
                g_test_message("%s (%s): %s, written is %s", pair->place, pair->kind, answer, wanted);
        }
        for (guint i = 0; i < cases->len; i++)
                if (g_strcmp0(pairs_at(i)->now, pairs_at(i)->right) == 0)
                        g_error("%s: what is right needs no other answer", pairs_at(i)->place);
        g_assert_cmpuint(wrong, ==, 0);
}

typedef struct {
        unsigned pairs, right;
        unsigned sure, found, flagged; /* copies; those called so; pairs called so */
        unsigned traps;                /* what is no copy and is called one */
        unsigned related, told;        /* pairs with relations; those that are told all and no other */
} Score;

static void
score_add(Score *score, const char *right, const char *answer)
{
        score->pairs++;
        score->right += g_str_equal(right, answer);
        score->sure += pairs_sure(right);
        score->found += pairs_sure(right) && pairs_level(answer) == pairs_level(right);
        score->flagged += pairs_sure(answer);
        score->traps += pairs_sure(answer) && !pairs_sure(right);
        const bool related = pairs_relations(right)[0] != '\0' || pairs_relations(answer)[0] != '\0';
        score->related += related;
        score->told += related && g_str_equal(pairs_relations(right), pairs_relations(answer));
}

static void
score_print(const char *name, const Score *score)
{
        g_test_message("%-58s %3u pairs, %3u right; copies %3u of %3u; traps called copies %u; relations %3u of %3u",
                       name, score->pairs, score->right, score->found, score->sure, score->traps, score->told,
                       score->related);
}

/* The floors that hold whatever is written as known. */
static void
test_floors(void)
{
        Score all = { 0 }, kind = { 0 };
        for (guint i = 0; i < cases->len; i++) {
                const PairCase *pair = pairs_at(i);
                g_autofree char *answer = pairs_answer(pair);
                score_add(&all, pair->right, answer);
                score_add(&kind, pair->right, answer);
                if (i + 1 < cases->len && g_str_equal(pairs_at(i + 1)->kind, pair->kind))
                        continue;
                score_print(pair->kind, &kind);
                kind = (Score){ 0 };
        }
        score_print("all", &all);
        g_assert_cmpuint(all.traps, ==, 0);
        g_assert_cmpfloat((double) all.found, >=, 0.98 * all.sure);
        g_assert_cmpfloat((double) (all.flagged - all.traps), >=, 0.99 * all.flagged);
        g_assert_cmpfloat((double) all.told, >=, 0.95 * all.related);
}

/* What is judged must be found first: the two share a key by which the register looks. */
static void
test_index_finds(void)
{
        unsigned lost = 0;
        for (guint i = 0; i < cases->len; i++) {
                const PairCase *pair = pairs_at(i);
                g_autofree char *answer = pairs_answer(pair);
                const char *relations = pairs_relations(answer);
                const bool beside = strstr(relations, " a") != NULL || strstr(relations, " b,") != NULL ||
                                    g_str_has_suffix(relations, " b");
                g_autoptr(Identity) a = pair_order_new(pair->a, 1);
                g_autoptr(Identity) b = pair_order_new(pair->b, 2);
                if ((pairs_level(answer) == DUPLICATE_LEVEL_NONE && !beside) || pair_order_meets(a, b))
                        continue;
                lost++;
                g_test_message("%s: %s, and no key in common", pair->place, answer);
        }
        g_assert_cmpuint(lost, ==, 0);
}

static void
test_symmetric(void)
{
        for (guint i = 0; i < cases->len; i++) {
                g_autoptr(Identity) a = pair_order_new(pairs_at(i)->a, 1);
                g_autoptr(Identity) b = pair_order_new(pairs_at(i)->b, 2);
                g_autoptr(DuplicateVerdict) there = duplicate_judge(a, b);
                g_autoptr(DuplicateVerdict) back = duplicate_judge(b, a);
                g_assert_cmpint(there->level, ==, back->level);
                g_assert_cmpfloat(there->score, ==, back->score);
                g_assert_cmpuint(there->reasons->len, ==, back->reasons->len);
                for (guint k = 0; k < there->reasons->len; k++)
                        g_assert_cmpstr(g_ptr_array_index(there->reasons, k), ==, g_ptr_array_index(back->reasons, k));
                g_assert_cmpuint(there->reasons->len > 0, ==, there->level > DUPLICATE_LEVEL_NONE);
                g_assert_true(there->score >= 0 && there->score <= 1);
        }
}

/* A further part in common never lowers level or score. */
static void
test_more_in_common(void)
{
        static const char *const parts[] = { "court",     "number", "respondent", "born",
                                             "protected", "made",   "ends",       "poa_ends" };
        unsigned tried = 0;
        for (guint i = 0; i < cases->len * G_N_ELEMENTS(parts); i++) {
                const PairCase *pair = pairs_at(i / G_N_ELEMENTS(parts));
                const char *part = parts[i % G_N_ELEMENTS(parts)], *value = g_hash_table_lookup(pair->a, part);
                g_autoptr(GHashTable) more = noise_read(pair->b, 0, 0);
                if (g_hash_table_lookup(pair->b, "picture") == NULL)
                        (void) g_hash_table_remove(more, "picture");
                if (value == NULL || g_strcmp0(g_hash_table_lookup(pair->b, part), value) == 0)
                        continue;
                (void) g_hash_table_insert(more, g_strdup(part), g_strdup(value));
                g_autoptr(Identity) a = pair_order_new(pair->a, 1);
                g_autoptr(Identity) before = pair_order_new(pair->b, 2);
                g_autoptr(Identity) after = pair_order_new(more, 2);
                before->has_text = after->has_text = false;
                g_autoptr(DuplicateVerdict) less = duplicate_judge(a, before);
                g_autoptr(DuplicateVerdict) full = duplicate_judge(a, after);
                if (less->level == DUPLICATE_LEVEL_NONE)
                        continue;
                tried++;
                if (full->level < less->level || full->score < less->score)
                        g_error("%s: with the same %s %d %.3f, without it %d %.3f", pair->place, part, full->level,
                                full->score, less->level, less->score);
        }
        g_assert_cmpuint(tried, >, PAIRS_LEAST / 2);
}

/* What the pairs of one strength are called: copies, what is possibly one order, other orders. */
typedef struct {
        unsigned called[3][3]; /* by what is right, then by what is said: sure, possible, neither */
        unsigned related, told;
} Noise;

/* Sure, possible, neither: 0, 1, 2. */
static unsigned
noise_column(const char *answer)
{
        return pairs_sure(answer) ? 0 : pairs_level(answer) == DUPLICATE_LEVEL_POSSIBLE ? 1 : 2;
}

static void
noise_count(Noise *noise, const PairCase *pair, const char *answer)
{
        noise->called[noise_column(pair->right)][noise_column(answer)]++;
        const char *relations = pairs_relations(pair->right);
        noise->related += relations[0] != '\0';
        noise->told += relations[0] != '\0' && g_str_equal(relations, pairs_relations(answer));
        if (noise_column(pair->right) == 2 && pairs_sure(answer))
                g_test_message("called a copy: %s", pair->place);
}

static void
noise_line(GString *table, unsigned strength)
{
        static const char *const names[] = { "copies", "possibly one", "other orders" };
        Noise noise = { .related = 0 };
        for (guint i = 0; i < cases->len; i++)
                for (guint32 seed = 1; seed <= NOISE_SEEDS; seed++) {
                        const PairCase *pair = pairs_at(i);
                        g_autoptr(GHashTable) read = noise_read(pair->b, strength, seed * 1000 + i);
                        const PairCase noisy = { .a = pair->a, .b = read, .c = pair->c };
                        g_autofree char *answer = pairs_answer(&noisy);
                        noise_count(&noise, pair, answer);
                }
        for (unsigned row = 0; row < G_N_ELEMENTS(names); row++)
                g_string_append_printf(table, "strength %u, %s: %u sure, %u possible, %u neither\n", strength,
                                       names[row], noise.called[row][0], noise.called[row][1], noise.called[row][2]);
        g_string_append_printf(table, "strength %u, relations: %u of %u\n", strength, noise.told, noise.related);
        /* of a good scan nearly every copy is seen, and hardly another order is taken for one */
        const unsigned copies = noise.called[0][0] + noise.called[0][1] + noise.called[0][2];
        g_assert_cmpuint(noise.called[2][0], <=, 1);
        if (strength == 1)
                g_assert_cmpuint(noise.called[0][2] * 100, <=, copies);
}

static void
test_noise(void)
{
        g_autoptr(GString) table = g_string_new(NULL);
        for (unsigned strength = 1; strength <= NOISE_STRENGTHS; strength++)
                noise_line(table, strength);
        g_autofree char *path = g_build_filename(PAIRS_FOLDER, "noise.txt", NULL);
        g_autofree char *written = NULL;
        (void) g_file_get_contents(path, &written, NULL, NULL);
        g_assert_cmpstr(written, ==, table->str);
}

int
main(int argc, char **argv)
{
        g_test_init(&argc, &argv, NULL);
        cases = pair_file_read(PAIRS_FOLDER);
        g_test_add_func("/pairs/every-pair", test_every_pair);
        g_test_add_func("/pairs/floors", test_floors);
        g_test_add_func("/pairs/index-finds", test_index_finds);
        g_test_add_func("/pairs/symmetric", test_symmetric);
        g_test_add_func("/pairs/more-in-common", test_more_in_common);
        g_test_add_func("/pairs/noise", test_noise);
        const int result = g_test_run();
        g_ptr_array_unref(cases);
        return result;
}
