/* PDF: text with places, pages that are pictures, forms, attachments, damage. */
#include "base/limits.h"
#include "parsers/document/pdf.h"
#include "parsers/document/pdf_picture.h"
#include "parsers/document/pdf_recover.h"
#include "parsers/pipeline.h"

#include <gio/gio.h>
#include <string.h>

static void
read_pdf(ReaderTask *task, const char *octets)
{
        reader_task_init(task, bytes_of_string(octets), LIMIT_TEXT_BYTES);
        pdf_read(task);
}

static void
expect(const char *octets, const char *text, Problem problem)
{
        g_auto(ReaderTask) task;
        read_pdf(&task, octets);
        g_autoptr(GString) out = g_string_new(NULL);
        for (unsigned i = 0; i < task.pages->len; i++)
                g_string_append(out, ((const Page *) g_ptr_array_index(task.pages, i))->text);
        g_assert_cmpstr(out->str, ==, text);
        g_assert_cmpuint(task.problem, ==, problem);
}

/* A PDF of one page with the given content stream; poppler mends the missing table. */
static char *
pdf_of(const char *page_keys, const char *content)
{
        return g_strdup_printf(
            "%%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
            "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]%s/Contents 4 0 R/Resources<</Font<</F 5 0 "
            "R>>>>>>endobj\n"
            "4 0 obj<</Length %zu>>stream\n%s\nendstream endobj\n"
            "5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\ntrailer<</Root 1 0 R>>\n%%%%EOF\n",
            page_keys, strlen(content), content);
}

static void
test_pdf(void)
{
        g_autofree char *pdf =
            pdf_of("", "BT /F 12 Tf 60 700 Td (In the Family Court) Tj 300 0 Td (Case No: AB12C34567) Tj ET "
                       "BT /F 12 Tf 60 640 Td (Order) Tj ET");
        expect(pdf, "In the Family Court\tCase No: AB12C34567\n\nOrder\n", PROBLEM_NONE);
        g_autofree char *junk = g_strconcat("junk before\n", pdf, NULL);
        expect(junk, "In the Family Court\tCase No: AB12C34567\n\nOrder\n", PROBLEM_NONE);
        expect("%PDF-1.4\nnothing more", "", PROBLEM_CORRUPT);
        g_autofree char *blank = pdf_of("", "q Q");
        expect(blank, "", PROBLEM_NONE);
}

/* The place of the page's first word, which starts at 60, 700 of a page of 600 by 800 points. */
static void
expect_place(const char *page_keys, const char *content, const double expected[4])
{
        g_autofree char *pdf = pdf_of(page_keys, content);
        g_auto(ReaderTask) task;
        reader_task_init(&task, bytes_of_string(pdf), LIMIT_TEXT_BYTES);
        pdf_read(&task);
        double box[4];
        const Page *page = g_ptr_array_index(task.pages, 0);
        g_assert_true(g_str_has_prefix(page->text, "First words of a line"));
        g_assert_true(page_box(page, 0, 5, box));
        for (unsigned i = 0; i < G_N_ELEMENTS(box); i++)
                if (box[i] < expected[i] - 0.02 || box[i] > expected[i] + 0.02)
                        g_error("%s: box %u is %g, not %g", page_keys, i, box[i], expected[i]);
}

static void
test_pdf_places(void)
{
        static const char upright[] = "BT /F 20 Tf 60 700 Td (First words of a line) Tj ET";
        static const char sideways[] = "BT /F 20 Tf 0 1 -1 0 100 60 Tm (First words of a line) Tj ET";
        expect_place("", upright, (const double[]){ 0.10, 0.106, 0.167, 0.13 });
        expect_place("/CropBox[0 400 600 800]", upright, (const double[]){ 0.10, 0.212, 0.167, 0.26 });
        /* turned by 90 degrees clockwise: what was at the top is at the right */
        expect_place("/Rotate 90", sideways, (const double[]){ 0.075, 0.135, 0.125, 0.165 });
        /* text that runs up an upright page */
        expect_place("", sideways, (const double[]){ 0.135, 0.875, 0.165, 0.925 });
}

/* Whether the page with that content is to be recognised. */
static void
expect_picture(const char *content, bool expected)
{
        g_autofree char *pdf = pdf_of("", content);
        g_auto(ReaderTask) task;
        read_pdf(&task, pdf);
        const bool found = task.picture_pages != NULL && task.picture_pages->len == 1;
        if (found != expected)
                g_error("%.60s: %s", content, found ? "a picture" : "no picture");
}

