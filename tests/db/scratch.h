/* A migrated database of its own for each test, on the server that run_db.py started. */
#ifndef TESTS_DB_SCRATCH_H
#define TESTS_DB_SCRATCH_H

#include "db/db.h"
#include "db/message_store.h"
#include "db/own_pq.h"
#include "db/statement.h"

/* Conninfo of the last scratch_new(), without a user. */
const char *scratch_conninfo(void);
/* Makes and migrates an empty database, and connects as role. */
Db *scratch_new(const char *role);
Db *scratch_connect(const char *role);
/* Runs SQL as role on a connection of its own; fails the test unless it succeeds. The first cell as text, or "". */
char *scratch_sql(const char *role, const char *sql);
/* The same for what must be refused: SQLSTATE, or "00000" when it was not. */
char *scratch_refused(const char *role, const char *sql);

/* Stores a message with that uid and octets in mailbox "m", claims it (it must be the next) and commits a reading. */
MessageClaim scratch_message(Db *db, guint64 uid, const char *octets);
/* An order as most tests want it: complete identity. Given to the submission. */
SubmissionOrder *scratch_order(Submission *submission, const char *path);
/* A submission with one document "2" of that content and one order in it. */
Submission *scratch_submission(const char *octets, const char *file);

void add_statement_tests(void);
void add_group_tests(void);
void add_course_tests(void);
void add_reread_tests(void);
void add_service_tests(void);
void add_text_tests(void);
void add_decision_tests(void);
void add_second_person_tests(void);
void add_decision_relation_tests(void);
void add_decision_walk_tests(void);
void add_decision_work_tests(void);
void add_queue_tests(void);
void add_entered_tests(void);
void add_team_tests(void);
void add_ahead_tests(void);
void add_later_tests(void);
void add_arrival_tests(void);
void add_search_tests(void);
void add_plan_tests(void);

#endif
