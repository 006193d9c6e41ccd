#include "daemon/folder_turn.h"

#include "base/clock.h"
#include "base/error.h"
#include "base/failpoint.h"
#include "base/limits.h"
#include "base/own.h"
#include "daemon/imap_transfer.h"
#include "daemon/protocol.h"

enum {
        MOVE_WORD_MS = 2000, /* after STORED, for the MOVE or WAIT that comes with it */
        MOVES_AT_ONCE = 32,
        KEEP_MS = 60 * 1000, /* a server that hears nothing for long hangs up */
};

typedef struct {
        guint32 uid;
        guint64 target;
} Move;

/* A turn's work in hand. */
typedef struct {
        FetchContext *context;
        FetchFolder *folder;
        guint64 serial;
        GQueue *wanted;     /* of GUINT_TO_POINTER(uid): to fetch */
        GQueue *late;       /* the same, those that failed before: after all others */
        GQueue *moves;      /* of Move* */
        GHashTable *flight; /* uid -> guint64* octets: sent, not stored */
        guint64 flight_octets;
        GHashTable *stored; /* uids: stored, neither MOVE nor WAIT came */
        gint64 stored_at;   /* ticks of the last STORED */
        bool done;          /* DONE came */
        bool retry;         /* something failed that another connection may give */
} Work;

static void
work_clear(Work *work)
{
        g_queue_free(work->wanted);
        g_queue_free(work->late);
        g_queue_free_full(work->moves, g_free);
        g_hash_table_unref(work->flight);
        g_hash_table_unref(work->stored);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Work, work_clear)

static void
context_general_word(FetchContext *context, const FetchWord *word)
{
        switch (word->kind) {
        case FRAME_PAUSE:
                context->paused = true;
                break;
        case FRAME_RESUME:
                context->paused = false;
                context->again = true;
                break;
        case FRAME_AGAIN:
                context->again = true;
                break;
        case FRAME_QUIT:
                context->quit = true;
                break;
        default:
                break;
        }
}

void
fetch_context_listen(FetchContext *context)
{
        FetchWord word;
        do {
                if (!fetch_channel_word(context->channel, &word)) {
                        context->quit = true;
                        return;
                }
                context_general_word(context, &word);
                if (word.kind == FRAME_MOVE)
                        context->again = true;
        } while (word.kind != 0);
}

static bool
work_stops(const Work *work)
{
        return work->context->paused || work->context->again || work->context->quit;
}

static UidNote *
work_note(const Work *work, guint32 uid)
{
        return uid_notes_get(work->context->notes, work->folder->index, work->folder->uidvalidity, uid);
}

static void
work_forget(const Work *work, guint32 uid)
{
        uid_notes_forget(work->context->notes, work->folder->index, work->folder->uidvalidity, uid);
        work->context->progress = true;
}

static void
work_order_fetch(Work *work, guint32 uid)
{
        const UidNote *note = uid_notes_find(work->context->notes, work->folder->index, work->folder->uidvalidity, uid);
        if (note != NULL && note->refused_until > clock_ticks())
                fetch_channel_refused(work->context->channel, uid, note->reason);
        else
                g_queue_push_tail(note != NULL && note->faults > 0 ? work->late : work->wanted, GUINT_TO_POINTER(uid));
}

static void
work_order_move(Work *work, guint32 uid, guint64 target)
{
        (void) g_hash_table_remove(work->stored, GUINT_TO_POINTER(uid));
        if (!work->context->config->move || work->folder->foreign) {
                fetch_channel_refused(work->context->channel, uid, "moving is switched off for this mailbox");
                return;
        }
        const Move move = { uid, target };
        g_queue_push_tail(work->moves, g_memdup2(&move, sizeof move));
}

