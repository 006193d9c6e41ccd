#include "parsers/order/side.h"

#include "parsers/order/label_shape.h"
#include "parsers/order/parties.h"
#include "parsers/order/party.h"
#include "parsers/order/pattern.h"
#include "parsers/order/sentence.h"
#include "parsers/order/whole_name.h"
#include "register/person.h"

#include <string.h>

enum {
        PEOPLE = 16,    /* different names that are weighed */
        MENTIONS = 160, /* places that are looked at */
        BESIDE = 90,    /* octets of a clause before or behind a name */
        NAME = 70,
};

/* What one place says: weak, plain, or in so many words. */
enum { HINT = 1, TOLD = 2, SURE = 3 };

/* Words that end right before the name. */
static struct {
        Pattern pattern;
        bool bound;
        unsigned weight;
} before[] = {
        { { .text = "(?i)(?<!violence )(?<!threats )(?<!offence )(?<!allegations )(?<!anything )(?<!force )\\b(?:"
                    "against|forbids|prohibits|restrains|binds|bars|directed (?:at|to)|addressed to|aimed at|if "
                    "you,?|notice to|served on) $" },
          true,
          TOLD },
        { { .text =
                "(?i)\\b(?:protects?|protecting|protection of|benefit of|favour of|safeguards?|safeguarding|contact|"
                "contacting|contact with|communicat(?:e|ing|ion) with|(?:violence|threats|force) "
                "(?:against|towards|to|on)|threaten|threatening|harm|harming|approach|approaching|(?:metres|m|"
                "yards|miles) (?:of|from)|molest|molesting|harass|harassing|pursue|pursuing|pester|pestering|"
                "intimidate|intimidating|belonging to|stalking (?:to|of)|speak to|speaking to|message|write to|"
                "writing to|assault of|beating of|stalking|near|towards|in respect of|the care of|in the care "
                "of|publish [^.;]{0,40} about)"
                "(?: or [a-z]{3,14})?,?(?: (?:directly or indirectly|in any way|by any means),?)? "
                "(?:the (?:applicant|complainant|victim|claimant),? )?$" },
          false,
          TOLD },
};

/* Words that begin right behind it. */
static struct {
        Pattern pattern;
        bool bound;
        unsigned weight;
} behind[] = {
        { { .text = "(?i)^(?: ?\\([^)]{0,80}\\))?(?:, (?:the|his|her|born|of|aged|who|whose|date of "
                    "birth)\\b[^.;:]{2,70},| \\(?(?:born|dob|d\\.o\\.b\\.?)[^.;:]{4,24}?| of "
                    "\\d[^.;:]{8,90})?"
                    ",?:? (?:must(?: not|,|:| leave| move| vacate| stay)|shall not|may not|"
                    "cannot|can not|is (?:hereby )?(?:forbidden|prohibited|restrained|not (?:to|allowed)|bound|to "
                    "(?:leave|vacate))|be (?:hereby )?(?:forbidden|restrained|prohibited)|do refrain|(?: of "
                    "[^.;]{8,90})? ?was (?:made "
                    "subject|convicted|acquitted|found guilty)|pleaded guilty|has been convicted)\\b" },
          true,
          SURE },
        { { .text = "(?i)^,? (?:(?:had|has) not been (?:told|notified|given notice)|did not know)\\b" }, true, HINT },
        { { .text = "(?i)^,? \\(?who (?:was|had been|has been) (?:not )?(?:told of|notified of|given (?:[a-z]+ "
                    "){0,3}notice|"
                    "informed of|warned of) (?:the|this|that)\\b" },
          true,
          TOLD },
        { { .text = "(?i)^,? \\(?who (?:applied|made the application|asked for)\\b" }, false, TOLD },
        { { .text = "(?i)^,? (?:who )?(?:is|was) (?:to be )?protected by\\b" }, false, SURE },
        { { .text = "(?i)^,? who [^.;]{0,60}\\b(?:is|are) bound by\\b" }, true, SURE },
        { { .text = "(?i)^,? (?:asked (?:the court )?(?:for|to)|applied(?: to the court)? (?:for|on)|has applied)\\b" },
          false,
          TOLD },
};

