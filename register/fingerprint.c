#include "register/fingerprint.h"

#include "base/digest.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

/* A line that only numbers the page: "Page 2 of 4", "- 2 -", "2/4", "Tudalen 2 o 4". */
static bool
fingerprint_is_page_number(const char *line)
{
        static const char *const words[] = { "page", "of", "tudalen", "o", "p", "pg", NULL };
        g_auto(GStrv) parts = g_strsplit_set(line, " -/.|:()[]\t", -1);
        unsigned numbers = 0;
        for (unsigned i = 0; parts[i] != NULL; i++) {
                const size_t length = strlen(parts[i]);
                const bool number = length > 0 && length <= 3 && strspn(parts[i], "0123456789") == length;
                if (length > 0 && !number && !g_strv_contains(words, parts[i]))
                        return false;
                numbers += number;
        }
        return numbers >= 1 && numbers <= 2;
}

static int
fingerprint_compare(gconstpointer a, gconstpointer b)
{
        return strcmp(*(const char *const *) a, *(const char *const *) b);
}

/* The words of a folded line: runs of letters and digits, so that a full stop or a hyphen more or less is nothing. */
static void
fingerprint_words(const char *line, GPtrArray *words)
{
        const char *start = NULL;
        for (const char *at = line;; at = g_utf8_next_char(at)) {
                const bool inside = *at != '\0' && g_unichar_isalnum(g_utf8_get_char(at));
                if (inside && start == NULL)
                        start = at;
                if (!inside && start != NULL) {
                        g_ptr_array_add(words, g_strndup(start, (gsize) (at - start)));
                        start = NULL;
                }
                if (*at == '\0')
                        return;
        }
}

bool
fingerprint_of(const GPtrArray *pages, gint64 *ret_fingerprint)
{
        g_autoptr(GPtrArray) words = g_ptr_array_new_with_free_func(g_free);
        for (guint i = 0; i < pages->len; i++) {
                g_auto(GStrv) lines = g_strsplit(g_ptr_array_index(pages, i), "\n", -1);
                for (unsigned k = 0; lines[k] != NULL; k++) {
                        g_autofree char *folded = text_fold(lines[k]);
                        if (!fingerprint_is_page_number(folded))
                                fingerprint_words(folded, words);
                }
        }
        if (words->len < FINGERPRINT_LEAST_WORDS)
                return false;
        g_ptr_array_sort(words, fingerprint_compare);
        g_autoptr(GString) all = g_string_new(NULL);
        for (guint i = 0; i < words->len; i++)
                g_string_append_printf(all, "%s\n", (const char *) g_ptr_array_index(words, i));
        *ret_fingerprint = digest_key(bytes_of_string(all->str));
        return true;
}
