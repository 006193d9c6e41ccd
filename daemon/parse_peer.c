#include "daemon/parse_peer.h"

#include "base/child.h"
#include "base/clock.h"
#include "base/error.h"
#include "base/frame.h"
#include "base/limits.h"
#include "base/log.h"
#include "base/own.h"
#include "daemon/control.h"
#include "register/worker_protocol.h"

#include <poll.h>
#include <signal.h>
#include <sys/wait.h>

enum {
        MESSAGES_A_PROCESS = 500,
        GRACE_MS = 2000, /* beyond message_seconds: ccot-parse keeps its own deadlines and still answers */
        ALIVE_MS = 5000,
        END_MS = 200,
        OCR_PROCESSES_MOST = 8,
        NOT_STARTED = 127, /* base/child: the program could not be executed */
};

struct ParsePeer {
        const Config *config;
        int control;
        pid_t pid; /* 0: none runs */
        OwnedFd socket;
        unsigned messages; /* given to this process */
        guint64 number;
};

ParsePeer *
parse_peer_new(const Config *config, int control)
{
        ParsePeer *peer = g_new0(ParsePeer, 1);
        peer->config = config;
        peer->control = control;
        peer->socket = -1;
        return peer;
}

/* Ends the process; *ret_status as of waitpid(). */
static void
parse_peer_end(ParsePeer *peer, int *ret_status)
{
        own_fd_clear(&peer->socket);
        if (peer->pid > 0)
                child_stop(peer->pid, END_MS, ret_status);
        peer->pid = 0;
        peer->messages = 0;
}

void
parse_peer_free(ParsePeer *peer)
{
        if (peer == NULL)
                return;
        parse_peer_end(peer, NULL);
        g_free(peer);
}

static bool
parse_peer_start(ParsePeer *peer, GError **error)
{
        int ends[2];
        if (!frame_pair(ends, error))
                return false;
        g_auto(OwnedFd) ours = ends[0];
        g_auto(OwnedFd) theirs = ends[1];
        const Config *config = peer->config;
        g_autofree char *program = child_program_path("ccot-parse");
        /* the processors are shared by the readers */
        const unsigned share = MAX(1, g_get_num_processors() / config->parser_workers);
        g_autofree char *step = g_strdup_printf("--step-seconds=%u", config->parser_step_seconds);
        g_autofree char *whole = g_strdup_printf("--message-seconds=%u", config->parser_message_seconds);
        g_autofree char *memory = g_strdup_printf("--memory-mib=%u", config->parser_memory_mib);
        g_autofree char *languages = g_strdup_printf("--ocr-languages=%s", config->parser_ocr_languages);
        g_autofree char *pages = g_strdup_printf("--ocr-processes=%u", MIN(share, OCR_PROCESSES_MOST));
        g_autofree char *messages = g_strdup_printf("--max-messages=%d", MESSAGES_A_PROCESS);
        const char *argv[] = { "ccot-parse", "--serve", step, whole, memory, languages, pages, messages, NULL };
        const pid_t pid = child_start(program, argv, theirs, NULL, error);
        if (pid < 0)
                return false;
        peer->pid = pid;
        peer->socket = own_fd_steal(&ours);
        peer->messages = 0;
        return true;
}

bool
parse_peer_prepare(ParsePeer *peer, GError **error)
{
        int status = 0;
        if (peer->pid > 0 && (peer->messages >= MESSAGES_A_PROCESS || child_wait(peer->pid, 0, &status))) {
                if (peer->messages < MESSAGES_A_PROCESS)
                        peer->pid = 0; /* died between two messages */
                parse_peer_end(peer, NULL);
        }
        return peer->pid > 0 || parse_peer_start(peer, error);
}

/* Why a process is gone, as an error for the message it had. */
static void
parse_peer_died(ParsePeer *peer, const char *what, GError **error)
{
        int status = 0;
        own_fd_clear(&peer->socket);
        const bool by_itself = child_wait(peer->pid, END_MS, &status);
        if (!by_itself)
                child_stop(peer->pid, 0, &status);
        peer->pid = 0;
        g_autofree char *ending = child_status_text(status);
        log_event(EVENT_WORKER_DIED, "child", "ccot-parse", "status", ending, NULL);
        /* Neither a missing program nor a service manager that stops the whole group is the message's fault. */
        const bool missing = WIFEXITED(status) && WEXITSTATUS(status) == NOT_STARTED;
        const bool stopped =
            by_itself && WIFSIGNALED(status) && (WTERMSIG(status) == SIGTERM || WTERMSIG(status) == SIGINT);
        g_set_error(error, CCOT_ERROR, missing || stopped ? CCOT_ERROR_RETRY : CCOT_ERROR_INPUT, "%s (%s)", what,
                    missing ? "ccot-parse cannot be started" : ending);
}

