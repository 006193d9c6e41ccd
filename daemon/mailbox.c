#include "daemon/mailbox.h"

#include "base/clock.h"
#include "base/error.h"
#include "daemon/folder_turn.h"
#include "daemon/imap_quota.h"
#include "daemon/imap_transfer.h"
#include "daemon/protocol.h"

enum {
        CUT_FIRST_MS = 1000,
        CUT_CAP_MS = 20 * 1000,
        REFUSED_FIRST_MS = 60 * 1000,
        REFUSED_CAP_MS = 15 * 60 * 1000,
        ONCE_TRIES = 3,
        ONCE_WAIT_CAP_MS = 2000,
        UNREACHABLE_AFTER = 3, /* attempts in a row */
        QUICK_NEWS = 3,        /* cycles on the server's word alone before the rest is left to IDLE or the next poll */
        LOGOUT_MS = 1000,
        KEEP_MS = 60 * 1000,
};
static const gint64 RECONCILE_MS = 24LL * 3600 * 1000;
static const gint64 QUOTA_MS = 3600 * 1000;

typedef struct {
        const MailboxOrder *order;
        FetchContext context;
        GPtrArray *folders; /* of FetchFolder*, folder 0 first */
        GPtrArray *foreign; /* of FetchFolder*: processed and failed, for the reconciliation */
        unsigned attempts;  /* cuts and failed connects in a row */
        unsigned refusals;  /* sign-ins refused in a row */
        unsigned throttles;
        unsigned news; /* cycles in a row that only the server's word asked for */
        bool no_idle;  /* the server refused it */
        gint64 reconcile_due;
        gint64 quota_due;
        bool filed_done;
        char *skipped; /* why a further folder was left out of the last cycle */
        int exit_status;
        bool over;
} Mailbox;

static void
mailbox_folder_free(gpointer data)
{
        FetchFolder *folder = data;
        g_clear_pointer(&folder->rows, g_array_unref);
        g_free(folder);
}

static FetchFolder *
mailbox_folder_new(const char *name, unsigned index, bool foreign)
{
        FetchFolder *folder = g_new0(FetchFolder, 1);
        folder->name = name;
        folder->index = index;
        folder->foreign = foreign;
        return folder;
}

static void
mailbox_clear(Mailbox *mailbox)
{
        g_clear_pointer(&mailbox->context.session, imap_session_free);
        g_ptr_array_unref(mailbox->folders);
        g_ptr_array_unref(mailbox->foreign);
        uid_notes_free(mailbox->context.notes);
        fetch_channel_free(mailbox->context.channel);
        g_free(mailbox->skipped);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Mailbox, mailbox_clear)

static void
mailbox_tell(Mailbox *mailbox, const char *state, gint64 wait_ms, const char *reason)
{
        fetch_channel_condition(mailbox->context.channel, state, wait_ms, reason);
}

static bool
mailbox_ends(const Mailbox *mailbox)
{
        return mailbox->over || mailbox->context.quit || fetch_channel_broken(mailbox->context.channel);
}

/* Stays away for wait_ms, with an ear on the channel. RESUME and AGAIN do not shorten it. */
static void
mailbox_stay_away(Mailbox *mailbox, gint64 wait_ms)
{
        const gint64 until = clock_ticks() + wait_ms;
        while (!mailbox_ends(mailbox)) {
                const ImapWait woken = imap_stream_wait(NULL, mailbox->context.wake, until);
                if (woken == IMAP_WAIT_TIMEOUT)
                        break;
                if (woken == IMAP_WAIT_SIGNAL)
                        mailbox->context.quit = true;
                else
                        fetch_context_listen(&mailbox->context);
        }
}

static void
mailbox_disconnect(Mailbox *mailbox)
{
        g_clear_pointer(&mailbox->context.session, imap_session_free);
        for (unsigned i = 0; i < mailbox->folders->len; i++) {
                FetchFolder *folder = g_ptr_array_index(mailbox->folders, i);
                g_clear_pointer(&folder->rows, g_array_unref);
        }
}

