/* The rows that hang on one mail of a case file: papers, entry, fields, keys, statements, flags, course. */
#ifndef BENCH_FILL_ENTRY_H
#define BENCH_FILL_ENTRY_H

#include "bench/case_file.h"
#include "bench/fill_case.h"
#include "db/entry_write.h"
#include "register/relation.h"

/* A mail with at most one order, which is the first of its papers. */
typedef struct {
        const CaseMail *mail;
        gint64 message_id;
        gint64 document_id; /* of the first paper */
        MessageClaim claim;
        EntryWrite *write; /* the program's own work on it: identities and keys */
        EntryMember entry; /* unset without an order */
        bool has_copies;
        const char *served_on; /* first service of its order; NULL: none */
        GPtrArray *changes;    /* of StatusChange*: what acts on its order; NULL: nothing */
} FillMail;

/* The mail whose order is that entry; there is one. */
FillMail *fill_by_entry(GArray *mails, gint64 entry_id);
void fill_documents(CopyRows *rows, const FillMail *mail);
/* mails: of FillMail, the whole case file. Entry, fields, keys and course; nothing for a mail without an order. */
void fill_entry(CopyRows *rows, const FillMail *mail);
/* The statements of the mail with that number. */
void fill_services(CopyRows *rows, GArray *mails, guint number, FillIds *ids);
void fill_pairs(CopyRows *rows, const EntryGroups *groups);
/* relation NULL: nothing. Notes what acts on which order. */
void fill_relation(CopyRows *rows, GArray *mails, const Identity *acting, const Relation *relation);

#endif
