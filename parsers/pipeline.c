#include "parsers/pipeline.h"

#include "base/digest.h"
#include "base/error.h"
#include "base/limits.h"
#include "parsers/document/ocr.h"
#include "parsers/document/reader.h"
#include "parsers/document/render.h"
#include "parsers/document/sniff.h"
#include "parsers/mail/automatic.h"
#include "parsers/mail/body.h"
#include "parsers/mail/envelope.h"
#include "parsers/mail/header.h"
#include "parsers/mail/mime.h"
#include "parsers/mail/placeholder.h"
#include "parsers/mail/recipient.h"
#include "parsers/mail/withheld.h"
#include "parsers/opening.h"
#include "parsers/order/pattern.h"
#include "parsers/order/reading.h"
#include "parsers/page_words.h"
#include "parsers/passwords.h"

#include <locale.h>
#include <string.h>

static const char *const first_mails[] = {
#define FIRST_MAIL(message) message,
#include "parsers/first_mail.def"
#undef FIRST_MAIL
};

/* *ret_told: passwords that were told too late and may open more; NULL otherwise. ret_told may be NULL. */
static Submission *
pipeline_read_once(Bytes message, const PipelineUse *use, GPtrArray **ret_told)
{
        g_autoptr(Submission) submission = submission_new();
        g_autoptr(GPtrArray) sources = g_ptr_array_new_with_free_func(opening_source_free);
        envelope_read(submission, message);
        g_autoptr(Opening) opening = opening_new(submission, sources, use);
        opening_run(opening, message);
        if (ret_told != NULL && opening_has_key(opening)) {
                *ret_told = passwords_new();
                passwords_add_all(*ret_told, opening_passwords(opening));
                return g_steal_pointer(&submission);
        }
        body_choose(sources);
        placeholder_mark(submission, sources);
        g_autoptr(HeaderBlock) header = header_block_new(message);
        const AutomaticSign sign = automatic_sign(header);
        automatic_judge(submission, sign, sources);
        withheld_mark(submission, sources, header);
        reading_run(submission, sources);
        automatic_settle(submission, sign, sources);
        recipient_note(submission, header);
        return g_steal_pointer(&submission);
}

Submission *
pipeline_read(Bytes message, const PipelineUse *use)
{
        g_autoptr(GPtrArray) told = NULL;
        g_autoptr(Submission) submission = pipeline_read_once(message, use, &told);
        if (told == NULL)
                return g_steal_pointer(&submission);
        /* a text behind the locked document told its password */
        PipelineUse again = { .passwords = NULL };
        if (use != NULL)
                again = *use;
        again.passwords = told;
        return pipeline_read_once(message, &again, NULL);
}

void
pipeline_init(void)
{
        /* names in archives are UTF-8, whatever the environment says */
        (void) setlocale(LC_CTYPE, "C.UTF-8");
        mime_init();
        readers_init();
        reading_prepare();
        for (unsigned i = 0; i < G_N_ELEMENTS(first_mails); i++)
                submission_free(pipeline_read(bytes_of_string(first_mails[i]), NULL));
        pattern_settle();
}

/* The whole message as one document that could not be read. */
static void
pipeline_add_unread(Submission *submission, Bytes message, Problem problem)
{
        SubmissionDocument *document = submission_document_new("1");
        document->media_type = g_strdup("message/rfc822");
        document->size = message.length;
        document->sha256 = g_strdup(submission->sha256);
        document->kind = DOCUMENT_KIND_UNREADABLE;
        document->problem = problem;
        g_ptr_array_add(submission->documents, document);
}

Submission *
pipeline_unread(Bytes message, Problem problem)
{
        g_autoptr(Submission) submission = submission_new();
        envelope_read(submission, message);
        pipeline_add_unread(submission, message, problem);
        return g_steal_pointer(&submission);
}

