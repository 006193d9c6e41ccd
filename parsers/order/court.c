/* Which court. */
#include "parsers/order/column.h"
#include "parsers/order/court_label.h"

#include "parsers/order/pattern.h"
#include "register/court.h"

#include <string.h>

enum { COURT_HEAD_LINES = 40 };

/* "Medway County And Family Court": the kind behind the place. */
#define COURT_SUFFIX                                                                                                   \
        "(?: (?i:(?:county|magistrates'|crown|combined|family|law|justice|hearing|trial|civil)(?: court| courts| "     \
        "centre)*(?: and(?: the)?)?(?: (?:county|magistrates'|crown|combined|family|justice|hearing)(?: court| "       \
        "courts| "                                                                                                     \
        "centre)*)*"                                                                                                   \
        "))"

/* "Family Court sitting at Luton", then "Hastings Magistrates' Court (and Family Court)". */
static Pattern court_first = {
        .text =
            "\\b" COURT_KIND_WORDS "(?:,? (?i:family division|king's bench division|queen's "
            "bench division))?(?i:,? \\(?(?:sitting|held|sat|yn eistedd(?: y(?:n|m|ng))?(?: ?/ ?sitting)?)(?: "
            "remotely)?)?"
            "(?:(?i:,? \\(?(?:at|in|yng?|ym))(?i: the)?:? (?i:(?:the )?(?:law courts|justice centre|civil justice "
            "centre|"
            "combined court(?: centre)?|county court|court ?house)(?:,| at| in) )?| \\(|, ?)(" COURT_PLACE COURT_SUFFIX
            "?)"
};
static Pattern place_first = { .text =
                                   "\\b(" COURT_PLACE ") \\(?(?:\\p{Lu}[\\p{L}'-]+\\) )?" COURT_KIND_WORDS
                                   "(?: (?i:and family court|and family court hearing centre|hearing centre|centre))?"
                                   "(?: (?i:sitting at|at) " COURT_PLACE ")?" };
static Pattern welsh = { .text = "(?i:yn y llys teulu yn eistedd y(?:n|m|ng)):? (" COURT_PLACE COURT_SUFFIX "?)" };
static Pattern court_high = { .text =
                                  "\\b(?i:high court of justice|high court),?(?i: (?:family|king's bench|queen's bench|"
                                  "chancery) division)?(?:,? (?i:principal registry|" COURT_PLACE
                                  " district registry))?(?:,? (?i:sitting at|at|in) " COURT_PLACE ")?" };
/* "Family Court Dover": nothing but the two in a cell */
static Pattern beside_place = {
        .text = "^(?i:in )?(?i:the )?(?i:family|crown|county) (?i:court) (?!(?i:orders?|notice|rules|injunction|judge|"
                "deputy|business|form|non|sealed|final|hearing|draft|office|proceedings|division)\\b)" COURT_PLACE "$"
};
/* "Family Court - Dover", "Family Court / Llys Teulu - Wrexham / Wrecsam": the place behind a stroke, the Welsh names none */
static Pattern behind_stroke = {
        .text = "^(?i:in )?(?i:the )?((?i:family|crown|county|magistrates') (?i:court))(?: ?/ ?(?i:llys) (?:(?i:y|yr) "
                ")?\\p{L}+)? ?[-:\\x{2013}] ?(?!(?i:orders?|notice|injunction|non|sealed|final|draft)\\b)(" COURT_PLACE
                ")(?: ?/ ?" COURT_PLACE ")?$"
};
static Pattern only_court = { .text = "^(?i:in )?(?i:the )?(?i:family|crown|county) (?i:court)$" };
static Pattern just_place = { .text = "^" COURT_PLACE "$" };

