#include "parsers/order/classify.h"

#include "parsers/order/title.h"

#include <string.h>

static bool
classify_names(const TitleTypes *types, OrderType type)
{
        for (unsigned i = 0; i < types->count; i++) {
                if (types->types[i] == type)
                        return true;
        }
        return false;
}

void
classify(Submission *submission, const GPtrArray *sources, const char *newest)
{
        submission->order_type = ORDER_TYPE_UNCLASSIFIED;
        submission->basis = BASIS_NONE;
        submission->conflict = false;
        if (submission->automatic)
                return;
        const TitleTypes subject = title_types(submission->subject);
        const SubmissionOrder *first = NULL;
        bool told = false;
        for (unsigned i = 0; i < submission->orders->len; i++) {
                const SubmissionOrder *order = g_ptr_array_index(submission->orders, i);
                if (order->order_type == ORDER_TYPE_UNCLASSIFIED)
                        continue;
                if (first == NULL ||
                    (!classify_names(&subject, first->order_type) && classify_names(&subject, order->order_type)))
                        first = order;
                told = told || classify_names(&subject, order->order_type);
        }
        if (first != NULL) {
                bool body = false;
                for (unsigned i = 0; i < sources->len; i++) {
                        const SourceDocument *source = g_ptr_array_index(sources, i);
                        body = body || (source->is_body && g_str_equal(source->document->path, first->document));
                }
                submission->order_type = first->order_type;
                submission->basis = body ? BASIS_BODY : BASIS_DOCUMENT;
                submission->conflict = subject.count > 0 && !told;
                return;
        }
        if (subject.count > 0) {
                submission->order_type = subject.types[0];
                submission->basis = BASIS_SUBJECT;
                return;
        }
        for (unsigned i = 0; i < sources->len; i++) {
                const SourceDocument *source = g_ptr_array_index(sources, i);
                const TitleTypes named = source->document->filename == NULL ? (TitleTypes){ .count = 0 }
                                                                            : title_types(source->document->filename);
                if (named.count == 0 || source->document->kind == DOCUMENT_KIND_APPLICATION ||
                    source->document->kind == DOCUMENT_KIND_OTHER)
                        continue;
                submission->order_type = named.types[0];
                submission->basis = BASIS_DOCUMENT;
                return;
        }
        /* Names of statements of service, then what the sender writes. */
        for (unsigned i = 0; i < sources->len; i++) {
                const SourceDocument *source = g_ptr_array_index(sources, i);
                if (source->document->kind != DOCUMENT_KIND_STATEMENT_OF_SERVICE &&
                    source->document->kind != DOCUMENT_KIND_POWER_OF_ARREST)
                        continue;
                for (unsigned k = 0; k < source->pages->len; k++) {
                        const Page *page = g_ptr_array_index(source->pages, k);
                        static Pattern named = { .text =
                                                     "(?i)\\b(?:non-?\\s?molestation|occupation|restraining|prohibited "
                                                     "steps|stalking protection|forced marriage protection|domestic "
                                                     "abuse protection)\\s(?:order|injunction)\\b" };
                        if (!pattern_in(&named, page->text))
                                continue;
                        g_autofree char *head =
                            g_utf8_substring(page->text, 0, MIN(g_utf8_strlen(page->text, -1), 4000));
                        g_auto(GStrv) lines = g_strsplit(head, "\n", -1);
                        for (unsigned l = 0; lines[l] != NULL; l++) {
                                const TitleTypes types = title_types(lines[l]);
                                if (types.count == 0)
                                        continue;
                                submission->order_type = types.types[0];
                                submission->basis = BASIS_DOCUMENT;
                                return;
                        }
                }
        }
        g_auto(GStrv) lines = g_strsplit(newest, "\n", 60);
        for (unsigned i = 0; lines[i] != NULL; i++) {
                const TitleTypes types = title_types(lines[i]);
                if (types.count == 0)
                        continue;
                submission->order_type = types.types[0];
                submission->basis = BASIS_BODY;
                return;
        }
}
