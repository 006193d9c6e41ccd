/* Outlook's file of a mail: its head, its texts and its attachments, those of mails within it too. The seeds of the fuzz
 * target are the samples; tests/support/make_seeds.py describes them. */
#include "base/limits.h"
#include "parsers/document/codepage.h"
#include "parsers/document/rtf_packed.h"
#include "parsers/document/sniff.h"
#include "parsers/pipeline.h"
#include "seed_file.h"

#include <string.h>

/* "name=octets", with a letter before it for what else is said of the member. */
static char *
msg_members(const ReaderTask *task)
{
        GString *out = g_string_new(NULL);
        for (unsigned i = 0; task->members != NULL && i < task->members->len; i++) {
                const ReaderMember *member = g_ptr_array_index(task->members, i);
                gsize length = 0;
                const char *octets = g_bytes_get_data(member->bytes, &length);
                g_string_append_printf(out, "%s%s%s=%.*s\n", member->is_text ? "text " : "",
                                       member->is_message ? "mail " : "", member->name, (int) MIN(length, 11), octets);
                if (member->problem != PROBLEM_NONE)
                        g_string_append_printf(out, "problem %s\n",
                                               vocabulary_word(VOCABULARY_PROBLEM, member->problem));
        }
        return g_string_free(out, FALSE);
}

static void
test_msg_features(void)
{
        gsize length = 0;
        g_autofree char *octets = seed_file("outlook_msg", "features.msg", &length);
        g_auto(ReaderTask) task;
        reader_task_init(&task, bytes_of(octets, length), LIMIT_TEXT_BYTES);
        outlook_msg_read(&task);
        g_assert_cmpuint(task.problem, ==, PROBLEM_NONE);
        g_assert_cmpstr(((const Page *) g_ptr_array_index(task.pages, 0))->text, ==,
                        "From: Ann Bell a.bell@vosslane.example\nTo: Civil Court Orders\nSent: 2025-03-04T14:53:20Z\n"
                        "Subject: FW: Order\n");
        g_autofree char *members = msg_members(&task);
        g_assert_cmpstr(members, ==,
                        "text body.txt=Dear Sirs,\n\ntext body.html=<p>Dear Sir\norder.txt=plain words\n"
                        "mail second=\ntext second!body.txt=second text\nsecond!deep.txt=words words\n"
                        "mail second!third=\ntext second!third!body.txt=third text\n"
                        "mail second!third!fourth=\nproblem too_deep\n"
                        "cloud.docx=\nproblem remote_only\nlinked.docx=\nproblem remote_only\n"
                        "attachment 5=\nproblem unsupported\nempty.bin=\n");
        const char *type = NULL;
        g_assert_cmpuint(sniff_format(bytes_of(octets, length), NULL, &type), ==, FORMAT_OUTLOOK_MSG);
}

static void
test_msg_rtf(void)
{
        gsize length = 0;
        g_autofree char *octets = seed_file("outlook_msg", "rtf.msg", &length);
        g_auto(ReaderTask) task;
        reader_task_init(&task, bytes_of(octets, length), LIMIT_TEXT_BYTES);
        outlook_msg_read(&task);
        g_assert_cmpstr(((const Page *) g_ptr_array_index(task.pages, 0))->text, ==, "Subject: \xC5\xBDlu\xC5\xA5\n");
        g_assert_cmpuint(task.members->len, ==, 1);
        const ReaderMember *member = g_ptr_array_index(task.members, 0);
        gsize size = 0;
        const char *rtf = g_bytes_get_data(member->bytes, &size);
        g_autofree char *text = g_strndup(rtf, size);
        g_assert_true(g_str_has_suffix(text, "\\fs20 word word word word\\par }"));
}

static void
test_msg_short_head(void)
{
        gsize length = 0;
        g_autofree char *octets = seed_file("outlook_msg", "short_head.msg", &length);
        g_auto(ReaderTask) task;
        reader_task_init(&task, bytes_of(octets, length), LIMIT_TEXT_BYTES);
        outlook_msg_read(&task);
        g_assert_null(task.members);
        g_assert_cmpuint(task.problem, ==, PROBLEM_NONE);
}

