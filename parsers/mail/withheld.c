#include "parsers/mail/withheld.h"

#include "base/text.h"
#include "parsers/mail/logo.h"
#include "parsers/mail/own_words.h"
#include "parsers/order/pattern.h"
#include "parsers/order/reading.h"
#include "parsers/order/view.h"

#include <string.h>

/* A notice is short: longer text that holds the words is somebody's letter. */
enum { WITHHELD_LENGTH = 6000, WITHHELD_REMOVED_LENGTH = 3000 };

/* The notice speaks to the reader: a message waits, this is how to open it. */
static Pattern notice = {
        .text =
            "\\b(?:you have|you've|has|have) (?:just )?(?:received|been sent|sent you|a new) (?:a |an |new |this |\\d+ "
            ")*(?:"
            "secure|encrypted|protected|confidential secure)(?: [\\w-]+)? "
            "(?:e?mail|message|file|document|package|transfer|"
            "communication|attachment)s?|"
            "\\b(?:read|open|view|access|retrieve|decrypt|unlock|see) (?:the|your|this|my) (?:new |full )?(?:secure|"
            "encrypted|protected) (?:message|email|content|file|document|attachment)s?|"
            "\\b(?:secure|encrypted|protected) (?:message|email) (?:is "
            "waiting|awaits|notification|delivery|cent(?:re|er))|"
            "\\b(?:to|please) (?:read|view|open|access|decrypt|retrieve|download) (?:the|this|your) (?:secure "
            ")?(?:message|"
            "email)\\b[^.]{0,80}\\b(?:click|sign ?in|log ?in|register|one time|passcode|portal|browser|link|attachment|"
            "attached|account|https)|"
            "\\b(?:sign|log) ?in (?:to|with)[^.]{0,60}\\b(?:read|view|open|access|retrieve|decrypt|pick up) "
            "(?:the|this|"
            "your) (?:message|email|documents?|files?)|\\bone time (?:pass ?code|password|pin)\\b|\\bmessage\\.html\\b|"
            "\\bsecuredoc\\b|\\bregistered envelope\\b|\\brpmsg\\b|microsoft purview message encryption|"
            "office 365 message encryption|\\bzix\\w* (?:secure|message)|proofpoint (?:encryption|secure)|"
            "\\bpick up your (?:secure )?(?:message|email|documents?)\\b|(?:egress|galaxkey|frama|cryptshare|mailock|"
            "virtru|mimecast|cisco|barracuda|trend micro|cjsm|switch)(?: \\w+){0,3} (?:to (?:read|open|view|access|"
            "decrypt)|message (?:waiting|portal|cent\\w+)|web ?mail account|large file send|secure (?:messag\\w+|"
            "workspace))|\\byou have (?:a |an )?(?:\\d+ )?(?:new |unread )(?:secure |cjsm )?(?:message|email)s? "
            "(?:in|waiting|"
            "on)\\b|\\bmae gennych (?:chi )?neges (?:ddiogel|wedi'i hamgryptio)|\\bthis (?:message|email) "
            "(?:is|was|has been) "
            "(?:encrypted|protected)\\b[^.]{0,30}\\.? ?[^.]{0,80}\\b(?:open|read|view|click|sign|passcode|unlock)\\b"
};
/* Papers that are only to be fetched: by a link, a button, a portal. */
#define PAPERS                                                                                                         \
        "(?:sealed |court |attached |full |final |approved |new )*(?:orders?|documents?|files?|attachments?|papers|"   \
        "bundle|cop(?:y|ies)|statements?|folder|letter|pdfs?|zip|injunction|nmo|non ?mol\\w*(?: order)?|paperwork)"
