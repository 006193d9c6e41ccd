/* What a statement of service narrates: visits, and what came of each. */
#ifndef PARSERS_ORDER_DEED_H
#define PARSERS_ORDER_DEED_H

#include "parsers/order/view.h"
#include "register/legal_date.h"

typedef enum {
        DEED_NONE,
        DEED_TRIED,  /* nobody answered, nothing was left */
        DEED_LEFT,   /* with another person, through the letterbox */
        DEED_TOLD,   /* of the terms, without the paper */
        DEED_SERVED, /* on the respondent */
} DeedKind;

typedef struct {
        DeedKind kind;
        size_t start, end; /* the sentence */
        size_t told;       /* the octet at which the deed itself stands */
        bool dated, timed; /* by this sentence, or by the visit that it goes on with */
        LegalDate date;
        LegalTime time;
        size_t visit; /* start of the sentence that gave the date */
        bool other;   /* done to a landlord, the police, the applicant: says nothing of the respondent */
} Deed;

/* The deeds in the order in which they are told, as GArray of Deed (g_array_unref). */
GArray *deeds_read(const View *view);
/* The end of the statement's sentence that begins at from. */
size_t deed_sentence_end(const View *view, size_t from, size_t until);

#endif
