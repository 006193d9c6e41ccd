/* What one message holds, as ccot-parse reports it (contract.md 3): the value that crosses from the confined worker to
 * the register. Built by parsers/, printed and read back by submission_json, stored by db/. Plain data, no behaviour.
 * Strings are valid UTF-8, owned by their struct, NULL where absent unless said otherwise. */
#ifndef REGISTER_SUBMISSION_H
#define REGISTER_SUBMISSION_H

#include "register/field.h"
#include "register/vocabulary.h"

#include <glib.h>
#include <stdbool.h>

/* One item of a list field. For PEOPLE and LINES only text; for CHILDREN text is the name and born an ISO date or NULL. */
typedef struct {
        char *text;
        char *born;
} FieldItem;

/* One field as read. Exactly one of text (scalar kinds; FLAG is "true" or "false") and items (list kinds) is set. */
typedef struct {
        Field field;
        char *text;
        GPtrArray *items; /* of FieldItem* */
        char *raw;        /* as printed, one line; never NULL */
        unsigned page;    /* from 1; 0 where the format has no pages */
        bool has_box;
        double box[4];     /* left, top, right, bottom in fractions of the page, origin top left */
        double confidence; /* 0..1: share of such values that are right */
} FieldValue;

typedef struct {
        AlertKind kind;
        char *text; /* the sender's words that raised it, one line */
        char *path; /* MIME part */
} SubmissionAlert;

typedef struct {
        char *path;       /* "2", "2.1", "2!orders/nmo.pdf" */
        char *filename;   /* decoded, cleaned to one line; NULL when the part has none */
        char *media_type; /* as content says, lower case */
        guint64 size;     /* decoded octets */
        char *sha256;     /* of the decoded octets */
        DocumentKind kind;
        Problem problem;
        unsigned pages; /* 0 where the format has none or it could not be read */
        TextSource text_source;
        char *language;  /* "en", "cy" or NULL */
        GPtrArray *text; /* of char*: one string a page */
} SubmissionDocument;

typedef struct {
        OrderType order_type;
        char *document; /* path */
        Action action;
        bool draft;
        FieldValue *fields[FIELD_COUNT]; /* NULL: the document does not state it */
} SubmissionOrder;

typedef struct {
        char *document; /* path */
        Outcome outcome;
        guint32 types; /* bits of OrderType: the orders that its text names; 0 where it names none. Not in the JSON */
        FieldValue *fields[FIELD_COUNT]; /* served_* and what names the order: case_number, respondent, made_on ... */
} SubmissionService;

typedef struct {
        char *message_id; /* without angle brackets */
        char *
            in_reply_to; /* In-Reply-To and References as they stand, cut to LIMIT_HEADER_VALUE; NULL: neither is there */
        char
            *bounce_of; /* Message-ID of a mail of ours that, it says, was not delivered; NULL: it says no such thing */
        char *subject;  /* decoded, one line; never NULL */
        char *from_name;
        char *from_address;
        char *date;        /* Date header as RFC 3339, NULL when unreadable */
        char *sha256;      /* of the whole message as given */
        char *body_sha256; /* of the octets after the header block */
        char *gateway;     /* who wrote the topmost Authentication-Results, lower case; NULL: it does not say */
        char *dmarc;       /* its word on DMARC: "pass", "fail" ...; NULL: none */
        bool automatic;
        bool placeholder;  /* a gateway's delayed-attachment notice stands where a file should be: read again later */
        GPtrArray *alerts; /* of SubmissionAlert* */
        OrderType order_type;
        Basis basis;
        bool conflict;
        GPtrArray *documents; /* of SubmissionDocument* */
        GPtrArray *orders;    /* of SubmissionOrder* */
        GPtrArray *services;  /* of SubmissionService* */
        bool submitted_elsewhere;
} Submission;

/* Empty lists, subject "", unclassified, basis none. */
Submission *submission_new(void);
void submission_free(Submission *submission);
SubmissionDocument *submission_document_new(const char *path);
void submission_document_free(SubmissionDocument *document);
SubmissionOrder *submission_order_new(const char *document);
void submission_order_free(SubmissionOrder *order);
SubmissionService *submission_service_new(const char *document);
void submission_service_free(SubmissionService *service);
SubmissionAlert *submission_alert_new(AlertKind kind, const char *text, const char *path);
void submission_alert_free(SubmissionAlert *alert);

/* A scalar value (text) or an empty list (text NULL, for list kinds). raw is made one line. */
FieldValue *field_value_new(Field field, const char *text, const char *raw, double confidence);
FieldValue *field_value_copy(const FieldValue *value);
/* born may be NULL. */
void field_value_add(FieldValue *value, const char *text, const char *born);
void field_value_free(FieldValue *value);

/* The scalar text of a field of an order or service; NULL when absent or a list. */
const char *submission_field_text(FieldValue *const fields[FIELD_COUNT], Field field);
/* The document with that path; NULL when there is none. */
SubmissionDocument *submission_document(const Submission *submission, const char *path);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Submission, submission_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SubmissionDocument, submission_document_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SubmissionOrder, submission_order_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SubmissionService, submission_service_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(FieldValue, field_value_free)

#endif
