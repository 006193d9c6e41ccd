#include "parsers/compose/pack.h"
#include "tests/fuzz/fuzz.h"

int
LLVMFuzzerInitialize(int *argc, char ***argv)
{
        return 0;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
        g_autoptr(GByteArray) file = pack_compose(bytes_of(data, size), NULL);
        return 0;
}