bool
court_put(OrderReading *reading, const char *printed, size_t start, size_t end, double confidence)
{
        if (printed[0] == '\0')
                return false;
        /* the case number beside it is no part of the name */
        static Pattern number = {
                .text = "(?i),? \\(?\\b(?:court |area |venue )?code\\b|,? \\(?\\bcourt ?(?:room )?(?:no\\.? ?|number "
                        ")?(?:\\d|(?:one|two|three|four|five|six|seven|eight|nine|ten)\\b)|[,:;]? \\b(?:(?:case|claim|"
                        "proceedings(?! court)|matter|reference) ?(?:numbers?|nos?\\b|ref|id)?|number|ref|rhif)"
                        "\\b(?=[. :]|$)|,? \\(?[a-z]{0,3}\\d"
        };
        /* "Leeds Magistrates' Court, Castle Street, Leeds": where the house stands */
        static Pattern behind = { .text =
                                      "(?i)(?<=court|centre)(?:, (?:the )?|,? \\(?sitting (?:at|in) )[\\p{L}' -]{2,30} "
                                      "(?:square|street|road|lane|avenue|way|row|place|walk|"
                                      "hill|parade|terrace|crescent|gardens|quay|gate)\\b|"
                                      "(?<=court|centre),? \\(?(?:sitting|held) (?:at|in) (?:the )?[\\p{L}' -]{2,50}?"
                                      "(?:justice centre|law courts?|court ?house|courts?|courts? "
                                      "(?:building|centre)|combined centre|hall|guildhall|house|buildings?)\\)?$" };
        g_autofree char *housed = pattern_before(&number, printed);
        g_autofree char *stated = pattern_before(&behind, housed);
        g_autofree char *seat = court_place(stated);
        g_autofree char *name = g_strdup(seat[0] == '\0' ? housed : stated);
        /* "Family Court (sitting at Luton)": the bracket is not of the name */
        char *open = strchr(name, '(');
        if (open != NULL && strchr(open, ')') == NULL)
                memmove(open, open + 1, strlen(open));
        g_autofree char *tidy = court_tidy(name);
        g_autofree char *place = court_place(tidy);
        /* "District Judge (Magistrates' Court)" is no court; the High Court needs no place */
        static Pattern bench = {
                .text = "(?i)\\b(?:judge|d?dj|before|deputy|mr|mrs|ms|miss|recorder|hhj|hon(?:ou?r|ourable)?)\\b"
        };
        /* "Combined Court Centre, Victoria Square": a house and its street */
        static Pattern street = { .text = "(?i)^" COURT_KIND_WORDS
                                          ", [\\p{L}' -]+ (?:square|street|road|lane|avenue|way|row|place|walk|hill|"
                                          "parade|terrace)$" };
        if ((place[0] == '\0' && court_kind(tidy) != COURT_KIND_HIGH) || strlen(tidy) >= 120 ||
            pattern_in(&bench, tidy) || pattern_in(&street, tidy))
                return false;
        order_reading_put(reading, FIELD_COURT, tidy, start, end, confidence);
        return true;
}

