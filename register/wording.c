#include "register/wording.h"

#include "base/text.h"

#include <string.h>

enum {
        WORDING_EDGE = 3, /* lines at the head and at the foot of a page that may be the same on every page */
        WORDING_YEAR = 4,
};

typedef struct {
        gsize start, length; /* in letters */
        bool broken;         /* a hyphen at the end of the line: its word goes on in the next one */
} Token;

typedef struct {
        GString *letters;  /* of all tokens */
        GArray *tokens;    /* of Token */
        GHashTable *edges; /* of guint64*: lines at the edges of the pages before */
} Scan;

static guint64
wording_hash(guint64 seed, const char *octets, gsize length)
{
        guint64 hash = seed ^ 0xcbf29ce484222325ULL; /* FNV-1a, then the finaliser of MurmurHash3 */
        for (gsize i = 0; i < length; i++)
                hash = (hash ^ (guchar) octets[i]) * 0x100000001b3ULL;
        hash = (hash ^ (hash >> 33)) * 0xff51afd7ed558ccdULL;
        hash = (hash ^ (hash >> 33)) * 0xc4ceb9fe1a85ec53ULL;
        return hash ^ (hash >> 33);
}

/* A line that only numbers the page: "Page 2 of 4", "- 2 -", "2/4", "Tudalen 2 o 4". */
static bool
wording_is_page_number(const char *line)
{
        static const char *const words[] = { "page", "of", "tudalen", "o", "p", "pg", NULL };
        enum { PAGE_NUMBER_LONGEST = 40 };
        if (strlen(line) > PAGE_NUMBER_LONGEST)
                return false;
        g_auto(GStrv) parts = g_strsplit_set(line, " -/.|:()[]\t", -1);
        unsigned numbers = 0;
        for (unsigned i = 0; parts[i] != NULL; i++) {
                const size_t length = strlen(parts[i]);
                const bool number = length > 0 && length <= 3 && strspn(parts[i], "0123456789") == length;
                if (length > 0 && !number && !g_strv_contains(words, parts[i]))
                        return false;
                numbers += number;
        }
        return numbers >= 1 && numbers <= 2;
}

/* Behind the number of a paragraph: "1. ", "(a) ", "12) ", "2.1. ", "(iv) ". Word keeps them outside of its text. */
static const char *
wording_skip_marker(const char *line)
{
        enum { MARKER_LONGEST = 4 };
        const char *at = line + (*line == '(');
        const size_t figures = strspn(at, "0123456789.");
        const size_t roman = strspn(at, "ivx");
        const size_t letter = g_ascii_isalpha(*at) && !g_ascii_isalnum(at[1]) ? 1 : 0;
        const size_t length = MAX(figures, MAX(roman, letter));
        if (length == 0 || length > MARKER_LONGEST)
                return line;
        at += length;
        const bool closed = *at == ')' || *at == '.' || at[-1] == '.';
        at += *at == ')' || *at == '.';
        return closed && (*at == ' ' || *at == '\0') ? at : line;
}

/* Whether a sign between two characters belongs to the word: a hyphen or apostrophe in it, what parts the figures of a date. */
static bool
wording_is_inside(gunichar before, gunichar sign, gunichar after)
{
        if (g_unichar_isdigit(before) && g_unichar_isdigit(after))
                return sign == '.' || sign == '/' || sign == ':' || sign == '-' || sign == ',';
        return (sign == '-' || sign == '\'') && g_unichar_isalnum(before) && g_unichar_isalnum(after);
}

static void
wording_end_token(Scan *scan, gsize start, bool broken)
{
        const Token token = { start, scan->letters->len - start, broken };
        if (token.length > 0)
                g_array_append_val(scan->tokens, token);
}

