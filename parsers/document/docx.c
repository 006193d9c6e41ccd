/* DOCX (ECMA-376): the text a person would see in Word. Deleted text is left out, inserted text is ordinary. Of a text box,
 * which is stored twice, the newer form is read. Nothing is fetched that the file only points at. */
#include "parsers/document/reader.h"

#include "base/limits.h"
#include "parsers/document/archive.h"
#include "parsers/document/docx_styles.h"
#include "parsers/document/embedded.h"
#include "parsers/document/numbering_xml.h"
#include "parsers/document/office.h"
#include "parsers/document/symbol.h"

#include <string.h>

typedef struct {
        Flow *flow;
        ReaderTask *task;
        Numbering *numbering;
        DocxStyles *styles;
        unsigned skipped;     /* depth inside mc:Fallback and the like; nothing is read there */
        unsigned in_text;     /* inside w:t */
        unsigned cells;       /* depth of w:tc */
        unsigned fields;      /* depth of fields */
        unsigned field_code;  /* the field whose code is being read, as depth; 0: none */
        unsigned controls;    /* depth of w:sdt */
        unsigned placeholder; /* the control that shows what is to be filled in, as depth; 0: none */
        bool hidden;          /* the present run is w:vanish */
        bool fresh;           /* nothing of the paragraph was written yet: its number comes first */
        bool has_number;      /* the paragraph names its list itself */
        bool checked;         /* the present box */
        guint32 number;       /* of the present paragraph's list; 0: none */
        unsigned level;
} Docx;

static bool
docx_is_skipped(const char *name)
{
        static const char *const names[] = {
                "Fallback",   "del",          "moveFrom",  "instrText",       "delInstrText",
                "tabs",       "pPrChange",    "rPrChange", "tblPrChange",     "trPrChange",
                "tcPrChange", "sectPrChange", "delText",   "numberingChange", "tblPrExChange",
                NULL
        };
        return g_strv_contains(names, name);
}

/* The number that Word prints before the paragraph, which its text does not hold. An empty paragraph counts too. */
static void
docx_number(Docx *docx, bool is_empty)
{
        if (!docx->fresh)
                return;
        docx->fresh = false;
        if (docx->number == 0)
                return;
        g_autofree char *label = numbering_next(docx->numbering, docx->number, docx->level);
        if (label != NULL && !is_empty) {
                flow_text(docx->flow, label);
                flow_space(docx->flow);
        }
}

static void
docx_write(Docx *docx, const char *text)
{
        if (docx->hidden || docx->field_code > 0 || docx->placeholder > 0)
                return;
        docx_number(docx, false);
        flow_text(docx->flow, text);
}

static void
docx_character(Docx *docx, gunichar character)
{
        char text[8] = "";
        text[g_unichar_to_utf8(character, text)] = '\0';
        docx_write(docx, text);
}

static void
docx_symbol(Docx *docx, xmlTextReaderPtr reader)
{
        g_autofree char *code = office_attribute(reader, "char");
        const guint64 number = code == NULL ? 0 : g_ascii_strtoull(code, NULL, 16);
        /* a plain number is a character of an ordinary font */
        if ((number >= 0xF000 && number <= 0xF0FF) || number < 0x100)
                docx_character(docx, symbol_character((gunichar) number));
        else if (number < 0x110000 && g_unichar_validate((gunichar) number))
                docx_character(docx, (gunichar) number);
}

static void
docx_field(Docx *docx, xmlTextReaderPtr reader)
{
        g_autofree char *type = office_attribute(reader, "fldCharType");
        if (g_strcmp0(type, "begin") == 0) {
                docx->fields++;
                if (docx->field_code == 0)
                        docx->field_code = docx->fields;
                return;
        }
        if (docx->field_code == docx->fields)
                docx->field_code = 0;
        if (g_strcmp0(type, "end") == 0)
                docx->fields -= docx->fields > 0;
}

/* What is said of a paragraph before its text. True when the element was such. */
static bool
docx_start_property(Docx *docx, xmlTextReaderPtr reader, const char *name)
{
        if (g_str_equal(name, "pStyle")) {
                g_autofree char *style = office_attribute(reader, "val");
                if (!docx->has_number && style != NULL)
                        (void) docx_styles_number(docx->styles, style, &docx->number, &docx->level);
        } else if (g_str_equal(name, "numId")) {
                docx->number = office_number(reader, "val");
                docx->has_number = true;
        } else if (g_str_equal(name, "ilvl")) {
                docx->level = MIN(office_number(reader, "val"), NUMBERING_LEVELS - 1);
        } else if (g_str_equal(name, "vanish")) {
                docx->hidden = office_is_on(reader, "val");
        } else if (g_str_equal(name, "showingPlcHdr")) {
                if (docx->placeholder == 0)
                        docx->placeholder = docx->controls;
        } else if (g_str_equal(name, "checked") || g_str_equal(name, "default")) {
                docx->checked = office_is_on(reader, "val");
        } else {
                return false;
        }
        return true;
}

