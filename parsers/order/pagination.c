#include "parsers/order/pagination.h"

#include "parsers/order/repair.h"

#include <string.h>

enum {
        EDGE_LINES = 4, /* of a page, at its head and foot, in which its number is looked for */
        LINE_OCTETS = 200,
        WRITTEN = 40,     /* octets of text from which on a page without a number may be the one that is sought */
        SAME_WORDS = 400, /* words of two pages that are compared */
};

/* A figure that recognition takes for a letter; 0 when it is none. */
static char
pagination_digit(char c, bool recognised)
{
        if (g_ascii_isdigit(c))
                return c;
        if (!recognised)
                return 0;
        return strchr("lI|i", c) != NULL ? '1' : strchr("Oo", c) != NULL ? '0' : 0;
}

/* The number at *at, which is moved behind it; 0 when there is none, or more than three figures. */
static unsigned
pagination_figures(const char **at, bool recognised)
{
        unsigned number = 0, count = 0;
        const char *here = *at;
        for (; *here != '\0' && pagination_digit(*here, recognised) != 0; here++, count++)
                number = number * 10 + (unsigned) (pagination_digit(*here, recognised) - '0');
        if (count == 0 || count > 3 || g_ascii_isalpha(*here))
                return 0;
        *at = here;
        return number;
}

static void
pagination_blank(const char **at)
{
        while (**at == ' ' || **at == '\t')
                (*at)++;
}

/* "of 4", "/4", "o 4" after the number. */
static unsigned
pagination_total(const char **at, bool recognised)
{
        static const char *const words[] = { "out of", "of", "o", "/", "0f", "ot", "oi" };
        const char *here = *at;
        pagination_blank(&here);
        for (unsigned i = 0; i < G_N_ELEMENTS(words); i++) {
                if (i >= 4 && !recognised)
                        break;
                if (g_ascii_strncasecmp(here, words[i], strlen(words[i])) != 0)
                        continue;
                const char *after = here + strlen(words[i]);
                pagination_blank(&after);
                const unsigned total = pagination_figures(&after, recognised);
                if (total == 0)
                        continue;
                *at = after;
                return total;
        }
        return 0;
}

/* "see page 2 of the order" names a page, it is none. */
static bool
pagination_is_quoted(const char *line, const char *word)
{
        static const char *const before[] = { "see ", "on ", "at ", "to ", "from ", "in ", "and ", "of ", "this " };
        for (unsigned i = 0; i < G_N_ELEMENTS(before); i++) {
                const size_t length = strlen(before[i]);
                if ((size_t) (word - line) >= length && g_ascii_strncasecmp(word - length, before[i], length) == 0)
                        return true;
        }
        return false;
}

/* "Page 2 of 4" anywhere in the line. */
static bool
pagination_named(const char *line, bool recognised, PageNumber *ret_number)
{
        static const char *const words[] = { "page", "tudalen", "paqe", "poge" };
        for (const char *at = line; *at != '\0'; at++) {
                if (at > line && g_ascii_isalnum(at[-1]))
                        continue;
                for (unsigned i = 0; i < G_N_ELEMENTS(words); i++) {
                        const size_t length = strlen(words[i]);
                        if ((i >= 2 && !recognised) || g_ascii_strncasecmp(at, words[i], length) != 0)
                                continue;
                        const char *here = at + length;
                        while (*here == ' ' || *here == '\t' || *here == ':' || *here == '.')
                                here++;
                        PageNumber number = { .named = true };
                        number.number = pagination_figures(&here, recognised);
                        number.total = pagination_total(&here, recognised);
                        /* a number alone has to end there: "Page 2 paragraph 3" is text */
                        pagination_blank(&here);
                        if (number.number == 0 || pagination_is_quoted(line, at) ||
                            (number.total == 0 && *here != '\0' && strchr("-|]).", *here) == NULL))
                                continue;
                        *ret_number = number;
                        return true;
                }
        }
        return false;
}

/* "2/4", "- 2 of 4 -", "[2]", "2" alone in its cell. */
static bool
pagination_bare(const char *line, bool recognised, PageNumber *ret_number)
{
        g_auto(GStrv) cells = g_strsplit(line, "\t", -1);
        for (unsigned i = 0; cells[i] != NULL; i++) {
                const char *at = g_strstrip(cells[i]);
                const bool led = *at != '\0' && strchr("-[(|", *at) != NULL;
                at += strspn(at, "-[(| ");
                /* "02/05": the strip of a fax machine counts its own pages */
                if (*at == '0')
                        continue;
                PageNumber number = { .number = pagination_figures(&at, recognised) };
                number.total = pagination_total(&at, recognised);
                at += strspn(at, "-])| ");
                /* a lone figure beside other cells is a value */
                if (number.number == 0 || *at != '\0' || (number.total == 0 && !led && cells[1] != NULL))
                        continue;
                *ret_number = number;
                return true;
        }
        return false;
}

