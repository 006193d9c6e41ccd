#include "parsers/order/whose.h"

#include "parsers/order/address.h"
#include "parsers/order/label_row.h"
#include "parsers/order/party.h"
#include "parsers/order/pattern.h"
#include "parsers/order/sentence.h"
#include "parsers/order/subject.h"

#include <string.h>

enum {
        BACK = 260,  /* octets before a value in which its owner is looked for */
        LEAD = 70,   /* in which "born" stands */
        PLACE = 130, /* of an address before its postcode */
        BIRTHS = 24, /* dates that are looked at */
        PLACES = 24, /* postcodes */
        ADULT = 10,  /* years: nobody younger is bound */
};

typedef enum { OWNER_NONE, OWNER_BOUND, OWNER_OTHER } Owner;

/* The end of the pattern's last match in [from, until); from when there is none. */
static size_t
whose_last(Pattern *pattern, const View *view, size_t from, size_t until)
{
        size_t last = from;
        Match match;
        for (size_t at = from; at < until && pattern_find(pattern, view, at, until, &match);) {
                last = match.end[0];
                at = MAX(match.end[0], at + 1);
        }
        return last;
}

static size_t
whose_named(const View *view, const FieldValue *person, const FieldValue *other, size_t from, size_t until)
{
        size_t last = from, start = 0, end = from;
        if (person == NULL || person->text == NULL)
                return from;
        const char *known = other == NULL ? NULL : other->text;
        for (unsigned i = 0; i < 8 && party_titled(view, person->text, known, end, &start, &end) && end <= until; i++)
                last = end;
        end = from;
        for (unsigned i = 0; i < 8 && party_mentioned(view, person->text, end, &start, &end) && end <= until; i++)
                last = MAX(last, end);
        return last;
}

/* Who was named or called by his part last before at, and where that mention ends. place: it is a place, else a birth. */
static Owner
whose_owner(const OrderReading *reading, size_t at, bool place, size_t *ret_end)
{
        static Pattern bound = {
                .text = "(?i)\\b(?:respondent|defendant|offender|accused|restrained (?:person|party)|prohibited "
                        "(?:person|party)|person bound|(?-i:(?:P|R))(?='s|\\b))|(?i)\\byou\\b|\\bagainst\\b"
        };
        static Pattern other = {
                .text = "(?i)\\b(?:applicant|claimant|complainant|victim|protected (?:person|party|girl|child)|child|"
                        "children|girl|boy|son|daughter|witness|process server|landlord|counsel)\\b"
        };
        /* bodies have a place and no day of birth */
        static Pattern body = { .text = "(?i)\\b(?:solicitors?|court at|sitting at|council)\\b" };
        const View *view = reading->view;
        size_t from = at > BACK ? at - BACK : 0;
        view_whole(view, &from, &at);
        const FieldValue *respondent = reading->fields[FIELD_RESPONDENT];
        const FieldValue *shielded = reading->fields[FIELD_PROTECTED_PERSON];
        const size_t his = MAX(whose_named(view, respondent, shielded, from, at), whose_last(&bound, view, from, at));
        size_t hers = MAX(whose_named(view, shielded, respondent, from, at), whose_last(&other, view, from, at));
        if (place)
                hers = MAX(hers, whose_last(&body, view, from, at));
        *ret_end = MAX(his, hers);
        if (his == hers)
                return OWNER_NONE;
        return his > hers ? OWNER_BOUND : OWNER_OTHER;
}

static bool
whose_adult(const OrderReading *reading, const LegalDate *birth)
{
        LegalDate made;
        if (!order_reading_date(reading, FIELD_MADE_ON, &made))
                return birth->year < 2010;
        return birth->year + ADULT <= made.year && birth->year + 110 > made.year;
}

