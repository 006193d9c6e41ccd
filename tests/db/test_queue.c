/* The queue: its order and its words, who holds what, and how mails and alerts end. */
#include "db/entry_write.h"
#include "db/queue_store.h"
#include "tests/db/scratch.h"

#include <string.h>

enum { QUEUE_MINUTES = 20, QUEUE_HOURS = 24 };

static void
queue_staff(void)
{
        g_free(scratch_sql("ccot_admin", "SELECT staff_put('x', 'hana', 'handler', NULL)"));
        g_free(scratch_sql("ccot_admin", "SELECT staff_put('x', 'kim', 'handler', NULL)"));
        g_free(scratch_sql("ccot_admin", "SELECT staff_put('x', 'sol', 'supervisor', NULL)"));
        g_free(scratch_sql("ccot_admin", "SELECT staff_put('x', 'erin', 'enquirer', NULL)"));
}

typedef void (*QueueChange)(Submission *submission);

static void
queue_store_submission(Db *db, guint64 uid, QueueChange change)
{
        g_autofree char *octets = g_strdup_printf("mail %" G_GUINT64_FORMAT, uid);
        g_autofree char *file = g_strdup_printf("file %" G_GUINT64_FORMAT, uid);
        const MessageClaim claim = scratch_message(db, uid, octets);
        g_autoptr(Submission) submission = scratch_submission(octets, file);
        SubmissionOrder *order = g_ptr_array_index(submission->orders, 0);
        g_autofree char *number = g_strdup_printf("ME25F%05u", (unsigned) uid);
        field_value_free(order->fields[FIELD_CASE_NUMBER]);
        order->fields[FIELD_CASE_NUMBER] = field_value_new(FIELD_CASE_NUMBER, number, number, 0.9);
        if (change != NULL)
                change(submission);
        g_autoptr(GError) error = NULL;
        (void) entry_store_write(db, &claim, submission, &error);
        g_assert_no_error(error);
}

static void
queue_submission_blank(Submission *submission)
{
        g_ptr_array_set_size(submission->orders, 0);
        SubmissionDocument *document = g_ptr_array_index(submission->documents, 0);
        document->kind = DOCUMENT_KIND_CORRESPONDENCE;
}

static void
queue_submission_locked(Submission *submission)
{
        queue_submission_blank(submission);
        SubmissionDocument *document = g_ptr_array_index(submission->documents, 0);
        document->problem = PROBLEM_ENCRYPTED;
}

static void
queue_submission_breach(Submission *submission)
{
        queue_submission_blank(submission);
        g_ptr_array_add(submission->alerts, submission_alert_new(ALERT_KIND_BREACH, "he came back", NULL));
}

static void
queue_submission_varied(Submission *submission)
{
        SubmissionOrder *order = g_ptr_array_index(submission->orders, 0);
        order->action = ACTION_VARIED;
}

/* "kind id" of every row under a filter, in order. */
static char *
queue_rows(Db *db, const char *tab)
{
        g_autoptr(GError) error = NULL;
        g_autofree char *list = queue_store_list(db, "hana", tab, 50, QUEUE_HOURS, &error);
        g_assert_no_error(error);
        const char *const values[] = { list };
        g_autoptr(PGresult) rows =
            PQexecParams(db_connection(db),
                         "SELECT string_agg(concat_ws(' ', r ->> 'kind', r ->> 'id'), ', ' ORDER BY n) FROM "
                         "jsonb_array_elements($1::jsonb -> 'rows') WITH ORDINALITY AS x (r, n)",
                         1, NULL, values, NULL, NULL, 0);
        g_assert_cmpint(PQntuples(rows), ==, 1);
        return g_strdup(PQgetvalue(rows, 0, 0));
}

#define QUEUE_EXPECT(db, tab, wanted)                                                                                  \
        G_STMT_START                                                                                                   \
        {                                                                                                              \
                g_autofree char *seen_rows = queue_rows(db, tab);                                                      \
                g_assert_cmpstr(seen_rows, ==, wanted);                                                                \
        }                                                                                                              \
        G_STMT_END

