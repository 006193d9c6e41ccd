/* The seeds of the fuzz targets as samples of a reader's tests; tests/support/make_seeds.py describes them. */
#ifndef TESTS_UNIT_SEED_FILE_H
#define TESTS_UNIT_SEED_FILE_H

#include <glib.h>

/* The octets of tests/fuzz/seeds/TARGET/NAME: new string; a seed that is not there ends the test. */
static inline char *
seed_file(const char *target, const char *name, gsize *ret_length)
{
        g_autofree char *path = g_build_filename(CCOT_SOURCE_DIR, "tests/fuzz/seeds", target, name, NULL);
        g_autoptr(GError) error = NULL;
        char *octets = NULL;
        if (!g_file_get_contents(path, &octets, ret_length, &error))
                g_error("%s", error->message);
        return octets;
}

#endif
