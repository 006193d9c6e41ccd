#include "db/entry_text.h"

#include "base/error.h"
#include "db/statement.h"
#include "register/boilerplate.h"
#include "register/identity.h"
#include "register/wording.h"

#include <string.h>

G_DEFINE_AUTOPTR_CLEANUP_FUNC(json_t, json_decref)

enum {
        TEXT_OCTETS = 16 + 2 * FINGERPRINT_SKETCH, /* of a fingerprint, the highest first */
        TEXT_WORD = 4,
        TEXT_BATCH = 200,
};

static void
entry_text_free(gpointer data)
{
        EntryText *text = data;
        g_free(text->path);
        if (text->words != NULL)
                g_array_unref(text->words);
        g_free(text);
}

GPtrArray *
entry_texts_new(const Submission *submission)
{
        GPtrArray *texts = g_ptr_array_new_with_free_func(entry_text_free);
        for (unsigned i = 0; i < submission->orders->len; i++) {
                const SubmissionOrder *order = g_ptr_array_index(submission->orders, i);
                const SubmissionDocument *document = submission_document(submission, order->document);
                if (document == NULL || entry_text_of(texts, order->document) != NULL)
                        continue;
                EntryText *text = g_new0(EntryText, 1);
                text->path = g_strdup(order->document);
                text->words = wording_of(document->text);
                text->has = text->words != NULL && fingerprint_of_words((const guint32 *) text->words->data,
                                                                        text->words->len, &text->fingerprint);
                g_ptr_array_add(texts, text);
        }
        return texts;
}

const EntryText *
entry_text_of(const GPtrArray *texts, const char *path)
{
        /* the orders of a document come one after the other */
        for (guint i = texts->len; i > 0; i--) {
                const EntryText *text = g_ptr_array_index(texts, i - 1);
                if (g_str_equal(text->path, path))
                        return text;
        }
        return NULL;
}

static void
text_hex(GString *out, guint64 value, unsigned octets)
{
        static const char digits[] = "0123456789abcdef";
        for (unsigned i = 2 * octets; i > 0; i--)
                g_string_append_c(out, digits[value >> (4 * (i - 1)) & 15]);
}

static json_t *
text_fingerprint_json(const Fingerprint *fingerprint)
{
        g_autoptr(GString) out = g_string_new("\\x");
        text_hex(out, (guint64) fingerprint->text, 8);
        text_hex(out, (guint64) fingerprint->figures, 8);
        for (unsigned i = 0; i < FINGERPRINT_SKETCH; i++)
                text_hex(out, fingerprint->sketch[i], 2);
        return json_string(out->str);
}

json_t *
entry_text_json(const EntryText *text)
{
        return text == NULL || !text->has ? json_null() : text_fingerprint_json(&text->fingerprint);
}

static guint64
text_number(const char **at, unsigned octets)
{
        guint64 value = 0;
        for (unsigned i = 0; i < 2 * octets; i++)
                value = value << 4 | (guint64) (g_ascii_xdigit_value(*(*at)++) & 15);
        return value;
}

bool
entry_text_read(const char *printed, Fingerprint *ret_fingerprint)
{
        if (printed == NULL || strlen(printed) != 2 + 2 * TEXT_OCTETS || printed[0] != '\\')
                return false;
        const char *at = printed + 2;
        ret_fingerprint->text = (gint64) text_number(&at, 8);
        ret_fingerprint->figures = (gint64) text_number(&at, 8);
        for (unsigned i = 0; i < FINGERPRINT_SKETCH; i++)
                ret_fingerprint->sketch[i] = (guint16) text_number(&at, 2);
        return true;
}

/* One octet for their form, then the words. */
static json_t *
text_words_json(const GArray *words)
{
        g_autoptr(GString) out = g_string_sized_new((gsize) words->len * 2 * TEXT_WORD + 8);
        g_string_append(out, "\\x");
        text_hex(out, WORDING_FORM, 1);
        for (guint i = 0; i < words->len; i++)
                text_hex(out, g_array_index(words, guint32, i), TEXT_WORD);
        return json_string(out->str);
}

