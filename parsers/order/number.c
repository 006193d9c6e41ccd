/* Under which numbers the court has the case. */
#include "parsers/order/order_reading.h"

#include "parsers/order/pattern.h"
#include "register/case_number.h"

#include <string.h>

static void
number_put(OrderReading *reading, const CaseNumber *number, double confidence)
{
        if (number->repaired)
                confidence *= 0.85;
        /* "33D1..." or "33DI...": either may be a unit's name */
        if (reading->ocr && number->kind == CASE_NUMBER_URN && strpbrk(number->value + 3, "IOSB") == number->value + 3)
                confidence *= 0.85;
        const Field field = number->kind == CASE_NUMBER_REFERENCE ? FIELD_CASE_REFERENCE
                            : number->kind == CASE_NUMBER_URN     ? FIELD_URN
                                                                  : FIELD_CASE_NUMBER;
        order_reading_put(reading, field, number->value, number->start, number->end, confidence);
}

/* Magistrates' courts number their cases in ten to twelve figures: none of them can be a misread letter. */
static bool
number_is_figures(const char *value)
{
        const size_t length = strlen(value);
        return length >= 10 && length <= 12 && strspn(value, "0123456789") == length;
}

/* Twelve figures in a magistrates' court: the force, the year and the entry, where a family court's would be cut short. */
static bool
number_is_of_magistrates(const View *view, const char *value)
{
        enum { LENGTH = 12 };
        static Pattern magistrates = { .text = "(?i)\\bmagistrates'? ?court\\b|\\bllys ynadon\\b" };
        return strlen(value) == LENGTH && number_is_figures(value) && value[2] > '0' && value[2] < '4' &&
               pattern_has(&magistrates, view);
}

/* "Case Number Before <tab> : 212600447120 : Mr Hale JP": two labels and their values ran together. */
static void
number_beside_label(OrderReading *reading)
{
        static Pattern beside = { .text = "(?i)\\bcase (?:number|no\\.?)(?: \\p{L}+)?[: ]{1,4}(\\d{12})(?!\\d)" };
        const View *view = reading->view;
        Match match;
        if (!pattern_find(&beside, view, 0, view->length, &match) ||
            view_line_at(view, match.start[0]) != view_line_at(view, match.start[1]))
                return;
        g_autofree char *value = view_string(view, match.start[1], match.end[1]);
        if (number_is_of_magistrates(view, value))
                order_reading_put(reading, FIELD_CASE_NUMBER, value, match.start[1], match.end[1], 0.92);
}

/* "LO5SS118" under "Claim number": a claim of the County Court in which a nought was read as a letter. */
static void
number_mend_claim(CaseNumber *number)
{
        enum { LENGTH = 8 };
        static const char shape[] = "A99AA999";
        CaseNumber mended = *number;
        if (strlen(number->value) != LENGTH)
                return;
        for (unsigned i = 0; i < LENGTH; i++) {
                char *c = &mended.value[i];
                if (shape[i] == '9' && *c == 'O')
                        *c = '0';
                if ((shape[i] == '9') != (g_ascii_isdigit(*c) != 0))
                        return;
        }
        mended.kind = CASE_NUMBER_COUNTY;
        mended.repaired = true;
        *number = mended;
}

/* "With the children application BX26P00133", "in the linked proceedings (LS26P00012)", "consolidated with": another case. */
static bool
number_is_of_other(const View *view, size_t start)
{
        enum { BEFORE = 90 };
        static Pattern other = {
                .text =
                    "\\b(?:[Cc]hild(?:ren)?(?:'s)?(?: [Aa]ct| law)?|contact|private law|public "
                    "law|care|divorce|financial(?: "
                    "remed(?:y|ies))?|matrimonial|criminal|related|linked|other|separate|parallel|concurrent|earlier|"
                    "previous|pending|associated|connected|county court|adoption|"
                    "possession|probate|section 8|C100) (?:case|claim|proceedings|application|matter|file|suit)s?,? "
                    "?(?:(?:in|under|is|being|with|bearing) )?(?:the )?(?:(?:case |claim "
                    ")?(?:number|no\\.?|ref\\.?)s?[: ]*)?\\(? ?$|"
                    "\\b(?:consolidated|heard|listed|linked|together|joined|conjoined) (?:together "
                    ")?(?:with|to)\\b[^.;]{0,50}$|"
                    "\\b[Ss]ee also\\b[^.;]{0,30}$"
        };
        size_t from = start > BEFORE ? start - BEFORE : 0;
        view_whole(view, &from, &start);
        g_autofree char *before = view_piece(view, from, start);
        return pattern_in(&other, before);
}

/* "M7QZ31B2": a claim that was issued by the County Court's money claims centre. */
static bool
number_is_claim(const char *value)
{
        static Pattern claim = { .text = "^[A-Z]\\d[A-Z]{2}\\d[A-Z0-9]{3}$" };
        return pattern_in(&claim, value);
}

