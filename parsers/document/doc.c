/* DOC, Word 97 to 2003 ([MS-DOC]) and as far as it costs little Word 6 and 95. The text lies in pieces of the WordDocument
 * stream, in the order that the piece table says; its formatting is doc_format.h's. Header and footer stand around the
 * body, notes and text boxes behind it. */
#include "parsers/document/reader.h"

#include "base/limits.h"
#include "base/text.h"
#include "parsers/document/doc_format.h"
#include "parsers/document/doc_list.h"
#include "parsers/document/embedded.h"
#include "parsers/document/flow.h"
#include "parsers/document/office.h"
#include "parsers/document/ole.h"
#include "parsers/document/symbol.h"

#include <string.h>

enum { DOC_STREAM = 128 * 1024 * 1024, DOC_CHARACTERS = 2 * 1024 * 1024, DOC_PIECES = 65536, DOC_PARAGRAPH = 65536 };

/* FibBase. */
enum { FIB_VERSION = 2, FIB_FLAGS = 10, FIB_LENGTHS = 76, FIB_OLD_TEXT = 24, FIB_OLD_LENGTHS = 52 };
enum { FIB_ENCRYPTED = 0x0100, FIB_TABLE_1 = 0x0200, FIB_WORD_97 = 106 };
/* Places (FibRgFcLcb97). */
enum {
        FIB_STYLES = 162,
        FIB_HEADERS = 242,
        FIB_RUNS = 250,
        FIB_PARAGRAPHS = 258,
        FIB_PIECES = 418,
        FIB_LISTS = 738,
        FIB_LIST_USES = 746,
        FIB_OLD_PIECES = 352,
};
/* The parts of the text, one behind the other, in the order of their lengths in the file's head. */
enum {
        PART_BODY,
        PART_FOOTNOTES,
        PART_HEADERS,
        PART_MACROS,
        PART_COMMENTS,
        PART_ENDNOTES,
        PART_BOXES,
        PART_HEADER_BOXES
};
enum { DOC_PARTS = PART_HEADER_BOXES + 1, DOC_STORIES = 6, DOC_SEPARATORS = 6 };

/* Characters that are not text. */
enum {
        MARK_PICTURE = 0x01,
        MARK_CELL = 0x07,
        MARK_DRAWING = 0x08,
        MARK_LINE = 0x0B,
        MARK_PAGE = 0x0C,
        MARK_PARAGRAPH = 0x0D,
        MARK_COLUMN = 0x0E,
        MARK_FIELD = 0x13,
        MARK_FIELD_RESULT = 0x14,
        MARK_FIELD_END = 0x15,
        MARK_HARD_HYPHEN = 0x1E,
        MARK_SOFT_HYPHEN = 0x1F,
        MARK_SYMBOL = 0x28,
};

typedef struct {
        uint32_t start, end; /* characters */
        size_t at;           /* octet of the first one */
        bool is_narrow;      /* one octet a character, windows-1252 */
        uint16_t change;     /* Prm */
} DocPiece;

typedef struct {
        Flow *flow;
        DocStreams streams;
        DocFormat *format;
        Numbering *numbering;
        GArray *pieces;  /* of DocPiece */
        GArray *changes; /* of Bytes: modifiers that pieces name */
        size_t left;     /* characters that may still be read */
        GString *text;   /* of the present paragraph */
        unsigned fields; /* depth of fields */
        unsigned hidden; /* the field whose code is being read, as depth; 0: none */
        DocRun run;
        size_t run_start, run_end; /* octets that run is good for */
        gunichar high;             /* first half of a surrogate pair */
        unsigned pictures;
        bool in_row;   /* a row of a table was begun */
        bool is_plain; /* nothing is known of the formatting */
        bool is_cut;   /* text is not where the pieces say, or there is too much of it */
} Doc;

static DocPlace
doc_place(Bytes word, size_t at)
{
        return (DocPlace){ doc_format_u32(word, at), doc_format_u32(word, at + 4) };
}

