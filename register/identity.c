#include "register/identity.h"

#include "base/digest.h"
#include "base/text.h"
#include "register/court.h"
#include "register/person.h"
#include "register/person_match.h"

#include <stdlib.h>
#include <string.h>

Identity *
identity_new(void)
{
        Identity *identity = g_new0(Identity, 1);
        identity->order_type = ORDER_TYPE_UNCLASSIFIED;
        identity->action = ACTION_UNKNOWN;
        identity->people = g_ptr_array_new_with_free_func(g_free);
        identity->aliases = g_ptr_array_new_with_free_func(g_free);
        identity->names = g_ptr_array_new_with_free_func(g_free);
        return identity;
}

void
identity_free(Identity *identity)
{
        if (identity == NULL)
                return;
        g_free(identity->message_sha256);
        g_free(identity->rfc_message_id);
        g_free(identity->body_sha256);
        g_free(identity->document_sha256);
        for (Field field = 0; field < FIELD_COUNT; field++)
                g_free(identity->values[field]);
        g_ptr_array_unref(identity->people);
        g_ptr_array_unref(identity->aliases);
        g_ptr_array_unref(identity->names);
        g_free(identity->respondent);
        g_free(identity->language);
        g_free(identity);
}

static int
identity_compare_words(gconstpointer a, gconstpointer b)
{
        return strcmp(*(const char *const *) a, *(const char *const *) b);
}

/* Some print the surname first, with or without a comma: the words count, not their order. */
char *
identity_name(const char *name)
{
        g_autofree char *key = person_key(name);
        g_auto(GStrv) words = g_strsplit(key, " ", -1);
        qsort(words, g_strv_length(words), sizeof *words, identity_compare_words);
        return g_strjoinv(" ", words);
}

void
identity_set(Identity *identity, Field field, const char *value)
{
        if (value == NULL || value[0] == '\0')
                return;
        g_free(identity->values[field]);
        identity->values[field] = NULL;
        switch (field_kind(field)) {
        case FIELD_KIND_PERSON:
                identity->values[field] = identity_name(value);
                break;
        case FIELD_KIND_NUMBER_KEY:
                identity->values[field] = text_key(value);
                break;
        case FIELD_KIND_DATE:
        case FIELD_KIND_END:
        case FIELD_KIND_TIME:
                identity->values[field] = g_strdup(value);
                break;
        default:
                if (field == FIELD_COURT)
                        identity->values[field] = court_place(value);
                break;
        }
        if (identity->values[field] != NULL && identity->values[field][0] == '\0')
                g_clear_pointer(&identity->values[field], g_free);
        if (field == FIELD_PROTECTED_PERSON)
                identity_add_person(identity, value);
        if (field == FIELD_RESPONDENT) {
                g_free(identity->respondent);
                identity->respondent = g_strdup(value);
        }
}

void
identity_add_person(Identity *identity, const char *name)
{
        g_autofree char *key = identity_name(name);
        for (unsigned i = 0; i < identity->people->len; i++)
                if (g_str_equal(g_ptr_array_index(identity->people, i), key))
                        return;
        if (key[0] == '\0')
                return;
        g_ptr_array_add(identity->people, g_steal_pointer(&key));
        g_ptr_array_sort(identity->people, identity_compare_words);
        g_ptr_array_add(identity->names, g_strdup(name));
}

void
identity_add_alias(Identity *identity, const char *name)
{
        if (name[0] != '\0')
                g_ptr_array_add(identity->aliases, g_strdup(name));
}

void
identity_set_fields(Identity *identity, FieldValue *const fields[FIELD_COUNT])
{
        for (Field field = 0; field < FIELD_COUNT; field++)
                identity_set(identity, field, submission_field_text(fields, field));
        const FieldValue *people = fields[FIELD_PROTECTED_PEOPLE];
        for (unsigned i = 0; people != NULL && people->items != NULL && i < people->items->len; i++) {
                const FieldItem *item = g_ptr_array_index(people->items, i);
                identity_add_person(identity, item->text);
        }
        const FieldValue *aliases = fields[FIELD_RESPONDENT_ALIASES];
        for (unsigned i = 0; aliases != NULL && aliases->items != NULL && i < aliases->items->len; i++)
                identity_add_alias(identity, ((const FieldItem *) g_ptr_array_index(aliases->items, i))->text);
}

const char *
identity_key_word(IdentityKeyKind kind)
{
        static const char *const words[] = { "file",   "text",   "message", "order", "case", "name",
                                             "number", "people", "born",    "day",   "band" };
        return words[kind];
}

bool
identity_key_is_near(IdentityKeyKind kind)
{
        return kind >= IDENTITY_KEY_NUMBER;
}

unsigned
identity_key_lock(gint64 key)
{
        return (unsigned) ((guint64) key % IDENTITY_LOCKS);
}

static void
identity_add_key(GArray *keys, IdentityKeyKind kind, char *content)
{
        g_autofree char *owned = content;
        g_autofree char *whole = g_strdup_printf("%s\n%s", identity_key_word(kind), owned);
        const IdentityKey key = { kind, digest_key(bytes_of_string(whole)) };
        g_array_append_val(keys, key);
}

