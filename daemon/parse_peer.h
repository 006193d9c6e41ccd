/* One `ccot-parse --serve` and its answers. It is renewed after a number of messages, so that what a library leaks
 * stays bounded, and at once after a death or a time-out. */
#ifndef DAEMON_PARSE_PEER_H
#define DAEMON_PARSE_PEER_H

#include "base/bytes.h"
#include "config/config.h"

typedef struct ParsePeer ParsePeer;

/* config stays the caller's. control: a wait ends early when the supervisor says stop. */
ParsePeer *parse_peer_new(const Config *config, int control);
void parse_peer_free(ParsePeer *peer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ParsePeer, parse_peer_free)

/* Starts the process when none runs, so that the first message does not wait for it. */
bool parse_peer_prepare(ParsePeer *peer, GError **error);

/* Has a message read: raw is a sealed memory file of length octets; passwords, one a line, are tried on its locked documents
 * and go over as a memory file of their own (empty: none). The JSON as a mapping, whose content is still a
 * stranger's. CCOT_ERROR_INPUT: the process died or answered nonsense; CCOT_ERROR_LIMIT: it took longer than
 * parser.message_seconds; CCOT_ERROR_RETRY: it cannot be started; CCOT_ERROR_CONFIG: stop was said meanwhile. */
BytesMapping *parse_peer_read(ParsePeer *peer, int raw, guint64 length, Bytes passwords, GError **error);
/* The passwords that a message tells for another one, one a line; empty when it tells none. Errors as above. */
BytesMapping *parse_peer_told(ParsePeer *peer, int raw, guint64 length, GError **error);

#endif
