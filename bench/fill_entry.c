#include "bench/fill_entry.h"

#include "db/entry_text.h"
#include "register/status.h"

#include <jansson.h>
#include <string.h>

G_DEFINE_AUTOPTR_CLEANUP_FUNC(json_t, json_decref)

static bool
fill_has_order(const FillMail *mail)
{
        return mail->write->orders->len > 0;
}

FillMail *
fill_by_entry(GArray *mails, gint64 entry_id)
{
        for (guint i = 0; i < mails->len; i++) {
                FillMail *mail = &g_array_index(mails, FillMail, i);
                if (fill_has_order(mail) && mail->entry.identity->entry_id == entry_id)
                        return mail;
        }
        g_error("entry %" G_GINT64_FORMAT " is of another case file", entry_id);
}

void
fill_documents(CopyRows *rows, const FillMail *mail)
{
        const Submission *submission = mail->mail->submission;
        for (guint i = 0; i < submission->documents->len; i++) {
                const SubmissionDocument *document = g_ptr_array_index(submission->documents, i);
                g_autoptr(json_t) fingerprint = entry_text_json(entry_text_of(mail->write->texts, document->path));
                copy_row(rows, ROWS_DOCUMENT);
                copy_count(rows, mail->document_id + i);
                copy_count(rows, mail->message_id);
                copy_count(rows, i);
                copy_text(rows, document->path);
                copy_text(rows, document->filename);
                copy_text(rows, document->media_type);
                copy_count(rows, (gint64) document->size);
                copy_text(rows, document->sha256);
                copy_text(rows, vocabulary_word(VOCABULARY_DOCUMENT_KIND, document->kind));
                copy_count(rows, document->pages);
                copy_text(rows, vocabulary_word(VOCABULARY_TEXT_SOURCE, document->text_source));
                copy_text(rows, document->language);
                copy_text(rows, json_string_value(fingerprint));
        }
}

static char *
fill_value(const FieldValue *value)
{
        if (value->items == NULL)
                return g_strdup(value->text);
        g_autoptr(json_t) list = json_array();
        for (guint i = 0; i < value->items->len; i++) {
                const FieldItem *item = g_ptr_array_index(value->items, i);
                json_array_append_new(list, field_kind(value->field) == FIELD_KIND_CHILDREN
                                                ? json_pack("{s:s, s:n}", "name", item->text, "born")
                                                : json_string(item->text));
        }
        g_autofree char *text = json_dumps(list, JSON_COMPACT);
        return g_strdup(text);
}

static void
fill_fields(CopyRows *rows, const FillMail *mail)
{
        const SubmissionOrder *order = g_ptr_array_index(mail->mail->submission->orders, 0);
        for (Field field = 0; field < FIELD_COUNT; field++) {
                const FieldValue *value = order->fields[field];
                if (value == NULL)
                        continue;
                g_autofree char *text = fill_value(value);
                copy_row(rows, ROWS_FIELD);
                copy_count(rows, mail->entry.identity->entry_id);
                copy_text(rows, field_name(field));
                copy_text(rows, text);
                copy_text(rows, value->raw);
                copy_number(rows, value->page);
                copy_text(rows, value->has_box ? "{0.31,0.22,0.68,0.25}" : NULL);
                copy_score(rows, value->confidence);
        }
}

static void
fill_keys(CopyRows *rows, RowsTable table, const Identity *identity, gint64 id)
{
        g_autoptr(GArray) keys = identity_keys(identity);
        for (guint i = 0; i < keys->len; i++) {
                const IdentityKey key = g_array_index(keys, IdentityKey, i);
                bool repeated = false;
                for (guint k = 0; k < i; k++)
                        repeated = repeated || g_array_index(keys, IdentityKey, k).key == key.key;
                if (repeated)
                        continue;
                copy_row(rows, table);
                copy_count(rows, id);
                copy_text(rows, identity_key_word(key.kind));
                copy_count(rows, key.key);
        }
}

