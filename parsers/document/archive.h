/* Zip and 7z by libarchive, from memory: members one after the other, counted by what really comes out. */
#ifndef PARSERS_DOCUMENT_ARCHIVE_H
#define PARSERS_DOCUMENT_ARCHIVE_H

#include "base/bytes.h"
#include "register/vocabulary.h"

typedef struct {
        const char
            *name; /* as a label: one line, may hold folders; never a place to write to. NULL: a packed file has none */
        Bytes bytes;     /* empty when problem tells why */
        Problem problem; /* encrypted, corrupt, too_large */
} ArchiveMember;

/* Lasts until the visitor returns; false stops the walk. */
typedef bool (*ArchiveVisitor)(const ArchiveMember *member, gpointer data);

/* Visits every file; *left is the octets that may still be unpacked of the whole message, and shrinks. Locked members of
 * a zip are opened with the passwords (of char*, or NULL); of a 7z libarchive opens none. Returns the archive's own
 * problem: encrypted (a member stays locked, or not even the names can be read), corrupt, too_large (more members than
 * LIMIT_ARCHIVE_ENTRIES), or none. */
Problem archive_walk(Bytes bytes, const GPtrArray *passwords, guint64 *left, ArchiveVisitor visit, gpointer data);
/* True when the directory at the end of a zip is there: without it the file was cut off. */
bool archive_is_whole_zip(Bytes bytes);
/* The octets of one member, at most limit of them; NULL when there is none that can be read. */
GByteArray *archive_member(Bytes bytes, const char *name, size_t limit);
/* The names of at most LIMIT_ARCHIVE_ENTRIES members; empty for what is no archive. Free with g_ptr_array_unref. */
GPtrArray *archive_names(Bytes bytes);

#endif
