/* A pattern is read once, from left to right. Of each piece is kept either all that it can be (a few words: "on", "by"), or
 * what must stand in whatever it is. Words that follow one another are joined as long as they are few; what repeats, stands
 * for any letter or looks around breaks the chain. Whatever is not known of patterns ends the reading: then nothing is
 * needed. */
#include "parsers/order/need.h"

#include <string.h>

enum { WORDS_MOST = 64, WORD_LEAST = 2, WORD_MOST = 64, DEPTH_MOST = 40, CLASS_MOST = 6, COMPARED_MOST = 12 };

/* A word is its length, its rarest gram and its letters, folded; ALL and ANY are followed by the octets that their parts take, the lower ones
 * first, and by the parts. Hundreds of patterns are asked of every text: they shall lie close together. */
enum { NEED_ALL = 0xFE, NEED_ANY = 0xFF, HEAD = 1 + 4, WORD_HEAD = 1 + 2 };

struct Need {
        guint32 size;
        guint8 code[];
};

/* What a piece of the pattern stands for. */
typedef struct {
        GPtrArray *words; /* of char*: it is one of these; NULL when they are too many or unknown */
        GByteArray *need; /* otherwise, as code; NULL when nothing is */
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
        g_free(need);
}

static void
need_put_word(GByteArray *code, const char *word)
{
        const guint8 length = (guint8) strlen(word);
        const guint16 rarest = gram_rarest(word, length);
        const guint8 head[WORD_HEAD] = { length, (guint8) rarest, (guint8) (rarest >> 8) };
        g_byte_array_append(code, head, WORD_HEAD);
        g_byte_array_append(code, (const guint8 *) word, length);
}

static void
need_put_head(GByteArray *code, guint8 kind)
{
        const guint8 head[HEAD] = { kind };
        g_byte_array_append(code, head, HEAD);
}

/* What follows the head is complete. */
static void
need_end(GByteArray *code)
{
        for (unsigned i = 1; i < HEAD; i++)
                code->data[i] = (guint8) ((code->len - HEAD) >> (8 * (i - 1)));
}

static gint
need_compare(gconstpointer a, gconstpointer b)
{
        const GByteArray *first = *(GByteArray *const *) a, *second = *(GByteArray *const *) b;
        return first->len < second->len ? -1 : first->len > second->len;
}

/* All or any of the parts, which it takes; NULL when there are none. The cheap ones are asked first. */
static GByteArray *
need_join(guint8 kind, GPtrArray *parts)
{
        GByteArray *code = NULL;
        if (parts->len == 1) {
                code = g_byte_array_ref(g_ptr_array_index(parts, 0));
        } else if (parts->len > 1) {
                code = g_byte_array_new();
                need_put_head(code, kind);
                g_ptr_array_sort(parts, need_compare);
                for (unsigned i = 0; i < parts->len; i++) {
                        const GByteArray *part = g_ptr_array_index(parts, i);
                        g_byte_array_append(code, part->data, part->len);
                }
                need_end(code);
        }
        g_ptr_array_unref(parts);
        return code;
}

static GPtrArray *
need_parts(void)
{
        return g_ptr_array_new_with_free_func((GDestroyNotify) g_byte_array_unref);
}

static GPtrArray *
need_words(void)
{
        return g_ptr_array_new_with_free_func(g_free);
}

/* Whether another of the words is part of this one: where "order" is one, "the order" says no more. The first of two that are
 * the same stays. */
static bool
need_is_held(const GPtrArray *words, unsigned index)
{
        const char *word = g_ptr_array_index(words, index);
        for (unsigned i = 0; i < words->len && words->len <= COMPARED_MOST; i++) {
                const char *other = g_ptr_array_index(words, i);
                if (i != index && strstr(word, other) != NULL && (i < index || strlen(other) < strlen(word)))
                        return true;
        }
        return false;
}

/* What a text must hold that has one of the words. */
static GByteArray *
need_of_words(const GPtrArray *words)
{
        for (unsigned i = 0; i < words->len; i++)
                if (strlen(g_ptr_array_index(words, i)) < WORD_LEAST)
                        return NULL;
        GByteArray *code = g_byte_array_new();
        need_put_head(code, NEED_ANY);
        for (unsigned i = 0; i < words->len; i++)
                if (!need_is_held(words, i))
                        need_put_word(code, g_ptr_array_index(words, i));
        need_end(code);
        return code;
}

