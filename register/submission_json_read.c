/* The strict half of submission_json: every value is judged before it is kept. */
#include "register/submission_json.h"

#include "base/clock.h"
#include "base/digest.h"
#include "base/error.h"
#include "base/limits.h"
#include "register/field_check.h"

#include <jansson.h>
#include <string.h>

G_DEFINE_AUTOPTR_CLEANUP_FUNC(json_t, json_decref)

/* An object on the way down, for the path in the error message: "orders[2].fields.made_on". */
typedef struct Place {
        const struct Place *above;
        const char *key;
        size_t index; /* SIZE_MAX outside lists */
        json_t *object;
        GError **error;
} Place;

static void
place_print(const Place *place, GString *out)
{
        if (place->above == NULL)
                return;
        place_print(place->above, out);
        if (out->len > 0)
                g_string_append_c(out, '.');
        g_string_append(out, place->key);
        if (place->index != SIZE_MAX)
                g_string_append_printf(out, "[%zu]", place->index);
}

static bool
refuse(const Place *place, const char *key, const char *reason)
{
        g_autoptr(GString) path = g_string_new(NULL);
        place_print(place, path);
        if (path->len > 0 && key[0] != '\0')
                g_string_append_c(path, '.');
        g_string_append(path, key);
        if (place->error != NULL && *place->error == NULL)
                g_set_error(place->error, CCOT_ERROR, CCOT_ERROR_INPUT, "%s: %s", path->len == 0 ? "result" : path->str,
                            reason);
        return false;
}

/* True when the place is an object whose keys are all among names. */
static bool
has_only(const Place *place, const char *const names[])
{
        if (!json_is_object(place->object))
                return refuse(place, "", "not an object");
        const char *key;
        json_t *value;
        json_object_foreach(place->object, key, value)
        {
                if (!g_strv_contains(names, key))
                        return refuse(place, "", "an unknown key");
        }
        return true;
}

static Place
below(const Place *place, const char *key, size_t index, json_t *object)
{
        return (Place){ .above = place, .key = key, .index = index, .object = object, .error = place->error };
}

/* What a text may hold: at most limit octets, no control characters; one line unless lines is set. */
static bool
is_fine(const char *text, size_t length, size_t limit, bool lines)
{
        if (length > limit)
                return false;
        for (size_t i = 0; i < length; i++)
                if ((unsigned char) text[i] < 0x20 && !(lines && (text[i] == '\n' || text[i] == '\t')))
                        return false;
        return true;
}

static bool
take_text(const Place *place, const char *key, size_t limit, bool lines, char **ret_text)
{
        const json_t *value = json_object_get(place->object, key);
        if (!json_is_string(value))
                return refuse(place, key, value == NULL ? "is missing" : "not a string");
        if (!is_fine(json_string_value(value), json_string_length(value), limit, lines))
                return refuse(place, key, "over the limit, or with control characters");
        g_free(*ret_text);
        *ret_text = g_strdup(json_string_value(value));
        return true;
}

/* A string or null; the key must be there. */
static bool
take_optional(const Place *place, const char *key, size_t limit, char **ret_text)
{
        if (json_is_null(json_object_get(place->object, key)))
                return true;
        return take_text(place, key, limit, false, ret_text);
}

static bool
take_digest(const Place *place, const char *key, char **ret_text)
{
        if (!take_text(place, key, DIGEST_HEX, false, ret_text))
                return false;
        return digest_is_hex(*ret_text) ? true : refuse(place, key, "not a digest");
}

static bool
take_flag(const Place *place, const char *key, bool *ret_flag)
{
        const json_t *value = json_object_get(place->object, key);
        if (!json_is_boolean(value))
                return refuse(place, key, "not a boolean");
        *ret_flag = json_is_true(value);
        return true;
}

static bool
take_number(const Place *place, const char *key, guint64 limit, guint64 *ret_number)
{
        const json_t *value = json_object_get(place->object, key);
        if (!json_is_integer(value))
                return refuse(place, key, "not an integer");
        if (json_integer_value(value) < 0 || (guint64) json_integer_value(value) > limit)
                return refuse(place, key, "out of range");
        *ret_number = (guint64) json_integer_value(value);
        return true;
}

/* A word of the vocabulary; null where the vocabulary has an empty word. */
static bool
take_word(const Place *place, const char *key, Vocabulary vocabulary, unsigned *ret_value)
{
        const json_t *value = json_object_get(place->object, key);
        const char *word = json_is_null(value) ? "" : json_string_value(value);
        if (word == NULL || (json_is_string(value) && word[0] == '\0'))
                return refuse(place, key, "not a word");
        const unsigned number = vocabulary_value(vocabulary, word);
        if (number >= vocabulary_size(vocabulary))
                return refuse(place, key, "not a word of the vocabulary");
        *ret_value = number;
        return true;
}