/* Octets 0x80 to 0x9F of windows-1252; 0: no character. */
static gunichar
doc_narrow(uint8_t octet)
{
        static const uint16_t high[32] = { 0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                           0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017D, 0,
                                           0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                           0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178 };
        return octet >= 0x80 && octet <= 0x9F ? high[octet - 0x80] : octet;
}

/* The words of a paragraph, tabs and line ends among them. */
static void
doc_write(Doc *doc)
{
        const char *at = doc->text->str;
        while (*at != '\0') {
                const size_t length = strcspn(at, "\t\v");
                g_autofree char *piece = g_strndup(at, length);
                flow_text(doc->flow, piece);
                at += length;
                if (*at == '\t')
                        flow_tab(doc->flow);
                else if (*at == '\v')
                        flow_break(doc->flow);
                at += *at != '\0';
        }
        g_string_truncate(doc->text, 0);
}

/* What a piece says of its text beside what its octets say. */
static void
doc_apply(const Doc *doc, const DocPiece *piece, DocParagraph *paragraph, DocRun *run)
{
        /* Prm0: old numbers of modifiers */
        static const struct {
                uint8_t old;
                uint16_t sprm;
        } numbers[] = { { 0x18, 0x2416 }, { 0x19, 0x2417 }, { 0x41, 0x0800 }, { 0x5C, 0x083C } };
        if ((piece->change & 1) != 0) {
                const unsigned index = piece->change >> 1;
                if (index < doc->changes->len)
                        doc_format_apply(g_array_index(doc->changes, Bytes, index), paragraph, run);
                return;
        }
        for (unsigned i = 0; i < G_N_ELEMENTS(numbers); i++) {
                if (((piece->change >> 1) & 0x7F) != numbers[i].old)
                        continue;
                const uint8_t change[] = { (uint8_t) numbers[i].sprm, (uint8_t) (numbers[i].sprm >> 8),
                                           (uint8_t) (piece->change >> 8) };
                doc_format_apply(bytes_of(change, sizeof change), paragraph, run);
        }
}

static void
doc_number(Doc *doc, const DocParagraph *paragraph)
{
        g_autofree char *label = numbering_next(doc->numbering, paragraph->list, paragraph->level);
        if (label == NULL || doc->text->len == 0)
                return;
        flow_text(doc->flow, label);
        flow_space(doc->flow);
}

/* A paragraph ends with the mark at that octet. */
static void
doc_paragraph(Doc *doc, const DocPiece *piece, size_t at, gunichar mark)
{
        DocParagraph paragraph = doc_format_paragraph(doc->format, at);
        DocRun run = { 0 };
        if (doc->hidden > 0)
                return;
        doc_apply(doc, piece, &paragraph, &run);
        const bool is_cell = mark == MARK_CELL || paragraph.inner_cell;
        /* without formatting, an empty cell behind a cell is taken for the end of the row */
        const bool guessed = doc->is_plain && mark == MARK_CELL && doc->in_row && doc->text->len == 0;
        if ((mark == MARK_CELL && paragraph.row_end) || paragraph.inner_row_end || guessed) {
                g_string_truncate(doc->text, 0);
                flow_row_end(doc->flow);
                doc->in_row = false;
                return;
        }
        const bool in_table = is_cell || paragraph.in_table;
        if (in_table && !doc->in_row)
                flow_row(doc->flow);
        doc->in_row = in_table;
        /* a paragraph whose mark is deleted goes on in the next one and takes its number from there */
        if (paragraph.list != 0 && !(doc->run.is_deleted && doc->text->len == 0))
                doc_number(doc, &paragraph);
        doc_write(doc);
        if (is_cell)
                flow_cell(doc->flow);
        else if (in_table)
                flow_line(doc->flow);
        else
                flow_paragraph(doc->flow);
}

