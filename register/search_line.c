#include "register/search_line.h"

#include "base/text.h"
#include "register/case_number.h"
#include "register/person.h"
#include "register/search_date.h"
#include "register/search_spelling.h"

#include <string.h>

enum { LINE_NUMBER_FIGURES = 3, LINE_NUMBER_LENGTH = 5 };

static void
line_term_free(gpointer data)
{
        SearchTerm *term = data;
        g_free(term->text);
        g_free(term->less);
        g_free(term);
}

void
search_line_free(SearchLine *line)
{
        g_ptr_array_unref(line->terms);
        g_ptr_array_unref(line->notes);
        g_free(line->on);
        g_free(line->on_time);
        g_free(line->ending_from);
        g_free(line->ending_until);
        g_free(line->problem);
        g_free(line);
}

void
search_line_add(SearchLine *line, SearchTermKind kind, char *text, char *less, unsigned phrase)
{
        if (line->terms->len == SEARCH_LINE_TERMS) {
                g_ptr_array_add(line->notes, g_strdup_printf("\"%s\" was left out: a search takes %u words", text,
                                                             (unsigned) SEARCH_LINE_TERMS));
                g_free(text);
                g_free(less);
                return;
        }
        SearchTerm *term = g_new0(SearchTerm, 1);
        *term = (SearchTerm){ .kind = kind, .text = text, .less = less, .phrase = phrase };
        g_ptr_array_add(line->terms, term);
}

/* One folded line; control characters are blanks, marks of direction and the like are nothing. */
static GString *
line_fold(const char *typed)
{
        g_autoptr(GString) plain = g_string_new(NULL);
        for (const char *at = typed; *at != '\0'; at = g_utf8_next_char(at)) {
                const gunichar letter = g_utf8_get_char(at);
                if (g_unichar_type(letter) == G_UNICODE_CONTROL)
                        g_string_append_c(plain, ' ');
                else if (g_unichar_type(letter) != G_UNICODE_FORMAT)
                        g_string_append_unichar(plain, letter);
        }
        g_autofree char *folded = text_fold(plain->str);
        return g_string_new(folded);
}

static void
line_take_numbers(GString *text, SearchLine *line)
{
        g_autofree char *upper = g_ascii_strup(text->str, -1);
        CaseNumber number;
        for (size_t from = 0; case_number_find(upper, from, text->len, &number); from = number.end) {
                search_line_add(line, SEARCH_TERM_NUMBER, g_ascii_strdown(number.value, -1), NULL, 0);
                memset(text->str + number.start, ',', number.end - number.start);
        }
}

/* Words that people put around what they look for. */
static bool
line_is_filler(const char *word)
{
        static const char *const fillers[] = {
                "a",         "about",      "address",    "aka",         "alias",       "any",     "anything",
                "applicant", "called",     "defendant",  "does",        "female",      "find",    "for",
                "from",      "got",        "has",        "have",        "her",         "his",     "i",
                "in",        "injunction", "is",         "known",       "lookup",      "looking", "maybe",
                "my",        "name",       "named",      "molestation", "nmo",         "number",  "of",
                "on",        "or",         "out",        "outside",     "partner",     "person",  "please",
                "possibly",  "protected",  "protecting", "respondent",  "restraining", "she",     "he",
                "s",         "show",       "something",  "somewhere",   "spelt",       "that",    "the",
                "there",     "to",         "up",         "we",          "what",        "who",     "with",
                "as",        "spelled",    "surname",    "forename",    "ex",          "wife",    "husband",
                "boyfriend", "born",       "dob",        "girlfriend",  "orders",      "vs",      "at",
        };
        for (unsigned i = 0; i < G_N_ELEMENTS(fillers); i++)
                if (g_str_equal(fillers[i], word))
                        return true;
        return false;
}

