/* Inside the layout: words, and the rows that they make. Places are those of the page as the text sees it. */
#ifndef PARSERS_DOCUMENT_LAYOUT_ROW_H
#define PARSERS_DOCUMENT_LAYOUT_ROW_H

#include "parsers/document/layout.h"

typedef struct {
        guint32 text; /* offset in Layout.texts */
        float left, top, right, bottom;
        float drop; /* how much lower it stands on the page */
        float certainty;
        guint32 row;
} LayoutWord;

typedef struct {
        float top, bottom;
        guint32 first, end; /* words */
        guint32 gutter;     /* first word right of the gutter; 0: no two columns here */
        bool capitals;      /* recognised, and no other letters: as high as its ink */
        bool loose;         /* stretched to the margins: wide gaps between words mean nothing */
} LayoutRow;

struct Layout {
        float width;
        float height;
        LayoutDirection direction;
        GString *texts; /* NUL-terminated, one after the other */
        GArray *words;  /* of LayoutWord */
        GArray *rows;   /* of LayoutRow */
        GArray *starts; /* of float: where cells start, ascending */
        float cell_gap; /* in heights of a row: a gap that may start a cell */
        float right;    /* where the words end */
        guint across;   /* words from here on lie across the page */
};

LayoutWord *layout_row_word(const Layout *layout, guint index);
LayoutRow *layout_row_at(const Layout *layout, guint index);
const char *layout_row_text(const Layout *layout, const LayoutWord *word);
/* Puts all words into rows, top to bottom, and what lies across the page behind them. */
void layout_row_make_all(Layout *layout);
/* The gap before the word, in heights of the smaller neighbour; negative where words overlap. */
float layout_row_gap(const Layout *layout, guint index);
/* The least white that parts columns of which one holds the row. */
float layout_row_corridor(const Layout *layout, guint r);
/* The gap between two rows in heights of the lower; negative where they overlap. */
float layout_row_leading(const Layout *layout, guint above, guint below);
/* True when the word, which is not the first of its row, starts a cell. */
bool layout_row_starts_cell(const Layout *layout, guint index);
/* The words [first, end) of one row, with a tab between cells and no line end. */
void layout_row_write_words(const Layout *layout, guint first, guint end, Page *page);
/* A blank line where the space between the rows is that between paragraphs. */
void layout_row_write_leading(const Layout *layout, guint above, guint below, Page *page);

#endif
