#include "parsers/document/pdf_picture.h"

#include <cairo.h>
#include <stdint.h>
#include <string.h>

G_DEFINE_AUTOPTR_CLEANUP_FUNC(cairo_surface_t, cairo_surface_destroy)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(cairo_t, cairo_destroy)

/* Letters and digits of a page: hardly any; a short page; a page that speaks for itself whatever lies behind it. */
enum { PICTURE_FEW = 40, PICTURE_SHORT = 400, PICTURE_PLENTY = 1200 };
/* Fewer than these between the margins over a scan are a stamp, not its text. */
enum { PICTURE_STAMP = 100 };
/* The page drawn small for a look at its ink: pixels of the longer side, and the cells that are counted. */
enum { INK_SIDE = 420, INK_CELLS = 16, INK_DEPTH = 40 };
/* A line of that many pixels is a rule or an edge: words end sooner, and letters are not so high. */
enum { INK_RUN_ACROSS = 60, INK_RUN_DOWN = 24 };
/* Of the page: what lies in the head or foot; what a picture covers at least to be the page itself. */
static const double MARGIN = 0.07;
static const double COVERED = 0.4;
/* Of a cell: printed lines of text darken a tenth. */
static const double CELL_INK = 0.04;

/* One word in three of any English or Welsh text. */
static const char *const known_words[] = {
        "the",   "of",   "and",  "to",    "in",  "is",        "for",   "on",         "by",        "be",  "or",   "not",
        "must",  "that", "this", "with",  "it",  "at",        "as",    "was",        "are",       "has", "have", "from",
        "order", "date", "no",   "court", "you", "applicant", "name",  "respondent", "address",   "a",   "an",   "his",
        "her",   "will", "any",  "case",  "yn",  "y",         "yr",    "ar",         "gan",       "o",   "ac",   "ei",
        "am",    "i",    "llys", "gyda",  "mae", "sydd",      "rhaid", "hwn",        "gorchymyn", "dyn", "neu",  "wedi",
};

typedef struct {
        guint signs; /* that are no space */
        guint odd;   /* that no font has a picture for */
        guint symbols;
        guint letters; /* a to z */
        guint usual;   /* of them: the twelve that make up four fifths of every text */
        guint vowels;
        guint words;
        guint known;
} Spelling;

static void
picture_spell_sign(Spelling *spelling, gunichar sign)
{
        static const char leaders[] = "._-,:;()'\"/*\xE2\x80\xA2\xE2\x80\xA6\xE2\x80\x93\xE2\x80\x94\xE2\x80\x99";
        const GUnicodeType type = g_unichar_type(sign);
        spelling->signs++;
        spelling->odd += type == G_UNICODE_PRIVATE_USE || type == G_UNICODE_UNASSIGNED || type == G_UNICODE_CONTROL ||
                         sign == 0xFFFD;
        spelling->symbols += !g_unichar_isalnum(sign) && g_utf8_strchr(leaders, -1, sign) == NULL;
        if (sign > 'z' || !g_ascii_isalpha((char) sign))
                return;
        const int lower = g_ascii_tolower((char) sign);
        spelling->letters++;
        spelling->usual += strchr("aeioutnsrhldy", lower) != NULL;
        spelling->vowels += strchr("aeiouwy", lower) != NULL;
}

static Spelling
picture_spell(const char *text)
{
        Spelling spelling = { 0 };
        g_autofree char *lower = g_ascii_strdown(text, -1);
        for (const char *at = lower; *at != '\0';) {
                at += strspn(at, " \t\n");
                const size_t length = strcspn(at, " \t\n");
                const char *end = at + length;
                spelling.words += length > 0;
                for (unsigned i = 0; i < G_N_ELEMENTS(known_words); i++)
                        if (strlen(known_words[i]) == length && memcmp(known_words[i], at, length) == 0)
                                spelling.known++;
                for (; at < end; at = g_utf8_next_char(at))
                        picture_spell_sign(&spelling, g_utf8_get_char(at));
        }
        return spelling;
}