static void
need_piece_clear(Piece *piece)
{
        g_clear_pointer(&piece->words, g_ptr_array_unref);
        g_clear_pointer(&piece->need, g_byte_array_unref);
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
static GByteArray *
need_of_piece(Piece *piece)
{
        GByteArray *need = piece->words != NULL ? need_of_words(piece->words) : g_steal_pointer(&piece->need);
        need_piece_clear(piece);
        return need;
}

static bool
need_is_nothing(const GPtrArray *words)
{
        return words->len == 1 && *(const char *) g_ptr_array_index(words, 0) == '\0';
}

/* Every word of the one before every word of the other; NULL when they become too many or too long. */
static GPtrArray *
need_cross(GPtrArray *before, GPtrArray *after)
{
        if (need_is_nothing(before) || need_is_nothing(after))
                return g_ptr_array_ref(need_is_nothing(before) ? after : before);
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

static bool
need_is_plain(char c)
{
        return g_ascii_isalnum(c) || c == ' ' || (c != '\0' && strchr(",;:'\"/-_<>=!&%@#~`", c) != NULL);
}

/* The letters from here on, but for the last one before a sign that repeats it: one is read already. */
static Piece
need_letters(Reading *reading)
{
        char word[WORD_MOST / 2] = { gram_folded(reading->at[-1]) };
        for (size_t i = 1; i + 1 < sizeof word && need_is_plain(*reading->at); i++) {
                const char next = reading->at[1];
                if (next != '\0' && strchr("?*+{", next) != NULL)
                        break;
                word[i] = gram_folded(*reading->at++);
        }
        return need_piece_of(word);
}

static Piece
need_atom(Reading *reading)
{
        char letter[2] = { *reading->at++, '\0' };
        const bool repeated = *reading->at != '\0' && strchr("?*+{", *reading->at) != NULL;
        if (need_is_plain(letter[0]) && !repeated)
                return need_letters(reading);
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
        GByteArray *need = need_of_words(*words);
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
        g_autoptr(GPtrArray) parts = NULL;
        while (!reading->lost && *reading->at != '\0' && *reading->at != '|' && *reading->at != ')') {
                Piece item = need_item(reading);
                GPtrArray *joined = item.words == NULL ? NULL : need_cross(piece.words, item.words);
                if (joined != NULL) {
                        g_ptr_array_unref(piece.words);
                        piece.words = joined;
                        need_piece_clear(&item);
                        continue;
                }
                if (parts == NULL)
                        parts = need_parts();
                need_break(&piece.words, parts);
                if (item.words != NULL && item.words->len <= WORDS_MOST) {
                        g_ptr_array_unref(piece.words);
                        piece.words = g_steal_pointer(&item.words);
                        continue;
                }
                GByteArray *need = need_of_piece(&item);
                if (need != NULL)
                        g_ptr_array_add(parts, need);
        }
        if (parts == NULL)
                return piece;
        need_break(&piece.words, parts);
        need_piece_clear(&piece);
        piece.need = need_join(NEED_ALL, g_steal_pointer(&parts));
        return piece;
}

/* Any of the parts, which it takes, or of the words. open: or anything. */
static GByteArray *
need_any(GPtrArray *parts, const GPtrArray *words, bool open)
{
        GByteArray *of_words = open || words->len == 0 ? NULL : need_of_words(words);
        open = open || (words->len > 0 && of_words == NULL);
        if (of_words != NULL)
                g_ptr_array_add(parts, of_words);
        if (!open)
                return need_join(NEED_ANY, parts);
        g_ptr_array_unref(parts);
        return NULL;
}

/* A branch that is one plain word, as most are, is added to the words and passed. */
static bool
need_plain_branch(Reading *reading, GPtrArray *words)
{
        char word[WORD_MOST];
        size_t length = 0;
        while (length + 1 < sizeof word && need_is_plain(reading->at[length])) {
                word[length] = gram_folded(reading->at[length]);
                length++;
        }
        const char end = reading->at[length];
        if (end != '|' && end != ')' && end != '\0')
                return false;
        g_ptr_array_add(words, g_strndup(word, length));
        reading->at += length;
        return true;
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
                Piece branch = { 0 };
                const bool is_plain = need_plain_branch(reading, choice.words);
                if (!is_plain)
                        branch = need_sequence(reading);
                if (branch.words != NULL)
                        g_ptr_array_extend_and_steal(choice.words, g_steal_pointer(&branch.words));
                else if (branch.need != NULL)
                        g_ptr_array_add(parts, g_steal_pointer(&branch.need));
                else
                        open = open || !is_plain;
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
        g_autoptr(GByteArray) code = need_of_piece(&piece);
        if (reading.lost || *reading.at != '\0' || code == NULL)
                return NULL;
        Need *need = g_malloc(sizeof *need + code->len);
        need->size = code->len;
        memcpy(need->code, code->data, code->len);
        return need;
}

/* One part of the code; *ret_end is where the next begins. */
static bool
need_part_is_met(const guint8 *code, const Grams *grams, const guint8 **ret_end)
{
        const guint8 kind = *code;
        if (kind != NEED_ALL && kind != NEED_ANY) {
                *ret_end = code + WORD_HEAD + kind;
                return grams_have(grams, (const char *) code + WORD_HEAD, kind, (guint16) (code[1] | code[2] << 8));
        }
        const guint8 *at = code + HEAD;
        const guint8 *end = at + (code[1] | (size_t) code[2] << 8 | (size_t) code[3] << 16 | (size_t) code[4] << 24);
        *ret_end = end;
        while (at < end)
                if (need_part_is_met(at, grams, &at) == (kind == NEED_ANY))
                        return kind == NEED_ANY;
        return kind == NEED_ALL;
}

bool
need_is_met(const Need *need, const Grams *grams)
{
        const guint8 *end = NULL;
        return need == NULL || grams->odd || need_part_is_met(need->code, grams, &end);
}
