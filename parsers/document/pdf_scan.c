#include "parsers/document/pdf_scan.h"

#include <string.h>

/* Octets of a picture's dictionary on either side of its kind; sides longer than this are no scan's. */
enum { DICTIONARY_REACH = 500, SIDE_MOST = 100000, PICTURES_MOST = 4096 };
/* Sides are in the ratio, and pictures as large as each other, when they differ by no more than this. */
static const double ALIKE = 0.03;

/* The value of /Key in the dictionary; 0 when it has none or one that stands elsewhere ("12 0 R"). */
static unsigned
scan_number(Bytes dictionary, const char *key)
{
        const ssize_t found = bytes_find(dictionary, bytes_of_string(key), 0);
        BytesCursor cursor = bytes_cursor(dictionary);
        unsigned value = 0, digits = 0;
        if (found < 0 || !bytes_skip(&cursor, (size_t) found + strlen(key)))
                return 0;
        uint8_t c = bytes_u8(&cursor);
        while (c == ' ' || c == '\n' || c == '\r')
                c = bytes_u8(&cursor);
        for (; g_ascii_isdigit(c) && value < SIDE_MOST; c = bytes_u8(&cursor), digits++)
                value = value * 10 + (unsigned) (c - '0');
        /* "/Width 12 0 R" */
        if (c == ' ' && g_ascii_isdigit(bytes_u8(&cursor)) && bytes_u8(&cursor) == ' ' && bytes_u8(&cursor) == 'R')
                return 0;
        return digits > 0 && value < SIDE_MOST ? value : 0;
}

/* The dictionary that holds what stands at at: from its "<<" before to its stream behind. */
static Bytes
scan_dictionary(Bytes document, size_t at)
{
        size_t from = at;
        while (from > 1 && at - from < DICTIONARY_REACH &&
               !(document.data[from] == 'b' && document.data[from - 1] == 'o'))
                from--;
        const size_t most = MIN(document.length, at + DICTIONARY_REACH);
        const Bytes rest = bytes_of(document.data + at, most - at);
        const ssize_t stream = bytes_find(rest, bytes_of_string("stream"), 0);
        const size_t end = stream < 0 ? most : at + (size_t) stream;
        return bytes_of(document.data + from, end - from);
}

static bool
scan_alike(double a, double b)
{
        return ABS(a - b) <= ALIKE * MAX(a, b);
}

double
pdf_scan_pixels(Bytes document, double ratio)
{
        const Bytes kind = bytes_of_string("/Image"), entry = bytes_of_string("/Subtype");
        double pixels = 0;
        ssize_t at = bytes_find(document, kind, 0);
        for (unsigned i = 0; i < PICTURES_MOST && at >= 0; i++) {
                const Bytes dictionary = scan_dictionary(document, (size_t) at);
                const double width = scan_number(dictionary, "/Width"), height = scan_number(dictionary, "/Height");
                const bool is_picture = width > 0 && height > 0 && bytes_find(dictionary, entry, 0) >= 0;
                if (is_picture && (scan_alike(width / height, ratio) || scan_alike(height / width, ratio))) {
                        if (pixels > 0 && !scan_alike(pixels, width * height))
                                return 0;
                        pixels = width * height;
                }
                at = bytes_find(document, kind, (size_t) at + kind.length);
        }
        return pixels;
}
