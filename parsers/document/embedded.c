#include "parsers/document/embedded.h"

#include "base/limits.h"
#include "base/text.h"
#include "parsers/mail/filename.h"

#include <string.h>

static Bytes
embedded_view(const GByteArray *array)
{
        return bytes_of(array->data, array->len);
}

static void
embedded_take(ReaderTask *task, const char *name, Bytes bytes)
{
        if (task->members == NULL || task->members->len < EMBEDDED_MOST)
                (void) reader_task_member(task, name, g_bytes_new(bytes.data, bytes.length));
}

/* The octets before the next NUL, which is skipped. */
static Bytes
embedded_string(BytesCursor *cursor)
{
        const size_t start = cursor->at;
        while (!cursor->failed && bytes_left(cursor) > 0)
                if (bytes_u8(cursor) == 0)
                        return bytes_of(cursor->bytes.data + start, cursor->at - start - 1);
        cursor->failed = true;
        return (Bytes){ 0 };
}

bool
embedded_package(ReaderTask *task, const char *name, Bytes native)
{
        BytesCursor cursor = bytes_cursor(native);
        (void) bytes_skip(&cursor, 4);
        if (bytes_u16le(&cursor) != 2)
                return false;
        const Bytes label = embedded_string(&cursor);
        (void) embedded_string(&cursor); /* where it was */
        (void) bytes_skip(&cursor, 4);
        (void) bytes_skip(&cursor, bytes_u32le(&cursor)); /* where it was unpacked to */
        const uint32_t length = bytes_u32le(&cursor);
        const Bytes bytes = bytes_take(&cursor, length);
        if (cursor.failed)
                return false;
        g_autofree char *text = text_from_bytes(label, NULL, LIMIT_HEADER_VALUE, NULL);
        g_autofree char *clean = filename_clean(text);
        embedded_take(task, clean == NULL ? name : clean, bytes);
        return true;
}

static bool
embedded_take_folder(ReaderTask *task, const char *name, const Ole *folder)
{
        static const char *const streams[] = { "Package", "CONTENTS", "Contents" };
        g_autoptr(GByteArray) native = ole_stream(folder, "\001Ole10Native", EMBEDDED_BYTES);
        if (native != NULL && embedded_package(task, name, embedded_view(native)))
                return true;
        for (unsigned i = 0; i < G_N_ELEMENTS(streams); i++) {
                g_autoptr(GByteArray) octets = ole_stream(folder, streams[i], EMBEDDED_BYTES);
                if (octets == NULL || octets->len == 0)
                        continue;
                embedded_take(task, name, embedded_view(octets));
                return true;
        }
        return false;
}

void
embedded_folder(ReaderTask *task, const char *name, const Ole *folder)
{
        (void) embedded_take_folder(task, name, folder);
}

void
embedded_member(ReaderTask *task, const char *name, Bytes object)
{
        g_autoptr(Ole) ole = ole_new(object);
        if (ole == NULL || !embedded_take_folder(task, name, ole))
                embedded_take(task, name, object);
}
