/* The answer about one order, as a control room needs it at night, now or at a given moment. */
#ifndef DB_ANSWER_STORE_H
#define DB_ANSWER_STORE_H

#include "db/db.h"

typedef struct {
        const char *person;   /* who asks, for the audit */
        const char *reason;   /* why; NULL: none is asked of this user */
        const char *receiver; /* who gets a print, "print for officers"; NULL: it is looked at */
        gint64 entry_id;
        const char *on; /* ISO date to which the answer is to hold, or NULL: now */
        const char *at; /* HH:MM of that day, or NULL: its last minute */
} AnswerAsk;

/* *ret_json: an object, or NULL when there is no such entry. What a hit of db/search_store.h has (direction, status, status_words,
 * served, state_words, ...), and:
 * problem    why nothing is told, in words: a day or time that does not exist; then there is nothing else
 * closed     "restricted" or "recused": the order is closed to that person; then there is entry_id besides, and nothing else
 * at, now    the instant to which it holds; whether that is the present one
 * terms []   label, text, entry_id, state ("", "done away", "not repeated"), why, place (it names a place that the respondent may not
 *            learn from us)
 * notes []   what must be known of the terms
 * powers []  keys of the settings' group powers, the most limiting first
 * ends []    what, words, over
 * changes [] entry_id, action, made_on, verified, settled, waits ("second person"), received_at, document_id, pages
 * places []  excluded addresses; respondent_address, served_places []
 * near []    orders about the same people: what a hit has, with how ("cross-order", "namesake", "other") and respondent_address
 * disputes [] label, said_by, words, marked_at, shared (the print to share shows that value)
 * kept       breaches [], transfers [], hold, retention_review_on: db/functions/keeping.sql
 * taken_back [] message_id, received_at of mails by which the sender takes this one back, undecided: its papers are shut
 * document, papers [], copies [], acts_on [], alerts [], verified_by, verified_at: as db/functions/answer.sql says
 * share_direction  the direction without the children; printed_at: the present instant
 * One audit row with the numbers of all entries in it is written in the same transaction. */
bool answer_store_run(Db *db, const AnswerAsk *ask, char **ret_json, GError **error);

#endif
