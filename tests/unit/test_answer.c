/* The words of replies: which blocks stand in one, seven bits, 72 columns; and texts of a force that cannot be sent. */
#include "base/error.h"
#include "register/answer.h"

#include <string.h>

static const AnswerForce FORCE = { .force = "Kent Police",
                                   .area = "Kent",
                                   .team = "Civil Court Orders Team",
                                   .team_telephone = "01622 652026",
                                   .outside_telephone = "01622 690690",
                                   .post = "Civil Court Orders Team, Kent Police, Public Protection Unit (HQ), Sutton "
                                           "Road, Maidstone ME15 9BZ" };

static AcknowledgementFacts *
facts_new(void)
{
        AcknowledgementFacts *facts = acknowledgement_facts_new();
        facts->message_id = 4512;
        facts->received_at = 1795193520 * (Instant) G_USEC_PER_SEC; /* 20 November 2026, 16:52 */
        facts->address = g_strdup("clerk@firm.example");
        return facts;
}

static AcknowledgementDocument *
add(AcknowledgementFacts *facts, const char *path, const char *type, DocumentKind kind, unsigned pages, Problem problem)
{
        AcknowledgementDocument *document = acknowledgement_document_add(facts, path);
        document->media_type = g_strdup(type);
        document->kind = kind;
        document->pages = pages;
        document->problem = problem;
        document->named = strcmp(path, "1") != 0;
        document->size = 10;
        document->sha256 = g_strdup("9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08");
        return document;
}

static void
assert_plain(const Answer *answer)
{
        g_auto(GStrv) lines = g_strsplit(answer->body, "\n", -1);
        for (unsigned i = 0; lines[i] != NULL; i++) {
                g_assert_cmpuint(strlen(lines[i]), <=, 72);
                g_assert_true(g_str_is_ascii(lines[i]));
                g_assert_null(strpbrk(lines[i], "{}#"));
        }
        g_assert_null(strchr(answer->subject, '\n'));
}

static void
assert_holds(const Answer *answer, const char *words)
{
        if (strstr(answer->body, words) == NULL)
                g_error("\"%s\" is not in:\n%s", words, answer->body);
}

static void
assert_lacks(const Answer *answer, const char *words)
{
        if (strstr(answer->body, words) != NULL)
                g_error("\"%s\" is in:\n%s", words, answer->body);
}

static void
test_standard(void)
{
        g_autoptr(AnswerTexts) texts = answer_texts_new(&FORCE);
        g_autoptr(AcknowledgementFacts) facts = facts_new();
        add(facts, "1", "text/plain", DOCUMENT_KIND_CORRESPONDENCE, 0, PROBLEM_NONE);
        add(facts, "2", "application/pdf", DOCUMENT_KIND_ORDER, 4, PROBLEM_NONE);
        add(facts, "3", "application/pdf", DOCUMENT_KIND_UNREADABLE, 0, PROBLEM_ENCRYPTED);
        facts->orders = 1;
        g_auto(Answer) answer = answer_write(texts, facts, ACKNOWLEDGE_STANDARD);
        assert_plain(&answer);
        g_assert_cmpstr(answer.subject, ==, "We have received your e-mail (our reference CCOT-2026-004512)");
        assert_holds(&answer, "Fingerprints of what arrived");
        AnswerForce shy = FORCE;
        shy.without_fingerprints = true;
        g_autoptr(AnswerTexts) without = answer_texts_new(&shy);
        g_auto(Answer) bare = answer_write(without, facts, ACKNOWLEDGE_STANDARD);
        assert_lacks(&bare, "ingerprint");
        assert_holds(
            &answer,
            "This is an automatic reply from the Kent Police Civil Court Orders Team.\n\nSOMEONE IS IN DANGER");
        assert_holds(&answer, "Received:       Friday 20 November 2026 at 16:52\n");
        assert_holds(&answer, "Attachments:    2 received, 1 opened\n\n  1. PDF, 4 pages: looks like a court order\n  "
                              "2. PDF: NOT OPENED, it is protected by a password\n");
        assert_holds(&answer, "contents of attachment 2. Please do not rely");
        assert_holds(&answer, "  1. 9f86d081884c7d65    2. 9f86d081884c7d65");
        assert_holds(&answer, "Maidstone ME15 9BZ.");
        assert_lacks(&answer, "attachment 1");
        assert_lacks(&answer, "YOUR E-MAIL MAY BE ABOUT DANGER");
}

static void
test_inside(void)
{
        g_autoptr(AnswerTexts) texts = answer_texts_new(&FORCE);
        g_autoptr(AcknowledgementFacts) facts = facts_new();
        add(facts, "2", "application/zip", DOCUMENT_KIND_OTHER, 0, PROBLEM_NONE);
        add(facts, "2!a.pdf", "application/pdf", DOCUMENT_KIND_ORDER, 1, PROBLEM_NONE);
        add(facts, "2!b.pdf", "application/pdf", DOCUMENT_KIND_UNREADABLE, 0, PROBLEM_CORRUPT);
        facts->orders = 1;
        g_auto(Answer) answer = answer_write(texts, facts, ACKNOWLEDGE_STANDARD);
        assert_plain(&answer);
        assert_holds(&answer, "1 received, 0 opened\n\n  1. Archive: see below\n     1.1 PDF, 1 page: looks like a "
                              "court order\n     1.2 PDF: NOT OPENED, the file is damaged\n");
}

