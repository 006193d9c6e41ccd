/* raster: each kind of picture becomes the same page; what is damaged, missing or too large is refused. */
#include "parsers/document/raster.h"

#include "base/error.h"
#include "base/limits.h"
#include "parsers/document/exif.h"
#include "parsers/document/reader.h"
#include "parsers/pipeline.h"
#include "tests/unit/picture.h"

#include <libheif/heif.h>
#include <string.h>

static const char *const LINES[] = { "In the Family Court", "sitting at Northbridge", NULL };

static PIX *
raster_of(GBytes *octets, unsigned number, unsigned *ret_dpi, int code)
{
        g_autoptr(GError) error = NULL;
        PIX *page = raster_page(picture_bytes(octets), number, 100, NULL, ret_dpi, &error);
        if (code < 0)
                g_assert_no_error(error);
        else
                g_assert_error(error, CCOT_ERROR, code);
        return page;
}

/* Mean darkness of a quarter of the page: 0 top left, 1 top right, 2 bottom left, 3 bottom right. */
static double
darkness(PIX *page, unsigned quarter)
{
        const int width = pixGetWidth(page) / 2, height = pixGetHeight(page) / 2;
        g_autoptr(OwnedPix) grey = pixConvertTo8(page, 0);
        BOX *box = boxCreate(quarter % 2 == 0 ? 0 : width, quarter < 2 ? 0 : height, width, height);
        g_autoptr(OwnedPix) part = pixClipRectangle(grey, box, NULL);
        l_float32 mean = 0;
        (void) pixGetAverageMasked(part, NULL, 0, 0, 1, L_MEAN_ABSVAL, &mean);
        boxDestroy(&box);
        return 255 - mean;
}

static void
test_formats(void)
{
        static const int formats[] = { IFF_PNG, IFF_JFIF_JPEG, IFF_BMP, IFF_GIF, IFF_TIFF_LZW, IFF_WEBP };
        g_autoptr(OwnedPix) drawn = picture_of(LINES, 12, 100);
        for (unsigned i = 0; i < G_N_ELEMENTS(formats); i++) {
                g_autoptr(GBytes) octets = picture_write(drawn, formats[i]);
                unsigned dpi = 0;
                g_assert_cmpuint(raster_pages(picture_bytes(octets)), ==, 1);
                g_autoptr(OwnedPix) page = raster_of(octets, 1, &dpi, -1);
                g_assert_cmpint(pixGetWidth(page), ==, pixGetWidth(drawn));
                g_assert_cmpint(pixGetHeight(page), ==, pixGetHeight(drawn));
                g_assert_cmpint(pixGetDepth(page), ==, 8);
                g_assert_cmpfloat(darkness(page, 0), >, 1);
                g_assert_cmpfloat(darkness(page, 3), <, 1);
                g_assert_null(raster_of(octets, 0, &dpi, CCOT_ERROR_INPUT));
                g_assert_null(raster_of(octets, 2, &dpi, CCOT_ERROR_INPUT));
        }
}

static void
test_colour(void)
{
        g_autoptr(OwnedPix) drawn = picture_of(LINES, 12, 100);
        g_autoptr(OwnedPix) colour = pixConvertTo32(drawn);
        g_autoptr(GBytes) grey = picture_write(colour, IFF_PNG);
        pixSetRGBPixel(colour, 9, 9, 200, 20, 20);
        g_autoptr(GBytes) red = picture_write(colour, IFF_PNG);
        unsigned dpi = 0;
        g_autoptr(OwnedPix) plain = raster_of(grey, 1, &dpi, -1);
        g_assert_cmpint(pixGetDepth(plain), ==, 8);
        g_autoptr(OwnedPix) kept = raster_of(red, 1, &dpi, -1);
        g_assert_cmpint(pixGetDepth(kept), ==, 32);
}

