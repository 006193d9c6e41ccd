/* Finding orders, mails and papers by what people say of them: names half heard, dates of birth, numbers. */
#ifndef DB_SEARCH_STORE_H
#define DB_SEARCH_STORE_H

#include "db/db.h"

typedef struct {
        const char *person; /* who asks, for the audit */
        const char *typed;  /* at most LIMIT_SEARCH_CHARACTERS; kept in the audit alone */
        const char *reason; /* why, for the audit; NULL: none is asked of this user */
        unsigned most;      /* orders that are shown at the most; copies of one order are one */
} Search;

enum { SEARCH_MOST = 25 };

/* The answer, a JSON object:
 * problem   why nothing was searched, in words; then there is nothing else
 * notes     what was understood otherwise than typed
 * at, now   the instant to which the answer holds (RFC 3339); whether that is the present one
 * hits      the best first, namesakes and cross-orders beside each other: entry_id, message_id, mark (0 to 1000), why [],
 *           direction, state_words, status, status_words, served, service [], respondent, respondent_dob, protected_people [],
 *           order_type, action, draft, state, court, numbers [], made_on, ends_at, received_at, copies [], changes [],
 *           beside (null, "cross-order", "namesake") with beside_entry_id
 * left_out  hits that fit less well than those shown
 * mails     message_id, received_at, from_address, subject, state_words, entries []
 * coverage  orders, unverified, mails_without_order (the first and the last null when something was found), being_read,
 *           unreadable_mails [], unreadable_mails_count, unreadable_papers [], unreadable_papers_count, mailboxes [] with stale
 * summary   the coverage in words; never "no orders"
 * stale []  a warning for each mailbox that was not read for ten minutes
 * One consult row with the numbers shown and the words typed is written in the same transaction. New string. */
char *search_store_run(Db *db, const Search *search, GError **error);

/* Numbers of the orders (copies with their order) and mails that a search finds, as bigint[] of SQL: for what asks about them, and has its own
 * audit row; nothing is shown here. *ret_problem as search_store_problem(); then there are none. most: of each. New strings. */
typedef struct {
        char *entries, *mails;
        char *problem;
} SearchNumbers;
bool search_store_numbers(Db *db, const char *typed, unsigned most, SearchNumbers *ret_numbers, GError **error);
void search_numbers_clear(SearchNumbers *numbers);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(SearchNumbers, search_numbers_clear)

/* Why this cannot be searched for, in words; NULL when it can. New string. */
char *search_store_problem(const char *typed);

/* Keeps a search of the pages for half a day under an address (random, 16 to 64 letters and digits) that tells nothing of it. */
bool search_store_keep(Db *db, const char *person, const char *address, const char *typed, const char *reason,
                       GError **error);
/* What stands under it: new strings; *ret_typed NULL when it is not this person's, or over; *ret_reason NULL when none was given. */
bool search_store_kept(Db *db, const char *person, const char *address, char **ret_typed, char **ret_reason,
                       GError **error);

#endif
