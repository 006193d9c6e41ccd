#include "parsers/document/lost_line.h"

#include "parsers/document/textlines.h"

#include <math.h>

/* Millimetres: what a letter is high and wide, how far words of a line lie apart, how long and how high a line is that is worth
 * reading, what white is read with it, what of a letter's surroundings is its own. */
static const double LETTER_LEAST = 1.2, LETTER_MOST = 5, LETTER_WIDE = 9, WORDS_APART = 4, LINE_LEAST = 15,
                    LINE_MOST = 9, MARGIN = 1.2, AROUND = 0.25, MM_AN_INCH = 25.4;
/* Letters of such a line at least; lines of a page at most. */
enum { LETTERS = 9, LINES = 16 };
/* What words are trusted at least, on average, when they are taken: seals and scrawls give less. */
static const float TRUSTED = 0.78f;

/* Whether one of the first count words stands there. */
static bool
lost_line_is_read(const Recognised *recognised, guint count, double x, double y)
{
        for (guint i = 0; i < count; i++) {
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
                    lost_line_is_read(recognised, recognised->words->len, (left + width / 2.0) * scale,
                                      (top + height / 2.0) * scale))
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

typedef struct {
        TessBaseAPI *engine;
        const Upright *upright;
        PIX *letters; /* those on no word, as large as the ink */
        double scale; /* pixels of the picture for one of the ink */
} LostLine;

/* The strip without what is no letter: the dots that a form is filled in on. */
static PIX *
lost_line_clean(const LostLine *lost, const int box[4])
{
        const int margin = MAX((int) lround(AROUND * lost->upright->dpi / MM_AN_INCH), 1);
        BOX *place = boxCreate(box[0], box[1], box[2], box[3]);
        BOX *ink = boxCreate((int) (box[0] / lost->scale), (int) (box[1] / lost->scale), (int) (box[2] / lost->scale),
                             (int) (box[3] / lost->scale));
        PIX *strip = place == NULL ? NULL : pixClipRectangle(lost->upright->picture, place, NULL);
        g_autoptr(OwnedPix) letters = ink == NULL ? NULL : pixClipRectangle(lost->letters, ink, NULL);
        g_autoptr(OwnedPix) large =
            letters == NULL || strip == NULL ? NULL : pixScaleToSize(letters, pixGetWidth(strip), pixGetHeight(strip));
        g_autoptr(OwnedPix) around = large == NULL ? NULL : pixDilateBrick(NULL, large, 2 * margin + 1, 2 * margin + 1);
        g_autoptr(OwnedPix) other = around == NULL ? NULL : pixInvert(NULL, around);
        if (other != NULL)
                (void) pixSetMasked(strip, other, 255);
        boxDestroy(&place);
        boxDestroy(&ink);
        if (other == NULL)
                pixDestroy(&strip);
        return strip;
}

/* What the engine reads of its rectangle, moved by left and top; NULL unless it is trusted. */
static Recognised *
lost_line_recognise(const LostLine *lost, const Recognised *page, int left, int top)
{
        g_autoptr(Recognised) line = recognised_new(page->path, page->page);
        line->width = page->width;
        line->height = page->height;
        if (TessBaseAPIRecognize(lost->engine, NULL) != 0)
                return NULL;
        textlines_collect(lost->engine, line);
        float sum = 0;
        glong letters = 0;
        for (guint i = 0; i < line->words->len; i++) {
                RecognisedWord *word = &g_array_index(line->words, RecognisedWord, i);
                const glong length = g_utf8_strlen(word->text, -1);
                sum += word->certainty * (float) length;
                letters += length;
                word->left += (float) left, word->right += (float) left;
                word->top += (float) top, word->bottom += (float) top;
        }
        return letters < LETTERS || sum < TRUSTED * (float) letters ? NULL : g_steal_pointer(&line);
}

/* Reads the strip of the picture, and where that is not trusted its letters alone. */
static Recognised *
lost_line_try(const LostLine *lost, const int box[4], const Recognised *page)
{
        TessBaseAPISetRectangle(lost->engine, box[0], box[1], box[2], box[3]);
        Recognised *line = lost_line_recognise(lost, page, 0, 0);
        g_autoptr(OwnedPix) clean = line != NULL ? NULL : lost_line_clean(lost, box);
        if (clean == NULL)
                return line;
        TessBaseAPISetImage2(lost->engine, clean);
        TessBaseAPISetSourceResolution(lost->engine, (int) lost->upright->dpi);
        line = lost_line_recognise(lost, page, box[0], box[1]);
        TessBaseAPISetImage2(lost->engine, lost->upright->picture);
        TessBaseAPISetSourceResolution(lost->engine, (int) lost->upright->dpi);
        return line;
}

/* Adds the words of the line that stand on none of the page's. */
static void
lost_line_add(const Recognised *line, Recognised *recognised)
{
        /* the engine makes one word's box reach over the next at times: those of one line are all there */
        const guint before = recognised->words->len;
        for (guint i = 0; i < line->words->len; i++) {
                const RecognisedWord *word = &g_array_index(line->words, RecognisedWord, i);
                if (lost_line_is_read(recognised, before, (word->left + word->right) / 2,
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
        const LostLine lost = { .engine = engine, .upright = upright, .letters = drawn, .scale = scale };
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
                g_autoptr(Recognised) line = lost_line_try(&lost, box, recognised);
                if (line != NULL)
                        lost_line_add(line, recognised);
                lines++;
        }
        TessBaseAPISetPageSegMode(engine, PSM_AUTO);
        boxaDestroy(&strips);
        boxaDestroy(&letters);
}
