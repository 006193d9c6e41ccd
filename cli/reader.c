#include "cli/reader.h"

#include "base/child.h"
#include "base/error.h"
#include "base/frame.h"
#include "base/limits.h"
#include "base/own.h"
#include "register/submission_json.h"
#include "register/worker_protocol.h"

#include <poll.h>

enum {
        GRACE_MS = 2000, /* beyond message_seconds: ccot-parse keeps its own deadlines and still answers */
        END_MS = 200,
};

struct Reader {
        const Config *config;
        pid_t pid;
        OwnedFd socket;
        guint64 number;
};

Reader *
reader_new(const Config *config, GError **error)
{
        int ends[2];
        if (!frame_pair(ends, error))
                return NULL;
        g_auto(OwnedFd) ours = ends[0];
        g_auto(OwnedFd) theirs = ends[1];
        g_autofree char *program = child_program_path("ccot-parse");
        g_autofree char *step = g_strdup_printf("--step-seconds=%u", config->parser_step_seconds);
        g_autofree char *whole = g_strdup_printf("--message-seconds=%u", config->parser_message_seconds);
        g_autofree char *memory = g_strdup_printf("--memory-mib=%u", config->parser_memory_mib);
        g_autofree char *languages = g_strdup_printf("--ocr-languages=%s", config->parser_ocr_languages);
        const char *argv[] = { "ccot-parse", "--serve", step, whole, memory, languages, NULL };
        const pid_t pid = child_start(program, argv, theirs, NULL, error);
        if (pid < 0)
                return NULL;
        Reader *reader = g_new0(Reader, 1);
        reader->config = config;
        reader->pid = pid;
        reader->socket = own_fd_steal(&ours);
        return reader;
}

void
reader_free(Reader *reader)
{
        if (reader == NULL)
                return;
        own_fd_clear(&reader->socket);
        child_stop(reader->pid, END_MS, NULL);
        g_free(reader);
}

static Submission *
reader_answer(Reader *reader, GError **error)
{
        g_autoptr(Frame) frame = frame_receive(reader->socket, NULL);
        const uint8_t kind = frame == NULL ? 0 : frame_kind(frame);
        const guint64 number = frame == NULL ? 0 : frame_get_u64(frame);
        const guint64 length = frame == NULL ? 0 : frame_get_u64(frame);
        g_auto(OwnedFd) fd = frame == NULL ? -1 : frame_take_fd(frame);
        if (frame == NULL || kind != FRAME_RESULT || !frame_complete(frame) || number != reader->number || fd < 0 ||
            length > LIMIT_RESULT_BYTES) {
                g_set_error_literal(error, CCOT_ERROR, CCOT_ERROR_INPUT, "ccot-parse gave no answer");
                return NULL;
        }
        g_autoptr(BytesMapping) mapping = bytes_mapping_new(fd, (size_t) length, LIMIT_RESULT_BYTES, error);
        return mapping == NULL ? NULL : submission_from_json(bytes_mapping_view(mapping), error);
}

Submission *
reader_read(Reader *reader, int raw, guint64 length, GError **error)
{
        g_autoptr(Frame) frame = frame_new(FRAME_PARSE);
        frame_put_u64(frame, ++reader->number);
        frame_put_u64(frame, length);
        frame_put_fd(frame, raw);
        if (!frame_send(reader->socket, frame, error))
                return NULL;
        struct pollfd wait = { .fd = reader->socket, .events = POLLIN };
        const int milliseconds = (int) reader->config->parser_message_seconds * 1000 + GRACE_MS;
        if (poll(&wait, 1, milliseconds) <= 0) {
                g_set_error(error, CCOT_ERROR, CCOT_ERROR_LIMIT, "reading took longer than %u seconds",
                            reader->config->parser_message_seconds);
                return NULL;
        }
        return reader_answer(reader, error);
}
