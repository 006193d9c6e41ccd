/* raster_pdf, pdf_scan, render: a page of a PDF as a picture, at the resolution of the scan that fills it. */
#include "parsers/document/raster_pdf.h"

#include "base/error.h"
#include "base/limits.h"
#include "parsers/document/pdf.h"
#include "parsers/document/pdf_scan.h"
#include "parsers/document/render.h"
#include "parsers/pipeline.h"
#include "tests/unit/picture.h"

#include <math.h>
#include <string.h>

/* A PDF of one page of A4: its content, and what its one picture's dictionary says beside that it is one bit deep. */
static GBytes *
pdf_of(const char *media_box, const char *content, const char *picture, size_t octets)
{
        GString *pdf = g_string_new(NULL);
        g_string_append_printf(
            pdf,
            "%%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
            "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[%s]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>/XObject<</P 6 0 "
            "R>>>>>>endobj\n4 0 obj<</Length %zu>>stream\n%s\nendstream endobj\n"
            "5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\n7 0 obj 1654 endobj\n"
            "6 0 obj<</Type/XObject/Subtype /Image %s/BitsPerComponent 1/ColorSpace/DeviceGray/Length %zu>>stream\n",
            media_box, strlen(content), content, picture, octets);
        const size_t start = pdf->len;
        g_string_set_size(pdf, start + octets);
        memset(pdf->str + start, 0xFF, octets);
        g_string_append(pdf, "\nendstream endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n");
        return g_string_free_to_bytes(pdf);
}

static const char A4[] = "0 0 595.2 841.68", WHOLE[] = "q 595.2 0 0 841.68 0 0 cm /P Do Q";

static void
test_scan(void)
{
        static const struct {
                const char *picture;
                size_t octets;
                const char *content;
                unsigned dpi;
        } cases[] = {
                { "/Width 1654/Height 2339", (size_t) 207 * 2339, WHOLE, 200 },
                /* its width stands elsewhere: it has to be decoded */
                { "/Width 7 0 R/Height 2339", (size_t) 207 * 2339, WHOLE, 200 },
                { "/Width 827/Height 1169", (size_t) 104 * 1169, WHOLE, 300 },
                /* a logo */
                { "/Width 1654/Height 2339", (size_t) 207 * 2339, "q 60 0 0 80 0 0 cm /P Do Q", 300 },
                { "/Width 1654/Height 2339", (size_t) 207 * 2339, "q Q", 300 },
        };
        for (unsigned i = 0; i < G_N_ELEMENTS(cases); i++) {
                g_test_message("%s %s", cases[i].picture, cases[i].content);
                g_autoptr(GBytes) pdf = pdf_of(A4, cases[i].content, cases[i].picture, cases[i].octets);
                unsigned dpi = 0;
                g_autoptr(GError) error = NULL;
                g_autoptr(OwnedPix) page = raster_pdf_page(picture_bytes(pdf), 1, 0, NULL, &dpi, &error);
                g_assert_no_error(error);
                g_assert_cmpuint(dpi, ==, cases[i].dpi);
                g_assert_cmpfloat(fabs(pixGetWidth(page) - 595.2 * dpi / 72), <=, 1.5);
                g_assert_cmpint(pixGetDepth(page), ==, 8);
        }
}

/* A scan so faint that it looks blank is a picture for all that, however the page is turned. */
static void
test_faint(void)
{
        static const char *const boxes[] = { "0 0 595.2 841.68", "0 0 595.2 841.68]/Rotate 90/Other[",
                                             "0 0 595.2 841.68]/Rotate 180/Other[",
                                             "0 0 595.2 841.68]/Rotate 270/Other[" };
        for (unsigned i = 0; i < G_N_ELEMENTS(boxes); i++) {
                g_test_message("%s", boxes[i]);
                g_autoptr(GBytes) pdf = pdf_of(boxes[i], WHOLE, "/Width 1654/Height 2339", (size_t) 207 * 2339);
                g_auto(ReaderTask) task;
                reader_task_init(&task, picture_bytes(pdf), LIMIT_TEXT_BYTES);
                pdf_read(&task);
                g_assert_nonnull(task.picture_pages);
                g_assert_cmpuint(task.picture_pages->len, ==, 1);
        }
}

static void
test_pixels(void)
{
        static const struct {
                const char *document;
                double pixels;
        } cases[] = {
                { "obj<</Subtype/Image/Width 100/Height 200>>stream", 20000 },
                { "obj\n<< /Type /XObject /Subtype /Image\n/Height 200\n/Width\n100 >>\nstream", 20000 },
                { "obj<</Subtype/Image/Width 200/Height 100>>stream", 20000 },
                { "obj<</Width 100/Height 200/Subtype/Image>>stream endobj obj<</Subtype/Image/Width 101/Height 200>>",
                  20200 },
                /* two that differ, none of the ratio, none at all, sides that cannot be */
                { "obj<</Width 100/Height 200/Subtype/Image>>stream endobj obj<</Subtype/Image/Width 300/Height 600>>",
                  0 },
                { "obj<</Subtype/Image/Width 100/Height 100>>stream", 0 },
                { "obj<</Subtype/Image/Width 12 0 R/Height 200>>stream", 0 },
                { "obj<</Subtype/Image/Width 99999999999999999999/Height 200>>stream", 0 },
                { "obj<</Subtype/Image/Width /Height 200>>stream", 0 },
                { "obj<</Subtype/Image>>stream/Width 100/Height 200", 0 },
                { "/Image", 0 },
                { "", 0 },
        };
        for (unsigned i = 0; i < G_N_ELEMENTS(cases); i++) {
                g_test_message("%s", cases[i].document);
                g_assert_cmpfloat(pdf_scan_pixels(bytes_of_string(cases[i].document), 0.5), ==, cases[i].pixels);
        }
}

