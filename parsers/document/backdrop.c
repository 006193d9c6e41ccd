#include "parsers/document/backdrop.h"

#include <stdint.h>

/* Lighting is told in squares of this many pixels of the half picture: TILE_STEP of them by TILE_STEP averages. */
enum { TILE_STEP = 4, TILE = TILE_STEP * TILE_STEP };
/* Squares: print and seals narrower than this do not count as shade. */
enum { TILE_CLOSE = 7, TILE_SMOOTH = 2, LIGHT_SMOOTH = 1 };
/* What the paper becomes where light is evened; darker than this is not evened. */
enum { PAPER_WHITE = 225, PAPER_DARKEST = 24 };
/* Of the paper's brightness: what lies around it is darker; shade within it reaches down to; ink is darker than. */
static const float OUTSIDE_DARKER = 0.5f, LIGHT_EVEN = 0.85f, INK_DARKER = 0.6f;
/* Of the picture: more than this is not what lies around the sheet. */
static const float OUTSIDE_MOST = 0.7f;
/* A pixel that differs by this from all around it is a speck; so many of the pixels looked at are too many. */
enum { SPECK_CONTRAST = 40, SPECK_ROWS = 16 };
static const double SPECKS_MOST = 0.0004;

static bool
backdrop_replace(PIX **picture, PIX *by)
{
        if (by == NULL)
                return false;
        pixDestroy(picture);
        *picture = by;
        return true;
}

/* What a speck at (x, y) is replaced with; -1 when there is none. */
static int
backdrop_speck(const l_uint32 *above, const l_uint32 *line, const l_uint32 *below, int x)
{
        const int here = GET_DATA_BYTE(line, x), left = GET_DATA_BYTE(line, x - 1), right = GET_DATA_BYTE(line, x + 1);
        const bool dark = here + SPECK_CONTRAST <= left, light = here >= left + SPECK_CONTRAST;
        if (!(dark && here + SPECK_CONTRAST <= right) && !(light && here >= right + SPECK_CONTRAST))
                return -1;
        int sum = left + right;
        for (int at = x - 1; at <= x + 1; at++) {
                const int up = GET_DATA_BYTE(above, at), down = GET_DATA_BYTE(below, at);
                if (dark ? here + SPECK_CONTRAST > MIN(up, down) : here < MAX(up, down) + SPECK_CONTRAST)
                        return -1;
                sum += up + down;
        }
        return sum / 8;
}

/* Share of the pixels in every SPECK_ROWS-th row that are specks. */
static double
backdrop_specks(PIX *picture)
{
        const int width = pixGetWidth(picture), height = pixGetHeight(picture), words = pixGetWpl(picture);
        size_t specks = 0, looked = 1;
        for (int y = 1; y + 1 < height; y += SPECK_ROWS) {
                const l_uint32 *line = pixGetData(picture) + (size_t) y * (size_t) words;
                for (int x = 1; x + 1 < width; x++)
                        specks += backdrop_speck(line - words, line, line + words, x) >= 0;
                looked += (size_t) MAX(width, 0);
        }
        return (double) specks / (double) looked;
}

bool
backdrop_clean(PIX **picture)
{
        if (backdrop_specks(*picture) <= SPECKS_MOST)
                return true;
        return backdrop_replace(picture, pixMedianFilter(*picture, 3, 3));
}

/* Brightness of the paper in squares: print is averaged, then the brightest of each square is taken. */
static PIX *
backdrop_tiles(PIX *half)
{
        g_autoptr(OwnedPix) small = pixScaleAreaMap(half, 1.0f / TILE_STEP, 1.0f / TILE_STEP);
        return small == NULL ? NULL : pixScaleGrayMinMax(small, TILE_STEP, TILE_STEP, L_CHOOSE_MAX);
}

/* What of mask hangs together with seed, which becomes the result. */
static bool
backdrop_fill(PIX *seed, PIX *mask)
{
        return pixAnd(seed, seed, mask) != NULL && pixSeedfillBinary(seed, seed, mask, 8) != NULL;
}

