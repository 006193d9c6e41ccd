#include "daemon/post.h"

#include "base/clock.h"
#include "base/error.h"
#include "base/failpoint.h"
#include "base/log.h"
#include "daemon/answer_folder.h"
#include "daemon/control.h"
#include "daemon/downtime.h"
#include "daemon/health.h"
#include "daemon/post_mail.h"
#include "daemon/post_peer.h"
#include "daemon/protocol.h"
#include "db/message_store.h"
#include "db/outbox_store.h"
#include "register/alarm.h"
#include "register/answer.h"

enum {
        WAIT_MS = 2000,
        DRAIN_WAIT_MS = 100,
        DATABASE_FIRST_MS = 200,
        DATABASE_ONCE_MS = 1000, /* three tries with once */
        DATABASE_CAP_MS = 2000,
        DATABASE_CONFIG_CAP_MS = 15000,
        SERVER_FIRST_MS = 1000, /* back within a minute of the mail server's return */
        SERVER_CAP_MS = 60000,
        ONCE_TRIES = 3,
        LATER_FIRST_SECONDS = 60, /* greylisting wants some minutes */
        LATER_CAP_SECONDS = 1800,
        ALARM_SECONDS = 30,
        UNSURE_SECONDS = 300,
        UNSURE_TRIES = 2, /* at the most one repeat */
        ANSWER_GRACE_SECONDS = 30,
};

typedef struct {
        const PostOrder *order;
        AnswerTexts *texts;
        GPtrArray *mailboxes; /* of char*, names, the config's */
        GPtrArray *own;       /* of char*, domains, NULL at the end; the config's */
        PostPeer *peer;
        Db *db; /* NULL: away */
        gint64 session;
        Downtime downtime;
        Health health;
        Health server;           /* the mail server's certificate, which is known with the first mail */
        gint64 certificate_told; /* its end, as the register has it */
        unsigned trouble;        /* failures of the mail server in a row */
        bool draining;
        bool over;
        int exit_status;
} Post;

/* Sleeps, awake for the supervisor. */
static void
post_pause(Post *post, gint64 milliseconds)
{
        const gint64 until = clock_ticks() + milliseconds;
        for (gint64 left; !post->over && (left = until - clock_ticks()) > 0;) {
                control_alive(post->order->control);
                if (!control_wait(post->order->control, MIN(left, WAIT_MS)))
                        continue;
                const ControlWord word = control_word(post->order->control);
                post->draining = post->draining || word == CONTROL_DRAIN;
                post->over = word == CONTROL_STOP;
                if (word == CONTROL_DRAIN)
                        return;
        }
}

static void
post_give_up(Post *post)
{
        post->over = true;
        post->exit_status = EXIT_FAILED;
}

static void
post_database_away(Post *post, const GError *error)
{
        if (downtime_begin(&post->downtime, post->db != NULL, clock_ticks()))
                log_error(EVENT_DATABASE_AWAY, error, "process", "post", NULL);
        g_clear_pointer(&post->db, db_free);
        if (post->order->once && downtime_tries(&post->downtime) >= ONCE_TRIES)
                post_give_up(post);
        const bool person = g_error_matches(error, CCOT_ERROR, CCOT_ERROR_CONFIG);
        post_pause(post, downtime_wait_ms(&post->downtime, post->order->once ? DATABASE_ONCE_MS : DATABASE_FIRST_MS,
                                          person ? DATABASE_CONFIG_CAP_MS : DATABASE_CAP_MS));
}

static void
post_open_database(Post *post)
{
        g_autoptr(GError) error = NULL;
        g_autoptr(Db) db = db_open(post->order->config->database_conninfo, "ccot_ingest", "ccotd post", &error);
        if (db == NULL || !message_store_session(db, &post->session, &error)) {
                post_database_away(post, error);
                return;
        }
        const Credential credential = { CREDENTIAL_SECRET,
                                        config_day_ends(post->order->config->smtp.credential_ends_on) };
        if (!health_note(&post->health, db, "smtp", &credential, credential.ends > 0, &error)) {
                post_database_away(post, error);
                return;
        }
        if (downtime_opened(&post->downtime, clock_ticks()))
                log_event(EVENT_DATABASE_BACK, "process", "post", NULL);
        post->db = g_steal_pointer(&db);
}

/* The mail server's trouble is no fault of a mail: the whole queue waits. */
static void
post_server_away(Post *post, const char *reason)
{
        if (post->trouble++ == 0)
                log_event(EVENT_SMTP_AWAY, "reason", reason, NULL);
        control_state(post->order->control, "smtp: away");
        if (post->order->once && post->trouble >= ONCE_TRIES)
                post_give_up(post);
        post_pause(post, clock_backoff_ms(post->trouble, SERVER_FIRST_MS, SERVER_CAP_MS));
}

