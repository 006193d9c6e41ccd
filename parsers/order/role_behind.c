#include "parsers/order/role_behind.h"

#include "parsers/order/parties.h"
#include "parsers/order/pattern.h"
#include "register/person.h"

#include <string.h>

/* "Applicant Ann Bell, Respondent": the name has its role in front, the one behind it opens the next. */
static bool
role_behind_opens_next(const View *view, size_t start, bool respondent)
{
        static Pattern roles[] = { { .text = "(?i)\\b(?:respondent|defendant),?:? ?$" },
                                   { .text = "(?i)\\b(?:applicant|claimant|complainant),?:? ?$" } };
        /* "Ann Bell, applicant" in the line above has its own name */
        static Pattern bare = {
                .text = "(?i)^(?:\\(?\\w{1,2}[.)] )?(?:the )?(?:applicant|claimant|complainant|respondent|defendant)\\b"
        };
        size_t from = start > 16 ? start - 16 : 0;
        view_whole(view, &from, &start);
        g_autofree char *lead = view_piece(view, from, start);
        if (start > 0 && view->text[start - 1] == '\n') {
                const ViewLine *above = view_line(view, view_line_at(view, start - 1));
                g_autofree char *whole = view_piece(view, above->start, above->end);
                if (!pattern_in(&bare, whole))
                        return false;
        }
        return pattern_in(&roles[respondent], lead);
}

/* What may stand behind a role that follows its name: the clause or the line ends, or the sentence goes on with what he must. */
static bool
role_behind_closes(const View *view, size_t end)
{
        static const char *const after[] = { " and", " must ", " shall ", " is ", " (" };
        /* "The applicant is Ann Bell, The respondent is Cy Dale": a stop that was read as a comma */
        if (strncmp(view->joined + end, " is ", 4) == 0 && g_ascii_isupper(view->joined[end + 4]))
                return false;
        for (unsigned i = 0; i < G_N_ELEMENTS(after); i++) {
                if (strncmp(view->joined + end, after[i], strlen(after[i])) == 0)
                        return true;
        }
        return end >= view->length || strchr("\"),.;\n\t", view->text[end]) != NULL ||
               strncmp(view->text + end, "')", 2) == 0;
}

static bool
role_behind_goes_on(const View *view, size_t end)
{
        static const char *const verbs[] = { " must ", " shall ", " is ", " may " };
        for (unsigned i = 0; i < G_N_ELEMENTS(verbs); i++) {
                if (strncmp(view->joined + end, verbs[i], strlen(verbs[i])) == 0)
                        return true;
        }
        return false;
}

/* "MR CY DALE", "(d.o.b. 15/02/2004)", "44 Elm Row", "Rochdale", "OL94 2YB", "Defendant": the name heads the lines that end in
 * the role. False when the line above the role is no postcode. */
static bool
role_behind_address(OrderReading *reading, unsigned line, bool respondent)
{
        enum { LINES = 7 };
        static Pattern code = { .text = "\\b[A-Z]{1,2}[0-9][A-Z0-9]? ?[0-9][A-Z]{2}$" };
        static Pattern between = {
                .text = "(?i)^\\W*(?:v|vs|and|between|against)\\W*$|\\b(?:claimant|applicant|complainant)s?\\W*$"
        };
        const View *view = reading->view;
        if (line == 0)
                return false;
        g_autofree char *last = view_string(view, view_line(view, line - 1)->start, view_line(view, line - 1)->end);
        if (!pattern_in(&code, last))
                return false;
        for (unsigned i = line - 1; i > 0 && i + LINES > line; i--) {
                const ViewLine *first = view_line(view, i), *above = view_line(view, i - 1);
                g_autofree char *opens = view_string(view, above->start, above->end);
                if (!pattern_in(&between, opens))
                        continue;
                size_t title = 0;
                (void) person_title(view->joined + first->start, &title);
                const size_t start = first->start + title, end = party_name_end(view, start, first->end);
                if (end == first->end && memchr(view->joined + start, ' ', end - start) != NULL)
                        parties_put(reading, respondent, start, end, 0.97);
                break;
        }
        return true;
}

/* Where the name ends whose role the match is, what is told of him left out: "Cy Marsh (born 22/11/1984, of 9 Elm Row), is the
 * respondent", "Cy Dale, born 2 May 1986, of 31 Elm Row, Dover, CT16 9ZZ (the defendant)". Moves *left in front of it. */
