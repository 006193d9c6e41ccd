/* The PDF: words from top to bottom, pictures of pages one a page. It is laid out twice: the first time nothing is kept but the
 * number of pages, which each of them bears. */
#include "base/error.h"
#include "base/limits.h"
#include "parsers/compose/line.h"
#include "parsers/compose/pack.h"
#include "parsers/document/own_pix.h"

#include <cairo-pdf.h>
#include <string.h>

typedef cairo_t PaperPage;
typedef cairo_surface_t PaperSurface;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PaperPage, cairo_destroy)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PaperSurface, cairo_surface_destroy)

/* A4, in points. */
static const double paper_width = 595, paper_height = 842, paper_margin = 45, paper_top = 62, paper_bottom = 790;
static const double paper_gap = 5, paper_label = 130, paper_cell_gap = 8;
static const LineFont font_heading = { 13, true }, font_text = { 9.5, false }, font_strong = { 9.5, true };
static const LineFont font_cell = { 7.5, false }, font_head = { 7.5, true }, font_edge = { 7.5, true };

enum { PAPER_COLUMNS = 8, PAPER_COLOUR = 32, PAPER_QUALITY = 80 };

typedef struct {
        cairo_t *page;
        const json_t *told;
        BytesCursor *blocks; /* NULL: pages are only counted */
        double y;
        unsigned number; /* of the page */
        unsigned count;  /* of all; 0 while they are counted */
        bool wrong;      /* a picture is missing or is none */
} Paper;

/* ------------------------------------------------------------------ pages */

static const char *
paper_text(const json_t *object, const char *key)
{
        const char *text = json_string_value(json_object_get(object, key));
        return text == NULL ? "" : text;
}

static void
paper_put(Paper *paper, double x, double y, const char *text)
{
        cairo_move_to(paper->page, x, y);
        cairo_show_text(paper->page, text);
}

static void
paper_edges(Paper *paper)
{
        g_autofree char *number = g_strdup_printf("Page %u of %u", paper->number, paper->count);
        line_font(paper->page, font_edge);
        g_autoptr(GPtrArray) marking =
            line_break(paper->page, paper_text(paper->told, "marking"), paper_width - 2 * paper_margin);
        for (guint i = 0; i < MIN(marking->len, 2); i++)
                paper_put(paper, paper_margin, 28 + i * line_height(font_edge), g_ptr_array_index(marking, i));
        g_autoptr(GPtrArray) foot =
            line_break(paper->page, paper_text(paper->told, "foot"), paper_width - 3 * paper_margin - 40);
        for (guint i = 0; i < MIN(foot->len, 2); i++)
                paper_put(paper, paper_margin, paper_height - 32 + i * line_height(font_edge),
                          g_ptr_array_index(foot, i));
        paper_put(paper, paper_width - paper_margin - 55, paper_height - 32, number);
}

static void
paper_begin(Paper *paper)
{
        if (paper->number > 0)
                cairo_show_page(paper->page);
        paper->number++;
        paper->y = paper_top;
        paper_edges(paper);
}

/* Begins a page when so much does not fit any more. */
static void
paper_need(Paper *paper, double height)
{
        if (paper->number == 0 || (paper->y + height > paper_bottom && paper->y > paper_top))
                paper_begin(paper);
}

/* ------------------------------------------------------------------ items */

static void
paper_lines(Paper *paper, const char *text, double x, LineFont font)
{
        line_font(paper->page, font);
        g_autoptr(GPtrArray) lines = line_break(paper->page, text, paper_width - paper_margin - x);
        for (guint i = 0; i < lines->len; i++) {
                paper_need(paper, line_height(font));
                line_font(paper->page, font);
                paper->y += line_height(font);
                paper_put(paper, x, paper->y - font.size * 0.3, g_ptr_array_index(lines, i));
        }
        paper->y += paper_gap;
}

static void
paper_row(Paper *paper, const json_t *row)
{
        const char *label = json_string_value(json_array_get(row, 0)),
                   *text = json_string_value(json_array_get(row, 1));
        paper_need(paper, 2 * line_height(font_text));
        line_font(paper->page, font_strong);
        paper_put(paper, paper_margin, paper->y + line_height(font_strong) - font_strong.size * 0.3,
                  label == NULL ? "" : label);
        paper_lines(paper, text == NULL ? "" : text, paper_margin + paper_label, font_text);
}

