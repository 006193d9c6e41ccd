/* DOCX (ECMA-376): the text a person would see in Word. Deleted text is w:delText and so never read; inserted text is
 * ordinary. Of a text box, which is stored twice, the newer form is read. */
#include "parsers/document/reader.h"

#include "base/limits.h"
#include "parsers/document/archive.h"
#include "parsers/document/numbering_xml.h"
#include "parsers/document/office.h"

#include <string.h>

typedef struct {
        Flow *flow;
        ReaderTask *task;
        Numbering *numbering;
        unsigned skipped; /* depth inside mc:Fallback and the like; nothing is read there */
        unsigned in_text; /* inside w:t */
        unsigned cells;   /* depth of w:tc */
        bool hidden;      /* the present run is w:vanish */
        bool fresh;       /* nothing of the paragraph was written yet: its number comes first */
        guint32 number;   /* of the present paragraph's list; 0: none */
        unsigned level;
} Docx;

static bool
docx_is_skipped(const char *name)
{
        static const char *const names[] = { "Fallback", "del", "moveFrom", "instrText", "delInstrText", NULL };
        return g_strv_contains(names, name);
}

/* The number that Word prints before the paragraph, which its text does not hold. */
static void
docx_number(Docx *docx)
{
        if (!docx->fresh)
                return;
        docx->fresh = false;
        if (docx->number == 0)
                return;
        g_autofree char *label = numbering_next(docx->numbering, docx->number, docx->level);
        if (label != NULL) {
                flow_text(docx->flow, label);
                flow_space(docx->flow);
        }
}

static void
docx_start(xmlTextReaderPtr reader, const char *name, gpointer data)
{
        Docx *docx = data;
        if (docx->skipped > 0 || docx_is_skipped(name)) {
                docx->skipped++;
                return;
        }
        if (g_str_equal(name, "t")) {
                docx->in_text++;
        } else if (g_str_equal(name, "p")) {
                docx->fresh = true;
                docx->number = 0;
                docx->level = 0;
        } else if (g_str_equal(name, "numId")) {
                g_autofree char *number = office_attribute(reader, "val");
                docx->number = number == NULL ? 0 : (guint32) MIN(g_ascii_strtoull(number, NULL, 10), G_MAXUINT32);
        } else if (g_str_equal(name, "ilvl")) {
                g_autofree char *level = office_attribute(reader, "val");
                docx->level = level == NULL ? 0 : (unsigned) MIN(g_ascii_strtoull(level, NULL, 10), 8);
        } else if (g_str_equal(name, "r")) {
                docx->hidden = false;
        } else if (g_str_equal(name, "vanish")) {
                docx->hidden = office_is_on(reader, "val");
        } else if (g_str_equal(name, "tab")) {
                flow_tab(docx->flow);
        } else if (g_str_equal(name, "br") || g_str_equal(name, "cr")) {
                flow_break(docx->flow);
        } else if (g_str_equal(name, "noBreakHyphen")) {
                flow_text(docx->flow, "-");
        } else if (g_str_equal(name, "tc")) {
                docx->cells++;
                flow_cell(docx->flow);
        } else if (g_str_equal(name, "tr")) {
                if (docx->cells == 0)
                        flow_row(docx->flow);
        } else if (g_str_equal(name, "txbxContent")) {
                flow_paragraph(docx->flow);
        }
}

static void
docx_end(const char *name, gpointer data)
{
        Docx *docx = data;
        if (docx->skipped > 0) {
                docx->skipped--;
                return;
        }
        if (g_str_equal(name, "t"))
                docx->in_text -= docx->in_text > 0;
        else if (g_str_equal(name, "p"))
                docx->cells > 0 ? flow_line(docx->flow) : flow_paragraph(docx->flow);
        else if (g_str_equal(name, "tc"))
                docx->cells -= docx->cells > 0;
        else if (g_str_equal(name, "tr") && docx->cells == 0)
                flow_row_end(docx->flow);
        else if (g_str_equal(name, "tbl") || g_str_equal(name, "txbxContent"))
                flow_paragraph(docx->flow);
}

static void
docx_text(const char *text, gpointer data)
{
        Docx *docx = data;
        if (docx->skipped > 0 || docx->in_text == 0 || docx->hidden)
                return;
        docx_number(docx);
        flow_text(docx->flow, text);
}

static bool
docx_part(Docx *docx, const char *name)
{
        static const OfficeHandler handler = { docx_start, docx_end, docx_text };
        g_autoptr(GByteArray) part = archive_member(docx->task->bytes, name, OFFICE_PART_BYTES);
        if (part == NULL)
                return false;
        docx->skipped = docx->in_text = docx->cells = 0;
        const bool whole = office_stream(bytes_of(part->data, part->len), &handler, docx);
        flow_paragraph(docx->flow);
        return whole;
}

/* Every part whose name starts so, in the order of the file. */
static void
docx_parts(Docx *docx, const GPtrArray *names, const char *prefix)
{
        for (unsigned i = 0; i < names->len; i++)
                if (g_str_has_prefix(g_ptr_array_index(names, i), prefix) &&
                    g_str_has_suffix(g_ptr_array_index(names, i), ".xml"))
                        (void) docx_part(docx, g_ptr_array_index(names, i));
}

/* HTML or text that Word would take in when it opens the file. */
static void
docx_chunks(Docx *docx, const GPtrArray *names)
{
        for (unsigned i = 0; i < names->len; i++) {
                const char *name = g_ptr_array_index(names, i);
                if (!g_str_has_prefix(name, "word/") ||
                    !(g_str_has_suffix(name, ".htm") || g_str_has_suffix(name, ".html")))
                        continue;
                g_autoptr(GByteArray) chunk = archive_member(docx->task->bytes, name, OFFICE_PART_BYTES);
                if (chunk == NULL)
                        continue;
                g_auto(ReaderTask) inner;
                reader_task_init(&inner, bytes_of(chunk->data, chunk->len), docx->flow->left);
                html_read(&inner);
                for (unsigned k = 0; k < inner.pages->len; k++) {
                        const Page *page = g_ptr_array_index(inner.pages, k);
                        g_auto(GStrv) lines = g_strsplit(page->text, "\n", -1);
                        for (unsigned l = 0; lines[l] != NULL; l++) {
                                flow_text(docx->flow, lines[l]);
                                flow_break(docx->flow);
                        }
                }
        }
}

void
docx_read(ReaderTask *task)
{
        Flow flow;
        flow_start(&flow, task);
        g_autoptr(GPtrArray) names = archive_names(task->bytes);
        g_autoptr(GByteArray) list = archive_member(task->bytes, "word/numbering.xml", OFFICE_PART_BYTES);
        g_autoptr(Numbering) numbering = numbering_new();
        if (list != NULL)
                numbering_xml_read(numbering, bytes_of(list->data, list->len));
        Docx docx = { .flow = &flow, .task = task, .numbering = numbering };
        docx_parts(&docx, names, "word/header");
        if (!docx_part(&docx, "word/document.xml") && !flow.is_full)
                reader_task_problem(task, PROBLEM_CORRUPT);
        docx_chunks(&docx, names);
        docx_parts(&docx, names, "word/footnotes");
        docx_parts(&docx, names, "word/endnotes");
        docx_parts(&docx, names, "word/footer");
        if (!archive_is_whole_zip(task->bytes))
                reader_task_problem(task, PROBLEM_CORRUPT);
        flow_end(&flow, task);
        office_judge_pictures(task, "word/media/");
}