static void
test_blocks(void)
{
        static const struct {
                const char *alert, *type, *holds, *lacks;
                bool subject_names_order;
                DocumentKind kind;
                Problem problem;
        } rows[] = {
                { .type = "text/plain",
                  .subject_names_order = true,
                  .holds = "none reached us",
                  .lacks = "1 received" },
                { .type = "text/plain",
                  .alert = "missing_attachment",
                  .holds = "we do\nnot have the order",
                  .lacks = "sealed copy" },
                { .type = "text/plain", .holds = "Attachments:    none\n", .lacks = "No file came" },
                { .type = "text/plain",
                  .alert = "breach",
                  .holds = "YOUR E-MAIL MAY BE ABOUT DANGER",
                  .lacks = "Nobody watches this mailbox" },
                { .type = "text/plain",
                  .alert = "danger",
                  .holds = "call 999 from a mobile",
                  .lacks = "Nobody watches this mailbox" },
                { .type = "text/plain",
                  .alert = "request",
                  .holds = "What this reply is",
                  .lacks = "What happens next" },
                { .type = "text/plain",
                  .kind = DOCUMENT_KIND_SECURE_MAIL_NOTICE,
                  .problem = PROBLEM_REMOTE_ONLY,
                  .holds = "We cannot follow\nlinks",
                  .lacks = "Our software could not" },
                { .type = "message/rfc822",
                  .kind = DOCUMENT_KIND_UNREADABLE,
                  .problem = PROBLEM_TOO_SLOW,
                  .holds = "Our software could not read your e-mail",
                  .lacks = "1 received" },
                { .type = "text/html",
                  .kind = DOCUMENT_KIND_ORDER,
                  .holds = "Text of your e-mail: looks like a court order",
                  .lacks = "No file came" },
        };
        g_autoptr(AnswerTexts) texts = answer_texts_new(&FORCE);
        for (unsigned i = 0; i < G_N_ELEMENTS(rows); i++) {
                g_autoptr(AcknowledgementFacts) facts = facts_new();
                add(facts, "1", rows[i].type, rows[i].kind == 0 ? DOCUMENT_KIND_CORRESPONDENCE : rows[i].kind, 0,
                    rows[i].problem);
                facts->subject_names_order = rows[i].subject_names_order;
                facts->orders = rows[i].type[5] == 'h' ? 1 : 0;
                if (rows[i].type[5] == 'h')
                        ((AcknowledgementDocument *) g_ptr_array_index(facts->documents, 0))->kind =
                            DOCUMENT_KIND_ORDER;
                if (rows[i].alert != NULL)
                        facts->alerts = 1U << vocabulary_value(VOCABULARY_ALERT_KIND, rows[i].alert);
                g_auto(Answer) answer = answer_write(texts, facts, ACKNOWLEDGE_STANDARD);
                assert_plain(&answer);
                assert_holds(&answer, rows[i].holds);
                assert_lacks(&answer, rows[i].lacks);
        }
}

static void
test_draft_statement_duplicate(void)
{
        g_autoptr(AnswerTexts) texts = answer_texts_new(&FORCE);
        g_autoptr(AcknowledgementFacts) facts = facts_new();
        AcknowledgementDocument *order = add(facts, "2", "application/pdf", DOCUMENT_KIND_ORDER, 1, PROBLEM_NONE);
        order->draft = true;
        order->earlier_message_id = 4471;
        order->earlier_received_at = facts->received_at - 3 * 86400 * (Instant) G_USEC_PER_SEC;
        facts->orders = 1;
        g_auto(Answer) draft = answer_write(texts, facts, ACKNOWLEDGE_STANDARD);
        assert_plain(&draft);
        assert_holds(&draft, "PDF, 1 page: marked \"draft\"");
        assert_holds(&draft, "A draft cannot be acted on.");
        assert_holds(
            &draft,
            "You sent us the same file on Tuesday 17 November 2026 at 16:52 (our\nreference CCOT-2026-004471).");
        order->kind = DOCUMENT_KIND_STATEMENT_OF_SERVICE;
        order->draft = false;
        facts->orders = 0;
        facts->services = 1;
        g_auto(Answer) statement = answer_write(texts, facts, ACKNOWLEDGE_STANDARD);
        assert_holds(&statement, "looks like a statement of service");
        assert_holds(&statement, "We will put it with its order.");
}

