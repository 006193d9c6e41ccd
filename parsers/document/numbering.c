#include "parsers/document/numbering.h"

enum { NUMBERING_LABEL = 64, NUMBERING_ROMAN = 3999, NUMBERING_START = G_MAXUINT16 };

typedef struct {
        NumberingLevel definition;
        char *text;
        bool is_defined;
} Level;

typedef struct {
        Level levels[NUMBERING_LEVELS];
        unsigned counts[NUMBERING_LEVELS]; /* 0: not begun, else the last number plus one */
} List;

typedef struct {
        List *list; /* its list's, not owned; NULL: unknown */
        Level levels[NUMBERING_LEVELS];
        unsigned starts[NUMBERING_LEVELS]; /* where it is to begin, plus one; 0: where the list stands */
} Use;

struct Numbering {
        GHashTable *lists; /* of List */
        GHashTable *uses;  /* of Use */
};

static void
numbering_clear_levels(Level *levels)
{
        for (unsigned i = 0; i < NUMBERING_LEVELS; i++)
                g_free(levels[i].text);
}

static void
numbering_list_free(gpointer data)
{
        List *list = data;
        numbering_clear_levels(list->levels);
        g_free(list);
}

static void
numbering_use_free(gpointer data)
{
        Use *use = data;
        numbering_clear_levels(use->levels);
        g_free(use);
}

Numbering *
numbering_new(void)
{
        Numbering *numbering = g_new0(Numbering, 1);
        numbering->lists = g_hash_table_new_full(NULL, NULL, NULL, numbering_list_free);
        numbering->uses = g_hash_table_new_full(NULL, NULL, NULL, numbering_use_free);
        return numbering;
}

void
numbering_free(Numbering *numbering)
{
        if (numbering == NULL)
                return;
        g_hash_table_unref(numbering->lists);
        g_hash_table_unref(numbering->uses);
        g_free(numbering);
}

static void
numbering_set(Level *level, const NumberingLevel *definition)
{
        g_free(level->text);
        level->definition = *definition;
        level->definition.start = MIN(definition->start, NUMBERING_START);
        level->text = g_strdup(definition->text);
        level->is_defined = true;
}

static List *
numbering_list(Numbering *numbering, guint32 number)
{
        List *list = g_hash_table_lookup(numbering->lists, GUINT_TO_POINTER(number));
        if (list != NULL || g_hash_table_size(numbering->lists) >= NUMBERING_LISTS)
                return list;
        list = g_new0(List, 1);
        g_hash_table_insert(numbering->lists, GUINT_TO_POINTER(number), list);
        return list;
}

void
numbering_define(Numbering *numbering, guint32 list, unsigned level, const NumberingLevel *definition)
{
        List *kept = numbering_list(numbering, list);
        if (kept != NULL && level < NUMBERING_LEVELS)
                numbering_set(&kept->levels[level], definition);
}

void
numbering_use(Numbering *numbering, guint32 number, guint32 list)
{
        if (g_hash_table_size(numbering->uses) >= NUMBERING_LISTS)
                return;
        Use *use = g_new0(Use, 1);
        use->list = numbering_list(numbering, list);
        g_hash_table_replace(numbering->uses, GUINT_TO_POINTER(number), use);
}

void
numbering_restart(Numbering *numbering, guint32 number, unsigned level, unsigned start)
{
        Use *use = g_hash_table_lookup(numbering->uses, GUINT_TO_POINTER(number));
        if (use != NULL && level < NUMBERING_LEVELS)
                use->starts[level] = MIN(start, NUMBERING_START) + 1;
}

void
numbering_redefine(Numbering *numbering, guint32 number, unsigned level, const NumberingLevel *definition)
{
        Use *use = g_hash_table_lookup(numbering->uses, GUINT_TO_POINTER(number));
        if (use != NULL && level < NUMBERING_LEVELS)
                numbering_set(&use->levels[level], definition);
}

static void
numbering_roman(GString *out, unsigned number, bool upper)
{
        static const struct {
                unsigned value;
                const char *digits;
        } steps[] = {
                { 1000, "m" }, { 900, "cm" }, { 500, "d" }, { 400, "cd" }, { 100, "c" }, { 90, "xc" }, { 50, "l" },
                { 40, "xl" },  { 10, "x" },   { 9, "ix" },  { 5, "v" },    { 4, "iv" },  { 1, "i" },
        };
        for (unsigned i = 0; i < G_N_ELEMENTS(steps); i++)
                for (; number >= steps[i].value; number -= steps[i].value)
                        for (const char *at = steps[i].digits; *at != '\0'; at++)
                                g_string_append_c(out, upper ? g_ascii_toupper(*at) : *at);
}

