#include "base/limits.h"
#include "parsers/document/archive.h"
#include "tests/fuzz/fuzz.h"

int
LLVMFuzzerInitialize(int *argc, char ***argv)
{
        return 0;
}

static bool
fuzz_member(const ArchiveMember *member, gpointer data)
{
        return true;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
        guint64 left = LIMIT_MIB;
        (void) archive_walk(bytes_of(data, size), &left, fuzz_member, NULL);
        g_autoptr(GPtrArray) names = archive_names(bytes_of(data, size));
        return 0;
}