/* False when there are too many words. */
static bool
wording_split(Scan *scan, const char *line)
{
        gsize start = scan->letters->len;
        gunichar before = 0;
        for (const char *at = line; *at != '\0'; at = g_utf8_next_char(at)) {
                const gunichar character = g_utf8_get_char(at);
                const gunichar after = g_utf8_get_char(g_utf8_next_char(at));
                if (g_unichar_isalnum(character)) {
                        g_string_append_unichar(scan->letters, character);
                } else if (wording_is_inside(before, character, after)) {
                        if (g_unichar_isdigit(before) && g_unichar_isdigit(after))
                                g_string_append_unichar(scan->letters, character);
                } else {
                        wording_end_token(scan, start, character == '-' && after == 0 && g_unichar_isalpha(before));
                        start = scan->letters->len;
                        if (scan->tokens->len > WORDING_MOST)
                                return false;
                }
                before = character;
        }
        wording_end_token(scan, start, false);
        return scan->tokens->len <= WORDING_MOST;
}

/* What a line says but for the small figures in it: the number of its page. 0: nothing. */
static guint64
wording_line_key(const Scan *scan, guint first)
{
        guint64 key = 0;
        for (guint i = first; i < scan->tokens->len; i++) {
                const Token *token = &g_array_index(scan->tokens, Token, i);
                const char *text = scan->letters->str + token->start;
                if (token->length > 2 || !g_ascii_isdigit(text[0]))
                        key = wording_hash(key, text, token->length);
        }
        return key;
}

static bool
wording_add_line(Scan *scan, const char *line, bool at_edge, GArray *ret_edges)
{
        const guint first = scan->tokens->len;
        if (wording_is_page_number(line))
                return true;
        if (!wording_split(scan, wording_skip_marker(line)))
                return false;
        guint64 key = at_edge ? wording_line_key(scan, first) : 0;
        if (key != 0 && g_hash_table_contains(scan->edges, &key))
                g_array_set_size(scan->tokens, first);
        else if (key != 0)
                g_array_append_val(ret_edges, key);
        return true;
}

static bool
wording_add_page(Scan *scan, const char *page)
{
        g_auto(GStrv) lines = g_strsplit(page, "\n", -1);
        g_autoptr(GPtrArray) folded = g_ptr_array_new_with_free_func(g_free);
        for (unsigned i = 0; lines[i] != NULL; i++) {
                char *line = text_fold(lines[i]);
                if (line[0] == '\0')
                        g_free(line);
                else
                        g_ptr_array_add(folded, line);
        }
        g_autoptr(GArray) edges = g_array_new(FALSE, FALSE, sizeof(guint64));
        for (guint i = 0; i < folded->len; i++) {
                const bool at_edge = i < WORDING_EDGE || i + WORDING_EDGE >= folded->len;
                if (!wording_add_line(scan, g_ptr_array_index(folded, i), at_edge, edges))
                        return false;
        }
        for (guint i = 0; i < edges->len; i++) {
                const guint64 key = g_array_index(edges, guint64, i);
                (void) g_hash_table_add(scan->edges, g_memdup2(&key, sizeof key));
        }
        return true;
}

/* The month that a word names, in English or Welsh, or shortened; 0: none. */
static unsigned
wording_month(const char *word, gsize length)
{
        static const char *const names[] = { "january",    "february", "march",     "april",   "may",      "june",
                                             "july",       "august",   "september", "october", "november", "december",
                                             "jan",        "feb",      "mar",       "apr",     "mai",      "jun",
                                             "jul",        "aug",      "sep",       "oct",     "nov",      "dec",
                                             "ionawr",     "chwefror", "mawrth",    "ebrill",  "mei",      "mehefin",
                                             "gorffennaf", "awst",     "medi",      "hydref",  "tachwedd", "rhagfyr" };
        for (unsigned i = 0; i < G_N_ELEMENTS(names); i++)
                if (strlen(names[i]) == length && memcmp(names[i], word, length) == 0)
                        return i % 12 + 1;
        return length == 4 && memcmp(word, "sept", 4) == 0 ? 9 : 0;
}