char *
court_broken(const View *view, size_t end)
{
        const unsigned line = view_line_at(view, end - 1);
        const ViewLine *here = view_line(view, line);
        if (line + 1 >= view->lines->len || (view->text[end] != '\t' && view->text[end] != '\n'))
                return NULL;
        const ViewLine *below = view_line(view, line + 1);
        size_t cell = end - 1;
        while (cell > here->start && view->text[cell - 1] != '\t')
                cell--;
        /* one column only: the line is broken by the page's width, which no court's name reaches */
        static Pattern half = {
                .text = "(?i) (?:st|great|west|east|north|south|upon|and|at|king's|milton|tunbridge|magistrates')$"
        };
        g_autofree char *above = view_string(view, cell, end);
        /* the strip's last cell is the one that breaks off: "Judge: DDJ" and the surname below */
        static Pattern office = { .text = "(?i)\\t[^\\t]*\\b(?:judge|d?dj|hhj|recorder|justice)$" };
        g_autofree char *strip = g_strndup(view->text + here->start, here->end - here->start);
        if (below->paragraph || pattern_in(&office, strip) ||
            (cell == here->start && here->end == end && !pattern_in(&half, above)))
                return NULL;
        const double left = view_left(view, cell);
        for (size_t at = below->start; at < below->end;) {
                const char *tab = memchr(view->text + at, '\t', below->end - at);
                const size_t stop = tab == NULL ? below->end : (size_t) (tab - view->text);
                const double place = view_left(view, at);
                LabelRole role = LABEL_COUNT;
                static Pattern rest = {
                        .text = "^(?:and )?" COURT_PLACE "(?: (?i:county court|magistrates' court|crown "
                                "court|combined court centre|centre|court))?$|^\\((?i:south wales|gwent)\\)$"
                };
                static Pattern word = {
                        .text = "(?i)\\b(?:order|orders|draft|sealed|injunction|notice|between|applicant|"
                                "respondent|form|act|ref)\\b|^(?:rex|regina|r|(?:the )?(?:king|queen|crown))$"
                };
                g_autofree char *value = view_string(view, at, stop);
                /* a column may be set flush right */
                const bool aligned = place - left < 0.012 || cell > here->start;
                /* "Bournemouth And Poole County Court And" over "Family Court" */
                static Pattern first = { .text = "(?i)\\bcourt and$" };
                static Pattern second = { .text = "(?i)^(?:family|county|magistrates') court(?: hearing centre)?$" };
                const bool both = pattern_in(&first, above) && pattern_in(&second, value);
                if (both || (left >= 0 && aligned && left - place < 0.012 && pattern_in(&rest, value) &&
                             !pattern_in(&word, value) &&
                             (label_length(view->text + at, &role) == 0 ||
                              (g_ascii_strcasecmp(value, "court") == 0 && g_str_has_suffix(above, "Magistrates'")))))
                        return g_steal_pointer(&value);
                at = stop + 1;
        }
        return NULL;
}

/* The part of text that the pattern finds; NULL for none. New string. */
static char *
court_match(Pattern *pattern, const char *text, size_t *ret_start, size_t *ret_end)
{
        g_autoptr(GMatchInfo) info = NULL;
        gint start = 0, end = 0;
        if (!pattern_in(pattern, text) || !g_regex_match(pattern->regex, text, 0, &info) ||
            !g_match_info_fetch_pos(info, 0, &start, &end))
                return NULL;
        *ret_start = (size_t) start;
        *ret_end = (size_t) end;
        return g_strndup(text + start, (gsize) (end - start));
}

/* The cell below the one at start, by its place or, where the format has none, as the first of its line. */
static bool
court_cell_below(const View *view, size_t start, size_t *ret_start, size_t *ret_end)
{
        if (column_below(view, start, true, ret_start, ret_end))
                return true;
        const unsigned line = view_line_at(view, start);
        if (line + 1 >= view->lines->len || (start != view_line(view, line)->start && view_left(view, start) >= 0))
                return false;
        const ViewLine *below = view_line(view, line + 1);
        const char *tab = memchr(view->text + below->start, '\t', below->end - below->start);
        *ret_start = below->start;
        *ret_end = tab == NULL ? below->end : (size_t) (tab - view->text);
        return true;
}

