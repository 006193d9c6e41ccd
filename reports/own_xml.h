/* libxml2's values cleaned up at the end of scope. */
#ifndef REPORTS_OWN_XML_H
#define REPORTS_OWN_XML_H

#include <glib.h>
#include <libxml/tree.h>

typedef xmlDoc OwnedXml;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OwnedXml, xmlFreeDoc)

/* An element with a text, which is escaped; NULL: without one. */
static inline xmlNode *
own_xml_add(xmlNode *parent, const char *name, const char *text)
{
        return xmlNewTextChild(parent, NULL, (const xmlChar *) name, (const xmlChar *) text);
}

static inline void
own_xml_set(xmlNode *node, const char *name, const char *value)
{
        (void) xmlNewProp(node, (const xmlChar *) name, (const xmlChar *) value);
}

#endif
