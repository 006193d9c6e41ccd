/* The readers of documents: what a person sees comes out as text; what is damaged has a name. */
#include "base/limits.h"
#include "parsers/document/archive.h"
#include "parsers/document/sniff.h"
#include "parsers/opening.h"
#include "parsers/pipeline.h"
#include "tests/unit/reading_files.h"

#include <string.h>

static void
expect(ReaderFunction read, const char *octets, const char *text, Problem problem)
{
        Problem found = PROBLEM_NONE;
        g_autofree char *got = read_as(read, bytes_of_string(octets), &found);
        g_assert_cmpstr(got, ==, text);
        g_assert_cmpuint(found, ==, problem);
}

static void
test_html(void)
{
        expect(html_read, "<p>One &amp; two</p><p>three<br>four</p>", "One & two\n\nthree\nfour\n", PROBLEM_NONE);
        expect(html_read, "<table><tr><td><p>Court</p></td><td>Kent</td></tr><tr><td>No</td><td>1</td></tr></table>",
               "Court\tKent\nNo\t1\n", PROBLEM_NONE);
        expect(html_read, "<div>seen</div><div style='display: none'>hidden</div><script>x</script><style>y</style>",
               "seen\n", PROBLEM_NONE);
        expect(html_read, "<ol><li>first<li>second</ol>", "1. first\n2. second\n", PROBLEM_NONE);
        expect(html_read, "new<blockquote>old</blockquote>", "new\n\n> old\n", PROBLEM_NONE);
        expect(html_read, "", "", PROBLEM_CORRUPT);
        expect(html_read,
               "<p style='font-size:0px'>x</p><p style='mso-hide: all'>y</p><p hidden>z</p><title>t</title>seen",
               "seen\n", PROBLEM_NONE);
        expect(html_read, "<pre>a\tb\n\nc</pre><textarea>d\ne</textarea>", "a\tb\n\nc\nd\ne\n", PROBLEM_NONE);
        /* Word's own lists, its conditional comments and its paragraphs of no text */
        expect(html_read,
               "<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span "
               "style='mso-list:Ignore'>1.<span>&nbsp;&nbsp;</span></span><![endif]>The respondent<o:p></o:p></p>"
               "<!--[if gte mso 9]><xml><w:View>Normal</w:View></xml><![endif]--><p><o:p>&nbsp;</o:p></p>",
               "1. The respondent\n", PROBLEM_NONE);
        /* a page that is one table within another */
        expect(
            html_read,
            "<table><tr><td><table><tr><td>Court</td><td>Kent</td></tr></table></td></tr><tr><td><p>Order</p></td></tr>"
            "</table>",
            "Court\tKent\n\nOrder\n", PROBLEM_NONE);
        expect(html_read, "<meta charset=iso-8859-2><p>\xB9\xB1 &pound;5 &#8217; &nosuch;",
               "\xC5\xA1\xC4\x85 \xC2\xA3"
               "5 \xE2\x80\x99 &nosuch;\n",
               PROBLEM_NONE);
        g_autofree char *deep = g_strnfill(300, 'x');
        g_autoptr(GString) nested = g_string_new(NULL);
        for (unsigned i = 0; i < 300; i++)
                g_string_append(nested, "<div>");
        g_string_append(nested, deep);
        Problem problem = PROBLEM_NONE;
        g_autofree char *text = read_as(html_read, bytes_of_string(nested->str), &problem);
        g_assert_true(g_utf8_validate(text, -1, NULL));
}

static void
test_html_lists(void)
{
        expect(html_read, "<ol start=3><li>a<li value=7>b<li>c</ol>", "3. a\n7. b\n8. c\n", PROBLEM_NONE);
        expect(html_read, "<ol type=a><li>a<ol type=I><li>b</ol><li>c</ol>", "a. a\n\nI. b\n\nb. c\n", PROBLEM_NONE);
        expect(html_read,
               "<ol style='list-style-type: lower-roman'><li>a</ol><ol type=A><li>b</ol><ol type=i><li>c</ol>",
               "i. a\n\nA. b\n\ni. c\n", PROBLEM_NONE);
        expect(html_read, "<ol style='list-style-type: none'><li>a</ol><ul><li>b</ul>", "a\n\nb\n", PROBLEM_NONE);
}

