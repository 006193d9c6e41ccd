/* Statements of service: forms with labels, tables of services, and prose. */
#include "parsers/order/statement.h"

#include "parsers/order/service.h"

#include "base/limits.h"
#include "parsers/order/deed.h"
#include "parsers/order/parties.h"
#include "parsers/order/pattern.h"
#include "parsers/order/title.h"
#include "register/person.h"

#include <stdio.h>
#include <string.h>

enum { COLUMNS = 8 };

static Pattern refusal = {
        .text = "(?i)\\b(?:unable to (?:effect |serve|personally serve|locate)|could not (?:be |effect "
                ")?serve|(?:was|were|has|have|had) not (?:been )?(?:able to )?(?:be )?(?:personally )?served?|not "
                "served|no service|failed to serve|service (?:was|has) not (?:been )?(?:effected|possible)|"
                "evading service|refused to (?:open|come to) the door|non-service|attempts? (?:at|to) "
                "(?:service|serve)[^.]{0,60}(?:unsuccessful|failed)|without success|not at home|no reply|nobody "
                "answered|there was no answer)\\b"
};
static Pattern landlord = { .text = "(?i)\\bfl416\\b" };
static Pattern methods = { .text = "(?i)\\b(?:personally|in person|by hand|into (?:his|her|the) hands|"
                                   "(?:by|via|over|on) (?:e-?mail|whatsapp|text(?: message)?|sms|first class "
                                   "post|recorded delivery|post|telephone|facebook messenger|"
                                   "instagram|facebook|messenger|social media|dx)|handed|handing)\\b" };

static void
statement_put(OrderReading *reading, Field field, size_t start, size_t end, double confidence)
{
        while (start < end && strchr(" ,.:(", reading->view->text[start]) != NULL)
                start++;
        while (end > start && strchr(" ,.\n\t", reading->view->text[end - 1]) != NULL)
                end--;
        if (start >= end || end - start > 240)
                return;
        g_autofree char *value = view_string(reading->view, start, end);
        order_reading_put(reading, field, value, start, end, confidence);
}

static void
statement_date(OrderReading *reading, const LegalDate *date, double confidence)
{
        char iso[11];
        order_reading_put(reading, FIELD_SERVED_ON, legal_date_iso(date, iso), date->start, date->end, confidence);
}

static void
statement_time(OrderReading *reading, const LegalTime *time, double confidence)
{
        char hour[6];
        if (!time->midnight)
                order_reading_put(reading, FIELD_SERVED_AT, legal_time_print(time, hour), time->start, time->end,
                                  confidence);
}

/* "PC 9123 ", "Mr ", "(" before the name of somebody who serves. */
static size_t
statement_rank(const View *view, size_t at, size_t until)
{
        static Pattern rank = { .text =
                                    "\\G(?:(?:(?:Police Constable|Police Officer|Special Constable|Detective "
                                    "Constable|Sergeant|PCSO|PC|DC|PS|DS|WPC|Constable|Bailiff|County Court Bailiff)"
                                    "(?!\\p{L})\\.? ?)(?:[A-Z]{0,2}\\d{2,6}[A-Z]{0,2},? )?|\\d{3,6} )" };
        Match match;
        return pattern_find(&rank, view, at, until, &match) ? match.end[0] : at;
}

bool
statement_person(OrderReading *reading, Field field, size_t start, size_t end, double confidence)
{
        static Pattern no_name = {
                .text = "(?i)^(?:process|enquiry|the|police|court|county|applicant|respondent|solicitor|personal|first|"
                        "statement|dated?|position|signed|case|claim|order|by|in|a|an|yes|no|forms?|documents?|papers|"
                        "means|method|place|time|"
                        "served|how|when|where|name)\\b"
        };
        const size_t from = field == FIELD_SERVED_BY ? statement_rank(reading->view, start, end) : start;
        const size_t stop = party_name_end(reading->view, from, end);
        if (stop <= from)
                return false;
        g_autofree char *printed = view_string(reading->view, from, stop);
        g_autoptr(Person) person = person_new(printed);
        /* "Mr Cole" in a sentence names nobody surely */
        const bool prose = field == FIELD_RESPONDENT && confidence < 0.96;
        if (person == NULL || pattern_in(&no_name, person->name) || (prose && strchr(person->name, ' ') == NULL))
                return false;
        order_reading_put(reading, field, person->name, from, stop, confidence);
        return true;
}

