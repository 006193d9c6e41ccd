#include "tests/fuzz/fuzz_reader.h"

FUZZ_READER(html_read)
