#include "parsers/document/pdf.h"

#include "base/limits.h"
#include "base/text.h"
#include "parsers/document/layout.h"
#include "parsers/document/pdf_attachment.h"
#include "parsers/document/pdf_form.h"
#include "parsers/document/pdf_picture.h"
#include "parsers/document/pdf_recover.h"

#include <string.h>

G_DEFINE_AUTOPTR_CLEANUP_FUNC(PopplerDocument, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PopplerPage, g_object_unref)

/* In heights of a character: a wider gap ends a word where no space was printed. */
static const double WORD_GAP = 0.30;
/* In sizes of a letter: how far its neighbour's middle lies at most. */
static const double LETTER_REACH = 1.3;

static const char own_document[] = "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
                                   "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
                                   "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\n"
                                   "trailer<</Root 1 0 R>>\n%%EOF\n";

/* With a password: poppler_document_new_from_bytes() falls over NULL when it is wrong (22.12). */
static PopplerDocument *
pdf_unlock(GBytes *octets, const char *password)
{
        g_autoptr(GInputStream) stream = g_memory_input_stream_new_from_bytes(octets);
        return poppler_document_new_from_stream(stream, (goffset) g_bytes_get_size(octets), password, NULL, NULL);
}

static PopplerDocument *
pdf_open_octets(GBytes *octets, const GPtrArray *passwords, GError **error)
{
        g_autoptr(GError) failure = NULL;
        PopplerDocument *document = poppler_document_new_from_bytes(octets, NULL, &failure);
        const bool locked = g_error_matches(failure, POPPLER_ERROR, POPPLER_ERROR_ENCRYPTED);
        for (guint i = 0; locked && document == NULL && passwords != NULL && i < passwords->len; i++)
                document = pdf_unlock(octets, g_ptr_array_index(passwords, i));
        if (document == NULL)
                g_propagate_error(error, g_steal_pointer(&failure));
        return document;
}

/* Pages of the document; 0 when not even the first is there. */
static int
pdf_count(PopplerDocument *document)
{
        const int pages = poppler_document_get_n_pages(document);
        g_autoptr(PopplerPage) first = pages <= 0 ? NULL : poppler_document_get_page(document, 0);
        return first == NULL ? 0 : pages;
}

/* *ret_damaged: pages had to be looked for, and others may be lost. */
static PopplerDocument *
pdf_open(Bytes bytes, const GPtrArray *passwords, bool *ret_damaged, GError **error)
{
        g_autoptr(GBytes) octets = g_bytes_new_static(bytes.data, bytes.length);
        g_autoptr(GError) failure = NULL;
        g_autoptr(PopplerDocument) document = pdf_open_octets(octets, passwords, &failure);
        const int pages = document == NULL ? 0 : pdf_count(document);
        *ret_damaged = false;
        if (g_error_matches(failure, POPPLER_ERROR, POPPLER_ERROR_ENCRYPTED)) {
                g_propagate_error(error, g_steal_pointer(&failure));
                return NULL;
        }
        if (pages > 0 && !pdf_recover_is_wanted(bytes))
                return g_steal_pointer(&document);
        g_autoptr(GBytes) recovered = pdf_recover(bytes);
        g_autoptr(PopplerDocument) again =
            recovered == NULL ? NULL : pdf_open_octets(recovered, passwords, failure == NULL ? &failure : NULL);
        if (again != NULL && pdf_count(again) > pages) {
                *ret_damaged = true;
                return g_steal_pointer(&again);
        }
        if (document == NULL)
                g_propagate_error(error, g_steal_pointer(&failure));
        return g_steal_pointer(&document);
}

PopplerDocument *
pdf_open_with_passwords(Bytes bytes, const GPtrArray *passwords, GError **error)
{
        bool damaged = false;
        return pdf_open(bytes, passwords, &damaged, error);
}

void
pdf_init(void)
{
        /* kept open: with its last document poppler forgets its tables, and would make them anew for each */
        static PopplerDocument *kept;
        if (kept == NULL)
                kept = pdf_open_with_passwords(bytes_of_string(own_document), NULL, NULL);
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
                        layout_add(words->layout, line, words->box.x1, words->box.y1, words->box.x2, words->box.y2, 1);
        }
        g_string_truncate(words->word, 0);
}

/* True when the character at box does not continue the word. Characters that follow without a space and lie no farther
 * than a letter away belong together even where the text runs up, down or across the page. */
