/* submission_json: what is written is read back the same; what a stranger might write is refused with its path. */
#include "base/error.h"
#include "register/submission_json.h"

#include <string.h>

#define DIGEST "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

static Submission *
sample(void)
{
        Submission *submission = submission_new();
        submission->message_id = g_strdup("a@b.example");
        submission->gateway = g_strdup("mx.b.example");
        submission->dmarc = g_strdup("fail");
        submission->bounce_of = g_strdup("CCOT-2026-000012.x@b.example");
        submission->in_reply_to = g_strdup("<CCOT-2026-000012.4f@b.example> <c@d.example>");
        g_free(submission->subject);
        submission->subject = g_strdup("Order \"quoted\" caf\xC3\xA9");
        submission->from_address = g_strdup("a@b.example");
        submission->date = g_strdup("2026-02-03T10:00:00+01:00");
        submission->sha256 = g_strdup(DIGEST);
        submission->body_sha256 = g_strdup(DIGEST);
        submission->placeholder = true;
        g_ptr_array_add(submission->alerts, submission_alert_new(ALERT_KIND_BREACH, "he is here", "1"));
        SubmissionDocument *document = submission_document_new("2!a/b.pdf");
        document->filename = g_strdup("b.pdf");
        document->media_type = g_strdup("application/pdf");
        document->size = 12;
        document->sha256 = g_strdup(DIGEST);
        document->kind = DOCUMENT_KIND_ORDER;
        document->pages = 1;
        document->text_source = TEXT_SOURCE_TEXT;
        document->language = g_strdup("en");
        g_ptr_array_add(document->text, g_strdup("line one\tcell\nline two\n"));
        g_ptr_array_add(submission->documents, document);
        SubmissionOrder *order = submission_order_new("2!a/b.pdf");
        order->order_type = ORDER_TYPE_OCCUPATION;
        order->action = ACTION_VARIED;
        FieldValue *made = field_value_new(FIELD_MADE_ON, "2026-01-31", "31 January 2026", 0.98);
        made->page = 1;
        made->has_box = true;
        made->box[2] = made->box[3] = 0.5;
        order->fields[FIELD_MADE_ON] = made;
        order->fields[FIELD_WITHOUT_NOTICE] = field_value_new(FIELD_WITHOUT_NOTICE, "true", "without notice", 0.9);
        order->fields[FIELD_CHILDREN] = field_value_new(FIELD_CHILDREN, NULL, "Ann born 01 Jan 2017", 0.9);
        field_value_add(order->fields[FIELD_CHILDREN], "Ann", "2017-01-01");
        field_value_add(order->fields[FIELD_CHILDREN], "Ben", NULL);
        g_ptr_array_add(submission->orders, order);
        SubmissionService *service = submission_service_new("2!a/b.pdf");
        service->outcome = OUTCOME_ATTEMPTED;
        g_ptr_array_add(submission->services, service);
        return submission;
}

static void
test_round_trip(void)
{
        g_autoptr(Submission) submission = sample();
        g_autofree char *json = submission_to_json(submission);
        g_autoptr(GError) error = NULL;
        g_autoptr(Submission) back = submission_from_json(bytes_of_string(json), &error);
        g_assert_no_error(error);
        g_assert_nonnull(back);
        g_autofree char *again = submission_to_json(back);
        g_assert_cmpstr(json, ==, again);
        g_assert_true(g_str_has_suffix(json, "}\n"));
        const SubmissionOrder *order = g_ptr_array_index(back->orders, 0);
        g_assert_cmpuint(order->fields[FIELD_CHILDREN]->items->len, ==, 2);
        g_assert_cmpstr(order->fields[FIELD_WITHOUT_NOTICE]->text, ==, "true");
}

/* The sample's JSON with one piece replaced. */
static void
refused(const char *piece, const char *instead, const char *path)
{
        g_autoptr(Submission) submission = sample();
        g_autofree char *json = submission_to_json(submission);
        char *at = strstr(json, piece);
        g_assert_nonnull(at);
        g_autofree char *head = g_strndup(json, (gsize) (at - json));
        g_autofree char *changed = g_strconcat(head, instead, at + strlen(piece), NULL);
        g_autoptr(GError) error = NULL;
        g_autoptr(Submission) back = submission_from_json(bytes_of_string(changed), &error);
        g_assert_null(back);
        g_assert_error(error, CCOT_ERROR, CCOT_ERROR_INPUT);
        if (!g_str_has_prefix(error->message, path))
                g_error("expected %s, got: %s", path, error->message);
}

