#include "register/acknowledgement.h"

#include <string.h>

enum { ADDRESS_OCTETS = 254 }; /* RFC 5321 4.5.3.1.3 with its angle brackets */

static void
acknowledgement_document_free(gpointer data)
{
        AcknowledgementDocument *document = data;
        g_free(document->path);
        g_free(document->media_type);
        g_free(document->sha256);
        g_free(document);
}

AcknowledgementFacts *
acknowledgement_facts_new(void)
{
        AcknowledgementFacts *facts = g_new0(AcknowledgementFacts, 1);
        facts->documents = g_ptr_array_new_with_free_func(acknowledgement_document_free);
        return facts;
}

void
acknowledgement_facts_free(AcknowledgementFacts *facts)
{
        if (facts == NULL)
                return;
        g_free(facts->mailbox);
        g_free(facts->address);
        g_free(facts->rfc_message_id);
        g_free(facts->gateway);
        g_ptr_array_unref(facts->documents);
        g_free(facts);
}

AcknowledgementDocument *
acknowledgement_document_add(AcknowledgementFacts *facts, const char *path)
{
        AcknowledgementDocument *document = g_new0(AcknowledgementDocument, 1);
        document->path = g_strdup(path);
        g_ptr_array_add(facts->documents, document);
        return document;
}