typedef struct {
        char *name;
        size_t start, end; /* of its first place */
        unsigned bound, shielded, bound_places, shielded_places;
} Candidate;

static void
candidate_clear(gpointer data)
{
        g_free(((Candidate *) data)->name);
}

/* "Mr Marsh", "Mrs Marsh": a title and a surname, which a husband and his wife share. */
static bool
side_is_titled(const char *name)
{
        size_t title = 0;
        return person_title(name, &title) && strchr(name + title, ' ') == NULL;
}

static Candidate *
side_candidate(GArray *people, const char *name, size_t start, size_t end)
{
        for (guint i = 0; i < people->len; i++) {
                Candidate *candidate = &g_array_index(people, Candidate, i);
                const bool titled = side_is_titled(candidate->name) || side_is_titled(name);
                if (titled ? g_ascii_strcasecmp(candidate->name, name) == 0 : person_same(candidate->name, name))
                        return candidate;
        }
        if (people->len >= PEOPLE)
                return NULL;
        const Candidate candidate = { .name = g_strdup(name), .start = start, .end = end };
        g_array_append_val(people, candidate);
        return &g_array_index(people, Candidate, people->len - 1);
}

static void
side_count(Candidate *candidate, bool bound, unsigned weight)
{
        *(bound ? &candidate->bound : &candidate->shielded) += weight;
        *(bound ? &candidate->bound_places : &candidate->shielded_places) += 1;
}

/* Whether the sentence forbids somebody something before the octet. */
static bool
side_is_forbidding(const View *view, size_t at)
{
        static Pattern bans = { .text =
                                    "(?i)\\b(?:must not|may not|shall not|cannot|forbidden|prohibited|restrained)\\b" };
        size_t from = sentence_start(view, at);
        view_whole(view, &from, &at);
        g_autofree char *lead = view_piece(view, from, at);
        return pattern_in(&bans, lead);
}

/* A term that the paper defines for itself: "the Mother", "W": whoever it names must not, or is not to be met. */
static void
side_by_term(const View *view, Candidate *candidate, const char *term)
{
        static Pattern forbidden = {
                .text = "(?i)^ (?:must|shall|may|can) ?not\\b|^ (?:is|be|shall be) (?:hereby "
                        ")?(?:forbidden|prohibited|barred|"
                        "restrained)|^ (?:had no|has had no|was given no|was not given|had not been "
                        "given) notice\\b|^ (?:had|has|was) not (?:been )?(?:told|notified|informed)\\b"
        };
        static Pattern ordered = {
                .text = "(?i)\\b(?:i|court|judge|justices|magistrates)(?: hereby| now)? (?:order|orders|"
                        "ordered|direct|directs)(?: as follows)?,? (?:concerning|against|regarding|as to) "
                        "$"
        };
        static Pattern kept = { .text = "(?i)\\b(?:contact|contacting|with|towards|against|approach|approaching|molest|"
                                        "harass|of|threaten|protect|pester|speak to|write to|to|assault)(?: the)?(?: "
                                        "(?:person|people) (?:named|described|mentioned) in)? $" };
        enum { MENTIONED = 12 };
        const size_t length = strlen(term);
        const char *at = view->joined;
        for (unsigned i = 0; length > 0 && i < MENTIONED && (at = strstr(at, term)) != NULL; i++, at += length) {
                const size_t start = (size_t) (at - view->joined);
                if ((start > 0 && g_ascii_isalpha(at[-1])) || g_ascii_isalpha(at[length]))
                        continue;
                size_t from = start > 44 ? start - 44 : 0, until = MIN(view->length, start + length + 30);
                view_whole(view, &from, &until);
                g_autofree char *lead = view_piece(view, from, start);
                g_autofree char *rest = view_piece(view, start + length, until);
                if (pattern_in(&forbidden, rest) || pattern_in(&ordered, lead))
                        side_count(candidate, true, TOLD);
                else if (pattern_in(&kept, lead))
                        side_count(candidate, false, side_is_forbidding(view, start) ? TOLD : HINT);
        }
}

