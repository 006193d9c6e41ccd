/* What an IMAP server's refusal means for us. libetpan and the standard give one number for throttling, a full server
 * and a wrong password; the difference stands in response codes and words (RFC 5530, and what Exchange writes). */
#ifndef DAEMON_SERVER_TEXT_H
#define DAEMON_SERVER_TEXT_H

#include <stdbool.h>

typedef enum {
        SERVER_TRANSIENT,   /* try again by itself */
        SERVER_THROTTLED,   /* the server asks us to wait */
        SERVER_CREDENTIALS, /* name or password is wrong, as far as the server says */
        SERVER_POLICY,      /* a person must change something at the server */
} ServerMeaning;

typedef struct {
        ServerMeaning meaning;
        unsigned wait_seconds; /* that the server asked for; 0: it named no time */
        bool sure;             /* the text says so; false: only that it was a NO */
        const char *advice;    /* what a person reads about it; NULL: the text has to do */
} ServerVerdict;

/* text: the rest of a tagged NO or BAD, or of a BYE. no: it was a NO, which at sign-in means the credentials unless the
 * text says otherwise; a BAD or BYE without known words is transient. */
ServerVerdict server_text_judge(const char *text, bool no);

/* The text for logs: one line, at most 160 characters, every word with an @ and every long one left out. New string. */
char *server_text_safe(const char *text);

/* Milliseconds to stay away: at least what the server named, capped at 15 minutes, else 60 s doubling to 15 min with
 * attempt = 1, 2, ... */
long long server_text_wait_ms(const ServerVerdict *verdict, unsigned attempt);

#endif
