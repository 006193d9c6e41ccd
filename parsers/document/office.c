#include "parsers/document/office.h"

#include "base/limits.h"
#include "base/text.h"
#include "parsers/document/archive.h"

G_DEFINE_AUTOPTR_CLEANUP_FUNC(xmlTextReader, xmlFreeTextReader)

static void
office_quiet(void *data, const char *message, xmlParserSeverities severity, xmlTextReaderLocatorPtr locator)
{
        /* libxml2 would print pieces of the document */
}

bool
office_stream(Bytes xml, const OfficeHandler *handler, gpointer data)
{
        if (xml.length == 0 || xml.length > G_MAXINT)
                return false;
        g_autoptr(xmlTextReader) reader = xmlReaderForMemory((const char *) xml.data, (int) xml.length, NULL, NULL,
                                                             XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
        if (reader == NULL)
                return false;
        xmlTextReaderSetErrorHandler(reader, office_quiet, NULL);
        int status;
        while ((status = xmlTextReaderRead(reader)) == 1) {
                const int type = xmlTextReaderNodeType(reader);
                const char *name = (const char *) xmlTextReaderConstLocalName(reader);
                if (type == XML_READER_TYPE_ELEMENT && name != NULL) {
                        g_autofree char *kept = g_strdup(name);
                        const bool empty = xmlTextReaderIsEmptyElement(reader) == 1;
                        handler->start(reader, kept, data);
                        if (empty)
                                handler->end(kept, data);
                } else if (type == XML_READER_TYPE_END_ELEMENT && name != NULL) {
                        handler->end(name, data);
                } else if (type == XML_READER_TYPE_TEXT || type == XML_READER_TYPE_CDATA ||
                           type == XML_READER_TYPE_SIGNIFICANT_WHITESPACE || type == XML_READER_TYPE_WHITESPACE) {
                        g_autofree char *text =
                            text_clean((const char *) xmlTextReaderConstValue(reader), LIMIT_TEXT_BYTES);
                        handler->text(text, data);
                }
        }
        return status == 0;
}

char *
office_attribute(xmlTextReaderPtr reader, const char *name)
{
        char *found = NULL;
        while (found == NULL && xmlTextReaderMoveToNextAttribute(reader) == 1)
                if (g_strcmp0((const char *) xmlTextReaderConstLocalName(reader), name) == 0)
                        found = text_clean((const char *) xmlTextReaderConstValue(reader), LIMIT_FIELD_VALUE);
        (void) xmlTextReaderMoveToElement(reader);
        return found;
}

guint32
office_number(xmlTextReaderPtr reader, const char *name)
{
        g_autofree char *value = office_attribute(reader, name);
        return value == NULL ? 0 : (guint32) MIN(g_ascii_strtoull(value, NULL, 10), G_MAXUINT32);
}

bool
office_is_on(xmlTextReaderPtr reader, const char *name)
{
        static const char *const off[] = { "0", "false", "off", "none", NULL };
        g_autofree char *value = office_attribute(reader, name);
        return value == NULL || !g_strv_contains(off, value);
}

/* Scanners and cameras write these; the icons of embedded files are metafiles. */
static bool
office_is_picture(const char *name)
{
        static const char *const ends[] = { ".jpg", ".jpeg", ".png", ".tif", ".tiff" };
        for (unsigned i = 0; i < G_N_ELEMENTS(ends); i++)
                if (g_str_has_suffix(name, ends[i]))
                        return true;
        return false;
}

void
office_judge_pictures(ReaderTask *task, const char *prefix)
{
        size_t letters = 0;
        for (unsigned i = 0; i < task->pages->len; i++)
                letters += ((const Page *) g_ptr_array_index(task->pages, i))->length;
        if (letters >= OFFICE_FEW_LETTERS)
                return;
        g_autoptr(GPtrArray) names = archive_names(task->bytes);
        for (unsigned i = 0; i < names->len; i++)
                if (g_str_has_prefix(g_ptr_array_index(names, i), prefix) &&
                    office_is_picture(g_ptr_array_index(names, i)))
                        reader_task_problem(task, PROBLEM_UNREADABLE);
}
