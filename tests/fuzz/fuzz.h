/* A fuzz target is one function; with libFuzzer (-DCCOT_FUZZ=ON, clang) that library calls it, without it replay.c runs
 * it once over every seed under ctest. */
#ifndef TESTS_FUZZ_FUZZ_H
#define TESTS_FUZZ_FUZZ_H

#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#endif
