#include "register/court.h"

#include "base/text.h"

#include <string.h>

static const struct {
        const char *words;
        CourtKind kind;
} court_words[] = {
        { "family court", COURT_KIND_FAMILY },     { "family hearing", COURT_KIND_FAMILY },
        { "llys teulu", COURT_KIND_FAMILY },       { "magistrates", COURT_KIND_MAGISTRATES },
        { "llys ynadon", COURT_KIND_MAGISTRATES }, { "justice centre", COURT_KIND_MAGISTRATES },
        { "crown court", COURT_KIND_CROWN },       { "llys y goron", COURT_KIND_CROWN },
        { "county court", COURT_KIND_COUNTY },     { "llys sirol", COURT_KIND_COUNTY },
        { "high court", COURT_KIND_HIGH },         { "uchel lys", COURT_KIND_HIGH },
};

CourtKind
court_kind(const char *printed)
{
        g_autofree char *folded = text_fold(printed);
        for (unsigned i = 0; i < G_N_ELEMENTS(court_words); i++) {
                if (strstr(folded, court_words[i].words) != NULL)
                        return court_words[i].kind;
        }
        return COURT_KIND_NONE;
}

static bool
court_is_small(const char *word)
{
        static const char *const small[] = { "at",    "in", "of", "the", "and", "sitting", "upon", "on", "for",
                                             "under", "by", "y",  "yn",  "yr",  "a",       "de",   "la" };
        for (unsigned i = 0; i < G_N_ELEMENTS(small); i++) {
                if (g_ascii_strcasecmp(word, small[i]) == 0)
                        return true;
        }
        return false;
}

static bool
court_is_loud(const char *word)
{
        unsigned capitals = 0;
        for (const char *at = word; *at != '\0'; at = g_utf8_next_char(at)) {
                if (g_unichar_islower(g_utf8_get_char(at)))
                        return false;
                capitals += g_unichar_isupper(g_utf8_get_char(at));
        }
        return capitals >= 2;
}

char *
court_calm(const char *text)
{
        g_auto(GStrv) words = g_strsplit(text, " ", -1);
        GString *out = g_string_new(NULL);
        for (unsigned i = 0; words[i] != NULL; i++) {
                if (i > 0)
                        g_string_append_c(out, ' ');
                if (!court_is_loud(words[i])) {
                        g_string_append(out, words[i]);
                        continue;
                }
                if (i > 0 && court_is_small(words[i])) {
                        g_autofree char *small = g_utf8_strdown(words[i], -1);
                        g_string_append(out, small);
                        continue;
                }
                bool first = true;
                for (const char *at = words[i]; *at != '\0'; at = g_utf8_next_char(at)) {
                        const gunichar c = g_utf8_get_char(at);
                        /* MAGISTRATES' and SAINT-JOHN: a letter after a hyphen starts anew, after an apostrophe it does not */
                        g_string_append_unichar(out, first ? c : g_unichar_tolower(c));
                        first = g_unichar_isalpha(c) ? false : c == '-' || c == '(' || c == '/' || first;
                }
        }
        return g_string_free(out, FALSE);
}

char *
court_tidy(const char *printed)
{
        g_autofree char *line = text_one_line(printed);
        const char *from = line;
        static const char *const openings[] = { "in the ", "at the ", "the ", "yn y ", "yn yr ", "before the " };
        for (bool moved = true; moved;) {
                moved = false;
                for (unsigned i = 0; i < G_N_ELEMENTS(openings); i++) {
                        if (g_ascii_strncasecmp(from, openings[i], strlen(openings[i])) == 0) {
                                from += strlen(openings[i]);
                                moved = true;
                        }
                }
        }
        g_autofree char *kept = g_strdup(from);
        for (size_t length = strlen(kept); length > 0 && strchr(" .,:;-", kept[length - 1]) != NULL; length--)
                kept[length - 1] = '\0';
        /* "Family Court sitting at: Medway" */
        char *colon = strchr(kept, ':');
        if (colon != NULL)
                memmove(colon, colon + 1, strlen(colon + 1) + 1);
        return court_calm(kept);
}

