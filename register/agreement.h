/* How far two orders agree in one part of their identity. What duplicates and relations are judged from; pure, symmetric. */
#ifndef REGISTER_AGREEMENT_H
#define REGISTER_AGREEMENT_H

#include "register/identity.h"
#include "register/person_match.h"

typedef enum {
        AGREEMENT_CONTRADICTS,
        AGREEMENT_UNSTATED, /* one of the two, or both, say nothing, or nothing that can be compared */
        AGREEMENT_SLIP,     /* apart by what typing or reading gets wrong */
        AGREEMENT_SAME,
} Agreement;

/* A case may carry several numbers: a number in common counts, two different ones of one kind contradict. */
Agreement agreement_case(const Identity *a, const Identity *b);
/* By the words of the place. */
Agreement agreement_court(const Identity *a, const Identity *b);
/* A date or other field as it stands. A date that one figure parts is a slip where either was read from a picture. */
Agreement agreement_field(const Identity *a, const Identity *b, Field field);
/* The respondents, with dates of birth and aliases; *ret_reason, when wanted, is a new string. */
PersonMatch agreement_respondent(const Identity *a, const Identity *b, char **ret_reason);
/* The protected people, each with its best partner: SAME when all are the same, SLIP when some are but alike, UNSTATED when
 * one order names none or only some of the other's, CONTRADICTS when somebody has no partner on both sides. */
Agreement agreement_people(const Identity *a, const Identity *b);
/* The texts: SAME when they are much alike and every date and number in the one is in the other, SLIP when they are as alike as
 * two scans of one order, CONTRADICTS when they have little in common though neither is a scan. Orders of one case are alike too: it
 * speaks for a copy where the identity does, never for itself. */
Agreement agreement_text(const Identity *a, const Identity *b);
/* The respondent of each is a protected person of the other. */
bool agreement_swapped(const Identity *a, const Identity *b);

#endif
