/* Passwords to be tried on locked documents. They come over a descriptor, never as an argument, and are wiped from
 * memory when they are freed. */
#ifndef PARSERS_PASSWORDS_H
#define PARSERS_PASSWORDS_H

#include "base/bytes.h"

/* An empty list of char*; free it with g_ptr_array_unref. */
GPtrArray *passwords_new(void);
/* Copies the candidate unless it is there, empty, over LIMIT_PASSWORD_BYTES, no UTF-8, or one too many. */
void passwords_add(GPtrArray *passwords, const char *candidate, size_t length);
/* Adds copies of further (of char*), which may be NULL. */
void passwords_add_all(GPtrArray *passwords, const GPtrArray *further);
/* One candidate a line. */
GPtrArray *passwords_of_lines(Bytes lines);
/* The lines that fd gives until its end. CCOT_ERROR_LIMIT when they are more than LIMIT_PASSWORDS of the longest. */
GPtrArray *passwords_read(int fd, GError **error);

#endif
