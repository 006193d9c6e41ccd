#include "parsers/order/role_letter.h"

#include "parsers/order/parties.h"
#include "parsers/order/pattern.h"

#include <string.h>

static const double SURE = 0.94;

typedef struct {
        size_t start[2], end[2]; /* of the names, the protected person's first; the same where there is none */
        char letter[2];
} Parties;

static void
role_letter_take(Parties *parties, char letter, size_t start, size_t end)
{
        const unsigned side = strchr("RD", letter) != NULL;
        if (parties->end[side] > 0)
                return;
        parties->start[side] = start;
        parties->end[side] = end;
        parties->letter[side] = letter;
}

/* "A - Ann Bell": the letter, its sign and the name. */
static void
role_letter_in_front(const View *view, const ViewLine *line, Parties *parties)
{
        static Pattern letter = {
                .text = "(?:(?<=[:;,/\t(] )|(?<=[:;,/\t(])|(?<=\\band )|\\G)([ACRD])(?: ?[-=:] ?|\\) ?|\t)"
                        "(?=\\p{Lu})"
        };
        Match match;
        for (size_t at = line->start; pattern_find(&letter, view, at, line->end, &match); at = match.end[0]) {
                const size_t end = party_name_end(view, match.end[0], line->end);
                if (end > match.end[0] && memchr(view->joined + match.end[0], ' ', end - match.end[0]) != NULL)
                        role_letter_take(parties, view->joined[match.start[1]], match.end[0], end);
        }
}

/* "Ann Bell - A", "Ann Bell (A)": the name, and its letter at the end of the piece. */
static void
role_letter_behind(const View *view, const ViewLine *line, Parties *parties)
{
        static Pattern letter = { .text = "(?: ?- | ?= ?|,? \\()([ACRD])\\b\\)?(?= ?[;,/\t]| and\\b| v\\b| ?$)" };
        Match match;
        size_t done = line->start;
        for (size_t at = line->start; pattern_find(&letter, view, at, line->end, &match); at = match.end[0]) {
                const size_t start = party_name_start(view, done, match.start[0]);
                if (start < match.start[0] && memchr(view->joined + start, ' ', match.start[0] - start) != NULL)
                        role_letter_take(parties, view->joined[match.start[1]], start, match.start[0]);
                done = match.end[0];
        }
}

/* A and R, or C and D on one line: on two they may be items of a list. */
static bool
role_letter_pairs(const View *view, const Parties *parties)
{
        if (parties->end[0] == 0 || parties->end[1] == 0)
                return false;
        return (parties->letter[0] == 'A' && parties->letter[1] == 'R') ||
               (parties->letter[0] == 'C' && parties->letter[1] == 'D' &&
                view_line_at(view, parties->start[0]) == view_line_at(view, parties->start[1]));
}

void
role_letter_read(OrderReading *reading)
{
        enum { HEAD = 30, APART = 2 }; /* lines */
        const View *view = reading->view;
        if (order_reading_has(reading, FIELD_RESPONDENT) && order_reading_has(reading, FIELD_PROTECTED_PERSON))
                return;
        Parties parties = { .end = { 0, 0 } };
        unsigned since = 0;
        for (unsigned i = 0; i < view->lines->len && i < HEAD; i++) {
                const ViewLine *line = view_line(view, i);
                const bool open = parties.end[0] > 0 || parties.end[1] > 0;
                role_letter_in_front(view, line, &parties);
                role_letter_behind(view, line, &parties);
                if (role_letter_pairs(view, &parties))
                        break;
                since = open ? since + 1 : 0;
                if (since > APART)
                        parties = (Parties){ .end = { 0, 0 } };
        }
        for (unsigned side = 0; side < 2 && role_letter_pairs(view, &parties); side++)
                parties_put(reading, side == 1, parties.start[side], parties.end[side], SURE);
}
