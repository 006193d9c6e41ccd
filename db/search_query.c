#include "db/search_query.h"

#include "base/text.h"
#include "register/nickname.h"
#include "register/search_word.h"

#include <string.h>

/* NEAREST: words of the index that are taken for one typed word; BEGINNING: those that it is the start of, beside them. HALF: letters from
 * which on a word is taken for the start of one; SHORT: until which it is, though somebody bears it as it is. */
enum {
        QUERY_NEAREST = 30,
        QUERY_BEGINNING = 12,
        QUERY_LEAST = 50,
        QUERY_HALF = 3,
        QUERY_SHORT = 4,
        QUERY_WORD = 40,
        QUERY_TAIL = 6
};

/* What a typed word stands for: itself; names that are nearly so, and where nobody bears it all that begin so; short ones too. */
typedef enum { QUERY_EXACT, QUERY_WIDE, QUERY_BEGUN } QueryWidth;

typedef struct {
        char *word;
        bool is_name;
        unsigned weight;
} QueryWord;

typedef struct {
        const SearchTerm *term;
        GArray *near;                 /* of QueryWord */
        GArray *beginning;            /* of QueryWord: names of which it is the start */
        bool known_name, known_place; /* somebody bears it, or lives there, as it is */
} QueryTerm;

struct SearchQuery {
        const SearchLine *line;
        GArray *words;  /* of QueryTerm: what is a name or a place */
        GArray *others; /* of QueryTerm: days and numbers */
        GHashTable *heard;
};

static void
query_word_clear(gpointer data)
{
        g_free(((QueryWord *) data)->word);
}

static void
query_term_clear(gpointer data)
{
        g_array_unref(((QueryTerm *) data)->near);
        g_array_unref(((QueryTerm *) data)->beginning);
}

SearchQuery *
search_query_new(const SearchLine *line)
{
        SearchQuery *query = g_new0(SearchQuery, 1);
        query->line = line;
        query->words = g_array_new(FALSE, FALSE, sizeof(QueryTerm));
        query->others = g_array_new(FALSE, FALSE, sizeof(QueryTerm));
        query->heard = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
        g_array_set_clear_func(query->words, query_term_clear);
        g_array_set_clear_func(query->others, query_term_clear);
        for (guint i = 0; i < line->terms->len; i++) {
                QueryTerm term = { .term = g_ptr_array_index(line->terms, i) };
                if (term.term->kind == SEARCH_TERM_INITIAL)
                        continue;
                term.near = g_array_new(FALSE, FALSE, sizeof(QueryWord));
                term.beginning = g_array_new(FALSE, FALSE, sizeof(QueryWord));
                g_array_set_clear_func(term.near, query_word_clear);
                g_array_set_clear_func(term.beginning, query_word_clear);
                g_array_append_val(*(term.term->kind == SEARCH_TERM_WORD ? &query->words : &query->others), term);
        }
        return query;
}

void
search_query_free(SearchQuery *query)
{
        g_array_unref(query->words);
        g_array_unref(query->others);
        g_hash_table_unref(query->heard);
        g_free(query);
}

/* An element of a text[] that holds letters, figures and what a query is made of. */
static void
query_element(GString *array, const char *text)
{
        g_string_append(array, array->len > 1 ? ",\"" : "\"");
        for (; *text != '\0'; text++) {
                if (*text == '"' || *text == '\\')
                        g_string_append_c(array, '\\');
                g_string_append_c(array, *text);
        }
        g_string_append_c(array, '"');
}

static char *
query_array(const GPtrArray *texts)
{
        GString *array = g_string_new("{");
        for (guint i = 0; i < texts->len; i++)
                query_element(array, g_ptr_array_index(texts, i));
        g_string_append_c(array, '}');
        return g_string_free(array, FALSE);
}

char *
search_query_words(const SearchQuery *query)
{
        g_autoptr(GPtrArray) words = g_ptr_array_new();
        for (guint i = 0; i < query->words->len; i++) {
                const SearchTerm *term = g_array_index(query->words, QueryTerm, i).term;
                g_ptr_array_add(words, term->text);
                if (term->less != NULL)
                        g_ptr_array_add(words, term->less);
        }
        return query_array(words);
}

/* Keeps so many of the greatest weight. */
static void
query_keep(GArray *near, guint most, const char *word, bool is_name, unsigned weight)
{
        guint at = 0;
        while (at < near->len && g_array_index(near, QueryWord, at).weight >= weight)
                at++;
        if (at == most)
                return;
        const QueryWord kept = { g_strdup(word), is_name, weight };
        g_array_insert_val(near, at, kept);
        if (near->len > most)
                g_array_set_size(near, most);
}

