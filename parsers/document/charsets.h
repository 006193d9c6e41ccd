/* Character set modules, loaded before the wall closes: glibc opens each at its first use, and a confined child may
 * open nothing. A conversion that is kept open keeps its module loaded. */
#ifndef PARSERS_DOCUMENT_CHARSETS_H
#define PARSERS_DOCUMENT_CHARSETS_H

void charsets_init(void);

#endif
