/* From documents to orders: the door between parsers/document and parsers/order.
 * A SourceDocument is one part of a mail, opened as far as it goes. */
#ifndef PARSERS_ORDER_READING_H
#define PARSERS_ORDER_READING_H

#include "parsers/order/page.h"
#include "register/submission.h"

typedef struct {
        SubmissionDocument *document; /* facts of the part; kind and language are set by reading_run(); not owned */
        GPtrArray
            *pages;   /* of Page*; empty when nothing could be read. A format without pages gives one page numbered 0 */
        bool is_body; /* text of the mail itself, not an attachment */
        bool is_forwarded;      /* inside a forwarded message: older than the mail around it */
        bool is_alternative;    /* one of several forms of the same text (multipart/alternative) */
        GPtrArray *form_fields; /* of char*: "name=value" of AcroForm fields, or NULL */
} SourceDocument;

/* Makes ready what reading_run() needs, once, before a process is forked for each message: compiling the patterns costs
 * more than reading an order. */
void reading_prepare(void);

/* Fills submission's classification, alerts, orders, services and submitted_elsewhere, and kind and language of every
 * document, from subject, headers and sources (of SourceDocument*, in the order of the mail). Pure: no I/O, no clock.
 * Never fails: what cannot be read is absent. */
void reading_run(Submission *submission, const GPtrArray *sources);

#endif
