/* Everything that waits for a person, who is at work on it, and how mails and alerts come to an end. The order of the queue is
 * that of db/functions/queue_place.sql, for every caller. As ccot_web; the list as ccot_admin too.
 *
 * What a rule forbids is no error but an answer: nothing was written then. person is whose account it is; the database checks
 * that it may work on the queue. */
#ifndef DB_QUEUE_STORE_H
#define DB_QUEUE_STORE_H

#include "db/db.h"

enum {
        QUEUE_TARGET_HOURS = 24,  /* what has waited longer rises above all but alerts */
        QUEUE_CLAIM_MINUTES = 20, /* a claim that nobody renews ends then */
};

typedef enum {
        QUEUE_DONE,
        QUEUE_HELD,    /* another person holds it, or gave the outcome */
        QUEUE_GONE,    /* it waits no more, or there is none */
        QUEUE_ROLE,    /* not for this account */
        QUEUE_OUTCOME, /* no outcome of the list, or neither an incident number nor words where one is needed */
        QUEUE_ALERT,   /* an alert of the mail is open: close it first */
} QueueAnswer;

/* What a claim is on: an entry, or a mail (with its open alerts, which are taken with it). */
typedef enum { QUEUE_ENTRY, QUEUE_MAIL } QueueKind;

/* JSON object: "tab", "counts" (rows by filter) and "rows", most pressing first. tab: all, orders, changes, unreadable, mails,
 * alerts or mine; another has no rows. person: who looks, for the audit. New string. */
char *queue_store_list(Db *db, const char *person, const char *tab, unsigned limit, GError **error);
/* What stands at the head of every page, a JSON object. New string. */
char *queue_store_strip(Db *db, const char *person, GError **error);
/* One mail with papers, entries, statements, alerts and other mails of its sender; *ret_json NULL when there is no such mail. */
bool queue_store_mail(Db *db, const char *person, gint64 message_id, char **ret_json, GError **error);

/* Takes it, or keeps one's own for another QUEUE_CLAIM_MINUTES. */
bool queue_store_claim(Db *db, const char *person, QueueKind kind, gint64 id, QueueAnswer *ret_answer, GError **error);
/* Lets one's own go; a supervisor anybody's. */
bool queue_store_release(Db *db, const char *person, QueueKind kind, gint64 id, QueueAnswer *ret_answer,
                         GError **error);
/* Takes the most pressing item that nobody holds; two people never get the same. *ret_id 0: there is none. */
bool queue_store_next(Db *db, const char *person, QueueKind *ret_kind, gint64 *ret_id, GError **error);

/* outcome: a word of VOCABULARY_ALERT_OUTCOME. incident, words: NULL for none, but one of them is needed. */
bool queue_store_close_alert(Db *db, const char *person, gint64 alert_id, const char *outcome, const char *incident,
                             const char *words, QueueAnswer *ret_answer, GError **error);
/* outcome: a word of VOCABULARY_MAIL_OUTCOME; words are always needed. */
bool queue_store_close_mail(Db *db, const char *person, gint64 message_id, const char *outcome, const char *words,
                            QueueAnswer *ret_answer, GError **error);
/* Takes a mail's outcome back: who gave it, or a supervisor. */
bool queue_store_open_mail(Db *db, const char *person, gint64 message_id, QueueAnswer *ret_answer, GError **error);

#endif
