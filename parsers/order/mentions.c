#include "parsers/order/mentions.h"

#include "base/text.h"
#include "parsers/order/plausible.h"
#include "register/case_number.h"

#include <string.h>

enum {
        NAME_WORDS = 6, /* of a name that is looked for again */
        SPELLINGS = 12, /* ways in which one name was read */
        PLACES = 60,    /* at which it is looked for */
        TEXT_WORDS = 6000,
};

/* What a value keeps of its confidence when places disagree, and what an agreeing one gains of what it lacks. */
static const double DISAGREED = 0.9;
static const double AGREED = 0.35;
/* Of two spellings the one whose certainty is higher by this is believed; a value of less confidence that no other place
 * bears out is left out. */
static const double CLEARER = 0.1, UNSURE = 0.88;

typedef struct {
        size_t start, end; /* octets of the letters, without the stops around them */
        char *folded;
} Word;

typedef struct {
        char *text; /* as it stands at its first place */
        char *key;
        unsigned count;
        double certainty; /* of its clearest place */
        bool plausible;
} Spelling;

static void
word_clear(gpointer data)
{
        g_free(((Word *) data)->folded);
}

static void
spelling_clear(gpointer data)
{
        g_free(((Spelling *) data)->text);
        g_free(((Spelling *) data)->key);
}

static GArray *
mentions_words(const View *view)
{
        GArray *words = g_array_new(FALSE, FALSE, sizeof(Word));
        g_array_set_clear_func(words, word_clear);
        for (size_t at = 0; at < view->length && words->len < TEXT_WORDS;) {
                const size_t start = at + strspn(view->joined + at, " ");
                size_t end = start + strcspn(view->joined + start, " ");
                at = end;
                size_t from = start;
                while (from < end && strchr("(\"'[", view->joined[from]) != NULL)
                        from++;
                while (end > from && strchr(".,;:)\"'?]", view->joined[end - 1]) != NULL)
                        end--;
                if (from >= end)
                        continue;
                g_autofree char *text = view_piece(view, from, end);
                const Word word = { .start = from, .end = end, .folded = text_fold(text) };
                g_array_append_val(words, word);
        }
        return words;
}

/* Whether the words from index on may be the name, misread a little: the first letters of its words stand. */
static bool
mentions_is_near(const GArray *words, guint index, char *const *name, guint count)
{
        unsigned distance = 0;
        for (guint i = 0; i < count; i++) {
                const char *word = g_array_index(words, Word, index + i).folded;
                const size_t length = strlen(name[i]);
                const unsigned most = length <= 3 ? 0 : length <= 6 ? 1 : 2;
                const unsigned apart = text_distance(word, name[i], most);
                if (apart > most || (apart > 0 && word[0] != name[i][0] && count == 1))
                        return false;
                distance += apart;
        }
        return distance <= 2;
}

static void
mentions_count(GArray *spellings, const char *text, double certainty)
{
        g_autofree char *key = text_fold(text);
        for (guint i = 0; i < spellings->len; i++) {
                Spelling *spelling = &g_array_index(spellings, Spelling, i);
                if (!g_str_equal(spelling->key, key))
                        continue;
                spelling->count++;
                spelling->certainty = MAX(spelling->certainty, certainty);
                /* a name in small letters says more than one in capitals */
                g_autofree char *upper = g_utf8_strup(spelling->text, -1);
                if (g_str_equal(upper, spelling->text)) {
                        g_free(spelling->text);
                        spelling->text = g_strdup(text);
                }
                return;
        }
        if (spellings->len >= SPELLINGS)
                return;
        const Spelling spelling = { .text = g_strdup(text),
                                    .key = g_steal_pointer(&key),
                                    .count = 1,
                                    .certainty = certainty,
                                    .plausible = plausible_spelling(text) };
        g_array_append_val(spellings, spelling);
}

/* Whether a tells more of the name than b: letters that can follow each other, more places, clearer print. */
static bool
spelling_is_better(const Spelling *a, const Spelling *b)
{
        if (a->plausible != b->plausible)
                return a->plausible;
        if (a->count != b->count)
                return a->count > b->count;
        return a->certainty > b->certainty;
}

/* "Ann Hussai" beside "Ann Hussain": the end of the name went under a stamp or over an edge. */
static bool
spelling_goes_on(const Spelling *longer, const char *key)
{
        return g_str_has_prefix(longer->key, key) && strchr(longer->key + strlen(key), ' ') == NULL;
}

