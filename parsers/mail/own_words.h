/* What the sender of a mail says himself: the newest part, without quoted mail, banners and disclaimers; sentence by
 * sentence, and spelt evenly so that patterns need not care how people write. */
#ifndef PARSERS_MAIL_OWN_WORDS_H
#define PARSERS_MAIL_OWN_WORDS_H

#include <glib.h>
#include <stdbool.h>

/* The text without quoted mail, the banners of gateways and the disclaimers of firms. At most LIMIT_OWN_WORDS characters
 * are looked at. New string. */
char *own_words_newest(const char *text);
/* The same with its banners and disclaimers. New string. */
char *own_words_whole(const char *text);
/* What stands below the line that opens a forwarded or quoted mail, less its header, or else the lines marked ">": what was
 * passed on. New string, empty when nothing was. */
char *own_words_passed_on(const char *text);

/* Whether a subject says that the mail forwards another. */
bool own_words_forwards(const char *subject);

typedef struct {
        char *said;  /* as written, one line, at most OWN_SENTENCE characters */
        char *plain; /* lower case, contractions written out ("he is"), hyphens as blanks, common misspellings mended */
} OwnSentence;

enum { OWN_SENTENCE = 400 };

/* The sentences of a text, of OwnSentence*: lines that wrap are joined, list items and blank lines part. */
GPtrArray *own_words_sentences(const char *text);
/* One line made plain in the same way. New string. */
char *own_words_plain(const char *line);

#endif
