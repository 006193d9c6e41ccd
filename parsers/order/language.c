#include "parsers/order/language.h"

#include <string.h>

enum {
        LOOKED_AT = 20000, /* octets of a text that tell its language */
        TOLD = 3,          /* words */
        REACH = 3,         /* cells above and below by which a cell without such words is judged */
        OWN = 3,           /* times that its own words count */
        COLUMNS = 2,
        CELLS_LEAST = 8,  /* of a language that is more than a heading */
        WELSH_WORDS = 12, /* of a document that may be in both */
};

static const char *const english[] = { "the",   "of", "and",  "to",  "is",  "this",
                                       "order", "by", "must", "not", "for", "with" };
static const char *const welsh[] = { "yn",   "y",    "yr",        "mae",   "ar",       "hwn",   "gan",     "wedi",
                                     "llys", "tan",  "gorchymyn", "mae'r", "i'r",      "o'r",   "atebydd", "ceisydd",
                                     "neu",  "gyda", "ni",        "rhaid", "ddylai'r", "achos", "adran",   "dyddiad" };

/* Words of each language in the text; what stands in both lists counts for neither. */
static void
language_count(const char *text, size_t length, unsigned *ret_english, unsigned *ret_welsh)
{
        *ret_english = *ret_welsh = 0;
        for (size_t at = 0; at < length;) {
                size_t end = at;
                char word[12];
                size_t size = 0;
                while (end < length && (g_ascii_isalpha(text[end]) || text[end] == '\'' || (text[end] & 0x80) != 0)) {
                        if (size < sizeof word - 1)
                                word[size] = g_ascii_tolower(text[end]);
                        size++;
                        end++;
                }
                if (size > 0 && size < sizeof word - 1) {
                        word[size] = '\0';
                        for (unsigned i = 0; i < G_N_ELEMENTS(english); i++)
                                *ret_english += strcmp(word, english[i]) == 0;
                        for (unsigned i = 0; i < G_N_ELEMENTS(welsh); i++)
                                *ret_welsh += strcmp(word, welsh[i]) == 0;
                }
                at = MAX(end, at + 1);
        }
}

const char *
language_of(const View *view)
{
        unsigned en, cy;
        language_count(view->joined, MIN(view->length, (size_t) LOOKED_AT), &en, &cy);
        if (en + cy < TOLD)
                return NULL;
        return cy > en ? "cy" : "en";
}

typedef struct {
        size_t start, end;
        unsigned page;
        int weight; /* Welsh words less English ones */
        bool both;  /* "Atebydd / Respondent" is of either language */
        bool is_welsh;
} Cell;

static void
language_cells(const View *view, GArray *const columns[COLUMNS])
{
        for (unsigned i = 0; i < view->lines->len; i++) {
                const ViewLine *line = view_line(view, i);
                unsigned column = 0;
                for (size_t at = line->start; at < line->end; column++) {
                        const char *tab = memchr(view->text + at, '\t', line->end - at);
                        Cell cell = { .start = at,
                                      .page = line->page,
                                      .end = tab == NULL ? line->end : (size_t) (tab - view->text) };
                        unsigned en, cy;
                        language_count(view->text + cell.start, cell.end - cell.start, &en, &cy);
                        cell.both = g_strstr_len(view->text + at, (gssize) (cell.end - at), " / ") != NULL && cy > 0;
                        cell.weight = cell.both ? 0 : (int) cy - (int) en;
                        g_array_append_val(columns[MIN(column, (unsigned) COLUMNS - 1)], cell);
                        at = cell.end + 1;
                }
        }
}

/* A cell is of the language of its own words where they tell, else of those around it. */
static unsigned
language_judge(GArray *cells)
{
        unsigned count = 0;
        bool before = false;
        for (guint i = 0; i < cells->len; i++) {
                Cell *cell = &g_array_index(cells, Cell, i);
                int weight = cell->weight;
                if (weight < 2 && weight > -2) {
                        weight *= OWN;
                        const guint last = MIN(i + REACH, cells->len - 1);
                        for (guint k = i > REACH ? i - REACH : 0; k <= last; k++) {
                                const Cell *near = &g_array_index(cells, Cell, k);
                                weight += near->page == cell->page ? near->weight : 0;
                        }
                }
                cell->is_welsh = weight == 0 ? before : weight > 0;
                before = cell->is_welsh;
                count += cell->is_welsh && !cell->both;
        }
        return count;
}

static View *
language_without(const View *view, GArray *const columns[COLUMNS], bool is_welsh)
{
        g_autofree bool *mask = g_new0(bool, view->length + 1);
        for (unsigned c = 0; c < COLUMNS; c++) {
                for (guint i = 0; i < columns[c]->len; i++) {
                        const Cell *cell = &g_array_index(columns[c], Cell, i);
                        if (cell->is_welsh == is_welsh && !cell->both)
                                memset(mask + cell->start, true, cell->end - cell->start);
                }
        }
        return view_masked(view, mask);
}

bool
language_part(const View *view, View **ret_english, View **ret_welsh)
{
        unsigned en, cy;
        language_count(view->joined, view->length, &en, &cy);
        if (cy < WELSH_WORDS || en < WELSH_WORDS)
                return false;
        g_autoptr(GArray) left = g_array_new(FALSE, FALSE, sizeof(Cell));
        g_autoptr(GArray) right = g_array_new(FALSE, FALSE, sizeof(Cell));
        GArray *const columns[COLUMNS] = { left, right };
        language_cells(view, columns);
        /* labels in both languages: one form, in which nothing is to be parted */
        unsigned both = 0;
        for (guint i = 0; i < left->len; i++)
                both += g_array_index(left, Cell, i).both;
        const unsigned of_welsh = language_judge(left) + language_judge(right);
        if (both >= TOLD || of_welsh < CELLS_LEAST || left->len + right->len - of_welsh < CELLS_LEAST)
                return false;
        *ret_english = language_without(view, columns, true);
        *ret_welsh = language_without(view, columns, false);
        return true;
}
