#include "web/fragment.h"

#include "web/page.h"
#include "web/page_text.h"
#include "web/stencil.h"

#include <string.h>

/* Shapes that are kept; beyond it all are made anew. */
enum { FRAGMENTS_KEPT = 2048 };

static struct {
        GMutex lock;
        GHashTable *made; /* style and shape: Stencil */
} fragments;

/* What data looks like, and what is to be filled in, in the order in which it is come by. */
typedef struct {
        const FragmentKind *kind;
        GString *shape;
        GPtrArray *values; /* borrowed, but those that stand in own too */
        GPtrArray *own;
        bool passes; /* it cannot be kept */
} Look;

static void
look_clear(Look *look)
{
        g_string_free(look->shape, TRUE);
        g_ptr_array_unref(look->values);
        g_ptr_array_unref(look->own);
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

static void
look_value(Look *look, char *text)
{
        g_ptr_array_add(look->own, text);
        g_ptr_array_add(look->values, text);
}

static void
look_string(Look *look, const char *text, bool tested)
{
        if (tested) {
                g_string_append_printf(look->shape, "'%s'", text);
                look->passes = look->passes || strpbrk(text, "~'") != NULL; /* no word of a vocabulary */
                return;
        }
        g_string_append(look->shape, *text == '\0' ? "''" : "~");
        if (*text == '\0')
                return;
        char *clean = page_text_clean(text);
        if (clean != NULL)
                look_value(look, clean);
        else
                g_ptr_array_add(look->values, (gpointer) (guintptr) text);
}

static void
look_at(Look *look, const char *name, const json_t *value)
{
        const char *key = NULL;
        json_t *item = NULL;
        size_t i = 0;
        const bool tested = fragment_is_tested(look->kind, name);
        look->passes = look->passes || fragment_is_among(look->kind->passing, FRAGMENT_PASSING, name);
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
                look_string(look, json_string_value(value), tested);
                break;
        case JSON_INTEGER:
        case JSON_REAL:
                g_string_append_c(look->shape, '~');
                look_value(look, page_text_number(value));
                if (tested)
                        g_string_append(look->shape, g_ptr_array_index(look->values, look->values->len - 1));
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

/* The same data with places for values: new reference. Comes by them in the order of look_at(). */
static json_t *
fragment_places(const FragmentKind *kind, const char *name, const json_t *value, unsigned *place)
{
        const char *key = NULL;
        json_t *item = NULL, *copy = NULL;
        size_t i = 0;
        const bool tested = fragment_is_tested(kind, name);
        switch (json_typeof(value)) {
        case JSON_OBJECT:
                copy = json_object();
                json_object_foreach((json_t *) (guintptr) value, key, item)
                {
                        if (!fragment_is_nothing(item))
                                json_object_set_new(copy, key, fragment_places(kind, key, item, place));
                }
                return copy;
        case JSON_ARRAY:
                copy = json_array();
                json_array_foreach(value, i, item)
                {
                        json_array_append_new(copy, fragment_places(kind, name, item, place));
                }
                return copy;
        case JSON_STRING:
                if (tested || json_string_length(value) == 0)
                        return json_copy((json_t *) (guintptr) value);
                return json_sprintf("~%u~", (*place)++);
        case JSON_INTEGER:
        case JSON_REAL:
                copy = tested ? json_copy((json_t *) (guintptr) value) : json_sprintf("~%u~", *place);
                (*place)++;
                return copy;
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
fragment_keep(const char *shape, Stencil *stencil)
{
        g_autoptr(GMutexLocker) locker = g_mutex_locker_new(&fragments.lock);
        if (g_hash_table_size(fragments.made) >= FRAGMENTS_KEPT)
                g_hash_table_remove_all(fragments.made);
        g_hash_table_replace(fragments.made, g_strdup(shape), stencil_ref(stencil));
}

/* New reference; NULL when it cannot be made. */
static Stencil *
fragment_make(const FragmentKind *kind, const json_t *data, const char *shape)
{
        unsigned places = 0;
        json_t *marked = fragment_places(kind, "", data, &places);
        g_autofree char *html = page_piece(kind->style, marked);
        json_decref(marked);
        if (html == NULL)
                return NULL;
        Stencil *stencil = stencil_new(html);
        fragment_keep(shape, stencil);
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
}
