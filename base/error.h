/* One error domain. The code says what the caller must do; the message names the thing and the reason, and never a
 * person, an address, a subject or a file name of a sender. */
#ifndef BASE_ERROR_H
#define BASE_ERROR_H

#include <glib.h>
#include <stdbool.h>

#define CCOT_ERROR (ccot_error_quark())
GQuark ccot_error_quark(void);

typedef enum {
        CCOT_ERROR_RETRY,  /* later, by itself: a server away, a lost connection */
        CCOT_ERROR_INPUT,  /* these bytes are bad: record it, go on */
        CCOT_ERROR_LIMIT,  /* too big or too slow: record it, go on */
        CCOT_ERROR_CONFIG, /* a person must change something: stop */
        CCOT_ERROR_BUG,    /* a promise of this program is broken */
} CcotError;

/* Sets error from errno: "what: strerror". */
void error_set_errno(GError **error, CcotError code, int saved_errno, const char *what);

/* Exit status of a program for a failed run: 1 always; kept in one place so that programs agree. */
enum { EXIT_FAILED = 1, EXIT_USAGE = 2 };

#endif
