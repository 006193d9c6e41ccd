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

#endif