static void
test_rtf(void)
{
        expect(rtf_read, "{\\rtf1\\ansi\\ansicpg1252 caf\\'e9 \\u8364?\\par next\\line line}",
               "caf\xC3\xA9 \xE2\x82\xAC\n\nnext\nline\n", PROBLEM_NONE);
        expect(rtf_read,
               "{\\rtf1{\\fonttbl{\\f0\\fcharset0 Arial;}{\\f1\\fcharset204 Arial;}}{\\f1\\'cf}{\\*\\unknown gone}{\\v "
               "hidden}}",
               "\xD0\x9F\n", PROBLEM_NONE);
        expect(rtf_read, "{\\rtf1\\trowd\\intbl Court\\cell Kent\\cell\\row\\pard after\\par}", "Court\tKent\nafter\n",
               PROBLEM_NONE);
        expect(rtf_read, "{\\rtf1 a\\bin3 }}}b}", "ab\n", PROBLEM_NONE);
        expect(rtf_read, "{\\rtf1 \\u-10179?\\u-8704?}", "\xF0\x9F\x98\x80\n", PROBLEM_NONE);
        expect(rtf_read, "{\\rtf1 cut", "cut\n", PROBLEM_CORRUPT);
        /* numbers of lists stand before their paragraph, in a table too; a surrogate without its pair is none */
        expect(rtf_read, "{\\rtf1\\trowd\\intbl{\\listtext\\pard 1.\\tab}one\\cell{\\pntext a)\\tab}two\\cell\\row}",
               "1. one\ta) two\n", PROBLEM_NONE);
        expect(rtf_read, "{\\rtf1 \\u-10240?x\\u-9216?y}", "x\xEF\xBF\xBDy\n", PROBLEM_NONE);
        expect(rtf_read,
               "{\\rtf1{\\header head\\par}{\\field{\\*\\fldinst PAGE}{\\fldrslt 7}}{\\deleted gone}\\~\\_\\{\\emdash"
               "{\\nonesttables no}{\\upr{plain}{\\*\\ud{wide}}}\\v hid\\v0 seen\\plain\\\nend}",
               "head\n\n7 -{\xE2\x80\x94plainseen\n\nend\n", PROBLEM_NONE);
        expect(rtf_read,
               "{\\rtf1\\ansicpg1250 \\'9a{\\fonttbl{\\f1\\fcharset128 x;}{\\f2\\fcharset77 x;}}\\f1 \\'83\\'65"
               "{\\f2\\'8e}}",
               "\xC5\xA1\xE3\x83\x86\xC3\xA9\n", PROBLEM_NONE);
        expect(rtf_read, "{\\rtf1\\mac \\'8e\\pc \\'82\\pca \\'82}", "\xC3\xA9\xC3\xA9\xC3\xA9\n", PROBLEM_NONE);
        expect(rtf_read, "{\\rtf1{\\pict\\pngblip 89504e47}}", "", PROBLEM_UNREADABLE);
        g_autofree char *deep = g_strnfill(1000, '{');
        g_autofree char *nested = g_strconcat("{\\rtf1 ", deep, NULL);
        expect(rtf_read, nested, "", PROBLEM_TOO_DEEP);
}

static void
test_text_flowed(void)
{
        g_auto(ReaderTask) task;
        reader_task_init(&task, bytes_of_string("one \r\ntwo\r\n> quoted \r\n> more\r\n-- \r\nsig\r\n"), 1000);
        task.is_flowed = true;
        text_read(&task);
        g_assert_cmpstr(((const Page *) g_ptr_array_index(task.pages, 0))->text, ==,
                        "one two\n> quoted more\n-- \nsig\n");
}

/* Of the one file in the document: "name=octets". */
static void
expect_object(const char *rtf, const char *member)
{
        g_auto(ReaderTask) task;
        reader_task_init(&task, bytes_of_string(rtf), 1000);
        rtf_read(&task);
        g_assert_cmpuint(task.problem, ==, PROBLEM_NONE);
        if (member == NULL) {
                g_assert_null(task.members);
                return;
        }
        const ReaderMember *found = g_ptr_array_index(task.members, 0);
        gsize length = 0;
        const char *octets = g_bytes_get_data(found->bytes, &length);
        g_autofree char *got = g_strdup_printf("%s=%.*s", found->name, (int) length, octets);
        g_assert_cmpstr(got, ==, member);
}

#define OLE1(kind) "{\\rtf1{\\object\\objemb{\\*\\objdata 01050000" kind "000000"
#define NO_NAMES   "0000000000000000"
#define PACKED_HEX                                                                                                     \
        "1F000000"                                                                                                     \
        "0200"                                                                                                         \
        "612e7478740000"                                                                                               \
        "00000300"                                                                                                     \
        "04000000"                                                                                                     \
        "78797a00"                                                                                                     \
        "06000000"                                                                                                     \
        "6f6374657473"

