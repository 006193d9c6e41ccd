#include "parsers/serve.h"

#include "base/error.h"
#include "base/frame.h"
#include "base/limits.h"
#include "base/own.h"
#include "register/worker_protocol.h"

#include <sys/stat.h>

static bool
serve_answer(int socket, guint64 number, int file, GError **error)
{
        struct stat facts;
        if (!bytes_seal(file, error))
                return false;
        if (fstat(file, &facts) != 0) {
                error_set_errno(error, CCOT_ERROR_BUG, errno, "result");
                return false;
        }
        g_autoptr(Frame) frame = frame_new(FRAME_RESULT);
        frame_put_u64(frame, number);
        frame_put_u64(frame, (guint64) facts.st_size);
        frame_put_fd(frame, file);
        return frame_send(socket, frame, error);
}

static bool
serve_one(int socket, Frame *frame, const WorkerLimits *limits, GError **error)
{
        const guint64 number = frame_get_u64(frame);
        const guint64 length = frame_get_u64(frame);
        g_auto(OwnedFd) input = frame_take_fd(frame);
        if (frame_kind(frame) != FRAME_PARSE || !frame_complete(frame) || input < 0) {
                g_set_error(error, CCOT_ERROR, CCOT_ERROR_INPUT, "a wrong frame");
                return false;
        }
        g_autoptr(BytesMapping) message = bytes_mapping_new(input, length, LIMIT_MESSAGE_BYTES, error);
        if (message == NULL)
                return false;
        g_auto(OwnedFd) file = worker_json(bytes_mapping_view(message), limits, error);
        return file >= 0 && serve_answer(socket, number, file, error);
}

bool
serve_run(int socket, const WorkerLimits *limits, unsigned max_messages, GError **error)
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
                if (!serve_one(socket, frame, limits, error))
                        return false;
        }
        return true;
}