/* Lines of marks as large as letters, which no font knows of, from the top of the page downwards. */
static char *
drawn_letters(unsigned lines)
{
        GString *out = g_string_new("q ");
        for (unsigned line = 0; line < lines; line++)
                for (unsigned i = 0; i < 60; i++)
                        if (i % 6 != 5)
                                g_string_append_printf(out, "%u %u 3 7 re f ", 60 + i * 7, 740 - line * 13);
        return g_string_free(g_string_append(out, "Q "), FALSE);
}

static void
test_pictures(void)
{
        static const char scan[] = "q 600 0 0 800 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID 0 EI Q ";
        static const char few[] = "BT /F 10 Tf 60 20 Td (Page 1 of 3) Tj ET ";
        g_autofree char *drawn = drawn_letters(20);
        g_autofree char *signature = drawn_letters(1);
        g_autofree char *numbered = g_strconcat(drawn, few, NULL);
        g_autoptr(GString) text = g_string_new("BT /F 10 Tf 12 TL 60 780 Td ");
        for (unsigned i = 0; i < 30; i++)
                g_string_append(text, "(The respondent must not go to the property in this order.) Tj T* ");
        g_string_append(text, "ET ");
        g_autofree char *both = g_strconcat(text->str, drawn, NULL);
        g_autoptr(GString) table = g_string_new(few);
        for (unsigned i = 0; i < 30; i++)
                g_string_append_printf(table, "60 %u 480 20 re S ", 100 + 20 * i);
        g_autofree char *signed_page = g_strconcat("BT /F 10 Tf 60 400 Td (Dated 3 March 2025, the court at Medway) Tj "
                                                   "0 -20 Td (Her Honour Judge Ingleby, in private) Tj ET ",
                                                   signature, NULL);
        expect_picture("q Q", false);
        expect_picture(few, false);
        expect_picture(drawn, true);
        expect_picture(numbered, true);
        expect_picture(text->str, false);
        expect_picture(both, false);
        expect_picture(table->str, false);
        expect_picture(signed_page, false);
        g_autofree char *stamped = g_strconcat(scan, few, NULL);
        expect_picture(stamped, false); /* an even surface is no ink */
}

/* A page of the document's own pictures: /X covers it. */
static char *
scan_of(const char *content)
{
        return g_strdup_printf(
            "%%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
            "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>"
            "/XObject<</X 6 0 R>>>>>>endobj\n"
            "4 0 obj<</Length %zu>>stream\n%s\nendstream endobj\n"
            "5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\n"
            "6 0 obj<</Type/XObject/Subtype/Image/Width 2/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/Length "
            "2>>stream\nA \nendstream endobj\ntrailer<</Root 1 0 R>>\n%%%%EOF\n",
            strlen(content), content);
}

static void
test_scans(void)
{
        static const char *const pictures[] = {
                "q 600 0 0 800 0 0 cm /X Do Q",
                "q 600 0 0 800 0 0 cm /X Do Q BT /F 8 Tf 30 785 Td (12/03/2025 10:42 FROM VOSS LANE SOLICITORS, 4 HIGH "
                "STREET, ROCHESTER, TELEPHONE 01632 960114, TO KENT POLICE, PAGE 001 OF 004) Tj ET",
                "q 600 0 0 800 0 0 cm /X Do Q BT /F 8 Tf 300 300 Td (Scanned by a scanner) Tj ET",
                "q 600 0 0 400 0 0 cm /X Do Q q 600 0 0 400 0 400 cm /X Do Q",
        };
        for (unsigned i = 0; i < G_N_ELEMENTS(pictures); i++) {
                g_autofree char *pdf = scan_of(pictures[i]);
                g_auto(ReaderTask) task;
                read_pdf(&task, pdf);
                g_assert_nonnull(task.picture_pages);
                g_assert_cmpuint(task.picture_pages->len, ==, 1);
                g_assert_cmpuint(g_array_index(task.picture_pages, unsigned, 0), ==, 1);
        }
        g_autofree char *crest = scan_of("q 60 0 0 60 500 700 cm /X Do Q BT /F 10 Tf 60 700 Td (Dated 3 March) Tj ET");
        g_auto(ReaderTask) task;
        read_pdf(&task, crest);
        g_assert_null(task.picture_pages);
}

