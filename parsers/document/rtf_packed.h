/* The RTF that Outlook packs into a mail ([MS-OXRTFCP]). */
#ifndef PARSERS_DOCUMENT_RTF_PACKED_H
#define PARSERS_DOCUMENT_RTF_PACKED_H

#include "base/bytes.h"

/* The RTF, at most limit octets; as far as it goes where the octets end early. NULL when they are no packed RTF. */
GByteArray *rtf_packed_open(Bytes bytes, size_t limit);

#endif
