/* What orders print whoever they are about: the model that a fingerprint is taken without (register/fingerprint.h). It is made
 * by hand and never learns from what arrives, so that two documents compare the same today and in a year, whatever came between. */
#ifndef REGISTER_BOILERPLATE_H
#define REGISTER_BOILERPLATE_H

#include <glib.h>
#include <stdbool.h>

/* Raised with every change of boilerplate.def: the register then makes all fingerprints anew. A test holds the two together. */
enum { BOILERPLATE_MODEL = 1 };

/* Words of a notice that must stand together to be taken for it. */
enum { BOILERPLATE_RUN = 5 };

/* True for a word that tells one order from none other. */
bool boilerplate_is_common(guint32 word);
/* True for BOILERPLATE_RUN words that stand so in a notice, which informs and orders nothing. */
bool boilerplate_is_notice(const guint32 *words);
/* The whole model as one number, for the test. */
gint64 boilerplate_digest(void);

#endif