static void
test_rtf_objects(void)
{
        expect_object(OLE1("02") "05000000"
                                 "5061636b00" NO_NAMES PACKED_HEX "0000}}}",
                      "a.txt=octets");
        expect_object(OLE1("02") "05000000\n5061636b00" NO_NAMES "06000000\\bin6 %PDF-1}}}", "object=%PDF-1");
        /* a link, and one that ends early */
        expect_object(OLE1("01") "00000000" NO_NAMES PACKED_HEX "}}}", NULL);
        expect_object(OLE1("02") "00000000" NO_NAMES "FFFFFFFF6162}}}", NULL);
        expect_object(OLE1("02") "FFFFFFFF"
                                 "}}}",
                      NULL);
}

static void
test_text_pages(void)
{
        expect(text_read, "one\ftwo", "one\n\ntwo", PROBLEM_NONE);
        Problem problem = PROBLEM_NONE;
        static const char wide[] = "n\0o\0 \0m\0a\0r\0k\0 \0h\0e\0r\0e";
        g_autofree char *little = read_as(text_read, bytes_of(wide, sizeof wide), &problem);
        g_assert_cmpstr(little, ==, "no mark here");
        g_assert_cmpuint(problem, ==, PROBLEM_NONE);
        static const char big[] = "\0n\0o\0 \0m\0a\0r\0k\0 \0h\0e\0r\0e";
        g_autofree char *turned = read_as(text_read, bytes_of(big, sizeof big - 1), &problem);
        g_assert_cmpstr(turned, ==, "no mark here");
        static const char marked[] = "\xFF\xFE"
                                     "a\0\f\0b";
        g_autofree char *with_mark = read_as(text_read, bytes_of(marked, sizeof marked), &problem);
        g_assert_cmpstr(with_mark, ==, "a b");
}

/* The one file in the text: its name, octets and problem, and the text that is left. */
static void
expect_uuencoded(const char *text, const char *member, Problem problem, const char *rest)
{
        g_auto(ReaderTask) task;
        reader_task_init(&task, bytes_of_string(text), LIMIT_TEXT_BYTES);
        text_read(&task);
        g_assert_cmpstr(((const Page *) g_ptr_array_index(task.pages, 0))->text, ==, rest);
        if (member == NULL) {
                g_assert_null(task.members);
                return;
        }
        g_assert_nonnull(task.members);
        g_assert_cmpuint(task.members->len, ==, 1);
        const ReaderMember *found = g_ptr_array_index(task.members, 0);
        size_t length = 0;
        const char *octets = g_bytes_get_data(found->bytes, &length);
        g_autofree char *got = g_strdup_printf("%s=%.*s", found->name, (int) length, octets);
        g_assert_cmpstr(got, ==, member);
        g_assert_cmpuint(found->problem, ==, problem);
}

static void
test_text_uuencoded(void)
{
        expect_uuencoded("Dear all\r\nbegin 644 a b.txt\r\n-:&4@;W)D97)E9\"X*\"@  \r\n`\r\nend\r\nAnn\r\n",
                         "a b.txt=he ordered.\n\n", PROBLEM_NONE, "Dear all\nAnn\n");
        expect_uuencoded("begin 0644 x\n#86)C\n#9&5F\nend", "x=abcdef", PROBLEM_NONE, "");
        expect_uuencoded("begin 644 x\n#86)C\n\nend\n", "x=abc", PROBLEM_NONE, "");
        /* a server took the blanks at the line's end */
        expect_uuencoded("begin 644 x\n!80\n`\nend\n", "x=a", PROBLEM_NONE, "");
        expect_uuencoded("begin 644 x\n#86)C\nand so on\n", "x=abc", PROBLEM_CORRUPT, "and so on\n");
        expect_uuencoded("We\nbegin 644 days of it\nand end\n", NULL, PROBLEM_NONE,
                         "We\nbegin 644 days of it\nand end\n");
        expect_uuencoded("to begin 644 x\n#86)C\nend\n", NULL, PROBLEM_NONE, "to begin 644 x\n#86)C\nend\n");
        expect_uuencoded("begin 644", NULL, PROBLEM_NONE, "begin 644");
}