static void
post_server_back(Post *post)
{
        if (post->trouble > 0)
                log_event(EVENT_SMTP_BACK, NULL);
        control_state(post->order->control, "smtp: answers");
        post->trouble = 0;
}

static unsigned
post_later_seconds(const OutboxLease *lease)
{
        unsigned seconds = LATER_FIRST_SECONDS;
        if (lease->kind == OUTBOX_ALARM)
                return ALARM_SECONDS;
        for (unsigned i = 1; i < lease->attempts && seconds < LATER_CAP_SECONDS; i++)
                seconds *= 2;
        return MIN(seconds, (unsigned) LATER_CAP_SECONDS);
}

typedef enum { FATE_SENT, FATE_DELAYED, FATE_FAILED } PostFate;

/* What became of a mail, in the log: whose answer it is, or the number of what answers nobody. */
static void
post_log(const OutboxLease *lease, PostFate fate, const char *reason)
{
        static const Event events[][3] = {
                [OUTBOX_ACKNOWLEDGEMENT] = { EVENT_ANSWER_SENT, EVENT_ANSWER_DELAYED, EVENT_ANSWER_FAILED },
                [OUTBOX_REPORT] = { EVENT_REPORT_SENT, EVENT_REPORT_DELAYED, EVENT_REPORT_FAILED },
                [OUTBOX_ALARM] = { EVENT_ALARM_SENT, EVENT_ALARM_DELAYED, EVENT_ALARM_FAILED }
        };
        const bool answer = lease->kind == OUTBOX_ACKNOWLEDGEMENT;
        log_event(events[lease->kind][fate], answer ? "message_id" : "outbox_id",
                  LOG_NUMBER(answer ? lease->message_id : lease->outbox_id), reason == NULL ? NULL : "reason", reason,
                  NULL);
}

static bool
post_withhold(Post *post, const OutboxLease *lease, const char *status, const char *reason, GError **error)
{
        if (!outbox_store_settle(post->db, lease, status, reason, error))
                return false;
        log_event(EVENT_ANSWER_WITHHELD, "message_id", LOG_NUMBER(lease->message_id), "status", status, "reason",
                  reason, NULL);
        return true;
}

static bool
post_fail(Post *post, const OutboxLease *lease, const char *reason, GError **error)
{
        if (!outbox_store_failed(post->db, lease, reason, error))
                return false;
        post_log(lease, FATE_FAILED, reason);
        return true;
}

static bool
post_delay(Post *post, const OutboxLease *lease, unsigned seconds, const char *reason, bool certain, GError **error)
{
        if (!outbox_store_later(post->db, lease, seconds, reason, certain, error))
                return false;
        post_log(lease, FATE_DELAYED, reason);
        return true;
}

/* What the server said is written down; between its word and our row lies the one gap in which a mail can go twice. */
static bool
post_settle(Post *post, const OutboxLease *lease, PostVerdict verdict, const char *reason, GError **error)
{
        if (verdict != POST_TROUBLE)
                post_server_back(post);
        switch (verdict) {
        case POST_SENT:
                FAILPOINT("after-post");
                if (!outbox_store_sent(post->db, lease, error))
                        return false;
                FAILPOINT("after-posted-row");
                post_log(lease, FATE_SENT, NULL);
                return true;
        case POST_REFUSED:
                return post_fail(post, lease, reason, error);
        case POST_LATER:
                return post_delay(post, lease, post_later_seconds(lease), reason, true, error);
        case POST_UNSURE:
                return post_delay(post, lease, UNSURE_SECONDS, reason, false, error);
        default:
                if (!outbox_store_later(post->db, lease, 0, reason, true, error))
                        return false;
                if (lease->kind == OUTBOX_ALARM && post->trouble == 0)
                        post_log(lease, FATE_DELAYED, reason);
                post_server_away(post, reason);
                return true;
        }
}

/* What the server showed is told when it is new. The secret is told with each connection to the database, this with a mail: another holder. */
static bool
post_tell_end(Post *post, GError **error)
{
        const Credential certificate = { CREDENTIAL_CERTIFICATE, post_peer_certificate_ends(post->peer) };
        if (certificate.ends == 0 || certificate.ends == post->certificate_told)
                return true;
        if (!health_note(&post->server, post->db, "smtp server", &certificate, 1, error))
                return false;
        post->certificate_told = certificate.ends;
        return true;
}

