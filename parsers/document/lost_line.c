#include "parsers/document/lost_line.h"

#include "parsers/document/textlines.h"

#include <math.h>

/* Millimetres: what a letter is high and wide, how far words of a line lie apart, how long and how high a line is that is worth
 * reading, what white is read with it. */
static const double LETTER_LEAST = 1.2, LETTER_MOST = 5, LETTER_WIDE = 9, WORDS_APART = 4, LINE_LEAST = 15,
                    LINE_MOST = 9, MARGIN = 1.2, MM_AN_INCH = 25.4;
/* Letters of such a line at least; lines of a page at most. */
enum { LETTERS = 9, LINES = 16 };
/* What words are trusted at least, on average, when they are taken: seals and scrawls give less. */
static const float TRUSTED = 0.78f;

static bool
lost_line_is_read(const Recognised *recognised, double x, double y)
{
        for (guint i = 0; i < recognised->words->len; i++) {
                const RecognisedWord *word = &g_array_index(recognised->words, RecognisedWord, i);
                if (x >= word->left && x <= word->right && y >= word->top + word->drop &&
                    y <= word->bottom + word->drop)
                        return true;
        }
        return false;
}

/* The letters on no word, as their boxes in the ink, and drawn into a picture of its size. */
static PIX *
lost_line_letters(const Upright *upright, const Recognised *recognised, double scale, BOXA *ret_letters)
{
        const double mm = upright->dpi / scale / MM_AN_INCH;
        PIX *drawn = pixCreate(pixGetWidth(upright->ink), pixGetHeight(upright->ink), 1);
        BOXA *boxes = pixConnCompBB(upright->ink, 8);
        for (l_int32 i = 0; drawn != NULL && boxes != NULL && i < boxaGetCount(boxes); i++) {
                l_int32 left = 0, top = 0, width = 0, height = 0;
                (void) boxaGetBoxGeometry(boxes, i, &left, &top, &width, &height);
                if (height < LETTER_LEAST * mm || height > LETTER_MOST * mm || width > LETTER_WIDE * mm ||
                    lost_line_is_read(recognised, (left + width / 2.0) * scale, (top + height / 2.0) * scale))
                        continue;
                BOX *box = boxaGetBox(boxes, i, L_CLONE);
                (void) pixSetInRect(drawn, box);
                (void) boxaAddBox(ret_letters, box, L_INSERT);
        }
        boxaDestroy(&boxes);
        return drawn;
}

static unsigned
lost_line_count(BOXA *letters, l_int32 left, l_int32 top, l_int32 width, l_int32 height)
{
        unsigned count = 0;
        for (l_int32 i = 0; i < boxaGetCount(letters); i++) {
                l_int32 x = 0, y = 0, w = 0, h = 0;
                (void) boxaGetBoxGeometry(letters, i, &x, &y, &w, &h);
                count += x >= left && x + w <= left + width && y >= top && y + h <= top + height;
        }
        return count;
}

/* Reads the strip of the picture; its words are taken when they are trusted. */
static void
lost_line_try(TessBaseAPI *engine, const int box[4], Recognised *recognised)
{
        g_autoptr(Recognised) line = recognised_new(recognised->path, recognised->page);
        line->width = recognised->width;
        line->height = recognised->height;
        TessBaseAPISetRectangle(engine, box[0], box[1], box[2], box[3]);
        if (TessBaseAPIRecognize(engine, NULL) != 0)
                return;
        textlines_collect(engine, line);
        float sum = 0;
        glong letters = 0;
        for (guint i = 0; i < line->words->len; i++) {
                const RecognisedWord *word = &g_array_index(line->words, RecognisedWord, i);
                const glong length = g_utf8_strlen(word->text, -1);
                sum += word->certainty * (float) length;
                letters += length;
        }
        if (letters < LETTERS || sum < TRUSTED * (float) letters)
                return;
        for (guint i = 0; i < line->words->len; i++) {
                const RecognisedWord *word = &g_array_index(line->words, RecognisedWord, i);
                if (lost_line_is_read(recognised, (word->left + word->right) / 2,
                                      (word->top + word->bottom) / 2 + word->drop))
                        continue;
                recognised_add(recognised, word->text, word->left, word->top, word->right, word->bottom,
                               word->certainty);
                RecognisedWord *added = &g_array_index(recognised->words, RecognisedWord, recognised->words->len - 1);
                added->drop = word->drop;
                added->is_known = word->is_known;
        }
}

void
lost_line_read(TessBaseAPI *engine, const Upright *upright, Recognised *recognised)
{
        const double scale = (double) pixGetWidth(upright->picture) / pixGetWidth(upright->ink);
        const double mm = upright->dpi / scale / MM_AN_INCH;
        BOXA *letters = boxaCreate(0);
        g_autoptr(OwnedPix) drawn = letters == NULL ? NULL : lost_line_letters(upright, recognised, scale, letters);
        g_autoptr(OwnedPix) joined =
            drawn == NULL ? NULL : pixCloseSafeBrick(NULL, drawn, MAX((int) lround(WORDS_APART * mm), 1), 1);
        BOXA *strips = joined == NULL ? NULL : pixConnCompBB(joined, 8);
        TessBaseAPISetPageSegMode(engine, PSM_SINGLE_LINE);
        unsigned lines = 0;
        for (l_int32 i = 0; strips != NULL && i < boxaGetCount(strips) && lines < LINES; i++) {
                l_int32 left = 0, top = 0, width = 0, height = 0;
                (void) boxaGetBoxGeometry(strips, i, &left, &top, &width, &height);
                if (width < LINE_LEAST * mm || height > LINE_MOST * mm ||
                    lost_line_count(letters, left, top, width, height) < LETTERS)
                        continue;
                const int margin = (int) lround(MARGIN * mm * scale);
                const int x = MAX((int) (left * scale) - margin, 0), y = MAX((int) (top * scale) - margin, 0);
                const int box[4] = { x, y, MIN((int) (width * scale) + 2 * margin, pixGetWidth(upright->picture) - x),
                                     MIN((int) (height * scale) + 2 * margin, pixGetHeight(upright->picture) - y) };
                lost_line_try(engine, box, recognised);
                lines++;
        }
        TessBaseAPISetPageSegMode(engine, PSM_AUTO);
        boxaDestroy(&strips);
        boxaDestroy(&letters);
}
