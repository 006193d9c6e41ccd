/* A page of a PDF as a picture, by poppler and cairo. */
#ifndef PARSERS_DOCUMENT_RASTER_PDF_H
#define PARSERS_DOCUMENT_RASTER_PDF_H

#include "parsers/document/raster.h"

/* As raster_page(), for a PDF. */
PIX *raster_pdf_page(Bytes document, unsigned number, unsigned dpi, const GPtrArray *passwords, unsigned *ret_dpi,
                     GError **error);

#endif