/* To the mail server, and what it said into the row. */
static bool
post_give(Post *post, const OutboxLease *lease, const char *recipient, const char *octets, GError **error)
{
        g_autofree char *reason = NULL;
        if (!post_peer_prepare(post->peer, &reason))
                return post_settle(post, lease, POST_TROUBLE, reason, error);
        if (!outbox_store_begin(post->db, lease, error))
                return false;
        FAILPOINT("before-post");
        const PostVerdict verdict =
            post_peer_send(post->peer, (guint64) lease->outbox_id, recipient, bytes_of_string(octets),
                           post->order->config->smtp.answer_seconds + ANSWER_GRACE_SECONDS, &reason);
        return post_settle(post, lease, verdict, reason, error) && post_tell_end(post, error);
}

static bool
post_send(Post *post, const OutboxLease *lease, const AcknowledgementFacts *facts, const Answer *answer, GError **error)
{
        const Config *config = post->order->config;
        g_autofree char *name = g_strdup_printf("%s %s", config->acknowledge_force, config->acknowledge_team);
        const PostMail mail = { .from = config->smtp.from,
                                .name = name,
                                .to = facts->address,
                                .reference = answer->reference,
                                .token = lease->token,
                                .answer_to = facts->rfc_message_id,
                                .subject = answer->subject,
                                .body = answer->body,
                                .at = clock_now() };
        g_autofree char *octets = post_mail_write(&mail);
        return post_give(post, lease, facts->address, octets, error);
}

static AcknowledgementPolicy
post_policy(const Post *post, const AcknowledgementFacts *facts)
{
        const Config *config = post->order->config;
        const ConfigMailbox *mailbox = config_mailbox(config, facts->mailbox);
        static const AcknowledgePrivate private_senders[] = { [PRIVATE_NEUTRAL] = ACKNOWLEDGE_PRIVATE_NEUTRAL,
                                                              [PRIVATE_HOLD] = ACKNOWLEDGE_PRIVATE_HOLD,
                                                              [PRIVATE_OFF] = ACKNOWLEDGE_PRIVATE_OFF };
        return (AcknowledgementPolicy){ .enabled = config->acknowledge_enabled,
                                        .pilot = mailbox == NULL || !mailbox->move,
                                        .max_age_hours = config->acknowledge_max_age_hours,
                                        .per_sender_per_hour = config->acknowledge_per_sender_per_hour,
                                        .private_senders = private_senders[config->acknowledge_private_senders],
                                        .own_domains = (const char *const *) post->own->pdata,
                                        .gateway = config->acknowledge_gateway };
}

/* Every mail that the sender's digest tells, under the address and in the thread of the first. */
static bool
post_digest(Post *post, const OutboxLease *lease, GError **error)
{
        g_autoptr(GArray) ids = outbox_store_digest(post->db, lease, error);
        g_autoptr(GPtrArray) mails = g_ptr_array_new_with_free_func((GDestroyNotify) acknowledgement_facts_free);
        for (guint i = 0; ids != NULL && i < ids->len; i++) {
                AcknowledgementFacts *facts = outbox_store_facts(post->db, g_array_index(ids, gint64, i), error);
                if (facts == NULL)
                        return false;
                g_ptr_array_add(mails, facts);
        }
        if (ids == NULL || mails->len == 0)
                return false;
        g_auto(Answer) answer = answer_write_digest(post->texts, mails);
        return post_send(post, lease, g_ptr_array_index(mails, 0), &answer, error);
}

static bool
post_one(Post *post, const OutboxLease *lease, GError **error)
{
        if (lease->uncertain >= UNSURE_TRIES)
                return post_fail(post, lease, "handed over twice and never confirmed", error);
        if (lease->digest)
                return post_digest(post, lease, error);
        g_autoptr(AcknowledgementFacts) facts = outbox_store_facts(post->db, lease->outbox_id, error);
        if (facts == NULL)
                return false;
        const AcknowledgementPolicy policy = post_policy(post, facts);
        const AcknowledgementVerdict verdict = acknowledgement_decide(facts, &policy);
        if (verdict.way == ACKNOWLEDGE_NOT)
                return post_withhold(post, lease, "suppressed", verdict.reason, error);
        if (verdict.way == ACKNOWLEDGE_HELD)
                return post_withhold(post, lease, "held", verdict.reason, error);
        if (verdict.way == ACKNOWLEDGE_DIGEST)
                return post_withhold(post, lease, "digest", NULL, error);
        g_auto(Answer) answer = answer_write(post->texts, facts, verdict.way);
        if (post->order->config->acknowledge_dry_run)
                return post_withhold(post, lease, "suppressed", "dry run", error);
        return post_send(post, lease, facts, &answer, error);
}

