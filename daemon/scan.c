#include "daemon/scan.h"

#include "base/clock.h"
#include "base/digest.h"
#include "base/error.h"
#include "base/failpoint.h"
#include "base/limits.h"
#include "base/log.h"
#include "base/own.h"
#include "daemon/lane.h"
#include "daemon/placeholder.h"
#include "daemon/protocol.h"
#include "db/mailbox_store.h"
#include "db/message_store.h"
#include "db/restore_store.h"

enum {
        TARGET_PROCESSED = 0,
        TARGET_FAILED = 1,
        WAIT_SECONDS = 20,       /* a suspected placeholder is judged within a second or two */
        WAIT_AGAIN_SECONDS = 60, /* a known placeholder: gateways take minutes */
        WAIT_ONCE_SECONDS = 1,
        REFUSED_MS = 30 * 1000, /* fetch keeps the pace of its tries, a minute at the least; this keeps scans quiet */
};
static const guint64 UID_LAST = G_MAXUINT32; /* RFC 3501 2.3.1.1: UIDs and UIDVALIDITY have 32 bits */

/* A UID that this fetch is not asked for at each listing: a waiting placeholder, or one that the server would not hand
 * out. The next fetch, and so the next daemon, is asked anew. */
typedef struct {
        gint64 until; /* ticks */
        char *reason; /* of a refusal; NULL: it waits */
} Rest;

typedef struct {
        char *folder;
        guint64 uidvalidity;
        guint64 uid;
        guint64 target_uidvalidity;
        guint64 target_uid;
} KeptMove;

struct Scan {
        const Config *config;
        const ConfigMailbox *mailbox;
        bool once;
        bool knows_first_start;
        Instant first_start;
        guint64 serial; /* of the last FOLDER */
        bool selected;  /* what comes belongs to that FOLDER and is answered */
        char *folder;
        guint64 uidvalidity;
        bool foreign;       /* a target folder */
        bool filed;         /* what such a folder holds and the register lacks is asked for; else it is only listed */
        bool lacks;         /* the listing in hand has such a mail */
        GHashTable *epochs; /* folder -> guint64*, for servers without UIDVALIDITY */
        GHashTable *asked;  /* UIDs asked for and not answered */
        GHashTable *moving; /* UIDs told to move and not answered */
        GHashTable *rests;  /* "uid uidvalidity folder" -> Rest* */
        GQueue *kept;       /* of KeptMove*: moved, not yet recorded */
        ScanCounts counts;
};

static void
scan_kept_free(gpointer data)
{
        KeptMove *move = data;
        g_free(move->folder);
        g_free(move);
}

static void
scan_rest_free(gpointer data)
{
        Rest *rest = data;
        g_free(rest->reason);
        g_free(rest);
}

static char *
scan_rest_key(const Scan *scan, guint64 uid)
{
        return g_strdup_printf("%" G_GUINT64_FORMAT " %" G_GUINT64_FORMAT " %s", uid, scan->uidvalidity, scan->folder);
}

static bool
scan_rests(const Scan *scan, guint64 uid)
{
        g_autofree char *key = scan_rest_key(scan, uid);
        const Rest *rest = g_hash_table_lookup(scan->rests, key);
        return rest != NULL && clock_ticks() < rest->until;
}

/* False when it rests for the same reason as before. */
static bool
scan_rest(Scan *scan, guint64 uid, gint64 wait_ms, const char *reason)
{
        char *key = scan_rest_key(scan, uid);
        const Rest *before = g_hash_table_lookup(scan->rests, key);
        const bool news = before == NULL || g_strcmp0(before->reason, reason) != 0;
        const Rest rest = { clock_ticks() + wait_ms, g_strdup(reason) };
        g_hash_table_replace(scan->rests, key, g_memdup2(&rest, sizeof rest));
        return news;
}

Scan *
scan_new(const Config *config, const ConfigMailbox *mailbox, bool once, bool filed)
{
        Scan *scan = g_new0(Scan, 1);
        scan->config = config;
        scan->mailbox = mailbox;
        scan->once = once;
        scan->filed = filed;
        scan->epochs = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
        scan->asked = g_hash_table_new(NULL, NULL);
        scan->moving = g_hash_table_new(NULL, NULL);
        scan->rests = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, scan_rest_free);
        scan->kept = g_queue_new();
        return scan;
}

