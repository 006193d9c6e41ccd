/* A pattern is read once, from left to right. Of each piece is kept either all that it can be (a few words: "on", "by"), or
 * what must stand in whatever it is. Words that follow one another are joined as long as they are few; what repeats, stands
 * for any letter or looks around breaks the chain. Whatever is not known of patterns ends the reading: then nothing is
 * needed. */
#include "parsers/order/need.h"

#include <string.h>

enum { WORDS_MOST = 128, WORD_LEAST = 2, WORD_MOST = 64, DEPTH_MOST = 40, CLASS_MOST = 6 };

typedef enum { NEED_WORD, NEED_ALL, NEED_ANY } NeedKind;

struct Need {
        NeedKind kind;
        GPtrArray *parts; /* of Need*; of what is no word */
        char *word;       /* folded */
        guint16 *grams;
        unsigned count;  /* of grams */
        unsigned weight; /* grams in all of it */
};

/* What a piece of the pattern stands for. */
typedef struct {
        GPtrArray *words; /* of char*: it is one of these; NULL when they are too many or unknown */
        Need *need;       /* otherwise; NULL when nothing is */
} Piece;

typedef struct {
        const char *at;
        unsigned depth;
        bool lost; /* what stands there is not known */
} Reading;

static Piece need_choice(Reading *reading);

void
need_free(Need *need)
{
        if (need == NULL)
                return;
        g_clear_pointer(&need->parts, g_ptr_array_unref);
        g_free(need->word);
        g_free(need->grams);
        g_free(need);
}

static Need *
need_of_word(const char *word)
{
        const size_t length = strlen(word);
        Need *need = g_new0(Need, 1);
        need->word = g_strdup(word);
        need->grams = g_new(guint16, length);
        need->count = need->weight = gram_list(word, length, need->grams);
        return need;
}

static gint
need_compare(gconstpointer a, gconstpointer b)
{
        const Need *first = *(const Need *const *) a, *second = *(const Need *const *) b;
        return first->weight < second->weight ? -1 : first->weight > second->weight;
}

/* All or any of the parts, which it takes; NULL when there are none. The cheap ones are asked first. */
static Need *
need_join(NeedKind kind, GPtrArray *parts)
{
        Need *need = NULL;
        if (parts->len == 1) {
                need = g_ptr_array_steal_index(parts, 0);
        } else if (parts->len > 1) {
                need = g_new0(Need, 1);
                need->kind = kind;
                need->parts = g_ptr_array_ref(parts);
                for (unsigned i = 0; i < parts->len; i++)
                        need->weight += ((const Need *) g_ptr_array_index(parts, i))->weight;
                g_ptr_array_sort(parts, need_compare);
        }
        g_ptr_array_unref(parts);
        return need;
}

static GPtrArray *
need_parts(void)
{
        return g_ptr_array_new_with_free_func((GDestroyNotify) need_free);
}

static GPtrArray *
need_words(void)
{
        return g_ptr_array_new_with_free_func(g_free);
}

/* What a text must hold that has one of the words. */
static Need *
need_of_words(const GPtrArray *words)
{
        GPtrArray *parts = need_parts();
        for (unsigned i = 0; i < words->len; i++) {
                const char *word = g_ptr_array_index(words, i);
                if (strlen(word) < WORD_LEAST) {
                        g_ptr_array_unref(parts);
                        return NULL;
                }
                /* where "order" is one of them, "the order" says no more; the first of two that are the same stays */
                bool held = false;
                for (unsigned k = 0; k < words->len && !held; k++) {
                        const char *other = g_ptr_array_index(words, k);
                        held = k != i && strlen(other) >= WORD_LEAST && strstr(word, other) != NULL &&
                               (k < i || strlen(other) < strlen(word));
                }
                if (!held)
                        g_ptr_array_add(parts, need_of_word(word));
        }
        return need_join(NEED_ANY, parts);
}

static void
need_piece_clear(Piece *piece)
{
        g_clear_pointer(&piece->words, g_ptr_array_unref);
        g_clear_pointer(&piece->need, need_free);
}

static Piece
need_piece_of(const char *word)
{
        Piece piece = { .words = need_words() };
        g_ptr_array_add(piece.words, g_strdup(word));
        return piece;
}

static Piece
need_piece_lost(Reading *reading)
{
        reading->lost = true;
        return (Piece){ 0 };
}

/* The piece's need alone; the piece is spent. */
static Need *
need_of_piece(Piece *piece)
{
        Need *need = piece->words != NULL ? need_of_words(piece->words) : g_steal_pointer(&piece->need);
        need_piece_clear(piece);
        return need;
}

/* Every word of the one before every word of the other; NULL when they become too many or too long. */
static GPtrArray *
need_cross(const GPtrArray *before, const GPtrArray *after)
{
        if (before->len * after->len > WORDS_MOST)
                return NULL;
        g_autoptr(GPtrArray) words = need_words();
        for (unsigned i = 0; i < before->len; i++) {
                for (unsigned k = 0; k < after->len; k++) {
                        char *word =
                            g_strconcat(g_ptr_array_index(before, i), g_ptr_array_index(after, k), (char *) NULL);
                        g_ptr_array_add(words, word);
                        if (strlen(word) > WORD_MOST)
                                return NULL;
                }
        }
        return g_steal_pointer(&words);
}

