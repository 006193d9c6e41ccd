#include "parsers/order/inline_item.h"

#include "parsers/order/pattern.h"

#include <string.h>

char *
inline_item_text(const char *start, size_t length)
{
        static Pattern over = { .text = "(?i)(?:[,;]? (?:and )?(?:that )?(?:this|the) (?:order|injunction)s? "
                                        "(?:shall|will|is|lasts?|ends?|expires?|"
                                        "remains?|continues?|runs?|has effect)\\b|; (?:until|up to|for (?:a "
                                        "period|\\w+ (?:months|years)))\\b)" };
        static Pattern joint = { .text = "[,;]? (?:and|or)$" };
        g_autofree char *piece = g_strndup(start, length);
        size_t end = strlen(g_strstrip(piece)), at = 0;
        if (pattern_span(&over, piece, &at, NULL))
                piece[end = at] = '\0';
        if (pattern_span(&joint, piece, &at, NULL))
                piece[end = at] = '\0';
        while (end > 0 && strchr(" ,;", piece[end - 1]) != NULL)
                piece[--end] = '\0';
        return g_steal_pointer(&piece);
}

void
inline_item_mark(char mark[INLINE_ITEM_MARK], unsigned n, char kind, char open, char close)
{
        static const char *const roman[] = { "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x" };
        if (kind == 'a')
                g_snprintf(mark, INLINE_ITEM_MARK, "%c%c%c ", open, (char) ('a' + (n - 1) % 26), close);
        else if (kind == 'i')
                g_snprintf(mark, INLINE_ITEM_MARK, "%c%s%c ", open, roman[(n - 1) % G_N_ELEMENTS(roman)], close);
        else
                g_snprintf(mark, INLINE_ITEM_MARK, "%c%u%c ", open, n, close);
}