/* Six mails: 1 an order, 2 served, 3 nothing, 4 locked, 5 a breach, 6 a variation; all of an hour ago. */
static Db *
queue_new(void)
{
        g_autoptr(Db) ingest = scratch_new("ccot_ingest");
        queue_staff();
        queue_store_submission(ingest, 1, NULL);
        queue_store_submission(ingest, 2, NULL);
        queue_store_submission(ingest, 3, queue_submission_blank);
        queue_store_submission(ingest, 4, queue_submission_locked);
        queue_store_submission(ingest, 5, queue_submission_breach);
        queue_store_submission(ingest, 6, queue_submission_varied);
        g_free(scratch_sql("postgres",
                           "DELETE FROM relation; DELETE FROM duplicate; UPDATE entry SET representative_id = NULL, "
                           "received_at = now() - interval '1 hour'; UPDATE message SET received_at = now() - "
                           "interval '1 hour'; INSERT INTO field (entry_id, name, value, raw, confidence) VALUES "
                           "(2, 'served_on', '2025-03-04', '', 1); SELECT 1"));
        return scratch_connect("ccot_web");
}

static void
test_order(void)
{
        g_autoptr(Db) web = queue_new();
        QUEUE_EXPECT(web, "all", "alert 5, entry 3, mail 4, entry 2, entry 1, mail 3");
        QUEUE_EXPECT(web, "orders", "entry 3, entry 2, entry 1");
        QUEUE_EXPECT(web, "changes", "entry 3");
        QUEUE_EXPECT(web, "unreadable", "mail 4");
        QUEUE_EXPECT(web, "mails", "mail 3");
        QUEUE_EXPECT(web, "alerts", "alert 5");
        QUEUE_EXPECT(web, "mine", "");
        QUEUE_EXPECT(web, "nothing", "");
        /* past its target it rises above all but alerts; the backlog stands behind everything of today */
        g_free(scratch_sql("postgres",
                           "UPDATE entry SET received_at = now() - interval '25 hours' WHERE entry_id = 1; SELECT 1"));
        QUEUE_EXPECT(web, "all", "alert 5, entry 1, entry 3, mail 4, entry 2, mail 3");
        g_free(scratch_sql("postgres", "UPDATE message SET lane = 1 WHERE message_id IN (1, 5); SELECT 1"));
        QUEUE_EXPECT(web, "all", "entry 3, mail 4, entry 2, mail 3, alert 5, entry 1");
        g_autofree char *audited = scratch_sql(
            "postgres", "SELECT reason FROM audit WHERE subject = 'queue' AND reason LIKE 'alert 5, entry 1%'");
        g_assert_cmpstr(audited, ==, "alert 5, entry 1, entry 3, mail 4, entry 2, mail 3");
}

static void
test_ends_soon(void)
{
        g_autoptr(Db) web = queue_new();
        g_free(scratch_sql(
            "postgres",
            "DELETE FROM entry_course WHERE entry_id = 1; INSERT INTO entry_course (entry_id, begins_at, status, "
            "reason, ends_at) VALUES (1, '-infinity', 'in_force', 'x', now() + interval '1 minute'); SELECT 1"));
        QUEUE_EXPECT(web, "orders", "entry 3, entry 1, entry 2");
        g_free(scratch_sql("postgres",
                           "UPDATE entry_course SET ends_at = now() + interval '8 days' WHERE entry_id = 1; SELECT 1"));
        QUEUE_EXPECT(web, "orders", "entry 3, entry 2, entry 1");
}

#define QUEUE_ANSWER(call, wanted)                                                                                     \
        G_STMT_START                                                                                                   \
        {                                                                                                              \
                g_autoptr(GError) call_error = NULL;                                                                   \
                g_assert_true(call);                                                                                   \
                g_assert_no_error(call_error);                                                                         \
                g_assert_cmpint(answer, ==, wanted);                                                                   \
        }                                                                                                              \
        G_STMT_END

