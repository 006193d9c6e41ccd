#include "parsers/mail/bounce.h"

#include "base/limits.h"
#include "base/text.h"

#include <glib.h>
#include <string.h>

enum { ID_CHARACTERS = 900 };

/* One line without its end; NULL at the end of the octets. Views into text. */
static const char *
bounce_line(const char *text, size_t length, size_t *at, size_t *ret_length)
{
        if (*at >= length)
                return NULL;
        const char *line = text + *at;
        const char *end = memchr(line, '\n', length - *at);
        const size_t whole = end == NULL ? length - *at : (size_t) (end - line);
        *at += whole + 1;
        *ret_length = whole > 0 && line[whole - 1] == '\r' ? whole - 1 : whole;
        return line;
}

/* The value of a header line of that name; NULL when it is another. */
static const char *
bounce_value(const char *line, size_t length, const char *name, size_t *ret_length)
{
        const size_t wanted = strlen(name);
        if (length <= wanted || line[wanted] != ':' || g_ascii_strncasecmp(line, name, wanted) != 0)
                return NULL;
        size_t begin = wanted + 1;
        while (begin < length && (line[begin] == ' ' || line[begin] == '\t'))
                begin++;
        *ret_length = length - begin;
        return line + begin;
}

/* What stands between angle brackets, if it is a Message-ID in plain letters. New string. */
static char *
bounce_id(const char *value, size_t length)
{
        const char *open = memchr(value, '<', length);
        const char *close = open == NULL ? NULL : memchr(open, '>', length - (size_t) (open - value));
        if (close == NULL || close - open - 1 > ID_CHARACTERS || close - open < 4)
                return NULL;
        for (const char *at = open + 1; at < close; at++)
                if (*at <= 0x20 || *at > 0x7e || *at == '<')
                        return NULL;
        return g_strndup(open + 1, (gsize) (close - open - 1));
}

/* The header says that this is a report of deliveries. */
static bool
bounce_is_report(const HeaderBlock *header)
{
        g_autofree char *type = header_block_key(header, "Content-Type");
        return type != NULL && g_str_has_prefix(type, "multipart/report") && strstr(type, "delivery-status") != NULL;
}

char *
bounce_of(const HeaderBlock *header)
{
        Bytes marked;
        bool failed = header_block_find(header, "X-Failed-Recipients", &marked);
        if (!failed && !bounce_is_report(header))
                return NULL;
        const Bytes body = header_block_body(header);
        const char *text = (const char *) body.data;
        const size_t length = MIN(body.length, LIMIT_BOUNCE_BYTES);
        g_autofree char *found = NULL;
        bool folded = false; /* the last line was "Message-ID:" alone */
        size_t at = 0, size = 0, value_size = 0;
        for (const char *line; (line = bounce_line(text, length, &at, &size)) != NULL;) {
                const char *value = bounce_value(line, size, "Action", &value_size);
                if (value != NULL)
                        failed = failed || (value_size >= 6 && g_ascii_strncasecmp(value, "failed", 6) == 0);
                value = bounce_value(line, size, "Message-ID", &value_size);
                if (value == NULL && folded) {
                        value = line;
                        value_size = size;
                }
                folded = value != NULL && value_size == 0;
                if (value != NULL && found == NULL)
                        found = bounce_id(value, value_size);
        }
        return failed ? g_steal_pointer(&found) : NULL;
}
