#include "parsers/document/rtf_packed.h"

#include <string.h>

enum { PACKED_COMPRESSED = 0x75465A4C, PACKED_PLAIN = 0x414C454D, PACKED_WINDOW = 4096 };

/* What stands in the window before the first octet. */
static const char packed_start[] = "{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss "
                                   "\\fmodern \\fscript \\fdecor MS Sans "
                                   "SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par "
                                   "\\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx";

typedef struct {
        BytesCursor cursor;
        uint8_t window[PACKED_WINDOW];
        unsigned at;
        GByteArray *out;
        size_t limit;
} Packed;

static void
rtf_packed_put(Packed *packed, uint8_t octet)
{
        packed->window[packed->at] = octet;
        packed->at = (packed->at + 1) % PACKED_WINDOW;
        if (packed->out->len < packed->limit)
                g_byte_array_append(packed->out, &octet, 1);
}

/* One item: an octet, or a copy out of the window. False at the end. */
static bool
rtf_packed_item(Packed *packed, bool is_copy)
{
        if (!is_copy) {
                const uint8_t octet = bytes_u8(&packed->cursor);
                if (!packed->cursor.failed)
                        rtf_packed_put(packed, octet);
                return !packed->cursor.failed;
        }
        const unsigned high = bytes_u8(&packed->cursor);
        const unsigned low = bytes_u8(&packed->cursor);
        const unsigned from = high << 4 | low >> 4;
        if (packed->cursor.failed || from == packed->at)
                return false;
        for (unsigned i = 0; i < (low & 0xF) + 2; i++)
                rtf_packed_put(packed, packed->window[(from + i) % PACKED_WINDOW]);
        return true;
}

GByteArray *
rtf_packed_open(Bytes bytes, size_t limit)
{
        Packed packed = { .cursor = bytes_cursor(bytes), .limit = limit };
        (void) bytes_skip(&packed.cursor, 4);
        const uint32_t size = bytes_u32le(&packed.cursor);
        const uint32_t kind = bytes_u32le(&packed.cursor);
        (void) bytes_skip(&packed.cursor, 4);
        if (packed.cursor.failed || (kind != PACKED_PLAIN && kind != PACKED_COMPRESSED))
                return NULL;
        packed.out = g_byte_array_new();
        if (kind == PACKED_PLAIN) {
                const size_t length = MIN(MIN(size, limit), bytes_left(&packed.cursor));
                const Bytes plain = bytes_take(&packed.cursor, length);
                if (plain.length > 0)
                        g_byte_array_append(packed.out, plain.data, (guint) plain.length);
                return packed.out;
        }
        memset(packed.window, ' ', sizeof packed.window);
        memcpy(packed.window, packed_start, sizeof packed_start - 1);
        packed.at = sizeof packed_start - 1;
        bool more = true;
        while (more && bytes_left(&packed.cursor) > 0 && packed.out->len < limit) {
                const unsigned flags = bytes_u8(&packed.cursor);
                for (unsigned bit = 0; bit < 8 && more; bit++)
                        more = rtf_packed_item(&packed, (flags >> bit & 1) != 0);
        }
        return packed.out;
}