static bool
pdf_is_apart(const PdfWords *words, const PopplerRectangle *box)
{
        const double height = MIN(words->last.y2 - words->last.y1, box->y2 - box->y1);
        const double middle = (box->y1 + box->y2) / 2;
        const double gap = box->x1 - words->last.x2;
        if (middle >= words->last.y1 && middle <= words->last.y2)
                return gap > WORD_GAP * height || gap < -2 * height;
        const double size = MAX(MAX(box->x2 - box->x1, box->y2 - box->y1),
                                MAX(words->last.x2 - words->last.x1, words->last.y2 - words->last.y1));
        const double across = (box->x1 + box->x2 - words->last.x1 - words->last.x2) / 2;
        const double down = (box->y1 + box->y2 - words->last.y1 - words->last.y2) / 2;
        return across * across + down * down > LETTER_REACH * LETTER_REACH * size * size;
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

/* Where most letters' successors lie. */
static LayoutDirection
pdf_direction(const char *text, const PopplerRectangle *boxes, guint count)
{
        guint steps[4] = { 0 };
        guint index = 0;
        bool after_letter = false;
        for (const char *at = text; *at != '\0' && index < count; at = g_utf8_next_char(at), index++) {
                const bool letter = !g_unichar_isspace(g_utf8_get_char(at));
                if (letter && after_letter) {
                        const double across =
                            boxes[index].x1 + boxes[index].x2 - boxes[index - 1].x1 - boxes[index - 1].x2;
                        const double down =
                            boxes[index].y1 + boxes[index].y2 - boxes[index - 1].y1 - boxes[index - 1].y2;
                        if (ABS(across) >= ABS(down))
                                steps[across >= 0 ? LAYOUT_RIGHT : LAYOUT_LEFT]++;
                        else
                                steps[down >= 0 ? LAYOUT_DOWN : LAYOUT_UP]++;
                }
                after_letter = letter;
        }
        LayoutDirection most = LAYOUT_RIGHT;
        for (unsigned i = 0; i < G_N_ELEMENTS(steps); i++)
                if (steps[i] > steps[most])
                        most = (LayoutDirection) i;
        return most;
}

static void
pdf_page_text(ReaderTask *task, PopplerPage *source, Page *page)
{
        double width = 0, height = 0;
        poppler_page_get_size(source, &width, &height);
        g_autofree char *text = poppler_page_get_text(source);
        g_autofree PopplerRectangle *boxes = NULL;
        guint count = 0;
        if (text == NULL || !poppler_page_get_text_layout(source, &boxes, &count))
                count = 0;
        const LayoutDirection direction = count == 0 ? LAYOUT_RIGHT : pdf_direction(text, boxes, count);
        g_autoptr(Layout) layout = layout_new(width, height, direction);
        PdfWords words = { .layout = layout, .word = g_string_new(NULL) };
        guint index = 0;
        for (const char *at = text; index < count && *at != '\0' && (size_t) (at - text) < LIMIT_PAGE_TEXT;
             at = g_utf8_next_char(at))
                pdf_character(&words, at, &boxes[index++]);
        pdf_word_end(&words);
        g_string_free(words.word, TRUE);
        pdf_form_read(task, source, &(PdfText){ .text = text, .boxes = boxes, .count = count, .direction = direction },
                      layout);
        layout_write(layout, page);
}

/* Every picture is a stream, and no stream hides in another: its type is plain to see. */
static bool
pdf_has_images(Bytes bytes)
{
        return bytes_find(bytes, bytes_of_string("/Image"), 0) >= 0;
}

static void
pdf_pages(ReaderTask *task, PopplerDocument *document)
{
        const bool has_images = pdf_has_images(task->bytes);
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
                pdf_page_text(task, source, page);
                left -= MIN(left, page->length);
                if (pdf_picture_is_one(source, page, has_images))
                        reader_task_picture(task, page->number);
                if (pdf_picture_is_garbage(page->text))
                        page_clear(page);
        }
}

/* The offset of the last occurrence; -1 when there is none. */
static ssize_t
pdf_find_last(Bytes bytes, const char *word)
{
        ssize_t last = -1;
        for (ssize_t at = 0; (at = bytes_find(bytes, bytes_of_string(word), (size_t) (last + 1))) >= 0;)
                last = at;
        return last;
}

/* Every PDF ends in startxref and %%EOF behind its last object; poppler reads on without, but pages may be missing. */
static bool
pdf_has_end(Bytes bytes)
{
        const size_t last = (size_t) (pdf_find_last(bytes, "endobj") + 1);
        return bytes_find(bytes, bytes_of_string("%%EOF"), last) >= 0 ||
               bytes_find(bytes, bytes_of_string("startxref"), last) >= 0;
}

void
pdf_read(ReaderTask *task)
{
        g_autoptr(GError) failure = NULL;
        bool damaged = false;
        g_autoptr(PopplerDocument) document = pdf_open(task->bytes, task->passwords, &damaged, &failure);
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
        pdf_attachment_read(task, document);
        if (task->pages->len > 0 && pdf_form_is_placeholder(((const Page *) g_ptr_array_index(task->pages, 0))->text))
                reader_task_problem(task, PROBLEM_UNSUPPORTED);
        if (damaged || !pdf_has_end(task->bytes))
                reader_task_problem(task, PROBLEM_CORRUPT);
}
