/* Letters with marks: the names of many people have some that neither the English nor the Welsh model knows. Words that may
 * hold one are read again, each alone, by the model of all Latin letters. */
#ifndef PARSERS_DOCUMENT_MARKS_H
#define PARSERS_DOCUMENT_MARKS_H

#include "parsers/document/recognised.h"
#include "parsers/document/upright.h"

/* Loads the model from the folder of tesseract's data into this process, without its dictionaries: they are nearly all of
 * it, and no help with names. Once a process, before the wall; false when the folder has no such model, and marks_read()
 * does nothing then. */
bool marks_prepare(const char *folder);

/* Puts right the words of recognised that the model reads better. upright is the picture they were read from. */
void marks_read(const Upright *upright, Recognised *recognised);

#endif
