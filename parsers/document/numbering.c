#include "parsers/document/numbering.h"

#include "parsers/document/office.h"

#include <string.h>

enum { NUMBERING_LEVELS = 9, NUMBERING_LISTS = 1000, NUMBERING_LABEL = 64, NUMBERING_ROMAN = 50 };

typedef struct {
        char *format; /* "decimal", "lowerLetter", ...; NULL: no number */
        char *text;   /* "%1.%2" */
        unsigned start;
} Level;

typedef struct {
        Level levels[NUMBERING_LEVELS];
        unsigned counts[NUMBERING_LEVELS];
} List;

struct Numbering {
        GHashTable *lists;   /* abstractNumId -> List* */
        GHashTable *numbers; /* numId -> abstractNumId */
        /* while reading */
        List *list;
        char *number;
        unsigned level;
};

static void
numbering_list_free(gpointer data)
{
        List *list = data;
        for (unsigned i = 0; i < NUMBERING_LEVELS; i++) {
                g_free(list->levels[i].format);
                g_free(list->levels[i].text);
        }
        g_free(list);
}

static void
numbering_start(xmlTextReaderPtr reader, const char *name, gpointer data)
{
        Numbering *numbering = data;
        g_autofree char *value = office_attribute(reader, "val");
        Level *level = numbering->list == NULL ? NULL : &numbering->list->levels[numbering->level];
        if (g_str_equal(name, "abstractNum")) {
                char *id = office_attribute(reader, "abstractNumId");
                if (id == NULL || g_hash_table_size(numbering->lists) >= NUMBERING_LISTS) {
                        g_free(id);
                        return;
                }
                numbering->list = g_new0(List, 1);
                g_hash_table_replace(numbering->lists, id, numbering->list);
        } else if (g_str_equal(name, "lvl")) {
                g_autofree char *number = office_attribute(reader, "ilvl");
                numbering->level =
                    number == NULL ? 0 : (unsigned) MIN(g_ascii_strtoull(number, NULL, 10), NUMBERING_LEVELS - 1);
                if (numbering->list != NULL)
                        numbering->list->levels[numbering->level].start = 1;
        } else if (g_str_equal(name, "start") && level != NULL && value != NULL) {
                level->start = (unsigned) MIN(g_ascii_strtoull(value, NULL, 10), G_MAXUINT16);
        } else if (g_str_equal(name, "numFmt") && level != NULL) {
                g_free(level->format);
                level->format = g_steal_pointer(&value);
        } else if (g_str_equal(name, "lvlText") && level != NULL) {
                g_free(level->text);
                level->text = g_steal_pointer(&value);
        } else if (g_str_equal(name, "num")) {
                g_free(numbering->number);
                numbering->number = office_attribute(reader, "numId");
        } else if (g_str_equal(name, "abstractNumId") && numbering->number != NULL && value != NULL &&
                   g_hash_table_size(numbering->numbers) < NUMBERING_LISTS) {
                g_hash_table_replace(numbering->numbers, g_strdup(numbering->number), g_steal_pointer(&value));
        }
}

static void
numbering_end(const char *name, gpointer data)
{
        Numbering *numbering = data;
        if (g_str_equal(name, "abstractNum"))
                numbering->list = NULL;
        else if (g_str_equal(name, "num"))
                g_clear_pointer(&numbering->number, g_free);
}

static void
numbering_text(const char *text, gpointer data)
{
}

Numbering *
numbering_new(Bytes xml)
{
        static const OfficeHandler handler = { numbering_start, numbering_end, numbering_text };
        Numbering *numbering = g_new0(Numbering, 1);
        numbering->lists = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, numbering_list_free);
        numbering->numbers = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
        (void) office_stream(xml, &handler, numbering);
        g_clear_pointer(&numbering->number, g_free);
        numbering->list = NULL;
        return numbering;
}

void
numbering_free(Numbering *numbering)
{
        if (numbering == NULL)
                return;
        g_hash_table_unref(numbering->lists);
        g_hash_table_unref(numbering->numbers);
        g_free(numbering->number);
        g_free(numbering);
}

static void
numbering_roman(GString *out, unsigned number, bool upper)
{
        static const struct {
                unsigned value;
                const char *digits;
        } steps[] = { { 50, "l" }, { 40, "xl" }, { 10, "x" }, { 9, "ix" }, { 5, "v" }, { 4, "iv" }, { 1, "i" } };
        for (unsigned i = 0; i < G_N_ELEMENTS(steps); i++)
                for (; number >= steps[i].value; number -= steps[i].value)
                        for (const char *at = steps[i].digits; *at != '\0'; at++)
                                g_string_append_c(out, upper ? g_ascii_toupper(*at) : *at);
}

static void
numbering_value(GString *out, const Level *level, unsigned number)
{
        const char *format = level->format == NULL ? "decimal" : level->format;
        const bool upper = g_str_has_prefix(format, "upper");
        if (g_str_has_suffix(format, "Letter") && number >= 1)
                for (unsigned i = 0; i <= (number - 1) / 26 && i < 4; i++)
                        g_string_append_c(out, (char) ((upper ? 'A' : 'a') + (number - 1) % 26));
        else if (g_str_has_suffix(format, "Roman") && number <= NUMBERING_ROMAN)
                numbering_roman(out, number, upper);
        else
                g_string_append_printf(out, "%u", number);
}

char *
numbering_next(Numbering *numbering, const char *number_id, unsigned level)
{
        const char *id = g_hash_table_lookup(numbering->numbers, number_id);
        List *list = id == NULL ? NULL : g_hash_table_lookup(numbering->lists, id);
        if (list == NULL || level >= NUMBERING_LEVELS)
                return NULL;
        const Level *here = &list->levels[level];
        list->counts[level]++;
        for (unsigned i = level + 1; i < NUMBERING_LEVELS; i++)
                list->counts[i] = 0;
        if (here->format == NULL || here->text == NULL || g_str_equal(here->format, "bullet") ||
            g_str_equal(here->format, "none"))
                return NULL;
        GString *out = g_string_new(NULL);
        for (const char *at = here->text; *at != '\0' && out->len < NUMBERING_LABEL; at++) {
                if (at[0] == '%' && at[1] >= '1' && at[1] <= '9') {
                        const unsigned other = (unsigned) (at[1] - '1');
                        const unsigned count = MAX(list->counts[other], 1);
                        numbering_value(out, &list->levels[other],
                                        count + list->levels[other].start - (list->levels[other].start > 0));
                        at++;
                } else {
                        g_string_append_c(out, *at);
                }
        }
        return g_string_free(out, FALSE);
}
