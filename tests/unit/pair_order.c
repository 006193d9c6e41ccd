#include "tests/unit/pair_order.h"

#include <string.h>

static const struct {
        const char *name;
        Field field;
} scalars[] = {
        { "court", FIELD_COURT },
        { "number", FIELD_CASE_NUMBER },
        { "reference", FIELD_CASE_REFERENCE },
        { "urn", FIELD_URN },
        { "respondent", FIELD_RESPONDENT },
        { "born", FIELD_RESPONDENT_DOB },
        { "made", FIELD_MADE_ON },
        { "ends", FIELD_EXPIRES_ON },
        { "ends_at", FIELD_EXPIRES_AT },
        { "hearing", FIELD_HEARING_ON },
        { "served", FIELD_SERVED_ON },
        { "target", FIELD_TARGET_MADE_ON },
        { "poa_ends", FIELD_POWER_OF_ARREST_EXPIRES_ON },
};

static void
order_list(Identity *identity, const char *list, void (*add)(Identity *, const char *))
{
        g_auto(GStrv) names = g_strsplit(list == NULL ? "" : list, ";", -1);
        for (unsigned i = 0; names[i] != NULL; i++)
                if (g_strstrip(names[i])[0] != '\0')
                        add(identity, names[i]);
}

/* What has no word of its own is another file, another message. */
static char *
order_octets(GHashTable *fields, const char *name, gint64 number)
{
        const char *word = g_hash_table_lookup(fields, name);
        return word != NULL ? g_strdup(word) : g_strdup_printf("%s of %" G_GINT64_FORMAT, name, number);
}

static gint64
order_count(GHashTable *fields, const char *name, gint64 otherwise)
{
        const char *text = g_hash_table_lookup(fields, name);
        return text == NULL ? otherwise : g_ascii_strtoll(text, NULL, 10);
}

static void
order_delivery(Identity *identity, GHashTable *fields, gint64 number)
{
        identity->entry_id = number;
        identity->message_id = g_hash_table_lookup(fields, "mail") != NULL ? 100 : number;
        identity->received_at = order_count(fields, "came", number);
        identity->position = (unsigned) order_count(fields, "position", identity->message_id == 100 ? number : 0);
        identity->ordinal = (unsigned) order_count(fields, "part", 0);
        identity->message_sha256 = order_octets(fields, "message", number);
        identity->document_sha256 = order_octets(fields, "file", number);
        identity->rfc_message_id = order_octets(fields, "message_id", number);
        identity->body_sha256 = order_octets(fields, "body", number);
        const char *text = g_hash_table_lookup(fields, "text");
        identity->has_text = text != NULL;
        /* another text has nothing in common with it */
        identity->text.text = text == NULL ? 0 : g_str_hash(text);
        for (unsigned i = 0; text != NULL && i < FINGERPRINT_SKETCH; i++)
                identity->text.sketch[i] = (guint16) (g_str_hash(text) + i);
}

Identity *
pair_order_new(GHashTable *fields, gint64 number)
{
        Identity *identity = identity_new();
        order_delivery(identity, fields, number);
        for (unsigned i = 0; i < G_N_ELEMENTS(scalars); i++)
                identity_set(identity, scalars[i].field, g_hash_table_lookup(fields, scalars[i].name));
        order_list(identity, g_hash_table_lookup(fields, "protected"), identity_add_person);
        order_list(identity, g_hash_table_lookup(fields, "aliases"), identity_add_alias);
        identity->order_type = (OrderType) vocabulary_value(VOCABULARY_ORDER_TYPE, g_hash_table_lookup(fields, "type"));
        identity->action = (Action) vocabulary_value(VOCABULARY_ACTION, g_hash_table_lookup(fields, "action"));
        identity->draft = g_hash_table_lookup(fields, "draft") != NULL;
        identity->recognised = g_hash_table_lookup(fields, "picture") != NULL;
        identity->language = g_strdup(g_hash_table_lookup(fields, "language"));
        return identity;
}

/* The orders of a pair are entries 1, 2 and 3. */
static void
order_relation(GString *answer, const Identity *acting, const Relation *relation)
{
        static const char names[] = "?abc";
        const bool two =
            relation->earlier_entry_id == 0 && strstr(g_ptr_array_index(relation->reasons, 0), "fit") != NULL;
        g_string_append_printf(answer, ", %c %s %c", names[acting->entry_id],
                               vocabulary_word(VOCABULARY_RELATION, relation->kind),
                               two ? '2' : names[relation->earlier_entry_id]);
}

static gint64
order_main(GString *answer, const Identity *acting, const Identity *x, const Identity *y)
{
        g_autoptr(GPtrArray) others = g_ptr_array_new();
        g_ptr_array_add(others, (gpointer) (guintptr) x);
        if (y != NULL)
                g_ptr_array_add(others, (gpointer) (guintptr) y);
        g_autoptr(Relation) relation = relation_main(acting, others);
        if (relation == NULL)
                return 0;
        order_relation(answer, acting, relation);
        return relation->earlier_entry_id;
}

static void
order_beside(GString *answer, const Identity *acting, const Identity *other, gint64 target)
{
        g_autoptr(Relation) relation = other->entry_id == target ? NULL : relation_beside(acting, other);
        if (relation != NULL)
                order_relation(answer, acting, relation);
}

char *
pair_order_answer(const Identity *a, const Identity *b, const Identity *c)
{
        g_autoptr(DuplicateVerdict) verdict = duplicate_judge(a, b);
        if (verdict->level > DUPLICATE_LEVEL_NONE)
                return g_strdup(vocabulary_word(VOCABULARY_DUPLICATE_LEVEL, verdict->level));
        GString *answer = g_string_new("none");
        const gint64 from_a = order_main(answer, a, b, c), from_b = order_main(answer, b, a, c);
        order_beside(answer, a, b, c == NULL ? from_a : b->entry_id);
        order_beside(answer, b, a, c == NULL ? from_b : a->entry_id);
        return g_string_free(answer, FALSE);
}

bool
pair_order_meets(const Identity *a, const Identity *b)
{
        g_autoptr(GArray) x = identity_keys(a);
        g_autoptr(GArray) y = identity_keys(b);
        for (guint i = 0; i < x->len; i++) {
                const IdentityKey key = g_array_index(x, IdentityKey, i);
                for (guint j = 0; key.kind != IDENTITY_KEY_CASE && key.kind != IDENTITY_KEY_NAME && j < y->len; j++)
                        if (g_array_index(y, IdentityKey, j).key == key.key)
                                return true;
        }
        return false;
}