/* The cells of a row as lines, side by side; a row stays on one page where it fits there. */
static void
paper_cells(Paper *paper, const json_t *row, const json_t *widths, bool head)
{
        const LineFont font = head ? font_head : font_cell;
        const double room = paper_width - 2 * paper_margin;
        const size_t count = MIN(json_array_size(widths), PAPER_COLUMNS);
        GPtrArray *cells[PAPER_COLUMNS] = { NULL };
        guint most = 0;
        line_font(paper->page, font);
        for (size_t i = 0; i < count; i++) {
                const char *text = json_string_value(json_array_get(row, i));
                const double width = room * json_number_value(json_array_get(widths, i)) - paper_cell_gap;
                cells[i] = line_break(paper->page, text == NULL ? "" : text, MAX(width, font.size));
                most = MAX(most, cells[i]->len);
        }
        paper_need(paper, most * line_height(font));
        for (guint line = 0; line < most; line++) {
                paper_need(paper, line_height(font));
                line_font(paper->page, font);
                paper->y += line_height(font);
                double x = paper_margin;
                for (size_t i = 0; i < count; i++) {
                        if (line < cells[i]->len)
                                paper_put(paper, x, paper->y - font.size * 0.3, g_ptr_array_index(cells[i], line));
                        x += room * json_number_value(json_array_get(widths, i));
                }
        }
        for (size_t i = 0; i < count; i++)
                g_ptr_array_unref(cells[i]);
        paper->y += 2;
        cairo_set_line_width(paper->page, head ? 0.8 : 0.3);
        cairo_move_to(paper->page, paper_margin, paper->y);
        cairo_line_to(paper->page, paper_width - paper_margin, paper->y);
        cairo_stroke(paper->page);
        paper->y += 2;
}

static void
paper_table(Paper *paper, const json_t *item)
{
        size_t i = 0;
        const json_t *row = NULL;
        json_array_foreach(json_object_get(item, "table"), i, row)
            paper_cells(paper, row, json_object_get(item, "widths"), i == 0);
        paper->y += paper_gap;
}

/* ------------------------------------------------------------------ pictures */

static cairo_status_t
paper_read(void *cursor, unsigned char *data, unsigned length)
{
        const Bytes taken = bytes_take(cursor, length);
        if (taken.length != length)
                return CAIRO_STATUS_READ_ERROR;
        memcpy(data, taken.data, length);
        return CAIRO_STATUS_SUCCESS;
}

/* A photograph goes into the file as JPEG: as it is, it would be ten times as large. */
static void
paper_shrink(cairo_surface_t *picture, Bytes png)
{
        g_autoptr(OwnedPix) pix = pixReadMem(png.data, png.length);
        l_uint8 *jpeg = NULL;
        size_t size = 0;
        if (pix != NULL && pixGetDepth(pix) == PAPER_COLOUR &&
            pixWriteMemJpeg(&jpeg, &size, pix, PAPER_QUALITY, 0) == 0)
                (void) cairo_surface_set_mime_data(picture, CAIRO_MIME_TYPE_JPEG, jpeg, size, lept_free, jpeg);
        else
                lept_free(jpeg);
}

static void
paper_picture(Paper *paper, Bytes png)
{
        BytesCursor cursor = bytes_cursor(png);
        g_autoptr(PaperSurface) picture = cairo_image_surface_create_from_png_stream(paper_read, &cursor);
        const int width = cairo_image_surface_get_width(picture), height = cairo_image_surface_get_height(picture);
        if (cairo_surface_status(picture) != CAIRO_STATUS_SUCCESS || width <= 0 || height <= 0) {
                paper->wrong = true;
                return;
        }
        paper_shrink(picture, png);
        const double scale = MIN((paper_width - 2 * paper_margin) / width, (paper_bottom - paper->y) / height);
        cairo_save(paper->page);
        cairo_translate(paper->page, paper_margin + (paper_width - 2 * paper_margin - width * scale) / 2, paper->y);
        cairo_scale(paper->page, scale, scale);
        cairo_set_source_surface(paper->page, picture, 0, 0);
        cairo_paint(paper->page);
        cairo_restore(paper->page);
        cairo_set_line_width(paper->page, 0.3);
        cairo_rectangle(paper->page, paper_margin + (paper_width - 2 * paper_margin - width * scale) / 2, paper->y,
                        width * scale, height * scale);
        cairo_stroke(paper->page);
}

