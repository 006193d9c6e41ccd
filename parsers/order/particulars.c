/* The respondent's date of birth and address; the children. A child's date of birth is never the respondent's. */
#include "parsers/order/parties.h"

#include "parsers/order/column.h"
#include "parsers/order/pattern.h"
#include "parsers/order/subject.h"
#include "register/person.h"

#include <string.h>

/* A day on which a child of the order was born; a child may be the respondent. */
static bool
particulars_is_childs(const OrderReading *reading, const char *iso)
{
        const FieldValue *children = reading->fields[FIELD_CHILDREN];
        const char *respondent = submission_field_text(reading->fields, FIELD_RESPONDENT);
        for (unsigned i = 0; children != NULL && i < children->items->len; i++) {
                const FieldItem *child = g_ptr_array_index(children->items, i);
                if (g_strcmp0(child->born, iso) == 0 && (respondent == NULL || !person_same(child->text, respondent)))
                        return true;
        }
        return false;
}

static void
particulars_put_birth(OrderReading *reading, LegalDate date, double confidence)
{
        LegalDate made;
        char iso[11];
        const bool known = order_reading_date(reading, FIELD_MADE_ON, &made);
        legal_date_as_birth(&date, known ? made.year : 0);
        if (known && (date.year + 9 > made.year || date.year + 105 < made.year))
                return;
        if (particulars_is_childs(reading, legal_date_iso(&date, iso)))
                return;
        order_reading_put(reading, FIELD_RESPONDENT_DOB, legal_date_iso(&date, iso), date.start, date.end, confidence);
}

/* An address that ran into the cells beside it holds their labels: none is better than that one. A place that the paper gives
 * a name, ("Rosevear"), is what the order is about. */
static bool
particulars_is_mixed(const char *address)
{
        static Pattern labels = {
                .text = "(?i)\\b(?:d\\.?o\\.?b|date of birth|gender|sex|male|female|telephone|case no|urn|nationality|"
                        "(?:district|circuit|deputy|honour) judge|hhj|ddj|the "
                        "(?:order|respondent|applicant|hearing)|respondent|"
                        "applicant|without notice|born (?:on )?(?=\\d)|(?:important|penal) notice)\\b|\\([\"']"
        };
        return pattern_in(&labels, address);
}

/* "born on 10 April 1955, of" and the home in the line below. */
static void
particulars_cut_of(char *address)
{
        if (g_ascii_strncasecmp(address, "of ", 3) == 0)
                memmove(address, address + 3, strlen(address + 3) + 1);
}

static void
particulars_put_address(OrderReading *reading, size_t start, size_t end, double confidence)
{
        LegalDate date;
        /* "Date of birth Address <tab> 23 August 1987", and below it the address: two rows of a form ran together */
        if (legal_date_find(reading->view->text, start, MIN(end, start + 30), &date) && date.start == start) {
                particulars_put_birth(reading, date, confidence);
                start = date.end + strspn(reading->view->text + date.end, " ,\t\n");
        }
        if (end <= start || end - start > 300)
                return;
        g_autofree char *text = address_text(reading->view, start, end);
        address_cut_name(text, submission_field_text(reading->fields, FIELD_RESPONDENT));
        particulars_cut_of(text);
        if (text[0] == '\0' || particulars_is_mixed(text))
                return;
        order_reading_put(reading, FIELD_RESPONDENT_ADDRESS, text, start, end, confidence);
}

/* An address read in its column: with its postcode, or up to the end of the cell. */
static void
particulars_put_column(OrderReading *reading, const char *text, size_t start, size_t end, double confidence)
{
        static Pattern postcode = { .text = "(?<=[0-9][A-Z]{2})\\b(?=[ ,]|$)" };
        g_autofree char *address = pattern_before(&postcode, text);
        address_cut_name(address, submission_field_text(reading->fields, FIELD_RESPONDENT));
        particulars_cut_of(address);
        if (address[0] == '\0' || strlen(address) > 200 || particulars_is_mixed(address))
                return;
        order_reading_put(reading, FIELD_RESPONDENT_ADDRESS, address, start, end, confidence);
}