#define WORD(body) "<w:document xmlns:w='w' xmlns:mc='m'><w:body>" body "</w:body></w:document>"
#define RUN(text)  "<w:r><w:t>" text "</w:t></w:r>"
#define PARA(text) "<w:p>" RUN(text) "</w:p>"

static void
expect_docx(const char *document, const char *text, Problem problem)
{
        g_autoptr(GByteArray) zip = zip_of("[Content_Types].xml", "<Types/>", "word/document.xml", document, NULL);
        Problem found = PROBLEM_NONE;
        g_autofree char *got = read_as(docx_read, bytes_of(zip->data, zip->len), &found);
        g_assert_cmpstr(got, ==, text);
        g_assert_cmpuint(found, ==, problem);
}

static void
test_docx(void)
{
        expect_docx(WORD(PARA("One") PARA("two")), "One\n\ntwo\n", PROBLEM_NONE);
        expect_docx(WORD("<w:tbl><w:tr><w:tc>" PARA("Court") "</w:tc><w:tc>" PARA("Kent")
                             PARA("East") "</w:tc></w:tr></w:tbl>"),
                    "Court\tKent\nEast\n", PROBLEM_NONE);
        expect_docx(
            WORD("<w:p><w:del><w:r><w:delText>gone</w:delText></w:r></w:del><w:ins>" RUN("kept") "</w:ins></w:p>"),
            "kept\n", PROBLEM_NONE);
        expect_docx(WORD("<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r>" RUN("seen") "</w:p>"), "seen\n",
                    PROBLEM_NONE);
        expect_docx(WORD("<w:p><w:r><mc:AlternateContent><mc:Choice><w:t>box</w:t></mc:Choice><mc:Fallback><w:t>box</"
                         "w:t></mc:Fallback>"
                         "</mc:AlternateContent></w:r></w:p>"),
                    "box\n", PROBLEM_NONE);
        expect_docx("<w:document xmlns:w='w'><w:body>" PARA("before") "<w:p>", "before\n", PROBLEM_CORRUPT);
        /* entities are never expanded, whatever they stand for */
        expect_docx(
            "<!DOCTYPE d [<!ENTITY e SYSTEM 'file:///etc/hostname'>]>" WORD("<w:p><w:r><w:t>a&e;b</w:t></w:r></w:p>"),
            "ab\n", PROBLEM_NONE);
}

static void
test_docx_numbers(void)
{
        static const char numbering[] =
            "<w:numbering xmlns:w='w'><w:abstractNum w:abstractNumId='0'>"
            "<w:lvl w:ilvl='0'><w:start w:val='1'/><w:numFmt w:val='decimal'/><w:lvlText w:val='%1.'/></w:lvl>"
            "<w:lvl w:ilvl='1'><w:start w:val='1'/><w:numFmt w:val='lowerLetter'/><w:lvlText w:val='(%2)'/></w:lvl>"
            "</w:abstractNum><w:num w:numId='5'><w:abstractNumId w:val='0'/></w:num></w:numbering>";
#define ITEM(level, text)                                                                                              \
        "<w:p><w:pPr><w:numPr><w:ilvl w:val='" level "'/><w:numId w:val='5'/></w:numPr></w:pPr>" RUN(text) "</w:p>"
        g_autoptr(GByteArray) zip =
            zip_of("[Content_Types].xml", "<Types/>", "word/numbering.xml", numbering, "word/document.xml",
                   WORD(ITEM("0", "one") ITEM("1", "sub") ITEM("1", "sub") ITEM("0", "two") ITEM("1", "sub")), NULL);
        Problem problem = PROBLEM_NONE;
        g_autofree char *text = read_as(docx_read, bytes_of(zip->data, zip->len), &problem);
        g_assert_cmpstr(text, ==, "1. one\n\n(a) sub\n\n(b) sub\n\n2. two\n\n(a) sub\n");
}

static void
test_odt(void)
{
        static const char content[] =
            "<o:document xmlns:o='o' xmlns:text='t' xmlns:table='b'><text:h>Order</text:h>"
            "<text:tracked-changes><text:p>gone</text:p></text:tracked-changes>"
            "<table:table><table:table-row><table:table-cell><text:p>Court</text:p></"
            "table:table-cell><table:table-cell>"
            "<text:p>Kent<text:tab/>East</text:p></table:table-cell></table:table-row></table:table></o:document>";
        g_autoptr(GByteArray) zip =
            zip_of("mimetype", "application/vnd.oasis.opendocument.text", "content.xml", content, NULL);
        Problem problem = PROBLEM_NONE;
        g_autofree char *text = read_as(odt_read, bytes_of(zip->data, zip->len), &problem);
        g_assert_cmpstr(text, ==, "Order\n\nCourt\tKent\tEast\n");
        g_autoptr(GByteArray) locked =
            zip_of("mimetype", "application/vnd.oasis.opendocument.text", "META-INF/manifest.xml",
                   "<m><encryption-data/></m>", "content.xml", "xx", NULL);
        g_autofree char *none = read_as(odt_read, bytes_of(locked->data, locked->len), &problem);
        g_assert_cmpuint(problem, ==, PROBLEM_ENCRYPTED);
}

