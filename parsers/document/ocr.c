#include "parsers/document/ocr.h"

#include "base/error.h"
#include "base/limits.h"
#include "parsers/document/lost_line.h"
#include "parsers/document/marks.h"
#include "parsers/document/raster.h"
#include "parsers/document/ring.h"
#include "parsers/document/textlines.h"
#include "parsers/document/upright.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* In ink's pixels: a piece of this height is a letter at most resolutions; fewer of them are a blank page. */
enum { LETTER_LEAST = 6, LETTER_MOST = 80, INK_LETTERS = 60 };
/* Brightness below that of the paper that a faint letter has; a page on which fewer than these were read may be faint. */
enum { FAINT_DEPTH = 15, FAINT_READ = 250, FAINT_LETTERS = 200 };
/* A word of this certainty counts as read; of the letters on the page so many must be in such words. */
static const float WORD_READ = 0.5f;
/* What a word below a dark seal is trusted at most; so near to its ring it is below it. */
static const float CUT_CERTAINTY = 0.4f;
enum { CUT_MARGIN = 3 };
/* What a word with a marked letter is trusted at most where English alone was read. */
static const float MARK_CERTAINTY = 0.7f;
static const double READ_SHARE = 0.35;
/* What is read with less, is no word and has no figure is a stroke of a pen or a piece of a seal. */
static const float SCRAWL = 0.05f;
/* Words that Welsh has and English has not: so many, and such a share of all, ask for the other model. */
enum { WELSH_WORDS = 6, WELSH_SHARE = 20 };

static TessBaseAPI *engine;
static char *all_languages; /* the further ones first, the prepared one last; NULL when there is only one */

/* Before the engine's own destructors complain of what it still holds. */
static void
ocr_end(void)
{
        g_clear_pointer(&engine, TessBaseAPIDelete);
        g_clear_pointer(&all_languages, g_free);
}

