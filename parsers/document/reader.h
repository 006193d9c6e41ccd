/* One reader a format: octets in, pages of text out. A reader never fails: what is wrong with the octets is a problem,
 * and whatever text was found before it stays. Readers run behind the wall: they open nothing. */
#ifndef PARSERS_DOCUMENT_READER_H
#define PARSERS_DOCUMENT_READER_H

#include "base/bytes.h"
#include "parsers/order/page.h"
#include "register/vocabulary.h"

typedef enum {
#define FORMAT(suffix, media_type, reader) FORMAT_##suffix,
#include "parsers/document/format.def"
#undef FORMAT
        FORMAT_COUNT
} Format;

/* A file inside a document: an attachment of a PDF, an object of a DOCX, a part of an Outlook message. */
typedef struct {
        char *name; /* one line, never empty; what lies in a message among the members is "message!file" */
        GBytes *bytes;
        char *filename;   /* NULL: the name */
        char *media_type; /* as the file around it says, or NULL */
        char *charset;    /* likewise */
        Problem problem;  /* found on the way */
        bool is_text;     /* the text of a mail */
        bool is_message;  /* a mail whose parts follow as members of their own */
} ReaderMember;

typedef struct {
        /* in */
        Bytes bytes;
        const char *charset;        /* as the mail declared it, or NULL; text and HTML only */
        bool is_flowed;             /* format=flowed */
        bool delete_space;          /* DelSp=yes */
        size_t text_limit;          /* octets of text that may still be read of this message */
        const GPtrArray *passwords; /* of char*: to be tried on a locked document; NULL when there is none */
        /* out */
        GPtrArray *pages;       /* of Page*; a format without pages gives one page numbered 0 */
        GPtrArray *form_fields; /* of char* "name=value"; NULL while there is none */
        GArray *picture_pages;  /* of unsigned, from 1: pages whose text must be recognised; NULL while there is none */
        GPtrArray *members;     /* of ReaderMember*: files inside this document; NULL while there is none */
        unsigned page_count;    /* pages of the document, read or not; 0 where the format has none */
        Problem problem;
        bool is_html; /* the octets turned out to be HTML: the caller reads them again as such */
} ReaderTask;

typedef void (*ReaderFunction)(ReaderTask *task);

/* A task with empty lists; clear it after use. */
void reader_task_init(ReaderTask *task, Bytes bytes, size_t text_limit);
void reader_task_clear(ReaderTask *task);
/* A page for a format without pages, added to the task and owned by it. */
Page *reader_task_flow(ReaderTask *task);
/* Says that the page, from 1, holds no usable text: it is a picture. */
void reader_task_picture(ReaderTask *task, unsigned page);
/* Hands over a file that lies in the document, of which more may be said in what it returns. Takes bytes. */
ReaderMember *reader_task_member(ReaderTask *task, const char *name, GBytes *bytes);
/* Notes a problem unless there is one already. */
void reader_task_problem(ReaderTask *task, Problem problem);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(ReaderTask, reader_task_clear)

const char *format_media_type(Format format);
/* NULL when no text is read from that format. */
ReaderFunction format_reader(Format format);
/* Loads what readers would otherwise open late (databases, CMaps, character sets), before the wall closes. */
void readers_init(void);

void doc_read(ReaderTask *task);
void docx_read(ReaderTask *task);
void image_read(ReaderTask *task);
void odt_flat_read(ReaderTask *task);
void odt_read(ReaderTask *task);
void outlook_msg_read(ReaderTask *task);
void rtf_read(ReaderTask *task);
void pdf_read(ReaderTask *task);
void html_read(ReaderTask *task);
void text_read(ReaderTask *task);

#endif
