#include "daemon/work.h"

#include "base/clock.h"
#include "base/error.h"
#include "base/failpoint.h"
#include "base/log.h"
#include "base/own.h"
#include "daemon/control.h"
#include "daemon/downtime.h"
#include "daemon/parse_peer.h"
#include "daemon/unlock.h"
#include "db/message_store.h"
#include "register/submission_json.h"

enum {
        WAIT_MS = 2000, /* a claim freed by a dead session is announced by nobody */
        DRAIN_WAIT_MS = 100,
        DATABASE_FIRST_MS = 200,
        DATABASE_ONCE_MS = 1000, /* three tries with once, as intake does */
        DATABASE_CAP_MS = 2000,
        DATABASE_CONFIG_CAP_MS = 15000,
        READER_FIRST_MS = 1000,
        READER_CAP_MS = 20000,
        ONCE_TRIES = 3,
        READ_TRIES = 2,   /* the first and one more */
        CLAIM_TRIES = 20, /* a message at which whole processes end, outages of the database left aside */
        WRITE_TRIES = 5,  /* deadlocks and serialisation failures */
        WRITE_FIRST_MS = 20,
        WRITE_CAP_MS = 300,
};

typedef struct {
        const WorkOrder *order;
        ParsePeer *reader;
        Db *db; /* NULL: away */
        gint64 session;
        Downtime downtime;
        unsigned reader_attempt;
        bool draining;
        bool over;
        int exit_status;
} Work;

static bool
work_retries(const GError *error)
{
        return g_error_matches(error, CCOT_ERROR, CCOT_ERROR_RETRY);
}

/* Sleeps, awake for the supervisor. */
static void
work_pause(Work *work, gint64 milliseconds)
{
        const gint64 until = clock_ticks() + milliseconds;
        for (gint64 left; !work->over && (left = until - clock_ticks()) > 0;) {
                if (!control_wait(work->order->control, left))
                        return;
                const ControlWord word = control_word(work->order->control);
                work->draining = work->draining || word == CONTROL_DRAIN;
                work->over = word == CONTROL_STOP;
        }
}

static void
work_database_away(Work *work, const GError *error)
{
        if (downtime_begin(&work->downtime, work->db != NULL, clock_ticks()))
                log_error(EVENT_DATABASE_AWAY, error, "process", "work", NULL);
        g_clear_pointer(&work->db, db_free);
        if (work->order->once && downtime_tries(&work->downtime) >= ONCE_TRIES) {
                work->over = true;
                work->exit_status = EXIT_FAILED;
        }
        const bool person = g_error_matches(error, CCOT_ERROR, CCOT_ERROR_CONFIG);
        work_pause(work, downtime_wait_ms(&work->downtime, work->order->once ? DATABASE_ONCE_MS : DATABASE_FIRST_MS,
                                          person ? DATABASE_CONFIG_CAP_MS : DATABASE_CAP_MS));
}

static void
work_open_database(Work *work)
{
        g_autoptr(GError) error = NULL;
        g_autoptr(Db) db = db_open(work->order->config->database_conninfo, "ccot_ingest", "ccotd work", &error);
        if (db == NULL || !message_store_session(db, &work->session, &error) || !db_listen_messages(db, &error)) {
                work_database_away(work, error);
                return;
        }
        if (downtime_opened(&work->downtime, clock_ticks()))
                log_event(EVENT_DATABASE_BACK, "process", "work", NULL);
        work->db = g_steal_pointer(&db);
}

/* The end of a message that cannot become an entry by itself: staff see the reason and can try again. */
static bool
work_fail(Work *work, const MessageClaim *claim, const char *failure, GError **error)
{
        if (!message_store_failed(work->db, claim, failure, error))
                return false;
        log_event(EVENT_MESSAGE_FAILED, "message_id", LOG_NUMBER(claim->message_id), "reason", failure, NULL);
        return true;
}

/* Reading went wrong: once more, perhaps by another process, then failed. */
static bool
work_read_failed(Work *work, const MessageClaim *claim, const GError *why, GError **error)
{
        if (claim->attempts < READ_TRIES)
                return message_store_release(work->db, claim, error);
        return work_fail(work, claim, why->message, error);
}

