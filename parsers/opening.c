#include "parsers/opening.h"

#include "base/digest.h"
#include "base/limits.h"
#include "base/text.h"
#include "parsers/document/archive.h"
#include "parsers/document/recognised.h"
#include "parsers/document/sniff.h"
#include "parsers/listing.h"
#include "parsers/mail/filename.h"
#include "parsers/mail/header.h"
#include "parsers/mail/mime.h"
#include "parsers/mail/password.h"
#include "parsers/mail/signed_content.h"
#include "parsers/mail/tnef.h"
#include "parsers/passwords.h"

#include <string.h>

/* A body of so few octets without a letter is a mail without a body. */
enum { OPENING_BLANK_BYTES = 16 };

struct Opening {
        Submission *submission;
        GPtrArray *sources;
        const PipelineUse *use;
        GPtrArray *passwords; /* of char* */
        int keys_at_lock;     /* how many there were at the first document that stayed locked; -1: none did */
        GHashTable *paths;    /* listed already: a second member of one name gets a number */
        size_t text_left;
        guint64 archive_left;
        unsigned archive_depth;
        unsigned left_out;   /* documents beyond LIMIT_DOCUMENTS */
        const char *present; /* path of the document being opened; NULL between documents */
        char *wanted;
        GByteArray *found;
};

void
opening_source_free(gpointer data)
{
        SourceDocument *source = data;
        g_ptr_array_unref(source->pages);
        if (source->form_fields != NULL)
                g_ptr_array_unref(source->form_fields);
        g_free(source);
}

Opening *
opening_new(Submission *submission, GPtrArray *sources, const PipelineUse *use)
{
        Opening *opening = g_new0(Opening, 1);
        opening->submission = submission;
        opening->sources = sources;
        opening->use = use;
        opening->paths = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
        opening->text_left = LIMIT_TEXT_BYTES;
        opening->archive_left = LIMIT_ARCHIVE_BYTES;
        opening->keys_at_lock = -1;
        opening->passwords = passwords_new();
        passwords_add_all(opening->passwords, use == NULL ? NULL : use->passwords);
        return opening;
}

Opening *
opening_search_new(const char *path, const PipelineUse *use)
{
        Opening *opening = opening_new(NULL, NULL, use);
        opening->wanted = g_strdup(path);
        return opening;
}

void
opening_free(Opening *opening)
{
        if (opening == NULL)
                return;
        g_hash_table_unref(opening->paths);
        g_ptr_array_unref(opening->passwords);
        if (opening->found != NULL)
                g_byte_array_unref(opening->found);
        g_free(opening->wanted);
        g_free(opening);
}

GByteArray *
opening_found(const Opening *opening)
{
        return opening->found;
}

const GPtrArray *
opening_passwords(const Opening *opening)
{
        return opening->passwords;
}

bool
opening_has_key(const Opening *opening)
{
        return opening->keys_at_lock >= 0 && opening->passwords->len > (guint) opening->keys_at_lock;
}

static void
opening_tell(const Opening *opening, const char *path)
{
        if (opening->use != NULL && opening->use->progress != NULL)
                opening->use->progress(path, opening->use->progress_data);
}

static void
opening_problem(SubmissionDocument *document, Problem problem)
{
        if (problem == PROBLEM_NONE || document->problem != PROBLEM_NONE)
                return;
        document->problem = problem;
}

/* What gave no text and should have is unreadable; whatever was read is judged by its text later. */
static void
opening_judge_kind(SubmissionDocument *document)
{
        const Problem problem = document->problem;
        const bool lost = problem == PROBLEM_CORRUPT || problem == PROBLEM_ENCRYPTED || problem == PROBLEM_UNREADABLE ||
                          problem == PROBLEM_TOO_SLOW;
        if (lost && document->text_source == TEXT_SOURCE_NONE)
                document->kind = DOCUMENT_KIND_UNREADABLE;
}

