#include "web/entry_warning.h"

#include "register/court_time.h"
#include "register/legal_date.h"
#include "register/vocabulary.h"
#include "web/entry_words.h"

#include <string.h>

/* Ages and lengths that are rare enough to be looked at. */
enum {
        WARNING_OLD_YEARS = 1,
        WARNING_LONG_YEARS = 10,
        WARNING_ADULT_YEARS = 18,
        WARNING_AGED_YEARS = 90,
};

static const char *
warning_text(const json_t *object, const char *key)
{
        const char *text = json_string_value(json_object_get(object, key));
        return text == NULL ? "" : text;
}

const char *
entry_warning_value(const json_t *entry, const char *name)
{
        return json_string_value(json_object_get(json_object_get(json_object_get(entry, "fields"), name), "value"));
}

static const char *
warning_label(Vocabulary list, const char *word)
{
        const unsigned value = vocabulary_value(list, word);
        return value < vocabulary_size(list) ? vocabulary_label(list, value) : word;
}

static void
warning_add(json_t *list, const char *text)
{
        json_array_append_new(list, json_string(text));
}

/* True when both are days and a is before b. */
static bool
warning_before(const char *a, const char *b)
{
        LegalDate first, second;
        return a != NULL && b != NULL && legal_date_from_iso(a, &first) && legal_date_from_iso(b, &second) &&
               legal_date_compare(&first, &second) < 0;
}

static void G_GNUC_PRINTF(2, 3) warning_print(json_t *list, const char *form, ...)
{
        va_list words;
        va_start(words, form);
        json_array_append_new(list, json_vsprintf(form, words));
        va_end(words);
}

/* The day of a value in words. New string; NULL when it is none. */
static char *
warning_day(const char *iso)
{
        LegalDate date;
        return iso != NULL && legal_date_from_iso(iso, &date) ? court_time_day(&date) : NULL;
}

/* True when day is more than so many years after start. */
static bool
warning_beyond(const char *start, const char *day, unsigned years)
{
        LegalDate from, until;
        if (start == NULL || day == NULL || !legal_date_from_iso(start, &from) || !legal_date_from_iso(day, &until))
                return false;
        const LegalDate limit = legal_date_later(&from, years, 0, 0);
        return legal_date_compare(&until, &limit) > 0;
}

static void
warning_made(const json_t *entry, json_t *list)
{
        const char *made = entry_warning_value(entry, "made_on"), *served = entry_warning_value(entry, "served_on");
        g_autofree char *received = g_strndup(warning_text(entry, "received_at"), strlen("2026-03-03"));
        if (made == NULL)
                warning_add(
                    list,
                    "No day on which it was made was found: without it copies and variations cannot be told apart.");
        if (warning_before(received, made))
                warning_add(list, "It was made after the mail arrived: the day may be misread.");
        if (warning_beyond(made, received, WARNING_OLD_YEARS))
                warning_add(list,
                            "It was made more than a year before the mail: an old order may have been sent again.");
        if (warning_before(served, made))
                warning_add(list, "It was served before it was made: the statement may be about another order.");
        if (warning_before(received, served))
                warning_add(list, "It was served after the mail arrived: the day may be misread.");
}

/* 12:00 AM begins the day that is named: the last full day is the one before. */
static void
warning_end_of_day(const json_t *entry, const char *ends, json_t *list)
{
        const char *at = entry_warning_value(entry, "expires_at");
        LegalDate date;
        if (g_strcmp0(at, "00:00") != 0 || ends == NULL || !legal_date_from_iso(ends, &date))
                return;
        const LegalDate last = legal_date_before(&date);
        g_autofree char *day = court_time_day(&last);
        warning_print(list, "It ends at 00:00, as that day begins: its last full day is %s.", day);
}

static void
warning_end(const json_t *entry, json_t *list)
{
        const char *made = entry_warning_value(entry, "made_on"), *ends = entry_warning_value(entry, "expires_on"),
                   *duration = entry_warning_value(entry, "duration_text"),
                   *hearing = entry_warning_value(entry, "hearing_on");
        const bool discharges = g_str_equal(warning_text(entry, "action"), "discharged");
        if (warning_before(ends, made))
                warning_add(list, "It ends before it was made.");
        if (warning_beyond(made, ends, WARNING_LONG_YEARS))
                warning_add(list, "It lasts more than ten years: the year of its end may be misread.");
        if (ends == NULL && duration != NULL)
                warning_print(list,
                              "Its end is a period (\"%s\"): a person sets the day when it is known from when it runs.",
                              duration);
        else if (ends == NULL && !discharges)
                warning_add(list, "No end was found on the order. Look for one on every page, unread pages too.");
        if (ends != NULL && g_strcmp0(ends, hearing) == 0)
                warning_add(list, "It ends on the day of its hearing: the court may continue it there.");
        warning_end_of_day(entry, ends, list);
        if (!g_str_equal(warning_text(entry, "status"), "ended") || discharges)
                return;
        /* its own end is not told here: it may be one that is typed before it is shown */
        const char *reason = warning_text(entry, "status_reason");
        if (g_str_has_prefix(reason, "discharged"))
                warning_print(list, "Not in force: %s. Look whether that is right.", reason);
        else
                warning_add(list,
                            "By what was read it has ended already: check the year, and whether it was extended.");
}