/* With once: the third try of a fault ends it. */
static bool
mailbox_gives_up(Mailbox *mailbox, unsigned tries, const char *state, const char *reason)
{
        if (!mailbox->order->once || tries < ONCE_TRIES)
                return false;
        mailbox_tell(mailbox, state, 0, reason);
        mailbox->over = true;
        mailbox->exit_status = EXIT_FAILED;
        return true;
}

static void
mailbox_after_refusal(Mailbox *mailbox, const GError *fault)
{
        gint64 wait = clock_backoff_ms(++mailbox->refusals, REFUSED_FIRST_MS, REFUSED_CAP_MS);
        if (mailbox_gives_up(mailbox, mailbox->refusals, "refused", fault->message))
                return;
        if (mailbox->order->once)
                wait = MIN(wait, ONCE_WAIT_CAP_MS);
        else
                mailbox_tell(mailbox, "refused", wait, fault->message);
        mailbox_stay_away(mailbox, wait);
}

/* The connection, or the attempt to make one, ended with fault. */
static void
mailbox_after_fault(Mailbox *mailbox, const ServerVerdict *verdict, const GError *fault)
{
        if (mailbox->context.progress)
                mailbox->attempts = mailbox->throttles = 0;
        mailbox->context.progress = false;
        if (verdict->meaning == SERVER_THROTTLED) {
                const gint64 wait = server_text_wait_ms(verdict, ++mailbox->throttles);
                mailbox_tell(mailbox, "throttled", wait, fault->message);
                if (!mailbox_gives_up(mailbox, mailbox->throttles, "unreachable", fault->message))
                        mailbox_stay_away(mailbox, wait);
                return;
        }
        if (g_error_matches(fault, CCOT_ERROR, CCOT_ERROR_CONFIG)) {
                /* a NO without a reason may be the server's bad day: the second one counts */
                if (verdict->meaning == SERVER_CREDENTIALS && !verdict->sure && mailbox->refusals == 0 &&
                    !mailbox->order->once) {
                        mailbox->refusals++;
                        mailbox_tell(mailbox, "reconnecting", 0, fault->message);
                        mailbox_stay_away(mailbox, CUT_FIRST_MS);
                } else {
                        mailbox_after_refusal(mailbox, fault);
                }
                return;
        }
        mailbox->attempts++;
        if (mailbox_gives_up(mailbox, mailbox->attempts, "unreachable", fault->message))
                return;
        const bool unreachable = !mailbox->order->once && mailbox->attempts >= UNREACHABLE_AFTER;
        mailbox_tell(mailbox, unreachable ? "unreachable" : "reconnecting", 0, fault->message);
        mailbox_stay_away(mailbox, clock_backoff_ms(mailbox->attempts, CUT_FIRST_MS, CUT_CAP_MS));
}

/* Both target folders are there before anything is moved. */
static bool
mailbox_make_folders(Mailbox *mailbox, GError **error)
{
        const ConfigMailbox *config = mailbox->order->config;
        const char *const names[] = { config->processed_folder, config->failed_folder };
        for (unsigned i = 0; config->move && i < G_N_ELEMENTS(names); i++) {
                g_autoptr(GError) fault = NULL;
                /* a NO is told at the move, where it matters */
                if (!imap_transfer_make_folder(mailbox->context.session, names[i], &fault) &&
                    imap_session_lost(mailbox->context.session)) {
                        g_propagate_error(error, g_steal_pointer(&fault));
                        return false;
                }
        }
        return true;
}

static void
mailbox_lose(Mailbox *mailbox, const GError *fault)
{
        const ServerVerdict verdict = *imap_session_verdict(mailbox->context.session);
        mailbox_disconnect(mailbox);
        mailbox_after_fault(mailbox, &verdict, fault);
}

/* What ends, with each connection: the server's certificate may be a new one. */
static void
mailbox_tell_ends(Mailbox *mailbox)
{
        static const char *const names[] = { CREDENTIAL_SECRET, CREDENTIAL_CERTIFICATE, CREDENTIAL_AUTHORITY };
        const gint64 ends[] = { config_day_ends(mailbox->order->config->credential_ends_on),
                                imap_session_certificate_ends(mailbox->context.session),
                                imap_trust_ends(mailbox->order->trust) };
        fetch_channel_credentials(mailbox->context.channel, names, ends, G_N_ELEMENTS(names));
}

