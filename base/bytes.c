#include "base/bytes.h"

#include "base/error.h"
#include "base/own.h"

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>

enum { SEALS_ALL = F_SEAL_SEAL | F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE };

struct BytesMapping {
        Bytes bytes;
};

Bytes
bytes_of(const void *data, size_t length)
{
        return (Bytes){ .data = length == 0 ? NULL : data, .length = length };
}

Bytes
bytes_of_string(const char *string)
{
        return bytes_of(string, strlen(string));
}

BytesCursor
bytes_cursor(Bytes bytes)
{
        return (BytesCursor){ .bytes = bytes };
}

size_t
bytes_left(const BytesCursor *cursor)
{
        return cursor->bytes.length - cursor->at;
}

Bytes
bytes_take(BytesCursor *cursor, size_t length)
{
        if (cursor->failed || length > bytes_left(cursor)) {
                cursor->failed = true;
                return (Bytes){ 0 };
        }
        if (length == 0)
                return (Bytes){ 0 };
        const Bytes view = bytes_of(cursor->bytes.data + cursor->at, length);
        cursor->at += length;
        return view;
}

bool
bytes_skip(BytesCursor *cursor, size_t length)
{
        (void) bytes_take(cursor, length);
        return !cursor->failed;
}

static uint64_t
bytes_little_endian(BytesCursor *cursor, size_t width)
{
        const Bytes view = bytes_take(cursor, width);
        uint64_t value = 0;
        for (size_t i = 0; i < view.length; i++)
                value |= (uint64_t) view.data[i] << (8 * i);
        return value;
}

uint8_t
bytes_u8(BytesCursor *cursor)
{
        return (uint8_t) bytes_little_endian(cursor, 1);
}

uint16_t
bytes_u16le(BytesCursor *cursor)
{
        return (uint16_t) bytes_little_endian(cursor, 2);
}

uint32_t
bytes_u32le(BytesCursor *cursor)
{
        return (uint32_t) bytes_little_endian(cursor, 4);
}

uint64_t
bytes_u64le(BytesCursor *cursor)
{
        return bytes_little_endian(cursor, 8);
}

ssize_t
bytes_find(Bytes bytes, Bytes needle, size_t from)
{
        if (from > bytes.length || needle.length == 0 || needle.length > bytes.length - from)
                return -1;
        const uint8_t *hit = memmem(bytes.data + from, bytes.length - from, needle.data, needle.length);
        return hit == NULL ? -1 : hit - bytes.data;
}

bool
bytes_starts(Bytes bytes, const char *prefix)
{
        const size_t length = strlen(prefix);
        return bytes.length >= length && (length == 0 || memcmp(bytes.data, prefix, length) == 0);
}

int
bytes_memfd_new(const char *label, GError **error)
{
        const int fd = memfd_create(label, MFD_CLOEXEC | MFD_ALLOW_SEALING);
        if (fd < 0)
                error_set_errno(error, CCOT_ERROR_RETRY, errno, "memory file");
        return fd;
}

bool
bytes_seal(int fd, GError **error)
{
        if (fcntl(fd, F_ADD_SEALS, SEALS_ALL) == 0)
                return true;
        error_set_errno(error, CCOT_ERROR_BUG, errno, "sealing a memory file");
        return false;
}

int
bytes_to_memfd(Bytes bytes, const char *label, GError **error)
{
        g_auto(OwnedFd) fd = bytes_memfd_new(label, error);
        if (fd < 0 || !bytes_write_all(fd, bytes, error) || !bytes_seal(fd, error))
                return -1;
        return own_fd_steal(&fd);
}

BytesMapping *
bytes_mapping_new(int fd, size_t expected, size_t limit, GError **error)
{
        const int seals = fcntl(fd, F_GET_SEALS);
        if (seals < 0 || (seals & SEALS_ALL) != SEALS_ALL) {
                g_set_error(error, CCOT_ERROR, CCOT_ERROR_INPUT, "descriptor is not a sealed memory file");
                return NULL;
        }
        struct stat status;
        if (fstat(fd, &status) != 0) {
                error_set_errno(error, CCOT_ERROR_INPUT, errno, "sealed memory file");
                return NULL;
        }
        const size_t length = (size_t) status.st_size;
        if (length > limit) {
                g_set_error(error, CCOT_ERROR, CCOT_ERROR_LIMIT, "%zu octets, the limit is %zu", length, limit);
                return NULL;
        }
        if (expected != SIZE_MAX && length != expected) {
                g_set_error(error, CCOT_ERROR, CCOT_ERROR_INPUT, "%zu octets where %zu were announced", length,
                            expected);
                return NULL;
        }
        void *data = NULL;
        if (length > 0) {
                data = mmap(NULL, length, PROT_READ, MAP_PRIVATE, fd, 0);
                if (data == MAP_FAILED) {
                        error_set_errno(error, CCOT_ERROR_RETRY, errno, "mapping a memory file");
                        return NULL;
                }
        }
        BytesMapping *mapping = g_new0(BytesMapping, 1);
        mapping->bytes = bytes_of(data, length);
        return mapping;
}

Bytes
bytes_mapping_view(const BytesMapping *mapping)
{
        return mapping->bytes;
}

void
bytes_mapping_free(BytesMapping *mapping)
{
        if (mapping == NULL)
                return;
        if (mapping->bytes.length > 0) {
                /* munmap takes a non-const pointer although the view is read-only. */
                union {
                        const uint8_t *read_only;
                        void *address;
                } region = { .read_only = mapping->bytes.data };
                (void) munmap(region.address, mapping->bytes.length);
        }
        g_free(mapping);
}

GByteArray *
bytes_read_all(int fd, size_t limit, GError **error)
{
        g_autoptr(GByteArray) all = g_byte_array_new();
        uint8_t buffer[65536];
        for (;;) {
                const ssize_t got = read(fd, buffer, sizeof buffer);
                if (got == 0)
                        return g_steal_pointer(&all);
                if (got < 0) {
                        if (errno == EINTR)
                                continue;
                        error_set_errno(error, CCOT_ERROR_RETRY, errno, "reading");
                        return NULL;
                }
                if ((size_t) got > limit - all->len) {
                        g_set_error(error, CCOT_ERROR, CCOT_ERROR_LIMIT, "more than %zu octets", limit);
                        return NULL;
                }
                g_byte_array_append(all, buffer, (guint) got);
        }
}

bool
bytes_write_all(int fd, Bytes bytes, GError **error)
{
        size_t at = 0;
        while (at < bytes.length) {
                const ssize_t put = write(fd, bytes.data + at, bytes.length - at);
                if (put < 0) {
                        if (errno == EINTR)
                                continue;
                        error_set_errno(error, CCOT_ERROR_RETRY, errno, "writing");
                        return false;
                }
                at += (size_t) put;
        }
        return true;
}
