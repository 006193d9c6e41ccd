#include "daemon/fetch_channel.h"

#include "base/clock.h"
#include "base/frame.h"
#include "base/limits.h"
#include "daemon/protocol.h"

#include <poll.h>
#include <string.h>

struct FetchChannel {
        int socket;
        bool broken;
        guint64 serial;
        char *state;
        gint64 until;
        GArray *uids;
};

FetchChannel *
fetch_channel_new(int socket)
{
        FetchChannel *channel = g_new0(FetchChannel, 1);
        channel->socket = socket;
        channel->uids = g_array_new(FALSE, FALSE, sizeof(guint32));
        return channel;
}

void
fetch_channel_free(FetchChannel *channel)
{
        if (channel == NULL)
                return;
        g_free(channel->state);
        g_array_unref(channel->uids);
        g_free(channel);
}

bool
fetch_channel_broken(const FetchChannel *channel)
{
        return channel->broken;
}

static void
channel_send(FetchChannel *channel, Frame *frame)
{
        if (!channel->broken)
                channel->broken = !frame_send(channel->socket, frame, NULL);
}

guint64
fetch_channel_folder(FetchChannel *channel, const char *folder, guint32 uidvalidity)
{
        g_autoptr(Frame) frame = frame_new(FRAME_FOLDER);
        frame_put_u64(frame, ++channel->serial);
        frame_put_string(frame, folder);
        frame_put_u64(frame, uidvalidity);
        channel_send(channel, frame);
        return channel->serial;
}

void
fetch_channel_listed(FetchChannel *channel, const ImapListed *rows, unsigned count)
{
        unsigned at = 0;
        do {
                const unsigned part = MIN(count - at, LIMIT_LISTED_UIDS);
                g_autoptr(Frame) frame = frame_new(FRAME_LISTED);
                frame_put_u64(frame, part);
                frame_put_u64(frame, at + part == count);
                for (unsigned i = at; i < at + part; i++) {
                        frame_put_u64(frame, rows[i].uid);
                        frame_put_u64(frame, rows[i].size);
                        frame_put_u64(frame, rows[i].internaldate);
                }
                channel_send(channel, frame);
                at += part;
        } while (at < count);
}

void
fetch_channel_message(FetchChannel *channel, guint32 uid, const ImapMail *mail)
{
        g_autoptr(Frame) frame = frame_new(FRAME_MESSAGE);
        frame_put_u64(frame, uid);
        frame_put_u64(frame, mail->internaldate);
        frame_put_u64(frame, mail->size);
        frame_put_string(frame, mail->sha256.hex);
        frame_put_u64(frame, mail->discarded);
        if (mail->fd >= 0)
                frame_put_fd(frame, mail->fd);
        channel_send(channel, frame);
}

void
fetch_channel_moved(FetchChannel *channel, guint32 uid, const ImapMoved *moved)
{
        g_autoptr(Frame) frame = frame_new(FRAME_MOVED);
        frame_put_u64(frame, uid);
        frame_put_u64(frame, moved->target_uidvalidity);
        frame_put_u64(frame, moved->target_uid);
        channel_send(channel, frame);
}

void
fetch_channel_gone(FetchChannel *channel, guint32 uid)
{
        g_autoptr(Frame) frame = frame_new(FRAME_GONE);
        frame_put_u64(frame, uid);
        channel_send(channel, frame);
}

void
fetch_channel_refused(FetchChannel *channel, guint32 uid, const char *reason)
{
        g_autoptr(Frame) frame = frame_new(FRAME_REFUSED);
        frame_put_u64(frame, uid);
        frame_put_string(frame, reason);
        channel_send(channel, frame);
}

void
fetch_channel_quota(FetchChannel *channel, const ImapQuota *quota)
{
        g_autoptr(Frame) frame = frame_new(FRAME_QUOTA);
        frame_put_string(frame, quota->resource);
        frame_put_u64(frame, quota->used);
        frame_put_u64(frame, quota->limit);
        channel_send(channel, frame);
}

void
fetch_channel_credentials(FetchChannel *channel, const char *const *names, const gint64 *ends, unsigned count)
{
        g_autoptr(Frame) frame = frame_new(FRAME_CREDENTIAL);
        unsigned known = 0;
        for (unsigned i = 0; i < count; i++)
                known += ends[i] > 0;
        frame_put_u64(frame, known);
        for (unsigned i = 0; i < count; i++) {
                if (ends[i] <= 0)
                        continue;
                frame_put_string(frame, names[i]);
                frame_put_u64(frame, (guint64) ends[i]);
        }
        channel_send(channel, frame);
}

void
fetch_channel_condition(FetchChannel *channel, const char *state, gint64 wait_ms, const char *reason)
{
        const gint64 until = wait_ms > 0 ? (clock_now() / 1000 + wait_ms) / 1000 : 0;
        if (strcmp(state, "scanned") != 0 && g_strcmp0(state, channel->state) == 0 && until == channel->until)
                return;
        if (strcmp(state, "scanned") != 0) {
                g_free(channel->state);
                channel->state = g_strdup(state);
                channel->until = until;
        }
        g_autoptr(Frame) frame = frame_new(FRAME_CONDITION);
        frame_put_string(frame, state);
        frame_put_u64(frame, (guint64) until);
        frame_put_string(frame, reason);
        channel_send(channel, frame);
}

/* A UID has 32 bits and is not 0; anything else marks the frame as wrong by leaving 0 behind. */
static guint32
channel_uid(Frame *frame)
{
        const guint64 uid = frame_get_u64(frame);
        return uid <= G_MAXUINT32 ? (guint32) uid : 0;
}

static bool
channel_parse(FetchChannel *channel, Frame *frame, FetchWord *word)
{
        bool valid = true;
        switch (word->kind) {
        case FRAME_FETCH: {
                word->serial = frame_get_u64(frame);
                const guint64 count = frame_get_u64(frame);
                g_array_set_size(channel->uids, 0);
                word->uids = channel->uids;
                valid = count <= LIMIT_LISTED_UIDS;
                for (guint64 i = 0; valid && i < count; i++) {
                        const guint32 uid = channel_uid(frame);
                        valid = uid != 0;
                        g_array_append_val(channel->uids, uid);
                }
                break;
        }
        case FRAME_MOVE:
        case FRAME_WAIT:
        case FRAME_STORED:
                word->serial = frame_get_u64(frame);
                word->uid = channel_uid(frame);
                word->number = word->kind == FRAME_STORED ? 0 : frame_get_u64(frame);
                valid = word->uid != 0 && (word->kind != FRAME_MOVE || word->number <= 1);
                break;
        case FRAME_DONE:
                word->serial = frame_get_u64(frame);
                break;
        case FRAME_PAUSE:
        case FRAME_RESUME:
        case FRAME_AGAIN:
        case FRAME_QUIT:
                break;
        default:
                return false;
        }
        return valid && frame_complete(frame);
}

bool
fetch_channel_word(FetchChannel *channel, FetchWord *ret_word)
{
        struct pollfd wait = { .fd = channel->socket, .events = POLLIN | POLLRDHUP };
        FetchWord word = { 0 };
        if (!channel->broken && poll(&wait, 1, 0) > 0) {
                g_autoptr(Frame) frame = frame_receive(channel->socket, NULL);
                if (frame != NULL)
                        word.kind = frame_kind(frame);
                channel->broken = frame == NULL || !channel_parse(channel, frame, &word);
        }
        *ret_word = word;
        return !channel->broken;
}
