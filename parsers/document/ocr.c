#include "parsers/document/ocr.h"

#include "base/error.h"
#include "base/limits.h"
#include "parsers/document/raster.h"
#include "parsers/document/upright.h"

#include <stdlib.h>
#include <string.h>
#include <tesseract/capi.h>

typedef TessResultIterator OcrIterator;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OcrIterator, TessResultIteratorDelete)

/* Words are at most this many a page; a dense one has a thousand. */
enum { OCR_WORDS = 20000 };
/* In ink's pixels: a component of this height is a letter at most resolutions; fewer of them are a blank page. */
enum { LETTER_LEAST = 6, LETTER_MOST = 80, INK_LETTERS = 60 };
/* A word of this certainty counts as read; of the letters on the page so many must be in such words. */
static const float WORD_READ = 0.5f;
static const double READ_SHARE = 0.35;

static TessBaseAPI *engine;
static char *further; /* language that is loaded when the text asks for it; NULL: none */

/* Before the engine's own destructors complain of what it still holds. */
static void
ocr_end(void)
{
        g_clear_pointer(&engine, TessBaseAPIDelete);
        g_clear_pointer(&further, g_free);
}

static TessBaseAPI *
ocr_engine(const char *language)
{
        TessBaseAPI *made = TessBaseAPICreate();
        if (TessBaseAPIInit2(made, NULL, language, OEM_LSTM_ONLY) != 0) {
                TessBaseAPIDelete(made);
                return NULL;
        }
        TessBaseAPISetPageSegMode(made, PSM_AUTO);
        (void) TessBaseAPISetVariable(made, "debug_file", "/dev/null");
        return made;
}

bool
ocr_prepare(const char *languages, GError **error)
{
        g_auto(GStrv) names = g_strsplit(languages, "+", -1);
        if (engine != NULL)
                return true;
        engine = names[0] == NULL ? NULL : ocr_engine(names[0]);
        if (engine == NULL) {
                g_set_error(error, CCOT_ERROR, CCOT_ERROR_CONFIG, "tesseract's data are missing for the language %s",
                            names[0] == NULL ? "" : names[0]);
                return false;
        }
        further = g_strdup(names[1]);
        (void) atexit(ocr_end);
        return true;
}

/* The word where the iterator stands, as high as its line: rows are told by height. */
static void
ocr_add_word(Recognised *recognised, TessResultIterator *words)
{
        const TessPageIterator *place = TessResultIteratorGetPageIteratorConst(words);
        int left = 0, top = 0, right = 0, bottom = 0, ignored = 0, line_top = 0, line_bottom = 0;
        char *text = TessResultIteratorGetUTF8Text(words, RIL_WORD);
        if (text != NULL && TessPageIteratorBoundingBox(place, RIL_WORD, &left, &top, &right, &bottom) &&
            TessPageIteratorBoundingBox(place, RIL_TEXTLINE, &ignored, &line_top, &ignored, &line_bottom))
                recognised_add(recognised, text, (float) left, (float) line_top, (float) right, (float) line_bottom,
                               TessResultIteratorConfidence(words, RIL_WORD) / 100);
        TessDeleteText(text);
}

static void
ocr_words(Recognised *recognised, TessBaseAPI *by)
{
        g_autoptr(OcrIterator) words = TessBaseAPIGetIterator(by);
        if (words == NULL)
                return;
        do {
                ocr_add_word(recognised, words);
        } while (recognised->words->len < OCR_WORDS && TessResultIteratorNext(words, RIL_WORD));
}

/* Pieces of ink as high as letters; what is wider than high is letters that touch. */
static unsigned
ocr_count_letters(PIX *ink)
{
        BOXA *boxes = pixConnCompBB(ink, 8);
        unsigned letters = 0;
        for (l_int32 i = 0; boxes != NULL && i < boxaGetCount(boxes); i++) {
                l_int32 width = 0, height = 0;
                (void) boxaGetBoxGeometry(boxes, i, NULL, NULL, &width, &height);
                if (height >= LETTER_LEAST && height <= LETTER_MOST)
                        letters += (unsigned) MAX(width / height, 1);
        }
        boxaDestroy(&boxes);
        return letters;
}

/* A page with ink of which too little was read, whatever the engine says of its words. */
static bool
ocr_is_unreadable(const Recognised *recognised, PIX *ink)
{
        const unsigned letters = ocr_count_letters(ink);
        size_t read = 0;
        for (guint i = 0; i < recognised->words->len; i++) {
                const RecognisedWord *word = &g_array_index(recognised->words, RecognisedWord, i);
                if (word->certainty >= WORD_READ)
                        read += (size_t) g_utf8_strlen(word->text, -1);
        }
        return letters >= INK_LETTERS && (double) read < READ_SHARE * letters;
}

static void
ocr_read(Recognised *recognised, const Upright *upright)
{
        TessBaseAPISetImage2(engine, upright->picture);
        TessBaseAPISetSourceResolution(engine, (int) upright->dpi);
        if (TessBaseAPIRecognize(engine, NULL) == 0)
                ocr_words(recognised, engine);
        TessBaseAPIClear(engine);
        recognised->width = pixGetWidth(upright->picture);
        recognised->height = pixGetHeight(upright->picture);
        memcpy(recognised->across, upright->across, sizeof upright->across);
        memcpy(recognised->down, upright->down, sizeof upright->down);
        if (ocr_is_unreadable(recognised, upright->ink))
                recognised->problem = PROBLEM_UNREADABLE;
}

Recognised *
ocr_page(Bytes document, const char *path, unsigned number, const GPtrArray *passwords)
{
        g_autoptr(Recognised) recognised = recognised_new(path, number);
        g_autoptr(GError) failure = NULL;
        unsigned dpi = 0;
        g_autoptr(OwnedPix) page = raster_page(document, number, 0, passwords, &dpi, &failure);
        if (page == NULL) {
                const bool large = g_error_matches(failure, CCOT_ERROR, CCOT_ERROR_LIMIT);
                recognised->problem = large ? PROBLEM_TOO_LARGE : PROBLEM_CORRUPT;
                return g_steal_pointer(&recognised);
        }
        g_autoptr(Upright) upright = upright_new(page, dpi, -1);
        if (upright == NULL || engine == NULL)
                recognised->problem = PROBLEM_UNREADABLE;
        else
                ocr_read(recognised, upright);
        return g_steal_pointer(&recognised);
}
