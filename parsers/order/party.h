/* How a name is found beside other words. */
#ifndef PARSERS_ORDER_PARTY_H
#define PARSERS_ORDER_PARTY_H

#include "parsers/order/view.h"

/* End of one person's name that starts at at; at itself when none does. Roles and headings are cut off. */
size_t party_name_end(const View *view, size_t at, size_t until);
/* Where a name goes on whose hyphen the line's end broke, "Cy Marsh-" over "Dale"; 0 when it does not. end: of its first half. */
size_t party_hyphened(const View *view, size_t end, size_t until);
/* The name at [start, end) with its last word where a form's box broke it, "ANN MARIE" over "BELL" over "Ref. AB/1"; NULL where none
 * did. New string. */
char *party_boxed(const View *view, size_t start, size_t end);
/* Start of the name that ends at end and begins at from or later; end when none does. */
size_t party_name_start(const View *view, size_t from, size_t end);
/* Where the list begins of which the name at start is the last, "(1) Ann Bell and (2) Cy Dale": at its first name, not before
 * from; start where it is no list. */
size_t party_first_start(const View *view, size_t from, size_t start);
/* As party_name_start, of a name with the aliases that follow it. */
size_t party_alias_start(const View *view, size_t from, size_t end);
/* End of a list of names with their aliases. */
size_t party_list_end(const View *view, size_t start, size_t until);
/* The next place from which on the name is printed, in any case of letters. */
bool party_mentioned(const View *view, const char *name, size_t from, size_t *ret_start, size_t *ret_end);
/* As party_mentioned, of "Mr Dale" for "Cy Dale"; never where other, who may be NULL, has the same surname. */
bool party_titled(const View *view, const char *name, const char *other, size_t from, size_t *ret_start,
                  size_t *ret_end);

#endif
