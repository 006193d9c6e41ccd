#include "parsers/mail/automatic.h"

#include "base/text.h"
#include "parsers/mail/logo.h"
#include "parsers/mail/own_words.h"
#include "parsers/order/pattern.h"
#include "parsers/order/reading.h"
#include "parsers/order/view.h"

#include <glib.h>
#include <string.h>

/* How out-of-office and delivery notices begin their subjects, folded (text_fold()). A word in a subject alone is weak:
 * these are phrases that a program puts in front. */
static const char *const subjects[] = {
        "automatic reply:",
        "automatic reply -",
        "auto reply:",
        "auto-reply:",
        "autoreply:",
        "auto response:",
        "auto-response:",
        "autoresponse:",
        "out of office",
        "out-of-office",
        "away from the office",
        "i am out of the office",
        "undeliverable:",
        "undelivered mail",
        "delivery status notification",
        "delivery failure",
        "mail delivery failed",
        "mail delivery system",
        "returned mail:",
        "failure notice",
        "read:",
        "not read:",
        "read receipt",
        "delivered:",
        "relayed:",
        "message recall",
        "recall success",
        "recall failure",
        "automated response",
        "automated reply",
        "auto reply",
        "autoreply",
        "vacation reply",
        "delivery has failed",
        "undeliverable message",
        "warning: message",
        "delayed mail",
        "delivery delayed",
        "darllenwyd:",
        "ateb awtomatig",
        "allan o'r swyddfa",
        "automatische antwort",
        "abwesenheitsnotiz",
        "abwesend:",
        "reponse automatique",
        "absence du bureau",
        "absent du bureau",
        "respuesta automatica",
        "fuera de la oficina",
        "risposta automatica",
        "fuori sede",
        "automatisch antwoord",
        "afwezig:",
        "resposta automatica",
        "automatyczna odpowiedz",
        "odpowiedz automatyczna",
        "raspuns automat",
        "autosvar",
        "automaattinen vastaus",
        "unzustellbar:",
        "non remis",
};

static bool
automatic_subject(const HeaderBlock *header)
{
        g_autofree char *subject = header_block_text(header, "Subject");
        if (subject == NULL)
                return false;
        g_autofree char *folded = text_fold(subject);
        for (unsigned i = 0; i < G_N_ELEMENTS(subjects); i++)
                if (g_str_has_prefix(folded, subjects[i]))
                        return true;
        return false;
}

static bool
automatic_word(const HeaderBlock *header, const char *name, const char *const words[])
{
        g_autofree char *value = header_block_key(header, name);
        for (unsigned i = 0; value != NULL && words[i] != NULL; i++)
                if (g_str_has_prefix(value, words[i]))
                        return true;
        return false;
}

static bool
automatic_sender(const HeaderBlock *header)
{
        static const char *const senders[] = { "mailer-daemon", "postmaster@", "mailer_daemon", NULL };
        g_autofree char *path = header_block_key(header, "Return-Path");
        if (path != NULL && g_str_has_prefix(path, "<>"))
                return true;
        g_autofree char *from = header_block_key(header, "From");
        for (unsigned i = 0; from != NULL && senders[i] != NULL; i++)
                if (strstr(from, senders[i]) != NULL)
                        return true;
        return false;
}

AutomaticSign
automatic_sign(const HeaderBlock *header)
{
        static const char *const precedences[] = { "auto_reply", "auto-reply", NULL };
        static const char *const bulk[] = { "bulk", "junk", NULL };
        static const char *const replied[] = { "auto-replied", "auto-notified", NULL };
        static const char *const lists[] = { "list", NULL };
        static const char *const reports[] = { "multipart/report", "message/delivery-status",
                                               "message/disposition-notification", NULL };
        static const char *const present[] = { "X-Autoreply",         "X-Autorespond",
                                               "X-Auto-Reply",        "X-Autoresponder",
                                               "X-Failed-Recipients", "X-MS-Exchange-Inbox-Rules-Loop" };
        if (automatic_word(header, "Auto-Submitted", replied))
                return AUTOMATIC_HEADER;
        if (automatic_word(header, "Precedence", precedences) || automatic_word(header, "Content-Type", reports))
                return AUTOMATIC_HEADER;
        Bytes value;
        for (unsigned i = 0; i < G_N_ELEMENTS(present); i++)
                if (header_block_find(header, present[i], &value))
                        return AUTOMATIC_HEADER;
        if (automatic_sender(header))
                return AUTOMATIC_HEADER;
        if (automatic_subject(header))
                return AUTOMATIC_SUBJECT;
        /* what goes to everybody who has signed up, and answers nobody */
        if (automatic_word(header, "Precedence", bulk) && header_block_find(header, "List-Unsubscribe", &value) &&
            !header_block_find(header, "In-Reply-To", &value))
                return AUTOMATIC_NEWSLETTER;
        g_autofree char *submitted = header_block_key(header, "Auto-Submitted");
        if (automatic_word(header, "Precedence", bulk) ||
            (submitted != NULL && submitted[0] != '\0' && !g_str_has_prefix(submitted, "no")))
                return AUTOMATIC_GENERATED;
        if (automatic_word(header, "Precedence", lists) || header_block_find(header, "List-Id", &value))
                return AUTOMATIC_LIST;
        return AUTOMATIC_NO;
}

