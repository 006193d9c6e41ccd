#include "base/bytes.h"

#include "base/error.h"
#include "base/own.h"

#include <fcntl.h>
#include <string.h>

enum { SEALS_ALL = F_SEAL_SEAL | F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE };

static void
test_cursor_reads(void)
{
        static const uint8_t octets[] = { 0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x07, 0xF8,
                                          0xFF, 0x80, 0x01, 0x00, 0x00, 0x80, 0xAA };
        BytesCursor cursor = bytes_cursor(bytes_of(octets, sizeof octets));
        g_assert_cmpuint(bytes_u64le(&cursor), ==, 0xF807060504030201ULL);
        g_assert_cmpuint(bytes_u16le(&cursor), ==, 0x80FF);
        g_assert_cmpuint(bytes_u32le(&cursor), ==, 0x80000001U);
        g_assert_cmpuint(bytes_left(&cursor), ==, 1);
        g_assert_cmpuint(bytes_u8(&cursor), ==, 0xAA);
        g_assert_cmpuint(bytes_left(&cursor), ==, 0);
        g_assert_false(cursor.failed);
}

static void
test_cursor_ends(void)
{
        static const struct {
                size_t length, take;
                bool fails;
        } rows[] = {
                { 0, 0, false }, { 0, 1, true }, { 4, 3, false },
                { 4, 4, false }, { 4, 5, true }, { 4, SIZE_MAX, true },
        };
        for (unsigned i = 0; i < G_N_ELEMENTS(rows); i++) {
                BytesCursor cursor = bytes_cursor(bytes_of("abcd", rows[i].length));
                const Bytes view = bytes_take(&cursor, rows[i].take);
                g_assert_cmpint(cursor.failed, ==, rows[i].fails);
                g_assert_cmpuint(view.length, ==, rows[i].fails ? 0 : rows[i].take);
                g_assert_true((view.data == NULL) == (view.length == 0));
        }
}

static void
test_failure_stays(void)
{
        BytesCursor cursor = bytes_cursor(bytes_of("abcd", 4));
        g_assert_true(bytes_skip(&cursor, 1));
        g_assert_false(bytes_skip(&cursor, 4));
        g_assert_cmpuint(bytes_u8(&cursor), ==, 0);
        g_assert_false(bytes_skip(&cursor, 0));
        g_assert_true(cursor.failed);
        g_assert_cmpuint(bytes_left(&cursor), ==, 3);
}

static void
test_number_cut_short(void)
{
        BytesCursor cursor = bytes_cursor(bytes_of("\1\1\1", 3));
        g_assert_cmpuint(bytes_u32le(&cursor), ==, 0);
        g_assert_true(cursor.failed);
}

static void
test_find(void)
{
        static const struct {
                const char *in, *needle;
                size_t from;
                ssize_t at;
        } rows[] = {
                { "abcabc", "abc", 0, 0 },   { "abcabc", "abc", 1, 3 },  { "abcabc", "abc", 3, 3 },
                { "abcabc", "abc", 4, -1 },  { "abcabc", "abc", 6, -1 }, { "abcabc", "abc", 7, -1 },
                { "abcabc", "abcd", 0, -1 }, { "abc", "", 0, -1 },       { "", "a", 0, -1 },
                { "ab", "abc", 0, -1 },
        };
        for (unsigned i = 0; i < G_N_ELEMENTS(rows); i++)
                g_assert_cmpint(bytes_find(bytes_of_string(rows[i].in), bytes_of_string(rows[i].needle), rows[i].from),
                                ==, rows[i].at);
}

static void
test_comparing(void)
{
        g_assert_true(bytes_starts(bytes_of("%PDF-1.7", 8), "%PDF"));
        g_assert_true(bytes_starts(bytes_of("%PDF", 4), "%PDF"));
        g_assert_false(bytes_starts(bytes_of("%PD", 3), "%PDF"));
        g_assert_true(bytes_starts(bytes_of(NULL, 0), ""));
}

static void
test_sealed_file(void)
{
        g_autoptr(GError) error = NULL;
        g_auto(OwnedFd) fd = bytes_to_memfd(bytes_of_string("From: x"), "mail", &error);
        g_assert_no_error(error);
        g_assert_cmpint(fcntl(fd, F_GET_SEALS), ==, SEALS_ALL);
        g_assert_cmpint(fcntl(fd, F_GETFD) & FD_CLOEXEC, ==, FD_CLOEXEC);
        g_assert_cmpint(pwrite(fd, "y", 1, 0), ==, -1);
        g_assert_cmpint(ftruncate(fd, 3), ==, -1);
        g_assert_cmpint(ftruncate(fd, 30), ==, -1);
        g_assert_cmpint(fcntl(fd, F_ADD_SEALS, F_SEAL_FUTURE_WRITE), ==, -1);
        g_autoptr(BytesMapping) mapping = bytes_mapping_new(fd, 7, 7, &error);
        g_assert_no_error(error);
        g_assert_cmpmem(bytes_mapping_view(mapping).data, bytes_mapping_view(mapping).length, "From: x",
                        strlen("From: x"));
}