static void
whose_birth(OrderReading *reading)
{
        static Pattern born = {
                .text = "(?i)\\b(?:born|birth|d\\.? ?o\\.? ?b\\b|b\\.|male|female|ganwyd|geni)[^;]{0,45}$"
        };
        static const double TOLD = 0.93, SOLE = 0.9;
        const View *view = reading->view;
        LegalDate date, sole = { 0 }, his = { 0 };
        unsigned births = 0, owned = 0;
        size_t at = 0, previous = 0, named = 0;
        for (unsigned i = 0; i < BIRTHS && legal_date_find(view->text, at, view->length, &date); i++) {
                previous = at;
                at = date.end;
                size_t from = MAX(previous, date.start > LEAD ? date.start - LEAD : 0), until = date.start;
                view_whole(view, &from, &until);
                g_autofree char *lead = view_piece(view, from, until);
                /* "the First Respondent (born ...) and the Second Respondent (born ...)": the first is who is named */
                static Pattern second = {
                        .text = "(?i)\\b(?:second|third|fourth|2nd|3rd|4th) (?:respondent|defendant)\\b[^;]{0,45}$"
                };
                if (!pattern_in(&born, lead) || pattern_in(&second, lead))
                        continue;
                LegalDate made;
                legal_date_as_birth(&date, order_reading_date(reading, FIELD_MADE_ON, &made) ? made.year : 0);
                if (!whose_adult(reading, &date))
                        continue;
                births++;
                sole = date;
                Owner owner = whose_owner(reading, date.start, false, &named);
                if (owner == OWNER_BOUND && subject_is_another(reading, named, date.start))
                        owner = OWNER_OTHER;
                if (owner == OWNER_OTHER)
                        sole.year = 0;
                if (owner != OWNER_BOUND || (owned > 0 && legal_date_compare(&his, &date) == 0))
                        continue;
                his = date;
                owned++;
        }
        char iso[11];
        if (owned == 1)
                order_reading_put(reading, FIELD_RESPONDENT_DOB, legal_date_iso(&his, iso), his.start, his.end, TOLD);
        else if (owned == 0 && births == 1 && sole.year != 0)
                order_reading_put(reading, FIELD_RESPONDENT_DOB, legal_date_iso(&sole, iso), sole.start, sole.end,
                                  SOLE);
}

/* Where the address that ends with a postcode begins: at its number, with nothing but names up to the postcode; end for
 * nowhere. */
static size_t
whose_place_start(const View *view, size_t from, size_t end)
{
        static Pattern place = {
                .text = "(?:^|[ (])(?=((?:(?i:flat|apartment|apt|unit|room|plot|caravan|no\\.?) ?[\\dA-Z]{1,4},? "
                        "(?:\\d{1,4}[A-Za-z]?(?:-\\d{1,3})?,? )?|\\d{1,4}[A-Za-z]?(?:-\\d{1,3})?,? "
                        ")(?:\\p{Lu}[\\p{L}'.-]*,? |(?:y|yr|the|on|of|upon|in|le|de|and|"
                        "by|under) ){1,10}[A-Z]{1,2}[0-9][A-Z0-9]? ?[0-9][A-Z]{2}$))"
        };
        view_whole(view, &from, &end);
        g_autofree char *text = view_piece(view, from, end);
        g_autoptr(GMatchInfo) info = NULL;
        gint start = 0, stop = 0;
        if (!pattern_in(&place, text) || !g_regex_match(place.regex, text, 0, &info) ||
            !g_match_info_fetch_pos(info, 1, &start, &stop))
                return end;
        return from + (size_t) start;
}

/* "2. stand where he can overlook 14 Elm Row": a clause of a list, which tells what he must not do. */
static bool
whose_is_clause(const View *view, size_t at)
{
        enum { ABOVE = 3 }; /* lines of the clause */
        for (unsigned line = view_line_at(view, at), i = 0; i < ABOVE && i <= line; i++) {
                const char *text = view->text + view_line(view, line - i)->start;
                const size_t mark = label_row_enumerator(text);
                if (mark > 0)
                        return g_ascii_islower(text[mark]);
        }
        return false;
}

