/* Lines of a journal in which ccot-web said what was written, whatever stands around them. */
#ifndef CLI_JOURNAL_H
#define CLI_JOURNAL_H

#include <jansson.h>
#include <stdbool.h>

/* The fields of one line, an object for db/functions/journal.sql; NULL when it is no such line or holds what ccot-web does not write. */
json_t *journal_line(const char *line);

#endif
