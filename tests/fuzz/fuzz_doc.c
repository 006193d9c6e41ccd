#include "tests/fuzz/fuzz_reader.h"

FUZZ_READER(doc_read)
