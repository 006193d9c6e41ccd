#include "web/entry_warning.h"

#include "register/legal_date.h"
#include "register/vocabulary.h"
#include "web/entry_words.h"

#include <string.h>

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

static void
warning_days(const json_t *entry, json_t *list)
{
        const char *made = entry_warning_value(entry, "made_on"), *ends = entry_warning_value(entry, "expires_on"),
                   *served = entry_warning_value(entry, "served_on"),
                   *born = entry_warning_value(entry, "respondent_dob");
        g_autofree char *received = g_strndup(warning_text(entry, "received_at"), strlen("2026-03-03"));
        if (warning_before(ends, made))
                warning_add(list, "It ends before it was made.");
        if (warning_before(received, made))
                warning_add(list, "It was made after the mail arrived.");
        if (warning_before(served, made))
                warning_add(list, "It was served before it was made: the statement may be about another order.");
        if (warning_before(made, born))
                warning_add(list, "The respondent was born after it was made.");
        if (made == NULL)
                warning_add(list, "No day on which it was made was found.");
        if (ends == NULL && entry_warning_value(entry, "duration_text") == NULL)
                warning_add(list, "No end was found on the order.");
        if (born == NULL)
                warning_add(list, "No date of birth was found: namesakes cannot be told apart.");
        if (served == NULL)
                warning_add(list, "No proof of service.");
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
        if (respondent != NULL && protected_person != NULL && g_ascii_strcasecmp(respondent, protected_person) == 0)
                warning_add(list, "Respondent and protected person have the same name.");
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
        const json_t *services = json_object_get(entry, "services");
        json_array_foreach(services, i, paper)
        {
                if (*warning_text(paper, "warning") != '\0')
                        warning_add(list, warning_text(paper, "warning"));
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
                warning_add(list, "It changes an order that is not held, or two fit.");
        if (g_str_equal(action, "discharged"))
                warning_add(list, "It discharges an order: that takes effect only after a call-back to the court and a "
                                  "second person.");
        if (g_str_equal(warning_text(entry, "status"), "check") && *warning_text(entry, "status_reason") != '\0')
                warning_add(list, warning_text(entry, "status_reason"));
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
        warning_differences(entry, list);
        warning_papers(entry, list);
        warning_people(entry, list);
        warning_course(entry, list);
        warning_days(entry, list);
        return list;
}

/* ------------------------------------------------------------------ the sentence */

/* value in words, or what is said when there is none. New string. */
static char *
sentence_part(const json_t *entry, Field field, const char *before, const char *none)
{
        const char *value = entry_warning_value(entry, field_name(field));
        g_autofree char *words = entry_words_line(field, value);
        return value == NULL ? g_strdup(none) : g_strconcat(before, words, NULL);
}

static char *
sentence_end(const json_t *entry)
{
        const char *ends = entry_warning_value(entry, "expires_on"), *at = entry_warning_value(entry, "expires_at");
        const char *duration = entry_warning_value(entry, "duration_text");
        if (ends == NULL)
                return duration == NULL ? g_strdup("NO END FOUND")
                                        : g_strdup_printf("for \"%s\", end to be set", duration);
        g_autofree char *day = entry_words_line(FIELD_EXPIRES_ON, ends);
        LegalDate date;
        if (!legal_date_from_iso(ends, &date))
                return g_strdup_printf("in force %s", day);
        return at == NULL ? g_strdup_printf("in force until %s, end of day", day)
                          : g_strdup_printf("in force until %s, %s", day, at);
}

char *
entry_warning_sentence(const json_t *entry)
{
        g_autofree char *type =
            g_ascii_strdown(warning_label(VOCABULARY_ORDER_TYPE, warning_text(entry, "order_type")), -1);
        g_autofree char *action = g_ascii_strdown(warning_label(VOCABULARY_ACTION, warning_text(entry, "action")), -1);
        g_autofree char *court = sentence_part(entry, FIELD_COURT, "", "no court named");
        g_autofree char *number = sentence_part(entry, FIELD_CASE_NUMBER, ", number ", "");
        g_autofree char *made = sentence_part(entry, FIELD_MADE_ON, "made ", "NO DAY OF MAKING");
        g_autofree char *who = sentence_part(entry, FIELD_RESPONDENT, "against ", "against NOBODY NAMED");
        g_autofree char *born = sentence_part(entry, FIELD_RESPONDENT_DOB, "born ", "NO DATE OF BIRTH");
        const bool several = entry_warning_value(entry, "protected_people") != NULL;
        g_autofree char *people = sentence_part(entry, several ? FIELD_PROTECTED_PEOPLE : FIELD_PROTECTED_PERSON,
                                                "protecting ", "protecting NOBODY NAMED");
        g_autofree char *end = sentence_end(entry);
        g_autofree char *served = sentence_part(entry, FIELD_SERVED_ON, "served ", "NO PROOF OF SERVICE");
        return g_strdup_printf("You put on the register: %s (%s), %s%s, %s, %s, %s, %s, %s, %s.", type, action, court,
                               number, made, who, born, people, end, served);
}
