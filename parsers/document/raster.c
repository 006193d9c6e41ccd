#include "parsers/document/raster.h"

#include "base/error.h"
#include "base/limits.h"
#include "parsers/document/exif.h"
#include "parsers/document/own_pix.h"
#include "parsers/document/raster_heif.h"
#include "parsers/document/raster_pdf.h"
#include "parsers/document/sniff.h"

#include <libheif/heif.h>
#include <math.h>

/* A picture whose pixels are farther from square than this was faxed: 204 by 98 or 204 by 196 to the inch. */
static const float FAX_RATIO = 1.1f, FAX_RATIO_MOST = 4.0f;
/* What a page's resolution can be; scanners and cameras that know nothing write 72 or 96. */
enum { LEAST_DPI = 97, MOST_DPI = 1300, JPEG_SMALLEST = 8 };

/* What is in the header of a picture that leptonica decodes. */
typedef struct {
        l_int32 format, width, height, bits, samples;
} RasterHeader;

void
raster_init(void)
{
        (void) setMsgSeverity(L_SEVERITY_NONE);
        (void) heif_init(NULL);
}

static PIX *
raster_refuse(GError **error, int code, const char *reason)
{
        g_set_error(error, CCOT_ERROR, code, "%s", reason);
        return NULL;
}

/* Page number, from 1, of the picture; false when there is none. */
static bool
raster_header(Bytes picture, unsigned number, RasterHeader *ret_header)
{
        RasterHeader header = { 0 };
        l_int32 mapped = 0, dpi = 0, kind = 0;
        if (picture.length == 0 || findFileFormatBuffer(picture.data, &header.format) != 0 || number == 0)
                return false;
        l_int32 failed = 0;
        if (L_FORMAT_IS_TIFF(header.format))
                failed = readHeaderMemTiff(picture.data, picture.length, (l_int32) number - 1, &header.width,
                                           &header.height, &header.bits, &header.samples, &dpi, &mapped, &kind);
        else
                failed = number != 1 || pixReadHeaderMem(picture.data, picture.length, &header.format, &header.width,
                                                         &header.height, &header.bits, &header.samples, &mapped);
        *ret_header = header;
        return failed == 0 && header.width > 0 && header.height > 0;
}

unsigned
raster_pages(Bytes picture)
{
        unsigned width = 0, height = 0;
        l_int32 format = 0, pages = 0;
        if (!raster_measure(picture, 1, &width, &height))
                return 0;
        if (raster_heif_is(picture) || findFileFormatBuffer(picture.data, &format) != 0 || !L_FORMAT_IS_TIFF(format))
                return 1;
        FILE *file = fopenReadFromMemory(picture.data, picture.length);
        if (file == NULL || tiffGetCount(file, &pages) != 0)
                pages = 1;
        if (file != NULL)
                (void) fclose(file);
        return (unsigned) MAX(pages, 1);
}

bool
raster_measure(Bytes picture, unsigned number, unsigned *ret_width, unsigned *ret_height)
{
        RasterHeader header;
        if (raster_heif_is(picture))
                return number == 1 && raster_heif_measure(picture, ret_width, ret_height);
        if (!raster_header(picture, number, &header))
                return false;
        *ret_width = (unsigned) header.width;
        *ret_height = (unsigned) header.height;
        return true;
}

/* JPEG is decoded at a half, a quarter or an eighth where that is needed to stay within the limit. */
static int
raster_jpeg_reduction(const RasterHeader *header)
{
        int reduction = 1;
        while (reduction < JPEG_SMALLEST &&
               (guint64) (header->width / reduction) * (guint64) (header->height / reduction) > LIMIT_RENDER_PIXELS)
                reduction *= 2;
        return reduction;
}

/* True when decoding would take more than LIMIT_PICTURE_PIXELS of four octets. */
static bool
raster_is_too_large(const RasterHeader *header, int reduction)
{
        const guint64 pixels = (guint64) (header->width / reduction) * (guint64) (header->height / reduction);
        const bool is_two_tone = header->bits == 1 && header->samples == 1;
        return pixels > (is_two_tone ? LIMIT_TWO_TONE_PIXELS : LIMIT_PICTURE_PIXELS);
}

static PIX *
raster_decode(Bytes picture, unsigned number, GError **error)
{
        RasterHeader header;
        if (!raster_header(picture, number, &header))
                return raster_refuse(error, CCOT_ERROR_INPUT, "the picture cannot be read or has no such page");
        const bool is_jpeg = header.format == IFF_JFIF_JPEG;
        const int reduction = is_jpeg ? raster_jpeg_reduction(&header) : 1;
        if (raster_is_too_large(&header, reduction))
                return raster_refuse(error, CCOT_ERROR_LIMIT, "the picture is too large to be shown");
        PIX *pixels = NULL;
        if (is_jpeg)
                pixels = pixReadMemJpeg(picture.data, picture.length, 0, reduction, NULL, 0);
        else if (L_FORMAT_IS_TIFF(header.format))
                pixels = pixReadMemTiff(picture.data, picture.length, (l_int32) number - 1);
        else
                pixels = pixReadMem(picture.data, picture.length);
        if (pixels == NULL)
                return raster_refuse(error, CCOT_ERROR_INPUT, "the picture cannot be read");
        PIX *upright = is_jpeg ? exif_upright(pixels, exif_orientation(picture)) : pixels;
        return upright == NULL ? raster_refuse(error, CCOT_ERROR_LIMIT, "no memory to turn the picture") : upright;
}

