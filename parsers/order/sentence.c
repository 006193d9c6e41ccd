#include "parsers/order/sentence.h"

#include "parsers/order/mark.h"
#include "parsers/order/pattern.h"

#include <string.h>

enum { BACK = 300, ON = 260 };

/* "Requirements 1 to 4 have effect until ...": a subject that its figures and its verb make one, however full the line above is. */
static bool
sentence_opens_of_terms(const View *view, size_t start)
{
        enum { SUBJECT = 70 };
        static Pattern terms = {
                .text = "^(?:Requirements?|Paragraphs?|Prohibitions?|Terms?|Clauses?) \\d[\\d ,&()a-z-]{0,24}? "
                        "(?:shall|will|ha(?:s|ve)|remains?|lasts?|expires?|ends?|continues?|applies|apply|are|is|"
                        "stays?|runs?|ceases?)\\b"
        };
        if (strchr("RPTC", view->text[start]) == NULL)
                return false;
        g_autofree char *line = view_piece(view, start, MIN(view->length, start + SUBJECT));
        return pattern_in(&terms, line);
}

/* A new sentence at the line's start: what stands above ended, or these are words that open one. */
static bool
sentence_opens(const View *view, size_t start)
{
        static const char *const words[] = { "This ",     "The ",   "It ",      "THIS ", "THE ",   "Mae", "IT ",
                                             "In force ", "Lasts ", "Expires ", "Ends ", "Valid ", "He ", "She " };
        if (view_line(view, view_line_at(view, start))->paragraph ||
            (start > 1 && strchr(".:;", view->text[start - 2]) != NULL) ||
            strncmp(view->text + start, "Until ", strlen("Until ")) == 0 || sentence_opens_of_terms(view, start))
                return true;
        /* "(4) going to 3 Elm Row" over "for a period of 12 months": said of the whole list */
        static const char *const tails[] = {
                "for a period of ", "for the period ", "until ",     "for 1",    "for 2",      "for 3", "for 6",
                "for one",          "for two ",        "for three ", "for six ", "for twelve "
        };
        Mark mark;
        const ViewLine *above = view_line(view, view_line_at(view, start - 1));
        for (unsigned i = 0; i < G_N_ELEMENTS(tails); i++) {
                if (strncmp(view->text + start, tails[i], strlen(tails[i])) == 0 && !view_wraps(view, start - 1) &&
                    mark_read(view->text + above->start, &mark) && !mark.weak)
                        return true;
        }
        for (unsigned i = 0; i < G_N_ELEMENTS(words); i++) {
                if (strncmp(view->text + start, words[i], strlen(words[i])) == 0)
                        return !view_wraps(view, start - 1);
        }
        return false;
}

/* "... Act 2020. Until further order": a year or a sum before the stop, not the number of a paragraph. */
static bool
sentence_ends_figure(const View *view, size_t stop)
{
        enum { YEAR = 4 }; /* figures */
        size_t digit = stop;
        while (digit > 0 && g_ascii_isdigit(view->joined[digit - 1]))
                digit--;
        const bool sum = digit > 0 && strchr(" (", view->joined[digit - 1]) == NULL && digit < stop;
        return g_ascii_isupper(view->joined[stop + 2]) && (stop - digit >= YEAR || sum);
}

/* The stop of "11.59 p.m.". */
static bool
sentence_ends_hour(const View *view, size_t stop)
{
        return stop >= 3 && g_ascii_tolower(view->joined[stop - 1]) == 'm' && view->joined[stop - 2] == '.' &&
               strchr("apAP", view->joined[stop - 3]) != NULL;
}

/* "until 4 p.m. on 3 March", "UNTIL 4 P.M. ON 3 MARCH": no sentence begins behind the hour. */
static bool
sentence_goes_on(const View *view, size_t stop)
{
        return sentence_ends_hour(view, stop) &&
               (!g_ascii_isupper(view->joined[stop + 2]) || view->joined[stop - 1] == 'M');
}

size_t
sentence_start(const View *view, size_t at)
{
        size_t from = at;
        while (from > 0 && at - from < BACK) {
                const char c = view->joined[from - 1];
                if ((c == '.' && view->joined[from] == ' ' && from > 2 && !sentence_goes_on(view, from - 1) &&
                     (!g_ascii_isdigit(view->joined[from - 2]) || sentence_ends_figure(view, from - 1))) ||
                    c == ';')
                        break;
                if (view->text[from - 1] == '\n' && sentence_opens(view, from))
                        break;
                from--;
        }
        return from;
}

size_t
sentence_stop(const View *view, size_t at)
{
        size_t until = at;
        while (until < view->length && until - at < ON) {
                const char c = view->joined[until];
                const bool stop = c == '.' && (view->joined[until + 1] == ' ' || view->joined[until + 1] == '\0');
                if ((stop && !sentence_ends_hour(view, until)) || c == ';')
                        break;
                if (view->text[until] == '\n' && until + 1 < view->length && sentence_opens(view, until + 1))
                        break;
                until++;
        }
        return until;
}
