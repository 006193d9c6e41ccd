#include "parsers/order/extract.h"
#include "parsers/order/composite.h"
#include "parsers/order/cut_off.h"

#include "base/limits.h"
#include "parsers/order/draft.h"
#include "parsers/order/mentions.h"
#include "parsers/order/order_reading.h"
#include "parsers/order/pattern.h"
#include "parsers/order/plausible.h"
#include "parsers/order/refused.h"
#include "parsers/order/sentence.h"
#include "register/court.h"

#include <string.h>

enum {
        READ_OCTETS = 96 * 1024, /* of one order: 20 dense pages; orders have 3 to 6 */
};

static Action
extract_title_action(const Paper *paper)
{
        static struct {
                Pattern pattern;
                Action action;
        } words[] = {
                { { .text = "(?i)^[^.]{0,60}\\b(?:discharge of|order discharging|discharged? "
                            "(?:non|restraining|occupation|order)|order to discharge|revocation of)" },
                  ACTION_DISCHARGED },
                { { .text = "(?i)^[^.]{0,60}\\b(?:extension of|order extending|extended "
                            "(?:non|restraining|occupation|order)|order to extend|[a-z]+\\b.{0,40}\\bextension$)" },
                  ACTION_EXTENDED },
                { { .text = "(?i)^[^.]{0,60}\\b(?:variation of|order varying|varied "
                            "(?:non|restraining|occupation|order)|order "
                            "to vary|amended (?:non|restraining|occupation|order))" },
                  ACTION_VARIED },
        };
        static Pattern changes = { .text = "(?i)discharg|exten[ds]|var[iy]|amended|revocation" };
        static Pattern all = { .text = "(?i)amended, discharged or varied" };
        const View *view = paper->view;
        const size_t head = view->lines->len > 40 ? view_line(view, 40)->start : view->length;
        Match match;
        for (size_t at = 0; pattern_find(&changes, view, at, head, &match);) {
                const unsigned line = view_line_at(view, match.start[0]);
                at = view_line(view, line)->end;
                Title title;
                if (!title_of_line(view, line, &title))
                        continue;
                g_autofree char *text = view_string(view, view_line(view, line)->start, view_line(view, line)->end);
                if (pattern_in(&all, text) || refused_in_title(text))
                        return ACTION_UNKNOWN;
                for (unsigned i = 0; i < G_N_ELEMENTS(words); i++) {
                        if (pattern_in(&words[i].pattern, text))
                                return words[i].action;
                }
        }
        return ACTION_UNKNOWN;
}

static SubmissionOrder *
extract_one(const Paper *paper, const View *view, OrderType type, const char *path, bool ocr)
{
        SubmissionOrder *order = submission_order_new(path);
        order->order_type = type;
        g_autoptr(GArray) labels = label_find(view);
        OrderReading reading = { .view = view,
                                 .labels = labels,
                                 .type = type,
                                 .action = extract_title_action(paper),
                                 .fields = order->fields,
                                 .ocr = ocr };
        court_read(&reading);
        number_read(&reading);
        judge_read(&reading);
        dates_read(&reading);
        parties_read(&reading);
        hearing_read(&reading);
        arrest_read(&reading);
        terms_read(&reading);
        mentions_read(&reading);
        plausible_check(order->fields, ocr);
        if (!ocr)
                cut_off_check(paper->view, order->fields);
        order->action = reading.action;
        order->draft = draft_is_marked(view);
        return order;
}

/* One of two orders under one head: what stands before the line at which the second begins, or the head and what stands behind
 * it. */
static View *
extract_part(const View *view, unsigned second, bool is_second)
{
        static Pattern binds = {
                .text = "(?i)\\b(?:must|shall|is (?:hereby )?(?:forbidden|prohibited|ordered)|until|expires?|"
                        "ends)\\b"
        };
        if (second >= view->lines->len || !is_second)
                return view_slice(view, 0, MIN(second, view->lines->len));
        const size_t stop = view_line(view, second)->start;
        Match match;
        const size_t first = pattern_find(&binds, view, 0, stop, &match)
                                 ? view_line(view, view_line_at(view, match.start[0]))->start
                                 : stop;
        g_autofree bool *mask = g_new0(bool, view->length + 1);
        for (size_t at = first; at < stop; at++)
                mask[at] = true;
        return view_masked(view, mask);
}

