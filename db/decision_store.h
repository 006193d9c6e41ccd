/* What people decide on entries. Each call is one transaction: it locks the group of copies that the decision touches, runs
 * one function of the database (db/functions/decide_*.sql) that checks, changes and writes the audit row, has register/
 * judge the group and the status anew, and commits. Either all of it is written or nothing. For connections as ccot_web
 * and ccot_admin.
 *
 * A decision that cannot be made is no error: it is an answer. Errors are those of db.h; CCOT_ERROR_RETRY was tried again
 * here before it is handed on. CCOT_ERROR_INPUT: a value that no such field can have. */
#ifndef DB_DECISION_STORE_H
#define DB_DECISION_STORE_H

#include "db/db.h"
#include "register/field.h"

/* Who decides. The caller vouches for both; they stand in the audit behind the database user. Where the person has an account
 * (db/staff_store.h), its role must allow it. */
typedef struct {
        const char *person; /* never "" */
        bool supervisor;
} DecisionActor;

/* The entry as the screen showed it: another row_version than now gives DECISION_STALE. */
typedef struct {
        gint64 entry_id;
        gint64 row_version;
} DecisionTarget;

typedef enum {
        DECISION_DONE,
        DECISION_STALE,   /* somebody changed the entry since: show both, nothing was written */
        DECISION_REFUSED, /* a rule says no: why names it, nothing was written */
        DECISION_ABSENT,  /* no such entry or decision */
} DecisionResult;

/* why, when refused: "state" (not in that state, or decided already) · "draft" · "held" (another person's claim) · "reason" (one
 * is needed) · "not_living" (what it would be a copy of is neither pending nor verified) · "itself" · "open" (an item of
 * decision_store_differences() was neither taken nor refused) · "differs" (only copies that bring nothing go together) ·
 * "late" (over 15 minutes, or not the decider) · "supervisor" (only one may) · "call_back" (none is recorded) · "same_person" ·
 * "chase" (that reminder is more than three months
 * away) · "needless" (takes effect without a second person) · "early" (the order was made after
 * the service) · "hold" (legal hold) · "role" (the account decides nothing, or is closed). */
typedef struct {
        DecisionResult result;
        char why[16];
        gint64 decision_id; /* when done: what decision_store_undo() takes */
        gint64 row_version; /* of the entry, now */
} DecisionAnswer;

/* Where a corrected value comes from. Only a misreading counts in the accuracy figures. */
typedef enum {
        CORRECTION_MISREAD,   /* the program read the paper wrong */
        CORRECTION_PAPER,     /* the paper is wrong */
        CORRECTION_ELSEWHERE, /* known from elsewhere: from names the system */
} CorrectionSource;

typedef struct {
        Field field;
        const char *value; /* as field_check() wants it, lists as JSON; NULL: the paper does not state it */
        CorrectionSource source;
        const char *from; /* needed with CORRECTION_ELSEWHERE, else NULL */
} Correction;

bool decision_store_verify(Db *db, const DecisionActor *actor, DecisionTarget target, DecisionAnswer *ret_answer,
                           GError **error);
/* code: not_an_order, unreadable, test, other ... (a word of the list that the screen offers); text in the person's words. */
bool decision_store_reject(Db *db, const DecisionActor *actor, DecisionTarget target, const char *code,
                           const char *text, DecisionAnswer *ret_answer, GError **error);
/* "Not a draft: I see the seal on page 2", or the reverse. text is needed. */
bool decision_store_draft(Db *db, const DecisionActor *actor, DecisionTarget target, bool draft, const char *text,
                          DecisionAnswer *ret_answer, GError **error);

/* The field of a waiting entry that is typed from the paper before what was read is shown: one entry in one_in (0: none) has one.
 * *ret_field FIELD_COUNT: none is asked for. */
bool decision_store_asked(Db *db, gint64 entry_id, unsigned one_in, Field *ret_field, GError **error);
/* What a person typed of that field; NULL: not on the paper. As it was read it is confirmed; otherwise it is kept beside what was
 * read, and the field is still to be decided. "state": it is not asked for. */
bool decision_store_attention(Db *db, const DecisionActor *actor, DecisionTarget target, Field field, const char *value,
                              unsigned one_in, DecisionAnswer *ret_answer, GError **error);

/* What entry_id would bring to the entry `of`, as a JSON list of {"field", "kind": "adds"|"contradicts", "words", "value",
 * "against"}; [] when it brings nothing. New string. */
char *decision_store_differences(Db *db, gint64 entry_id, gint64 of, GError **error);
/* The entry is a copy of `of`, which is pending or verified. Each of the differences is in one of the two lists, by field;
 * what is taken belongs to `of` for as long as this entry is its copy. */
bool decision_store_duplicate(Db *db, const DecisionActor *actor, DecisionTarget target, gint64 of, const GArray *taken,
                              const GArray *refused, DecisionAnswer *ret_answer, GError **error);
