/* mime: part numbers, names, decoded octets, limits; header: which field counts; envelope: what a header says. */
#include "base/limits.h"
#include "parsers/mail/automatic.h"
#include "parsers/mail/envelope.h"
#include "parsers/mail/filename.h"
#include "parsers/mail/header.h"
#include "parsers/mail/mime.h"

#include <string.h>

#define HEAD "From: a@b.example\r\nSubject: x\r\nMIME-Version: 1.0\r\n"

/* "path type filename octets problem" of each part, joined by lines. */
static bool
note(const MimePart *part, gpointer data)
{
        GString *out = data;
        g_string_append_printf(out, "%s %s %s %zu %s%s%s\n", part->path, part->media_type,
                               part->filename == NULL ? "-" : part->filename, part->bytes.length,
                               vocabulary_word(VOCABULARY_PROBLEM, part->problem),
                               part->is_attachment ? " attached" : "", part->is_forwarded ? " forwarded" : "");
        return true;
}

static char *
walk(const char *message)
{
        GString *out = g_string_new(NULL);
        (void) mime_walk(bytes_of_string(message), "", 0, false, note, out);
        return g_string_free(out, FALSE);
}

static void
expect(const char *message, const char *parts)
{
        g_autofree char *got = walk(message);
        g_assert_cmpstr(got, ==, parts);
}

static void
test_paths(void)
{
        expect(HEAD "\r\nhello", "1 text/plain - 5 \n");
        expect(HEAD "Content-Type: multipart/mixed; boundary=B\r\n\r\n--B\r\n\r\nhello\r\n"
                    "--B\r\nContent-Type: multipart/alternative; "
                    "boundary=C\r\n\r\n--C\r\n\r\na\r\n--C\r\nContent-Type: text/html\r\n\r\n<b>\r\n--C--\r\n"
                    "--B\r\nContent-Type: application/pdf; name=x.pdf\r\nContent-Transfer-Encoding: "
                    "base64\r\n\r\nJVBERg==\r\n--B--\r\n",
               "1 text/plain - 5 \n2.1 text/plain - 1 \n2.2 text/html - 3 \n3 application/pdf x.pdf 4  attached\n");
}

static void
test_forwarded(void)
{
        expect(HEAD "Content-Type: multipart/mixed; boundary=B\r\n\r\n--B\r\n\r\nhello\r\n"
                    "--B\r\nContent-Type: message/rfc822\r\n\r\nSubject: y\r\n\r\ninner\r\n--B--\r\n",
               "1 text/plain - 5 \n2 message/rfc822 - 19 \n2!1 text/plain - 5  forwarded\n");
        /* base64 around a mail is against RFC 2046 and common */
        expect(
            HEAD
            "Content-Type: message/rfc822\r\nContent-Transfer-Encoding: base64\r\n\r\nU3ViamVjdDogeQ0KDQppbm5lcg==\r\n",
            "1 message/rfc822 - 19 \n1!1 text/plain - 5  forwarded\n");
}

static void
test_names(void)
{
        static const char *const cases[][2] = {
                { "attachment; filename*=utf-8''caf%C3%A9.pdf", "caf\xC3\xA9.pdf" },
                { "attachment; filename*0=\"long \"; filename*1=name.pdf", "long name.pdf" },
                { "attachment; filename=\"=?utf-8?Q?caf=C3=A9.pdf?=\"", "caf\xC3\xA9.pdf" },
                { "attachment; filename=caf\xE9.pdf", "caf\xC3\xA9.pdf" },
                { "attachment; filename=\"C:\\\\temp\\\\order.pdf\"", "order.pdf" },
                { "attachment; filename=\"../../etc/order.pdf\"", "order.pdf" },
                { "attachment; filename=Order final.pdf", "Order final.pdf" },
                { "attachment; filename=\"\"", "-" },
        };
        for (unsigned i = 0; i < G_N_ELEMENTS(cases); i++) {
                g_autofree char *message = g_strconcat(
                    HEAD "Content-Type: application/pdf\r\nContent-Disposition: ", cases[i][0], "\r\n\r\nx", NULL);
                g_autofree char *parts = g_strconcat("1 application/pdf ", cases[i][1], " 1  attached\n", NULL);
                expect(message, parts);
        }
}

