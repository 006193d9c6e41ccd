#include "daemon/fetch_peer.h"

#include "base/child.h"
#include "base/own.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/wait.h>

struct FetchPeer {
        pid_t pid;
        OwnedFd socket;
        GQueue *waiting; /* of Frame* */
};

static void
fetch_peer_drop_frame(gpointer frame)
{
        frame_free(frame);
}

FetchPeer *
fetch_peer_start(const char *config_path, const char *mailbox, bool once, bool filed, GError **error)
{
        int ends[2];
        if (!frame_pair(ends, error))
                return NULL;
        g_auto(OwnedFd) ours = ends[0];
        g_auto(OwnedFd) theirs = ends[1];
        (void) fcntl(ours, F_SETFL, O_NONBLOCK);
        g_autofree char *program = child_program_path("ccot-fetch");
        const char *argv[] = { "ccot-fetch", "--config", config_path, "--mailbox", mailbox, NULL, NULL, NULL };
        unsigned words = 5;
        if (once)
                argv[words++] = "--once";
        if (filed)
                argv[words] = "--filed";
        const pid_t pid = child_start(program, argv, theirs, NULL, error);
        if (pid < 0)
                return NULL;
        FetchPeer *peer = g_new0(FetchPeer, 1);
        peer->pid = pid;
        peer->socket = own_fd_steal(&ours);
        peer->waiting = g_queue_new();
        return peer;
}

int
fetch_peer_socket(const FetchPeer *peer)
{
        return peer->socket;
}

short
fetch_peer_events(const FetchPeer *peer)
{
        return g_queue_is_empty(peer->waiting) ? POLLIN : POLLIN | POLLOUT;
}

void
fetch_peer_send(FetchPeer *peer, Frame *frame)
{
        g_queue_push_tail(peer->waiting, frame);
}

void
fetch_peer_say(FetchPeer *peer, uint8_t kind)
{
        fetch_peer_send(peer, frame_new(kind));
}

bool
fetch_peer_flush(FetchPeer *peer, GError **error)
{
        while (!g_queue_is_empty(peer->waiting)) {
                struct pollfd room = { .fd = peer->socket, .events = POLLOUT };
                if (poll(&room, 1, 0) <= 0 || (room.revents & POLLOUT) == 0)
                        return true;
                g_autoptr(Frame) frame = g_queue_pop_head(peer->waiting);
                if (!frame_send(peer->socket, frame, error))
                        return false;
        }
        return true;
}

Frame *
fetch_peer_receive(FetchPeer *peer, GError **error)
{
        return frame_receive(peer->socket, error);
}

void
fetch_peer_forget(FetchPeer *peer)
{
        g_queue_clear_full(peer->waiting, fetch_peer_drop_frame);
}

char *
fetch_peer_stop(FetchPeer *peer, gint64 grace_ms, int *ret_exit)
{
        if (peer == NULL)
                return NULL;
        own_fd_clear(&peer->socket);
        int status = 0;
        if (!child_wait(peer->pid, grace_ms, &status))
                child_stop(peer->pid, 200, &status);
        fetch_peer_forget(peer);
        g_queue_free(peer->waiting);
        g_free(peer);
        if (ret_exit != NULL)
                *ret_exit = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
        return child_status_text(status);
}