static void
test_garbage(void)
{
        static const char *const texts[] = {
                "In the Family Court sitting at Medway. The respondent must not use or threaten violence.",
                "Mae'r gorchymyn hwn yn berthnasol tan 3 Mawrth 2026. Ni chaiff yr atebydd ddefnyddio trais yn erbyn y "
                "ceisydd.",
                "Case number: 1741-0824-6631-0297\nFamilyMan number: ME25F00418\nDesmond Achterberg\n27 Sawmill Reach\n"
                "Gillingham\nME98 4QT\nRosalind Achterberg\n14/08/1983",
                "Signed ............................................ Date ______________________________",
                "\xEF\x82\xB7 first of all\n\xEF\x82\xB7 then the next\n",
                "",
                "1 2 3 4 5 6 7 8 9",
        };
        static const char *const rubbish[] = {
                "\xEE\x80\x81\xEE\x80\x82\xEE\x80\x83 \xEE\x80\x84\xEE\x80\x85\xEE\x80\x86\xEE\x80\x87\xEE\x80\x88",
                ",Q WKH )DPLO\\ &RXUW VLWWLQJ DW 0HGZD\\ 7KH UHVSRQGHQW PXVW QRW XVH RU WKUHDWHQ YLROHQFH",
                "!\"# $%& '()*+ ,-./0 123 456 789:; <=> ?@# $%&'( )*+ ,-./ !\"#$ %&'() *+,-. /0123 $#%& @@## $%^&",
                "Jo uif Gbnjmz Dpvsu tjuujoh bu Nfexbz Uif sftqpoefou nvtu opu vtf ps uisfbufo wjpmfodf bhbjotu",
        };
        for (unsigned i = 0; i < G_N_ELEMENTS(texts); i++)
                if (pdf_picture_is_garbage(texts[i]))
                        g_error("taken for garbage: %s", texts[i]);
        for (unsigned i = 0; i < G_N_ELEMENTS(rubbish); i++)
                if (!pdf_picture_is_garbage(rubbish[i]))
                        g_error("taken for text: %s", rubbish[i]);
}

/* The problem of a seed of the fuzzer, opened with at most one password; its text must then be there. */
static Problem
problem_of_seed(const char *name, const char *password)
{
        g_autofree char *path = g_build_filename(CCOT_SOURCE_DIR, "tests/fuzz/seeds/pdf", name, NULL);
        g_autofree char *data = NULL;
        gsize length = 0;
        g_assert_true(g_file_get_contents(path, &data, &length, NULL));
        g_autoptr(GPtrArray) passwords = g_ptr_array_new_with_free_func(g_free);
        g_ptr_array_add(passwords, g_strdup("not this one"));
        g_ptr_array_add(passwords, g_strdup("nor caf\xC3\xA9"));
        if (password != NULL)
                g_ptr_array_add(passwords, g_strdup(password));
        g_auto(ReaderTask) task;
        reader_task_init(&task, bytes_of(data, length), LIMIT_TEXT_BYTES);
        task.passwords = passwords;
        pdf_read(&task);
        if (task.problem == PROBLEM_NONE)
                g_assert_cmpstr(((const Page *) g_ptr_array_index(task.pages, 0))->text, ==, "Locked order\n");
        return task.problem;
}

static void
test_locked(void)
{
        static const char *const seeds[] = { "locked-rc4.pdf", "locked-aes.pdf", "locked-r6.pdf" };
        for (unsigned i = 0; i < G_N_ELEMENTS(seeds); i++) {
                g_assert_cmpuint(problem_of_seed(seeds[i], NULL), ==, PROBLEM_ENCRYPTED);
                g_assert_cmpuint(problem_of_seed(seeds[i], "Lantern"), ==, PROBLEM_NONE);
        }
        g_assert_cmpuint(problem_of_seed("owner-only.pdf", NULL), ==, PROBLEM_NONE);
        g_assert_cmpuint(problem_of_seed("certificate.pdf", "Lantern"), ==, PROBLEM_ENCRYPTED);
}

#define DAMAGED_HEAD  "%PDF-1.4\n"
#define DAMAGED_FONT  "5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\n"
#define DAMAGED_PAGES "<</Font<</F 5 0 R>>>>/MediaBox[0 0 600 800]"
/* Pages of one line each, which inherit what they need from the list. */
#define DAMAGED_PAGE(number, contents, line)                                                                           \
        number " 0 obj<</Type /Page/Parent 2 0 R/Contents " contents " 0 R>>endobj\n" contents                         \
               " 0 obj<</Length 46>>stream\nBT /F 12 Tf 60 700 Td (" line ") Tj ET\nendstream endobj\n"
