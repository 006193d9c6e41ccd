#include "base/frame.h"

#include "base/error.h"
#include "base/limits.h"
#include "base/own.h"

#include <fcntl.h>
#include <string.h>
#include <sys/socket.h>

typedef struct {
        OwnedFd here;
        OwnedFd there;
} Pair;

static void
pair_open(Pair *pair)
{
        g_autoptr(GError) error = NULL;
        int ends[2];
        g_assert_true(frame_pair(ends, &error));
        pair->here = ends[0];
        pair->there = ends[1];
}

static void
pair_clear(Pair *pair)
{
        own_fd_clear(&pair->here);
        own_fd_clear(&pair->there);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Pair, pair_clear)

static void
test_round_trip(void)
{
        g_auto(Pair) pair = { -1, -1 };
        pair_open(&pair);
        g_assert_cmpint(fcntl(pair.here, F_GETFD) & FD_CLOEXEC, ==, FD_CLOEXEC);
        g_autoptr(GError) error = NULL;
        g_autoptr(Frame) sent = frame_new('M');
        frame_put_u64(sent, G_MAXUINT64);
        frame_put_string(sent, "INBOX/\xC3\xA2");
        frame_put_string(sent, NULL);
        frame_put_octets(sent, bytes_of("a\0b", 3));
        frame_put_u64(sent, 0);
        g_assert_true(frame_send(pair.here, sent, &error));
        g_autoptr(Frame) got = frame_receive(pair.there, &error);
        g_assert_no_error(error);
        g_assert_cmpint(frame_kind(got), ==, 'M');
        g_assert_false(frame_complete(got));
        g_assert_cmpuint(frame_get_u64(got), ==, G_MAXUINT64);
        g_assert_cmpstr(frame_get_string(got), ==, "INBOX/\xC3\xA2");
        g_assert_cmpstr(frame_get_string(got), ==, "");
        const Bytes octets = frame_get_octets(got);
        g_assert_cmpmem(octets.data, octets.length, "a\0b", 3);
        g_assert_cmpuint(frame_get_u64(got), ==, 0);
        g_assert_true(frame_complete(got));
        g_assert_cmpint(frame_take_fd(got), ==, -1);
}

static void
test_end_of_file(void)
{
        g_auto(Pair) pair = { -1, -1 };
        pair_open(&pair);
        g_autoptr(GError) error = NULL;
        g_autoptr(Frame) last = frame_new('d');
        g_assert_true(frame_send(pair.here, last, &error));
        own_fd_clear(&pair.here);
        g_autoptr(Frame) got = frame_receive(pair.there, &error);
        g_assert_nonnull(got);
        g_assert_true(frame_complete(got));
        g_assert_null(frame_receive(pair.there, &error));
        g_assert_no_error(error);
        g_assert_false(frame_send(pair.there, last, &error));
        g_assert_error(error, CCOT_ERROR, CCOT_ERROR_RETRY);
}

static void
test_limit(void)
{
        /* kind octet, tag, length and payload make the frame */
        const size_t fits = (size_t) LIMIT_FRAME - 1 - 1 - 8;
        g_autofree char *many = g_strnfill(LIMIT_FRAME, 'x');
        for (size_t length = fits - 1; length <= fits + 1; length++) {
                g_auto(Pair) pair = { -1, -1 };
                pair_open(&pair);
                g_autoptr(GError) error = NULL;
                g_autoptr(Frame) sent = frame_new('J');
                frame_put_octets(sent, bytes_of(many, length));
                const bool done = frame_send(pair.here, sent, &error);
                g_assert_cmpint(done, ==, length <= fits);
                if (!done) {
                        g_assert_error(error, CCOT_ERROR, CCOT_ERROR_BUG);
                        continue;
                }
                g_autoptr(Frame) got = frame_receive(pair.there, &error);
                g_assert_no_error(error);
                g_assert_cmpuint(frame_get_octets(got).length, ==, length);
        }
}