/* "Time: 0930", "Time 7.15" under a label that says time. */
static bool
statement_bare_time(const char *text, size_t from, size_t until, LegalTime *ret)
{
        if (legal_time_find(text, from, until, ret))
                return true;
        unsigned hour = 0, minute = 0;
        int used = 0;
        g_autofree char *value = g_strndup(text + from, until - from);
        if ((sscanf(value, " %2u.%2u%n", &hour, &minute, &used) == 2 ||
             sscanf(value, " %2u%2u%n", &hour, &minute, &used) == 2) &&
            used >= 4 && hour < 24 && minute < 60) {
                *ret = (LegalTime){ .hour = hour, .minute = minute, .start = from, .end = from + (size_t) used };
                return true;
        }
        return false;
}

void
statement_value(OrderReading *reading, LabelRole role, size_t start, size_t end)
{
        const View *view = reading->view;
        LegalDate date;
        LegalTime time;
        switch (role) {
        case LABEL_SERVED_PERSON:
                if (legal_date_find(view->text, start, MIN(end, start + 20), &date)) {
                        statement_date(reading, &date, 0.95);
                        if (legal_time_find(view->text, date.end, end, &time))
                                statement_time(reading, &time, 0.95);
                } else {
                        (void) statement_person(reading, FIELD_RESPONDENT, start, end, 0.99);
                }
                break;
        case LABEL_SERVED_BY:
                (void) statement_person(reading, FIELD_SERVED_BY, start, end, 0.97);
                break;
        case LABEL_SERVED_DATE:
                if (legal_date_find(view->text, start, end, &date)) {
                        statement_date(reading, &date, 0.985);
                        if (legal_time_find(view->text, date.end, end, &time) ||
                            legal_time_find(view->text, start, date.start, &time))
                                statement_time(reading, &time, 0.97);
                }
                break;
        case LABEL_SERVED_TIME:
                if (statement_bare_time(view->text, start, end, &time))
                        statement_time(reading, &time, 0.97);
                break;
        case LABEL_SERVED_PLACE:
                statement_put(reading, FIELD_SERVED_PLACE, start, end, 0.95);
                break;
        case LABEL_SERVED_METHOD:
                if (legal_time_find(view->text, start, end, &time)) {
                        static Pattern lead = {
                                .text = "(?i)[,.;]? (?:(?:the )?time(?: left| served| of service)?|at)?:? ?$"
                        };
                        Match match;
                        statement_time(reading, &time, 0.9);
                        /* "by hand, time left 19:20": the hour is no part of the manner */
                        if (time.end + 1 >= end && pattern_find(&lead, view, start, time.start, &match))
                                end = match.start[0];
                }
                statement_put(reading, FIELD_SERVED_METHOD, start, end, 0.95);
                break;
        default:
                break;
        }
}

static void
statement_labelled(OrderReading *reading)
{
        for (unsigned i = 0; i < reading->labels->len; i++) {
                const LabelHit *hit = &g_array_index(reading->labels, LabelHit, i);
                if (hit->start < hit->end && hit->form != LABEL_INLINE)
                        statement_value(reading, hit->role, hit->start, hit->end);
        }
}

