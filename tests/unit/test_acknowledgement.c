/* Who is answered: one table of cases over the facts of a mail and what the force has decided. */
#include "register/acknowledgement.h"

#define HOUR (3600 * (Instant) G_USEC_PER_SEC)

/* What a case changes of an ordinary mail: a solicitor's, with one order attached, a minute old. */
typedef struct {
        const char *name;
        const char *address;
        const char *alert; /* kind, or NULL */
        bool automatic, junk, repeats, reference, released, dmarc, no_papers, digest_waits, off, pilot;
        unsigned hours;  /* age when it came into the register */
        unsigned waited; /* hours since then */
        unsigned sent;   /* answers to the address in this hour */
        AcknowledgePrivate private_senders;
        AcknowledgementWay way;
        const char *reason;
} AckCase;

#define CLERK "clerk@firm.example"
static const AckCase cases[] = {
        { .name = "order", .address = CLERK, .way = ACKNOWLEDGE_STANDARD },
        { .name = "nothing-attached", .address = CLERK, .no_papers = true, .way = ACKNOWLEDGE_STANDARD },
        { .name = "automatic", .address = CLERK, .automatic = true, .reason = "automatic mail" },
        { .name = "automatic-released",
          .address = CLERK,
          .automatic = true,
          .released = true,
          .reason = "automatic mail" },
        { .name = "no-address", .reason = "no address" },
        { .name = "address-with-line-end", .address = "a@firm.example\r\nBcc: b@firm.example", .reason = "no address" },
        { .name = "address-with-blank", .address = "a b@firm.example", .reason = "no address" },
        { .name = "two-addresses", .address = "a@b@firm.example", .reason = "no address" },
        { .name = "address-with-bracket", .address = "a>@firm.example", .reason = "no address" },
        { .name = "address-not-ascii", .address = "m\303\274ller@firm.example", .reason = "no address" },
        { .name = "mailer-daemon", .address = "MAILER-DAEMON@firm.example", .reason = "an address that nobody reads" },
        { .name = "no-reply", .address = "no-reply@firm.example", .reason = "an address that nobody reads" },
        { .name = "noreply-tagged", .address = "noreply+12@firm.example", .reason = "an address that nobody reads" },
        { .name = "postmasters-namesake", .address = "postmasters@firm.example", .way = ACKNOWLEDGE_STANDARD },
        { .name = "own-domain", .address = "pc123@kent.test", .reason = "own address" },
        { .name = "own-subdomain", .address = "pc123@mail.KENT.test", .reason = "own address" },
        { .name = "domain-that-ends-alike", .address = "clerk@notkent.test", .way = ACKNOWLEDGE_STANDARD },
        { .name = "dmarc-failed", .address = CLERK, .dmarc = true, .reason = "sender not authentic" },
        { .name = "unsafe-contact", .address = CLERK, .alert = "unsafe_contact", .reason = "unsafe contact" },
        { .name = "unsafe-contact-private",
          .address = "a@webmail.example",
          .alert = "unsafe_contact",
          .reason = "unsafe contact" },
        { .name = "junk-with-order", .address = CLERK, .junk = true, .way = ACKNOWLEDGE_STANDARD },
        { .name = "junk", .address = CLERK, .junk = true, .no_papers = true, .reason = "junk" },
        { .name = "junk-released",
          .address = CLERK,
          .junk = true,
          .no_papers = true,
          .released = true,
          .way = ACKNOWLEDGE_STANDARD },
        { .name = "same-mail-again", .address = CLERK, .repeats = true, .reason = "the same mail again" },
        { .name = "old", .address = CLERK, .hours = 25, .reason = "older than the limit when it came" },
        { .name = "nearly-old", .address = CLERK, .hours = 23, .way = ACKNOWLEDGE_STANDARD },
        { .name = "waited", .address = CLERK, .waited = 25, .way = ACKNOWLEDGE_HELD, .reason = "waited too long" },
        { .name = "waited-released", .address = CLERK, .waited = 25, .released = true, .way = ACKNOWLEDGE_STANDARD },
        { .name = "thanks", .address = CLERK, .reference = true, .no_papers = true, .reason = "answer to our reply" },
        { .name = "answer-with-paper", .address = CLERK, .reference = true, .way = ACKNOWLEDGE_STANDARD },
        { .name = "answer-of-danger",
          .address = CLERK,
          .reference = true,
          .no_papers = true,
          .alert = "danger",
          .way = ACKNOWLEDGE_STANDARD },
        { .name = "answer-of-breach",
          .address = CLERK,
          .reference = true,
          .no_papers = true,
          .alert = "breach",
          .way = ACKNOWLEDGE_STANDARD },
        { .name = "private", .address = "a@webmail.example", .way = ACKNOWLEDGE_NEUTRAL },
        { .name = "private-capitals", .address = "A@WebMail.Example", .way = ACKNOWLEDGE_NEUTRAL },
        { .name = "private-hold",
          .address = "a@webmail.example",
          .private_senders = ACKNOWLEDGE_PRIVATE_HOLD,
          .way = ACKNOWLEDGE_HELD,
          .reason = "private sender" },
        { .name = "private-hold-released",
          .address = "a@webmail.example",
          .released = true,
          .private_senders = ACKNOWLEDGE_PRIVATE_HOLD,
          .way = ACKNOWLEDGE_NEUTRAL },
        { .name = "private-off",
          .address = "a@webmail.example",
          .private_senders = ACKNOWLEDGE_PRIVATE_OFF,
          .reason = "private sender" },
        { .name = "firm-with-private-off",
          .address = CLERK,
          .private_senders = ACKNOWLEDGE_PRIVATE_OFF,
          .way = ACKNOWLEDGE_STANDARD },
        { .name = "private-above-cap",
          .address = "a@webmail.example",
          .sent = 10,
          .reason = "above the hourly number" },
        { .name = "last-below-cap", .address = CLERK, .sent = 9, .way = ACKNOWLEDGE_STANDARD },
        { .name = "above-cap", .address = CLERK, .sent = 10, .way = ACKNOWLEDGE_DIGEST },
        { .name = "while-a-digest-waits", .address = CLERK, .digest_waits = true, .way = ACKNOWLEDGE_DIGEST },
        { .name = "off", .address = CLERK, .off = true, .reason = "switched off" },
        { .name = "pilot", .address = CLERK, .pilot = true, .reason = "pilot" },
};

