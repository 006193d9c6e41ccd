/* What tests of people's decisions have in common: mails with orders, decisions, and what views then show. */
#ifndef TESTS_DB_DECISION_STEPS_H
#define TESTS_DB_DECISION_STEPS_H

#include "db/decision_store.h"
#include "tests/db/scratch.h"

extern const DecisionActor jo, kim, chief; /* the last a supervisor */

/* Stores an order as scratch_order() has it, after change, which may be NULL. The files differ. */
void decision_mail(Db *db, guint64 uid, void (*change)(SubmissionOrder *order));
/* text NULL: the order does not state it. */
void decision_set(SubmissionOrder *order, Field field, const char *text);
/* The entry in its version now. */
DecisionTarget decision_now(gint64 entry_id);
/* "done", "stale", "absent", or why it was refused. Fails the test on an error. */
const char *decision_word(bool done, const DecisionAnswer *answer, GError **error);

/* call writes to answer and error. */
#define DECIDE(call, expected)                                                                                         \
        do {                                                                                                           \
                g_autoptr(GError) error = NULL;                                                                        \
                const bool decided = call;                                                                             \
                g_assert_cmpstr(decision_word(decided, &answer, &error), ==, expected);                                \
        } while (0)

/* "1 pending -, 2 duplicate 1" of all entries. */
void decision_states(const char *expected);
/* "value|decided|corrected_from" */
void decision_field(gint64 entry_id, const char *name, const char *expected);
/* "status reason"; new string */
char *decision_status(gint64 entry_id);

#endif
