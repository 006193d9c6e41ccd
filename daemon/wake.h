/* What ends a wait of a child with the network, besides the server. */
#ifndef DAEMON_WAKE_H
#define DAEMON_WAKE_H

/* -1 where there is none. */
typedef struct {
        int channel; /* to ccotd: its end of file ends everything */
        int signals; /* a signalfd */
} ImapWake;

#endif