/* Several copies at once, only such as bring nothing: all are decided or none. ret_answer is that of the first that could
 * not be, or of the last. */
bool decision_store_duplicates(Db *db, const DecisionActor *actor, const DecisionTarget *targets, unsigned count,
                               gint64 of, DecisionAnswer *ret_answer, GError **error);
/* Takes decisions back that copies of `of` were decided together with: all of them or none. text as for decision_store_undo(). */
bool decision_store_undo_duplicates(Db *db, const DecisionActor *actor, const DecisionTarget *targets, unsigned count,
                                    gint64 of, const char *text, DecisionAnswer *ret_answer, GError **error);
/* The entry and `other` are not the same order, and text says why. Stays so for the same evidence. variation: it varies the
 * order of `other`, which becomes its relation. */
bool decision_store_dismiss(Db *db, const DecisionActor *actor, DecisionTarget target, gint64 other, bool variation,
                            const char *text, DecisionAnswer *ret_answer, GError **error);

/* The value stands on the paper as it is shown. */
bool decision_store_confirm(Db *db, const DecisionActor *actor, DecisionTarget target, Field field,
                            DecisionAnswer *ret_answer, GError **error);
/* An end set by hand (another source than a misreading, or on a verified entry) waits for a second person: see below. */
bool decision_store_correct(Db *db, const DecisionActor *actor, DecisionTarget target, const Correction *correction,
                            DecisionAnswer *ret_answer, GError **error);

/* What kind of order it is and what it does, by words of VOCABULARY_ORDER_TYPE and VOCABULARY_ACTION; what was read already is
 * confirmed so. Refused with "reason" for unclassified and unknown: a person says what the paper says. */
bool decision_store_type(Db *db, const DecisionActor *actor, DecisionTarget target, const char *order_type,
                         const char *action, DecisionAnswer *ret_answer, GError **error);
/* The entry acts on the order `other`, which is pending or verified; each such order is chosen by itself. does: varies, extends or
 * discharges. What the program found before counts no more. What a second person confirmed before needs to be confirmed again. */
bool decision_store_target(Db *db, const DecisionActor *actor, DecisionTarget target, gint64 other, const char *does,
                           const char *text, DecisionAnswer *ret_answer, GError **error);

typedef enum {
        DECISION_ASK,     /* the sender, the court or another was asked something */
        DECISION_PASS_ON, /* another force or unit has it from us; a disclosure */
} DecisionWait;

/* The entry waits for the answer or the receipt, and is as it was otherwise. whom: sender, court, force or other. chase_on: the day
 * (ISO) on which they are reminded. text is needed. */
bool decision_store_wait(Db *db, const DecisionActor *actor, DecisionTarget target, DecisionWait wait, const char *whom,
                         const char *text, const char *chase_on, DecisionAnswer *ret_answer, GError **error);
/* The answer or the receipt came: about is the decision_id of the wait. text is needed. */
bool decision_store_settle(Db *db, const DecisionActor *actor, DecisionTarget target, gint64 about, const char *text,
                           DecisionAnswer *ret_answer, GError **error);

/* What takes effect with a call-back to the court and a second person only: a verified discharge, a verified variation or
 * extension that shortens, an end set by hand. about: the decision_id of the corrected or taken end, or 0 for what the
 * verified order itself does. First the call-back (to whom, what was said), by anybody; then the second person, never the
 * one who verified the order, chose whom it acts on or set the end. Undoing either, or the verification, takes the effect back. */
bool decision_store_call_back(Db *db, const DecisionActor *actor, DecisionTarget target, gint64 about, const char *whom,
                              const char *text, DecisionAnswer *ret_answer, GError **error);
bool decision_store_second(Db *db, const DecisionActor *actor, DecisionTarget target, gint64 about,
                           DecisionAnswer *ret_answer, GError **error);

/* A statement of service is about the order of the target, or (about false) not about it and not to be proposed for it again. was:
 * the order that the screen showed the statement with, 0 for none: DECISION_STALE when it is joined to another by now;
 * unused with about false. text may be NULL. */
bool decision_store_service(Db *db, const DecisionActor *actor, DecisionTarget target, gint64 service_id, bool about,
                            gint64 was, const char *text, DecisionAnswer *ret_answer, GError **error);

/* Takes back one decision of the entry: who decided within 15 minutes, a supervisor always, with a reason. */
bool decision_store_undo(Db *db, const DecisionActor *actor, DecisionTarget target, gint64 decision_id,
                         const char *text, DecisionAnswer *ret_answer, GError **error);
/* Retention: the entry leaves with its fields, facts and verdicts; a supervisor's, with a reason; what it was a part of is
 * judged anew. The message and its bytes stay. */
bool decision_store_erase(Db *db, const DecisionActor *actor, DecisionTarget target, const char *text,
                          DecisionAnswer *ret_answer, GError **error);

#endif
