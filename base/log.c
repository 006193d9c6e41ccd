#include "base/log.h"

#include "base/clock.h"
#include "base/text.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { LEVEL_ERROR = 3, LEVEL_WARNING = 4, LEVEL_INFO = 6 }; /* syslog(3) */

static const struct {
        const char *name;
        int level;
} events[EVENT_COUNT] = {
#define EVENT(name, text, level) [EVENT_##name] = { text, LEVEL_##level },
#include "base/event.def"
#undef EVENT
};

const char *
log_number(gint64 value, char buffer[24])
{
        (void) g_snprintf(buffer, 24, "%" G_GINT64_FORMAT, value);
        return buffer;
}

static void
log_append(GString *line, const char *name, const char *value)
{
        g_autofree char *clean = text_clean(value, 1024);
        g_autofree char *one = text_one_line(clean);
        const bool quoted = *one == '\0' || strpbrk(one, " \"=") != NULL;
        g_string_append_printf(line, " %s=", name);
        if (!quoted) {
                g_string_append(line, one);
                return;
        }
        g_string_append_c(line, '"');
        for (const char *at = one; *at != '\0'; at++)
                g_string_append_c(line, *at == '"' ? '\'' : *at);
        g_string_append_c(line, '"');
}

static void
log_write(Event event, const GError *error, va_list pairs)
{
        g_autofree char *now = clock_rfc3339(clock_now());
        g_autoptr(GString) line = g_string_new(NULL);
        if (g_getenv("JOURNAL_STREAM") != NULL)
                g_string_append_printf(line, "<%d>", events[event].level);
        g_string_append_printf(line, "%s %s", now, events[event].name);
        const char *name;
        while ((name = va_arg(pairs, const char *)) != NULL) {
                const char *value = va_arg(pairs, const char *);
                if (value != NULL)
                        log_append(line, name, value);
        }
        if (error != NULL)
                log_append(line, "reason", error->message);
        g_string_append_c(line, '\n');
        /* One write a line, so that lines of several processes do not mix. */
        const ssize_t written = write(STDERR_FILENO, line->str, line->len);
        (void) written;
}

void
log_event(Event event, ...)
{
        va_list pairs;
        va_start(pairs, event);
        log_write(event, NULL, pairs);
        va_end(pairs);
}

void
log_error(Event event, const GError *error, ...)
{
        va_list pairs;
        va_start(pairs, error);
        log_write(event, error, pairs);
        va_end(pairs);
}