/* The figures at the place; false when there are none. */
static bool
need_number(Reading *reading, unsigned *ret_number)
{
        if (!g_ascii_isdigit(*reading->at))
                return false;
        unsigned number = 0;
        for (; g_ascii_isdigit(*reading->at); reading->at++)
                number = MIN(number * 10 + (unsigned) (*reading->at - '0'), 100000);
        *ret_number = number;
        return true;
}

/* How often what stands before the place is repeated: once where nothing is said. */
static void
need_times(Reading *reading, unsigned *ret_least, unsigned *ret_most)
{
        *ret_least = *ret_most = 1;
        const char sign = *reading->at;
        if (sign == '\0' || strchr("?*+{", sign) == NULL)
                return;
        reading->at++;
        *ret_least = sign == '+';
        *ret_most = sign == '?' ? 1 : G_MAXUINT;
        if (sign == '{') {
                reading->lost = reading->lost || !need_number(reading, ret_least);
                *ret_most = *ret_least;
                if (*reading->at == ',') {
                        reading->at++;
                        *ret_most = G_MAXUINT;
                        (void) need_number(reading, ret_most);
                }
                reading->lost = reading->lost || *reading->at != '}';
                reading->at += *reading->at != '\0';
        }
        /* as few as possible, or without going back: all the same here */
        if (*reading->at == '?' || *reading->at == '+')
                reading->at++;
}

/* Past the closing brace of \p{Lu} or \x{2022}. */
static void
need_skip_braces(Reading *reading)
{
        const char *end = *reading->at == '{' ? strchr(reading->at, '}') : NULL;
        reading->lost = reading->lost || end == NULL;
        if (end != NULL)
                reading->at = end + 1;
}

typedef enum { LETTER_ITSELF, LETTER_ANY, LETTER_NONE } Letter;

/* What stands behind a backslash: a letter, one of many, or a place between letters. */
static Letter
need_escaped(Reading *reading, char *ret_letter)
{
        static const char from[] = "tnrf", to[] = "\t\n\r\f";
        const char c = *reading->at;
        reading->at += c != '\0';
        const char *control = c == '\0' ? NULL : strchr(from, c);
        if (control != NULL || g_ascii_ispunct(c)) {
                *ret_letter = control != NULL ? to[control - from] : c;
                return LETTER_ITSELF;
        }
        if (c == 'b' || c == 'A' || c == 'z' || c == 'Z')
                return LETTER_NONE;
        if (c == 'x' || c == 'p' || c == 'P')
                need_skip_braces(reading);
        else if (c == '\0' || strchr("dDwWsS", c) == NULL)
                reading->lost = true;
        return LETTER_ANY;
}

/* [ds]: the letters, where they are few. */
static Piece
need_class(Reading *reading)
{
        Piece piece = { .words = need_words() };
        bool many = *reading->at == '^';
        reading->at += many;
        for (bool first = true; *reading->at != '\0' && (first || *reading->at != ']'); first = false) {
                char letter[2] = { *reading->at++, '\0' };
                if (letter[0] == '[' && *reading->at == ':')
                        reading->lost = true;
                if (letter[0] == '\\')
                        many = need_escaped(reading, letter) != LETTER_ITSELF || many;
                const bool range = *reading->at == '-' && reading->at[1] != ']';
                many = many || range || (guint8) letter[0] >= 0x80 || piece.words->len == CLASS_MOST;
                letter[0] = gram_folded(letter[0]);
                g_ptr_array_add(piece.words, g_strdup(letter));
        }
        reading->lost = reading->lost || *reading->at != ']';
        reading->at += *reading->at != '\0';
        if (many)
                need_piece_clear(&piece);
        return piece;
}

/* What stands behind an opening bracket, to its closing one. */
static Piece
need_group(Reading *reading)
{
        bool looks = false;
        if (*reading->at == '*')
                return need_piece_lost(reading);
        if (*reading->at == '?') {
                reading->at++;
                const char *flags = reading->at;
                reading->at += strspn(reading->at, "i-");
                if (*reading->at == ')') {
                        reading->at++;
                        return need_piece_of("");
                }
                if (reading->at == flags && *reading->at == '<')
                        reading->at++;
                looks = *reading->at == '=' || *reading->at == '!';
                if (!looks && (*reading->at != ':' || (reading->at > flags && reading->at[-1] == '<')))
                        return need_piece_lost(reading);
                reading->at++;
        }
        Piece piece = need_choice(reading);
        if (*reading->at != ')') {
                need_piece_clear(&piece);
                return need_piece_lost(reading);
        }
        reading->at++;
        if (!looks)
                return piece;
        need_piece_clear(&piece);
        return need_piece_of("");
}

