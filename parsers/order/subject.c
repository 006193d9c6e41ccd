#include "parsers/order/subject.h"

#include "parsers/order/pattern.h"
#include "register/person.h"

#include <string.h>

char *
subject_titled(const OrderReading *reading)
{
        const FieldValue *own = reading->fields[FIELD_RESPONDENT], *other = reading->fields[FIELD_PROTECTED_PERSON];
        size_t title = 0, theirs = 0;
        const char *surname = strrchr(own->text, ' ');
        if (surname == NULL || own->raw == NULL || !person_title(own->raw, &title))
                return NULL;
        const bool shared = other == NULL || g_str_has_suffix(other->text, surname);
        const bool differ = other != NULL && other->raw != NULL && person_title(other->raw, &theirs) &&
                            (title != theirs || g_ascii_strncasecmp(own->raw, other->raw, title) != 0);
        return shared && !differ ? NULL : g_strdup_printf("%.*s%s", (int) title, own->raw, surname + 1);
}

static bool
subject_is_mister(const char *name)
{
        return g_ascii_strncasecmp(name, "mr ", 3) == 0 || g_ascii_strncasecmp(name, "mr. ", 4) == 0;
}

/* "Cy", "Mr Dale", "Cy Dale" of the respondent "Cy Alan Dale"; "Dr Marsh" of one of two whose surname is Marsh only where one of them
 * is printed with that title. */
static bool
subject_is_his_name(const OrderReading *reading, const char *name)
{
        const char *own = submission_field_text(reading->fields, FIELD_RESPONDENT),
                   *other = submission_field_text(reading->fields, FIELD_PROTECTED_PERSON);
        size_t title = 0;
        if (own == NULL)
                return true;
        const bool titled = person_title(name, &title);
        const char *bare = name + title, *last = strrchr(bare, ' '), *surname = strrchr(own, ' ');
        if (person_same(bare, own))
                return true;
        const size_t first = strcspn(own, " "), said = strcspn(bare, " ");
        const bool forename = first == said && g_ascii_strncasecmp(own, bare, first) == 0;
        const bool same = surname != NULL && g_ascii_strcasecmp(last == NULL ? bare : last + 1, surname + 1) == 0;
        if (last != NULL)
                return forename && same;
        const bool shared = surname != NULL && other != NULL && g_str_has_suffix(other, surname);
        if (!titled || !shared)
                return same ? !shared : forename && !titled;
        /* the title is printed with one of the two, or he is no "Mrs" and she no "Mr" */
        const FieldValue *he = reading->fields[FIELD_RESPONDENT], *she = reading->fields[FIELD_PROTECTED_PERSON];
        size_t his = 0, hers = 0;
        const bool his_known = he->raw != NULL && person_title(he->raw, &his);
        const bool hers_known = she->raw != NULL && person_title(she->raw, &hers);
        if (hers_known && hers == title && g_ascii_strncasecmp(she->raw, name, title) == 0)
                return false;
        if (his_known)
                return his == title && g_ascii_strncasecmp(he->raw, name, title) == 0;
        return hers_known && subject_is_mister(she->raw) + subject_is_mister(name) == 1 &&
               g_ascii_strncasecmp(she->raw, "D", 1) != 0 && g_ascii_strncasecmp(name, "D", 1) != 0;
}

bool
subject_is_another(const OrderReading *reading, size_t at, size_t until)
{
#define NAMED "((?:(?:Mr|Mrs|Ms|Miss|Mx|Dr)\\.? )?\\p{Lu}[\\p{L}'-]+(?: \\p{Lu}[\\p{L}'-]+){0,4})"
#define TOLD                                                                                                           \
        "(?:(?:is|was|has|now|currently|also|still|who|and|'s) "                                                       \
        ")*(?:lives|living|resides|residing|resident|born|dwells|"                                                     \
        "(?:(?:current|home|last known) )?address|date of birth)\\b"
        static Pattern subject = { .text = "^(?:\\(?\\w{1,3}[.)]+ ?)?" NAMED
                                           "(?:'s|,? \\([^()]{2,60}\\)|, [^,.;]{2,60},|,)? " TOLD };
        static Pattern within = { .text = "(?:^| )" NAMED "(?:'s)? (?:(?:is|was|now|currently|also|still) )*"
                                          "(?:lives|living|resides|residing|was born|(?<=was )born)\\b" };
        static Pattern kin = {
                .text = "^(?:\\(?\\w{1,3}[.)]+ ?)?(?:The|Her|His|Their) (?:[a-z]+ ){0,2}(?:mother|father|wife|husband|"
                        "parents?|sister|brother|aunt|uncle|grand\\w+|partner|complainant|victim|child|"
                        "daughter|son|friend|neighbour|landlord|witness)\\b"
        };
        /* no names: the words of labels, and those that stand for him */
        static Pattern label = {
                .text = "(?i)^(?:(?:date|dob|born|birth|address|home|last|current|he|she|his|her|they|their|respondent|"
                        "defendant|offender|the|this|of|who|name|now|and|gender|sex|male|female|aged?)\\b|"
                        "(?:mr|mrs|ms|miss|mx|dr)\\.?$)"
        };
        const View *view = reading->view;
        size_t from = at;
        for (size_t i = at; i + 1 < until; i++) {
                const bool stop = view->joined[i] == '.' && view->joined[i + 1] == ' ' && i > at + 2 &&
                                  g_ascii_islower(view->joined[i - 1]) && g_ascii_islower(view->joined[i - 2]) &&
                                  g_ascii_islower(view->joined[i - 3]);
                if (stop || view->joined[i] == ';' || (view->text[i] == '\n' && !view_wraps(view, i)))
                        from = i + 1;
        }
        from += strspn(view->joined + from, " ");
        g_autofree char *whole = view_piece(view, at, until);
        g_autofree char *last = view_piece(view, MIN(from, until), until);
        if (from > at && pattern_in(&kin, last))
                return true;
        Pattern *const patterns[] = { &subject, &within };
        const char *const texts[] = { from > at ? last : "", whole };
        for (unsigned i = 0; i < G_N_ELEMENTS(patterns); i++) {
                g_autoptr(GMatchInfo) info = NULL;
                if (!pattern_in(patterns[i], texts[i]) || !g_regex_match(patterns[i]->regex, texts[i], 0, &info))
                        continue;
                g_autofree char *name = g_match_info_fetch(info, 1);
                if (!pattern_in(&label, name) && !subject_is_his_name(reading, name))
                        return true;
        }
        return false;
#undef NAMED
#undef TOLD
}
