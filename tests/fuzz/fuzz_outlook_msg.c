#include "tests/fuzz/fuzz_reader.h"

FUZZ_READER(outlook_msg_read)