/* The same, but people bear these names too: they tell hits apart, and find where nothing else does. */
static bool
line_is_name_or_filler(const char *word)
{
        static const char *const words[] = { "court", "street", "road", "case", "old",    "male", "non",
                                             "near",  "order",  "an",   "no",   "search", "look", "place" };
        for (unsigned i = 0; i < G_N_ELEMENTS(words); i++)
                if (g_str_equal(words[i], word))
                        return true;
        return false;
}

/* What parts one person from the next. */
static bool
line_is_divider(const char *word)
{
        static const char *const dividers[] = { ",", "and", "against", "v", "versus", "vs", "protecting", "from", "&" };
        for (unsigned i = 0; i < G_N_ELEMENTS(dividers); i++)
                if (g_str_equal(dividers[i], word))
                        return true;
        return false;
}

static bool
line_is_particle(const char *word)
{
        static const char *const particles[] = { "o",   "mac", "mc",  "al", "el",   "ap",  "ab",   "van",
                                                 "von", "der", "den", "de", "la",   "du",  "di",   "da",
                                                 "dos", "bin", "ibn", "st", "fitz", "abd", "abdul" };
        for (unsigned i = 0; i < G_N_ELEMENTS(particles); i++)
                if (g_str_equal(word, particles[i]))
                        return true;
        return false;
}

/* Words parted at everything that is no letter or figure; what parts people stays as ",", apostrophes join. */
static GPtrArray *
line_words(const char *text)
{
        GPtrArray *words = g_ptr_array_new_with_free_func(g_free);
        g_autoptr(GString) word = g_string_new(NULL);
        for (const char *at = text;; at = g_utf8_next_char(at)) {
                const gunichar letter = g_utf8_get_char(at);
                if (g_unichar_isalnum(letter) || g_unichar_ismark(letter))
                        g_string_append_unichar(word, letter);
                else if (letter != '\'' && word->len > 0) {
                        g_ptr_array_add(words, g_strdup(word->str));
                        g_string_truncate(word, 0);
                }
                if (letter != '\0' && strchr(",;+&/>", (int) (letter < 128 ? letter : ' ')) != NULL)
                        g_ptr_array_add(words, g_strdup(","));
                if (letter == '\0')
                        return words;
        }
}

static unsigned
line_figures(const char *word)
{
        unsigned figures = 0;
        for (; *word != '\0'; word++)
                figures += g_ascii_isdigit(*word) != 0;
        return figures;
}

/* "ME4 4AB" in one word or two: how many of them. */
static guint
line_postcode(const char *first, const char *second, char **ret_code)
{
        g_autofree char *code = g_strconcat(first, second, NULL);
        const size_t length = strlen(code);
        if (length < 5 || length > 7 || (*second != '\0' && strlen(second) != 3))
                return 0;
        const char *inward = code + length - 3;
        const bool out = g_ascii_isalpha(code[0]) && line_figures(code) <= 3 &&
                         (g_ascii_isdigit(code[1]) || (g_ascii_isalpha(code[1]) && g_ascii_isdigit(code[2])));
        if (!out || !g_ascii_isdigit(inward[0]) || !g_ascii_isalpha(inward[1]) || !g_ascii_isalpha(inward[2]))
                return 0;
        *ret_code = g_steal_pointer(&code);
        return *second == '\0' ? 1 : 2;
}

static const char *
line_word(const GPtrArray *words, guint at)
{
        return at < words->len ? g_ptr_array_index(words, at) : "";
}