/* The three pages of a TIFF in turn: print at the top, nothing, print at twice the size. */
static void
test_pages(void)
{
        g_autoptr(OwnedPix) first = picture_of(LINES, 12, 100);
        g_autoptr(OwnedPix) second = picture_of(LINES + 2, 12, 100);
        g_autoptr(OwnedPix) third = picture_of(LINES, 12, 200);
        PIXA *pages = pixaCreate(3);
        PIX *const all[] = { first, second, third };
        for (unsigned i = 0; i < G_N_ELEMENTS(all); i++)
                pixaAddPix(pages, pixThresholdToBinary(all[i], 128), L_INSERT);
        l_uint8 *data = NULL;
        size_t size = 0;
        g_assert_cmpint(pixaWriteMemMultipageTiff(&data, &size, pages), ==, 0);
        g_autoptr(GBytes) octets = g_bytes_new(data, size);
        lept_free(data);
        pixaDestroy(&pages);
        unsigned dpi = 0, width = 0, height = 0;
        g_assert_cmpuint(raster_pages(picture_bytes(octets)), ==, 3);
        g_assert_true(raster_measure(picture_bytes(octets), 3, &width, &height));
        g_assert_cmpuint(width, ==, (unsigned) pixGetWidth(third));
        g_assert_false(raster_measure(picture_bytes(octets), 4, &width, &height));
        g_autoptr(OwnedPix) one = raster_of(octets, 1, &dpi, -1);
        g_autoptr(OwnedPix) two = raster_of(octets, 2, &dpi, -1);
        g_autoptr(OwnedPix) three = raster_of(octets, 3, &dpi, -1);
        g_assert_cmpfloat(darkness(one, 0), >, 1);
        g_assert_cmpfloat(darkness(two, 0), <, 0.1);
        g_assert_cmpint(pixGetWidth(three), ==, pixGetWidth(third));
        g_assert_null(raster_of(octets, 4, &dpi, CCOT_ERROR_INPUT));
}

/* A fax of 204 by 98 to the inch is shown as high as the paper. */
static void
test_fax(void)
{
        g_autoptr(OwnedPix) drawn = picture_of(LINES, 12, 204);
        g_autoptr(OwnedPix) flat = pixScale(drawn, 1, 98.0f / 204.0f);
        g_autoptr(OwnedPix) fax = pixThresholdToBinary(flat, 128);
        pixSetResolution(fax, 204, 98);
        g_autoptr(GBytes) octets = picture_write(fax, IFF_TIFF_G4);
        unsigned dpi = 0;
        g_autoptr(OwnedPix) page = raster_of(octets, 1, &dpi, -1);
        g_assert_cmpuint(dpi, ==, 204);
        g_assert_cmpint(pixGetWidth(page), ==, pixGetWidth(drawn));
        g_assert_cmpint(ABS(pixGetHeight(page) - pixGetHeight(drawn)), <, 8);
}

/* A JPEG whose EXIF block states the orientation. */
static GBytes *
jpeg_with_exif(PIX *picture, guint8 orientation)
{
        const guint8 block[] = { 0xFF, 0xE1, 0, 34, 'E', 'x', 'i', 'f', 0, 0, 'M', 'M',         0, 42, 0, 0, 0, 8,
                                 0,    1,    1, 18, 0,   3,   0,   0,   0, 1, 0,   orientation, 0, 0,  0, 0, 0, 0 };
        g_autoptr(GBytes) plain = picture_write(picture, IFF_JFIF_JPEG);
        const Bytes bytes = picture_bytes(plain);
        GByteArray *octets = g_byte_array_new();
        g_byte_array_append(octets, bytes.data, 2);
        g_byte_array_append(octets, block, sizeof block);
        g_byte_array_append(octets, bytes.data + 2, (guint) bytes.length - 2);
        return g_byte_array_free_to_bytes(octets);
}