static void
work_word(Work *work, const FetchWord *word)
{
        context_general_word(work->context, word);
        if (word->serial != work->serial)
                return; /* an answer to an earlier selection */
        if (word->kind == FRAME_FETCH) {
                for (unsigned i = 0; i < word->uids->len; i++)
                        work_order_fetch(work, g_array_index(word->uids, guint32, i));
        } else if (word->kind == FRAME_STORED) {
                const guint64 *octets = g_hash_table_lookup(work->flight, GUINT_TO_POINTER(word->uid));
                work->flight_octets -= octets != NULL ? *octets : 0;
                if (g_hash_table_remove(work->flight, GUINT_TO_POINTER(word->uid)))
                        (void) g_hash_table_add(work->stored, GUINT_TO_POINTER(word->uid));
                work->stored_at = clock_ticks();
        } else if (word->kind == FRAME_MOVE) {
                work_order_move(work, word->uid, word->number);
        } else if (word->kind == FRAME_WAIT) {
                (void) g_hash_table_remove(work->stored, GUINT_TO_POINTER(word->uid));
                work_note(work, word->uid)->waits_until = clock_ticks() + (gint64) MIN(word->number, 24 * 3600) * 1000;
        } else if (word->kind == FRAME_DONE) {
                work->done = true;
        }
}

/* Everything that intake has said so far. */
static void
work_listen(Work *work)
{
        FetchWord word;
        do {
                if (!fetch_channel_word(work->context->channel, &word)) {
                        work->context->quit = true;
                        return;
                }
                work_word(work, &word);
        } while (word.kind != 0);
}

/* A UID that the server did not hand out: another connection, or REFUSED after the last. */
static void
work_fault(Work *work, guint32 uid, const char *reason)
{
        if (uid_note_fault(work_note(work, uid), work->context->connection, reason)) {
                fetch_channel_refused(work->context->channel, uid, reason);
                work->context->progress = true;
        } else {
                work->retry = true;
        }
}

/* False when the connection is of no use any more. */
static bool
work_failed(Work *work, guint32 uid, GError *fault, GError **error)
{
        const bool ended = imap_session_ended(work->context->session);
        const bool throttled = imap_session_verdict(work->context->session)->meaning == SERVER_THROTTLED;
        if (!ended && !throttled)
                work_fault(work, uid, fault->message);
        if (!imap_session_lost(work->context->session)) {
                g_error_free(fault);
                return true;
        }
        g_propagate_error(error, fault);
        return false;
}

/* OK without the message: gone, or kept back (quirks 4 and 5 of servers: Exchange does so with what it cannot convert). */
static bool
work_absent(Work *work, guint32 uid, const char *reason, GError **error)
{
        bool present = true;
        GError *fault = NULL;
        if (!imap_session_present(work->context->session, uid, &present, &fault))
                return work_failed(work, uid, fault, error);
        if (present) {
                work_fault(work, uid, reason);
        } else {
                fetch_channel_gone(work->context->channel, uid);
                work_forget(work, uid);
        }
        return true;
}

static bool
work_fetch(Work *work, guint32 uid, GError **error)
{
        const guint64 limit = work->context->config->message_mib * LIMIT_MIB;
        ImapMail mail = { .fd = -1 };
        GError *fault = NULL;
        switch (imap_session_fetch(work->context->session, uid, limit, &mail, &fault)) {
        case IMAP_FETCH_DONE:
                fetch_channel_message(work->context->channel, uid, &mail);
                own_fd_clear(&mail.fd);
                (void) g_hash_table_replace(work->flight, GUINT_TO_POINTER(uid),
                                            g_memdup2(&mail.size, sizeof mail.size));
                work->flight_octets += mail.discarded ? 0 : mail.size;
                work_forget(work, uid);
                return true;
        case IMAP_FETCH_ABSENT:
                return work_absent(work, uid, "the server answers OK without the message", error);
        case IMAP_FETCH_EMPTY:
                return work_absent(work, uid, "the server gives an empty message", error);
        default:
                return work_failed(work, uid, fault, error);
        }
}

static bool
work_move(Work *work, const Move *move, GError **error)
{
        const ConfigMailbox *config = work->context->config;
        ImapMoved moved = { 0 };
        GError *fault = NULL;
        FAILPOINT("before-move");
        if (!imap_transfer_one(work->context->session, move->uid,
                               move->target == 0 ? config->processed_folder : config->failed_folder, &moved, &fault)) {
                if (imap_session_lost(work->context->session)) {
                        g_propagate_error(error, fault);
                        return false;
                }
                fetch_channel_refused(work->context->channel, move->uid, fault->message);
                g_error_free(fault);
                return true;
        }
        FAILPOINT("after-move");
        work_forget(work, move->uid);
        if (moved.flagged)
                work_note(work, move->uid)->flagged = true;
        if (moved.gone)
                fetch_channel_gone(work->context->channel, move->uid);
        else
                fetch_channel_moved(work->context->channel, move->uid, &moved);
        return true;
}

