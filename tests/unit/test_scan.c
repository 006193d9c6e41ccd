/* daemon/scan: what intake answers to each frame of fetch. The database and the peer are played here: a table of
 * verdicts, a list of stored UIDs, and the frames that would have gone to fetch as lines of text. */
#include "base/digest.h"
#include "base/error.h"
#include "base/own.h"
#include "daemon/protocol.h"
#include "daemon/scan.h"
#include "db/mailbox_store.h"
#include "db/message_store.h"
#include "db/restore_store.h"

#include <sys/socket.h>

static const guint64 EPOCH = (1ULL << 32) + 5;

struct Db {
        bool away;
        guint64 previous_uidvalidity;
        ListedVerdict verdict;
        StoreResult result;
        GString *rows; /* one line a change */
};

struct FetchPeer {
        GString *answers;
};

static bool
db_answers(Db *db, GError **error)
{
        if (db->away)
                g_set_error(error, CCOT_ERROR, CCOT_ERROR_RETRY, "away");
        return !db->away;
}

bool
mailbox_store_first_start(Db *db, const char *mailbox, Instant *ret_first_start, GError **error)
{
        *ret_first_start = 0;
        return db_answers(db, error);
}

bool
mailbox_store_folder(Db *db, const char *mailbox, const char *folder, guint64 uidvalidity, guint64 *ret_previous,
                     GError **error)
{
        *ret_previous = db->previous_uidvalidity;
        g_string_append_printf(db->rows, "folder %s %" G_GUINT64_FORMAT "\n", folder, uidvalidity);
        return db_answers(db, error);
}

bool
mailbox_store_epoch(Db *db, guint64 *ret_uidvalidity, GError **error)
{
        *ret_uidvalidity = EPOCH;
        return db_answers(db, error);
}

bool
mailbox_store_listed(Db *db, const char *mailbox, const char *folder, guint64 uidvalidity, const ListedUid *listed,
                     unsigned count, bool move, ListedVerdict *ret_verdicts, GError **error)
{
        for (unsigned i = 0; i < count; i++)
                ret_verdicts[i] = db->verdict;
        return db_answers(db, error);
}

bool
mailbox_store_moved(Db *db, const char *mailbox, const char *folder, guint64 uidvalidity, guint64 uid,
                    guint64 target_uidvalidity, guint64 target_uid, GError **error)
{
        if (!db_answers(db, error))
                return false;
        g_string_append_printf(db->rows, "moved %s %" G_GUINT64_FORMAT " to %" G_GUINT64_FORMAT "\n", folder, uid,
                               target_uid);
        return true;
}

bool
mailbox_store_gone(Db *db, const char *mailbox, const char *folder, guint64 uidvalidity, guint64 uid, GError **error)
{
        g_string_append_printf(db->rows, "gone %" G_GUINT64_FORMAT "\n", uid);
        return db_answers(db, error);
}

bool
mailbox_store_refused(Db *db, const char *mailbox, const char *folder, guint64 uidvalidity, guint64 uid,
                      const char *reason, GError **error)
{
        g_string_append_printf(db->rows, "refused %" G_GUINT64_FORMAT "\n", uid);
        return db_answers(db, error);
}

bool
restore_store_filed(Db *db, const char *mailbox, const char *folder, bool failed, guint64 uidvalidity,
                    const ListedUid *listed, unsigned count, ListedVerdict *ret_verdicts, GError **error)
{
        g_string_append_printf(db->rows, "filed %s%s\n", folder, failed ? " failed" : "");
        for (unsigned i = 0; i < count; i++)
                ret_verdicts[i] = db->verdict;
        return db_answers(db, error);
}

bool
restore_store_done(Db *db, const char *mailbox, const char *folder, GError **error)
{
        g_string_append_printf(db->rows, "done %s\n", folder);
        return db_answers(db, error);
}

bool
restore_store_put(Db *db, const MessageOrigin *origin, Bytes raw, gint64 *ret_message_id, StoreResult *ret_result,
                  GError **error)
{
        g_string_append(db->rows, "filed ");
        return message_store_put(db, origin, raw, ret_message_id, ret_result, error);
}

