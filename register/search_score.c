#include "register/search_score.h"

#include "base/text.h"
#include "register/case_number.h"
#include "register/search_word.h"

#include <string.h>

/* Weights of what is not a word, as those of words; SIDE is what neighbours in one name add. */
enum {
        SCORE_BORN = 130,
        SCORE_BORN_SLIP = 90,
        SCORE_BORN_UNKNOWN = 35,
        SCORE_NUMBER = 180,
        SCORE_MADE = 100,
        SCORE_INITIAL = 25,
        SCORE_SIDE = 30,
        SCORE_PLACE_SHARE = 90, /* of a hundred: a name that is a place's */
};

/* Where a term was found best. */
typedef struct {
        unsigned weight;
        SearchParty party;
        guint name; /* among those of the party */
        bool place;
        const char *why;
        char *held;
} ScoreHit;

SearchFacts *
search_facts_new(void)
{
        SearchFacts *facts = g_new0(SearchFacts, 1);
        for (unsigned i = 0; i <= SEARCH_PARTY_CHILD; i++)
                facts->names[i] = g_ptr_array_new_with_free_func(g_free);
        GPtrArray **const lists[] = { &facts->born, &facts->made, &facts->numbers, &facts->places };
        for (unsigned i = 0; i < G_N_ELEMENTS(lists); i++)
                *lists[i] = g_ptr_array_new_with_free_func(g_free);
        return facts;
}

void
search_facts_free(SearchFacts *facts)
{
        for (unsigned i = 0; i <= SEARCH_PARTY_CHILD; i++)
                g_ptr_array_unref(facts->names[i]);
        g_ptr_array_unref(facts->born);
        g_ptr_array_unref(facts->made);
        g_ptr_array_unref(facts->numbers);
        g_ptr_array_unref(facts->places);
        g_free(facts);
}

void
search_mark_clear(SearchMark *mark)
{
        g_clear_pointer(&mark->reasons, g_ptr_array_unref);
}

GPtrArray *
search_score_words(const char *held)
{
        g_autofree char *folded = text_fold(held);
        GPtrArray *words = g_ptr_array_new_with_free_func(g_free);
        g_autoptr(GString) word = g_string_new(NULL);
        for (const char *at = folded;; at = g_utf8_next_char(at)) {
                const gunichar letter = g_utf8_get_char(at);
                if (g_unichar_isalnum(letter) || g_unichar_ismark(letter))
                        g_string_append_unichar(word, letter);
                else if (letter != '\'' && word->len > 0) {
                        g_ptr_array_add(words, g_strdup(word->str));
                        g_string_truncate(word, 0);
                }
                if (letter == '\0')
                        break;
        }
        /* "o" "neill", "van" "berg", "me4" "4ab": as one word too */
        const guint single = words->len;
        for (guint i = 0; i + 1 < single; i++) {
                const char *first = g_ptr_array_index(words, i), *second = g_ptr_array_index(words, i + 1);
                if (strlen(first) <= 4 || strlen(second) <= 3)
                        g_ptr_array_add(words, g_strconcat(first, second, NULL));
        }
        return words;
}

static bool
score_heard(const SearchIndex *index, const char *typed, const char *held)
{
        if (index == NULL || index->heard == NULL)
                return false;
        g_autofree char *key = g_strdup_printf("%s\t%s", typed, held);
        return g_hash_table_contains(index->heard, key);
}

static unsigned
score_word(const SearchTerm *term, const char *held, const SearchIndex *index, const char **ret_why)
{
        if (term->kind == SEARCH_TERM_INITIAL) {
                *ret_why = g_str_equal(term->text, held) ? NULL : "the initial";
                return g_str_equal(term->text, held)                                 ? SCORE_INITIAL + 20
                       : g_str_has_prefix(held, term->text) && term->text[1] == '\0' ? SCORE_INITIAL
                                                                                     : 0;
        }
        const unsigned whole = search_word_weight(term->text, held, score_heard(index, term->text, held), ret_why);
        if (term->less == NULL)
                return whole;
        const char *why = NULL;
        const unsigned less = search_word_weight(term->less, held, score_heard(index, term->less, held), &why);
        if (less * 96 / 100 <= whole)
                return whole;
        *ret_why = why;
        return less * 96 / 100;
}

/* A weight that was worked out, and its reason. */
typedef struct {
        unsigned weight;
        const char *why;
} ScoreWeight;

GHashTable *
search_score_memory(void)
{
        return g_hash_table_new_full(g_direct_hash, g_direct_equal, NULL, (GDestroyNotify) g_hash_table_unref);
}