static SourceDocument *
opening_list(Opening *opening, const MimePart *part, Format format, const char *sniffed)
{
        SubmissionDocument *document = submission_document_new(part->path);
        g_ptr_array_add(opening->submission->documents, document);
        document->filename = g_strdup(part->filename);
        document->media_type = g_strdup(listing_media_type(part, format, sniffed));
        document->size = part->bytes.length;
        document->sha256 = g_strdup(digest_of(part->bytes).hex);
        SourceDocument *source = g_new0(SourceDocument, 1);
        source->document = document;
        source->pages = g_ptr_array_new_with_free_func((GDestroyNotify) page_free);
        source->is_body = listing_is_body(part, format);
        source->is_forwarded = part->is_forwarded;
        source->is_alternative = part->is_alternative;
        g_ptr_array_add(opening->sources, source);
        opening_problem(document, listing_problem(part, format));
        return source;
}

/* Pages that are pictures get the text that was recognised on them, or are asked for. */
static void
opening_pictures(Opening *opening, ReaderTask *task, SubmissionDocument *document)
{
        const PipelineUse *use = opening->use;
        for (unsigned i = 0; task->picture_pages != NULL && i < task->picture_pages->len; i++) {
                const unsigned number = g_array_index(task->picture_pages, unsigned, i);
                const Recognised *recognised =
                    use == NULL ? NULL : recognised_find(use->recognised, document->path, number);
                if (recognised == NULL) {
                        /* with results at hand, a page without one was one too many */
                        const bool beyond = use != NULL && use->recognised != NULL;
                        reader_task_problem(task, beyond ? PROBLEM_TOO_LARGE : PROBLEM_UNREADABLE);
                        if (use != NULL && use->picture != NULL)
                                use->picture(document->path, number, use->picture_data);
                        continue;
                }
                document->text_source = TEXT_SOURCE_OCR;
                reader_task_problem(task, recognised->problem);
                for (unsigned k = 0; k < task->pages->len; k++) {
                        const Page *old = g_ptr_array_index(task->pages, k);
                        if (old->number != number)
                                continue;
                        Page *page = page_new(number);
                        recognised_layout(recognised, page);
                        page_free(g_steal_pointer(&g_ptr_array_index(task->pages, k)));
                        g_ptr_array_index(task->pages, k) = page;
                }
        }
}

static bool opening_members(Opening *opening, const MimePart *part, ReaderTask *task, bool is_mail);

/* Remembers the passwords that a text tells, for the locked documents behind it. */
static void
opening_told(Opening *opening, Format format, const GPtrArray *pages)
{
        for (guint i = 0; (format == FORMAT_TEXT || format == FORMAT_HTML) && i < pages->len; i++) {
                const Page *page = g_ptr_array_index(pages, i);
                g_autoptr(GPtrArray) told = password_candidates(page->text);
                passwords_add_all(opening->passwords, told);
        }
}

static void
opening_task_init(const Opening *opening, ReaderTask *task, const MimePart *part)
{
        reader_task_init(task, part->bytes, opening->text_left);
        task->passwords = opening->passwords;
        task->charset = part->charset;
        task->is_flowed = part->is_flowed;
        task->delete_space = part->delete_space;
}

/* False when a search has found its document. */
static bool
opening_read(Opening *opening, SourceDocument *source, Format format, const MimePart *part)
{
        const ReaderFunction read = format_reader(format);
        SubmissionDocument *document = source->document;
        if (read == NULL)
                return true;
        g_auto(ReaderTask) task;
        opening_task_init(opening, &task, part);
        read(&task);
        opening_told(opening, format, task.pages);
        opening_pictures(opening, &task, document);
        size_t length = 0;
        for (unsigned i = 0; i < task.pages->len; i++) {
                const Page *page = g_ptr_array_index(task.pages, i);
                g_ptr_array_add(document->text, g_strdup(page->text));
                length += page->length;
        }
        opening->text_left -= MIN(opening->text_left, length);
        if (length == 0)
                document->text_source = TEXT_SOURCE_NONE;
        else if (document->text_source != TEXT_SOURCE_OCR)
                document->text_source = TEXT_SOURCE_TEXT;
        document->pages = task.page_count;
        g_ptr_array_unref(source->pages);
        source->pages = g_steal_pointer(&task.pages);
        source->form_fields = g_steal_pointer(&task.form_fields);
        const bool more = task.members == NULL || opening_members(opening, part, &task, format == FORMAT_OUTLOOK_MSG);
        opening_problem(document, task.problem);
        return more;
}

