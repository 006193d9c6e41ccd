#include "parsers/order/repair.h"

#include "base/limits.h"
#include "parsers/order/figures.h"
#include "parsers/order/lexicon.h"

#include <string.h>

/* What is left of the certainty of a word that was put right. */
static const double MENDED = 0.9;
/* So many upright strokes inside a line are printed: "Court | Case | Date | Judge". */
enum { BARS = 2 };
/* Words of a page that are compared with all others: a page of noise has thousands that are none. */
enum { LOOKED_UP = 800 };
/* A sign or two letters of less certainty that stand alone are a speck or the edge of a stamp. */
static const double SPECK = 0.55;

typedef struct {
        char *text;   /* owned; "" drops it */
        char *before; /* the white space in front of it, owned */
        PageSpan span;
        bool placed; /* span tells its place */
} Piece;

static void
piece_clear(gpointer data)
{
        Piece *piece = data;
        g_free(piece->text);
        g_free(piece->before);
}

static Piece *
piece_at(GArray *pieces, guint index)
{
        return &g_array_index(pieces, Piece, index);
}

/* "[" and "]", the two sides of an empty box of a form. */
static bool
repair_is_box(GArray *pieces, guint index)
{
        const char *text = piece_at(pieces, index)->text;
        const guint other = g_str_equal(text, "[") ? index + 1 : index - 1;
        return (g_str_equal(text, "[") && other < pieces->len && g_str_equal(piece_at(pieces, other)->text, "]")) ||
               (g_str_equal(text, "]") && index > 0 && g_str_equal(piece_at(pieces, other)->text, "["));
}

static void
piece_set(Piece *piece, const char *text)
{
        if (g_str_equal(piece->text, text))
                return;
        char *changed = g_strdup(text);
        g_free(piece->text);
        piece->text = changed;
        piece->span.certainty = (float) (piece->span.certainty * MENDED);
}

static bool
piece_opens_line(GArray *pieces, guint index)
{
        return index == 0 || strchr(piece_at(pieces, index)->before, '\n') != NULL;
}

static bool
piece_opens_cell(GArray *pieces, guint index)
{
        return piece_opens_line(pieces, index) || strchr(piece_at(pieces, index)->before, '\t') != NULL;
}

static bool
piece_ends_cell(GArray *pieces, guint index)
{
        return index + 1 >= pieces->len || piece_opens_cell(pieces, index + 1);
}

bool
repair_is_recognised(const Page *page)
{
        for (guint i = 0; i < page->spans->len; i++) {
                if (g_array_index(page->spans, PageSpan, i).certainty < 1)
                        return true;
        }
        return false;
}

static GArray *
repair_take_apart(const Page *page)
{
        GArray *pieces = g_array_new(FALSE, FALSE, sizeof(Piece));
        g_array_set_clear_func(pieces, piece_clear);
        guint next = 0;
        for (size_t at = 0; page->text[at] != '\0';) {
                const size_t blank = strspn(page->text + at, " \t\n");
                const size_t start = at + blank;
                const size_t end = start + strcspn(page->text + start, " \t\n");
                if (end == start)
                        break;
                Piece piece = { .text = g_strndup(page->text + start, end - start),
                                .before = g_strndup(page->text + at, blank) };
                while (next < page->spans->len && g_array_index(page->spans, PageSpan, next).end <= start)
                        next++;
                if (next < page->spans->len && g_array_index(page->spans, PageSpan, next).start < end) {
                        piece.span = g_array_index(page->spans, PageSpan, next);
                        piece.placed = true;
                }
                g_array_append_val(pieces, piece);
                at = end;
        }
        return pieces;
}

static void
repair_put_together(GArray *pieces, Page *page)
{
        Page *made = page_new(page->number);
        g_autoptr(GString) before = g_string_new(NULL);
        for (guint i = 0; i < pieces->len; i++) {
                const Piece *piece = piece_at(pieces, i);
                const char *white = piece->before;
                /* what is left out leaves its line end, or its cell's, behind */
                if (before->len == 0 || strchr(white, '\n') != NULL || strcspn(before->str, "\t\n") == before->len)
                        g_string_assign(before, white);
                if (piece->text[0] == '\0')
                        continue;
                if (made->length > 0)
                        page_append(made, before->str);
                g_string_truncate(before, 0);
                const PageSpan *span = &piece->span;
                if (piece->placed)
                        page_append_word(made, piece->text, span->left, span->top, span->right, span->bottom,
                                         span->certainty);
                else
                        page_append(made, piece->text);
        }
        page_append(made, "\n");
        /* the page stays the same object: others hold it */
        const unsigned source = page->source;
        const Page old = *page;
        *page = *made;
        *made = old;
        page->source = source;
        page_free(made);
}

