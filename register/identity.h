/* What an order is known by (court, numbers, respondent, protected people, dates, type, action), in forms that compare
 * equal when two documents mean the same, and the keys by which the register finds what may be the same order. A
 * statement of service names its order by some of the same. */
#ifndef REGISTER_IDENTITY_H
#define REGISTER_IDENTITY_H

#include "register/fingerprint.h"
#include "register/submission.h"

enum { IDENTITY_LOCKS = 256 };

typedef struct {
        /* where it came from */
        gint64 entry_id;
        gint64 message_id;
        gint64 received_at; /* microseconds since 1970 */
        unsigned position;  /* among the orders of its message */
        unsigned ordinal;   /* among the orders of its document */
        char *message_sha256;
        char *rfc_message_id;
        char *body_sha256;
        char *document_sha256;
        /* what it says; NULL where it says nothing */
        OrderType order_type;
        Action action;
        bool draft;
        char *values[FIELD_COUNT]; /* comparable forms; lists are not kept here */
        GPtrArray *people;         /* comparable names of all protected people, sorted, without repeats */
        /* names as printed, for comparing what is not spelt alike */
        char *respondent;
        GPtrArray *aliases; /* of char*: the respondent's */
        GPtrArray *names;   /* of char*: protected people */
        char *language;     /* of its document, "en", "cy" or NULL */
        bool recognised;    /* read from a picture */
        bool has_text;
        Fingerprint text; /* of its document */
} Identity;

typedef enum {
        IDENTITY_KEY_FILE,
        IDENTITY_KEY_TEXT,
        IDENTITY_KEY_MESSAGE,
        IDENTITY_KEY_ORDER,
        IDENTITY_KEY_CASE,
        IDENTITY_KEY_NAME,
        /* for finding what may belong beside an order */
        IDENTITY_KEY_NUMBER, /* a number alone */
        IDENTITY_KEY_PEOPLE, /* the sounds of respondent and protected person */
        IDENTITY_KEY_BORN,   /* the sound of the respondent's name, and the date of birth */
        IDENTITY_KEY_DAY,    /* the same, and the day the order was made */
        IDENTITY_KEY_BAND,   /* a piece of the sketch of its text */
} IdentityKeyKind;

typedef struct {
        IdentityKeyKind kind;
        gint64 key;
} IdentityKey;

Identity *identity_new(void);
void identity_free(Identity *identity);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Identity, identity_free)

/* Takes over the value of a scalar field; others than those that tell orders apart are ignored. */
void identity_set(Identity *identity, Field field, const char *value);
void identity_add_person(Identity *identity, const char *name);
void identity_add_alias(Identity *identity, const char *name);
/* All fields of an order or statement. */
void identity_set_fields(Identity *identity, FieldValue *const fields[FIELD_COUNT]);

/* The keys under which it is found, and under which it looks for others. Of IdentityKey. */
GArray *identity_keys(const Identity *identity);
const char *identity_key_word(IdentityKeyKind kind);
/* True for the kinds that find what may belong beside an order, false for those that find copies and their statements. */
bool identity_key_is_near(IdentityKeyKind kind);
/* Which of the IDENTITY_LOCKS locks guards a key. */
unsigned identity_key_lock(gint64 key);

/* Order of arrival: negative when a is earlier than b by (received_at, message_id, position). */
int identity_order(const Identity *a, const Identity *b);

/* The comparable form of a name: its words in the order of the alphabet, without titles. New string. */
char *identity_name(const char *name);

#endif