/* Who signs: "I, Colin Tregarth, process server", "Signed Colin Tregarth", "by me, Colin Tregarth". */
static void
statement_server(OrderReading *reading)
{
        static struct {
                Pattern pattern;
                double confidence;
        } openings[] = {
                { { .text = "\\b(?:I,|by me,|(?:I am|My name is)) ?(?=\\p{Lu})" }, 0.94 },
                { { .text = "(?im)\\b(?:statement of(?= ?:)|name of (?:server|process server|person serving)|full "
                            "name(?: of "
                            "(?:server|signatory|witness))?|print name|name \\(?(?:in )?(?:block "
                            ")?capitals\\)?|witness name)[: ]+(?=(?-i:\\p{Lu}))" },
                  0.9 },
                { { .text = "(?i)\\b(?:signed|signature|sign'd)(?: by)?[: ._]+(?=(?-i:\\p{Lu}))" }, 0.9 },
                { { .text = "(?i)\\bname: (?=(?-i:\\p{Lu}))" }, 0.85 },
        };
        const View *view = reading->view;
        for (unsigned i = 0; i < G_N_ELEMENTS(openings) && !order_reading_has(reading, FIELD_SERVED_BY); i++) {
                size_t from = 0;
                Match match;
                for (unsigned tries = 0; tries < 6 && !order_reading_has(reading, FIELD_SERVED_BY) &&
                                         pattern_find(&openings[i].pattern, view, from, view->length, &match);
                     tries++) {
                        from = match.end[0];
                        (void) statement_person(reading, FIELD_SERVED_BY, from, MIN(view->length, from + 80),
                                                openings[i].confidence);
                }
        }
        /* the person served does not serve */
        const char *by = submission_field_text(reading->fields, FIELD_SERVED_BY),
                   *on = submission_field_text(reading->fields, FIELD_RESPONDENT);
        if (by != NULL && on != NULL && person_same(by, on))
                field_value_free(g_steal_pointer(&reading->fields[FIELD_SERVED_BY]));
}

/* The text of a form's column from the line down: what stands at that left edge, a few lines long. */
static char *
statement_column(const View *view, unsigned line, double left)
{
        GString *column = g_string_new(NULL);
        for (unsigned next = line; left >= 0 && next < view->lines->len && next < line + 9; next++) {
                const ViewLine *row = view_line(view, next);
                size_t from = row->start;
                for (unsigned k = 0; from < row->end && k <= COLUMNS; k++) {
                        const char *gap = memchr(view->text + from, '\t', row->end - from);
                        const size_t end = gap == NULL ? row->end : (size_t) (gap - view->text);
                        const double place = view_left(view, from);
                        if (place - left < 0.012 && left - place < 0.012)
                                g_string_append_printf(column, "%.*s ", (int) (end - from), view->text + from);
                        from = end + 1;
                }
        }
        return g_string_free(column, FALSE);
}

/* A form's table whose narrow columns break the date: "at his address on 19 <line> March 2025 at 18:42". */
static void
statement_of_cell(OrderReading *reading, unsigned line, size_t start, size_t end)
{
        static Pattern deed = { .text = "(?i)\\b(?:served|serve|personally|by hand|handed|service|in person)\\b" };
        static Pattern other = { .text = "(?i)\\b(?:signed|dated|order of|made|born)\\b" };
        g_autofree char *column = statement_column(reading->view, line, view_left(reading->view, start));
        LegalDate date;
        LegalTime time;
        char iso[11], hour[6];
        if (!pattern_in(&deed, column) || pattern_in(&other, column) ||
            !legal_date_find(column, 0, strlen(column), &date))
                return;
        order_reading_put(reading, FIELD_SERVED_ON, legal_date_iso(&date, iso), start, end, 0.93);
        if (legal_time_find(column, date.end, strlen(column), &time) && !time.midnight)
                order_reading_put(reading, FIELD_SERVED_AT, legal_time_print(&time, hour), start, end, 0.93);
}

static void
statement_in_columns(OrderReading *reading)
{
        const View *view = reading->view;
        for (unsigned line = 0; line + 1 < view->lines->len && !order_reading_has(reading, FIELD_SERVED_ON); line++) {
                const ViewLine *here = view_line(view, line);
                const char *tab = memchr(view->text + here->start, '\t', here->end - here->start);
                for (unsigned cells = 0; tab != NULL && cells < COLUMNS; cells++) {
                        const size_t start = (size_t) (tab - view->text) + 1;
                        tab = memchr(view->text + start, '\t', here->end - start);
                        statement_of_cell(reading, line, start, tab == NULL ? here->end : (size_t) (tab - view->text));
                }
        }
}

