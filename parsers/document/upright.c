#include "parsers/document/upright.h"

#include "parsers/document/backdrop.h"
#include "parsers/document/stamp.h"

#include <math.h>

/* Print is read best at the resolution in the middle; above the most it is scaled down, below the least up. */
enum { UPRIGHT_DPI = 225, UPRIGHT_MOST_DPI = 260, UPRIGHT_LEAST_DPI = 160, INK_MOST_DPI = 260, TURN_LEAST_DPI = 210 };
/* Inches of the long side of A4: what a page is taken for that does not say its resolution. */
static const double PAGE_INCHES = 11.69;
/* Degrees: less is left as it is; more is not looked for. Confidence of leptonica's skew finder that is believed. */
static const float SKEW_LEAST = 0.2f, SKEW_REACH = 7.0f, SKEW_STEP = 1.0f, SKEW_FINEST = 0.02f;
/* Above this a picture is scaled by lines between pixels, below by areas of them. */
static const double LINEAR_LEAST = 0.7;
static const float SKEW_SURE = 2.5f;
/* Deviations that decide which way is up, and how much of it the other axis may have. */
static const float TURN_SURE = 6.0f, TURN_APART = 0.4f;

void
upright_free(Upright *upright)
{
        if (upright == NULL)
                return;
        pixDestroy(&upright->picture);
        pixDestroy(&upright->ink);
        g_free(upright);
}

/* What was (a X + b Y + c) of the old picture's x and y becomes the same of the new one's. */
static void
upright_map(Upright *upright, const double x[3], const double y[3])
{
        double *const rows[2] = { upright->across, upright->down };
        for (unsigned i = 0; i < G_N_ELEMENTS(rows); i++) {
                const double a = rows[i][0], b = rows[i][1], c = rows[i][2];
                rows[i][0] = a * x[0] + b * y[0];
                rows[i][1] = a * x[1] + b * y[1];
                rows[i][2] = a * x[2] + b * y[2] + c;
        }
}

/* Puts the new picture in place of the old one; false when there is none. */
static bool
upright_replace(PIX **picture, PIX *by)
{
        if (by == NULL)
                return false;
        pixDestroy(picture);
        *picture = by;
        return true;
}

static bool
upright_scale(Upright *upright, double scale)
{
        PIX *scaled = scale < LINEAR_LEAST ? pixScaleAreaMap(upright->picture, (l_float32) scale, (l_float32) scale)
                                           : pixScaleGrayLI(upright->picture, (l_float32) scale, (l_float32) scale);
        const double width = pixGetWidth(upright->picture), height = pixGetHeight(upright->picture);
        if (!upright_replace(&upright->picture, scaled))
                return false;
        const double x[3] = { width / pixGetWidth(scaled), 0, 0 }, y[3] = { 0, height / pixGetHeight(scaled), 0 };
        upright_map(upright, x, y);
        upright->dpi = (unsigned) lround(upright->dpi * scale);
        return true;
}

static bool
upright_turn(Upright *upright, int quarters)
{
        const double w = pixGetWidth(upright->picture), h = pixGetHeight(upright->picture);
        const double x[4][3] = { { 1, 0, 0 }, { 0, 1, 0 }, { -1, 0, w }, { 0, -1, w } };
        const double y[4][3] = { { 0, 1, 0 }, { -1, 0, h }, { 0, -1, h }, { 1, 0, 0 } };
        if (quarters == 0)
                return true;
        if (!upright_replace(&upright->picture, pixRotateOrth(upright->picture, quarters)) ||
            !upright_replace(&upright->ink, pixRotateOrth(upright->ink, quarters)))
                return false;
        upright_map(upright, x[quarters], y[quarters]);
        return true;
}

/* Turns the page by the degrees clockwise on a canvas that holds all of it. */
static bool
upright_straighten(Upright *upright, double degrees)
{
        const double angle = degrees * G_PI / 180, c = cos(angle), s = sin(angle);
        const int width = pixGetWidth(upright->picture), height = pixGetHeight(upright->picture);
        if (!upright_replace(&upright->picture, pixRotate(upright->picture, (l_float32) angle, L_ROTATE_AREA_MAP,
                                                          L_BRING_IN_WHITE, width, height)) ||
            !upright_replace(&upright->ink, pixRotate(upright->ink, (l_float32) angle, L_ROTATE_SHEAR, L_BRING_IN_WHITE,
                                                      pixGetWidth(upright->ink), pixGetHeight(upright->ink))))
                return false;
        const double across = pixGetWidth(upright->picture) / 2, down = pixGetHeight(upright->picture) / 2;
        const double x[3] = { c, s, width / 2.0 - c * across - s * down };
        const double y[3] = { -s, c, height / 2.0 + s * across - c * down };
        upright_map(upright, x, y);
        return true;
}