void
scan_free(Scan *scan)
{
        if (scan == NULL)
                return;
        g_free(scan->folder);
        g_hash_table_unref(scan->epochs);
        g_hash_table_unref(scan->asked);
        g_hash_table_unref(scan->moving);
        g_hash_table_unref(scan->rests);
        g_queue_free_full(scan->kept, scan_kept_free);
        g_free(scan);
}

void
scan_connected(Scan *scan)
{
        g_hash_table_remove_all(scan->epochs);
}

ScanCounts
scan_take_counts(Scan *scan)
{
        const ScanCounts counts = scan->counts;
        scan->counts = (ScanCounts){ 0 };
        return counts;
}

static bool
scan_wrong(GError **error, const char *what)
{
        g_set_error(error, CCOT_ERROR, CCOT_ERROR_INPUT, "%s", what);
        return false;
}

/* What the database says about values of ours is never the peer's fault. */
static bool
scan_stored(bool done, GError **error)
{
        if (!done && error != NULL && *error != NULL && (*error)->code != CCOT_ERROR_RETRY)
                (*error)->code = CCOT_ERROR_BUG;
        return done;
}

static bool
scan_uid_valid(guint64 uid)
{
        return uid > 0 && uid <= UID_LAST;
}

static void
scan_answer(const Scan *scan, FetchPeer *peer, uint8_t kind, guint64 uid, const guint64 *further)
{
        Frame *frame = frame_new(kind);
        frame_put_u64(frame, scan->serial);
        frame_put_u64(frame, uid);
        if (further != NULL)
                frame_put_u64(frame, *further);
        fetch_peer_send(peer, frame);
}

static void
scan_move(Scan *scan, FetchPeer *peer, guint64 uid, guint64 target)
{
        g_hash_table_add(scan->moving, GSIZE_TO_POINTER(uid));
        scan_answer(scan, peer, FRAME_MOVE, uid, &target);
}

/* It is listed like all others meanwhile: what is not listed has gone. */
static void
scan_wait(Scan *scan, FetchPeer *peer, guint64 uid, guint64 seconds)
{
        const guint64 wait = scan->once ? WAIT_ONCE_SECONDS : seconds;
        (void) scan_rest(scan, uid, (gint64) wait * 1000, NULL);
        scan_answer(scan, peer, FRAME_WAIT, uid, &wait);
}

static bool
scan_is_further(const ConfigMailbox *mailbox, const char *folder)
{
        for (guint i = 0; i < mailbox->further_folders->len; i++) {
                if (g_str_equal(g_ptr_array_index(mailbox->further_folders, i), folder))
                        return true;
        }
        return false;
}

/* A server without UIDVALIDITY promises nothing beyond the connection: it gets a number of ours. */
static bool
scan_epoch(Scan *scan, Db *db, const char *folder, guint64 *ret_uidvalidity, GError **error)
{
        const guint64 *known = g_hash_table_lookup(scan->epochs, folder);
        if (known != NULL) {
                *ret_uidvalidity = *known;
                return true;
        }
        guint64 drawn = 0;
        if (!scan_stored(mailbox_store_epoch(db, &drawn, error), error))
                return false;
        g_hash_table_insert(scan->epochs, g_strdup(folder), g_memdup2(&drawn, sizeof drawn));
        *ret_uidvalidity = drawn;
        return true;
}

static bool
scan_folder_known(Scan *scan, Db *db, const char *folder, guint64 uidvalidity, GError **error)
{
        if (!scan->knows_first_start) {
                if (!scan_stored(mailbox_store_first_start(db, scan->mailbox->name, &scan->first_start, error), error))
                        return false;
                scan->knows_first_start = true;
        }
        guint64 previous = 0;
        if (!scan_stored(mailbox_store_folder(db, scan->mailbox->name, folder, uidvalidity, &previous, error), error))
                return false;
        if (previous != 0 && previous != uidvalidity && uidvalidity <= UID_LAST)
                log_event(EVENT_UIDVALIDITY_CHANGED, "mailbox", scan->mailbox->name, "previous", LOG_NUMBER(previous),
                          "uidvalidity", LOG_NUMBER(uidvalidity), NULL);
        return true;
}