/* Waits for the answer; the supervisor hears meanwhile that this process lives. */
static bool
parse_peer_wait(ParsePeer *peer, GError **error)
{
        const gint64 until = clock_ticks() + (gint64) peer->config->parser_message_seconds * 1000 + GRACE_MS;
        for (;;) {
                const gint64 left = until - clock_ticks();
                if (left <= 0) {
                        parse_peer_end(peer, NULL);
                        g_set_error(error, CCOT_ERROR, CCOT_ERROR_LIMIT, "reading took longer than %u seconds",
                                    peer->config->parser_message_seconds);
                        return false;
                }
                /* Of the supervisor only the end of file counts here; other words stay to be read after the message. */
                struct pollfd waits[2] = { { .fd = peer->socket, .events = POLLIN }, { .fd = peer->control } };
                const int ready = poll(waits, G_N_ELEMENTS(waits), (int) MIN(left, ALIVE_MS));
                if (ready > 0 && waits[0].revents != 0)
                        return true;
                if (ready > 0 && waits[1].revents != 0) {
                        parse_peer_end(peer, NULL);
                        g_set_error(error, CCOT_ERROR, CCOT_ERROR_CONFIG, "stopping");
                        return false;
                }
                control_alive(peer->control);
        }
}

static BytesMapping *
parse_peer_answer(ParsePeer *peer, uint8_t wanted, size_t limit, GError **error)
{
        g_autoptr(Frame) frame = frame_receive(peer->socket, NULL);
        if (frame == NULL) {
                parse_peer_died(peer, "the reader ended before it answered", error);
                return NULL;
        }
        const uint8_t kind = frame_kind(frame);
        const guint64 number = frame_get_u64(frame);
        const guint64 length = frame_get_u64(frame);
        g_auto(OwnedFd) fd = frame_take_fd(frame);
        if (kind != wanted || !frame_complete(frame) || number != peer->number || fd < 0 || length > limit) {
                parse_peer_end(peer, NULL);
                g_set_error(error, CCOT_ERROR, CCOT_ERROR_INPUT, "the reader broke the protocol");
                return NULL;
        }
        BytesMapping *mapping = bytes_mapping_new(fd, (size_t) length, limit, error);
        if (mapping == NULL)
                parse_peer_end(peer, NULL);
        return mapping;
}

/* False with error when the process is gone. */
static bool
parse_peer_send(ParsePeer *peer, uint8_t kind, int file, guint64 length, GError **error)
{
        g_autoptr(Frame) frame = frame_new(kind);
        frame_put_u64(frame, peer->number);
        frame_put_u64(frame, length);
        frame_put_fd(frame, file);
        if (frame_send(peer->socket, frame, NULL))
                return true;
        parse_peer_died(peer, "the reader ended before it began", error);
        return false;
}

BytesMapping *
parse_peer_read(ParsePeer *peer, int raw, guint64 length, Bytes passwords, GError **error)
{
        if (!parse_peer_prepare(peer, error))
                return NULL;
        peer->number++;
        peer->messages++;
        if (passwords.length > 0) {
                g_auto(OwnedFd) lines = bytes_to_memfd(passwords, "passwords", error);
                if (lines < 0 || !parse_peer_send(peer, FRAME_PASSWORDS, lines, passwords.length, error))
                        return NULL;
        }
        return parse_peer_send(peer, FRAME_PARSE, raw, length, error) && parse_peer_wait(peer, error)
                   ? parse_peer_answer(peer, FRAME_RESULT, LIMIT_RESULT_BYTES, error)
                   : NULL;
}

BytesMapping *
parse_peer_told(ParsePeer *peer, int raw, guint64 length, GError **error)
{
        if (!parse_peer_prepare(peer, error))
                return NULL;
        peer->number++;
        peer->messages++;
        return parse_peer_send(peer, FRAME_TELL, raw, length, error) && parse_peer_wait(peer, error)
                   ? parse_peer_answer(peer, FRAME_TOLD, LIMIT_PASSWORDS * (LIMIT_PASSWORD_BYTES + 2), error)
                   : NULL;
}
