#include "parsers/mail/automatic.h"

#include "base/text.h"

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
        "recall:",
        "message recall",
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

bool
automatic_is(const HeaderBlock *header)
{
        static const char *const precedences[] = { "bulk", "junk", "auto_reply", "auto-reply", NULL };
        static const char *const reports[] = { "multipart/report", NULL };
        static const char *const present[] = { "X-Autoreply", "X-Autorespond", "X-Auto-Reply", "X-Autoresponder",
                                               "X-Failed-Recipients" };
        g_autofree char *submitted = header_block_key(header, "Auto-Submitted");
        if (submitted != NULL && submitted[0] != '\0' && !g_str_has_prefix(submitted, "no"))
                return true;
        if (automatic_word(header, "Precedence", precedences) || automatic_word(header, "Content-Type", reports))
                return true;
        Bytes value;
        for (unsigned i = 0; i < G_N_ELEMENTS(present); i++)
                if (header_block_find(header, present[i], &value))
                        return true;
        return automatic_sender(header) || automatic_subject(header);
}
