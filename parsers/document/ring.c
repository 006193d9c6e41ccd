#include "parsers/document/ring.h"

#include <glib.h>
#include <math.h>
#include <stdint.h>

/* Millimetres: a ring's radius; what hangs together and is smaller than the last in either direction holds none. */
static const double RADIUS_LEAST = 6, RADIUS_MOST = 25, PIECE_LEAST = 10, MM_AN_INCH = 25.4;
/* Rings are looked for at half the size, along so many rays; tries at three points of a piece, pieces of a page. */
enum { HALF = 2, RAYS = 90, TRIES = 1500, PIECES_MOST = 12, POINTS_MOST = 60000 };
/* A ruling has straight runs longer than this, in pixels of the half picture; no ring has. */
enum { RULING = 60 };
/* Of the rays: as many meet ink on a ring, and so many fewer beside it. */
static const double RING_RAYS = 0.75, BESIDE_FEWER = 0.25;
/* Of the outer radius: where the innermost ring may lie. */
static const double INNERMOST = 0.3;
/* Of the paper's brightness: print and seals are darker. */
static const double SHADE_DARKER = 0.75;
/* A seal is lighter than the print when it is brighter by this. Pixels beside a ring that tell whether a stroke crosses. */
enum { LIGHTER = 35, BESIDE = 3, CROSSES = 2, EDGE = 1 };

typedef struct {
        l_int32 x, y;
} Point;

static bool
ring_is_ink(PIX *ink, double x, double y)
{
        const int column = (int) floor(x), row = (int) floor(y);
        if (column < 0 || row < 0 || column >= pixGetWidth(ink) || row >= pixGetHeight(ink))
                return false;
        return GET_DATA_BIT(pixGetData(ink) + (size_t) row * (size_t) pixGetWpl(ink), column) != 0;
}

/* Share of the rays from the middle that meet ink at the radius, a pixel more or less. */
static double
ring_coverage(PIX *ink, const Ring *ring, double radius)
{
        unsigned met = 0;
        for (unsigned i = 0; i < RAYS; i++) {
                const double c = cos(2 * G_PI * i / RAYS), s = sin(2 * G_PI * i / RAYS);
                bool is_met = false;
                for (int off = -1; off <= 1 && !is_met; off++)
                        is_met = ring_is_ink(ink, ring->x + (radius + off) * c, ring->y + (radius + off) * s);
                met += is_met;
        }
        return (double) met / RAYS;
}

/* The circle through three points; false when they lie on a line. */
static bool
ring_through(const Point *a, const Point *b, const Point *c, Ring *ret_ring)
{
        const double bx = b->x - a->x, by = b->y - a->y, cx = c->x - a->x, cy = c->y - a->y;
        const double turn = 2 * (bx * cy - by * cx);
        if (fabs(turn) < 1)
                return false;
        const double b2 = bx * bx + by * by, c2 = cx * cx + cy * cy;
        const double x = (cy * b2 - by * c2) / turn, y = (bx * c2 - cx * b2) / turn;
        *ret_ring = (Ring){ a->x + x, a->y + y, hypot(x, y) };
        return true;
}

/* The points of ink in the box. */
static GArray *
ring_points(PIX *ink, BOX *box)
{
        l_int32 left = 0, top = 0, width = 0, height = 0;
        GArray *points = g_array_new(FALSE, FALSE, sizeof(Point));
        (void) boxGetGeometry(box, &left, &top, &width, &height);
        for (int y = top; y < top + height; y++) {
                const l_uint32 *line = pixGetData(ink) + (size_t) y * (size_t) pixGetWpl(ink);
                for (int x = left; x < left + width && points->len < POINTS_MOST; x++) {
                        const Point point = { x, y };
                        if (GET_DATA_BIT(line, x))
                                g_array_append_val(points, point);
                }
        }
        return points;
}

