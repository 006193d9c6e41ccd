#include "parsers/order/sentence_feature.h"

#include "parsers/mail/own_words.h"
#include <string.h>

/* Senses so far apart still belong together; a sentence or a mail longer than the last step is long. */
enum { SENSES_APART = 4, SENTENCE_STEP = 6, MAIL_STEP = 25, STEPS = 5 };
/* So many letters of a word tell of it however it is spelt; a shorter word is its stem. */
enum { LETTERS = 4, LONG_WORD = 5 };

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

/* "t rang": a name and so many letters; printf() would take most of the time that a mail's words take. */
static void
sentence_feature_add_letters(Collection *collection, char name, const char *letters, size_t length)
{
        char *feature = g_malloc(length + sizeof "n ");
        feature[0] = name;
        feature[1] = ' ';
        memcpy(feature + 2, letters, length);
        feature[length + 2] = '\0';
        sentence_feature_add(collection, feature);
}

static bool
sentence_feature_is_letter(unsigned char c)
{
        return g_ascii_isalnum(c) || c >= 0x80 || c == '\'';
}

/* Whether the next letters are whole characters. */
static bool
sentence_feature_is_plain(const char *at)
{
        for (unsigned i = 0; i < LETTERS; i++) {
                if ((unsigned char) at[i] >= 0x80)
                        return false;
        }
        return true;
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

/* The letters of every long word, four at a time, between "<" and ">". */
static void
sentence_feature_letters(Collection *collection, const char *plain)
{
        for (const char *at = plain; *at != '\0';) {
                const char *start = at;
                while (sentence_feature_is_letter((unsigned char) *at))
                        at++;
                if (at == start)
                        at++;
                if (at - start < LONG_WORD)
                        continue;
                g_autofree char *word = g_strdup_printf("<%.*s>", (int) (at - start), start);
                for (const char *from = word; from[LETTERS - 1] != '\0'; from++) {
                        if (sentence_feature_is_plain(from))
                                sentence_feature_add_letters(collection, 'c', from, LETTERS);
                }
        }
}

static void
sentence_feature_words(Collection *collection, const GPtrArray *stems)
{
        for (unsigned i = 0; i < stems->len; i++) {
                const char *stem = g_ptr_array_index(stems, i);
                sentence_feature_add_letters(collection, 't', stem, strlen(stem));
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
                        sentence_feature_add_letters(collection, 'n', senses + i, n);
                for (size_t n = 2; n <= SENSES_APART && i + n < length; n++) {
                        if (strchr(".,?", senses[i + n - 1]) != NULL)
                                break;
                        const char pair[] = { senses[i], senses[i + n] };
                        sentence_feature_add_letters(collection, 'k', pair, sizeof pair);
                }
        }
}

static const char *
sentence_feature_plain(const GPtrArray *sentences, unsigned at)
{
        return ((const OwnSentence *) g_ptr_array_index(sentences, at))->plain;
}

static unsigned
sentence_feature_length(const GPtrArray *sentences)
{
        unsigned words = 0;
        for (unsigned i = 0; i < sentences->len; i++) {
                for (const char *at = sentence_feature_plain(sentences, i); *at != '\0'; at++)
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
        const SentenceMail *mail = place->mail;
        const GPtrArray *sentences = place->is_title ? mail->title : mail->body;
        const char *plain = sentence_feature_plain(sentences, place->at);
        g_autoptr(GPtrArray) stems = sentence_feature_stems(plain);
        g_autofree char *senses = sentence_feature_senses(vocabulary, plain);
        sentence_feature_words(&collection, stems);
        if (vocabulary == SENSE_OF_NOTICE && g_str_has_suffix(plain, "?"))
                sentence_feature_add(&collection, g_strdup(mail->has_file ? "m asks beside" : "m asks"));
        sentence_feature_letters(&collection, plain);
        sentence_feature_order(&collection, senses);
        const unsigned length = sentence_feature_length(sentences);
        const char *where = place->at == 0 ? "m first" : "m later";
        sentence_feature_add(&collection, g_strdup("m any"));
        sentence_feature_add(&collection, g_strdup_printf("m words %u", MIN(stems->len / SENTENCE_STEP, STEPS)));
        sentence_feature_add(&collection, g_strdup_printf("m mail %u", MIN(length / MAIL_STEP, STEPS)));
        sentence_feature_add(&collection, g_strdup(mail->has_file ? "m file" : "m alone"));
        sentence_feature_add(&collection, g_strdup(place->is_title ? "m title" : where));
        return collection.features;
}

static void
sentence_feature_anywhere(Collection *collection, const char *plain, SenseVocabulary vocabulary)
{
        g_autoptr(GPtrArray) stems = sentence_feature_stems(plain);
        for (unsigned i = 0; i < stems->len; i++) {
                const char *stem = g_ptr_array_index(stems, i);
                sentence_feature_add_letters(collection, 'w', stem, strlen(stem));
        }
        g_autofree char *senses = sentence_feature_senses(vocabulary, plain);
        const size_t length = strlen(senses);
        for (size_t i = 0; i < length; i++) {
                for (size_t n = 1; n <= 2 && i + n <= length; n++)
                        sentence_feature_add_letters(collection, 'v', senses + i, n);
        }
}

GPtrArray *
sentence_mail_features(SenseVocabulary vocabulary, const SentenceMail *mail)
{
        g_autoptr(GHashTable) known = g_hash_table_new(g_str_hash, g_str_equal);
        Collection collection = { known, g_ptr_array_new_with_free_func(g_free) };
        const GPtrArray *const parts[] = { mail->body, mail->title };
        for (unsigned part = 0; part < G_N_ELEMENTS(parts); part++) {
                for (unsigned i = 0; i < parts[part]->len; i++) {
                        const char *plain = sentence_feature_plain(parts[part], i);
                        sentence_feature_anywhere(&collection, plain, vocabulary);
                }
        }
        return collection.features;
}
