#include "tests/fuzz/fuzz_reader.h"

FUZZ_READER(pdf_read)
