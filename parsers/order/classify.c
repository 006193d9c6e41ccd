#include "parsers/order/classify.h"

#include "base/text.h"
#include "parsers/order/citation.h"
#include "parsers/order/pattern.h"

#include <string.h>

static bool
classify_names(const TitleTypes *types, OrderType type)
{
        for (unsigned i = 0; i < types->count; i++) {
                if (types->types[i] == type)
                        return true;
                /* people call the orders of the Family Law Act injunctions too */
                if (types->types[i] == ORDER_TYPE_INJUNCTION &&
                    (type == ORDER_TYPE_NON_MOLESTATION || type == ORDER_TYPE_OCCUPATION))
                        return true;
        }
        return false;
}

/* The first order with a type, or a later one whose type the subject names; *ret_told whether the subject names any. */
static const SubmissionOrder *
classify_first_order(const Submission *submission, const TitleTypes *subject, bool *ret_told)
{
        const SubmissionOrder *first = NULL;
        *ret_told = false;
        for (unsigned i = 0; i < submission->orders->len; i++) {
                const SubmissionOrder *order = g_ptr_array_index(submission->orders, i);
                if (order->order_type == ORDER_TYPE_UNCLASSIFIED)
                        continue;
                const bool named = classify_names(subject, order->order_type);
                if (first == NULL || (!classify_names(subject, first->order_type) && named))
                        first = order;
                *ret_told = *ret_told || named;
        }
        return first;
}

static bool
classify_is_body(const GPtrArray *sources, const char *path)
{
        for (unsigned i = 0; i < sources->len; i++) {
                const SourceDocument *source = g_ptr_array_index(sources, i);
                if (source->is_body && g_str_equal(source->document->path, path))
                        return true;
        }
        return false;
}

/* The first type that a line names; ORDER_TYPE_COUNT when none does. */
static OrderType
classify_lines(const char *text, int most)
{
        g_auto(GStrv) lines = g_strsplit(text, "\n", most);
        for (unsigned i = 0; lines[i] != NULL; i++) {
                const TitleTypes types = title_types(lines[i]);
                if (types.count > 0)
                        return types.types[0];
        }
        return ORDER_TYPE_COUNT;
}

static OrderType
classify_file_names(const GPtrArray *sources)
{
        for (unsigned i = 0; i < sources->len; i++) {
                const SubmissionDocument *document = ((const SourceDocument *) g_ptr_array_index(sources, i))->document;
                if (document->filename == NULL || document->kind == DOCUMENT_KIND_APPLICATION ||
                    document->kind == DOCUMENT_KIND_OTHER)
                        continue;
                const TitleTypes named = title_types(document->filename);
                if (named.count > 0)
                        return named.types[0];
        }
        return ORDER_TYPE_COUNT;
}

/* What statements of service and powers of arrest say of their order. */
static OrderType
classify_companions(const GPtrArray *sources)
{
        static Pattern named = { .text =
                                     "(?i)\\b(?:non-?\\s?molestation|occupation|restraining|prohibited steps|stalking "
                                     "protection|forced marriage protection|domestic abuse protection)\\s(?:order|"
                                     "injunction)\\b" };
        for (unsigned i = 0; i < sources->len; i++) {
                const SourceDocument *source = g_ptr_array_index(sources, i);
                if (source->document->kind != DOCUMENT_KIND_STATEMENT_OF_SERVICE &&
                    source->document->kind != DOCUMENT_KIND_POWER_OF_ARREST)
                        continue;
                for (unsigned k = 0; k < source->pages->len; k++) {
                        const Page *page = g_ptr_array_index(source->pages, k);
                        if (!pattern_in(&named, page->text))
                                continue;
                        g_autofree char *head = text_shorten(page->text, 4000);
                        const OrderType type = classify_lines(head, -1);
                        if (type != ORDER_TYPE_COUNT)
                                return type;
                }
        }
        return ORDER_TYPE_COUNT;
}

void
classify(Submission *submission, const GPtrArray *sources, const char *newest)
{
        submission->order_type = ORDER_TYPE_UNCLASSIFIED;
        submission->basis = BASIS_NONE;
        submission->conflict = false;
        if (submission->automatic && submission->orders->len == 0)
                return;
        TitleTypes subject = title_types(submission->subject);
        if (subject.count == 0)
                subject = citation_types(submission->subject);
        bool told = false;
        const SubmissionOrder *first = classify_first_order(submission, &subject, &told);
        if (first != NULL) {
                submission->order_type = first->order_type;
                submission->basis = classify_is_body(sources, first->document) ? BASIS_BODY : BASIS_DOCUMENT;
                submission->conflict = subject.count > 0 && !told;
                return;
        }
        if (subject.count > 0) {
                submission->order_type = subject.types[0];
                submission->basis = BASIS_SUBJECT;
                return;
        }
        const struct {
                OrderType type;
                Basis basis;
        } further[] = {
                { classify_file_names(sources), BASIS_DOCUMENT },
                { classify_companions(sources), BASIS_DOCUMENT },
                { classify_lines(newest, 60), BASIS_BODY },
        };
        for (unsigned i = 0; i < G_N_ELEMENTS(further); i++) {
                if (further[i].type == ORDER_TYPE_COUNT)
                        continue;
                submission->order_type = further[i].type;
                submission->basis = further[i].basis;
                return;
        }
}
