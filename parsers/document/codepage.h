/* Windows' numbers of character sets, as RTF and Outlook's files name them. */
#ifndef PARSERS_DOCUMENT_CODEPAGE_H
#define PARSERS_DOCUMENT_CODEPAGE_H

/* The name that base/text.h understands; new string, NULL for 0 and for ASCII, where nothing has to be said. */
char *codepage_charset(unsigned page);

#endif
