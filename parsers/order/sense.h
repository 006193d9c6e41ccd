/* What the words of a sentence stand for: one letter a word (sense_word.def, notice_word.def), so that a rule speaks of "the respondent",
 * "went to", "her place" and "lately", and not of the hundred ways to write each. */
#ifndef PARSERS_ORDER_SENSE_H
#define PARSERS_ORDER_SENSE_H

typedef enum {
        SENSE_OF_INCIDENT, /* sense_word.def: who did what to whom, when */
        SENSE_OF_NOTICE,   /* notice_word.def: what the writer wants of this mailbox */
        SENSE_VOCABULARIES
} SenseVocabulary;

/* The senses of a plain sentence (parsers/mail/own_words.h), a letter each: the longest phrase of the table wins, words
 * without weight ("the", "very") are left out, "_" is any other word, "#" a number, "%" a year; a word in -ing is followed
 * by "'". "," stands for what parts clauses, "." for an end and "?" for a question's. New string. */
char *sense_of(SenseVocabulary vocabulary, const char *plain);
/* Builds the tables, before processes are forked. */
void sense_prepare(void);

#endif
