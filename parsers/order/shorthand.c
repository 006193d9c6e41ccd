#include "parsers/order/shorthand.h"

#include <string.h>

enum { SPELLINGS = 2000 }; /* of one paper */

typedef enum { ANYWHERE, BODY, PARTY, PLACE, DATED } ShorthandPlace;

static const struct {
        const char *cut;
        const char *spelt;
        ShorthandPlace place;
} words[] = {
#define SHORTHAND(cut, spelt, place) { cut, spelt, place },
#include "parsers/order/shorthand.def"
#undef SHORTHAND
};

static bool
shorthand_is_letter(char octet)
{
        return g_ascii_isalnum(octet) || (octet & 0x80) != 0;
}

/* Whether a name ends before at: "Medway FC", "Newport (Gwent) MC". */
static bool
shorthand_is_behind_name(const View *view, size_t at)
{
        size_t word = at;
        if (word < 2 || strchr(" \t", view->text[word - 1]) == NULL)
                return false;
        word--;
        while (word > 0 && (shorthand_is_letter(view->text[word - 1]) || strchr("'-()", view->text[word - 1]) != NULL))
                word--;
        return word < at - 1 && (g_ascii_isupper(view->text[word]) || view->text[word] == '(');
}

static bool
shorthand_is_before_figure(const View *view, size_t end)
{
        while (end < view->length && strchr(" :\t", view->text[end]) != NULL)
                end++;
        return end < view->length && g_ascii_isdigit(view->text[end]);
}

static bool
shorthand_fits(const View *view, unsigned index, size_t at, bool body, bool parties)
{
        const size_t end = at + strlen(words[index].cut);
        switch (words[index].place) {
        case BODY:
                return body;
        case PARTY:
                return parties;
        case PLACE:
                return shorthand_is_behind_name(view, at);
        case DATED:
                return body && shorthand_is_before_figure(view, end);
        case ANYWHERE:
        default:
                return true;
        }
}

/* The shorthand that stands at a word's beginning, the longest; false for none. */
static bool
shorthand_at(const View *view, size_t at, bool body, bool parties, unsigned *ret_index)
{
        size_t best = 0;
        for (unsigned i = 0; i < G_N_ELEMENTS(words); i++) {
                if (words[i].cut[0] != view->text[at])
                        continue;
                const size_t length = strlen(words[i].cut);
                if (length <= best || at + length > view->length ||
                    memcmp(view->text + at, words[i].cut, length) != 0 ||
                    shorthand_is_letter(view->text[at + length]) || !shorthand_fits(view, i, at, body, parties))
                        continue;
                best = length;
                *ret_index = i;
        }
        return best > 0;
}

static bool
shorthand_begins_word(const View *view, size_t at)
{
        return at == 0 || (!shorthand_is_letter(view->text[at - 1]) && strchr("-'/@.", view->text[at - 1]) == NULL);
}

/* "App" alone may be a telephone's: it is a party's where the respondent is cut short too. */
static bool
shorthand_cuts_parties(const View *view, bool body)
{
        for (size_t at = 0; at + 4 < view->length; at++) {
                if ((view->text[at] == 'R' || (body && view->text[at] == 'r')) && shorthand_begins_word(view, at) &&
                    g_ascii_strncasecmp(view->text + at, "resp", 4) == 0 && !shorthand_is_letter(view->text[at + 4]))
                        return true;
        }
        return false;
}

/* "Resp. must not": the stop is the word's, not the sentence's. */
static bool
shorthand_takes_stop(const View *view, size_t end)
{
        return end + 2 < view->length && view->text[end] == '.' &&
               (view->text[end + 1] == ':' || (view->text[end + 1] == ' ' && g_ascii_islower(view->text[end + 2])));
}

View *
shorthand_spelt(const View *view, bool body)
{
        const bool parties = shorthand_cuts_parties(view, body);
        g_autoptr(GArray) spellings = g_array_new(FALSE, FALSE, sizeof(ViewSpelling));
        for (size_t at = 0; at < view->length && spellings->len < SPELLINGS; at++) {
                unsigned index = 0;
                if (!g_ascii_isalpha(view->text[at]) || !shorthand_begins_word(view, at) ||
                    !shorthand_at(view, at, body, parties, &index))
                        continue;
                const size_t end = at + strlen(words[index].cut);
                const ViewSpelling spelling = { .start = at,
                                                .end = end + (shorthand_takes_stop(view, end) ? 1 : 0),
                                                .spelt = words[index].spelt };
                g_array_append_val(spellings, spelling);
                at = spelling.end - 1;
        }
        return spellings->len > 0 ? view_respelt(view, spellings) : NULL;
}
