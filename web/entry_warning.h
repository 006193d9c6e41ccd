/* What a person should know before an entry, as register_store_said() and register_store_around() tell it, goes on the register. Pure. */
#ifndef WEB_ENTRY_WARNING_H
#define WEB_ENTRY_WARNING_H

#include <jansson.h>

/* A new array of sentences, most serious first. */
json_t *entry_warning_list(const json_t *entry);
/* The value of a field of the entry; NULL when it is not stated. */
const char *entry_warning_value(const json_t *entry, const char *name);

/* The day on which a statement of service that is joined to the entry proves that the respondent knew of it, the earliest; "" when none
 * that proves it tells a day, NULL when none proves it. A proposal proves nothing. */
const char *entry_warning_proof(const json_t *entry);

#endif