static void
doc_field(Doc *doc, gunichar mark)
{
        if (mark == MARK_FIELD) {
                doc->fields++;
                if (doc->hidden == 0)
                        doc->hidden = doc->fields;
                return;
        }
        if (doc->hidden == doc->fields)
                doc->hidden = 0;
        if (mark == MARK_FIELD_END && doc->fields > 0)
                doc->fields--;
}

static void
doc_character(Doc *doc, gunichar character)
{
        if (doc->hidden > 0 || doc->run.is_hidden || doc->run.is_deleted)
                return;
        if (character == '\t')
                g_string_append_c(doc->text, '\t');
        else if (character == MARK_LINE)
                g_string_append_c(doc->text, '\v');
        else if (character == MARK_HARD_HYPHEN)
                g_string_append_c(doc->text, '-');
        else if (character >= ' ' && g_unichar_validate(character))
                g_string_append_unichar(doc->text, character);
        doc->pictures += character == MARK_PICTURE || character == MARK_DRAWING;
        if (doc->text->len > DOC_PARAGRAPH)
                doc_write(doc);
}

/* One unit of a piece; halves of a surrogate pair come one by one. */
static void
doc_unit(Doc *doc, const DocPiece *piece, size_t at, gunichar unit)
{
        if (at < doc->run_start || at >= doc->run_end) {
                DocParagraph none = { 0 };
                doc->run_start = at;
                doc->run = doc_format_run(doc->format, at, &doc->run_end);
                doc_apply(doc, piece, &none, &doc->run);
        }
        if (unit == MARK_PARAGRAPH || unit == MARK_CELL || unit == MARK_PAGE || unit == MARK_COLUMN) {
                doc_paragraph(doc, piece, at, unit);
        } else if (unit >= MARK_FIELD && unit <= MARK_FIELD_END) {
                doc_field(doc, unit);
        } else if (unit >= 0xD800 && unit <= 0xDBFF) {
                doc->high = unit;
        } else if (unit >= 0xDC00 && unit <= 0xDFFF) {
                if (doc->high != 0)
                        doc_character(doc, 0x10000 + ((doc->high - 0xD800) << 10) + (unit - 0xDC00));
                doc->high = 0;
        } else if (unit == MARK_SYMBOL && doc->run.symbol != 0) {
                doc_character(doc, symbol_character(doc->run.symbol));
        } else {
                doc_character(doc, unit);
        }
}

/* The text from one character to another. */
static void
doc_range(Doc *doc, uint32_t start, uint32_t end)
{
        doc->fields = doc->hidden = 0;
        for (unsigned i = 0; i < doc->pieces->len && !doc->flow->is_full; i++) {
                const DocPiece *piece = &g_array_index(doc->pieces, DocPiece, i);
                const unsigned width = piece->is_narrow ? 1 : 2;
                const uint32_t from = MAX(start, piece->start), to = MIN(end, piece->end);
                doc->run_start = doc->run_end = 0;
                for (uint32_t k = from; k < to && !doc->flow->is_full; k++) {
                        const size_t at = piece->at + (size_t) width * (k - piece->start);
                        if (doc->left == 0 || doc->streams.word.length < width ||
                            at > doc->streams.word.length - width) {
                                doc->is_cut = true;
                                break;
                        }
                        doc->left--;
                        doc_unit(doc, piece, at,
                                 piece->is_narrow ? doc_narrow(doc->streams.word.data[at])
                                                  : doc_format_u16(doc->streams.word, at));
                }
        }
        doc_write(doc);
        flow_paragraph(doc->flow);
        doc->in_row = false;
}

static void
doc_piece(Doc *doc, Bytes plc, unsigned index, unsigned count, bool is_old)
{
        const size_t at = 4 * ((size_t) count + 1) + 8 * (size_t) index;
        const uint32_t place = doc_format_u32(plc, at + 2);
        DocPiece piece = { .start = doc_format_u32(plc, 4 * (size_t) index),
                           .end = doc_format_u32(plc, 4 * ((size_t) index + 1)),
                           .change = doc_format_u16(plc, at + 6) };
        piece.is_narrow = is_old || (place & 0x40000000) != 0;
        piece.at = is_old ? place : piece.is_narrow ? (place & 0x3FFFFFFF) / 2 : place & 0x3FFFFFFF;
        if (piece.end > piece.start)
                g_array_append_val(doc->pieces, piece);
}