/* "To: Cy Dale of: 33 Elm Gate <tab> Ref.", "Dover", "CT96 1UF": an address that goes on below in the cell in which it begins. */
static bool
particulars_of_cell(OrderReading *reading, size_t from, double confidence)
{
        static Pattern code = { .text = "\\b[A-Z]{1,2}[0-9][A-Z0-9]? ?[0-9][A-Z]{2}\\b" };
        const View *view = reading->view;
        const ViewLine *line = view_line(view, view_line_at(view, from));
        const char *tab = memchr(view->text + from, '\t', line->end - from);
        if (tab == NULL || !address_starts(view, from))
                return false;
        size_t cell = from, next = 0, below = 0;
        while (cell > line->start && view->text[cell - 1] != '\t')
                cell--;
        g_autofree char *first = view_string(view, from, (size_t) (tab - view->text));
        if (pattern_in(&code, first) || !column_below(view, cell, true, &next, &below))
                return false;
        g_autofree char *rest = column_text(view, next, below, true);
        if (!pattern_in(&code, rest))
                return false;
        g_autofree char *whole = g_strdup_printf("%s, %s", first, rest);
        particulars_put_column(reading, whole, from, (size_t) (tab - view->text), confidence);
        return true;
}

/* Nothing but a day: where a form asks for the birth and the address, each may have a line. */
static bool
particulars_is_day(const View *view, size_t start, size_t end, LegalDate *ret_date)
{
        return legal_date_find(view->text, start, end, ret_date) && ret_date->start == start && ret_date->end == end;
}

/* "109B Elm Way" over "Address <tab> Hounslow": a label that stands beside the middle of its cell. Puts what stands above in front. */
static bool
particulars_of_middle(OrderReading *reading, const LabelHit *hit, double confidence)
{
        static Pattern opens = {
                .text =
                    "^(?:(?i:flat|apartment|apt|unit|room|c/o) |\\d{1,4}[A-Za-z]?(?:-\\d{1,4})?,? \\p{Lu})[^.;:]{3,60}$"
        };
        static Pattern code = { .text = "\\b[A-Z]{1,2}[0-9][A-Z0-9]? ?[0-9][A-Z]{2}\\b" };
        const View *view = reading->view;
        if (hit->form != LABEL_CELL || hit->line == 0 || view_line(view, hit->line)->page_top)
                return false;
        const ViewLine *above = view_line(view, hit->line - 1);
        const double left = view_left(view, hit->start), place = view_left(view, above->start);
        const double gap = place - left;
        g_autofree char *first = g_strndup(view->text + above->start, above->end - above->start);
        g_autofree char *value = view_string(view, hit->start, hit->end);
        if (left < 0 || place < 0 || gap > 0.012 || gap < -0.012 || strchr(first, '\t') != NULL ||
            !pattern_in(&opens, first) || pattern_in(&code, first) || pattern_in(&opens, value))
                return false;
        const size_t end = MAX(address_labelled_end(view, hit), hit->end);
        g_autofree char *rest = address_text(view, hit->start, end);
        if (!pattern_in(&code, rest))
                return false;
        g_autofree char *whole = g_strdup_printf("%s%s %s", first, g_str_has_suffix(first, ",") ? "" : ",", rest);
        particulars_put_column(reading, whole, above->start, end, confidence);
        return true;
}