static void
test_damage(void)
{
        expect("", "");
        expect("\r\n\r\n", "1 text/plain - 2 \n");
        /* no boundary: the text is kept, the damage named */
        expect(HEAD "Content-Type: multipart/mixed\r\n\r\nhello\r\n", "1 multipart/mixed - 7 corrupt\n");
        expect(HEAD "Content-Transfer-Encoding: base64\r\n\r\naGVsbG", "1 text/plain - 4 corrupt\n");
        /* the closing boundary is missing */
        expect(HEAD "Content-Type: multipart/mixed; boundary=B\r\n\r\n--B\r\n\r\nhello\r\n--B\r\nContent-Type: "
                    "text/html\r\n\r\n<b>",
               "1 text/plain - 5 \n2 text/html - 3 \n");
        /* a line without a colon ends no header */
        expect(HEAD "strange line\r\nContent-Type: text/html\r\n\r\nx", "1 text/html - 1 \n");
        /* blank lines in front hide no header */
        expect("   \r\n\r\n" HEAD "Content-Type: text/html\r\n\r\nx", "1 text/html - 1 \n");
}

/* count parts of one boundary, the preamble's line excluded. */
static char *
many_parts(unsigned count)
{
        GString *message = g_string_new(HEAD "Content-Type: multipart/mixed; boundary=B\r\n\r\n");
        for (unsigned i = 0; i < count; i++)
                g_string_append(message, "--B\r\n\r\nx\r\n");
        return g_string_free(message, FALSE);
}

static void
test_part_limit(void)
{
        g_autofree char *below = many_parts(LIMIT_MIME_PARTS);
        g_autofree char *got = walk(below);
        g_assert_true(g_str_has_prefix(got, "1 text/plain - 1 \n2 text/plain"));
        g_autofree char *above = many_parts(LIMIT_MIME_PARTS + 1);
        g_autofree char *refused = walk(above);
        g_assert_true(g_str_has_prefix(refused, "1 message/rfc822 - "));
        g_assert_true(g_str_has_suffix(refused, " too_large\n"));
        /* dashes in a text are no parts */
        GString *text = g_string_new(HEAD "\r\n");
        for (unsigned i = 0; i < 2 * LIMIT_MIME_PARTS; i++)
                g_string_append(text, "-- \r\n----------\r\n");
        g_autofree char *plain = g_string_free(text, FALSE);
        g_autofree char *read = walk(plain);
        g_assert_true(g_str_has_prefix(read, "1 text/plain - "));
}

static void
test_depth_limit(void)
{
        GString *message = g_string_new(HEAD);
        for (unsigned i = 0; i < 1000; i++)
                g_string_append(message, "Content-Type: message/rfc822\r\n\r\n");
        g_autofree char *given = g_string_free(message, FALSE);
        g_autofree char *got = walk(given);
        g_auto(GStrv) lines = g_strsplit(got, "\n", -1);
        g_assert_cmpuint(g_strv_length(lines), ==, LIMIT_MIME_DEPTH + 1);
        g_assert_nonnull(strstr(lines[LIMIT_MIME_DEPTH - 1], "too_deep"));
}

static void
test_header_limit(void)
{
        GString *message = g_string_new(NULL);
        for (unsigned i = 0; i < LIMIT_HEADER_LINES + 1; i++)
                g_string_append(message, "X-A: y\r\n");
        g_string_append(message, "Content-Type: text/html\r\n\r\nhello");
        g_autofree char *given = g_string_free(message, FALSE);
        expect(given, "1 text/html - 5 too_large\n");
        /* one line fewer is no problem */
        expect(given + strlen("X-A: y\r\n") * 2, "1 text/html - 5 \n");
}

static void
test_first_field_counts(void)
{
        g_autoptr(HeaderBlock) header = header_block_new(bytes_of_string(
            "Subject: =?utf-8?q?caf=C3=A9?=\r\n folded\r\nsubject: second\r\nno colon\r\n\r\nSubject: body"));
        g_autofree char *subject = header_block_text(header, "SUBJECT");
        g_assert_cmpstr(subject, ==, "caf\xC3\xA9 folded");
        g_assert_cmpuint(header_block_body(header).length, ==, strlen("Subject: body"));
        g_autofree char *none = header_block_text(header, "Date");
        g_assert_null(none);
        /* a value that begins on the next line */
        g_autoptr(HeaderBlock) folded = header_block_new(bytes_of_string("Subject:\r\n Order\r\nDate:\r\n\r\n"));
        g_autofree char *next = header_block_text(folded, "Subject");
        g_assert_cmpstr(next, ==, "Order");
        g_autofree char *empty = header_block_text(folded, "Date");
        g_assert_cmpstr(empty, ==, "");
}