static bool
pagination_fits(const PageNumber *number)
{
        return number->number <= PAGINATION_TOTAL && number->total <= PAGINATION_TOTAL &&
               (number->total == 0 || number->number <= number->total);
}

PageNumber
pagination_of(const Page *page)
{
        PageNumber best = { 0 };
        if (page->number == 0)
                return best;
        const bool recognised = repair_is_recognised(page);
        g_auto(GStrv) lines = g_strsplit(page->text, "\n", -1);
        g_autoptr(GPtrArray) edge = g_ptr_array_new();
        const guint count = g_strv_length(lines);
        guint feet = 0;
        /* the foot first: a fax strip or a bundle's stamp stands at the head */
        for (guint i = count; i-- > 0 && feet < EDGE_LINES;) {
                if (g_strstrip(lines[i])[0] == '\0')
                        continue;
                g_ptr_array_add(edge, lines[i]);
                feet++;
        }
        for (guint i = 0; i < count && edge->len < (guint) 2 * EDGE_LINES; i++) {
                if (g_strstrip(lines[i])[0] != '\0')
                        g_ptr_array_add(edge, lines[i]);
        }
        for (guint i = 0; i < edge->len; i++) {
                const char *line = g_ptr_array_index(edge, i);
                PageNumber number;
                if (strlen(line) <= LINE_OCTETS && pagination_named(line, recognised, &number) &&
                    pagination_fits(&number) && (number.total > 0 || best.number == 0)) {
                        best = number;
                        if (best.total > 0)
                                return best;
                }
        }
        /* without the word only where a head or foot line consists of it */
        const guint outer[] = { 0, feet };
        for (guint i = 0; i < G_N_ELEMENTS(outer) && best.number == 0; i++) {
                PageNumber number;
                if (outer[i] < edge->len && pagination_bare(g_ptr_array_index(edge, outer[i]), recognised, &number) &&
                    pagination_fits(&number))
                        best = number;
        }
        return best;
}

/* Whether two pages are the same one, copied twice: nine words in ten of one stand in the other. */
static bool
pagination_same_text(const Page *a, const Page *b)
{
        if (MIN(a->length, b->length) * 10 < MAX(a->length, b->length) * 8)
                return false;
        g_autoptr(GHashTable) words = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
        g_auto(GStrv) ours = g_strsplit_set(a->text, " \t\n", SAME_WORDS);
        g_auto(GStrv) theirs = g_strsplit_set(b->text, " \t\n", SAME_WORDS);
        for (guint i = 0; ours[i] != NULL; i++)
                g_hash_table_add(words, g_strdup(ours[i]));
        guint count = 0, shared = 0;
        for (guint i = 0; theirs[i] != NULL; i++) {
                count += theirs[i][0] != '\0';
                shared += theirs[i][0] != '\0' && g_hash_table_contains(words, theirs[i]);
        }
        return shared * 10 >= count * 9;
}

typedef struct {
        Page *page;
        PageNumber printed;
        unsigned rank; /* the number by which it is put in order: its own, or that of the page before it */
} Leaf;

static void
pagination_read_leaves(const GPtrArray *pages, GArray *leaves)
{
        unsigned totals[PAGINATION_TOTAL + 1] = { 0 }, most = 0;
        for (guint i = 0; i < pages->len; i++) {
                Page *page = g_ptr_array_index(pages, i);
                const Leaf leaf = { .page = page, .printed = pagination_of(page) };
                g_array_append_val(leaves, leaf);
                totals[leaf.printed.total] += leaf.printed.total > 0;
                if (totals[leaf.printed.total] > totals[most])
                        most = leaf.printed.total;
        }
        /* a total that recognition misread: the number goes on and all others agree */
        for (guint i = 0; i < leaves->len; i++) {
                Leaf *leaf = &g_array_index(leaves, Leaf, i);
                if (totals[most] > 1 && totals[leaf->printed.total] == 1 && leaf->printed.number <= most &&
                    repair_is_recognised(leaf->page))
                        leaf->printed.total = most;
        }
}

