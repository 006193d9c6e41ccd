/* How long a connection may take to say what it wants. One that has not said a whole request in time, or that takes its
 * answer too slowly, is ended, however steadily its octets come: a thousand slow senders hold nobody up for long.
 *
 * Every call on an Arrival comes from the server's own thread; a thread of this file ends what is late. */
#ifndef WEB_ARRIVAL_H
#define WEB_ARRIVAL_H

#include <glib.h>

typedef struct Arrivals Arrivals;
typedef struct Arrival Arrival;

/* seconds: for one whole request. */
Arrivals *arrivals_new(unsigned seconds);
/* After the last connection has ended. */
void arrivals_free(Arrivals *arrivals);

/* A connection begins; socket stays the server's until arrival_end(). */
Arrival *arrival_begin(Arrivals *arrivals, int socket);
/* The first octets of a request were seen: when it is late it is answered with 408 (RFC 9110 15.5.9). */
void arrival_speaks(Arrival *arrival);
/* Its address is too long: answers with 414 and ends the connection. */
void arrival_refuse(Arrival *arrival);
/* The whole request is there: no time runs while it is worked on. */
void arrival_said(Arrival *arrival);
/* The answer is on its way. */
void arrival_answered(Arrival *arrival);
/* The answer has gone; the time of the next request on this connection begins. */
void arrival_again(Arrival *arrival);
void arrival_end(Arrival *arrival);

#endif
