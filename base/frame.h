/* Frames over a SOCK_SEQPACKET pair: one kind octet, then a JSON-free body of typed values, and at most one descriptor.
 * Body: little-endian u64 numbers and length-prefixed strings in an order fixed by kind (see daemon/protocol.h).
 * A frame is at most LIMIT_FRAME octets. A frame that does not parse is CCOT_ERROR_INPUT: the caller drops the peer. */
#ifndef BASE_FRAME_H
#define BASE_FRAME_H

#include "base/bytes.h"

#include <glib.h>

typedef struct Frame Frame;

/* A frame to send. */
Frame *frame_new(uint8_t kind);
void frame_put_u64(Frame *frame, uint64_t value);
void frame_put_string(Frame *frame, const char *value); /* NULL is sent as "" */
void frame_put_octets(Frame *frame, Bytes value);
/* Takes a duplicate of fd; the caller keeps its own. */
void frame_put_fd(Frame *frame, int fd);
/* Blocks until sent. CCOT_ERROR_RETRY when the peer is gone, CCOT_ERROR_BUG when the frame is over the limit. */
bool frame_send(int socket, const Frame *frame, GError **error);

/* A received frame; NULL with error, or NULL without error at end of file. Blocks: poll the socket first to wait with a deadline. */
Frame *frame_receive(int socket, GError **error);
uint8_t frame_kind(const Frame *frame);
/* Reads go on in order; past the end or with a wrong type they set failed and give 0, "" or an empty view. */
uint64_t frame_get_u64(Frame *frame);
const char *frame_get_string(Frame *frame); /* valid UTF-8 without NUL, owned by the frame */
Bytes frame_get_octets(Frame *frame);
/* The descriptor, now the caller's; -1 when there is none. */
int frame_take_fd(Frame *frame);
/* True when everything was read, nothing is left over and no read failed. */
bool frame_complete(const Frame *frame);
void frame_free(Frame *frame);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Frame, frame_free)

/* Two connected SOCK_SEQPACKET ends, close-on-exec. */
bool frame_pair(int ret_ends[2], GError **error);

#endif