/* The list under key, with at most limit items; NULL when it is none. */
static json_t *
take_list(const Place *place, const char *key, size_t limit)
{
        json_t *list = json_object_get(place->object, key);
        if (!json_is_array(list)) {
                (void) refuse(place, key, "not a list");
                return NULL;
        }
        if (json_array_size(list) > limit) {
                (void) refuse(place, key, "more items than the limit");
                return NULL;
        }
        return list;
}

static bool
read_item(const Place *place, FieldValue *value)
{
        static const char *const names[] = { "name", "born", NULL };
        g_autofree char *text = NULL;
        g_autofree char *born = NULL;
        if (field_kind(value->field) == FIELD_KIND_CHILDREN) {
                if (!has_only(place, names) || !take_text(place, "name", LIMIT_FIELD_VALUE, true, &text) ||
                    !take_optional(place, "born", LIMIT_FIELD_VALUE, &born))
                        return false;
        } else {
                if (!json_is_string(place->object) ||
                    !is_fine(json_string_value(place->object), json_string_length(place->object), LIMIT_FIELD_VALUE,
                             true))
                        return refuse(place, "", "not a short string");
                text = g_strdup(json_string_value(place->object));
        }
        field_value_add(value, text, born);
        return true;
}

static bool
read_value(const Place *place, FieldValue *value)
{
        if (field_is_list(value->field)) {
                json_t *list = take_list(place, "value", LIMIT_LIST_ITEMS);
                for (size_t i = 0; list != NULL && i < json_array_size(list); i++) {
                        const Place item = below(place, "value", i, json_array_get(list, i));
                        if (!read_item(&item, value))
                                return false;
                }
                return list != NULL;
        }
        if (field_kind(value->field) == FIELD_KIND_FLAG) {
                bool flag = false;
                if (!take_flag(place, "value", &flag))
                        return false;
                value->text = g_strdup(flag ? "true" : "false");
                return true;
        }
        return take_text(place, "value", LIMIT_FIELD_VALUE, true, &value->text);
}

static bool
read_box(const Place *place, FieldValue *value)
{
        const json_t *box = json_object_get(place->object, "box");
        if (box == NULL)
                return true;
        if (!json_is_array(box) || json_array_size(box) != G_N_ELEMENTS(value->box))
                return refuse(place, "box", "not four numbers");
        for (size_t i = 0; i < G_N_ELEMENTS(value->box); i++) {
                if (!json_is_number(json_array_get(box, i)))
                        return refuse(place, "box", "not four numbers");
                value->box[i] = json_number_value(json_array_get(box, i));
        }
        value->has_box = true;
        return true;
}

static FieldValue *
read_field(const Place *place, Field field)
{
        static const char *const names[] = { "value", "raw", "page", "box", "confidence", NULL };
        if (!has_only(place, names))
                return NULL;
        g_autoptr(FieldValue) value = field_value_new(field, NULL, "", 0);
        guint64 page = 0;
        if (!read_value(place, value) || !take_text(place, "raw", LIMIT_FIELD_VALUE, false, &value->raw) ||
            !read_box(place, value))
                return NULL;
        if (json_object_get(place->object, "page") != NULL && !take_number(place, "page", G_MAXUINT, &page))
                return NULL;
        value->page = (unsigned) page;
        const json_t *confidence = json_object_get(place->object, "confidence");
        value->confidence = json_is_number(confidence) ? json_number_value(confidence) : -1;
        const char *wrong = field_check(value);
        if (wrong != NULL) {
                (void) refuse(place, "", wrong);
                return NULL;
        }
        return g_steal_pointer(&value);
}

static bool
read_fields(const Place *above, FieldValue *fields[FIELD_COUNT])
{
        const Place place = below(above, "fields", SIZE_MAX, json_object_get(above->object, "fields"));
        if (!json_is_object(place.object))
                return refuse(&place, "", "not an object");
        const char *key;
        json_t *object;
        json_object_foreach(place.object, key, object)
        {
                const Field field = field_from_name(key);
                if (field == FIELD_COUNT)
                        return refuse(&place, "", "an unknown key");
                const Place here = below(&place, field_name(field), SIZE_MAX, object);
                fields[field] = read_field(&here, field);
                if (fields[field] == NULL)
                        return false;
        }
        return true;
}

