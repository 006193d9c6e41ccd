#include "parsers/document/raster_heif.h"

#include "base/error.h"
#include "base/limits.h"

#include <libheif/heif.h>
#include <math.h>
#include <string.h>

typedef struct heif_context HeifContext;
typedef struct heif_image_handle HeifHandle;
typedef struct heif_image HeifImage;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(HeifContext, heif_context_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(HeifHandle, heif_image_handle_release)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(HeifImage, heif_image_release)

bool
raster_heif_is(Bytes picture)
{
        static const char *const brands[] = { "heic", "heix", "heim", "heis", "mif1", "msf1", "avif" };
        if (picture.length < 12 || memcmp(picture.data + 4, "ftyp", 4) != 0)
                return false;
        for (unsigned i = 0; i < G_N_ELEMENTS(brands); i++)
                if (memcmp(picture.data + 8, brands[i], 4) == 0)
                        return true;
        return false;
}

/* The main picture of the file; NULL when it is damaged. */
static HeifHandle *
raster_heif_open(HeifContext *context, Bytes picture)
{
        HeifHandle *handle = NULL;
        /* tiles are decoded by this thread; libde265 still starts one of its own */
        heif_context_set_max_decoding_threads(context, 0);
        heif_context_set_maximum_image_size_limit(context, (int) sqrt((double) LIMIT_PICTURE_PIXELS));
        struct heif_error failed =
            heif_context_read_from_memory_without_copy(context, picture.data, picture.length, NULL);
        if (failed.code == heif_error_Ok)
                failed = heif_context_get_primary_image_handle(context, &handle);
        return failed.code == heif_error_Ok ? handle : NULL;
}

bool
raster_heif_measure(Bytes picture, unsigned *ret_width, unsigned *ret_height)
{
        g_autoptr(HeifContext) context = heif_context_alloc();
        g_autoptr(HeifHandle) handle = raster_heif_open(context, picture);
        const int width = handle == NULL ? 0 : heif_image_handle_get_width(handle);
        const int height = handle == NULL ? 0 : heif_image_handle_get_height(handle);
        *ret_width = (unsigned) MAX(width, 0);
        *ret_height = (unsigned) MAX(height, 0);
        return width > 0 && height > 0;
}

/* Three octets a pixel as leptonica's words, every step-th pixel of every step-th line. */
static PIX *
raster_heif_picture(const HeifImage *image, GError **error)
{
        int stride = 0;
        const int width = heif_image_get_primary_width(image), height = heif_image_get_primary_height(image);
        const uint8_t *pixels = heif_image_get_plane_readonly(image, heif_channel_interleaved, &stride);
        const int step = (guint64) MAX(width, 0) * (guint64) MAX(height, 0) > LIMIT_RENDER_PIXELS ? 2 : 1;
        PIX *picture = pixels == NULL || width < step || height < step || stride < 3 * width
                           ? NULL
                           : pixCreateNoInit(width / step, height / step, 32);
        if (picture == NULL) {
                g_set_error(error, CCOT_ERROR, CCOT_ERROR_INPUT, "the picture cannot be read");
                return NULL;
        }
        for (int y = 0; y < height / step; y++) {
                const uint8_t *from = pixels + (size_t) (y * step) * (size_t) stride;
                l_uint32 *line = pixGetData(picture) + (size_t) y * (size_t) pixGetWpl(picture);
                for (int x = 0; x < width / step; x++, from += 3 * step)
                        line[x] = (l_uint32) from[0] << 24 | (l_uint32) from[1] << 16 | (l_uint32) from[2] << 8;
        }
        return picture;
}

PIX *
raster_heif_page(Bytes picture, GError **error)
{
        g_autoptr(HeifContext) context = heif_context_alloc();
        g_autoptr(HeifHandle) handle = raster_heif_open(context, picture);
        g_autoptr(HeifImage) image = NULL;
        if (handle == NULL) {
                g_set_error(error, CCOT_ERROR, CCOT_ERROR_INPUT, "the picture cannot be read");
                return NULL;
        }
        const int width = heif_image_handle_get_width(handle), height = heif_image_handle_get_height(handle);
        if ((guint64) MAX(width, 0) * (guint64) MAX(height, 0) > LIMIT_PICTURE_PIXELS) {
                g_set_error(error, CCOT_ERROR, CCOT_ERROR_LIMIT, "the picture is too large to be shown");
                return NULL;
        }
        const struct heif_error failed =
            heif_decode_image(handle, &image, heif_colorspace_RGB, heif_chroma_interleaved_RGB, NULL);
        if (failed.code != heif_error_Ok) {
                g_set_error(error, CCOT_ERROR, CCOT_ERROR_INPUT, "the picture cannot be read");
                return NULL;
        }
        return raster_heif_picture(image, error);
}
