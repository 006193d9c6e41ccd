/* Taking a message apart: every part becomes a listed document, containers (archives, mails, winmail.dat) are opened,
 * texts are read. Also walks the same way to find one document's octets by its path. */
#ifndef PARSERS_OPENING_H
#define PARSERS_OPENING_H

#include "parsers/order/reading.h"
#include "parsers/pipeline.h"

typedef struct Opening Opening;

/* Lists into submission and sources (of SourceDocument*). use may be NULL. */
Opening *opening_new(Submission *submission, GPtrArray *sources, const PipelineUse *use);
/* Lists nothing and stops at the document with that path. Of use, which may be NULL, the passwords count. */
Opening *opening_search_new(const char *path, const PipelineUse *use);
void opening_free(Opening *opening);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Opening, opening_free)

void opening_run(Opening *opening, Bytes message);
/* What a search found, the opening's; NULL when there is no such document. */
GByteArray *opening_found(const Opening *opening);
/* Passwords (of char*) to be tried on locked documents: the given ones and those that the texts so far tell. */
const GPtrArray *opening_passwords(const Opening *opening);
/* True when a text told a password behind a document that stayed locked: with opening_passwords() it may open. */
bool opening_has_key(const Opening *opening);

void opening_source_free(gpointer source);

#endif
