/* What the words of a sentence stand for: one letter a word (sense_word.def), so that a rule speaks of "the respondent",
 * "went to", "her place" and "lately", and not of the hundred ways to write each. */
#ifndef PARSERS_ORDER_SENSE_H
#define PARSERS_ORDER_SENSE_H

/* The senses of a plain sentence (parsers/mail/own_words.h), a letter each: the longest phrase of the table wins, words
 * without weight ("the", "very") are left out, "_" is any other word, "#" a number, "%" a year; a word in -ing is followed
 * by "'". "," stands for what parts clauses, "." for an end and "?" for a question's. New string. */
char *sense_of(const char *plain);
/* Builds the table, before processes are forked. */
void sense_prepare(void);

#endif
