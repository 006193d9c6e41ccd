/* One name, or a list of names, beside other words: where it begins and where it ends. */
#include "parsers/order/party.h"

#include "parsers/order/pattern.h"
#include "register/person.h"

#include <string.h>

/* Capitalised words that are no part of a name: roles, sentence openings, headings. */
static const char *const strangers[] = { "applicant",   "reference",  "digital",    "applicants", "respondent",
                                         "respondents", "defendant",  "claimant",   "petitioner", "the",
                                         "and",         "between",    "this",       "that",       "of",
                                         "family",      "district",   "on",         "by",         "for",
                                         "solicitor",   "solicitors", "date",       "born",       "dob",
                                         "must",        "shall",      "is",         "was",        "police",
                                         "address",     "children",   "no",         "before",     "upon",
                                         "whereas",     "whilst",     "it",         "protected",  "first",
                                         "second",      "third",      "fourth",     "terms",      "address:",
                                         "a",           "an",         "his",        "her",        "their",
                                         "you",         "d.o.b",      "d.o.b.",     "non",        "non-molestation",
                                         "in",          "at",         "to",         "section",    "act",
                                         "penal",       "important",  "ceisydd",    "atebydd",    "until",
                                         "from",        "whether",    "directly",   "january",    "february",
                                         "april",       "june",       "july",       "august",     "september",
                                         "october",     "november",   "december",   "unknown",    "parties",
                                         "anyone",      "if",         "any",        "ref",        "tel",
                                         "schedule",    "made",       "not",        "v",          "re",
                                         "or",          "with",       "as",         "s",          "p",
                                         "sealed",      "draft",      "be",         "do",         "attend",
                                         "forbidden",   "prohibited", "restrained", "ordered",    "aged",
                                         "age",         "gan",        "ar",         "yn",         "concerning",
                                         "regarding",   "known" };

/* Words of headings that are surnames too: part of a name where they close it. */
static const char *const surnames[] = { "judge",     "person",   "court",   "order",    "child",  "case",
                                        "notice",    "crown",    "warning", "hearing",  "monday", "tuesday",
                                        "wednesday", "thursday", "friday",  "saturday", "sunday" };

static bool
party_listed(const char *const *words, size_t count, const char *word, size_t length)
{
        for (size_t i = 0; i < count; i++) {
                if (strlen(words[i]) == length && g_ascii_strncasecmp(word, words[i], length) == 0)
                        return true;
        }
        return false;
}

/* What follows the octet ends the name in front: a stop, a cell's or line's end, a small word, a role. */
static bool
party_closes(const View *view, size_t end)
{
        if (end >= view->length || strchr("\n\t,.;()\"'/", view->text[end]) != NULL)
                return true;
        if (view->text[end] != ' ')
                return false;
        const char *next = view->joined + end + 1;
        const size_t length = strcspn(next, " ,.;:()");
        return g_ascii_islower(*next) || *next == '(' || *next == '"' ||
               party_listed(strangers, G_N_ELEMENTS(strangers), next, length);
}

