/* The respondent's date of birth and address; the children. A child's date of birth is never the respondent's. */
#include "parsers/order/parties.h"

#include "register/person.h"

#include <string.h>

#define POSTCODE "\\b[A-Z]{1,2}[0-9][A-Z0-9]? ?[0-9][A-Z]{2}\\b"

static Pattern postcode = { .text = POSTCODE };
static Pattern unknown = { .text = "(?i)^\\W*(address |date of birth |dyddiad geni |cyfeiriad )?(unknown|not known|not "
                                   "stated|withheld|confidential|anhysbys|n/?a|none|to be confirmed|tbc|not "
                                   "provided|not disclosed|protected|redacted|-+|\\?+|as above)\\b" };
static Pattern homeless = { .text = "\\G(?i:(?:of )?no fixed (?:abode|address)|nfa\\b)" };
static Pattern address_start = {
        .text = "^(?:(?i:c/o|care of|flat|apartment|apt|unit|room|no\\.?|number|plot|the|hmp|hm "
                "prison|ty|house|caravan|floor|first floor|ground floor|basement|block|bungalow)?\\b ?)?[\\p{Lu}0-9]"
};

size_t
address_end(const View *view, size_t start, size_t until)
{
        until = MIN(until, start + 220);
        g_autofree char *head = g_strndup(view->joined + start, MIN(60U, view->length - start));
        if (pattern_in(&unknown, head))
                return start;
        Match match;
        if (pattern_find(&homeless, view, start, until, &match))
                return match.end[0];
        if (!pattern_in(&address_start, head))
                return start;
        /* the sentence: up to a full stop before a blank, a bracket, a semicolon or a new paragraph */
        size_t stop = start;
        while (stop < until) {
                const char c = view->joined[stop];
                if (strchr(";()\"", c) != NULL ||
                    (c == '.' && (view->joined[stop + 1] == ' ' || view->joined[stop + 1] == '\0') &&
                     !(stop >= 2 && strncmp(view->joined + stop - 2, "St", 2) == 0)))
                        break;
                if (view->text[stop] == '\n' && stop + 1 < view->length &&
                    view_line(view, view_line_at(view, stop + 1))->paragraph && stop > start + 3)
                        break;
                stop++;
        }
        if (pattern_find(&postcode, view, start, stop, &match))
                return match.end[0];
        static Pattern verb = { .text = "(?i),? (?:(?:must|shall|is|was|who|and (?:the|must|shall)|born|until|on|by|in "
                                        "the|for|except|save|unless|or any|or to|whether|without|between|date of "
                                        "birth|dob|the respondent|the applicant|where)\\b|and \\p{Ll})" };
        if (pattern_find(&verb, view, start, stop, &match) && match.start[0] > start)
                stop = match.start[0];
        while (stop > start && strchr(" ,\n", view->text[stop - 1]) != NULL)
                stop--;
        /* without a postcode it needs a number or two parts */
        bool digit = false, comma = false;
        for (size_t i = start; i < stop; i++) {
                digit = digit || g_ascii_isdigit(view->joined[i]);
                comma = comma || view->joined[i] == ',' || view->text[i] == '\n';
        }
        return stop - start >= 6 && (digit || comma) ? stop : start;
}

char *
address_text(const View *view, size_t start, size_t end)
{
        GString *out = g_string_new(NULL);
        const double left = view_left(view, start);
        for (size_t i = start; i < end; i++) {
                const char c = view->text[i];
                /* In a column of its own each printed line is a line of the address; in a sentence the line just wrapped. */
                const bool column = c == '\n' && left >= 0 && i + 1 < end && view_left(view, i + 1) - left < 0.012 &&
                                    left - view_left(view, i + 1) < 0.012;
                if (column && out->len > 0 && out->str[out->len - 1] != ',')
                        g_string_append(out, ",");
                g_string_append_c(out, c == '\n' || c == '\t' ? ' ' : c);
        }
        char *text = g_string_free(out, FALSE);
        size_t length = strlen(text);
        while (length > 0 && strchr(" ,.", text[length - 1]) != NULL)
                text[--length] = '\0';
        return text;
}

static void
address_put(OrderReading *reading, size_t start, size_t end, double confidence)
{
        if (end <= start || end - start > 300)
                return;
        g_autofree char *text = address_text(reading->view, start, end);
        order_reading_put(reading, FIELD_RESPONDENT_ADDRESS, text, start, end, confidence);
}

static void
born_put(OrderReading *reading, LegalDate date, double confidence)
{
        LegalDate made;
        char iso[11];
        const bool known = order_reading_date(reading, FIELD_MADE_ON, &made);
        legal_date_as_birth(&date, known ? made.year : 0);
        if (known && (date.year + 9 > made.year || date.year + 105 < made.year))
                return;
        order_reading_put(reading, FIELD_RESPONDENT_DOB, legal_date_iso(&date, iso), date.start, date.end, confidence);
}

