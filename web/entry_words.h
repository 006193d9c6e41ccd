/* Values of an order's fields in words: as people read them, as a form shows them, and back. A value is the register's own text,
 * lists as JSON (db: v_field). Pure. */
#ifndef WEB_ENTRY_WORDS_H
#define WEB_ENTRY_WORDS_H

#include "register/field.h"

#include <jansson.h>

/* What a person reads, a line each: "Tue 3 March 2026", "yes", each name of a list. A new array; empty for NULL. */
json_t *entry_words_lines(Field field, const char *value);
/* The same on one line. New string; "" for NULL. */
char *entry_words_line(Field field, const char *value);
/* What the form for a correction holds: dates as 3/3/2026, lists a line each. New string. */
char *entry_words_typed(Field field, const char *value);
/* The value that a person typed: days as courts print them or as 3/3/2026, "until further order", times, yes or no, lists a line
 * each (of children "name, day of birth"). New string; NULL when it can be no such value. */
char *entry_words_value(Field field, const char *typed);

/* What the reason of a status ("ended 12:00 Tue 24 August 2027") says beyond its label, to stand behind it: what it says again is left
 * out. New string. */
char *entry_words_status(const char *status, const char *reason);

#endif
