#include "register/search_word.h"

#include "base/text.h"
#include "register/legal_date.h"
#include "register/nickname.h"
#include "register/word_match.h"

#include <string.h>

enum { WORD_SLIP_LENGTH = 4, WORD_TWO_SLIPS_LENGTH = 7, WORD_HALF_LENGTH = 3, WORD_MOST = 40, WORD_ISO = 10 };

unsigned
search_word_slips(const char *a, const char *b, unsigned limit)
{
        const size_t x = strlen(a), y = strlen(b);
        if (x > WORD_MOST || y > WORD_MOST)
                return text_distance(a, b, limit);
        unsigned rows[3][WORD_MOST + 1];
        for (size_t k = 0; k <= y; k++)
                rows[1][k] = (unsigned) k;
        for (size_t i = 1; i <= x; i++) {
                unsigned *const now = rows[(i + 1) % 3], *const last = rows[i % 3], *const before = rows[(i + 2) % 3];
                now[0] = (unsigned) i;
                for (size_t k = 1; k <= y; k++) {
                        now[k] = MIN(MIN(now[k - 1], last[k]) + 1, last[k - 1] + (a[i - 1] != b[k - 1]));
                        if (i > 1 && k > 1 && a[i - 1] == b[k - 2] && a[i - 2] == b[k - 1])
                                now[k] = MIN(now[k], before[k - 2] + 1);
                }
        }
        return MIN(rows[(x + 1) % 3][y], limit + 1);
}

/* "mac" and "mc" are written for one another. */
static const char *
word_without_mac(const char *word)
{
        const size_t mac = g_str_has_prefix(word, "mac") ? 3 : g_str_has_prefix(word, "mc") ? 2 : 0;
        return strlen(word) >= mac + 4 ? word + mac : word;
}

static unsigned
word_weight_spelt(const char *typed, const char *held, const char **ret_why)
{
        const size_t shorter = MIN(strlen(typed), strlen(held));
        const unsigned slips = search_word_slips(typed, held, 2);
        *ret_why = "one letter differs";
        if (slips == 1 && shorter >= WORD_SLIP_LENGTH)
                return typed[0] == held[0] ? (shorter > WORD_SLIP_LENGTH ? 78 : 70) : 62;
        if (slips == 1 && shorter == WORD_SLIP_LENGTH - 1 && typed[0] == held[0])
                return 50;
        *ret_why = "two letters differ";
        if (slips == 2 && shorter >= WORD_TWO_SLIPS_LENGTH)
                return typed[0] == held[0] ? 64 : 52;
        return 0;
}

/* In Welsh names dd is heard as th: Gruffydd, Gruffyth. New string. */
static char *
word_welsh(const char *word)
{
        g_auto(GStrv) parts = g_strsplit(word, "dd", -1);
        return g_strjoinv("th", parts);
}

static unsigned
word_weight_heard(const char *typed, const char *held, bool heard, const char **ret_why)
{
        *ret_why = "sounds alike";
        switch (word_match(typed, held, false)) {
        case WORD_MATCH_SOUND:
                return 92;
        case WORD_MATCH_INNER:
                return 86;
        case WORD_MATCH_SLIP:
        case WORD_MATCH_SHORT:
        case WORD_MATCH_INITIAL:
        case WORD_MATCH_OTHER:
        case WORD_MATCH_EQUAL:
        default:
                break;
        }
        if (!heard)
                return word_match(typed, held, true) == WORD_MATCH_SOUND ? 74 : 0;
        /* the same consonants: the nearer the letters, the likelier the name */
        g_autofree char *one = word_welsh(typed), *other = word_welsh(held);
        const unsigned slips = search_word_slips(one, other, 4);
        return slips <= 1 ? 84 : slips == 2 ? 76 : slips == 3 ? 68 : 60;
}

