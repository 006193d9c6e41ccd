/* What an S/MIME signature stands around (RFC 5652 5): the content of a signed message, by libksba, which knows the format
 * and no cryptography. Nobody checks a signature here. */
#ifndef PARSERS_MAIL_SIGNED_CONTENT_H
#define PARSERS_MAIL_SIGNED_CONTENT_H

#include "base/bytes.h"
#include "register/vocabulary.h"

/* Once a process: limits what libksba may allocate. */
void signed_content_init(void);
/* True for octets that begin as a message of that kind does, signed, enveloped or otherwise. */
bool signed_content_is(Bytes bytes);
/* The same octets when they are such a message; what base64 and its dashes ("-----BEGIN PKCS7-----") stand for when they
 * are text; NULL for everything else. */
GByteArray *signed_content_unwrap(Bytes bytes);
/* The content, at most limit octets of it; *ret_content stays NULL for a signature alone. Returns encrypted for what is
 * enveloped, unsupported for other kinds, corrupt when the octets are damaged or end early (with what was found before),
 * too_large, or none. */
Problem signed_content_open(Bytes bytes, size_t limit, GByteArray **ret_content);

#endif
