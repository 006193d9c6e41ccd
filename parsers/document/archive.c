#include "parsers/document/archive.h"

#include "base/limits.h"
#include "base/text.h"

#include <archive.h>
#include <archive_entry.h>
#include <string.h>
#include <sys/stat.h>

typedef struct archive OwnedArchive;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OwnedArchive, archive_read_free)

enum { ARCHIVE_CHUNK = 65536 };

/* A file that is packed by itself: "order.pdf.gz", or the tar in it. */
static bool
archive_is_packed(Bytes bytes)
{
        return bytes_starts(bytes, "\x1F\x8B\x08") || bytes_starts(bytes, "BZh") || bytes_starts(bytes, "\xFD\x37zXZ");
}

/* What may come in a mail. None of libarchive's other formats: each is more code for strangers to reach. What is in a
 * packed file is a tar or one file, whatever that is itself. */
static bool
archive_support(OwnedArchive *archive, bool is_packed)
{
        if (archive_read_support_format_tar(archive) != ARCHIVE_OK)
                return false;
        if (is_packed)
                return archive_read_support_format_raw(archive) == ARCHIVE_OK &&
                       archive_read_support_filter_gzip(archive) == ARCHIVE_OK &&
                       archive_read_support_filter_bzip2(archive) == ARCHIVE_OK &&
                       archive_read_support_filter_xz(archive) == ARCHIVE_OK;
        return archive_read_support_format_zip(archive) == ARCHIVE_OK &&
               archive_read_support_format_7zip(archive) == ARCHIVE_OK &&
               archive_read_support_format_rar(archive) == ARCHIVE_OK &&
               archive_read_support_format_rar5(archive) == ARCHIVE_OK;
}

/* right, or NULL: the password to be tried first; passwords, or NULL: those after it. */
static OwnedArchive *
archive_open(Bytes bytes, const char *right, const GPtrArray *passwords)
{
        g_autoptr(OwnedArchive) archive = archive_read_new();
        if (archive == NULL || !archive_support(archive, archive_is_packed(bytes)))
                return NULL;
        if (right != NULL && archive_read_add_passphrase(archive, right) != ARCHIVE_OK)
                return NULL;
        for (guint i = 0; passwords != NULL && i < passwords->len; i++)
                if (g_ptr_array_index(passwords, i) != right)
                        (void) archive_read_add_passphrase(archive, g_ptr_array_index(passwords, i));
        if (archive_read_open_memory(archive, bytes.data, bytes.length) != ARCHIVE_OK)
                return NULL;
        return g_steal_pointer(&archive);
}

/* The member's name as one clean line; never empty. */
static char *
archive_entry_name(struct archive_entry *entry)
{
        const char *name = archive_entry_pathname_utf8(entry);
        if (name == NULL)
                name = archive_entry_pathname(entry);
        if (name == NULL || name[0] == '\0')
                return g_strdup("?");
        g_autofree char *text = text_from_bytes(bytes_of_string(name), NULL, LIMIT_FIELD_VALUE / 8, NULL);
        g_autofree char *line = text_one_line(text);
        return line[0] == '\0' ? g_strdup("?") : g_steal_pointer(&line);
}

/* Reads the member until its end or limit; what came is in out. */
static Problem
archive_read_member(OwnedArchive *archive, size_t limit, GByteArray *out)
{
        g_autofree uint8_t *chunk = g_malloc(ARCHIVE_CHUNK);
        for (;;) {
                const la_ssize_t got = archive_read_data(archive, chunk, ARCHIVE_CHUNK);
                if (got == 0)
                        return PROBLEM_NONE;
                if (got < 0)
                        return archive_read_has_encrypted_entries(archive) > 0 ? PROBLEM_ENCRYPTED : PROBLEM_CORRUPT;
                if ((size_t) got > limit - out->len)
                        return PROBLEM_TOO_LARGE;
                g_byte_array_append(out, chunk, (guint) got);
        }
}

/* True when the password opens the first locked member that holds anything: its checksum is right. The few octets that
 * an archive checks a password by let one in 256 wrong ones through. */
static bool
archive_fits(Bytes bytes, const char *password)
{
        g_autoptr(OwnedArchive) archive = archive_open(bytes, password, NULL);
        g_autoptr(GByteArray) octets = g_byte_array_new();
        struct archive_entry *entry = NULL;
        for (unsigned count = 0; archive != NULL && count < LIMIT_ARCHIVE_ENTRIES; count++) {
                const int status = archive_read_next_header(archive, &entry);
                if (status != ARCHIVE_OK && status != ARCHIVE_WARN)
                        return false;
                if (!archive_entry_is_encrypted(entry) || archive_entry_filetype(entry) == AE_IFDIR ||
                    (archive_entry_size_is_set(entry) && archive_entry_size(entry) == 0))
                        continue;
                return archive_read_member(archive, LIMIT_DOCUMENT_BYTES, octets) == PROBLEM_NONE;
        }
        return false;
}