static void
identity_add_case_keys(const Identity *identity, GArray *keys)
{
        static const Field numbers[] = { FIELD_CASE_NUMBER, FIELD_CASE_REFERENCE, FIELD_URN };
        const char *respondent = identity->values[FIELD_RESPONDENT];
        const char *made_on = identity->values[FIELD_MADE_ON];
        for (unsigned i = 0; respondent != NULL && i < G_N_ELEMENTS(numbers); i++) {
                const char *number = identity->values[numbers[i]];
                if (number == NULL)
                        continue;
                identity_add_key(keys, IDENTITY_KEY_CASE, g_strdup_printf("%s\n%s", number, respondent));
                if (made_on != NULL)
                        identity_add_key(keys, IDENTITY_KEY_ORDER,
                                         g_strdup_printf("%s\n%s\n%s\n%u\n%u", number, respondent, made_on,
                                                         identity->order_type, identity->action));
        }
}

/* People whose names give keys; an order that protects more is found by the first. */
enum { IDENTITY_KEY_NAMES = 4, IDENTITY_KEY_SOUNDS = 3 };

static GPtrArray *
identity_sounds(const char *name, const GPtrArray *aliases)
{
        const PersonFacts person = { .name = name, .aliases = aliases };
        GPtrArray *sounds = person_match_keys(&person);
        g_ptr_array_set_size(sounds, (gint) MIN(sounds->len, IDENTITY_KEY_SOUNDS));
        return sounds;
}

static void
identity_add_near_keys(const Identity *identity, GArray *keys)
{
        static const Field numbers[] = { FIELD_CASE_NUMBER, FIELD_CASE_REFERENCE, FIELD_URN };
        for (unsigned i = 0; i < G_N_ELEMENTS(numbers); i++)
                if (identity->values[numbers[i]] != NULL)
                        identity_add_key(keys, IDENTITY_KEY_NUMBER, g_strdup(identity->values[numbers[i]]));
        if (identity->respondent == NULL)
                return;
        g_autoptr(GPtrArray) sounds = identity_sounds(identity->respondent, identity->aliases);
        for (guint i = 0; i < sounds->len; i++) {
                const char *sound = g_ptr_array_index(sounds, i);
                if (identity->values[FIELD_RESPONDENT_DOB] != NULL)
                        identity_add_key(keys, IDENTITY_KEY_BORN,
                                         g_strdup_printf("%s\n%s", sound, identity->values[FIELD_RESPONDENT_DOB]));
                if (identity->values[FIELD_MADE_ON] != NULL)
                        identity_add_key(keys, IDENTITY_KEY_DAY,
                                         g_strdup_printf("%s\n%s", sound, identity->values[FIELD_MADE_ON]));
                for (guint k = 0; k < MIN(identity->names->len, IDENTITY_KEY_NAMES); k++) {
                        g_autoptr(GPtrArray) others = identity_sounds(g_ptr_array_index(identity->names, k), NULL);
                        for (guint m = 0; m < others->len; m++)
                                identity_add_key(
                                    keys, IDENTITY_KEY_PEOPLE,
                                    g_strdup_printf("%s\n%s", sound, (const char *) g_ptr_array_index(others, m)));
                }
        }
}

GArray *
identity_keys(const Identity *identity)
{
        GArray *keys = g_array_new(FALSE, FALSE, sizeof(IdentityKey));
        if (identity->document_sha256 != NULL)
                identity_add_key(keys, IDENTITY_KEY_FILE,
                                 g_strdup_printf("%s\n%u", identity->document_sha256, identity->ordinal));
        if (identity->has_text)
                identity_add_key(keys, IDENTITY_KEY_TEXT,
                                 g_strdup_printf("%" G_GINT64_FORMAT "\n%u", identity->text.text, identity->ordinal));
        if (identity->message_sha256 != NULL)
                identity_add_key(keys, IDENTITY_KEY_MESSAGE,
                                 g_strdup_printf("%s\n%u", identity->message_sha256, identity->position));
        if (identity->rfc_message_id != NULL && identity->body_sha256 != NULL)
                identity_add_key(
                    keys, IDENTITY_KEY_MESSAGE,
                    g_strdup_printf("%s\n%s\n%u", identity->rfc_message_id, identity->body_sha256, identity->position));
        identity_add_case_keys(identity, keys);
        const char *respondent = identity->values[FIELD_RESPONDENT];
        for (unsigned i = 0; respondent != NULL && i < identity->people->len; i++)
                identity_add_key(
                    keys, IDENTITY_KEY_NAME,
                    g_strdup_printf("%s\n%s", respondent, (const char *) g_ptr_array_index(identity->people, i)));
        identity_add_near_keys(identity, keys);
        for (unsigned i = 0; identity->has_text && i < FINGERPRINT_BANDS; i++)
                identity_add_key(keys, IDENTITY_KEY_BAND,
                                 g_strdup_printf("%" G_GUINT64_FORMAT "\n%u", fingerprint_band(&identity->text, i),
                                                 identity->ordinal));
        return keys;
}

int
identity_order(const Identity *a, const Identity *b)
{
        if (a->received_at != b->received_at)
                return a->received_at < b->received_at ? -1 : 1;
        if (a->message_id != b->message_id)
                return a->message_id < b->message_id ? -1 : 1;
        return a->position == b->position ? 0 : (a->position < b->position ? -1 : 1);
}
