/* Our reference, CCOT-YYYY-NNNNNN: the year in which a mail came and its number in the register, so that it needs no table of
 * its own. It stands in the subject of our reply and at the beginning of its Message-ID, and comes back in answers to it, in their
 * subject, In-Reply-To or References. It is no secret. */
#ifndef REGISTER_REFERENCE_H
#define REGISTER_REFERENCE_H

#include <glib.h>
#include <stdbool.h>

typedef struct {
        unsigned year;
        gint64 message_id;
} Reference;

/* References taken from one text at the most. */
enum { REFERENCE_MOST = 8 };

/* At least six figures, more where the number has more. New string. */
char *reference_print(Reference reference);
/* Those that a text carries, in order and without repeats, at most REFERENCE_MOST; capitals, and what parts its three parts (a
 * hyphen, a dash, a space), do not matter. Of Reference. */
GArray *reference_find(const char *text);

enum { REFERENCE_TOKEN = 36 };
/* The token of a Message-ID that we made ("CCOT-2026-004512.<token>@domain"): false when it is none of ours. */
bool reference_token(const char *message_id, char ret_token[REFERENCE_TOKEN + 1]);

#endif