bool
message_store_put(Db *db, const MessageOrigin *origin, Bytes raw, gint64 *ret_message_id, StoreResult *ret_result,
                  GError **error)
{
        if (!db_answers(db, error))
                return false;
        *ret_message_id = 1;
        *ret_result = db->result;
        g_string_append_printf(db->rows, "put %" G_GUINT64_FORMAT " %zu%s%s%s\n", origin->uid, raw.length,
                               origin->junk ? " junk" : "", origin->suspect ? " suspect" : "",
                               origin->over_limit ? " over-limit" : "");
        return true;
}

Db *
db_open(const char *conninfo, const char *role, const char *application, GError **error)
{
        g_assert_not_reached();
}

void
db_free(Db *db)
{
        g_assert_null(db);
}

/* The real frames cross a socket, so that what fetch would read is what is checked. */
void
fetch_peer_send(FetchPeer *peer, Frame *frame)
{
        int ends[2];
        g_assert_true(frame_pair(ends, NULL));
        g_assert_true(frame_send(ends[0], frame, NULL));
        g_autoptr(Frame) arrived = frame_receive(ends[1], NULL);
        frame_free(frame);
        g_string_append_c(peer->answers, (char) frame_kind(arrived));
        while (!frame_complete(arrived))
                g_string_append_printf(peer->answers, " %" G_GUINT64_FORMAT, frame_get_u64(arrived));
        g_string_append_c(peer->answers, '\n');
        (void) close(ends[0]);
        (void) close(ends[1]);
}

bool
fetch_peer_flush(FetchPeer *peer, GError **error)
{
        return true;
}

typedef struct {
        ConfigMailbox mailbox;
        Config config;
        Db db;
        FetchPeer peer;
        Scan *scan;
        int ends[2];
} Fixture;

static void
fixture_set_up(Fixture *fixture, gconstpointer data)
{
        fixture->mailbox = (ConfigMailbox){ .name = g_strdup("m"),
                                            .folder = g_strdup("INBOX"),
                                            .processed_folder = g_strdup("Processed"),
                                            .failed_folder = g_strdup("Failed"),
                                            .further_folders = g_ptr_array_new(),
                                            .move = true,
                                            .message_mib = 1 };
        g_ptr_array_add(fixture->mailbox.further_folders, g_strdup("Junk"));
        fixture->db = (Db){ .rows = g_string_new(NULL) };
        fixture->peer.answers = g_string_new(NULL);
        fixture->scan = scan_new(&fixture->config, &fixture->mailbox, false, data != NULL);
        g_assert_true(frame_pair(fixture->ends, NULL));
}

static void
fixture_tear_down(Fixture *fixture, gconstpointer data)
{
        scan_free(fixture->scan);
        g_free(fixture->mailbox.name);
        g_free(fixture->mailbox.folder);
        g_free(fixture->mailbox.processed_folder);
        g_free(fixture->mailbox.failed_folder);
        g_ptr_array_set_free_func(fixture->mailbox.further_folders, g_free);
        g_ptr_array_unref(fixture->mailbox.further_folders);
        g_string_free(fixture->db.rows, TRUE);
        g_string_free(fixture->peer.answers, TRUE);
        (void) close(fixture->ends[0]);
        (void) close(fixture->ends[1]);
}

/* -1: handled; otherwise the error's code. Takes the frame. */
static int
give(Fixture *fixture, Frame *frame, bool database)
{
        g_autoptr(GError) error = NULL;
        g_assert_true(frame_send(fixture->ends[0], frame, NULL));
        frame_free(frame);
        g_autoptr(Frame) arrived = frame_receive(fixture->ends[1], NULL);
        const bool done = scan_frame(fixture->scan, database ? &fixture->db : NULL, &fixture->peer, arrived, &error);
        g_assert_cmpint(done, ==, error == NULL);
        return done ? -1 : error->code;
}