/* The word at here of a name that began at at is no part of it. */
static bool
party_is_stranger(const View *view, size_t at, size_t here, size_t stop)
{
        const char *word = view->joined + here;
        const bool dotted = stop > here && view->joined[stop - 1] == '.';
        const size_t length = dotted ? stop - here - 1 : stop - here;
        /* "CY MARSH B.15.5.71": born */
        if (dotted && length == 1 && here > at && g_ascii_isdigit(view->joined[stop]))
                return true;
        /* "R v Marsh T20251904": a number begins */
        if (length <= 2 && here > at && g_ascii_isdigit(view->joined[stop]))
                return true;
        /* an initial: "Adrian A. Bell", "Adrian A Bell" */
        if (length == 1 && here > at && g_ascii_isupper(*word) && (dotted || view->joined[stop] == ' ') &&
            person_name_length(view->joined + stop + (dotted && view->joined[stop] != ' ' ? 0 : 1)) > 0)
                return false;
        /* Non and Angharad Non are women of Wales before another name, "Non Molestation Order" a heading */
        if (length == 3 && strncmp(word, "Non ", 4) == 0 && g_ascii_isupper(word[4]) &&
            g_ascii_strncasecmp(word + 4, "mol", 3) != 0 && person_name_length(word + 4) > 0)
                return false;
        if (party_listed(surnames, G_N_ELEMENTS(surnames), word, length))
                return here == at || dotted || !party_closes(view, stop);
        return party_listed(strangers, G_N_ELEMENTS(strangers), word, length);
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
party_hyphened(const View *view, size_t end, size_t until)
{
        return end > 0 && end + 2 < until && view->text[end] == '-' && view->text[end + 1] == '\n' &&
                       g_unichar_isupper(g_utf8_get_char(view->text + end + 2))
                   ? end + 2
                   : 0;
}

/* Where the name goes on behind a nickname in quotes, Bartholomew "Barry" Quince, or in brackets, Robert (Bobby) Hale; 0 when
 * it does not. end: of what stands in front. */
static size_t
party_nicknamed(const View *view, size_t at, size_t end, size_t until)
{
        enum { NICKNAME = 24 };
        if (end <= at || end + 4 >= until || view->text[end] != ' ' || strchr("\"'(", view->text[end + 1]) == NULL)
                return 0;
        const bool bracket = view->text[end + 1] == '(';
        const char *from = view->text + end + 2;
        const size_t length = person_name_length(from);
        if (length == 0 || length > NICKNAME || end + 2 + length + 2 >= until ||
            from[length] != (bracket ? ')' : view->text[end + 1]) || from[length + 1] != ' ' ||
            memchr(from, '\n', length) != NULL || party_listed(strangers, G_N_ELEMENTS(strangers), from, length))
                return 0;
        /* "Ann Bell (Mother) Cy Dale": only between one forename and a surname that closes the name */
        const size_t next = end + 2 + length + 2;
        const size_t more = MIN(person_name_length(view->joined + next), until - next);
        if (bracket && (memchr(view->joined + at, ' ', end - at) != NULL || memchr(from, ' ', length) != NULL ||
                        memchr(view->text + next, ' ', more) != NULL))
                return 0;
        return more > 0 ? next : 0;
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
                if (party_is_stranger(view, at, here, stop) && !party_is_month_name(view->joined + here, stop - here))
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
        g_autofree char *name = view_piece(view, at, end);
        const size_t length = person_name_length(name);
        /* "Ann Bell's place of work" */
        const bool owns = length > 3 && (strncmp(name + length - 2, "'s", 2) == 0);
        size_t next = length == 0 ? 0 : party_hyphened(view, at + length, until);
        if (next == 0 && length > 0)
                next = party_nicknamed(view, at, at + length, until);
        const size_t more = next == 0 ? 0 : party_name_end(view, next, until);
        return more > next ? more : at + (owns ? length - 2 : length);
}

/* Initials that end the line above, "Ref: LAR/1/HK" over "Cy Dale": those of who wrote, no part of the name below. */
static bool
party_is_reference(const View *view, size_t at)
{
        size_t stop = at;
        while (stop < view->length && g_ascii_isupper(view->text[stop]))
                stop++;
        return stop - at > 1 && stop - at <= 4 && stop + 2 < view->length && view->text[stop] == '\n' &&
               !(g_ascii_isupper(view->text[stop + 1]) && g_ascii_isupper(view->text[stop + 2]));
}

/* Where the earliest name begins that reaches to end by reading on with reach. */
static size_t
party_start(const View *view, size_t from, size_t end, size_t (*reach)(const View *, size_t, size_t))
{
        while (end > from && (view->joined[end - 1] == ' ' || view->joined[end - 1] == ','))
                end--;
        for (size_t at = from; at < end; at++) {
                if (at > from && view->joined[at - 1] != ' ' && strchr("(\"/-", view->joined[at - 1]) == NULL)
                        continue;
                if (person_name_length(view->joined + at) > 0 && reach(view, at, end) == end &&
                    !party_is_reference(view, at))
                        return at;
        }
        return end;
}

/* The capitals before a comma are a surname: none of the words that never are. */
static bool
party_surname_fits(const View *view, size_t start, size_t end)
{
        for (size_t here = start; here < end;) {
                size_t stop = here;
                while (stop < end && view->joined[stop] != ' ')
                        stop++;
                if (party_listed(strangers, G_N_ELEMENTS(strangers), view->joined + here, stop - here))
                        return false;
                here = stop + 1;
        }
        return true;
}

/* End of one person's or company's name. */
static size_t
party_one_end(const View *view, size_t start, size_t until)
{
        const size_t company = person_company_length(view->joined + start);
        /* "BETWEEN" over "ELM HOMES LIMITED": no part of the name */
        static Pattern opens = { .text = "(?i)^(?:between|rhwng|and|v)[\\s:]" };
        g_autofree char *head = view_piece(view, start, MIN(until, start + 12));
        const bool one_line = company > 0 && start + company <= until && !pattern_in(&opens, head) &&
                              memchr(view->text + start, '\t', company) == NULL;
        return MAX(party_name_end(view, start, until), one_line ? start + company : start);
}

/* From the first name at start over ", B and C", aliases in brackets or after "also known as". */
size_t
party_list_end(const View *view, size_t start, size_t until)
{
        static Pattern more = { .text =
                                    "^(?:,? (?:(?i:and|&)|or) (?:\\(\\d\\) )?|, |; | ?\\(\\d\\) ?| ?\\(?(?:,? "
                                    "?(?i:also known as|otherwise(?: "
                                    "known as)?|known as|aka|a\\.k\\.a\\.?|alias|formerly known as|formerly|n\xC3\xA9"
                                    "e|nee):? )[\"']?)(?=\\p{Lu}|\\p{Ll}{2,3} \\p{Lu})" };
        static Pattern surname_first = { .text = "^[\\p{Lu}'-]{2,}(?: [\\p{Lu}'-]{2,}){0,3}, (?=\\p{Lu}\\p{Ll})" };
        size_t end = party_one_end(view, start, until);
        g_autofree char *whole = view_piece(view, start, MIN(until, start + 120));
        if (pattern_in(&surname_first, whole)) {
                const char *comma = strchr(whole, ',');
                const size_t first = start + (size_t) (comma - whole) + 2, stop = party_name_end(view, first, until);
                /* "JUDGE, Lorraine": the heading's word is a surname here */
                if (stop > first && party_surname_fits(view, start, first - 2))
                        end = MAX(end, stop);
        }
        for (unsigned i = 0; i < 12 && end > start && end < until; i++) {
                g_autofree char *rest = view_piece(view, end, MIN(until, end + 200));
                if (!pattern_in(&more, rest))
                        break;
                /* the length of what parts them */
                size_t gap = 0;
                while (end + gap < until && person_name_length(view->joined + end + gap) == 0 && gap < 40)
                        gap++;
                const bool comma = view->joined[end] == ',' && gap <= 2;
                const size_t next =
                    comma ? party_name_end(view, end + gap, until) : party_one_end(view, end + gap, until);
                if (next <= end + gap)
                        break;
                static Pattern other_name = { .text = "(?i)known|otherwise|aka|a\\.k\\.a|alias|formerly|n[e\\x{e9}]e" };
                g_autofree char *between = view_piece(view, end, end + gap);
                const bool alias = gap > 6 || view->joined[end + 1] == '(' || pattern_in(&other_name, between);
                /* ", Kent" is no person: another one has two words; "or Ms Bell's mother" is another */
                const bool owns = strncmp(view->joined + next, "'s ", 3) == 0;
                if (!alias && (owns || memchr(view->joined + end + gap, ' ', next - end - gap) == NULL))
                        break;
                end = next;
                while (end < until &&
                       (view->joined[end] == '"' || view->joined[end] == '\'' || (alias && view->joined[end] == ')')))
                        end++;
        }
        return end;
}

size_t
party_name_start(const View *view, size_t from, size_t end)
{
        return party_start(view, from, end, party_name_end);
}

char *
party_boxed(const View *view, size_t start, size_t end)
{
        static Pattern reference = {
                .text = "(?i)^(?:(?:claimant|applicant|respondent|defendant|solicitor)s?'?s? )?ref(?:erence)?\\b"
        };
        const unsigned line = view_line_at(view, start);
        if (line + 2 >= view->lines->len || end != view_line(view, line)->end)
                return NULL;
        const ViewLine *below = view_line(view, line + 1), *last = view_line(view, line + 2);
        g_autofree char *closes = view_piece(view, last->start, last->end);
        if (!pattern_in(&reference, closes) ||
            memchr(view->text + below->start, '\t', below->end - below->start) != NULL ||
            party_name_end(view, below->start, below->end) != below->end)
                return NULL;
        g_autofree char *name = view_string(view, start, end);
        g_autofree char *more = view_string(view, below->start, below->end);
        return g_strdup_printf("%s %s", name, more);
}

size_t
party_first_start(const View *view, size_t from, size_t start)
{
        enum { NAMES = 8 };
        static Pattern joint = { .text = "(?:(?:,? (?:and|AND|&)|[,;])? \\([2-9]\\)|,? (?:and|AND|&)) $" };
        static Pattern comma = { .text = ", $" };
        for (unsigned i = 0; i < NAMES && start > from; i++) {
                size_t left = start > from + 12 ? start - 12 : from, gap = 0;
                view_whole(view, &left, &start);
                g_autofree char *lead = view_piece(view, left, start);
                if (!pattern_span(&joint, lead, &gap, NULL) && !(i > 0 && pattern_span(&comma, lead, &gap, NULL)))
                        break;
                const size_t stop = left + gap, name = party_name_start(view, from, stop);
                if (name >= stop || memchr(view->joined + name, ' ', stop - name) == NULL)
                        break;
                start = name;
        }
        return start;
}

size_t
party_alias_start(const View *view, size_t from, size_t end)
{
        return party_start(view, from, end, party_list_end);
}

/* Octets of text that spell name in any case; 0 when it does not stand there. */
static size_t
party_spelled(const char *text, const char *name)
{
        const char *at = text;
        for (; *name != '\0'; name = g_utf8_next_char(name), at = g_utf8_next_char(at)) {
                if (*at == '\0' || g_unichar_tolower(g_utf8_get_char(at)) != g_unichar_tolower(g_utf8_get_char(name)))
                        return 0;
        }
        return g_unichar_isalnum(g_utf8_get_char(at)) ? 0 : (size_t) (at - text);
}

bool
party_mentioned(const View *view, const char *name, size_t from, size_t *ret_start, size_t *ret_end)
{
        for (size_t at = from; name[0] != '\0' && at < view->length; at++) {
                if (((unsigned char) view->joined[at] & 0xC0) == 0x80 ||
                    (at > 0 && (g_ascii_isalnum(view->joined[at - 1]) || (view->joined[at - 1] & 0x80) != 0)))
                        continue;
                const size_t length = party_spelled(view->joined + at, name);
                if (length == 0)
                        continue;
                *ret_start = at;
                *ret_end = at + length;
                return true;
        }
        return false;
}

/* The last word of a name. */
static const char *
party_surname(const char *name)
{
        const char *last = strrchr(name, ' ');
        return last == NULL ? name : last + 1;
}

bool
party_titled(const View *view, const char *name, const char *other, size_t from, size_t *ret_start, size_t *ret_end)
{
        static Pattern titles = { .text = "\\b(?:Mr|Mrs|Ms|Miss|Mx|Dr)\\.? (?=\\p{Lu})" };
        enum { SHORTEST = 3 };
        const char *surname = party_surname(name);
        const size_t length = strlen(surname);
        if (surname == name || length < SHORTEST ||
            (other != NULL && g_ascii_strcasecmp(party_surname(other), surname) == 0))
                return false;
        Match match;
        for (size_t at = from; pattern_find(&titles, view, at, view->length, &match); at = match.end[0]) {
                const size_t end = match.end[0] + length;
                if (end > view->length || g_ascii_strncasecmp(view->joined + match.end[0], surname, length) != 0 ||
                    g_ascii_isalnum(view->joined[end]) || (view->joined[end] & 0x80) != 0 || view->joined[end] == '-')
                        continue;
                *ret_start = match.start[0];
                *ret_end = end;
                return true;
        }
        return false;
}