static bool opening_part(const MimePart *part, gpointer data);

/* What a container's visitor needs to know of the container. */
typedef struct {
        Opening *opening;
        const MimePart *part;
        bool stopped;
} Container;

/* The path of a member, with a number where the name was there before. */
static char *
opening_member_path(const Opening *opening, const char *container, const char *name)
{
        char *path = g_strconcat(container, "!", name, NULL);
        for (unsigned i = 2; g_hash_table_contains(opening->paths, path) && i <= LIMIT_DOCUMENTS; i++) {
                g_free(path);
                path = g_strdup_printf("%s!%s#%u", container, name, i);
        }
        return path;
}

/* Opens a member, of which given says what is known beside its name. */
static bool
opening_member(Container *container, const char *name, MimePart given)
{
        const MimePart *around = container->part;
        g_autofree char *path = opening_member_path(container->opening, around->path, name);
        g_autofree char *filename =
            given.is_text ? NULL : filename_clean(given.filename == NULL ? name : given.filename);
        MimePart member = given;
        member.path = path;
        member.filename = filename;
        member.media_type = given.media_type == NULL ? "" : given.media_type;
        member.is_attachment = !given.is_text;
        member.is_forwarded = given.is_forwarded || around->is_forwarded;
        member.depth = around->depth + 1;
        container->stopped = !opening_part(&member, container->opening);
        return !container->stopped;
}

/* The container's own name without that end: the name of the sole file in it. */
static char *
opening_stem(const MimePart *part, const char *const ends[])
{
        g_autofree char *name = g_strdup(part->filename == NULL ? "content" : part->filename);
        char *dot = strrchr(name, '.');
        g_autofree char *end = g_ascii_strdown(dot == NULL ? "" : dot, -1);
        if (dot != NULL && dot != name && g_strv_contains(ends, end))
                *dot = '\0';
        return g_steal_pointer(&name);
}

static bool
opening_archive_member(const ArchiveMember *member, gpointer data)
{
        static const char *const ends[] = { ".gz", ".bz2", ".xz", ".zst", NULL };
        Container *container = data;
        g_autofree char *stem = member->name == NULL ? opening_stem(container->part, ends) : NULL;
        return opening_member(container, member->name == NULL ? stem : member->name,
                              (MimePart){ .bytes = member->bytes, .problem = member->problem });
}

static bool
opening_tnef_member(const TnefMember *member, gpointer data)
{
        const MimePart part = { .filename = member->filename,
                                .media_type =
                                    member->is_text && g_str_has_suffix(member->name, ".html") ? "text/html" : NULL,
                                .charset = member->charset,
                                .bytes = member->bytes,
                                .problem = member->problem,
                                .is_text = member->is_text,
                                .is_message = member->is_message,
                                .is_forwarded = strchr(member->name, '!') != NULL };
        return opening_member(data, member->name, part);
}

static bool
opening_members(Opening *opening, const MimePart *part, ReaderTask *task, bool is_mail)
{
        Container container = { .opening = opening, .part = part };
        if (opening->archive_depth >= LIMIT_ARCHIVE_DEPTH) {
                reader_task_problem(task, PROBLEM_TOO_DEEP);
                return true;
        }
        opening->archive_depth++;
        for (unsigned i = 0; i < task->members->len && !container.stopped; i++) {
                const ReaderMember *member = g_ptr_array_index(task->members, i);
                size_t length = 0;
                const void *data = g_bytes_get_data(member->bytes, &length);
                const bool fits = length <= opening->archive_left;
                opening->archive_left -= fits ? length : 0;
                (void) opening_member(&container, member->name,
                                      (MimePart){ .filename = member->filename,
                                                  .media_type = member->media_type,
                                                  .charset = member->charset,
                                                  .bytes = fits ? bytes_of(data, length) : (Bytes){ 0 },
                                                  .problem = fits ? member->problem : PROBLEM_TOO_LARGE,
                                                  .is_text = member->is_text,
                                                  .is_alternative = member->is_text,
                                                  .is_message = member->is_message,
                                                  .is_forwarded = is_mail });
        }
        opening->archive_depth--;
        return !container.stopped;
}

