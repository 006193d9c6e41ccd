/* Who made the order. The legal adviser did not. */
#include "parsers/order/order_reading.h"

#include "register/person.h"

#include <string.h>

#define JUDGE_TITLE                                                                                                    \
        "(?i:(?:her|his) honou?r judge|hhj|h\\.h\\.j\\.|(?:deputy |assistant )?(?:circuit|district) judge(?: "         \
        "?\\((?:mc|magistrates'? courts?)\\)| magistrates'? courts?)?|"                                                \
        "ddj(?: ?\\(mc\\))?|dj(?: ?\\(mc\\))?|(?:deputy |assistant )?recorder(?: of [a-z]+)?|"                         \
        "the hon(?:ourable|\\.)? (?:mr|mrs|ms|miss) justice|(?:mr|mrs|ms|miss|lord|lady) justice|sir|dame|tribunal "   \
        "judge|judge|"                                                                                                 \
        "ei (?:h?anrhydedd) y barnwr|y barnwr rhanbarth|y dirprwy farnwr rhanbarth|y barnwr|presiding justice)"

static Pattern judge_title = { .text = "\\b" JUDGE_TITLE " (?=\\p{Lu})" };
static Pattern judge_context = {
        .text = "(?:(?i:\\b(?:by|before|order of|made by|judge:|gan|gerbron|per))|[,:]) " JUDGE_TITLE " (?=\\p{Lu})"
};
static Pattern lay = {
        .text = "\\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Sir|Dame)\\.? \\p{Lu}[^,;:.()\\n]{1,30}?,? J\\.?P\\b\\.?(?:(?:,| and|, "
                "and| &) (?:Mr|Mrs|Ms|Miss|Mx|Dr)\\.? \\p{Lu}[^,;:.()\\n]{1,30}?,? J\\.?P\\b\\.?){0,3}"
};
static Pattern bench = {
        .text = "(?i)\\b(?:by|before) ((?:a bench of |the )?(?:lay )?(?:justices|magistrates)(?: sitting)?)\\b"
};

/* KC, QC, JP, DBE, (sitting as ...) after the name. */
static size_t
judge_suffix(const char *text, size_t at, size_t until)
{
        static const char *const suffixes[] = { "KC", "QC", "JP", "DBE", "CBE", "OBE", "J.P.", "K.C.", "Q.C.", "DL" };
        for (bool moved = true; moved;) {
                moved = false;
                size_t here = at;
                while (here < until && (text[here] == ' ' || text[here] == ','))
                        here++;
                for (unsigned i = 0; i < G_N_ELEMENTS(suffixes); i++) {
                        const size_t length = strlen(suffixes[i]);
                        if (here > at && here + length <= until && strncmp(text + here, suffixes[i], length) == 0 &&
                            !g_ascii_isalnum(text[here + length])) {
                                at = here + length;
                                moved = true;
                        }
                }
        }
        return at;
}

/* Where a name that starts at at ends, words that belong to the sentence cut off. */
static size_t
judge_name_end(const View *view, size_t at, size_t until)
{
        static Pattern stop = {
                .text = "(?i)[ "
                        "](?:sitting|on|at|in|this|order|dated|date|and|with|the|made|monday|tuesday|wednesday|"
                        "thursday|friday|saturday|sunday|justices'|legal|notice|upon|january|february|march|april|may|"
                        "june|july|august|september|october|november|december)\\b"
        };
        const size_t length = person_name_length(view->joined + at);
        size_t end = MIN(at + length, until);
        /* a name does not reach into another cell or paragraph */
        const char *tab = memchr(view->text + at, '\t', end > at ? end - at : 0);
        if (tab != NULL)
                end = (size_t) (tab - view->text);
        for (size_t i = at; i < end; i++) {
                if (view->text[i] == '\n' && !view_wraps(view, i))
                        end = i;
        }
        Match match;
        if (end > at && pattern_find(&stop, view, at, end, &match))
                end = match.start[0];
        return judge_suffix(view->joined, end, until);
}

static bool
judge_try(OrderReading *reading, Pattern *pattern, size_t from, size_t until, double confidence)
{
        const View *view = reading->view;
        Match match;
        static Pattern opening = { .text = "^(?:(?i:by|before|order of|made by|judge:|gan|gerbron|per)|[,:]) " };
        while (pattern_find(pattern, view, from, until, &match)) {
                const size_t end = judge_name_end(view, match.end[0], until);
                from = match.end[0];
                if (end <= match.end[0])
                        continue;
                size_t start = match.start[0];
                g_autofree char *whole = view_string(view, start, end);
                if (pattern_in(&opening, whole)) {
                        const char *blank = NULL;
                        Match title;
                        if (pattern_find(&judge_title, view, start, match.end[0] + 1, &title))
                                start = title.start[0];
                        else if ((blank = strchr(view->joined + start, ' ')) != NULL)
                                start = (size_t) (blank + 1 - view->joined);
                }
                g_autofree char *value = view_string(view, start, end);
                order_reading_put(reading, FIELD_JUDGE, value, start, end, confidence);
                return true;
        }
        return false;
}

static bool
judge_lay(OrderReading *reading, size_t from, size_t until, double confidence)
{
        Match match;
        if (!pattern_find(&lay, reading->view, from, until, &match))
                return false;
        g_autofree char *value = view_string(reading->view, match.start[0], match.end[0]);
        order_reading_put(reading, FIELD_JUDGE, value, match.start[0], match.end[0], confidence);
        return true;
}

static void
judge_labelled(OrderReading *reading, const LabelHit *hit)
{
        const View *view = reading->view;
        if (hit->start >= hit->end || hit->form == LABEL_INLINE)
                return;
        if (judge_lay(reading, hit->start, hit->end, 0.97) ||
            judge_try(reading, &judge_title, hit->start, hit->end, 0.98))
                return;
        /* the label may be the end of the title: "Judge: Sefton" */
        const size_t end = judge_name_end(view, hit->start, hit->end);
        g_autofree char *value = view_string(view, hit->start, end);
        if (end > hit->start && hit->form != LABEL_ABOVE && end - hit->start < 80)
                order_reading_put(reading, FIELD_JUDGE, value, hit->start, end, 0.93);
}

void
judge_read(OrderReading *reading)
{
        const View *view = reading->view;
        for (unsigned i = 0; i < reading->labels->len; i++) {
                const LabelHit *hit = &g_array_index(reading->labels, LabelHit, i);
                if (hit->role == LABEL_JUDGE && !order_reading_has(reading, FIELD_JUDGE))
                        judge_labelled(reading, hit);
        }
        if (order_reading_has(reading, FIELD_JUDGE))
                return;
        if (judge_try(reading, &judge_context, 0, view->length, 0.97) ||
            judge_try(reading, &judge_title, 0, view->length, 0.95) || judge_lay(reading, 0, view->length, 0.95))
                return;
        Match match;
        if (pattern_find(&bench, view, 0, view->length, &match)) {
                g_autofree char *value = view_string(view, match.start[1], match.end[1]);
                order_reading_put(reading, FIELD_JUDGE, value, match.start[1], match.end[1], 0.85);
        }
}
