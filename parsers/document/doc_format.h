/* How DOC text is formatted, as far as it changes what a person reads ([MS-DOC] 2.4.6): tables, lists, deleted and hidden
 * text. Properties belong to ranges of octets of the WordDocument stream, kept in pages of 512 octets. */
#ifndef PARSERS_DOCUMENT_DOC_FORMAT_H
#define PARSERS_DOCUMENT_DOC_FORMAT_H

#include "base/bytes.h"

typedef struct {
        bool in_table;
        bool row_end;       /* the mark that ends a row, no cell of its own */
        bool inner_cell;    /* ends a cell of a table within a table */
        bool inner_row_end; /* ends such a row */
        unsigned list;      /* number of the list's use (ilfo), from 1; 0: none */
        unsigned level;     /* of the list, 0..8 */
} DocParagraph;

typedef struct {
        bool is_hidden;
        bool is_deleted; /* by a tracked change */
        uint16_t symbol; /* the character shown instead of the one in the text; 0: none */
        unsigned font;   /* of the symbol */
} DocRun;

/* A part of a stream: where a table begins and its length, as the file's head names them. */
typedef struct {
        uint32_t at;
        uint32_t length;
} DocPlace;

/* The streams of the file that text and formatting lie in; what is not there is empty. */
typedef struct {
        Bytes word;  /* WordDocument */
        Bytes table; /* 0Table or 1Table */
        Bytes data;  /* Data */
} DocStreams;

typedef struct DocFormat DocFormat;

/* The octets must outlive it. styles, runs and paragraphs are places in the table stream. Never NULL; what is damaged
 * has no formatting. */
DocFormat *doc_format_new(const DocStreams *streams, DocPlace styles, DocPlace runs, DocPlace paragraphs);
void doc_format_free(DocFormat *format);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DocFormat, doc_format_free)

/* Of the paragraph whose mark stands at that octet of the WordDocument stream. */
DocParagraph doc_format_paragraph(const DocFormat *format, size_t at);
/* Of the character there; good for every octet below *ret_end. */
DocRun doc_format_run(const DocFormat *format, size_t at, size_t *ret_end);
/* Changes that stand with a piece of text and not with its octets. */
void doc_format_apply(Bytes changes, DocParagraph *paragraph, DocRun *run);

/* Little-endian numbers anywhere; 0 beyond the end. */
uint16_t doc_format_u16(Bytes bytes, size_t at);
uint32_t doc_format_u32(Bytes bytes, size_t at);
/* The part of the octets that lies there; empty where it does not fit. */
Bytes doc_format_slice(Bytes bytes, DocPlace place);

#endif