static void
statement_order_named(OrderReading *reading)
{
        /* "the non-molestation order which the court made on 7 February", "Order dated 29 February 2024" */
        static Pattern named = {
                .text =
                    "(?i)\\b(?:order|injunction)\\b(?! for (?:substituted|alternative))[^.;]{0,100}?\\b(?:dated|made "
                    "on|made at [^.;]{2,40} on|made|of|granted on|granted|made by "
                    "[^.;]{2,60} on)(?: the)? (?=(?-i:\\d|Mon|Tue|Wed|Thu|Fri|Sat|Sun))"
        };
        const View *view = reading->view;
        Match match;
        LegalDate date;
        char iso[11];
        if (pattern_find(&named, view, 0, view->length, &match) &&
            legal_date_find(view->text, match.end[0], MIN(view->length, match.end[0] + 3), &date))
                order_reading_put(reading, FIELD_MADE_ON, legal_date_iso(&date, iso), date.start, date.end, 0.95);
}

/* Where the deed was done: an address behind "at" in the sentence of the deed or of its visit. */
static void
statement_place(OrderReading *reading, const Deed *deed)
{
        static Pattern at_place = {
                .text = "(?i)\\b(?:at|attended(?: again)?|visited|to)(?: (?:the )?(?:address|premises|property)(?: of| "
                        "at)?)?,? (?=(?-i:[0-9\\p{Lu}])|flat |apartment |unit )"
        };
        const View *view = reading->view;
        const size_t starts[] = { deed->start, deed->visit };
        for (unsigned i = 0; i < G_N_ELEMENTS(starts) && !order_reading_has(reading, FIELD_SERVED_PLACE); i++) {
                size_t from = starts[i];
                const size_t until = i == 0 ? deed->end : MIN(deed->start, deed_sentence_end(view, from, view->length));
                Match match;
                for (unsigned tries = 0;
                     tries < 5 && from < until && pattern_find(&at_place, view, from, until, &match); tries++) {
                        from = match.end[0];
                        LegalTime time;
                        LegalDate date;
                        if ((legal_time_find(view->text, from, until, &time) && time.start == from) ||
                            legal_date_at(view->text, from, &date))
                                continue;
                        size_t end = MIN(address_end(view, from, until), until);
                        /* "the Family Court at Dover dated ...", "delivered to Cy Dale a copy of the order at ..." */
                        static Pattern other = { .text = "(?i)\\b(?:orders?|injunction|cop(?:y|ies)|dated|did|served|"
                                                         "him|her|in person|papers|documents)\\b" };
                        static Pattern court = { .text = "(?i)\\b(?:court|centre|hearing),? (?:sitting )?at $" };
                        size_t left = match.start[0] > 24 ? match.start[0] - 24 : 0;
                        view_whole(view, &left, &from);
                        g_autofree char *lead = view_piece(view, left, from);
                        g_autofree char *place = view_piece(view, from, MAX(from, end));
                        if (end <= from || end - from < 8 || pattern_in(&other, place) || pattern_in(&court, lead))
                                continue;
                        /* "at Flat 2, 41" over "Elm Row, Leeds LS97" over "2ZB": a narrow column */
                        static Pattern closed = { .text = "[A-Z]{1,2}[0-9][A-Z0-9]? ?[0-9][A-Z]{2}$" };
                        const size_t longer = address_end(view, from, view->length);
                        g_autofree char *whole = address_text(view, from, MAX(longer, from));
                        if (end == until && longer > end && pattern_in(&closed, whole))
                                end = longer;
                        g_autofree char *text = address_text(view, from, end);
                        order_reading_put(reading, FIELD_SERVED_PLACE, text, from, end, 0.9);
                        break;
                }
        }
}

/* "A man who confirmed that he was Cy Dale", in the sentence of the deed or its visit: not "John Dale's brother". */
static void
statement_met(OrderReading *reading, const Deed *deed, double confidence)
{
        static Pattern met = {
                .text = "(?i)\\b(?:confirm\\w*|identif\\w*|admit\\w*|told "
                        "me|said|acknowledg\\w*|stat(?:ed|ing))\\b[^.;]{0,30}? "
                        "(?:(?:he|she|his name|her name) (?:was|is)|(?:him|her)self (?:as|to be)|to be|as)(?: the "
                        "(?:respondent|defendant),?)? (?=(?-i:\\p{Lu}[\\p{L}'-]+ \\p{Lu}))"
        };
        static Pattern kin = {
                .text = "(?i)^(?:'s\\b|,? (?:his|her|the (?:respondent|defendant)'s|an?|brother|sister)\\b)"
        };
        const View *view = reading->view;
        Match match;
        if (order_reading_has(reading, FIELD_RESPONDENT) || !pattern_find(&met, view, deed->visit, deed->end, &match))
                return;
        const size_t end = party_name_end(view, match.end[0], deed->end);
        g_autofree char *rest = view_string(view, end, MIN(view->length, end + 30));
        if (!pattern_in(&kin, rest))
                (void) statement_person(reading, FIELD_RESPONDENT, match.end[0], end, confidence);
}

