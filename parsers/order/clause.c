#include "parsers/order/clause.h"

#include "parsers/order/pattern.h"

#include <string.h>

char **
clause_split(const char *sentence, size_t from)
{
        enum { FEWEST = 3 };
        static Pattern clause = {
                .text = "^(?:(?:and|or) )?(?:not (?:to )?|to |from "
                        ")?(?i:contact|communicat|approach|go|enter|attend|threaten|"
                        "use|harass|pester|intimidat|molest|come|return|remain|loiter|follow|damag|visit|publish|post|"
                        "encourag|instruct|assault)\\w* \\S+ \\S+"
        };
        static Pattern joint = {
                .text = ",? (?:and|or) (?=(?:not (?:to )?|to )?(?:contact|communicat|approach|go|enter|attend|"
                        "threaten|harass|come|return|remain|loiter|follow|damage|visit|publish)\\w* "
                        "(?!or |and )\\S+ \\S+)"
        };
        if (strpbrk(sentence, ";:(") != NULL)
                return NULL;
        g_autofree char *even = pattern_replace(&joint, sentence + from, ", ");
        g_auto(GStrv) pieces = g_strsplit(even, ", ", 12);
        unsigned count = g_strv_length(pieces);
        if (count < FEWEST)
                return NULL;
        for (unsigned i = 0; i < count; i++) {
                if (!pattern_in(&clause, g_strstrip(pieces[i])))
                        return NULL;
        }
        g_autofree char *first = g_strndup(sentence, from);
        char *whole = g_strconcat(first, " ", pieces[0], NULL);
        g_free(pieces[0]);
        pieces[0] = whole;
        return g_steal_pointer(&pieces);
}
