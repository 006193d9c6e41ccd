/* recognition: notes and results are read as strictly as a stranger's; no page speaks for another. */
#include "parsers/recognition.h"

#include "base/clock.h"
#include "base/limits.h"
#include "base/own.h"
#include "parsers/confined.h"
#include "parsers/document/recognised.h"
#include "parsers/pipeline.h"

#include <fcntl.h>
#include <string.h>

static void
put_note(GByteArray *notes, guint32 page, const char *path, guint32 length)
{
        const guint32 head[2] = { GUINT32_TO_LE(page), GUINT32_TO_LE(length) };
        g_byte_array_append(notes, (const guint8 *) head, sizeof head);
        g_byte_array_append(notes, (const guint8 *) path, (guint) strlen(path));
}

/* How many pages are wanted for these notes. */
static guint
wanted_of(const GByteArray *notes)
{
        g_auto(OwnedFd) file = bytes_memfd_new("notes", NULL);
        g_assert_true(bytes_write_all(file, bytes_of(notes->data, notes->len), NULL));
        g_autoptr(GPtrArray) pages = recognition_wanted(file);
        return pages->len;
}

static void
test_notes(void)
{
        static const struct {
                const char *name;
                guint32 page;
                const char *path;
                guint32 length;
                guint wanted;
        } cases[] = {
                { "one", 1, "2", 1, 2 },
                { "last page", LIMIT_PAGES, "2!a/b.pdf", 9, 2 },
                { "the same again", 1, "first", 5, 1 },
                { "page 0", 0, "2", 1, 0 },
                { "page over the limit", LIMIT_PAGES + 1, "2", 1, 0 },
                { "no path", 1, "", 0, 0 },
                { "path longer than what follows", 1, "2", 2, 0 },
                { "path shorter than what follows", 1, "22", 1, 0 },
                { "path over the limit", 1, "2", 4097, 0 },
                { "path of no UTF-8", 1, "\xFF", 1, 0 },
        };
        for (unsigned i = 0; i < G_N_ELEMENTS(cases); i++) {
                g_autoptr(GByteArray) notes = g_byte_array_new();
                put_note(notes, 1, "first", 5);
                put_note(notes, cases[i].page, cases[i].path, cases[i].length);
                g_test_message("%s", cases[i].name);
                g_assert_cmpuint(wanted_of(notes), ==, cases[i].wanted);
        }
        g_autoptr(GByteArray) none = g_byte_array_new();
        g_assert_cmpuint(wanted_of(none), ==, 0);
        g_byte_array_append(none, (const guint8 *) "x", 1);
        g_assert_cmpuint(wanted_of(none), ==, 0);
}

static void
test_longest_path(void)
{
        g_autoptr(GByteArray) notes = g_byte_array_new();
        g_autofree char *path = g_strnfill(4096, 'p');
        put_note(notes, 1, path, 4096);
        g_assert_cmpuint(wanted_of(notes), ==, 1);
}

static void
test_limits(void)
{
        for (unsigned more = 0; more < 2; more++) {
                g_autoptr(GByteArray) notes = g_byte_array_new();
                for (unsigned page = 1; page < LIMIT_OCR_PAGES + more; page++)
                        put_note(notes, page, "2", 1);
                g_assert_cmpuint(wanted_of(notes), ==, LIMIT_OCR_PAGES - 1 + more);
                put_note(notes, 399, "3", 1);
                g_assert_cmpuint(wanted_of(notes), ==, LIMIT_OCR_PAGES);
        }
}

/* What is named beyond the limit is not looked at, though its turn would come first. */
static void
test_named_pages(void)
{
        for (unsigned more = 0; more < 2; more++) {
                g_autoptr(GByteArray) notes = g_byte_array_new();
                for (unsigned i = 0; i < LIMIT_PICTURE_PAGES - 1 + more; i++) {
                        const char path[] = { (char) ('a' + i / LIMIT_PAGES), '\0' };
                        put_note(notes, i % LIMIT_PAGES + 1, path, 1);
                }
                put_note(notes, 9, "z", 1);
                g_auto(OwnedFd) file = bytes_memfd_new("notes", NULL);
                g_assert_true(bytes_write_all(file, bytes_of(notes->data, notes->len), NULL));
                g_autoptr(GPtrArray) pages = recognition_wanted(file);
                g_autoptr(GPtrArray) results = recognition_results(pages);
                bool named = false;
                for (unsigned i = 0; i < results->len; i++)
                        named = named || g_str_equal(((const Recognised *) g_ptr_array_index(results, i))->path, "z");
                g_assert_true(named == (more == 0));
        }
}

static void
test_noted(void)
{
        unsigned noted = LIMIT_PICTURE_PAGES - 1;
        recognition_note("2", 1, &noted);
        g_assert_cmpuint(noted, ==, LIMIT_PICTURE_PAGES);
        recognition_note("2", 2, &noted);
        g_assert_cmpuint(noted, ==, LIMIT_PICTURE_PAGES);
}

