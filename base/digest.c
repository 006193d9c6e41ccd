#include "base/digest.h"

#include <string.h>

struct DigestStream {
        GChecksum *checksum;
};

DigestStream *
digest_stream_new(void)
{
        DigestStream *stream = g_new0(DigestStream, 1);
        stream->checksum = g_checksum_new(G_CHECKSUM_SHA256);
        return stream;
}

void
digest_stream_add(DigestStream *stream, Bytes bytes)
{
        if (bytes.length > 0)
                g_checksum_update(stream->checksum, bytes.data, (gssize) bytes.length);
}

DigestHex
digest_stream_end(DigestStream *stream)
{
        DigestHex digest;
        (void) g_strlcpy(digest.hex, g_checksum_get_string(stream->checksum), sizeof digest.hex);
        return digest;
}

void
digest_stream_free(DigestStream *stream)
{
        if (stream == NULL)
                return;
        g_checksum_free(stream->checksum);
        g_free(stream);
}

DigestHex
digest_of(Bytes bytes)
{
        g_autoptr(DigestStream) stream = digest_stream_new();
        digest_stream_add(stream, bytes);
        return digest_stream_end(stream);
}

bool
digest_is_hex(const char *text)
{
        return text != NULL && strlen(text) == DIGEST_HEX && strspn(text, "0123456789abcdef") == DIGEST_HEX;
}

gint64
digest_key(Bytes bytes)
{
        const DigestHex digest = digest_of(bytes);
        char first[17];
        (void) g_strlcpy(first, digest.hex, sizeof first);
        return (gint64) g_ascii_strtoull(first, NULL, 16);
}