static int
give_folder(Fixture *fixture, guint64 serial, const char *folder, guint64 uidvalidity)
{
        Frame *frame = frame_new(FRAME_FOLDER);
        frame_put_u64(frame, serial);
        frame_put_string(frame, folder);
        frame_put_u64(frame, uidvalidity);
        return give(fixture, frame, true);
}

static int
give_listed(Fixture *fixture, guint64 first, guint64 second)
{
        Frame *frame = frame_new(FRAME_LISTED);
        const guint64 values[] = { 2, 1, first, 10, 0, second, 10, 0 };
        for (unsigned i = 0; i < G_N_ELEMENTS(values); i++)
                frame_put_u64(frame, values[i]);
        return give(fixture, frame, true);
}

static int
give_numbers(Fixture *fixture, uint8_t kind, guint64 first, guint64 second, guint64 third)
{
        Frame *frame = frame_new(kind);
        frame_put_u64(frame, first);
        frame_put_u64(frame, second);
        frame_put_u64(frame, third);
        return give(fixture, frame, true);
}

static Frame *
message_frame(guint64 uid, const char *octets, const char *digest_over, bool discarded)
{
        Frame *frame = frame_new(FRAME_MESSAGE);
        const DigestHex digest = digest_of(bytes_of_string(digest_over));
        frame_put_u64(frame, uid);
        frame_put_u64(frame, 0);
        frame_put_u64(frame, strlen(octets));
        frame_put_string(frame, digest.hex);
        frame_put_u64(frame, discarded);
        if (!discarded) {
                g_auto(OwnedFd) fd = bytes_to_memfd(bytes_of_string(octets), "test", NULL);
                frame_put_fd(frame, fd);
        }
        return frame;
}

static void
expect(GString *text, const char *wanted)
{
        g_assert_cmpstr(text->str, ==, wanted);
        g_string_truncate(text, 0);
}

static void
select_and_list(Fixture *fixture, ListedVerdict verdict)
{
        fixture->db.verdict = verdict;
        g_assert_cmpint(give_folder(fixture, 1, "INBOX", 7), ==, -1);
        g_assert_cmpint(give_listed(fixture, 3, 4), ==, -1);
        g_string_truncate(fixture->db.rows, 0);
}

static void
test_fetch_store_move(Fixture *fixture, gconstpointer data)
{
        select_and_list(fixture, LISTED_FETCH);
        expect(fixture->peer.answers, "f 1 2 3 4\nd 1\n");
        g_assert_cmpint(give(fixture, message_frame(3, "a\r\n", "a\r\n", false), true), ==, -1);
        expect(fixture->db.rows, "put 3 3\n");
        expect(fixture->peer.answers, "s 1 3\nm 1 3 0\n");
        g_assert_cmpint(give_numbers(fixture, FRAME_MOVED, 3, 9, 11), ==, -1);
        expect(fixture->db.rows, "moved INBOX 3 to 11\n");
        const ScanCounts counts = scan_take_counts(fixture->scan);
        g_assert_cmpuint(counts.stored, ==, 1);
        g_assert_cmpuint(counts.moved, ==, 1);
}

/* After a restore: what a target folder holds and the register lacks is taken in, and stays where it is. */
static void
test_filed(Fixture *fixture, gconstpointer data)
{
        fixture->db.verdict = LISTED_FETCH;
        g_assert_cmpint(give_folder(fixture, 1, "Processed", 7), ==, -1);
        g_assert_cmpint(give_listed(fixture, 3, 4), ==, -1);
        expect(fixture->db.rows, "filed Processed\n");
        expect(fixture->peer.answers, "f 1 2 3 4\nd 1\n");
        g_assert_cmpint(give(fixture, message_frame(3, "Scan in progress", "Scan in progress", false), true), ==, -1);
        expect(fixture->db.rows, "filed put 3 16\n");
        expect(fixture->peer.answers, "s 1 3\n");
        fixture->db.verdict = LISTED_NOTHING;
        g_assert_cmpint(give_folder(fixture, 2, "Failed", 7), ==, -1);
        g_assert_cmpint(give_listed(fixture, 3, 4), ==, -1);
        expect(fixture->db.rows, "filed Failed failed\ndone Failed\n");
        expect(fixture->peer.answers, "d 2\n");
        /* without numbers that last nothing could be known again */
        g_assert_cmpint(give_folder(fixture, 3, "Processed", 0), ==, -1);
        g_assert_cmpint(give_listed(fixture, 3, 4), ==, -1);
        expect(fixture->db.rows, "");
}

