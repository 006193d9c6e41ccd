#include "parsers/order/gram.h"

#include <string.h>

enum { ROOM = 256, SHIFT = 5, FIGURE = 27, BLANK = 28, SIGN = 29, BEYOND = 30 };

/* Letters of either case count alike, and so do figures, blanks, signs, and what is not ASCII. */
static unsigned
gram_class(char letter)
{
        if (g_ascii_isalpha(letter))
                return 1 + (unsigned) (g_ascii_tolower(letter) - 'a');
        if (g_ascii_isdigit(letter))
                return FIGURE;
        if (letter == ' ' || (letter >= '\t' && letter <= '\r'))
                return BLANK;
        return (guint8) letter < 0x80 ? SIGN : BEYOND;
}

char
gram_folded(char letter)
{
        return gram_class(letter) == BLANK ? ' ' : g_ascii_tolower(letter);
}

/* Of every octet. */
typedef struct {
        bool made;
        guint8 kind[256];
        char folded[256];
        guint8 rarity[GRAM_CLASSES];
} GramTable;

static const GramTable *
gram_table(void)
{
        /* letters as English uses them; blanks are commoner than any, figures and signs rare */
        static const char order[] = " etaoinshrdlcumwfgypbvkjxqz";
        static GramTable table = { .rarity = { [FIGURE] = sizeof order, [SIGN] = sizeof order } };
        for (unsigned i = 0; !table.made && order[i] != '\0'; i++)
                table.rarity[gram_class(order[i])] = (guint8) i;
        for (unsigned i = 0; !table.made && i < G_N_ELEMENTS(table.kind); i++) {
                table.kind[i] = (guint8) gram_class((char) i);
                table.folded[i] = gram_folded((char) i);
        }
        table.made = true;
        return &table;
}

static void
gram_put(Grams *grams, unsigned gram)
{
        grams->seen[gram / 64] |= G_GUINT64_CONSTANT(1) << (gram % 64);
}

/* U+017F is a long s, U+212A the sign of the kelvin: patterns take them for s and k. */
static bool
gram_is_odd(const guint8 *octets, size_t length)
{
        return (length >= 2 && memcmp(octets, "\xC5\xBF", 2) == 0) ||
               (length >= 3 && memcmp(octets, "\xE2\x84\xAA", 3) == 0);
}

void
grams_of(Grams *grams, const char *text, size_t length)
{
        const GramTable *table = gram_table();
        const guint8 *octets = (const guint8 *) text;
        if (grams->room < length) {
                grams->room = MAX(2 * length, ROOM);
                grams->folded = g_realloc(grams->folded, grams->room);
        }
        memset(grams->seen, 0, sizeof grams->seen);
        grams->length = length;
        grams->odd = false;
        unsigned last = 0;
        for (size_t i = 0; i < length; i++) {
                const unsigned kind = table->kind[octets[i]];
                grams->folded[i] = table->folded[octets[i]];
                last = (last << SHIFT | kind) % GRAM_TRIPLES;
                if (i >= 1)
                        gram_put(grams, GRAM_TRIPLES + last % (GRAM_CLASSES * GRAM_CLASSES));
                if (i >= 2)
                        gram_put(grams, last);
                if (kind == BEYOND)
                        grams->odd = grams->odd || gram_is_odd(octets + i, length - i);
        }
}

static unsigned
gram_rarity(const GramTable *table, const char *three)
{
        unsigned rarity = 1;
        for (unsigned i = 0; i < 3; i++)
                rarity += table->rarity[table->kind[(guint8) three[i]]];
        return rarity;
}

guint16
gram_rarest(const char *word, size_t length)
{
        const GramTable *table = gram_table();
        unsigned last = 0, rarest = 0, most = 0;
        for (size_t i = 0; i < length; i++) {
                last = (last << SHIFT | table->kind[(guint8) word[i]]) % GRAM_TRIPLES;
                const unsigned rarity = i < 2 ? 0 : gram_rarity(table, word + i - 2);
                if (rarity > most) {
                        most = rarity;
                        rarest = last;
                }
        }
        return (guint16) (length == 2 ? GRAM_TRIPLES + last : rarest);
}

static bool
gram_is_in(const Grams *grams, unsigned gram)
{
        return (grams->seen[gram / 64] >> (gram % 64) & 1) != 0;
}

bool
grams_have(const Grams *grams, const char *word, size_t length, guint16 rarest)
{
        if (!gram_is_in(grams, rarest))
                return false;
        const GramTable *table = gram_table();
        unsigned last = 0;
        for (size_t i = 0; i < length; i++) {
                last = (last << SHIFT | table->kind[(guint8) word[i]]) % GRAM_TRIPLES;
                if (i >= 2 && !gram_is_in(grams, last))
                        return false;
        }
        return memmem(grams->folded, grams->length, word, length) != NULL;
}
