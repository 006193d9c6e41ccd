#include "daemon/intake.h"

#include "base/error.h"
#include "base/log.h"
#include "daemon/control.h"
#include "daemon/downtime.h"
#include "daemon/fetch_peer.h"
#include "daemon/health.h"
#include "daemon/protocol.h"
#include "daemon/scan.h"
#include "db/mailbox_store.h"
#include "db/message_store.h"
#include "db/restore_store.h"

#include <poll.h>

enum {
        TICK_MS = 1000,
        ALIVE_MS = 5000,
        DATABASE_FIRST_MS = 200,
        DATABASE_ONCE_MS = 1000, /* three tries with once */
        DATABASE_CAP_MS = 2000,  /* back within 10 s of the database's return */
        DATABASE_CONFIG_CAP_MS = 15000,
        HELD_AGAIN_MS = 500,
        HELD_QUIET_MS = 3000, /* a lock left by a connection just cut is no news */
        HELD_ONCE_MS = 30000,
        PEER_FIRST_MS = 1000,
        PEER_CAP_MS = 60000,
        ONCE_TRIES = 3,
        ONCE_UNREACHABLE_MS = 60000,
        AGAIN_MS = 1200, /* a little over the second for which waiting mails are kept back with once */
        QUIT_MS = 2500,
        QUIT_GRACE_MS = 500,
        SILENCE_MS = 5 * 60 * 1000, /* beyond what the settings let fetch be quiet for */
        TROUBLE_SILENCE_MS = 60 * 60 * 1000,
        FRAMES_A_TURN = 32,
};

typedef struct {
        const IntakeOrder *order;
        const char *name; /* of the mailbox */
        Db *db;           /* holds the mailbox's lock; NULL while the database is away */
        gint64 db_due;
        Downtime downtime;
        gint64 held_since; /* 0: nobody else holds the mailbox */
        bool held_logged;
        FetchPeer *peer;
        Scan *scan;
        gint64 peer_due;
        unsigned peer_attempt;
        bool quitting; /* QUIT was sent */
        char *state;   /* of the last CONDITION but "scanned" */
        char *said;    /* the same with its reason, as logged */
        char *skipped; /* why the last scan left a folder out, as logged */
        gint64 state_since;
        Health health;
        gint64 quiet_until; /* fetch said that it will be silent */
        gint64 heard;
        gint64 alive_due;
        gint64 ping_due;
        gint64 again_due; /* 0: no AGAIN is due */
        unsigned faults;
        unsigned move_faults;
        bool over;
        int exit_status;
} Intake;

static void
intake_end(Intake *intake, int exit_status)
{
        intake->over = true;
        intake->exit_status = exit_status;
}

/* With once three tries a fault end it. */
static void
intake_fault(Intake *intake)
{
        if (intake->order->once && ++intake->faults >= ONCE_TRIES)
                intake_end(intake, EXIT_FAILED);
}

static void
intake_drop_peer(Intake *intake, gint64 grace_ms)
{
        int exit_status = -1;
        g_autofree char *ending = fetch_peer_stop(g_steal_pointer(&intake->peer), grace_ms, &exit_status);
        g_clear_pointer(&intake->scan, scan_free);
        intake->again_due = 0;
        if (intake->quitting && exit_status == 0) {
                intake->over = true;
                return;
        }
        log_event(EVENT_CHILD_ENDED, "child", "ccot-fetch", "mailbox", intake->name, "status", ending, NULL);
        intake->quitting = false;
        intake->peer_due = clock_ticks() + clock_backoff_ms(++intake->peer_attempt, PEER_FIRST_MS, PEER_CAP_MS);
        intake_fault(intake);
}