static Pattern shared = {
        .text =
            "\\b(?:has |have |i have |we have |i |we )?shared (?:(?:a|an|the|this|some|\\d+) "
            ")?(?:[\"'][^\"']{1,80}[\"'] |"
            "\\S+\\.(?:pdf|docx?|zip) )?(?:" PAPERS
            "|items?)?(?: \\S+){0,8}? ?with you\\b|\\bshared \\S+\\.(?:pdf|docx?|zip)|"
            "\\b(?:invited you to (?:view|edit|access)|has sent you (?:some |a |\\d+ )?(?:files?|documents?|transfer)|"
            "sent (?:you )?(?:\\d+ (?:files?|items?)|(?:some |a )?files?) (?:via|using|through))|"
            "\\b(?:view|download|access|open|retrieve|collect|read|see|find|get)(?: and \\w+)? (?:the |your |this |a "
            "|our |my |"
            "these |all )*" PAPERS
            "\\b[^.]{0,60}\\b(?:online|here|link|portal|below|button|browser|by clicking|click|at "
            "https?|from https?|https?:|onedrive|sharepoint|dropbox|wetransfer|google drive|mycourt|my ?hmcts|data "
            "?room)|"
            "\\b" PAPERS
            "(?: \\w+){0,4}? (?:is|are|can be|may be|has been|have been|will be)(?: now| only)? (?:available|"
            "viewed|downloaded|accessed|collected|obtained|uploaded|found|placed|put|shared|retrieved|saved|hosted|"
            "stored)"
            "(?: \\w+){0,5}? (?:online|here|link|portal|via|by clicking|onedrive|one "
            "drive|sharepoint|dropbox|wetransfer|"
            "google drive|icloud|https?|sharefile|box\\.com|data ?room|the following link|this link|using|in the cloud|"
            "cloud|(?:on|in) (?:the |your |our )?(?:\\w+ )?(?:portal|site|account|drive|website))|"
            "\\b(?:click|press|tap|follow|use) (?:here|on|the|this|below)(?: \\w+){0,4}? (?:to|and) "
            "(?:view|download|access|"
            "open|retrieve|collect|read|see) (?:the |your |this |all |our )*" PAPERS "\\b|"
            "\\blinks? (?:below |here )?(?:to|for) (?:the |your |a |our |download(?:ing)? |this )*" PAPERS "\\b|"
            "\\b" PAPERS "(?: \\w+){0,3}? (?:link|by link|via (?:a |the |this )?(?:secure )?link|as a link)\\b|"
            "\\bthis (?:link|download|transfer)(?: will)? expires?\\b|\\b(?:files?|transfer) (?:will )?expires? "
            "(?:on|in)\\b|"
            "\\b(?:sign|log) ?in "
            "(?:to|at|on|with|and|here)\\b[^.]{0,60}?\\b(?:view|see|access|download|read|open|collect|get) "
            "(?:it|them|(?:the |your |this )?" PAPERS ")\\b|\\b" PAPERS
            "(?: \\w+){0,3}? (?:at|here|via|from):? https?:|"
            "\\b(?:uploaded|placed|put) (?:it|them|the |your |this )?(?:" PAPERS
            ")?(?: \\w+){0,3}? (?:to|on|in) (?:our|the|your) "
            "(?:\\w+ )?(?:portal|data ?room|one ?drive|sharepoint|dropbox|cloud)\\b|\\bfiles? (?:is|are) ready "
            "(?:for|to) "
            "download|\\bthe link expires\\b|\\bshared\\b[\\w .]{1,80}\\.(?:pdf|docx?|zip) with you\\b|\\b" PAPERS
            " (?:has|have) been made available (?:to you )?(?:through|via|on|in)\\b|"
            "\\b(?:get|download) your files\\b|\\bview (?:the )?(?:order|document) online\\b"
};
/* Where files are shared: an address there is the paper, when no paper came. */
static Pattern hosts = {
        .text = "(?i)https?://(?:[\\w.-]+\\.)?(?:1drv\\.ms|onedrive\\.live\\.com|sharepoint\\.com|dropbox\\.com|"
                "dropboxusercontent\\.com|wetransfer\\.com|we\\.tl|drive\\.google\\.com|docs\\.google\\.com|box\\.com|"
                "sharefile\\.(?:com|eu)|hightail\\.com|filemail\\.com|transfernow\\.net|mega\\.nz|icloud\\.com|"
                "egress\\.com|galaxkey\\.com|cryptshare\\.\\w+|mimecast\\.com|zixmessagecenter\\.com|mailock\\.com|"
                "evidence\\.com|objective\\.co\\.uk)/(?=\\S)"
};
/* A sender's own announcement of another way, or of what came before, is no link. */
static Pattern elsewise = {
        .text =
            "\\b(?:will (?:be|send|share|upload|follow)|could not|can not|unable|failed|expired|if you (?:require|need|"
            "would like)|privacy|our website|terms|survey|feedback|unsubscribe|linkedin|twitter|facebook|map)\\b"
};
static Pattern removed = {
        .text =
            "\\b(?:attachments?|files?|documents?|content|parts?)\\b(?: \\S+){0,9}? (?:was|were|has been|have "
            "been|is|are) "
            "(?:\\w+ )?(?:removed|deleted|blocked|quarantined|stripped|withheld|replaced|disabled|held|dropped|"
            "disinfected|rejected|cleaned)\\b|"
            "\\b(?:removed|deleted|blocked|quarantined|stripped|withheld|replaced|detached)(?: \\S+){0,6}? "
            "(?:attachments?|"
            "files?)\\b(?: \\S+){0,12}? (?:because|due to|virus\\w*|malware|policy|threat|security|infected|unsafe)|"
            "\\b(?:virus|malware|threat) (?:was |has been )?(?:found|detected)\\b"
};
static Pattern infected = {
        .text =
            "\\b(?:virus\\w*|malware|malicious|infected|threats?|trojan|dangerous|ransom\\w*|macro\\w*|unsafe|eicar|"
            "phish\\w*)\\b"
};
static Pattern removed_name = {
        .text = "(?i)^(?:deleted ?\\d*|removed|blocked|quarantined?|virus.?(?:warning|alert|notice)?|"
                "malware.?(?:alert|warning|notice)|attachment.?(?:removed|blocked|deleted|warning)|"
                "warning.?\\d*|safe ?attachment.?blocked|unsafe attachment|.*\\.(?:quarantined|"
                "removed|deleted))(?:[-_ ]\\w+)?(?:\\.(?:txt|html?))?$"
};
static Pattern notice_name = { .text =
                                   "(?i)^(?:message(?:_v\\d+)?\\.(?:html?|rpmsg)|.*\\.rpmsg|secure ?doc[\\w-]*\\.html?|"
                                   "securemessage\\w*\\.html?|encrypted[_ -]?message\\.html?|secure[_ -]?(?:e-?mail|"
                                   "message)\\.html?|zix\\w*\\.html?|proofpoint\\w*\\.html?|.*\\.switch)$" };

