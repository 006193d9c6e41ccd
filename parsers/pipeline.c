#include "parsers/pipeline.h"

#include "base/digest.h"
#include "base/error.h"
#include "base/limits.h"
#include "base/text.h"
#include "parsers/document/reader.h"
#include "parsers/document/render.h"
#include "parsers/document/sniff.h"
#include "parsers/mail/envelope.h"
#include "parsers/mail/header.h"
#include "parsers/mail/mime.h"
#include "parsers/order/reading.h"

#include <string.h>

typedef struct {
        Submission *submission;
        GPtrArray *sources; /* of SourceDocument* */
        const PipelineUse *use;
        size_t text_left;
        const char *wanted; /* path whose octets are asked for; NULL when everything is read */
        GByteArray *found;
} Pipeline;

static void
source_free(gpointer data)
{
        SourceDocument *source = data;
        g_ptr_array_unref(source->pages);
        if (source->form_fields != NULL)
                g_ptr_array_unref(source->form_fields);
        g_free(source);
}

/* Text of the body is the sender's own; anything with a name or asked to be attached is not. */
static bool
pipeline_is_body(const MimePart *part, Format format)
{
        return !part->is_attachment && part->filename == NULL && !part->is_related &&
               (format == FORMAT_TEXT || format == FORMAT_HTML) && g_str_has_prefix(part->media_type, "text/");
}

/* Runs the reader of format; a PDF that is HTML comes back as such. */
static void
pipeline_run_reader(ReaderTask *task, Format format)
{
        const ReaderFunction read = format_reader(format);
        if (read != NULL)
                read(task);
}

static void
pipeline_text(Pipeline *pipeline, SourceDocument *source, Format format, const MimePart *part)
{
        SubmissionDocument *document = source->document;
        g_auto(ReaderTask) task;
        reader_task_init(&task, part->bytes, pipeline->text_left);
        task.charset = part->charset;
        task.is_flowed = part->is_flowed;
        task.delete_space = part->delete_space;
        pipeline_run_reader(&task, format);
        for (unsigned i = 0; i < task.pages->len; i++) {
                const Page *page = g_ptr_array_index(task.pages, i);
                g_ptr_array_add(document->text, g_strdup(page->text));
                pipeline->text_left -= MIN(pipeline->text_left, page->length);
                if (page->length > 0)
                        document->text_source = TEXT_SOURCE_TEXT;
        }
        document->pages = task.page_count;
        if (task.problem != PROBLEM_NONE)
                document->problem = task.problem;
        g_ptr_array_unref(source->pages);
        source->pages = g_steal_pointer(&task.pages);
        source->form_fields = g_steal_pointer(&task.form_fields);
}

static void
pipeline_problem(SubmissionDocument *document, Problem problem)
{
        document->problem = problem;
        if (problem == PROBLEM_CORRUPT || problem == PROBLEM_ENCRYPTED || problem == PROBLEM_UNREADABLE ||
            problem == PROBLEM_TOO_SLOW)
                document->kind = DOCUMENT_KIND_UNREADABLE;
}

static void
pipeline_told(const Pipeline *pipeline, const char *path)
{
        if (pipeline->use != NULL && pipeline->use->progress != NULL)
                pipeline->use->progress(path, pipeline->use->progress_data);
}

/* False when the document is to be left out: an earlier child died of it. */
static bool
pipeline_opens(const Pipeline *pipeline, SubmissionDocument *document)
{
        const PipelineUse *use = pipeline->use;
        if (use == NULL || (!use->shallow && g_strcmp0(use->skip_path, document->path) != 0))
                return true;
        pipeline_problem(document, use->skip_problem);
        return false;
}

static bool
pipeline_part(const MimePart *part, gpointer data)
{
        Pipeline *pipeline = data;
        if (pipeline->wanted != NULL) {
                if (!g_str_equal(pipeline->wanted, part->path))
                        return true;
                pipeline->found = g_byte_array_sized_new((guint) part->bytes.length);
                if (part->bytes.length > 0)
                        g_byte_array_append(pipeline->found, part->bytes.data, (guint) part->bytes.length);
                return false;
        }
        const char *media_type = NULL;
        const Format format = sniff_format(part->bytes, part->media_type, &media_type);
        SubmissionDocument *document = submission_document_new(part->path);
        g_ptr_array_add(pipeline->submission->documents, document);
        document->filename = g_strdup(part->filename);
        document->media_type =
            g_strdup(format == FORMAT_UNKNOWN || format == FORMAT_EMPTY || format == FORMAT_TEXT ? part->media_type
                                                                                                 : media_type);
        document->size = part->bytes.length;
        document->sha256 = g_strdup(digest_of(part->bytes).hex);
        SourceDocument *source = g_new0(SourceDocument, 1);
        source->document = document;
        source->pages = g_ptr_array_new_with_free_func((GDestroyNotify) page_free);
        source->is_body = pipeline_is_body(part, format);
        source->is_forwarded = part->is_forwarded;
        g_ptr_array_add(pipeline->sources, source);
        if (part->problem != PROBLEM_NONE)
                pipeline_problem(document, part->problem);
        if (pipeline_opens(pipeline, document)) {
                pipeline_told(pipeline, part->path);
                pipeline_text(pipeline, source, format, part);
                pipeline_told(pipeline, "");
        }
        return true;
}

void
pipeline_init(void)
{
        mime_init();
        readers_init();
}

Submission *
pipeline_read(Bytes message, const PipelineUse *use)
{
        g_autoptr(Submission) submission = submission_new();
        g_autoptr(GPtrArray) sources = g_ptr_array_new_with_free_func(source_free);
        Pipeline pipeline = { .submission = submission, .sources = sources, .use = use, .text_left = LIMIT_TEXT_BYTES };
        envelope_read(submission, message);
        (void) mime_walk(message, "", 0, false, pipeline_part, &pipeline);
        reading_run(submission, sources);
        return g_steal_pointer(&submission);
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

GByteArray *
pipeline_extract(Bytes message, const char *path, GError **error)
{
        Pipeline pipeline = { .wanted = path };
        (void) mime_walk(message, "", 0, false, pipeline_part, &pipeline);
        if (pipeline.found == NULL)
                g_set_error(error, CCOT_ERROR, CCOT_ERROR_INPUT, "the message has no such part");
        return pipeline.found;
}

GByteArray *
pipeline_page(Bytes message, const char *path, unsigned number, unsigned dpi, GError **error)
{
        g_autoptr(GByteArray) octets = pipeline_extract(message, path, error);
        if (octets == NULL)
                return NULL;
        return render_page(bytes_of(octets->data, octets->len), number, dpi, error);
}