/* Whether the name that text holds so far goes on with the next cell. */
static bool
court_goes_on(const char *text, const char *next)
{
        static Pattern to_place = { .text =
                                        "(?i)\\b(?:at|in|yn|ym|sitting|of|the|and|upon|under|st|great|west|east|north|"
                                        "south)(?: the)?:?$" };
        /* towns whose first word is a town or a name too, and "Newport (South Wales)" */
        static Pattern towns = {
                .text = "(?i)\\b(?:newport (?:pagnell|\\()|king's lynn|milton (?:keynes|mowbray)|tunbridge wells)"
        };
        static Pattern title = { .text =
                                     "(?i)\\b(?:orders?|injunction|notice)\\b|^(?:rex|regina|r|the (?:king|queen))$" };
        static Pattern place = {
                .text = "^" COURT_PLACE "(?: (?i:county|and|family|magistrates'|crown|combined|justice|"
                        "district registry|courts?|centre))*$|^\\((?i:south wales|gwent|isle of wight)\\)$"
        };
        static Pattern of_kind = { .text = COURT_KIND_WORDS "[,:]?$" };
        static Pattern sits = { .text = "^\\(?(?i:(?:yn eistedd yn ?/ ?)?(?:sitting|held|at|in|yn|ym)\\b)" };
        static Pattern division = {
                .text = "^(?i:(?:family|king's bench|queen's bench|chancery) division)\\b[^.;:]{0,50}$"
        };
        static Pattern divided = { .text = "(?i)\\bdivision,?$" };
        static Pattern registry = { .text = "(?i)^(?:principal registry|" COURT_PLACE " district registry)$" };
        static Pattern joined = { .text = "(?i)\\b(?:and|county|family|combined|magistrates'|crown)$" };
        static Pattern kind = { .text = "^(?i:court\\b)|^" COURT_KIND_WORDS };
        if (strlen(next) > 70)
                return false;
        /* "IN THE LUTON", "COUNTY COURT" */
        static Pattern opened = { .text = "^(?i:in the) " COURT_PLACE "$" };
        static Pattern kind_alone = { .text = "^" COURT_KIND_WORDS "$" };
        if ((pattern_in(&joined, text) && pattern_in(&kind, next)) ||
            (pattern_in(&opened, text) && pattern_in(&kind_alone, next)))
                return true;
        g_autofree char *both = g_strconcat(text, " ", next, NULL);
        size_t start = 0, end = 0;
        if (pattern_in(&to_place, text) ||
            (pattern_span(&towns, both, &start, &end) && start < strlen(text) && end > strlen(text)))
                return pattern_in(&place, next) && !pattern_in(&title, next);
        /* "Family Court sitting at Dover", "and Deal" */
        static Pattern seated = { .text = COURT_KIND_WORDS ",? (?i:(?:sitting |held )?(?:at|in) )" COURT_PLACE "$" };
        static Pattern second = { .text = "^and " COURT_PLACE "$" };
        if (pattern_in(&second, next) && pattern_in(&seated, text))
                return true;
        if (pattern_in(&divided, text))
                return pattern_in(&registry, next) || pattern_in(&sits, next);
        static Pattern also = { .text = "(?i)^(?:and|&) (?:the )?(?:family|county|magistrates') " };
        return pattern_in(&of_kind, text) && (pattern_in(&sits, next) || pattern_in(&also, next) ||
                                              (court_kind(text) == COURT_KIND_HIGH && pattern_in(&division, next)));
}

/* The cell with what follows it in its column: "IN THE FAMILY COURT", "SITTING AT", "LUTON". New string. */
static char *
court_gathered(const View *view, size_t start, size_t end)
{
        GString *text = g_string_new(NULL);
        g_autofree char *first = view_string(view, start, end);
        g_string_append(text, first);
        for (unsigned lines = 0; lines < 3 && court_cell_below(view, start, &start, &end); lines++) {
                g_autofree char *next = view_string(view, start, end);
                LabelRole role = LABEL_COUNT;
                const size_t label = label_length(next, &role);
                /* "In the Family Court", "Case No: LU24F00001", "sitting at Luton" */
                static Pattern number = { .text =
                                              "(?i)^(?:(?:case|claim|matter) )?(?:no|number|ref|reference)\\b\\.?:? "
                                              "?[A-Z0-9/-]*\\d[A-Z0-9/-]*$" };
                if (lines == 0 && pattern_in(&number, next))
                        continue;
                if ((label > 0 && role != LABEL_COURT && role != LABEL_HEARD) || !court_goes_on(text->str, next))
                        break;
                g_string_append_printf(text, " %s", next);
                /* "sitting at <tab> LUTON": filled in on the dots of a form */
                static Pattern open = { .text = "(?i)\\bsitting at$" };
                if (end >= view->length || view->text[end] != '\t' || !pattern_in(&open, text->str))
                        continue;
                const ViewLine *line = view_line(view, view_line_at(view, end));
                const char *tab = memchr(view->text + end + 1, '\t', line->end - end - 1);
                g_autofree char *place =
                    view_string(view, end + 1, tab == NULL ? line->end : (size_t) (tab - view->text));
                if (court_goes_on(text->str, place))
                        g_string_append_printf(text, " %s", place);
                break;
        }
        return g_string_free(text, FALSE);
}

