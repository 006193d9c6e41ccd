/* The answer to a search as JSON, from what the database shows and the marks that the hits got. For db/search_store.c. */
#ifndef DB_SEARCH_ANSWER_H
#define DB_SEARCH_ANSWER_H

#include "register/search_score.h"

#include <jansson.h>

/* An order that was found, with all its copies as one. */
typedef struct {
        gint64 head; /* of its copies; itself */
        SearchMark mark;
        gint64 found; /* the copy that answers best; the head where it does as well */
        unsigned rank;
        char *made_on; /* or NULL */
} SearchHit;

/* shown: what search_show answered. on: ISO date, or NULL for now. hits: of SearchHit*, in order. New reference. */
json_t *search_answer(const SearchLine *line, const GPtrArray *hits, unsigned left_out, json_t *shown, const char *on);

/* One order as answers tell it, from what search_entry_told says: the keys of a hit in db/search_store.h but mark, why and beside. on:
 * the day, or the minute ("2026-03-03 21:40"), to which the answer holds; NULL: now. New reference. */
json_t *search_answer_order(json_t *told, const char *on);
/* How the second of two such orders stands to the first: "cross-order", "namesake", or NULL. */
const char *search_answer_beside(const json_t *earlier, const json_t *hit);
/* Whether it is proved that the respondent knows of the order, by then. told: as above. */
bool search_answer_known(const json_t *told, const char *on);

#endif
