/* Small files for the tests of document readers, and what a reader says of them. */
#ifndef TESTS_UNIT_READING_FILES_H
#define TESTS_UNIT_READING_FILES_H

#include "base/limits.h"
#include "parsers/document/reader.h"

#include <archive.h>
#include <archive_entry.h>
#include <string.h>

/* A zip of name, text pairs up to NULL. */
static inline GByteArray *
zip_of(const char *name, ...)
{
        GByteArray *out = g_byte_array_new();
        g_byte_array_set_size(out, 1 << 20);
        size_t used = 0;
        struct archive *archive = archive_write_new();
        g_assert_cmpint(archive_write_set_format_zip(archive), ==, ARCHIVE_OK);
        g_assert_cmpint(archive_write_open_memory(archive, out->data, out->len, &used), ==, ARCHIVE_OK);
        va_list list;
        va_start(list, name);
        for (const char *at = name; at != NULL; at = va_arg(list, const char *)) {
                const char *text = va_arg(list, const char *);
                struct archive_entry *entry = archive_entry_new();
                archive_entry_set_pathname(entry, at);
                archive_entry_set_filetype(entry, AE_IFREG);
                archive_entry_set_size(entry, (la_int64_t) strlen(text));
                g_assert_cmpint(archive_write_header(archive, entry), ==, ARCHIVE_OK);
                (void) archive_write_data(archive, text, strlen(text));
                archive_entry_free(entry);
        }
        va_end(list);
        g_assert_cmpint(archive_write_close(archive), ==, ARCHIVE_OK);
        archive_write_free(archive);
        g_byte_array_set_size(out, (guint) used);
        return out;
}

static inline char *
read_as(ReaderFunction read, Bytes bytes, Problem *ret_problem)
{
        g_auto(ReaderTask) task;
        reader_task_init(&task, bytes, LIMIT_TEXT_BYTES);
        read(&task);
        GString *out = g_string_new(NULL);
        for (unsigned i = 0; i < task.pages->len; i++)
                g_string_append(out, ((const Page *) g_ptr_array_index(task.pages, i))->text);
        *ret_problem = task.problem;
        return g_string_free(out, FALSE);
}

#endif