static void
test_verdicts(Fixture *fixture, gconstpointer data)
{
        select_and_list(fixture, LISTED_MOVE_PROCESSED);
        expect(fixture->peer.answers, "m 1 3 0\nm 1 4 0\nd 1\n");
        fixture->db.verdict = LISTED_MOVE_FAILED;
        g_assert_cmpint(give_listed(fixture, 3, 4), ==, -1);
        expect(fixture->peer.answers, "m 1 3 1\nm 1 4 1\nd 1\n");
        fixture->db.verdict = LISTED_LATER;
        g_assert_cmpint(give_listed(fixture, 3, 4), ==, -1);
        expect(fixture->peer.answers, "w 1 3 20\nw 1 4 20\nd 1\n");
        fixture->db.verdict = LISTED_NOTHING;
        g_assert_cmpint(give_listed(fixture, 3, 4), ==, -1);
        expect(fixture->peer.answers, "d 1\n");
}

static void
test_pilot_moves_nothing(Fixture *fixture, gconstpointer data)
{
        fixture->mailbox.move = false;
        select_and_list(fixture, LISTED_FETCH);
        g_string_truncate(fixture->peer.answers, 0);
        g_assert_cmpint(give(fixture, message_frame(3, "a", "a", false), true), ==, -1);
        expect(fixture->peer.answers, "s 1 3\n");
}

static void
test_placeholder_waits(Fixture *fixture, gconstpointer data)
{
        select_and_list(fixture, LISTED_FETCH);
        g_string_truncate(fixture->peer.answers, 0);
        g_assert_cmpint(give(fixture, message_frame(3, "Scan in progress", "Scan in progress", false), true), ==, -1);
        expect(fixture->db.rows, "put 3 16 suspect\n");
        expect(fixture->peer.answers, "s 1 3\nw 1 3 20\n");
        fixture->db.result = STORE_SAME;
        g_assert_cmpint(give(fixture, message_frame(4, "Scan in progress", "Scan in progress", false), true), ==, -1);
        expect(fixture->peer.answers, "s 1 4\nw 1 4 60\n");
        g_assert_cmpuint(scan_take_counts(fixture->scan).waiting, ==, 1);
}

static void
test_over_the_cap(Fixture *fixture, gconstpointer data)
{
        select_and_list(fixture, LISTED_FETCH);
        g_string_truncate(fixture->peer.answers, 0);
        g_assert_cmpint(give(fixture, message_frame(3, "a", "a", true), true), ==, -1);
        expect(fixture->db.rows, "put 3 0 over-limit\n");
        expect(fixture->peer.answers, "s 1 3\nm 1 3 1\n");
        /* A megabyte and an octet that come all the same. */
        g_autofree char *big = g_strnfill(1024 * 1024 + 1, 'a');
        g_assert_cmpint(give(fixture, message_frame(4, big, big, false), true), ==, CCOT_ERROR_LIMIT);
}

static void
test_at_the_cap(Fixture *fixture, gconstpointer data)
{
        select_and_list(fixture, LISTED_FETCH);
        g_autofree char *big = g_strnfill(1024 * 1024, 'a');
        g_assert_cmpint(give(fixture, message_frame(4, big, big, false), true), ==, -1);
        expect(fixture->db.rows, "put 4 1048576\n");
}

static void
test_further_folder_is_junk(Fixture *fixture, gconstpointer data)
{
        fixture->db.verdict = LISTED_FETCH;
        g_assert_cmpint(give_folder(fixture, 1, "INBOX", 7), ==, -1);
        g_assert_cmpint(give_folder(fixture, 2, "Junk", 8), ==, -1);
        g_assert_cmpint(give_listed(fixture, 3, 4), ==, -1);
        expect(fixture->peer.answers, "f 2 2 3 4\nd 2\n");
        g_string_truncate(fixture->db.rows, 0);
        g_assert_cmpint(give(fixture, message_frame(3, "a", "a", false), true), ==, -1);
        expect(fixture->db.rows, "put 3 1 junk\n");
}

