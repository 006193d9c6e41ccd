#include "parsers/document/doc_format.h"

enum { FORMAT_PAGE = 512, FORMAT_STYLES = 4096, FORMAT_STYLE_DEPTH = 10, FORMAT_LEVELS = 9 };
/* Octets that a page spends on a paragraph beside its bounds: an offset and a height. */
enum { PARAGRAPH_EXTRA = 13 };

/* Single property modifiers that change what is read ([MS-DOC] 2.6). */
enum {
        SPRM_RUN_DELETED = 0x0800,
        SPRM_RUN_HIDDEN = 0x083C,
        SPRM_RUN_SYMBOL = 0x6A09,
        SPRM_IN_TABLE = 0x2416,
        SPRM_ROW_END = 0x2417,
        SPRM_INNER_CELL = 0x244B,
        SPRM_INNER_ROW_END = 0x244C,
        SPRM_LIST_LEVEL = 0x260A,
        SPRM_LIST = 0x460B,
        SPRM_TABLE = 0xD608,
        SPRM_TABS = 0xC615,
        SPRM_MOVED_OLD = 0x6645,
        SPRM_MOVED = 0x6646,
};

uint16_t
doc_format_u16(Bytes bytes, size_t at)
{
        return at > bytes.length || bytes.length - at < 2
                   ? 0
                   : (uint16_t) (bytes.data[at] | (uint16_t) (bytes.data[at + 1] << 8));
}

uint32_t
doc_format_u32(Bytes bytes, size_t at)
{
        return at > bytes.length || bytes.length - at < 4
                   ? 0
                   : doc_format_u16(bytes, at) | (uint32_t) doc_format_u16(bytes, at + 2) << 16;
}

Bytes
doc_format_slice(Bytes bytes, DocPlace place)
{
        BytesCursor cursor = bytes_cursor(bytes);
        return bytes_skip(&cursor, place.at) ? bytes_take(&cursor, place.length) : (Bytes){ 0 };
}

struct DocFormat {
        Bytes word;
        Bytes data;       /* stream of properties that found no room */
        Bytes runs;       /* PlcBteChpx */
        Bytes paragraphs; /* PlcBtePapx */
        GArray *styles;   /* of Bytes: one STD a style, empty where there is none */
        size_t base;      /* octets of an STD before its name */
};

static void
doc_format_styles(DocFormat *format, Bytes sheet)
{
        BytesCursor cursor = bytes_cursor(sheet);
        const Bytes head = bytes_take(&cursor, bytes_u16le(&cursor));
        const unsigned count = MIN(doc_format_u16(head, 0), FORMAT_STYLES);
        format->base = doc_format_u16(head, 2);
        for (unsigned i = 0; i < count && !cursor.failed; i++) {
                const Bytes style = bytes_take(&cursor, bytes_u16le(&cursor));
                g_array_append_val(format->styles, style);
        }
}

DocFormat *
doc_format_new(const DocStreams *streams, DocPlace styles, DocPlace runs, DocPlace paragraphs)
{
        DocFormat *format = g_new0(DocFormat, 1);
        format->word = streams->word;
        format->data = streams->data;
        format->runs = doc_format_slice(streams->table, runs);
        format->paragraphs = doc_format_slice(streams->table, paragraphs);
        format->styles = g_array_new(FALSE, FALSE, sizeof(Bytes));
        doc_format_styles(format, doc_format_slice(streams->table, styles));
        return format;
}

void
doc_format_free(DocFormat *format)
{
        if (format == NULL)
                return;
        g_array_unref(format->styles);
        g_free(format);
}

