#include "parsers/order/sheaf.h"

#include "base/limits.h"
#include "parsers/order/mark.h"
#include "parsers/order/pagination.h"
#include "parsers/order/paper.h"
#include "parsers/order/pattern.h"
#include "parsers/order/title.h"
#include "register/case_number.h"

#include <string.h>

enum {
        SHEET_OCTETS = 24 * 1024, /* of a file's text that is looked at */
        SHEET_NAME = 3,           /* lines of which one names the order */
        SHEET_HEAD = 12,          /* lines in which a title stands */
        SHEET_TOP = 40,           /* lines in which an order's head stands */
        SHEET_PAGES = 6,          /* a longer file is a paper by itself */
        SHEET_REACH = 40,         /* files of one mail that are compared */
};

/* What a file says of its place in a paper. */
typedef struct {
        SourceDocument *source;
        View *view;
        bool begins;              /* it has a title of its own */
        bool heads_other;         /* that of a form or a statement, not of an order */
        bool own;                 /* it is printed as a first page, or an order's name stands in it */
        bool named;               /* an order's name is its first line, or next to it */
        bool letter;              /* it opens or closes as a letter */
        bool runs_on;             /* it opens in the middle of a sentence */
        PageNumber first, last;   /* printed on its pages */
        unsigned opening, ending; /* numbers of the first and the last paragraph; 0: none */
        char case_number[CASE_NUMBER_LENGTH];
        char *stem;    /* of the file name, without its number; NULL when there is no name */
        guint64 count; /* the number in the file name */
        int sheaf;     /* index of the sheet that begins its paper; -1 while it is not known */
} Sheet;

static void
sheet_clear(gpointer data)
{
        Sheet *sheet = data;
        view_free(sheet->view);
        g_free(sheet->stem);
}

void
sheaf_free(Sheaf *sheaf)
{
        if (sheaf == NULL)
                return;
        g_ptr_array_unref(sheaf->sources);
        g_ptr_array_unref(sheaf->pages);
        g_free(sheaf);
}

SubmissionDocument *
sheaf_document(const Sheaf *sheaf, const Page *page)
{
        const SourceDocument *source = g_ptr_array_index(sheaf->sources, page->source);
        return source->document;
}

/* Files that may be sheets of one paper: attached, with pages that could be read, and not too many of them. */
static bool
sheet_is_candidate(const SourceDocument *source)
{
        if (source->is_body || source->pages->len == 0 || source->pages->len > SHEET_PAGES)
                return false;
        size_t length = 0;
        for (unsigned i = 0; i < source->pages->len; i++) {
                const Page *page = g_ptr_array_index(source->pages, i);
                if (page->number == 0)
                        return false;
                length += page->length;
        }
        return length > 0;
}

/* Where the mail or the archive holds the file: "2!orders/a.jpg" lies in "2!orders", "3" in "". */
static size_t
sheet_place(const char *path)
{
        const char *slash = strrchr(path, '/'), *mark = strrchr(path, '!'), *dot = strrchr(path, '.');
        const char *end = slash != NULL ? slash : mark;
        if (end == NULL)
                end = dot;
        return end == NULL ? 0 : (size_t) (end - path);
}

static bool
sheet_same_place(const Sheet *a, const Sheet *b)
{
        const char *left = a->source->document->path, *right = b->source->document->path;
        const size_t length = sheet_place(left);
        return length == sheet_place(right) && strncmp(left, right, length) == 0;
}

/* "IMG_0412.jpg": the last number before the ending counts, unless it is that of a form: "FL404 Bell.pdf", "C8.pdf". */
static void
sheet_read_name(Sheet *sheet)
{
        static Pattern form = { .text = "(?:^|[^a-z])(?:fl|fm|fgm|c|n|ex|d|form[ _-]?(?:fl|c|n)?)$" };
        const char *name = sheet->source->document->filename;
        if (name == NULL)
                return;
        const char *dot = strrchr(name, '.');
        const char *end = dot != NULL && dot > name ? dot : name + strlen(name);
        const char *stop = end;
        while (stop > name && !g_ascii_isdigit(stop[-1]))
                stop--;
        const char *from = stop;
        while (from > name && g_ascii_isdigit(from[-1]) && stop - from < 17)
                from--;
        g_autofree char *head = g_strndup(name, (gsize) (from - name));
        g_autofree char *stem = g_ascii_strdown(head, -1);
        if (pattern_in(&form, stem))
                return;
        sheet->count = from < stop ? g_ascii_strtoull(from, NULL, 10) : 0;
        sheet->stem = g_steal_pointer(&stem);
}

