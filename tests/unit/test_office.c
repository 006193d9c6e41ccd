/* DOCX and ODT in depth: what a person would see in the word processor, and nothing else. */
#include "parsers/document/docx_styles.h"
#include "parsers/document/sniff.h"
#include "parsers/document/symbol.h"
#include "parsers/pipeline.h"
#include "tests/unit/reading_files.h"

#define WORD(body)       "<w:document xmlns:w='w' xmlns:mc='m' xmlns:v='v'><w:body>" body "</w:body></w:document>"
#define RUN(text)        "<w:r><w:t>" text "</w:t></w:r>"
#define PARA(text)       "<w:p>" RUN(text) "</w:p>"
#define FIELD(code)      "<w:r><w:fldChar w:fldCharType='begin'/></w:r>" code "<w:r><w:fldChar w:fldCharType='end'/></w:r>"
#define RESULT(text)     "<w:r><w:fldChar w:fldCharType='separate'/></w:r>" RUN(text)
#define STYLED(id, text) "<w:p><w:pPr><w:pStyle w:val='" id "'/></w:pPr>" RUN(text) "</w:p>"

static void
expect_docx(const char *document, const char *text)
{
        g_autoptr(GByteArray) zip = zip_of("[Content_Types].xml", "<Types/>", "word/document.xml", document, NULL);
        Problem found = PROBLEM_NONE;
        g_autofree char *got = read_as(docx_read, bytes_of(zip->data, zip->len), &found);
        g_assert_cmpstr(got, ==, text);
        g_assert_cmpuint(found, ==, PROBLEM_NONE);
}

static void
test_docx_changes(void)
{
        /* what a paragraph was before a tracked change is no part of it */
        expect_docx(WORD("<w:p><w:pPr><w:pPrChange><w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr></w:pPrChange>"
                         "</w:pPr>" RUN("kept") "<w:moveFrom>" RUN("gone") "</w:moveFrom><w:moveTo>" RUN(
                             " moved") "</w:moveTo></w:p>"),
                    "kept moved\n");
}

static void
test_docx_fields(void)
{
        expect_docx(WORD("<w:p>" FIELD("<w:r><w:instrText>PAGE</w:instrText></w:r>" RESULT("7")) "</w:p>"), "7\n");
        /* a field in the code of a field says nothing */
        expect_docx(WORD("<w:p>" RUN("a ") FIELD("<w:r><w:instrText>IF</w:instrText></w:r>" FIELD(RESULT("inner"))
                                                     RESULT("b")) "</w:p>"),
                    "a b\n");
        expect_docx(WORD("<w:p><w:fldSimple w:instr='DATE'>" RUN("1 May 2025") "</w:fldSimple></w:p>"), "1 May 2025\n");
        expect_docx(WORD("<w:p><w:r><w:fldChar w:fldCharType='begin'><w:ffData><w:checkBox><w:default w:val='0'/>"
                         "<w:checked/></w:checkBox></w:ffData></w:fldChar></w:r><w:r><w:instrText>FORMCHECKBOX"
                         "</w:instrText></w:r><w:r><w:fldChar w:fldCharType='end'/></w:r>" RUN(" ticked") "</w:p>"),
                    "\xE2\x98\x92 ticked\n");
        expect_docx(WORD("<w:p><w:r><w:fldChar w:fldCharType='begin'><w:ffData><w:checkBox><w:default w:val='0'/>"
                         "</w:checkBox></w:ffData></w:fldChar></w:r><w:r><w:fldChar w:fldCharType='end'/></w:r></w:p>"),
                    "\xE2\x98\x90\n");
}

static void
test_docx_controls(void)
{
        expect_docx(WORD("<w:sdt><w:sdtPr><w:alias w:val='x'/></w:sdtPr><w:sdtContent>" PARA(
                        "filled in") "</w:sdtContent></w:sdt>"
                                     "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>" PARA(
                                         "Click here to enter text.") "</w:sdtContent></w:sdt>" PARA("after")),
                    "filled in\n\nafter\n");
}

static void
test_docx_symbols(void)
{
        expect_docx(WORD("<w:p><w:r><w:sym w:font='Wingdings' w:char='F0FE'/><w:t> yes</w:t><w:noBreakHyphen/>"
                         "<w:t>no </w:t><w:sym w:font='Arial' w:char='20AC'/><w:sym w:char='ZZ'/></w:r></w:p>"),
                    "\xE2\x98\x91 yes-no \xE2\x82\xAC\n");
        expect_docx(
            WORD("<w:p><w:pPr><w:tabs><w:tab w:val='left'/></w:tabs></w:pPr>" RUN("a") "<w:r><w:tab/></w:r>" RUN(
                "b") "<w:r><w:ptab/></w:r>" RUN("c") "<w:r><w:br/></w:r>" RUN("d") "</w:p>"),
            "a\tb\tc\nd\n");
        g_assert_cmpuint(symbol_character(0xF0B7), ==, 0x2022);
        g_assert_cmpuint(symbol_character(0xF041), ==, ' ');
}

