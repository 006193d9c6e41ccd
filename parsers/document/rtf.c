/* RTF 1.9: groups, control words and octets in the code page of the present font. Only what carries text is kept; what
 * is unknown behind \* is left out, as the specification asks. */
#include "parsers/document/reader.h"

#include "base/limits.h"
#include "base/text.h"
#include "parsers/document/codepage.h"
#include "parsers/document/embedded.h"
#include "parsers/document/office.h"

#include <string.h>

enum { RTF_GROUPS = 500, RTF_FONTS = 500, RTF_WORD = 32, RTF_RUN = 65536, RTF_OBJECT_EMBEDDED = 2 };

typedef struct {
        bool skipped;  /* destination without text */
        bool fonts;    /* inside \fonttbl */
        bool hidden;   /* \v or \deleted */
        bool label;    /* number of a list: its tab is a space */
        bool object;   /* \objdata: an embedded file in hexadecimal digits */
        bool in_table; /* \intbl */
        unsigned skip_after_unicode;
        int font;
} RtfGroup;

typedef struct {
        Flow flow;
        BytesCursor cursor;
        RtfGroup groups[RTF_GROUPS];
        unsigned depth;
        unsigned code_page;             /* \ansicpg */
        unsigned font_pages[RTF_FONTS]; /* code page of a font; 0: the document's */
        int defined_font;               /* being defined in \fonttbl */
        unsigned to_skip;               /* characters left that stand for the \u before them */
        gunichar high;                  /* first half of a surrogate pair */
        bool starred;
        GByteArray *run;    /* octets not yet decoded */
        GByteArray *object; /* of \objdata */
        int nibble;         /* first half of an octet of it; -1: none */
        unsigned pictures;
        ReaderTask *task;
} Rtf;

static RtfGroup *
rtf_group(Rtf *rtf)
{
        return &rtf->groups[rtf->depth];
}

static bool
rtf_writes(Rtf *rtf)
{
        const RtfGroup *group = rtf_group(rtf);
        return !group->skipped && !group->hidden && !group->fonts;
}

static void
rtf_flush(Rtf *rtf)
{
        if (rtf->run->len == 0)
                return;
        const int font = rtf_group(rtf)->font;
        unsigned page = font >= 0 && font < RTF_FONTS ? rtf->font_pages[font] : 0;
        if (page == 0)
                page = rtf->code_page;
        g_autofree char *charset = codepage_charset(page);
        g_autofree char *text = text_from_bytes(bytes_of(rtf->run->data, rtf->run->len), charset, RTF_RUN * 4, NULL);
        flow_text(&rtf->flow, text);
        g_byte_array_set_size(rtf->run, 0);
}

static void
rtf_object_digit(Rtf *rtf, uint8_t digit)
{
        if (!g_ascii_isxdigit(digit) || rtf->object->len >= EMBEDDED_BYTES)
                return;
        const int value = g_ascii_xdigit_value(digit);
        if (rtf->nibble < 0) {
                rtf->nibble = value;
                return;
        }
        const uint8_t octet = (uint8_t) (rtf->nibble << 4 | value);
        g_byte_array_append(rtf->object, &octet, 1);
        rtf->nibble = -1;
}

/* OLE 1 ([MS-OLEDS] 2.2.5): version, kind, three names with their lengths, then the octets of the other program. */
static void
rtf_object_end(Rtf *rtf)
{
        BytesCursor cursor = bytes_cursor(bytes_of(rtf->object->data, rtf->object->len));
        (void) bytes_skip(&cursor, 4);
        const uint32_t kind = bytes_u32le(&cursor);
        for (unsigned i = 0; i < 3; i++)
                (void) bytes_skip(&cursor, bytes_u32le(&cursor));
        const size_t start = cursor.at;
        const uint32_t length = bytes_u32le(&cursor);
        const Bytes native = bytes_take(&cursor, length);
        if (kind == RTF_OBJECT_EMBEDDED && !cursor.failed && native.length > 0) {
                const Bytes with_length = bytes_of(cursor.bytes.data + start, length + 4);
                if (!embedded_package(rtf->task, "object", with_length))
                        embedded_member(rtf->task, "object", native);
        }
        g_byte_array_set_size(rtf->object, 0);
        rtf->nibble = -1;
}

static void
rtf_octet(Rtf *rtf, uint8_t octet)
{
        if (rtf->to_skip > 0) {
                rtf->to_skip--;
                return;
        }
        rtf->high = 0; /* what follows the half of a pair is not its other half */
        if (rtf_group(rtf)->object)
                rtf_object_digit(rtf, octet);
        if (!rtf_writes(rtf))
                return;
        g_byte_array_append(rtf->run, &octet, 1);
        if (rtf->run->len >= RTF_RUN)
                rtf_flush(rtf);
}