Submission *
pipeline_dead(Bytes message, Problem problem)
{
        g_autoptr(Submission) submission = submission_new();
        g_autoptr(HeaderBlock) header = header_block_new(message);
        submission->sha256 = g_strdup(digest_of(message).hex);
        submission->body_sha256 = g_strdup(digest_of(header_block_body(header)).hex);
        pipeline_add_unread(submission, message, problem);
        return g_steal_pointer(&submission);
}

/* True for a PDF behind a password, and for the nothing that a locked member of an archive gives. */
static bool
pipeline_is_locked(const GByteArray *octets)
{
        return octets->len == 0 || bytes_find(bytes_of(octets->data, octets->len), bytes_of_string("/Encrypt"), 0) >= 0;
}

/* The search that has found the document, or NULL. */
static Opening *
pipeline_find(Bytes message, const char *path, const GPtrArray *passwords, GError **error)
{
        PipelineUse use = { .passwords = passwords };
        g_autoptr(Opening) opening = opening_search_new(path, &use);
        opening_run(opening, message);
        if (opening_found(opening) != NULL && !pipeline_is_locked(opening_found(opening)))
                return g_steal_pointer(&opening);
        /* the texts behind it may tell the password: no part has this path, so that all are read */
        g_autoptr(Opening) texts = opening_search_new("", &use);
        opening_run(texts, message);
        use.passwords = opening_passwords(texts);
        g_clear_pointer(&opening, opening_free);
        opening = opening_search_new(path, &use);
        opening_run(opening, message);
        if (opening_found(opening) != NULL)
                return g_steal_pointer(&opening);
        g_set_error(error, CCOT_ERROR, CCOT_ERROR_INPUT, "the message has no such part");
        return NULL;
}

GPtrArray *
pipeline_told(Bytes message)
{
        const PipelineUse use = { .passwords = NULL };
        g_autoptr(Opening) texts = opening_search_new("", &use);
        opening_run(texts, message);
        GPtrArray *told = passwords_new();
        passwords_add_all(told, opening_passwords(texts));
        return told;
}

GByteArray *
pipeline_extract(Bytes message, const char *path, const GPtrArray *passwords, GError **error)
{
        g_autoptr(Opening) opening = pipeline_find(message, path, passwords, error);
        return opening == NULL ? NULL : g_byte_array_ref(opening_found(opening));
}

/* Every part with its text, not judged. *ret_told: passwords that were told too late and may open more; NULL otherwise. */
static Submission *
pipeline_texts(Bytes message, const GPtrArray *passwords, GPtrArray **ret_told)
{
        const PipelineUse use = { .passwords = passwords };
        g_autoptr(Submission) submission = submission_new();
        g_autoptr(GPtrArray) sources = g_ptr_array_new_with_free_func(opening_source_free);
        g_autoptr(Opening) opening = opening_new(submission, sources, &use);
        opening_run(opening, message);
        *ret_told = NULL;
        if (opening_has_key(opening)) {
                *ret_told = passwords_new();
                passwords_add_all(*ret_told, opening_passwords(opening));
        }
        return g_steal_pointer(&submission);
}

/* True for a part that is the mail's own text: no file, and not inside of one. */
static bool
pipeline_is_mails_own(const SubmissionDocument *document)
{
        return document->filename == NULL && strchr(document->path, '!') == NULL && document->media_type != NULL &&
               g_str_has_prefix(document->media_type, "text/");
}

static void
pipeline_add_text(GByteArray *text, const SubmissionDocument *document)
{
        for (guint i = 0; i < document->text->len; i++) {
                g_autofree char *page = g_strdelimit(g_strdup(g_ptr_array_index(document->text, i)), "\f", '\n');
                if (text->len > 0 || i > 0)
                        g_byte_array_append(text, (const guint8 *) "\f", 1);
                g_byte_array_append(text, (const guint8 *) page, (guint) strlen(page));
        }
}

