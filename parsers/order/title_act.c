/* What an order without a title is, by the Act that it is made under or by a label that names its type. */
#include "parsers/order/title.h"

#include "parsers/order/pattern.h"

OrderType
title_by_act(const View *view)
{
        static struct {
                Pattern pattern;
                OrderType type;
        } acts[] = {
                { { .text = "(?i)stalking protection act" }, ORDER_TYPE_STALKING_PROTECTION },
                { { .text = "(?i)(family law act 1996,? (part 4a|part iva|(section|s\\.?) ?63a)|(part 4a|part "
                            "iva|(section|s\\.?) ?63a),?( of)?( the)? family law act)" },
                  ORDER_TYPE_FORCED_MARRIAGE_PROTECTION },
                { { .text = "(?i)female genital mutilation act" }, ORDER_TYPE_FGM_PROTECTION },
                { { .text = "(?i)domestic abuse act 2021" }, ORDER_TYPE_DOMESTIC_ABUSE_PROTECTION },
                { { .text = "(?i)(sentencing (act|code)( 2020)?,?.{0,12}360|(section|\\bs\\.?) "
                            "?360.{0,20}(sentencing|\\bsa 2020))" },
                  ORDER_TYPE_RESTRAINING },
                { { .text = "(?i)((protection from harassment act|\\bpha)( 1997)?,? ?\\(?(section|s\\.?|ss\\.?) "
                            "?5a?\\b|(section|\\bs\\.?) ?5a?,?( of)?( the)? (protection from harassment|pha\\b))" },
                  ORDER_TYPE_RESTRAINING },
                { { .text = "(?i)((protection from harassment act|\\bpha)( 1997)?,? ?\\(?(section|s\\.?) "
                            "?3a?\\b|(section|\\bs\\.?) ?3a?,?( of)?( the)? (protection from harassment|pha\\b))" },
                  ORDER_TYPE_INJUNCTION },
                { { .text = "(?i)((section|s\\.?|adran) ?42a?,?( of)?( the)? (family law act|fla\\b|deddf cyfraith "
                            "teulu)|(family law act|fla)( 1996)?,? \\(?(sections?|ss?\\.?) ?42)" },
                  ORDER_TYPE_NON_MOLESTATION },
                { { .text = "(?i)((sections?|ss?\\.?) ?3[3-8]\\b.{0,20}family law act|family law act 1996,? "
                            "(sections?|ss?\\.?) ?3[3-8])" },
                  ORDER_TYPE_OCCUPATION },
                { { .text = "(?i)(children act 1989,? ?\\(?(section|s\\.?) ?8\\b|(section|s\\.?) ?8,?( of)?( the)? "
                            "children act)" },
                  ORDER_TYPE_PROHIBITED_STEPS },
        };
        for (unsigned i = 0; i < G_N_ELEMENTS(acts); i++) {
                if (pattern_has(&acts[i].pattern, view))
                        return acts[i].type;
        }
        return ORDER_TYPE_UNCLASSIFIED;
}

OrderType
title_by_label(const View *view)
{
        enum { HEAD = 20 }; /* lines */
        static Pattern labelled = {
                .text = "(?i)^(?!.*\\b(?:appl|s(?:eek|ought)|request|breach|offence|charge|subject|re\\b|ref|previous|"
                        "other))"
                        "[\\p{L} ]{3,30}(?: ?[:-] ?|\t)(?:an? |interim |final )?(?:non-? ?molestation|occupation|"
                        "restraining|prohibited steps|stalking protection|forced marriage protection|domestic abuse "
                        "protection)\\W*$|^\\W*(?:interim |final )?(?:non-? ?molestation|prohibited steps|stalking "
                        "protection|"
                        "forced marriage protection|domestic abuse protection)\\W*?(?:$|[\t ](?=in the "
                        "(?:family|county|high) court\\b))"
        };
        for (unsigned i = 0; i < view->lines->len && i < HEAD; i++) {
                const ViewLine *line = view_line(view, i);
                if (line->end - line->start > TITLE_LINE)
                        continue;
                g_autofree char *text = view_piece(view, line->start, line->end);
                if (!pattern_in(&labelled, text))
                        continue;
                g_autofree char *named = g_strconcat(g_strchomp(g_strdelimit(text, ".", ' ')), " order", NULL);
                const TitleTypes types = title_types(named);
                return types.count > 0 ? types.types[0] : ORDER_TYPE_UNCLASSIFIED;
        }
        return ORDER_TYPE_UNCLASSIFIED;
}