static void
test_envelope(void)
{
        g_autoptr(Submission) submission = submission_new();
        envelope_read(submission, bytes_of_string("From: \"Nair, Anjali\" <cases@firm.example>\r\nMessage-ID: <a@b>\r\n"
                                                  "Date: Tue, 6 Feb 2024 10:00:40 +0100\r\n\r\nbody"));
        g_assert_cmpstr(submission->from_name, ==, "Nair, Anjali");
        g_assert_cmpstr(submission->from_address, ==, "cases@firm.example");
        g_assert_cmpstr(submission->message_id, ==, "a@b");
        g_assert_cmpstr(submission->date, ==, "2024-02-06T10:00:40+01:00");
        g_assert_cmpstr(submission->subject, ==, "");
        g_assert_cmpuint(strlen(submission->body_sha256), ==, 64);
        g_assert_cmpstr(submission->body_sha256, !=, submission->sha256);
        g_assert_null(submission->in_reply_to);
        g_autoptr(Submission) reply = submission_new();
        envelope_read(reply, bytes_of_string("References: <1@firm.example>\r\n <CCOT-2026-000012.4f@ccot.example>\r\n"
                                             "In-Reply-To: <CCOT-2026-000012.4f@ccot.example>\r\n\r\nbody"));
        g_assert_cmpstr(reply->in_reply_to, ==,
                        "<CCOT-2026-000012.4f@ccot.example> <1@firm.example> <CCOT-2026-000012.4f@ccot.example>");
}

static void
test_automatic(void)
{
        static const struct {
                const char *header;
                bool automatic;
        } cases[] = {
                { "Auto-Submitted: auto-replied\r\n", true },
                { "Auto-Submitted: no\r\n", false },
                { "Precedence: bulk\r\n", true },
                { "Precedence: list\r\n", false },
                { "Content-Type: multipart/report; report-type=delivery-status\r\n", true },
                { "Return-Path: <>\r\n", true },
                { "Return-Path: <a@b.example>\r\n", false },
                { "From: Mail Delivery Subsystem <MAILER-DAEMON@b.example>\r\n", true },
                { "Subject: Automatic reply: Order\r\n", true },
                { "Subject: =?utf-8?q?R=C3=A9ponse_automatique?= : x\r\n", true },
                { "Subject: Non-Molestation Order\r\n", false },
                { "Subject: Order about an automatic reply\r\n", false },
        };
        for (unsigned i = 0; i < G_N_ELEMENTS(cases); i++) {
                g_autoptr(HeaderBlock) header = header_block_new(bytes_of_string(cases[i].header));
                if ((automatic_sign(header) >= AUTOMATIC_GENERATED) != cases[i].automatic)
                        g_error("automatic_sign() is wrong for %s", cases[i].header);
        }
}

/* A newsletter goes to all who have signed up and answers nobody; an alarm that a program sends is none. */
static void
test_newsletter(void)
{
        static const struct {
                const char *header;
                AutomaticSign sign;
        } cases[] = {
                { "Precedence: bulk\r\nList-Unsubscribe: <https://a.example>\r\n", AUTOMATIC_NEWSLETTER },
                { "Precedence: bulk\r\n", AUTOMATIC_GENERATED },
                { "Precedence: bulk\r\nList-Unsubscribe: <https://a.example>\r\nIn-Reply-To: <1@a.example>\r\n",
                  AUTOMATIC_GENERATED },
                { "List-Unsubscribe: <https://a.example>\r\n", AUTOMATIC_NO },
        };
        for (unsigned i = 0; i < G_N_ELEMENTS(cases); i++) {
                g_autoptr(HeaderBlock) header = header_block_new(bytes_of_string(cases[i].header));
                g_assert_cmpint(automatic_sign(header), ==, cases[i].sign);
        }
}

static void
test_filename(void)
{
        static const char *const cases[][2] = {
                { "a/b\\c.pdf", "c.pdf" },
                { "fdp.\xE2\x80\xAE"
                  "exe",
                  "fdp.exe" },
                { "a\r\nb\t.pdf", "a b .pdf" },
                { "..", NULL },
                { " / ", NULL },
        };
        for (unsigned i = 0; i < G_N_ELEMENTS(cases); i++) {
                g_autofree char *clean = filename_clean(cases[i][0]);
                g_assert_cmpstr(clean, ==, cases[i][1]);
        }
}

int
main(int argc, char **argv)
{
        g_test_init(&argc, &argv, NULL);
        mime_init();
        g_test_add_func("/mime/paths", test_paths);
        g_test_add_func("/mime/forwarded", test_forwarded);
        g_test_add_func("/mime/names", test_names);
        g_test_add_func("/mime/damage", test_damage);
        g_test_add_func("/mime/part-limit", test_part_limit);
        g_test_add_func("/mime/depth-limit", test_depth_limit);
        g_test_add_func("/mime/header-limit", test_header_limit);
        g_test_add_func("/header/first-field-counts", test_first_field_counts);
        g_test_add_func("/envelope/facts", test_envelope);
        g_test_add_func("/automatic/headers", test_automatic);
        g_test_add_func("/newsletter/headers", test_newsletter);
        g_test_add_func("/filename/clean", test_filename);
        return g_test_run();
}