static void
intake_database_away(Intake *intake, const GError *error)
{
        if (downtime_begin(&intake->downtime, intake->db != NULL, clock_ticks()))
                log_error(EVENT_DATABASE_AWAY, error, "process", "intake", "mailbox", intake->name, NULL);
        g_clear_pointer(&intake->db, db_free);
        const bool person = g_error_matches(error, CCOT_ERROR, CCOT_ERROR_CONFIG);
        const gint64 first = intake->order->once ? DATABASE_ONCE_MS : DATABASE_FIRST_MS;
        const gint64 cap = person ? DATABASE_CONFIG_CAP_MS : DATABASE_CAP_MS;
        intake->db_due = clock_ticks() + downtime_wait_ms(&intake->downtime, first, cap);
        if (intake->peer != NULL) {
                scan_pause(intake->scan);
                fetch_peer_forget(intake->peer);
                fetch_peer_say(intake->peer, FRAME_PAUSE);
                (void) fetch_peer_flush(intake->peer, NULL);
        }
        if (intake->order->once && downtime_tries(&intake->downtime) >= ONCE_TRIES)
                intake_end(intake, EXIT_FAILED);
}

/* Another daemon has the mailbox: nothing of ours may stay connected to it. */
static void
intake_held_elsewhere(Intake *intake)
{
        const gint64 now = clock_ticks();
        if (intake->peer != NULL)
                intake_drop_peer(intake, QUIT_GRACE_MS);
        if (intake->held_since == 0)
                intake->held_since = now;
        intake->db_due = now + HELD_AGAIN_MS;
        if (!intake->held_logged && now - intake->held_since >= HELD_QUIET_MS) {
                intake->held_logged = true;
                log_event(EVENT_MAILBOX_HELD, "mailbox", intake->name, NULL);
                g_autofree char *state = g_strdup_printf("%s: held elsewhere", intake->name);
                control_state(intake->order->control, state);
        }
        if (intake->order->once && now - intake->held_since >= HELD_ONCE_MS)
                intake_end(intake, EXIT_FAILED);
}

static void
intake_open_database(Intake *intake)
{
        if (intake->db != NULL || clock_ticks() < intake->db_due)
                return;
        g_autoptr(GError) error = NULL;
        g_autoptr(Db) db = db_open(intake->order->config->database_conninfo, "ccot_ingest", "ccotd intake", &error);
        bool held = false;
        if (db == NULL || !mailbox_store_hold(db, intake->name, &held, &error)) {
                intake_database_away(intake, error);
                return;
        }
        if (!held) {
                intake_held_elsewhere(intake);
                return;
        }
        if (intake->scan != NULL && !scan_catch_up(intake->scan, db, &error)) {
                intake_database_away(intake, error);
                return;
        }
        if (downtime_opened(&intake->downtime, clock_ticks()))
                log_event(EVENT_DATABASE_BACK, "process", "intake", "mailbox", intake->name, NULL);
        intake->db = g_steal_pointer(&db);
        intake->held_since = 0;
        intake->held_logged = false;
        intake->heard = clock_ticks();
        if (intake->peer != NULL)
                fetch_peer_say(intake->peer, FRAME_RESUME);
}

static void
intake_start_peer(Intake *intake)
{
        if (intake->over || intake->db == NULL || intake->peer != NULL || clock_ticks() < intake->peer_due)
                return;
        g_autoptr(GError) error = NULL;
        const IntakeOrder *order = intake->order;
        const char *const folders[] = { order->mailbox->processed_folder, order->mailbox->failed_folder, NULL };
        bool filed = false;
        if (!restore_store_open(intake->db, intake->name, folders, &filed, &error)) {
                intake_database_away(intake, error);
                return;
        }
        intake->peer = fetch_peer_start(order->config_path, intake->name, order->once, filed, &error);
        if (intake->peer == NULL) {
                log_error(EVENT_CHILD_ENDED, error, "child", "ccot-fetch", "mailbox", intake->name, NULL);
                intake->peer_due = clock_ticks() + clock_backoff_ms(++intake->peer_attempt, PEER_FIRST_MS, PEER_CAP_MS);
                intake_fault(intake);
                return;
        }
        intake->scan = scan_new(order->config, order->mailbox, order->once, filed);
        intake->heard = clock_ticks();
        intake->quiet_until = 0;
}