/* The text of a short document made plain; NULL when it has none or is long. */
static char *
withheld_plain(const SourceDocument *source, size_t longest, bool newest)
{
        if (source->pages->len == 0 || source->pages->len > 2)
                return NULL;
        const Page *page = g_ptr_array_index(source->pages, 0);
        if (page->length == 0 || page->length > longest)
                return NULL;
        g_autofree char *own = newest ? own_words_newest(page->text) : g_strdup(page->text);
        g_autofree char *line = text_one_line(own);
        return own_words_plain(line);
}

static void
withheld_set(SubmissionDocument *document, Problem problem)
{
        document->problem = problem;
        document->kind = problem == PROBLEM_REMOTE_ONLY ? DOCUMENT_KIND_SECURE_MAIL_NOTICE : DOCUMENT_KIND_UNREADABLE;
}

/* Exchange hands out a message of its own for one that it could not convert. */
static bool
withheld_is_substitute(const Submission *submission, const HeaderBlock *header)
{
        static Pattern subject = {
                .text = "(?i)^retrieval using the imap4? ?(?:protocol)? failed|^message retrieval failed|"
                        "^the server could not retrieve the following message"
        };
        Bytes value;
        return pattern_in(&subject, submission->subject) &&
               (!header_block_find(header, "Received", &value) ||
                g_strcmp0(submission->from_address, "microsoft@unknown") == 0);
}

