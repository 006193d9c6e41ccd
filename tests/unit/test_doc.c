/* Word 97: the seeds of the fuzz target hold a file for each trait; tests/support/make_seeds.py describes them. */
#include "base/limits.h"
#include "parsers/document/numbering.h"
#include "parsers/document/ole.h"
#include "parsers/document/sniff.h"
#include "parsers/pipeline.h"
#include "seed_file.h"

#include <string.h>

static char *
doc_text(Bytes bytes, Problem *ret_problem)
{
        g_auto(ReaderTask) task;
        reader_task_init(&task, bytes, LIMIT_TEXT_BYTES);
        doc_read(&task);
        *ret_problem = task.problem;
        return g_strdup(task.pages->len == 0 ? "" : ((const Page *) g_ptr_array_index(task.pages, 0))->text);
}

static void
expect_seed(const char *name, const char *text, Problem problem)
{
        gsize length = 0;
        Problem found = PROBLEM_NONE;
        g_autofree char *octets = seed_file("doc", name, &length);
        g_autofree char *got = doc_text(bytes_of(octets, length), &found);
        g_assert_cmpstr(got, ==, text);
        g_assert_cmpuint(found, ==, problem);
        const char *type = NULL;
        g_assert_cmpuint(sniff_format(bytes_of(octets, length), NULL, &type), ==, FORMAT_DOC);
        g_assert_cmpstr(type, ==, "application/msword");
}

static void
test_doc_features(void)
{
        expect_seed("features.doc",
                    "In the Family Court\n\nAn order\n\nCase No\tME20F00001\nsecond cell\nafter\n\nkept end\n\n"
                    "1. first\n\n(a) below\n\n(b) below\n\n2. second\n\n(a) below\n\n3. by its style\n\n"
                    "7. begins again\n\nshown and more\n\n\xE2\x98\x91 ticked\n\n"
                    "a\nb\tc caf\xC3\xA9 \xE2\x80\x9Cquoted\xE2\x80\x9D \xF0\x9F\x98\x80\n\n"
                    "in a box\n\na note\n\npage foot\n",
                    PROBLEM_NONE);
}

static void
test_doc_fast_saved(void)
{
        expect_seed("fast_saved.doc", "Saved fast, in pieces\n\nthat lie\n\nfrom the last to the first\n",
                    PROBLEM_NONE);
}

static void
test_doc_old(void)
{
        expect_seed("word95.doc", "In the Family Court\n\nCase No\tME20F00001\nOrder 1 made\n\nhead\n", PROBLEM_NONE);
}

static void
test_doc_cut_modifier(void)
{
        expect_seed("cut_modifier.doc", "a modifier that ends early\n", PROBLEM_NONE);
}

static void
test_doc_objects(void)
{
        gsize length = 0;
        g_autofree char *octets = seed_file("doc", "objects.doc", &length);
        g_auto(ReaderTask) task;
        reader_task_init(&task, bytes_of(octets, length), LIMIT_TEXT_BYTES);
        doc_read(&task);
        g_assert_cmpuint(task.members->len, ==, 2);
        const ReaderMember *packed = g_ptr_array_index(task.members, 0);
        const ReaderMember *other = g_ptr_array_index(task.members, 1);
        g_assert_cmpstr(packed->name, ==, "order.txt");
        g_assert_cmpuint(g_bytes_get_size(packed->bytes), ==, strlen("packed words"));
        g_assert_cmpstr(other->name, ==, "object");
}

static void
test_doc_encrypted(void)
{
        expect_seed("encrypted.doc", "", PROBLEM_ENCRYPTED);
}

/* Wherever the file ends, what is missing is told, and nothing is made up. */
static void
test_doc_cut(void)
{
        gsize length = 0;
        g_autofree char *octets = seed_file("doc", "features.doc", &length);
        for (gsize keep = 8; keep < length; keep += 97) {
                /* a copy of its own length, so that a read beyond it is seen */
                g_autofree char *copy = g_memdup2(octets, keep);
                const char *type = NULL;
                Problem problem = PROBLEM_NONE;
                g_autofree char *text = doc_text(bytes_of(copy, keep), &problem);
                const Format format = sniff_format(bytes_of(copy, keep), NULL, &type);
                g_assert_true(format == FORMAT_DOC || format == FORMAT_OLE || format == FORMAT_DAMAGED_OLE);
                g_assert_true(strstr(text, "deleted") == NULL);
                if (problem == PROBLEM_NONE)
                        g_assert_nonnull(strstr(text, "In the Family Court"));
        }
}

static void
test_doc_lies(void)
{
        gsize length = 0;
        g_autofree char *octets = seed_file("doc", "features.doc", &length);
        for (gsize at = 512; at < 512 + 900 && at + 4 <= length; at += 2) {
                g_autofree char *copy = g_memdup2(octets, length);
                memset(copy + at, 0xFF, 4);
                Problem problem = PROBLEM_NONE;
                g_autofree char *text = doc_text(bytes_of(copy, length), &problem);
                g_assert_true(g_utf8_validate(text, -1, NULL));
        }
}

