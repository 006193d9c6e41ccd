#include "db/entry_write.h"

#include "base/clock.h"
#include "base/error.h"
#include "base/text.h"
#include "register/reference.h"
#include "register/service_match.h"

#include <jansson.h>
#include <string.h>

G_DEFINE_AUTOPTR_CLEANUP_FUNC(json_t, json_decref)

/* PostgreSQL's to_timestamp and jsonb take every string that jansson prints but the escaped NUL, which no char * holds. */
static void
write_text(json_t *object, const char *name, const char *value)
{
        json_object_set_new(object, name, value == NULL || value[0] == '\0' ? json_null() : json_string(value));
}

static unsigned
write_document_position(const Submission *submission, const char *path)
{
        for (unsigned i = 0; i < submission->documents->len; i++) {
                const SubmissionDocument *document = g_ptr_array_index(submission->documents, i);
                if (g_strcmp0(document->path, path) == 0)
                        return i;
        }
        return 0;
}

static Identity *
write_identity(const EntryWrite *write, FieldValue *const fields[FIELD_COUNT])
{
        Identity *identity = identity_new();
        identity->message_id = write->claim->message_id;
        identity_set_fields(identity, fields);
        return identity;
}

static void
write_lock_keys(EntryWrite *write, const Identity *identity)
{
        g_autoptr(GArray) keys = identity_keys(identity);
        for (unsigned i = 0; i < keys->len; i++)
                write->locks[identity_key_lock(g_array_index(keys, IdentityKey, i).key)] = true;
}

/* The type of order that a statement names in its own words, where they stand apart from the order's. */
static OrderType
write_named_type(const Submission *submission, const char *path)
{
        for (unsigned i = 0; i < submission->orders->len; i++)
                if (g_strcmp0(((const SubmissionOrder *) g_ptr_array_index(submission->orders, i))->document, path) ==
                    0)
                        return ORDER_TYPE_UNCLASSIFIED;
        const SubmissionDocument *document = submission_document(submission, path);
        g_autoptr(GString) text = g_string_new(NULL);
        for (unsigned i = 0; document != NULL && i < document->text->len; i++)
                g_string_append_printf(text, "%s\n", (const char *) g_ptr_array_index(document->text, i));
        return service_match_type(text->str);
}

EntryWrite *
entry_write_new(Db *db, const MessageClaim *claim, const Submission *submission)
{
        EntryWrite *write = g_new0(EntryWrite, 1);
        write->db = db;
        write->claim = claim;
        write->submission = submission;
        write->entry_ids = g_array_new(FALSE, FALSE, sizeof(gint64));
        write->service_ids = g_array_new(FALSE, FALSE, sizeof(gint64));
        write->orders = g_ptr_array_new_with_free_func((GDestroyNotify) identity_free);
        write->services = g_ptr_array_new_with_free_func((GDestroyNotify) identity_free);
        write->texts = entry_texts_new(submission);
        write->candidates = g_ptr_array_new_with_free_func((GDestroyNotify) entry_member_free);
        write->near = g_ptr_array_new_with_free_func((GDestroyNotify) entry_member_free);
        write->touched = g_array_new(FALSE, FALSE, sizeof(gint64));
        write->acting = g_ptr_array_new_with_free_func((GDestroyNotify) entry_member_free);
        write->states = g_array_new(FALSE, FALSE, sizeof(EntryState));
        write->heads = g_array_new(FALSE, FALSE, sizeof(gint64));
        g_autoptr(GHashTable) ordinals = g_hash_table_new(g_str_hash, g_str_equal);
        for (unsigned i = 0; i < submission->orders->len; i++) {
                const SubmissionOrder *order = g_ptr_array_index(submission->orders, i);
                const SubmissionDocument *document = submission_document(submission, order->document);
                Identity *identity = write_identity(write, order->fields);
                identity->position = i;
                identity->ordinal = GPOINTER_TO_UINT(g_hash_table_lookup(ordinals, order->document));
                (void) g_hash_table_insert(ordinals, order->document, GUINT_TO_POINTER(identity->ordinal + 1));
                identity->order_type = order->order_type;
                identity->action = order->action;
                identity->draft = order->draft;
                identity->message_sha256 = g_strdup(submission->sha256);
                identity->rfc_message_id = g_strdup(submission->message_id);
                identity->body_sha256 = g_strdup(submission->body_sha256);
                identity->document_sha256 = document == NULL || document->size == 0 ? NULL : g_strdup(document->sha256);
                identity->language = document == NULL ? NULL : g_strdup(document->language);
                identity->recognised = document != NULL && document->text_source == TEXT_SOURCE_OCR;
                const EntryText *text = entry_text_of(write->texts, order->document);
                identity->has_text = text != NULL && text->has;
                if (identity->has_text)
                        identity->text = text->fingerprint;
                g_ptr_array_add(write->orders, identity);
                write_lock_keys(write, identity);
        }
        for (unsigned i = 0; i < submission->services->len; i++) {
                const SubmissionService *service = g_ptr_array_index(submission->services, i);
                Identity *identity = write_identity(write, service->fields);
                identity->order_type = write_named_type(submission, service->document);
                g_ptr_array_add(write->services, identity);
                write_lock_keys(write, identity);
        }
        return write;
}