static void
test_docx_box(void)
{
        expect_docx(WORD("<w:p>" RUN("around") "<w:r><w:pict><v:textbox><w:txbxContent>" PARA(
                        "in the box") "</w:txbxContent></v:textbox></w:pict></w:r></w:p>" PARA("after")),
                    "around\n\nin the box\n\nafter\n");
        expect_docx(WORD("<w:tbl><w:tr><w:tc>" PARA("a") "<w:tbl><w:tr><w:tc>" PARA("b") "</w:tc><w:tc>" PARA(
                        "c") "</w:tc></w:tr></w:tbl></w:tc><w:tc>" PARA("d") "</w:tc></w:tr></w:tbl>"),
                    "a\tb\tc\td\n");
}

static const char style_sheet[] =
    "<w:styles xmlns:w='w'><w:style w:styleId='Level1'><w:pPr><w:numPr><w:numId w:val='5'/></w:numPr></w:pPr></w:style>"
    "<w:style w:styleId='Level2'><w:basedOn w:val='Level1'/><w:pPr><w:numPr><w:ilvl w:val='1'/><w:numId w:val='5'/>"
    "</w:numPr><w:pPrChange><w:pPr><w:numPr><w:numId w:val='9'/></w:numPr></w:pPr></w:pPrChange></w:pPr></w:style>"
    "<w:style w:styleId='Child'><w:basedOn w:val='Level2'/></w:style>"
    "<w:style w:styleId='Loop'><w:basedOn w:val='Loop'/></w:style><w:style/></w:styles>";

static const char lists[] =
    "<w:numbering xmlns:w='w'><w:abstractNum w:abstractNumId='0'>"
    "<w:lvl w:ilvl='0'><w:start w:val='1'/><w:numFmt w:val='decimal'/><w:lvlText w:val='%1.'/></w:lvl>"
    "<w:lvl w:ilvl='1'><w:start w:val='1'/><w:numFmt w:val='upperRoman'/><w:isLgl/><w:lvlText w:val='%1.%2'/></w:lvl>"
    "<w:lvl w:ilvl='2'><w:numFmt w:val='bullet'/><w:lvlText w:val='o'/><w:lvlRestart w:val='0'/></w:lvl>"
    "</w:abstractNum><w:num w:numId='5'><w:abstractNumId w:val='0'/></w:num>"
    "<w:num w:numId='6'><w:abstractNumId w:val='0'/><w:lvlOverride w:ilvl='0'><w:startOverride "
    "w:val='4'/></w:lvlOverride>"
    "<w:lvlOverride w:ilvl='1'><w:lvl w:ilvl='1'><w:start w:val='3'/><w:numFmt w:val='lowerLetter'/>"
    "<w:lvlText w:val='(%2)'/></w:lvl></w:lvlOverride></w:num></w:numbering>";

#define NUMBERED(id, level)                                                                                            \
        "<w:p><w:pPr><w:numPr><w:ilvl w:val='" level "'/><w:numId w:val='" id "'/></w:numPr></w:pPr>" RUN("x") "</"    \
                                                                                                               "w:p>"

static void
test_docx_styles(void)
{
        g_autoptr(GByteArray) zip = zip_of(
            "[Content_Types].xml", "<Types/>", "word/styles.xml", style_sheet, "word/numbering.xml", lists,
            "word/document.xml",
            WORD(STYLED("Level1", "one") STYLED("Level2", "below") STYLED(
                "Child",
                "below") "<w:p><w:pPr><w:pStyle "
                         "w:val='Level1'/></w:pPr></w:p>" STYLED("Level1", "three") STYLED("Loop", "none") STYLED(
                             "Nobody",
                             "none") "<w:p><w:pPr><w:pStyle w:val='Level1'/><w:numPr><w:numId w:val='0'/></w:numPr>"
                                     "</w:pPr>" RUN("no number") "</w:p>" NUMBERED("6", "0") NUMBERED("6", "1")
                                         NUMBERED("5", "2") NUMBERED("5", "0")),
            NULL);
        Problem problem = PROBLEM_NONE;
        g_autofree char *text = read_as(docx_read, bytes_of(zip->data, zip->len), &problem);
        g_assert_cmpstr(
            text, ==,
            "1. one\n\n1.1 below\n\n1.2 below\n\n3. three\n\nnone\n\nnone\n\nno number\n\n4. x\n\n(c) x\n\nx\n\n"
            "5. x\n");
}