static void
test_refusals(void)
{
        static const char *const cases[][3] = {
                { "\"schema\":1", "\"schema\":2", "schema" },
                { "\"schema\":1", "\"schema\":1,\"schema\":1", "result" },
                { "\"schema\":1", "\"schema\":1,\"more\":1", "result" },
                { "\"placeholder\":true", "\"placeholder\":1", "message.placeholder" },
                { "\"placeholder\":true", "\"placeholder\":true,\"x\":1", "message" },
                { "2026-02-03T10", "2026-02-33T10", "message.date" },
                { "\"subject\":\"", "\"subject\":\"a\\u0000", "result" },
                { "\"subject\":\"", "\"subject\":\"a\\u0007", "message.subject" },
                { "\"kind\":\"breach\"", "\"kind\":\"beach\"", "message.alerts[0].kind" },
                { "\"size\":12", "\"size\":-1", "documents[0].size" },
                { "\"size\":12", "\"size\":\"12\"", "documents[0].size" },
                { "\"problem\":null", "\"problem\":\"\"", "documents[0].problem" },
                { "\"language\":\"en\"", "\"language\":\"fr\"", "documents[0].language" },
                { "2026-01-31", "2026-02-31", "orders[0].fields.made_on" },
                { "\"box\":[0.0,", "\"box\":[0.6,", "orders[0].fields.made_on" },
                { "\"box\":[0.0,", "\"box\":[", "orders[0].fields.made_on.box" },
                { "\"made_on\"", "\"made_onn\"", "orders[0].fields" },
                { "\"without_notice\":{\"value\":true", "\"without_notice\":{\"value\":\"true\"",
                  "orders[0].fields.without_notice.value" },
                { "\"action\":\"varied\"", "\"action\":null", "orders[0].action" },
                { "\"order_type\":\"occupation\",\"document\":\"2!a",
                  "\"order_type\":\"occupation\",\"document\":\"3!a", "orders[0].document" },
                { "{\"schema\"", "[{\"schema\"", "result" },
        };
        for (unsigned i = 0; i < G_N_ELEMENTS(cases); i++)
                refused(cases[i][0], cases[i][1], cases[i][2]);
}

static void
test_no_json(void)
{
        static const char *const cases[] = { "", "null", "{}", "[]", "{\"schema\":1}", "\xFF" };
        for (unsigned i = 0; i < G_N_ELEMENTS(cases); i++) {
                g_autoptr(GError) error = NULL;
                g_assert_null(submission_from_json(bytes_of_string(cases[i]), &error));
                g_assert_error(error, CCOT_ERROR, CCOT_ERROR_INPUT);
        }
}

/* One odd field is left out; it does not cost the message. */
static void
test_bad_field_left_out(void)
{
        g_autoptr(Submission) submission = sample();
        SubmissionOrder *order = g_ptr_array_index(submission->orders, 0);
        order->fields[FIELD_EXPIRES_ON] = field_value_new(FIELD_EXPIRES_ON, "some day", "some day", 0.9);
        order->fields[FIELD_HEARING_ON] = field_value_new(FIELD_HEARING_ON, "2026-03-01", "1 March 2026", 1.5);
        g_autofree char *json = submission_to_json(submission);
        g_autoptr(GError) error = NULL;
        g_autoptr(Submission) back = submission_from_json(bytes_of_string(json), &error);
        g_assert_no_error(error);
        order = g_ptr_array_index(back->orders, 0);
        g_assert_null(order->fields[FIELD_EXPIRES_ON]);
        g_assert_null(order->fields[FIELD_HEARING_ON]);
        g_assert_nonnull(order->fields[FIELD_MADE_ON]);
}

/* Texts with controls and broken sequences leave as clean ones. */
static void
test_dirty_text(void)
{
        g_autoptr(Submission) submission = sample();
        SubmissionDocument *document = g_ptr_array_index(submission->documents, 0);
        g_ptr_array_add(document->text, g_strdup("a\x01"
                                                 "b\xFF"
                                                 "c"));
        g_autofree char *json = submission_to_json(submission);
        g_autoptr(GError) error = NULL;
        g_autoptr(Submission) back = submission_from_json(bytes_of_string(json), &error);
        g_assert_no_error(error);
        g_assert_nonnull(back);
}

int
main(int argc, char **argv)
{
        g_test_init(&argc, &argv, NULL);
        g_test_add_func("/submission_json/round-trip", test_round_trip);
        g_test_add_func("/submission_json/refusals", test_refusals);
        g_test_add_func("/submission_json/no-json", test_no_json);
        g_test_add_func("/submission_json/bad-field-left-out", test_bad_field_left_out);
        g_test_add_func("/submission_json/dirty-text", test_dirty_text);
        return g_test_run();
}
