/* A piece of HTML with numbered places for values ("~0~", "~1~"): text that was made once and is filled in many times. */
#ifndef WEB_STENCIL_H
#define WEB_STENCIL_H

#include <glib.h>

typedef struct Stencil Stencil;

/* The piece with its places. New; a reference is let go of by stencil_unref(), on any thread. */
Stencil *stencil_new(const char *html);
Stencil *stencil_ref(Stencil *stencil);
void stencil_unref(Stencil *stencil);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Stencil, stencil_unref)

/* Appends the piece with its values to html. They are escaped: for text and for attributes in double quotes. values: any text, UTF-8, one for each
 * place that the piece may have. */
void stencil_append(const Stencil *stencil, const char *const *values, guint count, GString *html);

#endif