/* A label's words as a clause or in brackets: "the person who asked for this order is", "(called \"the Protected Party\")". */
static void
side_by_words(Candidate *candidate, const char *words)
{
        LabelRole role = LABEL_COUNT;
        if (!label_shape_role(words, strlen(words), 1, &role))
                return;
        if (role == LABEL_RESPONDENT)
                side_count(candidate, true, SURE);
        else if (role == LABEL_PROTECTED || role == LABEL_SHIELDED)
                side_count(candidate, false, SURE);
}

/* "'Restrained Person' means Cy Dale", "'B' is Cy Dale": the paper says itself how it calls him. */
static void
side_by_quoted(const View *view, Candidate *candidate, const char *sentence)
{
        static Pattern quoted = { .text = "(?i)[\"'](?:the )?(\\p{L}[\\p{L} ]{0,40})[\"'] "
                                          "(?:is|are|means|refers to|shall mean):? $" };
        /* "Mr Dale is Cy Dale", "Mr Dale (Cy Dale, born ...)" */
        static Pattern titled = {
                .text = "\\b((?:Mr|Mrs|Miss|Ms|Mx|Dr)\\.? \\p{Lu}[\\p{L}'-]+)(?: (?:is|means|being)|,| ?\\()"
                        " ?$"
        };
        g_autoptr(GMatchInfo) info = NULL;
        if (pattern_in(&titled, sentence) && g_regex_match(titled.regex, sentence, 0, &info)) {
                g_autofree char *called = g_match_info_fetch(info, 1);
                side_by_term(view, candidate, called);
                return;
        }
        g_clear_pointer(&info, g_match_info_unref);
        /* "Part A <tab> Cy Dale", where the terms speak of the person named in Part A */
        static Pattern part = { .text = "\\b((?:Part|PART) [A-Z1-9]|Schedule \\d)[ :]{1,2}$" };
        if (pattern_in(&part, sentence) && g_regex_match(part.regex, sentence, 0, &info)) {
                g_autofree char *place = g_match_info_fetch(info, 1);
                side_by_term(view, candidate, place);
                return;
        }
        g_clear_pointer(&info, g_match_info_unref);
        if (!pattern_in(&quoted, sentence) || !g_regex_match(quoted.regex, sentence, 0, &info))
                return;
        g_autofree char *term = g_match_info_fetch(info, 1);
        side_by_words(candidate, term);
        side_by_term(view, candidate, term);
}

#define STANDING                                                                                                       \
        "(?:first|second|third|1st|2nd|3rd) (?:respondent|defendant)|mother|father|husband|wife|grandmother|"          \
        "grandfather|appellant"

static Pattern standing_alone = { .text = "(?i)^(?:the )?(" STANDING "):?$" };

/* "Mother" over "Ann Bell", "Father" over "Cy Marsh": no name stands over the first of such words. */
static bool
side_heads_names(const View *view)
{
        for (unsigned i = 0; i < view->lines->len; i++) {
                const ViewLine *line = view_line(view, i);
                g_autofree char *text =
                    line->end - line->start > NAME ? g_strdup("") : view_string(view, line->start, line->end);
                if (!pattern_in(&standing_alone, text))
                        continue;
                if (i == 0)
                        return true;
                const ViewLine *above = view_line(view, i - 1);
                return party_list_end(view, above->start, above->end) != above->end ||
                       memchr(view->joined + above->start, ' ', above->end - above->start) == NULL;
        }
        return false;
}

