/* What the respondent must and must not do, term by term.
 *
 * A term is a paragraph of a list whose lead forbids or requires ("The defendant must not:"), or a paragraph that does
 * so itself. What else an order says in numbered paragraphs, its end, the next hearing, service, costs, is none. */
#include "parsers/order/terms.h"

#include "base/limits.h"
#include "parsers/order/clause.h"
#include "parsers/order/inline_item.h"
#include "parsers/order/lead.h"
#include "parsers/order/paragraph.h"
#include "parsers/order/pattern.h"

#include <string.h>

typedef struct {
        Paragraphs *paragraphs;
        GPtrArray *texts; /* of char*, the paragraphs' texts */
        GArray *leads;    /* of Lead, of those that lead */
        GPtrArray *rests; /* of char*, NULL where an item speaks without */
        TermList *list;
} TermReading;

/* The kind of the nearest paragraph above that says something, and the words above that the item needs (free with g_free):
 * "contact the applicant by" over "telephone". */
static Lead
term_lead(const TermReading *reading, const Paragraph *item, char **ret_rest)
{
        g_autofree char *rest = NULL;
        int at = item->parent;
        *ret_rest = NULL;
        for (unsigned tries = 0; at >= 0 && tries < 8; tries++) {
                const Lead lead = g_array_index(reading->leads, Lead, (guint) at);
                const Paragraph *above = paragraph_at(reading->paragraphs, (unsigned) at);
                const char *said = g_ptr_array_index(reading->rests, (guint) at);
                if (lead == LEAD_NONE && above->style != PARAGRAPH_PLAIN && rest == NULL) {
                        rest = g_strdup(g_ptr_array_index(reading->texts, (guint) at));
                        g_strchomp(g_strdelimit(rest, ":", ' '));
                } else if (said != NULL && (rest == NULL || !lead_fits(rest))) {
                        char *whole = rest == NULL ? g_strdup(said) : g_strconcat(said, " ", rest, NULL);
                        g_free(rest);
                        rest = whole;
                }
                if (lead != LEAD_NONE) {
                        *ret_rest = g_steal_pointer(&rest);
                        return lead;
                }
                at = above->parent;
        }
        return LEAD_NONE;
}

/* The item with the words of its lead where it means nothing without. New string. */
static char *
term_whole(const char *text, const char *rest)
{
        /* "The mother must not ...", "must not ...", "Not to contact ...": whole by itself, whatever leads it */
        static Pattern itself = {
                .text =
                    "(?i)^(?:(?:(?:the|each|either|neither) (?:1st |2nd |first |second "
                    ")?(?:mother|father|respondent|defendant|"
                    "parent|party|applicant)s?|he|she|they|you|(?-i:\\p{Lu}[\\p{L}'-]+(?: \\p{Lu}[\\p{L}'-]+){1,3})) "
                    ")?(?:must|shall) not\\b|(?i)^(?:and )?not to \\p{L}"
        };
        return rest != NULL && !lead_fits(text) && !pattern_in(&itself, text) ? g_strconcat(rest, " ", text, NULL)
                                                                              : g_strdup(text);
}

enum { SHORTEST = 40 }; /* octets of a term that ends in the words that forbid */