static bool
scan_folder(Scan *scan, Db *db, Frame *frame, GError **error)
{
        const guint64 serial = frame_get_u64(frame);
        const char *folder = frame_get_string(frame);
        guint64 uidvalidity = frame_get_u64(frame);
        if (!frame_complete(frame) || serial <= scan->serial || *folder == '\0' || uidvalidity > UID_LAST)
                return scan_wrong(error, "FOLDER");
        scan->selected = false;
        const bool main_folder = g_str_equal(folder, scan->mailbox->folder);
        const bool foreign = !main_folder && !scan_is_further(scan->mailbox, folder);
        if (foreign && !g_str_equal(folder, scan->mailbox->processed_folder) &&
            !g_str_equal(folder, scan->mailbox->failed_folder))
                return scan_wrong(error, "FOLDER that is not configured");
        if (!foreign && uidvalidity == 0 && !scan_epoch(scan, db, folder, &uidvalidity, error))
                return false;
        if (!foreign && !scan_folder_known(scan, db, folder, uidvalidity, error))
                return false;
        scan->serial = serial;
        g_free(scan->folder);
        scan->folder = g_strdup(folder);
        scan->uidvalidity = uidvalidity;
        scan->foreign = foreign;
        scan->lacks = false;
        scan->selected = true;
        g_hash_table_remove_all(scan->asked);
        g_hash_table_remove_all(scan->moving);
        return true;
}

static void
scan_verdicts(Scan *scan, FetchPeer *peer, const ListedUid *listed, const ListedVerdict *verdicts, unsigned count)
{
        unsigned wanted = 0;
        for (unsigned i = 0; i < count; i++)
                wanted += verdicts[i] == LISTED_FETCH;
        if (wanted > 0) {
                Frame *fetch = frame_new(FRAME_FETCH);
                frame_put_u64(fetch, scan->serial);
                frame_put_u64(fetch, wanted);
                for (unsigned i = 0; i < count; i++) {
                        if (verdicts[i] != LISTED_FETCH)
                                continue;
                        frame_put_u64(fetch, listed[i].uid);
                        g_hash_table_add(scan->asked, GSIZE_TO_POINTER(listed[i].uid));
                }
                fetch_peer_send(peer, fetch);
        }
        for (unsigned i = 0; i < count; i++) {
                if (verdicts[i] == LISTED_MOVE_PROCESSED)
                        scan_move(scan, peer, listed[i].uid, TARGET_PROCESSED);
                if (verdicts[i] == LISTED_MOVE_FAILED)
                        scan_move(scan, peer, listed[i].uid, TARGET_FAILED);
                if (verdicts[i] == LISTED_LATER) {
                        scan->counts.waiting++;
                        scan_wait(scan, peer, listed[i].uid, WAIT_SECONDS);
                }
        }
}

/* A server without UIDVALIDITY gives no place by which a filed mail could be known again. */
static bool
scan_looks_filed(const Scan *scan)
{
        return scan->foreign && scan->filed && scan->uidvalidity != 0;
}

static bool
scan_is_compared(const Scan *scan)
{
        return scan_looks_filed(scan) && !scan->lacks;
}

static bool
scan_listed_filed(Scan *scan, Db *db, FetchPeer *peer, const ListedUid *listed, unsigned count, GError **error)
{
        if (!scan_looks_filed(scan))
                return true;
        g_autofree ListedVerdict *verdicts = g_new0(ListedVerdict, count);
        const bool failed = g_str_equal(scan->folder, scan->mailbox->failed_folder);
        if (!scan_stored(restore_store_filed(db, scan->mailbox->name, scan->folder, failed, scan->uidvalidity, listed,
                                             count, verdicts, error),
                         error))
                return false;
        for (unsigned i = 0; i < count; i++) {
                scan->lacks = scan->lacks || verdicts[i] == LISTED_FETCH;
                if (verdicts[i] == LISTED_FETCH && scan_rests(scan, listed[i].uid))
                        verdicts[i] = LISTED_NOTHING;
        }
        scan_verdicts(scan, peer, listed, verdicts, count);
        return true;
}