/* A line that ends with the first half of a postcode goes on with the second. */
static size_t
address_postcode(const View *view, size_t end)
{
        static Pattern outward = { .text = "(?:^|[ ,])[A-Z]{1,2}[0-9][A-Z0-9]?$" };
        static Pattern inward = { .text = "^[0-9][A-Z]{2}$" };
        const unsigned line = view_line_at(view, end - 1);
        if (line + 1 >= view->lines->len || end != view_line(view, line)->end)
                return end;
        const ViewLine *below = view_line(view, line + 1);
        g_autofree char *tail = view_string(view, view_line(view, line)->start, end);
        g_autofree char *head = view_string(view, below->start, below->end);
        return pattern_in(&outward, tail) && pattern_in(&inward, head) ? below->end : end;
}

/* The end of an address whose further lines stand below without places to go by: up to the line with the postcode. */
static size_t
address_lines(const View *view, size_t end)
{
        const unsigned first = view_line_at(view, end - 1);
        for (unsigned line = first + 1; line < view->lines->len && line <= first + 5; line++) {
                const ViewLine *below = view_line(view, line);
                LabelRole role = LABEL_COUNT;
                Match match;
                if (below->paragraph || below->end - below->start > 60 ||
                    label_length(view->text + below->start, &role) > 0)
                        return end;
                if (pattern_find(&postcode, view, below->start, below->end, &match) && match.end[0] == below->end)
                        return below->end;
        }
        return end;
}

static void
particulars_of_label(OrderReading *reading, const LabelHit *hit, bool respondents)
{
        const View *view = reading->view;
        LegalDate date;
        const bool own = hit->role == LABEL_RESPONDENT_DOB || hit->role == LABEL_RESPONDENT_ADDRESS;
        if (hit->role == LABEL_DOB || hit->role == LABEL_RESPONDENT_DOB) {
                if ((own || respondents) && legal_date_find(view->text, hit->start, hit->end, &date) &&
                    date.start < hit->start + 12)
                        born_put(reading, date, own ? 0.985 : 0.98);
                return;
        }
        if (!(own || respondents) || hit->form == LABEL_ABOVE)
                return;
        size_t end = hit->end;
        g_autofree char *head = g_strndup(view->joined + hit->start, MIN(60U, view->length - hit->start));
        if (pattern_in(&unknown, head) || !(pattern_in(&address_start, head) || pattern_in(&homeless, head)))
                return;
        Match match;
        /* the value wraps, and its postcode stands on the next line */
        end = address_postcode(view, end);
        const bool ended = pattern_find(&postcode, view, hit->start, end, &match);
        if (!ended && hit->form == LABEL_CELL)
                end = address_lines(view, end);
        if (!ended && hit->form == LABEL_COLON && hit->line + 1 < view->lines->len) {
                const ViewLine *below = view_line(
                    view, view_line_at(view, end) + 1 < view->lines->len ? view_line_at(view, end) + 1 : hit->line);
                if (!below->paragraph && below->end - below->start < 60 &&
                    pattern_find(&postcode, view, below->start, below->end, &match) && match.end[0] + 1 >= below->end)
                        end = match.end[0];
        }
        if (ended && hit->form != LABEL_CELL)
                end = match.end[0];
        address_put(reading, hit->start, end, own ? 0.98 : 0.97);
}

/* "To: Cy Dale", "Name: Cy Dale": whose particulars follow is said by his name. */
static bool
particulars_is_respondent(const OrderReading *reading, const LabelHit *hit)
{
        const char *respondent = submission_field_text(reading->fields, FIELD_RESPONDENT);
        const size_t end = hit->start < hit->end ? party_list_end(reading->view, hit->start, hit->end) : hit->start;
        g_autofree char *name = view_string(reading->view, hit->start, end);
        g_autoptr(GPtrArray) people = person_list(name);
        return respondent != NULL && people->len == 1 &&
               person_same(((const Person *) g_ptr_array_index(people, 0))->name, respondent);
}