/* The ring on which the points lie; of several about one middle the outermost. False when they lie on none. */
static bool
ring_find(PIX *ink, const GArray *points, double pixels_a_mm, Ring *ret_ring)
{
        double best = 0;
        guint32 random = 1;
        for (unsigned i = 0; i < TRIES && points->len >= 3; i++) {
                const Point *chosen[3];
                for (unsigned k = 0; k < G_N_ELEMENTS(chosen); k++) {
                        random = random * 1664525 + 1013904223;
                        chosen[k] = &g_array_index(points, Point, (random >> 8) % points->len);
                }
                Ring ring;
                if (!ring_through(chosen[0], chosen[1], chosen[2], &ring) || ring.radius < RADIUS_LEAST * pixels_a_mm ||
                    ring.radius > RADIUS_MOST * pixels_a_mm)
                        continue;
                const double met = ring_coverage(ink, &ring, ring.radius);
                const double beside = ring_coverage(ink, &ring, ring.radius + 2 * BESIDE);
                if (met < RING_RAYS || met - beside < BESIDE_FEWER)
                        continue;
                const double worth = met + ring.radius / (RADIUS_MOST * pixels_a_mm);
                if (worth <= best)
                        continue;
                best = worth;
                *ret_ring = ring;
        }
        return best > 0;
}

/* Brightness that half of the ink has, inside the ring or elsewhere. */
static int
ring_brightness(PIX *picture, PIX *ink, const Ring *ring, bool on_ring)
{
        guint counts[256] = { 0 }, all = 0, sum = 0;
        int value = 0;
        for (int y = 0; y < pixGetHeight(picture); y++) {
                const l_uint32 *line = pixGetData(picture) + (size_t) y * (size_t) pixGetWpl(picture);
                const l_uint32 *mask = pixGetData(ink) + (size_t) y * (size_t) pixGetWpl(ink);
                if (on_ring && fabs(y - ring->y) > ring->radius + EDGE)
                        continue;
                for (int x = 0; x < pixGetWidth(picture); x++) {
                        if (!GET_DATA_BIT(mask, x))
                                continue;
                        const double away = hypot(x - ring->x, y - ring->y) - ring->radius;
                        if (on_ring ? fabs(away) <= EDGE : away > BESIDE)
                                counts[GET_DATA_BYTE(line, x)]++, all++;
                }
        }
        while (value < 255 && (sum += counts[value]) * 2 < all)
                value++;
        return value;
}

static void
ring_whiten(PIX *picture, PIX *ink, double x, double y, l_uint32 paper)
{
        const int column = (int) floor(x), row = (int) floor(y);
        if (column < 0 || row < 0 || column >= pixGetWidth(ink) || row >= pixGetHeight(ink))
                return;
        SET_DATA_BYTE(pixGetData(picture) + (size_t) row * (size_t) pixGetWpl(picture), column, paper);
        CLEAR_DATA_BIT(pixGetData(ink) + (size_t) row * (size_t) pixGetWpl(ink), column);
}

/* All of a seal that is lighter than the print. */
static void
ring_fade_light(PIX *picture, PIX *ink, const Ring *ring, int lightest_print, l_uint32 paper)
{
        const double reach = ring->radius + BESIDE;
        for (double y = MAX(floor(ring->y - reach), 0); y <= MIN(ring->y + reach, pixGetHeight(picture) - 1); y++) {
                const l_uint32 *line = pixGetData(picture) + (size_t) y * (size_t) pixGetWpl(picture);
                for (double x = MAX(floor(ring->x - reach), 0); x <= MIN(ring->x + reach, pixGetWidth(picture) - 1);
                     x++)
                        if (hypot(x - ring->x, y - ring->y) <= reach && GET_DATA_BYTE(line, (int) x) > lightest_print)
                                ring_whiten(picture, ink, x, y, paper);
        }
}

static unsigned
ring_count(PIX *ink, const Ring *ring, double c, double s, double from, int step)
{
        unsigned met = 0;
        for (int i = 1; i <= BESIDE; i++)
                met += ring_is_ink(ink, ring->x + (from + i * step) * c, ring->y + (from + i * step) * s);
        return met;
}

