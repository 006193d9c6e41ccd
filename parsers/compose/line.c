#include "parsers/compose/line.h"

static const double line_leading = 1.35;

void
line_font(cairo_t *page, LineFont font)
{
        cairo_select_font_face(page, "Liberation Sans", CAIRO_FONT_SLANT_NORMAL,
                               font.strong ? CAIRO_FONT_WEIGHT_BOLD : CAIRO_FONT_WEIGHT_NORMAL);
        cairo_set_font_size(page, font.size);
}

double
line_height(LineFont font)
{
        return font.size * line_leading;
}

static double
line_width(cairo_t *page, const char *text)
{
        cairo_text_extents_t extents;
        cairo_text_extents(page, text, &extents);
        return extents.x_advance;
}

static void
line_end(GPtrArray *lines, GString *line)
{
        g_ptr_array_add(lines, g_strdup(line->str));
        g_string_truncate(line, 0);
}

/* A word that is wider than the column, character by character. */
static void
line_add_long(cairo_t *page, GPtrArray *lines, GString *line, const char *word, double width)
{
        for (const char *at = word; *at != '\0'; at = g_utf8_next_char(at)) {
                const gsize before = line->len;
                g_string_append_len(line, at, g_utf8_next_char(at) - at);
                if (before == 0 || line_width(page, line->str) <= width)
                        continue;
                g_string_truncate(line, before);
                line_end(lines, line);
                g_string_append_len(line, at, g_utf8_next_char(at) - at);
        }
}

static void
line_add_word(cairo_t *page, GPtrArray *lines, GString *line, const char *word, double width)
{
        const gsize before = line->len;
        if (before > 0)
                g_string_append_c(line, ' ');
        g_string_append(line, word);
        if (line_width(page, line->str) <= width)
                return;
        g_string_truncate(line, before);
        if (before > 0)
                line_end(lines, line);
        if (line_width(page, word) <= width)
                g_string_append(line, word);
        else
                line_add_long(page, lines, line, word, width);
}

GPtrArray *
line_break(cairo_t *page, const char *text, double width)
{
        GPtrArray *lines = g_ptr_array_new_with_free_func(g_free);
        g_autoptr(GString) line = g_string_new(NULL);
        g_autofree char *clean = g_utf8_make_valid(text, -1);
        g_auto(GStrv) paragraphs = g_strsplit(clean, "\n", -1);
        for (char **paragraph = paragraphs; *paragraph != NULL; paragraph++) {
                for (char *c = *paragraph; *c != '\0'; c++)
                        if (g_ascii_iscntrl(*c))
                                *c = ' ';
                g_auto(GStrv) words = g_strsplit(*paragraph, " ", -1);
                for (char **word = words; *word != NULL; word++)
                        if (**word != '\0')
                                line_add_word(page, lines, line, *word, width);
                line_end(lines, line);
        }
        if (lines->len == 0)
                line_end(lines, line);
        return lines;
}