static void
test_docx_parts(void)
{
        g_autoptr(GByteArray) zip = zip_of(
            "[Content_Types].xml", "<Types/>", "_rels/.rels",
            "<Relationships><Relationship Type='http://x/metadata' Target='no'/><Relationship "
            "Type='http://x/officeDocument' Target='/word/document2.xml'/></Relationships>",
            "word/document2.xml", WORD(PARA("body")), "word/header1.xml", WORD(PARA("header")), "word/footer1.xml",
            WORD(PARA("footer")), "word/footnotes.xml", WORD(PARA("note")), "word/endnotes.xml", WORD(PARA("end")),
            "word/comments.xml", WORD(PARA("comment")), "word/chunk.html", "<table><tr><td>a<td>b</table>",
            "word/chunk.rtf", "{\\rtf1 rich}", "word/chunk.txt", "plain", NULL);
        Problem problem = PROBLEM_NONE;
        g_autofree char *text = read_as(docx_read, bytes_of(zip->data, zip->len), &problem);
        g_assert_cmpstr(text, ==, "header\n\nbody\n\na\tb\n\nrich\n\nplain\n\nnote\n\nend\n\nfooter\n");
        g_assert_cmpuint(problem, ==, PROBLEM_NONE);
}

static void
test_docx_members(void)
{
        g_autofree char *path = g_build_filename(CCOT_SOURCE_DIR, "tests/fuzz/seeds/docx/objects.docx", NULL);
        g_autofree char *octets = NULL;
        gsize length = 0;
        g_assert_true(g_file_get_contents(path, &octets, &length, NULL));
        g_auto(ReaderTask) task;
        reader_task_init(&task, bytes_of(octets, length), LIMIT_TEXT_BYTES);
        docx_read(&task);
        GString *told = g_string_new(NULL);
        for (unsigned i = 0; task.members != NULL && i < task.members->len; i++) {
                const ReaderMember *member = g_ptr_array_index(task.members, i);
                gsize size = 0;
                const char *data = g_bytes_get_data(member->bytes, &size);
                g_string_append_printf(told, "%s=%.*s\n", member->name, (int) MIN(size, 12), data);
        }
        g_autofree char *got = g_string_free(told, FALSE);
        g_assert_cmpstr(got, ==,
                        "order.txt=packed words\noleObject2.bin=%PDF-1.4 lik\nplain.docx=PK no compou\n"
                        "oleObject4.bin=\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\n");
}

#define ODT(body)                                                                                                      \
        "<o:document xmlns:o='o' xmlns:text='t' xmlns:table='b' xmlns:style='s' xmlns:draw='d'>" body "</o:document>"
#define ODT_ITEM(text) "<text:list-item><text:p>" text "</text:p></text:list-item>"

static void
expect_odt(const char *styles, const char *content, const char *text)
{
        g_autoptr(GByteArray) zip = zip_of("mimetype", "application/vnd.oasis.opendocument.text", "content.xml",
                                           content, "styles.xml", styles, NULL);
        Problem found = PROBLEM_NONE;
        g_autofree char *got = read_as(odt_read, bytes_of(zip->data, zip->len), &found);
        g_assert_cmpstr(got, ==, text);
        g_assert_cmpuint(found, ==, PROBLEM_NONE);
}

#define ODT_STYLES                                                                                                     \
        "<text:list-style style:name='L1'><text:list-level-style-number text:level='1' style:num-format='1' "          \
        "style:num-suffix='.'/><text:list-level-style-number text:level='2' style:num-format='a' "                     \
        "style:num-prefix='(' "                                                                                        \
        "style:num-suffix=')'/><text:list-level-style-number text:level='3' style:num-format='I' "                     \
        "text:display-levels='3' text:start-value='4'/><text:list-level-style-number text:level='99'/>"                \
        "</text:list-style><text:list-style style:name='L2'><text:list-level-style-bullet text:level='1'/>"            \
        "<text:list-level-style-number text:level='2' style:num-format='A'/></text:list-style><text:list-style/>"