static void
test_msg_cut(void)
{
        gsize length = 0;
        g_autofree char *octets = seed_file("outlook_msg", "features.msg", &length);
        for (gsize keep = 8; keep < length; keep += 131) {
                g_autofree char *copy = g_memdup2(octets, keep);
                g_auto(ReaderTask) task;
                reader_task_init(&task, bytes_of(copy, keep), LIMIT_TEXT_BYTES);
                outlook_msg_read(&task);
                const char *type = NULL;
                const Format format = sniff_format(bytes_of(copy, keep), NULL, &type);
                /* what cannot be opened says so, whatever it is taken for */
                if (format == FORMAT_OUTLOOK_MSG && task.members == NULL)
                        g_assert_cmpuint(task.problem, ==, PROBLEM_CORRUPT);
        }
}

static void
expect_packed(const char *octets, gsize length, const char *text)
{
        g_autoptr(GByteArray) out = rtf_packed_open(bytes_of(octets, length), 40);
        g_autofree char *got = out == NULL ? NULL : g_strndup((const char *) out->data, out->len);
        g_assert_cmpstr(got, ==, text);
}

static void
test_rtf_packed(void)
{
        /* [MS-OXRTFCP] 3.1.1 */
        static const char example[] = "\x2d\x00\x00\x00\x2b\x00\x00\x00\x4c\x5a\x46\x75\xf1\xc5\xc7\xa7\x03\x00\x0a\x00"
                                      "\x72\x63\x70\x67\x31\x32\x35\x42\x32\x0a\xf3\x20\x68\x65\x6c\x09\x00\x20\x62\x77"
                                      "\x05\xb0\x6c\x64\x7d\x0a\x80\x0f\xa0";
        /* the caller's limit cuts the last three of its 43 octets off */
        expect_packed(example, sizeof example - 1, "{\\rtf1\\ansi\\ansicpg1252\\pard hello world");
        expect_packed(example, 30, "{\\rtf1\\ansi\\ansicpg1252");
        expect_packed(example, 10, NULL);
        static const char plain[] = "\x10\0\0\0\x04\0\0\0MELA\0\0\0\0{abc and more";
        expect_packed(plain, sizeof plain - 1, "{abc");
        static const char lying[] = "\x10\0\0\0\xFF\xFF\xFF\xFFMELA\0\0\0\0{abc";
        expect_packed(lying, sizeof lying - 1, "{abc");
        static const char unknown[] = "\x10\0\0\0\xFF\xFF\xFF\xFFMEL!\0\0\0\0{abc";
        expect_packed(unknown, sizeof unknown - 1, NULL);
        /* a copy that reaches beyond what was written reads the window as it stands */
        static const char copy[] = "\x10\0\0\0\x05\0\0\0LZFu\0\0\0\0\x01\xFF\xF1";
        expect_packed(copy, sizeof copy - 1, " {\\");
}

static void
expect_charset(unsigned page, const char *charset)
{
        g_autofree char *got = codepage_charset(page);
        g_assert_cmpstr(got, ==, charset);
}

static void
test_codepage(void)
{
        expect_charset(0, NULL);
        expect_charset(20127, NULL);
        expect_charset(1252, "CP1252");
        expect_charset(65001, "UTF-8");
        expect_charset(28592, "ISO-8859-2");
        expect_charset(28590, "CP28590");
        expect_charset(10000, "MACINTOSH");
}

int
main(int argc, char **argv)
{
        g_test_init(&argc, &argv, NULL);
        /* libgsf calls damage critical; its word must not end the process */
        (void) g_log_set_always_fatal(G_LOG_FATAL_MASK);
        pipeline_init();
        g_test_add_func("/outlook-msg/features", test_msg_features);
        g_test_add_func("/outlook-msg/rtf", test_msg_rtf);
        g_test_add_func("/outlook-msg/short-head", test_msg_short_head);
        g_test_add_func("/outlook-msg/cut", test_msg_cut);
        g_test_add_func("/rtf-packed/octets", test_rtf_packed);
        g_test_add_func("/codepage/charset", test_codepage);
        return g_test_run();
}