#define DAMAGED_THREE                                                                                                  \
        DAMAGED_PAGE("10", "11", "first page")                                                                         \
        DAMAGED_PAGE("12", "13", "other page") DAMAGED_PAGE("14", "15", "third page")
#define DAMAGED_LIST(count)                                                                                            \
        "2 0 obj<</Type/Pages/Kids[10 0 R 12 0 R 14 0 R]/Count " count "/Resources " DAMAGED_PAGES ">>endobj\n"
#define DAMAGED_TAIL "1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\ntrailer<</Root 1 0 R>>\nstartxref\n0\n%%EOF\n"
#define ALL_PAGES    "first page\nother page\nthird page\n"

static void
test_damage(void)
{
        static const char whole[] = DAMAGED_HEAD DAMAGED_FONT DAMAGED_LIST("3") DAMAGED_THREE DAMAGED_TAIL;
        static const struct {
                const char *octets;
                const char *text;
                Problem problem;
        } cases[] = {
                { whole, ALL_PAGES, PROBLEM_NONE },
                /* no trailer, no catalogue, no list of pages */
                { DAMAGED_HEAD DAMAGED_FONT DAMAGED_LIST("3") DAMAGED_THREE, ALL_PAGES, PROBLEM_CORRUPT },
                /* cut within the last page */
                { DAMAGED_HEAD DAMAGED_FONT DAMAGED_LIST("3") DAMAGED_PAGE("10", "11", "first page") "12 0 obj<</Type",
                  "first page\n", PROBLEM_CORRUPT },
                /* a count that lies */
                { DAMAGED_HEAD DAMAGED_FONT DAMAGED_LIST("0") DAMAGED_THREE DAMAGED_TAIL, ALL_PAGES, PROBLEM_CORRUPT },
                { DAMAGED_HEAD DAMAGED_FONT DAMAGED_LIST("1") DAMAGED_THREE DAMAGED_TAIL, ALL_PAGES, PROBLEM_CORRUPT },
                { DAMAGED_HEAD DAMAGED_FONT DAMAGED_LIST("4") DAMAGED_THREE DAMAGED_TAIL, ALL_PAGES,
                  PROBLEM_PAGES_MISSING },
                { DAMAGED_HEAD DAMAGED_FONT DAMAGED_LIST("999999999999") DAMAGED_THREE DAMAGED_TAIL, ALL_PAGES,
                  PROBLEM_CORRUPT },
                /* a list that holds itself */
                { DAMAGED_HEAD DAMAGED_FONT "2 0 obj<</Type/Pages/Kids[2 0 R]/Count 3/Resources " DAMAGED_PAGES
                                            ">>endobj\n" DAMAGED_THREE DAMAGED_TAIL,
                  ALL_PAGES, PROBLEM_CORRUPT },
                /* the last revision of a page counts */
                { DAMAGED_HEAD DAMAGED_FONT DAMAGED_LIST("3")
                      DAMAGED_THREE DAMAGED_TAIL DAMAGED_PAGE("12", "23", "newer page") DAMAGED_TAIL,
                  "first page\nnewer page\nthird page\n", PROBLEM_NONE },
                { DAMAGED_HEAD DAMAGED_FONT DAMAGED_LIST("3")
                      DAMAGED_THREE DAMAGED_PAGE("12", "23", "newer page") "24 0 obj",
                  "first page\nnewer page\nthird page\n", PROBLEM_CORRUPT },
        };
        for (unsigned i = 0; i < G_N_ELEMENTS(cases); i++) {
                g_test_message("case %u", i);
                expect(cases[i].octets, cases[i].text, cases[i].problem);
        }
        g_autofree char *advertised = g_strconcat(whole, "<html>an advertisement</html>", NULL);
        expect(advertised, ALL_PAGES, PROBLEM_NONE);
        expect(DAMAGED_HEAD "1 0 obj<</Type/Catalog>>endobj", "", PROBLEM_CORRUPT);
}

