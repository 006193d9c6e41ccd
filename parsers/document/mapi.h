/* The properties of one object of Outlook ([MS-OXMSG] 2.4): a message, a recipient or an attachment in a folder of a
 * compound file. */
#ifndef PARSERS_DOCUMENT_MAPI_H
#define PARSERS_DOCUMENT_MAPI_H

#include "parsers/document/ole.h"

/* Numbers of properties ([MS-OXPROPS]). */
enum {
        MAPI_MESSAGE_CLASS = 0x001A,
        MAPI_SUBJECT = 0x0037,
        MAPI_SENT = 0x0039,
        MAPI_SENDER_NAME = 0x0C1A,
        MAPI_SENDER_ADDRESS = 0x0C1F,
        MAPI_RECIPIENTS = 0x0E04,
        MAPI_BODY = 0x1000,
        MAPI_PACKED_RTF = 0x1009,
        MAPI_HTML = 0x1013,
        MAPI_DISPLAY_NAME = 0x3001,
        MAPI_DATA = 0x3701,
        MAPI_SHORT_NAME = 0x3704,
        MAPI_METHOD = 0x3705,
        MAPI_LONG_NAME = 0x3707,
        MAPI_MEDIA_TYPE = 0x370E,
        MAPI_INTERNET_CODE_PAGE = 0x3FDE,
        MAPI_MESSAGE_CODE_PAGE = 0x3FFD,
        MAPI_SENDER_SMTP = 0x5D01,
};

typedef struct {
        const Ole *folder;  /* not owned */
        GByteArray *fixed;  /* __properties_version1.0, or NULL */
        unsigned head;      /* octets before its first entry */
        unsigned code_page; /* of strings of octets */
} Mapi;

/* head is 32 for the outermost message, 24 for one inside another, 8 for an attachment. */
void mapi_open(Mapi *mapi, const Ole *folder, unsigned head, unsigned code_page);
void mapi_clear(Mapi *mapi);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Mapi, mapi_clear)

/* A property of fixed length: number, truth, or time in 100 ns since 1601; 0 when it is absent. */
uint64_t mapi_number(const Mapi *mapi, unsigned property);
/* A string as text of at most limit octets; NULL when it is absent. */
char *mapi_string(const Mapi *mapi, unsigned property, size_t limit);
/* The octets of a property of type binary, at most limit; NULL when it is absent. */
GByteArray *mapi_octets(const Mapi *mapi, unsigned property, size_t limit);
/* The name of the folder that holds a property of type object, as an attached message; new string. */
char *mapi_object_name(unsigned property);

#endif