static bool
post_alarm(Post *post, const OutboxNotice *notice, GError **error)
{
        const Config *config = post->order->config;
        g_autoptr(GArray) mails = outbox_store_alarm(post->db, error);
        if (mails == NULL)
                return false;
        if (mails->len == 0)
                return outbox_store_settle(post->db, &notice->lease, "suppressed", "taken", error);
        g_auto(Alarm) alarm = alarm_write(mails, config->alarm_repeat_minutes);
        g_autofree char *name = g_strdup_printf("%s %s", config->acknowledge_force, config->acknowledge_team);
        const PostMail mail = { .from = config->smtp.from,
                                .name = name,
                                .to = notice->recipient,
                                .reference = alarm.reference,
                                .token = notice->lease.token,
                                .notice = true,
                                .subject = alarm.subject,
                                .body = alarm.body,
                                .at = clock_now() };
        g_autofree char *octets = post_mail_write(&mail);
        return post_give(post, &notice->lease, notice->recipient, octets, error);
}

/* Alarms and reports go before answers. *ret_found says whether there was one. */
static bool
post_notice(Post *post, bool *ret_found, GError **error)
{
        const Config *config = post->order->config;
        g_auto(OutboxNotice) notice = { 0 };
        *ret_found = false;
        if (config->alarm_address[0] != '\0' &&
            !outbox_store_raise(post->db, config->alarm_address, config->alarm_repeat_minutes, error))
                return false;
        if (!outbox_store_notice(post->db, &notice, error))
                return false;
        if (notice.lease.outbox_id == 0)
                return true;
        *ret_found = true;
        if (notice.lease.uncertain >= UNSURE_TRIES)
                return post_fail(post, &notice.lease, "handed over twice and never confirmed", error);
        if (notice.lease.kind == OUTBOX_ALARM)
                return post_alarm(post, &notice, error);
        return post_give(post, &notice.lease, notice.recipient, notice.octets, error);
}

static bool
post_step(Post *post, GError **error)
{
        const OutboxScope scope = { post->mailboxes, post->order->config->acknowledge_per_hour };
        OutboxLease lease = { 0 };
        bool noticed = false;
        if (!post_notice(post, &noticed, error))
                return false;
        if (noticed)
                return true;
        if (!outbox_store_lease(post->db, &scope, &lease, error))
                return false;
        if (lease.outbox_id != 0)
                return post_one(post, &lease, error);
        guint64 undone = 0;
        if (!post->draining) {
                post_pause(post, WAIT_MS);
                return true;
        }
        if (!outbox_store_undone(post->db, &scope, &undone, error))
                return false;
        post->over = true;
        post->exit_status = undone == 0 ? 0 : EXIT_FAILED;
        return true;
}

/* Our own domains: that of our address, and those that are set. */
static void
post_learn(Post *post)
{
        const Config *config = post->order->config;
        post->mailboxes = g_ptr_array_new();
        for (guint i = 0; i < config->mailboxes->len; i++)
                g_ptr_array_add(post->mailboxes, ((ConfigMailbox *) g_ptr_array_index(config->mailboxes, i))->name);
        post->own = g_ptr_array_new();
        g_ptr_array_add(post->own, strchr(config->smtp.from, '@') + 1);
        for (guint i = 0; i < config->acknowledge_own_domains->len; i++)
                g_ptr_array_add(post->own, g_ptr_array_index(config->acknowledge_own_domains, i));
        g_ptr_array_add(post->own, NULL);
}

static void
post_loop(Post *post)
{
        while (!post->over) {
                g_autoptr(GError) error = NULL;
                control_alive(post->order->control);
                const ControlWord word = control_word(post->order->control);
                post->draining = post->draining || word == CONTROL_DRAIN;
                if (word == CONTROL_STOP)
                        break;
                if (post->db != NULL && downtime_holds(&post->downtime, clock_ticks()))
                        log_event(EVENT_DATABASE_BACK, "process", "post", NULL);
                if (post->db == NULL)
                        post_open_database(post);
                else if (!post_step(post, &error))
                        post_database_away(post, error);
        }
}

int
post_run(const PostOrder *order)
{
        Post post = { .order = order };
        g_autoptr(GError) error = NULL;
        post.texts = answer_folder_load(order->config, &error);
        if (post.texts == NULL) {
                log_error(EVENT_CONFIG_REFUSED, error, "process", "post", NULL);
                return EXIT_FAILED;
        }
        post_learn(&post);
        post.peer = post_peer_new(order->config_path, order->control);
        post_loop(&post);
        post_peer_free(post.peer);
        g_clear_pointer(&post.db, db_free);
        health_clear(&post.health);
        health_clear(&post.server);
        g_ptr_array_unref(post.mailboxes);
        g_ptr_array_unref(post.own);
        answer_texts_free(post.texts);
        return post.exit_status;
}
