/* A secret in a file: the first line without its line end. Refused when the file is readable by others, empty, over
 * 64 KiB or not text. The memory is locked and overwritten on free. Never log, print or pass it in argv. */
#ifndef CONFIG_SECRET_H
#define CONFIG_SECRET_H

#include <glib.h>

typedef struct Secret Secret;
Secret *secret_read(const char *path, GError **error); /* CCOT_ERROR_CONFIG names the path, never the content */
const char *secret_text(const Secret *secret);
void secret_free(Secret *secret);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Secret, secret_free)

#endif
