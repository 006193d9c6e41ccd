#include "parsers/order/citation.h"

#include "parsers/order/pattern.h"

#include <string.h>

#define NUMBER "\\d{1,3}[A-Z]?(?:\\(\\d\\w?\\))?"
#define SECTIONS                                                                                                       \
        "(?:sections?|ss?\\b\\.?|adran) ?" NUMBER "(?:(?:,| and| or| to| ?/| ?&| ?-) ?(?:ss?\\.? ?)?" NUMBER ")*"
#define ACTS                                                                                                           \
        "(?:(family law act|fla\\b|f\\.l\\.a\\.)|(protection from harassment act|pha\\b)|(sentencing (?:act|code)|sa " \
        "2020)|(stalking protection act|spa 2019)|(domestic abuse act|daa 2021)|(female genital mutilation act))(?: "  \
        "\\d{4})?"
#define CITED "(?:" SECTIONS ",?(?: (?:of|to|in))?(?: the)? " ACTS "|" ACTS "[, (-]*" SECTIONS ")"

enum { ACT_FAMILY, ACT_HARASSMENT, ACT_SENTENCING, ACT_STALKING, ACT_ABUSE, ACT_MUTILATION, ACT_COUNT };

/* Which order a section provides for; ORDER_TYPE_UNCLASSIFIED for another matter, as section 47 of the Family Law Act. */
static const struct {
        unsigned act, first, last;
        const char *letter; /* of the section; NULL for any */
        OrderType type;
} sections[] = {
        { ACT_FAMILY, 42, 42, NULL, ORDER_TYPE_NON_MOLESTATION },
        { ACT_FAMILY, 33, 38, NULL, ORDER_TYPE_OCCUPATION },
        { ACT_FAMILY, 63, 63, "A", ORDER_TYPE_FORCED_MARRIAGE_PROTECTION },
        { ACT_HARASSMENT, 3, 3, NULL, ORDER_TYPE_INJUNCTION },
        { ACT_HARASSMENT, 5, 5, NULL, ORDER_TYPE_RESTRAINING },
        { ACT_SENTENCING, 360, 360, NULL, ORDER_TYPE_RESTRAINING },
        { ACT_STALKING, 1, 5, NULL, ORDER_TYPE_STALKING_PROTECTION },
        { ACT_ABUSE, 27, 56, NULL, ORDER_TYPE_DOMESTIC_ABUSE_PROTECTION },
        { ACT_MUTILATION, 5, 5, "A", ORDER_TYPE_FGM_PROTECTION },
};

static OrderType
citation_section(unsigned act, unsigned number, char letter)
{
        for (unsigned i = 0; i < G_N_ELEMENTS(sections); i++) {
                if (sections[i].act == act && number >= sections[i].first && number <= sections[i].last &&
                    (sections[i].letter == NULL || g_ascii_toupper(letter) == sections[i].letter[0]))
                        return sections[i].type;
        }
        return ORDER_TYPE_UNCLASSIFIED;
}

/* The types of the numbers in text, which cites sections of one Act. */
static void
citation_add(TitleTypes *types, unsigned act, const char *text)
{
        for (const char *at = text; *at != '\0'; at++) {
                /* "5(1)": the number in the bracket is a subsection's; "1996" a year */
                if (!g_ascii_isdigit(*at) || (at > text && at[-1] == '('))
                        continue;
                char *stop = NULL;
                const guint64 number = g_ascii_strtoull(at, &stop, 10);
                const OrderType type =
                    number < 1000 ? citation_section(act, (unsigned) number, *stop) : ORDER_TYPE_UNCLASSIFIED;
                if (type != ORDER_TYPE_UNCLASSIFIED)
                        title_add(types, type);
                at = stop - 1;
        }
}

TitleTypes
citation_types(const char *text)
{
        static Pattern cited = { .text = "(?i)\\b" CITED };
        TitleTypes types = { .count = 0 };
        g_autoptr(GMatchInfo) info = NULL;
        if (!pattern_in(&cited, text))
                return types;
        for (g_regex_match(cited.regex, text, 0, &info); g_match_info_matches(info);) {
                g_autofree char *whole = g_match_info_fetch(info, 0);
                for (unsigned i = 0; i < 2 * ACT_COUNT; i++) {
                        gint start = -1, end = -1;
                        if (g_match_info_fetch_pos(info, (gint) i + 1, &start, &end) && start >= 0 && end > start)
                                citation_add(&types, i % ACT_COUNT, whole);
                }
                if (!g_match_info_next(info, NULL))
                        break;
        }
        return types;
}

bool
citation_is_title(const char *text, TitleTypes *ret_types)
{
        static Pattern titles = { .text = "(?i)^\\W*(?:(?:an?|the|this|interim|final|further|sealed|ex parte|without "
                                          "notice|court|general|form|of|"
                                          "draft|civil|family) )*(?:order|injunction)(?: order)?[ "
                                          ",:;(-]*(?:(?:made|granted|under|pursuant to|in "
                                          "accordance with|by virtue of|of|on conviction|on acquittal|after "
                                          "conviction|after acquittal)[ ,:(-]+)*"
                                          "(?:the )?" CITED "|^\\W*" CITED
                                          "\\)?[ ,:;-]*(?:interim |final )?(?:order|injunction)(?: order)?\\W*$" };
        static Pattern sentence = {
                .text = "(?i)\\b(?:may|can|is|are|be|been|not|he|she|it|they|to (?!s|the s|protect))\\b"
        };
        if (!pattern_in(&titles, text) || pattern_in(&sentence, text))
                return false;
        *ret_types = citation_types(text);
        return ret_types->count > 0;
}
