#include "web/entry_sentence.h"

#include "register/legal_date.h"
#include "register/vocabulary.h"
#include "web/entry_warning.h"
#include "web/entry_words.h"

#include <string.h>

static const char *
sentence_text(const json_t *object, const char *key)
{
        const char *text = json_string_value(json_object_get(object, key));
        return text == NULL ? "" : text;
}

/* Within a sentence: lower case. New string. */
static char *
sentence_word(Vocabulary list, const char *word)
{
        const unsigned value = vocabulary_value(list, word);
        return g_ascii_strdown(value < vocabulary_size(list) ? vocabulary_label(list, value) : word, -1);
}

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

/* What the paper tells, else what a statement proves that came by itself. New string. */
static char *
sentence_served(const json_t *entry)
{
        const char *proof = entry_warning_proof(entry);
        if (entry_warning_value(entry, "served_on") != NULL || proof == NULL)
                return sentence_part(entry, FIELD_SERVED_ON, "served ", "NO PROOF OF SERVICE");
        g_autofree char *day =
            *proof == '\0' ? g_strdup("on a day not told") : entry_words_line(FIELD_SERVED_ON, proof);
        return g_strdup_printf("served %s, by a statement that came by itself", day);
}

/* The orders that it acts on, each by name; said, too, when there is none. New string, "" for an order that is made. */
static char *
sentence_acts(const json_t *entry)
{
        static const char *const acting[] = { "varied", "extended", "discharged", NULL };
        static const char *const kinds[] = { "varies", "extends", "discharges", NULL };
        GString *acts = g_string_new(NULL);
        const json_t *relation = NULL;
        size_t i = 0;
        json_array_foreach(json_object_get(entry, "relations"), i, relation)
        {
                const char *kind = sentence_text(relation, "kind");
                const json_int_t target = json_integer_value(json_object_get(relation, "earlier_entry_id"));
                if (target == 0 || !g_strv_contains(kinds, kind) ||
                    !json_equal(json_object_get(relation, "entry_id"), json_object_get(entry, "entry_id")))
                        continue;
                g_autofree char *key = g_strdup_printf("e%" JSON_INTEGER_FORMAT, target);
                const json_t *other = json_object_get(json_object_get(entry, "others"), key);
                const char *made = json_string_value(json_object_get(other, "made_on"));
                g_autofree char *day = made == NULL ? NULL : entry_words_line(FIELD_MADE_ON, made);
                g_string_append_printf(acts, " It %s entry %" JSON_INTEGER_FORMAT ", the order against %s%s%s.", kind,
                                       target, sentence_text(other, "respondent"), day == NULL ? "" : " made ",
                                       day == NULL ? "" : day);
        }
        if (acts->len == 0 && g_strv_contains(acting, sentence_text(entry, "action")))
                g_string_append(acts, " THE ORDER THAT IT ACTS ON IS NOT CHOSEN: nothing else changes by it.");
        return g_string_free(acts, FALSE);
}

char *
entry_sentence(const json_t *entry)
{
        const char *does = sentence_text(entry, "action");
        g_autofree char *type = sentence_word(VOCABULARY_ORDER_TYPE, sentence_text(entry, "order_type"));
        g_autofree char *action = sentence_word(VOCABULARY_ACTION, does);
        g_autofree char *court = sentence_part(entry, FIELD_COURT, "", "no court named");
        g_autofree char *number = sentence_part(entry, FIELD_CASE_NUMBER, ", number ", "");
        g_autofree char *made = sentence_part(entry, FIELD_MADE_ON, "made ", "NO DAY OF MAKING");
        g_autofree char *who = sentence_part(entry, FIELD_RESPONDENT, "against ", "against NOBODY NAMED");
        g_autofree char *born = sentence_part(entry, FIELD_RESPONDENT_DOB, "born ", "NO DATE OF BIRTH");
        const bool several = entry_warning_value(entry, "protected_people") != NULL;
        g_autofree char *people = sentence_part(entry, several ? FIELD_PROTECTED_PEOPLE : FIELD_PROTECTED_PERSON,
                                                "protecting ", "protecting NOBODY NAMED");
        /* a discharge has no end of its own */
        g_autofree char *end =
            g_str_equal(does, "discharged") ? g_strdup("ending what it discharges") : sentence_end(entry);
        g_autofree char *served = sentence_served(entry);
        g_autofree char *acts = sentence_acts(entry);
        return g_strdup_printf("You put on the register: %s (%s), %s%s, %s, %s, %s, %s, %s, %s.%s", type, action, court,
                               number, made, who, born, people, end, served, acts);
}