static void
whose_place(OrderReading *reading)
{
        static Pattern code = { .text = "\\b[A-Z]{1,2}[0-9][A-Z0-9]? ?[0-9][A-Z]{2}\\b" };
        /* a place that he is kept from, leaves, or shares: no word of where he lives now */
        static Pattern term = {
                .text =
                    "(?i)\\b(?:fynd|not|go|going|goes|enter|entering|attend|attending|visit|visiting|within|near|"
                    "return|leave|"
                    "vacate|property|premises|home is|stay|keep|away|approach|come|coming|tenants?|occup\\w+|school|"
                    "excluded|situated|land|house|metres|loiter\\w*|court|solicitors?|handed|served|part c|to court|"
                    "protected address|order is for|this address|park(?:ing)?|stand(?:ing)?|wait(?:ing)?|"
                    "overlook(?:ing)?|watch(?:ing)?|where (?:he|she|they)|outside|opposite|travel\\w*|driv(?:e|ing)|"
                    "walk(?:ing)?|post(?:ing)?|deliver\\w*|send(?:ing)?|contact\\w*)\\b"
        };
        static const double TOLD = 0.93;
        const View *view = reading->view;
        Match match;
        size_t at = 0, found = 0, stop = 0, named = 0;
        unsigned owned = 0;
        for (unsigned i = 0; i < PLACES && pattern_find(&code, view, at, view->length, &match); i++) {
                const size_t from = MAX(at, match.start[0] > PLACE ? match.start[0] - PLACE : 0);
                at = match.end[0];
                size_t start = whose_place_start(view, from, match.end[0]);
                /* "born 23 Aug 1974" over "Elm Farm Cottage": the year is no house's number */
                LegalDate date;
                if (legal_date_find(view->text, MAX(from, start > 20 ? start - 20 : 0), match.end[0], &date) &&
                    date.start <= start && date.end > start)
                        start = date.end + strspn(view->text + date.end, " ,\n");
                start += g_ascii_strncasecmp(view->joined + start, "of ", 3) == 0 ? 3 : 0;
                if (start >= match.end[0] || whose_owner(reading, start, true, &named) != OWNER_BOUND ||
                    subject_is_another(reading, named, start))
                        continue;
                size_t lead = MAX(sentence_start(view, start), named);
                view_whole(view, &lead, &start);
                g_autofree char *words = view_piece(view, lead, start);
                /* "Schedule 2" over the place that the order is about */
                static Pattern annexed = { .text = "(?i)\\b(?:schedules?|annex\\w*|appendix|dwelling-? ?house)\\b" };
                g_autofree char *since = view_piece(view, MIN(named, start), start);
                /* "the Flat" means 5 Elm Row: a place that the paper gives a name; "the Respondent's Address" is his */
                static Pattern defined = { .text = "(?i)[\"'] (?:is|refers to)\\b|\\bmeans?\\b" };
                static Pattern own = {
                        .text = "(?i)(?:\\b(?:respondent|defendant)|^)'s [^.;\"]{3,24}\"? (?:is|means?|refers)\\b"
                };
                if (pattern_in(&term, words) || pattern_in(&annexed, since) || whose_is_clause(view, start) ||
                    (pattern_in(&defined, words) && !pattern_in(&own, words)))
                        continue;
                g_autofree char *text = address_text(view, start, match.end[0]);
                g_autofree char *known = owned > 0 ? address_text(view, found, stop) : g_strdup("");
                if (g_ascii_strcasecmp(text, known) == 0)
                        continue;
                found = start;
                stop = match.end[0];
                owned++;
        }
        if (owned != 1)
                return;
        g_autofree char *text = address_text(view, found, stop);
        address_cut_name(text, submission_field_text(reading->fields, FIELD_RESPONDENT));
        order_reading_put(reading, FIELD_RESPONDENT_ADDRESS, text, found, stop, TOLD);
}

void
whose_read(OrderReading *reading)
{
        if (!order_reading_has(reading, FIELD_RESPONDENT_DOB))
                whose_birth(reading);
        if (!order_reading_has(reading, FIELD_RESPONDENT_ADDRESS) && order_reading_has(reading, FIELD_RESPONDENT))
                whose_place(reading);
}