/* "The Mother, Ann Bell", "Ann Bell, Second Respondent", "CY MARSH" over "Appellant": the terms say what she or he must not. */
static void
side_by_standing(const View *view, Candidate *candidate, const char *lead, size_t start, const char *rest, size_t end)
{
        static Pattern in_front = { .text = "(?i)\\b(?:the )?(" STANDING ")(?: is|:|,)? $" };
        static Pattern follows = { .text = "(?i)^(?: -|,)? ?\\(?(?:the )?(" STANDING ")\\b" };
        static Pattern alone = { .text = "(?i)^(?:the )?(?:" STANDING ")$" };
        g_autoptr(GMatchInfo) info = NULL;
        const char *text = lead;
        const bool colon = start > 1 && view->text[start - 2] == ':';
        Pattern *pattern = &in_front;
        const unsigned own = view_line_at(view, start);
        const ViewLine *over = view_line(view, own > 0 ? own - 1 : 0);
        g_autofree char *heading = view_string(view, over->start, MIN(over->end, over->start + NAME));
        if (own > 0 && start == view_line(view, own)->start && pattern_in(&standing_alone, heading) &&
            side_heads_names(view)) {
                pattern = &standing_alone;
                text = heading;
        } else if (start == 0 || (view->text[start - 1] == '\n' && !colon) || !pattern_in(pattern, lead)) {
                pattern = &follows;
                text = rest;
                if (!pattern_in(pattern, rest))
                        return;
        }
        /* on the line below the name: unless that above it is such a word too, and heads the name */
        if (pattern == &follows && view->text[end] == '\n') {
                const unsigned line = view_line_at(view, start);
                const ViewLine *below = view_line(view, MIN(line + 1, view->lines->len - 1));
                g_autofree char *under = view_string(view, below->start, below->end);
                if ((pattern_in(&alone, heading) && side_heads_names(view)) || !pattern_in(&alone, under))
                        return;
        }
        if (!g_regex_match(pattern->regex, text, 0, &info))
                return;
        g_autofree char *word = g_match_info_fetch(info, 1);
        g_autofree char *low = g_ascii_strdown(word, -1);
        g_autofree char *high = g_strdup(low);
        for (char *at = high; at != NULL; at = strchr(at, ' ')) {
                at += *at == ' ';
                *at = g_ascii_toupper(*at);
        }
        side_by_term(view, candidate, low);
        side_by_term(view, candidate, high);
}

static void
side_weigh(const View *view, Candidate *candidate, size_t start, size_t end)
{
        static Pattern clause = {
                .text = "^ ?(?:\\(?\\w{1,2}[.)] )?([^.;:]{6,70}) (?:is|are|being|means)(?: called| named)?:? $"
        };
        static Pattern bracket = { .text = "^,? ?\\((?:(?i:herein ?after|in this order|called|referred to|known as|as|"
                                           "the) )*[\"']?((?i:the )?\\p{L}[\\p{L} ]{2,40}|\\p{Lu})[\"']?\\)" };
        size_t from = start > BESIDE ? start - BESIDE : 0, until = MIN(view->length, end + BESIDE);
        view_whole(view, &from, &until);
        g_autofree char *lead = view_piece(view, from, start);
        g_autofree char *rest = view_piece(view, end, until);
        for (unsigned i = 0; i < G_N_ELEMENTS(before); i++) {
                if (pattern_in(&before[i].pattern, lead))
                        side_count(candidate, before[i].bound, before[i].weight);
        }
        for (unsigned i = 0; i < G_N_ELEMENTS(behind); i++) {
                if (pattern_in(&behind[i].pattern, rest))
                        side_count(candidate, behind[i].bound, behind[i].weight);
        }
        size_t opening = MAX(sentence_start(view, start), from);
        view_whole(view, &opening, &start);
        g_autofree char *sentence = view_piece(view, opening, start);
        side_by_quoted(view, candidate, sentence);
        side_by_standing(view, candidate, lead, start, rest, end);
        Pattern *const phrases[] = { &clause, &bracket };
        const char *const texts[] = { sentence, rest };
        for (unsigned i = 0; i < G_N_ELEMENTS(phrases); i++) {
                g_autoptr(GMatchInfo) info = NULL;
                const bool apart = i == 1 && (view->text[end] == '\n' || view->text[end] == '\t');
                if (apart || !pattern_in(phrases[i], texts[i]) || !g_regex_match(phrases[i]->regex, texts[i], 0, &info))
                        continue;
                g_autofree char *words = g_match_info_fetch(info, 1);
                side_by_words(candidate, words);
                const char *term = g_ascii_strncasecmp(words, "the ", 4) == 0 ? words + 4 : words;
                if (i == 1 && g_ascii_isupper(term[0]))
                        side_by_term(view, candidate, term);
        }
}