static bool
work_write(Work *work, const MessageClaim *claim, const Submission *submission, GError **error)
{
        for (unsigned try = 1;; try++) {
                g_autoptr(GError) failure = NULL;
                if (entry_store_write(work->db, claim, submission, &failure)) {
                        FAILPOINT("after-queued-commit");
                        log_event(EVENT_MESSAGE_QUEUED, "message_id", LOG_NUMBER(claim->message_id), NULL);
                        return true;
                }
                if (work_retries(failure) && try < WRITE_TRIES) {
                        work_pause(work, clock_backoff_ms(try, WRITE_FIRST_MS, WRITE_CAP_MS));
                        continue;
                }
                if (work_retries(failure)) {
                        g_propagate_error(error, g_steal_pointer(&failure));
                        return false;
                }
                log_error(EVENT_BUG, failure, "message_id", LOG_NUMBER(claim->message_id), NULL);
                return work_fail(work, claim, "the register refused what was read", error);
        }
}

/* The reader's JSON, kept with the message before anything is made of it. */
static bool
work_take(Work *work, const MessageClaim *claim, Bytes json, const Unlock *unlock, GError **error)
{
        g_autoptr(GError) wrong = NULL;
        g_autoptr(Submission) submission = submission_from_json(json, &wrong);
        if (submission == NULL) {
                g_prefix_error(&wrong, "the reader's result is not valid: ");
                return work_read_failed(work, claim, wrong, error);
        }
        if (submission->placeholder && !claim->released) {
                if (!message_store_wait(work->db, claim, error))
                        return false;
                log_event(EVENT_MESSAGE_WAITS, "message_id", LOG_NUMBER(claim->message_id), NULL);
                return true;
        }
        g_autofree char *text = g_strndup((const char *) json.data, json.length);
        if (!message_store_parsed(work->db, claim, text, CCOT_VERSION, error))
                return false;
        FAILPOINT("after-parsed-row");
        return work_write(work, claim, submission, error) &&
               unlock_follow(work->db, work->reader, claim, submission->from_address,
                             unlock_is_locked(submission) ? unlock : NULL, error);
}

/* Once more, with the passwords that other mails of the sender tell; NULL when that does not help. */
static BytesMapping *
work_unlock(Work *work, const MessageClaim *claim, int raw, Bytes json, Unlock **ret_unlock, GError **error)
{
        g_autoptr(Submission) locked = submission_from_json(json, NULL);
        if (locked == NULL || !unlock_is_locked(locked))
                return NULL;
        *ret_unlock = unlock_gather(work->db, work->reader, claim->message_id, locked->from_address, error);
        if (*ret_unlock == NULL || (*ret_unlock)->length == 0)
                return NULL;
        const Bytes passwords = bytes_of((*ret_unlock)->lines, (*ret_unlock)->length);
        return parse_peer_read(work->reader, raw, claim->size, passwords, NULL);
}

static bool
work_read(Work *work, const MessageClaim *claim, GError **error)
{
        g_auto(OwnedFd) raw = message_store_raw(work->db, claim->message_id, error);
        if (raw < 0)
                return false;
        g_autoptr(GError) why = NULL;
        g_autoptr(BytesMapping) json = parse_peer_read(work->reader, raw, claim->size, bytes_of(NULL, 0), &why);
        FAILPOINT("after-parse");
        if (json != NULL) {
                work->reader_attempt = 0;
                g_autoptr(Unlock) unlock = NULL;
                g_autoptr(GError) failure = NULL;
                g_autoptr(BytesMapping) opened =
                    work_unlock(work, claim, raw, bytes_mapping_view(json), &unlock, &failure);
                if (failure != NULL) {
                        g_propagate_error(error, g_steal_pointer(&failure));
                        return false;
                }
                return work_take(work, claim, bytes_mapping_view(opened != NULL ? opened : json), unlock, error);
        }
        if (g_error_matches(why, CCOT_ERROR, CCOT_ERROR_CONFIG)) {
                work->over = true; /* stop was said: the claim ends with this connection */
                return true;
        }
        if (!work_retries(why))
                return work_read_failed(work, claim, why, error);
        /* No reader at all is no fault of the message. */
        log_error(EVENT_WORKER_DIED, why, "message_id", LOG_NUMBER(claim->message_id), NULL);
        if (!message_store_release(work->db, claim, error))
                return false;
        work_pause(work, clock_backoff_ms(++work->reader_attempt, READER_FIRST_MS, READER_CAP_MS));
        return true;
}