static void
test_mapping_limits(void)
{
        static const struct {
                size_t expected, limit;
                int code; /* -1: none */
        } rows[] = {
                { SIZE_MAX, 10, -1 },
                { SIZE_MAX, 11, -1 },
                { SIZE_MAX, 9, CCOT_ERROR_LIMIT },
                { 10, 10, -1 },
                { 9, 10, CCOT_ERROR_INPUT },
                { 11, 20, CCOT_ERROR_INPUT },
                { 10, 9, CCOT_ERROR_LIMIT },
        };
        g_auto(OwnedFd) fd = bytes_to_memfd(bytes_of("0123456789", 10), "mail", NULL);
        for (unsigned i = 0; i < G_N_ELEMENTS(rows); i++) {
                g_autoptr(GError) error = NULL;
                g_autoptr(BytesMapping) mapping = bytes_mapping_new(fd, rows[i].expected, rows[i].limit, &error);
                if (rows[i].code < 0)
                        g_assert_no_error(error);
                else
                        g_assert_error(error, CCOT_ERROR, rows[i].code);
                g_assert_true((mapping == NULL) == (error != NULL));
        }
}

static void
test_mapping_of_nothing(void)
{
        g_autoptr(GError) error = NULL;
        g_auto(OwnedFd) fd = bytes_to_memfd(bytes_of(NULL, 0), "mail", &error);
        g_autoptr(BytesMapping) mapping = bytes_mapping_new(fd, 0, 0, &error);
        g_assert_no_error(error);
        g_assert_cmpuint(bytes_mapping_view(mapping).length, ==, 0);
        g_assert_null(bytes_mapping_view(mapping).data);
}

/* Every set of seals but the full one is refused: the writer could still change the octets under the reader. */
static void
test_missing_seal(void)
{
        for (int seals = 0; seals < SEALS_ALL; seals++) {
                if ((seals & SEALS_ALL) != seals)
                        continue;
                g_autoptr(GError) error = NULL;
                g_auto(OwnedFd) fd = bytes_memfd_new("mail", &error);
                g_assert_true(bytes_write_all(fd, bytes_of("abc", 3), &error));
                g_assert_cmpint(fcntl(fd, F_ADD_SEALS, seals), ==, 0);
                g_autoptr(BytesMapping) mapping = bytes_mapping_new(fd, SIZE_MAX, 100, &error);
                g_assert_error(error, CCOT_ERROR, CCOT_ERROR_INPUT);
                g_assert_null(mapping);
        }
}

static void
test_mapping_of_something_else(void)
{
        g_auto(OwnedFd) null = open("/dev/null", O_RDONLY | O_CLOEXEC);
        const int descriptors[] = { null, -1, 9999 };
        for (unsigned i = 0; i < G_N_ELEMENTS(descriptors); i++) {
                g_autoptr(GError) error = NULL;
                g_assert_null(bytes_mapping_new(descriptors[i], SIZE_MAX, 100, &error));
                g_assert_error(error, CCOT_ERROR, CCOT_ERROR_INPUT);
        }
}

static void
test_read_all(void)
{
        for (size_t limit = 99999; limit <= 100001; limit++) {
                g_autoptr(GError) error = NULL;
                g_autofree char *many = g_strnfill(100000, 'x');
                g_auto(OwnedFd) fd = bytes_memfd_new("mail", &error);
                g_assert_true(bytes_write_all(fd, bytes_of_string(many), &error));
                g_assert_cmpint(lseek(fd, 0, SEEK_SET), ==, 0);
                g_autoptr(GByteArray) all = bytes_read_all(fd, limit, &error);
                if (limit < 100000) {
                        g_assert_error(error, CCOT_ERROR, CCOT_ERROR_LIMIT);
                        g_assert_null(all);
                        continue;
                }
                g_assert_no_error(error);
                g_assert_cmpuint(all->len, ==, 100000);
        }
}

static void
test_broken_descriptor(void)
{
        g_autoptr(GError) reading = NULL;
        g_assert_null(bytes_read_all(-1, 10, &reading));
        g_assert_error(reading, CCOT_ERROR, CCOT_ERROR_RETRY);
        g_autoptr(GError) writing = NULL;
        g_assert_false(bytes_write_all(-1, bytes_of("a", 1), &writing));
        g_assert_error(writing, CCOT_ERROR, CCOT_ERROR_RETRY);
        g_autoptr(GError) sealing = NULL;
        g_assert_false(bytes_seal(-1, &sealing));
        g_assert_error(sealing, CCOT_ERROR, CCOT_ERROR_BUG);
}

int
main(int argc, char **argv)
{
        g_test_init(&argc, &argv, NULL);
        g_test_add_func("/bytes/cursor-reads-little-endian", test_cursor_reads);
        g_test_add_func("/bytes/cursor-ends", test_cursor_ends);
        g_test_add_func("/bytes/failure-stays", test_failure_stays);
        g_test_add_func("/bytes/number-cut-short", test_number_cut_short);
        g_test_add_func("/bytes/find", test_find);
        g_test_add_func("/bytes/comparing", test_comparing);
        g_test_add_func("/bytes/sealed-file-cannot-change", test_sealed_file);
        g_test_add_func("/bytes/mapping-limits", test_mapping_limits);
        g_test_add_func("/bytes/mapping-of-nothing", test_mapping_of_nothing);
        g_test_add_func("/bytes/missing-seal-is-refused", test_missing_seal);
        g_test_add_func("/bytes/mapping-of-something-else", test_mapping_of_something_else);
        g_test_add_func("/bytes/read-all-limit", test_read_all);
        g_test_add_func("/bytes/broken-descriptor", test_broken_descriptor);
        return g_test_run();
}
