#include "parsers/document/marks.h"

#include "base/bytes.h"
#include "base/limits.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>
#include <tesseract/capi.h>

/* A file of tesseract's data: how many parts it may have, then where each begins or -1, in the order of their numbers. These
 * are the parts that are no dictionary. */
enum { PARTS_MOST = 24, PART_NETWORK = 17, PART_LETTERS = 21, PART_RECODER = 22, PART_VERSION = 23 };
/* Words of a page that are read again, letters of one, and how far two readings of one word may be apart. */
enum { WORDS_MOST = 80, LETTERS_LEAST = 3, LETTERS_MOST = 40, APART_MOST = 2 };
/* Below the first a word of the dictionary that begins with a capital is read again, below the second every word. */
static const float NAME_CLEAR = 0.9f, WORD_CLEAR = 0.75f;
/* A reading is believed from this certainty on: one with marks when it differs in more than these, or in these alone and is
 * no more than a little less certain, a plain one when it is so much surer, with figures still more. What two sure readings differ in is trusted no more than the last. From the second
 * on a reading with marks may be another in half of its letters: "Giilstim" for "Gülsüm". */
static const float MARK_SURE = 0.7f, MARK_CLEAR = 0.85f, PLAIN_SURE = 0.75f, PLAIN_MORE = 0.05f, FIGURES_MORE = 0.2f,
                   DISPUTED = 0.7f, MARK_LESS = 0.05f;
static const char FIGURES[] = "0123456789", SIGNS[] = ".,;:()[]\"'";
/* Of a word's height: what is taken along on each side. */
static const float MARGIN = 0.2f;

static TessBaseAPI *engine;

/* Before the engine's own destructors complain of what it still holds. */
static void
marks_end(void)
{
        g_clear_pointer(&engine, TessBaseAPIDelete);
}

/* Where each part begins; what is missing begins where the next one does. False unless they follow each other in the file. */
static bool
marks_find_parts(Bytes file, guint64 starts[PARTS_MOST + 1])
{
        BytesCursor cursor = bytes_cursor(file);
        bool found = bytes_u32le(&cursor) == PARTS_MOST;
        for (unsigned i = 0; i < PARTS_MOST; i++)
                starts[i] = bytes_u64le(&cursor);
        starts[PARTS_MOST] = file.length;
        for (unsigned i = PARTS_MOST; i > 0; i--) {
                if (starts[i - 1] == G_MAXUINT64)
                        starts[i - 1] = starts[i];
                found = found && starts[i - 1] >= cursor.at && starts[i - 1] <= starts[i];
        }
        return found && !cursor.failed;
}

/* The file without its dictionaries; NULL when it is none. */
static GByteArray *
marks_slim(Bytes file)
{
        static const unsigned kept[] = { PART_NETWORK, PART_LETTERS, PART_RECODER, PART_VERSION };
        guint64 starts[PARTS_MOST + 1], written[PARTS_MOST];
        if (!marks_find_parts(file, starts))
                return NULL;
        const guint32 count = GUINT32_TO_LE((guint32) PARTS_MOST);
        memset(written, 0xFF, sizeof written);
        g_autoptr(GByteArray) slim = g_byte_array_new();
        g_byte_array_append(slim, (const guint8 *) &count, sizeof count);
        g_byte_array_append(slim, (const guint8 *) written, sizeof written);
        for (unsigned i = 0; i < G_N_ELEMENTS(kept); i++) {
                const guint64 length = starts[kept[i] + 1] - starts[kept[i]];
                if (length == 0 || length > LIMIT_OCR_MODEL)
                        return NULL;
                written[kept[i]] = GUINT64_TO_LE(slim->len);
                g_byte_array_append(slim, file.data + starts[kept[i]], (guint) length);
        }
        memcpy(slim->data + sizeof count, written, sizeof written);
        return g_steal_pointer(&slim);
}

bool
marks_prepare(const char *folder)
{
        g_autofree char *path = g_build_filename(folder, "Latin.traineddata", NULL);
        g_autoptr(GMappedFile) file = engine == NULL ? g_mapped_file_new(path, FALSE, NULL) : NULL;
        if (file == NULL)
                return engine != NULL;
        g_autoptr(GByteArray) slim =
            marks_slim(bytes_of(g_mapped_file_get_contents(file), g_mapped_file_get_length(file)));
        if (slim == NULL)
                return false;
        TessBaseAPI *made = TessBaseAPICreate();
        if (TessBaseAPIInit5(made, (const char *) slim->data, (int) slim->len, "Latin", OEM_LSTM_ONLY, NULL, 0, NULL,
                             NULL, 0, 0) != 0) {
                TessBaseAPIDelete(made);
                return false;
        }
        TessBaseAPISetPageSegMode(made, PSM_SINGLE_WORD);
        (void) TessBaseAPISetVariable(made, "debug_file", "/dev/null");
        engine = made;
        (void) atexit(marks_end);
        return true;
}

static bool
marks_has_one(const char *text)
{
        for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at)) {
                if ((guchar) *at >= 0x80 && g_unichar_isalpha(g_utf8_get_char(at)))
                        return true;
        }
        return false;
}

/* Whether the word may be a name whose marks were not seen, or was hardly read. "O" alone may be an Irish O. */
static bool
marks_is_doubtful(const RecognisedWord *word)
{
        const char *text = word->text + strspn(word->text, SIGNS);
        unsigned letters = 0, figures = 0;
        for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at)) {
                letters += g_unichar_isalpha(g_utf8_get_char(at));
                figures += g_unichar_isdigit(g_utf8_get_char(at));
        }
        if (letters + figures < LETTERS_LEAST || letters + figures > LETTERS_MOST)
                return g_str_equal(text, "O");
        return marks_has_one(text) || word->certainty < WORD_CLEAR ||
               (g_unichar_isupper(g_utf8_get_char(text)) && letters > figures &&
                (!word->is_known || word->certainty < NAME_CLEAR));
}

