#include "parsers/document/odt_lists.h"

#include "parsers/document/numbering.h"

#include <string.h>

typedef struct {
        NumberingLevel levels[NUMBERING_LEVELS];
        char *texts[NUMBERING_LEVELS]; /* NULL: the level has no number */
} ListStyle;

struct OdtLists {
        GHashTable *styles; /* name -> ListStyle */
        ListStyle *style;   /* being read */
        Numbering *numbering;
        guint32 lists;    /* made so far: each list counts by itself */
        guint32 present;  /* 0: outside */
        GHashTable *last; /* style name -> the last list of that style, to be gone on with */
        unsigned depth;   /* of lists within lists */
        bool item_begins;
};

static void
odt_lists_style_free(gpointer data)
{
        ListStyle *style = data;
        for (unsigned i = 0; i < NUMBERING_LEVELS; i++)
                g_free(style->texts[i]);
        g_free(style);
}

OdtLists *
odt_lists_new(void)
{
        OdtLists *lists = g_new0(OdtLists, 1);
        lists->styles = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, odt_lists_style_free);
        lists->last = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
        lists->numbering = numbering_new();
        return lists;
}

void
odt_lists_free(OdtLists *lists)
{
        if (lists == NULL)
                return;
        g_hash_table_unref(lists->styles);
        g_hash_table_unref(lists->last);
        numbering_free(lists->numbering);
        g_free(lists);
}

static void
odt_lists_level(OdtLists *lists, xmlTextReaderPtr reader)
{
        const guint32 level = office_number(reader, "level");
        if (level < 1 || level > NUMBERING_LEVELS)
                return;
        g_autofree char *format = office_attribute(reader, "num-format");
        g_autofree char *before = office_attribute(reader, "num-prefix");
        g_autofree char *behind = office_attribute(reader, "num-suffix");
        const guint32 start = office_number(reader, "start-value");
        const guint32 shown = CLAMP(office_number(reader, "display-levels"), 1, level);
        g_autoptr(GString) text = g_string_new(before);
        for (guint32 i = level - shown + 1; i <= level; i++)
                g_string_append_printf(text, "%s%%%u", i > level - shown + 1 ? "." : "", i);
        g_string_append(text, behind == NULL ? "" : behind);
        g_free(lists->style->texts[level - 1]);
        lists->style->texts[level - 1] = g_strdup(text->str);
        lists->style->levels[level - 1] =
            (NumberingLevel){ .format = numbering_format_of(format == NULL ? '\0' : format[0], NUMBERING_NONE),
                              .start = start == 0 ? 1 : start,
                              .restart = level - 1 };
}

/* A list begins: one of its own, unless it goes on with one before. */
static void
odt_lists_begin(OdtLists *lists, xmlTextReaderPtr reader)
{
        g_autofree char *name = office_attribute(reader, "style-name");
        g_autofree char *follows = office_attribute(reader, "continue-list");
        g_autofree char *goes_on = office_attribute(reader, "continue-numbering");
        const ListStyle *style = name == NULL ? NULL : g_hash_table_lookup(lists->styles, name);
        lists->present = 0;
        if (style == NULL)
                return;
        if (follows != NULL || g_strcmp0(goes_on, "true") == 0)
                lists->present = GPOINTER_TO_UINT(g_hash_table_lookup(lists->last, name));
        if (lists->present != 0 || lists->lists >= NUMBERING_LISTS)
                return;
        lists->present = ++lists->lists;
        for (unsigned i = 0; i < NUMBERING_LEVELS; i++) {
                NumberingLevel level = style->levels[i];
                level.text = style->texts[i];
                numbering_define(lists->numbering, lists->present, i, &level);
        }
        numbering_use(lists->numbering, lists->present, lists->present);
        g_hash_table_replace(lists->last, g_strdup(name), GUINT_TO_POINTER(lists->present));
}

void
odt_lists_start(OdtLists *lists, xmlTextReaderPtr reader, const char *name)
{
        if (g_str_equal(name, "list-style")) {
                char *style = office_attribute(reader, "name");
                lists->style = NULL;
                if (style == NULL || g_hash_table_size(lists->styles) >= NUMBERING_LISTS) {
                        g_free(style);
                        return;
                }
                lists->style = g_new0(ListStyle, 1);
                g_hash_table_replace(lists->styles, style, lists->style);
        } else if (g_str_equal(name, "list-level-style-number") && lists->style != NULL) {
                odt_lists_level(lists, reader);
        } else if (g_str_equal(name, "list")) {
                if (lists->depth++ == 0)
                        odt_lists_begin(lists, reader);
        } else if (g_str_equal(name, "list-item")) {
                const guint32 start = office_number(reader, "start-value");
                if (start > 0 && lists->present != 0 && lists->depth > 0)
                        numbering_restart(lists->numbering, lists->present, lists->depth - 1, start);
                lists->item_begins = true;
        }
}

void
odt_lists_end(OdtLists *lists, const char *name)
{
        if (g_str_equal(name, "list-style"))
                lists->style = NULL;
        else if (g_str_equal(name, "list-item"))
                lists->item_begins = false;
        else if (g_str_equal(name, "list"))
                lists->depth -= lists->depth > 0;
}

char *
odt_lists_label(OdtLists *lists)
{
        const bool begins = lists->item_begins;
        lists->item_begins = false;
        if (!begins || lists->depth == 0 || lists->present == 0)
                return NULL;
        return numbering_next(lists->numbering, lists->present, lists->depth - 1);
}