static void
term_add(TermReading *reading, const Paragraph *paragraph, const char *text, const char *rest)
{
        static const char *const joints[] = { "THAT ",
                                              "That ",
                                              "AND THAT ",
                                              "And that ",
                                              "and that ",
                                              "that ",
                                              "AND ",
                                              "and it is further ordered that ",
                                              "And it is further ordered that ",
                                              "it is ordered that ",
                                              "It is ordered that ",
                                              "IT IS ORDERED THAT ",
                                              "The court orders that ",
                                              "The Court orders that " };
        const char *from = text;
        for (unsigned i = 0; i < G_N_ELEMENTS(joints) && from == text; i++) {
                if (g_str_has_prefix(text, joints[i]))
                        from = text + strlen(joints[i]);
        }
        /* Sentencing Act 2020 s.360: what the order is for, below the last of its terms */
        static Pattern purpose = { .text = "(?<=.{12}),? (?:for the purpose of|in order to) (?i:protect(?:ing)?) "
                                           "[^;]{3,160}? from (?:further )?(?:conduct|harassment)\\b[^;]{0,160}$" };
        g_autofree char *said = term_whole(from, rest);
        g_autofree char *own = pattern_before(&purpose, said);
        size_t length = strlen(own);
        /* what another order shall say: the quotation marks around it are none of its words */
        unsigned quotes = 0;
        for (const char *at = own; *at != '\0'; at++)
                quotes += *at == '"';
        if (length > 2 && quotes % 2 == 1 && own[length - 1] == '"')
                own[--length] = '\0';
        else if (length > 2 && quotes == 2 && own[0] == '"' && own[length - 1] == '"') {
                memmove(own, own + 1, length - 2);
                own[length -= 2] = '\0';
        }
        if (g_str_has_suffix(own, "; and") || g_str_has_suffix(own, ", and"))
                own[length -= 5] = '\0';
        else if (g_str_has_suffix(own, "; or") || g_str_has_suffix(own, ", or"))
                own[length -= 4] = '\0';
        while (length > 0 && strchr(";, ", own[length - 1]) != NULL)
                own[--length] = '\0';
        /* the quote that closed it is not its own */
        if (length > 0 && own[length - 1] == '"' && strchr(own, '"') == own + length - 1)
                own[--length] = '\0';
        size_t forbidden = 0;
        if (length < 3 || (lead_forbids(own, &forbidden) && forbidden == length && length < SHORTEST))
                return; /* "You must not" and no more: its list was not read */
        const Term term = { .start = paragraph->start,
                            .end = paragraph->end,
                            .place = reading->list->len,
                            .text = g_steal_pointer(&own) };
        g_array_append_val(reading->list, term);
}

/* "must not (1) contact X; (2) go to Y": a list that runs on in one paragraph. */
static bool
term_add_inline(TermReading *reading, const Paragraph *paragraph, const char *text)
{
        static const struct {
                char kind, open, close;
        } forms[] = { { '1', '(', ')' }, { 'a', '(', ')' }, { 'i', '(', ')' },
                      { '1', ' ', ')' }, { 'a', ' ', ')' }, { '1', ' ', '.' } };
        enum { ITEMS = 20, ROMAN = 10 };
        for (unsigned f = 0; f < G_N_ELEMENTS(forms); f++) {
                char mark[INLINE_ITEM_MARK];
                inline_item_mark(mark, 1, forms[f].kind, forms[f].open, forms[f].close);
                const char *at = strstr(text, mark);
                if (at == NULL)
                        continue;
                g_autofree char *before = g_strndup(text, (gsize) (at - text));
                g_autofree char *rest = NULL;
                const char *start = at + strlen(mark);
                inline_item_mark(mark, 2, forms[f].kind, forms[f].open, forms[f].close);
                if (strstr(start, mark) == NULL)
                        continue;
                /* "save (i) through solicitors and (ii) in an emergency": what is left to him, in one term */
                if (lead_excepts(before))
                        return false;
                const Lead lead = lead_read(before, &rest);
                if (lead != LEAD_BAN && lead != LEAD_DUTY && lead != LEAD_LIST)
                        continue;
                for (unsigned n = 2; start != NULL && n <= ITEMS; n++) {
                        inline_item_mark(mark, n, forms[f].kind, forms[f].open, forms[f].close);
                        const char *next = forms[f].kind == 'i' && n > ROMAN ? NULL : strstr(start, mark);
                        g_autofree char *piece =
                            inline_item_text(start, next == NULL ? strlen(start) : (size_t) (next - start));
                        if (lead_counts(lead, piece))
                                term_add(reading, paragraph, piece, rest);
                        start = next == NULL ? NULL : next + strlen(mark);
                }
                return true;
        }
        return false;
}
static void
term_list_clear(gpointer data)
{
        g_free(((Term *) data)->text);
}

static bool
term_is_exception(const TermReading *reading, const Paragraph *item)
{
        return item->style != PARAGRAPH_PLAIN && item->parent >= 0 &&
               paragraph_at(reading->paragraphs, (unsigned) item->parent)->style != PARAGRAPH_PLAIN &&
               lead_excepts(g_ptr_array_index(reading->texts, (guint) item->parent));
}