static void
test_odt_lists(void)
{
        expect_odt(
            ODT(""),
            ODT(ODT_STYLES "<text:list text:style-name='L1'>" ODT_ITEM(
                "one") "<text:list-item><text:p>two</text:p>"
                       "<text:p>more of it</text:p><text:list>" ODT_ITEM(
                           "s"
                           "u"
                           "b") "<text:list-item><text:p>sub</text:p><text:list>" ODT_ITEM("deep") "</text:list></"
                                                                                                   "text:list-item></"
                                                                                                   "text:list></"
                                                                                                   "text:list-item></"
                                                                                                   "text:list>"
                                                                                                   "<text:list "
                                                                                                   "text:style-name='"
                                                                                                   "L1' "
                                                                                                   "text:continue-"
                                                                                                   "numbering='true'"
                                                                                                   ">" ODT_ITEM(
                                                                                                       "three") "<text:"
                                                                                                                "list-"
                                                                                                                "item "
                                                                                                                "text:"
                                                                                                                "start-"
                                                                                                                "value="
                                                                                                                "'9'><"
                                                                                                                "text:"
                                                                                                                "p>"
                                                                                                                "nine</"
                                                                                                                "text:"
                                                                                                                "p></"
                                                                                                                "text:"
                                                                                                                "list-"
                                                                                                                "item><"
                                                                                                                "/"
                                                                                                                "text:"
                                                                                                                "list>"
                                                                                                                "<text:"
                                                                                                                "list "
                                                                                                                "text:"
                                                                                                                "style-"
                                                                                                                "name='"
                                                                                                                "L1'"
                                                                                                                ">" ODT_ITEM(
                                                                                                                    "an"
                                                                                                                    "e"
                                                                                                                    "w") "</"
                                                                                                                         "text:"
                                                                                                                         "list>"
                                                                                                                         "<text"
                                                                                                                         ":list"
                                                                                                                         " text"
                                                                                                                         ":styl"
                                                                                                                         "e-"
                                                                                                                         "name="
                                                                                                                         "'L2'"
                                                                                                                         ">" ODT_ITEM("bullet") "</text:list><text:list text:style-name='none'>" ODT_ITEM(
                                                                                                                             "p"
                                                                                                                             "l"
                                                                                                                             "a"
                                                                                                                             "i"
                                                                                                                             "n") "</text:list>"),
            "1. one\n\n2. two\n\nmore of it\n\n(a) sub\n\n(b) sub\n\n2.b.IV deep\n\n3. three\n\n9. nine\n\n"
            "1. anew\n\nbullet\n\nplain\n");
}

static void
test_odt_parts(void)
{
        expect_odt(
            ODT("<style:master-page><style:header><text:p>head</text:p></style:header><style:header-left><text:p>left"
                "</text:p></style:header-left><style:footer><text:p>foot</text:p></style:footer></style:master-page>"
                "<text:p>no part of the page</text:p>"),
            ODT("<text:p>a<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>note</text:p>"
                "</text:note-body></text:note></text:p><text:p><draw:frame><draw:text-box><text:p>box</text:p>"
                "</draw:text-box></draw:frame></text:p><text:p>b<text:s/>c<text:line-break/>d<text:placeholder>fill"
                "</text:placeholder></text:p>"),
            "head\n\nleft\n\na\n\nnote\n\nbox\n\nb c\nd\n\nfoot\n");
}

static void
test_odt_flat(void)
{
        static const char flat[] =
            "<?xml version='1.0'?><o:document o:mimetype=\"application/vnd.oasis.opendocument.text\" "
            "xmlns:o='o' xmlns:text='t'><text:p>flat</text:p></o:document>";
        Problem problem = PROBLEM_NONE;
        g_autofree char *text = read_as(odt_flat_read, bytes_of_string(flat), &problem);
        g_assert_cmpstr(text, ==, "flat\n");
        g_assert_cmpuint(problem, ==, PROBLEM_NONE);
        g_autofree char *cut = read_as(odt_flat_read, bytes_of(flat, sizeof flat - 10), &problem);
        g_assert_cmpuint(problem, ==, PROBLEM_CORRUPT);
        const char *type = NULL;
        g_assert_cmpuint(sniff_format(bytes_of_string(flat), NULL, &type), ==, FORMAT_FLAT_ODT);
}

int
main(int argc, char **argv)
{
        g_test_init(&argc, &argv, NULL);
        (void) g_log_set_always_fatal(G_LOG_FATAL_MASK);
        pipeline_init();
        g_test_add_func("/docx/changes", test_docx_changes);
        g_test_add_func("/docx/fields", test_docx_fields);
        g_test_add_func("/docx/controls", test_docx_controls);
        g_test_add_func("/docx/symbols", test_docx_symbols);
        g_test_add_func("/docx/boxes", test_docx_box);
        g_test_add_func("/docx/styles", test_docx_styles);
        g_test_add_func("/docx/parts", test_docx_parts);
        g_test_add_func("/docx/members", test_docx_members);
        g_test_add_func("/odt/lists", test_odt_lists);
        g_test_add_func("/odt/parts", test_odt_parts);
        g_test_add_func("/odt/flat", test_odt_flat);
        return g_test_run();
}
