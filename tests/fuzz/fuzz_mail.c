/* A whole message: header, parts, everything that is opened behind them. */
#include "parsers/pipeline.h"
#include "register/submission_json.h"
#include "tests/fuzz/fuzz.h"

int
LLVMFuzzerInitialize(int *argc, char ***argv)
{
        pipeline_init();
        return 0;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
        g_autoptr(GError) error = NULL;
        g_autoptr(Submission) submission = pipeline_read(bytes_of(data, size), NULL);
        g_autofree char *json = submission_to_json(submission);
        /* whatever came in, what goes out is what the strict reader takes */
        g_autoptr(Submission) back = submission_from_json(bytes_of_string(json), &error);
        g_assert_no_error(error);
        return 0;
}