static const char *
wording_token(const Scan *scan, guint i, gsize *ret_length)
{
        if (i >= scan->tokens->len) {
                *ret_length = 0;
                return "";
        }
        const Token *token = &g_array_index(scan->tokens, Token, i);
        *ret_length = token->length;
        return scan->letters->str + token->start;
}

/* The number that a token of figures and nothing else is, or of one or two with an ending ("3rd"); -1: none. */
static int
wording_number(const char *word, gsize length)
{
        gsize figures = 0;
        int number = 0;
        while (figures < length && figures < WORDING_YEAR && g_ascii_isdigit(word[figures]))
                number = number * 10 + (word[figures++] - '0');
        const char *ending = word + figures;
        const bool ordinal = length == figures + 2 && figures <= 2 &&
                             (memcmp(ending, "st", 2) == 0 || memcmp(ending, "nd", 2) == 0 ||
                              memcmp(ending, "rd", 2) == 0 || memcmp(ending, "th", 2) == 0);
        return figures > 0 && (length == figures || ordinal) ? number : -1;
}

static void
wording_add_date(GArray *words, int year, int month, int day)
{
        char iso[32];
        const int length = g_snprintf(iso, sizeof iso, "%04d-%02d-%02d", year, month, day);
        const guint32 word = WORDING_FIGURE | (guint32) (wording_hash(0, iso, (gsize) length) >> 34);
        g_array_append_val(words, word);
}

/* "3rd day of March 2025": how many tokens it takes; 0 when there is none. */
static guint
wording_take_date(const Scan *scan, guint i, GArray *words)
{
        gsize length = 0;
        const char *word = wording_token(scan, i, &length);
        const int day = length <= 4 ? wording_number(word, length) : -1;
        if (day < 1 || day > 31)
                return 0;
        guint next = i + 1;
        for (guint filler = 0; filler < 2; filler++) {
                word = wording_token(scan, next, &length);
                next += (length == 3 && memcmp(word, "day", 3) == 0) || (length == 2 && memcmp(word, "of", 2) == 0);
        }
        word = wording_token(scan, next, &length);
        const unsigned month = wording_month(word, length);
        word = wording_token(scan, next + 1, &length);
        const int year = length == WORDING_YEAR ? wording_number(word, length) : -1;
        if (month == 0 || year < 1900 || year > 2199)
                return 0;
        wording_add_date(words, year, (int) month, day);
        return next + 2 - i;
}

/* "03/03/2025", "3.3.25", "2025-03-03". */
static bool
wording_take_short_date(const char *word, gsize length, GArray *words)
{
        int parts[3] = { 0, 0, 0 };
        gsize figures[3] = { 0, 0, 0 };
        unsigned part = 0;
        for (gsize i = 0; i < length; i++) {
                if (g_ascii_isdigit(word[i]) && figures[part] < WORDING_YEAR) {
                        parts[part] = parts[part] * 10 + (word[i] - '0');
                        figures[part]++;
                } else if (strchr("./-", word[i]) != NULL && part < 2 && figures[part] > 0) {
                        part++;
                } else {
                        return false;
                }
        }
        const bool iso = figures[0] == WORDING_YEAR;
        const int year = iso ? parts[0] : parts[2] + (figures[2] == 2 ? 2000 : 0);
        const int day = iso ? parts[2] : parts[0];
        if (part != 2 || year < 1900 || year > 2199 || day < 1 || day > 31 || parts[1] < 1 || parts[1] > 12)
                return false;
        wording_add_date(words, year, parts[1], day);
        return true;
}

/* A reference of four times four figures, whatever parts them. */
static guint
wording_take_reference(const Scan *scan, guint i, GArray *words)
{
        enum { GROUPS = 4 };
        char whole[GROUPS * WORDING_YEAR];
        for (guint k = 0; k < GROUPS; k++) {
                gsize length = 0;
                const char *word = wording_token(scan, i + k, &length);
                if (length != WORDING_YEAR || strspn(word, "0123456789") < WORDING_YEAR)
                        return 0;
                memcpy(whole + k * WORDING_YEAR, word, WORDING_YEAR);
        }
        const guint32 word = WORDING_FIGURE | (guint32) (wording_hash(0, whole, sizeof whole) >> 34);
        g_array_append_val(words, word);
        return GROUPS;
}

