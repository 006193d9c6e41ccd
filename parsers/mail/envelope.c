#include "parsers/mail/envelope.h"

#include "base/clock.h"
#include "base/digest.h"
#include "base/limits.h"
#include "base/text.h"
#include "parsers/mail/address.h"
#include "parsers/mail/authenticity.h"
#include "parsers/mail/automatic.h"
#include "parsers/mail/bounce.h"
#include "parsers/mail/header.h"

#include <gmime/gmime.h>
#include <string.h>

/* RFC 5322 date with its own offset kept; NULL when it is none or its year is absurd. */
static char *
envelope_date(const HeaderBlock *header)
{
        g_autofree char *value = header_block_text(header, "Date");
        if (value == NULL)
                return NULL;
        g_autoptr(GDateTime) date = g_mime_utils_header_decode_date(value);
        if (date == NULL || g_date_time_get_year(date) < 1970 || g_date_time_get_year(date) > 2200)
                return NULL;
        const gint64 minutes = g_date_time_get_utc_offset(date) / G_TIME_SPAN_MINUTE;
        if (minutes == 0)
                return g_date_time_format(date, "%Y-%m-%dT%H:%M:%SZ");
        g_autofree char *local = g_date_time_format(date, "%Y-%m-%dT%H:%M:%S");
        return g_strdup_printf("%s%c%02d:%02d", local, minutes < 0 ? '-' : '+', (int) (ABS(minutes) / 60),
                               (int) (ABS(minutes) % 60));
}

/* What stands between the angle brackets, or the whole value without blanks. */
static char *
envelope_message_id(const HeaderBlock *header)
{
        g_autofree char *value = header_block_text(header, "Message-ID");
        if (value == NULL || value[0] == '\0')
                return NULL;
        const char *open = strchr(value, '<');
        const char *start = open == NULL ? value : open + 1;
        const char *close = strchr(start, '>');
        g_autofree char *inner = close == NULL ? g_strdup(start) : g_strndup(start, (gsize) (close - start));
        g_strstrip(inner);
        return inner[0] == '\0' ? NULL : g_steal_pointer(&inner);
}

/* What it says that it answers: In-Reply-To, then References, as they stand (RFC 5322 3.6.4). NULL when it says nothing. */
static char *
envelope_in_reply_to(const HeaderBlock *header)
{
        g_autofree char *answered = header_block_text(header, "In-Reply-To");
        g_autofree char *thread = header_block_text(header, "References");
        g_autofree char *both = g_strjoin(" ", answered == NULL ? "" : answered, thread == NULL ? "" : thread, NULL);
        g_strstrip(both);
        return both[0] == '\0' ? NULL : g_steal_pointer(&both);
}

void
envelope_read(Submission *submission, Bytes message)
{
        g_autoptr(HeaderBlock) header = header_block_new(message);
        submission->sha256 = g_strdup(digest_of(message).hex);
        submission->body_sha256 = g_strdup(digest_of(header_block_body(header)).hex);
        submission->message_id = envelope_message_id(header);
        submission->in_reply_to = envelope_in_reply_to(header);
        submission->bounce_of = bounce_of(header);
        authenticity_read(header, &submission->gateway, &submission->dmarc);
        char *subject = header_block_text(header, "Subject");
        if (subject != NULL) {
                g_free(submission->subject);
                submission->subject = subject;
        }
        Bytes from;
        if (header_block_find(header, "From", &from))
                address_first(from, &submission->from_name, &submission->from_address);
        submission->date = envelope_date(header);
        submission->automatic = automatic_sign(header) >= AUTOMATIC_GENERATED;
}