void
entry_write_free(EntryWrite *write)
{
        g_array_unref(write->entry_ids);
        g_array_unref(write->service_ids);
        g_ptr_array_unref(write->orders);
        g_ptr_array_unref(write->services);
        g_ptr_array_unref(write->texts);
        g_ptr_array_unref(write->candidates);
        g_ptr_array_unref(write->near);
        g_array_unref(write->touched);
        g_ptr_array_unref(write->acting);
        g_array_unref(write->states);
        g_array_unref(write->heads);
        g_free(write);
}

/* Sends for the locks that are noted; *ret_held becomes those that were taken. */
static bool
write_send_locks(EntryWrite *write, PGresult **ret_held, GError **error)
{
        g_autoptr(GString) numbers = g_string_new("{");
        for (unsigned i = 0; i < IDENTITY_LOCKS; i++)
                if (write->locks[i])
                        g_string_append_printf(numbers, "%s%u", numbers->len > 1 ? "," : "", i);
        if (numbers->len == 1)
                return true;
        g_autofree char *keys = entry_keys_array(write->orders, false);
        Parameters parameters = { 0 };
        parameters_text(&parameters, g_string_append_c(numbers, '}')->str);
        parameters_text(&parameters, keys);
        return statement_later(write->db, "entry_lock_groups", &parameters, ret_held, error);
}

bool
entry_write_begin(EntryWrite *write, GError **error)
{
        Parameters parameters = { 0 };
        parameters_number(&parameters, write->claim->message_id);
        parameters_number(&parameters, db_session(write->db));
        g_autoptr(PGresult) held = NULL;
        if (!statement_begin_later(write->db, error) || !statement_later(write->db, "entry_plan", NULL, NULL, error) ||
            !write_send_locks(write, &held, error))
                return false;
        g_autoptr(PGresult) claim = statement_run(write->db, "entry_claim", &parameters, error);
        if (claim == NULL)
                return false;
        if (PQntuples(claim) == 0) {
                g_set_error_literal(error, CCOT_ERROR, CCOT_ERROR_RETRY, "database: entry_claim: the claim was lost");
                return false;
        }
        for (int row = 0; held != NULL && row < PQntuples(held); row++)
                write->locks[result_number(held, row, 0) % IDENTITY_LOCKS] = true;
        for (unsigned i = 0; i < write->orders->len; i++)
                ((Identity *) g_ptr_array_index(write->orders, i))->received_at = result_number(claim, 0, 0);
        write->again = result_flag(claim, 0, 1);
        return true;
}