static unsigned
score_word_known(const SearchTerm *term, const char *held, const SearchIndex *index, const char **ret_why)
{
        if (index == NULL || index->weighed == NULL)
                return score_word(term, held, index, ret_why);
        GHashTable *words = g_hash_table_lookup(index->weighed, term);
        if (words == NULL) {
                words = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
                (void) g_hash_table_insert(index->weighed, (gpointer) (guintptr) term, words);
        }
        ScoreWeight *weight = g_hash_table_lookup(words, held);
        if (weight == NULL) {
                weight = g_new0(ScoreWeight, 1);
                weight->weight = score_word(term, held, index, &weight->why);
                (void) g_hash_table_insert(words, g_strdup(held), weight);
        }
        *ret_why = weight->why;
        return weight->weight;
}

/* A name or place of the facts, taken apart once for all terms. */
typedef struct {
        GPtrArray *words;
        SearchParty party;
        guint name;
        bool place;
} ScoreName;

static void
score_name_clear(gpointer data)
{
        g_ptr_array_unref(((ScoreName *) data)->words);
}

static void
score_add_names(GArray *names, const GPtrArray *printed, SearchParty party, bool place)
{
        for (guint i = 0; i < printed->len; i++) {
                const ScoreName name = { search_score_words(g_ptr_array_index(printed, i)), party, i, place };
                g_array_append_val(names, name);
        }
}

static GArray *
score_names(const SearchFacts *facts)
{
        GArray *names = g_array_new(FALSE, FALSE, sizeof(ScoreName));
        g_array_set_clear_func(names, score_name_clear);
        for (unsigned party = 0; party <= SEARCH_PARTY_CHILD; party++)
                score_add_names(names, facts->names[party], (SearchParty) party, false);
        score_add_names(names, facts->places, SEARCH_PARTY_RESPONDENT, true);
        return names;
}

static void
score_try(ScoreHit *hit, const SearchTerm *term, const ScoreName *name, const SearchIndex *index)
{
        for (guint i = 0; i < name->words->len; i++) {
                const char *why = NULL;
                unsigned weight = score_word_known(term, g_ptr_array_index(name->words, i), index, &why);
                weight = name->place                         ? weight * SCORE_PLACE_SHARE / 100
                         : name->party == SEARCH_PARTY_CHILD ? weight * 97 / 100
                                                             : weight;
                if (weight <= hit->weight)
                        continue;
                g_free(hit->held);
                *hit = (ScoreHit){ weight,      name->party, name->name,
                                   name->place, why,         g_strdup(g_ptr_array_index(name->words, i)) };
        }
}

static ScoreHit
score_find(const SearchTerm *term, const GArray *names, const SearchIndex *index)
{
        ScoreHit hit = { 0 };
        for (guint i = 0; i < names->len; i++)
                score_try(&hit, term, &g_array_index(names, ScoreName, i), index);
        return hit;
}

static void
score_say_word(SearchMark *mark, const SearchTerm *term, const ScoreHit *hit)
{
        static const char *const parties[] = { "respondent", "also known as", "protected", "child" };
        const char *where = hit->place ? "address or court" : parties[hit->party];
        if (hit->weight == 0)
                g_ptr_array_add(mark->reasons, g_strdup_printf("%s: not in this order", term->text));
        else if (hit->why == NULL)
                g_ptr_array_add(mark->reasons, g_strdup_printf("%s (%s)", hit->held, where));
        else
                g_ptr_array_add(mark->reasons,
                                g_strdup_printf("%s, %s: %s (%s)", term->text, hit->why, hit->held, where));
}

/* Words typed side by side that stand in one person's name. An alias is the respondent's name. */
static bool
score_beside(const SearchTerm *a, const ScoreHit *x, const SearchTerm *b, const ScoreHit *y)
{
        if (a->phrase != b->phrase || x->weight == 0 || y->weight == 0 || x->place != y->place)
                return false;
        const bool respondent = x->party <= SEARCH_PARTY_ALIAS && y->party <= SEARCH_PARTY_ALIAS;
        return x->place ? x->name == y->name : respondent || (x->party == y->party && x->name == y->name);
}

