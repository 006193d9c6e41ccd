#include "tests/fuzz/fuzz_reader.h"

FUZZ_READER(image_read)
