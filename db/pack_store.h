/* Copies of an order's papers for investigators: which papers there are, what was chosen for whom, where the octets lie. Each call checks
 * that the person is a handler or a supervisor, and writes its audit row; see db/functions/pack.sql. As ccot_web. */
#ifndef DB_PACK_STORE_H
#define DB_PACK_STORE_H

#include "db/db.h"
#include "db/document_store.h"

typedef struct {
        const char *person;
        gint64 entry_id;
        const GArray *papers;  /* of gint64: documents */
        const char *recipient; /* for whom */
        const char *address;   /* their e-mail address */
        const char *unit;
        const char *crime;   /* their reference */
        const char *purpose; /* what for */
        const char *kept;    /* why papers go along that the court keeps from the other side; NULL: none does */
} PackAsk;

/* Of the two files of a copy. */
typedef enum { PACK_PAPER, PACK_ORIGINALS } PackFile;

typedef struct {
        gint64 document_id;
        DocumentSource *source;
} PackSource;

/* *ret_json: told (as a hit of db/search_store.h), papers [], packs []; NULL: no such order, or not for this person. New string. */
bool pack_store_form(Db *db, const char *person, gint64 entry_id, char **ret_json, GError **error);
/* *ret_pack: its number, or 0 and *ret_why says why nothing was written ("role", "gone", "words", "papers", "kept", "pages"). */
bool pack_store_make(Db *db, const PackAsk *ask, gint64 *ret_pack, char **ret_why, GError **error);
/* *ret_json: what was chosen, told, papers [], history [], looks, files []; NULL: none, or not this person's. New string. */
bool pack_store_tell(Db *db, const char *person, gint64 pack_id, char **ret_json, GError **error);
/* The papers in their order, with the disclose row. Of PackSource*; empty: none, or not this person's. */
bool pack_store_open(Db *db, const char *person, gint64 pack_id, PackFile file, GPtrArray **ret_sources,
                     GError **error);
/* Keeps the digest of a file that is about to be handed over. */
bool pack_store_handed(Db *db, const char *person, gint64 pack_id, PackFile file, GBytes *octets, GError **error);

#endif
