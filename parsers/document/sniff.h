/* What a file is, by its first octets and structure; never by its name or the type that the sender declared. */
#ifndef PARSERS_DOCUMENT_SNIFF_H
#define PARSERS_DOCUMENT_SNIFF_H

#include "parsers/document/reader.h"
#include "parsers/mail/mime.h"

/* The format, and in *ret_media_type its media type (good until the next call). part is where the octets come from, or
 * NULL: text that was declared HTML or a mail is taken for it with less evidence. */
Format sniff_format(Bytes bytes, const MimePart *part, const char **ret_media_type);
void sniff_init(void);

#endif
