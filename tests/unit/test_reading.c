/* Orders, statements and mails as texts, and what is read from them. Every person and place is invented. */
#include "parsers/order/reading.h"

#include <string.h>

typedef struct {
        const char *name;
        const char *subject;
        const char *body;     /* NULL: none */
        const char *document; /* NULL: none; \f starts a page */
        const char *
            expected; /* lines "type=", "action=", "kind=", "field=value", "-field" (absent), "alert=", "service=" ... */
} Case;

static void
add_source(Submission *submission, GPtrArray *sources, const char *path, const char *text, bool body)
{
        SubmissionDocument *document = submission_document_new(path);
        document->media_type = g_strdup(body ? "text/plain" : "application/pdf");
        document->text_source = TEXT_SOURCE_TEXT;
        g_ptr_array_add(submission->documents, document);
        SourceDocument *source = g_new0(SourceDocument, 1);
        source->document = document;
        source->is_body = body;
        source->pages = g_ptr_array_new_with_free_func((GDestroyNotify) page_free);
        g_auto(GStrv) pages = g_strsplit(text, "\f", -1);
        for (unsigned i = 0; pages[i] != NULL; i++) {
                Page *page = page_new(i + 1);
                page_append(page, pages[i]);
                g_ptr_array_add(source->pages, page);
        }
        g_ptr_array_add(sources, source);
}

static void
source_free(gpointer data)
{
        SourceDocument *source = data;
        g_ptr_array_unref(source->pages);
        g_free(source);
}

static char *
value_text(const FieldValue *value)
{
        if (value == NULL)
                return g_strdup("(absent)");
        if (value->items == NULL)
                return g_strdup(value->text);
        GString *out = g_string_new(NULL);
        for (unsigned i = 0; i < value->items->len; i++) {
                const FieldItem *item = g_ptr_array_index(value->items, i);
                g_string_append_printf(out, "%s%s%s%s", i > 0 ? "|" : "", item->text, item->born != NULL ? " " : "",
                                       item->born != NULL ? item->born : "");
        }
        return g_string_free(out, FALSE);
}

/* What the line's key stands for, printed. NULL: the key is a field. */
static char *
fact_text(const Submission *submission, const SubmissionOrder *order, const SubmissionService *service, const char *key)
{
        if (g_str_equal(key, "class"))
                return g_strdup(vocabulary_word(VOCABULARY_ORDER_TYPE, submission->order_type));
        if (g_str_equal(key, "basis"))
                return g_strdup(vocabulary_word(VOCABULARY_BASIS, submission->basis));
        if (g_str_equal(key, "conflict"))
                return g_strdup(submission->conflict ? "true" : "false");
        if (g_str_equal(key, "orders"))
                return g_strdup_printf("%u", submission->orders->len);
        if (g_str_equal(key, "elsewhere"))
                return g_strdup(submission->submitted_elsewhere ? "true" : "false");
        if (g_str_equal(key, "type"))
                return g_strdup(order == NULL ? "(no order)"
                                              : vocabulary_word(VOCABULARY_ORDER_TYPE, order->order_type));
        if (g_str_equal(key, "action"))
                return g_strdup(order == NULL ? "(no order)" : vocabulary_word(VOCABULARY_ACTION, order->action));
        if (g_str_equal(key, "draft"))
                return g_strdup(order == NULL ? "(no order)" : order->draft ? "true" : "false");
        if (g_str_equal(key, "kind") || g_str_equal(key, "language")) {
                const SubmissionDocument *document =
                    g_ptr_array_index(submission->documents, submission->documents->len - 1);
                return g_strdup(g_str_equal(key, "kind") ? vocabulary_word(VOCABULARY_DOCUMENT_KIND, document->kind)
                                                         : document->language);
        }
        if (g_str_equal(key, "alerts")) {
                GString *out = g_string_new(NULL);
                for (unsigned i = 0; i < submission->alerts->len; i++) {
                        const SubmissionAlert *alert = g_ptr_array_index(submission->alerts, i);
                        g_string_append_printf(out, "%s%s", i > 0 ? " " : "",
                                               vocabulary_word(VOCABULARY_ALERT_KIND, alert->kind));
                }
                return g_string_free(out, FALSE);
        }
        if (g_str_equal(key, "services"))
                return g_strdup_printf("%u", submission->services->len);
        if (g_str_equal(key, "service"))
                return g_strdup(service == NULL ? "(none)" : vocabulary_word(VOCABULARY_OUTCOME, service->outcome));
        return NULL;
}