static bool
scan_listed(Scan *scan, Db *db, FetchPeer *peer, Frame *frame, GError **error)
{
        const guint64 count = frame_get_u64(frame);
        const guint64 last = frame_get_u64(frame);
        if (count > LIMIT_LISTED_UIDS || last > 1)
                return scan_wrong(error, "LISTED");
        g_autofree ListedUid *listed = g_new0(ListedUid, count + 1);
        for (guint64 i = 0; i < count; i++) {
                listed[i].uid = frame_get_u64(frame);
                listed[i].size = frame_get_u64(frame);
                listed[i].internaldate = lane_internaldate(frame_get_u64(frame));
                if (!scan_uid_valid(listed[i].uid) || listed[i].size > G_MAXINT64 ||
                    (i > 0 && listed[i].uid <= listed[i - 1].uid))
                        return scan_wrong(error, "LISTED with a wrong UID");
        }
        if (!frame_complete(frame))
                return scan_wrong(error, "LISTED");
        if (count > 0 && !scan->foreign) {
                g_autofree ListedVerdict *verdicts = g_new0(ListedVerdict, count);
                if (!scan_stored(mailbox_store_listed(db, scan->mailbox->name, scan->folder, scan->uidvalidity, listed,
                                                      (unsigned) count, scan->mailbox->move, verdicts, error),
                                 error))
                        return false;
                for (unsigned i = 0; i < count; i++)
                        if (verdicts[i] == LISTED_FETCH && scan_rests(scan, listed[i].uid))
                                verdicts[i] = LISTED_NOTHING;
                scan_verdicts(scan, peer, listed, verdicts, (unsigned) count);
        }
        if (count > 0 && scan->foreign && !scan_listed_filed(scan, db, peer, listed, (unsigned) count, error))
                return false;
        if (last == 1 && scan_is_compared(scan) &&
            !scan_stored(restore_store_done(db, scan->mailbox->name, scan->folder, error), error))
                return false;
        if (last == 1) {
                Frame *done = frame_new(FRAME_DONE);
                frame_put_u64(done, scan->serial);
                fetch_peer_send(peer, done);
        }
        return true;
}

/* Big values go over a connection of their own, which libpq's memory for them ends with; the mailbox's lock stays. */
static bool
scan_put(Scan *scan, Db *db, const MessageOrigin *origin, Bytes raw, gint64 *ret_message_id, StoreResult *ret_result,
         GError **error)
{
        if (origin->filed)
                return restore_store_put(db, origin, raw, ret_message_id, ret_result, error);
        if (raw.length <= LIMIT_CONNECTION_BYTES)
                return message_store_put(db, origin, raw, ret_message_id, ret_result, error);
        g_autoptr(Db) single = db_open(scan->config->database_conninfo, "ccot_ingest", "ccotd intake", error);
        return single != NULL && message_store_put(single, origin, raw, ret_message_id, ret_result, error);
}

static bool
scan_store(Scan *scan, Db *db, FetchPeer *peer, const MessageOrigin *origin, Bytes raw, GError **error)
{
        gint64 message_id = 0;
        StoreResult result = STORE_NEW;
        FAILPOINT("before-store");
        if (!scan_stored(scan_put(scan, db, origin, raw, &message_id, &result, error), error))
                return false;
        FAILPOINT("after-store");
        scan_answer(scan, peer, FRAME_STORED, origin->uid, NULL);
        (void) fetch_peer_flush(peer, NULL); /* a fetch that went away shows as end of file */
        FAILPOINT("after-stored-answer");
        if (result == STORE_UID_REUSED)
                log_event(EVENT_UID_REUSED, "mailbox", origin->mailbox, "uid", LOG_NUMBER(origin->uid), "message_id",
                          LOG_NUMBER(message_id), NULL);
        if (result != STORE_SAME) {
                scan->counts.stored++;
                log_event(EVENT_MESSAGE_STORED, "mailbox", origin->mailbox, "uid", LOG_NUMBER(origin->uid),
                          "message_id", LOG_NUMBER(message_id), "size", LOG_NUMBER(origin->size), NULL);
        }
        if (origin->suspect) {
                scan->counts.waiting += result != STORE_SAME;
                scan_wait(scan, peer, origin->uid, result == STORE_SAME ? WAIT_AGAIN_SECONDS : WAIT_SECONDS);
        } else if (scan->mailbox->move && !origin->filed) {
                scan_move(scan, peer, origin->uid, origin->over_limit ? TARGET_FAILED : TARGET_PROCESSED);
        }
        return true;
}

