#include "parsers/order/sentence_feature.h"

#include "parsers/mail/own_words.h"
#include <string.h>

/* Senses so far apart still belong together; a sentence or a mail longer than the last step is long. */
enum { SENSES_APART = 4, SENTENCE_STEP = 6, MAIL_STEP = 25, STEPS = 5 };

typedef struct {
        GHashTable *known;
        GPtrArray *features;
} Collection;

static void
sentence_feature_add(Collection *collection, char *feature)
{
        /* adding an equal one would put this key, which nobody keeps, in the place of the first */
        if (g_hash_table_contains(collection->known, feature)) {
                g_free(feature);
                return;
        }
        g_hash_table_add(collection->known, feature);
        g_ptr_array_add(collection->features, feature);
}

static bool
sentence_feature_is_letter(unsigned char c)
{
        return g_ascii_isalnum(c) || c >= 0x80 || c == '\'';
}

/* "rings", "ringing" and "ringin" are one; every number is "#". */
static char *
sentence_feature_stem(const char *word, size_t length)
{
        static const char *const ends[] = { "ing", "ed", "es", "in", "s", "'s" };
        if (g_ascii_isdigit(word[0]))
                return g_strdup("#");
        for (unsigned i = 0; i < G_N_ELEMENTS(ends); i++) {
                const size_t end = strlen(ends[i]);
                if (length >= end + 3 && strncmp(word + length - end, ends[i], end) == 0)
                        return g_strndup(word, length - end);
        }
        return g_strndup(word, length);
}

/* The words of a plain sentence by their stems, of char*. */
static GPtrArray *
sentence_feature_stems(const char *plain)
{
        GPtrArray *stems = g_ptr_array_new_with_free_func(g_free);
        for (const char *at = plain; *at != '\0';) {
                const char *start = at;
                while (sentence_feature_is_letter((unsigned char) *at))
                        at++;
                if (at > start)
                        g_ptr_array_add(stems, sentence_feature_stem(start, (size_t) (at - start)));
                else
                        at++;
        }
        return stems;
}

static void
sentence_feature_words(Collection *collection, const GPtrArray *stems)
{
        for (unsigned i = 0; i < stems->len; i++) {
                const char *stem = g_ptr_array_index(stems, i);
                sentence_feature_add(collection, g_strconcat("t ", stem, NULL));
                if (i > 0)
                        sentence_feature_add(collection,
                                             g_strconcat("u ", g_ptr_array_index(stems, i - 1), " ", stem, NULL));
        }
}

/* The senses between "^" and "$", without the marks of -ing and of the end. */
static char *
sentence_feature_senses(SenseVocabulary vocabulary, const char *plain)
{
        g_autofree char *sense = sense_of(vocabulary, plain);
        g_autoptr(GString) out = g_string_new("^");
        for (const char *at = sense; *at != '\0'; at++) {
                if (*at != '\'')
                        g_string_append_c(out, *at);
        }
        while (out->len > 1 && strchr(".,?", out->str[out->len - 1]) != NULL)
                g_string_truncate(out, out->len - 1);
        g_string_append_c(out, '$');
        return g_string_free(g_steal_pointer(&out), FALSE);
}

static void
sentence_feature_order(Collection *collection, const char *senses)
{
        const size_t length = strlen(senses);
        for (size_t i = 0; i < length; i++) {
                for (size_t n = 1; n <= 3 && i + n <= length; n++)
                        sentence_feature_add(collection, g_strdup_printf("n %.*s", (int) n, senses + i));
                for (size_t n = 2; n <= SENSES_APART && i + n < length; n++) {
                        if (strchr(".,?", senses[i + n - 1]) != NULL)
                                break;
                        sentence_feature_add(collection, g_strdup_printf("k %c%c", senses[i], senses[i + n]));
                }
        }
}

static unsigned
sentence_feature_length(const GPtrArray *sentences)
{
        unsigned words = 0;
        for (unsigned i = 0; i < sentences->len; i++) {
                const char *plain = ((const OwnSentence *) g_ptr_array_index(sentences, i))->plain;
                for (const char *at = plain; *at != '\0'; at++)
                        words += *at == ' ';
                words++;
        }
        return words;
}

GPtrArray *
sentence_features(SenseVocabulary vocabulary, const SentencePlace *place)
{
        g_autoptr(GHashTable) known = g_hash_table_new(g_str_hash, g_str_equal);
        Collection collection = { known, g_ptr_array_new_with_free_func(g_free) };
        const char *plain = ((const OwnSentence *) g_ptr_array_index(place->sentences, place->at))->plain;
        g_autoptr(GPtrArray) stems = sentence_feature_stems(plain);
        g_autofree char *senses = sentence_feature_senses(vocabulary, plain);
        sentence_feature_words(&collection, stems);
        sentence_feature_order(&collection, senses);
        const unsigned length = sentence_feature_length(place->sentences);
        const char *where = place->at == 0 ? "m first" : "m later";
        sentence_feature_add(&collection, g_strdup("m any"));
        sentence_feature_add(&collection, g_strdup_printf("m words %u", MIN(stems->len / SENTENCE_STEP, STEPS)));
        sentence_feature_add(&collection, g_strdup_printf("m mail %u", MIN(length / MAIL_STEP, STEPS)));
        sentence_feature_add(&collection, g_strdup(place->has_file ? "m file" : "m alone"));
        sentence_feature_add(&collection, g_strdup(place->is_title ? "m title" : where));
        return collection.features;
}