static void
rtf_character(Rtf *rtf, gunichar character)
{
        char text[8] = "";
        if (!rtf_writes(rtf))
                return;
        rtf_flush(rtf);
        if (character < 0x20 || !g_unichar_validate(character))
                character = 0xFFFD;
        text[g_unichar_to_utf8(character, text)] = '\0';
        flow_text(&rtf->flow, text);
}

static void
rtf_unicode(Rtf *rtf, int value)
{
        const gunichar unit = (gunichar) (value & 0xFFFF);
        if (unit >= 0xD800 && unit <= 0xDBFF) {
                rtf->high = unit;
        } else if (unit >= 0xDC00 && unit <= 0xDFFF && rtf->high != 0) {
                rtf_character(rtf, 0x10000 + ((rtf->high - 0xD800) << 10) + (unit - 0xDC00));
                rtf->high = 0;
        } else {
                rtf->high = 0;
                /* symbol fonts live in the private area */
                rtf_character(rtf, unit >= 0xF020 && unit <= 0xF0FF ? unit - 0xF000 : unit);
        }
        rtf->to_skip = rtf_group(rtf)->skip_after_unicode;
}

/* The Windows code page of an \fcharset number. */
static unsigned
rtf_charset_page(int charset)
{
        static const struct {
                int charset;
                unsigned page;
        } pages[] = {
                { 0, 1252 },   { 77, 10000 }, { 128, 932 },  { 129, 949 },  { 130, 1361 }, { 134, 936 },
                { 136, 950 },  { 161, 1253 }, { 162, 1254 }, { 163, 1258 }, { 177, 1255 }, { 178, 1256 },
                { 186, 1257 }, { 204, 1251 }, { 222, 874 },  { 238, 1250 }, { 254, 437 },  { 255, 850 },
        };
        for (unsigned i = 0; i < G_N_ELEMENTS(pages); i++)
                if (pages[i].charset == charset)
                        return pages[i].page;
        return 0;
}

/* The code page of the whole document by the words that name one; 0 for all others. */
static unsigned
rtf_code_page(const char *word, int number)
{
        if (g_str_equal(word, "ansicpg"))
                return number > 0 ? (unsigned) number : 1252;
        if (g_str_equal(word, "mac"))
                return 10000;
        return g_str_equal(word, "pc") ? 437 : g_str_equal(word, "pca") ? 850 : 0;
}

/* Words that stand for one character. */
static gunichar
rtf_symbol(const char *word)
{
        static const struct {
                const char *word;
                gunichar character;
        } symbols[] = {
                { "emdash", 0x2014 },    { "endash", 0x2013 },    { "lquote", 0x2018 }, { "rquote", 0x2019 },
                { "ldblquote", 0x201C }, { "rdblquote", 0x201D }, { "bullet", 0x2022 }, { "emspace", ' ' },
                { "enspace", ' ' },      { "qmspace", ' ' },
        };
        for (unsigned i = 0; i < G_N_ELEMENTS(symbols); i++)
                if (g_str_equal(symbols[i].word, word))
                        return symbols[i].character;
        return 0;
}

/* Destinations: true when the word names one, with what becomes of its text. */
static bool
rtf_destination(Rtf *rtf, const char *word)
{
        static const char *const silent[] = {
                "colortbl",
                "stylesheet",
                "info",
                "pict",
                "object",
                "listtable",
                "listoverridetable",
                "revtbl",
                "rsidtbl",
                "generator",
                "xmlnstbl",
                "fldinst",
                "bkmkstart",
                "bkmkend",
                "nonshppict",
                "themedata",
                "colorschememapping",
                "datastore",
                "latentstyles",
                "sp",
                "filetbl",
                "pgptbl",
                "mmathPr",
                "annotation",
                "atnid",
                "atnauthor",
                "xe",
                "tc",
                "private",
                "userprops",
                "nonesttables",
                NULL,
        };
        static const char *const spoken[] = { "shpinst", "shptxt",         "footnote", "header",
                                              "footer",  "nesttableprops", NULL };
        if (g_str_equal(word, "listtext") || g_str_equal(word, "pntext")) {
                rtf_group(rtf)->label = true;
                return true;
        }
        if (g_str_equal(word, "objdata")) {
                rtf_group(rtf)->skipped = true;
                rtf_group(rtf)->object = true;
                return true;
        }
        rtf->pictures += g_str_equal(word, "pict");
        if (g_str_equal(word, "fonttbl")) {
                rtf_group(rtf)->fonts = true;
                return true;
        }
        if (g_strv_contains(silent, word)) {
                rtf_group(rtf)->skipped = true;
                return true;
        }
        if (g_strv_contains(spoken, word))
                return true;
        if (rtf->starred)
                rtf_group(rtf)->skipped = true;
        return rtf->starred;
}

