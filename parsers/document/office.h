/* What DOCX and ODT have in common: XML parts in a zip, read as a stream of elements. */
#ifndef PARSERS_DOCUMENT_OFFICE_H
#define PARSERS_DOCUMENT_OFFICE_H

#include "parsers/document/flow.h"

#include <libxml/xmlreader.h>

/* Called for every start, end and text of the part; name is the element's local name. */
typedef struct {
        void (*start)(xmlTextReaderPtr reader, const char *name, gpointer data);
        void (*end)(const char *name, gpointer data);
        void (*text)(const char *text, gpointer data);
} OfficeHandler;

/* Streams the XML through handler. No network, no entities, no external parts. False when the XML is damaged: what
 * stood before the damage was handled. */
bool office_stream(Bytes xml, const OfficeHandler *handler, gpointer data);
/* Notes unreadable when the zip holds pictures under prefix and the pages hold no letters: a scan that was pasted in. */
void office_judge_pictures(ReaderTask *task, const char *prefix);
/* An attribute by local name; new string, NULL when absent. */
char *office_attribute(xmlTextReaderPtr reader, const char *name);
/* The same as a number; 0 when it is absent or none. */
guint32 office_number(xmlTextReaderPtr reader, const char *name);
/* An attribute that switches something: present and not "0", "false" or "off". */
bool office_is_on(xmlTextReaderPtr reader, const char *name);

enum { OFFICE_PART_BYTES = 64 * 1024 * 1024, OFFICE_FEW_LETTERS = 40 };

#endif
