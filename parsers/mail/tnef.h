/* winmail.dat: what Outlook packs a mail into for people who do not use Outlook ([MS-OXTNEF]). */
#ifndef PARSERS_MAIL_TNEF_H
#define PARSERS_MAIL_TNEF_H

#include "base/bytes.h"
#include "register/vocabulary.h"

/* One file inside, a form of the mail's text, or a mail within the mail. Lasts until the visitor returns. */
typedef struct {
        const char *name; /* one line, never empty; what lies in a mail within the mail is "mail!file" */
        const char *filename;
        const char *charset; /* of a text, or NULL */
        Bytes bytes;
        Problem problem;
        bool is_text;    /* the text of the mail */
        bool is_message; /* a mail whose parts follow */
} TnefMember;

/* False stops. */
typedef bool (*TnefVisitor)(const TnefMember *member, gpointer data);

/* Returns corrupt when the octets are damaged; what was found before the damage was visited. */
Problem tnef_walk(Bytes bytes, TnefVisitor visit, gpointer data);

#endif
