/* ocr: print on a page is read whichever way it lies, its places are those of the page as shown; too little is said. */
#include "parsers/document/ocr.h"

#include "parsers/document/lost_line.h"
#include "parsers/document/textlines.h"
#include "parsers/pipeline.h"
#include "tests/unit/picture.h"

#include <math.h>
#include <string.h>

enum { DPI = 150, DOTS_BELOW = 4 };
static const double POINTS = 13;

static const char *const ORDER[] = {
        "In the Family Court sitting at Northbridge",
        "Case number: 1712345678901234",
        "Non-molestation order",
        "Section 42 Family Law Act 1996",
        "The respondent must not use or threaten violence",
        "against the applicant, nor ask another to do so.",
        "The respondent must not go to the property.",
        "This order applies until 14 October 2027 at 12 noon.",
        "Ordered by District Judge Carrowmere on 14 October 2026",
        "The order is made without notice to the respondent.",
        NULL,
};

static Recognised *
read_picture(PIX *picture)
{
        g_autoptr(GBytes) octets = picture_write(picture, IFF_PNG);
        return ocr_page(picture_bytes(octets), "2", 1, NULL);
}

static char *
text_of(const Recognised *recognised)
{
        g_autoptr(Page) page = page_new(1);
        recognised_layout(recognised, page);
        return g_strdup(page->text);
}

/* The places of a known word on the page agree with where it was drawn, within a few pixels. */
static void
check_place(PIX *shown, const double across[3], const double down[3])
{
        static const char word[] = "Northbridge";
        g_autoptr(Recognised) recognised = read_picture(shown);
        g_autoptr(Page) page = page_new(1);
        recognised_layout(recognised, page);
        const char *at = strstr(page->text, word);
        double box[4] = { 0 };
        g_assert_nonnull(at);
        g_assert_true(page_box(page, (size_t) (at - page->text), (size_t) (at - page->text) + strlen(word), box));
        double whole = 0, width = 0, left = 0, baseline = 0, ignored = 0;
        picture_place(ORDER[0], 0, POINTS, DPI, &left, &baseline, &whole);
        picture_place(word, 0, POINTS, DPI, &ignored, &ignored, &width);
        const double x = left + whole - width / 2, y = baseline - 0.35 * POINTS * DPI / 72;
        const double found_x = (box[0] + box[2]) / 2 * pixGetWidth(shown);
        const double found_y = (box[1] + box[3]) / 2 * pixGetHeight(shown);
        g_assert_cmpfloat(fabs(across[0] * x + across[1] * y + across[2] - found_x), <, 6);
        g_assert_cmpfloat(fabs(down[0] * x + down[1] * y + down[2] - found_y), <, 6);
}

static void
test_turned(void)
{
        g_autoptr(OwnedPix) drawn = picture_of(ORDER, POINTS, DPI);
        const double w = pixGetWidth(drawn), h = pixGetHeight(drawn);
        const double across[4][3] = { { 1, 0, 0 }, { 0, -1, h }, { -1, 0, w }, { 0, 1, 0 } };
        const double down[4][3] = { { 0, 1, 0 }, { 1, 0, 0 }, { 0, -1, h }, { -1, 0, w } };
        for (int quarters = 0; quarters < 4; quarters++) {
                g_autoptr(OwnedPix) shown = pixRotateOrth(drawn, quarters);
                check_place(shown, across[quarters], down[quarters]);
        }
}

static void
test_skewed(void)
{
        static const double degrees[] = { -3.5, -1, 2.5 };
        g_autoptr(OwnedPix) drawn = picture_of(ORDER, POINTS, DPI);
        const int w = pixGetWidth(drawn), h = pixGetHeight(drawn);
        for (unsigned i = 0; i < G_N_ELEMENTS(degrees); i++) {
                const double angle = degrees[i] * G_PI / 180, c = cos(angle), s = sin(angle);
                g_autoptr(OwnedPix) shown =
                    pixRotate(drawn, (l_float32) angle, L_ROTATE_AREA_MAP, L_BRING_IN_WHITE, w, h);
                const double to_x = pixGetWidth(shown) / 2.0, to_y = pixGetHeight(shown) / 2.0;
                const double across[3] = { c, -s, to_x - c * w / 2 + s * h / 2 };
                const double down[3] = { s, c, to_y - s * w / 2 - c * h / 2 };
                check_place(shown, across, down);
        }
}

