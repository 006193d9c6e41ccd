/* Which form of a body counts when a mail brings it twice, as plain text and as HTML. */
#ifndef PARSERS_MAIL_BODY_H
#define PARSERS_MAIL_BODY_H

#include <glib.h>

/* Takes the pages from the body that says less: both stay listed, one is read. sources: of SourceDocument*. */
void body_choose(const GPtrArray *sources);

#endif