static gint
court_compare(gconstpointer a, gconstpointer b)
{
        return strcmp(*(const char *const *) a, *(const char *const *) b);
}

/* Welsh names of places that have an English one, as they stand behind "yn", "yng" and "ym" too. */
static const char *
court_in_english(const char *word)
{
        static const struct {
                const char *welsh, *english;
        } places[] = { { "abertawe", "swansea" },       { "caerdydd", "cardiff" },
                       { "nghaerdydd", "cardiff" },     { "casnewydd", "newport" },
                       { "nghasnewydd", "newport" },    { "wrecsam", "wrexham" },
                       { "tudful", "tydfil" },          { "hwlffordd", "haverfordwest" },
                       { "caerfyrddin", "carmarthen" }, { "nghaerfyrddin", "carmarthen" },
                       { "ngharnarfon", "caernarfon" }, { "nghaernarfon", "caernarfon" },
                       { "trefynwy", "monmouth" },      { "aberhonddu", "brecon" },
                       { "dinbych", "denbigh" },        { "mhontypridd", "pontypridd" },
                       { "mhrestatyn", "prestatyn" } };
        for (unsigned i = 0; i < G_N_ELEMENTS(places); i++)
                if (g_str_equal(word, places[i].welsh))
                        return places[i].english;
        return word;
}

/* "Fomily", "Courl": a word for the kind of court in which one letter was misread names no place. */
static bool
court_is_misread(const char *word, const char *kind)
{
        return strlen(kind) >= 5 && word[0] == kind[0] && strlen(word) == strlen(kind) &&
               text_distance(word, kind, 1) <= 1;
}

static bool
court_has_word(const GPtrArray *words, const char *word)
{
        for (guint i = 0; i < words->len; i++)
                if (g_str_equal(g_ptr_array_index(words, i), word))
                        return true;
        return false;
}

char *
court_place(const char *printed)
{
        static const char *const kinds[] = { "court",  "courts",   "family",   "magistrates", "magistrate", "crown",
                                             "county", "high",     "combined", "centre",      "hearing",    "sitting",
                                             "at",     "in",       "the",      "of",          "and",        "justice",
                                             "law",    "llys",     "teulu",    "sirol",       "ynadon",     "goron",
                                             "yn",     "y",        "yr",       "yng",         "ym",         "eistedd",
                                             "house",  "division", "district", "registry",    "a",          "s" };
        g_autofree char *folded = text_fold(printed);
        g_autoptr(GPtrArray) words = g_ptr_array_new_with_free_func(g_free);
        const char *at = folded;
        while (*at != '\0') {
                const char *start = at;
                while (*at != '\0' && (g_unichar_isalnum(g_utf8_get_char(at)) || *at == '\''))
                        at = g_utf8_next_char(at);
                if (at > start) {
                        g_autofree char *word = g_strndup(start, (gsize) (at - start));
                        size_t length = strlen(word);
                        if (length > 2 && g_str_has_suffix(word, "'s"))
                                word[length - 2] = '\0';
                        length = strlen(word);
                        if (length > 1 && word[length - 1] == '\'')
                                word[length - 1] = '\0';
                        bool kind = false;
                        for (unsigned i = 0; i < G_N_ELEMENTS(kinds); i++)
                                kind = kind || g_str_equal(word, kinds[i]) || court_is_misread(word, kinds[i]);
                        const char *english = court_in_english(word);
                        if (!kind && !court_has_word(words, english))
                                g_ptr_array_add(words, g_strdup(english));
                } else {
                        at = g_utf8_next_char(at);
                }
        }
        g_ptr_array_sort(words, court_compare);
        g_ptr_array_add(words, NULL);
        return g_strjoinv(" ", (char **) words->pdata);
}
