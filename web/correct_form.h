/* The form in which a person corrects a field: an entry's page has one for each, all alike but for a few words. It is the template
 * correct-form of web/pages/entry_field.xsl, of which web/pages/correct_form.xsl makes stencils. */
#ifndef WEB_CORRECT_FORM_H
#define WEB_CORRECT_FORM_H

/* Makes the function correct-form(csrf, row version, entry, name, label, value, whether it is a list) known to libxslt; once,
 * before a stylesheet is read. What it gives is HTML: to be written as it is. */
void correct_form_init(void);
/* What correct_form.xsl made: the form of a text, then that of a list, with marks. Replaces what was there before. */
void correct_form_read(const char *html);
void correct_form_end(void);

#endif
