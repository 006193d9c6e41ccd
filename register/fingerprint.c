/* The sketch is MinHash: under each of 64 random orders of all pairs of words, the first one that the document has. Two documents
 * have the same first one as often as a pair of either is a pair of both (Broder 1997). Pairs, not longer runs: each word
 * that a reader gets wrong spoils as many runs as they are long. */
#include "register/fingerprint.h"

#include "base/digest.h"
#include "register/boilerplate.h"
#include "register/wording.h"

#include <stdlib.h>
#include <string.h>

static guint64
fingerprint_mix(guint64 hash)
{
        hash = (hash ^ (hash >> 33)) * 0xff51afd7ed558ccdULL;
        hash = (hash ^ (hash >> 33)) * 0xc4ceb9fe1a85ec53ULL;
        return hash ^ (hash >> 33);
}

static int
fingerprint_compare(gconstpointer a, gconstpointer b)
{
        const guint32 x = *(const guint32 *) a, y = *(const guint32 *) b;
        return (x > y) - (x < y);
}

static int
fingerprint_compare_pairs(gconstpointer a, gconstpointer b)
{
        const guint64 x = *(const guint64 *) a, y = *(const guint64 *) b;
        return (x > y) - (x < y);
}

/* The words that do not stand in a notice, as octets that are the same on every machine. */
static gint64
fingerprint_digest(GArray *words)
{
        g_array_sort(words, fingerprint_compare);
        for (guint i = 0; i < words->len; i++) {
                guint32 *word = &g_array_index(words, guint32, i);
                *word = GUINT32_TO_BE(*word);
        }
        return digest_key((Bytes){ (const guint8 *) words->data, words->len * sizeof(guint32) });
}

static GArray *
fingerprint_without_notices(const guint32 *words, gsize count)
{
        GArray *left = g_array_sized_new(FALSE, FALSE, sizeof(guint32), (guint) count);
        gsize covered = 0; /* words before this one stand in a notice */
        for (gsize i = 0; i < count; i++) {
                if (i + BOILERPLATE_RUN <= count && boilerplate_is_notice(words + i))
                        covered = i + BOILERPLATE_RUN;
                if (i >= covered)
                        g_array_append_val(left, words[i]);
        }
        return left;
}

static gint64
fingerprint_figures(const guint32 *words, gsize count)
{
        g_autoptr(GArray) figures = g_array_new(FALSE, FALSE, sizeof(guint32));
        for (gsize i = 0; i < count; i++)
                if ((words[i] & WORDING_FIGURE) != 0 && !boilerplate_is_common(words[i]))
                        g_array_append_val(figures, words[i]);
        g_array_sort(figures, fingerprint_compare);
        guint kept = 0;
        for (guint i = 0; i < figures->len; i++) {
                const guint32 figure = g_array_index(figures, guint32, i);
                if (kept == 0 || g_array_index(figures, guint32, kept - 1) != figure)
                        g_array_index(figures, guint32, kept++) = figure;
        }
        g_array_set_size(figures, kept);
        return kept < FINGERPRINT_LEAST_FIGURES ? 0 : fingerprint_digest(figures);
}

/* The pairs of neighbouring words of which one is the document's own, without repeats. Single letters and small numbers are
 * passed over: readers of pictures make some of specks. */
static GArray *
fingerprint_pairs(const guint32 *words, gsize count)
{
        g_autoptr(GArray) all = g_array_new(FALSE, FALSE, sizeof(guint64));
        guint32 before = 0;
        bool before_common = true;
        for (gsize i = 0; i < count; i++) {
                if ((words[i] & WORDING_SMALL) != 0)
                        continue;
                const bool common = boilerplate_is_common(words[i]);
                const guint64 pair = fingerprint_mix((guint64) before << 32 | words[i]);
                if (!common || !before_common)
                        g_array_append_val(all, pair);
                before = words[i];
                before_common = common;
        }
        g_array_sort(all, fingerprint_compare_pairs);
        GArray *pairs = g_array_new(FALSE, FALSE, sizeof(guint64));
        for (guint i = 0; i < all->len; i++)
                if (i == 0 || g_array_index(all, guint64, i) != g_array_index(all, guint64, i - 1))
                        g_array_append_val(pairs, g_array_index(all, guint64, i));
        return pairs;
}

static void
fingerprint_draw(const GArray *pairs, guint16 sketch[FINGERPRINT_SKETCH])
{
        for (unsigned k = 0; k < FINGERPRINT_SKETCH; k++) {
                const guint64 factor = fingerprint_mix(2 * k + 1) | 1, offset = fingerprint_mix(2 * k + 2);
                guint64 least = G_MAXUINT64;
                for (guint i = 0; i < pairs->len; i++) {
                        const guint64 value = g_array_index(pairs, guint64, i) * factor + offset;
                        least = MIN(least, value);
                }
                sketch[k] = (guint16) (fingerprint_mix(least) >> 48);
        }
}

bool
fingerprint_of_words(const guint32 *words, gsize count, Fingerprint *ret_fingerprint)
{
        if (count < FINGERPRINT_LEAST_WORDS)
                return false;
        g_autoptr(GArray) pairs = fingerprint_pairs(words, count);
        if (pairs->len < FINGERPRINT_LEAST_OWN)
                return false;
        g_autoptr(GArray) left = fingerprint_without_notices(words, count);
        ret_fingerprint->text = fingerprint_digest(left);
        ret_fingerprint->figures = fingerprint_figures(words, count);
        fingerprint_draw(pairs, ret_fingerprint->sketch);
        return true;
}

bool
fingerprint_of(const GPtrArray *pages, Fingerprint *ret_fingerprint)
{
        g_autoptr(GArray) words = wording_of(pages);
        return words != NULL && fingerprint_of_words((const guint32 *) words->data, words->len, ret_fingerprint);
}

double
fingerprint_likeness(const Fingerprint *a, const Fingerprint *b)
{
        unsigned same = 0;
        for (unsigned k = 0; k < FINGERPRINT_SKETCH; k++)
                same += a->sketch[k] == b->sketch[k];
        return (double) same / FINGERPRINT_SKETCH;
}

guint64
fingerprint_band(const Fingerprint *fingerprint, unsigned band)
{
        guint64 key = 0;
        for (unsigned k = 0; k < FINGERPRINT_BAND; k++)
                key = key << 16 | fingerprint->sketch[band * FINGERPRINT_BAND + k];
        return fingerprint_mix(key ^ fingerprint_mix(band + 1));
}