json_t *
entry_texts_words(const GPtrArray *texts)
{
        json_t *list = json_array();
        for (guint i = 0; i < texts->len; i++) {
                const EntryText *text = g_ptr_array_index(texts, i);
                if (text->words != NULL && text->words->len > 0)
                        json_array_append_new(list, json_pack("{s:s, s:i, s:o}", "path", text->path, "model",
                                                              (int) BOILERPLATE_MODEL, "words",
                                                              text_words_json(text->words)));
        }
        return list;
}

/* NULL for words of another form. */
static GArray *
text_words_read(const char *printed)
{
        const size_t length = strlen(printed);
        const char *at = printed + 2;
        if (length < 4 || (length - 4) % (2 * TEXT_WORD) != 0 || text_number(&at, 1) != WORDING_FORM)
                return NULL;
        GArray *words = g_array_new(FALSE, FALSE, sizeof(guint32));
        for (size_t i = 0; i < (length - 4) / (2 * TEXT_WORD); i++) {
                const guint32 word = (guint32) text_number(&at, TEXT_WORD);
                g_array_append_val(words, word);
        }
        return words;
}

/* The keys that an order has by its text alone. */
static void
text_add_keys(json_t *keys, const json_t *entry, const Fingerprint *fingerprint)
{
        g_autoptr(Identity) identity = identity_new();
        identity->ordinal = (unsigned) json_integer_value(json_object_get(entry, "ordinal"));
        identity->has_text = true;
        identity->text = *fingerprint;
        g_autoptr(GArray) list = identity_keys(identity);
        for (guint i = 0; i < list->len; i++) {
                const IdentityKey key = g_array_index(list, IdentityKey, i);
                json_array_append_new(keys,
                                      json_pack("{s:O, s:s, s:I}", "entry_id", json_object_get(entry, "entry_id"),
                                                "kind", identity_key_word(key.kind), "key", (json_int_t) key.key));
        }
}

static void
text_renew_row(const PGresult *rows, int row, json_t *documents, json_t *keys)
{
        g_autoptr(GArray) words = text_words_read(result_text(rows, row, 1));
        Fingerprint fingerprint;
        const bool has = words != NULL && fingerprint_of_words((const guint32 *) words->data, words->len, &fingerprint);
        json_array_append_new(documents,
                              json_pack("{s:I, s:o}", "document_id", (json_int_t) result_number(rows, row, 0),
                                        "fingerprint", has ? text_fingerprint_json(&fingerprint) : json_null()));
        g_autoptr(json_t) entries = json_loads(result_text(rows, row, 2), 0, NULL);
        size_t i = 0;
        json_t *entry = NULL;
        if (has)
                json_array_foreach(entries, i, entry) text_add_keys(keys, entry, &fingerprint);
}

static bool
text_renew_batch(Db *db, guint *ret_count, GError **error)
{
        Parameters which = { 0 };
        parameters_number(&which, BOILERPLATE_MODEL);
        parameters_number(&which, TEXT_BATCH);
        g_autoptr(PGresult) rows = statement_run(db, "text_stale", &which, error);
        if (rows == NULL)
                return false;
        *ret_count = (guint) PQntuples(rows);
        if (*ret_count == 0)
                return true;
        g_autoptr(json_t) documents = json_array();
        g_autoptr(json_t) keys = json_array();
        for (int row = 0; row < PQntuples(rows); row++)
                text_renew_row(rows, row, documents, keys);
        g_autofree char *documents_text = json_dumps(documents, JSON_COMPACT);
        g_autofree char *keys_text = json_dumps(keys, JSON_COMPACT);
        Parameters parameters = { 0 };
        parameters_number(&parameters, BOILERPLATE_MODEL);
        parameters_text(&parameters, documents_text);
        parameters_text(&parameters, keys_text);
        return statement_do(db, "text_renew", &parameters, NULL, error);
}

bool
entry_texts_renew(Db *db, GError **error)
{
        guint count = 0;
        do {
                if (!statement_begin(db, error) || !text_renew_batch(db, &count, error) ||
                    !statement_commit(db, error)) {
                        statement_rollback(db);
                        return false;
                }
        } while (count > 0);
        return true;
}