/* Clx: modifiers that pieces name, then the pieces. */
static void
doc_pieces(Doc *doc, Bytes clx, bool is_old)
{
        BytesCursor cursor = bytes_cursor(clx);
        while (bytes_left(&cursor) > 0 && !cursor.failed && doc->changes->len < DOC_PIECES) {
                const unsigned kind = bytes_u8(&cursor);
                if (kind == 1) {
                        const Bytes changes = bytes_take(&cursor, bytes_u16le(&cursor));
                        g_array_append_val(doc->changes, changes);
                        continue;
                }
                const uint32_t length = bytes_u32le(&cursor);
                /* a table whose end is missing is read as far as it goes */
                const Bytes plc = bytes_take(&cursor, MIN(length, bytes_left(&cursor)));
                const unsigned count = kind != 2 || length < 16 ? 0 : (unsigned) MIN((length - 4) / 12, DOC_PIECES);
                for (unsigned i = 0; i < count; i++)
                        doc_piece(doc, plc, i, count, is_old);
                return;
        }
}

/* The stories of the header part that stand at the top of pages, or at their foot: six a section, behind those of the
 * separators. The last bound means nothing. */
static void
doc_stories(Doc *doc, uint32_t start, Bytes plc, bool at_foot)
{
        static const bool is_foot[DOC_STORIES] = { false, false, true, true, false, true };
        const size_t count = MIN(plc.length / 4, DOC_SEPARATORS + DOC_STORIES * LIMIT_PAGES);
        for (size_t i = DOC_SEPARATORS; i + 2 < count; i++) {
                const uint32_t from = doc_format_u32(plc, 4 * i), to = doc_format_u32(plc, 4 * (i + 1));
                if (is_foot[(i - DOC_SEPARATORS) % DOC_STORIES] == at_foot && from < to && to <= G_MAXUINT32 - start)
                        doc_range(doc, start + from, start + to);
        }
}

static void
doc_text(Doc *doc, Bytes headers, bool is_old)
{
        const Bytes word = doc->streams.word;
        uint32_t starts[DOC_PARTS + 1] = { 0 };
        for (unsigned i = 0; i < DOC_PARTS; i++) {
                const uint32_t length = doc_format_u32(word, (is_old ? FIB_OLD_LENGTHS : FIB_LENGTHS) + 4 * (size_t) i);
                starts[i + 1] = starts[i] + MIN(length, G_MAXINT32 / DOC_PARTS);
        }
        if (is_old && doc->pieces->len == 0) {
                const DocPiece whole = { .end = starts[DOC_PARTS],
                                         .at = doc_format_u32(word, FIB_OLD_TEXT),
                                         .is_narrow = true };
                g_array_append_val(doc->pieces, whole);
        }
        static const unsigned behind[] = { PART_BOXES, PART_FOOTNOTES, PART_ENDNOTES };
        doc_stories(doc, starts[PART_HEADERS], headers, false);
        doc_range(doc, starts[PART_HEADER_BOXES], starts[PART_HEADER_BOXES + 1]);
        doc_range(doc, starts[PART_BODY], starts[PART_BODY + 1]);
        for (unsigned i = 0; i < G_N_ELEMENTS(behind); i++)
                doc_range(doc, starts[behind[i]], starts[behind[i] + 1]);
        doc_stories(doc, starts[PART_HEADERS], headers, true);
        if (is_old)
                doc_range(doc, starts[PART_HEADERS], starts[PART_HEADERS + 1]);
}

static Bytes
doc_view(const GByteArray *array)
{
        return array == NULL ? (Bytes){ 0 } : bytes_of(array->data, array->len);
}