/* A fault in handling what fetch sent: the error says whose it was. */
static void
intake_trouble(Intake *intake, const GError *error)
{
        if (error->domain == CCOT_ERROR && error->code == CCOT_ERROR_RETRY) {
                intake_database_away(intake, error);
                return;
        }
        const bool peers =
            error->domain == CCOT_ERROR && (error->code == CCOT_ERROR_INPUT || error->code == CCOT_ERROR_LIMIT);
        log_error(peers ? EVENT_PROTOCOL_BROKEN : EVENT_BUG, error, "mailbox", intake->name, NULL);
        intake_drop_peer(intake, 0);
        if (!peers)
                g_clear_pointer(&intake->db, db_free);
}

/* With once: another scan while something is undone, else good-bye. */
static void
intake_once_scanned(Intake *intake, ScanCounts counts, guint64 released)
{
        if (released > 0 || (counts.move_fault > 0 && ++intake->move_faults < ONCE_TRIES))
                counts.waiting++;
        if (counts.stored > 0 || counts.moved > 0 || counts.waiting > 0) {
                intake->again_due = clock_ticks() + (counts.waiting > 0 ? AGAIN_MS : 0);
                return;
        }
        guint64 unsettled = 0;
        g_autoptr(GError) error = NULL;
        if (!mailbox_store_unsettled(intake->db, intake->name, &unsettled, &error)) {
                intake_trouble(intake, error);
                return;
        }
        const bool clean = unsettled == 0 && counts.move_fault == 0;
        intake->exit_status = clean ? 0 : EXIT_FAILED;
        intake->quitting = true;
        fetch_peer_say(intake->peer, FRAME_QUIT);
        log_event(EVENT_MAILBOX_DRAINED, "mailbox", intake->name, "refused", LOG_NUMBER(unsettled), NULL);
}

static void
intake_scanned(Intake *intake)
{
        g_autoptr(GError) error = NULL;
        guint64 released = 0;
        intake->peer_attempt = 0;
        intake->faults = 0;
        if (intake->db == NULL)
                return;
        if (!message_store_release_placeholders(intake->db, intake->name, intake->order->mailbox->placeholder_minutes,
                                                &released, &error)) {
                intake_trouble(intake, error);
                return;
        }
        const ScanCounts counts = scan_take_counts(intake->scan);
        if (intake->order->once)
                intake_once_scanned(intake, counts, released);
}

static bool
intake_troubled(const Intake *intake)
{
        static const char *const troubled[] = { "refused", "unreachable", "reconnecting", NULL };
        return intake->state != NULL && g_strv_contains(troubled, intake->state);
}

/* One log line and one status line per change of state: neither "scanned" between two idles is one, nor another try to
 * connect while there is trouble, nor the same trouble met again by that try. */
static void
intake_state(Intake *intake, const char *state, gint64 until, const char *reason)
{
        g_autofree char *said = g_strdup_printf("%s %s", state, reason);
        if (g_strcmp0(intake->said, said) == 0 || (g_str_equal(state, "connecting") && intake_troubled(intake)))
                return;
        g_autofree char *end = until > 0 ? clock_rfc3339(until * G_USEC_PER_SEC) : NULL;
        log_event(EVENT_MAILBOX_STATE, "mailbox", intake->name, "state", state, "until", end, "reason",
                  *reason == '\0' ? NULL : reason, NULL);
        g_free(intake->said);
        intake->said = g_steal_pointer(&said);
        g_free(intake->state);
        intake->state = g_strdup(state);
        intake->state_since = clock_ticks();
        g_autofree char *status = g_strdup_printf("%s: %s", intake->name, state);
        control_state(intake->order->control, status);
}

/* A scan says which folder it left out; one line when that changes. */
static void
intake_skipped(Intake *intake, const char *reason)
{
        if (*reason != '\0' && g_strcmp0(intake->skipped, reason) != 0)
                log_event(EVENT_FOLDER_SKIPPED, "mailbox", intake->name, "reason", reason, NULL);
        g_free(intake->skipped);
        intake->skipped = g_strdup(reason);
}

