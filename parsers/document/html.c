#include "parsers/document/reader.h"

#include "base/limits.h"
#include "base/text.h"

#include <libxml/HTMLparser.h>
#include <string.h>

typedef struct {
        Page *page;
        size_t left;
        bool line_open;  /* something stands on the present line */
        bool line_due;   /* a line end is due before the next word, unless a cell of the same row comes first */
        bool space;      /* white space is due before the next word */
        bool blank;      /* a blank line is due before the next word */
        bool cell;       /* a tab is due before the next word */
        unsigned quotes; /* blockquotes around */
} HtmlText;

static bool
html_is(const xmlNode *node, const char *const names[])
{
        for (unsigned i = 0; names[i] != NULL; i++)
                if (g_ascii_strcasecmp((const char *) node->name, names[i]) == 0)
                        return true;
        return false;
}

static void
html_append(HtmlText *out, const char *text)
{
        const size_t length = strlen(text);
        if (length <= out->left)
                page_append(out->page, text);
        out->left -= MIN(out->left, length);
}

static void
html_line_end(HtmlText *out)
{
        if (out->line_open)
                html_append(out, "\n");
        out->line_open = false;
        out->line_due = false;
        out->space = false;
        out->cell = false;
}

/* A cell of the same row: the ends of paragraphs in the cell before it are forgotten. */
static void
html_cell(HtmlText *out)
{
        if (!out->line_open)
                return;
        out->line_due = false;
        out->blank = false;
        out->cell = true;
}

static void
html_word(HtmlText *out, const char *word)
{
        if (out->line_due)
                html_line_end(out);
        if (!out->line_open) {
                if (out->blank && out->page->length > 0)
                        html_append(out, "\n");
                for (unsigned i = 0; i < out->quotes && i < 9; i++)
                        html_append(out, i + 1 == out->quotes ? "> " : ">");
        } else if (out->cell) {
                html_append(out, "\t");
        } else if (out->space) {
                html_append(out, " ");
        }
        out->blank = out->space = out->cell = false;
        html_append(out, word);
        out->line_open = true;
}

static void
html_text(HtmlText *out, const char *content)
{
        g_autofree char *text = text_clean(content, LIMIT_PAGE_TEXT);
        const char *at = text;
        while (*at != '\0') {
                const char *end = at;
                while (*end != '\0' && !g_unichar_isspace(g_utf8_get_char(end)))
                        end = g_utf8_next_char(end);
                if (end > at) {
                        g_autofree char *word = g_strndup(at, (gsize) (end - at));
                        html_word(out, word);
                }
                at = end;
                while (*at != '\0' && g_unichar_isspace(g_utf8_get_char(at))) {
                        out->space = true;
                        at = g_utf8_next_char(at);
                }
        }
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

static void html_nodes(HtmlText *out, const xmlNode *first, unsigned depth);

static void
html_element(HtmlText *out, const xmlNode *node, unsigned depth)
{
        static const char *const paragraphs[] = { "p",          "h1",    "h2", "h3", "h4",  "h5", "h6",
                                                  "blockquote", "table", "ul", "ol", "pre", "hr", NULL };
        static const char *const lines[] = { "div",     "tr",      "li",     "dt",      "dd",   "section",
                                             "article", "header",  "footer", "address", "form", "fieldset",
                                             "center",  "caption", "body",   NULL };
        static const char *const cells[] = { "td", "th", NULL };
        static const char *const quotes[] = { "blockquote", NULL };
        static const char *const breaks[] = { "br", NULL };
        const bool is_paragraph = html_is(node, paragraphs);
        const bool is_block = is_paragraph || html_is(node, lines);
        if (html_is(node, breaks)) {
                out->blank = out->blank || !out->line_open || out->line_due;
                out->line_due = out->line_open;
                return;
        }
        if (is_block)
                out->line_due = out->line_open;
        out->blank = out->blank || (is_paragraph && out->line_due);
        if (html_is(node, cells))
                html_cell(out);
        out->quotes += html_is(node, quotes);
        html_nodes(out, node->children, depth + 1);
        if (is_block)
                out->line_due = out->line_open;
        out->blank = out->blank || is_paragraph;
        out->quotes -= html_is(node, quotes);
}

static void
html_nodes(HtmlText *out, const xmlNode *first, unsigned depth)
{
        if (depth > LIMIT_XML_DEPTH)
                return;
        for (const xmlNode *node = first; node != NULL && out->left > 0; node = node->next) {
                if (node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE)
                        html_text(out, (const char *) node->content);
                else if (node->type == XML_ELEMENT_NODE && !html_is_hidden(node))
                        html_element(out, node, depth);
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
        Page *page = reader_task_flow(task);
        htmlDocPtr document =
            htmlReadMemory(text, (int) strlen(text), NULL, "UTF-8",
                           HTML_PARSE_NONET | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_RECOVER);
        if (document == NULL) {
                page_append(page, text);
                reader_task_problem(task, PROBLEM_CORRUPT);
                return;
        }
        HtmlText out = { .page = page, .left = MIN(task->text_limit, LIMIT_PAGE_TEXT) };
        html_nodes(&out, xmlDocGetRootElement(document), 0);
        html_line_end(&out);
        xmlFreeDoc(document);
        if (cut || out.left == 0)
                reader_task_problem(task, PROBLEM_TOO_LARGE);
}