static void
test_text(void)
{
        g_autoptr(OwnedPix) drawn = picture_of(ORDER, POINTS, DPI);
        g_autoptr(Recognised) recognised = read_picture(drawn);
        g_assert_cmpstr(recognised->path, ==, "2");
        g_assert_cmpuint(recognised->problem, ==, PROBLEM_NONE);
        g_autofree char *text = text_of(recognised);
        for (unsigned i = 0; ORDER[i] != NULL; i++)
                if (strstr(text, ORDER[i]) == NULL)
                        g_error("not read: %s\nin: %s", ORDER[i], text);
}

/* The same page as photographed: a dark table around it, light from one side, a seal in colour, aslant. */
static void
test_photographed(void)
{
        g_autoptr(OwnedPix) drawn = picture_of(ORDER, POINTS, DPI);
        const int width = pixGetWidth(drawn), height = pixGetHeight(drawn), edge = DPI / 2;
        g_autoptr(OwnedPix) photo = pixCreate(width + 2 * edge, height + 2 * edge, 32);
        for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                        l_uint32 value = 0;
                        (void) pixGetPixel(drawn, x, y, &value);
                        const int light = (int) value * (90 + 150 * x / width) / 255;
                        const double ring = hypot(x - 2.6 * DPI, y - 1.6 * DPI) / DPI;
                        const bool seal = fabs(ring - 0.6) < 0.03;
                        /* the page slants: its lines run down by a fiftieth more at its foot than at its head */
                        const int to = y + edge + x * y / height / 50;
                        if (to < height + 2 * edge)
                                (void) pixSetRGBPixel(photo, x + edge, to, light, seal ? light / 5 : light,
                                                      seal ? light / 4 : light);
                }
        }
        g_autoptr(Recognised) recognised = read_picture(photo);
        g_assert_cmpuint(recognised->problem, ==, PROBLEM_NONE);
        g_autofree char *text = text_of(recognised);
        unsigned found = 0;
        for (unsigned i = 0; ORDER[i] != NULL; i++)
                found += strstr(text, ORDER[i]) != NULL;
        if (found < G_N_ELEMENTS(ORDER) - 2)
                g_error("only %u lines of: %s", found, text);
}

/* Single dark pixels all over the page. */
static void
test_specks(void)
{
        g_autoptr(OwnedPix) drawn = picture_of(ORDER, POINTS, 200);
        guint32 random = 1;
        for (unsigned i = 0; i < 30000; i++) {
                random = random * 1664525 + 1013904223;
                const int x = (int) ((random >> 8) % (guint32) pixGetWidth(drawn));
                random = random * 1664525 + 1013904223;
                (void) pixSetPixel(drawn, x, (int) ((random >> 8) % (guint32) pixGetHeight(drawn)), 0);
        }
        g_autoptr(Recognised) recognised = read_picture(drawn);
        g_autofree char *text = text_of(recognised);
        g_assert_nonnull(strstr(text, ORDER[1]));
        g_assert_nonnull(strstr(text, ORDER[7]));
}

static void
test_welsh(void)
{
        static const char *const lines[] = {
                "Yn y Llys Teulu yn eistedd yng Nghaerdydd",     "Rhif yr achos: 1712345678901234",
                "Atebydd: Ceri Llanfair, ganwyd ar 03/11/1987",  "Ni chaiff yr atebydd fynd i mewn i'r eiddo",
                "oni bai bod y llys yn gorchymyn fel arall.",    "Mae'r gorchymyn hwn mewn grym hyd 14 Mawrth 2027",
                "Gwnaed y gorchymyn heb rybudd gan y llys hwn.", NULL,
        };
        g_autoptr(OwnedPix) drawn = picture_of(lines, POINTS, 200);
        g_autoptr(Recognised) recognised = read_picture(drawn);
        g_autofree char *text = text_of(recognised);
        for (unsigned i = 0; lines[i] != NULL; i++)
                if (strstr(text, lines[i]) == NULL)
                        g_error("not read: %s\nin: %s", lines[i], text);
}

static void
test_blank(void)
{
        static const char *const nothing[] = { NULL };
        g_autoptr(OwnedPix) drawn = picture_of(nothing, POINTS, DPI);
        g_autoptr(Recognised) recognised = read_picture(drawn);
        g_assert_cmpuint(recognised->problem, ==, PROBLEM_NONE);
        g_assert_cmpuint(recognised->words->len, ==, 0);
}