static void
mailbox_reach(Mailbox *mailbox)
{
        g_autoptr(GError) fault = NULL;
        ServerVerdict verdict = { 0 };
        if (mailbox->context.connection + mailbox->attempts + mailbox->refusals + mailbox->throttles == 0)
                mailbox_tell(mailbox, "connecting", 0, "");
        mailbox->context.session = mailbox_connect(mailbox->order, &verdict, &fault);
        if (mailbox->context.session == NULL) {
                fetch_context_listen(&mailbox->context);
                if (imap_stream_wait(NULL, mailbox->context.wake, 0) == IMAP_WAIT_SIGNAL)
                        mailbox->context.quit = true;
                if (!mailbox_ends(mailbox))
                        mailbox_after_fault(mailbox, &verdict, fault);
                return;
        }
        mailbox->context.connection++;
        if (!mailbox_make_folders(mailbox, &fault)) {
                mailbox_lose(mailbox, fault);
                return;
        }
        mailbox_tell(mailbox, "connected", 0, "");
        mailbox_tell_ends(mailbox);
}

/* A turn that did not end well: true when the cycle may go on with the next folder. */
static bool
mailbox_turn_failed(Mailbox *mailbox, const FetchFolder *folder, FolderTurn turn, const GError *fault)
{
        if (turn == TURN_MISSING && folder->index > 0) {
                g_free(mailbox->skipped);
                mailbox->skipped = g_strdup_printf("folder \"%s\" does not open", folder->name);
                return true;
        }
        if (turn == TURN_MISSING) {
                mailbox_disconnect(mailbox);
                mailbox_after_refusal(mailbox, fault);
        } else if (turn == TURN_LOST) {
                mailbox_lose(mailbox, fault);
        } else if (turn == TURN_RETRY) {
                g_autoptr(GError) again = g_error_new_literal(CCOT_ERROR, CCOT_ERROR_RETRY,
                                                              "mails that were not handed out are asked for again");
                imap_session_logout(mailbox->context.session, LOGOUT_MS);
                mailbox_lose(mailbox, again);
        }
        return false;
}

/* All folders once; true when nothing interrupted it. */
static bool
mailbox_cycle(Mailbox *mailbox, GPtrArray *folders)
{
        for (unsigned i = 0; i < folders->len; i++) {
                FetchFolder *folder = g_ptr_array_index(folders, i);
                g_autoptr(GError) fault = NULL;
                const FolderTurn turn = folder_turn(&mailbox->context, folder, &fault);
                if (turn == TURN_STOPPED && mailbox->context.session != NULL &&
                    imap_session_ended(mailbox->context.session))
                        mailbox->context.quit = true;
                if (turn != TURN_DONE && !mailbox_turn_failed(mailbox, folder, turn, fault))
                        return false;
                if (fetch_channel_broken(mailbox->context.channel))
                        return false;
        }
        return true;
}

/* A wait without IDLE: until a frame, a signal or the time; the server gets a sign of life. */
static void
mailbox_rest(Mailbox *mailbox, gint64 until)
{
        while (!mailbox_ends(mailbox) && !mailbox->context.again) {
                const ImapWait woken =
                    imap_stream_wait(NULL, mailbox->context.wake, MIN(until, clock_ticks() + KEEP_MS));
                if (woken == IMAP_WAIT_SIGNAL) {
                        mailbox->context.quit = true;
                } else if (woken == IMAP_WAIT_CHANNEL) {
                        fetch_context_listen(&mailbox->context);
                        if (mailbox->context.paused)
                                return;
                } else if (clock_ticks() >= until) {
                        return;
                } else {
                        g_autoptr(GError) fault = NULL;
                        if (!imap_session_noop(mailbox->context.session, &fault)) {
                                if (imap_session_lost(mailbox->context.session))
                                        mailbox_lose(mailbox, fault);
                                return;
                        }
                }
        }
}