static void
sheet_read_text(Sheet *sheet)
{
        static Pattern letter = {
                .text =
                    "(?i)^ ?(?:dear (?:sirs?|madam|sir|colleague|team)|yours (?:faithfully|sincerely)|to whom it may "
                    "concern|our ref\\b|annwyl |yn gywir\\b|yr eiddoch\\b|ein cyf\\b)"
        };
        const View *view = sheet->view;
        for (unsigned i = 0; i < view->lines->len; i++) {
                const ViewLine *line = view_line(view, i);
                const unsigned paragraph = mark_numbered(view, line);
                if (paragraph > 0) {
                        sheet->opening = sheet->opening == 0 ? paragraph : sheet->opening;
                        sheet->ending = paragraph;
                }
                if (!sheet->letter && line->end - line->start < 60) {
                        g_autofree char *text = view_string(view, line->start, line->end);
                        sheet->letter = pattern_in(&letter, text);
                }
        }
        CaseNumber number;
        if (case_number_find(view->text, 0, view->length, &number) && number.kind != CASE_NUMBER_COUNTY)
                g_strlcpy(sheet->case_number, number.value, sizeof sheet->case_number);
        const gunichar c = g_utf8_get_char(view->text);
        sheet->runs_on = g_unichar_islower(c) || (*view->text == '(' && view->text[1] != '1' && view->text[1] != 'a');
}

/* A title that is no running one, or a court's head. */
static bool
sheet_begins(const View *view, bool *ret_heads_other)
{
        /* as a heading, and not where a sentence names the court of the next hearing */
        static Pattern court = {
                .text =
                    "(?im)^\\W*(?:[\\w'’,-]+[ \\t]+){0,4}?(?:family court|magistrates['’]? court|crown court|county "
                    "court|high court|llys teulu)\\b"
        };
        g_autoptr(View) page = view_slice(view, 0, MIN(view->lines->len, SHEET_TOP));
        Title title;
        const bool titled = title_find(view, 0, SHEET_HEAD, &title);
        *ret_heads_other = titled && title.kind != DOCUMENT_KIND_ORDER;
        if (titled)
                return *ret_heads_other || paper_has_head(page);
        g_autoptr(View) head = view_slice(view, 0, MIN(view->lines->len, SHEET_HEAD / 2));
        return pattern_in(&court, head->text) && paper_has_head(page);
}

static void
sheet_read(Sheet *sheet, SourceDocument *source)
{
        *sheet = (Sheet){ .source = source, .sheaf = -1 };
        g_autoptr(GPtrArray) sorted = pagination_sort(source->pages);
        /* the view keeps the array it was made of: it is read here and thrown away before it */
        sheet->view = view_new(source->pages, SHEET_OCTETS);
        for (unsigned i = 0; i < sorted->len; i++) {
                const PageNumber number = pagination_of(g_ptr_array_index(sorted, i));
                if (number.number == 0)
                        continue;
                sheet->last = number;
                if (sheet->first.number == 0)
                        sheet->first = number;
        }
        sheet_read_name(sheet);
        if (sheet->view->lines->len == 0)
                return;
        sheet_read_text(sheet);
        sheet->begins = sheet_begins(sheet->view, &sheet->heads_other) && sheet->first.number <= 1;
        Title title;
        sheet->named = title_find(sheet->view, 0, SHEET_NAME, &title) && title.kind == DOCUMENT_KIND_ORDER &&
                       title.types.count > 0;
        sheet->own =
            sheet->first.number == 1 || (title_find(sheet->view, 0, SHEET_TOP, &title) && title.types.count > 0);
}

/* How well the sheet goes on behind the other one, or before it; 0: not at all. */
static unsigned
sheet_joins(const Sheet *sheet, const Sheet *other)
{
        enum { NUMBERS = 8, PARAGRAPHS = 4, CASE = 3, SENTENCE = 2, NAMES = 2, ENOUGH = 3 };
        unsigned score = 0;
        if (sheet->case_number[0] != '\0' && other->case_number[0] != '\0') {
                if (strcmp(sheet->case_number, other->case_number) != 0)
                        return 0;
                score += CASE;
        }
        const PageNumber *mine = &sheet->first, *theirs = &other->last;
        if (mine->number > 0 && theirs->number > 0) {
                const bool overlap = mine->number <= other->last.number && sheet->last.number >= other->first.number;
                if (mine->total != theirs->total || overlap)
                        return 0;
                if (mine->total > 0)
                        score += mine->number == theirs->number + 1 ? NUMBERS + 1 : NUMBERS;
        }
        if (sheet->opening > 1 && sheet->opening == other->ending + 1)
                score += PARAGRAPHS;
        const bool series =
            sheet->stem != NULL && g_strcmp0(sheet->stem, other->stem) == 0 && sheet->count > other->count;
        if (series) {
                score += NAMES;
                if (sheet->count == other->count + 1)
                        score++;
                if (sheet->runs_on)
                        score += SENTENCE;
        }
        /* the case alone is one for many papers: what counts from 1 is one of its own, and a form has no terms behind it */
        if (score == CASE && sheet->case_number[0] != '\0' && (sheet->opening == 1 || sheet->own || other->heads_other))
                return 0;
        /* nor is an order the next sheet of a form or a statement, unless both are numbered so */
        if (score < NUMBERS && sheet->named && other->heads_other)
                return 0;
        /* a photograph without a title in a row of photographs */
        return score >= ENOUGH ? score : 0;
}

