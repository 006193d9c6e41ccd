/* Papers put together for somebody who asked for copies: a PDF of words and of pictures of pages, or a zip file of originals.
 * It decodes pictures that another child drew from strangers' octets, so it runs behind the wall as well.
 *
 * The input is "CCOTPACK1\n", then blocks: eight octets of length, the least first, and so many octets. The first block is
 * JSON, the others are pictures (PNG) or files, in the order in which it names them:
 *
 * { "file": "pdf", "marking": at the head of each page, "foot": at its foot, "items": [ITEM] }
 *     ITEM   {"heading": text} · {"text": text, "strong": bool} · {"row": [label of at most 25 letters, text]} · {"break": true} ·
 *            {"table": [[text]], "widths": [share of the line]}, the first row being its head ·
 *            {"page": caption, "picture": bool, "instead": text}: a page of its own, with the next picture or words in its place
 * { "file": "zip", "names": [text], "made": seconds since 1970 }
 *     A name is letters, digits, dots and dashes; files beyond the names, or the reverse, are refused. */
#ifndef PARSERS_COMPOSE_PACK_H
#define PARSERS_COMPOSE_PACK_H

#include "base/bytes.h"

#include <jansson.h>

/* The file's octets. CCOT_ERROR_INPUT for an input that is not as above, CCOT_ERROR_LIMIT beyond LIMIT_PACK_BYTES or
 * LIMIT_PACK_PAGES. */
GByteArray *pack_compose(Bytes input, GError **error);

/* For pack.c. blocks: those behind the JSON. */
GByteArray *paper_compose(const json_t *told, BytesCursor *blocks, GError **error);
GByteArray *bundle_compose(const json_t *told, BytesCursor *blocks, GError **error);
/* The next block as a view; false when there is none, or it is cut. */
bool pack_block(BytesCursor *blocks, Bytes *ret_block);

#endif
