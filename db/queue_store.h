/* Everything that waits for a person, who is at work on it, and how mails and alerts come to an end. The order of the queue is
 * that of db/functions/queue_place.sql, for every caller. As ccot_web; the list as ccot_admin too.
 *
 * What a rule forbids is no error but an answer: nothing was written then. person is whose account it is; the database checks
 * that it may work on the queue. */
#ifndef DB_QUEUE_STORE_H
#define DB_QUEUE_STORE_H

#include "db/staff_store.h"

typedef enum {
        QUEUE_DONE,
        QUEUE_HELD,     /* another person holds it, or gave the outcome */
        QUEUE_GONE,     /* it waits no more, or there is none */
        QUEUE_ROLE,     /* not for this account */
        QUEUE_OUTCOME,  /* no outcome of the list, or neither an incident number nor words where one is needed */
        QUEUE_ALERT,    /* an alert of the mail is open: close it first */
        QUEUE_PAPERS,   /* a paper of the mail has no outcome yet */
        QUEUE_STALE,    /* the mail has changed since it was shown: show it anew */
        QUEUE_PASSWORD, /* no such password can be kept */
        QUEUE_NO_ENTRY, /* there is no such entry to belong to */
} QueueAnswer;

/* What a claim is on: an entry, or a mail (with its open alerts, which are taken with it). */
typedef enum { QUEUE_ENTRY, QUEUE_MAIL } QueueKind;

/* A mail as the screen showed it: another row_version than now gives QUEUE_STALE. */
typedef struct {
        const char *person;
        gint64 message_id;
        gint64 row_version;
} QueueMail;

/* What an outcome needs beside its word; NULL or 0 for what was not given. */
typedef struct {
        const char *outcome; /* a word of VOCABULARY_MAIL_OUTCOME or VOCABULARY_PAPER_OUTCOME */
        const char *words;   /* the person's; always needed but where a paper belongs to an entry */
        gint64 entry_id;     /* that a mail is joined to, a paper belongs to */
        const char *to;      /* the force or unit that a mail was passed on to */
        const char *receipt; /* who there confirmed it, and how; without it the mail stays open */
} QueueOutcome;

/* JSON object: "tab", "counts" (rows by filter), "rows", most pressing first, and for supervisors "holders" (who holds how many).
 * tab: all, orders, changes, unreadable, mails, alerts or mine; another has no rows. person: who looks, for the audit.
 * target_hours: what has waited longer rises above all but alerts. New string. */
char *queue_store_list(Db *db, const char *person, const char *tab, unsigned limit, unsigned target_hours,
                       GError **error);
/* What a page of the list shows: rows at the most. */
typedef struct {
        const char *tab;
        unsigned rows;
        unsigned target_hours;
} QueuePage;

/* head: the object of queue_store_list() without "rows"; rows: the JSON array of them. */
typedef struct {
        char *head, *rows;
} QueueList;

void queue_list_free(QueueList *list);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(QueueList, queue_list_free)

/* The same as queue_store_list() for its page: what it gives may leave only after db_settle(). Behind it the head
 * of the page is asked for, which queue_store_strip() gives if it comes next. */
QueueList *queue_store_page(Db *db, const char *person, const QueuePage *page, GError **error);
/* Asks who looks and for the list in one round trip, as register_store_admit(); queue_store_page() with the same page comes next. */
bool queue_store_admit(Db *db, const StaffAsk *ask, const QueuePage *page, Staff **ret_staff, GError **error);
/* What stands at the head of every page, a JSON object. New string. */
char *queue_store_strip(Db *db, const char *person, unsigned target_hours, GError **error);
/* Asks for it on a connection that does nothing else: queue_store_strip() takes it there, db_settle() ends it. */
bool queue_store_strip_send(Db *db, const char *person, unsigned target_hours, GError **error);
/* One mail with papers, entries, statements, alerts and other mails of its sender; *ret_json NULL when there is no such mail. */
bool queue_store_mail(Db *db, const char *person, gint64 message_id, char **ret_json, GError **error);

/* Takes it, or keeps one's own, for so many minutes; a claim that nobody renews ends then. */
bool queue_store_claim(Db *db, const char *person, QueueKind kind, gint64 id, unsigned minutes, QueueAnswer *ret_answer,
                       GError **error);
/* Lets one's own go; a supervisor anybody's. */
bool queue_store_release(Db *db, const char *person, QueueKind kind, gint64 id, QueueAnswer *ret_answer,
                         GError **error);
/* Lets everything of one person go; a supervisor's, or one's own. */
bool queue_store_release_all(Db *db, const char *person, const char *holder, QueueAnswer *ret_answer, GError **error);
/* Takes the most pressing item that nobody holds; two people never get the same. *ret_id 0: there is none. */
bool queue_store_next(Db *db, const char *person, unsigned minutes, unsigned target_hours, QueueKind *ret_kind,
                      gint64 *ret_id, GError **error);

/* outcome: a word of VOCABULARY_ALERT_OUTCOME. incident, words: NULL for none, but one of them is needed. */
bool queue_store_close_alert(Db *db, const char *person, gint64 alert_id, const char *outcome, const char *incident,
                             const char *words, QueueAnswer *ret_answer, GError **error);
/* Takes its end back: who closed it, or a supervisor. QUEUE_GONE where the mail has an outcome, which is taken back first. */
bool queue_store_open_alert(Db *db, const QueueMail *mail, gint64 alert_id, QueueAnswer *ret_answer, GError **error);
/* papers: of gint64, open ones of this mail; all get the outcome or none. */
bool queue_store_close_papers(Db *db, const QueueMail *mail, const GArray *papers, const QueueOutcome *outcome,
                              QueueAnswer *ret_answer, GError **error);
/* Takes a paper's outcome back: who gave it, or a supervisor. */
bool queue_store_open_paper(Db *db, const QueueMail *mail, gint64 paper, QueueAnswer *ret_answer, GError **error);
/* A pending entry on the paper for what the program could not read; a person types its fields. *ret_entry_id when done. */
bool queue_store_by_hand(Db *db, const QueueMail *mail, gint64 paper, const char *order_type, const char *action,
                         gint64 *ret_entry_id, QueueAnswer *ret_answer, GError **error);
bool queue_store_close_mail(Db *db, const QueueMail *mail, const QueueOutcome *outcome, QueueAnswer *ret_answer,
                            GError **error);
/* Takes a mail's outcome back: who gave it, or a supervisor. */
bool queue_store_open_mail(Db *db, const QueueMail *mail, QueueAnswer *ret_answer, GError **error);
/* Keeps a password that a person was told for the mail's papers, and has ccotd read it once more. */
bool queue_store_give_password(Db *db, const QueueMail *mail, const char *password, QueueAnswer *ret_answer,
                               GError **error);
/* Has ccotd read the mail once more. */
bool queue_store_read_again(Db *db, const QueueMail *mail, QueueAnswer *ret_answer, GError **error);

#endif
