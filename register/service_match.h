/* Which order a statement of service is about. A date of service makes an officer act: it belongs to the one order that the
 * statement names by number and names, is proposed where only names or a number alone speak for it, and goes nowhere where two
 * orders fit. Never to an order that was made after the service. Pure. */
#ifndef REGISTER_SERVICE_MATCH_H
#define REGISTER_SERVICE_MATCH_H

#include "register/identity.h"

typedef enum {
        SERVICE_FIT_NONE,
        SERVICE_FIT_NAMES,  /* the people agree; or a number alone */
        SERVICE_FIT_NUMBER, /* a number and the respondent agree */
} ServiceFit;

/* How a statement fits an order; order_type of the statement is the one that it names, or unclassified. *ret_warning, when
 * wanted: why it does not fit although a number or the names agree, in words; NULL otherwise. New string. */
ServiceFit service_match_fit(const Identity *statement, const Identity *order, char **ret_warning);

typedef struct {
        const Identity *order; /* NULL: none, or several */
        ServiceFit fit;
        bool fact;     /* number and names; otherwise a proposal */
        char *warning; /* what a person should know, in words; or NULL */
} ServiceMatch;

/* The order among those given (of Identity*, copies of one order counted once) that a statement is about. */
ServiceMatch service_match_choose(const Identity *statement, const GPtrArray *orders);
void service_match_clear(ServiceMatch *match);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(ServiceMatch, service_match_clear)

/* The type of order that a statement's own words name, when they name exactly one; else unclassified. */
OrderType service_match_type(const char *text);

#endif