/* Print that was blurred until nobody can read it. */
static void
test_unreadable(void)
{
        g_autoptr(OwnedPix) drawn = picture_of(ORDER, POINTS, DPI);
        g_autoptr(OwnedPix) small = pixScale(drawn, 0.12f, 0.12f);
        g_autoptr(OwnedPix) coarse = pixScale(small, 1 / 0.12f, 1 / 0.12f);
        g_autoptr(Recognised) recognised = read_picture(coarse);
        g_assert_cmpuint(recognised->problem, ==, PROBLEM_UNREADABLE);
}

/* A heading that can be read over print so faint and broken that it cannot. */
static void
test_faint(void)
{
        static const char *const heading[] = { "IN THE FAMILY COURT", NULL };
        const char *lines[24] = { NULL };
        for (unsigned i = 0; i + 1 < G_N_ELEMENTS(lines); i++)
                lines[i] = ORDER[i % 8];
        g_autoptr(OwnedPix) drawn = picture_of(heading, POINTS, DPI);
        g_autoptr(OwnedPix) print = picture_of(lines, POINTS, DPI);
        for (int y = DPI * 2; y < pixGetHeight(print); y++) {
                for (int x = 0; x < pixGetWidth(print); x++) {
                        l_uint32 value = 255;
                        (void) pixGetPixel(print, x, y, &value);
                        /* every second stroke is gone */
                        if (value < 128 && x % 12 < 7)
                                (void) pixSetPixel(drawn, x, y, 225);
                }
        }
        g_autoptr(Recognised) recognised = read_picture(drawn);
        g_assert_cmpuint(recognised->problem, ==, PROBLEM_UNREADABLE);
}

/* The page with a court's seal over its print: two rings of 30 and 22 mm across the right-hand ends of lines. */
static Recognised *
read_sealed(const char *const *lines, l_uint32 shade)
{
        g_autoptr(OwnedPix) sealed = picture_of(lines, POINTS, 2 * DPI);
        const double millimetre = 2 * DPI / 25.4;
        for (int y = 0; y < pixGetHeight(sealed) / 2; y++) {
                for (int x = 0; x < pixGetWidth(sealed); x++) {
                        const double away = hypot(x - 90 * millimetre, y - 40 * millimetre) / millimetre;
                        l_uint32 value = 255;
                        (void) pixGetPixel(sealed, x, y, &value);
                        if (fabs(away - 15) < 0.35 || fabs(away - 11) < 0.25)
                                (void) pixSetPixel(sealed, x, y, MIN(value, shade));
                }
        }
        return read_picture(sealed);
}

static void
test_grey_seal(void)
{
        g_autoptr(Recognised) recognised = read_sealed(ORDER, 120);
        g_autofree char *text = text_of(recognised);
        for (unsigned i = 0; ORDER[i] != NULL; i++)
                if (strstr(text, ORDER[i]) == NULL)
                        g_error("not read: %s\nin: %s", ORDER[i], text);
}

/* Words below a black seal are not trusted as others are. */
static void
test_black_seal(void)
{
        g_autoptr(Recognised) recognised = read_sealed(ORDER, 0);
        unsigned below = 0;
        for (guint i = 0; i < recognised->words->len; i++) {
                const RecognisedWord *word = &g_array_index(recognised->words, RecognisedWord, i);
                if (g_str_equal(word->text, "Northbridge") || g_str_equal(word->text, "1712345678901234"))
                        g_assert_cmpfloat(word->certainty, <, 0.5);
                if (g_str_equal(word->text, "against"))
                        g_assert_cmpfloat(word->certainty, >, 0.8);
                below += word->certainty < 0.5;
        }
        g_assert_cmpuint(below, >, 2);
        g_assert_cmpuint(below, <, recognised->words->len / 2);
}