static TessBaseAPI *
ocr_engine(const char *languages)
{
        TessBaseAPI *made = TessBaseAPICreate();
        if (TessBaseAPIInit2(made, NULL, languages, OEM_LSTM_ONLY) != 0) {
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
        g_auto(GStrv) names = g_strsplit(languages, "+", 2);
        if (engine != NULL)
                return true;
        engine = names[0] == NULL ? NULL : ocr_engine(names[0]);
        if (engine == NULL) {
                g_set_error(error, CCOT_ERROR, CCOT_ERROR_CONFIG, "tesseract's data are missing for the language %s",
                            names[0] == NULL ? "" : names[0]);
                return false;
        }
        if (names[1] != NULL)
                all_languages = g_strconcat(names[1], "+", names[0], NULL);
        (void) atexit(ocr_end);
        /* names are read a little worse without it */
        (void) marks_prepare(TessBaseAPIGetDatapath(engine));
        return true;
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

/* Pieces as high as letters of a page on which hardly anything was read: print too faint to count as ink beside a heading or a
 * stamp. Noise is smoothed away before. */
static unsigned
ocr_count_faint(PIX *picture)
{
        g_autoptr(OwnedPix) smooth = pixBlockconv(picture, 1, 1);
        l_uint32 paper = 0;
        if (smooth == NULL || pixGetRankValue(smooth, 1, 0.5f, &paper) != 0 || paper <= FAINT_DEPTH)
                return 0;
        g_autoptr(OwnedPix) faint = pixThresholdToBinary(smooth, (l_int32) paper - FAINT_DEPTH);
        return faint == NULL ? 0 : ocr_count_letters(faint);
}

/* Letters in words that count as read. */
static size_t
ocr_count_read(const Recognised *recognised)
{
        size_t read = 0;
        for (guint i = 0; i < recognised->words->len; i++) {
                const RecognisedWord *word = &g_array_index(recognised->words, RecognisedWord, i);
                if (word->certainty >= WORD_READ)
                        read += (size_t) g_utf8_strlen(word->text, -1);
        }
        return read;
}

static bool
ocr_is_welsh_word(const char *text)
{
        static const char *const words[] = { "yn",     "yr",     "ar",      "gan",       "wedi", "llys",    "ilys",
                                             "rhif",   "hyd",    "chaiff",  "gorchymyn", "hwn",  "atebydd", "ceisydd",
                                             "teulu",  "achos",  "oni",     "ddyddiad",  "mewn", "unrhyw",  "neu",
                                             "gwnaed", "ganwyd", "dyddiad", "ei",        "yng",  "mae" };
        g_autofree char *lower = g_utf8_strdown(text, -1);
        lower[strcspn(lower, ".,:;'")] = '\0';
        for (unsigned i = 0; i < G_N_ELEMENTS(words); i++)
                if (g_str_equal(lower, words[i]))
                        return true;
        return false;
}

static bool
ocr_is_welsh(const Recognised *recognised)
{
        guint welsh = 0;
        for (guint i = 0; i < recognised->words->len; i++)
                welsh += ocr_is_welsh_word(g_array_index(recognised->words, RecognisedWord, i).text);
        return welsh >= WELSH_WORDS && welsh * WELSH_SHARE >= recognised->words->len;
}

static Recognised *
ocr_read_by(TessBaseAPI *by, const char *path, unsigned number, const Upright *upright)
{
        Recognised *recognised = recognised_new(path, number);
        recognised->width = pixGetWidth(upright->picture);
        recognised->height = pixGetHeight(upright->picture);
        memcpy(recognised->across, upright->across, sizeof upright->across);
        memcpy(recognised->down, upright->down, sizeof upright->down);
        TessBaseAPISetImage2(by, upright->picture);
        TessBaseAPISetSourceResolution(by, (int) upright->dpi);
        if (TessBaseAPIRecognize(by, NULL) == 0) {
                textlines_collect(by, recognised);
                lost_line_read(by, upright, recognised);
        }
        TessBaseAPIClear(by);
        return recognised;
}

/* The English model knows hardly a letter with a mark and takes others for those it knows. */
static void
ocr_doubt_marks(Recognised *recognised)
{
        for (guint i = 0; i < recognised->words->len; i++) {
                RecognisedWord *word = &g_array_index(recognised->words, RecognisedWord, i);
                for (const char *at = word->text; *at != '\0'; at = g_utf8_next_char(at))
                        if ((guchar) *at >= 0x80 && g_unichar_isalpha(g_utf8_get_char(at)))
                                word->certainty = MIN(word->certainty, MARK_CERTAINTY);
        }
}

/* Below a dark seal parts of letters went with its rings: "09" was "19". */
static void
ocr_doubt_cut(Recognised *recognised, const GArray *cut)
{
        for (guint i = 0; i < recognised->words->len; i++) {
                RecognisedWord *word = &g_array_index(recognised->words, RecognisedWord, i);
                for (guint k = 0; k < cut->len; k++) {
                        const Ring *ring = &g_array_index(cut, Ring, k);
                        const double x = CLAMP(ring->x, word->left, word->right);
                        const double y = CLAMP(ring->y, word->top + word->drop, word->bottom + word->drop);
                        if (hypot(x - ring->x, y - ring->y) <= ring->radius + CUT_MARGIN)
                                word->certainty = MIN(word->certainty, CUT_CERTAINTY);
                }
        }
}

/* Scrawls between words part what belongs together. */
static void
ocr_drop_scrawls(Recognised *recognised)
{
        for (guint i = recognised->words->len; i > 0; i--) {
                const RecognisedWord *word = &g_array_index(recognised->words, RecognisedWord, i - 1);
                if (word->certainty < SCRAWL && !word->is_known && strpbrk(word->text, "0123456789") == NULL)
                        g_array_remove_index(recognised->words, i - 1);
        }
}

/* Reads a page in English, and again with all languages when that looks like Welsh. */
static Recognised *
ocr_read_print(const char *path, unsigned number, const Upright *upright)
{
        g_autoptr(Recognised) recognised = ocr_read_by(engine, path, number, upright);
        TessBaseAPI *welsh = all_languages == NULL || !ocr_is_welsh(recognised) ? NULL : ocr_engine(all_languages);
        if (welsh == NULL) {
                ocr_doubt_marks(recognised);
                marks_read(upright, recognised);
                ocr_drop_scrawls(recognised);
                return g_steal_pointer(&recognised);
        }
        Recognised *again = ocr_read_by(welsh, path, number, upright);
        TessBaseAPIDelete(welsh);
        return again;
}

/* Whether the word stands inside the ring. */
static bool
ocr_is_inside(const RecognisedWord *word, const Ring *ring)
{
        const double x = (word->left + word->right) / 2, y = (word->top + word->bottom) / 2 + word->drop;
        const double reach = MAX(fabs(word->left - ring->x), fabs(word->right - ring->x));
        return hypot(x - ring->x, y - ring->y) <= ring->radius && reach <= ring->radius;
}

/* Whether a seal says such words round its rim or inside it, or nobody could read what it says. */
static bool
ocr_is_seal_word(const RecognisedWord *word)
{
        static const char *const words[] = { "the",     "family",  "county", "crown",  "court", "courts",      "high",
                                             "justice", "central", "seal",   "sealed", "of",    "magistrates", NULL };
        g_autofree char *lower = g_utf8_strdown(word->text, -1);
        lower[strcspn(lower, ".,:;'\xE2")] = '\0';
        return word->certainty < WORD_READ || strlen(lower) <= 1 || g_strv_contains(words, lower);
}

/* In radii of a seal: print that comes so near to its middle may go on below it. */
static const double REACH = 1.2;

/* A seal that stands beside the print says "THE FAMILY COURT": a line of such words alone is none of the page's. */
static void
ocr_drop_inscriptions(Recognised *recognised, const GArray *cut)
{
        g_autoptr(GArray) gone = g_array_new(FALSE, FALSE, sizeof(guint));
        for (guint i = 0; i < recognised->words->len; i++) {
                const RecognisedWord *word = &g_array_index(recognised->words, RecognisedWord, i);
                bool inscribed = false;
                for (guint k = 0; k < cut->len && !inscribed; k++) {
                        const Ring *ring = &g_array_index(cut, Ring, k);
                        inscribed = ocr_is_inside(word, ring) && ocr_is_seal_word(word);
                        for (guint j = 0; j < recognised->words->len && inscribed; j++) {
                                const RecognisedWord *other = &g_array_index(recognised->words, RecognisedWord, j);
                                const double x = CLAMP(ring->x, other->left, other->right);
                                const bool beside = other->top < word->bottom && other->bottom > word->top &&
                                                    fabs(x - ring->x) < REACH * ring->radius;
                                inscribed = !beside || (ocr_is_inside(other, ring) && ocr_is_seal_word(other));
                        }
                }
                if (inscribed)
                        g_array_append_val(gone, i);
        }
        for (guint i = gone->len; i > 0; i--)
                g_array_remove_index(recognised->words, g_array_index(gone, guint, i - 1));
}

/* The same without the rings of seals, which go from upright. */
static Recognised *
ocr_read(const char *path, unsigned number, Upright *upright)
{
        g_autoptr(GArray) cut = g_array_new(FALSE, FALSE, sizeof(Ring));
        (void) ring_fade(upright->picture, upright->ink, upright->dpi, cut);
        Recognised *recognised = ocr_read_print(path, number, upright);
        ocr_drop_inscriptions(recognised, cut);
        ocr_doubt_cut(recognised, cut);
        return recognised;
}

/* Reads the page as it was turned, and the other ways round when the print did not tell and little comes of it. A page
 * with ink of which too little was read is unreadable, whatever the engine says of its words. */
static Recognised *
ocr_read_best(PIX *page, unsigned dpi, const char *path, unsigned number)
{
        static const int others[] = { 2, 1, 3 };
        g_autoptr(Upright) upright = upright_new(page, dpi, -1);
        if (upright == NULL)
                return NULL;
        const unsigned letters = ocr_count_letters(upright->ink);
        g_autoptr(Recognised) best = ocr_read(path, number, upright);
        size_t most = ocr_count_read(best);
        for (unsigned i = 0; i < G_N_ELEMENTS(others) && letters >= INK_LETTERS && !upright->is_turn_known &&
                             (double) most < READ_SHARE * letters;
             i++) {
                g_autoptr(Upright) turned = upright_new(page, dpi, (upright->turn + others[i]) % 4);
                g_autoptr(Recognised) again = turned == NULL ? NULL : ocr_read(path, number, turned);
                const size_t read = again == NULL ? 0 : ocr_count_read(again);
                if (read <= most)
                        continue;
                most = read;
                recognised_free(best);
                best = g_steal_pointer(&again);
        }
        const unsigned faint = most < FAINT_READ ? ocr_count_faint(upright->picture) : 0;
        if ((letters >= INK_LETTERS && (double) most < READ_SHARE * letters) ||
            (faint >= FAINT_LETTERS && (double) most < READ_SHARE * faint))
                best->problem = PROBLEM_UNREADABLE;
        return g_steal_pointer(&best);
}

Recognised *
ocr_page(Bytes document, const char *path, unsigned number, const GPtrArray *passwords)
{
        g_autoptr(GError) failure = NULL;
        unsigned dpi = 0;
        g_autoptr(OwnedPix) page = raster_page(document, number, 0, passwords, &dpi, &failure);
        Recognised *recognised = page == NULL || engine == NULL ? NULL : ocr_read_best(page, dpi, path, number);
        if (recognised != NULL)
                return recognised;
        Recognised *nothing = recognised_new(path, number);
        nothing->problem = page != NULL                                             ? PROBLEM_UNREADABLE
                           : g_error_matches(failure, CCOT_ERROR, CCOT_ERROR_LIMIT) ? PROBLEM_TOO_LARGE
                                                                                    : PROBLEM_CORRUPT;
        return nothing;
}
