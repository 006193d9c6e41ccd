#include "tests/unit/picture.h"

#include <cairo.h>
#include <math.h>
#include <string.h>

static const double INCH_POINTS = 72, LEADING = 2;

static void
picture_font(cairo_t *canvas, double points, unsigned dpi)
{
        cairo_select_font_face(canvas, "DejaVu Sans", CAIRO_FONT_SLANT_NORMAL, CAIRO_FONT_WEIGHT_NORMAL);
        cairo_set_font_size(canvas, points * dpi / INCH_POINTS);
}

PIX *
picture_of(const char *const *lines, double points, unsigned dpi)
{
        const int width = (int) (8.27 * dpi), height = (int) (11.69 * dpi);
        cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height);
        cairo_t *canvas = cairo_create(surface);
        cairo_set_source_rgb(canvas, 1, 1, 1);
        cairo_paint(canvas);
        cairo_set_source_rgb(canvas, 0, 0, 0);
        picture_font(canvas, points, dpi);
        for (unsigned i = 0; lines[i] != NULL; i++) {
                cairo_move_to(canvas, dpi, dpi + i * LEADING * points * dpi / INCH_POINTS);
                cairo_show_text(canvas, lines[i]);
        }
        cairo_surface_flush(surface);
        PIX *picture = pixCreate(width, height, 8);
        g_assert_nonnull(picture);
        const unsigned char *pixels = cairo_image_surface_get_data(surface);
        for (int y = 0; y < height; y++) {
                l_uint32 *line = pixGetData(picture) + (size_t) y * (size_t) pixGetWpl(picture);
                const unsigned char *from = pixels + (size_t) y * (size_t) cairo_image_surface_get_stride(surface);
                for (int x = 0; x < width; x++)
                        SET_DATA_BYTE(line, x, from[4 * x]);
        }
        cairo_destroy(canvas);
        cairo_surface_destroy(surface);
        pixSetResolution(picture, (l_int32) dpi, (l_int32) dpi);
        return picture;
}

void
picture_place(const char *line, unsigned index, double points, unsigned dpi, double *ret_left, double *ret_baseline,
              double *ret_width)
{
        cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, 1, 1);
        cairo_t *canvas = cairo_create(surface);
        cairo_text_extents_t extents;
        picture_font(canvas, points, dpi);
        cairo_text_extents(canvas, line, &extents);
        cairo_destroy(canvas);
        cairo_surface_destroy(surface);
        *ret_left = dpi + extents.x_bearing;
        *ret_baseline = dpi + index * LEADING * points * dpi / INCH_POINTS;
        *ret_width = extents.width;
}

GBytes *
picture_write(PIX *picture, int format)
{
        l_uint8 *data = NULL;
        size_t size = 0;
        g_assert_cmpint(pixWriteMem(&data, &size, picture, format), ==, 0);
        GBytes *octets = g_bytes_new(data, size);
        lept_free(data);
        return octets;
}

Bytes
picture_bytes(GBytes *octets)
{
        gsize length = 0;
        const void *data = g_bytes_get_data(octets, &length);
        return bytes_of(data, length);
}