/* Under the Family Law Act nothing but a non-molestation order forbids violence, threats or messages: s.42(6). */
static bool
extract_guards_person(const View *view)
{
        static Pattern act = { .text = "(?i)\\bfamily law act\\b" };
        static Pattern guards = {
                .text = "(?i)\\b(?:respondent|defendant|he|she)\\b[^.;]{0,80}?\\b(?:must not|shall not|be forbidden|is "
                        "(?:hereby )?(?:forbidden|prohibited)|not to)\\b[^.;]{0,120}?\\b(?:violen|threat|harass|pester|"
                        "molest|intimidat|communicat|contact)"
        };
        return pattern_has(&act, view) && pattern_has(&guards, view);
}

/* "It is ordered by consent under section 42 that": the section of the Family Law Act under which the court has acted. */
static OrderType
extract_acted(const View *view)
{
        static Pattern act = { .text = "(?i)\\b(?:family law act|fla 1996)\\b" };
        static Pattern acted = { .text = "(?i)\\b(?:it is (?:hereby |further |also )?ordered|the court (?:hereby "
                                         ")?orders|makes? (?:this|the "
                                         "following|an) (?:order|injunction)|(?:this|the following) "
                                         "(?:order|injunction) is made)\\b[^.;:]{0,40}? "
                                         "(?:under|pursuant to|in exercise of (?:its|the) powers? (?:under|in)) "
                                         "(?:sections?|ss?\\.?) ?(?<section>\\d\\d)a?\\b" };
        Match match;
        if (!pattern_has(&act, view) || !pattern_find(&acted, view, 0, view->length, &match))
                return ORDER_TYPE_UNCLASSIFIED;
        const guint64 section = g_ascii_strtoull(view->joined + match.start[1], NULL, 10);
        return section == 42                    ? ORDER_TYPE_NON_MOLESTATION
               : section >= 33 && section <= 38 ? ORDER_TYPE_OCCUPATION
                                                : ORDER_TYPE_UNCLASSIFIED;
}

/* The order that the operative words name: one that was only asked for, refused or withdrawn comes last. */
static bool
extract_named(const View *view, TitleTypes *ret_types)
{
        enum { TRIES = 12, BEFORE = 90, BEHIND = 50 };
        static Pattern named = {
                .text = "(?i)\\b(?:non-? ?molestation|occupation|restraining|prohibited steps|stalking "
                        "protection|forced marriage protection|domestic abuse protection|female genital "
                        "mutilation protection) (?:order|injunction)\\b|\\border\\b[^.;]{0,40} \\((?:non-? "
                        "?molestation|occupation order)\\)|(?-i:\\b(?:NMO|DAPO|FMPO|FGMPO)\\b)"
        };
        static Pattern asked = { .text = "(?i)\\b(?:applications?|applied|appl(?:y|ies|ying)|seeks?|sought|asks?|asked|"
                                         "asking|claim(?:s|ed)?|no|"
                                         "neither|not|refus\\w+|declin\\w+|withdr\\w+|dismiss\\w+)\\b[^.;]{0,80}$" };
        static Pattern refused = {
                .text = "(?i)^,? (?:applications?|proceedings)\\b|^[^.;]{0,40}\\b(?:is|are|was|be|marked|stands?) "
                        "(?:hereby )?"
                        "(?:refused|dismissed|withdrawn|adjourned)\\b"
        };
        Match match;
        size_t from = 0;
        for (unsigned tries = 0; tries < TRIES && pattern_find(&named, view, from, view->length, &match); tries++) {
                from = match.end[0];
                g_autofree char *text = view_string(view, match.start[0], match.end[0]);
                const TitleTypes found = title_types(text);
                if (found.count == 0)
                        continue;
                size_t left = match.start[0] > BEFORE ? match.start[0] - BEFORE : 0;
                size_t right = MIN(view->length, match.end[0] + BEHIND);
                view_whole(view, &left, &right);
                g_autofree char *before =
                    view_piece(view, MAX(left, sentence_start(view, match.start[0])), match.start[0]);
                g_autofree char *behind = view_piece(view, match.end[0], right);
                const bool only = pattern_in(&asked, before) || pattern_in(&refused, behind);
                if (!only || ret_types->count == 0)
                        *ret_types = found;
                if (!only)
                        return true;
        }
        return ret_types->count > 0;
}