static void
test_sniff(void)
{
        g_autoptr(GByteArray) docx = zip_of("[Content_Types].xml", "x", "word/document.xml", "x", NULL);
        g_autoptr(GByteArray) zip = zip_of("a.pdf", "%PDF-1.4 inside", NULL);
        const struct {
                Bytes bytes;
                Format format;
        } cases[] = {
                { bytes_of("", 0), FORMAT_EMPTY },
                { bytes_of_string("%PDF-1.7\n"), FORMAT_PDF },
                { bytes_of_string("junk\n%PDF-1.7\n"), FORMAT_PDF },
                { bytes_of_string("{\\rtf1 x}"), FORMAT_RTF },
                { bytes_of_string("  <!DOCTYPE html><p>x"), FORMAT_HTML },
                { bytes_of_string("plain words"), FORMAT_TEXT },
                { bytes_of("\x89PNG\r\n\x1A\n", 8), FORMAT_IMAGE },
                { bytes_of("\x78\x9F\x3E\x22 %PDF-1.4", 13), FORMAT_TNEF },
                { bytes_of(docx->data, docx->len), FORMAT_DOCX },
                { bytes_of(zip->data, zip->len), FORMAT_ZIP },
                { bytes_of("\x7F\x45\x4C\x46\x02\x01\0\0\0", 9), FORMAT_UNKNOWN },
        };
        for (unsigned i = 0; i < G_N_ELEMENTS(cases); i++) {
                const char *type = NULL;
                const Format format = sniff_format(cases[i].bytes, NULL, &type);
                if (format != cases[i].format)
                        g_error("case %u is format %u (%s)", i, format, type);
        }
}

static bool
count_member(const ArchiveMember *member, gpointer data)
{
        unsigned *counts = data;
        counts[member->problem == PROBLEM_TOO_LARGE]++;
        return true;
}

static void
test_archive_limits(void)
{
        g_autoptr(GByteArray) zip = zip_of("a.txt", "0123456789", "b.txt", "0123456789", "c.txt", "0", NULL);
        unsigned counts[2] = { 0 };
        guint64 left = 20;
        g_assert_cmpuint(archive_walk(bytes_of(zip->data, zip->len), NULL, &left, count_member, counts), ==,
                         PROBLEM_NONE);
        /* twenty octets fit, the twenty-first does not and its file is listed all the same */
        g_assert_cmpuint(counts[0], ==, 2);
        g_assert_cmpuint(counts[1], ==, 1);
        left = 21;
        memset(counts, 0, sizeof counts);
        (void) archive_walk(bytes_of(zip->data, zip->len), NULL, &left, count_member, counts);
        g_assert_cmpuint(counts[0], ==, 3);
        g_assert_cmpuint(archive_walk(bytes_of_string("PK\003\004 nonsense"), NULL, &left, count_member, counts), ==,
                         PROBLEM_CORRUPT);
}

static bool
count_locked(const ArchiveMember *member, gpointer data)
{
        unsigned *counts = data;
        counts[member->problem == PROBLEM_ENCRYPTED]++;
        return true;
}

/* A 7z archive of one file, "order.pdf", whose coder is AES (06F10701): its name can be read, its content not. */
static void
test_archive_locked(void)
{
        static const char locked[] =
            "\x37\x7A\xBC\xAF\x27\x1C\x00\x04\x7F\xB1\x0D\xE1\x10\x00\x00\x00\x00\x00\x00\x00\x3C\x00\x00\x00"
            "\x00\x00\x00\x00\x05\xB1\x51\xA3\x5A\x5A\x5A\x5A\x5A\x5A\x5A\x5A\x5A\x5A\x5A\x5A\x5A\x5A\x5A\x5A"
            "\x01\x04\x06\x00\x01\x09\x10\x00\x07\x0B\x01\x00\x01\x24\x06\xF1\x07\x01\x02\x13\x00\x0C\x0C\x00"
            "\x08\x0A\x01\x01\x00\x00\x00\x00\x00\x05\x01\x11\x15\x00\x6F\x00\x72\x00\x64\x00\x65\x00\x72\x00"
            "\x2E\x00\x70\x00\x64\x00\x66\x00\x00\x00\x00\x00";
        unsigned counts[2] = { 0 };
        guint64 left = 1000;
        g_assert_cmpuint(archive_walk(bytes_of(locked, sizeof locked - 1), NULL, &left, count_locked, counts), ==,
                         PROBLEM_ENCRYPTED);
        g_assert_cmpuint(counts[1], ==, 1);
        g_assert_cmpuint(counts[0], ==, 0);
}

