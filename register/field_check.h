/* What a field's value may be, by its kind. The worker leaves out what does not pass; the register refuses it. */
#ifndef REGISTER_FIELD_CHECK_H
#define REGISTER_FIELD_CHECK_H

#include "register/submission.h"

/* NULL when the value is fine, else what is wrong with it: a static phrase without the value. */
const char *field_check(const FieldValue *value);
/* The same for a value as the register keeps it, a list as JSON: of texts, or of {"name", "born"} for children. */
const char *field_check_value(Field field, const char *value);
/* A day of the calendar as YYYY-MM-DD, 1850 to 2250. */
bool field_check_date(const char *text);

#endif
