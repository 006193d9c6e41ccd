#include "daemon/post_peer.h"

#include "base/child.h"
#include "base/clock.h"
#include "base/frame.h"
#include "base/own.h"
#include "daemon/control.h"

#include <poll.h>

enum { STOP_GRACE_MS = 500, ALIVE_MS = 1000, READY_MS = 30 * 1000 };

struct PostPeer {
        const char *config_path;
        int control;
        pid_t pid; /* 0: none runs */
        OwnedFd socket;
        gint64 ends; /* of the mail server's certificate; 0: none was seen */
};

PostPeer *
post_peer_new(const char *config_path, int control)
{
        PostPeer *peer = g_new0(PostPeer, 1);
        peer->config_path = config_path;
        peer->control = control;
        peer->socket = -1;
        return peer;
}

static void
post_peer_stop(PostPeer *peer)
{
        int status = 0;
        own_fd_clear(&peer->socket);
        if (peer->pid > 0 && !child_wait(peer->pid, STOP_GRACE_MS, &status))
                child_stop(peer->pid, STOP_GRACE_MS, &status);
        peer->pid = 0;
}

void
post_peer_free(PostPeer *peer)
{
        if (peer == NULL)
                return;
        post_peer_stop(peer);
        g_free(peer);
}

static bool
post_peer_start(PostPeer *peer, GError **error)
{
        int ends[2];
        if (!frame_pair(ends, error))
                return false;
        g_auto(OwnedFd) ours = ends[0];
        g_auto(OwnedFd) theirs = ends[1];
        g_autofree char *program = child_program_path("ccot-post");
        const char *argv[] = { "ccot-post", "--config", peer->config_path, NULL };
        const pid_t pid = child_start(program, argv, theirs, NULL, error);
        if (pid < 0)
                return false;
        peer->pid = pid;
        peer->socket = own_fd_steal(&ours);
        return true;
}

/* The next frame; NULL when ccot-post ended, stop was said, or the time is over. */
static Frame *
post_peer_hear(PostPeer *peer, gint64 until)
{
        for (gint64 left; (left = until - clock_ticks()) > 0;) {
                struct pollfd waits[2] = { { .fd = peer->socket, .events = POLLIN },
                                           { .fd = peer->control, .events = POLLRDHUP } };
                control_alive(peer->control);
                if (poll(waits, G_N_ELEMENTS(waits), (int) MIN(left, ALIVE_MS)) <= 0)
                        continue;
                return waits[0].revents == 0 ? NULL : frame_receive(peer->socket, NULL);
        }
        return NULL;
}

static bool
post_peer_verdict(PostPeer *peer, Frame *frame, guint64 number, PostVerdict *ret_verdict, char **ret_reason)
{
        if (frame == NULL || frame_kind(frame) != FRAME_VERDICT)
                return false;
        const guint64 about = frame_get_u64(frame);
        const guint64 verdict = frame_get_u64(frame);
        const char *reason = frame_get_string(frame);
        const guint64 ends = frame_get_u64(frame);
        if (!frame_complete(frame) || about != number || verdict >= POST_VERDICTS || ends > (guint64) G_MAXUINT32 * 16)
                return false;
        if (ends > 0)
                peer->ends = (gint64) ends;
        *ret_verdict = (PostVerdict) verdict;
        *ret_reason = *reason == '\0' ? NULL : g_strdup(reason);
        return true;
}

bool
post_peer_prepare(PostPeer *peer, char **ret_reason)
{
        g_autoptr(GError) error = NULL;
        *ret_reason = NULL;
        if (peer->pid > 0)
                return true;
        if (!post_peer_start(peer, &error)) {
                *ret_reason = g_strdup(error->message);
                return false;
        }
        g_autoptr(Frame) ready = post_peer_hear(peer, clock_ticks() + READY_MS);
        if (ready != NULL && frame_kind(ready) == FRAME_READY)
                return true;
        post_peer_stop(peer);
        *ret_reason = g_strdup("ccot-post does not start");
        return false;
}

PostVerdict
post_peer_send(PostPeer *peer, guint64 number, const char *recipient, Bytes mail, unsigned seconds, char **ret_reason)
{
        PostVerdict verdict = POST_UNSURE;
        *ret_reason = NULL;
        g_autoptr(Frame) frame = frame_new(FRAME_SEND);
        frame_put_u64(frame, number);
        frame_put_string(frame, recipient);
        frame_put_u64(frame, mail.length);
        g_auto(OwnedFd) octets = bytes_to_memfd(mail, "mail", NULL);
        if (octets >= 0)
                frame_put_fd(frame, octets);
        if (peer->pid <= 0 || octets < 0 || !frame_send(peer->socket, frame, NULL)) {
                post_peer_stop(peer);
                *ret_reason = g_strdup("ccot-post ended");
                return POST_TROUBLE;
        }
        g_autoptr(Frame) answer = post_peer_hear(peer, clock_ticks() + (gint64) seconds * 1000);
        if (post_peer_verdict(peer, answer, number, &verdict, ret_reason))
                return verdict;
        post_peer_stop(peer);
        *ret_reason = g_strdup("no word from ccot-post");
        return POST_UNSURE;
}

gint64
post_peer_certificate_ends(const PostPeer *peer)
{
        return peer->ends;
}
