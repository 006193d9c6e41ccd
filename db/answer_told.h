/* What the database says of one order, made into the answer. For db/answer_store.c. */
#ifndef DB_ANSWER_TOLD_H
#define DB_ANSWER_TOLD_H

#include <glib.h>
#include <jansson.h>

/* told: of answer_entry. instant: seconds since 1970. on: NULL for now, else the minute that is asked for ("2026-03-03 21:40"). New
 * reference. */
json_t *answer_told(json_t *told, gint64 instant, const char *on);

#endif