static void
rtf_structure(Rtf *rtf, const char *word)
{
        const bool writes = rtf_writes(rtf);
        if (writes)
                rtf_flush(rtf);
        if (g_str_equal(word, "trowd") && writes && !rtf_group(rtf)->in_table)
                flow_row(&rtf->flow);
        else if (g_str_equal(word, "intbl"))
                rtf_group(rtf)->in_table = true;
        else if (g_str_equal(word, "pard"))
                rtf_group(rtf)->in_table = false;
        else if (!writes)
                return;
        else if (g_str_equal(word, "par") || g_str_equal(word, "sect") || g_str_equal(word, "page"))
                rtf_group(rtf)->in_table ? flow_line(&rtf->flow) : flow_paragraph(&rtf->flow);
        else if (g_str_equal(word, "line"))
                flow_break(&rtf->flow);
        else if (g_str_equal(word, "tab"))
                rtf_group(rtf)->label ? flow_space(&rtf->flow) : flow_tab(&rtf->flow);
        else if (g_str_equal(word, "cell") || g_str_equal(word, "nestcell"))
                flow_cell(&rtf->flow);
        else if (g_str_equal(word, "row") || g_str_equal(word, "nestrow"))
                flow_row_end(&rtf->flow);
}

static void
rtf_font(Rtf *rtf, int number)
{
        if (rtf_group(rtf)->fonts)
                rtf->defined_font = number;
        else
                rtf_group(rtf)->font = number;
}

/* Octets as they are, in a picture or an object. */
static void
rtf_binary(Rtf *rtf, size_t length)
{
        const Bytes octets = bytes_take(&rtf->cursor, length);
        if (rtf_group(rtf)->object && octets.length > 0 && octets.length <= EMBEDDED_BYTES - rtf->object->len)
                g_byte_array_append(rtf->object, octets.data, (guint) octets.length);
}

static void
rtf_word(Rtf *rtf, const char *word, bool has_number, int number)
{
        static const char *const structure[] = { "par", "sect",    "page",  "line", "tab",   "cell", "nestcell",
                                                 "row", "nestrow", "intbl", "pard", "trowd", NULL };
        const bool on = !has_number || number != 0;
        const gunichar symbol = rtf_symbol(word);
        if (symbol != 0) {
                rtf_character(rtf, symbol);
        } else if (g_strv_contains(structure, word)) {
                rtf_structure(rtf, word);
        } else if (g_str_equal(word, "u")) {
                rtf_unicode(rtf, number);
        } else if (g_str_equal(word, "uc")) {
                rtf_group(rtf)->skip_after_unicode = (unsigned) CLAMP(number, 0, 16);
        } else if (g_str_equal(word, "bin")) {
                if (number > 0)
                        rtf_binary(rtf, MIN((size_t) number, bytes_left(&rtf->cursor)));
        } else if (g_str_equal(word, "v") || g_str_equal(word, "deleted")) {
                rtf_flush(rtf);
                rtf_group(rtf)->hidden = on;
        } else if (g_str_equal(word, "plain")) {
                rtf_flush(rtf);
                rtf_group(rtf)->hidden = false;
        } else if (g_str_equal(word, "f")) {
                rtf_flush(rtf);
                rtf_font(rtf, number);
        } else if (g_str_equal(word, "fcharset")) {
                if (rtf->defined_font >= 0 && rtf->defined_font < RTF_FONTS)
                        rtf->font_pages[rtf->defined_font] = rtf_charset_page(number);
        } else if (rtf_code_page(word, number) != 0) {
                rtf_flush(rtf);
                rtf->code_page = rtf_code_page(word, number);
        } else {
                (void) rtf_destination(rtf, word);
        }
        rtf->starred = false;
}

static int
rtf_hex(uint8_t high, uint8_t low)
{
        return g_ascii_isxdigit(high) && g_ascii_isxdigit(low)
                   ? g_ascii_xdigit_value(high) * 16 + g_ascii_xdigit_value(low)
                   : -1;
}