/* A result that was committed before a crash: nothing is read again. */
static bool
work_resume(Work *work, const MessageClaim *claim, GError **error)
{
        g_autofree char *json = message_store_submission(work->db, claim->message_id, error);
        if (json == NULL)
                return false;
        g_autoptr(GError) wrong = NULL;
        g_autoptr(Submission) submission = submission_from_json(bytes_of_string(json), &wrong);
        if (submission == NULL) {
                log_error(EVENT_BUG, wrong, "message_id", LOG_NUMBER(claim->message_id), NULL);
                return work_fail(work, claim, "the stored result is not valid", error);
        }
        /* whom the reading asked is not known any more: nobody */
        g_autoptr(Unlock) unlock = unlock_gather(work->db, work->reader, claim->message_id, NULL, error);
        return unlock != NULL && work_write(work, claim, submission, error) &&
               unlock_follow(work->db, work->reader, claim, submission->from_address,
                             unlock_is_locked(submission) ? unlock : NULL, error);
}

static bool
work_message(Work *work, const MessageClaim *claim, GError **error)
{
        FAILPOINT("after-claim");
        if (claim->attempts > CLAIM_TRIES)
                return work_fail(work, claim, "reading was begun many times and never ended", error);
        return claim->state == MESSAGE_STATE_PARSED ? work_resume(work, claim, error) : work_read(work, claim, error);
}

/* Nothing waits to be claimed: drained, or somebody else still has the rest. */
static bool
work_idle(Work *work, GError **error)
{
        if (!work->draining) {
                bool notified = false;
                return db_wait_message(work->db, work->order->control, WAIT_MS, &notified, error);
        }
        guint64 undone = 0;
        guint64 waiting = 0;
        if (!message_store_undone(work->db, &undone, &waiting, error))
                return false;
        if (undone <= waiting) {
                work->over = true;
                work->exit_status = undone == 0 ? 0 : EXIT_FAILED;
                return true;
        }
        bool notified = false;
        return db_wait_message(work->db, work->order->control, DRAIN_WAIT_MS, &notified, error);
}

static bool
work_step(Work *work, GError **error)
{
        MessageClaim claim = { 0 };
        bool found = false;
        if (!message_store_claim(work->db, work->session, &claim, &found, error))
                return false;
        if (!found)
                return work_idle(work, error);
        if (work_message(work, &claim, error))
                return true;
        /* The database's trouble is no attempt at the message. With the connection gone this fails, and does not matter. */
        (void) message_store_unclaim(work->db, &claim, NULL);
        return false;
}

/* Handles what a step could not: the database is gone, or it refuses what it must take. */
static void
work_trouble(Work *work, const GError *error)
{
        if (!work_retries(error) && !g_error_matches(error, CCOT_ERROR, CCOT_ERROR_CONFIG))
                log_error(EVENT_BUG, error, "process", "work", NULL);
        work_database_away(work, error);
}

int
work_run(const WorkOrder *order)
{
        Work work = { .order = order };
        work.reader = parse_peer_new(order->config, order->control);
        (void) parse_peer_prepare(work.reader, NULL); /* a failure shows at the first message */
        while (!work.over) {
                g_autoptr(GError) error = NULL;
                control_alive(order->control);
                const ControlWord word = control_word(order->control);
                work.draining = work.draining || word == CONTROL_DRAIN;
                if (word == CONTROL_STOP)
                        break;
                if (work.db != NULL && downtime_holds(&work.downtime, clock_ticks()))
                        log_event(EVENT_DATABASE_BACK, "process", "work", NULL);
                if (work.db != NULL && db_is_heavy(work.db))
                        g_clear_pointer(&work.db, db_free);
                if (work.db == NULL)
                        work_open_database(&work);
                else if (!work_step(&work, &error))
                        work_trouble(&work, error);
        }
        parse_peer_free(work.reader);
        g_clear_pointer(&work.db, db_free);
        return work.exit_status;
}