static void
test_answer(void)
{
        const ConfinedEnd end = { .late = false };
        for (unsigned more = 0; more < 2; more++) {
                g_auto(OwnedFd) file = bytes_memfd_new("recognised", NULL);
                g_assert_cmpint(ftruncate(file, LIMIT_OCR_BYTES + more), ==, 0);
                g_assert_true(confined_answered(&end, file, LIMIT_OCR_BYTES) == (more == 0));
        }
}

/* The only picture of the second document comes before the second picture of the first. */
static void
test_turns(void)
{
        g_autoptr(GByteArray) notes = g_byte_array_new();
        put_note(notes, 1, "2", 1);
        put_note(notes, 2, "2", 1);
        put_note(notes, 3, "2", 1);
        put_note(notes, 9, "3", 1);
        g_auto(OwnedFd) file = bytes_memfd_new("notes", NULL);
        g_assert_true(bytes_write_all(file, bytes_of(notes->data, notes->len), NULL));
        g_autoptr(GPtrArray) pages = recognition_wanted(file);
        g_autoptr(GPtrArray) results = recognition_results(pages);
        static const unsigned turns[] = { 1, 9, 2, 3 };
        g_assert_cmpuint(results->len, ==, G_N_ELEMENTS(turns));
        for (unsigned i = 0; i < results->len; i++) {
                const Recognised *one = g_ptr_array_index(results, i);
                g_assert_cmpuint(one->page, ==, turns[i]);
                /* nobody has written about it */
                g_assert_cmpuint(one->problem, ==, PROBLEM_CORRUPT);
        }
}

/* A message without the document that the notes name, and one whose time is over. */
static void
test_run(void)
{
        static const char message[] = "Subject: x\r\n\r\nhello\r\n";
        for (unsigned late = 0; late < 2; late++) {
                g_autoptr(GByteArray) notes = g_byte_array_new();
                put_note(notes, 1, "7", 1);
                put_note(notes, 2, "7", 1);
                g_auto(OwnedFd) file = bytes_memfd_new("notes", NULL);
                g_assert_true(bytes_write_all(file, bytes_of(notes->data, notes->len), NULL));
                g_autoptr(GPtrArray) pages = recognition_wanted(file);
                const Recognition recognition = { .message = bytes_of_string(message),
                                                  .processes = 2,
                                                  .memory_bytes = (guint64) 256 << 20,
                                                  .step_ms = 5000,
                                                  .until = clock_ticks() + (late ? 0 : 20000) };
                g_assert_true(recognition_run(&recognition, pages, NULL));
                g_autoptr(GPtrArray) results = recognition_results(pages);
                g_assert_cmpuint(results->len, ==, 2);
                for (unsigned i = 0; i < 2; i++) {
                        const Recognised *one = g_ptr_array_index(results, i);
                        g_assert_cmpstr(one->path, ==, "7");
                        g_assert_cmpuint(one->problem, ==, late ? PROBLEM_TOO_SLOW : PROBLEM_CORRUPT);
                }
        }
}

static void
put_result(GByteArray *written, const char *path, unsigned page)
{
        g_autoptr(Recognised) recognised = recognised_new(path, page);
        recognised->width = recognised->height = 100;
        recognised_add(recognised, "order", 1, 1, 20, 9, 0.9f);
        recognised_write(recognised, written);
}

/* A child that has been taken over writes what it likes. */
static void
test_results(void)
{
        static const struct {
                const char *path;
                unsigned page;
                unsigned times;
                guint cut; /* octets missing at the end */
                bool taken;
        } cases[] = {
                { "2", 1, 1, 0, true },  { "2", 2, 1, 0, false }, { "3", 1, 1, 0, false },
                { "2", 1, 2, 0, false }, { "2", 1, 1, 1, false }, { "2", 1, 0, 0, false },
        };
        for (unsigned i = 0; i < G_N_ELEMENTS(cases); i++) {
                g_autoptr(GByteArray) written = g_byte_array_new();
                for (unsigned times = 0; times < cases[i].times; times++)
                        put_result(written, cases[i].path, cases[i].page);
                g_byte_array_set_size(written, written->len - cases[i].cut);
                g_autoptr(Recognised) result = recognition_result(bytes_of(written->data, written->len), "2", 1);
                g_assert_cmpstr(result->path, ==, "2");
                g_assert_cmpuint(result->page, ==, 1);
                g_assert_cmpuint(result->words->len, ==, cases[i].taken ? 1 : 0);
                g_assert_cmpuint(result->problem, ==, cases[i].taken ? PROBLEM_NONE : PROBLEM_CORRUPT);
        }
}

int
main(int argc, char **argv)
{
        g_test_init(&argc, &argv, NULL);
        pipeline_init();
        g_autoptr(GError) error = NULL;
        if (!confined_prepare(&error))
                g_error("%s", error->message);
        g_test_add_func("/recognition/notes", test_notes);
        g_test_add_func("/recognition/longest-path", test_longest_path);
        g_test_add_func("/recognition/limits", test_limits);
        g_test_add_func("/recognition/named-pages", test_named_pages);
        g_test_add_func("/recognition/noted", test_noted);
        g_test_add_func("/recognition/answer", test_answer);
        g_test_add_func("/recognition/turns", test_turns);
        g_test_add_func("/recognition/run", test_run);
        g_test_add_func("/recognition/results", test_results);
        return g_test_run();
}