/* The page with a black seal below its print, 15 mm across its inner ring, and a line of print inside that. */
static Recognised *
read_inscribed(const char *inscription)
{
        const char *const lines[] = { inscription, NULL };
        g_autoptr(OwnedPix) page = picture_of(ORDER, POINTS, 2 * DPI);
        g_autoptr(OwnedPix) print = picture_of(lines, 8, 2 * DPI);
        const double mm = 2 * DPI / 25.4;
        double left = 0, baseline = 0, width = 0;
        picture_place(inscription, 0, 8, 2 * DPI, &left, &baseline, &width);
        for (int y = (int) (150 * mm); y < (int) (210 * mm); y++) {
                for (int x = 0; x < pixGetWidth(page); x++) {
                        const double away = hypot(x - 100 * mm, y - 180 * mm) / mm;
                        const int from_x = x - (int) (100 * mm - width / 2) + (int) left;
                        const int from_y = y - (int) (180 * mm) + (int) baseline;
                        l_uint32 value = 255;
                        if (away < 15)
                                (void) pixGetPixel(print, from_x, from_y, &value);
                        const bool ring = fabs(away - 18) < 0.35 || fabs(away - 15) < 0.25;
                        (void) pixSetPixel(page, x, y, ring ? 0 : value);
                }
        }
        return read_picture(page);
}

/* What a seal says of itself is none of the page's; a name below it is. */
static void
test_inscription(void)
{
        g_autoptr(Recognised) seal = read_inscribed("FAMILY COURT"), name = read_inscribed("Cy Marsh");
        g_autofree char *sealed = text_of(seal), *named = text_of(name);
        g_assert_null(strstr(sealed, "FAMILY"));
        g_assert_null(strstr(sealed, "COURT"));
        g_assert_nonnull(strstr(sealed, "Family Court sitting at Northbridge"));
        g_assert_nonnull(strstr(named, "Marsh"));
}

/* Letters that neither the English nor the Welsh model has. */
static void
test_marks(void)
{
        static const char *const names[] = {
                "The respondent is G\u00FCls\u00FCm S\u00F8rensen.",
                "Ordered by District Judge Murch\u00FA",
                "The respondent must not use or threaten violence.",
                NULL,
        };
        g_autoptr(OwnedPix) drawn = picture_of(names, POINTS, 2 * DPI);
        g_autoptr(Recognised) recognised = read_picture(drawn);
        g_autofree char *text = text_of(recognised);
        for (unsigned i = 0; names[i] != NULL; i++)
                if (strstr(text, names[i]) == NULL)
                        g_error("not read: %s\nin: %s", names[i], text);
}

/* What the engine reads of the page, without the line in which the word stands. */
static Recognised *
read_without(TessBaseAPI *engine, const Upright *upright, const char *lost)
{
        Recognised *recognised = recognised_new("2", 1);
        recognised->width = pixGetWidth(upright->picture);
        recognised->height = pixGetHeight(upright->picture);
        memcpy(recognised->across, upright->across, sizeof upright->across);
        memcpy(recognised->down, upright->down, sizeof upright->down);
        TessBaseAPISetPageSegMode(engine, PSM_AUTO);
        TessBaseAPISetImage2(engine, upright->picture);
        TessBaseAPISetSourceResolution(engine, (int) upright->dpi);
        g_assert_cmpint(TessBaseAPIRecognize(engine, NULL), ==, 0);
        textlines_collect(engine, recognised);
        float top = -1;
        for (guint i = 0; i < recognised->words->len; i++) {
                const RecognisedWord *word = &g_array_index(recognised->words, RecognisedWord, i);
                if (lost != NULL && g_str_equal(word->text, lost))
                        top = word->top;
        }
        for (guint i = recognised->words->len; i > 0; i--) {
                const RecognisedWord *word = &g_array_index(recognised->words, RecognisedWord, i - 1);
                if (fabsf(word->top - top) < 1)
                        g_array_remove_index(recognised->words, i - 1);
        }
        return recognised;
}

/* A line that the engine passed over is found by its ink; what was read is not read again. */
static void
test_lost_line(void)
{
        g_autoptr(OwnedPix) drawn = picture_of(ORDER, POINTS, DPI);
        g_autoptr(Upright) upright = upright_new(drawn, DPI, 0);
        TessBaseAPI *engine = TessBaseAPICreate();
        g_assert_nonnull(upright);
        g_assert_cmpint(TessBaseAPIInit2(engine, NULL, "eng", OEM_LSTM_ONLY), ==, 0);
        g_autoptr(Recognised) whole = read_without(engine, upright, NULL);
        const guint words = whole->words->len;
        lost_line_read(engine, upright, whole);
        g_assert_cmpuint(whole->words->len, ==, words);
        g_autoptr(Recognised) recognised = read_without(engine, upright, "applies");
        g_autofree char *without = text_of(recognised);
        g_assert_null(strstr(without, "14 October 2027"));
        lost_line_read(engine, upright, recognised);
        TessBaseAPIDelete(engine);
        g_autofree char *text = text_of(recognised);
        g_assert_nonnull(strstr(text, "This order applies until 14 October 2027 at 12 noon."));
        g_assert_cmpuint(recognised->words->len, ==, words);
}