/* The spelling that stands for the name read as own; NULL when none is better than it. */
static const Spelling *
mentions_best(const GArray *spellings, const Spelling *own, const char *key)
{
        const Spelling *best = NULL;
        for (guint i = 0; i < spellings->len; i++) {
                const Spelling *spelling = &g_array_index(spellings, Spelling, i);
                if (best == NULL || spelling_is_better(spelling, best))
                        best = spelling;
                if (own != NULL && own->count < 2 && spelling != own && spelling->plausible &&
                    spelling_goes_on(spelling, key))
                        return spelling;
        }
        if (best == NULL || best == own)
                return NULL;
        if (best->count >= 2 || own == NULL || own->count >= 2)
                return best->count >= 2 ? best : NULL;
        /* each stands once */
        return best->plausible > own->plausible || best->certainty > own->certainty + CLEARER ? best : NULL;
}

static void
mentions_name(OrderReading *reading, const GArray *words, Field field)
{
        FieldValue *value = reading->fields[field];
        if (value == NULL || value->text == NULL)
                return;
        g_autofree char *folded = text_fold(value->text);
        g_auto(GStrv) name = g_strsplit(folded, " ", NAME_WORDS + 1);
        const guint count = g_strv_length(name);
        if (count == 0 || count > NAME_WORDS || (count == 1 && strlen(name[0]) < 5))
                return;
        g_autoptr(GArray) spellings = g_array_new(FALSE, FALSE, sizeof(Spelling));
        g_array_set_clear_func(spellings, spelling_clear);
        unsigned places = 0;
        for (guint i = 0; i + count <= words->len && places < PLACES; i++) {
                if (!mentions_is_near(words, i, name, count))
                        continue;
                const Word *first = &g_array_index(words, Word, i), *last = &g_array_index(words, Word, i + count - 1);
                g_autofree char *text = view_string(reading->view, first->start, last->end);
                mentions_count(spellings, text, view_certainty(reading->view, first->start, last->end));
                places++;
        }
        const Spelling *own = NULL;
        for (guint i = 0; i < spellings->len; i++) {
                const Spelling *spelling = &g_array_index(spellings, Spelling, i);
                if (g_str_equal(spelling->key, folded))
                        own = spelling;
        }
        const Spelling *best = mentions_best(spellings, own, folded);
        const unsigned mine = own == NULL ? 0 : own->count;
        const bool alone = mine < 2 && (best == NULL || best->count < 2);
        if (alone && spellings->len >= 2 && value->confidence < UNSURE) {
                /* no two places agree, and this one is not clear */
                g_clear_pointer(&reading->fields[field], field_value_free);
        } else if (best != NULL) {
                g_free(value->text);
                value->text = g_strdup(best->text);
                value->confidence *= DISAGREED;
        } else if (mine >= 2 && mine == places) {
                value->confidence += AGREED * (1 - value->confidence);
        } else if (mine < places) {
                value->confidence *= DISAGREED;
        }
}

/* Whether two numbers of one length differ in one character only. */
static bool
mentions_one_apart(const char *a, const char *b)
{
        unsigned apart = 0;
        if (strlen(a) != strlen(b))
                return false;
        for (; *a != '\0'; a++, b++)
                apart += *a != *b;
        return apart == 1;
}

static void
mentions_number(OrderReading *reading, Field field)
{
        FieldValue *value = reading->fields[field];
        const View *view = reading->view;
        if (value == NULL || value->text == NULL)
                return;
        unsigned same = 0, other = 0;
        g_autofree char *near = NULL;
        unsigned near_count = 0;
        CaseNumber number;
        size_t at = 0;
        for (unsigned i = 0; i < PLACES && case_number_find(view->text, at, view->length, &number); i++) {
                at = number.end;
                if (g_str_equal(number.value, value->text)) {
                        same++;
                } else if (mentions_one_apart(number.value, value->text)) {
                        other++;
                        if (near == NULL)
                                near = g_strdup(number.value);
                        near_count += g_str_equal(near, number.value);
                }
        }
        if (near != NULL && near_count >= 2 && near_count > same) {
                g_free(value->text);
                value->text = g_strdup(near);
                value->confidence *= DISAGREED;
        } else if (other == 0 && same >= 2) {
                value->confidence += AGREED * (1 - value->confidence);
        } else if (other > 0) {
                value->confidence *= DISAGREED;
        }
}

void
mentions_read(OrderReading *reading)
{
        static const Field names[] = { FIELD_RESPONDENT, FIELD_PROTECTED_PERSON };
        static const Field numbers[] = { FIELD_CASE_NUMBER, FIELD_CASE_REFERENCE, FIELD_URN };
        if (!reading->ocr)
                return;
        g_autoptr(GArray) words = mentions_words(reading->view);
        for (unsigned i = 0; i < G_N_ELEMENTS(names); i++)
                mentions_name(reading, words, names[i]);
        for (unsigned i = 0; i < G_N_ELEMENTS(numbers); i++)
                mentions_number(reading, numbers[i]);
}
