/* Frames between ccot-fetch and ccotd's intake (one SOCK_SEQPACKET pair a mailbox, descriptor 3 in ccot-fetch), and
 * between ccotd's work and `ccot-parse --serve`. Fetch remembers nothing, intake decides. Bodies are base/frame values
 * in the order given; n = u64, s = string, fd = one descriptor. A wrong frame ends the peer.
 *
 * Fetch's cycle, for each folder in turn (folder 0 first): select, send FOLDER, then all UIDs of the folder in LISTED
 * frames (ascending, last = 1 on the final one, which is sent even for an empty folder). Intake answers with FETCH and
 * MOVE frames for what is undone there, closed by DONE. Fetch works them off, sending MESSAGE, MOVED, GONE or REFUSED
 * for each; intake answers each MESSAGE with STORED (after COMMIT only), then WAIT or MOVE for that UID, or neither when
 * it stays. When all folders were gone through once, fetch sends CONDITION{"scanned"}; then it idles (or polls) and
 * starts again at any news. With once = 1 it waits for intake's next word after "scanned": AGAIN or QUIT. */
#ifndef DAEMON_PROTOCOL_H
#define DAEMON_PROTOCOL_H

#include <stdint.h>

typedef enum {
        /* fetch -> intake */
        FRAME_FOLDER = 'F',    /* s folder, n uidvalidity (0: none given) */
        FRAME_LISTED = 'L',    /* n count, n last, then count times: n uid, n size (hint), n internaldate (Unix seconds, 0 unknown) */
        FRAME_MESSAGE = 'M',   /* n uid, n internaldate, n size, s sha256 hex, n discarded (1: over the size cap, no fd), [fd] */
        FRAME_MOVED = 'V',     /* n uid, n target_uidvalidity (0 unknown), n target_uid (0 unknown) */
        FRAME_GONE = 'G',      /* n uid: expunged or moved by somebody else before it was read */
        FRAME_REFUSED = 'R',   /* n uid, s reason: not handed out on three connections, or the move failed */
        FRAME_CONDITION = 'C', /* s state (see below), n until (Unix seconds, 0 none), s reason (safe to log) */
        /* intake -> fetch */
        FRAME_FETCH = 'f',  /* n count, then count times n uid (<= 1000) */
        FRAME_STORED = 's', /* n uid */
        FRAME_MOVE = 'm',   /* n uid, n target: 0 processed, 1 failed */
        FRAME_WAIT = 'w',   /* n uid, n seconds: leave it in the inbox, list it again after that time */
        FRAME_DONE = 'd',   /* nothing further is undone in the folder listed last */
        FRAME_PAUSE = 'p',  /* database away: drop what is in hand, send CONDITION{"paused"}, then nothing until RESUME */
        FRAME_RESUME = 'r', /* start the cycle again with FOLDER; comes after "paused" only, so that answers to the old
                               cycle cannot be taken for answers to the new one */
        FRAME_AGAIN = 'a',  /* scan all folders once more now */
        FRAME_QUIT = 'q',   /* log out and exit 0 */
        /* work -> ccot-parse --serve, and its answer */
        FRAME_PARSE = 'P',  /* n number (echoed), n length, fd: sealed memory file of the raw message */
        FRAME_RESULT = 'J', /* n number, n length, fd: sealed memory file of the JSON */
} FrameKind;

/* CONDITION states: connecting, connected, scanned, idling, polling, paused, throttled, refused (a person must act: credentials,
 * certificate, missing folder), unreachable, reconnecting. A state is sent when it changes and with every "scanned".
 * Before "connected" nothing of an earlier connection is undone any more: a new cycle starts with FOLDER.
 *
 * Started as `ccot-fetch --config FILE --mailbox NAME [--once]`; `ccot-fetch --config FILE --mailbox NAME --check` signs
 * in, opens every folder read-only, prints one line a step on standard output and exits 0 or 1. */

#endif