static void
docx_start_text(Docx *docx, xmlTextReaderPtr reader, const char *name)
{
        if (g_str_equal(name, "t"))
                docx->in_text++;
        else if (g_str_equal(name, "tab") || g_str_equal(name, "ptab"))
                flow_tab(docx->flow);
        else if (g_str_equal(name, "br") || g_str_equal(name, "cr"))
                flow_break(docx->flow);
        else if (g_str_equal(name, "noBreakHyphen"))
                docx_write(docx, "-");
        else if (g_str_equal(name, "sym"))
                docx_symbol(docx, reader);
        else if (g_str_equal(name, "fldChar"))
                docx_field(docx, reader);
        else if (g_str_equal(name, "checkBox"))
                docx->checked = false;
}

static void
docx_start(xmlTextReaderPtr reader, const char *name, gpointer data)
{
        Docx *docx = data;
        if (docx->skipped > 0 || docx_is_skipped(name)) {
                docx->skipped++;
                return;
        }
        if (docx_start_property(docx, reader, name))
                return;
        if (g_str_equal(name, "p")) {
                docx->fresh = true;
                docx->has_number = false;
                docx->hidden = false;
                docx->number = 0;
                docx->level = 0;
        } else if (g_str_equal(name, "r")) {
                docx->hidden = false;
        } else if (g_str_equal(name, "sdt")) {
                docx->controls++;
        } else if (g_str_equal(name, "tc")) {
                docx->cells++;
                flow_cell(docx->flow);
        } else if (g_str_equal(name, "tr")) {
                if (docx->cells == 0)
                        flow_row(docx->flow);
        } else if (g_str_equal(name, "txbxContent")) {
                flow_paragraph(docx->flow);
        } else {
                docx_start_text(docx, reader, name);
        }
}

static void
docx_end_box(Docx *docx)
{
        /* the box stands before the field's code, at its beginning */
        const unsigned code = docx->field_code;
        docx->field_code = code == docx->fields ? 0 : code;
        docx_character(docx, docx->checked ? 0x2612 : 0x2610);
        docx->field_code = code;
}

static void
docx_end(const char *name, gpointer data)
{
        Docx *docx = data;
        if (docx->skipped > 0) {
                docx->skipped--;
                return;
        }
        if (g_str_equal(name, "t")) {
                docx->in_text -= docx->in_text > 0;
        } else if (g_str_equal(name, "p")) {
                docx_number(docx, true);
                docx->cells > 0 ? flow_line(docx->flow) : flow_paragraph(docx->flow);
        } else if (g_str_equal(name, "sdt")) {
                if (docx->placeholder == docx->controls)
                        docx->placeholder = 0;
                docx->controls -= docx->controls > 0;
        } else if (g_str_equal(name, "checkBox")) {
                docx_end_box(docx);
        } else if (g_str_equal(name, "tc")) {
                docx->cells -= docx->cells > 0;
        } else if (g_str_equal(name, "tr") && docx->cells == 0) {
                flow_row_end(docx->flow);
        } else if (g_str_equal(name, "tbl") || g_str_equal(name, "txbxContent")) {
                flow_paragraph(docx->flow);
        }
}

static void
docx_text(const char *text, gpointer data)
{
        Docx *docx = data;
        if (docx->skipped == 0 && docx->in_text > 0)
                docx_write(docx, text);
}

