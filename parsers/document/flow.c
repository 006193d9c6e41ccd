#include "parsers/document/flow.h"

#include "base/limits.h"
#include "base/text.h"

#include <string.h>

enum { FLOW_QUOTES = 9 };

void
flow_start(Flow *flow, ReaderTask *task)
{
        *flow = (Flow){ .page = reader_task_flow(task), .left = MIN(task->text_limit, LIMIT_PAGE_TEXT) };
}

static void
flow_append(Flow *flow, const char *text)
{
        const size_t length = strlen(text);
        if (length > flow->left) {
                flow->is_full = true;
                flow->left = 0;
                return;
        }
        page_append(flow->page, text);
        flow->left -= length;
}

static void
flow_end_line(Flow *flow)
{
        if (flow->line_open)
                flow_append(flow, "\n");
        flow->line_open = flow->line_due = flow->row_due = flow->space_due = flow->cell_due = false;
}

static void
flow_word(Flow *flow, const char *word)
{
        if (flow->line_due)
                flow_end_line(flow);
        if (!flow->line_open) {
                if (flow->blank_due && flow->page->length > 0)
                        flow_append(flow, "\n");
                const unsigned quotes = MIN(flow->quotes, FLOW_QUOTES);
                for (unsigned i = 0; i < quotes; i++)
                        flow_append(flow, i + 1 == quotes ? "> " : ">");
        } else if (flow->cell_due) {
                flow_append(flow, "\t");
        } else if (flow->space_due) {
                flow_append(flow, " ");
        }
        flow->blank_due = flow->space_due = flow->cell_due = false;
        flow_append(flow, word);
        flow->line_open = true;
}

void
flow_text(Flow *flow, const char *text)
{
        const char *at = text;
        while (*at != '\0' && !flow->is_full) {
                const char *end = at;
                while (*end != '\0' && !g_unichar_isspace(g_utf8_get_char(end)) && g_utf8_get_char(end) != 0xA0)
                        end = g_utf8_next_char(end);
                if (end > at) {
                        g_autofree char *word = g_strndup(at, (gsize) (end - at));
                        flow_word(flow, word);
                }
                at = end;
                while (*at != '\0' && (g_unichar_isspace(g_utf8_get_char(at)) || g_utf8_get_char(at) == 0xA0)) {
                        flow->space_due = true;
                        at = g_utf8_next_char(at);
                }
        }
}

void
flow_space(Flow *flow)
{
        flow->space_due = true;
}

void
flow_tab(Flow *flow)
{
        if (flow->line_open && !flow->line_due)
                flow->cell_due = true;
}

void
flow_line(Flow *flow)
{
        flow->line_due = flow->line_open;
}

void
flow_paragraph(Flow *flow)
{
        flow->line_due = flow->line_open;
        flow->blank_due = true;
}

void
flow_break(Flow *flow)
{
        flow->blank_due = flow->blank_due || !flow->line_open || flow->line_due;
        flow->line_due = flow->line_open;
}

void
flow_cell(Flow *flow)
{
        if (!flow->line_open || flow->row_due)
                return;
        flow->line_due = false;
        flow->blank_due = false;
        flow->cell_due = true;
}

void
flow_row(Flow *flow)
{
        flow->line_due = flow->line_open;
        flow->row_due = flow->line_open;
}

void
flow_row_end(Flow *flow)
{
        flow_row(flow);
        flow->blank_due = false;
}

void
flow_end(Flow *flow, ReaderTask *task)
{
        flow_end_line(flow);
        if (flow->is_full)
                reader_task_problem(task, PROBLEM_TOO_LARGE);
}
