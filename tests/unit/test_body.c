/* Which bodies of mails are orders and which only talk about one (body_case.def, typed_case.def). */
#include "parsers/order/reading.h"

typedef struct {
        const char *name;
        unsigned orders;
        const char *text;
} Case;

static const Case cases[] = {
#define BODY_CASE(name, orders, text) { name, orders, text },
#include "body_case.def"
#include "typed_case.def"
#undef BODY_CASE
};

static void
test_case(gconstpointer data)
{
        const Case *given = data;
        g_autoptr(Submission) submission = submission_new();
        SubmissionDocument *document = submission_document_new("1");
        document->media_type = g_strdup("text/plain");
        document->text_source = TEXT_SOURCE_TEXT;
        g_ptr_array_add(submission->documents, document);
        g_autoptr(GPtrArray) pages = g_ptr_array_new_with_free_func((GDestroyNotify) page_free);
        Page *page = page_new(1);
        page_append(page, given->text);
        g_ptr_array_add(pages, page);
        SourceDocument source = { .document = document, .pages = pages, .is_body = true };
        g_autoptr(GPtrArray) sources = g_ptr_array_new();
        g_ptr_array_add(sources, &source);
        reading_run(submission, sources);
        if (submission->orders->len != given->orders ||
            (document->kind == DOCUMENT_KIND_ORDER) != (given->orders > 0)) {
                g_test_message("%u orders, not %u, or of the wrong kind: %s", submission->orders->len, given->orders,
                               given->name);
                g_test_fail();
        }
}

int
main(int argc, char **argv)
{
        g_test_init(&argc, &argv, NULL);
        for (unsigned i = 0; i < G_N_ELEMENTS(cases); i++) {
                g_autofree char *path = g_strdup_printf("/body/%s", cases[i].name);
                g_test_add_data_func(path, &cases[i], test_case);
        }
        return g_test_run();
}
