#include "register/submission.h"

#include "base/text.h"

Submission *
submission_new(void)
{
        Submission *submission = g_new0(Submission, 1);
        submission->subject = g_strdup("");
        submission->order_type = ORDER_TYPE_UNCLASSIFIED;
        submission->basis = BASIS_NONE;
        submission->alerts = g_ptr_array_new_with_free_func((GDestroyNotify) submission_alert_free);
        submission->documents = g_ptr_array_new_with_free_func((GDestroyNotify) submission_document_free);
        submission->orders = g_ptr_array_new_with_free_func((GDestroyNotify) submission_order_free);
        submission->services = g_ptr_array_new_with_free_func((GDestroyNotify) submission_service_free);
        return submission;
}

void
submission_free(Submission *submission)
{
        if (submission == NULL)
                return;
        g_free(submission->message_id);
        g_free(submission->in_reply_to);
        g_free(submission->bounce_of);
        g_free(submission->gateway);
        g_free(submission->dmarc);
        g_free(submission->subject);
        g_free(submission->from_name);
        g_free(submission->from_address);
        g_free(submission->date);
        g_free(submission->sha256);
        g_free(submission->body_sha256);
        g_ptr_array_unref(submission->alerts);
        g_ptr_array_unref(submission->documents);
        g_ptr_array_unref(submission->orders);
        g_ptr_array_unref(submission->services);
        g_free(submission);
}

SubmissionDocument *
submission_document_new(const char *path)
{
        SubmissionDocument *document = g_new0(SubmissionDocument, 1);
        document->path = g_strdup(path);
        document->kind = DOCUMENT_KIND_OTHER;
        document->text = g_ptr_array_new_with_free_func(g_free);
        return document;
}

void
submission_document_free(SubmissionDocument *document)
{
        if (document == NULL)
                return;
        g_free(document->path);
        g_free(document->filename);
        g_free(document->media_type);
        g_free(document->sha256);
        g_free(document->language);
        g_ptr_array_unref(document->text);
        g_free(document);
}

static void
submission_fields_clear(FieldValue *fields[FIELD_COUNT])
{
        for (Field field = 0; field < FIELD_COUNT; field++)
                field_value_free(fields[field]);
}

SubmissionOrder *
submission_order_new(const char *document)
{
        SubmissionOrder *order = g_new0(SubmissionOrder, 1);
        order->document = g_strdup(document);
        order->order_type = ORDER_TYPE_UNCLASSIFIED;
        order->action = ACTION_UNKNOWN;
        return order;
}

void
submission_order_free(SubmissionOrder *order)
{
        if (order == NULL)
                return;
        g_free(order->document);
        submission_fields_clear(order->fields);
        g_free(order);
}

SubmissionService *
submission_service_new(const char *document)
{
        SubmissionService *service = g_new0(SubmissionService, 1);
        service->document = g_strdup(document);
        return service;
}

void
submission_service_free(SubmissionService *service)
{
        if (service == NULL)
                return;
        g_free(service->document);
        submission_fields_clear(service->fields);
        g_free(service);
}

SubmissionAlert *
submission_alert_new(AlertKind kind, const char *text, const char *path)
{
        SubmissionAlert *alert = g_new0(SubmissionAlert, 1);
        alert->kind = kind;
        alert->text = text_one_line(text);
        alert->path = g_strdup(path);
        return alert;
}

void
submission_alert_free(SubmissionAlert *alert)
{
        if (alert == NULL)
                return;
        g_free(alert->text);
        g_free(alert->path);
        g_free(alert);
}

static void
field_item_free(gpointer data)
{
        FieldItem *item = data;
        g_free(item->text);
        g_free(item->born);
        g_free(item);
}

FieldValue *
field_value_new(Field field, const char *text, const char *raw, double confidence)
{
        FieldValue *value = g_new0(FieldValue, 1);
        value->field = field;
        value->raw = text_one_line(raw);
        value->confidence = confidence;
        if (field_is_list(field))
                value->items = g_ptr_array_new_with_free_func(field_item_free);
        else
                value->text = g_strdup(text);
        return value;
}

FieldValue *
field_value_copy(const FieldValue *value)
{
        FieldValue *copy = field_value_new(value->field, value->text, value->raw, value->confidence);
        for (unsigned i = 0; value->items != NULL && i < value->items->len; i++) {
                const FieldItem *item = g_ptr_array_index(value->items, i);
                field_value_add(copy, item->text, item->born);
        }
        copy->page = value->page;
        copy->has_box = value->has_box;
        for (unsigned i = 0; i < G_N_ELEMENTS(copy->box); i++)
                copy->box[i] = value->box[i];
        return copy;
}

void
field_value_add(FieldValue *value, const char *text, const char *born)
{
        FieldItem *item = g_new0(FieldItem, 1);
        item->text = g_strdup(text);
        item->born = g_strdup(born);
        g_ptr_array_add(value->items, item);
}

void
field_value_free(FieldValue *value)
{
        if (value == NULL)
                return;
        g_free(value->text);
        g_free(value->raw);
        if (value->items != NULL)
                g_ptr_array_unref(value->items);
        g_free(value);
}

const char *
submission_field_text(FieldValue *const fields[FIELD_COUNT], Field field)
{
        return fields[field] == NULL ? NULL : fields[field]->text;
}

SubmissionDocument *
submission_document(const Submission *submission, const char *path)
{
        for (unsigned i = 0; i < submission->documents->len; i++) {
                SubmissionDocument *document = g_ptr_array_index(submission->documents, i);
                if (g_str_equal(document->path, path))
                        return document;
        }
        return NULL;
}
