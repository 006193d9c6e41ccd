/* Service told in the mail or recited in the order, and whose order a service belongs to. Statements of service are
 * read by statement.h. */
#ifndef PARSERS_ORDER_SERVICE_H
#define PARSERS_ORDER_SERVICE_H

#include "parsers/order/view.h"

/* The service that the sender's own words tell ("was served in person on 10 March"); NULL when they tell none, or only
 * that it is still to come. Low confidence. */
SubmissionService *service_of_mail(const View *view, const char *path);
/* "The respondent was present in court", in a recital or in the statement of a court's officer: it counts as being told. */
bool service_in_court(const View *view);
/* The same as the service of an order; NULL when there is none. */
SubmissionService *service_of_order(const View *view, const char *path);
/* Notes which kinds of order the text of a statement says were served. */
void service_note_types(SubmissionService *service, const View *view);
/* Fills served_* of the order that each statement names, or of the message's only order; never of one made later. */
void service_join(const GPtrArray *services, const GPtrArray *orders);

#endif
