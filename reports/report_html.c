/* A report as a page: a tree whose texts libxml2 escapes, with nothing from elsewhere. */
#include "reports/own_xml.h"
#include "reports/report.h"
#include "reports/trend.h"

#include <libxml/HTMLtree.h>
#include <string.h>

enum { FEW_COLUMNS = 3, WHOLE_OCTETS = 32 };

static const char style[] =
    "body{font:16px/1.4 Arial,sans-serif;color:#0b0c0c;max-width:60rem;margin:2rem auto;padding:0 1rem}"
    "h1{font-size:1.6rem;margin:0}h2{font-size:1.15rem;margin:1.8rem 0 .4rem}p{margin:.2rem 0}"
    "table{border-collapse:collapse;width:100%}th,td{border-bottom:1px solid #b1b4b6;padding:.25rem "
    ".5rem;text-align:left;vertical-align:top}"
    "th{border-bottom-width:2px;font-weight:700}.n{text-align:right;font-variant-numeric:tabular-nums}"
    ".f{width:auto;min-width:60%}.w{white-space:nowrap}"
    "svg{width:100%;height:auto}.q{color:#505a5f}.d{margin-top:.6rem}"
    "@media "
    "print{body{margin:0;max-width:none;font-size:9pt}td,th{padding:.2rem "
    ".35rem}h2,svg{break-after:avoid}tr,svg{break-inside:avoid}thead{"
    "display:table-header-group}"
    "@page{size:A4;margin:15mm}}";

/* What a reader compares as a whole stays in one line: days, times, numbers and references, which browsers break at a hyphen. */
static const char *
html_class(const ReportColumn *column, const char *text)
{
        if (column->kind == COLUMN_NUMBER)
                return "n";
        const bool whole = column->kind == COLUMN_DAY || column->kind == COLUMN_TIME || strchr(text, ' ') == NULL;
        return whole && *text != '\0' && strlen(text) <= WHOLE_OCTETS ? "w" : NULL;
}

static unsigned
html_columns(const Report *report, const ReportSection *section)
{
        unsigned count = 0;
        for (const ReportColumn *column = report->shape->columns; column->key != NULL; column++)
                count += g_str_equal(column->section, section->key);
        return count;
}

static void
html_table(xmlNode *body, const Report *report, const ReportSection *section)
{
        xmlNode *table = own_xml_add(body, "table", NULL);
        if (html_columns(report, section) <= FEW_COLUMNS)
                own_xml_set(table, "class", "f"); /* a figure far from its words is read in the wrong line */
        xmlNode *head = own_xml_add(own_xml_add(table, "thead", NULL), "tr", NULL);
        for (const ReportColumn *column = report->shape->columns; column->key != NULL; column++) {
                if (!g_str_equal(column->section, section->key))
                        continue;
                xmlNode *cell = own_xml_add(head, "th", column->title);
                own_xml_set(cell, "scope", "col");
                if (column->kind == COLUMN_NUMBER)
                        own_xml_set(cell, "class", "n");
        }
        xmlNode *rows = own_xml_add(table, "tbody", NULL);
        size_t i;
        json_t *row;
        json_array_foreach(report_rows(report, section), i, row)
        {
                if (!report_row_is_read(section, row))
                        continue;
                xmlNode *line = own_xml_add(rows, "tr", NULL);
                for (const ReportColumn *column = report->shape->columns; column->key != NULL; column++) {
                        if (!g_str_equal(column->section, section->key))
                                continue;
                        g_autofree char *text = report_cell(column, row, false);
                        xmlNode *cell = own_xml_add(line, "td", text);
                        const char *class = html_class(column, text);
                        if (class != NULL)
                                own_xml_set(cell, "class", class);
                }
        }
}

static void
html_section(xmlNode *body, const Report *report, const ReportSection *section)
{
        json_t *rows = report_rows(report, section);
        (void) own_xml_add(body, "h2", section->title);
        if (json_array_size(rows) == 0) {
                (void) own_xml_add(body, "p", section->empty);
                return;
        }
        const char *step = json_string_value(json_object_get(report->data, "step"));
        if (step != NULL && g_str_equal(section->key, "trend"))
                trend_draw(body, rows, step);
        html_table(body, report, section);
}

char *
report_html(const Report *report)
{
        g_autoptr(OwnedXml) document = htmlNewDocNoDtD(NULL, NULL);
        (void) xmlCreateIntSubset(document, (const xmlChar *) "html", NULL, NULL);
        xmlNode *html = xmlNewDocNode(document, NULL, (const xmlChar *) "html", NULL);
        (void) xmlDocSetRootElement(document, html);
        own_xml_set(html, "lang", "en");
        xmlNode *head = own_xml_add(html, "head", NULL);
        own_xml_set(own_xml_add(head, "meta", NULL), "charset", "utf-8");
        (void) own_xml_add(head, "title", report->shape->title);
        (void) own_xml_add(head, "style", style);
        xmlNode *body = own_xml_add(html, "body", NULL);
        g_autofree char *days = report_days(report);
        (void) own_xml_add(body, "h1", report->shape->title);
        (void) own_xml_add(body, "p", days);
        if (report_is_nothing(report))
                (void) own_xml_add(body, "p", report->shape->nothing);
        for (const ReportSection *section = report->shape->sections; section->key != NULL; section++)
                if (report_shows(report, section))
                        html_section(body, report, section);
        g_autofree char *made = g_strdup_printf("Made %s.", report->made);
        own_xml_set(own_xml_add(body, "p", made), "class", "q d");
        xmlChar *octets = NULL;
        int length = 0;
        htmlDocDumpMemoryFormat(document, &octets, &length, 0);
        char *text = g_strndup((const char *) octets, (gsize) length);
        xmlFree(octets);
        return text;
}