static void
test_claims(void)
{
        g_autoptr(Db) web = queue_new();
        QueueAnswer answer;
        QUEUE_ANSWER(queue_store_claim(web, "hana", QUEUE_ENTRY, 1, QUEUE_MINUTES, &answer, &call_error), QUEUE_DONE);
        QUEUE_ANSWER(queue_store_claim(web, "hana", QUEUE_ENTRY, 1, QUEUE_MINUTES, &answer, &call_error), QUEUE_DONE);
        QUEUE_ANSWER(queue_store_claim(web, "kim", QUEUE_ENTRY, 1, QUEUE_MINUTES, &answer, &call_error), QUEUE_HELD);
        QUEUE_ANSWER(queue_store_claim(web, "erin", QUEUE_ENTRY, 2, QUEUE_MINUTES, &answer, &call_error), QUEUE_ROLE);
        QUEUE_ANSWER(queue_store_claim(web, "kim", QUEUE_ENTRY, 99, QUEUE_MINUTES, &answer, &call_error), QUEUE_GONE);
        QUEUE_EXPECT(web, "mine", "entry 1");
        g_autofree char *version = scratch_sql("postgres", "SELECT row_version FROM entry WHERE entry_id = 1");
        QUEUE_ANSWER(queue_store_release(web, "kim", QUEUE_ENTRY, 1, &answer, &call_error), QUEUE_HELD);
        QUEUE_ANSWER(queue_store_release(web, "sol", QUEUE_ENTRY, 1, &answer, &call_error), QUEUE_DONE);
        QUEUE_ANSWER(queue_store_release(web, "hana", QUEUE_ENTRY, 1, &answer, &call_error), QUEUE_GONE);
        QUEUE_ANSWER(queue_store_claim(web, "kim", QUEUE_ENTRY, 1, QUEUE_MINUTES, &answer, &call_error), QUEUE_DONE);
        /* pages that show the entry are not out of date by that */
        g_autofree char *after = scratch_sql("postgres", "SELECT row_version FROM entry WHERE entry_id = 1");
        g_assert_cmpstr(version, ==, after);
        /* a claim ends by itself */
        g_free(scratch_sql(
            "postgres", "UPDATE entry SET claimed_until = now() - interval '1 second' WHERE entry_id = 1; SELECT 1"));
        QUEUE_ANSWER(queue_store_claim(web, "hana", QUEUE_ENTRY, 1, QUEUE_MINUTES, &answer, &call_error), QUEUE_DONE);
}

static void
test_next(void)
{
        static const struct {
                const char *person;
                QueueKind kind;
                gint64 id;
        } wanted[] = { { "hana", QUEUE_MAIL, 5 },  { "kim", QUEUE_ENTRY, 3 }, { "hana", QUEUE_MAIL, 4 },
                       { "hana", QUEUE_ENTRY, 2 }, { "kim", QUEUE_ENTRY, 1 }, { "sol", QUEUE_MAIL, 3 },
                       { "kim", QUEUE_MAIL, 0 } };
        g_autoptr(Db) web = queue_new();
        for (unsigned i = 0; i < G_N_ELEMENTS(wanted); i++) {
                g_autoptr(GError) error = NULL;
                QueueKind kind = QUEUE_ENTRY;
                gint64 id = 0;
                g_assert_true(queue_store_next(web, wanted[i].person, QUEUE_MINUTES, QUEUE_HOURS, &kind, &id, &error));
                g_assert_cmpint(id, ==, wanted[i].id);
                g_assert_cmpint(kind, ==, wanted[i].kind);
        }
        /* taken with the mail */
        g_autofree char *taken = scratch_sql("ccot_web", "SELECT taken_by FROM v_alert");
        g_assert_cmpstr(taken, ==, "hana");
}

/* What another transaction is at is passed over, not waited for. */
static void
test_next_skips_what_is_locked(void)
{
        g_autoptr(Db) web = queue_new();
        g_autoptr(Db) other = scratch_connect("postgres");
        g_autoptr(PGresult) held =
            PQexec(db_connection(other), "BEGIN; SELECT FROM ccot.message WHERE message_id = 5 FOR UPDATE");
        g_assert_cmpint(PQresultStatus(held), ==, PGRES_TUPLES_OK);
        g_autoptr(GError) error = NULL;
        QueueKind kind = QUEUE_MAIL;
        gint64 id = 0;
        g_assert_true(queue_store_next(web, "hana", QUEUE_MINUTES, QUEUE_HOURS, &kind, &id, &error));
        g_assert_cmpint(kind, ==, QUEUE_ENTRY);
        g_assert_cmpint(id, ==, 3);
}

/* The mail as a screen would show it now. */
static QueueMail
queue_mail(const char *person, gint64 message_id)
{
        g_autofree char *sql =
            g_strdup_printf("SELECT row_version FROM message WHERE message_id = %" G_GINT64_FORMAT, message_id);
        g_autofree char *version = scratch_sql("postgres", sql);
        return (QueueMail){ person, message_id, g_ascii_strtoll(version, NULL, 10) };
}