/* A peer that does not use this code may send more. */
static void
test_oversized_from_peer(void)
{
        for (size_t length = LIMIT_FRAME; length <= LIMIT_FRAME + 2; length++) {
                g_auto(Pair) pair = { -1, -1 };
                pair_open(&pair);
                g_autoptr(GError) error = NULL;
                g_autofree char *many = g_strnfill(length, 'x');
                g_assert_cmpint(send(pair.here, many, length, 0), ==, length);
                g_autoptr(Frame) got = frame_receive(pair.there, &error);
                g_assert_true((got != NULL) == (length <= LIMIT_FRAME));
                if (got == NULL)
                        g_assert_error(error, CCOT_ERROR, CCOT_ERROR_INPUT);
        }
}

typedef enum { READ_NUMBER, READ_STRING, READ_OCTETS } Reading;

static const struct {
        const char *rule;
        Bytes raw;
        Reading reading;
} bad_bodies[] = {
#define RAW(literal)                                                                                                   \
        {                                                                                                              \
                (const uint8_t *) (literal), sizeof(literal) - 1                                                       \
        }
        { "no value", RAW("K"), READ_NUMBER },
        { "tag alone", RAW("Kn"), READ_NUMBER },
        { "number cut short", RAW("Kn\1\2\3\4\5\6\7"), READ_NUMBER },
        { "octets where a number belongs", RAW("Ks\1\0\0\0\0\0\0\0a"), READ_NUMBER },
        { "number where a string belongs", RAW("Kn\0\0\0\0\0\0\0\0"), READ_STRING },
        { "unknown tag", RAW("Kz\0\0\0\0\0\0\0\0"), READ_OCTETS },
        { "length one too great", RAW("Ks\2\0\0\0\0\0\0\0a"), READ_OCTETS },
        { "length of all ones",
          RAW("Ks\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF"
              "a"),
          READ_OCTETS },
        { "length over the limit", RAW("Ks\1\0\1\0\0\0\0\0a"), READ_OCTETS },
        { "string with a NUL", RAW("Ks\2\0\0\0\0\0\0\0a\0"), READ_STRING },
        { "string that is not UTF-8", RAW("Ks\1\0\0\0\0\0\0\0\xFF"), READ_STRING },
        { "something after the value", RAW("Kn\0\0\0\0\0\0\0\0x"), READ_NUMBER },
};

static void
test_bad_bodies(void)
{
        for (unsigned i = 0; i < G_N_ELEMENTS(bad_bodies); i++) {
                g_auto(Pair) pair = { -1, -1 };
                pair_open(&pair);
                g_test_message("%s", bad_bodies[i].rule);
                const Bytes raw = bad_bodies[i].raw;
                g_assert_cmpint(send(pair.here, raw.data, raw.length, 0), ==, raw.length);
                g_autoptr(Frame) got = frame_receive(pair.there, NULL);
                g_assert_nonnull(got);
                if (bad_bodies[i].reading == READ_NUMBER)
                        g_assert_cmpuint(frame_get_u64(got), ==, 0);
                else if (bad_bodies[i].reading == READ_STRING)
                        g_assert_cmpstr(frame_get_string(got), ==, "");
                else
                        g_assert_cmpuint(frame_get_octets(got).length, ==, 0);
                g_assert_false(frame_complete(got));
        }
}

static void
test_failure_stays(void)
{
        g_auto(Pair) pair = { -1, -1 };
        pair_open(&pair);
        g_autoptr(Frame) sent = frame_new('K');
        frame_put_u64(sent, 7);
        frame_put_u64(sent, 8);
        g_assert_true(frame_send(pair.here, sent, NULL));
        g_autoptr(Frame) got = frame_receive(pair.there, NULL);
        g_assert_cmpstr(frame_get_string(got), ==, "");
        g_assert_cmpuint(frame_get_u64(got), ==, 0);
        g_assert_cmpuint(frame_get_u64(got), ==, 0);
        g_assert_false(frame_complete(got));
}