static Piece
need_atom(Reading *reading)
{
        char letter[2] = { *reading->at++, '\0' };
        if (letter[0] == '(')
                return need_group(reading);
        if (letter[0] == '[')
                return need_class(reading);
        if (letter[0] == '^' || letter[0] == '$')
                return need_piece_of("");
        if (letter[0] == '.' || (guint8) letter[0] >= 0x80)
                return (Piece){ 0 };
        if (strchr("*+?{", letter[0]) != NULL)
                return need_piece_lost(reading);
        if (letter[0] == '\\') {
                const Letter kind = need_escaped(reading, letter);
                if (kind != LETTER_ITSELF)
                        return kind == LETTER_NONE ? need_piece_of("") : (Piece){ 0 };
        }
        letter[0] = gram_folded(letter[0]);
        return need_piece_of(letter);
}

/* An atom and how often it stands there. */
static Piece
need_item(Reading *reading)
{
        unsigned least = 0, most = 0;
        Piece piece = need_atom(reading);
        need_times(reading, &least, &most);
        if (most == 1 && least == 1)
                return piece;
        if (most == 1 && piece.words != NULL) {
                g_ptr_array_add(piece.words, g_strdup(""));
                return piece;
        }
        if (least > 0)
                return (Piece){ .need = need_of_piece(&piece) };
        need_piece_clear(&piece);
        return piece;
}

/* Adds what the words need to parts; whatever follows starts anew. */
static void
need_break(GPtrArray **words, GPtrArray *parts)
{
        Need *need = need_of_words(*words);
        if (need != NULL)
                g_ptr_array_add(parts, need);
        g_ptr_array_unref(*words);
        *words = need_words();
        g_ptr_array_add(*words, g_strdup(""));
}

/* Items one behind the other, up to a bar or a closing bracket. */
static Piece
need_sequence(Reading *reading)
{
        Piece piece = need_piece_of("");
        GPtrArray *parts = need_parts();
        bool whole = true;
        while (!reading->lost && *reading->at != '\0' && *reading->at != '|' && *reading->at != ')') {
                Piece item = need_item(reading);
                GPtrArray *joined = item.words == NULL ? NULL : need_cross(piece.words, item.words);
                if (joined != NULL) {
                        g_ptr_array_unref(piece.words);
                        piece.words = joined;
                        need_piece_clear(&item);
                        continue;
                }
                whole = false;
                need_break(&piece.words, parts);
                if (item.words != NULL && item.words->len <= WORDS_MOST) {
                        g_ptr_array_unref(piece.words);
                        piece.words = g_steal_pointer(&item.words);
                        continue;
                }
                Need *need = need_of_piece(&item);
                if (need != NULL)
                        g_ptr_array_add(parts, need);
        }
        if (whole) {
                g_ptr_array_unref(parts);
                return piece;
        }
        need_break(&piece.words, parts);
        need_piece_clear(&piece);
        piece.need = need_join(NEED_ALL, parts);
        return piece;
}

/* Any of the parts, which it takes, or of the words. open: or anything. */
static Need *
need_any(GPtrArray *parts, const GPtrArray *words, bool open)
{
        Need *of_words = open || words->len == 0 ? NULL : need_of_words(words);
        open = open || (words->len > 0 && of_words == NULL);
        if (of_words != NULL)
                g_ptr_array_add(parts, of_words);
        if (!open)
                return need_join(NEED_ANY, parts);
        g_ptr_array_unref(parts);
        return NULL;
}

/* Branches between bars. */
static Piece
need_choice(Reading *reading)
{
        Piece choice = { .words = need_words() };
        GPtrArray *parts = need_parts();
        bool open = false; /* a branch needs nothing */
        reading->lost = reading->lost || ++reading->depth > DEPTH_MOST;
        for (bool more = true; more && !reading->lost;) {
                Piece branch = need_sequence(reading);
                if (branch.words != NULL)
                        g_ptr_array_extend_and_steal(choice.words, g_steal_pointer(&branch.words));
                else if (branch.need != NULL)
                        g_ptr_array_add(parts, g_steal_pointer(&branch.need));
                else
                        open = true;
                more = *reading->at == '|';
                reading->at += more;
        }
        reading->depth--;
        if (parts->len == 0 && !open && choice.words->len <= WORDS_MOST) {
                g_ptr_array_unref(parts);
                return choice;
        }
        choice.need = need_any(parts, choice.words, open);
        g_clear_pointer(&choice.words, g_ptr_array_unref);
        return choice;
}

Need *
need_of(const char *pattern)
{
        Reading reading = { .at = pattern };
        Piece piece = need_choice(&reading);
        Need *need = need_of_piece(&piece);
        if (!reading.lost && *reading.at == '\0')
                return need;
        need_free(need);
        return NULL;
}

bool
need_is_met(const Need *need, const Grams *grams)
{
        if (need == NULL || grams->odd)
                return true;
        if (need->kind == NEED_WORD) {
                for (unsigned i = 0; i < need->count; i++)
                        if (!grams_has(grams, need->grams[i]))
                                return false;
                return memmem(grams->folded, grams->length, need->word, strlen(need->word)) != NULL;
        }
        for (unsigned i = 0; i < need->parts->len; i++)
                if (need_is_met(g_ptr_array_index(need->parts, i), grams) == (need->kind == NEED_ANY))
                        return need->kind == NEED_ANY;
        return need->kind == NEED_ALL;
}
