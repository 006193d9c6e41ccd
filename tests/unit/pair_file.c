#include "tests/unit/pair_file.h"

#include <string.h>

typedef struct {
        const char *file;
        unsigned line;
        char *kind;
        GHashTable *orders;       /* of tables of fields, by name */
        GHashTable *open, *a, *c; /* the order whose fields follow; the orders that the next pair is made of */
        GPtrArray *cases;
} Reader;

static void
pair_case_free(gpointer data)
{
        PairCase *pair = data;
        g_free(pair->place);
        g_free(pair->kind);
        g_free(pair->right);
        g_free(pair->now);
        g_hash_table_unref(pair->a);
        g_hash_table_unref(pair->b);
        if (pair->c != NULL)
                g_hash_table_unref(pair->c);
        g_free(pair);
}

static void
pair_fields(const Reader *reader, GHashTable *fields, const char *text)
{
        g_auto(GStrv) parts = g_strsplit(text, "|", -1);
        for (unsigned i = 0; parts[i] != NULL; i++) {
                g_auto(GStrv) sides = g_strsplit(parts[i], "=", 2);
                if (g_strv_length(sides) == 1 && g_strstrip(sides[0])[0] == '\0')
                        continue;
                if (g_strv_length(sides) != 2)
                        g_error("%s:%u: no field: %s", reader->file, reader->line, parts[i]);
                char *value = g_strstrip(sides[1]);
                char *name = g_strdup(g_strstrip(sides[0]));
                (void) g_hash_table_remove(fields, name);
                if (g_str_equal(value, "-"))
                        g_free(name);
                else
                        (void) g_hash_table_insert(fields, name, g_strdup(value));
        }
}

/* "marlow | made = 2025-03-24": the named order with its changes. */
static GHashTable *
pair_order(const Reader *reader, const char *text)
{
        g_auto(GStrv) sides = g_strsplit(text, "|", 2);
        GHashTable *known = g_hash_table_lookup(reader->orders, g_strstrip(sides[0]));
        if (known == NULL)
                g_error("%s:%u: no order %s", reader->file, reader->line, sides[0]);
        GHashTable *fields = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
        GHashTableIter iter;
        gpointer name = NULL, value = NULL;
        g_hash_table_iter_init(&iter, known);
        while (g_hash_table_iter_next(&iter, &name, &value))
                (void) g_hash_table_insert(fields, g_strdup(name), g_strdup(value));
        if (sides[1] != NULL)
                pair_fields(reader, fields, sides[1]);
        return fields;
}

static void
pair_add(Reader *reader, const char *text)
{
        g_auto(GStrv) sides = g_strsplit(text, "=>", 2);
        if (g_strv_length(sides) != 2 || reader->a == NULL || reader->kind == NULL)
                g_error("%s:%u: no pair", reader->file, reader->line);
        PairCase *pair = g_new0(PairCase, 1);
        pair->place = g_strdup_printf("%s:%u", reader->file, reader->line);
        pair->kind = g_strdup(reader->kind);
        pair->a = g_hash_table_ref(reader->a);
        pair->b = pair_order(reader, sides[0]);
        pair->c = g_steal_pointer(&reader->c);
        pair->right = g_strdup(g_strstrip(sides[1]));
        g_ptr_array_add(reader->cases, pair);
}

static void
pair_now(const Reader *reader, const char *text)
{
        PairCase *pair = reader->cases->len == 0 ? NULL : g_ptr_array_index(reader->cases, reader->cases->len - 1);
        const char *colon = strchr(text, ':');
        if (pair == NULL || colon == NULL || colon[1] == '\0')
                g_error("%s:%u: what is said instead needs its reason", reader->file, reader->line);
        pair->now = g_strstrip(g_strndup(text, (gsize) (colon - text)));
}

static void
pair_begin_order(Reader *reader, const char *name)
{
        reader->open = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
        (void) g_hash_table_insert(reader->orders, g_strstrip(g_strdup(name)), reader->open);
}

static void
pair_take(GHashTable **held, GHashTable *fields)
{
        if (*held != NULL)
                g_hash_table_unref(*held);
        *held = fields;
}

static void
pair_line(Reader *reader, const char *line)
{
        if (line[0] == '\0' || line[0] == '#')
                return;
        if (g_str_has_prefix(line, "order ")) {
                pair_begin_order(reader, line + strlen("order "));
        } else if (g_str_has_prefix(line, "== ")) {
                g_free(reader->kind);
                reader->kind = g_strdup(line + strlen("== "));
        } else if (g_str_has_prefix(line, "a ")) {
                pair_take(&reader->a, pair_order(reader, line + 2));
        } else if (g_str_has_prefix(line, "b ")) {
                pair_add(reader, line + 2);
        } else if (g_str_has_prefix(line, "c ")) {
                pair_take(&reader->c, pair_order(reader, line + 2));
        } else if (g_str_has_prefix(line, "  now ")) {
                pair_now(reader, line + strlen("  now "));
        } else if (line[0] == ' ' && reader->open != NULL) {
                pair_fields(reader, reader->open, line);
        } else {
                g_error("%s:%u: not understood: %s", reader->file, reader->line, line);
        }
}

static int
pair_compare_names(gconstpointer a, gconstpointer b)
{
        return strcmp(*(const char *const *) a, *(const char *const *) b);
}

static void
pair_read_one(const char *folder, const char *name, GPtrArray *cases)
{
        g_autofree char *path = g_build_filename(folder, name, NULL);
        g_autofree char *text = NULL;
        g_autoptr(GError) error = NULL;
        (void) g_file_get_contents(path, &text, NULL, &error);
        g_assert_no_error(error);
        Reader reader = { .file = name,
                          .cases = cases,
                          .orders = g_hash_table_new_full(g_str_hash, g_str_equal, g_free,
                                                          (GDestroyNotify) g_hash_table_unref) };
        g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
        for (unsigned i = 0; lines[i] != NULL; i++) {
                reader.line = i + 1;
                pair_line(&reader, lines[i]);
        }
        pair_take(&reader.a, NULL);
        pair_take(&reader.c, NULL);
        g_hash_table_unref(reader.orders);
        g_free(reader.kind);
}

GPtrArray *
pair_file_read(const char *folder)
{
        g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
        g_assert_nonnull(dir);
        g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
        for (const char *name = g_dir_read_name(dir); name != NULL; name = g_dir_read_name(dir))
                if (g_str_has_suffix(name, ".txt") && !g_str_equal(name, "noise.txt"))
                        g_ptr_array_add(names, g_strdup(name));
        g_ptr_array_sort(names, pair_compare_names);
        GPtrArray *cases = g_ptr_array_new_with_free_func(pair_case_free);
        for (guint i = 0; i < names->len; i++)
                pair_read_one(folder, g_ptr_array_index(names, i), cases);
        return cases;
}
