/* The paragraph styles of a DOCX (word/styles.xml), as far as they number paragraphs. */
#ifndef PARSERS_DOCUMENT_DOCX_STYLES_H
#define PARSERS_DOCUMENT_DOCX_STYLES_H

#include "base/bytes.h"

typedef struct DocxStyles DocxStyles;

/* Never NULL; empty octets hold no style. */
DocxStyles *docx_styles_new(Bytes xml);
void docx_styles_free(DocxStyles *styles);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DocxStyles, docx_styles_free)

/* The list and level that a style, or one it is based on, gives its paragraphs; false when there is none. */
bool docx_styles_number(const DocxStyles *styles, const char *style, guint32 *ret_number, unsigned *ret_level);

#endif
