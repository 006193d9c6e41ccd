/* winmail.dat: what Outlook packs a mail into for people who do not use Outlook. */
#ifndef PARSERS_MAIL_TNEF_H
#define PARSERS_MAIL_TNEF_H

#include "base/bytes.h"
#include "register/vocabulary.h"

/* One file inside, or the body. name is one line and never empty. Lasts until the visitor returns; false stops. */
typedef bool (*TnefVisitor)(const char *name, Bytes bytes, gpointer data);

/* Returns corrupt when the octets are damaged; what was found before the damage was visited. */
Problem tnef_walk(Bytes bytes, TnefVisitor visit, gpointer data);

#endif