static void
test_exif(void)
{
        /* where the picture's top left quarter is seen, and whether the page lies on its side */
        static const struct {
                unsigned quarter;
                bool turned;
        } seen[9] = { { 0, false }, { 0, false }, { 1, false }, { 3, false }, { 2, false },
                      { 0, true },  { 1, true },  { 3, true },  { 2, true } };
        static const char *const one[] = { "In the Family Court", NULL };
        g_autoptr(OwnedPix) drawn = picture_of(one, 12, 100);
        for (unsigned orientation = 0; orientation < G_N_ELEMENTS(seen); orientation++) {
                g_autoptr(GBytes) octets = jpeg_with_exif(drawn, (guint8) orientation);
                unsigned dpi = 0;
                g_assert_cmpuint(exif_orientation(picture_bytes(octets)), ==, MAX(orientation, 1));
                g_autoptr(OwnedPix) page = raster_of(octets, 1, &dpi, -1);
                g_assert_cmpint(pixGetWidth(page), ==,
                                seen[orientation].turned ? pixGetHeight(drawn) : pixGetWidth(drawn));
                for (unsigned quarter = 0; quarter < 4; quarter++)
                        g_assert_true((darkness(page, quarter) > 0.4) == (quarter == seen[orientation].quarter));
        }
        g_autoptr(GBytes) beyond = jpeg_with_exif(drawn, 9);
        g_assert_cmpuint(exif_orientation(picture_bytes(beyond)), ==, 1);
}

/* A header that speaks of more pixels than there is memory for is refused by its numbers. */
static void
test_large(void)
{
        g_autoptr(OwnedPix) drawn = pixCreate(8, 8, 8);
        g_autoptr(GBytes) octets = picture_write(drawn, IFF_PNG);
        const Bytes bytes = picture_bytes(octets);
        static const struct {
                guint32 width, height;
                int code;
        } sizes[] = { { 8000, 8000, CCOT_ERROR_INPUT }, { 8000, 8001, CCOT_ERROR_LIMIT } };
        for (unsigned i = 0; i < G_N_ELEMENTS(sizes); i++) {
                g_autofree guint8 *changed = g_memdup2(bytes.data, bytes.length);
                const guint32 width = GUINT32_TO_BE(sizes[i].width), height = GUINT32_TO_BE(sizes[i].height);
                memcpy(changed + 16, &width, sizeof width);
                memcpy(changed + 20, &height, sizeof height);
                g_autoptr(GBytes) lying = g_bytes_new(changed, bytes.length);
                unsigned dpi = 0;
                g_assert_null(raster_of(lying, 1, &dpi, sizes[i].code));
        }
}

/* A page of two tones takes a bit for a pixel, so it may have more of them. */
static void
test_large_two_tone(void)
{
        g_autoptr(OwnedPix) drawn = pixCreate(8, 8, 1);
        g_autoptr(GBytes) octets = picture_write(drawn, IFF_PNG);
        const Bytes bytes = picture_bytes(octets);
        static const struct {
                guint32 width, height;
                int code;
        } sizes[] = { { 20000, LIMIT_TWO_TONE_PIXELS / 20000, CCOT_ERROR_INPUT },
                      { 20000, LIMIT_TWO_TONE_PIXELS / 20000 + 1, CCOT_ERROR_LIMIT } };
        for (unsigned i = 0; i < G_N_ELEMENTS(sizes); i++) {
                g_autofree guint8 *changed = g_memdup2(bytes.data, bytes.length);
                const guint32 width = GUINT32_TO_BE(sizes[i].width), height = GUINT32_TO_BE(sizes[i].height);
                memcpy(changed + 16, &width, sizeof width);
                memcpy(changed + 20, &height, sizeof height);
                g_autoptr(GBytes) lying = g_bytes_new(changed, bytes.length);
                unsigned dpi = 0;
                g_assert_null(raster_of(lying, 1, &dpi, sizes[i].code));
        }
}

