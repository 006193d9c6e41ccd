/* Every limit on what comes from outside, with unit and reason. Each has a test one below and one above it. */
#ifndef BASE_LIMITS_H
#define BASE_LIMITS_H

#define LIMIT_KIB (1024ULL)
#define LIMIT_MIB (1024ULL * LIMIT_KIB)

/* Mail */
#define LIMIT_MESSAGE_BYTES (150 * LIMIT_MIB) /* Exchange Online's largest; above it: failed_folder */
#define LIMIT_MIME_PARTS    2000U /* boundary-looking lines before gmime is called: 500,000 cost 654 MB there */
#define LIMIT_MIME_DEPTH    40U   /* nested multiparts and messages; people reach 8 */
#define LIMIT_BOUNCE_BYTES  (1 * LIMIT_MIB) /* of a delivery report: its words and the header of what came back */
#define LIMIT_HEADER_BYTES  (2 * LIMIT_MIB) /* one header block; 300,000 lines are 1.8 MB */
#define LIMIT_HEADER_LINES  20000U          /* lines in one header block */
#define LIMIT_HEADER_VALUE  8192U           /* characters of a decoded Subject, From or file name that are kept */

#define LIMIT_OWN_WORDS      32768U /* characters of a body that are searched for what the sender says */
#define LIMIT_OWN_SENTENCES  400U   /* sentences of these */
#define LIMIT_TOLD_PASSWORDS 8U     /* passwords taken from one body text; each costs a try on each locked document */

/* Documents */
#define LIMIT_DOCUMENTS       500U /* documents a message */
#define LIMIT_DOCUMENT_BYTES  (200 * LIMIT_MIB)
#define LIMIT_PAGES           400U              /* pages read of one document */
#define LIMIT_PAGE_TEXT       (256 * LIMIT_KIB) /* UTF-8 bytes of one page; a dense page has 8 KiB */
#define LIMIT_TEXT_BYTES      (8 * LIMIT_MIB)   /* UTF-8 bytes of all pages of one message */
#define LIMIT_ARCHIVE_ENTRIES 200U
#define LIMIT_ARCHIVE_DEPTH   3U                     /* archive in archive in archive */
#define LIMIT_ARCHIVE_BYTES   (300 * LIMIT_MIB)      /* unpacked, counted while reading, never as declared */
#define LIMIT_RECOVERED       (32 * LIMIT_MIB)       /* unpacked objects of a damaged PDF */
#define LIMIT_PDF_MEMBERS     (64 * LIMIT_MIB)       /* unpacked files inside one PDF */
#define LIMIT_FORM_FIELDS     1000U                  /* filled fields of one PDF */
#define LIMIT_XML_DEPTH       256U                   /* libxml2's own ceiling without HUGE */
#define LIMIT_RENDER_PIXELS   (40ULL * 1000 * 1000)  /* A4 at 600 dpi is 35 million */
#define LIMIT_PICTURE_PIXELS  (64ULL * 1000 * 1000)  /* decoded at four octets a pixel; telephones reach 48 million */
#define LIMIT_TWO_TONE_PIXELS (320ULL * 1000 * 1000) /* decoded at one bit a pixel; A4 at 1200 dpi is 140 million */
#define LIMIT_PICTURE_PAGES   2000U                  /* pages of a message that are named as pictures */
#define LIMIT_OCR_PAGES       150U                   /* of those, recognised: seven minutes of one processor */
#define LIMIT_OCR_MODEL       (4 * LIMIT_MIB) /* one part of tesseract's data that is no dictionary; they have 0.5 */
#define LIMIT_OCR_BYTES       (2 * LIMIT_MIB) /* what was recognised on one page; a dense one has 60 KiB */
#define LIMIT_PASSWORDS       64U             /* candidates for the locked documents of a message */
#define LIMIT_PASSWORD_BYTES  256U            /* PDF takes 127, zip and 7z what people type */

/* Orders */
#define LIMIT_ORDERS      500U /* orders read from one message */
#define LIMIT_SERVICES    500U
#define LIMIT_FIELD_VALUE 4096U /* characters of one field value */
#define LIMIT_LIST_ITEMS  200U  /* items of a list field */

/* Between processes */
#define LIMIT_FRAME           (64 * LIMIT_KIB) /* one SOCK_SEQPACKET frame */
#define LIMIT_RESULT_BYTES    (32 * LIMIT_MIB) /* JSON of one message */
#define LIMIT_FLIGHT_MESSAGES 8U               /* between fetch and intake, stored but not yet answered */
#define LIMIT_FLIGHT_BYTES    (64 * LIMIT_MIB)
#define LIMIT_OUTGOING        (16 * LIMIT_MIB) /* one mail that is sent */
#define LIMIT_LISTED_UIDS     1000U            /* UIDs in one LISTED frame */

/* Database */
/* a connection that carried more in one value is closed: libpq keeps the memory */
#define LIMIT_CONNECTION_BYTES (8 * LIMIT_MIB)
#define LIMIT_SLICE_BYTES      (1 * LIMIT_MIB) /* raw octets are read in slices of this size */

/* Pages */
#define LIMIT_FORM_BYTES      (256 * LIMIT_KIB) /* one form; the largest of ours has 20 KiB */
#define LIMIT_PARAMETERS      100U              /* in an address; beyond some hundred libmicrohttpd falls silent */
#define LIMIT_REQUEST_HEADERS (32 * LIMIT_KIB)  /* headers and read buffer of one connection */
#define LIMIT_VIEW_TEXT       (256 * LIMIT_KIB) /* UTF-8 bytes of a paper's text on one page of the staff's */
#define LIMIT_VIEW_BYTES      (64 * LIMIT_MIB)  /* pictures of pages that are kept to be shown again */
#define LIMIT_PACK_BYTES      (128 * LIMIT_MIB) /* pages or originals of one copy for an investigator */
#define LIMIT_PACK_PAGES      300U  /* pages of such a copy; order, variations and statements have some ten */
#define LIMIT_CONNECTIONS     1100U /* at a time; a proxy keeps some hundred */

/* Search */
#define LIMIT_SEARCH_CHARACTERS 400U              /* characters of one search; a long question has 120 */
#define LIMIT_SEARCH_TEXT       (256 * LIMIT_KIB) /* octets of a message's papers by whose words it is found */

/* Patterns: bounds backtracking of a GRegex (PCRE's match limit), about 50 ms at the worst. */
#define MATCH_LIMIT "(*LIMIT_MATCH=200000)"

#endif
