/* libxml2's and libxslt's values cleaned up at the end of scope. */
#ifndef WEB_OWN_XML_H
#define WEB_OWN_XML_H

#include <glib.h>
#include <libxslt/transform.h>
#include <libxslt/xsltInternals.h>

typedef xmlDoc OwnedXml;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OwnedXml, xmlFreeDoc)
typedef xsltTransformContext OwnedTransform;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OwnedTransform, xsltFreeTransformContext)

static inline void
own_xml_text_clear(xmlChar **text)
{
        if (*text != NULL)
                xmlFree(*text);
        *text = NULL;
}
typedef xmlChar *OwnedXmlText;
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(OwnedXmlText, own_xml_text_clear)

#endif