void
withheld_mark(Submission *submission, const GPtrArray *sources, const HeaderBlock *header)
{
        const bool substitute = withheld_is_substitute(submission, header);
        for (unsigned i = 0; i < sources->len; i++) {
                SourceDocument *source = g_ptr_array_index(sources, i);
                SubmissionDocument *document = source->document;
                if (substitute && source->is_body) {
                        document->problem = PROBLEM_REMOTE_ONLY;
                        continue;
                }
                if (source->is_body || source->is_forwarded || document->problem == PROBLEM_REMOTE_ONLY)
                        continue;
                const char *type = document->media_type == NULL ? "" : document->media_type;
                if (strstr(type, "rpmsg") != NULL ||
                    (document->filename != NULL && g_str_has_suffix(document->filename, ".rpmsg"))) {
                        document->problem = PROBLEM_REMOTE_ONLY;
                        continue;
                }
                g_autofree char *plain =
                    g_str_has_prefix(type, "text/") ? withheld_plain(source, WITHHELD_REMOVED_LENGTH, false) : NULL;
                const bool named = document->filename != NULL && pattern_in(&removed_name, document->filename);
                if (plain == NULL || !(pattern_in(&removed, plain) || (named && pattern_in(&infected, plain))))
                        continue;
                document->problem = pattern_in(&infected, plain) ? PROBLEM_MALWARE : PROBLEM_REMOTE_ONLY;
        }
}

static bool
withheld_is_paper(const SourceDocument *source)
{
        const SubmissionDocument *document = source->document;
        const bool is_logo =
            document->media_type != NULL && g_str_has_prefix(document->media_type, "image/") && document->size < 20000;
        const bool is_data = document->media_type != NULL && (g_str_has_suffix(document->media_type, "calendar") ||
                                                              g_str_has_suffix(document->media_type, "card"));
        return !source->is_body && !is_logo && !is_data && document->problem != PROBLEM_REMOTE_ONLY;
}

/* Whether the text is a portal's notice, not somebody's answer about one. */
static bool
withheld_is_notice(const char *plain)
{
        static Pattern answer = {
                .text = "\\b(?:could not|can not|unable to|did not|not able to|failed to) (?:open|read|view|"
                        "access|retrieve|decrypt)\\b|\\bwe (?:use|have received|received)\\b"
        };
        return pattern_in(&notice, plain) && !pattern_in(&answer, plain);
}

static void
withheld_attachment(const SourceDocument *source)
{
        SubmissionDocument *document = source->document;
        if (document->kind == DOCUMENT_KIND_ORDER || document->kind == DOCUMENT_KIND_STATEMENT_OF_SERVICE ||
            document->kind == DOCUMENT_KIND_POWER_OF_ARREST || source->is_forwarded)
                return;
        g_autofree char *plain = withheld_plain(source, WITHHELD_LENGTH, false);
        const bool named = document->filename != NULL && pattern_in(&notice_name, document->filename);
        const bool open = document->problem == PROBLEM_NONE || document->problem == PROBLEM_UNSUPPORTED;
        if (open && (named || (plain != NULL && withheld_is_notice(plain))))
                withheld_set(document, PROBLEM_REMOTE_ONLY);
}

/* Whether the sender says that the papers lie behind a link; in the subject programs say so too. */
static bool
withheld_links(const SourceDocument *source, const char *subject)
{
        const Page *page = g_ptr_array_index(source->pages, 0);
        g_autofree char *own = own_words_newest(page->text);
        if (pattern_in(&hosts, own))
                return true;
        g_autofree char *all = g_strconcat(subject, "\n\n", own, NULL);
        g_autoptr(GPtrArray) sentences = own_words_sentences(all);
        for (unsigned i = 0; i < sentences->len; i++) {
                const char *plain = ((const OwnSentence *) g_ptr_array_index(sentences, i))->plain;
                if (pattern_in(&shared, plain) && !pattern_in(&elsewise, plain))
                        return true;
        }
        return false;
}

void
withheld_settle(Submission *submission, const GPtrArray *sources)
{
        bool has_paper = false;
        for (unsigned i = 0; i < sources->len; i++) {
                const SourceDocument *source = g_ptr_array_index(sources, i);
                if (!source->is_body)
                        withheld_attachment(source);
                has_paper = has_paper || withheld_is_paper(source);
        }
        for (unsigned i = 0; i < sources->len; i++) {
                const SourceDocument *source = g_ptr_array_index(sources, i);
                if (!source->is_body || source->document->kind != DOCUMENT_KIND_CORRESPONDENCE || has_paper ||
                    submission->automatic || source->document->problem != PROBLEM_NONE)
                        continue;
                g_autofree char *plain = withheld_plain(source, WITHHELD_LENGTH, true);
                if (plain != NULL && (withheld_is_notice(plain) || withheld_links(source, submission->subject)))
                        withheld_set(source->document, PROBLEM_REMOTE_ONLY);
        }
}
