/* The words of a person's printed name in the order "forenames, surname", made comparable: without titles, roles and numbers of
 * parties, small words (al, van, ap, O) joined to what they belong to. */
#ifndef REGISTER_NAME_WORDS_H
#define REGISTER_NAME_WORDS_H

#include <glib.h>
#include <stdbool.h>

/* Words of a name that are compared; longer names are cut. */
enum { NAME_WORDS_MOST = 8 };

typedef struct {
        char *text; /* folded letters and digits */
        unsigned
            particle; /* octets at its start that were printed as words of their own: 2 of "alrashid" for "al Rashid" */
} NameWord;

typedef struct {
        NameWord words[NAME_WORDS_MOST];
        unsigned count;
} NameWords;

/* Built on the caller's stack; "MARLOW, Dean", "MARLOW Dean" and "1st Respondent Mr Dean Marlow" give dean, marlow. */
void name_words_read(NameWords *words, const char *name);
/* Where one prints in pieces what the other prints as one ("Abdul Rahman", "Abdulrahman"), joins the pieces. */
void name_words_join(NameWords *a, NameWords *b);
void name_words_clear(NameWords *words);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(NameWords, name_words_clear)

#endif
