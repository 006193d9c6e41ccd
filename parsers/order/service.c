#include "parsers/order/service.h"

#include "parsers/order/parties.h"
#include "register/legal_date.h"
#include "register/person.h"

#include <stdio.h>
#include <string.h>

enum { COLUMNS = 8 }; /* of a form's table */

static Pattern not_served = {
        .text = "(?i)\\b(?:unable to (?:effect |serve|personally serve|locate)|could not (?:be |effect "
                ")?serve|(?:was|were|has|have|had) not (?:been )?(?:able to )?(?:be )?(?:personally )?served?|not "
                "served|no service|failed to serve|service (?:was|has) not (?:been )?(?:effected|possible)|"
                "evading service|refused to (?:open|come to) the door|non-service|attempts? (?:at|to) "
                "(?:service|serve)[^.]{0,60}(?:unsuccessful|failed)|without success|not at home|no reply|nobody "
                "answered|there was no answer)\\b"
};
static Pattern attempted = {
        .text = "(?i)\\b(?:attempted|attempts?|tried|left (?:it |the (?:order|papers|documents) )?with|handed (?:it "
                "|them |the (?:order|papers|documents) )?to (?:his|her|the respondent's) "
                "(?:mother|father|brother|sister|wife|husband|partner|neighbour|son|daughter)|calling "
                "card|letterbox|letter box|no reply|no answer|evading)\\b"
};
static Pattern success = {
        .text = "(?i)\\b(?:personally serve(?:d)?|served (?:him|her|the respondent|the defendant|personally|in "
                "person)|was (?:duly |personally )?served|gave (?:it |them |the [^.]{0,60})?into the hands|handed "
                "(?:it |them |a [^.]{0,60}|the [^.]{0,60})?to (?:him|her|the (?:respondent|defendant)|\\p{Lu})|"
                "i (?:did )?(?:personally )?(?:serve|served|handed|gave|delivered)|service was effected|effected "
                "(?:personal )?service|have served|duly served|accepted (?:the )?(?:papers|documents|service)|by "
                "hand|touched (?:him|her) with)\\b"
};
static Pattern informed = { .text = "(?i)\\b(?:informed|told|made aware|read (?:the (?:terms|order) )?to "
                                    "(?:him|her)|explained)\\b[^.]{0,80}\\b(?:terms|order|contents)\\b" };
static Pattern landlord = {
        .text = "(?i)\\b(?:serve[d]?|upon|on)\\b[^.]{0,60}\\b(?:landlord|mortgagee)s?\\b(?! of)|\\bfl416\\b"
};

static void
service_put(OrderReading *reading, Field field, size_t start, size_t end, double confidence)
{
        while (start < end && strchr(" ,.:", reading->view->text[start]) != NULL)
                start++;
        while (end > start && strchr(" ,.\n\t", reading->view->text[end - 1]) != NULL)
                end--;
        if (start >= end || end - start > 240)
                return;
        g_autofree char *value = view_string(reading->view, start, end);
        order_reading_put(reading, field, value, start, end, confidence);
}

static void
service_date(OrderReading *reading, const LegalDate *date, double confidence)
{
        char iso[11];
        order_reading_put(reading, FIELD_SERVED_ON, legal_date_iso(date, iso), date->start, date->end, confidence);
}

static void
service_time(OrderReading *reading, const LegalTime *time, double confidence)
{
        char hour[6];
        if (!time->midnight)
                order_reading_put(reading, FIELD_SERVED_AT, legal_time_print(time, hour), time->start, time->end,
                                  confidence);
}

static void
service_person(OrderReading *reading, Field field, size_t start, size_t end, double confidence)
{
        const size_t stop = party_name_end(reading->view, start, end);
        if (stop <= start)
                return;
        g_autofree char *printed = view_string(reading->view, start, stop);
        g_autoptr(Person) person = person_new(printed);
        if (person != NULL)
                order_reading_put(reading, field, person->name, start, stop, confidence);
}