/* A letter after the backslash: word, number, one blank. */
static void
rtf_control_word(Rtf *rtf, uint8_t first)
{
        BytesCursor *cursor = &rtf->cursor;
        char word[RTF_WORD + 1] = { (char) first };
        size_t length = 1;
        while (bytes_left(cursor) > 0 && g_ascii_isalpha(cursor->bytes.data[cursor->at])) {
                const uint8_t letter = bytes_u8(cursor);
                if (length < RTF_WORD)
                        word[length++] = (char) letter;
        }
        bool has_number = false, negative = false;
        gint64 number = 0;
        if (bytes_left(cursor) > 1 && cursor->bytes.data[cursor->at] == '-' &&
            g_ascii_isdigit(cursor->bytes.data[cursor->at + 1])) {
                negative = true;
                (void) bytes_skip(cursor, 1);
        }
        while (bytes_left(cursor) > 0 && g_ascii_isdigit(cursor->bytes.data[cursor->at])) {
                has_number = true;
                const gint64 next = number * 10 + (bytes_u8(cursor) - '0');
                number = MIN(next, G_MAXINT32);
        }
        if (bytes_left(cursor) > 0 && cursor->bytes.data[cursor->at] == ' ')
                (void) bytes_skip(cursor, 1);
        rtf_word(rtf, word, has_number, (int) (negative ? -number : number));
}

static void
rtf_control(Rtf *rtf)
{
        const uint8_t letter = bytes_u8(&rtf->cursor);
        if (g_ascii_isalpha(letter)) {
                rtf_control_word(rtf, letter);
        } else if (letter == '\'') {
                const uint8_t high = bytes_u8(&rtf->cursor);
                const int octet = rtf_hex(high, bytes_u8(&rtf->cursor));
                if (octet >= 0)
                        rtf_octet(rtf, (uint8_t) octet);
        } else if (letter == '*') {
                rtf->starred = true;
        } else if (letter == '~') {
                rtf_octet(rtf, ' ');
        } else if (letter == '_') {
                rtf_octet(rtf, '-');
        } else if (letter == '\n' || letter == '\r') {
                rtf_structure(rtf, "par");
        } else if (letter == '\\' || letter == '{' || letter == '}') {
                rtf_octet(rtf, letter);
        }
}

/* False when groups are nested beyond all reason. */
static bool
rtf_brace(Rtf *rtf, bool opens)
{
        rtf_flush(rtf);
        rtf->to_skip = 0;
        rtf->starred = false;
        if (!opens) {
                const bool ends_object = rtf_group(rtf)->object;
                rtf->depth -= rtf->depth > 0;
                if (ends_object && !rtf_group(rtf)->object)
                        rtf_object_end(rtf);
                return true;
        }
        if (rtf->depth + 1 >= RTF_GROUPS)
                return false;
        rtf->groups[rtf->depth + 1] = rtf->groups[rtf->depth];
        rtf->depth++;
        return true;
}

void
rtf_read(ReaderTask *task)
{
        g_autofree Rtf *rtf = g_new0(Rtf, 1);
        rtf->cursor = bytes_cursor(task->bytes);
        rtf->code_page = 1252;
        rtf->defined_font = -1;
        rtf->groups[0] = (RtfGroup){ .skip_after_unicode = 1, .font = -1 };
        rtf->run = g_byte_array_new();
        rtf->object = g_byte_array_new();
        rtf->nibble = -1;
        rtf->task = task;
        flow_start(&rtf->flow, task);
        bool sound = true;
        while (sound && bytes_left(&rtf->cursor) > 0 && !rtf->flow.is_full) {
                const uint8_t octet = bytes_u8(&rtf->cursor);
                if (octet == '{' || octet == '}')
                        sound = rtf_brace(rtf, octet == '{');
                else if (octet == '\\')
                        rtf_control(rtf);
                else if (octet != '\r' && octet != '\n' && octet != 0)
                        rtf_octet(rtf, octet);
        }
        rtf->depth = sound ? rtf->depth : 0;
        rtf_flush(rtf);
        flow_end(&rtf->flow, task);
        g_byte_array_unref(rtf->run);
        g_byte_array_unref(rtf->object);
        if (rtf->pictures > 0 && rtf->flow.page->length < OFFICE_FEW_LETTERS)
                reader_task_problem(task, PROBLEM_UNREADABLE);
        /* groups left open: the end of the file is missing */
        if (!sound)
                reader_task_problem(task, PROBLEM_TOO_DEEP);
        else if (rtf->depth > 0)
                reader_task_problem(task, PROBLEM_CORRUPT);
}