const char *
entry_warning_proof(const json_t *entry)
{
        static const char *const proving[] = { "served", "informed", "present_in_court", NULL };
        const char *day = NULL;
        const json_t *service = NULL;
        size_t i = 0;
        json_array_foreach(json_object_get(entry, "services"), i, service)
        {
                const char *on = warning_text(service, "served_on");
                if (!g_str_equal(warning_text(service, "state"), "fact") ||
                    !g_strv_contains(proving, warning_text(service, "outcome")))
                        continue;
                /* the earliest day; one without a day proves too */
                if (day == NULL || (*on != '\0' && (*day == '\0' || strcmp(on, day) < 0)))
                        day = on;
        }
        return day;
}

static void
warning_service(const json_t *entry, json_t *list)
{
        const json_t *service = NULL;
        unsigned tries = 0;
        bool proposed = false;
        size_t i = 0;
        json_array_foreach(json_object_get(entry, "services"), i, service)
        {
                const char *outcome = warning_text(service, "outcome");
                if (g_str_equal(outcome, "attempted") || g_str_equal(outcome, "not_served"))
                        tries++;
                if (g_str_equal(outcome, "informed"))
                        warning_add(list, "He was told of it, not handed it: a person decides whether that is enough.");
                if (g_str_equal(warning_text(service, "state"), "proposed"))
                        proposed = true;
                if (*warning_text(service, "warning") != '\0')
                        warning_print(list, "Statement of service: %s.", warning_text(service, "warning"));
        }
        if (proposed)
                warning_add(list, "A statement of service may be about this order: say whether it is.");
        if (entry_warning_value(entry, "served_on") != NULL)
                return;
        const char *proof = entry_warning_proof(entry);
        g_autofree char *day = warning_day(proof);
        if (proof != NULL)
                warning_print(list, "Served %s, by a statement that came by itself: look at it below.",
                              day == NULL ? "on a day that it does not tell" : day);
        else if (tries > 0)
                warning_add(list, "Service was attempted, and did not succeed: no proof of service.");
        else
                warning_add(list, "No proof of service.");
}

/* Powers of arrest: by statute a breach of some orders is a crime without one, and of others none can be attached. */
static void
warning_arrest(const json_t *entry, json_t *list)
{
        const char *power = entry_warning_value(entry, "power_of_arrest"), *type = warning_text(entry, "order_type"),
                   *ends = entry_warning_value(entry, "expires_on"),
                   *power_ends = entry_warning_value(entry, "power_of_arrest_expires_on");
        g_autofree char *day = warning_day(power_ends);
        if (warning_before(power_ends, ends))
                warning_print(list, "Its power of arrest ends on %s, before the order itself.", day);
        if (g_strcmp0(power, "true") != 0)
                return;
        if (g_str_equal(type, "non_molestation"))
                warning_add(
                    list,
                    "A power of arrest was read: a non-molestation order needs none (Family Law Act 1996 s.42A). "
                    "It may belong to an occupation order in the same mail, or be the note to the arresting officer.");
        if (g_str_equal(type, "forced_marriage_protection") || g_str_equal(type, "fgm_protection"))
                warning_add(list,
                            "A power of arrest was read, and none can be attached to this kind of order any more.");
}

static bool
warning_is_named(const char *name, const char *list)
{
        json_t *names = list == NULL ? NULL : json_loads(list, 0, NULL), *item = NULL;
        bool found = false;
        size_t i = 0;
        json_array_foreach(names, i, item)
        {
                const char *text =
                    json_is_object(item) ? json_string_value(json_object_get(item, "name")) : json_string_value(item);
                found = found || (text != NULL && g_ascii_strcasecmp(text, name) == 0);
        }
        json_decref(names);
        return found;
}

static void
warning_birth(const json_t *entry, json_t *list)
{
        const char *born = entry_warning_value(entry, "respondent_dob"), *made = entry_warning_value(entry, "made_on");
        if (born == NULL)
                warning_add(list, "No date of birth was found: namesakes cannot be told apart.");
        if (warning_before(made, born))
                warning_add(list, "The respondent was born after it was made: it may be a child's date of birth.");
        else if (born != NULL && made != NULL && !warning_beyond(born, made, WARNING_ADULT_YEARS))
                warning_add(list, "The respondent was under 18 when it was made: it may be a child's date of birth.");
        if (warning_beyond(born, made, WARNING_AGED_YEARS))
                warning_add(list, "The respondent was over 90 when it was made: the year of birth may be misread.");
}

