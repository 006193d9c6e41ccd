/* Files that an old program wrote into the text of a mail: "begin 644 order.pdf", lines of letters, "end". */
#ifndef PARSERS_DOCUMENT_UUENCODE_H
#define PARSERS_DOCUMENT_UUENCODE_H

#include "parsers/document/reader.h"

/* Hands each file over as a member, corrupt where its letters stop before their end. Returns the octets without them, to be
 * freed with g_byte_array_unref; NULL when there is no such file. */
GByteArray *uuencode_take(ReaderTask *task, Bytes bytes);

#endif
