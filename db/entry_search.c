#include "base/limits.h"
#include "base/text.h"
#include "db/entry_write.h"

#include <jansson.h>
#include <string.h>

G_DEFINE_AUTOPTR_CLEANUP_FUNC(json_t, json_decref)

/* NAMES: words with a capital letter that a mail without an order adds to those that are found by their sound. */
enum { SEARCH_NAMES = 400, SEARCH_NAME_LETTERS = 3 };

static void
search_add_name(GHashTable *names, GString *word)
{
        const bool name =
            g_unichar_isupper(g_utf8_get_char(word->str)) && g_utf8_strlen(word->str, -1) >= SEARCH_NAME_LETTERS;
        if (name && g_hash_table_size(names) < SEARCH_NAMES)
                (void) g_hash_table_add(names, g_strdup(word->str));
        g_string_truncate(word, 0);
}

/* The words that begin with a capital letter, parted by blanks. New string. */
static char *
search_names(const char *text)
{
        g_autoptr(GHashTable) names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
        g_autoptr(GString) word = g_string_new(NULL);
        for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at)) {
                const gunichar letter = g_utf8_get_char(at);
                if (g_unichar_isalpha(letter) || letter == '\'')
                        g_string_append_unichar(word, letter);
                else
                        search_add_name(names, word);
        }
        search_add_name(names, word);
        GString *list = g_string_new(NULL);
        GHashTableIter iter;
        gpointer name = NULL;
        g_hash_table_iter_init(&iter, names);
        while (g_hash_table_iter_next(&iter, &name, NULL))
                g_string_append_printf(list, "%s ", (char *) name);
        return g_string_free(list, FALSE);
}

bool
entry_search_write(EntryWrite *write, GError **error)
{
        g_autoptr(json_t) papers = json_array();
        size_t room = LIMIT_SEARCH_TEXT;
        for (unsigned i = 0; i < write->submission->documents->len; i++) {
                const SubmissionDocument *document = g_ptr_array_index(write->submission->documents, i);
                g_autoptr(GString) text = g_string_new(NULL);
                for (unsigned page = 0; page < document->text->len && text->len < room; page++)
                        g_string_append_printf(text, "%s\n", (const char *) g_ptr_array_index(document->text, page));
                g_autofree char *cut = text_clean(text->str, room);
                if (*cut == '\0')
                        continue;
                room -= MIN(room, strlen(cut));
                g_autofree char *names = write->orders->len > 0 ? g_strdup("") : search_names(cut);
                json_array_append_new(
                    papers, json_pack("{s:s, s:s, s:s}", "path", document->path, "words", cut, "names", names));
        }
        return entry_write_list(write, "entry_put_search", write->claim->message_id, papers, NULL, error);
}