static bool
repair_has_letter(const char *text)
{
        for (; *text != '\0'; text = g_utf8_next_char(text)) {
                if (g_unichar_isalnum(g_utf8_get_char(text)))
                        return true;
        }
        return false;
}

/* Upright strokes of the line: more than a table has between its cells when words stand on both sides of each. */
static unsigned
repair_bars(GArray *pieces, guint index)
{
        guint from = index, to = index;
        while (!piece_opens_line(pieces, from))
                from--;
        while (to + 1 < pieces->len && !piece_opens_line(pieces, to + 1))
                to++;
        unsigned bars = 0;
        for (guint i = from; i <= to; i++)
                bars += piece_at(pieces, i)->text[0] == '|' && piece_at(pieces, i)->text[1] == '\0';
        return piece_at(pieces, from)->text[0] == '|' || piece_at(pieces, to)->text[0] == '|' ? 0 : bars;
}

/* The rules of a table, specks and the rims of stamps. */
static void
repair_specks(GArray *pieces)
{
        static const char *const verbs[] = { "did",      "attended", "have",     "am",      "believe", "served",
                                             "handed",   "gave",     "was",      "confirm", "make",    "personally",
                                             "returned", "effected", "verified", "can",     "know",    "saw" };
        for (guint i = 0; i < pieces->len; i++) {
                Piece *piece = piece_at(pieces, i);
                const char *next = i + 1 < pieces->len ? piece_at(pieces, i + 1)->text : "";
                const bool rule = piece->text[0] == '|' || piece->text[0] == '!';
                bool me = rule && piece->text[1] == ',';
                for (unsigned k = 0; rule && piece->text[1] == '\0' && k < G_N_ELEMENTS(verbs) && !me; k++)
                        me = g_str_equal(next, verbs[k]);
                if (me) {
                        piece_set(piece, piece->text[1] == ',' ? "I," : "I");
                        continue;
                }
                if (repair_has_letter(piece->text)) {
                        const glong letters = g_utf8_strlen(piece->text, -1);
                        const bool alone = piece_opens_cell(pieces, i) && piece_ends_cell(pieces, i);
                        if (alone && letters <= 2 && piece->span.certainty < SPECK && !g_ascii_isdigit(piece->text[0]))
                                piece_set(piece, "");
                        continue;
                }
                /* a dash or a mark between two words is printed, one at a line's end is not */
                const bool inside = !piece_opens_cell(pieces, i) && !piece_ends_cell(pieces, i);
                const bool dash = strchr("-&/", piece->text[0]) != NULL && piece->text[1] == '\0';
                const bool colon = g_str_equal(piece->text, ":") && !piece_opens_cell(pieces, i);
                const bool leaders = inside && piece->text[strspn(piece->text, ".")] == '\0' && strlen(piece->text) > 2;
                const bool keeps = (inside && dash) || leaders || colon || (dash && piece->span.certainty >= 0.8F) ||
                                   g_str_equal(piece->text, "-and-") || repair_is_box(pieces, i);
                if (keeps)
                        continue;
                const bool bar = strchr("|!", piece->text[0]) != NULL;
                if (bar && inside && repair_bars(pieces, i) >= BARS)
                        continue;
                piece_set(piece, "");
                if (bar && i + 1 < pieces->len && !piece_opens_line(pieces, i + 1) && !piece_opens_line(pieces, i)) {
                        g_free(piece_at(pieces, i + 1)->before);
                        piece_at(pieces, i + 1)->before = g_strdup("\t");
                }
        }
}

/* Whether a bracket was opened in the twenty words before. */
static bool
repair_is_open(GArray *pieces, guint index)
{
        enum { REACH = 20 };
        for (guint i = index; i-- > 0 && i + REACH > index;) {
                const char *text = piece_at(pieces, i)->text;
                if (strchr(text, '(') != NULL)
                        return strchr(strchr(text, '('), ')') == NULL;
                if (strchr(text, ')') != NULL)
                        return false;
        }
        return false;
}

