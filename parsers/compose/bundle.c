/* The zip file of originals. Its names are ours: a sender's file name never leaves. */
#include "base/error.h"
#include "base/limits.h"
#include "parsers/compose/pack.h"

#include <archive.h>
#include <archive_entry.h>
#include <string.h>

typedef struct archive BundleArchive;
typedef struct archive_entry BundleEntry;

static void
bundle_free(BundleArchive *archive)
{
        (void) archive_write_free(archive);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC(BundleArchive, bundle_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BundleEntry, archive_entry_free)

enum { BUNDLE_NAME_MOST = 120, BUNDLE_MODE = 0644 };

static la_ssize_t
bundle_take(BundleArchive *archive, void *octets, const void *data, size_t length)
{
        GByteArray *file = octets;
        if (length > LIMIT_PACK_BYTES - MIN(file->len, LIMIT_PACK_BYTES)) {
                archive_set_error(archive, ARCHIVE_FATAL, "too large");
                return -1;
        }
        g_byte_array_append(file, data, (guint) length);
        return (la_ssize_t) length;
}

static bool
bundle_is_name(const char *name)
{
        return name != NULL && *name != '\0' && *name != '.' && strlen(name) <= BUNDLE_NAME_MOST &&
               strspn(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-") == strlen(name);
}

static bool
bundle_add(BundleArchive *archive, const char *name, json_int_t made, Bytes octets)
{
        g_autoptr(BundleEntry) entry = archive_entry_new();
        archive_entry_set_pathname(entry, name);
        archive_entry_set_size(entry, (la_int64_t) octets.length);
        archive_entry_set_filetype(entry, AE_IFREG);
        archive_entry_set_perm(entry, BUNDLE_MODE);
        archive_entry_set_mtime(entry, (time_t) made, 0);
        return archive_write_header(archive, entry) == ARCHIVE_OK &&
               (octets.length == 0 ||
                archive_write_data(archive, octets.data, octets.length) == (la_ssize_t) octets.length);
}

GByteArray *
bundle_compose(const json_t *told, BytesCursor *blocks, GError **error)
{
        g_autoptr(GByteArray) file = g_byte_array_new();
        g_autoptr(BundleArchive) archive = archive_write_new();
        const json_t *names = json_object_get(told, "names");
        const json_int_t made = json_integer_value(json_object_get(told, "made"));
        /* as they came, not packed: documents are packed already */
        bool right = archive_write_set_format_zip(archive) == ARCHIVE_OK &&
                     archive_write_zip_set_compression_store(archive) == ARCHIVE_OK &&
                     archive_write_set_bytes_in_last_block(archive, 1) == ARCHIVE_OK &&
                     archive_write_open(archive, file, NULL, bundle_take, NULL) == ARCHIVE_OK;
        size_t i = 0;
        const json_t *name = NULL;
        json_array_foreach(names, i, name)
        {
                Bytes octets = { 0 };
                right = right && bundle_is_name(json_string_value(name)) && pack_block(blocks, &octets) &&
                        bundle_add(archive, json_string_value(name), made, octets);
        }
        if (right && i > 0 && bytes_left(blocks) == 0 && archive_write_close(archive) == ARCHIVE_OK)
                return g_steal_pointer(&file);
        g_set_error(error, CCOT_ERROR, CCOT_ERROR_INPUT, "pack: the originals cannot be put together");
        return NULL;
}
