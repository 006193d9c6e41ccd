/* Text of formats that have no pages: words, lines, cells and paragraphs become one page numbered 0. White space is
 * folded, a tab stands between the cells of a row, a blank line between paragraphs. */
#ifndef PARSERS_DOCUMENT_FLOW_H
#define PARSERS_DOCUMENT_FLOW_H

#include "parsers/document/reader.h"

/* Zero-initialise, then flow_start(). Its fields are flow.c's own. */
typedef struct {
        Page *page;
        size_t left;
        unsigned quotes; /* depth of quotation; marks stand before each line */
        bool line_open;
        bool line_due; /* a line end is due before the next word, unless a cell of the same row comes first */
        bool row_due;  /* a row begins or has ended: its line end stays due whatever cell comes */
        bool blank_due;
        bool space_due;
        bool cell_due;
        bool is_full;
} Flow;

/* Writes into a new page of task. */
void flow_start(Flow *flow, ReaderTask *task);
/* Words of valid UTF-8; white space at either end separates them from their neighbours. */
void flow_text(Flow *flow, const char *text);
/* The next word is preceded by a space. */
void flow_space(Flow *flow);
/* A tab within the line. */
void flow_tab(Flow *flow);
/* The end of a line; nothing when the line is empty. */
void flow_line(Flow *flow);
/* The end of a paragraph: a blank line follows. */
void flow_paragraph(Flow *flow);
/* A forced break: two in a row make a blank line. */
void flow_break(Flow *flow);
/* The next cell of a row begins: what ended the paragraph before it is forgotten. */
void flow_cell(Flow *flow);
/* A row begins. */
void flow_row(Flow *flow);
/* The row has ended: paragraphs in its last cell leave no blank line. */
void flow_row_end(Flow *flow);
/* Ends the last line; notes too_large when text was left out. */
void flow_end(Flow *flow, ReaderTask *task);

#endif