/* "Cheshire Magistrates' Court, sitting at Chester": where the place begins that stands before the kind as well. */
static size_t
court_opens(const char *text, size_t from)
{
        static Pattern place = { .text = "(?:^| )(?!(?i:in|the|of|at|register) )(" COURT_PLACE ") $" };
        static Pattern bench = { .text = "(?i)^magistrates" };
        static Pattern sentence = { .text = "(?i)\\b(?:in|of) the |\\bregister\\b" };
        g_autofree char *before = g_strndup(text, from);
        g_autoptr(GMatchInfo) info = NULL;
        gint start = 0;
        if (!pattern_in(&bench, text + from) || pattern_in(&sentence, before) || !pattern_in(&place, before) ||
            !g_regex_match(place.regex, before, 0, &info) || !g_match_info_fetch_pos(info, 1, &start, NULL))
                return from;
        return (size_t) start;
}

static bool
court_behind_stroke(OrderReading *reading, const char *text, size_t start, size_t end, double confidence)
{
        g_autoptr(GMatchInfo) info = NULL;
        if (!pattern_in(&behind_stroke, text) || !g_regex_match(behind_stroke.regex, text, 0, &info))
                return false;
        g_autofree char *kind = g_match_info_fetch(info, 1);
        g_autofree char *place = g_match_info_fetch(info, 2);
        g_autofree char *whole = g_strdup_printf("%s at %s", kind, place);
        return court_put(reading, whole, start, end, confidence);
}

/* "In the Family Court yn eistedd ym Mhontypridd / sitting at Pontypridd": one seat in both languages */
static bool
court_in_both(OrderReading *reading, const char *text, size_t start, size_t end, double confidence)
{
        static Pattern seats = { .text = "\\b(" COURT_KIND_WORDS
                                         ") (?i:yn eistedd) (?i:y(?:n|m|ng)) \\p{Lu}[\\p{L}' -]{2,30} ?/ ?"
                                         "(?i:sitting (?:at|in)) (" COURT_PLACE ")$" };
        g_autoptr(GMatchInfo) info = NULL;
        if (!pattern_in(&seats, text) || !g_regex_match(seats.regex, text, 0, &info))
                return false;
        g_autofree char *kind = g_match_info_fetch(info, 1);
        g_autofree char *place = g_match_info_fetch(info, 2);
        g_autofree char *whole = g_strdup_printf("%s sitting at %s", kind, place);
        return court_put(reading, whole, start, end, confidence);
}

