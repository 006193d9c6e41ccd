/* Files that were put into an office document as objects. */
#ifndef PARSERS_DOCUMENT_EMBEDDED_H
#define PARSERS_DOCUMENT_EMBEDDED_H

#include "parsers/document/ole.h"
#include "parsers/document/reader.h"

/* Hands the file in the object over as a member of task: what a compound file holds as a package ([MS-OLEDS] 2.3.6), as
 * the octets of another program, or is itself. name is for objects that have none of their own. What is no compound file
 * is handed over as it is. */
void embedded_member(ReaderTask *task, const char *name, Bytes object);
/* The same for the contents of a package stream without a compound file around it. False when they are none. */
bool embedded_package(ReaderTask *task, const char *name, Bytes native);

/* The same for an object that lies in a folder of the document's own compound file; what is none of these stays there. */
void embedded_folder(ReaderTask *task, const char *name, const Ole *folder);

enum { EMBEDDED_MOST = 100, EMBEDDED_BYTES = 64 * 1024 * 1024 };

#endif
