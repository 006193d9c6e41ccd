/* The numbers under which courts and police file a case, told apart by their shape. A solicitor's reference, a DX or
 * telephone number has none of these shapes; what stands under "our ref" is the caller's to skip. */
#ifndef REGISTER_CASE_NUMBER_H
#define REGISTER_CASE_NUMBER_H

#include <glib.h>
#include <stdbool.h>

typedef enum {
        CASE_NUMBER_NONE,
        CASE_NUMBER_FAMILY,     /* FamilyMan: NP20D04014; High Court numbers of that shape too: HQ15X00652 */
        CASE_NUMBER_REFERENCE,  /* 16 digits, HMCTS digital: 1777-4598-9016-5845 */
        CASE_NUMBER_CROWN,      /* T20257890 */
        CASE_NUMBER_URN,        /* police and CPS: 46XK0101124 */
        CASE_NUMBER_COUNTY,     /* claim: E77YM442 */
        CASE_NUMBER_HIGH_COURT, /* QA-2022-BHM-000026 */
        CASE_NUMBER_OTHER,      /* no known shape, but printed under a label that says case number */
} CaseNumberKind;

enum { CASE_NUMBER_LENGTH = 32 };

typedef struct {
        CaseNumberKind kind;
        char value
            [CASE_NUMBER_LENGTH]; /* upper case, letters and digits only; O for 0 and the like put right by position */
        size_t start, end;        /* octets of the printed form */
        bool repaired;            /* a letter stood for a figure, or the reverse */
        bool checked;             /* 16 digits that pass Luhn (ISO/IEC 7812-1 annex B) */
} CaseNumber;

/* The first number that starts in [from, until) of text. False when there is none. */
bool case_number_find(const char *text, size_t from, size_t until, CaseNumber *ret_number);
/* What stands under a label "case number": a known shape, else a token with at least four figures. Not further than
 * the first tab, line end or until. */
bool case_number_labelled(const char *text, size_t from, size_t until, CaseNumber *ret_number);
/* Upper case, letters and digits only. New string. */
char *case_number_normalise(const char *printed);
/* The kind of a normalised number; CASE_NUMBER_OTHER when no shape fits. */
CaseNumberKind case_number_kind(const char *normalised);
/* Whether a normalised number of no known shape begins like one and stops short of it, or runs past it: what went over an
 * edge or was typed wrongly finds another case or none. */
bool case_number_is_cut(const char *normalised);
/* Luhn over digits; false when another character is met. */
bool case_number_luhn(const char *digits);

#endif