/* A case number on the dots of a form: the engine reads it, and does not trust what it read, until the dots are gone. */
static void
test_lost_line_dotted(void)
{
        static const char *const lines[] = { "In the Family Court at Northbridge", "PO26F00482", "The order is made.",
                                             NULL };
        g_autoptr(OwnedPix) drawn = picture_of(lines, POINTS, 2 * DPI);
        double left = 0, baseline = 0, width = 0;
        picture_place(lines[1], 1, POINTS, 2 * DPI, &left, &baseline, &width);
        for (int x = (int) left - 10; x < (int) (left + width) + 40; x++)
                for (int y = (int) baseline + DOTS_BELOW; y < (int) baseline + DOTS_BELOW + 3; y++)
                        if (x % 7 < 3)
                                (void) pixSetPixel(drawn, x, y, 0);
        g_autoptr(Upright) upright = upright_new(drawn, 2 * DPI, 0);
        g_autoptr(Recognised) recognised = recognised_new("2", 1);
        TessBaseAPI *engine = TessBaseAPICreate();
        g_assert_nonnull(upright);
        g_assert_cmpint(TessBaseAPIInit2(engine, NULL, "eng", OEM_LSTM_ONLY), ==, 0);
        recognised->width = pixGetWidth(upright->picture);
        recognised->height = pixGetHeight(upright->picture);
        TessBaseAPISetImage2(engine, upright->picture);
        TessBaseAPISetSourceResolution(engine, (int) upright->dpi);
        lost_line_read(engine, upright, recognised);
        TessBaseAPIDelete(engine);
        g_autofree char *text = text_of(recognised);
        g_assert_nonnull(strstr(text, "PO26F00482"));
        g_assert_nonnull(strstr(text, "Northbridge"));
}

static void
test_damaged(void)
{
        g_autoptr(Recognised) none = ocr_page(bytes_of_string("no picture at all"), "1", 1, NULL);
        g_assert_cmpuint(none->problem, ==, PROBLEM_CORRUPT);
}

static void
test_prepare(void)
{
        g_autoptr(GError) error = NULL;
        /* the engine is loaded once: what is asked for later does not matter */
        g_assert_true(ocr_prepare("eng+cym", &error));
        g_assert_no_error(error);
}

int
main(int argc, char **argv)
{
        g_autoptr(GError) error = NULL;
        g_test_init(&argc, &argv, NULL);
        pipeline_init();
        g_assert_false(ocr_prepare("no-such-language", &error));
        g_clear_error(&error);
        g_assert_true(ocr_prepare("eng+cym", &error));
        g_test_add_func("/ocr/prepared once", test_prepare);
        g_test_add_func("/ocr/print is read", test_text);
        g_test_add_func("/ocr/a photograph", test_photographed);
        g_test_add_func("/ocr/a page full of specks", test_specks);
        g_test_add_func("/ocr/Welsh", test_welsh);
        g_test_add_func("/ocr/a grey seal over the print", test_grey_seal);
        g_test_add_func("/ocr/a black seal over the print", test_black_seal);
        g_test_add_func("/ocr/what a seal says", test_inscription);
        g_test_add_func("/ocr/names with marks", test_marks);
        g_test_add_func("/ocr/a blank page is no problem", test_blank);
        g_test_add_func("/ocr/places on a turned page", test_turned);
        g_test_add_func("/ocr/places on a skewed page", test_skewed);
        g_test_add_func("/ocr/ink that nobody can read", test_unreadable);
        g_test_add_func("/ocr/print too faint", test_faint);
        g_test_add_func("/ocr/a line that was passed over", test_lost_line);
        g_test_add_func("/ocr/a line on dots", test_lost_line_dotted);
        g_test_add_func("/ocr/what is no picture", test_damaged);
        return g_test_run();
}
