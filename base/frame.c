#include "base/frame.h"

#include "base/error.h"
#include "base/limits.h"
#include "base/own.h"

#include <fcntl.h>
#include <string.h>
#include <sys/socket.h>

enum { TAG_NUMBER = 'n', TAG_OCTETS = 's' };

struct Frame {
        GByteArray *body; /* kind octet first */
        size_t at;
        bool failed;
        int fd;
        GPtrArray *strings; /* NUL-terminated copies handed out */
};

static Frame *
frame_empty(void)
{
        Frame *frame = g_new0(Frame, 1);
        frame->body = g_byte_array_new();
        frame->fd = -1;
        frame->strings = g_ptr_array_new_with_free_func(g_free);
        return frame;
}

Frame *
frame_new(uint8_t kind)
{
        Frame *frame = frame_empty();
        g_byte_array_append(frame->body, &kind, 1);
        return frame;
}

static void
frame_put_number(Frame *frame, uint64_t value)
{
        uint8_t octets[8];
        for (unsigned i = 0; i < sizeof octets; i++)
                octets[i] = (uint8_t) (value >> (8 * i));
        g_byte_array_append(frame->body, octets, sizeof octets);
}

void
frame_put_u64(Frame *frame, uint64_t value)
{
        const uint8_t tag = TAG_NUMBER;
        g_byte_array_append(frame->body, &tag, 1);
        frame_put_number(frame, value);
}

void
frame_put_octets(Frame *frame, Bytes value)
{
        const uint8_t tag = TAG_OCTETS;
        g_byte_array_append(frame->body, &tag, 1);
        frame_put_number(frame, value.length);
        if (value.length > 0)
                g_byte_array_append(frame->body, value.data, (guint) MIN(value.length, LIMIT_FRAME + 1));
}

void
frame_put_string(Frame *frame, const char *value)
{
        frame_put_octets(frame, bytes_of_string(value == NULL ? "" : value));
}

void
frame_put_fd(Frame *frame, int fd)
{
        own_fd_clear(&frame->fd);
        frame->fd = fcntl(fd, F_DUPFD_CLOEXEC, 3);
        frame->failed = frame->fd < 0;
}

bool
frame_send(int socket, const Frame *frame, GError **error)
{
        if (frame->body->len > LIMIT_FRAME) {
                g_set_error(error, CCOT_ERROR, CCOT_ERROR_BUG, "a frame of %u octets is over the limit",
                            frame->body->len);
                return false;
        }
        if (frame->failed) {
                g_set_error(error, CCOT_ERROR, CCOT_ERROR_BUG, "the descriptor of a frame is not open");
                return false;
        }
        struct iovec part = { .iov_base = frame->body->data, .iov_len = frame->body->len };
        union {
                struct cmsghdr header;
                char space[CMSG_SPACE(sizeof(int))];
        } control = { 0 };
        struct msghdr message = { .msg_iov = &part, .msg_iovlen = 1 };
        if (frame->fd >= 0) {
                message.msg_control = control.space;
                message.msg_controllen = sizeof control.space;
                struct cmsghdr *header = CMSG_FIRSTHDR(&message);
                header->cmsg_level = SOL_SOCKET;
                header->cmsg_type = SCM_RIGHTS;
                header->cmsg_len = CMSG_LEN(sizeof(int));
                memcpy(CMSG_DATA(header), &frame->fd, sizeof(int));
        }
        ssize_t sent;
        do
                sent = sendmsg(socket, &message, MSG_NOSIGNAL);
        while (sent < 0 && errno == EINTR);
        if (sent == (ssize_t) part.iov_len)
                return true;
        error_set_errno(error, CCOT_ERROR_RETRY, sent < 0 ? errno : EMSGSIZE, "sending a frame");
        return false;
}

/* Takes the first descriptor and closes any further ones; returns how many there were. */
static size_t
frame_take_descriptors(struct msghdr *message, int *ret_first)
{
        size_t total = 0;
        for (struct cmsghdr *header = CMSG_FIRSTHDR(message); header != NULL; header = CMSG_NXTHDR(message, header)) {
                if (header->cmsg_level != SOL_SOCKET || header->cmsg_type != SCM_RIGHTS)
                        continue;
                const size_t count = (header->cmsg_len - CMSG_LEN(0)) / sizeof(int);
                for (size_t i = 0; i < count; i++) {
                        int fd;
                        memcpy(&fd, CMSG_DATA(header) + i * sizeof(int), sizeof fd);
                        if (total++ == 0)
                                *ret_first = fd;
                        else
                                (void) close(fd);
                }
        }
        return total;
}

