/* What comes to the team about one respondent: a chain of orders under one number, their copies, and what only looks like them. */
#ifndef TESTS_UNIT_CHAIN_CASE_H
#define TESTS_UNIT_CHAIN_CASE_H

#include "register/identity.h"

enum { CHAIN_ORDERS = 12, CHAIN_FIELDS = 9 };

typedef struct {
        const char *what;
        OrderType order_type;
        Action action;
        bool picture;
        struct {
                Field field;
                const char *text;
        } fields[CHAIN_FIELDS];
} ChainOrder;

#define CHAIN_PEOPLE                                                                                                   \
        { FIELD_RESPONDENT, "Dean Marlow" },                                                                           \
        {                                                                                                              \
                FIELD_PROTECTED_PERSON, "Alicia Dobson"                                                                \
        }
#define CHAIN_CASE                                                                                                     \
        { FIELD_COURT, "Family Court at Medway" },                                                                     \
        {                                                                                                              \
                FIELD_CASE_NUMBER, "ME25F00123"                                                                        \
        }

/* In order of arrival. */
static const ChainOrder chain[CHAIN_ORDERS] = {
        { "without notice",
          ORDER_TYPE_NON_MOLESTATION,
          ACTION_MADE,
          false,
          { CHAIN_CASE,
            CHAIN_PEOPLE,
            { FIELD_RESPONDENT_DOB, "1986-05-04" },
            { FIELD_MADE_ON, "2025-03-03" },
            { FIELD_EXPIRES_ON, "2025-03-24" },
            { FIELD_HEARING_ON, "2025-03-24" } } },
        { "its scan",
          ORDER_TYPE_NON_MOLESTATION,
          ACTION_MADE,
          true,
          { { FIELD_COURT, "Medway County Court and Family Court" },
            { FIELD_RESPONDENT, "MARLOW, Dean" },
            { FIELD_PROTECTED_PERSON, "Alicia Dobson" },
            { FIELD_RESPONDENT_DOB, "1986-05-04" },
            { FIELD_MADE_ON, "2025-03-03" },
            { FIELD_EXPIRES_ON, "2025-03-24" },
            { FIELD_HEARING_ON, "2025-03-24" } } },
        { "return hearing",
          ORDER_TYPE_NON_MOLESTATION,
          ACTION_MADE,
          false,
          { CHAIN_CASE,
            CHAIN_PEOPLE,
            { FIELD_RESPONDENT_DOB, "1986-05-04" },
            { FIELD_MADE_ON, "2025-03-24" },
            { FIELD_EXPIRES_ON, "2026-03-24" } } },
        { "its copy",
          ORDER_TYPE_NON_MOLESTATION,
          ACTION_MADE,
          false,
          { CHAIN_CASE,
            { FIELD_RESPONDENT, "Mr Dean MARLOW" },
            { FIELD_PROTECTED_PERSON, "Ms Alicia Dobson" },
            { FIELD_MADE_ON, "2025-03-24" },
            { FIELD_EXPIRES_ON, "2026-03-24" },
            { FIELD_SERVED_ON, "2025-03-26" } } },
        { "its scan",
          ORDER_TYPE_NON_MOLESTATION,
          ACTION_MADE,
          true,
          { CHAIN_CASE,
            { FIELD_RESPONDENT, "Dean Mar1ow" },
            { FIELD_PROTECTED_PERSON, "Alicia Dobson" },
            { FIELD_RESPONDENT_DOB, "1986-05-04" },
            { FIELD_MADE_ON, "2025-03-24" },
            { FIELD_EXPIRES_ON, "2026-03-24" } } },
        { "variation",
          ORDER_TYPE_NON_MOLESTATION,
          ACTION_VARIED,
          false,
          { CHAIN_CASE,
            CHAIN_PEOPLE,
            { FIELD_MADE_ON, "2025-06-20" },
            { FIELD_TARGET_MADE_ON, "2025-03-24" },
            { FIELD_EXPIRES_ON, "2026-03-24" } } },
        { "its copy",
          ORDER_TYPE_NON_MOLESTATION,
          ACTION_VARIED,
          false,
          { CHAIN_CASE,
            CHAIN_PEOPLE,
            { FIELD_MADE_ON, "2025-06-20" },
            { FIELD_TARGET_MADE_ON, "2025-03-24" },
            { FIELD_EXPIRES_ON, "2026-03-24" },
            { FIELD_RESPONDENT_DOB, "1986-05-04" } } },
        { "extension",
          ORDER_TYPE_NON_MOLESTATION,
          ACTION_EXTENDED,
          false,
          { CHAIN_CASE,
            CHAIN_PEOPLE,
            { FIELD_MADE_ON, "2026-02-20" },
            { FIELD_TARGET_MADE_ON, "2025-03-24" },
            { FIELD_EXPIRES_ON, "2027-03-24" } } },
        { "discharge",
          ORDER_TYPE_NON_MOLESTATION,
          ACTION_DISCHARGED,
          false,
          { CHAIN_CASE, CHAIN_PEOPLE, { FIELD_MADE_ON, "2026-06-01" }, { FIELD_TARGET_MADE_ON, "2025-03-24" } } },
        { "cross-order",
          ORDER_TYPE_NON_MOLESTATION,
          ACTION_MADE,
          false,
          { CHAIN_CASE,
            { FIELD_RESPONDENT, "Alicia Dobson" },
            { FIELD_PROTECTED_PERSON, "Dean Marlow" },
            { FIELD_MADE_ON, "2025-03-24" },
            { FIELD_EXPIRES_ON, "2026-03-24" } } },
        { "namesake",
          ORDER_TYPE_NON_MOLESTATION,
          ACTION_MADE,
          false,
          { { FIELD_COURT, "Family Court at Luton" },
            { FIELD_CASE_NUMBER, "LU25F00777" },
            { FIELD_RESPONDENT, "Dean Marlow" },
            { FIELD_PROTECTED_PERSON, "Carol Tegg" },
            { FIELD_RESPONDENT_DOB, "1961-02-14" },
            { FIELD_MADE_ON, "2025-03-24" },
            { FIELD_EXPIRES_ON, "2026-03-24" } } },
        { "occupation order",
          ORDER_TYPE_OCCUPATION,
          ACTION_MADE,
          false,
          { CHAIN_CASE,
            CHAIN_PEOPLE,
            { FIELD_RESPONDENT_DOB, "1986-05-04" },
            { FIELD_MADE_ON, "2025-03-24" },
            { FIELD_EXPIRES_ON, "2025-09-24" } } },
};

/* Deterministic: the same sample for the same seed. */
static inline void
chain_shuffle(unsigned order[CHAIN_ORDERS], guint32 seed)
{
        for (unsigned i = 0; i < CHAIN_ORDERS; i++)
                order[i] = i;
        for (unsigned i = CHAIN_ORDERS - 1; i > 0; i--) {
                seed = seed * 1664525U + 1013904223U;
                const unsigned j = (seed >> 8) % (i + 1), held = order[i];
                order[i] = order[j];
                order[j] = held;
        }
}

#endif
