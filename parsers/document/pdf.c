#include "parsers/document/pdf.h"

#include "base/limits.h"
#include "base/text.h"
#include "parsers/document/layout.h"

#include <poppler.h>
#include <string.h>

G_DEFINE_AUTOPTR_CLEANUP_FUNC(PopplerDocument, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PopplerPage, g_object_unref)

/* In heights of a character: a wider gap ends a word where no space was printed. */
static const double WORD_GAP = 0.30;

static const char own_document[] = "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
                                   "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
                                   "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\n"
                                   "trailer<</Root 1 0 R>>\n%%EOF\n";

/* A view as GBytes, which poppler keeps; the octets outlive the document. */
static PopplerDocument *
pdf_open(Bytes bytes, GError **error)
{
        g_autoptr(GBytes) octets = g_bytes_new_static(bytes.data, bytes.length);
        return poppler_document_new_from_bytes(octets, NULL, error);
}

void
pdf_init(void)
{
        g_autoptr(PopplerDocument) document = pdf_open(bytes_of_string(own_document), NULL);
}

typedef struct {
        Layout *layout;
        GString *word;
        PopplerRectangle box;  /* of the word so far */
        PopplerRectangle last; /* of its last character */
} PdfWords;

static void
pdf_word_end(PdfWords *words)
{
        if (words->word->len > 0) {
                g_autofree char *clean = text_clean(words->word->str, LIMIT_PAGE_TEXT);
                g_autofree char *line = text_one_line(clean);
                if (line[0] != '\0')
                        layout_add(words->layout, line, words->box.x1, words->box.y1, words->box.x2, words->box.y2);
        }
        g_string_truncate(words->word, 0);
}

/* True when the character at box does not continue the word. */
static bool
pdf_is_apart(const PdfWords *words, const PopplerRectangle *box)
{
        const double height = MIN(words->last.y2 - words->last.y1, box->y2 - box->y1);
        const double middle = (box->y1 + box->y2) / 2;
        if (middle < words->last.y1 || middle > words->last.y2)
                return true;
        const double gap = box->x1 - words->last.x2;
        return gap > WORD_GAP * height || gap < -2 * height;
}

static void
pdf_character(PdfWords *words, const char *at, const PopplerRectangle *place)
{
        const PopplerRectangle box = { .x1 = MIN(place->x1, place->x2),
                                       .x2 = MAX(place->x1, place->x2),
                                       .y1 = MIN(place->y1, place->y2),
                                       .y2 = MAX(place->y1, place->y2) };
        const gunichar character = g_utf8_get_char(at);
        if (g_unichar_isspace(character) || character == 0x00A0) {
                pdf_word_end(words);
                return;
        }
        if (words->word->len > 0 && pdf_is_apart(words, &box))
                pdf_word_end(words);
        if (words->word->len == 0) {
                words->box = box;
        } else {
                words->box.x1 = MIN(words->box.x1, box.x1);
                words->box.y1 = MIN(words->box.y1, box.y1);
                words->box.x2 = MAX(words->box.x2, box.x2);
                words->box.y2 = MAX(words->box.y2, box.y2);
        }
        words->last = box;
        g_string_append_unichar(words->word, character);
}

static void
pdf_page_text(PopplerPage *source, Page *page)
{
        double width = 0, height = 0;
        poppler_page_get_size(source, &width, &height);
        g_autofree char *text = poppler_page_get_text(source);
        g_autofree PopplerRectangle *boxes = NULL;
        guint count = 0;
        if (text == NULL || !poppler_page_get_text_layout(source, &boxes, &count))
                return;
        g_autoptr(Layout) layout = layout_new(width, height);
        PdfWords words = { .layout = layout, .word = g_string_new(NULL) };
        guint index = 0;
        for (const char *at = text; *at != '\0' && index < count && (size_t) (at - text) < LIMIT_PAGE_TEXT;
             at = g_utf8_next_char(at))
                pdf_character(&words, at, &boxes[index++]);
        pdf_word_end(&words);
        g_string_free(words.word, TRUE);
        layout_write(layout, page);
}

static void
pdf_pages(ReaderTask *task, PopplerDocument *document)
{
        size_t left = task->text_limit;
        for (unsigned number = 0; number < task->page_count; number++) {
                if (number >= LIMIT_PAGES || left == 0) {
                        reader_task_problem(task, PROBLEM_TOO_LARGE);
                        return;
                }
                Page *page = page_new(number + 1);
                g_ptr_array_add(task->pages, page);
                g_autoptr(PopplerPage) source = poppler_document_get_page(document, (int) number);
                if (source == NULL) {
                        reader_task_problem(task, PROBLEM_PAGES_MISSING);
                        continue;
                }
                pdf_page_text(source, page);
                left -= MIN(left, page->length);
        }
}

void
pdf_read(ReaderTask *task)
{
        g_autoptr(GError) failure = NULL;
        g_autoptr(PopplerDocument) document = pdf_open(task->bytes, &failure);
        if (document == NULL) {
                const bool encrypted = g_error_matches(failure, POPPLER_ERROR, POPPLER_ERROR_ENCRYPTED);
                reader_task_problem(task, encrypted ? PROBLEM_ENCRYPTED : PROBLEM_CORRUPT);
                return;
        }
        const int pages = poppler_document_get_n_pages(document);
        if (pages <= 0) {
                reader_task_problem(task, PROBLEM_CORRUPT);
                return;
        }
        task->page_count = (unsigned) pages;
        pdf_pages(task, document);
}