/* An answering machine speaks of itself or of its owner's absence; a person who is away says so beside something else. */
static Pattern machine = {
        .text =
            "\\b(?:this is an? (?:automat\\w+|auto)|(?:this|an) (?:\\w+ ){0,2}?automat\\w+ (?:generated "
            ")?(?:reply|response|acknowledgement|message|email)|"
            "thank you for (?:your (?:email|message|enquiry)|contacting|emailing)[^.]{0,60}\\. "
            "?(?:please note (?:that )?)?(?:i am|i will be|we (?:aim|will|endeavour)|our office|the office|your "
            "(?:email|"
            "message|enquiry) (?:is|will|has)|this (?:mailbox|inbox))|"
            "i am (?:currently |now )?(?:out of (?:the )?office|on (?:annual |maternity |paternity |sick |study "
            "|parental )"
            "?leave|away from (?:the office|my desk)|not in the office|on "
            "holiday)\\b.{0,200}\\b(?:return\\w*|back|urgent"
            "\\w*|until|absence|contact)|"
            "i (?:do not|no longer) work (?:for|at|here|on (?:mon|tues|wednes|thurs|fri)days?)\\b.{0,120}\\b(?:please|"
            "contact|reply|respond)|"
            "we aim to (?:respond|reply|acknowledge)\\b.{0,60}\\b(?:working|hours|days)|your (?:email|message) has "
            "been "
            "received and will be|mae hwn yn (?:ateb|neges) awtomatig|rwyf allan o'r swyddfa)"
};

static bool
automatic_is_calendar(const SubmissionDocument *document)
{
        return g_strcmp0(document->media_type, "text/calendar") == 0 ||
               g_strcmp0(document->media_type, "application/ics") == 0;
}

/* A file that somebody meant to send. */
static bool
automatic_has_file(const GPtrArray *sources)
{
        for (unsigned i = 0; i < sources->len; i++) {
                const SourceDocument *source = g_ptr_array_index(sources, i);
                if (!source->is_body && !logo_is(source->document) && !automatic_is_calendar(source->document))
                        return true;
        }
        return false;
}

/* The calendar is the mail itself or a form of its text, as calendar programs send it, not a file beside a letter. */
static bool
automatic_is_invitation(const GPtrArray *sources)
{
        bool calendar = false;
        for (unsigned i = 0; i < sources->len; i++) {
                const SourceDocument *source = g_ptr_array_index(sources, i);
                calendar = calendar ||
                           (automatic_is_calendar(source->document) && (source->is_alternative || sources->len == 1));
        }
        return calendar && !automatic_has_file(sources);
}

static bool
automatic_speaks(const GPtrArray *sources)
{
        enum { LONGEST = 1500 };
        for (unsigned i = 0; i < sources->len; i++) {
                const SourceDocument *source = g_ptr_array_index(sources, i);
                if (!source->is_body || source->is_forwarded || source->pages->len == 0)
                        continue;
                g_autofree char *newest = own_words_whole(((const Page *) g_ptr_array_index(source->pages, 0))->text);
                g_autofree char *line = text_one_line(newest);
                g_autofree char *plain = own_words_plain(line);
                return strlen(plain) < LONGEST && pattern_in(&machine, plain);
        }
        return false;
}

void
automatic_judge(Submission *submission, AutomaticSign sign, const GPtrArray *sources)
{
        const bool has_file = automatic_has_file(sources);
        submission->automatic = sign == AUTOMATIC_HEADER || (sign == AUTOMATIC_SUBJECT && !has_file) ||
                                automatic_is_invitation(sources) || (!has_file && automatic_speaks(sources));
}

/* What a program announces or asks for by rote needs nobody's eyes; words of danger that it passes on do, but for those of a
 * newsletter, which tells of strangers. */
static void
automatic_drop_alerts(Submission *submission, bool is_newsletter)
{
        if (is_newsletter)
                g_ptr_array_set_size(submission->alerts, 0);
        for (unsigned i = submission->alerts->len; i-- > 0;) {
                const AlertKind kind = ((const SubmissionAlert *) g_ptr_array_index(submission->alerts, i))->kind;
                if (kind != ALERT_KIND_BREACH && kind != ALERT_KIND_DANGER && kind != ALERT_KIND_RETRACTION)
                        g_ptr_array_remove_index(submission->alerts, i);
        }
}

void
automatic_settle(Submission *submission, AutomaticSign sign, const GPtrArray *sources)
{
        const bool brought =
            submission->orders->len > 0 || submission->services->len > 0 || automatic_has_file(sources);
        const bool is_newsletter = sign == AUTOMATIC_NEWSLETTER && !brought;
        if (sign != AUTOMATIC_GENERATED && sign != AUTOMATIC_NEWSLETTER && (sign != AUTOMATIC_LIST || brought))
                return;
        submission->automatic = true;
        automatic_drop_alerts(submission, is_newsletter);
        if (!brought) {
                submission->order_type = ORDER_TYPE_UNCLASSIFIED;
                submission->basis = BASIS_NONE;
                submission->conflict = false;
        }
        for (unsigned i = 0; i < sources->len; i++) {
                const SourceDocument *source = g_ptr_array_index(sources, i);
                if (source->is_body && source->document->kind == DOCUMENT_KIND_CORRESPONDENCE)
                        source->document->kind = DOCUMENT_KIND_AUTOMATIC_REPLY;
        }
}
