/* The header block of a message, found and split without a library, so that a strange first line, a missing blank line
 * or a second Subject are judged by one rule: lines without a colon are skipped, the first field of a name counts. */
#ifndef PARSERS_MAIL_HEADER_H
#define PARSERS_MAIL_HEADER_H

#include "base/bytes.h"

typedef struct HeaderBlock HeaderBlock;

/* Offset of the first header line: past blank and indented lines when a field follows them, else 0. */
size_t header_start(Bytes message);
/* Reads at most LIMIT_HEADER_LINES lines and LIMIT_HEADER_BYTES octets; of what lies beyond only Content-* is kept.
 * The views point into message. */
HeaderBlock *header_block_new(Bytes message);
void header_block_free(HeaderBlock *block);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(HeaderBlock, header_block_free)

/* Octets after the blank line that ends the block; empty when the message has none. */
Bytes header_block_body(const HeaderBlock *block);
/* True when lines or octets were over a limit. */
bool header_block_is_cut(const HeaderBlock *block);
/* The value of the first field of that name (case does not count), folds included; false when there is none. */
bool header_block_find(const HeaderBlock *block, const char *name, Bytes *ret_value);
/* The same as one line of text: RFC 2047 words decoded, raw 8-bit octets taken as UTF-8 or windows-1252, at most
 * LIMIT_HEADER_VALUE characters. New string, NULL when there is none. */
char *header_block_text(const HeaderBlock *block, const char *name);
/* The value's octets as one line, lower case, not decoded: for comparing. New string, NULL when there is none. */
char *header_block_key(const HeaderBlock *block, const char *name);
/* Decodes one unstructured value (RFC 2047) in the same way. New string. */
char *header_decode(Bytes value);

#endif
