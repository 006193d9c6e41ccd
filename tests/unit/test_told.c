/* Whether the respondent had been told of the hearing, in every wording: an order with the one sentence in it is read. */
#include "parsers/order/reading.h"

#include <string.h>

typedef struct {
        const char *sentence;
        const char *wanted;
} Case;

static const Case cases[] = {
/* clang-format off */
#include "tests/unit/told_case.def"
        /* clang-format on */
};

static char *
told_print(const SubmissionOrder *order)
{
        const char *without = submission_field_text(order->fields, FIELD_WITHOUT_NOTICE);
        return g_strdup(without == NULL ? "none" : without[0] == 't' ? "without" : "with");
}

static char *
told_of(const char *sentence)
{
        g_autofree char *text = g_strdup_printf(
            "In the Family Court\tCase No: ME25F00123\nsitting at Medway\n\nNon-Molestation Order\n\nApplicant: Ann "
            "Bell\nRespondent: Cy Dale\n\nOrder made by District Judge Ely on 5 March 2025\n\nThe court orders:\n\n1. "
            "The respondent must not contact the applicant.\n\n2. %s\n\n3. There be no order as to costs.\n",
            sentence);
        g_autoptr(Submission) submission = submission_new();
        g_autoptr(GPtrArray) sources = g_ptr_array_new(),
                             pages = g_ptr_array_new_with_free_func((GDestroyNotify) page_free);
        SubmissionDocument *document = submission_document_new("1");
        document->text_source = TEXT_SOURCE_TEXT;
        g_ptr_array_add(submission->documents, document);
        Page *page = page_new(1);
        page_append(page, text);
        g_ptr_array_add(pages, page);
        SourceDocument source = { .document = document, .pages = pages };
        g_ptr_array_add(sources, &source);
        reading_run(submission, sources);
        if (submission->orders->len != 1)
                return g_strdup_printf("%u orders", submission->orders->len);
        return told_print(g_ptr_array_index(submission->orders, 0));
}

static void
test_wordings(void)
{
        for (unsigned i = 0; i < G_N_ELEMENTS(cases); i++) {
                g_autofree char *got = told_of(cases[i].sentence);
                if (g_str_equal(got, cases[i].wanted))
                        continue;
                g_test_message("\"%s\" read as %s, not %s", cases[i].sentence, got, cases[i].wanted);
                g_test_fail();
        }
}

int
main(int argc, char **argv)
{
        g_test_init(&argc, &argv, NULL);
        g_test_add_func("/told/wordings", test_wordings);
        return g_test_run();
}
