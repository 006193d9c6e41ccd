#include "parsers/document/mapi.h"

#include "base/limits.h"
#include "base/text.h"
#include "parsers/document/codepage.h"

enum {
        MAPI_ENTRY = 16,
        MAPI_ENTRIES = 10000,
        MAPI_STRING = 0x001E,
        MAPI_WIDE = 0x001F,
        MAPI_BINARY = 0x0102,
        MAPI_OBJECT = 0x000D
};

static char *
mapi_stream_name(unsigned property, unsigned type)
{
        return g_strdup_printf("__substg1.0_%04X%04X", property, type);
}

void
mapi_open(Mapi *mapi, const Ole *folder, unsigned head, unsigned code_page)
{
        *mapi = (Mapi){ .folder = folder, .head = head };
        mapi->fixed = ole_stream(folder, "__properties_version1.0", MAPI_ENTRY * MAPI_ENTRIES);
        mapi->code_page = (unsigned) mapi_number(mapi, MAPI_MESSAGE_CODE_PAGE);
        if (mapi->code_page == 0)
                mapi->code_page = (unsigned) mapi_number(mapi, MAPI_INTERNET_CODE_PAGE);
        if (mapi->code_page == 0)
                mapi->code_page = code_page;
}

void
mapi_clear(Mapi *mapi)
{
        g_clear_pointer(&mapi->fixed, g_byte_array_unref);
}

uint64_t
mapi_number(const Mapi *mapi, unsigned property)
{
        if (mapi->fixed == NULL)
                return 0;
        BytesCursor cursor = bytes_cursor(bytes_of(mapi->fixed->data, mapi->fixed->len));
        (void) bytes_skip(&cursor, mapi->head);
        while (!cursor.failed && bytes_left(&cursor) >= MAPI_ENTRY) {
                const unsigned type = bytes_u16le(&cursor);
                const unsigned number = bytes_u16le(&cursor);
                (void) bytes_skip(&cursor, 4);
                const uint64_t value = bytes_u64le(&cursor);
                /* of strings and the like the entry holds a length */
                if (number == property && type != MAPI_STRING && type != MAPI_WIDE && type != MAPI_BINARY)
                        return type == 2 ? value & 0xFFFF : type == 3 ? value & 0xFFFFFFFF : value;
        }
        return 0;
}

char *
mapi_string(const Mapi *mapi, unsigned property, size_t limit)
{
        g_autofree char *wide_name = mapi_stream_name(property, MAPI_WIDE);
        g_autofree char *name = mapi_stream_name(property, MAPI_STRING);
        g_autoptr(GByteArray) wide = ole_stream(mapi->folder, wide_name, 2 * limit);
        if (wide != NULL)
                return text_from_bytes(bytes_of(wide->data, wide->len), "UTF-16LE", limit, NULL);
        g_autoptr(GByteArray) octets = ole_stream(mapi->folder, name, limit);
        g_autofree char *charset = codepage_charset(mapi->code_page);
        return octets == NULL ? NULL : text_from_bytes(bytes_of(octets->data, octets->len), charset, limit, NULL);
}

GByteArray *
mapi_octets(const Mapi *mapi, unsigned property, size_t limit)
{
        g_autofree char *name = mapi_stream_name(property, MAPI_BINARY);
        return ole_stream(mapi->folder, name, limit);
}

char *
mapi_object_name(unsigned property)
{
        return mapi_stream_name(property, MAPI_OBJECT);
}