static GByteArray *
deflated(const char *octets, size_t length)
{
        g_autoptr(GZlibCompressor) deflate = g_zlib_compressor_new(G_ZLIB_COMPRESSOR_FORMAT_ZLIB, 9);
        GByteArray *packed = g_byte_array_new();
        GConverterResult result = G_CONVERTER_CONVERTED;
        for (size_t at = 0; result != G_CONVERTER_FINISHED;) {
                guint8 buffer[4096];
                gsize read = 0, written = 0;
                g_autoptr(GError) error = NULL;
                result = g_converter_convert(G_CONVERTER(deflate), octets + at, length - at, buffer, sizeof buffer,
                                             G_CONVERTER_INPUT_AT_END, &read, &written, &error);
                g_assert_no_error(error);
                at += read;
                g_byte_array_append(packed, buffer, (guint) written);
        }
        return packed;
}

/* A file of that head, a compressed stream, and that end. */
static GByteArray *
file_around(const char *head, const GByteArray *packed, const char *end)
{
        GByteArray *file = g_byte_array_new();
        g_byte_array_append(file, (const guint8 *) head, (guint) strlen(head));
        g_byte_array_append(file, packed->data, packed->len);
        g_byte_array_append(file, (const guint8 *) end, (guint) strlen(end));
        return file;
}

/* Pages that lie in a compressed stream of objects, of a file without an end. */
static void
test_damage_packed(void)
{
        static const char list[] = "<</Type/Pages/Kids[10 0 R]/Count 1/MediaBox[0 0 600 800]/Resources "
                                   "<</Font<</F 5 0 R>>>>>> ";
        g_autofree char *objects =
            g_strdup_printf("2 0 10 %3zu %s<</Type/Page/Parent 2 0 R/Contents 11 0 R>>", strlen(list), list);
        g_autoptr(GByteArray) packed = deflated(objects, strlen(objects));
        g_autofree char *head = g_strdup_printf("%s"
                                                "11 0 obj<</Length 44>>stream\nBT /F 12 Tf 60 700 Td (packed page) Tj "
                                                "ET\nendstream endobj\n"
                                                "20 0 obj<</Type/ObjStm/N 2/First 11/Filter/FlateDecode/Length "
                                                "%u>>stream\n",
                                                DAMAGED_HEAD DAMAGED_FONT, packed->len);
        g_autoptr(GByteArray) file = file_around(head, packed, "\nendstream endobj\n");
        g_auto(ReaderTask) task;
        reader_task_init(&task, bytes_of(file->data, file->len), LIMIT_TEXT_BYTES);
        pdf_read(&task);
        g_assert_cmpuint(task.pages->len, ==, 1);
        g_assert_cmpstr(((const Page *) g_ptr_array_index(task.pages, 0))->text, ==, "packed page\n");
        g_assert_cmpuint(task.problem, ==, PROBLEM_CORRUPT);
}

/* A page whose type ends with the last octet that is unpacked, and one that ends behind it. */
static void
test_damage_limit(void)
{
        static const char page[] = "<</Type/Page";
        const size_t starts[] = { LIMIT_RECOVERED - strlen(page), LIMIT_RECOVERED - strlen(page) + 1 };
        for (unsigned i = 0; i < G_N_ELEMENTS(starts); i++) {
                const size_t length = starts[i] + strlen(page);
                g_autofree char *objects = g_malloc(length + 1);
                memset(objects, ' ', length);
                const int head_length = g_snprintf(objects, 32, "10 %zu", starts[i] - 20);
                objects[head_length] = ' ';
                memcpy(objects + starts[i], page, strlen(page));
                g_autoptr(GByteArray) packed = deflated(objects, length);
                g_autofree char *head =
                    g_strdup_printf("%s20 0 obj<</Type/ObjStm/N 1/First 20/Filter/FlateDecode/Length %u>>stream\n",
                                    DAMAGED_HEAD, packed->len);
                g_autoptr(GByteArray) file = file_around(head, packed, "\nendstream endobj\n");
                g_autoptr(GBytes) recovered = pdf_recover(bytes_of(file->data, file->len));
                g_assert_true((recovered != NULL) == (i == 0));
        }
}

/* A page with the given content, fields as annotations, and further objects from 20 on. */
static char *
form_of(const char *page_keys, const char *content, const char *fields, const char *objects)
{
        return g_strdup_printf(
            "%%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[%s]/DA(/F 10 Tf)>>>>endobj\n"
            "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
            "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]%s/Contents 4 0 R/Annots[%s]/Resources<</Font<</F "
            "5 0 R>>>>>>endobj\n4 0 obj<</Length %zu>>stream\n%s\nendstream endobj\n"
            "5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\n%strailer<</Root 1 0 R>>\n%%%%EOF\n",
            fields, page_keys, fields, strlen(content), content, objects);
}

