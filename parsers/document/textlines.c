#include "parsers/document/textlines.h"

#include <math.h>
#include <string.h>

typedef TessResultIterator TextlinesIterator;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TextlinesIterator, TessResultIteratorDelete)

/* Words are at most this many a page; a dense one has a thousand. */
enum { TEXTLINES_WORDS = 20000 };
/* Of the page's width: a line this long tells how lines run there. */
static const double TELLING_WIDTH = 0.25;
/* Lines that run steeper than this from the usual are no lines; a word this many times as high as its neighbours does not
 * say how high the line is. */
static const double ODD_SLOPE = 0.03, ODD_HEIGHT = 1.8;

/* In heights of the line: parts of a date that lie farther apart are not joined. */
static const float DATE_GAP = 0.6f;

typedef struct {
        guint first, end; /* words */
        double left, right, y, slope;
} Textline;

/* How lines run: slope a + b y. */
typedef struct {
        double a, b;
} Textrun;

/* A piece of a line that the form is ruled with, taken for signs, or nothing at all: then what it covers was not read. */
static bool
textlines_is_ruling(const char *text)
{
        return text[strspn(text, "|_~ \n")] == '\0';
}

static void
textlines_add_word(Recognised *recognised, TessResultIterator *words)
{
        const TessPageIterator *place = TessResultIteratorGetPageIteratorConst(words);
        int left = 0, top = 0, right = 0, bottom = 0;
        char *text = TessResultIteratorGetUTF8Text(words, RIL_WORD);
        if (text != NULL && !textlines_is_ruling(text) &&
            TessPageIteratorBoundingBox(place, RIL_WORD, &left, &top, &right, &bottom)) {
                recognised_add(recognised, text, (float) left, (float) top, (float) right, (float) bottom,
                               TessResultIteratorConfidence(words, RIL_WORD) / 100);
                g_array_index(recognised->words, RecognisedWord, recognised->words->len - 1).is_known =
                    TessResultIteratorWordIsFromDictionary(words);
        }
        TessDeleteText(text);
}

static void
textlines_start(GArray *lines, const TessResultIterator *words, guint first)
{
        const TessPageIterator *place = TessResultIteratorGetPageIteratorConst(words);
        int x1 = 0, y1 = 0, x2 = 0, y2 = 0;
        Textline line = { .first = first, .end = first };
        if (TessPageIteratorBaseline(place, RIL_TEXTLINE, &x1, &y1, &x2, &y2) && x2 > x1)
                line.left = x1, line.right = x2, line.y = (y1 + y2) / 2.0, line.slope = (double) (y2 - y1) / (x2 - x1);
        g_array_append_val(lines, line);
}

/* The lines, their words added to recognised. */
static GArray *
textlines_read(TessBaseAPI *engine, Recognised *recognised)
{
        GArray *lines = g_array_new(FALSE, FALSE, sizeof(Textline));
        g_autoptr(TextlinesIterator) words = TessBaseAPIGetIterator(engine);
        if (words == NULL)
                return lines;
        const TessPageIterator *place = TessResultIteratorGetPageIteratorConst(words);
        do {
                if (lines->len == 0 || TessPageIteratorIsAtBeginningOf(place, RIL_TEXTLINE))
                        textlines_start(lines, words, recognised->words->len);
                textlines_add_word(recognised, words);
                g_array_index(lines, Textline, lines->len - 1).end = recognised->words->len;
        } while (recognised->words->len < TEXTLINES_WORDS && TessResultIteratorNext(words, RIL_WORD));
        return lines;
}

static int
compare_slopes(gconstpointer a, gconstpointer b)
{
        const double x = *(const double *) a, y = *(const double *) b;
        return (x > y) - (x < y);
}

static bool
textlines_tells(const Textline *line, double width)
{
        return line->right - line->left >= TELLING_WIDTH * width;
}

/* The middle one of the slopes of the long lines; 0 when there is none. */
static double
textlines_usual_slope(const GArray *lines, double width)
{
        g_autoptr(GArray) slopes = g_array_new(FALSE, FALSE, sizeof(double));
        for (guint i = 0; i < lines->len; i++) {
                const Textline *line = &g_array_index(lines, Textline, i);
                if (textlines_tells(line, width))
                        g_array_append_val(slopes, line->slope);
        }
        g_array_sort(slopes, compare_slopes);
        return slopes->len == 0 ? 0 : g_array_index(slopes, double, slopes->len / 2);
}

