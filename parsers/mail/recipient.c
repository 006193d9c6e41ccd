#include "parsers/mail/recipient.h"

#include "base/limits.h"
#include "base/text.h"
#include "parsers/mail/own_gmime.h"
#include "parsers/order/pattern.h"
#include "parsers/order/view.h"

#include <string.h>

enum { RECIPIENT_VALUE = 16 * 1024, RECIPIENT_MOST = 200 };

typedef struct {
        char *printed;
        char *mailbox; /* before the "@", lower case */
        char *force;   /* "kent" for kent.police.uk and kent.pnn.police.uk, else the domain */
        bool is_police;
        bool is_to;
} Recipient;

static void
recipient_free(gpointer data)
{
        Recipient *recipient = data;
        g_free(recipient->printed);
        g_free(recipient->mailbox);
        g_free(recipient->force);
        g_free(recipient);
}

/* How a team that takes court orders in calls its mailbox. */
static Pattern team = { .text = "ccot|civil.?(?:court|order)|court.?order|^orders?$|protective|injunction|non.?mol|"
                                "^(?:nmo|dvo)s?$|order.?(?:inbox|team|desk|unit)" };
static Pattern police = { .text = "(?:^|[.-])(?:[a-z]*police|police[a-z]*|[a-z]*constabulary|force|acro)(?:[.-]|$)" };
static Pattern police_suffix = { .text = "(?:\\.pnn)?\\.police\\.[a-z.]+$" };

static void
recipient_add(GPtrArray *recipients, InternetAddress *address, bool is_to)
{
        const char *text = internet_address_mailbox_get_addr(INTERNET_ADDRESS_MAILBOX(address));
        if (text == NULL || strchr(text, '@') == NULL || recipients->len >= RECIPIENT_MOST)
                return;
        g_autofree char *clean = text_clean(text, LIMIT_HEADER_VALUE);
        g_autofree char *lower = g_ascii_strdown(clean, -1);
        char *domain = strrchr(lower, '@');
        if (domain == NULL)
                return;
        *domain++ = '\0';
        if (g_str_has_suffix(domain, ".cjsm.net"))
                domain[strlen(domain) - strlen(".cjsm.net")] = '\0';
        Recipient *recipient = g_new0(Recipient, 1);
        recipient->printed = text_one_line(clean);
        recipient->mailbox = g_strdup(lower);
        recipient->force = pattern_replace(&police_suffix, domain, "");
        recipient->is_police = pattern_in(&police, domain);
        recipient->is_to = is_to;
        g_ptr_array_add(recipients, recipient);
}

static void
recipient_add_list(GPtrArray *recipients, InternetAddressList *list, bool is_to, unsigned depth)
{
        const int count = list == NULL || depth > 4 ? 0 : internet_address_list_length(list);
        for (int i = 0; i < count; i++) {
                InternetAddress *address = internet_address_list_get_address(list, i);
                if (INTERNET_ADDRESS_IS_MAILBOX(address))
                        recipient_add(recipients, address, is_to);
                else
                        recipient_add_list(recipients,
                                           internet_address_group_get_members(INTERNET_ADDRESS_GROUP(address)), is_to,
                                           depth + 1);
        }
}

static void
recipient_read(GPtrArray *recipients, const HeaderBlock *header, const char *name, bool is_to)
{
        Bytes value;
        if (!header_block_find(header, name, &value))
                return;
        const Bytes kept = bytes_of(value.data, MIN(value.length, RECIPIENT_VALUE));
        g_autofree char *text = text_from_bytes(kept, NULL, RECIPIENT_VALUE, NULL);
        g_autofree char *line = text_one_line(text);
        g_autoptr(InternetAddressList) list = internet_address_list_parse(NULL, line);
        recipient_add_list(recipients, list, is_to, 0);
}

static bool
recipient_equal(const Recipient *a, const Recipient *b)
{
        return g_str_equal(a->mailbox, b->mailbox) && g_str_equal(a->force, b->force);
}

/* The mailbox that reads this mail, as far as the header tells: the one with a team's name, else the first of the police. */
static const Recipient *
recipient_own(const GPtrArray *recipients)
{
        const Recipient *first = NULL;
        for (unsigned i = 0; i < recipients->len; i++) {
                const Recipient *recipient = g_ptr_array_index(recipients, i);
                if (pattern_in(&team, recipient->mailbox))
                        return recipient;
                if (first == NULL && recipient->is_police)
                        first = recipient;
        }
        return first;
}

char *
recipient_elsewhere(const HeaderBlock *header)
{
        g_autoptr(GPtrArray) recipients = g_ptr_array_new_with_free_func(recipient_free);
        g_autoptr(GPtrArray) senders = g_ptr_array_new_with_free_func(recipient_free);
        recipient_read(recipients, header, "To", true);
        recipient_read(recipients, header, "Cc", false);
        recipient_read(senders, header, "From", false);
        const Recipient *own = recipient_own(recipients);
        if (own == NULL)
                return NULL;
        for (unsigned i = 0; i < recipients->len; i++) {
                const Recipient *recipient = g_ptr_array_index(recipients, i);
                const bool same_house = g_str_equal(recipient->force, own->force);
                if (recipient_equal(recipient, own) || !(recipient->is_police || same_house) ||
                    (same_house && pattern_in(&team, recipient->mailbox)) ||
                    (senders->len > 0 && recipient_equal(recipient, g_ptr_array_index(senders, 0))))
                        continue;
                return g_strconcat(recipient->is_to ? "To: " : "Cc: ", recipient->printed, NULL);
        }
        return NULL;
}

void
recipient_note(Submission *submission, const HeaderBlock *header)
{
        g_autofree char *printed = submission->automatic ? NULL : recipient_elsewhere(header);
        if (printed == NULL)
                return;
        submission->submitted_elsewhere = true;
        for (unsigned i = 0; i < submission->alerts->len; i++) {
                const SubmissionAlert *alert = g_ptr_array_index(submission->alerts, i);
                if (alert->kind == ALERT_KIND_SENT_ELSEWHERE)
                        return;
        }
        const SubmissionDocument *first =
            submission->documents->len == 0 ? NULL : g_ptr_array_index(submission->documents, 0);
        g_ptr_array_add(submission->alerts,
                        submission_alert_new(ALERT_KIND_SENT_ELSEWHERE, printed, first == NULL ? "1" : first->path));
}
