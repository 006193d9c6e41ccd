/* The people of an order. */
#ifndef PARSERS_ORDER_PARTIES_H
#define PARSERS_ORDER_PARTIES_H

#include "parsers/order/address.h"
#include "parsers/order/label.h"
#include "parsers/order/order_reading.h"
#include "parsers/order/party.h"

/* Family roles that may stand behind the court's: "respondent father". */
#define KIN "(?:mother|father|wife|husband|parent|grandmother|grandfather)"

/* The list of names in [start, end) as respondent (with aliases) or as the protected people, unless surer ones are there;
 * a body that protects nobody itself is passed over. */
void parties_put(OrderReading *reading, bool respondent, size_t start, size_t end, double confidence);
/* The same of names that stand in several pieces, read as printed. */
void parties_put_printed(OrderReading *reading, bool respondent, const char *printed, size_t start, size_t end,
                         double confidence);
/* The name in [start, end) with what its column was too narrow for: "Ann Bell <tab> Cy Dale", "Marlow". New string, or
 * NULL when it is whole. */
char *parties_broken(const View *view, size_t start, size_t end, LabelForm form);
/* A person, or in a civil or criminal court a company: its staff are who the order protects. A landlord, a council or the
 * police apply for others. */
bool parties_is_shielded(const OrderReading *reading, const char *name);
/* Date of birth and address of the respondent. */
void particulars_read(OrderReading *reading);
void children_read(OrderReading *reading);

#endif
