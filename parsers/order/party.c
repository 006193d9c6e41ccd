/* One name, or a list of names, beside other words: where it begins and where it ends. */
#include "parsers/order/party.h"

#include "register/person.h"

#include <string.h>

/* Capitalised words that are no part of a name: roles, sentence openings, headings. */
static const char *const strangers[] = {
        "applicant",   "applicants", "respondent",
        "respondents", "defendant",  "claimant",
        "petitioner",  "order",      "the",
        "and",         "between",    "this",
        "that",        "of",         "family",
        "court",       "judge",      "district",
        "on",          "by",         "for",
        "solicitor",   "solicitors", "date",
        "born",        "dob",        "must",
        "shall",       "is",         "was",
        "police",      "address",    "child",
        "children",    "no",         "before",
        "upon",        "it",         "protected",
        "person",      "address:",   "a",
        "an",          "his",        "her",
        "their",       "you",        "d.o.b",
        "d.o.b.",      "non",        "non-molestation",
        "in",          "at",         "to",
        "section",     "act",        "penal",
        "notice",      "important",  "ceisydd",
        "atebydd",     "case",       "until",
        "from",        "whether",    "directly",
        "monday",      "tuesday",    "wednesday",
        "thursday",    "friday",     "saturday",
        "sunday",      "january",    "february",
        "april",       "june",       "july",
        "august",      "september",  "october",
        "november",    "december",   "unknown",
        "parties",     "anyone",     "if",
        "any",         "ref",        "tel",
        "hearing",     "schedule",   "warning",
        "made",        "not",        "crown",
        "v",           "re",         "or",
        "with",        "as",         "s",
        "p",           "sealed",     "draft",
};

static bool
party_is_stranger(const char *word, size_t length)
{
        for (unsigned i = 0; i < G_N_ELEMENTS(strangers); i++) {
                if (strlen(strangers[i]) == length && g_ascii_strncasecmp(word, strangers[i], length) == 0)
                        return true;
        }
        return false;
}

/* April Hughes, June Marlow: a month is a first name where a name and no year or day follows it. */
static bool
party_is_month_name(const char *word, size_t length)
{
        static const char *const months[] = { "april", "june", "august" };
        if (word[length] != ' ' || person_name_length(word + length + 1) == 0)
                return false;
        for (unsigned i = 0; i < G_N_ELEMENTS(months); i++) {
                if (strlen(months[i]) == length && g_ascii_strncasecmp(word, months[i], length) == 0)
                        return true;
        }
        return false;
}

size_t
party_name_end(const View *view, size_t at, size_t until)
{
        const size_t full = person_name_length(view->joined + at);
        size_t end = at, limit = MIN(at + full, until);
        for (size_t here = at; here < limit;) {
                size_t stop = here;
                while (stop < limit && view->joined[stop] != ' ')
                        stop++;
                const size_t bare = stop > here && view->joined[stop - 1] == '.' ? stop - here - 1 : stop - here;
                if (party_is_stranger(view->joined + here, bare) && !party_is_month_name(view->joined + here, bare))
                        break;
                if (here > at) {
                        const char between = view->text[here - 1];
                        const bool apart = between == '\t' || (between == '\n' && !view_wraps(view, here - 1));
                        if (apart)
                                break;
                }
                end = stop;
                here = stop + 1;
        }
        /* no particle, title or initial alone at the end */
        g_autofree char *name = g_strndup(view->joined + at, end - at);
        return at + person_name_length(name);
}

size_t
party_name_start(const View *view, size_t from, size_t end)
{
        while (end > from && (view->joined[end - 1] == ' ' || view->joined[end - 1] == ','))
                end--;
        for (size_t at = from; at < end; at++) {
                if (at > from && view->joined[at - 1] != ' ' && strchr("(\"/-", view->joined[at - 1]) == NULL)
                        continue;
                if (person_name_length(view->joined + at) > 0 && party_name_end(view, at, end) == end)
                        return at;
        }
        return end;
}

/* From the first name at start over ", B and C", aliases in brackets or after "also known as". */
size_t
party_list_end(const View *view, size_t start, size_t until)
{
        static Pattern more = { .text =
                                    "^(?:,? (?i:and|&) |, |; | ?\\(\\d\\) ?| ?\\(?(?:,? ?(?i:also known as|otherwise "
                                    "known as|known as|aka|a\\.k\\.a\\.?|alias|formerly known as|formerly|n\xC3\xA9"
                                    "e|nee):? )[\"']?)(?=\\p{Lu}|\\p{Ll}{2,3} \\p{Lu})" };
        static Pattern surname_first = { .text = "^[\\p{Lu}'-]{2,}(?: [\\p{Lu}'-]{2,}){0,3}, (?=\\p{Lu}\\p{Ll})" };
        size_t end = party_name_end(view, start, until);
        g_autofree char *whole = g_strndup(view->joined + start, MIN(until - start, 120U));
        if (end > start && pattern_in(&surname_first, whole)) {
                const char *comma = strchr(whole, ',');
                const size_t first = start + (size_t) (comma - whole) + 2;
                end = MAX(end, party_name_end(view, first, until));
        }
        for (unsigned i = 0; i < 12 && end > start && end < until; i++) {
                g_autofree char *rest = g_strndup(view->joined + end, MIN(until - end, 200U));
                if (!pattern_in(&more, rest))
                        break;
                /* the length of what parts them */
                size_t gap = 0;
                while (end + gap < until && person_name_length(view->joined + end + gap) == 0 && gap < 40)
                        gap++;
                const size_t next = party_name_end(view, end + gap, until);
                if (next <= end + gap)
                        break;
                static Pattern other_name = { .text = "(?i)known|aka|a\\.k\\.a|alias|formerly|n[e\\x{e9}]e" };
                g_autofree char *between = g_strndup(view->joined + end, gap);
                const bool alias = gap > 6 || view->joined[end + 1] == '(' || pattern_in(&other_name, between);
                /* ", Kent" is no person: another one has two words */
                if (!alias && memchr(view->joined + end + gap, ' ', next - end - gap) == NULL)
                        break;
                end = next;
                while (end < until &&
                       (view->joined[end] == '"' || view->joined[end] == '\'' || (alias && view->joined[end] == ')')))
                        end++;
        }
        return end;
}