/* Places, statutes and bodies are written like names. */
static bool
side_is_person(const char *name)
{
        static Pattern thing = {
                .text = "(?i)\\b(?:act|court|road|street|lane|drive|avenue|close|walk|terrace|gardens|order|orders|"
                        "police|council|centre|school|station|part|paragraph|schedule|wales|england|hearing|"
                        "law|harassment|stalking|behaviour|county|board|trust|llp|ltd|solicitors?|district|section|"
                        "sentencing|code|kingdom|king|queen|crown|protected|person|party|officer|chief|notice)\\b"
        };
        return strchr(name, ' ') != NULL && strlen(name) <= NAME && !pattern_in(&thing, name);
}

static GArray *
side_people(const View *view)
{
        GArray *people = g_array_new(FALSE, FALSE, sizeof(Candidate));
        g_array_set_clear_func(people, candidate_clear);
        unsigned mentions = 0;
        for (size_t at = 0; at < view->length && mentions < MENTIONS;) {
                const bool begins = at == 0 || strchr(" (\"/", view->joined[at - 1]) != NULL;
                const size_t end = begins && !g_ascii_islower(view->joined[at]) && view->joined[at] != ' '
                                       ? party_name_end(view, at, MIN(view->length, at + NAME))
                                       : at;
                if (end <= at) {
                        at++;
                        continue;
                }
                g_autofree char *name = view_string(view, at, end);
                Candidate *candidate = side_is_person(name) ? side_candidate(people, name, at, end) : NULL;
                if (candidate != NULL)
                        side_weigh(view, candidate, at, end);
                mentions += candidate != NULL;
                at = end;
        }
        return people;
}

/* Whether the name is that of a person who is called by surname so far; true where nothing is known. */
static bool
side_fits(const char *surname, const char *name)
{
        const char *last = strrchr(name, ' ');
        return surname == NULL || (last != NULL && g_ascii_strcasecmp(last + 1, surname) == 0);
}

/* surname: what is known of him so far, NULL for nothing. */
static const Candidate *
side_best(const GArray *people, bool bound, const char *other, const char *surname)
{
        const Candidate *best = NULL;
        unsigned most = 0;
        for (guint i = 0; i < people->len; i++) {
                const Candidate *candidate = &g_array_index(people, Candidate, i);
                const unsigned own = bound ? candidate->bound : candidate->shielded;
                const unsigned against = bound ? candidate->shielded : candidate->bound;
                if (own <= against || own < TOLD || own <= most || !side_fits(surname, candidate->name) ||
                    (other != NULL && person_same(other, candidate->name)))
                        continue;
                best = candidate;
                most = own;
        }
        return best;
}

/* Whether nothing is known of the party but a surname, at most. */
static bool
side_is_open(const OrderReading *reading, Field field)
{
        const char *name = submission_field_text(reading->fields, field);
        return name == NULL || strchr(name, ' ') == NULL;
}

void
side_read(OrderReading *reading)
{
        static const double ONCE = 0.9, OFTEN = 0.94;
        whole_name_read(reading);
        if (!side_is_open(reading, FIELD_RESPONDENT) && !side_is_open(reading, FIELD_PROTECTED_PERSON))
                return;
        g_autoptr(GArray) people = side_people(reading->view);
        for (unsigned bound = 2; bound-- > 0;) {
                const Field field = bound != 0 ? FIELD_RESPONDENT : FIELD_PROTECTED_PERSON;
                const Field across = bound != 0 ? FIELD_PROTECTED_PERSON : FIELD_RESPONDENT;
                if (!side_is_open(reading, field))
                        continue;
                const char *surname = submission_field_text(reading->fields, field);
                const char *other =
                    side_is_open(reading, across) ? NULL : submission_field_text(reading->fields, across);
                const Candidate *best = side_best(people, bound != 0, other, surname);
                if (best == NULL)
                        continue;
                const unsigned places = bound != 0 ? best->bound_places : best->shielded_places;
                parties_put(reading, bound != 0, best->start, best->end, places > 1 ? OFTEN : ONCE);
        }
}