static size_t
role_behind_name_end(const View *view, const Match *match, size_t done, size_t *left)
{
        enum { ASIDE = 160, NAME = 60 };
        static Pattern told = {
                .text =
                    "(?i),? \\(?(?:(?:who was )?born|d\\.?o\\.?b\\.?|date of birth)\\b[^;()]{4,40}\\)?(?:,? (?:and )?"
                    "(?:of|residing at|living at|who (?:lives|resides) at) [^;()]{5,110})?$|, (?:of|residing at|living "
                    "at) \\d[^;()]{5,110}$"
        };
        /* "Cy Dale (date of birth 16/05/1955), 4 Elm Row, Dover, CT16 9ZZ - Respondent" */
        static Pattern housed = {
                .text = "(?i: \\((?:(?:who was )?born|d\\.?o\\.?b\\.?|date of birth)\\b[^;()]{4,40}\\)),? (?:of "
                        ")?[^;()]{5,110}\\b[A-Z]{1,2}[0-9][A-Z0-9]? ?[0-9][A-Z]{2}$"
        };
        size_t stop = match->start[0];
        const size_t least = stop > ASIDE ? stop - ASIDE : 0;
        if (stop > 0 && view->joined[stop - 1] == ')') {
                size_t open = stop - 1;
                while (open > least && view->joined[open] != '(')
                        open--;
                if (open > least + 1 && view->joined[open - 1] == ' ')
                        stop = open - 1;
        } else if (strncmp(view->joined + stop, " (", 2) == 0) {
                size_t behind = MAX(done, least), cut = 0;
                view_whole(view, &behind, &stop);
                g_autofree char *said = view_piece(view, behind, stop);
                if (pattern_span(&told, said, &cut, NULL) && cut > 0)
                        stop = behind + cut;
        }
        if (stop == match->start[0] && stop > 0 && g_ascii_isupper(view->joined[stop - 1])) {
                size_t behind = MAX(done, least), cut = 0;
                view_whole(view, &behind, &stop);
                g_autofree char *said = view_piece(view, behind, stop);
                if (pattern_span(&housed, said, &cut, NULL) && cut > 0)
                        stop = behind + cut;
        }
        if (stop < match->start[0])
                *left = MIN(*left, stop > NAME ? stop - NAME : 0);
        view_whole(view, left, &stop);
        return stop;
}

#define ROLE_WORD "(?!(?i:first|second|third|joint|intended)\\b)\\p{Lu}[\\p{L}'.-]+"
#define ROLE_NAME                                                                                                      \
        "((?!(?i:between|and|in|re|the|to|from|upon|on|before|mr|mrs|ms|miss|dr)\\b)(?:" ROLE_WORD " ){1,4}" ROLE_WORD \
        ")"

/* Puts both names that the pattern finds in the octets from start on; false when it finds none. */
static bool
role_behind_put_pair(OrderReading *reading, Pattern *pair, size_t start, const char *text)
{
        g_autoptr(GMatchInfo) info = NULL;
        gint from[2] = { 0 }, until[2] = { 0 };
        if (!pattern_in(pair, text) || !g_regex_match(pair->regex, text, 0, &info) ||
            !g_match_info_fetch_pos(info, 1, &from[0], &until[0]) ||
            !g_match_info_fetch_pos(info, 2, &from[1], &until[1]))
                return false;
        for (unsigned i = 0; i < G_N_ELEMENTS(from); i++)
                parties_put(reading, i == 1, start + (size_t) from[i], start + (size_t) until[i], 0.99);
        return true;
}

/* "Ann Bell, Applicant - Cy Dale, Respondent" on one line, "Ann Bell applicant" over "Cy Dale respondent" on two: nothing else
 * stands there, so no role is that of the name behind it. */
static bool
role_behind_pairs(OrderReading *reading)
{
        enum { LINES = 30, LONG = 160 };
        static Pattern one = { .text = "^" ROLE_NAME "(?:,? \\(|, | )(?i:the )?(?i:first |1st "
                                       ")?(?i:applicant|claimant|complainant)\\)?[ \\t]?(?:-|,|;|/|\xE2\x80\x93|"
                                       "\xE2\x80\x94|and|v)?[ \\t]?" ROLE_NAME
                                       "(?:,? \\(|, | )(?i:the )?(?i:first |1st )?(?i:respondent|defendant)\\)?\\.?$" };
        static Pattern two = {
                .text =
                    "^" ROLE_NAME
                    ",? (?i:the )?(?i:first |1st )?(?i:applicant|claimant|complainant),?\\n(?:(?:and|v)\\n)?" ROLE_NAME
                    ",? (?i:the )?(?i:first |1st )?(?i:respondent|defendant)$"
        };
        const View *view = reading->view;
        for (unsigned i = 0; i < view->lines->len && i < LINES; i++) {
                const ViewLine *line = view_line(view, i);
                const ViewLine *last = view_line(view, MIN(i + 2, view->lines->len - 1));
                const ViewLine *next = view_line(view, MIN(i + 1, view->lines->len - 1));
                if (last->end - line->start > LONG + LONG)
                        continue;
                g_autofree char *own = g_strndup(view->text + line->start, line->end - line->start);
                g_autofree char *both = g_strndup(view->text + line->start, next->end - line->start);
                g_autofree char *three = g_strndup(view->text + line->start, last->end - line->start);
                if (role_behind_put_pair(reading, &one, line->start, own) ||
                    role_behind_put_pair(reading, &two, line->start, both) ||
                    role_behind_put_pair(reading, &two, line->start, three))
                        return true;
        }
        return false;
}