static QueueAnswer
queue_close(Db *web, const char *person, gint64 message_id, const QueueOutcome *outcome)
{
        g_autoptr(GError) error = NULL;
        const QueueMail mail = queue_mail(person, message_id);
        QueueAnswer answer = QUEUE_DONE;
        g_assert_true(queue_store_close_mail(web, &mail, outcome, &answer, &error));
        return answer;
}

static QueueAnswer
queue_close_paper(Db *web, const QueueMail *mail, gint64 paper, const QueueOutcome *outcome)
{
        g_autoptr(GError) error = NULL;
        g_autoptr(GArray) papers = g_array_new(FALSE, FALSE, sizeof(gint64));
        g_array_append_val(papers, paper);
        QueueAnswer answer = QUEUE_DONE;
        g_assert_true(queue_store_close_papers(web, mail, papers, outcome, &answer, &error));
        return answer;
}

static void
test_endings(void)
{
        g_autoptr(Db) web = queue_new();
        QueueAnswer answer;
        const QueueOutcome nothing = { .outcome = "nothing_to_do", .words = "thanks" };
        const QueueOutcome wordless = { .outcome = "nothing_to_do", .words = " " };
        g_assert_cmpint(queue_close(web, "hana", 5, &nothing), ==, QUEUE_ALERT);
        QUEUE_ANSWER(queue_store_close_alert(web, "hana", 1, "control_room", " ", NULL, &answer, &call_error),
                     QUEUE_OUTCOME);
        QUEUE_ANSWER(queue_store_close_alert(web, "hana", 1, "finished", "46-1", NULL, &answer, &call_error),
                     QUEUE_OUTCOME);
        QUEUE_ANSWER(queue_store_close_alert(web, "erin", 1, "control_room", "46-1", NULL, &answer, &call_error),
                     QUEUE_ROLE);
        QUEUE_ANSWER(queue_store_close_alert(web, "hana", 1, "control_room", "46-1", NULL, &answer, &call_error),
                     QUEUE_DONE);
        QUEUE_ANSWER(queue_store_close_alert(web, "kim", 1, "control_room", "46-2", NULL, &answer, &call_error),
                     QUEUE_GONE);
        QUEUE_EXPECT(web, "alerts", "");
        QUEUE_EXPECT(web, "mails", "mail 3, mail 5");
        g_assert_cmpint(queue_close(web, "hana", 5, &wordless), ==, QUEUE_OUTCOME);
        g_assert_cmpint(queue_close(web, "erin", 5, &nothing), ==, QUEUE_ROLE);
        g_assert_cmpint(queue_close(web, "hana", 99, &nothing), ==, QUEUE_GONE);
        const QueueMail shown = queue_mail("hana", 5);
        g_assert_cmpint(queue_close(web, "hana", 5, &nothing), ==, QUEUE_DONE);
        QUEUE_ANSWER(queue_store_close_mail(web, &shown, &nothing, &answer, &call_error), QUEUE_STALE);
        g_assert_cmpint(queue_close(web, "hana", 5, &nothing), ==, QUEUE_GONE);
        QUEUE_EXPECT(web, "mails", "mail 3");
        const QueueMail of_kim = queue_mail("kim", 5), of_sol = queue_mail("sol", 5);
        QUEUE_ANSWER(queue_store_open_mail(web, &of_kim, &answer, &call_error), QUEUE_HELD);
        QUEUE_ANSWER(queue_store_open_mail(web, &of_sol, &answer, &call_error), QUEUE_DONE);
        QUEUE_EXPECT(web, "mails", "mail 3, mail 5");
        /* the database itself holds the rule */
        g_autofree char *state =
            scratch_refused("postgres", "UPDATE alert SET handled_at = now(), handled_by = 'x', outcome = NULL");
        g_assert_cmpstr(state, ==, "23514");
        g_autofree char *audited = scratch_sql(
            "postgres",
            "SELECT string_agg(concat_ws(' ', actor, subject, subject_id, reason), ', ' ORDER BY audit_id) FROM audit "
            "WHERE operation = 'alter' AND subject IN ('alert', 'message') AND actor LIKE 'ccot_web:%'");
        g_assert_cmpstr(audited, ==,
                        "ccot_web:hana alert 1 closed as control_room, message 5, ccot_web:hana message 5 closed as "
                        "nothing_to_do, ccot_web:sol message 5 open again");
}

