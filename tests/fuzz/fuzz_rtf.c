#include "tests/fuzz/fuzz_reader.h"

FUZZ_READER(rtf_read)
