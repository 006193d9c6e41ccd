/* marks: a file that is no model of tesseract's is refused, whatever it says of itself. */
#include "parsers/document/marks.h"

#include <glib.h>
#include <glib/gstdio.h>
#include <string.h>

enum { PARTS = 24, HEAD = 4 + 8 * PARTS, NETWORK = 17, LETTERS = 21, RECODER = 22, VERSION = 23 };

/* A file of four parts of 16 octets, as the model has them. */
static GByteArray *
model(guint32 parts)
{
        const guint32 count = GUINT32_TO_LE(parts);
        guint64 starts[PARTS];
        memset(starts, 0xFF, sizeof starts);
        static const unsigned kept[] = { NETWORK, LETTERS, RECODER, VERSION };
        for (unsigned i = 0; i < G_N_ELEMENTS(kept); i++)
                starts[kept[i]] = GUINT64_TO_LE(HEAD + 16 * i);
        GByteArray *octets = g_byte_array_new();
        g_byte_array_append(octets, (const guint8 *) &count, sizeof count);
        g_byte_array_append(octets, (const guint8 *) starts, sizeof starts);
        for (unsigned i = 0; i < G_N_ELEMENTS(kept); i++)
                g_byte_array_append(octets, (const guint8 *) "0123456789abcdef", 16);
        return octets;
}

static void
put_start(GByteArray *octets, unsigned part, guint64 start)
{
        const guint64 written = GUINT64_TO_LE(start);
        memcpy(octets->data + 4 + 8 * part, &written, sizeof written);
}

static bool
prepare(const GByteArray *octets)
{
        g_autoptr(GError) error = NULL;
        g_autofree char *folder = g_dir_make_tmp("ccot-marks-XXXXXX", &error);
        g_assert_no_error(error);
        g_autofree char *path = g_build_filename(folder, "Latin.traineddata", NULL);
        if (octets != NULL)
                g_assert_true(g_file_set_contents(path, (const char *) octets->data, (gssize) octets->len, NULL));
        const bool prepared = marks_prepare(folder);
        (void) g_unlink(path);
        (void) g_rmdir(folder);
        return prepared;
}

static void
test_missing(void)
{
        g_assert_false(prepare(NULL));
}

static void
test_cut(void)
{
        static const guint lengths[] = { 0, 1, 4, 5, HEAD - 1, HEAD, HEAD + 20, HEAD + 47 };
        for (unsigned i = 0; i < G_N_ELEMENTS(lengths); i++) {
                g_autoptr(GByteArray) octets = model(PARTS);
                g_byte_array_set_size(octets, lengths[i]);
                g_assert_false(prepare(octets));
        }
}

static void
test_lies(void)
{
        static const guint64 starts[] = { 0, HEAD - 1, HEAD + 33, 1ULL << 40, G_MAXINT64, G_MAXUINT64 };
        static const guint32 counts[] = { 0, PARTS - 1, PARTS + 1, G_MAXUINT32 };
        for (unsigned i = 0; i < G_N_ELEMENTS(starts); i++) {
                g_autoptr(GByteArray) octets = model(PARTS);
                put_start(octets, LETTERS, starts[i]);
                g_assert_false(prepare(octets));
        }
        for (unsigned i = 0; i < G_N_ELEMENTS(counts); i++) {
                g_autoptr(GByteArray) octets = model(counts[i]);
                g_assert_false(prepare(octets));
        }
}

int
main(int argc, char **argv)
{
        g_test_init(&argc, &argv, NULL);
        g_test_add_func("/marks/no file", test_missing);
        g_test_add_func("/marks/a file cut short", test_cut);
        g_test_add_func("/marks/places and counts that lie", test_lies);
        return g_test_run();
}
