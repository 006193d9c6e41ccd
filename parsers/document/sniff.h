/* What a file is, by its first octets and structure; never by its name or the type that the sender declared. */
#ifndef PARSERS_DOCUMENT_SNIFF_H
#define PARSERS_DOCUMENT_SNIFF_H

#include "parsers/document/reader.h"

/* The format, and in *ret_media_type the media type (static string; format_media_type() or what libmagic says). */
Format sniff_format(Bytes bytes, const char *declared, const char **ret_media_type);
void sniff_init(void);

#endif