void
statement_of_deed(OrderReading *reading, const Deed *deed, double confidence)
{
        static Pattern to_him = { .text = "(?i)\\b(?:into the hands of|served|to|serve|upon|on|handed to)(?: the)?(?: "
                                          "(?:above[- ]named|said|within[- ]named))? "
                                          "?(?:(?:respondent|defendant),? )?(?=(?-i:\\p{Lu}[\\p{L}'-]+ \\p{Lu}))" };
        static Pattern by = { .text = "(?i)\\bby (?:me, ?)?(?=(?-i:\\p{Lu}[\\p{L}'-]+ \\p{Lu}))" };
        const View *view = reading->view;
        if (deed->dated)
                statement_date(reading, &deed->date, confidence);
        if (deed->timed && deed->dated)
                statement_time(reading, &deed->time, confidence);
        Match match;
        if (!order_reading_has(reading, FIELD_RESPONDENT) && pattern_find(&to_him, view, deed->told, deed->end, &match))
                (void) statement_person(reading, FIELD_RESPONDENT, match.end[0], deed->end, confidence * 0.95);
        /* "Cy Dale was personally served with the order" */
        static Pattern was_served = { .text = "\\b(\\p{Lu}[\\p{L}'-]+(?: \\p{Lu}[\\p{L}'-]+){1,3}) (?:was|has been) "
                                              "(?:(?:duly|then|personally) )*served\\b" };
        if (!order_reading_has(reading, FIELD_RESPONDENT) &&
            pattern_find(&was_served, view, deed->start, deed->end, &match) &&
            party_name_end(view, match.start[1], match.end[1]) == match.end[1])
                (void) statement_person(reading, FIELD_RESPONDENT, match.start[1], match.end[1], confidence * 0.95);
        statement_met(reading, deed, confidence * 0.95);
        if (!order_reading_has(reading, FIELD_SERVED_BY) && pattern_find(&by, view, deed->start, deed->end, &match))
                (void) statement_person(reading, FIELD_SERVED_BY, match.end[0], deed->end, confidence * 0.95);
        if (pattern_find(&methods, view, deed->start, deed->end, &match))
                statement_put(reading, FIELD_SERVED_METHOD, match.start[0], match.end[0], confidence * 0.95);
        statement_place(reading, deed);
}

/* What a form's "Result" says; OUTCOME_SERVED with *ret_said false when it says nothing. */
static Outcome
statement_result(const OrderReading *reading, bool *ret_said)
{
        static Pattern no = {
                .text = "(?i)\\b(?:not served|un-?served|unsuccessful|failed|negative|aborted|non-service|no)\\b"
        };
        static Pattern attempt = { .text = "(?i)\\battempt" };
        static Pattern told = { .text = "(?i)\\b(?:informed|told)\\b" };
        static Pattern yes = { .text = "(?i)\\b(?:served|successful|effected|positive|completed|yes)\\b" };
        *ret_said = false;
        for (unsigned i = 0; i < reading->labels->len; i++) {
                const LabelHit *hit = &g_array_index(reading->labels, LabelHit, i);
                if (hit->role != LABEL_SERVED_OUTCOME || hit->start >= hit->end)
                        continue;
                g_autofree char *text = view_string(reading->view, hit->start, hit->end);
                *ret_said = true;
                if (pattern_in(&attempt, text))
                        return OUTCOME_ATTEMPTED;
                if (pattern_in(&no, text))
                        return OUTCOME_NOT_SERVED;
                if (pattern_in(&told, text))
                        return OUTCOME_INFORMED;
                if (pattern_in(&yes, text))
                        return OUTCOME_SERVED;
                *ret_said = false;
        }
        return OUTCOME_SERVED;
}

