/* The octets of an outgoing mail (RFC 5322, RFC 3834): our words under headers that no machine answers, in the sender's thread. */
#ifndef DAEMON_POST_MAIL_H
#define DAEMON_POST_MAIL_H

#include "base/clock.h"

#include <glib.h>
#include <stdbool.h>

typedef struct {
        const char *from;      /* address */
        const char *name;      /* printable ASCII */
        const char *to;        /* plain address (acknowledgement_address_is_plain) */
        const char *reference; /* ours: the Message-ID begins with it, so that an answer joins its mail */
        const char *token;     /* the rest of the Message-ID: the same at every try */
        bool notice;           /* it answers nobody: "auto-generated" */
        const char *answer_to; /* Message-ID that is answered, without brackets; NULL or a strange one: no thread */
        const char *subject;   /* 7 bits, one line */
        const char *body;      /* 7 bits, lines ended by \n */
        Instant at;
} PostMail;

/* With CRLF line ends. New string. */
char *post_mail_write(const PostMail *mail);
/* One that can stand between angle brackets in a header as it is. */
bool post_mail_id_is_plain(const char *id);

#endif
