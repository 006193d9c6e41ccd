#include "web/viewer.h"

#include "base/child.h"
#include "base/error.h"
#include "base/limits.h"
#include "base/own.h"
#include "db/message_store.h"

#include <gio/gio.h>
#include <string.h>

enum { VIEWER_DPI = 110, VIEWER_PRINT_DPI = 170, VIEWER_SECONDS = 60 };

typedef struct {
        char *key; /* "document/page" */
        GBytes *picture;
} Kept;

/* Newest first; pictures and their places in the queue by key. */
static GMutex viewer_lock;
static GQueue viewer_order = G_QUEUE_INIT;
static GHashTable *viewer_kept;
static gsize viewer_bytes;

/* ------------------------------------------------------------------ what is kept */

static void
kept_free(Kept *kept)
{
        g_free(kept->key);
        g_bytes_unref(kept->picture);
        g_free(kept);
}

static GBytes *
viewer_find(const char *key)
{
        g_autoptr(GMutexLocker) locker = g_mutex_locker_new(&viewer_lock);
        GList *link = viewer_kept == NULL ? NULL : g_hash_table_lookup(viewer_kept, key);
        if (link == NULL)
                return NULL;
        g_queue_unlink(&viewer_order, link);
        g_queue_push_head_link(&viewer_order, link);
        return g_bytes_ref(((Kept *) link->data)->picture);
}

static void
viewer_keep(const char *key, GBytes *picture)
{
        g_autoptr(GMutexLocker) locker = g_mutex_locker_new(&viewer_lock);
        if (viewer_kept == NULL)
                viewer_kept = g_hash_table_new(g_str_hash, g_str_equal);
        if (g_hash_table_contains(viewer_kept, key))
                return;
        Kept *kept = g_new0(Kept, 1);
        kept->key = g_strdup(key);
        kept->picture = g_bytes_ref(picture);
        g_queue_push_head(&viewer_order, kept);
        g_hash_table_insert(viewer_kept, kept->key, viewer_order.head);
        viewer_bytes += g_bytes_get_size(picture);
        while (viewer_bytes > LIMIT_VIEW_BYTES) {
                Kept *oldest = g_queue_pop_tail(&viewer_order);
                viewer_bytes -= g_bytes_get_size(oldest->picture);
                (void) g_hash_table_remove(viewer_kept, oldest->key);
                kept_free(oldest);
        }
}

/* ------------------------------------------------------------------ ccot-parse */

static gboolean
viewer_late(gpointer cancellable)
{
        g_cancellable_cancel(cancellable);
        return G_SOURCE_REMOVE;
}

/* What the program writes within the time; NULL in *ret_octets when it ends with a failure. */
static bool
viewer_collect(GSubprocess *process, GBytes **ret_octets, GError **error)
{
        g_autoptr(GMainContext) context = g_main_context_new();
        g_autoptr(GCancellable) cancellable = g_cancellable_new();
        g_autoptr(GSource) late = g_timeout_source_new_seconds(VIEWER_SECONDS);
        g_source_set_callback(late, viewer_late, cancellable, NULL);
        (void) g_source_attach(late, context);
        g_main_context_push_thread_default(context);
        g_autoptr(GBytes) octets = NULL;
        g_autoptr(GError) failure = NULL;
        const bool done = g_subprocess_communicate(process, NULL, cancellable, &octets, NULL, &failure);
        g_main_context_pop_thread_default(context);
        g_source_destroy(late);
        if (!done) {
                g_subprocess_force_exit(process);
                g_set_error(error, CCOT_ERROR, CCOT_ERROR_LIMIT, "web: a page was not drawn in %d s", VIEWER_SECONDS);
                return false;
        }
        *ret_octets =
            g_subprocess_get_successful(process) && g_bytes_get_size(octets) > 0 ? g_steal_pointer(&octets) : NULL;
        return true;
}

static bool
viewer_start(GSubprocessLauncher *launcher, const char *const argv[], GBytes **ret_octets, GError **error)
{
        g_autoptr(GError) failure = NULL;
        g_autoptr(GSubprocess) process = g_subprocess_launcher_spawnv(launcher, argv, &failure);
        if (process != NULL)
                return viewer_collect(process, ret_octets, error);
        g_set_error_literal(error, CCOT_ERROR, CCOT_ERROR_RETRY, "web: ccot-parse does not start");
        return false;
}

/* The part's path, which may hold a file name, goes by descriptor: arguments are seen by everybody on the machine. */
enum { VIEWER_PATH_FD = 3, VIEWER_PASSWORDS_FD = 4 };
#define VIEWER_PATH      "@3"
#define VIEWER_PASSWORDS "4"

/* Runs ccot-parse with the words on the message. */
static bool
viewer_run(Db *db, const DocumentSource *source, const char *const words[], GBytes **ret_octets, GError **error)
{
        g_auto(OwnedFd) raw = message_store_raw(db, source->message_id, error);
        if (raw < 0)
                return false;
        const char *lines = source->passwords == NULL ? "" : source->passwords;
        g_auto(OwnedFd) path = bytes_to_memfd(bytes_of_string(source->path), "path", error);
        g_auto(OwnedFd) passwords = path < 0 ? -1 : bytes_to_memfd(bytes_of_string(lines), "passwords", error);
        if (passwords < 0)
                return false;
        if (lseek(raw, 0, SEEK_SET) < 0 || lseek(path, 0, SEEK_SET) < 0 || lseek(passwords, 0, SEEK_SET) < 0) {
                error_set_errno(error, CCOT_ERROR_RETRY, errno, "web: message");
                return false;
        }
        g_autofree char *program = child_program_path("ccot-parse");
        g_autoptr(GPtrArray) argv = g_ptr_array_new();
        g_ptr_array_add(argv, program);
        for (; *words != NULL; words++)
                g_ptr_array_add(argv, (gpointer) (guintptr) *words);
        if (*lines != '\0') {
                g_ptr_array_add(argv, (gpointer) (guintptr) "--passwords-fd");
                g_ptr_array_add(argv, (gpointer) (guintptr) VIEWER_PASSWORDS);
        }
        g_ptr_array_add(argv, NULL);
        g_autoptr(GSubprocessLauncher) launcher =
            g_subprocess_launcher_new(G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE);
        g_subprocess_launcher_take_stdin_fd(launcher, own_fd_steal(&raw));
        g_subprocess_launcher_take_fd(launcher, own_fd_steal(&path), VIEWER_PATH_FD);
        g_subprocess_launcher_take_fd(launcher, own_fd_steal(&passwords), VIEWER_PASSWORDS_FD);
        return viewer_start(launcher, (const char *const *) argv->pdata, ret_octets, error);
}