/* A mail stays open until each of its papers has an outcome. */
static void
test_papers(void)
{
        g_autoptr(Db) web = queue_new();
        QueueAnswer answer;
        const QueueOutcome nothing = { .outcome = "nothing_to_do", .words = "an empty file" };
        const QueueOutcome part = { .outcome = "part_of", .entry_id = 1 },
                           lost = { .outcome = "part_of", .entry_id = 99 };
        const QueueOutcome wordless = { .outcome = "asked_again" }, none = { .outcome = "eaten", .words = "x" };
        g_autofree char *number = scratch_sql("postgres", "SELECT document_id FROM document WHERE message_id = 4");
        const gint64 paper = g_ascii_strtoll(number, NULL, 10);
        const QueueMail mail = queue_mail("hana", 4), other = queue_mail("hana", 3), of_kim = queue_mail("kim", 4);
        g_assert_cmpint(queue_close(web, "hana", 4, &nothing), ==, QUEUE_PAPERS);
        g_autofree char *refused = scratch_refused(
            "postgres",
            "UPDATE message SET outcome = 'nothing_to_do', outcome_words = 'x', handled_by = 'x', handled_at = "
            "now() WHERE message_id = 4");
        g_assert_cmpstr(refused, ==, "23514");
        g_assert_cmpint(queue_close_paper(web, &mail, paper, &wordless), ==, QUEUE_OUTCOME);
        g_assert_cmpint(queue_close_paper(web, &mail, paper, &none), ==, QUEUE_OUTCOME);
        g_assert_cmpint(queue_close_paper(web, &mail, paper, &lost), ==, QUEUE_NO_ENTRY);
        g_assert_cmpint(queue_close_paper(web, &other, paper, &nothing), ==, QUEUE_GONE);
        QUEUE_ANSWER(queue_store_claim(web, "kim", QUEUE_MAIL, 4, QUEUE_MINUTES, &answer, &call_error), QUEUE_DONE);
        g_assert_cmpint(queue_close_paper(web, &mail, paper, &nothing), ==, QUEUE_HELD);
        QUEUE_ANSWER(queue_store_release(web, "kim", QUEUE_MAIL, 4, &answer, &call_error), QUEUE_DONE);
        g_assert_cmpint(queue_close_paper(web, &mail, paper, &part), ==, QUEUE_DONE);
        g_assert_cmpint(queue_close_paper(web, &mail, paper, &nothing), ==, QUEUE_STALE);
        /* its paper has an outcome, no order came from it: the mail itself is left */
        QUEUE_EXPECT(web, "unreadable", "");
        QUEUE_EXPECT(web, "mails", "mail 3, mail 4");
        const QueueMail kim_now = queue_mail("kim", 4), now = queue_mail("hana", 4);
        g_assert_cmpint(of_kim.row_version, <, kim_now.row_version);
        QUEUE_ANSWER(queue_store_open_paper(web, &kim_now, paper, &answer, &call_error), QUEUE_HELD);
        QUEUE_ANSWER(queue_store_open_paper(web, &now, paper, &answer, &call_error), QUEUE_DONE);
        QUEUE_EXPECT(web, "unreadable", "mail 4");
        const QueueMail again = queue_mail("hana", 4);
        g_assert_cmpint(queue_close_paper(web, &again, paper, &nothing), ==, QUEUE_DONE);
        g_assert_cmpint(queue_close(web, "hana", 4, &nothing), ==, QUEUE_DONE);
        QUEUE_EXPECT(web, "mails", "mail 3");
}