static void
particulars_labelled(OrderReading *reading)
{
        /* Whose date of birth and address follow: the party whose label was met last. */
        bool respondents = false, party = false;
        for (unsigned i = 0; i < reading->labels->len; i++) {
                const LabelHit *hit = &g_array_index(reading->labels, LabelHit, i);
                if (hit->role == LABEL_RESPONDENT || hit->role == LABEL_PROTECTED || hit->role == LABEL_SHIELDED ||
                    hit->role == LABEL_CHILDREN) {
                        respondents = hit->role == LABEL_RESPONDENT;
                        party = true;
                } else if ((hit->role == LABEL_SKIP || hit->role == LABEL_NAME) &&
                           particulars_is_respondent(reading, hit)) {
                        respondents = party = true;
                }
                if (hit->start < hit->end && (hit->role == LABEL_DOB || hit->role == LABEL_RESPONDENT_DOB ||
                                              hit->role == LABEL_ADDRESS || hit->role == LABEL_RESPONDENT_ADDRESS))
                        particulars_of_label(reading, hit, respondents && party);
        }
}

/* After a mention of the respondent: "(date of birth 1 May 1986) (address 4 Elm Row, ...)", ", born ..., resides at ...". */
static void
particulars_after(OrderReading *reading, size_t at, double confidence)
{
        static Pattern born = { .text = "^[^.;]{0,70}?(?i:\\b(?:born|dob|d\\.?o\\.?b\\.?|date of birth|a "
                                        "aned|ganwyd|dyddiad geni)\\b\\.?)(?i:(?: (?:is|on|of|in|the|ar))*)[: (]*" };
        static Pattern lives = { .text = "^(?:(?i:[^;]{0,110}?\\b(?:living at|lives at|resides at|residing at|resident "
                                         "at|whose (?:last known )?address is|(?:last known )?address:?(?: "
                                         "is)?|currently at|now at|cyfeiriad:?)) |(?: ?\\([^)]{0,60}\\))*"
                                         "(?:, (?:the |his |her )?(?:father|mother|parent|grandmother|grandfather|"
                                         "step-?father|step-?mother|husband|wife),?)?,? (?i:of) "
                                         "|,? \\(?(?i:born|dob|d\\.o\\.b\\.?|date of birth)[^;]{0,40}?,? (?i:of) "
                                         "(?=[0-9\\p{Lu}])|, formerly of | \\(of )" };
        static Pattern other = { .text =
                                     "(?i)\\b(child|children|applicant|claimant|protected|victim|plant|ceisydd)\\b" };
        const View *view = reading->view;
        const size_t until = MIN(view->length, at + 420);
        g_autofree char *rest = g_strndup(view->joined + at, until - at);
        g_autoptr(GMatchInfo) info = NULL;
        gint start = 0, end = 0;
        /* a new paragraph ends what is said of him, two line ends on a form do not */
        if (pattern_in(&born, rest) && g_regex_match(born.regex, rest, 0, &info) &&
            g_match_info_fetch_pos(info, 0, &start, &end)) {
                g_autofree char *between = g_strndup(rest, (gsize) end);
                LegalDate date;
                if (!pattern_in(&other, between) &&
                    legal_date_find(view->text, at + (size_t) end, MIN(until, at + (size_t) end + 6), &date))
                        born_put(reading, date, confidence);
        }
        g_autoptr(GMatchInfo) place = NULL;
        if (pattern_in(&lives, rest) && g_regex_match(lives.regex, rest, 0, &place) &&
            g_match_info_fetch_pos(place, 0, &start, &end)) {
                g_autofree char *between = g_strndup(rest, (gsize) end);
                size_t from = at + (size_t) end;
                if (pattern_in(&other, between) || (view->text[from - 1] == '\n' && !view_wraps(view, from - 1)))
                        return;
                address_put(reading, from, address_end(view, from, until), confidence);
        }
}

static bool
particulars_of_child(const OrderReading *reading, size_t at)
{
        for (unsigned i = 0; i < reading->labels->len; i++) {
                const LabelHit *hit = &g_array_index(reading->labels, LabelHit, i);
                if (hit->role == LABEL_CHILDREN && hit->start <= at && at < hit->end)
                        return true;
        }
        return false;
}

static void
particulars_in_text(OrderReading *reading)
{
        const View *view = reading->view;
        const FieldValue *respondent = reading->fields[FIELD_RESPONDENT];
        static Pattern role = { .text = "(?i)\\bthe (?:respondent|defendant)\\b(?=(?:'s|,)? ?\\(?(?:born|(?:who )?was "
                                        "born|dob|d\\.o\\.b|date of birth|whose|resides|lives|of \\d|is \\p{Lu}))" };
        Match match;
        size_t from = 0;
        for (unsigned i = 0; i < 3 && pattern_find(&role, view, from, view->length, &match); i++) {
                particulars_after(reading, match.end[0], 0.97);
                from = match.end[0];
        }
        if (respondent == NULL)
                return;
        /* as it is known and as it is printed: "DALE, Cy" */
        g_autofree char *known = g_strdup(respondent->text);
        g_autofree char *printed = g_strdup(respondent->raw != NULL ? respondent->raw : "");
        const char *const names[] = { known, g_str_equal(known, printed) || printed[0] == '\0' ? NULL : printed };
        for (unsigned k = 0; k < G_N_ELEMENTS(names) && names[k] != NULL; k++) {
                const char *at = view->joined;
                for (unsigned i = 0; i < 30 && (at = strstr(at, names[k])) != NULL; i++) {
                        /* a son may bear his father's whole name */
                        if (!particulars_of_child(reading, (size_t) (at - view->joined)))
                                particulars_after(reading, (size_t) (at - view->joined) + strlen(names[k]), 0.965);
                        at += strlen(names[k]);
                }
        }
}