/* The operand of a modifier, which its three highest bits measure. */
static Bytes
doc_format_operand(BytesCursor *cursor, unsigned sprm)
{
        static const unsigned lengths[] = { 1, 1, 2, 4, 2, 2, 0, 3 };
        const unsigned kind = sprm >> 13;
        if (kind != 6)
                return bytes_take(cursor, lengths[kind]);
        if (sprm == SPRM_TABLE) {
                const unsigned length = bytes_u16le(cursor);
                return bytes_take(cursor, length == 0 ? 0 : length - 1);
        }
        const unsigned length = bytes_u8(cursor);
        if (sprm != SPRM_TABS || length != 255)
                return bytes_take(cursor, length);
        /* tabs that are taken away (four octets each), then those that are added (three each) */
        (void) bytes_skip(cursor, 4 * (size_t) bytes_u8(cursor));
        return bytes_take(cursor, 3 * (size_t) bytes_u8(cursor));
}

static void
doc_format_change(unsigned sprm, Bytes operand, DocParagraph *paragraph, DocRun *run)
{
        const uint8_t octet = operand.length > 0 ? operand.data[0] : 0;
        switch (sprm) {
        case SPRM_RUN_DELETED:
                run->is_deleted = octet == 1;
                break;
        case SPRM_RUN_HIDDEN:
                /* 0x81: not what the style says, and styles show their text */
                run->is_hidden = octet == 1 || octet == 0x81;
                break;
        case SPRM_RUN_SYMBOL:
                run->font = doc_format_u16(operand, 0);
                run->symbol = doc_format_u16(operand, 2);
                break;
        case SPRM_IN_TABLE:
                paragraph->in_table = octet == 1;
                break;
        case SPRM_ROW_END:
                paragraph->row_end = octet == 1;
                break;
        case SPRM_INNER_CELL:
                paragraph->inner_cell = octet == 1;
                break;
        case SPRM_INNER_ROW_END:
                paragraph->inner_row_end = octet == 1;
                break;
        case SPRM_LIST_LEVEL:
                paragraph->level = MIN(octet, FORMAT_LEVELS - 1);
                break;
        case SPRM_LIST:
                paragraph->list = doc_format_u16(operand, 0);
                break;
        default:
                break;
        }
}

void
doc_format_apply(Bytes changes, DocParagraph *paragraph, DocRun *run)
{
        BytesCursor cursor = bytes_cursor(changes);
        while (!cursor.failed && bytes_left(&cursor) >= 3) {
                const unsigned sprm = bytes_u16le(&cursor);
                const Bytes operand = doc_format_operand(&cursor, sprm);
                if (!cursor.failed)
                        doc_format_change(sprm, operand, paragraph, run);
        }
}

/* Where the properties of a range are: the page of the table of ranges that holds at, and the range within it. */
typedef struct {
        Bytes page;
        unsigned index;
        unsigned count;
        size_t end; /* of the range */
} FormatRange;

/* The last of count rising numbers, the first at octet 0, that is not above at; count when there is none. */
static size_t
doc_format_below(Bytes numbers, size_t count, size_t at)
{
        size_t low = 0, high = count;
        while (low < high) {
                const size_t middle = low + (high - low) / 2;
                if (doc_format_u32(numbers, 4 * middle) <= at)
                        low = middle + 1;
                else
                        high = middle;
        }
        return low == 0 ? count : low - 1;
}

/* Each range takes extra octets in its page beside its bounds. */
static bool
doc_format_find(const DocFormat *format, Bytes table, size_t at, unsigned extra, FormatRange *ret_range)
{
        const size_t pages = table.length < 12 ? 0 : (table.length - 4) / 8;
        const size_t which = doc_format_below(table, pages, at);
        if (which >= pages)
                return false;
        const uint64_t number = doc_format_u32(table, 4 * (pages + 1) + 4 * which) & 0x3FFFFF;
        const DocPlace place = { (uint32_t) MIN(number * FORMAT_PAGE, G_MAXUINT32), FORMAT_PAGE };
        const Bytes page = doc_format_slice(format->word, place);
        if (page.length == 0)
                return false;
        const unsigned count = page.data[FORMAT_PAGE - 1];
        if (count == 0 || 4 * (count + 1) + extra * count >= FORMAT_PAGE)
                return false;
        const size_t index = doc_format_below(page, count, at);
        if (index >= count || doc_format_u32(page, 4 * (index + 1)) <= at)
                return false;
        *ret_range = (FormatRange){
                .page = page, .index = (unsigned) index, .count = count, .end = doc_format_u32(page, 4 * (index + 1))
        };
        return true;
}

