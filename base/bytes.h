/* Cursors over octets from outside: they cannot pass the end, and sealed memory files carry octets between processes. */
#ifndef BASE_BYTES_H
#define BASE_BYTES_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A view; owns nothing. data is NULL when length is 0. */
typedef struct {
        const uint8_t *data;
        size_t length;
} Bytes;

typedef struct {
        Bytes bytes;
        size_t at;   /* 0 .. bytes.length */
        bool failed; /* a read went past the end; stays set, reads then give 0 or an empty view */
} BytesCursor;

Bytes bytes_of(const void *data, size_t length);
Bytes bytes_of_string(const char *string);
BytesCursor bytes_cursor(Bytes bytes);
size_t bytes_left(const BytesCursor *cursor);
/* A view of the next length octets; empty and failed when fewer are left. */
Bytes bytes_take(BytesCursor *cursor, size_t length);
bool bytes_skip(BytesCursor *cursor, size_t length);
uint8_t bytes_u8(BytesCursor *cursor);
uint16_t bytes_u16le(BytesCursor *cursor);
uint32_t bytes_u32le(BytesCursor *cursor);
uint64_t bytes_u64le(BytesCursor *cursor);
/* Offset of needle at or after from; -1 when it is not there. */
ssize_t bytes_find(Bytes bytes, Bytes needle, size_t from);
bool bytes_starts(Bytes bytes, const char *prefix);

/* A new memory file with the octets, sealed against write, grow, shrink and further seals.
 * Returns the descriptor (close it) or -1. label shows in /proc only: never a name or address. */
int bytes_to_memfd(Bytes bytes, const char *label, GError **error);
/* An empty, unsealed memory file to be written and then sealed by bytes_seal(). */
int bytes_memfd_new(const char *label, GError **error);
bool bytes_seal(int fd, GError **error);

/* A read-only mapping of a memory file. Fails with CCOT_ERROR_INPUT unless all four seals are set and its length
 * equals expected (SIZE_MAX: any), with CCOT_ERROR_LIMIT when it is over limit octets. Unmap with bytes_mapping_free(). */
typedef struct BytesMapping BytesMapping;
BytesMapping *bytes_mapping_new(int fd, size_t expected, size_t limit, GError **error);
Bytes bytes_mapping_view(const BytesMapping *mapping);
void bytes_mapping_free(BytesMapping *mapping);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BytesMapping, bytes_mapping_free)

/* Everything that fd gives until end of file, at most limit octets (CCOT_ERROR_LIMIT beyond). Free with g_byte_array_unref. */
GByteArray *bytes_read_all(int fd, size_t limit, GError **error);
bool bytes_write_all(int fd, Bytes bytes, GError **error);

#endif