/* The digest is taken again from the octets that are stored: fetch reads what strangers send. */
static bool
scan_message_octets(Scan *scan, Db *db, FetchPeer *peer, Frame *frame, MessageOrigin *origin, GError **error)
{
        g_auto(OwnedFd) fd = frame_take_fd(frame);
        if (fd < 0)
                return scan_wrong(error, "MESSAGE without its octets");
        g_autoptr(BytesMapping) mapping =
            bytes_mapping_new(fd, (size_t) origin->size, (size_t) scan->mailbox->message_mib * LIMIT_MIB, error);
        if (mapping == NULL)
                return false;
        const Bytes raw = bytes_mapping_view(mapping);
        const DigestHex digest = digest_of(raw);
        if (!g_str_equal(digest.hex, origin->sha256.hex))
                return scan_wrong(error, "MESSAGE whose digest is another");
        origin->suspect = !origin->filed && placeholder_suspected(raw);
        return scan_store(scan, db, peer, origin, raw, error);
}

static bool
scan_message(Scan *scan, Db *db, FetchPeer *peer, Frame *frame, GError **error)
{
        MessageOrigin origin = { .mailbox = scan->mailbox->name,
                                 .folder = scan->folder,
                                 .uidvalidity = scan->uidvalidity };
        origin.uid = frame_get_u64(frame);
        origin.internaldate = lane_internaldate(frame_get_u64(frame));
        origin.size = frame_get_u64(frame);
        const char *sha256 = frame_get_string(frame);
        const guint64 discarded = frame_get_u64(frame);
        if (!frame_complete(frame) || discarded > 1 || origin.size > G_MAXINT64 || !digest_is_hex(sha256))
                return scan_wrong(error, "MESSAGE");
        if (!g_hash_table_remove(scan->asked, GSIZE_TO_POINTER(origin.uid)))
                return scan_wrong(error, "MESSAGE that was not asked for");
        (void) g_strlcpy(origin.sha256.hex, sha256, sizeof origin.sha256.hex);
        origin.filed = scan->foreign;
        origin.junk = !origin.filed && !g_str_equal(scan->folder, scan->mailbox->folder);
        origin.backlog = lane_is_backlog(origin.internaldate, scan->first_start, scan->mailbox->backlog_days);
        origin.over_limit = discarded == 1;
        if (origin.over_limit)
                return scan_store(scan, db, peer, &origin, (Bytes){ 0 }, error);
        return scan_message_octets(scan, db, peer, frame, &origin, error);
}

bool
scan_catch_up(Scan *scan, Db *db, GError **error)
{
        for (KeptMove *kept; (kept = g_queue_peek_head(scan->kept)) != NULL;) {
                if (!scan_stored(mailbox_store_moved(db, scan->mailbox->name, kept->folder, kept->uidvalidity,
                                                     kept->uid, kept->target_uidvalidity, kept->target_uid, error),
                                 error))
                        return false;
                FAILPOINT("after-moved-row");
                scan->counts.moved++;
                log_event(EVENT_MESSAGE_MOVED, "mailbox", scan->mailbox->name, "uid", LOG_NUMBER(kept->uid), NULL);
                scan_kept_free(g_queue_pop_head(scan->kept));
        }
        return true;
}