static AcknowledgementFacts *
facts_of(const AckCase *ack)
{
        AcknowledgementFacts *facts = acknowledgement_facts_new();
        facts->message_id = 7;
        facts->received_at = 1000 * HOUR;
        facts->stored_at = facts->received_at + ack->hours * HOUR + HOUR / 60;
        facts->created_at = facts->stored_at + HOUR / 60;
        facts->now = facts->created_at + ack->waited * HOUR;
        facts->mailbox = g_strdup("civil.court.orders");
        facts->address = g_strdup(ack->address);
        facts->gateway = g_strdup("mx.kent.test");
        facts->dmarc_failed = ack->dmarc;
        facts->automatic = ack->automatic;
        facts->junk = ack->junk;
        facts->repeats = ack->repeats;
        facts->has_reference = ack->reference;
        facts->released = ack->released;
        facts->sent_this_hour = ack->sent;
        facts->digest_waits = ack->digest_waits;
        if (ack->alert != NULL)
                facts->alerts = 1U << vocabulary_value(VOCABULARY_ALERT_KIND, ack->alert);
        AcknowledgementDocument *body = acknowledgement_document_add(facts, "1");
        body->media_type = g_strdup("text/plain");
        body->kind = DOCUMENT_KIND_CORRESPONDENCE;
        if (ack->no_papers)
                return facts;
        AcknowledgementDocument *order = acknowledgement_document_add(facts, "2");
        order->named = true;
        order->media_type = g_strdup("application/pdf");
        order->kind = DOCUMENT_KIND_ORDER;
        facts->orders = 1;
        return facts;
}

