#include "parsers/document/reader.h"

#include "base/limits.h"
#include "base/text.h"
#include "parsers/document/flow.h"
#include "parsers/document/numbering.h"

#include <libxml/HTMLparser.h>
#include <string.h>

enum { HTML_CONDITION = 200 };

static bool
html_is(const xmlNode *node, const char *const names[])
{
        for (unsigned i = 0; names[i] != NULL; i++)
                if (g_ascii_strcasecmp((const char *) node->name, names[i]) == 0)
                        return true;
        return false;
}

static const char *
html_attribute(const xmlNode *node, const char *name)
{
        for (const xmlAttr *attribute = node->properties; attribute != NULL; attribute = attribute->next)
                if (g_ascii_strcasecmp((const char *) attribute->name, name) == 0)
                        return attribute->children == NULL || attribute->children->content == NULL
                                   ? ""
                                   : (const char *) attribute->children->content;
        return NULL;
}

/* The style attribute in small letters without white space; new string. */
static char *
html_style(const xmlNode *node)
{
        const char *value = html_attribute(node, "style");
        g_autofree char *style = g_ascii_strdown(value == NULL ? "" : value, -1);
        g_auto(GStrv) words = g_strsplit_set(style, " \t\n\r", -1);
        return g_strjoinv("", words);
}

static bool
html_is_hidden(const xmlNode *node)
{
        static const char *const dropped[] = { "script", "style",  "head",   "title",    "template", "noscript",
                                               "object", "select", "iframe", "noframes", "svg",      NULL };
        static const char *const styles[] = { "display:none", "visibility:hidden", "mso-hide:all", "font-size:0;",
                                              "font-size:0px" };
        if (html_is(node, dropped) || html_attribute(node, "hidden") != NULL)
                return true;
        g_autofree char *style = html_style(node);
        for (unsigned i = 0; i < G_N_ELEMENTS(styles); i++)
                if (strstr(style, styles[i]) != NULL)
                        return true;
        return g_str_has_suffix(style, "font-size:0");
}

static void html_nodes(Flow *flow, const xmlNode *first, unsigned depth);

/* The kind of numbers of an ordered list, by its type or its style. */
static NumberingFormat
html_list_format(const xmlNode *list)
{
        static const struct {
                const char *name;
                NumberingFormat format;
        } styles[] = {
                { "lower-alpha", NUMBERING_LOWER_LETTER },  { "lower-latin", NUMBERING_LOWER_LETTER },
                { "upper-alpha", NUMBERING_UPPER_LETTER },  { "upper-latin", NUMBERING_UPPER_LETTER },
                { "lower-roman", NUMBERING_LOWER_ROMAN },   { "upper-roman", NUMBERING_UPPER_ROMAN },
                { "list-style-type:none", NUMBERING_NONE },
        };
        const char *type = html_attribute(list, "type");
        g_autofree char *style = html_style(list);
        for (unsigned i = 0; i < G_N_ELEMENTS(styles); i++)
                if (strstr(style, styles[i].name) != NULL)
                        return styles[i].format;
        return numbering_format_of(type == NULL ? '1' : type[0], NUMBERING_DECIMAL);
}

static unsigned
html_number(const xmlNode *node, const char *name, unsigned otherwise)
{
        const char *value = html_attribute(node, name);
        return value == NULL || !g_ascii_isdigit(value[0])
                   ? otherwise
                   : (unsigned) MIN(g_ascii_strtoull(value, NULL, 10), G_MAXUINT16);
}

/* The number of a list item in <ol>, as the reader of the page sees it; NULL elsewhere. New string. */
static char *
html_item_label(const xmlNode *node)
{
        static const char *const item[] = { "li", NULL };
        static const char *const ordered[] = { "ol", NULL };
        if (!html_is(node, item) || node->parent == NULL || !html_is(node->parent, ordered))
                return NULL;
        /* back to the list's first item, or one that says its number */
        unsigned behind = 0;
        const xmlNode *at = node;
        const xmlNode *first = node;
        for (; at != NULL && behind < LIMIT_LIST_ITEMS; at = at->prev) {
                if (at->type != XML_ELEMENT_NODE || !html_is(at, item))
                        continue;
                behind += at != node;
                first = at;
                if (html_attribute(at, "value") != NULL)
                        break;
        }
        const unsigned start = html_number(first, "value", html_number(node->parent, "start", 1));
        return numbering_single(html_list_format(node->parent), start + behind);
}

/* Text whose line ends and tabs count. */
static void
html_lines(Flow *flow, const xmlNode *node)
{
        xmlChar *content = xmlNodeGetContent(node);
        g_autofree char *text = text_clean(content == NULL ? "" : (const char *) content, LIMIT_PAGE_TEXT);
        xmlFree(content);
        g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
        for (unsigned i = 0; lines[i] != NULL && !flow->is_full; i++) {
                g_auto(GStrv) cells = g_strsplit(lines[i], "\t", -1);
                for (unsigned k = 0; cells[k] != NULL; k++) {
                        if (k > 0)
                                flow_tab(flow);
                        flow_text(flow, cells[k]);
                }
                flow_break(flow);
        }
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
        static const char *const kept[] = { "pre", "textarea", NULL };
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
        g_autofree char *label = html_item_label(node);
        if (label != NULL) {
                flow_text(flow, label);
                flow_space(flow);
        }
        flow->quotes += html_is(node, quotes);
        if (html_is(node, kept))
                html_lines(flow, node);
        else
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

/* Takes Word's conditions ("<![if !supportLists]>") out of the text: libxml2 takes them for words. Those within comments
 * end in another way and stay. */
static void
html_drop_conditions(char *text)
{
        char *to = text;
        for (const char *at = text; *at != '\0';) {
                const bool begins = strncmp(at, "<![", 3) == 0 && g_ascii_isalpha(at[3]);
                const char *end = begins ? memchr(at, '>', strnlen(at, HTML_CONDITION)) : NULL;
                if (end != NULL && end[-1] == ']')
                        at = end + 1;
                else
                        *to++ = *at++;
        }
        *to = '\0';
}

void
html_read(ReaderTask *task)
{
        bool cut = false;
        g_autofree char *text = html_decoded(task, &cut);
        html_drop_conditions(text);
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
