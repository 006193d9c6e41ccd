/* A report as the octets of a mail: the text to read, the CSV and the page as files (RFC 5322, RFC 2046). */
#ifndef REPORTS_REPORT_MAIL_H
#define REPORTS_REPORT_MAIL_H

#include "reports/report.h"

typedef struct {
        const char *from; /* address */
        const char *name; /* printable ASCII */
        const char *to;   /* address */
} ReportMailEnds;

/* With CRLF line ends. New string. */
char *report_mail_write(const Report *report, const ReportMailEnds *ends, GDateTime *now);

#endif
