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

char **
clause_split_from(const char *sentence)
{
        enum { MOST = 16 };
        static Pattern opens = {
                .text = "(?i)\\b(?:forbidden|prohibited|restrained|barred|banned) from (?=\\p{L}+ing\\b)"
        };
        static Pattern joint = { .text =
                                     "[,;](?: and| or)? (?=from \\p{L}+ing\\b)| (?:and|or) (?=from \\p{L}+ing\\b)" };
        static Pattern order = { .text = "(?i)[,;](?: and)? (?:this|the|such) (?:[a-z-]+ "
                                         "){0,3}(?:orders?|injunctions?|prohibitions?) (?:to|shall|will|is|"
                                         "are|lasts?|remains?|being|having|continuing|lasting)\\b|[,;](?: and)? "
                                         "(?:until|for (?:a period|\\d|one|two|"
                                         "three|five|ten))\\b| until (?:\\d|noon|midnight|further)" };
        size_t from = 0;
        if (!pattern_span(&opens, sentence, NULL, &from))
                return NULL;
        g_autofree char *terms = pattern_before(&order, sentence + from);
        g_autofree char *even = pattern_replace(&joint, terms, "\n");
        g_auto(GStrv) pieces = g_strsplit(even, "\n", MOST);
        if (g_strv_length(pieces) < 2)
                return NULL;
        g_autofree char *first = g_strndup(sentence, from);
        char *whole = g_strconcat(first, pieces[0], NULL);
        g_free(pieces[0]);
        pieces[0] = whole;
        return g_steal_pointer(&pieces);
}