/* Marks that cling to a word: "_117a", "'After", "Court|". */
static void
repair_clinging(GArray *pieces)
{
        static const char *const quotes[] = {
                "\"", "'", "\xE2\x80\x98", "\xE2\x80\x99", "\xE2\x80\x9C", "\xE2\x80\x9D"
        };
        static const char *const marks[] = { "\\",           "_",        "~",        "|",       "=", "\xC2\xB0",
                                             "\xE2\x80\x94", "\xC2\xAB", "\xC2\xBB", "\xC2\xA2" };
        for (guint i = 0; i < pieces->len; i++) {
                Piece *piece = piece_at(pieces, i);
                if (g_str_equal(piece->text, "|"))
                        continue;
                const char *from = piece->text;
                for (bool moved = true; moved && *from != '\0';) {
                        moved = false;
                        for (unsigned k = 0; k < G_N_ELEMENTS(marks) && !moved; k++) {
                                moved = g_str_has_prefix(from, marks[k]);
                                from += moved ? strlen(marks[k]) : 0;
                        }
                        /* a quotation that begins a cell and is not closed in its word or its line */
                        for (unsigned k = 0; k < G_N_ELEMENTS(quotes) && !moved && from == piece->text; k++) {
                                if (!g_str_has_prefix(from, quotes[k]) || !piece_opens_cell(pieces, i))
                                        continue;
                                bool closed = false;
                                for (guint n = i; n < pieces->len && (n == i || !piece_opens_line(pieces, n)); n++) {
                                        const char *text =
                                            n == i ? from + strlen(quotes[k]) : piece_at(pieces, n)->text;
                                        closed = closed || (*text != '\0' && (strchr(text, '"') != NULL ||
                                                                              strstr(text, "\xE2\x80\x9D") != NULL ||
                                                                              g_str_has_suffix(text, "'") ||
                                                                              g_str_has_suffix(text, "\xE2\x80\x99")));
                                }
                                moved = !closed;
                                from += moved ? strlen(quotes[k]) : 0;
                        }
                }
                g_autofree char *kept = g_strdup(from);
                size_t length = strlen(kept);
                /* a bracket that nothing opened, behind more than the letter of a term */
                if (length > 3 && kept[length - 1] == ')' && strchr(kept, '(') == NULL && !repair_is_open(pieces, i))
                        kept[--length] = '\0';
                while (length > 1 && strchr("_|~\\=", kept[length - 1]) != NULL)
                        kept[--length] = '\0';
                /* "ME24F00386°": a speck after figures of a number, where no degree is told */
                if (length > 6 && g_str_has_suffix(kept, "\xC2\xB0"))
                        kept[length -= 2] = '\0';
                piece_set(piece, kept);
        }
}

/* "11. 59pm": the engine parts hour and minutes at the stop. */
static void
repair_times(GArray *pieces)
{
        for (guint i = 0; i + 1 < pieces->len; i++) {
                Piece *hour = piece_at(pieces, i), *rest = piece_at(pieces, i + 1);
                const size_t figures = strspn(hour->text, "0123456789");
                const bool is_hour = (figures == 1 || figures == 2) && strchr(".:", hour->text[figures]) != NULL &&
                                     hour->text[figures] != '\0' && hour->text[figures + 1] == '\0';
                const bool is_rest =
                    strspn(rest->text, "0123456789") == 2 && (g_ascii_strncasecmp(rest->text + 2, "am", 2) == 0 ||
                                                              g_ascii_strncasecmp(rest->text + 2, "pm", 2) == 0);
                if (!is_hour || !is_rest || piece_opens_cell(pieces, i + 1) || piece_opens_line(pieces, i))
                        continue;
                g_autofree char *whole = g_strconcat(hour->text, rest->text, NULL);
                piece_set(hour, whole);
                hour->span.right = MAX(hour->span.right, rest->span.right);
                piece_set(rest, "");
        }
}

/* The letters of a word without the brackets, quotes and stops around it. */
static void
repair_core(const char *text, size_t *ret_start, size_t *ret_end)
{
        size_t start = 0, end = strlen(text);
        while (start < end && strchr("(\"'[{*", text[start]) != NULL)
                start++;
        while (end > start && strchr(".,;:)\"'?]*", text[end - 1]) != NULL)
                end--;
        *ret_start = start;
        *ret_end = end;
}

