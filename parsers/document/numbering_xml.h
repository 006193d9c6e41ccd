/* The lists of a DOCX: word/numbering.xml (ECMA-376 17.9). */
#ifndef PARSERS_DOCUMENT_NUMBERING_XML_H
#define PARSERS_DOCUMENT_NUMBERING_XML_H

#include "base/bytes.h"
#include "parsers/document/numbering.h"

/* Tells numbering what the part holds; empty octets hold no list. */
void numbering_xml_read(Numbering *numbering, Bytes xml);

#endif