/* What a signature stands around: a mail's own parts, or a file that was signed by itself. */
static Problem
opening_signed(Container *container)
{
        static const char *const ends[] = { ".p7m", NULL };
        const MimePart *part = container->part;
        g_autoptr(GByteArray) message = signed_content_unwrap(part->bytes);
        g_autoptr(GByteArray) content = NULL;
        if (message == NULL)
                return PROBLEM_CORRUPT;
        guint64 *left = &container->opening->archive_left;
        const Problem problem = signed_content_open(bytes_of(message->data, message->len), *left, &content);
        if (content == NULL)
                return problem;
        const Bytes bytes = bytes_of(content->data, content->len);
        *left -= MIN(*left, bytes.length);
        g_autoptr(HeaderBlock) header = header_block_new(bytes);
        Bytes value;
        if (header_block_find(header, "Content-Type", &value) || header_block_find(header, "MIME-Version", &value)) {
                g_autofree char *prefix = g_strconcat(part->path, "!", NULL);
                container->stopped =
                    !mime_walk(bytes, prefix, part->depth + 1, part->is_forwarded, opening_part, container->opening);
                return problem;
        }
        g_autofree char *name = opening_stem(part, ends);
        (void) opening_member(container, name, (MimePart){ .bytes = bytes });
        return problem;
}

/* Opens what holds other documents; false when a search has found its document. */
static bool
opening_container(Opening *opening, Format format, const MimePart *part, SubmissionDocument *document)
{
        Container container = { .opening = opening, .part = part };
        Problem problem = PROBLEM_NONE;
        if (opening->archive_depth >= LIMIT_ARCHIVE_DEPTH) {
                problem = PROBLEM_TOO_DEEP;
        } else if (format == FORMAT_MAIL) {
                g_autofree char *prefix = g_strconcat(part->path, "!", NULL);
                container.stopped = !mime_walk(part->bytes, prefix, part->depth + 1, true, opening_part, opening);
        } else {
                opening->archive_depth++;
                if (format == FORMAT_TNEF)
                        problem = tnef_walk(part->bytes, opening_tnef_member, &container);
                else if (format == FORMAT_SIGNED)
                        problem = opening_signed(&container);
                else
                        problem = archive_walk(part->bytes, opening->passwords, &opening->archive_left,
                                               opening_archive_member, &container);
                opening->archive_depth--;
        }
        if (document != NULL)
                opening_problem(document, problem);
        return !container.stopped;
}

static bool
opening_is_container(Format format)
{
        switch (format) {
        case FORMAT_ZIP:
        case FORMAT_SEVEN_ZIP:
        case FORMAT_RAR:
        case FORMAT_TAR:
        case FORMAT_GZIP:
        case FORMAT_BZIP2:
        case FORMAT_XZ:
        case FORMAT_TNEF:
        case FORMAT_MAIL:
        case FORMAT_SIGNED:
                return true;
        default:
                return false;
        }
}