static bool
read_page_texts(const Place *place, SubmissionDocument *document, size_t *left)
{
        json_t *list = take_list(place, "text", LIMIT_PAGES);
        for (size_t i = 0; list != NULL && i < json_array_size(list); i++) {
                const json_t *page = json_array_get(list, i);
                if (!json_is_string(page) || json_string_length(page) > *left ||
                    !is_fine(json_string_value(page), json_string_length(page), LIMIT_PAGE_TEXT, true))
                        return refuse(place, "text", "not a page of text within the limits");
                *left -= json_string_length(page);
                g_ptr_array_add(document->text, g_strdup(json_string_value(page)));
        }
        return list != NULL;
}

static bool
read_document(const Place *place, Submission *submission, size_t *left)
{
        static const char *const names[] = { "path",    "filename", "media_type",  "size",     "sha256", "kind",
                                             "problem", "pages",    "text_source", "language", "text",   NULL };
        unsigned kind = 0, problem = 0, source = 0;
        guint64 pages = 0;
        g_autoptr(SubmissionDocument) document = submission_document_new(NULL);
        if (!has_only(place, names) || !take_text(place, "path", LIMIT_FIELD_VALUE, false, &document->path) ||
            !take_optional(place, "filename", LIMIT_HEADER_VALUE, &document->filename) ||
            !take_optional(place, "media_type", LIMIT_HEADER_VALUE, &document->media_type) ||
            !take_number(place, "size", LIMIT_ARCHIVE_BYTES + LIMIT_DOCUMENT_BYTES, &document->size) ||
            !take_digest(place, "sha256", &document->sha256) ||
            !take_word(place, "kind", VOCABULARY_DOCUMENT_KIND, &kind) ||
            !take_word(place, "problem", VOCABULARY_PROBLEM, &problem) ||
            !take_number(place, "pages", G_MAXINT, &pages) ||
            !take_word(place, "text_source", VOCABULARY_TEXT_SOURCE, &source) ||
            !take_optional(place, "language", LIMIT_FIELD_VALUE, &document->language) ||
            !read_page_texts(place, document, left))
                return false;
        if (document->path[0] == '\0' || submission_document(submission, document->path) != NULL)
                return refuse(place, "path", "empty or listed twice");
        if (document->language != NULL && !g_str_equal(document->language, "en") &&
            !g_str_equal(document->language, "cy"))
                return refuse(place, "language", "neither en nor cy");
        document->kind = (DocumentKind) kind;
        document->problem = (Problem) problem;
        document->text_source = (TextSource) source;
        document->pages = (unsigned) pages;
        g_ptr_array_add(submission->documents, g_steal_pointer(&document));
        return true;
}

static bool
take_document(const Place *place, const Submission *submission, char **ret_path)
{
        if (!take_text(place, "document", LIMIT_FIELD_VALUE, false, ret_path))
                return false;
        return submission_document(submission, *ret_path) != NULL ? true : refuse(place, "document", "not listed");
}

static bool
read_order(const Place *place, Submission *submission, size_t *left)
{
        static const char *const names[] = { "order_type", "document", "action", "draft", "fields", NULL };
        unsigned type = 0, action = 0;
        SubmissionOrder *order = submission_order_new(NULL);
        g_ptr_array_add(submission->orders, order);
        if (!has_only(place, names) || !take_word(place, "order_type", VOCABULARY_ORDER_TYPE, &type) ||
            !take_word(place, "action", VOCABULARY_ACTION, &action) || !take_flag(place, "draft", &order->draft) ||
            !take_document(place, submission, &order->document) || !read_fields(place, order->fields))
                return false;
        order->order_type = (OrderType) type;
        order->action = (Action) action;
        return true;
}

static bool
read_service(const Place *place, Submission *submission, size_t *left)
{
        static const char *const names[] = { "document", "outcome", "fields", NULL };
        unsigned outcome = 0;
        SubmissionService *service = submission_service_new(NULL);
        g_ptr_array_add(submission->services, service);
        if (!has_only(place, names) || !take_word(place, "outcome", VOCABULARY_OUTCOME, &outcome) ||
            !take_document(place, submission, &service->document) || !read_fields(place, service->fields))
                return false;
        service->outcome = (Outcome) outcome;
        return true;
}

static bool
read_alert(const Place *place, Submission *submission, size_t *left)
{
        static const char *const names[] = { "kind", "text", "path", NULL };
        unsigned kind = 0;
        g_autofree char *text = NULL;
        g_autofree char *path = NULL;
        if (!has_only(place, names) || !take_word(place, "kind", VOCABULARY_ALERT_KIND, &kind) ||
            !take_text(place, "text", LIMIT_FIELD_VALUE, false, &text) ||
            !take_optional(place, "path", LIMIT_FIELD_VALUE, &path))
                return false;
        g_ptr_array_add(submission->alerts, submission_alert_new((AlertKind) kind, text, path));
        return true;
}