/* Gives the sheet that fits best to the paper it goes on with; false when none does. */
static bool
sheets_join_one(GArray *sheets)
{
        unsigned best = 0;
        guint best_sheet = 0;
        int best_sheaf = -1;
        for (guint i = 0; i < sheets->len; i++) {
                const Sheet *sheet = &g_array_index(sheets, Sheet, i);
                if (sheet->sheaf >= 0 || sheet->letter)
                        continue;
                for (guint k = 0; k < sheets->len; k++) {
                        const Sheet *other = &g_array_index(sheets, Sheet, k);
                        if (other->sheaf < 0 || !sheet_same_place(sheet, other))
                                continue;
                        const unsigned score = sheet_joins(sheet, other);
                        /* of equals the one nearest before it */
                        if (score > best || (score > 0 && score == best && i == best_sheet && k < i)) {
                                best = score;
                                best_sheet = i;
                                best_sheaf = other->sheaf;
                        }
                }
        }
        if (best == 0)
                return false;
        g_array_index(sheets, Sheet, best_sheet).sheaf = best_sheaf;
        return true;
}

static gint
sheet_compare(gconstpointer a, gconstpointer b)
{
        const Sheet *first = *(const Sheet *const *) a, *second = *(const Sheet *const *) b;
        if (first->begins != second->begins)
                return first->begins ? -1 : 1;
        if (first->first.number > 0 && second->first.number > 0)
                return first->first.number < second->first.number ? -1 : 1;
        if (first->opening > 0 && second->opening > 0 && first->opening != second->opening)
                return first->opening < second->opening ? -1 : 1;
        if (g_strcmp0(first->stem, second->stem) == 0 && first->count != second->count)
                return first->count < second->count ? -1 : 1;
        return first < second ? -1 : first > second; /* one array holds both: the order of the mail */
}

static Sheaf *
sheaf_new(void)
{
        Sheaf *sheaf = g_new0(Sheaf, 1);
        sheaf->sources = g_ptr_array_new();
        return sheaf;
}

/* The pages of its sources in printed order. */
static void
sheaf_close(Sheaf *sheaf)
{
        g_autoptr(GPtrArray) pages = g_ptr_array_new();
        for (guint i = 0; i < sheaf->sources->len; i++) {
                const SourceDocument *source = g_ptr_array_index(sheaf->sources, i);
                for (guint k = 0; k < source->pages->len; k++) {
                        Page *page = g_ptr_array_index(source->pages, k);
                        page->source = i;
                        g_ptr_array_add(pages, page);
                }
        }
        sheaf->pages = pagination_sort(pages);
}

static void
sheaf_collect(Sheaf *sheaf, GArray *sheets, int index)
{
        g_autoptr(GPtrArray) members = g_ptr_array_new();
        for (guint i = 0; i < sheets->len; i++) {
                Sheet *sheet = &g_array_index(sheets, Sheet, i);
                if (sheet->sheaf == index)
                        g_ptr_array_add(members, sheet);
        }
        g_ptr_array_sort(members, sheet_compare);
        for (guint i = 0; i < members->len; i++)
                g_ptr_array_add(sheaf->sources, ((const Sheet *) g_ptr_array_index(members, i))->source);
}

GPtrArray *
sheaf_gather(const GPtrArray *sources)
{
        GPtrArray *sheaves = g_ptr_array_new_with_free_func((GDestroyNotify) sheaf_free);
        g_autoptr(GArray) sheets = g_array_new(FALSE, FALSE, sizeof(Sheet));
        g_array_set_clear_func(sheets, sheet_clear);
        guint candidates = 0;
        for (guint i = 0; i < sources->len; i++)
                candidates += sheet_is_candidate(g_ptr_array_index(sources, i));
        for (guint i = 0; i < sources->len && candidates > 1 && sheets->len < SHEET_REACH; i++) {
                SourceDocument *source = g_ptr_array_index(sources, i);
                if (!sheet_is_candidate(source))
                        continue;
                Sheet sheet;
                sheet_read(&sheet, source);
                if (sheet.begins)
                        sheet.sheaf = (int) sheets->len;
                g_array_append_val(sheets, sheet);
        }
        while (sheets_join_one(sheets))
                continue;
        guint next = 0;
        for (guint i = 0; i < sources->len; i++) {
                SourceDocument *source = g_ptr_array_index(sources, i);
                const Sheet *sheet = next < sheets->len ? &g_array_index(sheets, Sheet, next) : NULL;
                const bool is_sheet = sheet != NULL && sheet->source == source;
                const int index = is_sheet ? (int) next++ : -1;
                if (is_sheet && sheet->sheaf >= 0 && sheet->sheaf != index)
                        continue; /* it lies in the sheaf of another one */
                Sheaf *sheaf = sheaf_new();
                if (is_sheet && sheet->sheaf == index)
                        sheaf_collect(sheaf, sheets, index);
                else
                        g_ptr_array_add(sheaf->sources, source);
                sheaf_close(sheaf);
                g_ptr_array_add(sheaves, sheaf);
        }
        return sheaves;
}