/* A small word with what follows: "o" "neill", "van" "der" "berg". Returns how many words were taken. */
static guint
line_name(SearchLine *line, const GPtrArray *words, guint at, unsigned phrase)
{
        g_autoptr(GString) joined = g_string_new(NULL);
        guint last = at;
        while (line_is_particle(line_word(words, last)) && last + 1 < words->len &&
               !line_is_divider(line_word(words, last + 1)) && g_ascii_isalpha(line_word(words, last + 1)[0])) {
                g_string_append(joined, line_word(words, last));
                last++;
        }
        const char *word = line_word(words, last);
        g_string_append(joined, word);
        char *less = last > at && strlen(word) > 1 ? g_strdup(word) : NULL;
        const bool filler = last == at && line_is_name_or_filler(word);
        const bool single = g_utf8_strlen(joined->str, -1) == 1 && g_utf8_get_char(joined->str) < 0x2E80;
        const bool house = line_figures(joined->str) > 0 && line_figures(joined->str) + 1 >= joined->len;
        search_line_add(line, single || house || filler ? SEARCH_TERM_INITIAL : SEARCH_TERM_WORD, g_strdup(joined->str),
                        less, phrase);
        return last - at + 1;
}

static void
line_take_words(SearchLine *line, const GPtrArray *words)
{
        unsigned phrase = 1;
        for (guint i = 0; i < words->len;) {
                const char *word = line_word(words, i);
                size_t length = 0;
                g_autofree char *title = g_strconcat(word, " ", NULL);
                g_autofree char *code = NULL;
                const guint postcode = line_postcode(word, line_word(words, i + 1), &code);
                const guint coded = postcode > 0 ? postcode : line_postcode(word, "", &code);
                if (coded > 0)
                        search_line_add(line, SEARCH_TERM_WORD, g_steal_pointer(&code), NULL, ++phrase);
                phrase += line_is_divider(word);
                if (coded > 0)
                        i += coded;
                else if (line_is_divider(word) || line_is_filler(word) || person_title(title, &length))
                        i++;
                else if (line_figures(word) >= LINE_NUMBER_FIGURES && strlen(word) >= LINE_NUMBER_LENGTH) {
                        search_line_add(line, SEARCH_TERM_NUMBER, g_strdup(word), NULL, 0);
                        i++;
                } else
                        i += line_name(line, words, i, phrase);
        }
}

/* Whether there is something by which an entry can be found; "Mr Street" alone is a name. */
static void
line_judge(SearchLine *line)
{
        unsigned finding = line->ending_from != NULL;
        for (guint i = 0; i < line->terms->len; i++)
                finding += ((const SearchTerm *) g_ptr_array_index(line->terms, i))->kind != SEARCH_TERM_INITIAL;
        for (guint i = 0; i < line->terms->len && finding == 0; i++) {
                SearchTerm *term = g_ptr_array_index(line->terms, i);
                if (line_is_name_or_filler(term->text)) {
                        term->kind = SEARCH_TERM_WORD;
                        finding++;
                }
        }
        if (finding > 0 || line->problem != NULL)
                return;
        line->problem =
            g_strdup(line->terms->len > 0 ? "One letter or a house number alone finds nobody: type two letters of a "
                                            "name at least."
                                          : "Type a name, a date of birth, a case number or an address.");
}

SearchLine *
search_line_read(const char *typed, const char *today)
{
        SearchLine *line = g_new0(SearchLine, 1);
        line->terms = g_ptr_array_new_with_free_func(line_term_free);
        line->notes = g_ptr_array_new_with_free_func(g_free);
        const glong characters = g_utf8_validate(typed, -1, NULL) ? g_utf8_strlen(typed, -1) : -1;
        if (characters < 0 || characters > (glong) LIMIT_SEARCH_CHARACTERS) {
                line->problem = characters < 0 ? g_strdup("This is no text that can be searched for.")
                                               : g_strdup_printf("The search is too long: %ld characters, and it takes "
                                                                 "%u. Type names, a date of birth or a number.",
                                                                 characters, LIMIT_SEARCH_CHARACTERS);
                return line;
        }
        g_autoptr(GString) text = line_fold(typed);
        line_take_numbers(text, line);
        search_date_take(text, today, line);
        g_autoptr(GPtrArray) words = line_words(text->str);
        unsigned spelt = 0;
        g_autoptr(GPtrArray) joined = search_spelling_join(words, &spelt);
        line_take_words(line, joined);
        line_judge(line);
        return line;
}
