#include "web/entry_words.h"

#include "register/court_time.h"
#include "register/field_check.h"
#include "register/legal_date.h"
#include "register/vocabulary.h"

#include <string.h>

static const char UNTIL_FURTHER_ORDER[] = "until further order";

static char *
words_day(const char *iso)
{
        LegalDate date;
        return legal_date_from_iso(iso, &date) ? court_time_day(&date) : g_strdup(iso);
}

/* One item of a list: a text, or a child. */
static char *
words_item(const json_t *item, bool typed)
{
        if (json_is_string(item))
                return g_strdup(json_string_value(item));
        const char *name = json_string_value(json_object_get(item, "name"));
        const char *born = json_string_value(json_object_get(item, "born"));
        g_autofree char *day = born == NULL ? NULL : words_day(born);
        if (name == NULL)
                name = "";
        if (day == NULL)
                return g_strdup(name);
        return typed ? g_strdup_printf("%s, %s", name, born) : g_strdup_printf("%s, born %s", name, day);
}

static void
words_add(json_t *lines, char *text)
{
        json_array_append_new(lines, json_string(text));
        g_free(text);
}

json_t *
entry_words_lines(Field field, const char *value)
{
        json_t *lines = json_array();
        if (value == NULL)
                return lines;
        if (field_is_list(field)) {
                json_t *list = json_loads(value, 0, NULL), *item = NULL;
                size_t i = 0;
                json_array_foreach(list, i, item)
                {
                        words_add(lines, words_item(item, false));
                }
                json_decref(list);
                return lines;
        }
        switch (field_kind(field)) {
        case FIELD_KIND_DATE:
        case FIELD_KIND_END:
                words_add(lines, words_day(value));
                break;
        case FIELD_KIND_FLAG:
                words_add(lines, g_strdup(g_str_equal(value, "true") ? "yes" : "no"));
                break;
        default:
                words_add(lines, g_strdup(value));
        }
        return lines;
}

char *
entry_words_line(Field field, const char *value)
{
        json_t *lines = entry_words_lines(field, value), *item = NULL;
        size_t i = 0;
        GString *text = g_string_new(NULL);
        json_array_foreach(lines, i, item)
        {
                g_string_append_printf(text, "%s%s", i == 0 ? "" : "; ", json_string_value(item));
        }
        json_decref(lines);
        return g_string_free(text, FALSE);
}

char *
entry_words_typed(Field field, const char *value)
{
        LegalDate date;
        if (value == NULL)
                return g_strdup("");
        if (field_kind(field) == FIELD_KIND_FLAG)
                return g_strdup(g_str_equal(value, "true") ? "yes" : "no");
        if ((field_kind(field) == FIELD_KIND_DATE || field_kind(field) == FIELD_KIND_END) &&
            legal_date_from_iso(value, &date))
                return g_strdup_printf("%u/%u/%u", date.day, date.month, date.year);
        if (!field_is_list(field))
                return g_strdup(value);
        GString *text = g_string_new(NULL);
        json_t *list = json_loads(value, 0, NULL), *item = NULL;
        size_t i = 0;
        json_array_foreach(list, i, item)
        {
                g_autofree char *line = words_item(item, true);
                g_string_append_printf(text, "%s%s", i == 0 ? "" : "\n", line);
        }
        json_decref(list);
        return g_string_free(text, FALSE);
}

/* Numbers stand in the register in upper case and without spaces. */
static char *
words_number(const char *typed)
{
        g_autofree char *upper = g_ascii_strup(typed, -1);
        g_auto(GStrv) parts = g_strsplit_set(upper, " \t", -1);
        return g_strjoinv("", parts);
}

/* The whole text is one day, its year in four figures. */
static char *
words_iso(const char *typed)
{
        LegalDate date;
        char buffer[11];
        if (!legal_date_find(typed, 0, strlen(typed), &date) || date.start != 0 || date.end != strlen(typed) ||
            date.short_year)
                return NULL;
        return g_strdup(legal_date_iso(&date, buffer));
}

/* "Mia Dobson, 3/3/2015"; what stands behind the last comma is her day of birth when it is a day. */
static json_t *
words_child(const char *line)
{
        const char *comma = strrchr(line, ',');
        g_autofree char *tail = comma == NULL ? g_strdup("") : g_strstrip(g_strdup(comma + 1));
        g_autofree char *born = words_iso(tail);
        g_autofree char *name = born == NULL ? g_strdup(line) : g_strchomp(g_strndup(line, (gsize) (comma - line)));
        return json_pack("{s:s, s:s?}", "name", name, "born", born);
}

static char *
words_list(Field field, const char *typed)
{
        g_auto(GStrv) lines = g_strsplit_set(typed, "\r\n", -1);
        json_t *list = json_array();
        for (unsigned i = 0; lines[i] != NULL; i++) {
                const char *line = g_strstrip(lines[i]);
                if (*line != '\0')
                        json_array_append_new(list, field_kind(field) == FIELD_KIND_CHILDREN ? words_child(line)
                                                                                             : json_string(line));
        }
        char *text = json_array_size(list) == 0 ? NULL : json_dumps(list, JSON_COMPACT);
        json_decref(list);
        return text;
}

static char *
words_parse(Field field, const char *text)
{
        if (field_is_list(field))
                return words_list(field, text);
        switch (field_kind(field)) {
        case FIELD_KIND_END:
                if (g_ascii_strcasecmp(text, UNTIL_FURTHER_ORDER) == 0)
                        return g_strdup(UNTIL_FURTHER_ORDER);
                return words_iso(text);
        case FIELD_KIND_DATE:
                return words_iso(text);
        case FIELD_KIND_NUMBER_KEY:
                return words_number(text);
        case FIELD_KIND_FLAG:
                if (g_ascii_strcasecmp(text, "yes") == 0 || g_ascii_strcasecmp(text, "true") == 0)
                        return g_strdup("true");
                return g_ascii_strcasecmp(text, "no") == 0 || g_ascii_strcasecmp(text, "false") == 0 ? g_strdup("false")
                                                                                                     : NULL;
        default:
                return g_strdup(text);
        }
}

char *
entry_words_value(Field field, const char *typed)
{
        g_autofree char *text = g_strstrip(g_strdup(typed));
        g_autofree char *value = *text == '\0' ? NULL : words_parse(field, text);
        if (value == NULL || field_check_value(field, value) != NULL)
                return NULL;
        return g_steal_pointer(&value);
}

char *
entry_words_status(const char *status, const char *reason)
{
        const unsigned value = vocabulary_value(VOCABULARY_STATUS, status);
        const char *label =
            value < vocabulary_size(VOCABULARY_STATUS) ? vocabulary_label(VOCABULARY_STATUS, value) : status;
        g_autofree char *low = g_ascii_strdown(label, -1);
        if (*reason == '\0')
                return g_strdup("");
        if (g_str_has_prefix(reason, low))
                return g_strdup(reason + strlen(low));
        return g_strdup_printf("%s %s", g_str_equal(status, "check") ? ":" : "", reason);
}