bool
pdf_picture_is_garbage(const char *text)
{
        const Spelling found = picture_spell(text);
        if (found.signs < 8)
                return false;
        if (found.odd * 5 > found.signs)
                return true;
        /* a text that has its share of small words is a text */
        if (found.signs < 60 || found.known * 20 >= found.words)
                return false;
        if (found.symbols * 4 > found.signs)
                return true;
        return found.letters >= PICTURE_FEW &&
               (found.usual * 5 < found.letters * 3 || found.vowels * 4 < found.letters);
}

/* Letters and digits on the page, and of them those between head and foot. */
static void
picture_count(const Page *page, guint *ret_letters, guint *ret_inside)
{
        *ret_letters = 0, *ret_inside = 0;
        for (guint i = 0; i < page->spans->len; i++) {
                const PageSpan *span = &g_array_index(page->spans, PageSpan, i);
                guint letters = 0;
                for (const char *at = page->text + span->start; at < page->text + span->end; at = g_utf8_next_char(at))
                        letters += g_unichar_isalnum(g_utf8_get_char(at)) != 0;
                *ret_letters += letters;
                if (span->top > MARGIN && span->bottom < 1 - MARGIN)
                        *ret_inside += letters;
        }
}

/* The part of the page that pictures cover; more than 1 where they lie over each other. */
static double
picture_covered(PopplerPage *source)
{
        double width = 0, height = 0, covered = 0;
        GList *images = poppler_page_get_image_mapping(source);
        poppler_page_get_size(source, &width, &height);
        for (const GList *item = images; item != NULL; item = item->next) {
                const PopplerRectangle *area = &((const PopplerImageMapping *) item->data)->area;
                /* where poppler says that it lies is wrong on a turned page, its size is right */
                covered += MIN(ABS(area->x2 - area->x1), width) * MIN(ABS(area->y2 - area->y1), height);
        }
        poppler_page_free_image_mapping(images);
        return covered / MAX(width * height, 1);
}

/* The page in few pixels on white; NULL when it cannot be drawn. */
static cairo_surface_t *
picture_draw(PopplerPage *source)
{
        double width = 0, height = 0;
        poppler_page_get_size(source, &width, &height);
        const double scale = INK_SIDE / MAX(MAX(width, height), 1);
        const int across = MAX(1, (int) (width * scale)), down = MAX(1, (int) (height * scale));
        g_autoptr(cairo_surface_t) surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, across, down);
        if (cairo_surface_status(surface) != CAIRO_STATUS_SUCCESS)
                return NULL;
        g_autoptr(cairo_t) canvas = cairo_create(surface);
        cairo_set_source_rgb(canvas, 1, 1, 1);
        cairo_paint(canvas);
        cairo_scale(canvas, scale, scale);
        poppler_page_render(source, canvas);
        cairo_surface_flush(surface);
        return g_steal_pointer(&surface);
}

/* What picture_wipe() leaves where words stand; no printed thing has this colour. */
static const uint32_t WIPED = 0xFF00FE;

/* Takes out the places of the page's words: what is left has no text. */
static void
picture_wipe(cairo_surface_t *surface, const Page *page)
{
        const double width = cairo_image_surface_get_width(surface), height = cairo_image_surface_get_height(surface);
        g_autoptr(cairo_t) canvas = cairo_create(surface);
        cairo_set_antialias(canvas, CAIRO_ANTIALIAS_NONE);
        cairo_set_source_rgb(canvas, 1, 0, 254.0 / 255);
        for (guint i = 0; i < page->spans->len; i++) {
                const PageSpan *span = &g_array_index(page->spans, PageSpan, i);
                cairo_rectangle(canvas, span->left * width - 2, span->top * height - 2,
                                (span->right - span->left) * width + 4, (span->bottom - span->top) * height + 4);
        }
        cairo_fill(canvas);
        cairo_surface_flush(surface);
}