static bool
scan_moved(Scan *scan, Frame *frame, GError **error)
{
        KeptMove kept = { .uidvalidity = scan->uidvalidity };
        kept.uid = frame_get_u64(frame);
        kept.target_uidvalidity = frame_get_u64(frame);
        kept.target_uid = frame_get_u64(frame);
        if (!frame_complete(frame) || kept.target_uidvalidity > UID_LAST || kept.target_uid > UID_LAST)
                return scan_wrong(error, "MOVED");
        if (!g_hash_table_remove(scan->moving, GSIZE_TO_POINTER(kept.uid)))
                return scan_wrong(error, "MOVED that was not asked for");
        kept.folder = g_strdup(scan->folder);
        g_queue_push_tail(scan->kept, g_memdup2(&kept, sizeof kept));
        return true;
}

static bool
scan_gone(Scan *scan, Db *db, Frame *frame, GError **error)
{
        const guint64 uid = frame_get_u64(frame);
        if (!frame_complete(frame) || !scan_uid_valid(uid))
                return scan_wrong(error, "GONE");
        /* Stored and then filed by hand: nothing is lost. */
        if (g_hash_table_remove(scan->moving, GSIZE_TO_POINTER(uid)))
                return true;
        if (!g_hash_table_remove(scan->asked, GSIZE_TO_POINTER(uid)))
                return scan_wrong(error, "GONE that was not asked for");
        if (!scan_stored(mailbox_store_gone(db, scan->mailbox->name, scan->folder, scan->uidvalidity, uid, error),
                         error))
                return false;
        log_event(EVENT_MESSAGE_GONE, "mailbox", scan->mailbox->name, "uid", LOG_NUMBER(uid), NULL);
        return true;
}

static bool
scan_refused(Scan *scan, Db *db, Frame *frame, GError **error)
{
        const guint64 uid = frame_get_u64(frame);
        const char *reason = frame_get_string(frame);
        if (!frame_complete(frame) || !scan_uid_valid(uid))
                return scan_wrong(error, "REFUSED");
        if (g_hash_table_remove(scan->moving, GSIZE_TO_POINTER(uid))) {
                scan->counts.move_fault++;
                log_event(EVENT_MOVE_REFUSED, "mailbox", scan->mailbox->name, "uid", LOG_NUMBER(uid), "reason", reason,
                          NULL);
                return true;
        }
        if (!g_hash_table_remove(scan->asked, GSIZE_TO_POINTER(uid)))
                return scan_wrong(error, "REFUSED that was not asked for");
        if (!scan_stored(
                mailbox_store_refused(db, scan->mailbox->name, scan->folder, scan->uidvalidity, uid, reason, error),
                error))
                return false;
        if (scan_rest(scan, uid, REFUSED_MS, reason))
                log_event(EVENT_UID_REFUSED, "mailbox", scan->mailbox->name, "uid", LOG_NUMBER(uid), "reason", reason,
                          NULL);
        return true;
}

static bool
scan_selected_frame(Scan *scan, Db *db, FetchPeer *peer, Frame *frame, GError **error)
{
        switch (frame_kind(frame)) {
        case FRAME_LISTED:
                return scan_listed(scan, db, peer, frame, error);
        case FRAME_MESSAGE:
                return scan_message(scan, db, peer, frame, error);
        case FRAME_GONE:
                return scan_gone(scan, db, frame, error);
        case FRAME_REFUSED:
                return scan_refused(scan, db, frame, error);
        default:
                return scan_wrong(error, "unknown kind of frame");
        }
}

bool
scan_frame(Scan *scan, Db *db, FetchPeer *peer, Frame *frame, GError **error)
{
        if (frame_kind(frame) == FRAME_MOVED)
                return scan_moved(scan, frame, error) && (db == NULL || scan_catch_up(scan, db, error));
        if (db == NULL) {
                scan->selected = false;
                return true;
        }
        if (frame_kind(frame) == FRAME_FOLDER)
                return scan_folder(scan, db, frame, error);
        return !scan->selected || scan_selected_frame(scan, db, peer, frame, error);
}

void
scan_pause(Scan *scan)
{
        scan->selected = false;
}