static void
paper_page(Paper *paper, const json_t *item)
{
        paper_begin(paper);
        paper_lines(paper, paper_text(item, "page"), paper_margin, font_strong);
        if (!json_is_true(json_object_get(item, "picture"))) {
                paper_lines(paper, paper_text(item, "instead"), paper_margin, font_text);
                return;
        }
        Bytes png = { 0 };
        if (paper->blocks == NULL)
                return;
        if (pack_block(paper->blocks, &png))
                paper_picture(paper, png);
        else
                paper->wrong = true;
}

static void
paper_item(Paper *paper, const json_t *item)
{
        if (json_object_get(item, "heading") != NULL) {
                paper_need(paper, 4 * line_height(font_heading));
                paper->y += paper_gap;
                paper_lines(paper, paper_text(item, "heading"), paper_margin, font_heading);
        } else if (json_object_get(item, "text") != NULL) {
                paper_lines(paper, paper_text(item, "text"), paper_margin,
                            json_is_true(json_object_get(item, "strong")) ? font_strong : font_text);
        } else if (json_object_get(item, "row") != NULL) {
                paper_row(paper, json_object_get(item, "row"));
        } else if (json_object_get(item, "table") != NULL) {
                paper_table(paper, item);
        } else if (json_object_get(item, "page") != NULL) {
                paper_page(paper, item);
        } else if (json_object_get(item, "break") != NULL) {
                paper_begin(paper);
        } else {
                paper->wrong = true;
        }
}

/* ------------------------------------------------------------------ the file */

static cairo_status_t
paper_write(void *octets, const unsigned char *data, unsigned length)
{
        GByteArray *file = octets;
        if (file == NULL)
                return CAIRO_STATUS_SUCCESS;
        if (length > LIMIT_PACK_BYTES - MIN(file->len, LIMIT_PACK_BYTES))
                return CAIRO_STATUS_WRITE_ERROR;
        g_byte_array_append(file, data, length);
        return CAIRO_STATUS_SUCCESS;
}

/* Lays everything out; file NULL: it is only counted. False when something is wrong with the input, or the file too large. */
static bool
paper_run(Paper *paper, GByteArray *file)
{
        g_autoptr(PaperSurface) surface =
            cairo_pdf_surface_create_for_stream(paper_write, file, paper_width, paper_height);
        cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, paper_text(paper->told, "title"));
        g_autoptr(PaperPage) page = cairo_create(surface);
        size_t i = 0;
        const json_t *item = NULL;
        paper->page = page;
        paper->number = 0;
        json_array_foreach(json_object_get(paper->told, "items"), i, item)
        {
                paper_item(paper, item);
                if (paper->wrong || paper->number > LIMIT_PACK_PAGES)
                        return false;
        }
        cairo_show_page(page);
        cairo_surface_finish(surface);
        return i > 0 && cairo_status(page) == CAIRO_STATUS_SUCCESS &&
               cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS;
}

GByteArray *
paper_compose(const json_t *told, BytesCursor *blocks, GError **error)
{
        Paper paper = { .told = told };
        g_autoptr(GByteArray) file = g_byte_array_new();
        bool right = paper_run(&paper, NULL);
        paper.count = paper.number;
        paper.blocks = blocks;
        right = right && paper_run(&paper, file) && bytes_left(blocks) == 0;
        if (right)
                return g_steal_pointer(&file);
        if (paper.number > LIMIT_PACK_PAGES)
                g_set_error(error, CCOT_ERROR, CCOT_ERROR_LIMIT, "pack: more than %u pages", LIMIT_PACK_PAGES);
        else
                g_set_error(error, CCOT_ERROR, CCOT_ERROR_INPUT, "pack: the copy cannot be put together");
        return NULL;
}