static unsigned
score_born(const SearchTerm *term, const SearchFacts *facts, SearchMark *mark)
{
        unsigned least = 3;
        const char *nearest = NULL;
        for (guint i = 0; i < facts->born->len; i++) {
                const unsigned slips = search_word_born_slips(term->text, g_ptr_array_index(facts->born, i));
                if (slips < least) {
                        least = slips;
                        nearest = g_ptr_array_index(facts->born, i);
                }
        }
        if (nearest == NULL)
                g_ptr_array_add(mark->reasons, g_strdup("date of birth not on the order"));
        else if (least == 0)
                g_ptr_array_add(mark->reasons, g_strdup_printf("born %s", nearest));
        else
                g_ptr_array_add(mark->reasons, g_strdup_printf(least == 1 ? "born %s, one slip from what was typed"
                                                                          : "ANOTHER DATE OF BIRTH: %s",
                                                               nearest));
        mark->born_unknown = nearest == NULL;
        mark->born_differs = least == 2;
        return nearest == NULL ? SCORE_BORN_UNKNOWN : least == 0 ? SCORE_BORN : least == 1 ? SCORE_BORN_SLIP : 0;
}

static unsigned
score_number(const SearchTerm *term, const SearchFacts *facts, SearchMark *mark)
{
        unsigned best = 0;
        const char *nearest = NULL;
        for (guint i = 0; i < facts->numbers->len; i++) {
                g_autofree char *normal = case_number_normalise(g_ptr_array_index(facts->numbers, i));
                g_autofree char *held = g_ascii_strdown(normal, -1);
                const unsigned slips = search_word_slips(term->text, held, 1);
                const bool part = strstr(held, term->text) != NULL;
                const unsigned weight = slips == 0   ? SCORE_NUMBER
                                        : part       ? SCORE_NUMBER * 8 / 10
                                        : slips == 1 ? SCORE_NUMBER * 7 / 10
                                                     : 0;
                if (weight > best) {
                        best = weight;
                        nearest = g_ptr_array_index(facts->numbers, i);
                }
        }
        g_ptr_array_add(mark->reasons,
                        best == 0 ? g_strdup_printf("%s: another number", term->text)
                                  : g_strdup_printf(best == SCORE_NUMBER ? "number %s" : "number %s, nearly", nearest));
        return best;
}

static unsigned
score_made(const SearchTerm *term, const SearchFacts *facts, SearchMark *mark)
{
        for (guint i = 0; i < facts->made->len; i++)
                if (search_word_born_slips(term->text, g_ptr_array_index(facts->made, i)) == 0) {
                        g_ptr_array_add(mark->reasons, g_strdup_printf("made %s", term->text));
                        return SCORE_MADE;
                }
        return 0;
}

static unsigned
score_worth(const SearchTerm *term)
{
        switch (term->kind) {
        case SEARCH_TERM_BORN:
                return SCORE_BORN;
        case SEARCH_TERM_NUMBER:
                return SCORE_NUMBER;
        case SEARCH_TERM_MADE:
                return SCORE_MADE;
        case SEARCH_TERM_INITIAL:
                return SCORE_INITIAL;
        case SEARCH_TERM_WORD:
        default:
                return SEARCH_WORD_EQUAL;
        }
}

static bool
score_is_word(const SearchTerm *term)
{
        return term->kind == SEARCH_TERM_WORD || term->kind == SEARCH_TERM_INITIAL;
}

SearchMark
search_score(const SearchLine *line, const SearchFacts *facts, const SearchIndex *index)
{
        SearchMark mark = { .reasons = g_ptr_array_new_with_free_func(g_free) };
        ScoreHit hits[SEARCH_LINE_TERMS] = { 0 };
        g_autoptr(GArray) names = score_names(facts);
        unsigned got = 0, worth = 0;
        for (guint i = 0; i < line->terms->len; i++) {
                const SearchTerm *term = g_ptr_array_index(line->terms, i);
                worth += score_worth(term);
                if (score_is_word(term)) {
                        hits[i] = score_find(term, names, index);
                        got += hits[i].weight;
                        score_say_word(&mark, term, &hits[i]);
                } else
                        got += term->kind == SEARCH_TERM_BORN     ? score_born(term, facts, &mark)
                               : term->kind == SEARCH_TERM_NUMBER ? score_number(term, facts, &mark)
                                                                  : score_made(term, facts, &mark);
        }
        for (guint i = 0; i + 1 < line->terms->len; i++) {
                const SearchTerm *a = g_ptr_array_index(line->terms, i), *b = g_ptr_array_index(line->terms, i + 1);
                if (!score_is_word(a) || !score_is_word(b) || a->phrase != b->phrase)
                        continue;
                worth += SCORE_SIDE;
                got += score_beside(a, &hits[i], b, &hits[i + 1]) ? SCORE_SIDE : 0;
        }
        for (guint i = 0; i < SEARCH_LINE_TERMS; i++)
                g_free(hits[i].held);
        mark.mark = worth == 0 ? 0 : MIN(got * SEARCH_MARK_MOST / worth, SEARCH_MARK_MOST);
        return mark;
}
