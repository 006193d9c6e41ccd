#include "daemon/control.h"

#include "base/frame.h"
#include "base/own.h"

#include <fcntl.h>
#include <poll.h>

enum { WORD_DRAIN = 'D', WORD_ALIVE = 'H', WORD_STATE = 'S' };

bool
control_pair(int ret_ends[2], GError **error)
{
        if (!frame_pair(ret_ends, error))
                return false;
        for (unsigned i = 0; i < 2; i++)
                (void) fcntl(ret_ends[i], F_SETFL, O_NONBLOCK);
        return true;
}

bool
control_wait(int control, gint64 timeout_ms)
{
        struct pollfd wait = { .fd = control, .events = POLLIN };
        return poll(&wait, 1, (int) CLAMP(timeout_ms, 0, G_MAXINT)) > 0;
}

ControlWord
control_word(int control)
{
        if (!control_wait(control, 0))
                return CONTROL_NOTHING;
        g_autoptr(Frame) frame = frame_receive(control, NULL);
        return frame != NULL && frame_kind(frame) == WORD_DRAIN ? CONTROL_DRAIN : CONTROL_STOP;
}

/* A word that finds no room is lost: the next one says the same. */
static void
control_say(int control, uint8_t kind, const char *text)
{
        g_autoptr(Frame) frame = frame_new(kind);
        if (text != NULL)
                frame_put_string(frame, text);
        (void) frame_send(control, frame, NULL);
}

void
control_alive(int control)
{
        control_say(control, WORD_ALIVE, NULL);
}

void
control_state(int control, const char *state)
{
        control_say(control, WORD_STATE, state);
}

void
control_drain(int control)
{
        control_say(control, WORD_DRAIN, NULL);
}

bool
control_listen(int control, bool *ret_heard, char **ret_state)
{
        g_autofree char *state = NULL;
        bool heard = false;
        while (control_wait(control, 0)) {
                g_autoptr(Frame) frame = frame_receive(control, NULL);
                if (frame == NULL)
                        return false;
                heard = true;
                if (frame_kind(frame) != WORD_STATE)
                        continue;
                g_free(state);
                state = g_strdup(frame_get_string(frame));
        }
        *ret_heard = heard;
        *ret_state = g_steal_pointer(&state);
        return true;
}