static bool
docx_part(Docx *docx, const char *name)
{
        static const OfficeHandler handler = { docx_start, docx_end, docx_text };
        g_autoptr(GByteArray) part = archive_member(docx->task->bytes, name, OFFICE_PART_BYTES);
        if (part == NULL)
                return false;
        docx->skipped = docx->in_text = docx->cells = 0;
        docx->fields = docx->field_code = docx->controls = docx->placeholder = 0;
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

static void
docx_chunk_line(Flow *flow, const char *line)
{
        g_auto(GStrv) cells = g_strsplit(line, "\t", -1);
        for (unsigned i = 0; cells[i] != NULL; i++) {
                if (i > 0)
                        flow_tab(flow);
                flow_text(flow, cells[i]);
        }
}

static void
docx_chunk(Docx *docx, ReaderFunction read, Bytes bytes)
{
        g_auto(ReaderTask) inner;
        reader_task_init(&inner, bytes, docx->flow->left);
        read(&inner);
        for (unsigned k = 0; k < inner.pages->len; k++) {
                const Page *page = g_ptr_array_index(inner.pages, k);
                g_auto(GStrv) lines = g_strsplit(page->text, "\n", -1);
                for (unsigned l = 0; lines[l] != NULL; l++) {
                        docx_chunk_line(docx->flow, lines[l]);
                        flow_break(docx->flow);
                }
        }
        flow_paragraph(docx->flow);
}

/* HTML, RTF or text that Word would take in when it opens the file. */
static void
docx_chunks(Docx *docx, const GPtrArray *names)
{
        static const struct {
                const char *end;
                ReaderFunction read;
        } kinds[] = { { ".htm", html_read }, { ".html", html_read }, { ".rtf", rtf_read }, { ".txt", text_read } };
        for (unsigned i = 0; i < names->len; i++) {
                const char *name = g_ptr_array_index(names, i);
                if (!g_str_has_prefix(name, "word/") || g_str_has_prefix(name, "word/embeddings/"))
                        continue;
                for (unsigned k = 0; k < G_N_ELEMENTS(kinds); k++) {
                        g_autoptr(GByteArray) chunk = g_str_has_suffix(name, kinds[k].end)
                                                          ? archive_member(docx->task->bytes, name, OFFICE_PART_BYTES)
                                                          : NULL;
                        if (chunk != NULL)
                                docx_chunk(docx, kinds[k].read, bytes_of(chunk->data, chunk->len));
                }
        }
}

static void
docx_embedded(Docx *docx, const GPtrArray *names)
{
        for (unsigned i = 0; i < names->len; i++) {
                const char *path = g_ptr_array_index(names, i);
                const char *name = strrchr(path, '/');
                if (!g_str_has_prefix(path, "word/embeddings/") || name == NULL || name[1] == '\0')
                        continue;
                g_autoptr(GByteArray) object = archive_member(docx->task->bytes, path, EMBEDDED_BYTES);
                if (object != NULL)
                        embedded_member(docx->task, name + 1, bytes_of(object->data, object->len));
        }
}

/* Finds where the text itself is: the target of the relation of that type. */
static void
docx_relation(xmlTextReaderPtr reader, const char *name, gpointer data)
{
        char **target = data;
        g_autofree char *type = g_str_equal(name, "Relationship") ? office_attribute(reader, "Type") : NULL;
        if (type == NULL || *target != NULL || !g_str_has_suffix(type, "/officeDocument"))
                return;
        g_autofree char *given = office_attribute(reader, "Target");
        if (given != NULL)
                *target = g_strdup(given[0] == '/' ? given + 1 : given);
}

static void
docx_relation_end(const char *name, gpointer data)
{
}

static char *
docx_main_part(Bytes zip)
{
        static const OfficeHandler handler = { docx_relation, docx_relation_end, docx_relation_end };
        char *target = NULL;
        g_autoptr(GByteArray) relations = archive_member(zip, "_rels/.rels", OFFICE_PART_BYTES);
        if (relations != NULL)
                (void) office_stream(bytes_of(relations->data, relations->len), &handler, &target);
        return target == NULL ? g_strdup("word/document.xml") : target;
}

static Bytes
docx_view(const GByteArray *part)
{
        return part == NULL ? (Bytes){ 0 } : bytes_of(part->data, part->len);
}

void
docx_read(ReaderTask *task)
{
        Flow flow;
        flow_start(&flow, task);
        g_autoptr(GPtrArray) names = archive_names(task->bytes);
        g_autoptr(GByteArray) lists = archive_member(task->bytes, "word/numbering.xml", OFFICE_PART_BYTES);
        g_autoptr(GByteArray) sheet = archive_member(task->bytes, "word/styles.xml", OFFICE_PART_BYTES);
        g_autoptr(Numbering) numbering = numbering_new();
        g_autoptr(DocxStyles) styles = docx_styles_new(docx_view(sheet));
        g_autofree char *main_part = docx_main_part(task->bytes);
        numbering_xml_read(numbering, docx_view(lists));
        Docx docx = { .flow = &flow, .task = task, .numbering = numbering, .styles = styles };
        docx_parts(&docx, names, "word/header");
        if (!docx_part(&docx, main_part) && !flow.is_full)
                reader_task_problem(task, PROBLEM_CORRUPT);
        docx_chunks(&docx, names);
        docx_parts(&docx, names, "word/footnotes");
        docx_parts(&docx, names, "word/endnotes");
        docx_parts(&docx, names, "word/footer");
        docx_embedded(&docx, names);
        if (!archive_is_whole_zip(task->bytes))
                reader_task_problem(task, PROBLEM_CORRUPT);
        flow_end(&flow, task);
        office_judge_pictures(task, "word/media/");
}