bool
entry_write_list(EntryWrite *write, const char *statement, gint64 message_id, const json_t *list, GArray *ids,
                 GError **error)
{
        if (ids != NULL)
                g_array_set_size(ids, 0);
        if (json_array_size(list) == 0)
                return true;
        g_autofree char *text = json_dumps(list, JSON_COMPACT | JSON_REAL_PRECISION(9));
        Parameters parameters = { 0 };
        if (message_id != 0)
                parameters_number(&parameters, message_id);
        parameters_text(&parameters, text);
        if (ids == NULL)
                return statement_later(write->db, statement, &parameters, NULL, error);
        g_autoptr(PGresult) result = statement_run(write->db, statement, &parameters, error);
        if (result == NULL)
                return false;
        for (int row = 0; row < PQntuples(result); row++) {
                const gint64 id = result_number(result, row, 0);
                g_array_append_val(ids, id);
        }
        if (ids->len == json_array_size(list))
                return true;
        g_set_error(error, CCOT_ERROR, CCOT_ERROR_BUG, "database: %s: other number of rows", statement);
        return false;
}

json_t *
entry_write_documents(const EntryWrite *write)
{
        json_t *list = json_array();
        for (unsigned i = 0; i < write->submission->documents->len; i++) {
                const SubmissionDocument *document = g_ptr_array_index(write->submission->documents, i);
                json_t *row = json_pack("{s:i, s:I, s:i}", "position", (int) i, "size", (json_int_t) document->size,
                                        "pages", (int) document->pages);
                write_text(row, "path", document->path);
                write_text(row, "filename", document->filename);
                write_text(row, "media_type", document->media_type);
                write_text(row, "sha256", document->sha256);
                write_text(row, "kind", vocabulary_word(VOCABULARY_DOCUMENT_KIND, document->kind));
                write_text(row, "problem", vocabulary_word(VOCABULARY_PROBLEM, document->problem));
                write_text(row, "text_source", vocabulary_word(VOCABULARY_TEXT_SOURCE, document->text_source));
                write_text(row, "language", document->language);
                json_object_set_new(row, "fingerprint", entry_text_json(entry_text_of(write->texts, document->path)));
                json_array_append_new(list, row);
        }
        return list;
}

bool
entry_write_words(EntryWrite *write, GError **error)
{
        g_autoptr(json_t) words = entry_texts_words(write->texts);
        return entry_write_list(write, "entry_put_words", write->claim->message_id, words, NULL, error);
}

static bool
write_documents(EntryWrite *write, GError **error)
{
        g_autoptr(json_t) list = entry_write_documents(write);
        return entry_write_list(write, "entry_insert_documents", write->claim->message_id, list, NULL, error) &&
               entry_write_words(write, error);
}

/* A list field as the database keeps it: JSON text of names, or of {name, born}. */
static char *
write_items(const FieldValue *value)
{
        g_autoptr(json_t) list = json_array();
        for (unsigned i = 0; i < value->items->len; i++) {
                const FieldItem *item = g_ptr_array_index(value->items, i);
                if (field_kind(value->field) != FIELD_KIND_CHILDREN) {
                        json_array_append_new(list, json_string(item->text));
                        continue;
                }
                json_t *child = json_object();
                write_text(child, "name", item->text);
                write_text(child, "born", item->born);
                json_array_append_new(list, child);
        }
        return json_dumps(list, JSON_COMPACT);
}

static json_t *
write_field(const FieldValue *value)
{
        g_autofree char *items = value->items == NULL ? NULL : write_items(value);
        json_t *row = json_pack("{s:s, s:f}", "name", field_name(value->field), "confidence", value->confidence);
        json_object_set_new(row, "value", json_string(items != NULL ? items : value->text));
        json_object_set_new(row, "raw", json_string(value->raw == NULL ? "" : value->raw));
        json_object_set_new(row, "page", value->page == 0 ? json_null() : json_integer(value->page));
        if (value->has_box)
                json_object_set_new(
                    row, "box", json_pack("[f, f, f, f]", value->box[0], value->box[1], value->box[2], value->box[3]));
        return row;
}

