#include "web/correct_form.h"

#include "web/own_xml.h"
#include "web/stencil.h"

#include <libxml/xpathInternals.h>
#include <libxslt/extensions.h>
#include <string.h>

/* Each begins with this. */
static const char FORM_START[] = "<details";

/* In the order of the function's arguments. */
static const char *const form_marks[] = { "csrf", "version", "entry", "name", "label", "value" };
enum { FORM_MARKS = G_N_ELEMENTS(form_marks), FORM_ARGUMENTS = FORM_MARKS + 1 };

/* Made once, read by all threads. */
static Stencil *form_text, *form_list;

static void
form_call(xmlXPathParserContextPtr context, int count)
{
        if (count != FORM_ARGUMENTS) {
                xmlXPathSetArityError(context);
                return;
        }
        g_auto(OwnedXmlText) list = xmlXPathPopString(context);
        xmlChar *given[FORM_MARKS];
        StencilValue values[FORM_MARKS];
        for (unsigned i = FORM_MARKS; i-- > 0;) {
                given[i] = xmlXPathPopString(context);
                values[i] = (StencilValue){ form_marks[i], given[i] == NULL ? "" : (const char *) given[i] };
        }
        const bool is_list = g_strcmp0((const char *) list, "true") == 0;
        g_autofree char *html = stencil_fill(is_list ? form_list : form_text, values, FORM_MARKS);
        xmlXPathReturnString(context, xmlStrdup((const xmlChar *) html));
        for (unsigned i = 0; i < FORM_MARKS; i++)
                own_xml_text_clear(&given[i]);
}

void
correct_form_init(void)
{
        (void) xsltRegisterExtModuleFunction((const xmlChar *) "correct-form", (const xmlChar *) "urn:ccot:words",
                                             form_call);
}

void
correct_form_read(const char *html)
{
        const char *text = strstr(html, FORM_START);
        const char *list = text == NULL ? NULL : strstr(text + 1, FORM_START);
        g_assert(list != NULL); /* the stylesheet is part of the program */
        g_autofree char *first = g_strndup(text, (gsize) (list - text));
        g_autofree char *second = g_strchomp(g_strdup(list)); /* the document's last line ends */
        correct_form_end();
        form_text = stencil_new(first);
        form_list = stencil_new(second);
}

void
correct_form_end(void)
{
        g_clear_pointer(&form_text, stencil_free);
        g_clear_pointer(&form_list, stencil_free);
}
