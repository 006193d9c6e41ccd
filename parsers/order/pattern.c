#include "parsers/order/pattern.h"

#include "base/limits.h"

#include <string.h>

enum { KEPT = 8, LONG = 16 * 1024, PIECE = 512 };

/* A text that was looked into, and its grams: it is mostly looked into again. */
typedef struct {
        char *text;
        size_t length, room;
        Grams grams;
} Looked;

static unsigned compiled;
static bool settled;
static Looked looked[KEPT];

static const Grams *
pattern_grams(const char *text, size_t length)
{
        static unsigned next;
        for (unsigned i = 0; i < KEPT; i++)
                if (looked[i].length == length && looked[i].text != NULL && memcmp(looked[i].text, text, length) == 0)
                        return &looked[i].grams;
        Looked *slot = &looked[next++ % KEPT];
        if (slot->room < length + 1) {
                slot->room = MAX(2 * length, PIECE);
                slot->text = g_realloc(slot->text, slot->room);
        }
        memcpy(slot->text, text, length);
        slot->length = length;
        grams_of(&slot->grams, text, length);
        return &slot->grams;
}

static GRegex *
pattern_regex(Pattern *pattern)
{
        if (pattern->regex == NULL) {
                compiled++;
                g_autoptr(GError) failure = NULL;
                g_autofree char *whole = g_strconcat(MATCH_LIMIT, pattern->text, NULL);
                pattern->regex = g_regex_new(whole, G_REGEX_DEFAULT, G_REGEX_MATCH_DEFAULT, &failure);
                if (pattern->regex == NULL)
                        g_error("pattern: %s in %s", failure->message, pattern->text);
        }
        return pattern->regex;
}

/* Whether it is worth looking for it there. */
static bool
pattern_may_be(Pattern *pattern, const char *text, size_t length)
{
        if (!pattern->read) {
                pattern->read = true;
                pattern->need = need_of(pattern->text);
        }
        if (!settled)
                (void) pattern_regex(pattern);
        return pattern->need == NULL || need_is_met(pattern->need, pattern_grams(text, length));
}

void
pattern_settle(void)
{
        settled = true;
}

unsigned
pattern_compiled(void)
{
        return compiled;
}

bool
pattern_find(Pattern *pattern, const View *view, size_t from, size_t until, Match *ret_match)
{
        g_autoptr(GMatchInfo) info = NULL;
        if (from >= until || until > view->length)
                return false;
        /* many callers look for the next one, and the next: the rest of a long text is not gone through each time */
        const bool looks = from == 0 || until - from <= PIECE;
        if ((looks && !pattern_may_be(pattern, view->joined + from, until - from)) ||
            !g_regex_match_full(pattern_regex(pattern), view->joined, (gssize) until, (gint) from,
                                G_REGEX_MATCH_DEFAULT, &info, NULL))
                return false;
        *ret_match = (Match){ 0 };
        const gint count = g_match_info_get_match_count(info);
        for (gint i = 0; i < count && i < MATCH_GROUPS; i++) {
                gint start = 0, end = 0;
                if (!g_match_info_fetch_pos(info, i, &start, &end) || start < 0)
                        continue;
                ret_match->start[i] = (size_t) start;
                ret_match->end[i] = (size_t) end;
        }
        return true;
}

bool
pattern_has(Pattern *pattern, const View *view)
{
        Match match;
        return view->length > 0 && pattern_find(pattern, view, 0, view->length, &match);
}

static bool
pattern_may_be_in(Pattern *pattern, const char *text)
{
        const size_t length = strlen(text);
        return length > LONG || pattern_may_be(pattern, text, length);
}

bool
pattern_in(Pattern *pattern, const char *text)
{
        return pattern_may_be_in(pattern, text) &&
               g_regex_match(pattern_regex(pattern), text, G_REGEX_MATCH_DEFAULT, NULL);
}

bool
pattern_span(Pattern *pattern, const char *text, size_t *ret_start, size_t *ret_end)
{
        g_autoptr(GMatchInfo) info = NULL;
        gint start = 0, end = 0;
        if (!pattern_may_be_in(pattern, text) ||
            !g_regex_match(pattern_regex(pattern), text, G_REGEX_MATCH_DEFAULT, &info) ||
            !g_match_info_fetch_pos(info, 0, &start, &end))
                return false;
        if (ret_start != NULL)
                *ret_start = (size_t) start;
        if (ret_end != NULL)
                *ret_end = (size_t) end;
        return true;
}

char *
pattern_replace(Pattern *pattern, const char *text, const char *with)
{
        if (!pattern_may_be_in(pattern, text))
                return g_strdup(text);
        char *made = g_regex_replace_literal(pattern_regex(pattern), text, -1, 0, with, G_REGEX_MATCH_DEFAULT, NULL);
        return made != NULL ? made : g_strdup(text);
}

char *
pattern_before(Pattern *pattern, const char *text)
{
        size_t start = 0;
        return pattern_span(pattern, text, &start, NULL) ? g_strndup(text, start) : g_strdup(text);
}