void
search_query_add(SearchQuery *query, const char *asked, const char *word, bool is_name, bool heard)
{
        if (heard)
                (void) g_hash_table_add(query->heard, g_strdup_printf("%s\t%s", asked, word));
        const unsigned weight = search_word_weight(asked, word, heard, NULL);
        const bool begins = g_str_has_prefix(word, asked) && !g_str_equal(word, asked);
        for (guint i = 0; i < query->words->len && weight >= QUERY_LEAST; i++) {
                QueryTerm *term = &g_array_index(query->words, QueryTerm, i);
                if (!g_str_equal(term->term->text, asked) && g_strcmp0(term->term->less, asked) != 0)
                        continue;
                if (g_str_equal(word, asked))
                        *(is_name ? &term->known_name : &term->known_place) = true;
                if (begins)
                        query_keep(term->beginning, QUERY_BEGINNING, word, is_name,
                                   (unsigned) (UINT8_MAX - MIN(strlen(word), UINT8_MAX)));
                if (!begins || heard)
                        query_keep(term->near, QUERY_NEAREST, word, is_name, weight);
        }
}

GHashTable *
search_query_heard(const SearchQuery *query)
{
        return query->heard;
}

/* One lexeme more of an alternative, once: 'wmarlow', or 'wmar':* */
static void
query_lexeme(GString *any, char kind, const char *word, bool start)
{
        g_autofree char *cut = text_shorten(word, QUERY_WORD);
        g_autoptr(GString) quoted = g_string_new(cut);
        (void) g_string_replace(quoted, "\\", "\\\\", 0);
        (void) g_string_replace(quoted, "'", "''", 0);
        g_autofree char *lexeme = g_strdup_printf("'%c%s'%s", kind, quoted->str, start ? ":*" : "");
        if (strstr(any->str, lexeme) == NULL)
                g_string_append_printf(any, "%s%s", any->len > 0 ? " | " : "", lexeme);
}

static void
query_near(GString *any, const char *kinds, const GArray *near)
{
        for (guint i = 0; i < near->len; i++) {
                const QueryWord *word = &g_array_index(near, QueryWord, i);
                query_lexeme(any, kinds[0] == 'x' ? 'x' : word->is_name ? 'w' : 'a', word->word, false);
        }
}

/* A typed word as alternatives. kinds: the letters of the keys that it may be, "wa" or "x". All that begins with a name which many bear is
 * far more than can be read in the time of an answer. */
static char *
query_alternatives(const QueryTerm *term, const char *kinds, QueryWidth width)
{
        GString *any = g_string_new(NULL);
        const char *const typed[] = { term->term->text, term->term->less };
        for (unsigned i = 0; i < G_N_ELEMENTS(typed); i++)
                for (const char *kind = kinds; typed[i] != NULL && *kind != '\0'; kind++) {
                        const bool known = *kind == 'w' ? term->known_name : *kind == 'a' && term->known_place;
                        const glong letters = g_utf8_strlen(typed[i], -1);
                        const bool begins =
                            width != QUERY_EXACT && (!known || (width == QUERY_BEGUN && letters <= QUERY_SHORT));
                        query_lexeme(any, *kind, typed[i], begins && letters >= QUERY_HALF);
                }
        if (width == QUERY_EXACT)
                return g_string_free(any, FALSE);
        g_autoptr(GPtrArray) names = nickname_others(term->term->text);
        for (guint i = 0; i < names->len; i++)
                query_lexeme(any, kinds[0], g_ptr_array_index(names, i), false);
        query_near(any, kinds, term->near);
        query_near(any, kinds, term->beginning);
        return g_string_free(any, FALSE);
}

static void
query_day(GString *any, char kind, const char *iso)
{
        g_autoptr(GString) figures = g_string_new(iso);
        (void) g_string_replace(figures, "-", "", 0);
        query_lexeme(any, kind, figures->str, figures->len == 4);
}

/* A number, its end, and each way in which one figure is another or two are turned round. */
static void
query_number(GString *any, const char *number, bool wide)
{
        const size_t length = strlen(number);
        query_lexeme(any, 'n', number, true);
        if (length <= QUERY_TAIL)
                query_lexeme(any, 't', number, false);
        g_autofree char *slip = g_strdup(number);
        for (size_t i = 0; wide && length <= QUERY_WORD && i < length; i++) {
                for (char figure = '0'; figure <= '9' && g_ascii_isdigit(number[i]); figure++) {
                        slip[i] = figure;
                        if (figure != number[i])
                                query_lexeme(any, 'n', slip, false);
                }
                slip[i] = number[i];
                if (i + 1 < length && number[i] != number[i + 1]) {
                        slip[i] = number[i + 1];
                        slip[i + 1] = number[i];
                        query_lexeme(any, 'n', slip, false);
                        memcpy(slip, number, length);
                }
        }
}