static bool
service_bare_time(const char *text, size_t from, size_t until, LegalTime *ret)
{
        /* "Time: 0930", "Time 7.15" under a label that says time */
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

static void
service_labelled(OrderReading *reading)
{
        const View *view = reading->view;
        for (unsigned i = 0; i < reading->labels->len; i++) {
                const LabelHit *hit = &g_array_index(reading->labels, LabelHit, i);
                LegalDate date;
                LegalTime time;
                if (hit->start >= hit->end || hit->form == LABEL_INLINE)
                        continue;
                switch (hit->role) {
                case LABEL_SERVED_PERSON:
                        if (legal_date_find(view->text, hit->start, MIN(hit->end, hit->start + 20), &date)) {
                                service_date(reading, &date, 0.95);
                                if (legal_time_find(view->text, date.end, hit->end, &time))
                                        service_time(reading, &time, 0.95);
                        } else {
                                service_person(reading, FIELD_RESPONDENT, hit->start, hit->end, 0.99);
                        }
                        break;
                case LABEL_SERVED_BY:
                        service_person(reading, FIELD_SERVED_BY, hit->start, hit->end, 0.97);
                        break;
                case LABEL_SERVED_DATE:
                        if (legal_date_find(view->text, hit->start, hit->end, &date)) {
                                service_date(reading, &date, 0.985);
                                if (legal_time_find(view->text, date.end, hit->end, &time) ||
                                    legal_time_find(view->text, hit->start, date.start, &time))
                                        service_time(reading, &time, 0.97);
                        }
                        break;
                case LABEL_SERVED_TIME:
                        if (service_bare_time(view->text, hit->start, hit->end, &time))
                                service_time(reading, &time, 0.97);
                        break;
                case LABEL_SERVED_PLACE:
                        service_put(reading, FIELD_SERVED_PLACE, hit->start, hit->end, 0.95);
                        break;
                case LABEL_SERVED_METHOD:
                        service_put(reading, FIELD_SERVED_METHOD, hit->start, hit->end, 0.95);
                        break;
                default:
                        break;
                }
        }
}

/* The date that the deed's own sentence states, not the signature's and not the order's. */
static void
service_narrated(OrderReading *reading, double confidence)
{
        const View *view = reading->view;
        static Pattern deed = {
                .text = "(?i)\\b(?:personally serve[d]?|i (?:did|served|gave|handed|delivered)|gave into the "
                        "hands|(?:was|were) (?:duly |personally )?served|service was effected|effected (?:personal "
                        ")?service|served (?:the|him|her|\\p{Lu}|a (?:true )?copy|in "
                        "person|personally)|handed|personally (?:at|on|by|"
                        "to|in))\\b"
        };
        static Pattern other = { .text = "(?i)(?:order (?:of|dated|made|which)|dated|signed|made (?:on|by)|made "
                                         "at|order[^.]{0,60}made on|born|hearing on|statement dated)[^.;]{0,24}$" };
        size_t from = 0;
        Match match;
        for (unsigned tries = 0; tries < 12 && pattern_find(&deed, view, from, view->length, &match); tries++) {
                from = match.end[0];
                size_t start = match.start[0], stop = match.end[0];
                while (start > 0 && match.start[0] - start < 240 &&
                       !(view->joined[start - 1] == '.' && view->joined[start] == ' ' &&
                         !(start > 2 && view->joined[start - 2] == 'm')) &&
                       !(view->text[start - 1] == '\n' && view_line(view, view_line_at(view, start))->paragraph))
                        start--;
                while (stop < view->length && stop - match.end[0] < 320 &&
                       !(view->joined[stop] == '.' && view->joined[stop + 1] == ' ' && view->joined[stop - 1] != 'm') &&
                       !(view->text[stop] == '\n' && stop + 1 < view->length &&
                         view_line(view, view_line_at(view, stop + 1))->paragraph))
                        stop++;
                g_autofree char *sentence = view_string(view, start, stop);
                if (pattern_in(&not_served, sentence))
                        continue;
                LegalDate date;
                size_t at = start;
                while (legal_date_find(view->text, at, stop, &date)) {
                        at = date.end;
                        const size_t left = date.start > start + 60 ? date.start - 60 : start;
                        g_autofree char *before = view_string(view, left, date.start);
                        if (pattern_in(&other, before))
                                continue;
                        service_date(reading, &date, confidence);
                        break;
                }
                LegalTime time;
                if (legal_time_find(view->text, start, stop, &time) && order_reading_has(reading, FIELD_SERVED_ON))
                        service_time(reading, &time, confidence);
                static Pattern to_him = { .text = "(?i)(?:into the hands of|served|to|serve|upon|handed to)(?: the "
                                                  "(?:respondent|defendant),?)? (?=(?-i:\\p{Lu}[\\p{L}'-]+ \\p{Lu}))" };
                Match name;
                if (pattern_find(&to_him, view, start, stop, &name))
                        service_person(reading, FIELD_RESPONDENT, name.end[0], stop, confidence * 0.98);
                static Pattern by = { .text = "(?i)\\b(?:by|i,) (?=(?-i:\\p{Lu}[\\p{L}'-]+ \\p{Lu}))" };
                if (pattern_find(&by, view, start, stop, &name))
                        service_person(reading, FIELD_SERVED_BY, name.end[0], stop, confidence * 0.95);
                static Pattern method = {
                        .text = "(?i)\\b(?:personally|in person|by hand|into the hands|by (?:e-?mail|whatsapp|text(?: "
                                "message)?|first class post|post|facebook messenger|social media)|via whatsapp)\\b"
                };
                if (pattern_find(&method, view, start, stop, &name))
                        service_put(reading, FIELD_SERVED_METHOD, name.start[0], name.end[0], confidence * 0.95);
                if (order_reading_has(reading, FIELD_SERVED_ON))
                        return;
        }
}

/* The text of a form's column from the line down: what stands at that left edge, a few lines long. */
static char *
service_column(const View *view, unsigned line, double left)
{
        GString *column = g_string_new(NULL);
        for (unsigned next = line; left >= 0 && next < view->lines->len && next < line + 6; next++) {
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
service_of_cell(OrderReading *reading, unsigned line, size_t start, size_t end)
{
        static Pattern deed = { .text = "(?i)\\b(?:served|serve|personally|by hand|handed|service|in person)\\b" };
        static Pattern other = { .text = "(?i)\\b(?:signed|dated|order of|made|born)\\b" };
        g_autofree char *column = service_column(reading->view, line, view_left(reading->view, start));
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
service_in_columns(OrderReading *reading)
{
        const View *view = reading->view;
        for (unsigned line = 0; line + 1 < view->lines->len && !order_reading_has(reading, FIELD_SERVED_ON); line++) {
                const ViewLine *here = view_line(view, line);
                const char *tab = memchr(view->text + here->start, '\t', here->end - here->start);
                for (unsigned cells = 0; tab != NULL && cells < COLUMNS; cells++) {
                        const size_t start = (size_t) (tab - view->text) + 1;
                        tab = memchr(view->text + start, '\t', here->end - start);
                        service_of_cell(reading, line, start, tab == NULL ? here->end : (size_t) (tab - view->text));
                }
        }
}

static void
service_order_named(OrderReading *reading)
{
        /* "the non-molestation order which the court made on 7 February", "Order dated 29 February 2024" */
        static Pattern named = {
                .text = "(?i)\\border\\b[^.;]{0,100}?\\b(?:dated|made on|made at [^.;]{2,40} on|of|granted on|made by "
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

SubmissionService *
service_of_statement(const View *view, const char *path, bool ocr)
{
        SubmissionService *service = submission_service_new(path);
        g_autoptr(GArray) labels = label_find(view);
        OrderReading reading = { .view = view, .labels = labels, .fields = service->fields, .ocr = ocr };
        court_read(&reading);
        service_labelled(&reading);
        service_order_named(&reading);
        FieldValue *made = g_steal_pointer(&service->fields[FIELD_MADE_ON]);
        parties_read(&reading);
        field_value_free(service->fields[FIELD_MADE_ON]);
        service->fields[FIELD_MADE_ON] = made;
        if (!order_reading_has(&reading, FIELD_SERVED_ON))
                service_narrated(&reading, 0.95);
        if (!order_reading_has(&reading, FIELD_SERVED_ON))
                service_in_columns(&reading);
        const bool refused = pattern_has(&not_served, view), tried = pattern_has(&attempted, view),
                   done = pattern_has(&success, view);
        const bool dated = order_reading_has(&reading, FIELD_SERVED_ON);
        if (pattern_has(&landlord, view))
                service->outcome = OUTCOME_NOT_SERVED; /* a landlord is not the respondent */
        else if (refused && !(done && dated))
                service->outcome = tried ? OUTCOME_ATTEMPTED : OUTCOME_NOT_SERVED;
        else if (tried && !done)
                service->outcome = OUTCOME_ATTEMPTED;
        else if (!done && !dated)
                service->outcome = pattern_has(&informed, view) ? OUTCOME_INFORMED : OUTCOME_NOT_SERVED;
        else
                service->outcome = OUTCOME_SERVED;
        if (service->outcome == OUTCOME_ATTEMPTED || service->outcome == OUTCOME_NOT_SERVED) {
                const Field gone[] = { FIELD_SERVED_ON, FIELD_SERVED_AT };
                for (unsigned i = 0; i < G_N_ELEMENTS(gone); i++)
                        field_value_free(g_steal_pointer(&service->fields[gone[i]]));
        }
        /* A statement knows the people and the order; what else the readers found is the order's affair. */
        const Field none[] = { FIELD_RESPONDENT_DOB, FIELD_RESPONDENT_ADDRESS, FIELD_CHILDREN };
        for (unsigned i = 0; i < G_N_ELEMENTS(none); i++)
                field_value_free(g_steal_pointer(&service->fields[none[i]]));
        return service;
}

SubmissionService *
service_of_mail(const View *view, const char *path)
{
        static Pattern told = {
                .text = "(?i)\\b(?:was|were|has been|have been|been|duly)(?: duly| personally)? "
                        "served\\b|\\b(?:we|i|our process server|the process server)(?: have| has)? (?:personally "
                        ")?served (?:the|him|her)\\b|\\bpersonally served\\b|\\bserved (?:in person|personally|at "
                        "\\d|on \\d|today|this morning|yesterday)\\b|\\bservice (?:was|has been) effected\\b"
        };
        static Pattern pending = {
                .text = "(?i)\\b(?:arranging|will|to be|not yet|has not|have not|awaiting|being|once|when|if|until|yet "
                        "to be|unable|cannot|hope|intend)\\b[^.]{0,60}\\b(?:serv(?:ed|ice|ing))\\b|\\bunserved\\b"
        };
        Match match;
        if (view->length == 0 || !pattern_find(&told, view, 0, view->length, &match))
                return NULL;
        size_t start = match.start[0], stop = match.end[0];
        while (start > 0 && !(view->joined[start - 1] == '.' && view->joined[start] == ' ') &&
               match.start[0] - start < 200)
                start--;
        while (stop < view->length && !(view->joined[stop] == '.' && view->joined[stop + 1] == ' ') &&
               stop - match.end[0] < 200)
                stop++;
        g_autofree char *sentence = view_string(view, start, stop);
        if (pattern_in(&pending, sentence) || pattern_in(&not_served, sentence) || pattern_in(&landlord, sentence))
                return NULL;
        LegalDate date;
        if (!legal_date_find(view->text, start, stop, &date))
                return NULL;
        SubmissionService *service = submission_service_new(path);
        service->outcome = OUTCOME_SERVED;
        g_autoptr(GArray) labels = g_array_new(FALSE, FALSE, sizeof(LabelHit));
        OrderReading reading = { .view = view, .labels = labels, .fields = service->fields };
        service_narrated(&reading, 0.7);
        if (!order_reading_has(&reading, FIELD_SERVED_ON)) {
                submission_service_free(service);
                return NULL;
        }
        return service;
}

SubmissionService *
service_of_order(const View *view, const char *path)
{
        static Pattern present = {
                .text = "(?i)\\bthe (?:respondent|defendant)(?: \\p{Lu}[^.;,]{2,40})?,? "
                        "(?:was|being|is|attending|having been)(?: also)? (?:present(?: (?:in court|at (?:court|the "
                        "hearing)|before the court))?|in attendance)(?: and|,| when| in person|\\.|;| at)"
        };
        static Pattern absent = { .text = "(?i)\\b(?:not|neither)\\b" };
        Match match;
        if (!pattern_find(&present, view, 0, view->length, &match))
                return NULL;
        g_autofree char *text = view_string(view, match.start[0], match.end[0]);
        if (pattern_in(&absent, text))
                return NULL;
        SubmissionService *service = submission_service_new(path);
        service->outcome = OUTCOME_PRESENT_IN_COURT;
        return service;
}

static bool
service_same_number(FieldValue *const *a, FieldValue *const *b)
{
        const Field numbers[] = { FIELD_CASE_NUMBER, FIELD_CASE_REFERENCE, FIELD_URN };
        for (unsigned i = 0; i < G_N_ELEMENTS(numbers); i++) {
                for (unsigned k = 0; k < G_N_ELEMENTS(numbers); k++) {
                        const char *x = submission_field_text(a, numbers[i]), *y = submission_field_text(b, numbers[k]);
                        if (x != NULL && y != NULL && g_str_equal(x, y))
                                return true;
                }
        }
        return false;
}

/* 2: it names the order by number, date or person and nothing speaks against it; 1: nothing compares; 0: another one. */
static unsigned
service_names(const SubmissionService *service, const SubmissionOrder *order)
{
        const char *made = submission_field_text(order->fields, FIELD_MADE_ON);
        const char *of = submission_field_text(service->fields, FIELD_MADE_ON);
        const char *served = submission_field_text(service->fields, FIELD_SERVED_ON);
        const char *person = submission_field_text(service->fields, FIELD_RESPONDENT);
        const char *bound = submission_field_text(order->fields, FIELD_RESPONDENT);
        if (made != NULL && served != NULL && strcmp(made, served) > 0)
                return 0;
        if (made != NULL && of != NULL && !g_str_equal(made, of))
                return 0;
        if (person != NULL && bound != NULL && !person_same(person, bound))
                return 0;
        const bool numbered = service_same_number(service->fields, order->fields);
        const char *number = submission_field_text(service->fields, FIELD_CASE_NUMBER);
        if (number != NULL && submission_field_text(order->fields, FIELD_CASE_NUMBER) != NULL && !numbered)
                return 0;
        return numbered || (made != NULL && of != NULL) || (person != NULL && bound != NULL) ? 2 : 1;
}

static void
service_fill(const SubmissionService *service, SubmissionOrder *order)
{
        const Field fields[] = { FIELD_SERVED_ON, FIELD_SERVED_AT, FIELD_SERVED_BY, FIELD_SERVED_METHOD,
                                 FIELD_SERVED_PLACE };
        for (unsigned i = 0; i < G_N_ELEMENTS(fields); i++) {
                const FieldValue *value = service->fields[fields[i]];
                if (value == NULL || order->fields[fields[i]] != NULL)
                        continue;
                FieldValue *copy = field_value_copy(value);
                /* page and box are places in the order's own document */
                if (!g_str_equal(service->document, order->document)) {
                        copy->page = 0;
                        copy->has_box = false;
                }
                order->fields[fields[i]] = copy;
        }
}

void
service_join(const GPtrArray *services, const GPtrArray *orders)
{
        for (unsigned i = 0; i < services->len; i++) {
                const SubmissionService *service = g_ptr_array_index(services, i);
                if (service->outcome != OUTCOME_SERVED || service->fields[FIELD_SERVED_ON] == NULL)
                        continue;
                /* several orders fit: the one of the latest date it may speak of is still a guess, unless the date is named */
                SubmissionOrder *fit = NULL;
                unsigned fits = 0;
                for (unsigned k = 0; k < orders->len; k++) {
                        SubmissionOrder *order = g_ptr_array_index(orders, k);
                        const unsigned level = service_names(service, order);
                        if (level == 2 || (level == 1 && orders->len == 1)) {
                                fit = order;
                                fits++;
                        }
                }
                const bool dated = service->fields[FIELD_MADE_ON] != NULL;
                if (fits == 1)
                        service_fill(service, fit);
                for (unsigned k = 0; fits > 1 && dated && k < orders->len; k++) {
                        SubmissionOrder *order = g_ptr_array_index(orders, k);
                        /* one title of two types is one paper, served as one */
                        if (service_names(service, order) == 2 && g_str_equal(order->document, fit->document))
                                service_fill(service, order);
                }
        }
}