/* What the reader of pictures makes of one: pages to be recognised, or none. */
static void
test_reader(void)
{
        static const struct {
                int width, height, pages, wanted;
        } cases[] = { { 900, 1200, 1, 1 }, { 900, 1200, 3, 3 }, { 300, 2000, 1, 0 }, { 420, 420, 1, 0 } };
        for (unsigned i = 0; i < G_N_ELEMENTS(cases); i++) {
                g_autoptr(OwnedPix) drawn = pixCreate(cases[i].width, cases[i].height, 1);
                PIXA *several = pixaCreate(cases[i].pages);
                for (int k = 0; k < cases[i].pages; k++)
                        pixaAddPix(several, drawn, L_COPY);
                l_uint8 *data = NULL;
                size_t size = 0;
                g_assert_cmpint(pixaWriteMemMultipageTiff(&data, &size, several), ==, 0);
                pixaDestroy(&several);
                g_auto(ReaderTask) task;
                reader_task_init(&task, bytes_of(data, size), LIMIT_TEXT_BYTES);
                image_read(&task);
                g_assert_cmpuint(task.page_count, ==, (guint) cases[i].pages);
                g_assert_cmpuint(task.pages->len, ==, (guint) cases[i].pages);
                g_assert_cmpuint(task.picture_pages == NULL ? 0 : task.picture_pages->len, ==, (guint) cases[i].wanted);
                g_assert_cmpuint(task.problem, ==, PROBLEM_NONE);
                lept_free(data);
        }
        g_auto(ReaderTask) damaged;
        reader_task_init(&damaged, bytes_of_string("II*"), LIMIT_TEXT_BYTES);
        image_read(&damaged);
        g_assert_cmpuint(damaged.problem, ==, PROBLEM_CORRUPT);
        g_assert_cmpuint(damaged.page_count, ==, 1);
}

/* A TIFF of as many pages as are read, and of one more. */
static void
test_reader_pages(void)
{
        g_autoptr(OwnedPix) drawn = pixCreate(16, 16, 1);
        for (unsigned more = 0; more < 2; more++) {
                PIXA *several = pixaCreate(LIMIT_PAGES + 1);
                for (unsigned k = 0; k < LIMIT_PAGES + more; k++)
                        pixaAddPix(several, drawn, L_COPY);
                l_uint8 *data = NULL;
                size_t size = 0;
                g_assert_cmpint(pixaWriteMemMultipageTiff(&data, &size, several), ==, 0);
                pixaDestroy(&several);
                g_auto(ReaderTask) task;
                reader_task_init(&task, bytes_of(data, size), LIMIT_TEXT_BYTES);
                image_read(&task);
                g_assert_cmpuint(task.pages->len, ==, LIMIT_PAGES);
                g_assert_cmpuint(task.page_count, ==, LIMIT_PAGES + more);
                g_assert_cmpuint(task.problem, ==, more == 0 ? PROBLEM_NONE : PROBLEM_TOO_LARGE);
                lept_free(data);
        }
}

static struct heif_error
heic_write(struct heif_context *context, const void *data, size_t size, void *octets)
{
        g_byte_array_append(octets, data, (guint) size);
        return (struct heif_error){ heif_error_Ok, heif_suberror_Unspecified, "" };
}

/* A telephone's picture of that many pixels: dark above, light below. */
static GBytes *
heic_of(int width, int height)
{
        struct heif_context *context = heif_context_alloc();
        struct heif_encoder *encoder = NULL;
        struct heif_image *image = NULL;
        int stride = 0;
        g_assert_cmpint(heif_context_get_encoder_for_format(context, heif_compression_HEVC, &encoder).code, ==, 0);
        (void) heif_image_create(width, height, heif_colorspace_monochrome, heif_chroma_monochrome, &image);
        (void) heif_image_add_plane(image, heif_channel_Y, width, height, 8);
        uint8_t *pixels = heif_image_get_plane(image, heif_channel_Y, &stride);
        for (int y = 0; y < height; y++)
                memset(pixels + (size_t) y * (size_t) stride, y < height / 2 ? 30 : 240, (size_t) width);
        g_assert_cmpint(heif_context_encode_image(context, image, encoder, NULL, NULL).code, ==, 0);
        GByteArray *octets = g_byte_array_new();
        struct heif_writer writer = { .writer_api_version = 1, .write = heic_write };
        g_assert_cmpint(heif_context_write(context, &writer, octets).code, ==, 0);
        heif_image_release(image);
        heif_encoder_release(encoder);
        heif_context_free(context);
        return g_byte_array_free_to_bytes(octets);
}