static void
test_neutral(void)
{
        g_autoptr(AnswerTexts) texts = answer_texts_new(&FORCE);
        g_autoptr(AcknowledgementFacts) facts = facts_new();
        add(facts, "2", "application/pdf", DOCUMENT_KIND_ORDER, 1, PROBLEM_NONE);
        g_auto(Answer) calm = answer_write(texts, facts, ACKNOWLEDGE_NEUTRAL);
        assert_plain(&calm);
        g_assert_cmpstr(calm.subject, ==, "Your message has arrived (CCOT-2026-004512)");
        g_assert_cmpstr(
            calm.body, ==,
            "Your message arrived on Friday 20 November 2026 at 16:52. A member of\nstaff will read it. You do "
            "not need to answer.\n\nIf you need help now, call 999. If it can wait, call 101.\n");
        facts->alerts = 1U << ALERT_KIND_DANGER;
        g_auto(Answer) danger = answer_write(texts, facts, ACKNOWLEDGE_NEUTRAL);
        g_assert_true(g_str_has_prefix(danger.body, "If you need help now, call 999."));
}

static void
test_digest(void)
{
        g_autoptr(AnswerTexts) texts = answer_texts_new(&FORCE);
        g_autoptr(GPtrArray) mails = g_ptr_array_new_with_free_func((GDestroyNotify) acknowledgement_facts_free);
        for (unsigned i = 0; i < 3; i++) {
                AcknowledgementFacts *facts = facts_new();
                facts->message_id += i;
                facts->received_at += i * 120 * (Instant) G_USEC_PER_SEC;
                add(facts, "2", "application/pdf", DOCUMENT_KIND_ORDER, 2, i == 1 ? PROBLEM_CORRUPT : PROBLEM_NONE);
                g_ptr_array_add(mails, facts);
        }
        g_auto(Answer) answer = answer_write_digest(texts, mails);
        assert_plain(&answer);
        g_assert_cmpstr(answer.subject, ==, "We have received your e-mails (16:52 to 16:56, 3 in all)");
        assert_holds(&answer, "  CCOT-2026-004512  16:52  1 received, 1 opened\n  CCOT-2026-004513  16:54  1 received, "
                              "0 opened\n  1. PDF, 2 pages: NOT OPENED, the file is damaged\n");
        assert_holds(&answer, "SOMEONE IS IN DANGER");
}

/* A force's own texts: each fault is named with file and line. */
static void
test_faults(void)
{
        static const struct {
                const char *file, *content, *message;
        } rows[] = {
                { "first.txt", "One.\nThis is {respondent}.\n", "x:2: {respondent} is not a placeholder of this text" },
                { "first.txt", "This is {reference}.\n", "x:1: {reference} is not a placeholder of this text" },
                { "first.txt", "This is {force.\n", "x:1: has a { without its }" },
                { "first.txt", "This is force}.\n", "x:1: has a } without its {" },
                { "first.txt", "Caf\303\251.\n", "x:1: holds a character that is not plain ASCII" },
                { "first.txt", "1234567890123456789012345678901234567890123456789012345678901234567890123\n",
                  "x:1: has more than 72 characters" },
                { "second.txt", "One.\n", "x:1: is not the name of a text" },
                { "words.txt", "pdf: PDF\npaper: Paper\n",
                  "x:2: is not \"word: what is printed for it\" of a known word" },
        };
        for (unsigned i = 0; i < G_N_ELEMENTS(rows); i++) {
                g_autoptr(AnswerTexts) texts = answer_texts_new(&FORCE);
                g_autoptr(GError) error = NULL;
                g_assert_false(answer_texts_replace(texts, rows[i].file, "x", rows[i].content, &error));
                g_assert_error(error, CCOT_ERROR, CCOT_ERROR_CONFIG);
                g_assert_cmpstr(error->message, ==, rows[i].message);
        }
}

static void
test_replaced(void)
{
        g_autoptr(AnswerTexts) texts = answer_texts_new(&FORCE);
        g_autoptr(GError) error = NULL;
        g_assert_true(answer_texts_replace(texts, "first.txt", "x", "# never sent\nFrom {team}, Essex.\n", &error));
        g_assert_true(answer_texts_replace(texts, "words.txt", "x", "pdf: Paper\n", &error));
        g_assert_no_error(error);
        g_assert_true(answer_texts_check(texts, &error));
        g_autoptr(AcknowledgementFacts) facts = facts_new();
        add(facts, "2", "application/pdf", DOCUMENT_KIND_ORDER, 1, PROBLEM_NONE);
        g_auto(Answer) answer = answer_write(texts, facts, ACKNOWLEDGE_STANDARD);
        g_assert_true(g_str_has_prefix(answer.body, "From Civil Court Orders Team, Essex.\n\nSOMEONE"));
        assert_holds(&answer, "  1. Paper, 1 page: looks like");
}

int
main(int argc, char **argv)
{
        g_test_init(&argc, &argv, NULL);
        g_test_add_func("/answer/standard", test_standard);
        g_test_add_func("/answer/inside", test_inside);
        g_test_add_func("/answer/blocks", test_blocks);
        g_test_add_func("/answer/draft-statement-duplicate", test_draft_statement_duplicate);
        g_test_add_func("/answer/neutral", test_neutral);
        g_test_add_func("/answer/digest", test_digest);
        g_test_add_func("/answer/faults", test_faults);
        g_test_add_func("/answer/replaced", test_replaced);
        return g_test_run();
}
