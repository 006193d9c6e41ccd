/* Automatic list numbers as Word counts them: "3.", "(b)", "iv." stand on the page but not in the text. The lists are
 * told by the reader of the format: DOCX from word/numbering.xml (numbering_xml.h), DOC from its tables (doc_list.h). */
#ifndef PARSERS_DOCUMENT_NUMBERING_H
#define PARSERS_DOCUMENT_NUMBERING_H

#include <glib.h>
#include <stdbool.h>

enum { NUMBERING_LEVELS = 9 };

typedef enum {
        NUMBERING_NONE, /* a bullet, or no sign at all */
        NUMBERING_DECIMAL,
        NUMBERING_TWO_DIGITS,
        NUMBERING_UPPER_LETTER,
        NUMBERING_LOWER_LETTER,
        NUMBERING_UPPER_ROMAN,
        NUMBERING_LOWER_ROMAN,
        NUMBERING_ORDINAL,
} NumberingFormat;

typedef struct {
        NumberingFormat format;
        unsigned start;
        unsigned restart; /* begins again behind a paragraph of this level (from 1) or a higher one; 0: never */
        bool is_decimal;  /* the numbers of all levels are printed as decimals */
        const char *text; /* UTF-8, "%1.%2": %N stands for the number of level N; NULL: none */
} NumberingLevel;

typedef struct Numbering Numbering;

/* Knows no list. */
Numbering *numbering_new(void);
void numbering_free(Numbering *numbering);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Numbering, numbering_free)

/* One level (0..8) of a list; what is not defined has no number. Copies. Lists beyond NUMBERING_LISTS are left out. */
void numbering_define(Numbering *numbering, guint32 list, unsigned level, const NumberingLevel *definition);
/* Paragraphs name a number, which is a use of a list: several numbers count on in one list. */
void numbering_use(Numbering *numbering, guint32 number, guint32 list);
/* That number begins at start when it first comes to that level. */
void numbering_restart(Numbering *numbering, guint32 number, unsigned level, unsigned start);
/* That number has a level of its own instead of its list's. */
void numbering_redefine(Numbering *numbering, guint32 number, unsigned level, const NumberingLevel *definition);
/* Counts one paragraph and returns its label; NULL for bullets and unknown lists. */
char *numbering_next(Numbering *numbering, guint32 number, unsigned level);

/* The format that HTML and OpenDocument call by its first sign, one of 1aAiI; otherwise for any other. */
NumberingFormat numbering_format_of(char sign, NumberingFormat otherwise);
/* One number with its full stop, as browsers print it; NULL for NUMBERING_NONE. New string. */
char *numbering_single(NumberingFormat format, unsigned number);

enum { NUMBERING_LISTS = 4000 };

#endif