/* The form in which a word of letters, or one with figures, is compared. */
static gsize
wording_normalise(char *word, gsize length, bool figures)
{
        static const char letters[] = "oilszbg", looks_like[] = "0115289";
        gsize out = 0;
        for (gsize i = 0; i < length; i++) {
                const char *found = figures && word[i] != '\0' ? strchr(letters, word[i]) : NULL;
                if (found != NULL) {
                        word[out++] = looks_like[found - letters];
                } else if (!figures && i + 1 < length && word[i] == 'r' && word[i + 1] == 'n') {
                        word[out++] = 'm';
                        i++;
                } else if (!figures && i + 1 < length && word[i] == 'v' && word[i + 1] == 'v') {
                        word[out++] = 'w';
                        i++;
                } else if (!figures && word[i] == 'l') {
                        word[out++] = 'i';
                } else if (strchr("./:-,", word[i]) == NULL) {
                        word[out++] = word[i];
                }
        }
        return out;
}

static void
wording_add_word(GArray *words, char *word, gsize length)
{
        if (wording_take_short_date(word, length, words))
                return;
        gsize figures = 0;
        for (gsize i = 0; i < length; i++)
                figures += g_ascii_isdigit(word[i]);
        length = wording_normalise(word, length, figures > 0);
        const bool ordinal = figures > 0 && length == figures + 2 && figures <= 2;
        const bool small =
            figures > 0 ? figures <= 2 && (length <= 3 || ordinal) : g_utf8_strlen(word, (gssize) length) == 1;
        guint32 number = (guint32) (wording_hash(0, word, length) >> 34);
        number |= small ? WORDING_SMALL : (figures > 0 ? WORDING_FIGURE : 0);
        g_array_append_val(words, number);
}

/* A word that a hyphen broke is put together; *ret_taken is the number of its tokens. */
static void
wording_add_token(const Scan *scan, guint i, GArray *words, guint *ret_taken)
{
        enum { PIECES = 3 };
        g_autoptr(GString) whole = g_string_new(NULL);
        guint taken = 0;
        bool broken = true;
        while (broken && taken < PIECES && i + taken < scan->tokens->len) {
                const Token *token = &g_array_index(scan->tokens, Token, i + taken);
                g_string_append_len(whole, scan->letters->str + token->start, (gssize) token->length);
                broken = token->broken;
                taken++;
        }
        wording_add_word(words, whole->str, whole->len);
        *ret_taken = taken;
}

GArray *
wording_of(const GPtrArray *pages)
{
        g_autoptr(GString) letters = g_string_new(NULL);
        g_autoptr(GArray) tokens = g_array_new(FALSE, FALSE, sizeof(Token));
        g_autoptr(GHashTable) edges = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
        Scan scan = { letters, tokens, edges };
        for (guint i = 0; i < pages->len; i++)
                if (!wording_add_page(&scan, g_ptr_array_index(pages, i)))
                        return NULL;
        GArray *words = g_array_sized_new(FALSE, FALSE, sizeof(guint32), tokens->len);
        for (guint i = 0; i < tokens->len;) {
                guint taken = wording_take_date(&scan, i, words);
                taken = taken > 0 ? taken : wording_take_reference(&scan, i, words);
                if (taken == 0)
                        wording_add_token(&scan, i, words, &taken);
                i += taken;
        }
        return words;
}

GArray *
wording_of_phrase(const char *phrase)
{
        g_autoptr(GPtrArray) pages = g_ptr_array_new();
        g_ptr_array_add(pages, (gpointer) (guintptr) phrase);
        GArray *words = wording_of(pages);
        return words != NULL ? words : g_array_new(FALSE, FALSE, sizeof(guint32));
}