/* 1-bit, a pixel a square: dark squares that hang together with the picture's edge. */
static PIX *
backdrop_outside(PIX *tiles, l_uint32 paper)
{
        g_autoptr(OwnedPix) dark = pixThresholdToBinary(tiles, (l_int32) (OUTSIDE_DARKER * (float) paper));
        g_autoptr(OwnedPix) seed = dark == NULL ? NULL : pixCreate(pixGetWidth(dark), pixGetHeight(dark), 1);
        l_int32 count = 0;
        if (seed == NULL || pixSetOrClearBorder(seed, 1, 1, 1, 1, PIX_SET) != 0 || !backdrop_fill(seed, dark))
                return NULL;
        (void) pixCountPixels(seed, &count, NULL);
        if ((float) count > OUTSIDE_MOST * (float) (pixGetWidth(seed) * pixGetHeight(seed)))
                (void) pixClearAll(seed);
        return g_steal_pointer(&seed);
}

/* Evens the light where the squares of paper differ; *ret_paper becomes how bright it is then. */
static bool
backdrop_light(PIX **picture, PIX **half, PIX *tiles, PIX *outside, l_uint32 *ret_paper)
{
        l_uint32 darkest = 0, brightest = 0;
        if (pixSetMasked(tiles, outside, *ret_paper) != 0)
                return false;
        g_autoptr(OwnedPix) closed = pixCloseGray(tiles, TILE_CLOSE, TILE_CLOSE);
        g_autoptr(OwnedPix) light = closed == NULL ? NULL : pixBlockconv(closed, TILE_SMOOTH, TILE_SMOOTH);
        if (light == NULL || pixGetRankValue(light, 1, 0.05f, &darkest) != 0 ||
            pixGetRankValue(light, 1, 0.95f, &brightest) != 0)
                return false;
        if ((float) darkest >= LIGHT_EVEN * (float) brightest || brightest < PAPER_DARKEST)
                return true;
        /* both saturate: nothing is darker than PAPER_DARKEST afterwards */
        (void) pixAddConstantGray(light, -PAPER_DARKEST);
        (void) pixAddConstantGray(light, PAPER_DARKEST);
        const int step = pixGetWidth(*picture) / pixGetWidth(*half);
        g_autoptr(OwnedPix) factors = pixGetInvBackgroundMap(light, PAPER_WHITE, LIGHT_SMOOTH, LIGHT_SMOOTH);
        if (factors == NULL ||
            !backdrop_replace(picture, pixApplyInvBackgroundGrayMap(*picture, factors, TILE * step, TILE * step)) ||
            !backdrop_replace(half, pixApplyInvBackgroundGrayMap(*half, factors, TILE, TILE)))
                return false;
        *ret_paper = PAPER_WHITE;
        return true;
}

/* Makes white what lies outside, and the dark that hangs together with it or with the edge. */
static bool
backdrop_whiten(PIX *picture, PIX *half, PIX *outside, l_uint32 paper)
{
        const int step = pixGetWidth(picture) / pixGetWidth(half);
        g_autoptr(OwnedPix) dark = pixThresholdToBinary(half, (l_int32) (INK_DARKER * (float) paper));
        g_autoptr(OwnedPix) around = pixExpandBinaryReplicate(outside, TILE, TILE);
        g_autoptr(OwnedPix) seed = dark == NULL ? NULL : pixCreateTemplate(dark);
        l_int32 none = 1;
        if (seed == NULL || around == NULL || pixSetOrClearBorder(seed, 1, 1, 1, 1, PIX_SET) != 0)
                return false;
        (void) pixRasterop(seed, 0, 0, pixGetWidth(around), pixGetHeight(around), PIX_PAINT, around, 0, 0);
        (void) pixRasterop(dark, 0, 0, pixGetWidth(around), pixGetHeight(around), PIX_PAINT, around, 0, 0);
        if (!backdrop_fill(seed, dark) || pixZero(seed, &none) != 0)
                return false;
        if (none)
                return true;
        g_autoptr(OwnedPix) wide = pixDilateBrick(NULL, seed, 3, 3);
        g_autoptr(OwnedPix) full = wide == NULL ? NULL : pixExpandReplicate(wide, step);
        return full != NULL && pixSetMasked(half, wide, paper) == 0 && pixSetMasked(picture, full, paper) == 0;
}

bool
backdrop_even(PIX **picture, PIX **half)
{
        g_autoptr(OwnedPix) tiles = backdrop_tiles(*half);
        l_uint32 paper = 0;
        if (tiles == NULL || pixGetRankValue(tiles, 1, 0.75f, &paper) != 0)
                return false;
        paper = MIN(paper, 255); /* leptonica gives 256 where all is white */
        g_autoptr(OwnedPix) outside = backdrop_outside(tiles, paper);
        return outside != NULL && backdrop_light(picture, half, tiles, outside, &paper) &&
               backdrop_whiten(*picture, *half, outside, paper);
}