static void
warning_people(const json_t *entry, json_t *list)
{
        const char *respondent = entry_warning_value(entry, "respondent"),
                   *protected_person = entry_warning_value(entry, "protected_person");
        if (respondent == NULL)
                warning_add(list, "No respondent was found.");
        if (protected_person == NULL)
                warning_add(list, "No protected person was found.");
        if (respondent != NULL &&
            ((protected_person != NULL && g_ascii_strcasecmp(respondent, protected_person) == 0) ||
             warning_is_named(respondent, entry_warning_value(entry, "protected_people"))))
                warning_add(list, "Respondent and protected person have the same name: the sides may be swapped.");
        if (respondent != NULL && warning_is_named(respondent, entry_warning_value(entry, "children")))
                warning_add(list, "The respondent is named among the children.");
        warning_birth(entry, list);
}

static void
warning_papers(const json_t *entry, json_t *list)
{
        const json_t *papers = json_object_get(entry, "papers");
        const json_t *paper = NULL;
        size_t i = 0;
        json_array_foreach(papers, i, paper)
        {
                const char *problem = warning_text(paper, "problem");
                if (*problem == '\0')
                        continue;
                g_autofree char *text =
                    g_strdup_printf("Attachment %zu (%s): %s.", i + 1,
                                    warning_label(VOCABULARY_DOCUMENT_KIND, warning_text(paper, "kind")),
                                    warning_label(VOCABULARY_PROBLEM, problem));
                warning_add(list, text);
        }
}

static void
warning_course(const json_t *entry, json_t *list)
{
        const char *action = warning_text(entry, "action");
        const json_t *relation = NULL;
        bool target = false;
        size_t i = 0;
        json_array_foreach(json_object_get(entry, "relations"), i, relation)
        {
                target =
                    target || (json_equal(json_object_get(relation, "entry_id"), json_object_get(entry, "entry_id")) &&
                               json_is_integer(json_object_get(relation, "earlier_entry_id")));
        }
        const bool changes = g_str_equal(action, "varied") || g_str_equal(action, "extended");
        if ((changes || g_str_equal(action, "discharged")) && !target)
                warning_add(list,
                            "It acts on an order that is not held, or on one of several that fit: none of them is "
                            "changed until a person chooses.");
        if (g_str_equal(action, "unknown"))
                warning_add(list, "What it does was not found: made, varied, extended or discharged.");
        if (g_str_equal(warning_text(entry, "order_type"), "unclassified"))
                warning_add(list, "What kind of order it is was not found.");
        if (json_is_true(json_object_get(json_object_get(entry, "sender"), "conflict")))
                warning_add(list, "The subject of the mail names another kind of order than the paper.");
        if (json_is_true(json_object_get(json_object_get(entry, "sender"), "elsewhere")))
                warning_add(list, "The sender says that a copy went elsewhere in the force: ask where, so that it is "
                                  "not keyed twice.");
        if (g_str_equal(action, "discharged"))
                warning_add(list, "It discharges an order: that takes effect only after a call-back to the court and a "
                                  "second person.");
        else if (g_str_equal(warning_text(entry, "status"), "check") && *warning_text(entry, "status_reason") != '\0')
                warning_add(list, warning_text(entry, "status_reason"));
}

/* It hides and delays nothing: an order of a badly set up firm protects somebody too. */
static void
warning_sender(const json_t *entry, json_t *list)
{
        if (g_str_equal(warning_text(json_object_get(entry, "sender"), "dmarc"), "fail"))
                warning_add(list,
                            "Our mail system's check of the sender FAILED: the mail may not come from whom it says. "
                            "Ask on a number that we hold already.");
}

static void
warning_differences(const json_t *entry, json_t *list)
{
        const json_t *row = NULL;
        size_t i = 0;
        json_array_foreach(json_object_get(entry, "differences"), i, row)
        {
                const char *name = warning_text(row, "name"), *value = json_string_value(json_object_get(row, "value"));
                const Field field = field_from_name(name);
                g_autofree char *words = field == FIELD_COUNT ? g_strdup(value) : entry_words_line(field, value);
                g_autofree char *text = g_strdup_printf(
                    value == NULL ? "Read again: %s is no longer found%s." : "Read again: %s is now read as %s.",
                    field == FIELD_COUNT ? name : field_label(field), value == NULL ? "" : words);
                warning_add(list, text);
        }
        json_array_foreach(json_object_get(entry, "alerts"), i, row)
        {
                if (json_is_string(json_object_get(row, "handled_at")))
                        continue;
                g_autofree char *text = g_strdup_printf(
                    "The sender's mail: %s.", warning_label(VOCABULARY_ALERT_KIND, warning_text(row, "kind")));
                warning_add(list, text);
        }
}

json_t *
entry_warning_list(const json_t *entry)
{
        json_t *list = json_array();
        if (json_is_true(json_object_get(entry, "draft")))
                warning_add(list, "Marked draft: not an order to act on. It cannot be verified as it is.");
        warning_sender(entry, list);
        warning_differences(entry, list);
        warning_papers(entry, list);
        warning_people(entry, list);
        warning_course(entry, list);
        warning_end(entry, list);
        warning_made(entry, list);
        warning_service(entry, list);
        warning_arrest(entry, list);
        return list;
}
