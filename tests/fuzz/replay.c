/* Runs a fuzz target over the files of the folders on the command line: whole, cut short at eight places, and with an
 * octet turned at eight places. Fails when there is no seed. */
#include "tests/fuzz/fuzz.h"

#include <glib.h>
#include <stdio.h>

enum { REPLAY_PLACES = 8 };

static void
replay(const char *path)
{
        g_autofree char *octets = NULL;
        gsize length = 0;
        if (!g_file_get_contents(path, &octets, &length, NULL))
                return;
        (void) LLVMFuzzerTestOneInput((const uint8_t *) octets, length);
        for (unsigned i = 1; i <= REPLAY_PLACES && length > 0; i++) {
                const gsize at = length * i / (REPLAY_PLACES + 1);
                g_autofree uint8_t *changed = g_memdup2(octets, length);
                (void) LLVMFuzzerTestOneInput(changed, at);
                changed[at] ^= (uint8_t) (0x11 * i);
                (void) LLVMFuzzerTestOneInput(changed, length);
        }
}

int
main(int argc, char **argv)
{
        unsigned seeds = 0;
        (void) LLVMFuzzerInitialize(&argc, &argv);
        for (int i = 1; i < argc; i++) {
                g_autoptr(GDir) folder = g_dir_open(argv[i], 0, NULL);
                const char *name;
                while (folder != NULL && (name = g_dir_read_name(folder)) != NULL) {
                        g_autofree char *path = g_build_filename(argv[i], name, NULL);
                        replay(path);
                        seeds++;
                }
        }
        printf("%u seeds\n", seeds);
        return seeds == 0;
}
