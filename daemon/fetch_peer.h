/* One running ccot-fetch and the frames that wait for it. Sending never blocks: while fetch is busy with a long answer
 * of the server, frames wait here, and intake goes on reading. */
#ifndef DAEMON_FETCH_PEER_H
#define DAEMON_FETCH_PEER_H

#include "base/frame.h"

#include <stdbool.h>

typedef struct FetchPeer FetchPeer;

FetchPeer *fetch_peer_start(const char *config_path, const char *mailbox, bool once, bool filed, GError **error);

/* For poll(): the descriptor, and POLLIN with POLLOUT while frames wait. */
int fetch_peer_socket(const FetchPeer *peer);
short fetch_peer_events(const FetchPeer *peer);

/* Puts a frame in the queue; it belongs to the peer from here on. */
void fetch_peer_send(FetchPeer *peer, Frame *frame);
/* A frame without a body. */
void fetch_peer_say(FetchPeer *peer, uint8_t kind);
/* Sends what the socket takes now. False when fetch has gone. */
bool fetch_peer_flush(FetchPeer *peer, GError **error);
/* As frame_receive(); call it when poll() says POLLIN. */
Frame *fetch_peer_receive(FetchPeer *peer, GError **error);
/* What was queued is no longer meant. */
void fetch_peer_forget(FetchPeer *peer);

/* Closes the channel, which ends fetch; SIGKILL after grace_ms. Frees the peer; NULL is fine. Returns how it ended
 * ("exit 0", "signal 9"), a new string, and its exit status in *ret_exit (-1 after a signal) when wanted. */
char *fetch_peer_stop(FetchPeer *peer, gint64 grace_ms, int *ret_exit);

#endif
