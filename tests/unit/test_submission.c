#include "register/submission.h"

static void
test_empty(void)
{
        g_autoptr(Submission) submission = submission_new();
        g_assert_cmpstr(submission->subject, ==, "");
        g_assert_null(submission->message_id);
        g_assert_cmpint(submission->order_type, ==, ORDER_TYPE_UNCLASSIFIED);
        g_assert_cmpint(submission->basis, ==, BASIS_NONE);
        g_assert_cmpuint(submission->documents->len + submission->orders->len + submission->services->len +
                             submission->alerts->len,
                         ==, 0);
        g_assert_null(submission_document(submission, "1"));
}

static void
test_documents_by_path(void)
{
        g_autoptr(Submission) submission = submission_new();
        SubmissionDocument *outer = submission_document_new("2");
        SubmissionDocument *inner = submission_document_new("2!orders/nmo.pdf");
        g_ptr_array_add(submission->documents, outer);
        g_ptr_array_add(submission->documents, inner);
        g_assert_true(submission_document(submission, "2!orders/nmo.pdf") == inner);
        g_assert_true(submission_document(submission, "2") == outer);
        g_assert_null(submission_document(submission, "2!"));
        g_assert_cmpint(outer->kind, ==, DOCUMENT_KIND_OTHER);
        g_assert_cmpint(outer->problem, ==, PROBLEM_NONE);
}

static void
test_scalar_field(void)
{
        g_autoptr(SubmissionOrder) order = submission_order_new("2");
        g_assert_cmpint(order->action, ==, ACTION_UNKNOWN);
        g_assert_null(submission_field_text(order->fields, FIELD_MADE_ON));
        order->fields[FIELD_MADE_ON] = field_value_new(FIELD_MADE_ON, "2026-07-20", " 20\nJuly  2026 ", 0.9);
        g_assert_cmpstr(submission_field_text(order->fields, FIELD_MADE_ON), ==, "2026-07-20");
        g_assert_cmpstr(order->fields[FIELD_MADE_ON]->raw, ==, "20 July 2026");
        g_assert_null(order->fields[FIELD_MADE_ON]->items);
}

static void
test_list_field(void)
{
        g_autoptr(SubmissionService) service = submission_service_new("3");
        FieldValue *value = field_value_new(FIELD_CHILDREN, NULL, "Ann and Bob", 0.8);
        service->fields[FIELD_CHILDREN] = value;
        field_value_add(value, "Ann Roe", "2017-01-01");
        field_value_add(value, "Bob Roe", NULL);
        g_assert_cmpuint(value->items->len, ==, 2);
        const FieldItem *second = g_ptr_array_index(value->items, 1);
        g_assert_cmpstr(second->text, ==, "Bob Roe");
        g_assert_null(second->born);
        g_assert_null(submission_field_text(service->fields, FIELD_CHILDREN));
}

static void
test_copy(void)
{
        FieldValue *value = field_value_new(FIELD_CHILDREN, NULL, "Ann", 0.8);
        field_value_add(value, "Ann Roe", "2017-01-01");
        value->page = 3;
        value->has_box = true;
        value->box[2] = 0.5;
        FieldValue *copy = field_value_copy(value);
        field_value_free(value);
        const FieldItem *item = g_ptr_array_index(copy->items, 0);
        g_assert_cmpstr(item->text, ==, "Ann Roe");
        g_assert_cmpstr(item->born, ==, "2017-01-01");
        g_assert_cmpuint(copy->page, ==, 3);
        g_assert_true(copy->has_box);
        g_assert_cmpfloat(copy->box[2], ==, 0.5);
        g_assert_cmpfloat(copy->confidence, ==, 0.8);
        field_value_free(copy);
}

static void
test_free_nothing(void)
{
        submission_free(NULL);
        submission_document_free(NULL);
        submission_order_free(NULL);
        submission_service_free(NULL);
        submission_alert_free(NULL);
        field_value_free(NULL);
}

int
main(int argc, char **argv)
{
        g_test_init(&argc, &argv, NULL);
        g_test_add_func("/submission/empty", test_empty);
        g_test_add_func("/submission/documents-by-path", test_documents_by_path);
        g_test_add_func("/submission/scalar-field", test_scalar_field);
        g_test_add_func("/submission/list-field", test_list_field);
        g_test_add_func("/submission/copy", test_copy);
        g_test_add_func("/submission/free-nothing", test_free_nothing);
        return g_test_run();
}
