/* Who is answered when a mail has come, and who is not: one pure function over what is known of the mail. The answer proves to a
 * sender that the mail arrived; it must never go to a machine (RFC 3834), to whoever may read a victim's mailbox, or say what
 * stands in a paper. That is why these facts hold no name, subject, file name or field of an order. */
#ifndef REGISTER_ACKNOWLEDGEMENT_H
#define REGISTER_ACKNOWLEDGEMENT_H

#include "base/clock.h"
#include "register/vocabulary.h"

#include <glib.h>
#include <stdbool.h>

/* One document of the mail. */
typedef struct {
        char *path;
        bool named; /* the sender gave it a file name */
        char *media_type;
        guint64 size;
        char *sha256;
        DocumentKind kind;
        Problem problem;
        unsigned pages;
        bool draft;                /* says so itself */
        gint64 earlier_message_id; /* the same address sent the same paper before, in this mail; 0: no */
        Instant earlier_received_at;
} AcknowledgementDocument;

typedef struct {
        gint64 message_id;
        Instant received_at; /* as the mail server says */
        Instant stored_at;   /* when it came into the register */
        Instant created_at;  /* when the acknowledgement became due */
        Instant now;
        char *mailbox;
        char *address;        /* of the sender; NULL when it could not be read */
        char *rfc_message_id; /* NULL when it has none */
        char *gateway;        /* who wrote the topmost Authentication-Results; NULL when there is none */
        bool dmarc_failed;    /* and that it says so */
        bool automatic;
        bool junk;                /* came from a further folder */
        bool repeats;             /* the same delivery is in the register already */
        bool has_reference;       /* our reference stands in its subject, or it answers our reply */
        bool subject_names_order; /* the order's type is known from the subject alone */
        bool released;            /* a person let it go */
        unsigned orders, services;
        guint32 alerts;          /* bits of AlertKind */
        unsigned sent_this_hour; /* answers to this address */
        bool digest_waits;       /* others of this address are told in its next digest */
        GPtrArray *documents;    /* of AcknowledgementDocument* */
} AcknowledgementFacts;

AcknowledgementFacts *acknowledgement_facts_new(void);
void acknowledgement_facts_free(AcknowledgementFacts *facts);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(AcknowledgementFacts, acknowledgement_facts_free)
AcknowledgementDocument *acknowledgement_document_add(AcknowledgementFacts *facts, const char *path);

typedef enum { ACKNOWLEDGE_PRIVATE_NEUTRAL, ACKNOWLEDGE_PRIVATE_HOLD, ACKNOWLEDGE_PRIVATE_OFF } AcknowledgePrivate;

/* What the force has decided. Borrows its strings. */
typedef struct {
        bool enabled;
        bool pilot; /* the mailbox is only looked at */
        unsigned max_age_hours;
        unsigned per_sender_per_hour;
        AcknowledgePrivate private_senders;
        const char *const *own_domains; /* NULL-terminated; a subdomain is one too */
        const char *gateway;            /* whose Authentication-Results count; "": nobody's */
} AcknowledgementPolicy;

typedef enum {
        ACKNOWLEDGE_NOT,      /* never, for a reason */
        ACKNOWLEDGE_HELD,     /* a person decides, for a reason */
        ACKNOWLEDGE_DIGEST,   /* with others, when the hour is over */
        ACKNOWLEDGE_NEUTRAL,  /* that it arrived, and no more */
        ACKNOWLEDGE_STANDARD, /* the whole text */
} AcknowledgementWay;

typedef struct {
        AcknowledgementWay way;
        const char *reason; /* of NOT and HELD, in words without a person; else NULL */
} AcknowledgementVerdict;

AcknowledgementVerdict acknowledgement_decide(const AcknowledgementFacts *facts, const AcknowledgementPolicy *policy);

/* An address that can stand in a command and a header: printable ASCII of RFC 5321's plain form. */
bool acknowledgement_address_is_plain(const char *address);
/* A mailbox of the public. */
bool acknowledgement_address_is_private(const char *address);
/* A file that the sender attached, and not the text of the mail nor what lies inside another file. */
bool acknowledgement_is_attachment(const AcknowledgementDocument *document);
/* The order stands in the text of the mail. */
bool acknowledgement_is_body(const AcknowledgementDocument *document);

#endif
