/* Frames between ccot-fetch and ccotd's intake (one SOCK_SEQPACKET pair a mailbox, descriptor 3 in ccot-fetch), and
 * between ccotd's work and `ccot-parse --serve`. Fetch remembers nothing, intake decides. Bodies are base/frame values
 * in the order given; n = u64, s = string, fd = one descriptor. A wrong frame ends the peer.
 *
 * Fetch's cycle, for each folder in turn (folder 0 first): select, send FOLDER with the next serial number, then all
 * UIDs of the folder in LISTED frames (ascending, last = 1 on the final one, which is sent even for an empty folder).
 * Intake answers with FETCH and MOVE frames for what is undone there, closed by DONE. Fetch works them off, sending
 * MESSAGE, MOVED, GONE or REFUSED for each; intake answers each MESSAGE with STORED (after COMMIT only), then WAIT or
 * MOVE for that UID, or neither when it stays. When all folders were gone through once, fetch sends
 * CONDITION{"scanned"}; then it idles (or polls) and starts again at any news. With once = 1 it waits for intake's next
 * word after "scanned": AGAIN or QUIT.
 *
 * A UID means nothing without its folder. Each answer of intake therefore begins with the serial of the FOLDER it is
 * for, and fetch drops an answer whose serial is not that of the folder it has selected: after a reconnect, a PAUSE or
 * an AGAIN, answers to the former selection may still be on their way, and a MOVE that hits another folder would file
 * away a mail that nobody stored. A serial is never used twice in the life of one ccot-fetch.
 *
 * Started as `ccot-fetch --config FILE --mailbox NAME [--once] [--filed]`; with --filed (after a restore) the target folders
 * are gone through too, where intake answers with FETCH for what the register lacks and never with MOVE. `ccot-fetch --config FILE --mailbox NAME --check` signs
 * in, opens every folder read-only, prints one line a step on standard output, and exits 0 or 1.
 *
 * ccotd's post process starts `ccot-post --config FILE` with the same kind of channel: FRAME_SEND, answered by
 * FRAME_VERDICT. `ccot-post --config FILE --check` signs in and sends nothing. */
#ifndef DAEMON_PROTOCOL_H
#define DAEMON_PROTOCOL_H

#include "register/worker_protocol.h" /* the frames between work and ccot-parse */

#include <stdint.h>

typedef enum {
        /* fetch -> intake */
        FRAME_FOLDER = 'F', /* n serial (1, 2, ...), s folder, n uidvalidity (0: none given) */
        FRAME_LISTED =
            'L', /* n count, n last, then count times: n uid, n size (hint), n internaldate (Unix seconds, 0 unknown) */
        FRAME_MESSAGE =
            'M', /* n uid, n internaldate, n size, s sha256 hex, n discarded (1: over the size cap, no fd), [fd] */
        FRAME_MOVED = 'V',      /* n uid, n target_uidvalidity (0 unknown), n target_uid (0 unknown) */
        FRAME_GONE = 'G',       /* n uid: expunged or moved by somebody else before it was read */
        FRAME_REFUSED = 'R',    /* n uid, s reason: not handed out on three connections, or the move failed */
        FRAME_CONDITION = 'C',  /* s state (see below), n until (Unix seconds, 0 none), s reason (safe to log) */
        FRAME_QUOTA = 'Q',      /* s resource ("" no limit), n used, n limit: the fullest one that the server limits */
        FRAME_CREDENTIAL = 'K', /* n count, then count times: s what (CREDENTIALS below), n end (Unix seconds) */
        /* intake -> fetch; the first five begin with n serial: that of the FOLDER which is answered */
        FRAME_FETCH = 'f',  /* n serial, n count, then count times n uid (<= 1000) */
        FRAME_STORED = 's', /* n serial, n uid */
        FRAME_MOVE = 'm',   /* n serial, n uid, n target: 0 processed, 1 failed */
        FRAME_WAIT = 'w',   /* n serial, n uid, n seconds: leave it in the inbox, look again after that time */
        FRAME_DONE = 'd',   /* n serial: nothing further is undone in that folder */
        FRAME_PAUSE = 'p',  /* database away: fetch nothing until RESUME; keep the connection */
        FRAME_RESUME = 'r', /* start the cycle again, with a new FOLDER */
        FRAME_AGAIN = 'a',  /* scan all folders once more now */
        FRAME_QUIT = 'q',   /* log out and exit 0 */
        /* ccotd's post process <-> ccot-post, one mail at a time */
        FRAME_SEND = 'S',  /* n number, s recipient, n size, d memory file (the mail, CRLF line ends) */
        FRAME_READY = 'Y', /* settings and secret are read, the wall is up; the first word of ccot-post */
        FRAME_VERDICT =
            'T', /* n number, n PostVerdict, s reason in words of our own: never the server's text; n end of the
                                server's certificate (Unix seconds, 0: none was seen) */
} FrameKind;

/* What became of a mail. */
typedef enum {
        POST_SENT,    /* the server took it: 250 after the text */
        POST_REFUSED, /* it will never take this mail: 5xx to its recipient or its text */
        POST_LATER,   /* not this mail now: 4xx to its recipient or its text (greylisting) */
        POST_TROUBLE, /* no mail at all now: connection, certificate, STARTTLS, sign-in, sender. Nothing went */
        POST_UNSURE,  /* the text was sent and no answer came: it may have gone */
        POST_VERDICTS
} PostVerdict;

/* What may end, as it is called in the register. */
#define CREDENTIAL_SECRET      "password or secret"        /* its last day is a setting */
#define CREDENTIAL_CERTIFICATE "certificate of the server" /* as it was shown */
#define CREDENTIAL_AUTHORITY   "authority in ca_file"      /* the last of them */
enum { CREDENTIALS_MOST = 8 };

/* CONDITION states: connecting, connected, scanned, idling, polling, throttled, refused (a person must act: credentials,
 * certificate, missing folder), unreachable, reconnecting. A state is sent when it changes and with every "scanned". */

#endif
