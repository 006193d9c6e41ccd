#include "daemon/post_mail.h"

#include <string.h>

enum { ID_CHARACTERS = 900 }; /* a header line has 998 at the most (RFC 5322 2.1.1) */

bool
post_mail_id_is_plain(const char *id)
{
        const size_t length = id == NULL ? 0 : strlen(id);
        if (length == 0 || length > ID_CHARACTERS || strchr(id, '@') == NULL)
                return false;
        for (size_t i = 0; i < length; i++)
                if (id[i] <= 0x20 || id[i] > 0x7e || strchr("<>", id[i]) != NULL)
                        return false;
        return true;
}

/* Inside a quoted string (RFC 5322 3.2.4). */
static char *
post_mail_quoted(const char *name)
{
        GString *text = g_string_new("\"");
        for (; *name != '\0'; name++) {
                if (*name == '"' || *name == '\\')
                        g_string_append_c(text, '\\');
                g_string_append_c(text, *name);
        }
        return g_string_free(g_string_append_c(text, '"'), FALSE);
}

static char *
post_mail_date(Instant at)
{
        static const char *const days[] = { "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun" };
        static const char *const months[] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                              "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
        g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc(at / G_USEC_PER_SEC);
        return g_strdup_printf("%s, %d %s %d %02d:%02d:%02d +0000", days[g_date_time_get_day_of_week(utc) - 1],
                               g_date_time_get_day_of_month(utc), months[g_date_time_get_month(utc) - 1],
                               g_date_time_get_year(utc), g_date_time_get_hour(utc), g_date_time_get_minute(utc),
                               g_date_time_get_second(utc));
}

static const char *
post_mail_domain(const char *address)
{
        const char *at = strrchr(address, '@');
        return at == NULL ? "localhost" : at + 1;
}

char *
post_mail_write(const PostMail *mail)
{
        g_autofree char *name = post_mail_quoted(mail->name);
        g_autofree char *date = post_mail_date(mail->at);
        g_autoptr(GString) text = g_string_new(NULL);
        g_string_append_printf(text, "From: %s <%s>\nTo: %s\nSubject: %s\nDate: %s\nMessage-ID: <%s.%s@%s>\n", name,
                               mail->from, mail->to, mail->subject, date, mail->reference, mail->token,
                               post_mail_domain(mail->from));
        if (post_mail_id_is_plain(mail->answer_to))
                g_string_append_printf(text, "In-Reply-To: <%s>\nReferences: <%s>\n", mail->answer_to, mail->answer_to);
        g_string_append_printf(text, "Auto-Submitted: %s\n", mail->notice ? "auto-generated" : "auto-replied");
        g_string_append(text, "X-Auto-Response-Suppress: All\nMIME-Version: 1.0\n"
                              "Content-Type: text/plain; charset=us-ascii\nContent-Transfer-Encoding: 7bit\n\n");
        g_string_append(text, mail->body);
        g_auto(GStrv) lines = g_strsplit(text->str, "\n", -1);
        return g_strjoinv("\r\n", lines);
}
