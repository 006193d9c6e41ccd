/* What a part of a mail is listed as before it is opened. */
#ifndef PARSERS_LISTING_H
#define PARSERS_LISTING_H

#include "parsers/document/reader.h"
#include "parsers/mail/mime.h"

/* Text of a mail itself, this one or a forwarded one: anything with a name, or that asked to be attached, is not. */
bool listing_is_body(const MimePart *part, Format format);
/* The content's type where it is known; text keeps what the sender said of it ("text/calendar"). Not owned. */
const char *listing_media_type(const MimePart *part, Format format, const char *sniffed);
/* What is wrong with the part already. */
Problem listing_problem(const MimePart *part, Format format);

#endif
