/* The text of a paper that has no picture, with the places where it says what the fields hold. Pure. */
#ifndef WEB_ENTRY_TEXT_H
#define WEB_ENTRY_TEXT_H

#include <glib.h>
#include <jansson.h>

/* text cut where a field's words begin or end: items of {"text", "fields" (names with blanks between, absent where no field stands),
 * "chosen", "first" (of the chosen field's places)}. fields: what entry_view_fields() made; those count that stand on
 * paper. Words stand there as printed, whatever blanks and ends of lines are between them. A new array. */
json_t *entry_text_cut(const json_t *fields, json_int_t paper, const char *text);
/* The page (from 1) of what ccot-parse --text wrote, or all of it for page 0; at most LIMIT_VIEW_TEXT octets. New string. */
char *entry_text_page(const char *text, unsigned page);
/* The text of a page as viewer_words() gives it, a line each; "" for what is no such thing. New string. */
char *entry_text_recognised(const char *words, gsize length);

#endif
