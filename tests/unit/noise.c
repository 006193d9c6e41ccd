#include "tests/unit/noise.h"

#include "register/legal_date.h"

#include <string.h>

/* Of ten thousand characters so many are misread, and of ten thousand fields so many are not read at all. */
static const struct {
        guint32 characters, fields;
} faults[NOISE_STRENGTHS + 1] = { { 0, 0 }, { 60, 100 }, { 200, 300 }, { 500, 600 } };

typedef struct {
        guint32 state;
} Dice;

static bool
dice_hits(Dice *dice, guint32 of_ten_thousand)
{
        dice->state = dice->state * 1664525U + 1013904223U;
        return (dice->state >> 8) % 10000 < of_ten_thousand;
}

static guint32
dice_below(Dice *dice, guint32 count)
{
        dice->state = dice->state * 1664525U + 1013904223U;
        return (dice->state >> 8) % count;
}

static char
noise_figure(Dice *dice, char figure)
{
        static const char *const taken[] = { "86", "74", "7", "85", "91", "63", "58", "12", "036", "40" };
        const char *list = taken[figure - '0'];
        return list[dice_below(dice, (guint32) strlen(list))];
}

static void
noise_letter(Dice *dice, GString *out, const char *at)
{
        static const char *const taken[][2] = { { "m", "rn" }, { "l", "1" },  { "i", "l" },  { "o", "0" },
                                                { "e", "c" },  { "a", "o" },  { "d", "cl" }, { "n", "ri" },
                                                { "t", "l" },  { "u", "ii" }, { "h", "b" },  { "g", "q" },
                                                { "I", "l" },  { "O", "0" },  { "S", "5" },  { "B", "8" },
                                                { "D", "0" },  { "w", "vv" }, { "y", "v" },  { "r", "i" } };
        for (unsigned i = 0; i < G_N_ELEMENTS(taken); i++)
                if (taken[i][0][0] == *at) {
                        g_string_append(out, taken[i][1]);
                        return;
                }
        /* what looks like nothing else is lost, or doubled */
        if (dice_below(dice, 3) == 0)
                g_string_append_len(out, at, g_utf8_next_char(at) - at);
}

static char *
noise_text(Dice *dice, const char *text, guint32 share)
{
        GString *out = g_string_new(NULL);
        for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at)) {
                const bool misread = (guchar) *at < 0x80 && g_ascii_isalnum(*at) && dice_hits(dice, share);
                if (!misread)
                        g_string_append_len(out, at, g_utf8_next_char(at) - at);
                else if (g_ascii_isdigit(*at))
                        g_string_append_c(out, noise_figure(dice, *at));
                else
                        noise_letter(dice, out, at);
        }
        return g_string_free(out, FALSE);
}

/* Days and hours keep their shape, and numbers have their letters put right by place: only figures change. */
static char *
noise_figures(Dice *dice, const char *text, guint32 share)
{
        char *out = g_strdup(text);
        for (char *at = out; *at != '\0'; at++)
                if (g_ascii_isdigit(*at) && dice_hits(dice, share))
                        *at = noise_figure(dice, *at);
        return out;
}

static char *
noise_value(Dice *dice, const char *name, const char *value, unsigned strength)
{
        static const char *const days[] = { "born", "made", "ends", "hearing", "served", "target", "poa_ends", NULL };
        static const char *const numbers[] = { "number", "reference", "urn", "ends_at", NULL };
        const guint32 share = faults[strength].characters;
        if (dice_hits(dice, faults[strength].fields))
                return NULL;
        if (g_strv_contains(numbers, name))
                return noise_figures(dice, value, share);
        if (!g_strv_contains(days, name))
                return noise_text(dice, value, share);
        LegalDate day;
        g_autofree char *read = noise_figures(dice, value, share);
        const bool is_day = legal_date_from_iso(value, &day);
        return is_day && !legal_date_from_iso(read, &day) ? NULL : g_steal_pointer(&read);
}

GHashTable *
noise_read(GHashTable *fields, unsigned strength, guint32 seed)
{
        static const char *const scalars[] = { "court",   "number",    "reference", "urn",      "respondent",
                                               "born",    "protected", "made",      "ends",     "ends_at",
                                               "hearing", "served",    "target",    "poa_ends", "aliases" };
        GHashTable *read = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
        GHashTableIter iter;
        gpointer name = NULL, value = NULL;
        g_hash_table_iter_init(&iter, fields);
        while (g_hash_table_iter_next(&iter, &name, &value))
                (void) g_hash_table_insert(read, g_strdup(name), g_strdup(value));
        (void) g_hash_table_insert(read, g_strdup("picture"), g_strdup("yes"));
        (void) g_hash_table_insert(read, g_strdup("text"), g_strdup_printf("read %u %u", strength, seed));
        Dice dice = { .state = seed * 2654435761U + strength };
        for (unsigned i = 0; i < G_N_ELEMENTS(scalars); i++) {
                const char *old = g_hash_table_lookup(read, scalars[i]);
                if (old == NULL)
                        continue;
                char *seen = noise_value(&dice, scalars[i], old, strength);
                if (seen == NULL)
                        (void) g_hash_table_remove(read, scalars[i]);
                else
                        (void) g_hash_table_insert(read, g_strdup(scalars[i]), seen);
        }
        return read;
}