static bool
raster_all_grey(PIX *picture)
{
        const int width = pixGetWidth(picture), height = pixGetHeight(picture);
        for (int y = 0; y < height; y++) {
                const l_uint32 *line = pixGetData(picture) + (size_t) y * (size_t) pixGetWpl(picture);
                for (int x = 0; x < width; x++)
                        if (!raster_is_grey(line[x]))
                                return false;
        }
        return true;
}

/* 8-bit grey or 32-bit colour without transparency; takes picture. */
static PIX *
raster_plain(PIX *picture)
{
        g_autoptr(OwnedPix) before = picture;
        g_autoptr(OwnedPix) opaque =
            pixGetDepth(before) == 32 && pixGetSpp(before) == 4 ? pixRemoveAlpha(before) : pixClone(before);
        g_autoptr(OwnedPix) plain = opaque == NULL ? NULL : pixConvertTo8Or32(opaque, L_COPY, 0);
        if (plain == NULL || pixGetDepth(plain) == 8 || !raster_all_grey(plain))
                return g_steal_pointer(&plain);
        /* the three are alike */
        return pixGetRGBComponent(plain, COLOR_GREEN);
}

/* Square pixels, and no more of them than the limit; takes picture. */
static PIX *
raster_fit(PIX *picture, int across, int down)
{
        g_autoptr(OwnedPix) before = picture;
        float wide = 1, high = 1;
        if (across > 0 && down > 0 && across > FAX_RATIO * down && across < FAX_RATIO_MOST * down)
                high = (float) across / (float) down;
        if (across > 0 && down > 0 && down > FAX_RATIO * across && down < FAX_RATIO_MOST * across)
                wide = (float) down / (float) across;
        const float pixels = wide * high * (float) pixGetWidth(before) * (float) pixGetHeight(before);
        if (pixels > (float) LIMIT_RENDER_PIXELS) {
                const float less = sqrtf((float) LIMIT_RENDER_PIXELS / pixels);
                wide *= less;
                high *= less;
        }
        if (wide == 1 && high == 1)
                return g_steal_pointer(&before);
        return pixScale(before, wide, high);
}

/* Two-tone pages of more pixels than the limit are halved while they take an eighth of the memory. */
static PIX *
raster_halve(PIX *picture)
{
        g_autoptr(OwnedPix) before = picture;
        const guint64 pixels = (guint64) pixGetWidth(before) * (guint64) pixGetHeight(before);
        if (pixGetDepth(before) != 1 || pixGetColormap(before) != NULL || pixels <= LIMIT_RENDER_PIXELS)
                return g_steal_pointer(&before);
        return pixScaleToGray2(before);
}

static PIX *
raster_picture(Bytes picture, unsigned number, unsigned *ret_dpi, GError **error)
{
        const bool is_heif = raster_heif_is(picture);
        if (is_heif && number != 1)
                return raster_refuse(error, CCOT_ERROR_INPUT, "the document has no such page");
        PIX *pixels = is_heif ? raster_heif_page(picture, error) : raster_decode(picture, number, error);
        if (pixels == NULL)
                return NULL;
        const int across = pixGetXRes(pixels), down = pixGetYRes(pixels), wide = pixGetWidth(pixels);
        PIX *smaller = raster_halve(pixels);
        PIX *plain = smaller == NULL ? NULL : raster_plain(smaller);
        PIX *page = plain == NULL ? NULL : raster_fit(plain, across, down);
        if (page == NULL)
                return raster_refuse(error, CCOT_ERROR_INPUT, "the picture cannot be read");
        const int dpi = across >= LEAST_DPI && across <= MOST_DPI && wide > 0 ? MAX(across, down) : 0;
        *ret_dpi = (unsigned) ((double) dpi * pixGetWidth(page) / wide);
        return page;
}

PIX *
raster_page(Bytes document, unsigned number, unsigned dpi, const GPtrArray *passwords, unsigned *ret_dpi,
            GError **error)
{
        const char *media_type = NULL;
        const Format format = sniff_format(document, NULL, &media_type);
        if (format == FORMAT_PDF)
                return raster_pdf_page(document, number, dpi, passwords, ret_dpi, error);
        if (format == FORMAT_IMAGE)
                return raster_picture(document, number, ret_dpi, error);
        return raster_refuse(error, CCOT_ERROR_INPUT, "a document of this kind has no pages");
}