/* How far each pixel is from the paper's grey, whatever that is; 0 where words stand. */
static GArray *
picture_depths(cairo_surface_t *surface)
{
        const int width = cairo_image_surface_get_width(surface), height = cairo_image_surface_get_height(surface);
        const unsigned char *pixels = cairo_image_surface_get_data(surface);
        const size_t stride = (size_t) cairo_image_surface_get_stride(surface);
        GArray *depths = g_array_sized_new(FALSE, TRUE, 1, (guint) (width * height));
        g_array_set_size(depths, (guint) (width * height));
        uint8_t *depth = (uint8_t *) depths->data;
        guint counts[256] = { 0 }, all = 0;
        for (int i = 0; i < width * height; i++) {
                const uint32_t *row = (const uint32_t *) (const void *) (pixels + (size_t) (i / width) * stride);
                const uint32_t pixel = row[i % width] & 0xFFFFFF;
                depth[i] = (uint8_t) (((pixel >> 16) * 77 + (pixel >> 8 & 0xFF) * 151 + (pixel & 0xFF) * 28) >> 8);
                counts[depth[i]] += pixel != WIPED;
                all += pixel != WIPED;
        }
        int paper = 255;
        for (guint passed = counts[255]; paper > 0 && passed * 2 < all;)
                passed += counts[--paper];
        for (int i = 0; i < width * height; i++) {
                const uint32_t *row = (const uint32_t *) (const void *) (pixels + (size_t) (i / width) * stride);
                const int far = ABS(paper - depth[i]);
                depth[i] = (uint8_t) (far > INK_DEPTH && (row[i % width] & 0xFFFFFF) != WIPED ? far : 0);
        }
        return depths;
}

/* Takes out what goes on for longer than letters do, along one way over the page: rules of a table, even surfaces. */
static void
picture_unrule(const uint8_t *from, uint8_t *to, size_t lines, size_t along, size_t line_step, size_t step, size_t most)
{
        for (size_t line = 0; line < lines; line++) {
                size_t run = 0;
                for (size_t i = 0; i <= along; i++) {
                        if (i < along && from[line * line_step + i * step] != 0) {
                                run++;
                                continue;
                        }
                        for (size_t k = i - run; run > most && k < i; k++)
                                to[line * line_step + k * step] = 0;
                        run = 0;
                }
        }
}

/* The part of the page's cells that hold ink. */
static double
picture_inked(cairo_surface_t *surface)
{
        const size_t width = (size_t) cairo_image_surface_get_width(surface);
        const size_t height = (size_t) cairo_image_surface_get_height(surface);
        g_autoptr(GArray) depths = picture_depths(surface);
        g_autoptr(GArray) kept = g_array_copy(depths);
        const uint8_t *all = (const uint8_t *) depths->data;
        uint8_t *ink = (uint8_t *) kept->data;
        picture_unrule(all, ink, height, width, width, 1, INK_RUN_ACROSS);
        picture_unrule(all, ink, width, height, 1, width, INK_RUN_DOWN);
        guint sums[INK_CELLS * INK_CELLS] = { 0 }, cells = 0;
        for (size_t i = 0; i < width * height; i++)
                sums[i / width * INK_CELLS / height * INK_CELLS + i % width * INK_CELLS / width] += ink[i];
        const double full = 255.0 * (double) (width * height) / (INK_CELLS * INK_CELLS);
        for (unsigned i = 0; i < G_N_ELEMENTS(sums); i++)
                cells += sums[i] > CELL_INK * full;
        return (double) cells / (INK_CELLS * INK_CELLS);
}

bool
pdf_picture_is_one(PopplerPage *source, const Page *page, bool has_images)
{
        guint letters = 0, inside = 0;
        if (pdf_picture_is_garbage(page->text))
                return true;
        picture_count(page, &letters, &inside);
        if (letters >= PICTURE_PLENTY || (letters >= PICTURE_SHORT && !has_images))
                return false;
        const bool covered = has_images && picture_covered(source) > COVERED;
        if (covered && inside < PICTURE_STAMP)
                return true;
        if (!covered && letters >= PICTURE_SHORT)
                return false;
        g_autoptr(cairo_surface_t) surface = picture_draw(source);
        if (surface == NULL)
                return letters < PICTURE_FEW;
        picture_wipe(surface, page);
        /* beside a text there is the ink of a crest, a seal or a signature */
        return picture_inked(surface) > (letters == 0 ? 0.01 : letters < PICTURE_FEW ? 0.05 : 0.15);
}
