/* ODT (ISO 26300): content.xml, then the headers and footers that styles.xml holds. */
#include "parsers/document/reader.h"

#include "base/limits.h"
#include "parsers/document/archive.h"
#include "parsers/document/office.h"

#include <string.h>

typedef struct {
        Flow *flow;
        unsigned skipped;
        unsigned paragraphs; /* depth inside text:p and text:h: text elsewhere is none */
        unsigned cells;
} Odt;

static bool
odt_is_skipped(const char *name)
{
        static const char *const names[] = { "tracked-changes", "annotation", "scripts", "hidden-text",
                                             "title",           "desc",       NULL };
        return g_strv_contains(names, name);
}

static bool
odt_is_paragraph(const char *name)
{
        return g_str_equal(name, "p") || g_str_equal(name, "h");
}

static void
odt_start(xmlTextReaderPtr reader, const char *name, gpointer data)
{
        Odt *odt = data;
        if (odt->skipped > 0 || odt_is_skipped(name)) {
                odt->skipped++;
                return;
        }
        if (odt_is_paragraph(name))
                odt->paragraphs++;
        else if (g_str_equal(name, "tab"))
                flow_tab(odt->flow);
        else if (g_str_equal(name, "s"))
                flow_space(odt->flow);
        else if (g_str_equal(name, "line-break"))
                flow_break(odt->flow);
        else if (g_str_equal(name, "table-cell")) {
                odt->cells++;
                flow_cell(odt->flow);
        } else if (g_str_equal(name, "table-row") && odt->cells == 0)
                flow_row(odt->flow);
        else if (g_str_equal(name, "text-box"))
                flow_paragraph(odt->flow);
}

static void
odt_end(const char *name, gpointer data)
{
        Odt *odt = data;
        if (odt->skipped > 0) {
                odt->skipped--;
                return;
        }
        if (odt_is_paragraph(name)) {
                odt->paragraphs -= odt->paragraphs > 0;
                odt->cells > 0 ? flow_line(odt->flow) : flow_paragraph(odt->flow);
        } else if (g_str_equal(name, "table-cell"))
                odt->cells -= odt->cells > 0;
        else if (g_str_equal(name, "table-row") && odt->cells == 0)
                flow_row_end(odt->flow);
        else if (g_str_equal(name, "table") || g_str_equal(name, "text-box"))
                flow_paragraph(odt->flow);
}

static void
odt_text(const char *text, gpointer data)
{
        Odt *odt = data;
        if (odt->skipped == 0 && odt->paragraphs > 0)
                flow_text(odt->flow, text);
}

static bool
odt_part(Odt *odt, Bytes zip, const char *name)
{
        static const OfficeHandler handler = { odt_start, odt_end, odt_text };
        g_autoptr(GByteArray) part = archive_member(zip, name, OFFICE_PART_BYTES);
        if (part == NULL)
                return false;
        odt->skipped = odt->paragraphs = odt->cells = 0;
        const bool whole = office_stream(bytes_of(part->data, part->len), &handler, odt);
        flow_paragraph(odt->flow);
        return whole;
}

static bool
odt_is_encrypted(Bytes zip)
{
        g_autoptr(GByteArray) manifest = archive_member(zip, "META-INF/manifest.xml", OFFICE_PART_BYTES);
        return manifest != NULL &&
               bytes_find(bytes_of(manifest->data, manifest->len), bytes_of_string("encryption-data"), 0) >= 0;
}

void
odt_read(ReaderTask *task)
{
        if (odt_is_encrypted(task->bytes)) {
                reader_task_problem(task, PROBLEM_ENCRYPTED);
                return;
        }
        Flow flow;
        flow_start(&flow, task);
        Odt odt = { .flow = &flow };
        if (!odt_part(&odt, task->bytes, "content.xml"))
                reader_task_problem(task, PROBLEM_CORRUPT);
        (void) odt_part(&odt, task->bytes, "styles.xml");
        if (!archive_is_whole_zip(task->bytes))
                reader_task_problem(task, PROBLEM_CORRUPT);
        flow_end(&flow, task);
        office_judge_pictures(task, "Pictures/");
}
