/* Papers for people who look at them or hand them out. Each opening writes its audit row. As ccot_web. */
#ifndef DB_DOCUMENT_STORE_H
#define DB_DOCUMENT_STORE_H

#include "db/db.h"
#include "register/vocabulary.h"

typedef struct {
        gint64 message_id;
        char *path; /* the part of the message, as ccot-parse names it */
        DocumentKind kind;
        unsigned pages;
        unsigned number;  /* among the documents of its message, from 1 */
        char *media_type; /* NULL when unknown */
        char *passwords;  /* that people gave for the message's papers, one a line; NULL: none */
        bool shut;        /* confidential details, an application: not opened by this person; path is NULL */
} DocumentSource;

typedef enum { DOCUMENT_CONSULT, DOCUMENT_DISCLOSE } DocumentPurpose;

/* *ret_source NULL: there is no such document. note: what for, for the audit. */
bool document_store_open(Db *db, const char *person, gint64 document_id, DocumentPurpose purpose, const char *note,
                         DocumentSource **ret_source, GError **error);
/* Opens a shut paper for this person, for half a day; the reason stands in the audit. *ret_opened false: no reason, or no such
 * document. */
bool document_store_unseal(Db *db, const char *person, gint64 document_id, const char *reason, bool *ret_opened,
                           GError **error);
void document_source_free(DocumentSource *source);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DocumentSource, document_source_free)

#endif