/* Moves to one folder that wait, as many as one command takes: a server needs about as long for many as for one. */
static bool
work_move_many(Work *work, GError **error)
{
        const ConfigMailbox *config = work->context->config;
        const guint64 target = ((const Move *) g_queue_peek_head(work->moves))->target;
        guint32 uids[MOVES_AT_ONCE];
        ImapMoved moved[MOVES_AT_ONCE];
        unsigned count = 0;
        for (const GList *at = work->moves->head; at != NULL && count < MOVES_AT_ONCE; at = at->next, count++) {
                const Move *move = at->data;
                if (move->target != target)
                        break;
                uids[count] = move->uid;
        }
        g_autoptr(GError) fault = NULL;
        FAILPOINT("before-move");
        const bool done =
            imap_transfer_many(work->context->session, uids, count,
                               target == 0 ? config->processed_folder : config->failed_folder, moved, &fault);
        if (!done && imap_session_lost(work->context->session)) {
                g_propagate_error(error, g_steal_pointer(&fault));
                return false;
        }
        FAILPOINT("after-move");
        for (unsigned i = 0; i < count; i++) {
                g_autofree Move *move = g_queue_pop_head(work->moves);
                bool present = !done;
                if (done && moved[i].target_uid == 0 &&
                    !imap_session_present(work->context->session, move->uid, &present, error))
                        return false;
                if (present) {
                        if (!work_move(work, move, error))
                                return false;
                        continue;
                }
                work_forget(work, move->uid);
                fetch_channel_moved(work->context->channel, move->uid, &moved[i]);
        }
        return true;
}

static bool
work_move_waiting(Work *work, GError **error)
{
        if (g_queue_get_length(work->moves) > 1 && imap_transfer_takes_many(work->context->session))
                return work_move_many(work, error);
        g_autofree Move *move = g_queue_pop_head(work->moves);
        return work_move(work, move, error);
}

static bool
work_may_fetch(const Work *work)
{
        const bool wanted = !g_queue_is_empty(work->wanted) || !g_queue_is_empty(work->late);
        return wanted && g_hash_table_size(work->flight) < LIMIT_FLIGHT_MESSAGES &&
               work->flight_octets < LIMIT_FLIGHT_BYTES;
}

/* Waits for intake; false when the connection was lost meanwhile. */
static bool
work_wait(Work *work, gint64 until, GError **error)
{
        const gint64 now = clock_ticks();
        switch (imap_stream_wait(NULL, work->context->wake, MIN(until, now + KEEP_MS))) {
        case IMAP_WAIT_SIGNAL:
                work->context->quit = true;
                return true;
        case IMAP_WAIT_TIMEOUT:
                return clock_ticks() < now + KEEP_MS || imap_session_noop(work->context->session, error);
        default:
                return true;
        }
}

static FolderTurn
work_run(Work *work, GError **error)
{
        for (;;) {
                bool fine = true;
                work_listen(work);
                if (work_stops(work))
                        return TURN_STOPPED;
                const bool may_fetch = work_may_fetch(work);
                const unsigned moves = g_queue_get_length(work->moves);
                if (moves >= MOVES_AT_ONCE || (moves > 0 && !may_fetch)) {
                        fine = work_move_waiting(work, error);
                } else if (may_fetch) {
                        GQueue *queue = g_queue_is_empty(work->wanted) ? work->late : work->wanted;
                        fine = work_fetch(work, GPOINTER_TO_UINT(g_queue_pop_head(queue)), error);
                } else if (!work->done || g_hash_table_size(work->flight) > 0) {
                        fine = work_wait(work, G_MAXINT64, error);
                } else if (work->context->config->move && !work->folder->foreign &&
                           g_hash_table_size(work->stored) > 0 && clock_ticks() < work->stored_at + MOVE_WORD_MS) {
                        fine = work_wait(work, work->stored_at + MOVE_WORD_MS, error);
                } else {
                        return work->retry ? TURN_RETRY : TURN_DONE;
                }
                if (!fine)
                        return imap_session_ended(work->context->session) ? TURN_STOPPED : TURN_LOST;
        }
}