static const Deed *
statement_best(const GArray *deeds, DeedKind kind)
{
        const Deed *best = NULL;
        for (unsigned i = 0; i < deeds->len; i++) {
                const Deed *deed = &g_array_index(deeds, Deed, i);
                if (deed->kind == kind && !deed->other && (best == NULL || (!best->dated && deed->dated)))
                        best = deed;
        }
        return best;
}

static bool
statement_only_others(const GArray *deeds)
{
        bool other = false;
        for (unsigned i = 0; i < deeds->len; i++) {
                const Deed *deed = &g_array_index(deeds, Deed, i);
                if (deed->kind == DEED_SERVED && !deed->other)
                        return false;
                other = other || (deed->kind == DEED_SERVED && deed->other);
        }
        return other;
}

/* What the narration comes to, with its facts; dated: a form's label has given the day. */
static Outcome
statement_narrated(OrderReading *reading, const GArray *deeds, bool dated)
{
        const Deed *served = statement_best(deeds, DEED_SERVED), *left = statement_best(deeds, DEED_LEFT),
                   *told = statement_best(deeds, DEED_TOLD), *tried = statement_best(deeds, DEED_TRIED);
        if (pattern_has(&landlord, reading->view) || (statement_only_others(deeds) && !dated))
                return OUTCOME_NOT_SERVED; /* a landlord is not the respondent */
        if (served != NULL && (served->dated || dated || (left == NULL && tried == NULL && told == NULL))) {
                if (!dated)
                        statement_of_deed(reading, served, 0.95);
                else
                        statement_place(reading, served);
                return OUTCOME_SERVED;
        }
        if (dated && !pattern_has(&refusal, reading->view) && left == NULL)
                return OUTCOME_SERVED;
        /* his own conclusion: what another person took was no service, and none was hoped for */
        static Pattern unable = { .text =
                                      "(?i)\\bunable to (?:effect|carry out|achieve) personal service\\b|\\bi "
                                      "(?:have )?attempted (?:to (?:effect |personally |make )?serv|service|personal "
                                      "service)" };
        if (left != NULL && tried != NULL && pattern_has(&unable, reading->view)) {
                statement_put(reading, FIELD_SERVED_METHOD, left->start, MIN(left->end, left->start + 240), 0.9);
                return OUTCOME_ATTEMPTED;
        }
        if (left != NULL) {
                statement_put(reading, FIELD_SERVED_METHOD, left->start, MIN(left->end, left->start + 240), 0.9);
                return OUTCOME_NOT_SERVED;
        }
        if (service_in_court(reading->view))
                return OUTCOME_PRESENT_IN_COURT;
        if (told != NULL) {
                statement_of_deed(reading, told, 0.9);
                return OUTCOME_INFORMED;
        }
        if (tried != NULL)
                return OUTCOME_ATTEMPTED;
        return dated && !pattern_has(&refusal, reading->view) ? OUTCOME_SERVED : OUTCOME_NOT_SERVED;
}

/* "Date and time <tab> 12 November 2026 at 13:15", or "Date" beside "Time", among the rows of a form that says that it was served. */
static void
statement_dated_row(OrderReading *reading)
{
        static Pattern both = { .text =
                                    "(?i)^(?:\\(?\\w{1,2}[.)]+ ?)?(?:the )?(?:(?:date|day)(?:,| and| &| ?/)+ ?(?:the )?"
                                    "(?:time|hour)|(?:time|hour)(?: and| &| ?/)+ ?(?:the )?(?:date|day))"
                                    "(?: of (?:visit|delivery|attendance|handing over))?[:\\t ] ?" };
        static Pattern day = { .text = "(?i)^(?:the )?(?:date|day)[:\\t ] ?" };
        static Pattern hour = { .text = "(?i)^(?:the )?(?:time|hour)[:\\t ] ?" };
        static Pattern over = { .text = "(?i)\\b(?:signed|signature|statement of truth|true|sworn|declare)\\b" };
        const View *view = reading->view;
        for (unsigned i = 0; i < view->lines->len; i++) {
                const ViewLine *line = view_line(view, i);
                g_autofree char *text = g_strndup(view->text + line->start, line->end - line->start);
                const ViewLine *next = view_line(view, MIN(i + 1, view->lines->len - 1));
                g_autofree char *below = g_strndup(view->text + next->start, next->end - next->start);
                if (pattern_in(&over, text))
                        return;
                size_t end = 0;
                LegalDate date;
                LegalTime time;
                if (!(pattern_span(&both, text, NULL, &end) ||
                      (pattern_in(&hour, below) && pattern_span(&day, text, NULL, &end))) ||
                    !legal_date_find(view->text, line->start + end, line->end, &date))
                        continue;
                statement_date(reading, &date, 0.95);
                if (legal_time_find(view->text, date.end, line->end, &time) ||
                    legal_time_find(view->text, line->start + end, date.start, &time))
                        statement_time(reading, &time, 0.95);
                return;
        }
}

