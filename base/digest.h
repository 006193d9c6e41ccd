/* SHA-256 (FIPS 180-4) by GLib, in the two shapes the project uses: 32 octets, and 64 lower-case hexadecimal digits. */
#ifndef BASE_DIGEST_H
#define BASE_DIGEST_H

#include "base/bytes.h"

enum { DIGEST_OCTETS = 32, DIGEST_HEX = 64 };

typedef struct {
        char hex[DIGEST_HEX + 1];
} DigestHex;

DigestHex digest_of(Bytes bytes);
/* True for exactly 64 lower-case hexadecimal digits. */
bool digest_is_hex(const char *text);
/* The first eight octets as a signed number, for keys of advisory locks. */
gint64 digest_key(Bytes bytes);

/* For octets that arrive in pieces. */
typedef struct DigestStream DigestStream;
DigestStream *digest_stream_new(void);
void digest_stream_add(DigestStream *stream, Bytes bytes);
/* Ends the stream: further octets may not be added. */
DigestHex digest_stream_end(DigestStream *stream);
void digest_stream_free(DigestStream *stream);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DigestStream, digest_stream_free)

#endif
