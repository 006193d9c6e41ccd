/* pipeline: which body counts, what a gateway's notice is, what is left closed, how a dead reader is answered for. */
#include "base/error.h"
#include "base/limits.h"
#include "parsers/order/pattern.h"
#include "parsers/order/view.h"
#include "parsers/pipeline.h"
#include "register/submission_json.h"

#include <string.h>

#define HEAD "From: a@b.example\r\nSubject: x\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=B\r\n\r\n"
#define ALTERNATIVE(plain, html)                                                                                       \
        "--B\r\nContent-Type: multipart/alternative; boundary=C\r\n\r\n--C\r\nContent-Type: text/plain\r\n\r\n" plain  \
        "\r\n--C\r\nContent-Type: text/html\r\n\r\n" html "\r\n--C--\r\n"
#define FILE_PART(name, text) "--B\r\nContent-Type: text/plain; name=\"" name "\"\r\n\r\n" text "\r\n"

static Submission *
read_mail(const char *message, const PipelineUse *use)
{
        Submission *submission = pipeline_read(bytes_of_string(message), use);
        g_autofree char *json = submission_to_json(submission);
        g_autoptr(GError) error = NULL;
        g_autoptr(Submission) back = submission_from_json(bytes_of_string(json), &error);
        g_assert_no_error(error);
        return submission;
}

static Problem
problem_of(const Submission *submission, const char *path)
{
        const SubmissionDocument *document = submission_document(submission, path);
        g_assert_nonnull(document);
        return document->problem;
}

static void
test_both_bodies_listed(void)
{
        g_autoptr(Submission) submission = read_mail(HEAD ALTERNATIVE("hello", "<p>hello</p>") "--B--\r\n", NULL);
        g_assert_cmpuint(submission->documents->len, ==, 2);
        g_assert_nonnull(submission_document(submission, "1.1"));
        g_assert_cmpstr(submission_document(submission, "1.2")->media_type, ==, "text/html");
}

static void
test_placeholder(void)
{
        g_autoptr(Submission) named =
            read_mail(HEAD "--B\r\n\r\nhello\r\n" FILE_PART("ATP Scan In Progress.txt", "wait") "--B--\r\n", NULL);
        g_assert_true(named->placeholder);
        g_assert_cmpuint(problem_of(named, "2"), ==, PROBLEM_REMOTE_ONLY);
        g_assert_cmpuint(problem_of(named, "1"), ==, PROBLEM_NONE);
        g_autoptr(Submission) body = read_mail(HEAD "--B\r\n\r\nYour attachment is being scanned.\r\n--B--\r\n", NULL);
        g_assert_true(body->placeholder);
        /* the words in a letter whose file did arrive say nothing */
        g_autoptr(Submission) arrived =
            read_mail(HEAD "--B\r\n\r\nThe attachment is being scanned by us.\r\n" FILE_PART(
                          "order.txt", "The court orders") "--B--\r\n",
                      NULL);
        g_assert_false(arrived->placeholder);
}

static void
test_left_closed(void)
{
        static const char message[] =
            HEAD "--B\r\n\r\nhello\r\n" FILE_PART("a.txt", "one") FILE_PART("b.txt", "two") "--B--\r\n";
        const PipelineSkip skips[] = { { "2", PROBLEM_TOO_SLOW } };
        const PipelineUse skip = { .skips = skips, .skip_count = G_N_ELEMENTS(skips) };
        g_autoptr(Submission) one = read_mail(message, &skip);
        g_assert_cmpuint(problem_of(one, "2"), ==, PROBLEM_TOO_SLOW);
        g_assert_cmpuint(problem_of(one, "3"), ==, PROBLEM_NONE);
        g_assert_cmpuint(submission_document(one, "2")->text->len, ==, 0);
        const PipelineUse shallow = { .shallow = true, .shallow_problem = PROBLEM_CORRUPT };
        g_autoptr(Submission) none = read_mail(message, &shallow);
        g_assert_cmpuint(none->documents->len, ==, 3);
        g_assert_cmpuint(problem_of(none, "3"), ==, PROBLEM_CORRUPT);
}

static void
test_answered_for(void)
{
        static const char message[] = "From: a@b.example\r\nSubject: x\r\n\r\nhello";
        g_autoptr(Submission) unread = pipeline_unread(bytes_of_string(message), PROBLEM_TOO_SLOW);
        g_autoptr(Submission) dead = pipeline_dead(bytes_of_string(message), PROBLEM_CORRUPT);
        g_autoptr(Submission) whole = pipeline_read(bytes_of_string(message), NULL);
        g_assert_cmpstr(unread->subject, ==, "x");
        g_assert_cmpstr(dead->sha256, ==, whole->sha256);
        g_assert_cmpstr(dead->body_sha256, ==, whole->body_sha256);
        g_assert_cmpuint(problem_of(dead, "1"), ==, PROBLEM_CORRUPT);
        g_assert_cmpuint(problem_of(unread, "1"), ==, PROBLEM_TOO_SLOW);
}

static void
note_path(const char *path, gpointer data)
{
        GString *out = data;
        g_string_append_printf(out, "[%s]", path);
}

static void
test_progress(void)
{
        g_autoptr(GString) told = g_string_new(NULL);
        const PipelineUse use = { .progress = note_path, .progress_data = told };
        g_autoptr(Submission) submission =
            read_mail(HEAD "--B\r\n\r\nhello\r\n" FILE_PART("a.txt", "one") "--B--\r\n", &use);
        g_assert_cmpstr(told->str, ==, "[1][][2][]");
}

