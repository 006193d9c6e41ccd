/* ODT (ISO 26300): content.xml between the headers and footers that styles.xml holds; and the same in one XML file. */
#include "parsers/document/reader.h"

#include "base/limits.h"
#include "parsers/document/archive.h"
#include "parsers/document/odt_lists.h"
#include "parsers/document/office.h"

#include <string.h>

/* What of a part is read: styles.xml stands above and below the body. */
typedef enum { ODT_BODY, ODT_HEADERS, ODT_FOOTERS } OdtRegion;

typedef struct {
        Flow *flow;
        OdtLists *lists;
        OdtRegion region;
        unsigned inside; /* depth of header or footer elements of the region */
        unsigned skipped;
        unsigned paragraphs; /* depth inside text:p and text:h: text elsewhere is none */
        unsigned cells;
        char *label; /* number of the present paragraph, until its first word */
} Odt;

static bool
odt_is_skipped(const char *name)
{
        static const char *const names[] = { "tracked-changes", "annotation", "scripts",       "hidden-text",
                                             "title",           "desc",       "note-citation", "placeholder",
                                             "binary-data",     NULL };
        return g_strv_contains(names, name);
}

static bool
odt_is_paragraph(const char *name)
{
        return g_str_equal(name, "p") || g_str_equal(name, "h");
}

/* "header", "header-left", "header-first" of the page styles. */
static bool
odt_is_region(const Odt *odt, const char *name)
{
        if (odt->region == ODT_BODY)
                return false;
        const char *start = odt->region == ODT_HEADERS ? "header" : "footer";
        const size_t length = strlen(start);
        return g_str_has_prefix(name, start) &&
               (name[length] == '\0' || g_str_equal(name + length, "-left") || g_str_equal(name + length, "-first"));
}

static bool
odt_writes(const Odt *odt)
{
        return odt->region == ODT_BODY || odt->inside > 0;
}

static void
odt_start_text(Odt *odt, const char *name)
{
        if (g_str_equal(name, "tab"))
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
        else if (g_str_equal(name, "text-box") || g_str_equal(name, "note-body"))
                flow_paragraph(odt->flow);
}

static void
odt_start(xmlTextReaderPtr reader, const char *name, gpointer data)
{
        Odt *odt = data;
        if (odt->skipped > 0 || odt_is_skipped(name)) {
                odt->skipped++;
                return;
        }
        odt_lists_start(odt->lists, reader, name);
        odt->inside += odt_is_region(odt, name);
        if (!odt_writes(odt))
                return;
        if (!odt_is_paragraph(name)) {
                odt_start_text(odt, name);
                return;
        }
        odt->paragraphs++;
        g_free(odt->label);
        odt->label = odt_lists_label(odt->lists);
}

static void
odt_end(const char *name, gpointer data)
{
        Odt *odt = data;
        if (odt->skipped > 0) {
                odt->skipped--;
                return;
        }
        odt_lists_end(odt->lists, name);
        if (!odt_writes(odt))
                return;
        if (odt_is_paragraph(name)) {
                odt->paragraphs -= odt->paragraphs > 0;
                odt->cells > 0 ? flow_line(odt->flow) : flow_paragraph(odt->flow);
        } else if (g_str_equal(name, "table-cell"))
                odt->cells -= odt->cells > 0;
        else if (g_str_equal(name, "table-row") && odt->cells == 0)
                flow_row_end(odt->flow);
        else if (g_str_equal(name, "table") || g_str_equal(name, "text-box") || g_str_equal(name, "note-body"))
                flow_paragraph(odt->flow);
        odt->inside -= odt->inside > 0 && odt_is_region(odt, name);
}

static void
odt_text(const char *text, gpointer data)
{
        Odt *odt = data;
        if (odt->skipped > 0 || odt->paragraphs == 0 || !odt_writes(odt))
                return;
        if (odt->label != NULL) {
                flow_text(odt->flow, odt->label);
                flow_space(odt->flow);
                g_clear_pointer(&odt->label, g_free);
        }
        flow_text(odt->flow, text);
}

static bool
odt_xml(Odt *odt, Bytes xml, OdtRegion region)
{
        static const OfficeHandler handler = { odt_start, odt_end, odt_text };
        odt->skipped = odt->paragraphs = odt->cells = odt->inside = 0;
        odt->region = region;
        const bool whole = office_stream(xml, &handler, odt);
        g_clear_pointer(&odt->label, g_free);
        flow_paragraph(odt->flow);
        return whole;
}

static Bytes
odt_view(const GByteArray *part)
{
        return part == NULL ? (Bytes){ 0 } : bytes_of(part->data, part->len);
}

static bool
odt_is_encrypted(Bytes zip)
{
        g_autoptr(GByteArray) manifest = archive_member(zip, "META-INF/manifest.xml", OFFICE_PART_BYTES);
        return manifest != NULL && bytes_find(odt_view(manifest), bytes_of_string("encryption-data"), 0) >= 0;
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
        g_autoptr(OdtLists) lists = odt_lists_new();
        g_autoptr(GByteArray) styles = archive_member(task->bytes, "styles.xml", OFFICE_PART_BYTES);
        g_autoptr(GByteArray) content = archive_member(task->bytes, "content.xml", OFFICE_PART_BYTES);
        Odt odt = { .flow = &flow, .lists = lists };
        (void) odt_xml(&odt, odt_view(styles), ODT_HEADERS);
        if (!odt_xml(&odt, odt_view(content), ODT_BODY) && !flow.is_full)
                reader_task_problem(task, PROBLEM_CORRUPT);
        (void) odt_xml(&odt, odt_view(styles), ODT_FOOTERS);
        if (!archive_is_whole_zip(task->bytes))
                reader_task_problem(task, PROBLEM_CORRUPT);
        flow_end(&flow, task);
        office_judge_pictures(task, "Pictures/");
}

/* Headers and footers come where the file holds them, in the styles above the body. */
void
odt_flat_read(ReaderTask *task)
{
        Flow flow;
        flow_start(&flow, task);
        g_autoptr(OdtLists) lists = odt_lists_new();
        Odt odt = { .flow = &flow, .lists = lists };
        if (!odt_xml(&odt, task->bytes, ODT_BODY) && !flow.is_full)
                reader_task_problem(task, PROBLEM_CORRUPT);
        flow_end(&flow, task);
}
