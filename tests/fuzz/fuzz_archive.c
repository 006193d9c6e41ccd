#include "base/limits.h"
#include "parsers/document/archive.h"
#include "tests/fuzz/fuzz.h"

int
LLVMFuzzerInitialize(int *argc, char ***argv)
{
        return 0;
}

/* The second opens the seed locked.zip. */
static char wrong[] = "wrong", right[] = "Heron-Sluice-42";

static bool
fuzz_member(const ArchiveMember *member, gpointer data)
{
        return true;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
        guint64 left = LIMIT_MIB;
        g_autoptr(GPtrArray) passwords = g_ptr_array_new();
        g_ptr_array_add(passwords, wrong);
        g_ptr_array_add(passwords, right);
        (void) archive_walk(bytes_of(data, size), passwords, &left, fuzz_member, NULL);
        g_autoptr(GPtrArray) names = archive_names(bytes_of(data, size));
        return 0;
}
