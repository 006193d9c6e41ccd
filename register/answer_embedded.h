/* The files of register/answers/ as strings, embedded at build time (embed_answers.cmake). The table ends with a NULL name. */
#ifndef REGISTER_ANSWER_EMBEDDED_H
#define REGISTER_ANSWER_EMBEDDED_H

#include <stddef.h>

typedef struct {
        const char *name; /* "first.txt" */
        const char *text;
} AnswerEmbedded;

extern const AnswerEmbedded answer_embedded[];

#endif