static void
particulars_of_label(OrderReading *reading, const LabelHit *hit, bool respondents)
{
        const View *view = reading->view;
        LegalDate date;
        const bool own = hit->role == LABEL_RESPONDENT_DOB || hit->role == LABEL_RESPONDENT_ADDRESS;
        if (hit->role == LABEL_DOB || hit->role == LABEL_RESPONDENT_DOB) {
                if ((own || respondents) && legal_date_find(view->text, hit->start, hit->end, &date) &&
                    date.start < hit->start + (hit->form == LABEL_ABOVE ? 4U : 12U))
                        particulars_put_birth(reading, date, hit->weak ? 0.95 : own ? 0.985 : 0.98);
                return;
        }
        if (!(own || respondents) || !address_starts(view, hit->start) ||
            particulars_of_middle(reading, hit, own ? 0.98 : 0.97))
                return;
        if (hit->form == LABEL_ABOVE) {
                /* alone on its line, "Address" may head anything: the value has to say that it is one */
                static Pattern closed = { .text = "\\b[A-Z]{1,2}[0-9][A-Z0-9]? ?[0-9][A-Z]{2}$" };
                const size_t end = address_end(view, hit->start, hit->end + 120);
                g_autofree char *value = view_string(view, hit->start, end);
                /* a prison and its town, or a house in a street of a town, with nothing else on the line */
                static Pattern placed = {
                        .text = "^(?:(?i:hm ?p|hm prison) \\p{Lu}[\\p{L}' -]+, \\p{Lu}[\\p{L}' -]+|\\d{1,4}[A-Za-z]? "
                                "\\p{Lu}[\\p{L}' -]+(?:, \\p{Lu}[\\p{L}' -]+)+)$"
                };
                const bool whole = end == view_line(view, view_line_at(view, hit->start))->end;
                if (pattern_in(&closed, value) || (whole && pattern_in(&placed, value)))
                        particulars_put_address(reading, hit->start, end, own ? 0.97 : 0.95);
                return;
        }
        const bool table = hit->form == LABEL_COLUMN || hit->form == LABEL_ROW;
        if (view->text[hit->end] == '\t' || table ||
            (hit->form == LABEL_CELL && memchr(view->text + hit->start, '\n', hit->end - hit->start) == NULL)) {
                /* one column of several: its lines stand apart in the text */
                size_t next = 0, stop = 0;
                if (column_below(view, hit->start, table, &next, &stop) && !column_is_apart(view, next)) {
                        /* "Date of birth and address": a line for each */
                        const bool born = particulars_is_day(view, hit->start, hit->end, &date);
                        if (born)
                                particulars_put_birth(reading, date, own ? 0.97 : 0.96);
                        const size_t start = born ? next : hit->start, end = born ? stop : hit->end;
                        g_autofree char *text = column_text(view, start, end, table);
                        particulars_put_column(reading, text, start, end, own ? 0.97 : 0.96);
                        return;
                }
        }
        /* "Defendant: Cy Dale <tab> Address: HMP Elm, Ash Road," over "Born: ... <tab> Exeter, EX4 4XX": it goes on below its
         * label, in a cell that ends with a postcode */
        size_t next = 0, stop = 0;
        const bool aside = hit->label > view_line(view, view_line_at(view, hit->label))->start;
        if (hit->form == LABEL_COLON && (aside || view->text[hit->end] == '\t') && view->text[hit->end - 1] == ',' &&
            column_below(view, hit->label, true, &next, &stop)) {
                static Pattern closed = { .text = "\\b[A-Z]{1,2}[0-9][A-Z0-9]? ?[0-9][A-Z]{2}$" };
                g_autofree char *below = view_string(view, next, stop);
                if (pattern_in(&closed, below) && strpbrk(below, ":;") == NULL) {
                        g_autofree char *above = view_string(view, hit->start, hit->end);
                        g_autofree char *whole = g_strdup_printf("%s %s", above, below);
                        particulars_put_column(reading, whole, hit->start, hit->end, own ? 0.97 : 0.96);
                        return;
                }
        }
        particulars_put_address(reading, hit->start, address_labelled_end(view, hit), own ? 0.98 : 0.97);
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

/* "Respondent: Cy Dale" or "To: Cy Dale", and in the lines below it where he lives, as on an envelope. */
static void
particulars_block(OrderReading *reading, const LabelHit *hit)
{
        const View *view = reading->view;
        static Pattern closed = { .text = "\\b[A-Z]{1,2}[0-9][A-Z0-9]? ?[0-9][A-Z]{2}$" };
        static Pattern opens = {
                .text = "^(?:(?i:flat|apartment|unit|room|c/o|the) |\\d)|\\b(?i:house|cottage|farm|lodge|court)$"
        };
        /* a cell beside its label holds what stands below the name too */
        const bool cell = hit->form == LABEL_CELL;
        unsigned first = view_line_at(view, hit->end > hit->start && !cell ? hit->end - 1 : hit->start) + 1;
        /* "d.o.b. 3 July 1963" between his name and his home */
        static Pattern born = { .text = "(?i)^\\(?(?:d\\.? ?o\\.? ?b\\b|date of birth|born|b\\.)[^\\p{L}]{0,4}(?:on "
                                        ")?[\\w ./-]{6,24}\\)?,?$" };
        /* "To Cy Dale (born 3 July 1963), c/o HMP Elm, Mill" over "Road, Dover": a sentence goes on, no envelope */
        static Pattern more = {
                .text =
                    "(?i)^[ ,]*(?:\\([^()]*\\)[ ,]*)*(?:(?:d\\.? ?o\\.? ?b\\b|born|date of birth)[^\\p{L}]{0,4}(?:on )?"
                    "[\\w ./-]{6,24})?[ ,.;]*$"
        };
        const size_t named = MAX(party_list_end(view, hit->start, hit->end), hit->start);
        const ViewLine *above = view_line(view, first - 1);
        const char *gap = memchr(view->text + named, '\t', above->end > named ? above->end - named : 0);
        g_autofree char *said =
            view_string(view, named, gap == NULL ? MAX(named, above->end) : (size_t) (gap - view->text));
        if (hit->start < hit->end && !pattern_in(&more, said))
                return;
        if (first < view->lines->len) {
                const ViewLine *next = view_line(view, first);
                g_autofree char *text = view_string(view, next->start, MIN(next->end, next->start + 44));
                first += pattern_in(&born, text);
        }
        for (unsigned line = first; line < view->lines->len && line < first + 5; line++) {
                const ViewLine *below = view_line(view, line);
                LabelRole role = LABEL_COUNT;
                g_autofree char *text = view_string(view, below->start, below->end);
                if (strlen(text) > (line == first ? 80U : 40U) || strpbrk(text, ":;") != NULL ||
                    label_length(text, &role) > 0 ||
                    (line == first && !pattern_in(&opens, text) &&
                     !(strchr(text, ',') != NULL && pattern_in(&closed, text))))
                        return;
                if (!pattern_in(&closed, text))
                        continue;
                const size_t start = view_line(view, first)->start;
                g_autofree char *block = g_strndup(view->text + start, below->end - start);
                g_auto(GStrv) lines = g_strsplit(block, "\n", -1);
                g_autofree char *address = g_strjoinv(", ", lines);
                particulars_put_column(reading, address, start, below->end, 0.955);
                return;
        }
}

/* Under the heading "Respondent" his name, and below it in the same column where he lives. */
static void
particulars_below(OrderReading *reading, const LabelHit *hit)
{
        const View *view = reading->view;
        size_t start = hit->start, end = hit->end;
        if (hit->form == LABEL_COLON) {
                particulars_block(reading, hit);
                return;
        }
        for (unsigned lines = 0; lines < 2 && column_below(view, start, true, &start, &end); lines++) {
                LabelRole role = LABEL_COUNT;
                LegalDate born;
                if (particulars_is_day(view, start, end, &born) && hit->form == LABEL_COLUMN) {
                        particulars_put_birth(reading, born, 0.95);
                        continue;
                }
                if (!address_starts(view, start) || label_length(view->text + start, &role) > 0 ||
                    particulars_is_day(view, start, end, &born))
                        continue;
                g_autofree char *text = column_text(view, start, end, true);
                static Pattern closed = { .text = "[A-Z]{1,2}[0-9][A-Z0-9]? ?[0-9][A-Z]{2}$" };
                if (pattern_in(&closed, text))
                        particulars_put_column(reading, text, start, end, 0.955);
                return;
        }
}

static void
particulars_labelled(OrderReading *reading)
{
        const View *view = reading->view;
        /* Whose date of birth and address follow: the party whose label was met last. */
        bool respondents = false, party = false;
        for (unsigned i = 0; i < reading->labels->len; i++) {
                const LabelHit *hit = &g_array_index(reading->labels, LabelHit, i);
                if (hit->role == LABEL_RESPONDENT || hit->role == LABEL_PROTECTED || hit->role == LABEL_SHIELDED ||
                    hit->role == LABEL_CHILDREN) {
                        respondents = hit->role == LABEL_RESPONDENT;
                        party = true;
                        if (respondents && (hit->form == LABEL_COLUMN || hit->form == LABEL_COLON) &&
                            hit->start < hit->end)
                                particulars_below(reading, hit);
                        else if (respondents && hit->form == LABEL_CELL &&
                                 memchr(view->text + hit->start, '\n', hit->end - hit->start) != NULL)
                                particulars_block(reading, hit);
                } else if ((hit->role == LABEL_SKIP || hit->role == LABEL_NAME) &&
                           particulars_is_respondent(reading, hit)) {
                        respondents = party = true;
                        particulars_block(reading, hit);
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
        static Pattern born = {
                .text = "^[^.;]{0,70}?(?:\\bB[.:](?= ?\\d)|(?i:\\b(?:born|dob|d\\.?o\\.?b\\.?|date of birth|a "
                        "aned|ganwyd|dyddiad geni)\\b\\.?(?: ?/ ?(?:born|date of "
                        "birth|dob)\\b)?))(?i:(?: "
                        "(?:is|on|of|in|the|ar|given|stated|recorded|believed|said|to|be|as))*)[: (]*"
        };
        static Pattern lives = {
                .text =
                    "^(?:(?: - (?i:(?:the )?(?:respondent|defendant)))?(?: ?\\([^)]{0,60}\\))*"
                    "(?:, (?:the |his |her )?(?:father|mother|parent|grandmother|grandfather|"
                    "step-?father|step-?mother|husband|wife),?)?,? (?i:of):? "
                    "|(?i:[^;]{0,110}?\\b(?:living at|lives at|resides at|residing at|resident "
                    "at|whose (?:last known )?address is|(?<!this )(?<!that )(?:last known )?address:?(?: "
                    "is)?|currently at|now at|cyfeiriad:?)) "
                    "| ?\\([^()]{0,110}?\\b(?i:living at|lives at|resid(?:es|ing) at|resident at|(?:whose "
                    ")?address(?: is)?:?|of) "
                    "(?=[0-9\\p{Lu}])|(?: ?\\([^()]{0,60}\\))*, (?=(?i:c/o |HM ?P\\b))|(?: ?\\([^)]{0,60}\\))*, "
                    "(?=(?:(?i:flat|apartment|unit) )?(?!\\d{1,2} "
                    "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec))\\d{1,4}[A-Za-z]?,? "
                    "\\p{Lu}[^.;()]{4,80}\\b[A-Z]{1,2}\\d[A-Z\\d]? ?\\d[A-Z]{2}\\b)|,? "
                    "\\(?(?i:born|dob|d\\.o\\.b\\.?|date of birth)[^;]{0,40}?,? (?i:of) "
                    "(?=[0-9\\p{Lu}])| ?\\([^)]{0,60}\\),? (?i:born|dob|d\\.o\\.b\\.?|date of birth)[^;(]{0,40}?,? "
                    "(?i:of) "
                    "(?=[0-9\\p{Lu}])|"
                    /* "Cy Dale (date of birth 16/05/1955), Rose Cottage, Dover, CT16 9ZZ" */
                    " ?\\((?i:born|d\\.?o\\.?b\\.?|date of birth)[^()]{4,40}\\),? (?=\\p{Lu}[^.;()]{4,80}\\b[A-Z]{1,2}"
                    "\\d[A-Z\\d]? ?\\d[A-Z]{2}\\b)|, formerly of | \\(of |, \\d{1,2}[ ./-][^;,]{3,16}[ ./-]\\d{2,4},? "
                    "(?i:of) "
                    "(?=[0-9\\p{Lu}]))"
        };
        static Pattern other = { .text = "(?i)\\b(child|children|applicant|claimant|protected|victim|plant|ceisydd|"
                                         "property|premises|order is for)\\b" };
        const View *view = reading->view;
        const size_t until = MIN(view->length, at + 420);
        g_autofree char *rest = view_piece(view, at, until);
        g_autoptr(GMatchInfo) info = NULL;
        gint start = 0, end = 0;
        /* a new paragraph ends what is said of him, two line ends on a form do not */
        if (pattern_in(&born, rest) && g_regex_match(born.regex, rest, 0, &info) &&
            g_match_info_fetch_pos(info, 0, &start, &end)) {
                g_autofree char *between = g_strndup(rest, (gsize) end);
                LegalDate date;
                if (!pattern_in(&other, between) && !subject_is_another(reading, at, at + (size_t) end) &&
                    legal_date_find(view->text, at + (size_t) end, MIN(until, at + (size_t) end + 6), &date))
                        particulars_put_birth(reading, date, confidence);
        }
        /* "DALE, Cy (04/03/1986)", "Cy Dale, 04/03/1986": a day long past, alone in its bracket or between commas */
        static Pattern bracket = { .text =
                                       "^ ?\\((?i:(?:the )?(?:respondent|defendant|father|mother)[,;:]? (?:born "
                                       ")?)?(?=\\d{1,2}[ ./-])[^();,]{6,18}(?:\\)|[;,] )|^,(?: (?i:male|female|m|f),)? "
                                       "(?=\\d{1,2}([./-])\\d{1,2}\\1\\d{2,4}(?:,|;|$| of\\b)|"
                                       "\\d{1,2}(?:st|nd|rd|th)? (?i:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
                                       "\\p{Ll}* \\d{4},? of\\b)" };
        LegalDate date, made;
        if (pattern_in(&bracket, rest) && legal_date_find(view->text, at, MIN(until, at + 24), &date) &&
            order_reading_date(reading, FIELD_MADE_ON, &made))
                particulars_put_birth(reading, date, confidence);
        g_autoptr(GMatchInfo) place = NULL;
        if (pattern_in(&lives, rest) && g_regex_match(lives.regex, rest, 0, &place) &&
            g_match_info_fetch_pos(place, 0, &start, &end)) {
                g_autofree char *between = g_strndup(rest, (gsize) end);
                size_t from = at + (size_t) end;
                if (pattern_in(&other, between) || subject_is_another(reading, at, from) ||
                    (view->text[from - 1] == '\n' && !view_wraps(view, from - 1)) ||
                    particulars_of_cell(reading, from, confidence))
                        return;
                particulars_put_address(reading, from, address_end(view, from, until), confidence);
        }
}

/* His name alone on a line, and below it where he lives: how a letter begins. */
static void
particulars_under(OrderReading *reading, size_t start, size_t end)
{
        static Pattern closed = { .text = "\\b[A-Z]{1,2}[0-9][A-Z0-9]? ?[0-9][A-Z]{2}$" };
        const View *view = reading->view;
        enum { TITLE = 6 }; /* octets: "Mrs. " */
        size_t next = 0, below = 0;
        /* beside the court's own address at a letter's head */
        size_t cell = start;
        while (cell > 0 && start - cell < TITLE && strchr("\t\n", view->text[cell - 1]) == NULL)
                cell--;
        if (view->text[end] == '\t' && (cell == 0 || strchr("\t\n", view->text[cell - 1]) != NULL) &&
            column_below(view, cell, true, &next, &below) && address_starts(view, next)) {
                static Pattern within = { .text = "\\b[A-Z]{1,2}[0-9][A-Z0-9]? ?[0-9][A-Z]{2}(?=,|$| [^\\d])" };
                g_autofree char *column = column_text(view, next, below, true);
                if (pattern_in(&within, column))
                        particulars_put_column(reading, column, next, below, 0.955);
                return;
        }
        if ((start > 0 && view->text[start - 1] != '\n') || view->text[end] != '\n')
                return;
        /* the cell's label may stand beside its middle */
        LabelRole role = LABEL_COUNT;
        const size_t label = label_length(view->text + end + 1, &role);
        size_t at = end + 1 + (label > 0 && view->text[end + 1 + label] == '\t' ? label + 1 : 0);
        /* "Respondent <tab> Born: 3 March 1980" over "Of: 4 Elm Row": each line of the cell says what it is */
        for (size_t own = label_length(view->text + at, &role); own > 0 && view->text[at + own] == ':';
             own = label_length(view->text + at, &role)) {
                const size_t value = at + own + 1 + strspn(view->text + at + own + 1, " ");
                at = role == LABEL_DOB ? view_line(view, view_line_at(view, at))->end + 1 : value;
                if (role != LABEL_DOB || at >= view->length)
                        break;
        }
        static Pattern born = { .text = "(?i)^(?:born|d\\.?o\\.?b\\.?|date of birth)(?: on)? \\d[^,;()]{5,18}$" };
        const ViewLine *first = view_line(view, view_line_at(view, at));
        g_autofree char *line = view_string(view, at, first->end);
        if (pattern_in(&born, line) && first->end + 1 < view->length)
                at = first->end + 1;
        if (!address_starts(view, at))
                return;
        const size_t stop = address_end(view, at, MIN(view->length, at + 160));
        g_autofree char *value = view_string(view, at, stop);
        if (pattern_in(&closed, value))
                particulars_put_address(reading, at, stop, 0.955);
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
        static Pattern role = { .text = "(?i)\\bthe (?:respondent|defendant|above[ -]?named(?: respondent| "
                                        "defendant)?)\\b(?=(?:'s|,)? ?\\(?(?:born|(?:who )?was "
                                        "born|dob|d\\.o\\.b|date of birth|whose|resides|lives|of \\d|is \\p{Lu})|'s "
                                        "(?:last known |current |usual |home )?(?:address|date of birth) is)" };
        /* whatever his name was read as */
        static Pattern named = {
                .text = "\\b[Tt]he (?:[Rr]espondent|[Dd]efendant),? \\p{Lu}[\\p{L}'-]+(?: [\\p{L}'-]+){0,4}"
                        "(?=,? (?:of \\d|born on|whose date))"
        };
        /* "the Respondent is the former husband of the Applicant, was born on ... and resides at ..." */
        static Pattern kin = {
                .text =
                    "(?i)\\bthe (?:respondent|defendant),? (?:who )?(?:is|being) (?:the |a )?(?:(?:former|ex|estranged|"
                    "separated|late)[ -]?)?(?:husband|wife|civil partner|partner|spouse|cohabitant|father|mother|"
                    "parent|son|daughter|brother|sister|associated person|relative)s?(?: of (?:the )?(?-i:\\p{L}+)"
                    "(?: (?-i:\\p{Lu}[\\p{L}'-]+))*)?(?=,? (?:and )?(?:who )?(?:was born|born|resides|lives|is of \\d|"
                    "of \\d))"
        };
        Match match;
        if (pattern_find(&kin, view, 0, view->length, &match))
                particulars_after(reading, match.end[0], 0.965);
        if (pattern_find(&named, view, 0, view->length, &match))
                particulars_after(reading, match.end[0], 0.965);
        size_t from = 0;
        for (unsigned i = 0; i < 3 && pattern_find(&role, view, from, view->length, &match); i++) {
                particulars_after(reading, match.end[0], 0.97);
                from = match.end[0];
        }
        if (respondent == NULL)
                return;
        /* "Dr Dale lives at ...", "Mr Dale, born 3 March 1980, ..." */
        static Pattern told = {
                .text = "(?i)^(?:,? ?(?:who )?(?:lives|resides|is living|is of \\d|was born)|,? ?\\(?(?:born|d\\.?"
                        "o\\.?b|date of birth)|, of \\d)"
        };
        size_t begins = 0, after = 0;
        for (unsigned i = 0; i < 12 && party_titled(view, respondent->text,
                                                    submission_field_text(reading->fields, FIELD_PROTECTED_PERSON),
                                                    after, &begins, &after);
             i++) {
                g_autofree char *said = view_string(view, after, MIN(view->length, after + 30));
                if (pattern_in(&told, said))
                        particulars_after(reading, after, 0.955);
        }
        /* as it is known and as it is printed: "DALE, Cy" */
        g_autofree char *known = g_strdup(respondent->text);
        static Pattern alias = {
                .text = "(?i),? (?:\\(|\"|also known|otherwise known|known as|aka\\b|a\\.k\\.a|alias|formerly)"
        };
        g_autofree char *printed = pattern_before(&alias, respondent->raw != NULL ? respondent->raw : "");
        g_autofree char *titled = subject_titled(reading);
        const char *const names[] = { known, g_str_equal(known, printed) || printed[0] == '\0' ? NULL : printed,
                                      titled };
        for (unsigned k = 0; k < G_N_ELEMENTS(names); k++) {
                if (names[k] == NULL)
                        continue;
                size_t start = 0, end = 0;
                for (unsigned i = 0; i < 30 && party_mentioned(view, names[k], end, &start, &end); i++) {
                        /* a son may bear his father's whole name */
                        if (particulars_of_child(reading, start))
                                continue;
                        particulars_after(reading, end, 0.965);
                        particulars_under(reading, start, end);
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
