/* The two frames between a caller and `ccot-parse --serve` on descriptor 3 (SOCK_SEQPACKET, base/frame). */
#ifndef REGISTER_WORKER_PROTOCOL_H
#define REGISTER_WORKER_PROTOCOL_H

typedef enum {
        FRAME_PARSE = 'P',  /* n number (echoed), n length, fd: sealed memory file of the raw message */
        FRAME_RESULT = 'J', /* n number, n length, fd: sealed memory file of the JSON */
} WorkerFrameKind;

#endif
