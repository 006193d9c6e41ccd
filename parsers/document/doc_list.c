#include "parsers/document/doc_list.h"

enum { LIST_HEAD = 28, LIST_SIMPLE = 1, LEVEL_LEGAL = 4, LEVEL_NO_RESTART = 8, LEVEL_TEXT = 32 };
enum { USE_HEAD = 16, OVERRIDE_LEVEL = 0xF, OVERRIDE_START = 0x10, OVERRIDE_FORMAT = 0x20 };

static NumberingFormat
doc_list_format(unsigned code)
{
        switch (code) {
        case 1:
                return NUMBERING_UPPER_ROMAN;
        case 2:
                return NUMBERING_LOWER_ROMAN;
        case 3:
                return NUMBERING_UPPER_LETTER;
        case 4:
                return NUMBERING_LOWER_LETTER;
        case 5:
                return NUMBERING_ORDINAL;
        case 22:
                return NUMBERING_TWO_DIGITS;
        case 23:
        case 255:
                return NUMBERING_NONE;
        default:
                return NUMBERING_DECIMAL;
        }
}

/* The characters of a level's label: those below 9 stand for the number of that level. */
static char *
doc_list_text(BytesCursor *cursor)
{
        const unsigned length = bytes_u16le(cursor);
        const Bytes units = bytes_take(cursor, 2 * (size_t) length);
        GString *out = g_string_new(NULL);
        for (size_t i = 0; i + 1 < units.length && out->len < LEVEL_TEXT; i += 2) {
                const gunichar unit = doc_format_u16(units, i);
                if (unit < NUMBERING_LEVELS)
                        g_string_append_printf(out, "%%%u", unit + 1);
                else if (unit >= ' ' && unit != '%' && g_unichar_validate(unit))
                        g_string_append_unichar(out, unit);
        }
        return g_string_free(out, FALSE);
}

/* One LVL; its text is the caller's. */
static NumberingLevel
doc_list_level(BytesCursor *cursor, unsigned level, char **ret_text)
{
        NumberingLevel definition = { .start = bytes_u32le(cursor) };
        definition.format = doc_list_format(bytes_u8(cursor));
        const unsigned flags = bytes_u8(cursor);
        definition.is_decimal = (flags & LEVEL_LEGAL) != 0;
        (void) bytes_skip(cursor, 9 + 1 + 4 + 4);
        const size_t run = bytes_u8(cursor);
        const size_t paragraph = bytes_u8(cursor);
        const unsigned restart = bytes_u8(cursor);
        definition.restart = (flags & LEVEL_NO_RESTART) != 0 ? MIN(restart, level) : level;
        (void) bytes_skip(cursor, 1 + paragraph + run);
        *ret_text = doc_list_text(cursor);
        definition.text = *ret_text;
        return definition;
}

static void
doc_list_lists(Numbering *numbering, Bytes table, DocPlace place)
{
        const Bytes heads = doc_format_slice(table, place);
        const unsigned count = MIN(doc_format_u16(heads, 0), NUMBERING_LISTS);
        /* the levels of all lists follow behind the table that the file's head measures */
        BytesCursor cursor = bytes_cursor(table);
        (void) bytes_skip(&cursor, (size_t) place.at + place.length);
        for (unsigned i = 0; i < count && 2 + LIST_HEAD * ((size_t) i + 1) <= heads.length; i++) {
                const size_t head = 2 + LIST_HEAD * (size_t) i;
                const guint32 list = doc_format_u32(heads, head);
                const unsigned levels = (heads.data[head + 26] & LIST_SIMPLE) != 0 ? 1 : NUMBERING_LEVELS;
                for (unsigned level = 0; level < levels && !cursor.failed; level++) {
                        g_autofree char *text = NULL;
                        const NumberingLevel definition = doc_list_level(&cursor, level, &text);
                        if (!cursor.failed)
                                numbering_define(numbering, list, level, &definition);
                }
        }
}

static void
doc_list_overrides(Numbering *numbering, BytesCursor *cursor, guint32 use, unsigned count)
{
        (void) bytes_skip(cursor, 4);
        for (unsigned i = 0; i < count && !cursor->failed; i++) {
                const uint32_t start = bytes_u32le(cursor);
                const uint32_t flags = bytes_u32le(cursor);
                const unsigned level = flags & OVERRIDE_LEVEL;
                if ((flags & OVERRIDE_FORMAT) != 0) {
                        g_autofree char *text = NULL;
                        const NumberingLevel definition = doc_list_level(cursor, level, &text);
                        if (!cursor->failed)
                                numbering_redefine(numbering, use, level, &definition);
                        if (!cursor->failed && (flags & OVERRIDE_START) != 0)
                                numbering_restart(numbering, use, level, definition.start);
                } else if (!cursor->failed && (flags & OVERRIDE_START) != 0) {
                        numbering_restart(numbering, use, level, start);
                }
        }
}

void
doc_list_read(Numbering *numbering, Bytes table, DocPlace lists, DocPlace uses)
{
        doc_list_lists(numbering, table, lists);
        BytesCursor heads = bytes_cursor(doc_format_slice(table, uses));
        const uint32_t stated = bytes_u32le(&heads);
        const unsigned count = MIN(stated, NUMBERING_LISTS);
        BytesCursor overrides = heads;
        (void) bytes_skip(&overrides, USE_HEAD * (size_t) count);
        for (unsigned use = 1; use <= count && !heads.failed; use++) {
                const guint32 list = bytes_u32le(&heads);
                (void) bytes_skip(&heads, 8);
                const unsigned changed = bytes_u8(&heads);
                (void) bytes_skip(&heads, 3);
                if (heads.failed)
                        return;
                numbering_use(numbering, use, list);
                doc_list_overrides(numbering, &overrides, use, MIN(changed, NUMBERING_LEVELS));
        }
}
