#include "base/limits.h"
#include "parsers/document/reader.h"
#include "parsers/pipeline.h"
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
        g_auto(ReaderTask) task;
        reader_task_init(&task, bytes_of(data, size), LIMIT_TEXT_BYTES);
        text_read(&task);
        return 0;
}
