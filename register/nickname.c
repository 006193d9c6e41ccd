#include "register/nickname.h"

static const char *const nickname_rows[] = {
#define NICKNAMES(names) names,
#include "register/nickname.def"
#undef NICKNAMES
};

/* The rows in which each word stands: sets of numbers (GArray of guint), by word. Made at the first call and kept. */
static GHashTable *
nickname_places(void)
{
        static GHashTable *places;
        if (g_once_init_enter(&places)) {
                GHashTable *made =
                    g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_array_unref);
                for (guint row = 0; row < G_N_ELEMENTS(nickname_rows); row++) {
                        g_auto(GStrv) words = g_strsplit(nickname_rows[row], " ", -1);
                        for (unsigned i = 0; words[i] != NULL; i++) {
                                GArray *rows = g_hash_table_lookup(made, words[i]);
                                if (rows == NULL) {
                                        rows = g_array_new(FALSE, FALSE, sizeof(guint));
                                        (void) g_hash_table_insert(made, g_strdup(words[i]), rows);
                                }
                                g_array_append_val(rows, row);
                        }
                }
                g_once_init_leave(&places, made);
        }
        return places;
}

bool
nickname_same(const char *a, const char *b)
{
        const GArray *of_a = g_hash_table_lookup(nickname_places(), a);
        const GArray *of_b = of_a == NULL ? NULL : g_hash_table_lookup(nickname_places(), b);
        if (of_b == NULL || g_str_equal(a, b))
                return false;
        for (guint i = 0; i < of_a->len; i++)
                for (guint k = 0; k < of_b->len; k++)
                        if (g_array_index(of_a, guint, i) == g_array_index(of_b, guint, k))
                                return true;
        return false;
}

GPtrArray *
nickname_others(const char *name)
{
        GPtrArray *others = g_ptr_array_new_with_free_func(g_free);
        const GArray *rows = g_hash_table_lookup(nickname_places(), name);
        for (guint i = 0; rows != NULL && i < rows->len; i++) {
                g_auto(GStrv) words = g_strsplit(nickname_rows[g_array_index(rows, guint, i)], " ", -1);
                for (unsigned k = 0; words[k] != NULL; k++)
                        if (!g_str_equal(words[k], name) &&
                            !g_ptr_array_find_with_equal_func(others, words[k], g_str_equal, NULL))
                                g_ptr_array_add(others, g_strdup(words[k]));
        }
        return others;
}