/* The fields that an order or a statement states. */
static json_t *
write_field_list(FieldValue *const fields[FIELD_COUNT])
{
        json_t *list = json_array();
        for (Field field = 0; field < FIELD_COUNT; field++)
                if (fields[field] != NULL)
                        json_array_append_new(list, write_field(fields[field]));
        return list;
}

json_t *
entry_write_orders(const EntryWrite *write)
{
        json_t *list = json_array();
        for (unsigned i = 0; i < write->submission->orders->len; i++) {
                const SubmissionOrder *order = g_ptr_array_index(write->submission->orders, i);
                const Identity *identity = g_ptr_array_index(write->orders, i);
                json_array_append_new(list,
                                      json_pack("{s:i, s:i, s:i, s:s, s:s, s:b, s:o}", "position", (int) i, "ordinal",
                                                (int) identity->ordinal, "document",
                                                (int) write_document_position(write->submission, order->document),
                                                "order_type", vocabulary_word(VOCABULARY_ORDER_TYPE, order->order_type),
                                                "action", vocabulary_word(VOCABULARY_ACTION, order->action), "draft",
                                                (int) order->draft, "fields", write_field_list(order->fields)));
        }
        return list;
}

static bool
write_entries(EntryWrite *write, GError **error)
{
        g_autoptr(json_t) list = entry_write_orders(write);
        if (!entry_write_list(write, "entry_insert_entries", write->claim->message_id, list, write->entry_ids, error))
                return false;
        for (unsigned i = 0; i < write->orders->len; i++)
                ((Identity *) g_ptr_array_index(write->orders, i))->entry_id =
                    g_array_index(write->entry_ids, gint64, i);
        return true;
}

static bool
write_fields(EntryWrite *write, GError **error)
{
        g_autoptr(json_t) list = json_array();
        for (unsigned i = 0; i < write->submission->orders->len; i++) {
                const SubmissionOrder *order = g_ptr_array_index(write->submission->orders, i);
                for (Field field = 0; field < FIELD_COUNT; field++) {
                        if (order->fields[field] == NULL)
                                continue;
                        json_t *row = write_field(order->fields[field]);
                        json_object_set_new(row, "entry_id", json_integer(g_array_index(write->entry_ids, gint64, i)));
                        json_array_append_new(list, row);
                }
        }
        return entry_write_list(write, "entry_insert_fields", 0, list, NULL, error);
}

bool
entry_write_keys(EntryWrite *write, const char *statement, const char *id_name, const GPtrArray *identities,
                 const GArray *ids, GError **error)
{
        g_autoptr(json_t) list = json_array();
        for (unsigned i = 0; i < identities->len; i++) {
                g_autoptr(GArray) keys = identity_keys(g_ptr_array_index(identities, i));
                for (unsigned j = 0; j < keys->len; j++) {
                        const IdentityKey key = g_array_index(keys, IdentityKey, j);
                        json_array_append_new(
                            list, json_pack("{s:I, s:s, s:I}", id_name, (json_int_t) g_array_index(ids, gint64, i),
                                            "kind", identity_key_word(key.kind), "key", (json_int_t) key.key));
                }
        }
        return entry_write_list(write, statement, 0, list, NULL, error);
}

static bool
write_same(const Identity *a, const Identity *b, Field field)
{
        return a->values[field] != NULL && b->values[field] != NULL && g_str_equal(a->values[field], b->values[field]);
}

static bool
write_contradicts(const Identity *a, const Identity *b, Field field)
{
        return a->values[field] != NULL && b->values[field] != NULL && !g_str_equal(a->values[field], b->values[field]);
}

