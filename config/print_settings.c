/* Build-time helper: prints the sample file, or with "manual" the settings as Markdown tables. */
#include "base/error.h"
#include "config/config.h"

#include <stdio.h>
#include <string.h>

int
main(int argc, char **argv)
{
        const bool manual = argc == 2 && strcmp(argv[1], "manual") == 0;
        if (argc != 2 || (!manual && strcmp(argv[1], "sample") != 0)) {
                (void) fputs("usage: print_settings sample|manual\n", stderr);
                return EXIT_USAGE;
        }
        g_autofree char *text = manual ? config_manual() : config_sample();
        return fputs(text, stdout) < 0 || fflush(stdout) != 0 ? EXIT_FAILED : 0;
}
