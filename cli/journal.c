#include "cli/journal.h"

#include "cli/own_json.h"

#include <string.h>

typedef enum { JOURNAL_NUMBER, JOURNAL_WORD, JOURNAL_TIME } JournalKind;

/* What a line may say, and by which name the register is asked. */
static const struct {
        const char *name;
        JournalKind kind;
        bool needed;
} fields[] = { { "audit_id", JOURNAL_NUMBER, true }, { "written_at", JOURNAL_TIME, true },
               { "who_digest", JOURNAL_WORD, true }, { "form", JOURNAL_WORD, true },
               { "field", JOURNAL_WORD, false },     { "about", JOURNAL_WORD, true },
               { "about_id", JOURNAL_NUMBER, true }, { "message_id", JOURNAL_NUMBER, false },
               { "digest", JOURNAL_WORD, false },    { "place", JOURNAL_NUMBER, false } };

static json_t *
journal_value(JournalKind kind, const char *text)
{
        guint64 number = 0;
        g_autoptr(GDateTime) time = kind == JOURNAL_TIME ? g_date_time_new_from_iso8601(text, NULL) : NULL;
        if (kind == JOURNAL_NUMBER)
                return g_ascii_string_to_unsigned(text, 10, 1, G_MAXINT64, &number, NULL)
                           ? json_integer((json_int_t) number)
                           : NULL;
        if (kind == JOURNAL_TIME)
                return time == NULL ? NULL : json_string(text);
        return *text != '\0' && strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789_-") == strlen(text)
                   ? json_string(text)
                   : NULL;
}

json_t *
journal_line(const char *line)
{
        const char *event = strstr(line, " decided audit_id=");
        if (event == NULL)
                return NULL;
        g_autoptr(OwnedJson) found = json_object();
        g_auto(GStrv) words = g_strsplit_set(event + strlen(" decided "), " \r\n", -1);
        for (unsigned i = 0; i < G_N_ELEMENTS(fields); i++) {
                g_autofree char *key = g_strconcat(fields[i].name, "=", NULL);
                const char *text = NULL;
                for (char **word = words; *word != NULL && text == NULL; word++)
                        if (g_str_has_prefix(*word, key))
                                text = *word + strlen(key);
                if (text == NULL && fields[i].needed)
                        return NULL;
                if (text == NULL)
                        continue;
                json_t *value = journal_value(fields[i].kind, text);
                if (value == NULL)
                        return NULL;
                (void) json_object_set_new(found, fields[i].name, value);
        }
        return g_steal_pointer(&found);
}
