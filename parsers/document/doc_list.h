/* The lists of a DOC ([MS-DOC] 2.4.6.3): PlfLst holds them, PlfLfo their uses, which paragraphs name by position. */
#ifndef PARSERS_DOCUMENT_DOC_LIST_H
#define PARSERS_DOCUMENT_DOC_LIST_H

#include "parsers/document/doc_format.h"
#include "parsers/document/numbering.h"

/* Tells numbering the lists as far as they are sound; the number of a use is DocParagraph.list. */
void doc_list_read(Numbering *numbering, Bytes table, DocPlace lists, DocPlace uses);

#endif