static bool
intake_condition(Intake *intake, Frame *frame, GError **error)
{
        static const char *const states[] = { "connecting", "connected", "scanned",     "idling",       "polling",
                                              "throttled",  "refused",   "unreachable", "reconnecting", NULL };
        const char *state = frame_get_string(frame);
        const guint64 announced = frame_get_u64(frame);
        const gint64 until = (gint64) MIN(announced, (guint64) G_MAXUINT32);
        const char *reason = frame_get_string(frame);
        if (!frame_complete(frame) || !g_strv_contains(states, state)) {
                g_set_error(error, CCOT_ERROR, CCOT_ERROR_INPUT, "CONDITION");
                return false;
        }
        const gint64 ahead_ms = until * 1000 - clock_now() / 1000;
        intake->quiet_until = ahead_ms > 0 ? clock_ticks() + ahead_ms : 0;
        if (intake->db != NULL && !mailbox_store_condition(intake->db, intake->name, state, until, reason, error)) {
                if ((*error)->code != CCOT_ERROR_RETRY)
                        (*error)->code = CCOT_ERROR_BUG;
                return false;
        }
        if (g_str_equal(state, "scanned")) {
                intake_skipped(intake, reason);
                intake_scanned(intake);
                return true;
        }
        if (g_str_equal(state, "connected"))
                scan_connected(intake->scan);
        intake_state(intake, state, until, reason);
        /* Fetch says either only after three tries of its own. */
        if (intake->order->once && (g_str_equal(state, "refused") || g_str_equal(state, "unreachable")))
                intake_end(intake, EXIT_FAILED);
        return true;
}

static void
intake_frame(Intake *intake, Frame *frame)
{
        g_autoptr(GError) error = NULL;
        intake->heard = clock_ticks();
        bool done;
        if (frame_kind(frame) == FRAME_CONDITION)
                done = intake_condition(intake, frame, &error);
        else if (frame_kind(frame) == FRAME_QUOTA || frame_kind(frame) == FRAME_CREDENTIAL)
                done = health_frame(&intake->health, intake->db, intake->name, frame, &error);
        else
                done = scan_frame(intake->scan, intake->db, intake->peer, frame, &error);
        if (!done)
                intake_trouble(intake, error);
}

static void
intake_listen(Intake *intake)
{
        for (unsigned i = 0; i < FRAMES_A_TURN && intake->peer != NULL && !intake->over; i++) {
                struct pollfd wait = { .fd = fetch_peer_socket(intake->peer), .events = POLLIN };
                if (poll(&wait, 1, 0) <= 0)
                        break;
                g_autoptr(GError) error = NULL;
                g_autoptr(Frame) frame = fetch_peer_receive(intake->peer, &error);
                if (frame != NULL)
                        intake_frame(intake, frame);
                else if (error != NULL && error->code == CCOT_ERROR_INPUT)
                        intake_trouble(intake, error);
                else
                        intake_drop_peer(intake, TICK_MS);
                if (intake->peer != NULL)
                        (void) fetch_peer_flush(intake->peer, NULL);
        }
}

/* How long fetch may say nothing: an idle connection is renewed and scanned, a poll comes round; in trouble it tries
 * again at growing distances without a word. */
static gint64
intake_silence_ms(const Intake *intake)
{
        const ConfigMailbox *mailbox = intake->order->mailbox;
        const gint64 seconds =
            (gint64) mailbox->idle_renew_seconds + mailbox->poll_seconds + 4 * (gint64) mailbox->answer_seconds;
        const gint64 normal = seconds * 1000 + SILENCE_MS;
        const bool trouble = intake_troubled(intake) || g_strcmp0(intake->state, "connecting") == 0;
        return trouble ? MAX(normal, (gint64) TROUBLE_SILENCE_MS) : normal;
}

static void
intake_watch(Intake *intake)
{
        const gint64 now = clock_ticks();
        if (intake->peer == NULL || intake->db == NULL)
                return;
        if (now - MAX(intake->heard, intake->quiet_until) > intake_silence_ms(intake)) {
                log_event(EVENT_FETCH_SILENT, "mailbox", intake->name, "seconds",
                          LOG_NUMBER((now - intake->heard) / 1000), NULL);
                intake_drop_peer(intake, 0);
                return;
        }
        if (!intake->order->once || intake->state == NULL)
                return;
        static const char *const unconnected[] = { "unreachable", "reconnecting", "connecting", NULL };
        if (g_strv_contains(unconnected, intake->state) &&
            now - MAX(intake->state_since, intake->heard) > ONCE_UNREACHABLE_MS)
                intake_end(intake, EXIT_FAILED);
}