/* Whether the leaf counts on in the run [from, to) of leaves; *ret_again when it is a page of it once more. */
static bool
pagination_runs_on(const GArray *leaves, guint from, guint to, const Leaf *leaf, bool *ret_again)
{
        *ret_again = false;
        for (guint i = from; i < to; i++) {
                const Leaf *earlier = &g_array_index(leaves, Leaf, i);
                if (earlier->printed.number == 0)
                        continue;
                if (earlier->printed.total != leaf->printed.total || earlier->printed.named != leaf->printed.named)
                        return false;
                if (earlier->printed.number == leaf->printed.number) {
                        *ret_again = pagination_same_text(earlier->page, leaf->page);
                        return *ret_again;
                }
        }
        return true;
}

static gint
pagination_compare(gconstpointer a, gconstpointer b)
{
        const Leaf *first = a, *second = b;
        return first->rank < second->rank ? -1 : first->rank > second->rank;
}

/* Puts one paper's leaves in order. Figures without a total order nothing unless the word "page" stands before them:
 * they may be anything. */
static void
pagination_sort_run(GArray *run, GPtrArray *sorted)
{
        unsigned rank = 0;
        bool sure = true;
        for (guint i = 0; i < run->len; i++) {
                Leaf *leaf = &g_array_index(run, Leaf, i);
                if (leaf->printed.number > 0) {
                        rank = leaf->printed.number;
                        sure = sure && (leaf->printed.total > 0 || leaf->printed.named);
                }
                leaf->rank = rank;
        }
        if (sure)
                g_array_sort(run, pagination_compare); /* stable */
        for (guint i = 0; i < run->len; i++)
                g_ptr_array_add(sorted, g_array_index(run, Leaf, i).page);
        g_array_set_size(run, 0);
}

GPtrArray *
pagination_sort(const GPtrArray *pages)
{
        GPtrArray *sorted = g_ptr_array_new();
        g_autoptr(GArray) leaves = g_array_new(FALSE, FALSE, sizeof(Leaf));
        g_autoptr(GArray) run = g_array_new(FALSE, FALSE, sizeof(Leaf));
        pagination_read_leaves(pages, leaves);
        guint from = 0;
        for (guint i = 0; i < leaves->len; i++) {
                const Leaf *leaf = &g_array_index(leaves, Leaf, i);
                bool again = false;
                if (leaf->printed.number > 0 && !pagination_runs_on(leaves, from, i, leaf, &again)) {
                        pagination_sort_run(run, sorted);
                        from = i;
                }
                if (!again)
                        g_array_append_val(run, *leaf);
        }
        pagination_sort_run(run, sorted);
        return sorted;
}

/* One count of pages, as far as it goes. */
typedef struct {
        unsigned first, last, total;
        unsigned gaps;  /* numbers between first and last that are not there */
        unsigned spare; /* written pages without a number, which may be those */
        unsigned count; /* numbered pages */
        bool begins;    /* a paper begins on the page with the first number */
        bool named;
} Count;

static bool
pagination_count_misses(const Count *count)
{
        if (count->count == 0)
                return false;
        unsigned missing = count->gaps;
        if (count->total == 0) {
                /* a lone figure proves nothing; three that are a count do */
                const bool sure = count->named ? count->count >= 2 : count->count >= 3 && count->gaps == 1;
                return sure && count->first == 1 && missing > count->spare;
        }
        /* a paper that begins on page 3 of 7 lies in a file that somebody numbered as a whole */
        if (count->first == 1 || !count->begins)
                missing += count->first - 1 + count->total - count->last;
        return missing > count->spare;
}

bool
pagination_misses(const GPtrArray *pages, const bool *begins)
{
        g_autoptr(GArray) leaves = g_array_new(FALSE, FALSE, sizeof(Leaf));
        pagination_read_leaves(pages, leaves);
        Count count = { 0 };
        for (guint i = 0; i < leaves->len; i++) {
                const Leaf *leaf = &g_array_index(leaves, Leaf, i);
                const PageNumber *printed = &leaf->printed;
                if (printed->number == 0) {
                        /* a paper of its own is no page of the one before it */
                        count.spare += leaf->page->length >= WRITTEN && !(begins[i] && count.count > 0);
                        continue;
                }
                const bool runs_on = count.count > 0 && printed->total == count.total && printed->named == count.named;
                /* the same number on page after page is a form's, not the paper's */
                if (runs_on && printed->number == count.last)
                        return false;
                if (runs_on && printed->number > count.last) {
                        count.gaps += printed->number - count.last - 1;
                        count.last = printed->number;
                        count.count++;
                        continue;
                }
                if (pagination_count_misses(&count))
                        return true;
                count = (Count){ .first = printed->number,
                                 .last = printed->number,
                                 .total = printed->total,
                                 .spare = count.count == 0 ? count.spare : 0,
                                 .count = 1,
                                 .begins = begins[i],
                                 .named = printed->named };
        }
        return pagination_count_misses(&count);
}
