/* Compound files ([MS-CFB]) by libgsf: folders and streams in one file, as DOC and Outlook's MSG are built. */
#ifndef PARSERS_DOCUMENT_OLE_H
#define PARSERS_DOCUMENT_OLE_H

#include "base/bytes.h"

/* A folder of the file; the octets it was made from must outlive it. */
typedef struct Ole Ole;

/* Registers libgsf's types and silences it, once, before the wall closes. */
void ole_init(void);
/* The root folder; NULL when the octets are no compound file, or one too damaged to be opened. */
Ole *ole_new(Bytes bytes);
/* A folder in this folder, to be freed before the root; NULL when there is none. */
Ole *ole_folder(const Ole *ole, const char *name);
void ole_free(Ole *ole);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Ole, ole_free)

bool ole_has(const Ole *ole, const char *name);
/* The octets of a stream, at most limit of them, as far as they are there; NULL when there is no such stream. */
GByteArray *ole_stream(const Ole *ole, const char *name, size_t limit);
/* True once a stream of the file, in whatever folder, held less than its length says. */
bool ole_is_cut(const Ole *ole);
/* The names of what lies in the folder, at most OLE_CHILDREN of them, in the order of the file. Of char*. */
GPtrArray *ole_names(const Ole *ole);

enum { OLE_CHILDREN = 4000 };

#endif
