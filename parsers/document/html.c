#include "parsers/document/reader.h"

#include "base/limits.h"
#include "base/text.h"
#include "parsers/document/flow.h"

#include <libxml/HTMLparser.h>
#include <string.h>

static bool
html_is(const xmlNode *node, const char *const names[])
{
        for (unsigned i = 0; names[i] != NULL; i++)
                if (g_ascii_strcasecmp((const char *) node->name, names[i]) == 0)
                        return true;
        return false;
}

static bool
html_is_hidden(const xmlNode *node)
{
        static const char *const dropped[] = { "script",   "style",  "head",   "title", "template",
                                               "noscript", "object", "select", NULL };
        if (html_is(node, dropped))
                return true;
        for (const xmlAttr *attribute = node->properties; attribute != NULL; attribute = attribute->next) {
                const char *value = attribute->children == NULL ? "" : (const char *) attribute->children->content;
                if (g_str_equal((const char *) attribute->name, "hidden"))
                        return true;
                if (value == NULL || !g_str_equal((const char *) attribute->name, "style"))
                        continue;
                g_autofree char *style = g_ascii_strdown(value, -1);
                g_auto(GStrv) words = g_strsplit_set(style, " \t\n\r", -1);
                g_autofree char *joined = g_strjoinv("", words);
                if (strstr(joined, "display:none") != NULL || strstr(joined, "visibility:hidden") != NULL)
                        return true;
        }
        return false;
}

static void html_nodes(Flow *flow, const xmlNode *first, unsigned depth);

/* The number of a list item in <ol>, as the reader of the page sees it; 0 elsewhere. */
static unsigned
html_item_number(const xmlNode *node)
{
        static const char *const item[] = { "li", NULL };
        static const char *const ordered[] = { "ol", NULL };
        if (!html_is(node, item) || node->parent == NULL || !html_is(node->parent, ordered))
                return 0;
        unsigned number = 1;
        for (const xmlNode *before = node->prev; before != NULL && number < LIMIT_LIST_ITEMS; before = before->prev)
                number += before->type == XML_ELEMENT_NODE && html_is(before, item);
        return number;
}

static void
html_element(Flow *flow, const xmlNode *node, unsigned depth)
{
        static const char *const paragraphs[] = { "p",  "h1",         "h2",    "h3", "h4", "h5", "h6",
                                                  "hr", "blockquote", "table", "ul", "ol", NULL };
        static const char *const lines[] = { "div",     "li",     "dt",      "dd",   "section",  "article",
                                             "header",  "footer", "address", "form", "fieldset", "center",
                                             "caption", "body",   "pre",     NULL };
        static const char *const rows[] = { "tr", NULL };
        static const char *const cells[] = { "td", "th", NULL };
        static const char *const quotes[] = { "blockquote", NULL };
        static const char *const breaks[] = { "br", NULL };
        const bool is_paragraph = html_is(node, paragraphs);
        const bool is_line = html_is(node, lines);
        const bool is_row = html_is(node, rows);
        if (html_is(node, breaks)) {
                flow_break(flow);
                return;
        }
        if (is_paragraph && flow->line_open)
                flow_paragraph(flow);
        else if (is_row)
                flow_row(flow);
        else if (is_line)
                flow_line(flow);
        else if (html_is(node, cells))
                flow_cell(flow);
        const unsigned number = html_item_number(node);
        if (number > 0) {
                g_autofree char *label = g_strdup_printf("%u. ", number);
                flow_text(flow, label);
        }
        flow->quotes += html_is(node, quotes);
        html_nodes(flow, node->children, depth + 1);
        flow->quotes -= html_is(node, quotes);
        if (is_paragraph)
                flow_paragraph(flow);
        else if (is_line)
                flow_line(flow);
        else if (is_row)
                flow_row_end(flow);
}

static void
html_nodes(Flow *flow, const xmlNode *first, unsigned depth)
{
        if (depth > LIMIT_XML_DEPTH)
                return;
        for (const xmlNode *node = first; node != NULL && !flow->is_full; node = node->next) {
                if (node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE) {
                        g_autofree char *text = text_clean((const char *) node->content, LIMIT_PAGE_TEXT);
                        flow_text(flow, text);
                } else if (node->type == XML_ELEMENT_NODE && !html_is_hidden(node)) {
                        html_element(flow, node, depth);
                }
        }
}

/* The octets as UTF-8 text: libxml2 is told so and never opens a character set itself. */
static char *
html_decoded(const ReaderTask *task, bool *ret_cut)
{
        const size_t limit = 4 * LIMIT_MIB;
        if (task->charset != NULL)
                return text_from_bytes(task->bytes, task->charset, limit, ret_cut);
        const Bytes head = bytes_of(task->bytes.data, MIN(task->bytes.length, 2048));
        g_autofree char *lower =
            head.length == 0 ? g_strdup("") : g_ascii_strdown((const char *) head.data, (gssize) head.length);
        const char *mark = strstr(lower, "charset=");
        g_autofree char *charset = NULL;
        if (mark != NULL) {
                mark += strlen("charset=");
                mark += strspn(mark, "\"' ");
                charset = g_strndup(mark, strcspn(mark, "\"' />;\r\n"));
        }
        return text_from_bytes(task->bytes, charset, limit, ret_cut);
}

void
html_read(ReaderTask *task)
{
        bool cut = false;
        g_autofree char *text = html_decoded(task, &cut);
        const int options = HTML_PARSE_NONET | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_RECOVER;
        htmlDocPtr document = htmlReadMemory(text, (int) strlen(text), NULL, "UTF-8", options);
        if (document == NULL) {
                page_append(reader_task_flow(task), text);
                reader_task_problem(task, PROBLEM_CORRUPT);
                return;
        }
        Flow flow;
        flow_start(&flow, task);
        html_nodes(&flow, xmlDocGetRootElement(document), 0);
        flow_end(&flow, task);
        xmlFreeDoc(document);
        if (cut)
                reader_task_problem(task, PROBLEM_TOO_LARGE);
}
