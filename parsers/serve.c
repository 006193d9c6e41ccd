#include "parsers/serve.h"

#include "base/error.h"
#include "base/frame.h"
#include "base/limits.h"
#include "base/own.h"
#include "parsers/passwords.h"
#include "register/worker_protocol.h"

#include <sys/stat.h>

static bool
serve_answer(int socket, uint8_t kind, guint64 number, int file, GError **error)
{
        struct stat facts;
        if (!bytes_seal(file, error))
                return false;
        if (fstat(file, &facts) != 0) {
                error_set_errno(error, CCOT_ERROR_BUG, errno, "result");
                return false;
        }
        g_autoptr(Frame) frame = frame_new(kind);
        frame_put_u64(frame, number);
        frame_put_u64(frame, (guint64) facts.st_size);
        frame_put_fd(frame, file);
        return frame_send(socket, frame, error);
}

/* The memory file that a frame brings, of at most limit octets; *ret_number is the message's. */
static BytesMapping *
serve_brought(Frame *frame, size_t limit, guint64 *ret_number, GError **error)
{
        *ret_number = frame_get_u64(frame);
        const guint64 length = frame_get_u64(frame);
        g_auto(OwnedFd) input = frame_take_fd(frame);
        if (frame_complete(frame) && input >= 0)
                return bytes_mapping_new(input, length, limit, error);
        g_set_error(error, CCOT_ERROR, CCOT_ERROR_INPUT, "a wrong frame");
        return NULL;
}

/* The passwords that come before a message; *frame becomes the message's. NULL when there are none, or with error. */
static GPtrArray *
serve_passwords(int socket, Frame **frame, guint64 *ret_number, GError **error)
{
        if (frame_kind(*frame) != FRAME_PASSWORDS)
                return NULL;
        g_autoptr(BytesMapping) lines =
            serve_brought(*frame, LIMIT_PASSWORDS * (LIMIT_PASSWORD_BYTES + 2), ret_number, error);
        if (lines == NULL)
                return NULL;
        g_clear_pointer(frame, frame_free);
        *frame = frame_receive(socket, error);
        if (*frame != NULL)
                return passwords_of_lines(bytes_mapping_view(lines));
        if (error != NULL && *error == NULL)
                g_set_error(error, CCOT_ERROR, CCOT_ERROR_INPUT, "passwords without a message");
        return NULL;
}

static bool
serve_one(int socket, Frame **frame, const WorkerLimits *limits, GError **error)
{
        g_autoptr(GError) failure = NULL;
        guint64 number = 0, announced = 0;
        g_autoptr(GPtrArray) passwords = serve_passwords(socket, frame, &announced, &failure);
        if (failure != NULL) {
                g_propagate_error(error, g_steal_pointer(&failure));
                return false;
        }
        const bool tell = frame_kind(*frame) == FRAME_TELL;
        if (frame_kind(*frame) != FRAME_PARSE && !tell) {
                g_set_error(error, CCOT_ERROR, CCOT_ERROR_INPUT, "a wrong frame");
                return false;
        }
        g_autoptr(BytesMapping) message = serve_brought(*frame, LIMIT_MESSAGE_BYTES, &number, error);
        if (message == NULL)
                return false;
        if (passwords != NULL && announced != number) {
                g_set_error(error, CCOT_ERROR, CCOT_ERROR_INPUT, "passwords for another message");
                return false;
        }
        g_auto(OwnedFd) file = tell ? worker_told(bytes_mapping_view(message), limits, error)
                                    : worker_json(bytes_mapping_view(message), passwords, limits, error);
        return file >= 0 && serve_answer(socket, tell ? FRAME_TOLD : FRAME_RESULT, number, file, error);
}

bool
serve_run(int socket, const WorkerLimits *limits, unsigned max_messages, void (*answered)(void), GError **error)
{
        for (unsigned done = 0; done < max_messages; done++) {
                g_autoptr(GError) failure = NULL;
                g_autoptr(Frame) frame = frame_receive(socket, &failure);
                if (frame == NULL && failure == NULL)
                        return true;
                if (frame == NULL) {
                        g_propagate_error(error, g_steal_pointer(&failure));
                        return false;
                }
                if (!serve_one(socket, &frame, limits, error))
                        return false;
                answered();
        }
        return true;
}