static void
test_by_hand(void)
{
        g_autoptr(Db) web = queue_new();
        QueueAnswer answer;
        gint64 entry_id = 0;
        g_autofree char *number = scratch_sql("postgres", "SELECT document_id FROM document WHERE message_id = 4");
        const gint64 paper = g_ascii_strtoll(number, NULL, 10);
        const QueueMail mail = queue_mail("hana", 4);
        QUEUE_ANSWER(queue_store_by_hand(web, &mail, paper, "a poem", "made", &entry_id, &answer, &call_error),
                     QUEUE_OUTCOME);
        QUEUE_ANSWER(queue_store_by_hand(web, &mail, 99, "occupation", "made", &entry_id, &answer, &call_error),
                     QUEUE_GONE);
        g_assert_cmpint(entry_id, ==, 0);
        QUEUE_ANSWER(queue_store_by_hand(web, &mail, paper, "occupation", "made", &entry_id, &answer, &call_error),
                     QUEUE_DONE);
        g_assert_cmpint(entry_id, ==, 4);
        g_autofree char *entry = scratch_sql("postgres", "SELECT concat_ws(' ', order_type, state, status, "
                                                         "status_reason, message_id) FROM v_entry WHERE entry_id = 4");
        g_assert_cmpstr(entry, ==, "occupation pending check no end found on the order 4");
        /* the entry is the paper's outcome, and the mail's */
        QUEUE_EXPECT(web, "unreadable", "");
        QUEUE_EXPECT(web, "mails", "mail 3");
        QUEUE_ANSWER(queue_store_by_hand(web, &mail, paper, "occupation", "made", &entry_id, &answer, &call_error),
                     QUEUE_STALE);
}

static void
test_passed_on(void)
{
        g_autoptr(Db) web = queue_new();
        const QueueOutcome nowhere = { .outcome = "passed_on", .words = "Essex's area" };
        const QueueOutcome told = { .outcome = "passed_on", .words = "Essex's area", .to = "Essex Police" };
        const QueueOutcome confirmed = {
                .outcome = "passed_on", .words = "Essex's area", .to = "Essex Police", .receipt = "Sgt Lane, by mail"
        };
        g_assert_cmpint(queue_close(web, "hana", 3, &nowhere), ==, QUEUE_OUTCOME);
        g_assert_cmpint(queue_close(web, "hana", 3, &told), ==, QUEUE_DONE);
        QUEUE_EXPECT(web, "mails", "mail 3");
        g_autoptr(GError) error = NULL;
        g_autofree char *list = queue_store_list(web, "hana", "mails", 50, QUEUE_HOURS, &error);
        g_assert_nonnull(strstr(list, "passed on, no receipt yet"));
        g_assert_cmpint(queue_close(web, "hana", 3, &confirmed), ==, QUEUE_DONE);
        QUEUE_EXPECT(web, "mails", "");
}

/* A supervisor lets go of what somebody who is away holds. */
static void
test_release_all(void)
{
        g_autoptr(Db) web = queue_new();
        QueueAnswer answer;
        QUEUE_ANSWER(queue_store_claim(web, "hana", QUEUE_ENTRY, 1, QUEUE_MINUTES, &answer, &call_error), QUEUE_DONE);
        QUEUE_ANSWER(queue_store_claim(web, "hana", QUEUE_MAIL, 3, QUEUE_MINUTES, &answer, &call_error), QUEUE_DONE);
        QUEUE_ANSWER(queue_store_claim(web, "kim", QUEUE_ENTRY, 2, QUEUE_MINUTES, &answer, &call_error), QUEUE_DONE);
        g_autoptr(GError) error = NULL;
        g_autofree char *list = queue_store_list(web, "sol", "all", 50, QUEUE_HOURS, &error);
        g_assert_nonnull(strstr(list, "{\"name\" : \"hana\", \"count\" : 2}"));
        QUEUE_ANSWER(queue_store_release_all(web, "kim", "hana", &answer, &call_error), QUEUE_ROLE);
        QUEUE_EXPECT(web, "mine", "entry 1, mail 3");
        QUEUE_ANSWER(queue_store_release_all(web, "sol", "hana", &answer, &call_error), QUEUE_DONE);
        QUEUE_EXPECT(web, "mine", "");
        QUEUE_ANSWER(queue_store_release_all(web, "sol", "hana", &answer, &call_error), QUEUE_GONE);
        g_autofree char *held = scratch_sql("postgres", "SELECT string_agg(claimed_by, ',') FROM entry");
        g_assert_cmpstr(held, ==, "kim");
}

enum { QUEUE_CLERKS = 4 };