/* True when the inbox, selected anew after other folders, has a mail that its turn did not list. */
static bool
mailbox_inbox_has_news(Mailbox *mailbox, GError **error)
{
        const FetchFolder *inbox = g_ptr_array_index(mailbox->folders, 0);
        guint32 uidvalidity = 0;
        if (!imap_session_select(mailbox->context.session, inbox->name, !mailbox->order->config->move, &uidvalidity,
                                 error))
                return false;
        g_autoptr(GArray) uids = imap_session_uids(mailbox->context.session, error);
        if (uids == NULL)
                return false;
        for (unsigned i = 0, j = 0; i < uids->len; i++) {
                const guint32 uid = g_array_index(uids, guint32, i);
                while (inbox->rows != NULL && j < inbox->rows->len &&
                       g_array_index(inbox->rows, ImapListed, j).uid < uid)
                        j++;
                const bool listed =
                    inbox->rows != NULL && j < inbox->rows->len && g_array_index(inbox->rows, ImapListed, j).uid == uid;
                if (!listed && uid_notes_find(mailbox->context.notes, 0, uidvalidity, uid) == NULL)
                        return true;
        }
        return false;
}

static void
mailbox_idle(Mailbox *mailbox, gint64 until)
{
        g_autoptr(GError) fault = NULL;
        const bool many = mailbox->folders->len > 1 || mailbox->reconcile_due > 0;
        const bool news = many && mailbox_inbox_has_news(mailbox, &fault);
        if (fault != NULL) {
                if (imap_session_lost(mailbox->context.session))
                        mailbox_lose(mailbox, fault);
                return;
        }
        if (news)
                return;
        mailbox_tell(mailbox, "idling", 0, "");
        switch (imap_session_idle(mailbox->context.session, mailbox->context.wake, until, &fault)) {
        case IMAP_IDLE_WOKEN:
                if (imap_stream_wait(NULL, mailbox->context.wake, 0) == IMAP_WAIT_SIGNAL)
                        mailbox->context.quit = true;
                else
                        fetch_context_listen(&mailbox->context);
                break;
        case IMAP_IDLE_REFUSED:
                mailbox->no_idle = true;
                if (imap_session_lost(mailbox->context.session))
                        mailbox_lose(mailbox, fault);
                break;
        case IMAP_IDLE_LOST:
                if (imap_session_ended(mailbox->context.session))
                        mailbox->context.quit = true;
                else
                        mailbox_lose(mailbox, fault);
                break;
        default:
                break;
        }
}

/* Nothing is undone: until news, a word of intake, or the next look. */
static void
mailbox_await_news(Mailbox *mailbox)
{
        const ConfigMailbox *config = mailbox->order->config;
        const gint64 now = clock_ticks();
        const gint64 waiting = uid_notes_due(mailbox->context.notes);
        if (mailbox->order->once) {
                mailbox_rest(mailbox, G_MAXINT64);
                return;
        }
        if (imap_session_news(mailbox->context.session) && mailbox->news++ < QUICK_NEWS)
                return;
        mailbox->news = 0;
        const bool idle = config->idle && !mailbox->no_idle && imap_session_has(mailbox->context.session, "IDLE");
        if (idle) {
                const gint64 look = mailbox->folders->len > 1 ? MIN(config->poll_seconds, config->idle_renew_seconds)
                                                              : config->idle_renew_seconds;
                mailbox_idle(mailbox, MIN(waiting, now + look * 1000));
        } else {
                mailbox_tell(mailbox, "polling", 0, config->idle ? "the server has no IDLE" : "");
                mailbox_rest(mailbox, MIN(waiting, now + (gint64) config->poll_seconds * 1000));
        }
}

/* The database is away: nothing but signs of life until RESUME. */
static void
mailbox_pause(Mailbox *mailbox)
{
        while (mailbox->context.paused && mailbox->context.session != NULL && !mailbox_ends(mailbox))
                mailbox_rest(mailbox, clock_ticks() + KEEP_MS);
}

