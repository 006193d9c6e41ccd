#include "cli/mail_files.h"

#include "base/error.h"
#include "base/own.h"

#include <string.h>

static const gsize MAIL_FILES_LARGEST = 4ULL * 1024 * 1024 * 1024;

/* Adds one line with a CRLF end, taking one '>' off ">From " lines where they are quoted. */
static void
mail_files_add_line(GByteArray *message, Bytes line, bool quoted)
{
        size_t skip = 0;
        if (quoted) {
                while (skip < line.length && line.data[skip] == '>')
                        skip++;
                skip = skip > 0 && line.length >= skip + 5 && memcmp(line.data + skip, "From ", 5) == 0 ? 1 : 0;
        }
        size_t length = line.length - skip;
        if (length > 0 && line.data[line.length - 1] == '\r')
                length--;
        if (length > 0)
                g_byte_array_append(message, line.data + skip, (guint) length);
        g_byte_array_append(message, (const guint8 *) "\r\n", 2);
}

/* The next line without its line feed; *ret_ended says whether it had one. */
static Bytes
mail_files_line(BytesCursor *cursor, bool *ret_ended)
{
        const ssize_t end = bytes_find(cursor->bytes, bytes_of_string("\n"), cursor->at);
        *ret_ended = end >= 0;
        const Bytes line = bytes_take(cursor, end >= 0 ? (size_t) end - cursor->at : bytes_left(cursor));
        if (*ret_ended)
                (void) bytes_skip(cursor, 1);
        return line;
}

static bool
mail_files_single(Bytes file, gint64 arrived, MailFilesMessage message, gpointer data, GError **error)
{
        g_autoptr(GByteArray) octets = g_byte_array_new();
        BytesCursor cursor = bytes_cursor(file);
        while (bytes_left(&cursor) > 0) {
                bool ended = false;
                const Bytes line = mail_files_line(&cursor, &ended);
                if (ended)
                        mail_files_add_line(octets, line, false);
                else
                        g_byte_array_append(octets, line.data, (guint) line.length);
        }
        return message(bytes_of(octets->data, octets->len), arrived, data, error);
}

static bool
mail_files_mbox(Bytes file, MailFilesMessage message, gpointer data, GError **error)
{
        g_autoptr(GByteArray) octets = g_byte_array_new();
        BytesCursor cursor = bytes_cursor(file);
        bool blank = true, open = false, held = false; /* held: a blank line that may only part two messages */
        while (bytes_left(&cursor) > 0) {
                bool ended = false;
                const Bytes line = mail_files_line(&cursor, &ended);
                if (blank && bytes_starts(line, "From ")) {
                        if (open && !message(bytes_of(octets->data, octets->len), 0, data, error))
                                return false;
                        g_byte_array_set_size(octets, 0);
                        open = true;
                        held = false;
                        blank = false;
                        continue;
                }
                if (held)
                        g_byte_array_append(octets, (const guint8 *) "\r\n", 2);
                blank = line.length == 0 || (line.length == 1 && line.data[0] == '\r');
                held = blank;
                if (!blank)
                        mail_files_add_line(octets, line, true);
        }
        return !open || message(bytes_of(octets->data, octets->len), 0, data, error);
}

static bool
mail_files_file(const char *path, gint64 arrived, bool alone, MailFilesMessage message, gpointer data, GError **error)
{
        g_autoptr(GError) failure = NULL;
        g_autoptr(GMappedFile) mapped = g_mapped_file_new(path, FALSE, &failure);
        if (mapped == NULL) {
                g_set_error(error, CCOT_ERROR, CCOT_ERROR_INPUT, "%s", failure->message);
                return false;
        }
        const gsize length = g_mapped_file_get_length(mapped);
        if (length > MAIL_FILES_LARGEST) {
                g_set_error(error, CCOT_ERROR, CCOT_ERROR_LIMIT, "%s: more than 4 GiB", path);
                return false;
        }
        const Bytes file = bytes_of(g_mapped_file_get_contents(mapped), length);
        if (alone && bytes_starts(file, "From "))
                return mail_files_mbox(file, message, data, error);
        return mail_files_single(file, arrived, message, data, error);
}

static int
mail_files_compare(gconstpointer a, gconstpointer b)
{
        return strcmp(*(char *const *) a, *(char *const *) b);
}

/* File names of a folder in order; hidden ones left out. */
static GPtrArray *
mail_files_names(const char *path, GError **error)
{
        g_autoptr(GDir) folder = g_dir_open(path, 0, error);
        if (folder == NULL)
                return NULL;
        GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
        const char *name;
        while ((name = g_dir_read_name(folder)) != NULL)
                if (*name != '.')
                        g_ptr_array_add(names, g_strdup(name));
        g_ptr_array_sort(names, mail_files_compare);
        return names;
}

static bool
mail_files_folder(const char *path, bool maildir, MailFilesMessage message, gpointer data, GError **error)
{
        g_autoptr(GPtrArray) names = mail_files_names(path, error);
        if (names == NULL)
                return false;
        for (unsigned i = 0; i < names->len; i++) {
                const char *name = g_ptr_array_index(names, i);
                if (!maildir && !g_str_has_suffix(name, ".eml"))
                        continue;
                g_autofree char *file = g_build_filename(path, name, NULL);
                /* a Maildir name begins with the second of delivery */
                const gint64 arrived = maildir ? g_ascii_strtoll(name, NULL, 10) : 0;
                if (!mail_files_file(file, arrived, false, message, data, error))
                        return false;
        }
        return true;
}

bool
mail_files_walk(const char *path, MailFilesMessage message, gpointer data, GError **error)
{
        if (!g_file_test(path, G_FILE_TEST_IS_DIR))
                return mail_files_file(path, 0, true, message, data, error);
        g_autofree char *current = g_build_filename(path, "cur", NULL);
        g_autofree char *fresh = g_build_filename(path, "new", NULL);
        if (!g_file_test(current, G_FILE_TEST_IS_DIR))
                return mail_files_folder(path, false, message, data, error);
        return mail_files_folder(current, true, message, data, error) &&
               (!g_file_test(fresh, G_FILE_TEST_IS_DIR) || mail_files_folder(fresh, true, message, data, error));
}
