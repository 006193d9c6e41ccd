/* What a paper is that is no order, and that an order stays one (paper_case.def). */
#include "parsers/order/reading.h"

#include <string.h>

typedef struct {
        const char *name;
        const char *kind;
        unsigned orders;
        const char *text;
} Case;

static const Case cases[] = {
#define PAPER_CASE(name, kind, orders, text) { name, kind, orders, text },
#include "form_case.def"
#include "leaflet_case.def"
#include "paper_case.def"
#undef PAPER_CASE
};

static void
test_case(gconstpointer data)
{
        const Case *given = data;
        g_autoptr(Submission) submission = submission_new();
        SubmissionDocument *document = submission_document_new("2");
        document->media_type = g_strdup("application/pdf");
        document->text_source = TEXT_SOURCE_TEXT;
        g_ptr_array_add(submission->documents, document);
        g_autoptr(GPtrArray) pages = g_ptr_array_new_with_free_func((GDestroyNotify) page_free);
        g_auto(GStrv) texts = g_strsplit(given->text, "\f", -1);
        for (unsigned i = 0; texts[i] != NULL; i++) {
                Page *page = page_new(i + 1);
                page_append(page, texts[i]);
                g_ptr_array_add(pages, page);
        }
        SourceDocument source = { .document = document, .pages = pages };
        g_autoptr(GPtrArray) sources = g_ptr_array_new();
        g_ptr_array_add(sources, &source);
        reading_run(submission, sources);
        const char *kind = vocabulary_word(VOCABULARY_DOCUMENT_KIND, document->kind);
        if (!g_str_equal(kind, given->kind) || submission->orders->len != given->orders) {
                g_test_message("[%s, %u orders] not [%s, %u]: %s", kind, submission->orders->len, given->kind,
                               given->orders, given->name);
                g_test_fail();
        }
}

int
main(int argc, char **argv)
{
        g_test_init(&argc, &argv, NULL);
        for (unsigned i = 0; i < G_N_ELEMENTS(cases); i++) {
                g_autofree char *path = g_strdup_printf("/paper/%s", cases[i].name);
                g_test_add_data_func(path, &cases[i], test_case);
        }
        return g_test_run();
}
