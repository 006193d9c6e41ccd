#include "base/error.h"

G_DEFINE_QUARK(ccot - error - quark, ccot_error)

void
error_set_errno(GError **error, CcotError code, int saved_errno, const char *what)
{
        g_set_error(error, CCOT_ERROR, (gint) code, "%s: %s", what, g_strerror(saved_errno));
}
