/* Words on a page of a PDF: broken at spaces, and inside a word that is wider than its column. Sizes are points. */
#ifndef PARSERS_COMPOSE_LINE_H
#define PARSERS_COMPOSE_LINE_H

#include <cairo.h>
#include <glib.h>
#include <stdbool.h>

typedef struct {
        double size;
        bool strong;
} LineFont;

/* Sets the font for what is measured and drawn next. */
void line_font(cairo_t *page, LineFont font);
/* The lines into which text falls in that width, in the font that is set; never empty. Of char*. Control characters become
 * spaces, a line end begins a new line. */
GPtrArray *line_break(cairo_t *page, const char *text, double width);
/* Distance from one line to the next. */
double line_height(LineFont font);

#endif