Frame *
frame_receive(int socket, GError **error)
{
        g_autoptr(Frame) frame = frame_empty();
        g_byte_array_set_size(frame->body, LIMIT_FRAME + 1);
        struct iovec part = { .iov_base = frame->body->data, .iov_len = frame->body->len };
        union {
                struct cmsghdr header;
                char space[CMSG_SPACE(4 * sizeof(int))];
        } control = { 0 };
        struct msghdr message = {
                .msg_iov = &part, .msg_iovlen = 1, .msg_control = control.space, .msg_controllen = sizeof control.space
        };
        ssize_t got;
        do
                got = recvmsg(socket, &message, MSG_CMSG_CLOEXEC);
        while (got < 0 && errno == EINTR);
        if (got < 0) {
                error_set_errno(error, CCOT_ERROR_RETRY, errno, "receiving a frame");
                return NULL;
        }
        const size_t descriptors = frame_take_descriptors(&message, &frame->fd);
        if (got == 0)
                return NULL;
        if ((message.msg_flags & (MSG_TRUNC | MSG_CTRUNC)) != 0 || (size_t) got > LIMIT_FRAME) {
                g_set_error(error, CCOT_ERROR, CCOT_ERROR_INPUT, "a frame over the limit of %llu octets", LIMIT_FRAME);
                return NULL;
        }
        if (descriptors > 1) {
                g_set_error(error, CCOT_ERROR, CCOT_ERROR_INPUT, "a frame with %zu descriptors", descriptors);
                return NULL;
        }
        g_byte_array_set_size(frame->body, (guint) got);
        frame->at = 1;
        return g_steal_pointer(&frame);
}

uint8_t
frame_kind(const Frame *frame)
{
        return frame->body->data[0];
}

static BytesCursor
frame_cursor(const Frame *frame)
{
        BytesCursor cursor = bytes_cursor(bytes_of(frame->body->data, frame->body->len));
        cursor.at = frame->at;
        cursor.failed = frame->failed;
        return cursor;
}

uint64_t
frame_get_u64(Frame *frame)
{
        BytesCursor cursor = frame_cursor(frame);
        if (bytes_u8(&cursor) != TAG_NUMBER)
                cursor.failed = true;
        const uint64_t value = bytes_u64le(&cursor);
        frame->at = cursor.at;
        frame->failed = cursor.failed;
        return cursor.failed ? 0 : value;
}

Bytes
frame_get_octets(Frame *frame)
{
        BytesCursor cursor = frame_cursor(frame);
        if (bytes_u8(&cursor) != TAG_OCTETS)
                cursor.failed = true;
        const uint64_t length = bytes_u64le(&cursor);
        const Bytes value = bytes_take(&cursor, length > LIMIT_FRAME ? (size_t) LIMIT_FRAME + 1 : (size_t) length);
        frame->at = cursor.at;
        frame->failed = cursor.failed;
        return value;
}

const char *
frame_get_string(Frame *frame)
{
        const Bytes octets = frame_get_octets(frame);
        if (octets.length == 0)
                return "";
        if (memchr(octets.data, 0, octets.length) != NULL ||
            !g_utf8_validate((const char *) octets.data, (gssize) octets.length, NULL)) {
                frame->failed = true;
                return "";
        }
        char *copy = g_strndup((const char *) octets.data, octets.length);
        g_ptr_array_add(frame->strings, copy);
        return copy;
}

int
frame_take_fd(Frame *frame)
{
        return own_fd_steal(&frame->fd);
}

bool
frame_complete(const Frame *frame)
{
        return !frame->failed && frame->at == frame->body->len;
}

void
frame_free(Frame *frame)
{
        if (frame == NULL)
                return;
        g_byte_array_unref(frame->body);
        g_ptr_array_unref(frame->strings);
        own_fd_clear(&frame->fd);
        g_free(frame);
}

bool
frame_pair(int ret_ends[2], GError **error)
{
        if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ret_ends) == 0)
                return true;
        error_set_errno(error, CCOT_ERROR_RETRY, errno, "socket pair");
        return false;
}