/* The band between two radii, where no stroke comes in on one side and goes out on the other. before: the ink as it was. */
static void
ring_fade_band(PIX *picture, PIX *ink, PIX *before, const Ring *ring, double inner, double outer, l_uint32 paper)
{
        const double steps = ceil(2 * G_PI * outer / 0.5);
        for (double i = 0; i < steps; i++) {
                const double c = cos(2 * G_PI * i / steps), s = sin(2 * G_PI * i / steps);
                if (ring_count(before, ring, c, s, outer + EDGE, 1) >= CROSSES &&
                    ring_count(before, ring, c, s, inner - EDGE, -1) >= CROSSES)
                        continue;
                for (double radius = inner - EDGE; radius <= outer + EDGE; radius += 0.5)
                        ring_whiten(picture, ink, ring->x + radius * c, ring->y + radius * s, paper);
        }
}

static bool
ring_fade_dark(PIX *picture, PIX *ink, const Ring *ring, l_uint32 paper)
{
        g_autoptr(OwnedPix) before = pixCopy(NULL, ink);
        double inner = 0;
        for (double radius = INNERMOST * ring->radius; before != NULL && radius <= ring->radius + 2 * BESIDE;
             radius++) {
                const bool is_ring = ring_coverage(before, ring, radius) >= RING_RAYS;
                if (is_ring && inner <= 0)
                        inner = radius;
                if (!is_ring && inner > 0) {
                        ring_fade_band(picture, ink, before, ring, inner, radius - 1, paper);
                        inner = 0;
                }
        }
        return before != NULL;
}

/* Pieces of ink without rulings, at half the size. */
static PIX *
ring_pieces(PIX *ink)
{
        g_autoptr(OwnedPix) half = pixReduceRankBinary2(ink, 1, NULL);
        g_autoptr(OwnedPix) across = half == NULL ? NULL : pixOpenBrick(NULL, half, RULING, 1);
        g_autoptr(OwnedPix) down = half == NULL ? NULL : pixOpenBrick(NULL, half, 1, RULING);
        if (across == NULL || down == NULL || pixSubtract(half, half, across) == NULL ||
            pixSubtract(half, half, down) == NULL)
                return NULL;
        return g_steal_pointer(&half);
}

/* The seal on which the points lie, if any, fades; shade: what is darker than paper, print and seal alike. */
static bool
ring_fade_piece(PIX *picture, PIX *ink, PIX *shade, const Ring *ring, l_uint32 paper, GArray *cut)
{
        const int print = ring_brightness(picture, ink, ring, false);
        const int seal = ring_brightness(picture, shade, ring, true);
        if (seal - print < LIGHTER) {
                g_array_append_val(cut, *ring);
                return ring_fade_dark(picture, ink, ring, paper);
        }
        ring_fade_light(picture, ink, ring, (seal + print) / 2, paper);
        return true;
}

bool
ring_fade(PIX *picture, PIX *ink, unsigned dpi, GArray *cut)
{
        const double half_mm = dpi / MM_AN_INCH / HALF;
        l_uint32 paper = 255;
        (void) pixGetRankValue(picture, 4, 0.75f, &paper);
        paper = MIN(paper, 255); /* a page of nothing but white gives 256 */
        g_autoptr(OwnedPix) shade = pixThresholdToBinary(picture, (l_int32) (SHADE_DARKER * paper));
        g_autoptr(OwnedPix) half = shade == NULL ? NULL : ring_pieces(shade);
        BOXA *boxes = half == NULL ? NULL : pixConnCompBB(half, 8);
        bool done = boxes != NULL;
        unsigned pieces = 0;
        for (l_int32 i = 0; done && i < boxaGetCount(boxes) && pieces < PIECES_MOST; i++) {
                l_int32 width = 0, height = 0;
                Ring ring;
                (void) boxaGetBoxGeometry(boxes, i, NULL, NULL, &width, &height);
                if (MIN(width, height) < PIECE_LEAST * half_mm)
                        continue;
                pieces++;
                BOX *box = boxaGetBox(boxes, i, L_CLONE);
                g_autoptr(GArray) points = ring_points(half, box);
                boxDestroy(&box);
                if (!ring_find(half, points, half_mm, &ring))
                        continue;
                ring = (Ring){ (ring.x + 0.5) * HALF, (ring.y + 0.5) * HALF, ring.radius * HALF };
                done = ring_fade_piece(picture, ink, shade, &ring, paper, cut);
        }
        boxaDestroy(&boxes);
        return done;
}