/* What an earlier listing of this connection knows needs no second question. */
static unsigned
turn_known(const GArray *before, guint32 uid, unsigned at, ImapListed *row)
{
        for (; before != NULL && at < before->len; at++) {
                const ImapListed *known = &g_array_index(before, ImapListed, at);
                if (known->uid > uid)
                        break;
                if (known->uid == uid)
                        *row = *known;
        }
        return at;
}

static bool
turn_describe(FetchContext *context, GArray *rows, const GArray *before, GError **error)
{
        g_autoptr(GArray) unknown = g_array_new(FALSE, TRUE, sizeof(ImapListed));
        unsigned at = 0;
        for (unsigned i = 0; i < rows->len; i++) {
                ImapListed *row = &g_array_index(rows, ImapListed, i);
                const guint32 uid = row->uid;
                at = turn_known(before, uid, at, row);
                if (row->size == 0 && row->internaldate == 0)
                        g_array_append_val(unknown, *row);
        }
        if (unknown->len == 0 || context->plain_list)
                return true;
        if (!imap_session_describe(context->session, &g_array_index(unknown, ImapListed, 0), unknown->len, error)) {
                context->plain_list = !imap_session_ended(context->session) && error != NULL &&
                                      g_error_matches(*error, CCOT_ERROR, CCOT_ERROR_INPUT);
                return !imap_session_lost(context->session); /* a NO: hints are not worth a connection */
        }
        for (unsigned i = 0, j = 0; i < rows->len && j < unknown->len; i++)
                if (g_array_index(rows, ImapListed, i).uid == g_array_index(unknown, ImapListed, j).uid)
                        g_array_index(rows, ImapListed, i) = g_array_index(unknown, ImapListed, j++);
        return true;
}

/* The folder's mails without those that were left flagged. */
static GArray *
turn_list(FetchContext *context, FetchFolder *folder, GError **error)
{
        g_autoptr(GArray) uids = imap_session_uids(context->session, error);
        if (uids == NULL)
                return NULL;
        g_autoptr(GArray) rows = g_array_new(FALSE, TRUE, sizeof(ImapListed));
        for (unsigned i = 0; i < uids->len; i++) {
                const guint32 uid = g_array_index(uids, guint32, i);
                const UidNote *note = uid_notes_find(context->notes, folder->index, folder->uidvalidity, uid);
                const ImapListed row = { .uid = uid };
                if (note == NULL || !note->flagged)
                        g_array_append_val(rows, row);
        }
        g_autoptr(GError) fault = NULL;
        if (!folder->foreign && !turn_describe(context, rows, folder->rows, &fault)) {
                g_propagate_error(error, g_steal_pointer(&fault));
                return NULL;
        }
        return g_steal_pointer(&rows);
}

FolderTurn
folder_turn(FetchContext *context, FetchFolder *folder, GError **error)
{
        guint32 uidvalidity = 0;
        if (!imap_session_select(context->session, folder->name, !context->config->move || folder->foreign,
                                 &uidvalidity, error)) {
                if (imap_session_ended(context->session))
                        return TURN_STOPPED;
                return imap_session_lost(context->session) ? TURN_LOST : TURN_MISSING;
        }
        if (uidvalidity != folder->uidvalidity)
                g_clear_pointer(&folder->rows, g_array_unref);
        folder->uidvalidity = uidvalidity;
        GArray *rows = turn_list(context, folder, error);
        if (rows == NULL)
                return imap_session_ended(context->session) ? TURN_STOPPED : TURN_LOST;
        g_clear_pointer(&folder->rows, g_array_unref);
        folder->rows = rows;
        g_auto(Work) work = { .context = context, .folder = folder };
        work.wanted = g_queue_new();
        work.late = g_queue_new();
        work.moves = g_queue_new();
        work.flight = g_hash_table_new_full(NULL, NULL, NULL, g_free);
        work.stored = g_hash_table_new(NULL, NULL);
        work.serial = fetch_channel_folder(context->channel, folder->name, uidvalidity);
        fetch_channel_listed(context->channel, rows->len == 0 ? NULL : &g_array_index(rows, ImapListed, 0), rows->len);
        return work_run(&work, error);
}
