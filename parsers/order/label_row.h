/* One line as cells, and the label that starts each of them. */
#ifndef PARSERS_ORDER_LABEL_ROW_H
#define PARSERS_ORDER_LABEL_ROW_H

#include "parsers/order/label.h"

enum { LABEL_CELLS = 12 };

typedef struct {
        size_t start, end;
        size_t label; /* length of the label that starts it, 0 for none */
        LabelRole role;
        LabelRole pair; /* of the second of two labels, "Case no / URN" over "X / Y"; role where there is one */
        size_t value;   /* where text after the label and its colon starts */
        bool colon;
        bool shaped; /* the label is in no list */
} LabelCell;

typedef struct {
        LabelCell cells[LABEL_CELLS];
        unsigned count;
} LabelRow;

/* Cells are parted by tabs, and by a second label with a colon in one of them. */
void label_row_read(const View *view, const ViewLine *line, LabelRow *row);
/* Nothing but a label. */
bool label_row_is_bare(const LabelCell *cell);
/* Whether the role's label needs no colon before its value. */
bool label_row_is_inline(LabelRole role);
/* "Date and time of service 13 August 2026": a long label and a figure need no colon between them. */
bool label_row_is_dated(const View *view, const LabelCell *cell);
/* True when the line begins a labelled value or a numbered paragraph of its own. */
bool label_row_starts(const View *view, unsigned index);
/* Octets of "1.", "(a)", "A.", "-" before a label. */
size_t label_row_enumerator(const char *text);
/* Headings of columns of which some are no label: "Made by", "On", "Type of hearing" over a row of as many values. */
bool label_row_heads(const View *view, const LabelRow *row, const LabelRow *below, unsigned bare);
/* Two values that stand so close that no tab parts them: where a word begins right under a heading, its cell does. */
void label_row_part(const View *view, const LabelRow *head, LabelRow *below);

#endif
