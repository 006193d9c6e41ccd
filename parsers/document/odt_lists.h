/* The numbers of an ODT's lists (ISO 26300 16.30): told by list styles, counted by numbering.h. */
#ifndef PARSERS_DOCUMENT_ODT_LISTS_H
#define PARSERS_DOCUMENT_ODT_LISTS_H

#include "parsers/document/office.h"

typedef struct OdtLists OdtLists;

OdtLists *odt_lists_new(void);
void odt_lists_free(OdtLists *lists);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OdtLists, odt_lists_free)

/* Every element of every part passes through here. */
void odt_lists_start(OdtLists *lists, xmlTextReaderPtr reader, const char *name);
void odt_lists_end(OdtLists *lists, const char *name);
/* The label of the paragraph that begins, the first of its item; NULL for all others. New string. */
char *odt_lists_label(OdtLists *lists);

#endif