/* Once a day the target folders are listed too, so that what was filed by hand can be compared with the register. */
static bool
mailbox_reconcile(Mailbox *mailbox)
{
        if (mailbox->order->once || clock_ticks() < mailbox->reconcile_due)
                return true;
        mailbox->reconcile_due = clock_ticks() + RECONCILE_MS;
        return mailbox_cycle(mailbox, mailbox->foreign);
}

/* After a restore: the target folders, until a look brought nothing more. False when it was interrupted. */
static bool
mailbox_look_filed(Mailbox *mailbox)
{
        if (!mailbox->order->filed || mailbox->filed_done)
                return true;
        const bool before = mailbox->context.progress;
        do {
                mailbox->context.progress = false;
                if (!mailbox_cycle(mailbox, mailbox->foreign))
                        return false;
        } while (mailbox->context.progress);
        mailbox->context.progress = before;
        mailbox->filed_done = true;
        return true;
}

/* How full the mailbox is. The time is noted first: an answer that costs the connection costs one an hour. False when it did. */
static bool
mailbox_weigh(Mailbox *mailbox)
{
        ImapSession *session = mailbox->context.session;
        ImapQuota quota = { 0 };
        g_autoptr(GError) fault = NULL;
        if (clock_ticks() < mailbox->quota_due || !imap_quota_offered(session))
                return true;
        mailbox->quota_due = clock_ticks() + QUOTA_MS;
        if (imap_quota_ask(session, mailbox->order->config->folder, &quota, &fault)) {
                fetch_channel_quota(mailbox->context.channel, &quota);
                return true;
        }
        if (!imap_session_lost(session))
                return true;
        if (imap_session_ended(session))
                mailbox->context.quit = true;
        else
                mailbox_lose(mailbox, fault);
        return false;
}

static void
mailbox_step(Mailbox *mailbox)
{
        if (mailbox->context.session == NULL) {
                mailbox_reach(mailbox);
                return;
        }
        if (mailbox->context.paused) {
                mailbox_pause(mailbox);
                return;
        }
        mailbox->context.again = false;
        g_clear_pointer(&mailbox->skipped, g_free);
        if (!mailbox_cycle(mailbox, mailbox->folders) || !mailbox_weigh(mailbox) || !mailbox_look_filed(mailbox))
                return;
        if (mailbox->context.progress)
                mailbox->news = 0;
        mailbox->context.progress = false;
        mailbox->attempts = mailbox->throttles = mailbox->refusals = 0;
        mailbox_tell(mailbox, "scanned", 0, mailbox->skipped != NULL ? mailbox->skipped : "");
        if (mailbox_reconcile(mailbox))
                mailbox_await_news(mailbox);
}

int
mailbox_run(const MailboxOrder *order)
{
        g_auto(Mailbox) mailbox = { .order = order };
        mailbox.context = (FetchContext){ .config = order->config, .wake = &order->wake };
        mailbox.context.channel = fetch_channel_new(order->wake.channel);
        mailbox.context.notes = uid_notes_new();
        mailbox.folders = g_ptr_array_new_with_free_func(mailbox_folder_free);
        mailbox.foreign = g_ptr_array_new_with_free_func(mailbox_folder_free);
        unsigned index = 0;
        g_ptr_array_add(mailbox.folders, mailbox_folder_new(order->config->folder, index++, false));
        for (unsigned i = 0; i < order->config->further_folders->len; i++)
                g_ptr_array_add(
                    mailbox.folders,
                    mailbox_folder_new(g_ptr_array_index(order->config->further_folders, i), index++, false));
        g_ptr_array_add(mailbox.foreign, mailbox_folder_new(order->config->processed_folder, index++, true));
        g_ptr_array_add(mailbox.foreign, mailbox_folder_new(order->config->failed_folder, index++, true));
        while (!mailbox_ends(&mailbox))
                mailbox_step(&mailbox);
        /* QUIT gives time for a good-bye; a signal or the end of ccotd does not */
        if (mailbox.context.session != NULL)
                imap_session_logout(mailbox.context.session,
                                    imap_session_ended(mailbox.context.session) ? 0 : LOGOUT_MS);
        return mailbox.exit_status;
}