static void
fill_course(CopyRows *rows, const FillMail *mail)
{
        const SubmissionOrder *order = g_ptr_array_index(mail->mail->submission->orders, 0);
        FieldValue *const *fields = order->fields;
        const StatusFacts facts = {
                .action = order->action,
                .draft = order->draft,
                .verified = mail->entry.state == ENTRY_STATE_VERIFIED,
                .made_on = submission_field_text(fields, FIELD_MADE_ON),
                .expires_on = submission_field_text(fields, FIELD_EXPIRES_ON),
                .expires_at = submission_field_text(fields, FIELD_EXPIRES_AT),
                .end_raw = fields[FIELD_EXPIRES_ON] == NULL ? NULL : fields[FIELD_EXPIRES_ON]->raw,
                .duration = submission_field_text(fields, FIELD_DURATION_TEXT),
                .hearing_on = submission_field_text(fields, FIELD_HEARING_ON),
                .target_made_on = submission_field_text(fields, FIELD_TARGET_MADE_ON),
                .served_on = mail->served_on,
                .changes = mail->changes,
        };
        g_autoptr(GArray) course = status_course(&facts);
        for (guint i = 0; i < course->len; i++) {
                const StatusSpan *span = &g_array_index(course, StatusSpan, i);
                copy_row(rows, ROWS_ENTRY_COURSE);
                copy_count(rows, mail->entry.identity->entry_id);
                if (span->from == G_MININT64)
                        copy_text(rows, "-infinity");
                else
                        copy_instant(rows, span->from);
                copy_text(rows, vocabulary_word(VOCABULARY_STATUS, span->status));
                copy_text(rows, span->reason);
                copy_instant(rows, span->ends ? span->ends_at : 0);
        }
}

void
fill_entry(CopyRows *rows, const FillMail *mail)
{
        if (!fill_has_order(mail))
                return;
        const Identity *identity = mail->entry.identity;
        const gint64 came = mail->mail->received_at;
        const bool verified = mail->entry.state == ENTRY_STATE_VERIFIED;
        copy_row(rows, ROWS_ENTRY);
        copy_count(rows, identity->entry_id);
        copy_count(rows, mail->message_id);
        copy_count(rows, mail->document_id);
        copy_count(rows, identity->position);
        copy_count(rows, identity->ordinal);
        copy_text(rows, vocabulary_word(VOCABULARY_ORDER_TYPE, identity->order_type));
        copy_text(rows, vocabulary_word(VOCABULARY_ACTION, identity->action));
        copy_flag(rows, identity->draft);
        copy_text(rows, vocabulary_word(VOCABULARY_ENTRY_STATE, mail->entry.state));
        copy_number(rows, mail->entry.head == identity->entry_id ? 0 : mail->entry.head);
        copy_text(rows, verified ? "ccot_web:handler" : NULL);
        copy_instant(rows, verified ? came + 6 * 3600 : 0);
        copy_instant(rows, came);
        copy_instant(rows, came + 3);
        fill_fields(rows, mail);
        fill_keys(rows, ROWS_ENTRY_KEY, identity, identity->entry_id);
        fill_course(rows, mail);
}

/* The order that a statement without one is about: the representative of that order's copies. */
static FillMail *
fill_served(GArray *mails, const FillMail *statement)
{
        for (guint i = 0; i < mails->len; i++) {
                FillMail *mail = &g_array_index(mails, FillMail, i);
                if (mail->mail->act == statement->mail->act && fill_has_order(mail) &&
                    mail->entry.head == mail->entry.identity->entry_id && !mail->entry.identity->draft)
                        return mail;
        }
        return NULL;
}

static char *
fill_service_fields(const SubmissionService *service)
{
        g_autoptr(json_t) fields = json_object();
        for (Field field = 0; field < FIELD_COUNT; field++)
                if (service->fields[field] != NULL)
                        json_object_set_new(fields, field_name(field),
                                            json_pack("{s:s, s:s, s:f}", "value", service->fields[field]->text, "raw",
                                                      service->fields[field]->raw, "confidence",
                                                      service->fields[field]->confidence));
        g_autofree char *text = json_dumps(fields, JSON_COMPACT | JSON_REAL_PRECISION(9));
        return g_strdup(text);
}

