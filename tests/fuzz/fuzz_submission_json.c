#include "register/submission_json.h"
#include "tests/fuzz/fuzz.h"

int
LLVMFuzzerInitialize(int *argc, char ***argv)
{
        return 0;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
        g_autoptr(Submission) submission = submission_from_json(bytes_of(data, size), NULL);
        g_autofree char *json = submission == NULL ? NULL : submission_to_json(submission);
        return 0;
}