/* Takes until nothing is left; what was taken, as "kind id". */
static gpointer
queue_clerk(gpointer name)
{
        g_autoptr(Db) web = scratch_connect("ccot_web");
        GPtrArray *taken = g_ptr_array_new_with_free_func(g_free);
        for (;;) {
                g_autoptr(GError) error = NULL;
                QueueKind kind = QUEUE_ENTRY;
                gint64 id = 0;
                const bool done = queue_store_next(web, name, QUEUE_MINUTES, QUEUE_HOURS, &kind, &id, &error);
                g_assert_no_error(error);
                g_assert_true(done);
                if (id == 0)
                        return taken;
                g_ptr_array_add(taken, g_strdup_printf("%d %" G_GINT64_FORMAT, (int) kind, id));
        }
}

/* Clerks who press at the same time never get the same item, and together get them all. */
static void
test_clerks_at_once(void)
{
        static const char *const names[QUEUE_CLERKS] = { "hana", "kim", "sol", "hana" };
        g_autoptr(Db) ingest = scratch_new("ccot_ingest");
        queue_staff();
        for (guint64 uid = 1; uid <= 40; uid++)
                queue_store_submission(ingest, uid, queue_submission_blank);
        GThread *clerks[QUEUE_CLERKS];
        for (unsigned i = 0; i < QUEUE_CLERKS; i++)
                clerks[i] = g_thread_new("clerk", queue_clerk, (gpointer) (guintptr) names[i]);
        g_autoptr(GHashTable) all = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
        unsigned count = 0;
        for (unsigned i = 0; i < QUEUE_CLERKS; i++) {
                g_autoptr(GPtrArray) taken = g_thread_join(clerks[i]);
                count += taken->len;
                for (guint n = 0; n < taken->len; n++)
                        g_hash_table_add(all, g_strdup(g_ptr_array_index(taken, n)));
        }
        g_assert_cmpuint(count, ==, 40);
        g_assert_cmpuint(g_hash_table_size(all), ==, 40);
}

static void
test_strip(void)
{
        g_autoptr(Db) web = queue_new();
        g_autoptr(GError) error = NULL;
        g_free(scratch_sql("postgres", "DELETE FROM mailbox; INSERT INTO mailbox (name, last_scan_at) VALUES ('m', "
                                       "now() - interval '12 minutes'); SELECT 1"));
        g_autofree char *silent = queue_store_strip(web, "hana", QUEUE_HOURS, &error);
        g_assert_no_error(error);
        g_assert_nonnull(strstr(silent, "\"silent\": true"));
        g_assert_nonnull(strstr(silent, "\"alerts\": 1"));
        g_assert_nonnull(strstr(silent, "\"unreadable\": 1"));
        g_assert_nonnull(strstr(silent, "\"late\": false"));
        g_free(scratch_sql("postgres", "UPDATE mailbox SET last_scan_at = now(); SELECT 1"));
        QueueAnswer answer;
        QUEUE_ANSWER(queue_store_claim(web, "hana", QUEUE_MAIL, 5, QUEUE_MINUTES, &answer, &call_error), QUEUE_DONE);
        g_autofree char *calm = queue_store_strip(web, "hana", QUEUE_HOURS, &error);
        g_assert_nonnull(strstr(calm, "\"silent\": false"));
        g_assert_nonnull(strstr(calm, "\"alerts\": 0"));
        g_assert_nonnull(strstr(calm, "\"alerts_open\": 1"));
        g_assert_nonnull(strstr(calm, "\"mine\": 1"));
        /* one that was never read is no silence to overlook */
        g_free(scratch_sql("postgres", "INSERT INTO mailbox (name) VALUES ('n'); SELECT 1"));
        g_autofree char *never = queue_store_strip(web, "hana", QUEUE_HOURS, &error);
        g_assert_nonnull(strstr(never, "\"silent\": true"));
        g_assert_nonnull(strstr(never, "\"never_read\": true"));
}

