/* Reports for ccot-report: figures as JSON that the database computed, the row of each run, and the mails that go out. */
#ifndef DB_REPORT_STORE_H
#define DB_REPORT_STORE_H

#include "base/bytes.h"
#include "db/db.h"

/* What a report is asked for. Days are ISO dates; webmail is a NULL-terminated list of domains; days the days ahead (expiring). */
typedef struct {
        const char *name; /* duplicates, counts, expiring or reconciliation */
        const char *from, *to;
        const char *const *webmail;
        unsigned days;
        unsigned review_ended_years, review_rejected_years; /* expiring; 0: nothing is due by itself */
        unsigned target_hours;
} ReportQuestion;

/* One JSON object (reports/report.def names its lists). New string; NULL with an error. */
char *report_store_ask(Db *db, const ReportQuestion *question, GError **error);

/* One transaction: the run's row with its audit row, and a mail for each recipient. mails: of ReportMail, empty: it is shown only.
 * *ret_run is 0 when mails were to go and that period was sent before: nothing is written then. */
typedef struct {
        const char *recipient;
        Bytes octets;
} ReportMail;
bool report_store_note(Db *db, const ReportQuestion *question, const char *actor, bool nothing, const GArray *mails,
                       gint64 *ret_run, GError **error);

/* The last day (ISO) of the newest period that was sent; *ret_day NULL when none was. */
bool report_store_sent_until(Db *db, const char *name, char **ret_day, GError **error);

#endif
