#include "tests/fuzz/fuzz_reader.h"

FUZZ_READER(odt_read)
