/* The lines of text that tesseract found, straightened: on a page that was photographed aslant no two lines run alike,
 * and the words of one line stand at different heights. */
#ifndef PARSERS_DOCUMENT_TEXTLINES_H
#define PARSERS_DOCUMENT_TEXTLINES_H

#include "parsers/document/recognised.h"

#include <tesseract/capi.h>

/* Adds the words that engine has recognised, each as high as its line where that passes the middle of the page, with what
 * it stands lower there as its drop. recognised's width is set. */
void textlines_collect(TessBaseAPI *engine, Recognised *recognised);

#endif