/* Least squares over the long lines, weighted by their length. */
static Textrun
textlines_fit(const GArray *lines, double width)
{
        const double usual = textlines_usual_slope(lines, width);
        double weight = 0, y = 0, s = 0, yy = 0, ys = 0;
        for (guint i = 0; i < lines->len; i++) {
                const Textline *line = &g_array_index(lines, Textline, i);
                if (!textlines_tells(line, width) || fabs(line->slope - usual) > ODD_SLOPE)
                        continue;
                const double w = line->right - line->left;
                weight += w, y += w * line->y, s += w * line->slope;
                yy += w * line->y * line->y, ys += w * line->y * line->slope;
        }
        const double spread = weight * yy - y * y;
        if (weight <= 0)
                return (Textrun){ 0, 0 };
        if (spread < 1e-3 * weight * weight * width * width)
                return (Textrun){ s / weight, 0 };
        const double b = (weight * ys - y * s) / spread;
        return (Textrun){ (s - b * y) / weight, b };
}

static float
textlines_usual_height(const Recognised *recognised, const Textline *line)
{
        g_autoptr(GArray) heights = g_array_new(FALSE, FALSE, sizeof(double));
        for (guint i = line->first; i < line->end; i++) {
                const RecognisedWord *word = &g_array_index(recognised->words, RecognisedWord, i);
                const double height = word->bottom - word->top;
                g_array_append_val(heights, height);
        }
        g_array_sort(heights, compare_slopes);
        return heights->len == 0 ? 0 : (float) g_array_index(heights, double, heights->len / 2);
}

/* Gives the words of the line its height, and each its drop. */
static void
textlines_straighten(Recognised *recognised, const Textline *line, double slope)
{
        const float most = (float) ODD_HEIGHT * textlines_usual_height(recognised, line);
        float top = G_MAXFLOAT, bottom = -G_MAXFLOAT;
        for (guint i = line->first; i < line->end; i++) {
                RecognisedWord *word = &g_array_index(recognised->words, RecognisedWord, i);
                word->drop = (float) (slope * ((word->left + word->right) / 2 - recognised->width / 2));
                if (word->bottom - word->top > most)
                        continue;
                top = MIN(top, word->top - word->drop);
                bottom = MAX(bottom, word->bottom - word->drop);
        }
        for (guint i = line->first; i < line->end && bottom > top; i++) {
                RecognisedWord *word = &g_array_index(recognised->words, RecognisedWord, i);
                word->top = top;
                word->bottom = bottom;
        }
}

/* True for text that begins as a date in figures does; *ret_whole when it is all of one. */
static bool
textlines_is_date(const char *text, bool *ret_whole)
{
        static const unsigned lengths[] = { 2, 2, 4 };
        unsigned part = 0, figures = 0;
        for (; *text != '\0'; text++) {
                if (g_ascii_isdigit(*text) && figures < lengths[part])
                        figures++;
                else if (strchr("/.-", *text) != NULL && figures > 0 && part < 2)
                        part++, figures = 0;
                else
                        break;
        }
        /* a sentence may go on behind it */
        *ret_whole = part == 2 && figures == 4;
        return *text == '\0' || *ret_whole;
}

/* A date in figures whose parts the engine takes for words becomes one word again. */
static void
textlines_join_dates(Recognised *recognised, Textline *line)
{
        for (guint i = line->first; i + 1 < line->end; i++) {
                RecognisedWord *word = &g_array_index(recognised->words, RecognisedWord, i);
                const RecognisedWord *next = word + 1;
                g_autofree char *joined = g_strconcat(word->text, next->text, NULL);
                bool is_whole = false, is_part = false;
                if (next->left - word->right > DATE_GAP * (word->bottom - word->top) ||
                    !g_ascii_isdigit(word->text[0]) || (textlines_is_date(word->text, &is_part) && is_part) ||
                    !textlines_is_date(joined, &is_whole) || (!is_whole && strchr(joined, '/') == NULL))
                        continue;
                word->right = next->right;
                word->certainty = MIN(word->certainty, next->certainty);
                g_free(word->text);
                word->text = g_steal_pointer(&joined);
                g_array_remove_index(recognised->words, i + 1);
                line->end--;
                i--;
        }
}

void
textlines_collect(TessBaseAPI *engine, Recognised *recognised)
{
        g_autoptr(GArray) lines = textlines_read(engine, recognised);
        const Textrun run = textlines_fit(lines, recognised->width);
        for (guint i = 0; i < lines->len; i++) {
                const Textline *line = &g_array_index(lines, Textline, i);
                textlines_straighten(recognised, line, run.a + run.b * line->y);
        }
        /* from the last on: joining moves what stands behind */
        for (guint i = lines->len; i > 0; i--)
                textlines_join_dates(recognised, &g_array_index(lines, Textline, i - 1));
}
