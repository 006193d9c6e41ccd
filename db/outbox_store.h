/* Outgoing mail: rows that the writing transaction made, taken one at a time, settled when the mail server has answered. */
#ifndef DB_OUTBOX_STORE_H
#define DB_OUTBOX_STORE_H

#include "db/db.h"
#include "register/acknowledgement.h"
#include "register/alarm.h"

#include <glib.h>

typedef enum { OUTBOX_ACKNOWLEDGEMENT, OUTBOX_REPORT, OUTBOX_ALARM } OutboxKind;

typedef struct {
        OutboxKind kind;
        gint64 outbox_id; /* 0: none is due */
        gint64 message_id;
        bool digest;        /* it tells of every mail of its sender that waits */
        char token[40];     /* of the Message-ID, the same at every try */
        unsigned attempts;  /* this one included */
        unsigned uncertain; /* tries that went to the server and were never answered for */
} OutboxLease;

/* Which acknowledgements this daemon sends: those of its mailboxes (of char*), at most per_hour. */
typedef struct {
        const GPtrArray *mailboxes;
        unsigned per_hour;
} OutboxScope;

/* Takes the next one under this connection's session number (message_store_session). */
bool outbox_store_lease(Db *db, const OutboxScope *scope, OutboxLease *ret_lease, GError **error);
/* How many could be taken now. */
bool outbox_store_undone(Db *db, const OutboxScope *scope, guint64 *ret_undone, GError **error);
/* What is known of the mail that a row answers. NULL with an error. */
AcknowledgementFacts *outbox_store_facts(Db *db, gint64 outbox_id, GError **error);
/* The rows that a digest tells, the same at every try (of gint64, ascending). NULL with an error. */
GArray *outbox_store_digest(Db *db, const OutboxLease *lease, GError **error);

/* A mail that answers nobody. */
typedef struct {
        OutboxLease lease;
        char *recipient;
        char *octets; /* of a report; NULL: an alarm is written when it goes */
} OutboxNotice;
void outbox_notice_clear(OutboxNotice *notice);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(OutboxNotice, outbox_notice_clear)

/* Takes the next one, alarms first; lease.outbox_id 0: none is due. */
bool outbox_store_notice(Db *db, OutboxNotice *ret_notice, GError **error);
/* Raises the alarm to the address when an alert waits that none has told of, or not for so many minutes. */
bool outbox_store_raise(Db *db, const char *address, unsigned minutes, GError **error);
/* What an alarm tells now (of AlarmMail, alerts first, each oldest first): empty when everything was taken. NULL with an error. */
GArray *outbox_store_alarm(Db *db, GError **error);

/* None of these touches a row whose claim was lost; that is CCOT_ERROR_RETRY. */
/* status: suppressed, held or digest. reason NULL for digest. */
bool outbox_store_settle(Db *db, const OutboxLease *lease, const char *status, const char *reason, GError **error);
/* From here on it may have gone. */
bool outbox_store_begin(Db *db, const OutboxLease *lease, GError **error);
bool outbox_store_sent(Db *db, const OutboxLease *lease, GError **error);
/* Another try after seconds; certain: it did not go. */
bool outbox_store_later(Db *db, const OutboxLease *lease, unsigned seconds, const char *reason, bool certain,
                        GError **error);
bool outbox_store_failed(Db *db, const OutboxLease *lease, const char *reason, GError **error);

#endif