static bool
opening_search(Opening *opening, const MimePart *part)
{
        if (g_str_equal(opening->wanted, part->path)) {
                opening->found = g_byte_array_sized_new((guint) part->bytes.length);
                if (part->bytes.length > 0)
                        g_byte_array_append(opening->found, part->bytes.data, (guint) part->bytes.length);
                return false;
        }
        const size_t length = strlen(part->path);
        const bool around = g_str_has_prefix(opening->wanted, part->path) && opening->wanted[length] == '!';
        const char *sniffed = NULL;
        const Format format = part->is_message ? FORMAT_UNKNOWN : sniff_format(part->bytes, part, &sniffed);
        if (around && opening_is_container(format))
                return opening_container(opening, format, part, NULL);
        const ReaderFunction read = format_reader(format);
        if (read == NULL || !(around || format == FORMAT_TEXT || format == FORMAT_HTML))
                return true;
        g_auto(ReaderTask) task;
        opening_task_init(opening, &task, part);
        read(&task);
        opening_told(opening, format, task.pages);
        return !around || task.members == NULL || opening_members(opening, part, &task, format == FORMAT_OUTLOOK_MSG);
}

/* False when the document is to be left closed: an earlier child died of it. */
static bool
opening_may_open(const Opening *opening, SubmissionDocument *document)
{
        const PipelineUse *use = opening->use;
        if (use == NULL)
                return true;
        if (use->shallow)
                document->problem = use->shallow_problem;
        for (unsigned i = 0; i < use->skip_count && !use->shallow; i++) {
                if (!g_str_equal(use->skips[i].path, document->path))
                        continue;
                document->problem = use->skips[i].problem;
                return false;
        }
        return !use->shallow;
}

static bool
opening_part(const MimePart *part, gpointer data)
{
        Opening *opening = data;
        g_hash_table_add(opening->paths, g_strdup(part->path));
        if (opening->wanted != NULL)
                return opening_search(opening, part);
        if (opening->submission->documents->len >= LIMIT_DOCUMENTS) {
                opening->left_out++;
                return true;
        }
        const char *around = opening->present;
        opening->present = part->path;
        opening_tell(opening, part->path);
        const char *sniffed = NULL;
        const Format format = sniff_format(part->bytes, part, &sniffed);
        SourceDocument *source = opening_list(opening, part, format, sniffed);
        bool more = true;
        /* what mime_walk() visits next by itself is not opened twice; what is over a limit is listed, not opened */
        const bool opens = !part->is_message && part->problem != PROBLEM_TOO_DEEP &&
                           part->problem != PROBLEM_TOO_LARGE && format != FORMAT_EMPTY &&
                           opening_may_open(opening, source->document);
        if (opens && opening_is_container(format))
                more = opening_container(opening, format, part, source->document);
        else if (opens)
                more = opening_read(opening, source, format, part);
        opening_judge_kind(source->document);
        if (source->document->problem == PROBLEM_ENCRYPTED && opening->keys_at_lock < 0)
                opening->keys_at_lock = (int) opening->passwords->len;
        opening->present = around;
        /* behind a member its container goes on */
        opening_tell(opening, around == NULL ? "" : around);
        return more;
}

/* A mail of no octets, or of nothing but a header, is damaged until somebody says otherwise. */
static void
opening_empty(Opening *opening)
{
        GPtrArray *documents = opening->submission->documents;
        if (documents->len == 0) {
                const MimePart nothing = { .path = "1", .media_type = "text/plain", .problem = PROBLEM_CORRUPT };
                (void) opening_part(&nothing, opening);
                return;
        }
        SubmissionDocument *first = g_ptr_array_index(documents, 0);
        const char *text = first->text->len == 0 ? "" : g_ptr_array_index(first->text, 0);
        if (documents->len == 1 && text[strspn(text, " \t\n")] == '\0' && first->size <= OPENING_BLANK_BYTES) {
                opening_problem(first, PROBLEM_CORRUPT);
                first->text_source = TEXT_SOURCE_NONE;
                opening_judge_kind(first);
        }
}

void
opening_run(Opening *opening, Bytes message)
{
        (void) mime_walk(message, "", 0, false, opening_part, opening);
        if (opening->wanted == NULL)
                opening_empty(opening);
        if (opening->left_out == 0)
                return;
        /* the last document listed stands for those that found no place */
        SubmissionDocument *last =
            g_ptr_array_index(opening->submission->documents, opening->submission->documents->len - 1);
        last->problem = PROBLEM_TOO_LARGE;
}
