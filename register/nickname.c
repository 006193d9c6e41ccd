#include "register/nickname.h"

#include <string.h>

static const char *const nickname_rows[] = {
#define NICKNAMES(names) names,
#include "register/nickname.def"
#undef NICKNAMES
};

/* Whether the word stands in the row, parted by blanks. */
static bool
nickname_in(const char *row, const char *word)
{
        const size_t length = strlen(word);
        for (const char *at = strstr(row, word); at != NULL && length > 0; at = strstr(at + 1, word))
                if ((at == row || at[-1] == ' ') && (at[length] == ' ' || at[length] == '\0'))
                        return true;
        return false;
}

bool
nickname_same(const char *a, const char *b)
{
        if (g_str_equal(a, b) || strchr(a, ' ') != NULL || strchr(b, ' ') != NULL)
                return false;
        for (unsigned i = 0; i < G_N_ELEMENTS(nickname_rows); i++)
                if (nickname_in(nickname_rows[i], a) && nickname_in(nickname_rows[i], b))
                        return true;
        return false;
}

GPtrArray *
nickname_others(const char *name)
{
        GPtrArray *others = g_ptr_array_new_with_free_func(g_free);
        for (unsigned i = 0; i < G_N_ELEMENTS(nickname_rows) && strchr(name, ' ') == NULL; i++) {
                if (!nickname_in(nickname_rows[i], name))
                        continue;
                g_auto(GStrv) words = g_strsplit(nickname_rows[i], " ", -1);
                for (unsigned k = 0; words[k] != NULL; k++)
                        if (!g_str_equal(words[k], name) &&
                            !g_ptr_array_find_with_equal_func(others, words[k], g_str_equal, NULL))
                                g_ptr_array_add(others, g_strdup(words[k]));
        }
        return others;
}