static const char *
numbering_ordinal_end(unsigned number)
{
        static const char *const ends[] = { "th", "st", "nd", "rd" };
        const unsigned last = number % 10;
        return last > 3 || (number / 10) % 10 == 1 ? ends[0] : ends[last];
}

static void
numbering_value(GString *out, NumberingFormat format, unsigned number)
{
        const bool upper = format == NUMBERING_UPPER_LETTER || format == NUMBERING_UPPER_ROMAN;
        if (format == NUMBERING_NONE)
                return;
        if ((format == NUMBERING_LOWER_LETTER || format == NUMBERING_UPPER_LETTER) && number >= 1) {
                /* z is followed by aa, bb */
                for (unsigned i = 0; i <= (number - 1) / 26 && i < 4; i++)
                        g_string_append_c(out, (char) ((upper ? 'A' : 'a') + (number - 1) % 26));
        } else if ((format == NUMBERING_LOWER_ROMAN || format == NUMBERING_UPPER_ROMAN) && number <= NUMBERING_ROMAN) {
                numbering_roman(out, number, upper);
        } else if (format == NUMBERING_TWO_DIGITS) {
                g_string_append_printf(out, "%02u", number);
        } else {
                g_string_append_printf(out, "%u%s", number,
                                       format == NUMBERING_ORDINAL ? numbering_ordinal_end(number) : "");
        }
}

NumberingFormat
numbering_format_of(char sign, NumberingFormat otherwise)
{
        switch (sign) {
        case '1':
                return NUMBERING_DECIMAL;
        case 'a':
                return NUMBERING_LOWER_LETTER;
        case 'A':
                return NUMBERING_UPPER_LETTER;
        case 'i':
                return NUMBERING_LOWER_ROMAN;
        case 'I':
                return NUMBERING_UPPER_ROMAN;
        default:
                return otherwise;
        }
}

char *
numbering_single(NumberingFormat format, unsigned number)
{
        if (format == NUMBERING_NONE)
                return NULL;
        GString *out = g_string_new(NULL);
        numbering_value(out, format, number);
        g_string_append_c(out, '.');
        return g_string_free(out, FALSE);
}

static const Level *
numbering_level(const Use *use, unsigned level)
{
        return use->levels[level].is_defined ? &use->levels[level] : &use->list->levels[level];
}

static char *
numbering_label(const Use *use, unsigned level)
{
        const Level *here = numbering_level(use, level);
        if (!here->is_defined || here->definition.format == NUMBERING_NONE || here->text == NULL)
                return NULL;
        GString *out = g_string_new(NULL);
        for (const char *at = here->text; *at != '\0' && out->len < NUMBERING_LABEL; at = g_utf8_next_char(at)) {
                if (at[0] != '%' || at[1] < '1' || at[1] > '0' + NUMBERING_LEVELS) {
                        g_string_append_len(out, at, g_utf8_next_char(at) - at);
                        continue;
                }
                const unsigned other = (unsigned) (*++at - '1');
                const Level *named = numbering_level(use, other);
                const NumberingFormat format = named->is_defined ? named->definition.format : NUMBERING_DECIMAL;
                const unsigned count = use->list->counts[other];
                /* a level that did not come yet is printed as if it had */
                const unsigned number = count > 0 ? count - 1 : named->is_defined ? named->definition.start : 1;
                numbering_value(out, here->definition.is_decimal ? NUMBERING_DECIMAL : format, number);
        }
        return g_string_free(out, FALSE);
}

char *
numbering_next(Numbering *numbering, guint32 number, unsigned level)
{
        Use *use = g_hash_table_lookup(numbering->uses, GUINT_TO_POINTER(number));
        if (use == NULL || use->list == NULL || level >= NUMBERING_LEVELS)
                return NULL;
        unsigned *counts = use->list->counts;
        const Level *here = numbering_level(use, level);
        if (use->starts[level] > 0)
                counts[level] = use->starts[level];
        else if (counts[level] == 0)
                counts[level] = (here->is_defined ? here->definition.start : 1) + 1;
        else
                counts[level]++;
        use->starts[level] = 0;
        for (unsigned i = level + 1; i < NUMBERING_LEVELS; i++) {
                const Level *below = numbering_level(use, i);
                if (!below->is_defined || below->definition.restart > level)
                        counts[i] = 0;
        }
        return numbering_label(use, level);
}
