/* Files inside a PDF: attached to the document (and so to a portfolio) or to a place on a page. */
#ifndef PARSERS_DOCUMENT_PDF_ATTACHMENT_H
#define PARSERS_DOCUMENT_PDF_ATTACHMENT_H

#include "parsers/document/reader.h"

#include <poppler.h>

/* Hands the files over as members of the task: at most LIMIT_ARCHIVE_ENTRIES, LIMIT_PDF_MEMBERS octets in all; what is
 * over gives the problem too_large. */
void pdf_attachment_read(ReaderTask *task, PopplerDocument *document);

#endif