static bool
repair_is_ascii(const char *text)
{
        for (; *text != '\0'; text++) {
                if ((*text & 0x80) != 0)
                        return false;
        }
        return true;
}

/* A capital and small letters that are no word of orders: "Ryan"; or nothing but capitals. */
static bool
repair_is_name(const char *text, bool capitals)
{
        size_t start, end;
        repair_core(text, &start, &end);
        if (end - start < 3 || lexicon_has(text + start, end - start))
                return false;
        for (size_t i = start; i < end; i++) {
                const bool upper = i == start || capitals;
                if (text[i] != '-' && text[i] != '\'' && !(upper ? g_ascii_isupper(text[i]) : g_ascii_islower(text[i])))
                        return false;
        }
        return true;
}

/* "Ryan Christopher BOLD", "Mr BOLD", "BOLD, Ryan", "RYAN CHRISTOPHER BOLD": a surname in capitals is no word that was misread. */
static bool
repair_is_surname(GArray *pieces, guint index)
{
        static const char *const titles[] = { "Mr",  "Mrs",  "Ms", "Miss", "Mx", "Dr",
                                              "Sir", "Dame", "MR", "MRS",  "MS", "MISS" };
        const char *text = piece_at(pieces, index)->text;
        if (!repair_is_name(text, true))
                return false;
        if (g_str_has_suffix(text, ",") && index + 1 < pieces->len && !piece_opens_cell(pieces, index + 1) &&
            repair_is_name(piece_at(pieces, index + 1)->text, false))
                return true;
        if (piece_opens_cell(pieces, index))
                return false;
        const char *before = piece_at(pieces, index - 1)->text;
        for (unsigned i = 0; i < G_N_ELEMENTS(titles); i++) {
                const size_t length = strlen(titles[i]);
                if (strncmp(before, titles[i], length) == 0 && (before[length] == '\0' || before[length] == '.'))
                        return true;
        }
        if (repair_is_name(before, false))
                return true;
        return repair_is_name(before, true) && !piece_opens_cell(pieces, index - 1) &&
               repair_is_name(piece_at(pieces, index - 2)->text, true);
}

static void
repair_words(GArray *pieces)
{
        guint looked_up = 0;
        for (guint i = 0; i < pieces->len && looked_up < LOOKED_UP; i++) {
                Piece *piece = piece_at(pieces, i);
                size_t start, end;
                repair_core(piece->text, &start, &end);
                g_autofree char *core = g_strndup(piece->text + start, end - start);
                unsigned letters = 0, figures = 0;
                for (const char *at = core; *at != '\0'; at++) {
                        letters += g_ascii_isalpha(*at);
                        figures += g_ascii_isdigit(*at);
                }
                /* a number, an address of the post or of mail is no word */
                if (letters < 3 || figures > 2 || figures * 2 > letters || !repair_is_ascii(core) ||
                    strpbrk(core, "@/.:") != NULL)
                        continue;
                looked_up += !lexicon_has(core, strlen(core));
                if (repair_is_surname(pieces, i))
                        continue;
                g_autofree char *mended = lexicon_mend(core, piece->span.certainty);
                g_autofree char *parted = mended == NULL ? lexicon_part(core) : NULL;
                const char *better = mended != NULL ? mended : parted;
                if (better == NULL)
                        continue;
                g_autofree char *text =
                    g_strdup_printf("%.*s%s%s", (int) start, piece->text, better, piece->text + end);
                piece_set(piece, text);
        }
}

/* "lonescu": a small l stands where a name has its capital I. */
static void
repair_capitals(GArray *pieces)
{
        for (guint i = 0; i < pieces->len; i++) {
                Piece *piece = piece_at(pieces, i);
                size_t start, end;
                repair_core(piece->text, &start, &end);
                const char *text = piece->text + start;
                /* "Mr lan Bell"; in Welsh "i lan" is a word */
                const bool ian = end - start == 3 && strncmp(text, "lan", 3) == 0 && i + 1 < pieces->len &&
                                 repair_is_name(piece_at(pieces, i + 1)->text, false);
                if (text[0] != 'l' || (end - start < 4 && !ian) || !g_ascii_islower(text[1]) ||
                    lexicon_has(text, end - start) || strpbrk(text, "@/-") != NULL)
                        continue;
                g_autofree char *named = g_strdup(piece->text);
                named[start] = 'I';
                piece_set(piece, named);
        }
}

