#include "parsers/document/stamp.h"

#include <stdint.h>

/* A pixel is coloured ink whose channels lie so far apart and whose darkest is no brighter than this. */
enum { COLOUR_APART = 45, COLOUR_DARKEST = 190 };
/* The mask has one pixel for so many of the page in either direction; strokes that come this near hang together. */
enum { STAMP_STEP = 2, STAMP_JOIN = 5, STAMP_MOST = 100, STAMP_SQUARE = 32 };
/* Of the page's width: a stamp is higher and wider than the least and no larger than the most; of its area it covers
 * less than the share, for it is drawn, not filled. */
static const double STAMP_SMALLEST = 0.055, STAMP_LARGEST = 0.4, STAMP_SHARE = 0.6;

static bool
stamp_is_coloured(l_uint32 pixel)
{
        const int red = pixel >> 24, green = (pixel >> 16) & 0xFF, blue = (pixel >> 8) & 0xFF;
        const int least = MIN(MIN(red, green), blue);
        return least <= COLOUR_DARKEST && MAX(MAX(red, green), blue) - least > COLOUR_APART;
}

static PIX *
stamp_mask(PIX *page)
{
        const int width = pixGetWidth(page) / STAMP_STEP, height = pixGetHeight(page) / STAMP_STEP;
        PIX *mask = pixCreate(MAX(width, 1), MAX(height, 1), 1);
        for (int y = 0; mask != NULL && y < height; y++) {
                const l_uint32 *from = pixGetData(page) + (size_t) (y * STAMP_STEP) * (size_t) pixGetWpl(page);
                l_uint32 *to = pixGetData(mask) + (size_t) y * (size_t) pixGetWpl(mask);
                for (int x = 0; x < width; x++)
                        if (stamp_is_coloured(from[x * STAMP_STEP]))
                                SET_DATA_BIT(to, x);
        }
        return mask;
}

/* True when what the mask has in the box may be a stamp. */
static bool
stamp_is_one(PIX *mask, BOX *box)
{
        l_int32 width = 0, height = 0, count = 0;
        (void) boxGetGeometry(box, NULL, NULL, &width, &height);
        const double page = pixGetWidth(mask);
        if (MIN(width, height) < STAMP_SMALLEST * page || MAX(width, height) > STAMP_LARGEST * page)
                return false;
        g_autoptr(OwnedPix) part = pixClipRectangle(mask, box, NULL);
        return part != NULL && pixCountPixels(part, &count, NULL) == 0 && count < STAMP_SHARE * width * height;
}

/* Gives coloured ink in the box the brightness of the paper around it; paper has one pixel for a square of grey. */
static void
stamp_whiten(PIX *page, PIX *grey, PIX *paper, BOX *box)
{
        const int last_x = pixGetWidth(paper) - 1, last_y = pixGetHeight(paper) - 1;
        l_int32 left = 0, top = 0, width = 0, height = 0;
        (void) boxGetGeometry(box, &left, &top, &width, &height);
        const int right = MIN((left + width) * STAMP_STEP, pixGetWidth(page));
        const int bottom = MIN((top + height) * STAMP_STEP, pixGetHeight(page));
        for (int y = top * STAMP_STEP; y < bottom; y++) {
                const l_uint32 *from = pixGetData(page) + (size_t) y * (size_t) pixGetWpl(page);
                const l_uint32 *light =
                    pixGetData(paper) + (size_t) MIN(y / STAMP_SQUARE, last_y) * (size_t) pixGetWpl(paper);
                l_uint32 *to = pixGetData(grey) + (size_t) y * (size_t) pixGetWpl(grey);
                for (int x = left * STAMP_STEP; x < right; x++)
                        if (stamp_is_coloured(from[x]))
                                SET_DATA_BYTE(to, x, GET_DATA_BYTE(light, MIN(x / STAMP_SQUARE, last_x)));
        }
}

bool
stamp_fade(PIX *page, PIX *grey)
{
        g_autoptr(OwnedPix) mask = stamp_mask(page);
        g_autoptr(OwnedPix) joined = mask == NULL ? NULL : pixDilateBrick(NULL, mask, STAMP_JOIN, STAMP_JOIN);
        g_autoptr(OwnedPix) paper = pixScaleGrayMinMax(grey, STAMP_SQUARE, STAMP_SQUARE, L_CHOOSE_MAX);
        BOXA *boxes = joined == NULL || paper == NULL ? NULL : pixConnCompBB(joined, 8);
        unsigned stamps = 0;
        for (l_int32 i = 0; boxes != NULL && i < boxaGetCount(boxes) && stamps < STAMP_MOST; i++) {
                BOX *box = boxaGetBox(boxes, i, L_CLONE);
                if (stamp_is_one(mask, box)) {
                        stamp_whiten(page, grey, paper, box);
                        stamps++;
                }
                boxDestroy(&box);
        }
        boxaDestroy(&boxes);
        return joined != NULL && paper != NULL;
}
