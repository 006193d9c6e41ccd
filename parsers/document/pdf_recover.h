/* A PDF that lost its tail, or whose page tree lies, made readable again: its objects are looked for one by one. */
#ifndef PARSERS_DOCUMENT_PDF_RECOVER_H
#define PARSERS_DOCUMENT_PDF_RECOVER_H

#include "base/bytes.h"

/* True when a list of pages holds more than it says it does: a reader that believes it would leave pages out. */
bool pdf_recover_is_wanted(Bytes bytes);
/* The document with a catalogue and a list of all pages that were found, at most LIMIT_PAGES, appended; compressed
 * objects are unpacked, at most LIMIT_RECOVERED octets. NULL when there is no page. Unref after use. */
GBytes *pdf_recover(Bytes bytes);

#endif
