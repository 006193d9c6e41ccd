/* Recognised pages of several files, from the words to the orders: what is put right, page numbers, files that are one
 * paper, papers, both languages. A form feed parts pages, a record separator parts files. */
#include "base/text.h"
#include "parsers/order/reading.h"
#include "tests/fuzz/fuzz.h"

#include <string.h>

enum { FUZZ_FILES = 6, FUZZ_PAGES = 8, FUZZ_OCTETS = 64 * 1024 };

static Page *
fuzz_page(unsigned number, const char *text, float certainty)
{
        Page *page = page_new(number);
        for (size_t at = 0; text[at] != '\0';) {
                const size_t white = strspn(text + at, " \t\n"), length = strcspn(text + at + white, " \t\n");
                g_autofree char *blank = g_strndup(text + at, white);
                g_autofree char *word = g_strndup(text + at + white, length);
                const float top = (float) (number % 100) / 100;
                page_append(page, blank);
                page_append_word(page, word, 0.1F, top, 0.2F, top, certainty);
                at += white + length;
        }
        return page;
}

static SourceDocument *
fuzz_source(Submission *submission, unsigned number, const char *text, float certainty)
{
        g_autofree char *path = g_strdup_printf("%u", number + 1);
        SubmissionDocument *document = submission_document_new(path);
        document->filename = g_strdup_printf("IMG_%u.jpg", number);
        document->media_type = g_strdup("image/jpeg");
        document->text_source = TEXT_SOURCE_OCR;
        g_ptr_array_add(submission->documents, document);
        SourceDocument *source = g_new0(SourceDocument, 1);
        source->document = document;
        source->pages = g_ptr_array_new_with_free_func((GDestroyNotify) page_free);
        g_auto(GStrv) pages = g_strsplit(text, "\f", FUZZ_PAGES);
        for (unsigned i = 0; pages[i] != NULL; i++)
                g_ptr_array_add(source->pages, fuzz_page(i + 1, pages[i], certainty));
        return source;
}

static void
fuzz_source_free(gpointer data)
{
        SourceDocument *source = data;
        g_ptr_array_unref(source->pages);
        g_free(source);
}

int
LLVMFuzzerInitialize(int *argc, char ***argv)
{
        (void) argc;
        (void) argv;
        reading_prepare();
        return 0;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
        if (size < 1 || size > FUZZ_OCTETS)
                return 0;
        const float certainty = (float) (data[0] % 101) / 100;
        /* text_clean() would take the marks that part files and pages */
        g_autofree char *raw = g_strndup((const char *) data + 1, size - 1);
        g_auto(GStrv) files = g_strsplit(raw, "\x1e", FUZZ_FILES);
        g_autoptr(Submission) submission = submission_new();
        g_autoptr(GPtrArray) sources = g_ptr_array_new_with_free_func(fuzz_source_free);
        for (unsigned i = 0; files[i] != NULL; i++) {
                g_strdelimit(files[i], "\f", '\x01');
                g_auto(GStrv) pages = g_strsplit(files[i], "\x01", FUZZ_PAGES);
                for (unsigned k = 0; pages[k] != NULL; k++) {
                        char *clean = text_clean(pages[k], FUZZ_OCTETS);
                        g_free(pages[k]);
                        pages[k] = clean;
                }
                g_autofree char *text = g_strjoinv("\f", pages);
                g_ptr_array_add(sources, fuzz_source(submission, i, text, certainty));
        }
        reading_run(submission, sources);
        return 0;
}
