#include "register/submission_json.h"

#include "base/limits.h"
#include "base/text.h"
#include "register/field_check.h"

#include <jansson.h>
#include <string.h>

/* A control character that no text of ours holds. */
static bool
json_has_control(const char *text)
{
        for (const char *at = text; *at != '\0'; at++)
                if ((unsigned char) *at < 0x20 && *at != '\n' && *at != '\t')
                        return true;
        return false;
}

/* A string of at most limit octets, cut between characters; JSON null for NULL. */
static json_t *
json_text(const char *text, size_t limit)
{
        if (text == NULL)
                return json_null();
        size_t length = strlen(text);
        if (length > limit) {
                length = limit;
                while (length > 0 && ((unsigned char) text[length] & 0xC0) == 0x80)
                        length--;
        }
        json_t *value = json_has_control(text) ? NULL : json_stringn(text, length);
        if (value != NULL)
                return value;
        /* controls or bad UTF-8: repaired rather than lost */
        g_autofree char *clean = text_clean(text, limit);
        return json_string(clean);
}

static json_t *
json_word(Vocabulary vocabulary, unsigned value)
{
        const char *word = vocabulary_word(vocabulary, value);
        return word[0] == '\0' ? json_null() : json_string(word);
}

static json_t *
json_items(const FieldValue *value)
{
        json_t *list = json_array();
        for (unsigned i = 0; i < value->items->len && i < LIMIT_LIST_ITEMS; i++) {
                const FieldItem *item = g_ptr_array_index(value->items, i);
                if (field_kind(value->field) == FIELD_KIND_CHILDREN) {
                        json_t *child = json_object();
                        json_object_set_new(child, "name", json_text(item->text, LIMIT_FIELD_VALUE));
                        json_object_set_new(child, "born", json_text(item->born, LIMIT_FIELD_VALUE));
                        json_array_append_new(list, child);
                } else {
                        json_array_append_new(list, json_text(item->text, LIMIT_FIELD_VALUE));
                }
        }
        return list;
}

static json_t *
json_scalar(const FieldValue *value)
{
        if (field_kind(value->field) == FIELD_KIND_FLAG)
                return json_boolean(g_strcmp0(value->text, "true") == 0);
        return json_text(value->text, LIMIT_FIELD_VALUE);
}

static json_t *
json_field(const FieldValue *value)
{
        json_t *object = json_object();
        json_object_set_new(object, "value", field_is_list(value->field) ? json_items(value) : json_scalar(value));
        json_object_set_new(object, "raw", json_text(value->raw, LIMIT_FIELD_VALUE));
        if (value->page > 0)
                json_object_set_new(object, "page", json_integer(value->page));
        if (value->has_box) {
                json_t *box = json_array();
                for (unsigned i = 0; i < G_N_ELEMENTS(value->box); i++)
                        json_array_append_new(box, json_real(CLAMP(value->box[i], 0.0, 1.0)));
                json_object_set_new(object, "box", box);
        }
        json_object_set_new(object, "confidence", json_real(CLAMP(value->confidence, 0.0, 1.0)));
        return object;
}

/* text shortened to LIMIT_FIELD_VALUE octets, between two characters. */
static void
json_shorten(char **text)
{
        if (*text == NULL || strlen(*text) <= LIMIT_FIELD_VALUE)
                return;
        size_t length = LIMIT_FIELD_VALUE;
        while (length > 0 && ((unsigned char) (*text)[length] & 0xC0) == 0x80)
                length--;
        (*text)[length] = '\0';
}

/* A value that the strict reader would refuse is left out here: one odd field must not cost the whole message. */
static json_t *
json_fields(FieldValue *const fields[FIELD_COUNT])
{
        json_t *object = json_object();
        for (Field field = 0; field < FIELD_COUNT; field++) {
                if (fields[field] == NULL)
                        continue;
                g_autoptr(FieldValue) value = field_value_copy(fields[field]);
                json_shorten(&value->text);
                json_shorten(&value->raw);
                for (unsigned i = 0; value->items != NULL && i < value->items->len; i++)
                        json_shorten(&((FieldItem *) g_ptr_array_index(value->items, i))->text);
                if (value->items != NULL && value->items->len > LIMIT_LIST_ITEMS)
                        g_ptr_array_set_size(value->items, (int) LIMIT_LIST_ITEMS);
                if (field_check(value) == NULL)
                        json_object_set_new(object, field_name(field), json_field(value));
        }
        return object;
}

static json_t *
json_message(const Submission *submission)
{
        json_t *message = json_object();
        json_object_set_new(message, "message_id", json_text(submission->message_id, LIMIT_HEADER_VALUE));
        json_object_set_new(message, "in_reply_to", json_text(submission->in_reply_to, LIMIT_HEADER_VALUE));
        json_object_set_new(message, "bounce_of", json_text(submission->bounce_of, LIMIT_HEADER_VALUE));
        json_object_set_new(message, "subject", json_text(submission->subject, LIMIT_HEADER_VALUE));
        json_t *from = json_object();
        json_object_set_new(from, "name", json_text(submission->from_name, LIMIT_HEADER_VALUE));
        json_object_set_new(from, "address", json_text(submission->from_address, LIMIT_HEADER_VALUE));
        json_object_set_new(message, "from", from);
        json_object_set_new(message, "date", json_text(submission->date, LIMIT_HEADER_VALUE));
        json_object_set_new(message, "sha256", json_text(submission->sha256, LIMIT_HEADER_VALUE));
        json_object_set_new(message, "body_sha256", json_text(submission->body_sha256, LIMIT_HEADER_VALUE));
        json_object_set_new(message, "gateway", json_text(submission->gateway, LIMIT_HEADER_VALUE));
        json_object_set_new(message, "dmarc", json_text(submission->dmarc, LIMIT_HEADER_VALUE));
        json_object_set_new(message, "automatic", json_boolean(submission->automatic));
        json_object_set_new(message, "placeholder", json_boolean(submission->placeholder));
        json_t *alerts = json_array();
        for (unsigned i = 0; i < submission->alerts->len && i < LIMIT_LIST_ITEMS; i++) {
                const SubmissionAlert *alert = g_ptr_array_index(submission->alerts, i);
                json_t *object = json_object();
                json_object_set_new(object, "kind", json_word(VOCABULARY_ALERT_KIND, alert->kind));
                json_object_set_new(object, "text", json_text(alert->text, LIMIT_FIELD_VALUE));
                json_object_set_new(object, "path", json_text(alert->path, LIMIT_FIELD_VALUE));
                json_array_append_new(alerts, object);
        }
        json_object_set_new(message, "alerts", alerts);
        return message;
}

