/* Forenames that people use for one another: Bill and William, Dai and Dafydd, Kasia and Katarzyna (nickname.def). */
#ifndef REGISTER_NICKNAME_H
#define REGISTER_NICKNAME_H

#include <glib.h>
#include <stdbool.h>

/* Both folded. Symmetric; false for a name and itself. */
bool nickname_same(const char *a, const char *b);
/* What else a person of this name may be called. Of char*, without repeats, without the name itself; empty for most words. */
GPtrArray *nickname_others(const char *name);

#endif
