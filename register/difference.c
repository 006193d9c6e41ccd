#include "register/difference.h"

#include "base/text.h"
#include "register/court_time.h"
#include "register/identity.h"

#include <jansson.h>

G_DEFINE_AUTOPTR_CLEANUP_FUNC(json_t, json_decref)

static void
difference_free(gpointer data)
{
        g_free(((Difference *) data)->words);
        g_free(data);
}

/* A value in a form that compares equal when it means the same. */
static char *
difference_plain(Field field, const char *value)
{
        g_autoptr(Identity) identity = identity_new();
        switch (field_kind(field)) {
        case FIELD_KIND_PERSON:
                return identity_name(value);
        case FIELD_KIND_DATE:
        case FIELD_KIND_END:
        case FIELD_KIND_TIME:
        case FIELD_KIND_FLAG:
                return g_strdup(value);
        default:
                if (field == FIELD_COURT || field_kind(field) == FIELD_KIND_NUMBER_KEY)
                        identity_set(identity, field, value);
                return identity->values[field] != NULL ? g_strdup(identity->values[field]) : text_key(value);
        }
}

static char *
difference_item(Field field, json_t *item)
{
        if (json_is_string(item))
                return field_kind(field) == FIELD_KIND_PEOPLE ? identity_name(json_string_value(item))
                                                              : text_key(json_string_value(item));
        const char *name = json_string_value(json_object_get(item, "name"));
        const char *born = json_string_value(json_object_get(item, "born"));
        g_autofree char *plain = identity_name(name == NULL ? "" : name);
        return g_strdup_printf("%s %s", plain, born == NULL ? "" : born);
}

/* The items of a list as a set of comparable forms. */
static GHashTable *
difference_set(Field field, const char *value)
{
        GHashTable *set = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
        g_autoptr(json_t) list = json_loads(value, 0, NULL);
        size_t i = 0;
        json_t *item = NULL;
        json_array_foreach(list, i, item)(void) g_hash_table_add(set, difference_item(field, item));
        return set;
}

static bool
difference_holds(GHashTable *set, GHashTable *part)
{
        GHashTableIter iter;
        gpointer item = NULL;
        g_hash_table_iter_init(&iter, part);
        while (g_hash_table_iter_next(&iter, &item, NULL))
                if (!g_hash_table_contains(set, item))
                        return false;
        return true;
}

/* False when the copy brings nothing. */
static bool
difference_kind(Field field, const char *copy, const char *original, DifferenceKind *ret_kind)
{
        *ret_kind = DIFFERENCE_ADDS;
        if (copy == NULL)
                return false;
        if (original == NULL)
                return true;
        if (field_is_list(field)) {
                g_autoptr(GHashTable) theirs = difference_set(field, copy);
                g_autoptr(GHashTable) ours = difference_set(field, original);
                if (difference_holds(ours, theirs))
                        return false;
                *ret_kind = difference_holds(theirs, ours) ? DIFFERENCE_ADDS : DIFFERENCE_CONTRADICTS;
                return true;
        }
        g_autofree char *x = difference_plain(field, copy);
        g_autofree char *y = difference_plain(field, original);
        *ret_kind = DIFFERENCE_CONTRADICTS;
        return !g_str_equal(x, y);
}

static char *
difference_print(Field field, const char *value)
{
        LegalDate date;
        if (legal_date_from_iso(value, &date))
                return court_time_day(&date);
        if (field_kind(field) == FIELD_KIND_FLAG)
                return g_strdup(g_str_equal(value, "true") ? "yes" : "no");
        if (!field_is_list(field))
                return g_strdup(value);
        g_autoptr(json_t) list = json_loads(value, 0, NULL);
        GString *names = g_string_new(NULL);
        size_t i = 0;
        json_t *item = NULL;
        json_array_foreach(list, i, item) g_string_append_printf(names, "%s%s", i > 0 ? ", " : "",
                                                                 json_is_string(item) ? json_string_value(item) : "");
        return g_string_free(names, FALSE);
}