/* "2. He must not contact her except:" with "(a) through solicitors" and "(b) in an emergency": one term. */
static void
term_add_with_exceptions(TermReading *reading, unsigned index)
{
        const Paragraph *own = paragraph_at(reading->paragraphs, index);
        const View *view = reading->paragraphs->view;
        g_autofree char *rest = NULL;
        g_autoptr(GString) whole = g_string_new(g_ptr_array_index(reading->texts, index));
        if (!lead_forbids(whole->str, NULL) && term_lead(reading, own, &rest) != LEAD_BAN)
                return;
        for (unsigned i = index + 1; i < reading->paragraphs->items->len; i++) {
                const Paragraph *item = paragraph_at(reading->paragraphs, i);
                if (item->parent != (int) index)
                        continue;
                g_autofree char *number = view_string(view, item->start - item->margin, item->start);
                g_string_append_printf(whole, " %s %s", g_strstrip(number),
                                       (const char *) g_ptr_array_index(reading->texts, i));
        }
        term_add(reading, own, whole->str, rest);
}

/* "This order was made without notice", "Permission to the father to apply": not "the applicant's place of work". */
static bool
term_is_sentence(const char *text)
{
        static Pattern verb = { .text = "(?i)^(?:(?!\\b(?:where|wherever|which|who|that|when)\\b)[^,;:]){2,60}? "
                                        "(?:is|are|was|were|shall|must|"
                                        "will|be|has|have)\\b|^(?:permission|liberty|costs|no order)\\b" };
        return !lead_fits(text) && pattern_in(&verb, text);
}

/* "No contact with Ann Bell", "No visits to 3 Elm Row": a line of a list that says of its own that it forbids. */
static bool
term_is_shorn(const char *text)
{
        static Pattern shorn = {
                .text =
                    "(?i)^no (?:(?:direct|indirect|physical|personal|further|other|such|social media|telephone) |or "
                    "|and )*(?:contact|communicat|approach|entry|entering|visit|violen|threat|harass|intimidat|"
                    "attend|message|calls?\\b|posts?\\b|posting|photograph|damage|abus|pester|molest|following|"
                    "loitering|going|coming)\\w*"
        };
        return pattern_in(&shorn, text);
}

/* A lead whose list has lost its numbers: "The defendant must not:" over lines that begin with a verb. */
static unsigned
terms_below(TermReading *reading, unsigned index)
{
        const GArray *items = reading->paragraphs->items;
        const Lead lead = g_array_index(reading->leads, Lead, index);
        const char *rest = g_ptr_array_index(reading->rests, index);
        unsigned i = index + 1;
        for (; i < items->len; i++) {
                const Paragraph *item = paragraph_at(reading->paragraphs, i);
                const char *text = g_ptr_array_index(reading->texts, i);
                const size_t length = strlen(text);
                const bool more = length > 0 && (text[length - 1] == ';' || g_str_has_suffix(text, "; and"));
                if (item->style != PARAGRAPH_PLAIN || !lead_counts(lead, text) ||
                    /* the last line of the list stands over the next number */
                    (item->leads && (i == index + 1 || !lead_fits(text))) ||
                    !(lead_fits(text) || term_is_shorn(text) || (more && !g_ascii_isupper(text[0]))) ||
                    text[length - 1] == ':')
                        break;
                term_add(reading, item, text, rest);
        }
        return i;
}

static void
terms_of_lists(TermReading *reading)
{
        const GArray *items = reading->paragraphs->items;
        for (unsigned i = 0; i < items->len; i++) {
                const Paragraph *item = paragraph_at(reading->paragraphs, i);
                const char *text = g_ptr_array_index(reading->texts, i);
                if (item->style != PARAGRAPH_PLAIN && item->leads && lead_excepts(text) && !lead_is_boiler(text))
                        term_add_with_exceptions(reading, i);
                if (item->style == PARAGRAPH_PLAIN || item->leads || term_is_exception(reading, item))
                        continue;
                g_autofree char *rest = NULL;
                const Lead lead = term_lead(reading, item, &rest);
                /* "2. The order as continued forbids Cy Dale from:" over lines that have lost their signs */
                const Lead own = g_array_index(reading->leads, Lead, i);
                if ((own == LEAD_BAN || own == LEAD_LIST) && g_str_has_suffix(text, ":")) {
                        const unsigned next = terms_below(reading, i);
                        if (next > i + 1) {
                                i = next - 1;
                                continue;
                        }
                }
                if (lead != LEAD_AWAY && term_add_inline(reading, item, text))
                        continue;
                g_autofree char *whole = term_whole(text, rest);
                /* a sentence of its own, which the words of the lead do not make a term */
                if (lead_is_heading(whole) || (rest != NULL && term_is_sentence(text) && !lead_counts(lead, text)))
                        continue;
                if (lead_counts(lead, whole))
                        term_add(reading, item, text, rest);
        }
}