/* The order of the same message that a statement is about: the one that it names, else the only one; never one made
 * after that service. -1: none. */
static int
write_served_order(const EntryWrite *write, const Identity *service)
{
        int only = -1;
        unsigned fitting = 0;
        for (unsigned i = 0; i < write->orders->len; i++) {
                const Identity *order = g_ptr_array_index(write->orders, i);
                const char *made_on = order->values[FIELD_MADE_ON];
                const char *served_on = service->values[FIELD_SERVED_ON];
                if (made_on != NULL && served_on != NULL && strcmp(made_on, served_on) > 0)
                        continue;
                if (service->order_type != ORDER_TYPE_UNCLASSIFIED && order->order_type != ORDER_TYPE_UNCLASSIFIED &&
                    service->order_type != order->order_type)
                        continue;
                if (write_contradicts(order, service, FIELD_MADE_ON) ||
                    write_contradicts(order, service, FIELD_RESPONDENT_DOB) ||
                    (write_contradicts(order, service, FIELD_CASE_NUMBER) &&
                     !write_same(order, service, FIELD_CASE_REFERENCE)))
                        continue;
                only = (int) i;
                fitting++;
        }
        return fitting == 1 ? only : -1;
}

static json_t *
write_service(const EntryWrite *write, unsigned position)
{
        const SubmissionService *service = g_ptr_array_index(write->submission->services, position);
        const int order = write_served_order(write, g_ptr_array_index(write->services, position));
        json_t *row = json_pack("{s:i, s:i, s:s}", "position", (int) position, "document",
                                (int) write_document_position(write->submission, service->document), "outcome",
                                vocabulary_word(VOCABULARY_OUTCOME, service->outcome));
        if (order >= 0)
                json_object_set_new(row, "entry", json_integer(order));
        write_text(row, "served_on", submission_field_text(service->fields, FIELD_SERVED_ON));
        write_text(row, "served_at", submission_field_text(service->fields, FIELD_SERVED_AT));
        write_text(row, "served_by", submission_field_text(service->fields, FIELD_SERVED_BY));
        write_text(row, "method", submission_field_text(service->fields, FIELD_SERVED_METHOD));
        write_text(row, "served_place", submission_field_text(service->fields, FIELD_SERVED_PLACE));
        json_t *fields = json_object();
        for (Field field = 0; field < FIELD_COUNT; field++)
                if (service->fields[field] != NULL)
                        json_object_set_new(fields, field_name(field), write_field(service->fields[field]));
        json_object_set_new(row, "fields", fields);
        const OrderType named = ((const Identity *) g_ptr_array_index(write->services, position))->order_type;
        if (named != ORDER_TYPE_UNCLASSIFIED)
                write_text(row, "order_type", vocabulary_word(VOCABULARY_ORDER_TYPE, named));
        return row;
}

json_t *
entry_write_services(const EntryWrite *write)
{
        json_t *list = json_array();
        for (unsigned i = 0; i < write->submission->services->len; i++)
                json_array_append_new(list, write_service(write, i));
        return list;
}

static bool
write_services(EntryWrite *write, GError **error)
{
        g_autoptr(json_t) list = entry_write_services(write);
        return entry_write_list(write, "entry_insert_services", write->claim->message_id, list, write->service_ids,
                                error) &&
               entry_write_keys(write, "entry_insert_service_keys", "service_id", write->services, write->service_ids,
                                error);
}

json_t *
entry_write_alerts(const EntryWrite *write)
{
        json_t *list = json_array();
        for (unsigned i = 0; i < write->submission->alerts->len; i++) {
                const SubmissionAlert *alert = g_ptr_array_index(write->submission->alerts, i);
                json_t *row = json_pack("{s:s, s:s}", "kind", vocabulary_word(VOCABULARY_ALERT_KIND, alert->kind),
                                        "text", alert->text == NULL ? "" : alert->text);
                write_text(row, "path", alert->path);
                json_array_append_new(list, row);
        }
        return list;
}

