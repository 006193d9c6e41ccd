#include "base/limits.h"
#include "parsers/mail/signed_content.h"
#include "tests/fuzz/fuzz.h"

int
LLVMFuzzerInitialize(int *argc, char ***argv)
{
        signed_content_init();
        return 0;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
        g_autoptr(GByteArray) message = signed_content_unwrap(bytes_of(data, size));
        g_autoptr(GByteArray) content = NULL;
        if (message != NULL)
                (void) signed_content_open(bytes_of(message->data, message->len), LIMIT_MIB, &content);
        return 0;
}