/* *left is what all texts of the message may still take. */
static json_t *
json_document(const SubmissionDocument *document, size_t *left)
{
        json_t *object = json_object();
        json_object_set_new(object, "path", json_text(document->path, LIMIT_FIELD_VALUE));
        json_object_set_new(object, "filename", json_text(document->filename, LIMIT_HEADER_VALUE));
        json_object_set_new(object, "media_type", json_text(document->media_type, LIMIT_HEADER_VALUE));
        json_object_set_new(object, "size", json_integer((json_int_t) document->size));
        json_object_set_new(object, "sha256", json_text(document->sha256, LIMIT_HEADER_VALUE));
        json_object_set_new(object, "kind", json_word(VOCABULARY_DOCUMENT_KIND, document->kind));
        json_object_set_new(object, "problem", json_word(VOCABULARY_PROBLEM, document->problem));
        json_object_set_new(object, "pages", json_integer(document->pages));
        json_object_set_new(object, "text_source", json_word(VOCABULARY_TEXT_SOURCE, document->text_source));
        json_object_set_new(object, "language", json_text(document->language, LIMIT_FIELD_VALUE));
        json_t *text = json_array();
        for (unsigned i = 0; i < document->text->len && i < LIMIT_PAGES; i++) {
                const char *page = g_ptr_array_index(document->text, i);
                json_t *printed = json_text(page, MIN(*left, LIMIT_PAGE_TEXT));
                *left -= MIN(*left, json_string_length(printed));
                json_array_append_new(text, printed);
        }
        json_object_set_new(object, "text", text);
        return object;
}

static json_t *
json_documents(const Submission *submission)
{
        json_t *list = json_array();
        size_t left = LIMIT_TEXT_BYTES;
        for (unsigned i = 0; i < submission->documents->len && i < LIMIT_DOCUMENTS; i++)
                json_array_append_new(list, json_document(g_ptr_array_index(submission->documents, i), &left));
        return list;
}

static json_t *
json_orders(const Submission *submission)
{
        json_t *list = json_array();
        for (unsigned i = 0; i < submission->orders->len && i < LIMIT_ORDERS; i++) {
                const SubmissionOrder *order = g_ptr_array_index(submission->orders, i);
                json_t *object = json_object();
                json_object_set_new(object, "order_type", json_word(VOCABULARY_ORDER_TYPE, order->order_type));
                json_object_set_new(object, "document", json_text(order->document, LIMIT_FIELD_VALUE));
                json_object_set_new(object, "action", json_word(VOCABULARY_ACTION, order->action));
                json_object_set_new(object, "draft", json_boolean(order->draft));
                json_object_set_new(object, "fields", json_fields(order->fields));
                json_array_append_new(list, object);
        }
        return list;
}

static json_t *
json_services(const Submission *submission)
{
        json_t *list = json_array();
        for (unsigned i = 0; i < submission->services->len && i < LIMIT_SERVICES; i++) {
                const SubmissionService *service = g_ptr_array_index(submission->services, i);
                json_t *object = json_object();
                json_object_set_new(object, "document", json_text(service->document, LIMIT_FIELD_VALUE));
                json_object_set_new(object, "outcome", json_word(VOCABULARY_OUTCOME, service->outcome));
                json_object_set_new(object, "fields", json_fields(service->fields));
                json_array_append_new(list, object);
        }
        return list;
}

/* jansson allocates with malloc; GLib's g_free is the same allocator, but the header promises g_free. */
static char *
json_print(json_t *root)
{
        char *printed = json_dumps(root, JSON_COMPACT | JSON_REAL_PRECISION(6));
        json_decref(root);
        char *out = g_strconcat(printed != NULL ? printed : "null", "\n", NULL);
        free(printed);
        return out;
}

char *
submission_to_json(const Submission *submission)
{
        json_t *root = json_object();
        json_object_set_new(root, "schema", json_integer(SUBMISSION_SCHEMA));
        json_object_set_new(root, "message", json_message(submission));
        json_t *classification = json_object();
        json_object_set_new(classification, "order_type", json_word(VOCABULARY_ORDER_TYPE, submission->order_type));
        json_object_set_new(classification, "basis", json_word(VOCABULARY_BASIS, submission->basis));
        json_object_set_new(classification, "conflict", json_boolean(submission->conflict));
        json_object_set_new(root, "classification", classification);
        json_object_set_new(root, "documents", json_documents(submission));
        json_object_set_new(root, "orders", json_orders(submission));
        json_object_set_new(root, "services", json_services(submission));
        json_object_set_new(root, "submitted_elsewhere", json_boolean(submission->submitted_elsewhere));
        return json_print(root);
}
