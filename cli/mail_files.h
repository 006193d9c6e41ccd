/* Mail in files: one message a file (.eml), mbox (RFC 4155, mboxrd quoting), Maildir (cur and new). */
#ifndef CLI_MAIL_FILES_H
#define CLI_MAIL_FILES_H

#include "base/bytes.h"

#include <glib.h>
#include <stdbool.h>

/* One message with CRLF line ends, as IMAP would serve it. Return false to stop (set error). arrived: Unix seconds where
 * the form tells (a Maildir name), else 0. */
typedef bool (*MailFilesMessage)(Bytes message, gint64 arrived, gpointer data, GError **error);

/* Every message below path: a file, an mbox (begins with "From "), a Maildir, or a folder of .eml files; folders in the
 * order of their names. Fails with CCOT_ERROR_INPUT naming the path when it is none of these, and with
 * CCOT_ERROR_LIMIT for a file over 4 GiB. */
bool mail_files_walk(const char *path, MailFilesMessage message, gpointer data, GError **error);

#endif
