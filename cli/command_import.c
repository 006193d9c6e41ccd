#include "base/digest.h"
#include "base/error.h"
#include "base/limits.h"
#include "cli/command.h"
#include "cli/mail_files.h"
#include "db/message_store.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef struct {
        Db *db;
        guint64 fresh;
        guint64 known;
        guint64 too_large;
        bool progress;
} Import;

static void
import_show(const Import *import, FILE *stream, const char *start, const char *end)
{
        fprintf(stream,
                "%s%" G_GUINT64_FORMAT " imported, %" G_GUINT64_FORMAT " known already, %" G_GUINT64_FORMAT
                " too large%s",
                start, import->fresh, import->known, import->too_large, end);
}

/* The same octets have the same key: the first fifteen digits of their digest stand for a UID. */
static bool
import_message(Bytes message, gint64 arrived, gpointer data, GError **error)
{
        Import *import = data;
        MessageOrigin origin = {
                .mailbox = "import",
                .folder = "import",
                .uidvalidity = 1,
                .internaldate = arrived,
                .size = message.length,
                .backlog = true,
                .over_limit = message.length > LIMIT_MESSAGE_BYTES,
                .sha256 = digest_of(message),
        };
        char first[16];
        (void) g_strlcpy(first, origin.sha256.hex, sizeof first);
        origin.uid = g_ascii_strtoull(first, NULL, 16);
        gint64 message_id = 0;
        StoreResult result = STORE_SAME;
        if (!message_store_put(import->db, &origin, message, &message_id, &result, error))
                return false;
        if (origin.over_limit)
                import->too_large++;
        else if (result == STORE_SAME)
                import->known++;
        else
                import->fresh++;
        if (import->progress)
                import_show(import, stderr, "\r", "");
        return true;
}

int
command_import(CommandContext *context, int argc, char *argv[])
{
        if (!command_options(
                "import", "PATH...",
                "Takes in .eml files, mbox files, Maildir folders and folders of .eml files as a backlog: stored "
                "under the mailbox 'import', the same octets once, never acknowledged. ccotd reads them after "
                "today's mail. Bare line feeds become CRLF, as a mail server would serve them.",
                NULL, &argc, &argv))
                return EXIT_USAGE;
        if (argc < 2)
                return command_usage("import", "it takes at least one file or folder");
        g_autoptr(GError) error = NULL;
        g_autoptr(Db) db = command_db(context);
        if (db == NULL)
                return EXIT_FAILED;
        Import import = { .db = db, .progress = isatty(STDERR_FILENO) == 1 };
        bool whole = true;
        for (int i = 1; i < argc && whole; i++)
                whole = mail_files_walk(argv[i], import_message, &import, &error);
        if (import.progress)
                fputc('\n', stderr);
        import_show(&import, stdout, "", "\n");
        return whole ? EXIT_SUCCESS : command_failed(error);
}