GByteArray *
pipeline_text(Bytes message, const char *path, const GPtrArray *passwords, GError **error)
{
        g_autoptr(GPtrArray) told = NULL;
        g_autoptr(GPtrArray) later = NULL;
        g_autoptr(Submission) submission = pipeline_texts(message, passwords, &told);
        if (told != NULL) {
                g_clear_pointer(&submission, submission_free);
                submission = pipeline_texts(message, told, &later);
        }
        const bool mail = g_str_equal(path, PIPELINE_MAIL);
        g_autoptr(GByteArray) text = g_byte_array_new();
        bool found = mail;
        for (guint i = 0; i < submission->documents->len; i++) {
                const SubmissionDocument *document = g_ptr_array_index(submission->documents, i);
                if (mail ? !pipeline_is_mails_own(document) : !g_str_equal(document->path, path))
                        continue;
                pipeline_add_text(text, document);
                found = true;
        }
        if (found)
                return g_steal_pointer(&text);
        g_set_error(error, CCOT_ERROR, CCOT_ERROR_INPUT, "the message has no such part");
        return NULL;
}

GByteArray *
pipeline_page(Bytes message, const char *path, unsigned number, unsigned dpi, const GPtrArray *passwords,
              GError **error)
{
        g_autoptr(Opening) opening = pipeline_find(message, path, passwords, error);
        if (opening == NULL)
                return NULL;
        const GByteArray *octets = opening_found(opening);
        return render_page(bytes_of(octets->data, octets->len), number, dpi, opening_passwords(opening), error);
}

/* The page as its reader gave it, the task's; NULL when it is a picture, or was given no text. */
static const Page *
pipeline_printed(const ReaderTask *task, unsigned number)
{
        for (guint i = 0; task->picture_pages != NULL && i < task->picture_pages->len; i++)
                if (g_array_index(task->picture_pages, unsigned, i) == number)
                        return NULL;
        for (guint i = 0; i < task->pages->len; i++) {
                const Page *page = g_ptr_array_index(task->pages, i);
                if (page->number == number)
                        return page;
        }
        return NULL;
}

GByteArray *
pipeline_words(Bytes message, const char *path, unsigned number, const GPtrArray *passwords, bool may_recognise,
               GError **error)
{
        g_autoptr(Opening) opening = pipeline_find(message, path, passwords, error);
        if (opening == NULL)
                return NULL;
        const GByteArray *found = opening_found(opening);
        const Bytes octets = bytes_of(found->data, found->len);
        const char *sniffed = NULL;
        const ReaderFunction read = format_reader(sniff_format(octets, NULL, &sniffed));
        g_auto(ReaderTask) task;
        reader_task_init(&task, octets, LIMIT_TEXT_BYTES);
        task.passwords = opening_passwords(opening);
        if (read != NULL)
                read(&task);
        if (number > task.page_count) {
                g_set_error(error, CCOT_ERROR, CCOT_ERROR_INPUT, "the document has no such page");
                return NULL;
        }
        const Page *printed = pipeline_printed(&task, number);
        if (printed != NULL)
                return page_words_write(printed, false);
        g_autoptr(Page) page = page_new(number);
        g_autoptr(Recognised) recognised = may_recognise ? ocr_page(octets, path, number, task.passwords) : NULL;
        if (recognised != NULL)
                recognised_layout(recognised, page);
        return page_words_write(page, true);
}

Recognised *
pipeline_recognise(Bytes message, const char *path, unsigned number, const GPtrArray *passwords)
{
        g_autoptr(Opening) opening = pipeline_find(message, path, passwords, NULL);
        if (opening != NULL) {
                const GByteArray *octets = opening_found(opening);
                return ocr_page(bytes_of(octets->data, octets->len), path, number, opening_passwords(opening));
        }
        Recognised *nothing = recognised_new(path, number);
        nothing->problem = PROBLEM_CORRUPT;
        return nothing;
}
