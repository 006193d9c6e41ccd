#include "register/evidence.h"

#include <string.h>

static const Field compared[] = {
        FIELD_COURT,   FIELD_CASE_NUMBER, FIELD_CASE_REFERENCE, FIELD_URN,        FIELD_RESPONDENT_DOB,
        FIELD_MADE_ON, FIELD_EXPIRES_ON,  FIELD_EXPIRES_AT,     FIELD_HEARING_ON, FIELD_TARGET_MADE_ON,
};

static void
evidence_line(GString *text, const char *name, const char *a, const char *b)
{
        if (a != NULL || b != NULL)
                g_string_append_printf(text, "%s=%s|%s\n", name, a == NULL ? "" : a, b == NULL ? "" : b);
}

static char *
evidence_people(const Identity *identity)
{
        g_autoptr(GString) people = g_string_new(NULL);
        for (guint i = 0; i < identity->people->len; i++)
                g_string_append_printf(people, "%s%s", i > 0 ? "," : "",
                                       (const char *) g_ptr_array_index(identity->people, i));
        return g_strdup(people->str);
}

char *
evidence_text(const Identity *a, const Identity *b, const DuplicateVerdict *verdict)
{
        const Identity *first = a->entry_id <= b->entry_id ? a : b;
        const Identity *second = first == a ? b : a;
        g_autoptr(GString) text = g_string_new(NULL);
        g_string_append_printf(text, "level=%s\n",
                               verdict->level == DUPLICATE_LEVEL_NONE
                                   ? "none"
                                   : vocabulary_word(VOCABULARY_DUPLICATE_LEVEL, verdict->level));
        evidence_line(text, "order_type", vocabulary_word(VOCABULARY_ORDER_TYPE, first->order_type),
                      vocabulary_word(VOCABULARY_ORDER_TYPE, second->order_type));
        evidence_line(text, "action", vocabulary_word(VOCABULARY_ACTION, first->action),
                      vocabulary_word(VOCABULARY_ACTION, second->action));
        for (unsigned i = 0; i < G_N_ELEMENTS(compared); i++)
                evidence_line(text, field_name(compared[i]), first->values[compared[i]], second->values[compared[i]]);
        g_autofree char *x = first->respondent == NULL ? NULL : identity_name(first->respondent);
        g_autofree char *y = second->respondent == NULL ? NULL : identity_name(second->respondent);
        evidence_line(text, "respondent", x, y);
        g_autofree char *ours = evidence_people(first);
        g_autofree char *theirs = evidence_people(second);
        evidence_line(text, "protected_people", ours, theirs);
        return g_strdup(text->str);
}

/* "date of birth" for "respondent_dob=...". */
static char *
evidence_label(const char *line)
{
        g_autofree char *name = g_strndup(line, strcspn(line, "="));
        const Field field = field_from_name(name);
        if (field != FIELD_COUNT)
                return g_utf8_strdown(field_label(field), -1);
        return g_strdup(g_str_equal(name, "order_type") ? "type of order" : name);
}

static void
evidence_missing(GString *news, char *const *lines, char *const *others)
{
        for (; *lines != NULL; lines++) {
                if (**lines == '\0' || g_strv_contains((const char *const *) others, *lines))
                        continue;
                g_autofree char *label = evidence_label(*lines);
                if (strstr(news->str, label) == NULL)
                        g_string_append_printf(news, "%s%s", news->len > 0 ? ", " : "new: ", label);
        }
}

char *
evidence_news(const char *before, const char *now)
{
        if (g_strcmp0(before, now) == 0)
                return NULL;
        g_auto(GStrv) old = g_strsplit(before == NULL ? "" : before, "\n", -1);
        g_auto(GStrv) fresh = g_strsplit(now == NULL ? "" : now, "\n", -1);
        g_autoptr(GString) news = g_string_new(NULL);
        evidence_missing(news, fresh, old);
        evidence_missing(news, old, fresh);
        return news->len == 0 ? NULL : g_strdup(news->str);
}
