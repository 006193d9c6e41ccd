#include "web/correct_form.h"

#include "web/stencil.h"

#include <string.h>

/* Each begins with this. */
static const char FORM_START[] = "<details", FIELD_START[] = "<div class=\"ccot-field\"";

static const char *const form_marks[CORRECT_FORM_VALUES] = { "csrf", "version", "entry", "name", "label", "value" };

/* Made once, read by all threads. */
static Stencil *form_text, *form_list, *field_text, *field_list;

static char *
form_fill(const Stencil *stencil, const char *const values[CORRECT_FORM_VALUES])
{
        StencilValue given[CORRECT_FORM_VALUES];
        for (unsigned i = 0; i < CORRECT_FORM_VALUES; i++)
                given[i] = (StencilValue){ form_marks[i], values[i] };
        return stencil_fill(stencil, given, CORRECT_FORM_VALUES);
}

char *
correct_form_fill(const char *const values[CORRECT_FORM_VALUES], bool list)
{
        return form_fill(list ? form_list : form_text, values);
}

char *
correct_form_field(const char *const values[CORRECT_FORM_VALUES], bool list)
{
        return form_fill(list ? field_list : field_text, values);
}

/* From there to the next; NULL: to the end. */
static Stencil *
form_stencil(const char *from, const char *next)
{
        g_autofree char *html = g_strndup(from, next == NULL ? strlen(from) : (gsize) (next - from));
        return stencil_new(g_strchomp(html)); /* the document's last line ends */
}

void
correct_form_read(const char *html)
{
        const char *text = strstr(html, FORM_START);
        const char *list = text == NULL ? NULL : strstr(text + 1, FORM_START);
        const char *field = list == NULL ? NULL : strstr(list, FIELD_START);
        const char *last = field == NULL ? NULL : strstr(field + 1, FIELD_START);
        g_assert(last != NULL); /* the stylesheet is part of the program */
        correct_form_end();
        form_text = form_stencil(text, list);
        form_list = form_stencil(list, field);
        field_text = form_stencil(field, last);
        field_list = form_stencil(last, NULL);
}

void
correct_form_end(void)
{
        g_clear_pointer(&form_text, stencil_free);
        g_clear_pointer(&form_list, stencil_free);
        g_clear_pointer(&field_text, stencil_free);
        g_clear_pointer(&field_list, stencil_free);
}