void
particulars_read(OrderReading *reading)
{
        particulars_labelled(reading);
        if (!order_reading_has(reading, FIELD_RESPONDENT_DOB) || !order_reading_has(reading, FIELD_RESPONDENT_ADDRESS))
                particulars_in_text(reading);
}

/* Name and date pairs in [start, end): "Ann Bell born 1 May 2015, Cy Bell (born 2 June 2018)". */
static void
children_add(const View *view, FieldValue *list, size_t start, size_t end)
{
        static Pattern born = {
                .text = "(?i),? ?\\(?\\b(?:born|dob|d\\.o\\.b\\.?|date of birth|ganwyd|a aned)\\b:?(?: (?:on|ar))? ?"
        };
        Match match;
        size_t from = start;
        LegalDate date;
        char iso[11];
        for (unsigned i = 0; i < 20 && pattern_find(&born, view, from, end, &match); i++) {
                const size_t name =
                    party_name_start(view, MAX(from, match.start[0] > 80 ? match.start[0] - 80 : 0), match.start[0]);
                const bool dated = legal_date_find(view->text, match.end[0], MIN(end, match.end[0] + 6), &date);
                if (dated)
                        legal_date_as_birth(&date, 2030);
                if (name < match.start[0]) {
                        g_autofree char *text = view_string(view, name, match.start[0]);
                        field_value_add(list, text, dated ? legal_date_iso(&date, iso) : NULL);
                }
                from = dated ? date.end : match.end[0];
        }
        if (list->items->len > 0)
                return;
        const size_t stop = party_list_end(view, start, end);
        g_autofree char *names = view_string(view, start, stop);
        g_autoptr(GPtrArray) people = person_list(names);
        for (unsigned i = 0; stop > start && i < people->len; i++)
                field_value_add(list, ((const Person *) g_ptr_array_index(people, i))->name, NULL);
}

void
children_read(OrderReading *reading)
{
        const View *view = reading->view;
        size_t start = 0, end = 0;
        double confidence = 0.95;
        for (unsigned i = 0; i < reading->labels->len && end == 0; i++) {
                const LabelHit *hit = &g_array_index(reading->labels, LabelHit, i);
                if (hit->role != LABEL_CHILDREN || hit->start >= hit->end)
                        continue;
                start = hit->start;
                end = hit->end;
                /* the list wraps: on to the next label, blank line or sentence */
                for (unsigned line = view_line_at(view, end - 1) + 1; line < view->lines->len && line < hit->line + 12;
                     line++) {
                        const ViewLine *below = view_line(view, line);
                        LabelRole role = LABEL_COUNT;
                        static Pattern birth = { .text = "(?i)\\b(born|dob|ganwyd|\\d{4})\\b" };
                        g_autofree char *text = view_string(view, below->start, below->end);
                        static Pattern another = { .text =
                                                       "(?i)\\b(notice|hysbysiad|respondent|atebydd|applicant)\\b" };
                        if (below->paragraph || label_length(view->text + below->start, &role) > 0 ||
                            !pattern_in(&birth, text) || pattern_in(&another, text))
                                break;
                        end = below->end;
                }
        }
        static Pattern sentence = { .text = "(?i)\\b(?:the )?relevant child(?:ren)?(?: (?:is|are|in this order "
                                            "(?:is|are)))?:? (?=(?-i:\\p{Lu}|\\())" };
        Match match;
        if (end == 0 && pattern_find(&sentence, view, 0, view->length, &match)) {
                start = match.end[0];
                end = MIN(view->length, start + 300);
                for (size_t i = start; i < end; i++) {
                        if (view->joined[i] == '.' && view->joined[i + 1] == ' ')
                                end = i;
                }
                confidence = 0.92;
        }
        if (end <= start)
                return;
        FieldValue *list = view_value(view, FIELD_CHILDREN, NULL, start, end, confidence);
        children_add(view, list, start, end);
        if (list->items->len == 0)
                field_value_free(list);
        else
                order_reading_set(reading, list);
}