#define FIELD(number, keys, name, rectangle)                                                                           \
        number " 0 obj<</Type/Annot/Subtype/Widget/T(" name ")/Rect[" rectangle "]" keys ">>endobj\n"

static void
test_form(void)
{
        static const char labels[] = "BT /F 10 Tf 60 702 Td (Court) Tj 0 -30 Td (Served by) Tj 0 -30 Td (Date) Tj "
                                     "0 -30 Td (Name) Tj 70 0 Td (Desmond Achterberg) Tj ET";
        static const char objects[] = FIELD("20", "/FT/Tx/F 4/V(Medway and Canterbury)", "court", "130 696 300 712")
            FIELD("21", "/FT/Btn/F 4/V/Yes/AS/Yes/AP<</N<</Yes 30 0 R/Off 30 0 R>>>>", "solicitor", "130 666 142 678")
                FIELD("22", "/FT/Btn/F 4/V/Off/AS/Off/AP<</N<</Yes 30 0 R/Off 30 0 R>>>>", "other", "160 666 172 678")
                    FIELD("23", "/FT/Ch/Ff 131072/F 4/Opt[(2 March)(3 March)]/V(3 March)", "date", "130 636 300 652")
                        FIELD("24", "/FT/Tx/F 4/V(Desmond Achterberg)", "name", "129 606 300 622")
                            FIELD("25", "/FT/Tx/F 2/V(nobody sees this)", "hidden", "130 500 300 520")
                                FIELD("26", "/FT/Tx/F 4/V()", "empty", "130 400 300 420")
                                    FIELD("27", "/FT/Tx/Ff 4096/F 4/V(in person at his place of work in Gillingham)",
                                          "how", "130 300 250 360") "30 0 obj<</Length 0/Type/XObject/Subtype/Form"
                                                                    "/BBox[0 0 9 9]>>stream\n\nendstream endobj\n";
        static const char expected[] = "Court\tMedway and Canterbury\n\nServed by\tX\n\nDate\t3 March\n\nName\tDesmond "
                                       "Achterberg\n\nin person at his\nplace of work in\nGillingham\n";
        static const char *const keys[] = { "", "/Rotate 90", "/Rotate 180", "/Rotate 270" };
        for (unsigned i = 0; i < G_N_ELEMENTS(keys); i++) {
                g_autofree char *pdf =
                    form_of(keys[i], labels, "20 0 R 21 0 R 22 0 R 23 0 R 24 0 R 25 0 R 26 0 R 27 0 R", objects);
                g_auto(ReaderTask) task;
                read_pdf(&task, pdf);
                g_assert_cmpstr(((const Page *) g_ptr_array_index(task.pages, 0))->text, ==, expected);
                g_assert_nonnull(task.form_fields);
                g_assert_cmpuint(task.form_fields->len, ==, 5);
                g_assert_cmpstr(g_ptr_array_index(task.form_fields, 0), ==, "court=Medway and Canterbury");
                g_assert_cmpstr(g_ptr_array_index(task.form_fields, 1), ==, "solicitor=X");
        }
        g_autofree char *waiting = form_of("",
                                           "BT /F 10 Tf 60 700 Td (Please wait...) Tj 0 -20 Td (If this message is not "
                                           "eventually replaced by the proper contents) Tj ET",
                                           "", "");
        g_auto(ReaderTask) task;
        read_pdf(&task, waiting);
        g_assert_cmpuint(task.problem, ==, PROBLEM_UNSUPPORTED);
}

static void
test_form_limit(void)
{
        g_autoptr(GString) fields = g_string_new(NULL);
        g_autoptr(GString) objects = g_string_new(NULL);
        for (guint i = 0; i <= LIMIT_FORM_FIELDS; i++) {
                g_string_append_printf(fields, "%u 0 R ", 20 + i);
                g_string_append_printf(objects,
                                       "%u 0 obj<</Type/Annot/Subtype/Widget/FT/Tx/F 4/T(f%u)/V(v)/Rect[%u %u %u "
                                       "%u]>>endobj\n",
                                       20 + i, i, i % 40 * 12, i / 40 * 12, i % 40 * 12 + 10, i / 40 * 12 + 10);
                if (i + 1 < LIMIT_FORM_FIELDS)
                        continue;
                g_autofree char *pdf = form_of("", "q Q", fields->str, objects->str);
                g_auto(ReaderTask) task;
                read_pdf(&task, pdf);
                g_assert_cmpuint(task.form_fields->len, ==, LIMIT_FORM_FIELDS);
        }
}

