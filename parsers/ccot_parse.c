/* ccot-parse: one message on standard input, one answer on standard output. */
#include "base/bytes.h"
#include "base/error.h"
#include "base/limits.h"
#include "parsers/pipeline.h"
#include "register/submission_json.h"

#include <stdio.h>
#include <unistd.h>

int
main(int argc, char **argv)
{
        g_autoptr(GError) failure = NULL;
        pipeline_init();
        g_autoptr(GByteArray) message = bytes_read_all(STDIN_FILENO, LIMIT_MESSAGE_BYTES, &failure);
        if (message == NULL) {
                fprintf(stderr, "ccot-parse: %s\n", failure->message);
                return EXIT_FAILED;
        }
        g_autoptr(Submission) submission = pipeline_read(bytes_of(message->data, message->len), NULL);
        g_autofree char *json = submission_to_json(submission);
        fputs(json, stdout);
        return 0;
}
