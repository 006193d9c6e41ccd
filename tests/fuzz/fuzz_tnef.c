#include "parsers/mail/tnef.h"
#include "tests/fuzz/fuzz.h"

int
LLVMFuzzerInitialize(int *argc, char ***argv)
{
        return 0;
}

static bool
fuzz_file(const TnefMember *member, gpointer data)
{
        return true;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
        (void) tnef_walk(bytes_of(data, size), fuzz_file, NULL);
        return 0;
}