static void
number_labelled(OrderReading *reading)
{
        const View *view = reading->view;
        for (unsigned i = 0; i < reading->labels->len; i++) {
                const LabelHit *hit = &g_array_index(reading->labels, LabelHit, i);
                CaseNumber number;
                if (hit->start >= hit->end ||
                    !(hit->role == LABEL_CASE || hit->role == LABEL_FAMILYMAN || hit->role == LABEL_URN))
                        continue;
                /* The first of its kind counts: consolidated numbers follow it. */
                const bool colon = hit->start > 1 && view->text[hit->start - 2] == ':';
                const bool sure = hit->form != LABEL_INLINE && (hit->form != LABEL_ABOVE || colon);
                if (!(sure ? case_number_labelled(view->text, hit->start, hit->end, &number)
                           : case_number_find(view->text, hit->start, hit->end, &number)) &&
                    /* "Case number 062600187734", "Claim No. M7QZ31B2" need no colon */
                    !(hit->form == LABEL_INLINE && case_number_labelled(view->text, hit->start, hit->end, &number) &&
                      (number_is_figures(number.value) || number_is_claim(number.value))) &&
                    !(hit->form == LABEL_ABOVE && case_number_labelled(view->text, hit->start, hit->end, &number) &&
                      number.start == hit->start && number.end == hit->end &&
                      (number_is_of_magistrates(view, number.value) || number_is_claim(number.value))))
                        continue;
                if (hit->form == LABEL_INLINE && number_is_of_other(view, number.start))
                        continue;
                if (number.kind == CASE_NUMBER_OTHER && reading->ocr)
                        number_mend_claim(&number);
                const bool cut = case_number_is_cut(number.value) && !number_is_of_magistrates(view, number.value);
                if (number.kind == CASE_NUMBER_OTHER && (hit->line > 25 || cut))
                        continue;
                if (hit->role == LABEL_URN && number.kind == CASE_NUMBER_OTHER)
                        number.kind = CASE_NUMBER_URN;
                if (hit->role == LABEL_FAMILYMAN && number.kind != CASE_NUMBER_FAMILY)
                        continue;
                /* "FPC/13/0388": a court's own series and the year; no number of today's has strokes */
                static Pattern series = { .text = "^[A-Z]{1,4}/\\d{2}(?:\\d{2})?/\\d{3,6}$" };
                g_autofree char *printed = view_string(view, number.start, number.end);
                const bool figures = number_is_figures(number.value) || pattern_in(&series, printed);
                const double confidence = number.kind != CASE_NUMBER_OTHER ? (number.checked ? 0.99 : 0.985)
                                          : figures                        ? 0.93
                                                                           : 0.8;
                number_put(reading, &number, confidence);
                /* "ME23F00123 / 1777-4598-9016-5845": both under one label */
                CaseNumber second;
                if (case_number_find(view->text, number.end, hit->end, &second) && second.kind != number.kind)
                        number_put(reading, &second, confidence);
        }
}

static bool
number_is_skipped(const OrderReading *reading, size_t offset)
{
        for (unsigned i = 0; i < reading->labels->len; i++) {
                const LabelHit *hit = &g_array_index(reading->labels, LabelHit, i);
                /* "Sealed copy - Family Court at Dover - ME26F00123" */
                const bool far = hit->form == LABEL_INLINE && offset > hit->start + 12;
                if (hit->role == LABEL_SKIP && !far && offset >= hit->label && offset < MAX(hit->end, hit->label + 1))
                        return true;
        }
        return false;
}

/* Numbers by shape alone, in the head and wherever "case" or "claim" stands before. */
static void
number_by_shape(OrderReading *reading)
{
        const View *view = reading->view;
        static Pattern mention = {
                .text = "(?i:\\b(?:case|claim|matter|proceedings|number|no|ref|indictment|rhif)\\b\\.?:? ?)$"
        };
        size_t at = 0;
        CaseNumber number;
        for (unsigned found = 0; found < 12 && case_number_find(view->text, at, view->length, &number); found++) {
                at = number.end;
                const bool own = number.kind == CASE_NUMBER_CROWN || number.kind == CASE_NUMBER_URN ||
                                 (number.kind == CASE_NUMBER_FAMILY && !number.repaired);
                if (number_is_skipped(reading, number.start) && !own)
                        continue;
                const size_t from = number.start > 24 ? number.start - 24 : 0;
                g_autofree char *before = view_string(view, from, number.start);
                g_autofree char *spaced = g_strconcat(before, " ", NULL);
                static Pattern reference = { .text = "(?i)(our|your|solicitor'?s'?|/) ?ref[^:]{0,8}:? *$" };
                const bool ours = pattern_in(&reference, spaced);
                const bool head = view_line_at(view, number.start) < 20;
                const bool mentioned = pattern_in(&mention, spaced);
                /* a court writes its own number as its reference */
                if (ours && own)
                        number_put(reading, &number, 0.86);
                if (ours || !(head || mentioned) || number_is_of_other(view, number.start))
                        continue;
                /* county claims and police numbers have shapes that other numbers share */
                /* a criminal court's order may speak of proceedings in the Family Court */
                const bool strong = reading->type == ORDER_TYPE_RESTRAINING
                                        ? number.kind == CASE_NUMBER_CROWN
                                        : number.kind == CASE_NUMBER_FAMILY || number.kind == CASE_NUMBER_REFERENCE ||
                                              number.kind == CASE_NUMBER_HIGH_COURT;
                /* what a sentence further down mentions may be another case: it yields to what heads the page */
                number_put(reading, &number,
                           strong      ? (mentioned && head ? 0.97
                                          : head            ? 0.95
                                                            : 0.94)
                           : mentioned ? 0.93
                                       : 0.8);
        }
}

void
number_read(OrderReading *reading)
{
        number_labelled(reading);
        number_by_shape(reading);
        if (!order_reading_has(reading, FIELD_CASE_NUMBER))
                number_beside_label(reading);
        /* A case with one number only has it as its case number, whatever its kind. */
        const Field sources[] = { FIELD_CASE_REFERENCE, FIELD_URN };
        for (unsigned i = 0; i < G_N_ELEMENTS(sources) && !order_reading_has(reading, FIELD_CASE_NUMBER); i++) {
                if (!order_reading_has(reading, sources[i]))
                        continue;
                FieldValue *copy = field_value_copy(reading->fields[sources[i]]);
                copy->field = FIELD_CASE_NUMBER;
                order_reading_set(reading, copy);
        }
}