/* Letters of Polish names that the models of English and Welsh do not know. */
static void
repair_names(GArray *pieces)
{
        static const struct {
                const char *read, *printed;
        } names[] = { { "Matgorzata", "Ma\xC5\x82gorzata" },
                      { "Michat", "Micha\xC5\x82" },
                      { "Pawet", "Pawe\xC5\x82" },
                      { "Rafat", "Rafa\xC5\x82" },
                      { "Stanistaw", "Stanis\xC5\x82"
                                     "aw" },
                      { "Wtadystaw", "W\xC5\x82"
                                     "adys\xC5\x82"
                                     "aw" },
                      { "Bartlomiej", "Bart\xC5\x82omiej" },
                      { "Barttomiej", "Bart\xC5\x82omiej" },
                      { "Maigorzata", "Ma\xC5\x82gorzata" },
                      { "Wiestaw", "Wies\xC5\x82"
                                   "aw" },
                      { "Mirostaw", "Miros\xC5\x82"
                                    "aw" },
                      { "Jarostaw", "Jaros\xC5\x82"
                                    "aw" },
                      { "Zdzistaw", "Zdzis\xC5\x82"
                                    "aw" },
                      { "Przemystaw", "Przemys\xC5\x82"
                                      "aw" },
                      { "Bogustaw", "Bogus\xC5\x82"
                                    "aw" },
                      { "Czestaw", "Czes\xC5\x82"
                                   "aw" },
                      { "tukasz", "\xC5\x81ukasz" },
                      { "Stawomir", "S\xC5\x82"
                                    "awomir" },
                      { "Radostaw", "Rados\xC5\x82"
                                    "aw" } };
        for (guint i = 0; i < pieces->len; i++) {
                Piece *piece = piece_at(pieces, i);
                size_t start, end;
                repair_core(piece->text, &start, &end);
                for (unsigned k = 0; k < G_N_ELEMENTS(names); k++) {
                        if (strlen(names[k].read) != end - start ||
                            g_ascii_strncasecmp(piece->text + start, names[k].read, end - start) != 0)
                                continue;
                        const bool capitals = end - start > 1 && g_ascii_isupper(piece->text[start + 1]);
                        g_autofree char *name =
                            capitals ? g_utf8_strup(names[k].printed, -1) : g_strdup(names[k].printed);
                        g_autofree char *text =
                            g_strdup_printf("%.*s%s%s", (int) start, piece->text, name, piece->text + end);
                        piece_set(piece, text);
                        break;
                }
                /* "Miiller": two dots over one letter were read as those of two */
                char *dots = strstr(piece->text, "ii");
                if (dots != NULL && dots == piece->text + 1 && g_ascii_isupper(piece->text[0]) &&
                    g_ascii_islower(dots[2])) {
                        g_autofree char *text = g_strdup_printf("%c\xC3\xBC%s", piece->text[0], dots + 2);
                        piece_set(piece, text);
                }
                /* "WisSniewska": an accent over the s was read as a second one */
                char *twice = strstr(piece->text, "sS");
                if (twice != NULL && g_ascii_islower(twice[2])) {
                        g_autofree char *text =
                            g_strdup_printf("%.*s%s", (int) (twice + 1 - piece->text), piece->text, twice + 2);
                        piece_set(piece, text);
                }
        }
}

static void
repair_figures(GArray *pieces)
{
        g_autoptr(GPtrArray) words = g_ptr_array_new();
        for (guint i = 0; i < pieces->len; i++)
                g_ptr_array_add(words, piece_at(pieces, i)->text);
        for (guint i = 0; i < pieces->len; i++) {
                const char *before = i > 0 ? g_ptr_array_index(words, i - 1) : "";
                const char *after = i + 1 < words->len ? g_ptr_array_index(words, i + 1) : "";
                g_autofree char *mended = figures_mend(g_ptr_array_index(words, i), before, after);
                if (mended == NULL)
                        continue;
                piece_set(piece_at(pieces, i), mended);
                words->pdata[i] = piece_at(pieces, i)->text;
        }
}

void
repair_page(Page *page)
{
        if (!repair_is_recognised(page))
                return;
        g_autoptr(GArray) pieces = repair_take_apart(page);
        repair_specks(pieces);
        repair_clinging(pieces);
        repair_times(pieces);
        repair_words(pieces);
        repair_figures(pieces);
        repair_capitals(pieces);
        repair_names(pieces);
        repair_put_together(pieces, page);
}