static bool
write_alerts(EntryWrite *write, GError **error)
{
        g_autoptr(json_t) list = entry_write_alerts(write);
        return entry_write_list(write, "entry_insert_alerts", write->claim->message_id, list, NULL, error);
}

bool
entry_write_rows(EntryWrite *write, GError **error)
{
        return write_documents(write, error) && write_entries(write, error) && write_fields(write, error) &&
               entry_write_keys(write, "entry_insert_keys", "entry_id", write->orders, write->entry_ids, error) &&
               write_services(write, error) && write_alerts(write, error) && statement_wait(write->db, error);
}

/* The mails whose reference stands in the subject, or in what the mail says that it answers: our Message-IDs begin with it. */
static bool
write_links(EntryWrite *write, GError **error)
{
        const char *answered = write->submission->in_reply_to;
        const char *back = write->submission->bounce_of;
        g_autofree char *named =
            g_strjoin("\n", write->submission->subject, answered == NULL ? "" : answered, back, NULL);
        g_autoptr(GArray) references = reference_find(named);
        g_autoptr(json_t) list = json_array();
        for (guint i = 0; i < references->len; i++) {
                const Reference reference = g_array_index(references, Reference, i);
                json_array_append_new(list, json_pack("{s:i, s:I}", "year", (int) reference.year, "message_id",
                                                      (json_int_t) reference.message_id));
        }
        if (json_array_size(list) == 0 && !write->again)
                return true;
        g_autofree char *text = json_dumps(list, JSON_COMPACT);
        Parameters parameters = { 0 };
        parameters_number(&parameters, write->claim->message_id);
        parameters_text(&parameters, text);
        return statement_later(write->db, "entry_link", &parameters, NULL, error);
}

/* A mail of ours that came back. */
static bool
write_bounce(EntryWrite *write, GError **error)
{
        char token[REFERENCE_TOKEN + 1];
        if (write->submission->bounce_of == NULL || !reference_token(write->submission->bounce_of, token))
                return true;
        Parameters parameters = { 0 };
        parameters_number(&parameters, write->claim->message_id);
        parameters_text(&parameters, token);
        return statement_later(write->db, "outbox_bounced", &parameters, NULL, error);
}

bool
entry_write_finish(EntryWrite *write, GError **error)
{
        const Submission *submission = write->submission;
        g_autofree char *subject = text_one_line(submission->subject == NULL ? "" : submission->subject);
        Parameters parameters = { 0 };
        parameters_number(&parameters, write->claim->message_id);
        parameters_text(&parameters, submission->message_id);
        parameters_text(&parameters, submission->body_sha256);
        parameters_text(&parameters, subject);
        parameters_text(&parameters, submission->from_name);
        parameters_text(&parameters, submission->from_address);
        Instant sent_at = 0;
        if (submission->date != NULL && clock_from_rfc3339(submission->date, &sent_at))
                parameters_number(&parameters, sent_at);
        else
                parameters_null(&parameters);
        parameters_flag(&parameters, submission->automatic);
        parameters_text(&parameters, vocabulary_word(VOCABULARY_ORDER_TYPE, submission->order_type));
        parameters_text(&parameters, vocabulary_word(VOCABULARY_BASIS, submission->basis));
        parameters_flag(&parameters, submission->conflict);
        parameters_flag(&parameters, submission->submitted_elsewhere);
        parameters_text(&parameters, submission->gateway);
        parameters_text(&parameters, submission->dmarc);
        if (!statement_later(write->db, "entry_queued", &parameters, NULL, error) || !write_links(write, error) ||
            !write_bounce(write, error))
                return false;
        Parameters message = { 0 };
        parameters_number(&message, write->claim->message_id);
        return statement_later(write->db, "entry_acknowledge", &message, NULL, error);
}
