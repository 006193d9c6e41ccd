/* Octets become text once. After text_from_bytes() a char * is valid UTF-8 and nobody checks again. */
#ifndef BASE_TEXT_H
#define BASE_TEXT_H

#include "base/bytes.h"

/* UTF-8 from octets in charset (an IANA name; NULL or unknown: UTF-8 if valid, else windows-1252). A byte-order mark
 * decides against charset. Invalid sequences become U+FFFD, NUL and C0 controls but tab and line feed a space, CRLF and
 * CR a line feed. At most limit octets of text are kept. Returns a new string (g_free); *ret_cut, when wanted, says
 * whether text was left out. */
char *text_from_bytes(Bytes bytes, const char *charset, size_t limit, bool *ret_cut);

/* Makes octets that claim to be UTF-8 safe in the same way. Returns a new string. */
char *text_clean(const char *text, size_t limit);

/* One line: white space of every kind (no-break, zero-width, line ends) folded to single spaces, ends trimmed. */
char *text_one_line(const char *text);

/* For comparing: NFKD without marks, case folded, typographic quotes and dashes made plain, other letters kept
 * (ł l, ø o, đ d, ß ss), white space folded. Returns a new string. */
char *text_fold(const char *text);

/* The plain spelling of a quotation mark, apostrophe or dash that printing varies; NULL for every other character. */
const char *text_plain_sign(gunichar character);

/* Only the letters and digits of text_fold(). */
char *text_key(const char *text);

/* At most characters code points of text, never cutting a sequence. Returns a new string. */
char *text_shorten(const char *text, size_t characters);

/* Levenshtein distance of two folded strings in code points, or limit + 1 when it is greater than limit. */
unsigned text_distance(const char *a, const char *b, unsigned limit);

#endif