/* A tar of so many files without a word in them. */
static GByteArray *
tar_of_empties(unsigned count)
{
        GByteArray *out = g_byte_array_new();
        for (unsigned i = 0; i < count; i++) {
                guint8 block[512] = { 0 };
                (void) g_snprintf((char *) block, 100, "%03u.txt", i);
                memcpy(block + 100,
                       "0000644\0"
                       "0000000\0"
                       "0000000\0"
                       "00000000000\0"
                       "00000000000\0"
                       "        "
                       "0",
                       57);
                unsigned sum = 0;
                for (size_t k = 0; k < sizeof block; k++)
                        sum += block[k];
                (void) g_snprintf((char *) block + 148, 8, "%06o", sum);
                g_byte_array_append(out, block, sizeof block);
        }
        const guint8 end[1024] = { 0 };
        g_byte_array_append(out, end, sizeof end);
        return out;
}

static void
test_archive_entries(void)
{
        for (unsigned more = 0; more <= 1; more++) {
                g_autoptr(GByteArray) tar = tar_of_empties(LIMIT_ARCHIVE_ENTRIES + more);
                unsigned counts[2] = { 0 };
                guint64 left = 1000;
                g_assert_cmpuint(archive_walk(bytes_of(tar->data, tar->len), NULL, &left, count_member, counts), ==,
                                 more > 0 ? PROBLEM_TOO_LARGE : PROBLEM_NONE);
                g_assert_cmpuint(counts[0], ==, LIMIT_ARCHIVE_ENTRIES);
        }
}

/* One document more than a message may hold is counted, and the last one listed says so. */
static void
test_document_limit(void)
{
        for (unsigned more = 0; more <= 1; more++) {
                g_autoptr(GString) message = g_string_new("Content-Type: multipart/mixed; boundary=\"b\"\r\n\r\n");
                for (unsigned i = 0; i < LIMIT_DOCUMENTS + more; i++)
                        g_string_append(message, "--b\r\nContent-Type: application/octet-stream\r\n\r\nx\r\n");
                g_string_append(message, "--b--\r\n");
                g_autoptr(Submission) submission = submission_new();
                g_autoptr(GPtrArray) sources = g_ptr_array_new_with_free_func(opening_source_free);
                g_autoptr(Opening) opening = opening_new(submission, sources, NULL);
                opening_run(opening, bytes_of(message->str, message->len));
                g_assert_cmpuint(submission->documents->len, ==, LIMIT_DOCUMENTS);
                const SubmissionDocument *last = g_ptr_array_index(submission->documents, LIMIT_DOCUMENTS - 1);
                g_assert_cmpint(last->problem == PROBLEM_TOO_LARGE, ==, more > 0);
        }
}

int
main(int argc, char **argv)
{
        g_test_init(&argc, &argv, NULL);
        pipeline_init();
        g_test_add_func("/html/text", test_html);
        g_test_add_func("/html/lists", test_html_lists);
        g_test_add_func("/rtf/text", test_rtf);
        g_test_add_func("/rtf/objects", test_rtf_objects);
        g_test_add_func("/text/pages", test_text_pages);
        g_test_add_func("/text/uuencoded", test_text_uuencoded);
        g_test_add_func("/text/flowed", test_text_flowed);
        g_test_add_func("/docx/text", test_docx);
        g_test_add_func("/docx/numbers", test_docx_numbers);
        g_test_add_func("/odt/text", test_odt);
        g_test_add_func("/sniff/formats", test_sniff);
        g_test_add_func("/archive/limits", test_archive_limits);
        g_test_add_func("/archive/locked", test_archive_locked);
        g_test_add_func("/archive/entries", test_archive_entries);
        g_test_add_func("/message/documents", test_document_limit);
        return g_test_run();
}
