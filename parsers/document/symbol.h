/* Characters of the symbol fonts of Windows, which documents hold as numbers without meaning elsewhere. */
#ifndef PARSERS_DOCUMENT_SYMBOL_H
#define PARSERS_DOCUMENT_SYMBOL_H

#include <glib.h>

/* What a person sees for a character of a symbol font (0xF020 to 0xF0FF, or without the 0xF000): ticks, boxes and
 * bullets; a space for what has no plain form. */
gunichar symbol_character(gunichar code);

#endif