static void
court_of_cell(OrderReading *reading, unsigned line, size_t start, size_t end)
{
        const View *view = reading->view;
        g_autofree char *cell = view_string(view, start, end);
        static Pattern kind = { .text = COURT_KIND_WORDS
                                "|^(?i:in the )[\\p{Lu}\\p{L}' -]+ (?i:county|family|crown|combined|magistrates')$"
                                "|^(?i:in the) " COURT_PLACE "$" };
        /* "Court officer, Hastings County Court and Family Court": who signs a letter, above the order that stands in it */
        static Pattern clerk = {
                .text = "(?i)^(?:[\\p{L}.]+ ){0,3}(?:officer|clerk|manager|usher|associate|administrator|secretary|"
                        "listing|team leader|bailiff),? (?:(?:at|of|for|to|in) )?(?:the )?"
        };
        if (!pattern_in(&kind, cell) || pattern_in(&clerk, cell))
                return;
        /* "Yn y Llys Teulu yn eistedd yn Luton / In the Family Court sitting at Luton" */
        static Pattern english = { .text = "(?i)^.*\\bllys\\b.* / (?=in the )" };
        size_t opens = 0, spoken = 0;
        g_autofree char *first = court_match(&english, cell, &opens, &spoken);
        if (first != NULL) {
                court_of_cell(reading, line, start + spoken, end);
                return;
        }
        /* "In the Family Court No: LU24F00001" over "sitting at Luton": the number stood at the line's other end */
        static Pattern number = { .text = "(?i) +(?:(?:case|claim|matter) )?(?:no|number|ref)\\b\\.?:? ?\\S*\\d\\S*$" };
        size_t cut = 0, tail = 0;
        g_autofree char *beside = court_match(&number, cell, &cut, &tail);
        g_autofree char *text = court_gathered(view, start, beside == NULL ? end : start + cut);
        /* the Welsh name is as good as none where the English one stands below it */
        static Pattern llys = { .text = "(?i)\\bllys\\b" };
        const double confidence = (line < 8 ? 0.975 : 0.93) - (pattern_in(&llys, cell) ? 0.02 : 0);
        if (court_behind_stroke(reading, text, start, end, confidence) ||
            court_in_both(reading, text, start, end, confidence))
                return;
        const bool alone = strlen(text) == strlen(cell);
        Pattern *const patterns[] = { &welsh, &court_high, &court_first, &place_first, &beside_place };
        for (unsigned i = 0; i < G_N_ELEMENTS(patterns); i++) {
                size_t from = 0, until = 0;
                g_autofree char *found = court_match(patterns[i], text, &from, &until);
                /* a judge's office; or "Bournemouth and", whose end stands in another line of its column */
                static Pattern office = { .text = "(?i)^ judges?\\b|^ and ?$" };
                if (found == NULL || pattern_in(&office, text + until))
                        continue;
                /* "Newcastle Crown Court, Quayside": the place stands in front, and behind it the house */
                static Pattern house = { .text = "^" COURT_KIND_WORDS ", ?\\p{Lu}" };
                size_t front = 0, behind = 0;
                g_autofree char *named = i == 2 ? court_match(&place_first, text, &front, &behind) : NULL;
                if (named != NULL && front < from && behind > from && behind < until && pattern_in(&house, found))
                        continue;
                from = i == 2 ? court_opens(text, from) : from;
                g_autofree char *whole = g_strndup(text + from, until - from);
                g_free(found);
                found = g_steal_pointer(&whole);
                g_autofree char *more = alone && until == strlen(text) ? court_broken(view, end) : NULL;
                g_autofree char *printed = more == NULL ? g_strdup(found) : g_strdup_printf("%s %s", found, more);
                g_autofree char *place = court_place(printed);
                const bool within = until <= strlen(cell);
                if ((place[0] != '\0' || i == 1) &&
                    court_put(reading, printed, start + (within ? from : 0), within ? start + until : end, confidence))
                        return;
        }
}

/* "STAFFORD <tab> COUNTY <tab> COURT": gaps of the print, not cells. */
static void
court_spread(OrderReading *reading, unsigned index)
{
        enum { WIDE = 60 };
        static Pattern whole = { .text = "^(?i:in )?(?i:the )?" COURT_PLACE
                                         " (?i:(?:county|family|crown|magistrates'?) court)$" };
        const View *view = reading->view;
        const ViewLine *line = view_line(view, index);
        const char *tab = memchr(view->text + line->start, '\t', line->end - line->start);
        if (tab == NULL || line->end - line->start > WIDE || index >= COURT_LABEL_LINES)
                return;
        /* a cell that is a court by itself stands beside something else */
        for (size_t at = line->start; at < line->end;) {
                const char *next = memchr(view->text + at, '\t', line->end - at);
                const size_t stop = next == NULL ? line->end : (size_t) (next - view->text);
                g_autofree char *cell = view_string(view, at, stop);
                if (court_kind(cell) != COURT_KIND_NONE)
                        return;
                at = stop + 1;
        }
        g_autofree char *text = view_string(view, line->start, line->end);
        if (pattern_in(&whole, text))
                court_put(reading, text, line->start, line->end, 0.95);
}