static void
test_extract(void)
{
        static const char message[] =
            HEAD "--B\r\n\r\nhello\r\n--B\r\nContent-Type: message/rfc822\r\n\r\nSubject: y\r\n\r\ninner\r\n--B--\r\n";
        g_autoptr(GByteArray) inner = pipeline_extract(bytes_of_string(message), "2!1", NULL, NULL);
        g_assert_nonnull(inner);
        g_assert_cmpmem(inner->data, inner->len, "inner", 5);
        g_autoptr(GError) error = NULL;
        g_assert_null(pipeline_extract(bytes_of_string(message), "2!2", NULL, &error));
        g_assert_nonnull(error);
}

/* Of each part that there is, also what lies in another; form feeds are between pages alone. */
static void
test_text(void)
{
        static const char message[] = HEAD "--B\r\n\r\nhello\x0c there\r\n--B\r\nContent-Type: "
                                           "message/rfc822\r\n\r\nSubject: y\r\n\r\ninner\r\n--B--\r\n";
        g_autoptr(GByteArray) body = pipeline_text(bytes_of_string(message), "1", NULL, NULL);
        g_assert_nonnull(body);
        g_assert_cmpmem(body->data, 5, "hello", 5);
        g_assert_null(memchr(body->data, '\f', body->len));
        g_autoptr(GByteArray) inner = pipeline_text(bytes_of_string(message), "2!1", NULL, NULL);
        g_assert_nonnull(inner);
        g_assert_cmpmem(inner->data, 5, "inner", 5);
        g_autoptr(GError) error = NULL;
        g_assert_null(pipeline_text(bytes_of_string(message), "3", NULL, &error));
        g_assert_error(error, CCOT_ERROR, CCOT_ERROR_INPUT);
}

/* What the mail itself says: no file's words, and not those of a mail inside it. */
static void
test_text_of_the_mail(void)
{
        static const char message[] = HEAD "--B\r\n\r\nhello\r\n--B\r\nContent-Type: text/plain; name=n.txt\r\n"
                                           "Content-Disposition: attachment; filename=n.txt\r\n\r\na file\r\n"
                                           "--B\r\nContent-Type: message/rfc822\r\n\r\nSubject: y\r\n\r\ninner\r\n"
                                           "--B--\r\n";
        g_autoptr(GByteArray) text = pipeline_text(bytes_of_string(message), PIPELINE_MAIL, NULL, NULL);
        g_assert_nonnull(text);
        g_assert_cmpmem(text->data, text->len, "hello", 5);
        g_autoptr(GByteArray) none = pipeline_text(bytes_of_string("Subject: x\r\n\r\n"), PIPELINE_MAIL, NULL, NULL);
        g_assert_nonnull(none);
        g_assert_cmpuint(none->len, ==, 0);
}

/* A document of the message's last text octet is read, one more is too large. */
static void
test_text_limit(void)
{
        g_autofree char *page = g_strnfill(LIMIT_PAGE_TEXT, 'a');
        g_autofree char *fits = g_strconcat(HEAD "--B\r\n\r\n", page, "\r\n--B--\r\n", NULL);
        g_autoptr(Submission) whole = read_mail(fits, NULL);
        g_assert_cmpuint(problem_of(whole, "1"), ==, PROBLEM_NONE);
        g_autofree char *over = g_strconcat(HEAD "--B\r\n\r\n", page, "a\r\n--B--\r\n", NULL);
        g_autoptr(Submission) cut = read_mail(over, NULL);
        g_assert_cmpuint(problem_of(cut, "1"), ==, PROBLEM_TOO_LARGE);
}

/* What a process compiles for the first mail that it reads, each process that is forked from it compiles again. */
static void
test_compiled_beforehand(void)
{
        enum { FEW = 6 };
        const unsigned before = pattern_compiled();
        g_autoptr(Submission) submission = read_mail(
            HEAD ALTERNATIVE("Dear Sirs, we enclose the order and the statement of service.", "<p>order enclosed</p>")
                FILE_PART(
                    "order.txt",
                    "IN THE FAMILY COURT AT LEWES  Case number: LW21F00044\r\n\r\nNON-MOLESTATION ORDER\r\n\r\n"
                    "Between Eva Rowe, applicant, and Max Rowe, respondent (date of birth 4 July 1979)\r\n\r\n"
                    "Before District Judge Oak on 3 March 2021. IT IS ORDERED that the respondent shall not:\r\n"
                    "1. use violence against the applicant;\r\n2. come within 50 metres of 9 Ash Lane, Lewes BN99 "
                    "1AA.\r\nThis order lasts until 3 March 2022. A further hearing takes place on 17 March "
                    "2021.\r\n") "--B--\r\n",
            NULL);
        g_assert_cmpuint(submission->orders->len, ==, 1);
        g_assert_cmpuint(pattern_compiled() - before, <=, FEW);
}

int
main(int argc, char **argv)
{
        g_test_init(&argc, &argv, NULL);
        pipeline_init();
        g_test_add_func("/pipeline/compiled-beforehand", test_compiled_beforehand);
        g_test_add_func("/pipeline/both-bodies-listed", test_both_bodies_listed);
        g_test_add_func("/pipeline/placeholder", test_placeholder);
        g_test_add_func("/pipeline/left-closed", test_left_closed);
        g_test_add_func("/pipeline/answered-for", test_answered_for);
        g_test_add_func("/pipeline/progress", test_progress);
        g_test_add_func("/pipeline/extract", test_extract);
        g_test_add_func("/pipeline/text", test_text);
        g_test_add_func("/pipeline/text-of-the-mail", test_text_of_the_mail);
        g_test_add_func("/pipeline/text-limit", test_text_limit);
        return g_test_run();
}
