#include "tests/fuzz/fuzz_reader.h"

FUZZ_READER(docx_read)