static void
expect_labels(Numbering *numbering, guint32 number, unsigned level, const char *label)
{
        g_autofree char *got = numbering_next(numbering, number, level);
        g_assert_cmpstr(got, ==, label);
}

static void
test_numbering(void)
{
        g_autoptr(Numbering) numbering = numbering_new();
        const NumberingLevel levels[] = {
                { NUMBERING_DECIMAL, 1, 0, false, "%1." },     { NUMBERING_LOWER_LETTER, 25, 1, false, "%1(%2)" },
                { NUMBERING_UPPER_ROMAN, 4, 1, false, "%3)" }, { NUMBERING_ORDINAL, 21, 0, false, "%4" },
                { NUMBERING_TWO_DIGITS, 1, 4, true, "%3.%5" }, { NUMBERING_NONE, 1, 5, false, "*" },
        };
        for (unsigned i = 0; i < G_N_ELEMENTS(levels); i++)
                numbering_define(numbering, 0, i, &levels[i]);
        numbering_use(numbering, 1, 0);
        numbering_use(numbering, 2, 0);
        numbering_restart(numbering, 2, 0, 1);
        expect_labels(numbering, 1, 0, "1.");
        expect_labels(numbering, 1, 1, "1(y)");
        expect_labels(numbering, 1, 1, "1(z)");
        expect_labels(numbering, 1, 1, "1(aa)");
        expect_labels(numbering, 1, 2, "IV)");
        expect_labels(numbering, 1, 3, "21st");
        expect_labels(numbering, 1, 3, "22nd");
        expect_labels(numbering, 1, 4, "4.1");
        expect_labels(numbering, 1, 5, NULL);
        expect_labels(numbering, 1, 0, "2.");
        /* a level that never begins again */
        expect_labels(numbering, 1, 3, "23rd");
        expect_labels(numbering, 1, 1, "2(y)");
        expect_labels(numbering, 2, 0, "1.");
        expect_labels(numbering, 1, 0, "2.");
        expect_labels(numbering, 3, 0, NULL);
        expect_labels(numbering, 1, 9, NULL);
        const NumberingLevel own = { NUMBERING_UPPER_LETTER, 3, 0, false, "%1" };
        numbering_use(numbering, 4, 7);
        expect_labels(numbering, 4, 0, NULL);
        numbering_redefine(numbering, 4, 1, &own);
        expect_labels(numbering, 4, 1, "1");
        for (guint32 i = 10; i < NUMBERING_LISTS + 20; i++)
                numbering_use(numbering, i, 0);
        expect_labels(numbering, NUMBERING_LISTS + 19, 0, NULL);
}

static void
test_ole(void)
{
        g_assert_null(ole_new(bytes_of("", 0)));
        g_assert_null(ole_new(bytes_of_string("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 and no more")));
        gsize length = 0;
        g_autofree char *octets = seed_file("doc", "features.doc", &length);
        g_autoptr(Ole) ole = ole_new(bytes_of(octets, length));
        g_assert_nonnull(ole);
        g_assert_true(ole_has(ole, "WordDocument"));
        g_assert_false(ole_has(ole, "Workbook"));
        g_assert_null(ole_folder(ole, "WordDocument"));
        g_assert_null(ole_stream(ole, "Workbook", 10));
        g_autoptr(GByteArray) stream = ole_stream(ole, "WordDocument", 2);
        g_assert_cmpuint(stream->len, ==, 2);
        g_assert_cmpuint(stream->data[0], ==, 0xEC);
        g_autoptr(GPtrArray) names = ole_names(ole);
        g_assert_cmpuint(names->len, ==, 2);
}

int
main(int argc, char **argv)
{
        g_test_init(&argc, &argv, NULL);
        /* libgsf calls damage critical; its word must not end the process */
        (void) g_log_set_always_fatal(G_LOG_FATAL_MASK);
        pipeline_init();
        g_test_add_func("/doc/features", test_doc_features);
        g_test_add_func("/doc/fast-saved", test_doc_fast_saved);
        g_test_add_func("/doc/old", test_doc_old);
        g_test_add_func("/doc/cut-modifier", test_doc_cut_modifier);
        g_test_add_func("/doc/objects", test_doc_objects);
        g_test_add_func("/doc/encrypted", test_doc_encrypted);
        g_test_add_func("/doc/cut", test_doc_cut);
        g_test_add_func("/doc/lies", test_doc_lies);
        g_test_add_func("/numbering/labels", test_numbering);
        g_test_add_func("/ole/streams", test_ole);
        return g_test_run();
}
