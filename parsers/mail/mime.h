/* The parts of a message by gmime 3, in the order of the mail, with IMAP's part numbers ("2.1"); what lies in a
 * message/rfc822 part follows after "!" ("2!1"). Nothing is ever serialised again: gmime only reads. */
#ifndef PARSERS_MAIL_MIME_H
#define PARSERS_MAIL_MIME_H

#include "base/bytes.h"
#include "register/vocabulary.h"

typedef struct {
        const char *path;
        const char *filename;   /* decoded, one line, without folders; NULL when the part has none */
        const char *media_type; /* as declared, lower case */
        const char *charset;    /* as declared or NULL */
        Bytes bytes;            /* decoded content; the raw octets of a multipart that has no parts */
        Problem problem;     /* found on the way: corrupt (base64 that ends in the middle, a multipart without parts),
                                   too_deep, too_large */
        bool is_attachment;  /* disposition attachment, or a file name on something that is not inline */
        bool is_related;     /* has a Content-ID inside multipart/related: belongs to the HTML around it */
        bool is_message;     /* message/rfc822 whose parts are visited next, with is_forwarded set */
        bool is_forwarded;   /* inside such a message */
        bool is_text;        /* the text of a mail that came in a container: its name says nothing */
        bool is_alternative; /* a form of the same text in multipart/alternative */
        bool is_flowed;      /* format=flowed, RFC 3676 */
        bool delete_space;   /* DelSp=yes */
        unsigned depth;      /* multiparts and messages around it */
} MimePart;

/* The part's strings and octets last until the visitor returns. False stops the walk. */
typedef bool (*MimeVisitor)(const MimePart *part, gpointer data);

/* Walks message. prefix ("" or "2!") is put before every path, depth counts what is around the message already.
 * A message over the limits of base/limits.h (header lines, boundary-looking lines, depth) is visited as far as it goes;
 * what was left out appears as one part with problem too_large or too_deep. False when a visitor stopped it. */
bool mime_walk(Bytes message, const char *prefix, unsigned depth, bool is_forwarded, MimeVisitor visit, gpointer data);

/* Once a process, before the wall closes: gmime touches signal handlers and loads character sets. */
void mime_init(void);

#endif
