#include "parsers/document/render.h"

#include "base/error.h"
#include "base/limits.h"
#include "parsers/document/sniff.h"

#include <cairo.h>
#include <leptonica/allheaders.h>
#include <math.h>
#include <poppler.h>

G_DEFINE_AUTOPTR_CLEANUP_FUNC(PopplerDocument, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PopplerPage, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(cairo_surface_t, cairo_surface_destroy)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(cairo_t, cairo_destroy)

static const double POINTS_PER_INCH = 72.0;
/* Farther apart than this a pixel's red, green and blue are a colour, not the print of grey. */
enum { GREY_TOLERANCE = 12 };

static GByteArray *
render_refuse(GError **error, const char *reason)
{
        g_set_error(error, CCOT_ERROR, CCOT_ERROR_INPUT, "%s", reason);
        return NULL;
}

static bool
render_is_grey(const unsigned char *pixels, int width, int height, int stride)
{
        for (int y = 0; y < height; y++) {
                const uint32_t *row = (const uint32_t *) (const void *) (pixels + (size_t) y * (size_t) stride);
                for (int x = 0; x < width; x++) {
                        const int red = (row[x] >> 16) & 0xFF, green = (row[x] >> 8) & 0xFF, blue = row[x] & 0xFF;
                        if (ABS(red - green) > GREY_TOLERANCE || ABS(green - blue) > GREY_TOLERANCE)
                                return false;
                }
        }
        return true;
}

/* The picture as PNG; frees nothing. */
static GByteArray *
render_png(PIX *picture, GError **error)
{
        l_uint8 *data = NULL;
        size_t size = 0;
        if (pixWriteMem(&data, &size, picture, IFF_PNG) != 0 || data == NULL)
                return render_refuse(error, "the page could not be written as PNG");
        GByteArray *png = g_byte_array_append(g_byte_array_sized_new((guint) size), data, (guint) size);
        lept_free(data);
        return png;
}

/* cairo's pixels as leptonica's: 8-bit grey where no colour is on the page, else 32-bit. */
static PIX *
render_picture(cairo_surface_t *surface)
{
        const int width = cairo_image_surface_get_width(surface), height = cairo_image_surface_get_height(surface);
        const int stride = cairo_image_surface_get_stride(surface);
        const unsigned char *pixels = cairo_image_surface_get_data(surface);
        const bool grey = render_is_grey(pixels, width, height, stride);
        PIX *picture = pixCreate(width, height, grey ? 8 : 32);
        if (picture == NULL)
                return NULL;
        for (int y = 0; y < height; y++) {
                const uint32_t *row = (const uint32_t *) (const void *) (pixels + (size_t) y * (size_t) stride);
                l_uint32 *line = pixGetData(picture) + (size_t) y * (size_t) pixGetWpl(picture);
                for (int x = 0; x < width; x++) {
                        const uint32_t red = (row[x] >> 16) & 0xFF, green = (row[x] >> 8) & 0xFF, blue = row[x] & 0xFF;
                        if (grey)
                                SET_DATA_BYTE(line, x, (red * 77 + green * 151 + blue * 28) >> 8);
                        else
                                line[x] = red << 24 | green << 16 | blue << 8;
                }
        }
        return picture;
}

/* Pixels per point, lowered until the page fits. */
static double
render_scale(double width, double height, unsigned dpi)
{
        const double wanted = dpi / POINTS_PER_INCH;
        const double pixels = width * height * wanted * wanted;
        return pixels <= (double) LIMIT_RENDER_PIXELS ? wanted : wanted * sqrt((double) LIMIT_RENDER_PIXELS / pixels);
}

static GByteArray *
render_pdf(Bytes bytes, unsigned number, unsigned dpi, const GPtrArray *passwords, GError **error)
{
        g_autoptr(GBytes) octets = g_bytes_new_static(bytes.data, bytes.length);
        g_autoptr(PopplerDocument) document = poppler_document_new_from_bytes(octets, NULL, NULL);
        if (document == NULL)
                return render_refuse(error, "the document cannot be opened");
        if (number == 0 || (gint64) number > poppler_document_get_n_pages(document))
                return render_refuse(error, "the document has no such page");
        g_autoptr(PopplerPage) page = poppler_document_get_page(document, (int) number - 1);
        if (page == NULL)
                return render_refuse(error, "the page cannot be read");
        double width = 0, height = 0;
        poppler_page_get_size(page, &width, &height);
        const double scale = render_scale(MAX(width, 1), MAX(height, 1), dpi);
        g_autoptr(cairo_surface_t) surface = cairo_image_surface_create(
            CAIRO_FORMAT_RGB24, MAX(1, (int) ceil(width * scale)), MAX(1, (int) ceil(height * scale)));
        if (cairo_surface_status(surface) != CAIRO_STATUS_SUCCESS)
                return render_refuse(error, "the page is too large to be shown");
        g_autoptr(cairo_t) canvas = cairo_create(surface);
        cairo_set_source_rgb(canvas, 1, 1, 1);
        cairo_paint(canvas);
        cairo_scale(canvas, scale, scale);
        poppler_page_render(page, canvas);
        cairo_surface_flush(surface);
        PIX *picture = render_picture(surface);
        GByteArray *png =
            picture == NULL ? render_refuse(error, "the page is too large to be shown") : render_png(picture, error);
        pixDestroy(&picture);
        return png;
}

static GByteArray *
render_image(Bytes bytes, unsigned number, GError **error)
{
        l_int32 format = 0, width = 0, height = 0, bits = 0, samples = 0, mapped = 0;
        if (number != 1)
                return render_refuse(error, "the document has no such page");
        if (pixReadHeaderMem(bytes.data, bytes.length, &format, &width, &height, &bits, &samples, &mapped) != 0 ||
            width <= 0 || height <= 0)
                return render_refuse(error, "the picture cannot be read");
        if ((guint64) width * (guint64) height > LIMIT_RENDER_PIXELS)
                return render_refuse(error, "the picture is too large to be shown");
        PIX *picture = pixReadMem(bytes.data, bytes.length);
        if (picture == NULL)
                return render_refuse(error, "the picture cannot be read");
        GByteArray *png = render_png(picture, error);
        pixDestroy(&picture);
        return png;
}

GByteArray *
render_page(Bytes document, unsigned number, unsigned dpi, const GPtrArray *passwords, GError **error)
{
        const char *media_type = NULL;
        const Format format = sniff_format(document, NULL, &media_type);
        if (format == FORMAT_PDF)
                return render_pdf(document, number, dpi, passwords, error);
        if (g_str_has_prefix(media_type, "image/"))
                return render_image(document, number, error);
        return render_refuse(error, "a document of this kind has no pages");
}