/* Quarter turns clockwise that bring the text upright; -1 when the print does not tell. Letters that rise above the line
 * are more than those that hang below it: leptonica counts both, in deviations from chance, for lines that run across
 * (up) and down (left). It wants letters as they are at 300 dpi. */
static int
upright_find_turn(PIX *ink, unsigned ink_dpi)
{
        l_float32 up = 0, left = 0;
        g_autoptr(OwnedPix) large = ink_dpi > TURN_LEAST_DPI ? pixClone(ink) : pixExpandReplicate(ink, 2);
        if (large == NULL || pixOrientDetect(large, &up, &left, 0, 0) != 0)
                return -1;
        if (MAX(fabsf(up), fabsf(left)) < TURN_SURE ||
            fabsf(fabsf(up) - fabsf(left)) < TURN_APART * MAX(fabsf(up), fabsf(left)))
                return -1;
        if (fabsf(up) > fabsf(left))
                return up > 0 ? 0 : 2;
        return left > 0 ? 1 : 3;
}

static double
upright_find_skew(PIX *ink)
{
        l_float32 angle = 0, sure = 0;
        if (pixFindSkewSweepAndSearch(ink, &angle, &sure, 4, 2, SKEW_REACH, SKEW_STEP, SKEW_FINEST) != 0 ||
            sure < SKEW_SURE || fabsf(angle) < SKEW_LEAST)
                return 0;
        return angle;
}

/* Evens the picture and finds its ink: 1-bit, at half the resolution where there is enough of it. */
static bool
upright_find_ink(Upright *upright)
{
        g_autoptr(OwnedPix) half =
            upright->dpi > INK_MOST_DPI ? pixScaleAreaMap2(upright->picture) : pixCopy(NULL, upright->picture);
        return half != NULL && backdrop_even(&upright->picture, &half) &&
               pixOtsuAdaptiveThreshold(half, pixGetWidth(half), pixGetHeight(half), 0, 0, 0.1f, NULL, &upright->ink) ==
                   0;
}

static PIX *
upright_grey(PIX *page)
{
        if (pixGetDepth(page) == 8)
                return pixClone(page);
        g_autoptr(OwnedPix) grey = pixConvertRGBToLuminance(page);
        return grey != NULL && stamp_fade(page, grey) ? g_steal_pointer(&grey) : NULL;
}

static unsigned
upright_ink_dpi(const Upright *upright)
{
        return upright->dpi > INK_MOST_DPI ? upright->dpi / 2 : upright->dpi;
}

Upright *
upright_new(PIX *page, unsigned dpi, int turn)
{
        g_autoptr(Upright) upright = g_new0(Upright, 1);
        const int longer = MAX(pixGetWidth(page), pixGetHeight(page));
        upright->dpi = dpi != 0 ? dpi : (unsigned) MAX(lround(longer / PAGE_INCHES), 1);
        upright->across[0] = 1.0 / pixGetWidth(page);
        upright->down[1] = 1.0 / pixGetHeight(page);
        upright->picture = upright_grey(page);
        /* at less than that a pixel alone may be a dot of print */
        if (upright->picture == NULL || (upright->dpi >= UPRIGHT_LEAST_DPI && !backdrop_clean(&upright->picture)))
                return NULL;
        if (upright->dpi > UPRIGHT_MOST_DPI && !upright_scale(upright, (double) UPRIGHT_DPI / upright->dpi))
                return NULL;
        if (upright->dpi < UPRIGHT_LEAST_DPI && !upright_scale(upright, 2))
                return NULL;
        if (!upright_find_ink(upright))
                return NULL;
        const int found = turn >= 0 ? turn : upright_find_turn(upright->ink, upright_ink_dpi(upright));
        upright->is_turn_known = found >= 0;
        upright->turn = MAX(found, 0);
        if (!upright_turn(upright, upright->turn))
                return NULL;
        const double skew = upright_find_skew(upright->ink);
        if (skew != 0 && !upright_straighten(upright, skew))
                return NULL;
        return g_steal_pointer(&upright);
}