static void
test_no_uidvalidity(Fixture *fixture, gconstpointer data)
{
        g_assert_cmpint(give_folder(fixture, 1, "INBOX", 0), ==, -1);
        expect(fixture->db.rows, "folder INBOX 4294967301\n");
}

/* Each is refused as the peer's fault, and nothing is stored or answered. */
static void
test_wrong_frames(Fixture *fixture, gconstpointer data)
{
        g_assert_cmpint(give_folder(fixture, 1, "Elsewhere", 7), ==, CCOT_ERROR_INPUT);
        select_and_list(fixture, LISTED_FETCH);
        g_string_truncate(fixture->peer.answers, 0);
        g_assert_cmpint(give_folder(fixture, 1, "INBOX", 7), ==, CCOT_ERROR_INPUT);
        g_assert_cmpint(give_folder(fixture, 2, "INBOX", 1ULL << 32), ==, CCOT_ERROR_INPUT);
        g_assert_cmpint(give_listed(fixture, 4, 4), ==, CCOT_ERROR_INPUT);
        g_assert_cmpint(give_listed(fixture, 0, 4), ==, CCOT_ERROR_INPUT);
        g_assert_cmpint(give_listed(fixture, 3, 1ULL << 32), ==, CCOT_ERROR_INPUT);
        g_assert_cmpint(give_numbers(fixture, FRAME_MOVED, 3, 0, 0), ==, CCOT_ERROR_INPUT);
        Frame *gone = frame_new(FRAME_GONE);
        frame_put_u64(gone, 5);
        g_assert_cmpint(give(fixture, gone, true), ==, CCOT_ERROR_INPUT);
        g_assert_cmpint(give_numbers(fixture, 'Z', 3, 0, 0), ==, CCOT_ERROR_INPUT);
        g_assert_cmpint(give(fixture, message_frame(5, "a", "a", false), true), ==, CCOT_ERROR_INPUT);
        g_assert_cmpint(give(fixture, message_frame(3, "a", "b", false), true), ==, CCOT_ERROR_INPUT);
        /* The same UID a second time: it was answered, if badly. */
        g_assert_cmpint(give(fixture, message_frame(3, "a", "a", false), true), ==, CCOT_ERROR_INPUT);
        expect(fixture->db.rows, "");
        expect(fixture->peer.answers, "");
}

static void
test_listing_limit(Fixture *fixture, gconstpointer data)
{
        g_assert_cmpint(give_folder(fixture, 1, "INBOX", 7), ==, -1);
        for (guint64 count = 1000; count <= 1001; count++) {
                Frame *frame = frame_new(FRAME_LISTED);
                frame_put_u64(frame, count);
                frame_put_u64(frame, 1);
                for (guint64 uid = 1; uid <= count; uid++) {
                        frame_put_u64(frame, uid);
                        frame_put_u64(frame, 1);
                        frame_put_u64(frame, 0);
                }
                g_assert_cmpint(give(fixture, frame, true), ==, count == 1000 ? -1 : CCOT_ERROR_INPUT);
        }
}

