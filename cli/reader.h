/* ccot-parse for a command that only looks: one confined process, one message at a time. */
#ifndef CLI_READER_H
#define CLI_READER_H

#include "config/config.h"
#include "register/submission.h"

typedef struct Reader Reader;

/* NULL when ccot-parse cannot be started. */
Reader *reader_new(const Config *config, GError **error);
void reader_free(Reader *reader);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Reader, reader_free)

/* Reads a message. raw: sealed memory file of length octets, not closed. After CCOT_ERROR_LIMIT (no answer in time) and
 * other errors the reader is spent: make another. */
Submission *reader_read(Reader *reader, int raw, guint64 length, GError **error);

#endif
