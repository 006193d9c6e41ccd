/* One page of a document read by tesseract: rendered, turned upright, cleaned, straightened, recognised. */
#ifndef PARSERS_DOCUMENT_OCR_H
#define PARSERS_DOCUMENT_OCR_H

#include "parsers/document/recognised.h"

/* Loads the model of the first of the languages ("eng+cym", as tesseract names them) into this process, so that forked
 * children share it. The further ones are loaded by a child when the text asks for them. Once a process; false with
 * CCOT_ERROR_CONFIG when the data are missing. */
bool ocr_prepare(const char *languages, GError **error);

/* Reads page number (from 1) of the document. Never fails: what is wrong is the result's problem. path is copied into the
 * result. passwords (of char*) may be NULL. */
Recognised *ocr_page(Bytes document, const char *path, unsigned number, const GPtrArray *passwords);

#endif