static char *
difference_words(Field field, DifferenceKind kind, const char *copy, const char *original)
{
        g_autofree char *label = g_utf8_strdown(field_label(field), -1);
        if (field_is_closed(field))
                return kind == DIFFERENCE_ADDS ? g_strdup(label) : g_strdup_printf("other %s", label);
        g_autofree char *theirs = difference_print(field, copy);
        const char *verb = field == FIELD_SERVED_ON    ? "served"
                           : field == FIELD_MADE_ON    ? "made"
                           : field == FIELD_EXPIRES_ON ? "ends"
                                                       : label;
        if (kind == DIFFERENCE_ADDS)
                return g_strdup_printf("%s %s", verb, theirs);
        g_autofree char *ours = difference_print(field, original);
        return g_strdup_printf("%s%s %s, the order here says %s",
                               field == FIELD_EXPIRES_ON ? "ENDS ON ANOTHER DAY: " : "", verb, theirs, ours);
}

/* What another field tells already. */
static bool
difference_is_told(Field field, const char *const copy[FIELD_COUNT], const char *const original[FIELD_COUNT])
{
        if (field == FIELD_PROTECTED_PERSON)
                return copy[FIELD_PROTECTED_PEOPLE] != NULL;
        /* the period from which an end was computed, beside the same end */
        return field == FIELD_DURATION_TEXT && original[FIELD_EXPIRES_ON] != NULL && copy[FIELD_EXPIRES_ON] != NULL &&
               g_str_equal(copy[FIELD_EXPIRES_ON], original[FIELD_EXPIRES_ON]);
}

/* What the order here says of its end where the copy tells it in the other way: by a day, or by a period of which no day was
 * computed ("6 months from service"). NULL when both tell it alike, or one not at all. */
static const char *
difference_other_end(Field field, const char *const copy[FIELD_COUNT], const char *const original[FIELD_COUNT])
{
        if (copy[field] == NULL || original[field] != NULL)
                return NULL;
        if (field == FIELD_DURATION_TEXT)
                return copy[FIELD_EXPIRES_ON] == NULL ? original[FIELD_EXPIRES_ON] : NULL;
        const char *period = original[FIELD_DURATION_TEXT];
        if (field != FIELD_EXPIRES_ON || period == NULL)
                return NULL;
        DifferenceKind kind = DIFFERENCE_ADDS;
        const char *theirs = copy[FIELD_DURATION_TEXT];
        const bool agrees = theirs != NULL && !difference_kind(FIELD_DURATION_TEXT, theirs, period, &kind);
        return agrees ? NULL : period;
}

/* One difference, or NULL when the copy brings nothing in this field. */
static Difference *
difference_of(Field field, const char *const copy[FIELD_COUNT], const char *const original[FIELD_COUNT])
{
        DifferenceKind kind = DIFFERENCE_ADDS;
        if (difference_is_told(field, copy, original) || !difference_kind(field, copy[field], original[field], &kind))
                return NULL;
        Difference *difference = g_new0(Difference, 1);
        difference->field = field;
        const char *end = difference_other_end(field, copy, original);
        if (end != NULL) {
                g_autofree char *theirs = difference_print(field, copy[field]);
                g_autofree char *ours = difference_print(FIELD_EXPIRES_ON, end);
                difference->kind = DIFFERENCE_CONTRADICTS;
                difference->words = g_strdup_printf("ENDS IN ANOTHER WAY: %s, the order here says %s", theirs, ours);
        } else {
                difference->kind = kind;
                difference->words = difference_words(field, kind, copy[field], original[field]);
        }
        return difference;
}

GPtrArray *
difference_list(const char *const copy[FIELD_COUNT], const char *const original[FIELD_COUNT])
{
        GPtrArray *list = g_ptr_array_new_with_free_func(difference_free);
        guint contradicting = 0;
        for (Field field = 0; field < FIELD_COUNT; field++) {
                Difference *difference = difference_of(field, copy, original);
                if (difference == NULL)
                        continue;
                const bool first = difference->kind == DIFFERENCE_CONTRADICTS;
                g_ptr_array_insert(list, first ? (gint) contradicting++ : -1, difference);
        }
        return list;
}