/* "The occupation order is discharged. The non-molestation order is extended": the kinds that an order without a title changes,
 * where they are several. */
static void
extract_changed(const View *view, TitleTypes *types)
{
        static Pattern changed = {
                .text =
                    "(?i)\\b(?:non-? ?molestation|occupation|restraining|prohibited steps|stalking protection|forced "
                    "marriage protection|domestic abuse protection) order\\b(?:(?! order\\b)[^.;]){0,90}? "
                    "(?:is|are|be|stands|shall be|do)(?: hereby| now| further)? (?:varied|extended|discharged|revoked|"
                    "set aside|continued|amended)\\b"
        };
        TitleTypes found = { .count = 0 };
        Match match;
        for (size_t at = 0; pattern_find(&changed, view, at, view->length, &match); at = match.end[0]) {
                g_autofree char *text = view_string(view, match.start[0], match.end[0]);
                const TitleTypes named = title_types(text);
                if (named.count == 1)
                        title_add(&found, named.types[0]);
        }
        if (found.count > 1)
                *types = found;
}

void
extract_orders(const Paper *paper, const char *path, bool ocr, GPtrArray *orders)
{
        g_autoptr(View) cut = NULL;
        const View *view = paper->view;
        if (view->length > READ_OCTETS) {
                cut = view_slice(view, 0, view_line_at(view, READ_OCTETS));
                view = cut;
        }
        static Pattern injunction = { .text = "(?i)\\binjunction\\b" };
        TitleTypes types = paper->types;
        if (types.count == 0) {
                const OrderType acted = extract_acted(view);
                if (acted != ORDER_TYPE_UNCLASSIFIED)
                        title_add(&types, acted);
                else if (!extract_named(view, &types))
                        title_add(&types, title_by_act(view));
                extract_changed(view, &types);
                if (types.types[0] == ORDER_TYPE_UNCLASSIFIED)
                        types.types[0] = title_by_label(view);
                if (types.types[0] == ORDER_TYPE_UNCLASSIFIED && extract_guards_person(view))
                        types.types[0] = ORDER_TYPE_NON_MOLESTATION;
                if (types.types[0] == ORDER_TYPE_UNCLASSIFIED && pattern_has(&injunction, view))
                        types.types[0] = ORDER_TYPE_INJUNCTION;
        }
        /* A title of injunction over section 42 is an old non-molestation print. */
        if (types.count == 1 && types.types[0] == ORDER_TYPE_INJUNCTION) {
                const OrderType act = title_by_act(view);
                if (act != ORDER_TYPE_UNCLASSIFIED)
                        types.types[0] = act;
        }
        for (unsigned i = 0; i < types.count && orders->len < LIMIT_ORDERS; i++) {
                g_autoptr(View) own = paper->second > 0 && types.count == 2
                                          ? extract_part(view, paper->second, i == 1)
                                          : composite_view(view, &types, types.types[i]);
                g_ptr_array_add(orders, extract_one(paper, own == NULL ? view : own, types.types[i], path, ocr));
        }
}

SubmissionOrder *
extract_arrest(const Paper *paper, const char *path, bool ocr)
{
        SubmissionOrder *arrest = submission_order_new(path);
        g_autoptr(GArray) labels = label_find(paper->view);
        OrderReading reading = { .view = paper->view, .labels = labels, .fields = arrest->fields, .ocr = ocr };
        court_read(&reading);
        number_read(&reading);
        const ViewLine *title = view_line(paper->view, 0);
        order_reading_put(&reading, FIELD_POWER_OF_ARREST, "true", title->start, title->end, 0.95);
        arrest_read(&reading);
        return arrest;
}