/* "ANN BELL   APPLICANT", "ANN BELL ....... APPLICANT": nothing but a gap or dots between, so that the line has to hold no more. */
static bool
role_behind_is_bare(const View *view, const Match *match)
{
        const bool led = strcspn(view->joined + match->start[0], "._") < 2;
        return led || (match->start[1] == match->start[0] + 1 && view->joined[match->start[0]] == ' ');
}

/* "Ann Bell (applicant) and Cy Dale (respondent)", "Ann Bell, Applicant": the role follows the name. */
void
role_behind_read(OrderReading *reading)
{
        static Pattern role = { .text = "(?i)(?:(?:, (?:the )?" KIN
                                        ")?,? ?\\([\"']?(?:the |1st |first |(?:ceisydd|atebydd) ?/ ?)?|, "
                                        "(?:the )?| - (?:the )?|,? (?:who )?is the (?:1st |first )?|"
                                        " (?=(?:applicant|claimant|respondent|defendant)\\b)|"
                                        " ?[._]{3,} ?(?:the )?|"
                                        ",? \\(?[\"'](?=(?-i:P)[\"']))"
                                        "((?<=[\"'])(?-i:P)(?=[\"'])|applicant|claimant|petitioner|protected "
                                        "person|complainant|respondent|defendant|(?:app|resp|def)(?=[).]))s?"
                                        "(?: " KIN ")?" };
        if (role_behind_pairs(reading))
                return;
        const View *view = reading->view;
        size_t from = 0, done = 0;
        Match match;
        for (unsigned tries = 0; tries < 24 && pattern_find(&role, view, from, MIN(view->length, 6000U), &match);
             tries++) {
                const unsigned line = view_line_at(view, match.start[0]);
                from = match.end[1];
                if (!role_behind_closes(view, match.end[0]))
                        continue;
                /* "To protect Ann Bell, the defendant must not": the role begins what he must, it is not hers */
                if (view->joined[match.start[0]] == ',' && role_behind_goes_on(view, match.end[0]))
                        continue;
                const bool dashed = strncmp(view->joined + match.start[0], " - ", 3) == 0;
                const bool bare = role_behind_is_bare(view, &match);
                const unsigned below = view_line_at(view, match.start[1]);
                if (bare && match.start[1] == view_line(view, below)->start &&
                    role_behind_address(reading, below,
                                        strchr("rd", g_ascii_tolower(view->joined[match.start[1]])) != NULL))
                        continue;
                if (bare && (view->text[match.start[0]] == '\n' ||
                             (match.end[0] < view->length && view->text[match.end[0]] != '\n')))
                        continue;
                /* "(Applicant)   (Respondent)": which of the names above is whose is said by their places only */
                static Pattern both = { .text =
                                            "(?i)^[^\\p{L}]*(?:applicant|claimant)[^\\p{L}]+(?:respondent|defendant)" };
                const ViewLine *roles = view_line(view, view_line_at(view, match.start[1]));
                g_autofree char *own = view_string(view, roles->start, roles->end);
                if (pattern_in(&both, own)) {
                        from = roles->end;
                        continue;
                }
                size_t left = match.start[0] > 110 ? match.start[0] - 110 : 0;
                if (line > 0)
                        left = MAX(left, view_line(view, line - 1)->start);
                while (left > 0 && (view->joined[left] & 0xC0) == 0x80)
                        left++;
                const size_t stop = role_behind_name_end(view, &match, done, &left);
                const size_t start = party_alias_start(view, MAX(left, done), stop);
                const char first = g_ascii_tolower(view->joined[match.start[1]]);
                /* "I acknowledge receipt of a copy of this order: C Dale (Defendant)": how he signs */
                static Pattern signs = { .text = "(?i)\\b(?:acknowledge|receipt|received a copy|sign(?:ed|ature|s)?(?: "
                                                 "by| of)?)\\b[^.;]{0,70}$" };
                size_t sentence = start > 90 ? start - 90 : 0, name = start;
                view_whole(view, &sentence, &name);
                g_autofree char *before = view_piece(view, sentence, name);
                if (pattern_in(&signs, before))
                        continue;
                /* 'Cy Dale <tab> "P"': the person bound, in an order under the Domestic Abuse Act */
                const bool bound = match.end[1] - match.start[1] == 1;
                const bool respondent = first == 'r' || first == 'd' || bound;
                if (bound && reading->type != ORDER_TYPE_DOMESTIC_ABUSE_PROTECTION)
                        continue;
                if (start < stop && !(bare && start != view_line(view, line)->start) &&
                    (dashed || !role_behind_opens_next(view, start, respondent)))
                        parties_put(reading, respondent, start, stop, 0.975);
                done = match.end[1];
        }
}