#define ATTACHED(number, name) number " 0 obj<</Type/Filespec/F(" name ")/EF<</F 41 0 R>>>>endobj\n"

static void
test_attachments(void)
{
        static const char pdf[] =
            "%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R/Names<</EmbeddedFiles<</Names[(a)40 0 R(b)42 0 "
            "R]>>>>>>endobj\n"
            "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
            "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Annots[6 0 R]>>endobj\n"
            "6 0 obj<</Type/Annot/Subtype/FileAttachment/Rect[9 9 20 20]/FS 43 0 R>>endobj\n" ATTACHED(
                "40", "C:\\\\orders/order.txt") ATTACHED("42", "")
                ATTACHED("43", "pinned.txt") "41 0 obj<</Type/EmbeddedFile/Length 12>>stream\nan attached\nendstream "
                                             "endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n";
        static const char *const names[] = { "order.txt", "attachment", "pinned.txt" };
        g_auto(ReaderTask) task;
        read_pdf(&task, pdf);
        g_assert_cmpuint(task.problem, ==, PROBLEM_NONE);
        g_assert_nonnull(task.members);
        g_assert_cmpuint(task.members->len, ==, G_N_ELEMENTS(names));
        for (guint i = 0; i < task.members->len; i++) {
                const ReaderMember *member = g_ptr_array_index(task.members, i);
                g_assert_cmpstr(member->name, ==, names[i]);
                gsize length = 0;
                const char *data = g_bytes_get_data(member->bytes, &length);
                g_assert_cmpmem(data, length, "an attached\n", 12);
        }
}

static void
test_attachment_limit(void)
{
        const size_t sizes[] = { LIMIT_PDF_MEMBERS, LIMIT_PDF_MEMBERS + 1 };
        g_autofree char *octets = g_malloc0(LIMIT_PDF_MEMBERS + 1);
        for (unsigned i = 0; i < G_N_ELEMENTS(sizes); i++) {
                g_autoptr(GByteArray) packed = deflated(octets, sizes[i]);
                g_autofree char *head = g_strdup_printf(
                    "%%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R/Names<</EmbeddedFiles<</Names[(a)40 0 "
                    "R]>>>>>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 "
                    "R/MediaBox[0 0 600 800]>>endobj\n%s41 0 obj<</Type/EmbeddedFile/Filter/FlateDecode/Length "
                    "%u>>stream\n",
                    ATTACHED("40", "a.txt"), packed->len);
                g_autoptr(GByteArray) file =
                    file_around(head, packed, "\nendstream endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n");
                g_auto(ReaderTask) task;
                reader_task_init(&task, bytes_of(file->data, file->len), LIMIT_TEXT_BYTES);
                pdf_read(&task);
                g_assert_cmpuint(task.problem, ==, i == 0 ? PROBLEM_NONE : PROBLEM_TOO_LARGE);
                g_assert_cmpuint(task.members == NULL ? 0 : task.members->len, ==, i == 0 ? 1 : 0);
        }
}

int
main(int argc, char **argv)
{
        g_test_init(&argc, &argv, NULL);
        pipeline_init();
        g_test_add_func("/pdf/text", test_pdf);
        g_test_add_func("/pdf/places", test_pdf_places);
        g_test_add_func("/pdf/pictures", test_pictures);
        g_test_add_func("/pdf/scans", test_scans);
        g_test_add_func("/pdf/garbage", test_garbage);
        g_test_add_func("/pdf/locked", test_locked);
        g_test_add_func("/pdf/damage", test_damage);
        g_test_add_func("/pdf/damage-packed", test_damage_packed);
        g_test_add_func("/pdf/damage-limit", test_damage_limit);
        g_test_add_func("/pdf/form", test_form);
        g_test_add_func("/pdf/form-limit", test_form_limit);
        g_test_add_func("/pdf/attachments", test_attachments);
        g_test_add_func("/pdf/attachment-limit", test_attachment_limit);
        return g_test_run();
}