static char *
query_other(const SearchTerm *term, bool wide)
{
        GString *any = g_string_new(NULL);
        if (term->kind == SEARCH_TERM_NUMBER)
                query_number(any, term->text, wide);
        else
                query_day(any, term->kind == SEARCH_TERM_BORN ? 'b' : 'm', term->text);
        if (term->kind == SEARCH_TERM_BORN && wide) {
                g_autoptr(GPtrArray) near = search_word_born_near(term->text);
                for (guint i = 0; i < near->len; i++)
                        query_day(any, 'b', g_ptr_array_index(near, i));
        }
        return g_string_free(any, FALSE);
}

/* All words but the one at skip, and also, a line each: parts that must all be met. NULL when none is left. */
static char *
query_and(const SearchQuery *query, const char *kinds, QueryWidth width, guint skip, const char *also)
{
        GString *all = g_string_new(NULL);
        for (guint i = 0; i < query->words->len; i++) {
                if (i == skip)
                        continue;
                g_autofree char *any = query_alternatives(&g_array_index(query->words, QueryTerm, i), kinds, width);
                g_string_append_printf(all, "%s%s", all->len > 0 ? "\n" : "", any);
        }
        if (also != NULL && all->len > 0)
                g_string_append_printf(all, "\n%s", also);
        return g_string_free(all, all->len == 0);
}

static void
query_take(GPtrArray *queries, char *text)
{
        if (text != NULL)
                g_ptr_array_add(queries, text);
}

/* What was typed, then with all that is nearly so: of names that very many bear, the first brings all that can be shown. */
static void
query_take_words(GPtrArray *queries, const SearchQuery *query, const char *kinds, const char *also)
{
        query_take(queries, query_and(query, kinds, QUERY_EXACT, G_MAXUINT, also));
        g_autofree char *wide = query_and(query, kinds, QUERY_WIDE, G_MAXUINT, also);
        if (wide != NULL)
                query_take(queries, g_strconcat("+", wide, NULL));
}

char *
search_query_together(const SearchQuery *query)
{
        g_autoptr(GPtrArray) queries = g_ptr_array_new_with_free_func(g_free);
        for (guint i = 0; i < query->others->len; i++) {
                const SearchTerm *term = g_array_index(query->others, QueryTerm, i).term;
                g_autofree char *exact = query_other(term, false);
                g_autofree char *wide = query_other(term, true);
                query_take_words(queries, query, "wa", wide);
                if (query->words->len == 0 || term->kind == SEARCH_TERM_NUMBER) {
                        query_take(queries, g_steal_pointer(&exact));
                        query_take(queries, g_steal_pointer(&wide));
                }
        }
        query_take_words(queries, query, "wa", NULL);
        if (queries->len == 0 && query->line->ending_from != NULL)
                query_take(queries, g_strdup(""));
        return query_array(queries);
}

/* A word that somebody bears may still be the start of another: "will". */
static bool
query_may_begin(const SearchQuery *query)
{
        for (guint i = 0; i < query->words->len; i++) {
                const QueryTerm *term = &g_array_index(query->words, QueryTerm, i);
                if ((term->known_name || term->known_place) && g_utf8_strlen(term->term->text, -1) <= QUERY_SHORT)
                        return true;
        }
        return false;
}

char *
search_query_all_but_one(const SearchQuery *query, bool met)
{
        g_autoptr(GPtrArray) queries = g_ptr_array_new_with_free_func(g_free);
        if (query_may_begin(query) && (!met || query->words->len == 1))
                query_take(queries, query_and(query, "wa", QUERY_BEGUN, G_MAXUINT, NULL));
        for (guint i = 0; i < query->others->len; i++) {
                const SearchTerm *term = g_array_index(query->others, QueryTerm, i).term;
                if (term->kind == SEARCH_TERM_MADE)
                        continue;
                g_autofree char *wide = query_other(term, true);
                for (guint skip = 0; query->words->len > 1 && skip < query->words->len; skip++)
                        query_take(queries, query_and(query, "wa", QUERY_WIDE, skip, wide));
                if (query->words->len > 0)
                        query_take(queries, query_other(term, false));
        }
        for (guint skip = 0; query->words->len > 1 && skip < query->words->len; skip++)
                query_take(queries, query_and(query, "wa", QUERY_WIDE, skip, NULL));
        return query_array(queries);
}

char *
search_query_mails(const SearchQuery *query)
{
        g_autoptr(GPtrArray) queries = g_ptr_array_new_with_free_func(g_free);
        query_take_words(queries, query, "x", NULL);
        for (guint i = 0; i < query->others->len; i++) {
                const SearchTerm *term = g_array_index(query->others, QueryTerm, i).term;
                GString *any = g_string_new(NULL);
                if (term->kind == SEARCH_TERM_NUMBER)
                        query_lexeme(any, 'x', term->text, false);
                query_take(queries, g_string_free(any, any->len == 0));
        }
        return query_array(queries);
}