/* Opens it with the password that fits, and behind it the others, for members that have one of their own. */
static OwnedArchive *
archive_unlock(Bytes bytes, const GPtrArray *passwords)
{
        for (guint i = 0; passwords != NULL && i < passwords->len; i++)
                if (archive_fits(bytes, g_ptr_array_index(passwords, i)))
                        return archive_open(bytes, g_ptr_array_index(passwords, i), passwords);
        return archive_open(bytes, NULL, NULL);
}

static bool
archive_visit(OwnedArchive *archive, struct archive_entry *entry, guint64 *left, ArchiveVisitor visit, gpointer data,
              bool *encrypted)
{
        g_autofree char *name = archive_entry_name(entry);
        g_autoptr(GByteArray) octets = g_byte_array_new();
        ArchiveMember member = { .name = archive_format(archive) == ARCHIVE_FORMAT_RAW ? NULL : name };
        if (*left == 0)
                member.problem = PROBLEM_TOO_LARGE;
        else
                member.problem = archive_read_member(archive, MIN(*left, LIMIT_DOCUMENT_BYTES), octets);
        /* what a wrong password lets out is nothing */
        if (archive_entry_is_encrypted(entry) && member.problem == PROBLEM_CORRUPT)
                member.problem = PROBLEM_ENCRYPTED;
        if (member.problem == PROBLEM_ENCRYPTED)
                g_byte_array_set_size(octets, 0);
        *left -= MIN(*left, octets->len);
        *encrypted = *encrypted || member.problem == PROBLEM_ENCRYPTED;
        /* half of a member that is over the limit says nothing true about it */
        if (member.problem != PROBLEM_TOO_LARGE)
                member.bytes = bytes_of(octets->data, octets->len);
        return visit(&member, data);
}

Problem
archive_walk(Bytes bytes, const GPtrArray *passwords, guint64 *left, ArchiveVisitor visit, gpointer data)
{
        g_autoptr(OwnedArchive) archive = archive_unlock(bytes, passwords);
        if (archive == NULL)
                return PROBLEM_CORRUPT;
        unsigned count = 0;
        bool encrypted = false;
        for (;;) {
                struct archive_entry *entry = NULL;
                const int status = archive_read_next_header(archive, &entry);
                if (status == ARCHIVE_EOF)
                        return encrypted ? PROBLEM_ENCRYPTED : PROBLEM_NONE;
                if (status == ARCHIVE_RETRY)
                        continue;
                if (status != ARCHIVE_OK && status != ARCHIVE_WARN)
                        return archive_read_has_encrypted_entries(archive) > 0 ? PROBLEM_ENCRYPTED : PROBLEM_CORRUPT;
                /* folders, and the links and devices of a tar, hold nothing */
                if (archive_entry_filetype(entry) != AE_IFREG && archive_entry_filetype(entry) != 0)
                        continue;
                if (count++ >= LIMIT_ARCHIVE_ENTRIES)
                        return PROBLEM_TOO_LARGE;
                if (!archive_visit(archive, entry, left, visit, data, &encrypted))
                        return PROBLEM_NONE;
        }
}

GByteArray *
archive_member(Bytes bytes, const char *name, size_t limit)
{
        g_autoptr(OwnedArchive) archive = archive_open(bytes, NULL, NULL);
        struct archive_entry *entry = NULL;
        for (unsigned i = 0; archive != NULL && i < LIMIT_ARCHIVE_ENTRIES * 10; i++) {
                const int status = archive_read_next_header(archive, &entry);
                if (status != ARCHIVE_OK && status != ARCHIVE_WARN)
                        return NULL;
                g_autofree char *here = archive_entry_name(entry);
                if (!g_str_equal(here, name))
                        continue;
                g_autoptr(GByteArray) octets = g_byte_array_new();
                if (archive_read_member(archive, limit, octets) == PROBLEM_CORRUPT && octets->len == 0)
                        return NULL;
                return g_steal_pointer(&octets);
        }
        return NULL;
}

GPtrArray *
archive_names(Bytes bytes)
{
        GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
        g_autoptr(OwnedArchive) archive = archive_open(bytes, NULL, NULL);
        struct archive_entry *entry = NULL;
        while (archive != NULL && names->len < LIMIT_ARCHIVE_ENTRIES) {
                const int status = archive_read_next_header(archive, &entry);
                if (status != ARCHIVE_OK && status != ARCHIVE_WARN)
                        break;
                g_ptr_array_add(names, archive_entry_name(entry));
        }
        return names;
}

bool
archive_is_whole_zip(Bytes bytes)
{
        /* the record is 22 octets and a comment of at most 65,535 */
        const size_t from = bytes.length > 22 + G_MAXUINT16 ? bytes.length - 22 - G_MAXUINT16 : 0;
        return bytes_find(bytes, bytes_of_string("PK\005\006"), from) >= 0;
}