/* "Restraining order: not to contact X; not to go to Y": the pieces that open with "not to", where there are several. */
static bool
term_add_pieces(TermReading *reading, const Paragraph *item, const char *text)
{
        static Pattern opens = { .text = "(?i)^(?:and )?not to\\b" };
        const char *low = strstr(text, "not to "), *high = strstr(text, "Not to ");
        const char *from = high != NULL && (low == NULL || high < low) ? high : low;
        const bool sentences = from != NULL && from == high && strstr(from, "; not to ") == NULL &&
                               (high == text || strchr(" :.", high[-1]) != NULL);
        if (from == NULL || (strstr(from, "; not to ") == NULL && !sentences))
                return false;
        g_auto(GStrv) pieces = g_strsplit(from, sentences ? ". " : ";", 40);
        for (unsigned i = 0; pieces[i] != NULL; i++) {
                char *stop = strstr(g_strstrip(pieces[i]), ". ");
                if (stop != NULL)
                        stop[1] = '\0'; /* what the entry says next */
                else if (sentences && g_str_has_suffix(pieces[i], "."))
                        pieces[i][strlen(pieces[i]) - 1] = '\0';
                if (pattern_in(&opens, pieces[i]))
                        term_add(reading, item, pieces[i], NULL);
        }
        return true;
}

/* "Cy Dale must not threaten her; contact her; or go to ...": a term each where every piece can follow what forbids. */
static void
term_add_sentence(TermReading *reading, const Paragraph *item, const char *sentence)
{
        static Pattern joint = { .text = "^(?:and|or) " };
        size_t forbidden = 0;
        g_auto(GStrv) clauses = clause_split_from(sentence);
        if (clauses == NULL && lead_forbids(sentence, &forbidden))
                clauses = clause_split(sentence, forbidden);
        for (unsigned i = 0; clauses != NULL && clauses[i] != NULL; i++)
                term_add(reading, item, clauses[i], NULL);
        if (clauses != NULL)
                return;
        g_auto(GStrv) pieces = g_strsplit(sentence, "; ", 20);
        bool speak = pieces[0] != NULL && pieces[1] != NULL && lead_forbids(pieces[0], NULL);
        for (unsigned i = 1; speak && pieces[i] != NULL; i++) {
                size_t length = 0;
                if (pattern_span(&joint, pieces[i], NULL, &length))
                        memmove(pieces[i], pieces[i] + length, strlen(pieces[i] + length) + 1);
                speak = lead_fits(pieces[i]);
        }
        for (unsigned i = 0; speak && pieces[i] != NULL; i++)
                term_add(reading, item, pieces[i], NULL);
        if (!speak)
                term_add(reading, item, sentence, NULL);
}

/* The sentences of a paragraph, a term each where each has the respondent for its subject; how long the order lasts is none. */
static void
terms_of_one(TermReading *reading, const Paragraph *item, const char *text, Pattern *subject)
{
        static Pattern lasts = {
                .text = "(?i)^(?:this|the) (?:[a-z-]+ ){0,2}(?:order|injunction)s? (?:(?:shall|will) )?(?:last|"
                        "end|expire|remain|continue|run|is in force|be in force)|^(?:(?:it|this) "
                        ")?(?:ends?|lasts?|expires?|runs|"
                        "in force|valid|until|to last|is in force|remains in force) (?:at|on|until|to|for|\\d|further|"
                        "noon|midnight)"
        };
        const char *from = text;
        for (const char *at = strstr(text, ". "); at != NULL && from != NULL; at = strstr(at + 1, ". ")) {
                const bool over = pattern_in(&lasts, at + 2);
                if (!over && !pattern_in(subject, at + 2))
                        continue;
                g_autofree char *sentence = g_strndup(from, (gsize) (at + 1 - from));
                term_add_sentence(reading, item, sentence);
                from = over ? NULL : at + 2;
        }
        if (from != NULL)
                term_add_sentence(reading, item, from);
}