/* STORED is said after the commit and at no other time. */
static void
test_database_away(Fixture *fixture, gconstpointer data)
{
        select_and_list(fixture, LISTED_FETCH);
        g_assert_cmpint(give(fixture, message_frame(3, "a", "a", false), true), ==, -1);
        g_string_truncate(fixture->peer.answers, 0);
        g_string_truncate(fixture->db.rows, 0);
        fixture->db.away = true;
        g_assert_cmpint(give(fixture, message_frame(4, "a", "a", false), true), ==, CCOT_ERROR_RETRY);
        expect(fixture->peer.answers, "");
        scan_pause(fixture->scan);

        /* Without a database a confirmed move is kept, everything else dropped until the next FOLDER. */
        Frame *moved = frame_new(FRAME_MOVED);
        frame_put_u64(moved, 3);
        frame_put_u64(moved, 9);
        frame_put_u64(moved, 11);
        g_assert_cmpint(give(fixture, moved, false), ==, -1);
        fixture->db.away = false;
        g_assert_true(scan_catch_up(fixture->scan, &fixture->db, NULL));
        expect(fixture->db.rows, "moved INBOX 3 to 11\n");
        g_assert_cmpint(give_listed(fixture, 3, 4), ==, -1);
        expect(fixture->peer.answers, "");
        g_assert_cmpint(give_folder(fixture, 2, "INBOX", 7), ==, -1);
        g_assert_cmpint(give_listed(fixture, 3, 4), ==, -1);
        expect(fixture->peer.answers, "f 2 2 3 4\nd 2\n");
}

static void
test_gone_and_refused(Fixture *fixture, gconstpointer data)
{
        select_and_list(fixture, LISTED_FETCH);
        Frame *gone = frame_new(FRAME_GONE);
        frame_put_u64(gone, 3);
        g_assert_cmpint(give(fixture, gone, true), ==, -1);
        Frame *refused = frame_new(FRAME_REFUSED);
        frame_put_u64(refused, 4);
        frame_put_string(refused, "not handed out");
        g_assert_cmpint(give(fixture, refused, true), ==, -1);
        expect(fixture->db.rows, "gone 3\nrefused 4\n");
        /* what was refused a moment ago is not asked for again by each scan */
        g_string_truncate(fixture->peer.answers, 0);
        g_assert_cmpint(give_folder(fixture, 2, "INBOX", 7), ==, -1);
        g_assert_cmpint(give_listed(fixture, 3, 4), ==, -1);
        expect(fixture->peer.answers, "f 2 1 3\nd 2\n");
        g_assert_cmpint(give_folder(fixture, 3, "Junk", 7), ==, -1);
        g_string_truncate(fixture->peer.answers, 0);
        g_assert_cmpint(give_listed(fixture, 3, 4), ==, -1);
        expect(fixture->peer.answers, "f 3 2 3 4\nd 3\n");
}

/* A move that fails changes no row: the message is stored. */
static void
test_move_refused(Fixture *fixture, gconstpointer data)
{
        select_and_list(fixture, LISTED_MOVE_PROCESSED);
        Frame *refused = frame_new(FRAME_REFUSED);
        frame_put_u64(refused, 4);
        frame_put_string(refused, "over quota");
        g_assert_cmpint(give(fixture, refused, true), ==, -1);
        expect(fixture->db.rows, "");
        g_assert_cmpuint(scan_take_counts(fixture->scan).move_fault, ==, 1);
}

int
main(int argc, char **argv)
{
        static const struct {
                const char *path;
                void (*test)(Fixture *, gconstpointer);
        } tests[] = {
                { "/scan/fetch-store-move", test_fetch_store_move },
                { "/scan/verdicts", test_verdicts },
                { "/scan/pilot-moves-nothing", test_pilot_moves_nothing },
                { "/scan/placeholder-waits", test_placeholder_waits },
                { "/scan/over-the-cap", test_over_the_cap },
                { "/scan/at-the-cap", test_at_the_cap },
                { "/scan/further-folder-is-junk", test_further_folder_is_junk },
                { "/scan/no-uidvalidity", test_no_uidvalidity },
                { "/scan/wrong-frames", test_wrong_frames },
                { "/scan/listing-limit", test_listing_limit },
                { "/scan/database-away", test_database_away },
                { "/scan/gone-and-refused", test_gone_and_refused },
                { "/scan/move-refused", test_move_refused },
        };
        g_test_init(&argc, &argv, NULL);
        for (unsigned i = 0; i < G_N_ELEMENTS(tests); i++)
                g_test_add(tests[i].path, Fixture, NULL, fixture_set_up, tests[i].test, fixture_tear_down);
        g_test_add("/scan/filed", Fixture, "restored", fixture_set_up, test_filed, fixture_tear_down);
        return g_test_run();
}