void
fill_services(CopyRows *rows, GArray *mails, guint number, FillIds *ids)
{
        FillMail *mail = &g_array_index(mails, FillMail, number);
        const Submission *submission = mail->mail->submission;
        for (guint i = 0; i < submission->services->len; i++) {
                const SubmissionService *service = g_ptr_array_index(submission->services, i);
                const gint64 service_id = (gint64) ++ids->services;
                FillMail *order = fill_has_order(mail) ? mail : fill_served(mails, mail);
                const char *served_on = submission_field_text(service->fields, FIELD_SERVED_ON);
                g_autofree char *fields = fill_service_fields(service);
                if (order != NULL && service->outcome == OUTCOME_SERVED &&
                    (order->served_on == NULL || strcmp(served_on, order->served_on) < 0))
                        order->served_on = served_on;
                copy_row(rows, ROWS_SERVICE);
                copy_count(rows, service_id);
                copy_count(rows, mail->message_id);
                copy_count(rows, mail->document_id + submission->documents->len - 1);
                copy_count(rows, i);
                copy_number(rows, order == NULL ? 0 : order->entry.identity->entry_id);
                copy_text(rows, vocabulary_word(VOCABULARY_OUTCOME, service->outcome));
                copy_text(rows, served_on);
                copy_text(rows, submission_field_text(service->fields, FIELD_SERVED_AT));
                copy_text(rows, submission_field_text(service->fields, FIELD_SERVED_BY));
                copy_text(rows, submission_field_text(service->fields, FIELD_SERVED_METHOD));
                copy_text(rows, order == NULL ? "proposed" : "fact");
                copy_text(rows, order == NULL ? NULL : (order == mail ? "message" : "number"));
                copy_text(rows, fields);
                fill_keys(rows, ROWS_SERVICE_KEY, g_ptr_array_index(mail->write->services, i), service_id);
        }
}

void
fill_pairs(CopyRows *rows, const EntryGroups *groups)
{
        for (guint i = 0; i < groups->pairs->len; i++) {
                const EntryPair *pair = g_ptr_array_index(groups->pairs, i);
                copy_row(rows, ROWS_DUPLICATE);
                copy_count(rows, pair->entry_id);
                copy_count(rows, pair->earlier_entry_id);
                copy_text(rows, vocabulary_word(VOCABULARY_DUPLICATE_LEVEL, pair->verdict->level));
                copy_score(rows, pair->verdict->score);
                copy_list(rows, pair->verdict->reasons);
        }
}

/* A change counts for the copies of its target too. */
static void
fill_change(GArray *mails, const Identity *acting, const Relation *relation)
{
        const FillMail *by = fill_by_entry(mails, acting->entry_id);
        for (guint i = 0; i < mails->len && !acting->draft; i++) {
                FillMail *mail = &g_array_index(mails, FillMail, i);
                if (!fill_has_order(mail) || mail->entry.head != relation->earlier_entry_id)
                        continue;
                StatusChange *change = g_new0(StatusChange, 1);
                change->action = acting->action;
                change->settled = by->entry.state == ENTRY_STATE_VERIFIED && relation->kind != RELATION_DISCHARGES;
                change->made_on = g_strdup(acting->values[FIELD_MADE_ON]);
                change->expires_on = g_strdup(acting->values[FIELD_EXPIRES_ON]);
                change->expires_at = g_strdup(acting->values[FIELD_EXPIRES_AT]);
                if (mail->changes == NULL)
                        mail->changes = g_ptr_array_new_with_free_func((GDestroyNotify) status_change_free);
                g_ptr_array_add(mail->changes, change);
        }
}

void
fill_relation(CopyRows *rows, GArray *mails, const Identity *acting, const Relation *relation)
{
        if (relation == NULL)
                return;
        copy_row(rows, ROWS_RELATION);
        copy_count(rows, acting->entry_id);
        copy_number(rows, relation->earlier_entry_id);
        copy_text(rows, relation->target_made_on);
        copy_text(rows, vocabulary_word(VOCABULARY_RELATION, relation->kind));
        copy_list(rows, relation->reasons);
        if (relation->earlier_entry_id != 0 &&
            (relation->kind == RELATION_VARIES || relation->kind == RELATION_EXTENDS ||
             relation->kind == RELATION_DISCHARGES))
                fill_change(mails, acting, relation);
}
