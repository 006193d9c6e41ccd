#include "parsers/document/numbering_xml.h"

#include "parsers/document/office.h"

typedef struct {
        Numbering *numbering;
        guint32 list;
        guint32 number;
        unsigned level;
        bool in_list;              /* inside w:abstractNum */
        bool in_number;            /* inside w:num */
        bool in_level;             /* inside w:lvl */
        NumberingLevel definition; /* of the present level */
        char *text;
} NumberingXml;

static NumberingFormat
numbering_xml_format(const char *name)
{
        static const struct {
                const char *name;
                NumberingFormat format;
        } formats[] = {
                { "bullet", NUMBERING_NONE },
                { "none", NUMBERING_NONE },
                { "decimalZero", NUMBERING_TWO_DIGITS },
                { "upperLetter", NUMBERING_UPPER_LETTER },
                { "lowerLetter", NUMBERING_LOWER_LETTER },
                { "upperRoman", NUMBERING_UPPER_ROMAN },
                { "lowerRoman", NUMBERING_LOWER_ROMAN },
                { "ordinal", NUMBERING_ORDINAL },
        };
        for (unsigned i = 0; name != NULL && i < G_N_ELEMENTS(formats); i++)
                if (g_str_equal(formats[i].name, name))
                        return formats[i].format;
        return NUMBERING_DECIMAL;
}

static void
numbering_xml_in_level(NumberingXml *xml, xmlTextReaderPtr reader, const char *name)
{
        NumberingLevel *definition = &xml->definition;
        if (g_str_equal(name, "start")) {
                definition->start = office_number(reader, "val");
        } else if (g_str_equal(name, "numFmt")) {
                g_autofree char *format = office_attribute(reader, "val");
                definition->format = numbering_xml_format(format);
        } else if (g_str_equal(name, "lvlText")) {
                g_free(xml->text);
                xml->text = office_attribute(reader, "val");
        } else if (g_str_equal(name, "lvlRestart")) {
                definition->restart = office_number(reader, "val");
        } else if (g_str_equal(name, "isLgl")) {
                definition->is_decimal = office_is_on(reader, "val");
        }
}

static void
numbering_xml_start(xmlTextReaderPtr reader, const char *name, gpointer data)
{
        NumberingXml *xml = data;
        if (g_str_equal(name, "abstractNum")) {
                xml->in_list = true;
                xml->list = office_number(reader, "abstractNumId");
        } else if (g_str_equal(name, "num")) {
                xml->in_number = true;
                xml->number = office_number(reader, "numId");
        } else if (g_str_equal(name, "abstractNumId") && xml->in_number) {
                numbering_use(xml->numbering, xml->number, office_number(reader, "val"));
        } else if (g_str_equal(name, "lvl")) {
                xml->in_level = true;
                xml->level = office_number(reader, "ilvl");
                xml->definition = (NumberingLevel){ .format = NUMBERING_DECIMAL, .start = 1, .restart = xml->level };
        } else if (xml->in_level) {
                numbering_xml_in_level(xml, reader, name);
        } else if (g_str_equal(name, "lvlOverride")) {
                xml->level = office_number(reader, "ilvl");
        } else if (g_str_equal(name, "startOverride") && xml->in_number) {
                numbering_restart(xml->numbering, xml->number, xml->level, office_number(reader, "val"));
        }
}

static void
numbering_xml_end(const char *name, gpointer data)
{
        NumberingXml *xml = data;
        if (g_str_equal(name, "abstractNum")) {
                xml->in_list = false;
        } else if (g_str_equal(name, "num")) {
                xml->in_number = false;
        } else if (g_str_equal(name, "lvl")) {
                xml->definition.text = xml->text;
                if (xml->in_list)
                        numbering_define(xml->numbering, xml->list, xml->level, &xml->definition);
                else if (xml->in_number)
                        numbering_redefine(xml->numbering, xml->number, xml->level, &xml->definition);
                g_clear_pointer(&xml->text, g_free);
                xml->in_level = false;
        }
}

static void
numbering_xml_text(const char *text, gpointer data)
{
}

void
numbering_xml_read(Numbering *numbering, Bytes xml)
{
        static const OfficeHandler handler = { numbering_xml_start, numbering_xml_end, numbering_xml_text };
        NumberingXml state = { .numbering = numbering };
        (void) office_stream(xml, &handler, &state);
        g_free(state.text);
}