/* What somebody else owes us keeps its place, is handed to nobody before its day, and rises when that is over. */
static void
test_waiting(void)
{
        g_autoptr(Db) web = queue_new();
        g_autoptr(GError) error = NULL;
        g_free(scratch_sql("postgres",
                           "UPDATE mailbox SET last_scan_at = now(); INSERT INTO decision (entry_id, kind, code, "
                           "reason, decided_by, chase_on) VALUES (3, 'ask', 'court', 'x', 'hana', "
                           "(now() AT TIME ZONE 'Europe/London')::date + 1); SELECT 1"));
        QUEUE_EXPECT(web, "waiting", "entry 3");
        QUEUE_EXPECT(web, "all", "alert 5, entry 3, mail 4, entry 2, entry 1, mail 3");
        g_autofree char *due = queue_store_list(web, "hana", "waiting", 50, QUEUE_HOURS, &error);
        g_assert_nonnull(strstr(due, "asked the court, answer due by "));
        g_autofree char *strip = queue_store_strip(web, "hana", QUEUE_HOURS, &error);
        g_assert_nonnull(strstr(strip, "\"waiting\": 1"));
        g_assert_nonnull(strstr(strip, "\"waiting_late\": 0"));
        static const gint64 wanted[] = { 5, 4 };
        for (unsigned i = 0; i < G_N_ELEMENTS(wanted); i++) {
                QueueKind kind = QUEUE_ENTRY;
                gint64 id = 0;
                g_assert_true(queue_store_next(web, "kim", QUEUE_MINUTES, QUEUE_HOURS, &kind, &id, &error));
                g_assert_cmpint(id, ==, wanted[i]);
        }
        g_free(scratch_sql("postgres", "UPDATE decision SET chase_on = chase_on - 2; UPDATE entry SET received_at = "
                                       "now() - interval '25 hours' WHERE entry_id = 3; SELECT 1"));
        QUEUE_EXPECT(web, "all", "alert 5, entry 3, mail 4, entry 2, entry 1, mail 3");
        g_autofree char *late = queue_store_list(web, "hana", "waiting", 50, QUEUE_HOURS, &error);
        g_assert_nonnull(strstr(late, "asked the court, no answer by "));
        g_autofree char *overdue = queue_store_strip(web, "hana", QUEUE_HOURS, &error);
        g_assert_nonnull(strstr(overdue, "\"waiting_late\": 1"));
        /* verified meanwhile, it waits all the same; settled, it does not */
        g_free(scratch_sql("postgres", "UPDATE entry SET state = 'verified', verified_by = 'hana', verified_at = now() "
                                       "WHERE entry_id = 3; SELECT 1"));
        QUEUE_EXPECT(web, "waiting", "entry 3");
        QueueAnswer answer;
        QUEUE_ANSWER(queue_store_claim(web, "kim", QUEUE_ENTRY, 3, QUEUE_MINUTES, &answer, &call_error), QUEUE_DONE);
        g_free(scratch_sql("postgres", "INSERT INTO decision (entry_id, kind, about, reason, decided_by) SELECT 3, "
                                       "'settle', decision_id, 'came', 'hana' FROM decision WHERE kind = 'ask'; "
                                       "SELECT 1"));
        QUEUE_EXPECT(web, "waiting", "");
        QUEUE_EXPECT(web, "orders", "entry 2, entry 1");
}

static void
test_mail(void)
{
        g_autoptr(Db) web = queue_new();
        g_autoptr(GError) error = NULL;
        g_autofree char *mail = NULL, *none = NULL;
        g_assert_true(queue_store_mail(web, "hana", 5, &mail, &error));
        g_assert_nonnull(strstr(mail, "he came back"));
        g_assert_true(queue_store_mail(web, "hana", 99, &none, &error));
        g_assert_null(none);
        g_autofree char *looked =
            scratch_sql("postgres", "SELECT string_agg(concat_ws(' ', subject_id), ',') FROM audit WHERE subject = "
                                    "'message' AND operation = 'consult'");
        g_assert_cmpstr(looked, ==, "5");
}

void
add_queue_tests(void)
{
        g_test_add_func("/queue/order", test_order);
        g_test_add_func("/queue/ends-soon", test_ends_soon);
        g_test_add_func("/queue/claims", test_claims);
        g_test_add_func("/queue/next", test_next);
        g_test_add_func("/queue/next-skips-what-is-locked", test_next_skips_what_is_locked);
        g_test_add_func("/queue/endings", test_endings);
        g_test_add_func("/queue/papers", test_papers);
        g_test_add_func("/queue/by-hand", test_by_hand);
        g_test_add_func("/queue/passed-on", test_passed_on);
        g_test_add_func("/queue/release-all", test_release_all);
        g_test_add_func("/queue/clerks-at-once", test_clerks_at_once);
        g_test_add_func("/queue/strip", test_strip);
        g_test_add_func("/queue/waiting", test_waiting);
        g_test_add_func("/queue/mail", test_mail);
}