typedef bool (*ReadItem)(const Place *place, Submission *submission, size_t *left);

static bool
read_list(const Place *place, const char *key, size_t limit, ReadItem read, Submission *submission)
{
        size_t left = LIMIT_TEXT_BYTES;
        json_t *list = take_list(place, key, limit);
        for (size_t i = 0; list != NULL && i < json_array_size(list); i++) {
                const Place item = below(place, key, i, json_array_get(list, i));
                if (!read(&item, submission, &left))
                        return false;
        }
        return list != NULL;
}

static bool
read_message(const Place *above, Submission *submission)
{
        static const char *const names[] = { "message_id", "in_reply_to", "subject",   "from",        "date",
                                             "sha256",     "body_sha256", "automatic", "placeholder", "alerts",
                                             "gateway",    "dmarc",       "bounce_of", NULL };
        static const char *const from_names[] = { "name", "address", NULL };
        const Place place = below(above, "message", SIZE_MAX, json_object_get(above->object, "message"));
        if (!has_only(&place, names))
                return false;
        const Place from = below(&place, "from", SIZE_MAX, json_object_get(place.object, "from"));
        if (!has_only(&from, from_names) || !take_optional(&from, "name", LIMIT_HEADER_VALUE, &submission->from_name) ||
            !take_optional(&from, "address", LIMIT_HEADER_VALUE, &submission->from_address) ||
            !take_optional(&place, "message_id", LIMIT_HEADER_VALUE, &submission->message_id) ||
            !take_optional(&place, "in_reply_to", LIMIT_HEADER_VALUE, &submission->in_reply_to) ||
            !take_optional(&place, "bounce_of", LIMIT_HEADER_VALUE, &submission->bounce_of) ||
            !take_optional(&place, "gateway", LIMIT_HEADER_VALUE, &submission->gateway) ||
            !take_optional(&place, "dmarc", LIMIT_HEADER_VALUE, &submission->dmarc) ||
            !take_text(&place, "subject", LIMIT_HEADER_VALUE, false, &submission->subject) ||
            !take_optional(&place, "date", LIMIT_HEADER_VALUE, &submission->date) ||
            !take_digest(&place, "sha256", &submission->sha256) ||
            !take_digest(&place, "body_sha256", &submission->body_sha256) ||
            !take_flag(&place, "automatic", &submission->automatic) ||
            !take_flag(&place, "placeholder", &submission->placeholder))
                return false;
        Instant instant;
        if (submission->date != NULL && !clock_from_rfc3339(submission->date, &instant))
                return refuse(&place, "date", "not a time");
        return read_list(&place, "alerts", LIMIT_LIST_ITEMS, read_alert, submission);
}

static bool
read_classification(const Place *above, Submission *submission)
{
        static const char *const names[] = { "order_type", "basis", "conflict", NULL };
        unsigned type = 0, basis = 0;
        const Place place = below(above, "classification", SIZE_MAX, json_object_get(above->object, "classification"));
        if (!has_only(&place, names) || !take_word(&place, "order_type", VOCABULARY_ORDER_TYPE, &type) ||
            !take_word(&place, "basis", VOCABULARY_BASIS, &basis) ||
            !take_flag(&place, "conflict", &submission->conflict))
                return false;
        submission->order_type = (OrderType) type;
        submission->basis = (Basis) basis;
        return true;
}

Submission *
submission_from_json(Bytes json, GError **error)
{
        static const char *const names[] = { "schema", "message",  "classification",      "documents",
                                             "orders", "services", "submitted_elsewhere", NULL };
        Place place = { .index = SIZE_MAX, .error = error };
        if (json.length > LIMIT_RESULT_BYTES) {
                (void) refuse(&place, "", "over the limit");
                return NULL;
        }
        g_autoptr(json_t) root = json_loadb((const char *) json.data, json.length, JSON_REJECT_DUPLICATES, NULL);
        place.object = root;
        g_autoptr(Submission) submission = submission_new();
        guint64 schema = 0;
        if (!has_only(&place, names) || !take_number(&place, "schema", G_MAXINT, &schema))
                return NULL;
        if (schema != SUBMISSION_SCHEMA) {
                (void) refuse(&place, "schema", "not the schema of this program");
                return NULL;
        }
        if (!read_message(&place, submission) || !read_classification(&place, submission) ||
            !read_list(&place, "documents", LIMIT_DOCUMENTS, read_document, submission) ||
            !read_list(&place, "orders", LIMIT_ORDERS, read_order, submission) ||
            !read_list(&place, "services", LIMIT_SERVICES, read_service, submission) ||
            !take_flag(&place, "submitted_elsewhere", &submission->submitted_elsewhere))
                return NULL;
        return g_steal_pointer(&submission);
}