static void
test_heic(void)
{
        g_autoptr(GBytes) octets = heic_of(96, 128);
        unsigned dpi = 0, width = 0, height = 0;
        g_assert_cmpuint(raster_pages(picture_bytes(octets)), ==, 1);
        g_assert_true(raster_measure(picture_bytes(octets), 1, &width, &height));
        g_assert_cmpuint(width, ==, 96);
        g_assert_cmpuint(height, ==, 128);
        g_autoptr(OwnedPix) page = raster_of(octets, 1, &dpi, -1);
        g_assert_cmpint(pixGetWidth(page), ==, 96);
        g_assert_cmpint(pixGetDepth(page), ==, 8);
        g_assert_cmpfloat(darkness(page, 0), >, 200);
        g_assert_cmpfloat(darkness(page, 3), <, 50);
        g_assert_null(raster_of(octets, 2, &dpi, CCOT_ERROR_INPUT));
        g_autoptr(GBytes) cut = g_bytes_new_from_bytes(octets, 0, g_bytes_get_size(octets) - 40);
        g_autoptr(GBytes) head = g_bytes_new_from_bytes(octets, 0, 60);
        g_assert_null(raster_of(head, 1, &dpi, CCOT_ERROR_INPUT));
        g_assert_null(raster_of(cut, 1, &dpi, CCOT_ERROR_INPUT));
}

static void
test_damaged(void)
{
        g_autoptr(OwnedPix) drawn = picture_of(LINES, 12, 100);
        g_autoptr(GBytes) png = picture_write(drawn, IFF_PNG);
        g_autoptr(GBytes) head = g_bytes_new_from_bytes(png, 0, 20);
        g_autoptr(GBytes) text = g_bytes_new_static("no picture at all", 17);
        g_autoptr(GBytes) nothing = g_bytes_new_static("", 0);
        unsigned dpi = 0;
        g_assert_null(raster_of(head, 1, &dpi, CCOT_ERROR_INPUT));
        g_assert_null(raster_of(text, 1, &dpi, CCOT_ERROR_INPUT));
        g_assert_null(raster_of(nothing, 1, &dpi, CCOT_ERROR_INPUT));
        g_assert_cmpuint(raster_pages(picture_bytes(nothing)), ==, 0);
        g_assert_cmpuint(raster_pages(picture_bytes(head)), ==, 0);
}

int
main(int argc, char **argv)
{
        g_test_init(&argc, &argv, NULL);
        pipeline_init();
        g_test_add_func("/raster/each format is the same page", test_formats);
        g_test_add_func("/raster/grey is told from colour", test_colour);
        g_test_add_func("/raster/any page of a TIFF", test_pages);
        g_test_add_func("/raster/a fax gets square pixels", test_fax);
        g_test_add_func("/raster/a JPEG is turned as its EXIF says", test_exif);
        g_test_add_func("/raster/more pixels than the limit", test_large);
        g_test_add_func("/raster/more pixels of two tones than the limit", test_large_two_tone);
        g_test_add_func("/raster/pages that are read", test_reader);
        g_test_add_func("/raster/more pages than the limit", test_reader_pages);
        g_test_add_func("/raster/a telephone's HEIC", test_heic);
        g_test_add_func("/raster/damaged pictures are refused", test_damaged);
        return g_test_run();
}