/* A connection that was cut while nothing happened has lost the lock: notice it within a second. */
static void
intake_ping(Intake *intake)
{
        const gint64 now = clock_ticks();
        if (now >= intake->alive_due) {
                control_alive(intake->order->control);
                intake->alive_due = now + ALIVE_MS;
        }
        if (intake->db == NULL || now < intake->ping_due)
                return;
        intake->ping_due = now + TICK_MS;
        if (downtime_holds(&intake->downtime, now))
                log_event(EVENT_DATABASE_BACK, "process", "intake", "mailbox", intake->name, NULL);
        bool notified = false;
        g_autoptr(GError) error = NULL;
        if (!db_wait_message(intake->db, -1, 0, &notified, &error))
                intake_database_away(intake, error);
}

static void
intake_again(Intake *intake)
{
        if (intake->again_due == 0 || intake->peer == NULL || intake->db == NULL || clock_ticks() < intake->again_due)
                return;
        intake->again_due = 0;
        fetch_peer_say(intake->peer, FRAME_AGAIN);
}

static void
intake_poll(Intake *intake)
{
        const gint64 now = clock_ticks();
        gint64 due = now + TICK_MS;
        if (intake->db == NULL)
                due = MIN(due, intake->db_due);
        else if (intake->peer == NULL)
                due = MIN(due, intake->peer_due);
        if (intake->again_due > 0)
                due = MIN(due, intake->again_due);
        struct pollfd waits[2] = { { .fd = intake->order->control, .events = POLLIN }, { .fd = -1 } };
        if (intake->peer != NULL) {
                (void) fetch_peer_flush(intake->peer, NULL);
                waits[1] =
                    (struct pollfd){ .fd = fetch_peer_socket(intake->peer), .events = fetch_peer_events(intake->peer) };
        }
        (void) poll(waits, G_N_ELEMENTS(waits), (int) CLAMP(due - now, 0, TICK_MS));
}

/* Good-bye to fetch; moves that it still confirms are recorded. */
static void
intake_wind_up(Intake *intake)
{
        const gint64 until = clock_ticks() + QUIT_MS;
        if (intake->peer == NULL)
                return;
        fetch_peer_forget(intake->peer);
        fetch_peer_say(intake->peer, FRAME_QUIT);
        (void) fetch_peer_flush(intake->peer, NULL);
        scan_pause(intake->scan);
        for (gint64 left; (left = until - clock_ticks()) > 0;) {
                struct pollfd wait = { .fd = fetch_peer_socket(intake->peer), .events = POLLIN };
                if (poll(&wait, 1, (int) left) <= 0)
                        continue;
                g_autoptr(Frame) frame = fetch_peer_receive(intake->peer, NULL);
                if (frame == NULL)
                        break;
                if (frame_kind(frame) == FRAME_MOVED &&
                    !scan_frame(intake->scan, intake->db, intake->peer, frame, NULL))
                        break;
        }
        g_autofree char *ending = fetch_peer_stop(g_steal_pointer(&intake->peer), QUIT_GRACE_MS, NULL);
}

int
intake_run(const IntakeOrder *order)
{
        Intake intake = { .order = order, .name = order->mailbox->name };
        while (!intake.over) {
                intake_open_database(&intake);
                intake_start_peer(&intake);
                if (intake.over)
                        break;
                intake_poll(&intake);
                if (control_word(order->control) == CONTROL_STOP)
                        break;
                intake_listen(&intake);
                intake_again(&intake);
                intake_ping(&intake);
                intake_watch(&intake);
        }
        intake_wind_up(&intake);
        g_clear_pointer(&intake.scan, scan_free);
        g_clear_pointer(&intake.db, db_free);
        health_clear(&intake.health);
        g_free(intake.state);
        g_free(intake.said);
        g_free(intake.skipped);
        return intake.exit_status;
}