/* The paragraph modifiers of a style, after those of the styles it stands on. */
static void
doc_format_style(const DocFormat *format, unsigned number, unsigned depth, DocParagraph *paragraph, DocRun *run)
{
        if (number >= format->styles->len || depth >= FORMAT_STYLE_DEPTH)
                return;
        const Bytes style = g_array_index(format->styles, Bytes, number);
        const unsigned kind = doc_format_u16(style, 2);
        if ((kind & 0xF) != 1)
                return;
        doc_format_style(format, kind >> 4, depth + 1, paragraph, run);
        BytesCursor cursor = bytes_cursor(style);
        (void) bytes_skip(&cursor, format->base);
        (void) bytes_skip(&cursor, 2 * (size_t) bytes_u16le(&cursor) + 2);
        if (cursor.at % 2 != 0)
                (void) bytes_skip(&cursor, 1);
        const Bytes changes = bytes_take(&cursor, bytes_u16le(&cursor));
        if (changes.length > 2)
                doc_format_apply(bytes_of(changes.data + 2, changes.length - 2), paragraph, run);
}

/* Modifiers that were too many for their page lie in the data stream; they stand alone. */
static Bytes
doc_format_moved(const DocFormat *format, Bytes changes)
{
        const unsigned sprm = doc_format_u16(changes, 0);
        if (changes.length != 6 || (sprm != SPRM_MOVED && sprm != SPRM_MOVED_OLD))
                return changes;
        BytesCursor cursor = bytes_cursor(format->data);
        (void) bytes_skip(&cursor, doc_format_u32(changes, 2));
        return bytes_take(&cursor, bytes_u16le(&cursor));
}

DocParagraph
doc_format_paragraph(const DocFormat *format, size_t at)
{
        DocParagraph paragraph = { 0 };
        DocRun none = { 0 };
        FormatRange range;
        if (!doc_format_find(format, format->paragraphs, at, PARAGRAPH_EXTRA, &range))
                return paragraph;
        const size_t offset = 2 * (size_t) range.page.data[4 * (range.count + 1) + PARAGRAPH_EXTRA * range.index];
        if (offset == 0)
                return paragraph;
        BytesCursor cursor = bytes_cursor(range.page);
        (void) bytes_skip(&cursor, offset);
        const unsigned half = bytes_u8(&cursor);
        const size_t length = half != 0 ? 2 * (size_t) half - 1 : 2 * (size_t) bytes_u8(&cursor);
        const Bytes changes = bytes_take(&cursor, length);
        if (changes.length < 2)
                return paragraph;
        doc_format_style(format, doc_format_u16(changes, 0), 0, &paragraph, &none);
        doc_format_apply(doc_format_moved(format, bytes_of(changes.data + 2, changes.length - 2)), &paragraph, &none);
        return paragraph;
}

DocRun
doc_format_run(const DocFormat *format, size_t at, size_t *ret_end)
{
        DocRun run = { 0 };
        DocParagraph none = { 0 };
        FormatRange range;
        *ret_end = format->runs.length == 0 ? SIZE_MAX : at + 1;
        if (!doc_format_find(format, format->runs, at, 1, &range))
                return run;
        *ret_end = range.end;
        const size_t offset = 2 * (size_t) range.page.data[4 * (range.count + 1) + range.index];
        BytesCursor cursor = bytes_cursor(range.page);
        if (offset == 0 || !bytes_skip(&cursor, offset))
                return run;
        doc_format_apply(bytes_take(&cursor, bytes_u8(&cursor)), &none, &run);
        return run;
}
