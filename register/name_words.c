#include "register/name_words.h"

#include "base/text.h"
#include "register/person.h"

#include <string.h>

void
name_words_clear(NameWords *words)
{
        for (unsigned i = 0; i < words->count; i++)
                g_free(words->words[i].text);
        words->count = 0;
}

/* What says which party somebody is, and no name. */
static bool
name_is_role(const char *word)
{
        static const char *const roles[] = { "1",           "2",         "3",           "4",          "1st",
                                             "2nd",         "3rd",       "4th",         "first",      "second",
                                             "third",       "fourth",    "the",         "applicant",  "applicants",
                                             "respondent",  "defendant", "respondents", "defendants", "claimant",
                                             "complainant", "ceisydd",   "atebydd" };
        for (unsigned i = 0; i < G_N_ELEMENTS(roles); i++)
                if (g_str_equal(word, roles[i]))
                        return true;
        return false;
}

static bool
name_is_particle(const char *word)
{
        static const char *const particles[] = { "o",   "mac", "mc",  "al",  "el", "ul",  "ap", "ab",
                                                 "van", "von", "der", "den", "de", "la",  "du", "di",
                                                 "da",  "dos", "bin", "ibn", "st", "fitz" };
        for (unsigned i = 0; i < G_N_ELEMENTS(particles); i++)
                if (g_str_equal(word, particles[i]))
                        return true;
        return false;
}

static bool
name_is_loud(const char *word)
{
        unsigned letters = 0;
        for (const char *at = word; *at != '\0'; at = g_utf8_next_char(at)) {
                const gunichar c = g_utf8_get_char(at);
                if (g_unichar_islower(c))
                        return false;
                letters += g_unichar_isalpha(c);
        }
        return letters >= 2;
}

/* Roles and numbers of parties left out; nothing is left out of what is nothing else. New. */
static GPtrArray *
name_without_roles(const char *name)
{
        g_auto(GStrv) parts = g_strsplit_set(name, " \t\n()[]:", -1);
        GPtrArray *kept = g_ptr_array_new_with_free_func(g_free);
        for (unsigned pass = 0; pass < 2 && kept->len == 0; pass++)
                for (unsigned i = 0; parts[i] != NULL; i++) {
                        g_autofree char *key = text_key(parts[i]);
                        if (key[0] != '\0' && (pass == 1 || !name_is_role(key)))
                                g_ptr_array_add(kept, g_strdup(parts[i]));
                }
        return kept;
}

/* How many words at the start are the surname: those before the only comma, or capitals before a word that has none. */
static guint
name_surname_first(const GPtrArray *parts)
{
        guint comma = 0, loud = 0;
        for (guint i = 0; i + 1 < parts->len && comma == 0; i++)
                if (g_str_has_suffix(g_ptr_array_index(parts, i), ","))
                        comma = i + 1;
        if (comma > 0)
                return comma;
        size_t title = 0;
        g_autofree char *first = parts->len == 0 ? g_strdup("") : g_strconcat(g_ptr_array_index(parts, 0), " ", NULL);
        if (person_title(first, &title))
                return 0;
        while (loud < parts->len && name_is_loud(g_ptr_array_index(parts, loud)))
                loud++;
        return loud < parts->len ? loud : 0;
}

static void
name_add(NameWords *words, GString *particles, const char *text)
{
        g_autofree char *plain = text_key(text);
        if (plain[0] == '\0' || words->count == NAME_WORDS_MOST)
                return;
        if (name_is_particle(plain)) {
                g_string_append(particles, plain);
                return;
        }
        /* Mac and Mc are written for one another */
        const bool mac = g_str_has_prefix(plain, "mac") && strlen(plain) >= 7 && particles->len == 0;
        const char *rest = mac ? plain + 3 : plain;
        if (mac || g_str_equal(particles->str, "mac"))
                g_string_assign(particles, "mc");
        NameWord *word = &words->words[words->count++];
        word->particle = mac ? 0 : (unsigned) particles->len;
        word->text = g_strconcat(particles->str, rest, NULL);
        g_string_truncate(particles, 0);
}

void
name_words_read(NameWords *words, const char *name)
{
        *words = (NameWords){ .count = 0 };
        g_autoptr(GPtrArray) printed = name_without_roles(name);
        const guint first = name_surname_first(printed);
        g_autoptr(GString) ordered = g_string_new(NULL);
        for (guint i = 0; i < printed->len; i++)
                g_string_append_printf(ordered, "%s ", (char *) g_ptr_array_index(printed, (i + first) % printed->len));
        g_autofree char *key = person_key(ordered->str);
        g_auto(GStrv) parts = g_strsplit_set(key, " -", -1);
        g_autoptr(GString) particles = g_string_new(NULL);
        for (unsigned i = 0; parts[i] != NULL; i++)
                name_add(words, particles, parts[i]);
        /* a name that is nothing but small words */
        if (particles->len > 0 && words->count < NAME_WORDS_MOST)
                words->words[words->count++] = (NameWord){ .text = g_strdup(particles->str) };
}

static bool
name_has(const NameWords *words, const char *text)
{
        for (unsigned i = 0; i < words->count; i++)
                if (g_str_equal(words->words[i].text, text))
                        return true;
        return false;
}

/* Joins words from first to last, which the other prints as one. */
static void
name_join_range(NameWords *words, unsigned first, unsigned last, char *joined)
{
        for (unsigned i = first; i <= last; i++)
                g_free(words->words[i].text);
        words->words[first] = (NameWord){ .text = joined, .particle = words->words[first].particle };
        memmove(&words->words[first + 1], &words->words[last + 1], (words->count - last - 1) * sizeof *words->words);
        words->count -= last - first;
}

static void
name_join_as(NameWords *words, const NameWords *other)
{
        for (unsigned first = 0; first < words->count; first++) {
                g_autoptr(GString) joined = g_string_new(words->words[first].text);
                for (unsigned last = first + 1; last < words->count; last++) {
                        g_string_append(joined, words->words[last].text);
                        if (!name_has(other, joined->str))
                                continue;
                        name_join_range(words, first, last, g_strdup(joined->str));
                        break;
                }
        }
}

void
name_words_join(NameWords *a, NameWords *b)
{
        name_join_as(a, b);
        name_join_as(b, a);
}