static void
test_colour(void)
{
        g_autoptr(GBytes) red = pdf_of(A4, "1 0 0 rg 0 0 100 100 re f", "/Width 8/Height 8", 8);
        g_autoptr(GBytes) black = pdf_of(A4, "0 g 0 0 100 100 re f", "/Width 8/Height 8", 8);
        unsigned dpi = 0;
        l_uint32 pixel = 0;
        g_autoptr(OwnedPix) coloured = raster_pdf_page(picture_bytes(red), 1, 72, NULL, &dpi, NULL);
        g_assert_cmpuint(dpi, ==, 72);
        g_assert_cmpint(pixGetDepth(coloured), ==, 32);
        (void) pixGetPixel(coloured, 20, 800, &pixel);
        g_assert_cmphex(pixel >> 8, ==, 0xFF0000);
        g_autoptr(OwnedPix) grey = raster_pdf_page(picture_bytes(black), 1, 72, NULL, &dpi, NULL);
        g_assert_cmpint(pixGetDepth(grey), ==, 8);
        (void) pixGetPixel(grey, 20, 800, &pixel);
        g_assert_cmpuint(pixel, ==, 0);
        (void) pixGetPixel(grey, 300, 100, &pixel);
        g_assert_cmpuint(pixel, ==, 255);
}

/* A page of 200 inches: as many pixels as the limit, no more. */
static void
test_large(void)
{
        g_autoptr(GBytes) pdf = pdf_of("0 0 14400 14400", "q Q", "/Width 8/Height 8", 8);
        unsigned dpi = 0;
        g_autoptr(OwnedPix) page = raster_pdf_page(picture_bytes(pdf), 1, 72, NULL, &dpi, NULL);
        const double pixels = (double) pixGetWidth(page) * pixGetHeight(page);
        g_assert_cmpuint(dpi, <, 72);
        g_assert_cmpfloat(pixels, >, 0.99 * (double) LIMIT_RENDER_PIXELS);
        g_assert_cmpfloat(pixels, <, 1.01 * (double) LIMIT_RENDER_PIXELS);
}

static void
test_refused(void)
{
        g_autoptr(GBytes) pdf = pdf_of(A4, "q Q", "/Width 8/Height 8", 8);
        g_autoptr(GPtrArray) passwords = g_ptr_array_new_with_free_func(g_free);
        g_ptr_array_add(passwords, g_strdup("none"));
        const struct {
                Bytes document;
                unsigned number;
        } cases[] = { { picture_bytes(pdf), 0 }, { picture_bytes(pdf), 2 }, { bytes_of_string("%PDF-1.4\n"), 1 } };
        for (unsigned i = 0; i < G_N_ELEMENTS(cases); i++) {
                g_autoptr(GError) error = NULL;
                unsigned dpi = 0;
                g_assert_null(raster_pdf_page(cases[i].document, cases[i].number, 72, passwords, &dpi, &error));
                g_assert_error(error, CCOT_ERROR, CCOT_ERROR_INPUT);
        }
}

static void
test_render(void)
{
        g_autoptr(GBytes) pdf = pdf_of(A4, "0 g 0 0 100 100 re f", "/Width 8/Height 8", 8);
        g_autoptr(GError) error = NULL;
        g_autoptr(GByteArray) png = render_page(picture_bytes(pdf), 1, 36, NULL, &error);
        g_assert_no_error(error);
        g_autoptr(OwnedPix) shown = pixReadMemPng(png->data, png->len);
        g_assert_cmpint(pixGetWidth(shown), ==, 298);
        g_assert_cmpint(pixGetDepth(shown), ==, 8);
        g_assert_null(render_page(picture_bytes(pdf), 2, 36, NULL, &error));
        g_assert_error(error, CCOT_ERROR, CCOT_ERROR_INPUT);
        g_clear_error(&error);
        g_assert_null(render_page(bytes_of_string("no page"), 1, 36, NULL, &error));
        g_assert_error(error, CCOT_ERROR, CCOT_ERROR_INPUT);
}

int
main(int argc, char **argv)
{
        g_test_init(&argc, &argv, NULL);
        pipeline_init();
        g_test_add_func("/raster-pdf/the resolution of a scan", test_scan);
        g_test_add_func("/raster-pdf/a faint scan", test_faint);
        g_test_add_func("/raster-pdf/pixels by the dictionary", test_pixels);
        g_test_add_func("/raster-pdf/grey is told from colour", test_colour);
        g_test_add_func("/raster-pdf/no more pixels than the limit", test_large);
        g_test_add_func("/raster-pdf/refused", test_refused);
        g_test_add_func("/raster-pdf/shown as PNG", test_render);
        return g_test_run();
}
