/* One running ccot-post. One mail at a time. */
#ifndef DAEMON_POST_PEER_H
#define DAEMON_POST_PEER_H

#include "base/bytes.h"
#include "daemon/protocol.h"

#include <glib.h>
#include <stdbool.h>

typedef struct PostPeer PostPeer;
/* Borrows config_path and control. */
PostPeer *post_peer_new(const char *config_path, int control);
void post_peer_free(PostPeer *peer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PostPeer, post_peer_free)

/* Starts it where it does not run. False when it does not get ready: nothing went. *ret_reason: new string. */
bool post_peer_prepare(PostPeer *peer, char **ret_reason);
/* Hands a mail over and waits for the verdict, at most seconds. POST_UNSURE when ccot-post ended or was silent: it may have gone;
 * POST_TROUBLE when it had ended before. *ret_reason: new string, NULL when sent. The supervisor's thread is kept alive
 * meanwhile; when it says stop the wait ends with POST_UNSURE. */
PostVerdict post_peer_send(PostPeer *peer, guint64 number, const char *recipient, Bytes mail, unsigned seconds,
                           char **ret_reason);

/* When the certificate ends that the mail server showed last, Unix seconds; 0: none was seen. */
gint64 post_peer_certificate_ends(const PostPeer *peer);

#endif
