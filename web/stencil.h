/* A piece of HTML that a page repeats for each of its fields. Its stylesheet makes it once, when the program starts, with marks
 * where values belong ("~name~"); a page then fills the marks, which costs a hundredth of making the piece anew. */
#ifndef WEB_STENCIL_H
#define WEB_STENCIL_H

#include <glib.h>

typedef struct Stencil Stencil;

typedef struct {
        const char *mark, *value; /* value: any text, UTF-8 */
} StencilValue;

/* The piece with its marks. New. */
Stencil *stencil_new(const char *html);
void stencil_free(Stencil *stencil);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Stencil, stencil_free)

/* The piece with its values, which are escaped: for text and for attributes in double quotes. A mark without a value stays
 * empty. New string. */
char *stencil_fill(const Stencil *stencil, const StencilValue *values, size_t count);

#endif
