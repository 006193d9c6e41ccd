/* The texts of a message's orders as the register keeps them: their words, and the fingerprints made of these (register/fingerprint.h). */
#ifndef DB_ENTRY_TEXT_H
#define DB_ENTRY_TEXT_H

#include "db/db.h"
#include "register/fingerprint.h"
#include "register/submission.h"

#include <jansson.h>

typedef struct {
        char *path;    /* of its document */
        GArray *words; /* as wording_of() gives them; NULL: too many to keep */
        bool has;
        Fingerprint fingerprint;
} EntryText;

/* One for each document in which there is an order. Of EntryText*. */
GPtrArray *entry_texts_new(const Submission *submission);
/* That of a document; NULL when there is none. */
const EntryText *entry_text_of(const GPtrArray *texts, const char *path);
/* The fingerprint as a value of bytea in JSON; null when there is none. New reference. */
json_t *entry_text_json(const EntryText *text);
/* As PostgreSQL prints it; false for NULL and for what is none. */
bool entry_text_read(const char *printed, Fingerprint *ret_fingerprint);
/* The words, as entry_put_words takes them. New reference. */
json_t *entry_texts_words(const GPtrArray *texts);

/* Makes fingerprints that came of another model anew, with the keys of their orders, in transactions of its own; for the owner. */
bool entry_texts_renew(Db *db, GError **error);

#endif
