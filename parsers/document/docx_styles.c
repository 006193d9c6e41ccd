#include "parsers/document/docx_styles.h"

#include "parsers/document/office.h"

enum { STYLES_MOST = 4000, STYLES_DEPTH = 20 };

typedef struct {
        char *base; /* NULL: none */
        guint32 number;
        unsigned level;
        bool has_number;
} Style;

struct DocxStyles {
        GHashTable *styles; /* identifier -> Style */
        Style *style;       /* while reading */
        unsigned skipped;   /* what the style was before a tracked change */
};

static void
docx_styles_style_free(gpointer data)
{
        Style *style = data;
        g_free(style->base);
        g_free(style);
}

static void
docx_styles_start(xmlTextReaderPtr reader, const char *name, gpointer data)
{
        DocxStyles *styles = data;
        if (styles->skipped > 0 || g_str_equal(name, "pPrChange")) {
                styles->skipped++;
                return;
        }
        if (g_str_equal(name, "style")) {
                char *identifier = office_attribute(reader, "styleId");
                styles->style = NULL;
                if (identifier == NULL || g_hash_table_size(styles->styles) >= STYLES_MOST) {
                        g_free(identifier);
                        return;
                }
                styles->style = g_new0(Style, 1);
                g_hash_table_replace(styles->styles, identifier, styles->style);
                return;
        }
        if (styles->style == NULL)
                return;
        if (g_str_equal(name, "basedOn")) {
                g_free(styles->style->base);
                styles->style->base = office_attribute(reader, "val");
        } else if (g_str_equal(name, "numId")) {
                styles->style->number = office_number(reader, "val");
                styles->style->has_number = true;
        } else if (g_str_equal(name, "ilvl")) {
                styles->style->level = office_number(reader, "val");
        }
}

static void
docx_styles_end(const char *name, gpointer data)
{
        DocxStyles *styles = data;
        if (styles->skipped > 0)
                styles->skipped--;
        else if (g_str_equal(name, "style"))
                styles->style = NULL;
}

static void
docx_styles_text(const char *text, gpointer data)
{
}

DocxStyles *
docx_styles_new(Bytes xml)
{
        static const OfficeHandler handler = { docx_styles_start, docx_styles_end, docx_styles_text };
        DocxStyles *styles = g_new0(DocxStyles, 1);
        styles->styles = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, docx_styles_style_free);
        (void) office_stream(xml, &handler, styles);
        styles->style = NULL;
        return styles;
}

void
docx_styles_free(DocxStyles *styles)
{
        if (styles == NULL)
                return;
        g_hash_table_unref(styles->styles);
        g_free(styles);
}

bool
docx_styles_number(const DocxStyles *styles, const char *style, guint32 *ret_number, unsigned *ret_level)
{
        const char *at = style;
        for (unsigned depth = 0; at != NULL && depth < STYLES_DEPTH; depth++) {
                const Style *found = g_hash_table_lookup(styles->styles, at);
                if (found == NULL)
                        return false;
                if (found->has_number) {
                        *ret_number = found->number;
                        *ret_level = found->level;
                        return true;
                }
                at = found->base;
        }
        return false;
}
