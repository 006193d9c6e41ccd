/* The frames between a caller and `ccot-parse --serve` on descriptor 3 (SOCK_SEQPACKET, base/frame). */
#ifndef REGISTER_WORKER_PROTOCOL_H
#define REGISTER_WORKER_PROTOCOL_H

typedef enum {
        FRAME_PARSE = 'P',     /* n number (echoed), n length, fd: sealed memory file of the raw message */
        FRAME_PASSWORDS = 'W', /* n number of the FRAME_PARSE that follows, n length, fd: sealed memory file, passwords
                                  to be tried on locked documents of that message, one a line; may be left out */
        FRAME_TELL = 'T',      /* as FRAME_PARSE: wanted are the passwords that the message tells, for another mail */
        FRAME_TOLD = 'O', /* n number, n length, fd: sealed memory file of them, one a line; empty when it tells none */
        FRAME_RESULT = 'J', /* n number, n length, fd: sealed memory file of the JSON */
} WorkerFrameKind;

#endif
