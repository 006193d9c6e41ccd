/* A fuzz target of one document reader: FUZZ_READER(docx_read) is the whole file. */
#ifndef TESTS_FUZZ_FUZZ_READER_H
#define TESTS_FUZZ_FUZZ_READER_H

#include "base/limits.h"
#include "parsers/document/reader.h"
#include "parsers/pipeline.h"
#include "tests/fuzz/fuzz.h"

#define FUZZ_READER(reader_read)                                                                                       \
        int LLVMFuzzerInitialize(int *argc, char ***argv)                                                              \
        {                                                                                                              \
                pipeline_init();                                                                                       \
                return 0;                                                                                              \
        }                                                                                                              \
        int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)                                                   \
        {                                                                                                              \
                g_auto(ReaderTask) task;                                                                               \
                reader_task_init(&task, bytes_of(data, size), LIMIT_TEXT_BYTES);                                       \
                reader_read(&task);                                                                                    \
                return 0;                                                                                              \
        }

#endif