static void
statement_drop(SubmissionService *service, const Field *fields, unsigned count)
{
        for (unsigned i = 0; i < count; i++)
                field_value_free(g_steal_pointer(&service->fields[fields[i]]));
}

SubmissionService *
statement_read(const View *view, const char *path, bool ocr)
{
        SubmissionService *service = submission_service_new(path);
        g_autoptr(GArray) labels = label_find(view);
        OrderReading reading = { .view = view, .labels = labels, .fields = service->fields, .ocr = ocr };
        court_read(&reading);
        number_read(&reading);
        statement_labelled(&reading);
        statement_order_named(&reading);
        FieldValue *made = g_steal_pointer(&service->fields[FIELD_MADE_ON]);
        parties_read(&reading);
        field_value_free(service->fields[FIELD_MADE_ON]);
        service->fields[FIELD_MADE_ON] = made;
        g_autoptr(GArray) deeds = deeds_read(view);
        if (!order_reading_has(&reading, FIELD_SERVED_ON) && statement_best(deeds, DEED_SERVED) == NULL)
                statement_in_columns(&reading);
        bool said = false;
        const Outcome result = statement_result(&reading, &said);
        service->outcome = statement_narrated(&reading, deeds, order_reading_has(&reading, FIELD_SERVED_ON));
        if (said)
                service->outcome = result;
        if (!order_reading_has(&reading, FIELD_SERVED_ON) && service->outcome == OUTCOME_SERVED)
                statement_in_columns(&reading);
        if (!order_reading_has(&reading, FIELD_SERVED_ON) && service->outcome == OUTCOME_SERVED)
                statement_dated_row(&reading);
        statement_server(&reading);
        if (service->outcome == OUTCOME_ATTEMPTED || service->outcome == OUTCOME_NOT_SERVED) {
                const Field gone[] = { FIELD_SERVED_ON, FIELD_SERVED_AT };
                statement_drop(service, gone, G_N_ELEMENTS(gone));
        }
        /* A statement knows the people and the order; what else the readers found is the order's affair. */
        const Field none[] = { FIELD_RESPONDENT_DOB, FIELD_RESPONDENT_ADDRESS, FIELD_CHILDREN };
        statement_drop(service, none, G_N_ELEMENTS(none));
        service_note_types(service, view);
        return service;
}

void
statement_services(const View *view, const char *path, bool ocr, GPtrArray *services)
{
        static Pattern closing = { .text = "(?i)\\b(?:signed|dated|signature|statement of truth|facts stated)\\b" };
        unsigned start = 0;
        bool titled = false;
        for (unsigned i = 0; i <= view->lines->len && services->len < LIMIT_SERVICES; i++) {
                Title title;
                const bool end = i == view->lines->len;
                if (!end && (!title_of_line(view, i, &title) || title.kind != DOCUMENT_KIND_STATEMENT_OF_SERVICE))
                        continue;
                g_autoptr(View) one = view_slice(view, start, i);
                /* a form names itself twice ("Statement of Service", "FL415"): a statement that has closed is followed by another */
                if (!end && (!titled || !pattern_has(&closing, one))) {
                        titled = true;
                        continue;
                }
                if (!statement_table(one, path, ocr, services))
                        g_ptr_array_add(services, statement_read(one, path, ocr));
                start = i;
        }
}