/* Plain paragraphs of which the respondent is the subject. */
static void
terms_of_plain(TermReading *reading)
{
        static Pattern subject = {
                .text = "^(?:must not|shall not|must leave|is (?:hereby "
                        ")?(?:forbidden|prohibited))\\b|(?i)^(?:(?:and|that|the court orders(?: that)?|it is ordered "
                        "that|and it is further ordered "
                        "that),? )*"
                        "(?:(?:the (?:said |above[- ]named )?(?:respondent|defendant)(?: "
                        "\\(?\\p{Lu}[^.;:]{1,60}?)?|(?-i:[PR])),? "
                        "(?:(?:whether|by himself|and) [^.;:]{4,100}? )?(?:" LEAD_FORBIDS "|" LEAD_REQUIRES ")|"
                        "(?-i:He|She) (?:must not\\b|shall not\\b|is (?:hereby )?(?:forbidden|prohibited))|"
                        "you (?:must not\\b|shall not\\b|are (?:hereby )?(?:forbidden|prohibited))|"
                        "(?:by [^.;]{4,40}?,? )?(?-i:\\p{Lu}[\\p{L}'-]+(?: \\p{Lu}[\\p{L}'-]+){1,3})(?:,? "
                        "\\([^()]{3,60}\\),?)? (?:must "
                        "not\\b|shall not\\b|may not\\b|(?:must|shall) (?:leave|vacate)\\b|(?:is|be) "
                        "(?:hereby "
                        ")?(?:forbidden|prohibited|restrained)))"
        };
        const GArray *items = reading->paragraphs->items;
        for (unsigned i = 0; i < items->len; i++) {
                const Paragraph *item = paragraph_at(reading->paragraphs, i);
                const char *text = g_ptr_array_index(reading->texts, i);
                if (item->style != PARAGRAPH_PLAIN || item->leads)
                        continue;
                const Lead own = g_array_index(reading->leads, Lead, i);
                const char tail = text[0] == '\0' ? '\0' : text[strlen(text) - 1];
                if ((own == LEAD_BAN || own == LEAD_DUTY || own == LEAD_LIST) && (tail == ':' || tail != '.')) {
                        const unsigned next = terms_below(reading, i);
                        if (next > i + 1 || tail == ':') {
                                i = next - 1;
                                continue;
                        }
                }
                if (lead_is_boiler(text))
                        continue;
                if (lead_forbids(text, NULL) &&
                    (term_add_inline(reading, item, text) || term_add_pieces(reading, item, text)))
                        continue;
                if (lead_is_procedure(text))
                        continue;
                if (pattern_in(&subject, text))
                        terms_of_one(reading, item, text, &subject);
        }
}

/* Where in its paragraph the sentence stands: what else the paragraph names, a home or a court, is no place of the term. */
static Paragraph
term_place(const TermReading *reading, const Paragraph *item, const char *sentence)
{
        enum { SURE = 24 }; /* octets by which it is known again */
        Paragraph own = *item;
        const View *view = reading->paragraphs->view;
        size_t length = MIN(strlen(sentence), (size_t) SURE);
        while (length > 0 && (sentence[length] & 0xC0) == 0x80)
                length--;
        g_autofree char *opening = g_strndup(sentence, length);
        const char *at = g_strstr_len(view->joined + item->start, (gssize) (item->end - item->start), opening);
        if (at == NULL || length < SURE / 2)
                return own;
        own.start = (size_t) (at - view->joined);
        own.end = MIN(item->end, own.start + strlen(sentence));
        view_whole(view, &own.start, &own.end);
        return own;
}

