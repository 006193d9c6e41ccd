#include "parsers/document/raster_pdf.h"

#include "base/error.h"
#include "base/limits.h"
#include "parsers/document/pdf.h"
#include "parsers/document/pdf_scan.h"

#include <cairo.h>
#include <math.h>
#include <poppler.h>

G_DEFINE_AUTOPTR_CLEANUP_FUNC(PopplerDocument, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PopplerPage, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(cairo_surface_t, cairo_surface_destroy)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(cairo_t, cairo_destroy)

static const double POINTS_PER_INCH = 72.0;
/* A picture is a scan of the page when it is this part of its width and height. */
static const double SCAN_COVERS = 0.8;
/* Where print is read best, and what a scan may have to be read as it is. */
enum { BEST_DPI = 300, SCAN_LEAST_DPI = 180, SCAN_MOST_DPI = 320, PDF_SCAN_IMAGES = 64 };

static PIX *
raster_pdf_refuse(GError **error, const char *reason)
{
        g_set_error(error, CCOT_ERROR, CCOT_ERROR_INPUT, "%s", reason);
        return NULL;
}

static const uint32_t *
raster_pdf_row(cairo_surface_t *surface, int y)
{
        const size_t stride = (size_t) cairo_image_surface_get_stride(surface);
        return (const uint32_t *) (const void *) (cairo_image_surface_get_data(surface) + (size_t) y * stride);
}

static bool
raster_pdf_is_grey(cairo_surface_t *surface)
{
        const int width = cairo_image_surface_get_width(surface), height = cairo_image_surface_get_height(surface);
        for (int y = 0; y < height; y++) {
                const uint32_t *row = raster_pdf_row(surface, y);
                for (int x = 0; x < width; x++)
                        if (!raster_is_grey(row[x] << 8))
                                return false;
        }
        return true;
}

/* cairo's pixels as leptonica's: 8-bit where the page is grey. */
static PIX *
raster_pdf_picture(cairo_surface_t *surface)
{
        const int width = cairo_image_surface_get_width(surface), height = cairo_image_surface_get_height(surface);
        const bool is_grey = raster_pdf_is_grey(surface);
        PIX *picture = pixCreateNoInit(width, height, is_grey ? 8 : 32);
        for (int y = 0; picture != NULL && y < height; y++) {
                const uint32_t *row = raster_pdf_row(surface, y);
                l_uint32 *line = pixGetData(picture) + (size_t) y * (size_t) pixGetWpl(picture);
                for (int x = 0; x < width; x++) {
                        if (is_grey)
                                SET_DATA_BYTE(line, x, row[x] >> 8 & 0xFF);
                        else
                                line[x] = row[x] << 8;
                }
        }
        return picture;
}

/* Pixels of the picture; 0 when it cannot be decoded. */
static double
raster_pdf_decoded(PopplerPage *page, const PopplerImageMapping *mapping)
{
        g_autoptr(cairo_surface_t) image = poppler_page_get_image(page, mapping->image_id);
        return image == NULL ? 0
                             : (double) cairo_image_surface_get_width(image) * cairo_image_surface_get_height(image);
}

/* The resolution of a scan that fills the page; BEST_DPI when there is none, or it is better read at that. */
static unsigned
raster_pdf_best_dpi(Bytes bytes, PopplerPage *page, double width, double height)
{
        GList *images = poppler_page_get_image_mapping(page);
        unsigned dpi = BEST_DPI, tried = 0;
        for (const GList *item = images; item != NULL && tried < PDF_SCAN_IMAGES; item = item->next) {
                const PopplerImageMapping *mapping = item->data;
                const double across = ABS(mapping->area.x2 - mapping->area.x1);
                const double down = ABS(mapping->area.y2 - mapping->area.y1);
                if (across < SCAN_COVERS * width || down < SCAN_COVERS * height || across * down <= 0)
                        continue;
                tried++;
                double pixels = pdf_scan_pixels(bytes, across / down);
                if (pixels == 0)
                        pixels = raster_pdf_decoded(page, mapping);
                if (pixels == 0)
                        continue;
                const double found = POINTS_PER_INCH * sqrt(pixels / (across * down));
                if (found >= SCAN_LEAST_DPI && found <= SCAN_MOST_DPI)
                        dpi = (unsigned) lround(found);
                break;
        }
        poppler_page_free_image_mapping(images);
        return dpi;
}

/* Pixels per point, lowered until the page fits. */
static double
raster_pdf_scale(double width, double height, unsigned dpi)
{
        const double wanted = dpi / POINTS_PER_INCH;
        const double pixels = width * height * wanted * wanted;
        return pixels <= (double) LIMIT_RENDER_PIXELS ? wanted : wanted * sqrt((double) LIMIT_RENDER_PIXELS / pixels);
}

PIX *
raster_pdf_page(Bytes bytes, unsigned number, unsigned dpi, const GPtrArray *passwords, unsigned *ret_dpi,
                GError **error)
{
        g_autoptr(PopplerDocument) document = pdf_open_with_passwords(bytes, passwords, NULL);
        if (document == NULL)
                return raster_pdf_refuse(error, "the document cannot be opened");
        if (number == 0 || (gint64) number > poppler_document_get_n_pages(document))
                return raster_pdf_refuse(error, "the document has no such page");
        g_autoptr(PopplerPage) page = poppler_document_get_page(document, (int) number - 1);
        if (page == NULL)
                return raster_pdf_refuse(error, "the page cannot be read");
        double width = 0, height = 0;
        poppler_page_get_size(page, &width, &height);
        if (dpi == 0)
                dpi = raster_pdf_best_dpi(bytes, page, width, height);
        const double scale = raster_pdf_scale(MAX(width, 1), MAX(height, 1), dpi);
        g_autoptr(cairo_surface_t) surface = cairo_image_surface_create(
            CAIRO_FORMAT_RGB24, MAX(1, (int) ceil(width * scale)), MAX(1, (int) ceil(height * scale)));
        if (cairo_surface_status(surface) != CAIRO_STATUS_SUCCESS)
                return raster_pdf_refuse(error, "the page is too large to be shown");
        g_autoptr(cairo_t) canvas = cairo_create(surface);
        cairo_set_source_rgb(canvas, 1, 1, 1);
        cairo_paint(canvas);
        cairo_scale(canvas, scale, scale);
        poppler_page_render(page, canvas);
        cairo_surface_flush(surface);
        PIX *picture = raster_pdf_picture(surface);
        if (picture == NULL)
                return raster_pdf_refuse(error, "the page is too large to be shown");
        *ret_dpi = (unsigned) lround(scale * POINTS_PER_INCH);
        return picture;
}