bool
viewer_page(Db *db, const ViewerPaper *paper, unsigned page, GBytes **ret_picture, GError **error)
{
        g_autofree char *key = g_strdup_printf("%" G_GINT64_FORMAT "/%u", paper->document_id, page);
        *ret_picture = viewer_find(key);
        if (*ret_picture != NULL)
                return true;
        g_autofree char *number = g_strdup_printf("%u", page), *dpi = g_strdup_printf("%d", VIEWER_DPI);
        const char *const words[] = { "--page", number, "--dpi", dpi, "--document", VIEWER_PATH, NULL };
        if (!viewer_run(db, paper->source, words, ret_picture, error))
                return false;
        if (*ret_picture != NULL)
                viewer_keep(key, *ret_picture);
        return true;
}

bool
viewer_text(Db *db, const ViewerPaper *paper, char **ret_text, GError **error)
{
        g_autofree char *key = g_strdup_printf("%" G_GINT64_FORMAT "/text", paper->document_id);
        g_autoptr(GBytes) text = viewer_find(key);
        if (text == NULL) {
                const char *const words[] = { "--text", VIEWER_PATH, NULL };
                if (!viewer_run(db, paper->source, words, &text, error))
                        return false;
                if (text == NULL)
                        text = g_bytes_new_static("", 0);
                viewer_keep(key, text);
        }
        gsize length = 0;
        const char *octets = g_bytes_get_data(text, &length);
        *ret_text = g_utf8_make_valid(octets == NULL ? "" : octets, (gssize) length);
        return true;
}

bool
viewer_words(Db *db, const ViewerPaper *paper, unsigned page, GBytes **ret_words, GError **error)
{
        g_autofree char *key = g_strdup_printf("%" G_GINT64_FORMAT "/%u/words", paper->document_id, page);
        *ret_words = viewer_find(key);
        if (*ret_words != NULL)
                return true;
        g_autofree char *number = g_strdup_printf("%u", page);
        const char *const words[] = { "--words", number, "--document", VIEWER_PATH, NULL };
        if (!viewer_run(db, paper->source, words, ret_words, error))
                return false;
        if (*ret_words != NULL)
                viewer_keep(key, *ret_words);
        return true;
}

bool
viewer_mail_text(Db *db, gint64 message_id, char **ret_text, GError **error)
{
        char path[] = "mail";
        const DocumentSource source = { .message_id = message_id, .path = path };
        /* among what is kept no document has such a number */
        const ViewerPaper mail = { .document_id = -message_id, .source = &source };
        return viewer_text(db, &mail, ret_text, error);
}

bool
viewer_original(Db *db, const ViewerPaper *paper, GBytes **ret_octets, GError **error)
{
        const char *const words[] = { "--extract", VIEWER_PATH, NULL };
        return viewer_run(db, paper->source, words, ret_octets, error);
}

bool
viewer_print(Db *db, const ViewerPaper *paper, unsigned page, GBytes **ret_picture, GError **error)
{
        g_autofree char *number = g_strdup_printf("%u", page), *dpi = g_strdup_printf("%d", VIEWER_PRINT_DPI);
        const char *const words[] = { "--page", number, "--dpi", dpi, "--document", VIEWER_PATH, NULL };
        return viewer_run(db, paper->source, words, ret_picture, error);
}

/* ------------------------------------------------------------------ copies */

static bool
viewer_write_block(int file, GBytes *block, GError **error)
{
        gsize size = 0;
        const void *data = g_bytes_get_data(block, &size);
        const guint64 length = GUINT64_TO_LE((guint64) size);
        return bytes_write_all(file, bytes_of(&length, sizeof length), error) &&
               bytes_write_all(file, bytes_of(data, size), error);
}

bool
viewer_compose(const GPtrArray *blocks, GBytes **ret_octets, GError **error)
{
        g_auto(OwnedFd) input = bytes_memfd_new("copy", error);
        bool written = input >= 0 && bytes_write_all(input, bytes_of_string("CCOTPACK1\n"), error);
        for (guint i = 0; written && i < blocks->len; i++)
                written = viewer_write_block(input, g_ptr_array_index(blocks, i), error);
        if (!written)
                return false;
        if (lseek(input, 0, SEEK_SET) < 0) {
                error_set_errno(error, CCOT_ERROR_RETRY, errno, "web: copy");
                return false;
        }
        g_autofree char *program = child_program_path("ccot-parse");
        const char *const argv[] = { program, "--pack", NULL };
        g_autoptr(GSubprocessLauncher) launcher =
            g_subprocess_launcher_new(G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE);
        g_subprocess_launcher_take_stdin_fd(launcher, own_fd_steal(&input));
        return viewer_start(launcher, argv, ret_octets, error);
}
