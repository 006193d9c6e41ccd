/* A cheap look over a message before gmime is called: 500,000 empty parts cost it 654 MB. */
#ifndef PARSERS_MAIL_MIME_GUARD_H
#define PARSERS_MAIL_MIME_GUARD_H

#include "base/bytes.h"

/* False when the message has more than LIMIT_MIME_PARTS lines that are a declared boundary, ten times that many lines
 * that look like one, or more than LIMIT_HEADER_LINES lines or 256 KiB in the headers of its
 * parts together. */
bool mime_guard_allows(Bytes message);

#endif