unsigned
search_word_weight(const char *typed, const char *held, bool heard, const char **ret_why)
{
        const char *why = NULL, *best_why = NULL;
        unsigned best = 0;
        if (g_str_equal(typed, held))
                best = SEARCH_WORD_EQUAL;
        else if (typed[0] != '\0' && held[0] != '\0') {
                if (g_str_equal(word_without_mac(typed), word_without_mac(held))) {
                        best = 96;
                        best_why = "Mac and Mc";
                }
                if (best == 0 && nickname_same(typed, held)) {
                        /* Ieuan is nearer to Iwan than John is */
                        best = search_word_slips(typed, held, 2) <= 2 ? 92 : typed[0] == held[0] ? 84 : 80;
                        best_why = "a name for the same person";
                }
                unsigned weight = word_weight_heard(typed, held, heard, &why);
                if (weight > best) {
                        best = weight;
                        best_why = why;
                }
                weight = word_weight_spelt(typed, held, &why);
                if (weight > best) {
                        best = weight;
                        best_why = why;
                }
                if (best < 80 && strlen(typed) >= WORD_HALF_LENGTH && g_str_has_prefix(held, typed)) {
                        best = strlen(held) - strlen(typed) <= 2 ? 84 : 80;
                        best_why = "begins so";
                }
        }
        if (ret_why != NULL)
                *ret_why = best_why;
        return best;
}

unsigned
search_word_born_slips(const char *typed, const char *held)
{
        if (strlen(typed) != WORD_ISO || strlen(held) != WORD_ISO)
                return strlen(typed) == 4 && strncmp(typed, held, 4) == 0 ? 0 : 2;
        unsigned differ = 0;
        size_t first = 0, last = 0;
        for (size_t i = 0; i < WORD_ISO; i++)
                if (typed[i] != held[i]) {
                        first = differ++ == 0 ? i : first;
                        last = i;
                }
        const bool turned = differ == 2 && typed[first] == held[last] && typed[last] == held[first];
        const bool reversed = strncmp(typed, held, 5) == 0 && strncmp(typed + 5, held + 8, 2) == 0 &&
                              strncmp(typed + 8, held + 5, 2) == 0;
        /* 1989 and 1990, the 9th and the 10th: neighbours, though two figures differ */
        const gint64 distance = g_ascii_strtoll(typed, NULL, 10) - g_ascii_strtoll(held, NULL, 10);
        const bool next_year = ABS(distance) == 1 && g_str_equal(typed + 4, held + 4);
        return differ == 0 ? 0 : differ == 1 || turned || reversed || next_year ? 1 : 2;
}

static void
word_add_day(GPtrArray *days, const char *iso)
{
        LegalDate date;
        if (legal_date_from_iso(iso, &date) && !g_ptr_array_find_with_equal_func(days, iso, g_str_equal, NULL))
                g_ptr_array_add(days, g_strdup(iso));
}

GPtrArray *
search_word_born_near(const char *iso)
{
        GPtrArray *days = g_ptr_array_new_with_free_func(g_free);
        if (strlen(iso) != WORD_ISO)
                return days;
        char day[WORD_ISO + 1];
        for (size_t i = 0; i < WORD_ISO; i++)
                for (char figure = '0'; figure <= '9' && iso[i] != '-'; figure++) {
                        (void) g_strlcpy(day, iso, sizeof day);
                        day[i] = figure;
                        if (figure != iso[i])
                                word_add_day(days, day);
                }
        for (size_t i = 0; i < WORD_ISO; i++)
                for (size_t k = i + 1; k < WORD_ISO && iso[i] != '-'; k++) {
                        (void) g_strlcpy(day, iso, sizeof day);
                        day[i] = iso[k];
                        day[k] = iso[i];
                        if (iso[k] != '-' && iso[k] != iso[i])
                                word_add_day(days, day);
                }
        g_autofree char *reversed = g_strdup_printf("%.5s%.2s-%.2s", iso, iso + 8, iso + 5);
        word_add_day(days, reversed);
        const gint64 year = g_ascii_strtoll(iso, NULL, 10);
        for (gint64 next = year - 1; next <= year + 1; next += 2) {
                g_autofree char *beside = g_strdup_printf("%04d%s", (int) next, iso + 4);
                word_add_day(days, beside);
        }
        return days;
}
