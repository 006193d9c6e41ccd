/* The texts of our replies: one file a block in register/answers/, embedded at build time, each replaceable by a file of the
 * same name in the force's own folder. A line that begins with # is not sent. {name} stands for a value; which names a text may
 * hold is fixed, so that nothing out of a paper can get into one. */
#ifndef REGISTER_ANSWER_TEXT_H
#define REGISTER_ANSWER_TEXT_H

#include <glib.h>
#include <stdbool.h>

typedef enum {
#define ANSWER_TEXT(suffix, name, placeholders) ANSWER_TEXT_##suffix,
#include "register/answer_text.def"
#undef ANSWER_TEXT
        ANSWER_TEXT_COUNT
} AnswerText;

typedef enum {
#define ANSWER_WORD(suffix, name, placeholders) ANSWER_WORD_##suffix,
#include "register/answer_text.def"
#undef ANSWER_WORD
        ANSWER_WORD_COUNT
} AnswerWord;

/* What is the force's own; "" where it has none. Printable ASCII, borrowed. */
typedef struct {
        const char *force, *area, *team, *team_telephone, *outside_telephone, *post;
        bool without_fingerprints; /* the digests of the attachments are left out */
} AnswerForce;

/* A value for a placeholder; a list of them ends with a NULL name. */
typedef struct {
        const char *name;
        const char *text;
} AnswerValue;

typedef struct AnswerTexts AnswerTexts;
/* Those that are embedded. */
AnswerTexts *answer_texts_new(const AnswerForce *force);
bool answer_texts_have_fingerprints(const AnswerTexts *texts);
void answer_texts_free(AnswerTexts *texts);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(AnswerTexts, answer_texts_free)

/* The file names that a force's folder may hold: "first.txt" ... "words.txt"; NULL past the last. */
const char *answer_texts_file(unsigned number);
/* Takes a file's content in place of the embedded one. CCOT_ERROR_CONFIG with "path:line: reason" for an unknown placeholder or
 * word, a character that is not 7-bit, and a line without placeholders that has more than 72 characters. */
bool answer_texts_replace(AnswerTexts *texts, const char *file, const char *path, const char *content, GError **error);
/* The same check for what is embedded. */
bool answer_texts_check(const AnswerTexts *texts, GError **error);

/* With the values in place, lines folded at 72 characters; no line end behind the last. New string. */
char *answer_text_fill(const AnswerTexts *texts, AnswerText text, const AnswerValue *values);
char *answer_word_fill(const AnswerTexts *texts, AnswerWord word, const AnswerValue *values);
/* Folds one line at 72 characters; the lines that follow begin with indent spaces. New string. */
char *answer_text_fold(const char *line, unsigned indent);

#endif