static AcknowledgementPolicy
policy_of(const AckCase *ack)
{
        static const char *const own[] = { "kent.test", NULL };
        return (AcknowledgementPolicy){ .enabled = !ack->off,
                                        .pilot = ack->pilot,
                                        .max_age_hours = 24,
                                        .per_sender_per_hour = 10,
                                        .private_senders = ack->private_senders,
                                        .own_domains = own,
                                        .gateway = "MX.kent.test" };
}

static void
test_case(gconstpointer data)
{
        const AckCase *ack = data;
        g_autoptr(AcknowledgementFacts) facts = facts_of(ack);
        const AcknowledgementPolicy policy = policy_of(ack);
        const AcknowledgementVerdict verdict = acknowledgement_decide(facts, &policy);
        g_assert_cmpint(verdict.way, ==, ack->way);
        g_assert_cmpstr(verdict.reason, ==, ack->reason);
}

/* Another gateway's word, or none of ours, stops nothing: a header by a stranger is text. */
static void
test_gateway(void)
{
        AckCase ack = { .address = CLERK, .dmarc = true };
        g_autoptr(AcknowledgementFacts) facts = facts_of(&ack);
        AcknowledgementPolicy policy = policy_of(&ack);
        policy.gateway = "mx.other.test";
        g_assert_cmpint(acknowledgement_decide(facts, &policy).way, ==, ACKNOWLEDGE_STANDARD);
        policy.gateway = "";
        g_assert_cmpint(acknowledgement_decide(facts, &policy).way, ==, ACKNOWLEDGE_STANDARD);
        g_clear_pointer(&facts->gateway, g_free);
        policy.gateway = "mx.kent.test";
        g_assert_cmpint(acknowledgement_decide(facts, &policy).way, ==, ACKNOWLEDGE_STANDARD);
}

static void
test_attachment(void)
{
        static const struct {
                const char *path, *type;
                bool named;
                DocumentKind kind;
                bool attachment;
        } rows[] = { { "1", "text/plain", false, DOCUMENT_KIND_CORRESPONDENCE, false },
                     { "1", "text/html", false, DOCUMENT_KIND_ORDER, false },
                     { "2", "text/plain", true, DOCUMENT_KIND_OTHER, true },
                     { "2", "application/pdf", false, DOCUMENT_KIND_ORDER, true },
                     { "1", "application/pdf", false, DOCUMENT_KIND_ORDER, true },
                     { "2!order.pdf", "application/pdf", true, DOCUMENT_KIND_ORDER, false },
                     { "3", "application/pkcs7-signature", true, DOCUMENT_KIND_OTHER, false },
                     { "1", "message/rfc822", false, DOCUMENT_KIND_UNREADABLE, false },
                     { "2", "message/rfc822", false, DOCUMENT_KIND_OTHER, true } };
        for (unsigned i = 0; i < G_N_ELEMENTS(rows); i++) {
                g_autoptr(AcknowledgementFacts) facts = acknowledgement_facts_new();
                AcknowledgementDocument *document = acknowledgement_document_add(facts, rows[i].path);
                document->media_type = g_strdup(rows[i].type);
                document->named = rows[i].named;
                document->kind = rows[i].kind;
                g_assert_cmpint(acknowledgement_is_attachment(document), ==, rows[i].attachment);
        }
}

int
main(int argc, char **argv)
{
        g_test_init(&argc, &argv, NULL);
        for (unsigned i = 0; i < G_N_ELEMENTS(cases); i++) {
                g_autofree char *path = g_strdup_printf("/acknowledgement/%s", cases[i].name);
                g_test_add_data_func(path, &cases[i], test_case);
        }
        g_test_add_func("/acknowledgement/gateway", test_gateway);
        g_test_add_func("/acknowledgement/attachment", test_attachment);
        return g_test_run();
}