/* "The Family Court" and below it, in a line of its own, the place. */
static void
court_over_place(OrderReading *reading, unsigned index)
{
        static Pattern word = { .text = "(?i)\\b(?:orders?|draft|sealed|injunction|notice|between|applicant|respondent|"
                                        "form|act|ref|division|"
                                        "copy|parties|page|judge|before|date)\\b" };
        const View *view = reading->view;
        const ViewLine *line = view_line(view, index);
        size_t start = line->end;
        while (start > line->start && view->text[start - 1] != '\t')
                start--;
        if (index + 1 >= view->lines->len || line->end - start > 48)
                return;
        const ViewLine *below = view_line(view, index + 1);
        g_autofree char *printed = view_string(view, start, line->end);
        /* "Y Llys Teulu / The Family Court" */
        const char *slash = strstr(printed, " / ");
        g_autofree char *court = g_strdup(slash == NULL ? printed : slash + 3);
        /* the number may stand at the line's other end */
        const char *tab = memchr(view->text + below->start, '\t', below->end - below->start);
        const size_t until = tab == NULL ? below->end : (size_t) (tab - view->text);
        g_autofree char *place = view_string(view, below->start, until);
        LabelRole role = LABEL_COUNT;
        if (until - below->start > 32 || !pattern_in(&only_court, court) || !pattern_in(&just_place, place) ||
            pattern_in(&word, place) || label_length(view->text + below->start, &role) > 0)
                return;
        g_autofree char *whole = g_strdup_printf("%s at %s", court, place);
        court_put(reading, whole, start, until, 0.9);
}

static bool
court_is_known(const OrderReading *reading)
{
        const char *court = submission_field_text(reading->fields, FIELD_COURT);
        return court != NULL && g_ascii_strncasecmp(court, "llys", 4) != 0;
}

/* "Dover Family Court Office" signs a letter above the order of another court: it counts where nothing else does. */
static void
court_in_head(OrderReading *reading, bool offices)
{
        static Pattern office = { .text = "(?i)\\bcourt (?:\\p{L}+ )?office$" };
        const View *view = reading->view;
        for (unsigned line = 0; line < view->lines->len && line < COURT_HEAD_LINES && !court_is_known(reading);
             line++) {
                const ViewLine *here = view_line(view, line);
                court_spread(reading, line);
                for (size_t at = here->start; at < here->end;) {
                        const char *tab = memchr(view->text + at, '\t', here->end - at);
                        const size_t end = tab == NULL ? here->end : (size_t) (tab - view->text);
                        g_autofree char *cell = view_string(view, at, end);
                        if (offices || !pattern_in(&office, cell))
                                court_of_cell(reading, line, at, end);
                        at = end + 1;
                }
                if (!order_reading_has(reading, FIELD_COURT))
                        court_over_place(reading, line);
        }
}

void
court_read(OrderReading *reading)
{
        const View *view = reading->view;
        for (unsigned i = 0; i < reading->labels->len; i++) {
                const LabelHit *hit = &g_array_index(reading->labels, LabelHit, i);
                if (hit->role == LABEL_COURT && hit->start < hit->end)
                        court_label_read(reading, hit);
        }
        court_in_head(reading, false);
        if (!order_reading_has(reading, FIELD_COURT))
                court_in_head(reading, true);
        Match match;
        if (!order_reading_has(reading, FIELD_COURT) && pattern_find(&court_first, view, 0, view->length, &match)) {
                /* a gap inside "Crown <tab> Court at" is the printer's, one behind the place parts cells */
                const size_t place = match.end[1] > match.start[1] ? match.start[1] : match.start[0];
                const size_t until = place + strcspn(view->text + place, "\t\n");
                match.end[0] = MIN(match.end[0], MAX(until, match.start[0] + 1));
                g_autofree char *printed = view_string(view, match.start[0], match.end[0]);
                court_put(reading, printed, match.start[0], match.end[0], 0.9);
        }
        if (!order_reading_has(reading, FIELD_COURT))
                court_label_alone(reading);
}