/* The word as the engine reads it; NULL when it reads none, or several. */
static char *
marks_read_word(const Upright *upright, const RecognisedWord *word, float *ret_certainty)
{
        const float margin = MARGIN * (word->bottom - word->top);
        const int left = MAX((int) (word->left - margin), 0), top = MAX((int) (word->top + word->drop - margin), 0);
        const int right = MIN((int) (word->right + margin), pixGetWidth(upright->picture));
        const int bottom = MIN((int) (word->bottom + word->drop + margin), pixGetHeight(upright->picture));
        if (right <= left || bottom <= top)
                return NULL;
        TessBaseAPISetRectangle(engine, left, top, right - left, bottom - top);
        if (TessBaseAPIRecognize(engine, NULL) != 0)
                return NULL;
        char *text = TessBaseAPIGetUTF8Text(engine);
        g_autofree char *read = text_one_line(text == NULL ? "" : text);
        TessDeleteText(text);
        *ret_certainty = (float) TessBaseAPIMeanTextConf(engine) / 100;
        return read[0] == '\0' || strchr(read, ' ') != NULL ? NULL : g_steal_pointer(&read);
}

/* A speck over a letter, more often than a name of Malta. */
static bool
marks_has_speck(const char *read)
{
        return strstr(read, "\u010B") != NULL || strstr(read, "\u0121") != NULL || strstr(read, "\u0117") != NULL ||
               strstr(read, "\u1E1F") != NULL;
}

/* Takes the reading where it is the better one; a word that both read alike is as sure as the surer says. True when
 * it is one with marks now. */
static bool
marks_weigh(RecognisedWord *word, const char *read, float certainty)
{
        g_autofree char *one = text_key(word->text), *other = text_key(read);
        const bool is_same = g_str_equal(one, other), is_marked = marks_has_one(read) && !marks_has_speck(read);
        const bool has_figures = strpbrk(one, FIGURES) != NULL || strpbrk(other, FIGURES) != NULL;
        const float more = has_figures ? FIGURES_MORE : PLAIN_MORE;
        const unsigned most =
            is_marked && certainty >= MARK_CLEAR ? MAX(APART_MOST, (unsigned) strlen(other) / 2) : APART_MOST;
        if (certainty < MARK_SURE || (!is_marked && marks_has_one(read)) || text_distance(one, other, most) > most)
                return false;
        const bool is_better = is_marked ? !is_same || (!word->is_known && certainty + MARK_LESS >= word->certainty)
                                         : !is_same && certainty >= MAX(PLAIN_SURE, word->certainty + more);
        if (is_better) {
                g_free(word->text);
                word->text = g_strdup(read);
                word->certainty = certainty;
        } else if (is_same) {
                word->certainty = MAX(word->certainty, certainty);
        } else {
                word->certainty = MIN(word->certainty, DISPUTED);
        }
        return is_better && is_marked;
}

/* The letters of a word between its brackets and stops. */
static char *
marks_core(const char *text, size_t *ret_start, size_t *ret_end)
{
        *ret_start = strspn(text, SIGNS);
        *ret_end = strlen(text);
        while (*ret_end > *ret_start && strchr(SIGNS, text[*ret_end - 1]) != NULL)
                (*ret_end)--;
        return g_strndup(text + *ret_start, *ret_end - *ret_start);
}

/* A name that stands elsewhere with its marks gets them too, so that both are one name. */
static void
marks_spread(Recognised *recognised, GHashTable *marked)
{
        for (guint i = 0; i < recognised->words->len && g_hash_table_size(marked) > 0; i++) {
                RecognisedWord *word = &g_array_index(recognised->words, RecognisedWord, i);
                size_t start = 0, end = 0;
                g_autofree char *core = marks_core(word->text, &start, &end), *key = text_key(core);
                const char *with = marks_has_one(word->text) ? NULL : g_hash_table_lookup(marked, key);
                if (with == NULL)
                        continue;
                g_autofree char *upper = g_utf8_strup(core, -1), *with_upper = g_utf8_strup(with, -1);
                const bool is_upper = g_str_equal(core, upper);
                char *text = g_strdup_printf("%.*s%s%s", (int) start, word->text, is_upper ? with_upper : with,
                                             word->text + end);
                g_free(word->text);
                word->text = text;
        }
}

void
marks_read(const Upright *upright, Recognised *recognised)
{
        unsigned words = 0;
        if (engine == NULL)
                return;
        g_autoptr(GHashTable) marked = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
        TessBaseAPISetImage2(engine, upright->picture);
        TessBaseAPISetSourceResolution(engine, (int) upright->dpi);
        for (guint i = 0; i < recognised->words->len && words < WORDS_MOST; i++) {
                RecognisedWord *word = &g_array_index(recognised->words, RecognisedWord, i);
                if (!marks_is_doubtful(word))
                        continue;
                words++;
                float certainty = 0;
                g_autofree char *read = marks_read_word(upright, word, &certainty);
                if (read != NULL && marks_weigh(word, read, certainty)) {
                        size_t start = 0, end = 0;
                        char *core = marks_core(word->text, &start, &end);
                        g_hash_table_insert(marked, text_key(core), core);
                }
        }
        marks_spread(recognised, marked);
        TessBaseAPIClear(engine);
}
