#include "web/fragment.h"

#include "web/page.h"
#include "web/page_text.h"
#include "web/stencil.h"

#include <string.h>

/* Of shapes that are kept; beyond it all are made anew. */
enum { FRAGMENTS_OCTETS = 16 << 20 };

static struct {
        GMutex lock;
        GHashTable *made; /* style and shape: Stencil */
        gsize octets;
} fragments;

/* What data looks like, and what is to be filled in, in the order in which it is come by. */
typedef struct {
        const FragmentKind *kind;
        GString *shape;
        GPtrArray *values; /* borrowed, but those that stand in own too */
        GPtrArray *own;
        GHashTable *same; /* of numbers that are compared: the place of each; NULL: none yet */
        bool passes;      /* it cannot be kept */
} Look;

static void
look_clear(Look *look)
{
        g_string_free(look->shape, TRUE);
        g_ptr_array_unref(look->values);
        g_ptr_array_unref(look->own);
        g_clear_pointer(&look->same, g_hash_table_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Look, look_clear)

static bool
fragment_is_among(const char *const *names, unsigned most, const char *name)
{
        for (unsigned i = 0; i < most && names[i] != NULL; i++)
                if (g_str_equal(names[i], name))
                        return true;
        return false;
}

static bool
fragment_is_tested(const FragmentKind *kind, const char *name)
{
        return fragment_is_among(kind->tested, FRAGMENT_TESTED, name);
}

/* What becomes no element: see page.h. */
static bool
fragment_is_nothing(const json_t *value)
{
        return json_is_null(value) || json_is_false(value);
}

/* The place of a number that is compared, where it has one: like `*ret_place`, which is the next, for the first of its value. */
static bool
fragment_is_known(GHashTable **same, const json_t *number, unsigned *ret_place)
{
        const gpointer key = (gpointer) (guintptr) json_integer_value(number);
        gpointer known = NULL;
        if (*same == NULL)
                *same = g_hash_table_new(NULL, NULL);
        const bool found = g_hash_table_lookup_extended(*same, key, NULL, &known);
        if (found)
                *ret_place = GPOINTER_TO_UINT(known);
        else
                g_hash_table_insert(*same, key, GUINT_TO_POINTER(*ret_place));
        return found;
}

static void
look_value(Look *look, char *text)
{
        g_ptr_array_add(look->own, text);
        g_ptr_array_add(look->values, text);
}

static char *
look_words(const Look *look, const char *name, const char *text)
{
        for (unsigned i = 0; i < FRAGMENT_NAMES && look->kind->worded[i].name != NULL; i++)
                if (g_str_equal(look->kind->worded[i].name, name))
                        return look->kind->worded[i].words(text);
        return page_text_clean(text);
}

static void
look_string(Look *look, const char *name, const char *text)
{
        if (fragment_is_tested(look->kind, name)) {
                g_string_append_printf(look->shape, "'%s'", text);
                look->passes = look->passes || strpbrk(text, "~'") != NULL; /* no word of a vocabulary */
                return;
        }
        g_string_append(look->shape, *text == '\0' ? "''" : "~");
        if (*text == '\0')
                return;
        char *words = look_words(look, name, text);
        if (words != NULL)
                look_value(look, words);
        else
                g_ptr_array_add(look->values, (gpointer) (guintptr) text);
}

static void
look_number(Look *look, const char *name, const json_t *number)
{
        unsigned place = look->values->len;
        if (fragment_is_among(look->kind->same, FRAGMENT_NAMES, name) &&
            fragment_is_known(&look->same, number, &place)) {
                g_string_append_printf(look->shape, "=%u", place);
                return;
        }
        look_value(look, page_text_number(number));
        g_string_append_c(look->shape, '~');
        if (fragment_is_tested(look->kind, name))
                g_string_append(look->shape, g_ptr_array_index(look->values, place));
}

static void
look_at(Look *look, const char *name, const json_t *value)
{
        const char *key = NULL;
        json_t *item = NULL;
        size_t i = 0;
        const bool empty = json_is_array(value) && json_array_size(value) == 0;
        look->passes = look->passes || (!empty && fragment_is_among(look->kind->passing, FRAGMENT_NAMES, name));
        switch (json_typeof(value)) {
        case JSON_OBJECT:
                g_string_append_c(look->shape, '{');
                json_object_foreach((json_t *) (guintptr) value, key, item)
                {
                        if (fragment_is_nothing(item))
                                continue;
                        g_string_append(look->shape, key);
                        look_at(look, key, item);
                }
                g_string_append_c(look->shape, '}');
                break;
        case JSON_ARRAY:
                g_string_append_c(look->shape, '[');
                json_array_foreach(value, i, item)
                {
                        look_at(look, name, item);
                }
                g_string_append_c(look->shape, ']');
                break;
        case JSON_STRING:
                look_string(look, name, json_string_value(value));
                break;
        case JSON_INTEGER:
        case JSON_REAL:
                look_number(look, name, value);
                break;
        case JSON_TRUE:
                g_string_append_c(look->shape, '+');
                break;
        case JSON_FALSE:
        case JSON_NULL: /* in a list an item that is empty */
                g_string_append_c(look->shape, '-');
                break;
        }
}

/* Where the places for values are that data has, come by in the order of look_at(). */
typedef struct {
        const FragmentKind *kind;
        unsigned next;
        GHashTable *same;
} Places;

static json_t *
places_number(Places *places, const char *name, const json_t *number)
{
        unsigned place = places->next;
        if (fragment_is_among(places->kind->same, FRAGMENT_NAMES, name) &&
            fragment_is_known(&places->same, number, &place))
                return json_sprintf("~%u~", place);
        places->next++;
        return fragment_is_tested(places->kind, name) ? json_copy((json_t *) (guintptr) number)
                                                      : json_sprintf("~%u~", place);
}

/* The same data with places for values. New reference. */
static json_t *
places_copy(Places *places, const char *name, const json_t *value)
{
        const char *key = NULL;
        json_t *item = NULL, *copy = NULL;
        size_t i = 0;
        switch (json_typeof(value)) {
        case JSON_OBJECT:
                copy = json_object();
                json_object_foreach((json_t *) (guintptr) value, key, item)
                {
                        if (!fragment_is_nothing(item))
                                json_object_set_new(copy, key, places_copy(places, key, item));
                }
                return copy;
        case JSON_ARRAY:
                copy = json_array();
                json_array_foreach(value, i, item)
                {
                        json_array_append_new(copy, places_copy(places, name, item));
                }
                return copy;
        case JSON_STRING:
                if (fragment_is_tested(places->kind, name) || json_string_length(value) == 0)
                        return json_copy((json_t *) (guintptr) value);
                return json_sprintf("~%u~", places->next++);
        case JSON_INTEGER:
        case JSON_REAL:
                return places_number(places, name, value);
        default:
                return json_copy((json_t *) (guintptr) value);
        }
}

/* NULL: nobody has made that shape yet. New reference. */
static Stencil *
fragment_kept(const char *shape)
{
        g_autoptr(GMutexLocker) locker = g_mutex_locker_new(&fragments.lock);
        Stencil *stencil = g_hash_table_lookup(fragments.made, shape);
        return stencil == NULL ? NULL : stencil_ref(stencil);
}

static void
fragment_keep(const char *shape, Stencil *stencil, gsize octets)
{
        g_autoptr(GMutexLocker) locker = g_mutex_locker_new(&fragments.lock);
        if (fragments.octets + octets > FRAGMENTS_OCTETS) {
                g_hash_table_remove_all(fragments.made);
                fragments.octets = 0;
        }
        fragments.octets += octets;
        g_hash_table_replace(fragments.made, g_strdup(shape), stencil_ref(stencil));
}

/* New reference; NULL when it cannot be made. */
static Stencil *
fragment_make(const FragmentKind *kind, const json_t *data, const char *shape)
{
        Places places = { .kind = kind };
        json_t *marked = places_copy(&places, "", data);
        g_clear_pointer(&places.same, g_hash_table_unref);
        g_autofree char *html = page_piece(kind->style, marked);
        json_decref(marked);
        if (html == NULL)
                return NULL;
        Stencil *stencil = stencil_new(html);
        fragment_keep(shape, stencil, strlen(shape) + strlen(html));
        return stencil;
}

/* Made of just this. */
static bool
fragment_append_once(const FragmentKind *kind, const json_t *data, GString *html)
{
        g_autofree char *piece = page_piece(kind->style, data);
        g_string_append(html, piece == NULL ? "" : piece);
        return piece != NULL;
}

bool
fragment_append(const FragmentKind *kind, const json_t *data, GString *html)
{
        g_auto(Look) look = { .kind = kind,
                              .shape = g_string_sized_new(512),
                              .values = g_ptr_array_sized_new(32),
                              .own = g_ptr_array_new_with_free_func(g_free) };
        g_string_append(look.shape, kind->style);
        look_at(&look, "", data);
        if (look.passes)
                return fragment_append_once(kind, data, html);
        g_autoptr(Stencil) stencil = fragment_kept(look.shape->str);
        if (stencil == NULL)
                stencil = fragment_make(kind, data, look.shape->str);
        if (stencil == NULL)
                return false;
        stencil_append(stencil, (const char *const *) look.values->pdata, look.values->len, html);
        return true;
}

static void
fragment_let_go(gpointer stencil)
{
        stencil_unref(stencil);
}

void
fragment_init(void)
{
        fragments.made = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, fragment_let_go);
}

void
fragment_end(void)
{
        g_clear_pointer(&fragments.made, g_hash_table_unref);
        fragments.octets = 0;
}