/* No list: "Cy Dale must not contact Ann Bell or go to ..." as sentences of running text. */
static void
terms_of_sentences(TermReading *reading)
{
        static Pattern forbids = {
                .text = "(?i)(?:must not|shall not|(?:is|are|be) (?:hereby )?(?:prohibited from|forbidden "
                        "(?:to|from)|restrained from)|must do nothing|must stay)\\b"
        };
        /* "On 3 September the court ordered that Cy Dale must not" */
        static Pattern recited = { .text = "(?i)^.{0,500}?\\b(?:orders?|ordered|directs?|directed|that)(?: and "
                                           "[a-z]+)?(?: (?:under|pursuant to|by) "
                                           "[^;]{4,60}?)? that "
                                           "(?=.*\\b(?:must|shall|prohibited|forbidden|restrained)\\b)" };
        static Pattern you = { .text = "(?i)\\byou must not\\b" };
        const GArray *items = reading->paragraphs->items;
        for (unsigned i = 0; i < items->len; i++) {
                const Paragraph *item = paragraph_at(reading->paragraphs, i);
                const char *text = g_ptr_array_index(reading->texts, i);
                if (!pattern_in(&forbids, text))
                        continue;
                g_auto(GStrv) sentences = g_strsplit(text, ". ", 40);
                for (unsigned k = 0; sentences[k] != NULL; k++) {
                        if (!pattern_in(&forbids, sentences[k]) || lead_is_boiler(sentences[k]) ||
                            pattern_in(&you, sentences[k]))
                                continue;
                        size_t from = 0;
                        if (!pattern_span(&recited, sentences[k], NULL, &from))
                                from = 0;
                        g_autofree char *whole =
                            g_strconcat(sentences[k] + from, sentences[k + 1] == NULL ? "" : ".", NULL);
                        const Paragraph own = term_place(reading, item, whole);
                        term_add_sentence(reading, &own, whole);
                }
        }
}

static int
term_compare(gconstpointer a, gconstpointer b)
{
        const Term *x = a, *y = b;
        if (x->start != y->start)
                return x->start < y->start ? -1 : 1;
        return x->place < y->place ? -1 : x->place > y->place;
}

TermList *
terms_list(const View *view)
{
        g_autoptr(Paragraphs) paragraphs = paragraphs_new(view);
        g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func(g_free);
        g_autoptr(GPtrArray) rests = g_ptr_array_new_with_free_func(g_free);
        g_autoptr(GArray) leads = g_array_new(FALSE, FALSE, sizeof(Lead));
        TermReading reading = { .paragraphs = paragraphs, .texts = texts, .leads = leads, .rests = rests };
        reading.list = g_array_new(FALSE, FALSE, sizeof(Term));
        g_array_set_clear_func(reading.list, term_list_clear);
        for (unsigned i = 0; i < paragraphs->items->len; i++) {
                char *text = paragraph_text(paragraphs, paragraph_at(paragraphs, i)), *rest = NULL;
                const Lead lead = lead_read(text, &rest);
                g_ptr_array_add(texts, text);
                g_ptr_array_add(rests, rest);
                g_array_append_val(leads, lead);
        }
        terms_of_lists(&reading);
        terms_of_plain(&reading);
        if (reading.list->len == 0)
                terms_of_sentences(&reading);
        g_array_sort(reading.list, term_compare);
        return reading.list;
}

static void
terms_put(OrderReading *reading, const TermList *list)
{
        const View *view = reading->view;
        size_t end = 0;
        if (list->len == 0)
                return;
        const size_t start = g_array_index(list, Term, 0).start;
        const unsigned page = view_line(view, view_line_at(view, start))->page;
        for (unsigned i = 0; i < list->len; i++) {
                const Term *term = &g_array_index(list, Term, i);
                if (view_line(view, view_line_at(view, term->start))->page == page)
                        end = term->end;
        }
        FieldValue *value = view_value(view, FIELD_PROHIBITIONS, NULL, start, end, reading->ocr ? 0.8 : 0.93);
        for (unsigned i = 0; i < list->len && value->items->len < LIMIT_LIST_ITEMS; i++)
                field_value_add(value, g_array_index(list, Term, i).text, NULL);
        order_reading_set(reading, value);
}

void
terms_read(OrderReading *reading)
{
        if (reading->action == ACTION_DISCHARGED)
                return;
        g_autoptr(GArray) list = terms_list(reading->view);
        terms_put(reading, list);
        excluded_read(reading, list);
}
