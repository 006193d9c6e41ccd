/* Postal addresses as orders print them. */
#ifndef PARSERS_ORDER_ADDRESS_H
#define PARSERS_ORDER_ADDRESS_H

#include "parsers/order/label.h"
#include "parsers/order/view.h"

/* Whether what stands at at reads like an address; "address unknown" and the like do not. */
bool address_starts(const View *view, size_t at);
/* End of the postal address that starts at start: with its postcode where one follows soon, else at the end of the
 * sentence. start itself when it reads like none. */
size_t address_end(const View *view, size_t start, size_t until);
/* End of the address that is the value of a label, lines that continue it included. */
size_t address_labelled_end(const View *view, const LabelHit *hit);
/* The address as one line, its lines joined by ", ". New string. */
char *address_text(const View *view, size_t start, size_t end);
/* Cuts the name of him who lives there off the front: "To Cy Dale of Elm Lodge, ...". name may be NULL. */
void address_cut_name(char *address, const char *name);

#endif