static void
doc_read_streams(ReaderTask *task, const DocStreams *streams, bool is_old)
{
        const Bytes word = streams->word;
        const DocPlace none = { 0 };
        g_autoptr(DocFormat) format = is_old
                                          ? doc_format_new(streams, none, none, none)
                                          : doc_format_new(streams, doc_place(word, FIB_STYLES),
                                                           doc_place(word, FIB_RUNS), doc_place(word, FIB_PARAGRAPHS));
        g_autoptr(Numbering) numbering = numbering_new();
        g_autoptr(GArray) pieces = g_array_new(FALSE, FALSE, sizeof(DocPiece));
        g_autoptr(GArray) changes = g_array_new(FALSE, FALSE, sizeof(Bytes));
        Flow flow;
        flow_start(&flow, task);
        Doc doc = { .flow = &flow,
                    .streams = *streams,
                    .format = format,
                    .numbering = numbering,
                    .pieces = pieces,
                    .changes = changes,
                    .left = DOC_CHARACTERS,
                    .text = g_string_new(NULL),
                    .is_plain = is_old || doc_format_u32(word, FIB_PARAGRAPHS + 4) == 0 };
        if (!is_old)
                doc_list_read(numbering, streams->table, doc_place(word, FIB_LISTS), doc_place(word, FIB_LIST_USES));
        doc_pieces(&doc, doc_format_slice(streams->table, doc_place(word, is_old ? FIB_OLD_PIECES : FIB_PIECES)),
                   is_old);
        doc_text(&doc, is_old ? (Bytes){ 0 } : doc_format_slice(streams->table, doc_place(word, FIB_HEADERS)), is_old);
        (void) g_string_free(doc.text, TRUE);
        flow_end(&flow, task);
        if (doc.is_cut || doc.pieces->len == 0)
                reader_task_problem(task, doc.left == 0 ? PROBLEM_TOO_LARGE : PROBLEM_CORRUPT);
        if (doc.pictures > 0 && flow.page->length < OFFICE_FEW_LETTERS)
                reader_task_problem(task, PROBLEM_UNREADABLE);
}

/* Files that were put into the text: each object has a folder of its own. */
static void
doc_objects(ReaderTask *task, const Ole *ole)
{
        g_autoptr(Ole) pool = ole_folder(ole, "ObjectPool");
        g_autoptr(GPtrArray) names = pool == NULL ? NULL : ole_names(pool);
        for (unsigned i = 0; names != NULL && i < MIN(names->len, EMBEDDED_MOST); i++) {
                g_autoptr(Ole) folder = ole_folder(pool, g_ptr_array_index(names, i));
                if (folder != NULL)
                        embedded_folder(task, "object", folder);
        }
}

void
doc_read(ReaderTask *task)
{
        g_autoptr(Ole) ole = ole_new(task->bytes);
        g_autoptr(GByteArray) word = ole == NULL ? NULL : ole_stream(ole, "WordDocument", DOC_STREAM);
        const Bytes head = doc_view(word);
        if (head.length < FIB_OLD_LENGTHS) {
                reader_task_problem(task, PROBLEM_CORRUPT);
                return;
        }
        const unsigned flags = doc_format_u16(head, FIB_FLAGS);
        if ((flags & FIB_ENCRYPTED) != 0) {
                reader_task_problem(task, PROBLEM_ENCRYPTED);
                return;
        }
        const bool is_old = doc_format_u16(head, FIB_VERSION) < FIB_WORD_97;
        g_autoptr(GByteArray) table =
            is_old ? NULL : ole_stream(ole, (flags & FIB_TABLE_1) != 0 ? "1Table" : "0Table", DOC_STREAM);
        g_autoptr(GByteArray) data = ole_stream(ole, "Data", DOC_STREAM);
        const DocStreams streams = { head, is_old ? head : doc_view(table), doc_view(data) };
        doc_read_streams(task, &streams, is_old);
        doc_objects(task, ole);
        if (ole_is_cut(ole))
                reader_task_problem(task, PROBLEM_CORRUPT);
}
