/* Whole messages through the pipeline: who wrote them, to whom they went, whether what they speak of came along
 * (submitted_case.def). */
#include "parsers/pipeline.h"

#include <string.h>

typedef struct {
        const char *name;
        const char *message; /* lines end in \n here and in CRLF on the way */
        const char
            *expected; /* words with a blank between: automatic elsewhere notice malware, alert kinds, order types */
} Case;

static const Case cases[] = {
#define SUBMITTED_CASE(name, message, expected) { name, message, expected },
#include "submitted_case.def"
#undef SUBMITTED_CASE
};

static void
add_word(GString *out, const char *word)
{
        g_string_append_printf(out, "%s%s", out->len > 0 ? " " : "", word);
}

static char *
facts_of(const Submission *submission)
{
        g_autoptr(GString) out = g_string_new(NULL);
        if (submission->automatic)
                add_word(out, "automatic");
        if (submission->submitted_elsewhere)
                add_word(out, "elsewhere");
        for (unsigned i = 0; i < submission->documents->len; i++) {
                const SubmissionDocument *document = g_ptr_array_index(submission->documents, i);
                if (document->kind == DOCUMENT_KIND_SECURE_MAIL_NOTICE) {
                        g_assert_cmpint(document->problem, ==, PROBLEM_REMOTE_ONLY);
                        add_word(out, "notice");
                }
                if (document->problem == PROBLEM_MALWARE)
                        add_word(out, "malware");
                if (document->kind == DOCUMENT_KIND_ORDER)
                        add_word(out, "order");
        }
        for (unsigned i = 0; i < submission->alerts->len; i++) {
                const SubmissionAlert *alert = g_ptr_array_index(submission->alerts, i);
                add_word(out, vocabulary_word(VOCABULARY_ALERT_KIND, alert->kind));
        }
        if (submission->order_type != ORDER_TYPE_UNCLASSIFIED)
                add_word(out, vocabulary_word(VOCABULARY_ORDER_TYPE, submission->order_type));
        return g_string_free(g_steal_pointer(&out), FALSE);
}

static void
test_case(gconstpointer data)
{
        const Case *given = data;
        g_auto(GStrv) lines = g_strsplit(given->message, "\n", -1);
        g_autofree char *raw = g_strjoinv("\r\n", lines);
        g_autoptr(Submission) submission = pipeline_read(bytes_of_string(raw), NULL);
        g_autofree char *found = facts_of(submission);
        if (!g_str_equal(found, given->expected)) {
                g_test_message("[%s] not [%s]: %s", found, given->expected, given->name);
                g_test_fail();
        }
}

int
main(int argc, char **argv)
{
        g_test_init(&argc, &argv, NULL);
        pipeline_init();
        for (unsigned i = 0; i < G_N_ELEMENTS(cases); i++) {
                g_autofree char *path = g_strdup_printf("/submitted/%s", cases[i].name);
                g_test_add_data_func(path, &cases[i], test_case);
        }
        return g_test_run();
}
