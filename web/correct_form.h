/* The form in which a person corrects a field: an entry's page has one for each, all alike but for a few words; and the whole of a field of
 * which nothing was read or said, as most of a paper's are. They are the templates correct-form and field of web/pages/entry_field.xsl, of
 * which web/pages/correct_form.xsl makes stencils. */
#ifndef WEB_CORRECT_FORM_H
#define WEB_CORRECT_FORM_H

#include <stdbool.h>

enum { CORRECT_FORM_VALUES = 6 };

/* The form of one field. values: token of the session, row version, entry, the field's name, its label, what it holds now; none
 * is NULL. list: one value a line. HTML, to be written as it is; new string. */
char *correct_form_fill(const char *const values[CORRECT_FORM_VALUES], bool list);
/* A field that holds nothing, with its form, in the same way. */
char *correct_form_field(const char *const values[CORRECT_FORM_VALUES], bool list);
/* What correct_form.xsl made: the form of a text, then that of a list, then two such fields, with marks. Replaces what was there before. */
void correct_form_read(const char *html);
void correct_form_end(void);

#endif