bool
acknowledgement_address_is_plain(const char *address)
{
        const char *at = address == NULL ? NULL : strrchr(address, '@');
        if (at == NULL || at == address || strlen(address) > ADDRESS_OCTETS || strchr(address, '@') != at)
                return false;
        const size_t local =
            strspn(address, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.!#$%&'*+-/=?^_`{|}~");
        const char *domain = at + 1;
        const size_t length = strspn(domain, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.-");
        return local == (size_t) (at - address) && domain[length] == '\0' && length > 0 && domain[0] != '.' &&
               domain[0] != '-' && domain[length - 1] != '.' && strstr(domain, "..") == NULL;
}

static const char *
acknowledgement_domain(const char *address)
{
        const char *at = strrchr(address, '@');
        return at == NULL ? "" : at + 1;
}

bool
acknowledgement_address_is_private(const char *address)
{
        static const char *const domains[] = {
#define WEBMAIL(domain) domain,
#include "register/webmail.def"
#undef WEBMAIL
        };
        const char *domain = acknowledgement_domain(address);
        for (unsigned i = 0; i < G_N_ELEMENTS(domains); i++)
                if (g_ascii_strcasecmp(domains[i], domain) == 0)
                        return true;
        return false;
}

static bool
acknowledgement_is_own(const char *address, const char *const *own)
{
        const char *domain = acknowledgement_domain(address);
        const size_t length = strlen(domain);
        for (; own != NULL && *own != NULL; own++) {
                const size_t wanted = strlen(*own);
                if (length >= wanted && g_ascii_strcasecmp(domain + length - wanted, *own) == 0 &&
                    (length == wanted || domain[length - wanted - 1] == '.'))
                        return true;
        }
        return false;
}

/* Addresses that machines write from and nobody reads (RFC 2142 and use). */
static bool
acknowledgement_is_machine(const char *address)
{
        static const char *const names[] = { "mailer-daemon", "postmaster",   "no-reply",     "noreply",
                                             "donotreply",    "do-not-reply", "do_not_reply", "no_reply" };
        const size_t length = strcspn(address, "@");
        for (unsigned i = 0; i < G_N_ELEMENTS(names); i++) {
                const size_t wanted = strlen(names[i]);
                const bool begins = length >= wanted && g_ascii_strncasecmp(address, names[i], wanted) == 0;
                if (begins && (length == wanted || strchr("-+._", address[wanted]) != NULL))
                        return true;
        }
        return false;
}

bool
acknowledgement_is_attachment(const AcknowledgementDocument *document)
{
        if (strchr(document->path, '!') != NULL)
                return false;
        const char *type = document->media_type == NULL ? "" : document->media_type;
        const bool signature =
            strcmp(type, "application/pkcs7-signature") == 0 || strcmp(type, "application/pgp-signature") == 0;
        const bool whole = strcmp(document->path, "1") == 0 && strcmp(type, "message/rfc822") == 0 &&
                           document->kind == DOCUMENT_KIND_UNREADABLE;
        return !signature && !whole && (document->named || !g_str_has_prefix(type, "text/"));
}

bool
acknowledgement_is_body(const AcknowledgementDocument *document)
{
        return strchr(document->path, '!') == NULL && !document->named && document->media_type != NULL &&
               g_str_has_prefix(document->media_type, "text/");
}

static bool
acknowledgement_brings_papers(const AcknowledgementFacts *facts)
{
        for (guint i = 0; i < facts->documents->len; i++)
                if (acknowledgement_is_attachment(g_ptr_array_index(facts->documents, i)))
                        return true;
        return facts->orders > 0 || facts->services > 0;
}

static bool
acknowledgement_alerted(const AcknowledgementFacts *facts, AlertKind kind)
{
        return (facts->alerts & (1U << kind)) != 0;
}

/* Why none goes, whatever a person says; NULL when one may. */
static const char *
acknowledgement_never(const AcknowledgementFacts *facts, const AcknowledgementPolicy *policy)
{
        const Instant hours = (Instant) policy->max_age_hours * 3600 * G_USEC_PER_SEC;
        if (!policy->enabled)
                return "switched off";
        if (policy->pilot)
                return "pilot";
        if (facts->repeats)
                return "the same mail again";
        if (facts->automatic)
                return "automatic mail";
        if (facts->address == NULL || !acknowledgement_address_is_plain(facts->address))
                return "no address";
        if (acknowledgement_is_machine(facts->address))
                return "an address that nobody reads";
        if (acknowledgement_is_own(facts->address, policy->own_domains))
                return "own address";
        if (facts->dmarc_failed && policy->gateway[0] != '\0' && facts->gateway != NULL &&
            g_ascii_strcasecmp(policy->gateway, facts->gateway) == 0)
                return "sender not authentic";
        if (acknowledgement_alerted(facts, ALERT_KIND_UNSAFE_CONTACT))
                return "unsafe contact";
        if (facts->junk && !facts->released && facts->orders == 0 && facts->services == 0)
                return "junk";
        if (facts->stored_at - facts->received_at > hours && !facts->released)
                return "older than the limit when it came";
        const bool danger =
            acknowledgement_alerted(facts, ALERT_KIND_BREACH) || acknowledgement_alerted(facts, ALERT_KIND_DANGER);
        if (facts->has_reference && !danger && !acknowledgement_brings_papers(facts))
                return "answer to our reply";
        if (acknowledgement_address_is_private(facts->address) && policy->private_senders == ACKNOWLEDGE_PRIVATE_OFF)
                return "private sender";
        return NULL;
}

AcknowledgementVerdict
acknowledgement_decide(const AcknowledgementFacts *facts, const AcknowledgementPolicy *policy)
{
        const char *never = acknowledgement_never(facts, policy);
        if (never != NULL)
                return (AcknowledgementVerdict){ ACKNOWLEDGE_NOT, never };
        const Instant hours = (Instant) policy->max_age_hours * 3600 * G_USEC_PER_SEC;
        const bool public = acknowledgement_address_is_private(facts->address);
        if (public && policy->private_senders == ACKNOWLEDGE_PRIVATE_HOLD && !facts->released)
                return (AcknowledgementVerdict){ ACKNOWLEDGE_HELD, "private sender" };
        if (facts->now - facts->created_at > hours && !facts->released)
                return (AcknowledgementVerdict){ ACKNOWLEDGE_HELD, "waited too long" };
        const bool full = facts->sent_this_hour >= policy->per_sender_per_hour;
        if (public && full)
                return (AcknowledgementVerdict){ ACKNOWLEDGE_NOT, "above the hourly number" };
        if (!public && (full || facts->digest_waits))
                return (AcknowledgementVerdict){ ACKNOWLEDGE_DIGEST, NULL };
        return (AcknowledgementVerdict){ public ? ACKNOWLEDGE_NEUTRAL : ACKNOWLEDGE_STANDARD, NULL };
}