static void
test_descriptor(void)
{
        g_auto(Pair) pair = { -1, -1 };
        pair_open(&pair);
        g_autoptr(GError) error = NULL;
        g_auto(OwnedFd) file = bytes_to_memfd(bytes_of("mail", 4), "mail", &error);
        g_autoptr(Frame) sent = frame_new('M');
        frame_put_fd(sent, file);
        g_assert_true(frame_send(pair.here, sent, &error));
        g_autoptr(Frame) got = frame_receive(pair.there, &error);
        g_assert_no_error(error);
        g_auto(OwnedFd) taken = frame_take_fd(got);
        g_assert_cmpint(taken, >=, 0);
        g_assert_cmpint(fcntl(taken, F_GETFD) & FD_CLOEXEC, ==, FD_CLOEXEC);
        g_assert_cmpint(frame_take_fd(got), ==, -1);
        g_autoptr(BytesMapping) mapping = bytes_mapping_new(taken, 4, 4, &error);
        g_assert_no_error(error);
        g_assert_cmpint(fcntl(file, F_GETFD), >=, 0);
}

static void
test_descriptor_that_is_closed(void)
{
        g_auto(Pair) pair = { -1, -1 };
        pair_open(&pair);
        g_autoptr(GError) error = NULL;
        g_autoptr(Frame) sent = frame_new('M');
        frame_put_fd(sent, 9999);
        g_assert_false(frame_send(pair.here, sent, &error));
        g_assert_error(error, CCOT_ERROR, CCOT_ERROR_BUG);
}

static unsigned
count_descriptors(void)
{
        g_autoptr(GDir) folder = g_dir_open("/proc/self/fd", 0, NULL);
        unsigned count = 0;
        while (g_dir_read_name(folder) != NULL)
                count++;
        return count;
}

static void
send_descriptors(int socket, unsigned count)
{
        union {
                struct cmsghdr header;
                char space[CMSG_SPACE(8 * sizeof(int))];
        } control = { 0 };
        struct iovec part = { .iov_base = (char[]){ 'M' }, .iov_len = 1 };
        struct msghdr message = { .msg_iov = &part, .msg_iovlen = 1, .msg_control = control.space };
        message.msg_controllen = CMSG_SPACE(count * sizeof(int));
        struct cmsghdr *header = CMSG_FIRSTHDR(&message);
        header->cmsg_level = SOL_SOCKET;
        header->cmsg_type = SCM_RIGHTS;
        header->cmsg_len = CMSG_LEN(count * sizeof(int));
        for (unsigned i = 0; i < count; i++)
                memcpy(CMSG_DATA(header) + i * sizeof(int), &socket, sizeof socket);
        g_assert_cmpint(sendmsg(socket, &message, 0), ==, 1);
}

/* More descriptors than one are refused, and none of them stays open here. */
static void
test_many_descriptors(void)
{
        g_auto(Pair) pair = { -1, -1 };
        pair_open(&pair);
        const unsigned before = count_descriptors();
        for (unsigned count = 1; count <= 8; count++) {
                g_autoptr(GError) error = NULL;
                send_descriptors(pair.here, count);
                g_autoptr(Frame) got = frame_receive(pair.there, &error);
                if (count == 1)
                        g_assert_no_error(error);
                else
                        g_assert_error(error, CCOT_ERROR, CCOT_ERROR_INPUT);
                g_assert_true((got != NULL) == (count == 1));
        }
        g_assert_cmpuint(count_descriptors(), ==, before);
}

int
main(int argc, char **argv)
{
        g_test_init(&argc, &argv, NULL);
        g_test_add_func("/frame/round-trip", test_round_trip);
        g_test_add_func("/frame/end-of-file", test_end_of_file);
        g_test_add_func("/frame/limit", test_limit);
        g_test_add_func("/frame/oversized-from-peer", test_oversized_from_peer);
        g_test_add_func("/frame/bad-bodies", test_bad_bodies);
        g_test_add_func("/frame/failure-stays", test_failure_stays);
        g_test_add_func("/frame/descriptor", test_descriptor);
        g_test_add_func("/frame/descriptor-that-is-closed", test_descriptor_that_is_closed);
        g_test_add_func("/frame/many-descriptors", test_many_descriptors);
        return g_test_run();
}
