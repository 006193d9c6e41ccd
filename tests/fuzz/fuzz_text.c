#include "tests/fuzz/fuzz_reader.h"

FUZZ_READER(text_read)