static bool
check_line(const Submission *submission, const Case *test, const char *line)
{
        const char *equal = strchr(line, '=');
        g_autofree char *key = g_strndup(line, equal == NULL ? strlen(line) : (gsize) (equal - line));
        const char *wanted = equal == NULL ? "(absent)" : equal + 1;
        unsigned which = 0;
        const char *name = key;
        if (g_ascii_isdigit(name[0]) && name[1] == '.') {
                which = (unsigned) (name[0] - '1');
                name += 2;
        }
        if (*name == '-')
                name++;
        const bool service = g_str_has_prefix(name, "s.");
        const SubmissionOrder *order =
            submission->orders->len > which ? g_ptr_array_index(submission->orders, which) : NULL;
        const SubmissionService *told =
            submission->services->len > which ? g_ptr_array_index(submission->services, which) : NULL;
        g_autofree char *got = fact_text(submission, order, told, name);
        if (got == NULL) {
                const Field field = field_from_name(service ? name + 2 : name);
                g_assert_cmpuint(field, <, FIELD_COUNT);
                FieldValue *const *fields = service         ? (told == NULL ? NULL : told->fields)
                                            : order == NULL ? NULL
                                                            : order->fields;
                got = fields == NULL ? g_strdup("(nothing read)") : value_text(fields[field]);
        }
        if (g_str_equal(got, wanted))
                return true;
        g_test_message("%s: %s is \"%s\", should be \"%s\"", test->name, key, got, wanted);
        return false;
}

static void
test_case(gconstpointer data)
{
        const Case *test = data;
        g_autoptr(Submission) submission = submission_new();
        g_autoptr(GPtrArray) sources = g_ptr_array_new_with_free_func(source_free);
        if (test->subject != NULL) {
                g_free(submission->subject);
                submission->subject = g_strdup(test->subject);
        }
        if (test->body != NULL)
                add_source(submission, sources, "1", test->body, true);
        if (test->document != NULL)
                add_source(submission, sources, "2", test->document, false);
        /* a case of that name is a paper whose words were recognised */
        if (strstr(test->name, "-scan-") != NULL) {
                SubmissionDocument *paper = g_ptr_array_index(submission->documents, submission->documents->len - 1);
                paper->text_source = TEXT_SOURCE_OCR;
        }
        reading_run(submission, sources);
        g_auto(GStrv) lines = g_strsplit(test->expected, "\n", -1);
        bool good = true;
        for (unsigned i = 0; lines[i] != NULL; i++)
                good = (lines[i][0] == '\0' || check_line(submission, test, lines[i])) && good;
        if (!good)
                g_test_fail();
}

static const Case cases[] = {
#include "tests/unit/borough_case.def"
#include "tests/unit/called_case.def"
#include "tests/unit/civil_case.def"
#include "tests/unit/composite_case.def"
#include "tests/unit/dales_case.def"
#include "tests/unit/evidence_case.def"
#include "tests/unit/extract_case.def"
#include "tests/unit/family_case.def"
#include "tests/unit/hand_case.def"
#include "tests/unit/heading_case.def"
#include "tests/unit/hour_case.def"
#include "tests/unit/language_case.def"
#include "tests/unit/layout_case.def"
#include "tests/unit/office_case.def"
#include "tests/unit/people_case.def"
#include "tests/unit/place_case.def"
#include "tests/unit/plain_case.def"
#include "tests/unit/proof_case.def"
#include "tests/unit/prose_case.def"
#include "tests/unit/reading_case.def"
#include "tests/unit/record_case.def"
#include "tests/unit/refused_case.def"
#include "tests/unit/section_case.def"
#include "tests/unit/sheet_case.def"
};

/* Hostile texts: the time grows with the text, not with its square. */
static void
test_long(void)
{
        static const char *const pieces[] = { "until until until ",
                                              "(a) (b) (c) ",
                                              "the order of ",
                                              "Ann Bell and ",
                                              "born 1 May 2015, ",
                                              "Date: \n",
                                              "not to be within 1 metre of 1 ",
                                              "\t",
                                              "a.a.a.",
                                              "20 20 20 20 " };
        for (unsigned i = 0; i < G_N_ELEMENTS(pieces); i++) {
                GString *text =
                    g_string_new("In the Family Court at Medway\nNon-Molestation Order\nThe respondent must not\n");
                while (text->len < 250000)
                        g_string_append(text, pieces[i]);
                const gint64 start = g_get_monotonic_time();
                g_autoptr(Submission) submission = submission_new();
                g_autoptr(GPtrArray) sources = g_ptr_array_new_with_free_func(source_free);
                add_source(submission, sources, "2", text->str, false);
                reading_run(submission, sources);
                g_string_free(text, TRUE);
                g_assert_cmpint(g_get_monotonic_time() - start, <, 10 * G_USEC_PER_SEC);
        }
}

int
main(int argc, char **argv)
{
        g_test_init(&argc, &argv, NULL);
        for (unsigned i = 0; i < G_N_ELEMENTS(cases); i++) {
                g_autofree char *path = g_strdup_printf("/reading/%s", cases[i].name);
                g_test_add_data_func(path, &cases[i], test_case);
        }
        g_test_add_func("/reading/long", test_long);
        return g_test_run();
}
