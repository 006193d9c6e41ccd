/* Words that clerks and solicitors cut short, spelt out: "Resp", "App", "w/o notice", "Medway FC", "NMO". One place knows
 * them, so that every reader sees the words of the court. shorthand.def has the words. */
#ifndef PARSERS_ORDER_SHORTHAND_H
#define PARSERS_ORDER_SHORTHAND_H

#include "parsers/order/view.h"

/* The view with its shorthand spelt out; every octet keeps its place on the page, so that raw values stay as printed. body:
 * the text of a mail, where kinds of order are cut short too; an order's own terms say them as they are. NULL where there
 * is none. The result is freed with view_free. */
View *shorthand_spelt(const View *view, bool body);

#endif
