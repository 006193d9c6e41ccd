#include "register/sender.h"

#include <glib.h>
#include <string.h>

/* Domains and everything below them; the first row that fits. */
static const struct {
        const char *domain, *kind;
} sender_domains[] = {
        { "justice.gov.uk", "court" },
        { "hmcts.net", "court" },
        { "courts.gov.uk", "court" },
        { "judiciary.uk", "court" },
        { "ejudiciary.net", "court" },
        { "police.uk", "police" },
        { "nca.gov.uk", "police" },
        { "gov.uk", "public office" },
        { "nhs.uk", "public office" },
        { "nhs.net", "public office" },
        { "parliament.uk", "public office" },
        { "gmail.com", "private address" },
        { "googlemail.com", "private address" },
        { "outlook.com", "private address" },
        { "hotmail.com", "private address" },
        { "hotmail.co.uk", "private address" },
        { "live.co.uk", "private address" },
        { "live.com", "private address" },
        { "msn.com", "private address" },
        { "yahoo.com", "private address" },
        { "yahoo.co.uk", "private address" },
        { "ymail.com", "private address" },
        { "aol.com", "private address" },
        { "icloud.com", "private address" },
        { "me.com", "private address" },
        { "proton.me", "private address" },
        { "protonmail.com", "private address" },
        { "btinternet.com", "private address" },
        { "sky.com", "private address" },
        { "talktalk.net", "private address" },
        { "virginmedia.com", "private address" },
        { "ntlworld.com", "private address" },
        { "gmx.com", "private address" },
        { "gmx.co.uk", "private address" },
        { "mail.com", "private address" },
};

/* Lower case, without what secure mail adds. New string. */
static char *
sender_plain(const char *address)
{
        static const char secure[] = ".cjsm.net";
        char *plain = g_ascii_strdown(address, -1);
        if (g_str_has_suffix(plain, secure))
                plain[strlen(plain) - strlen(secure)] = '\0';
        return plain;
}

static bool
sender_is_below(const char *host, const char *domain)
{
        if (!g_str_has_suffix(host, domain))
                return false;
        const size_t before = strlen(host) - strlen(domain);
        return before == 0 || host[before - 1] == '.';
}

const char *
sender_kind(const char *address)
{
        const char *at = address == NULL ? NULL : strrchr(address, '@');
        if (at == NULL || at == address || at[1] == '\0')
                return "unknown";
        g_autofree char *host = sender_plain(at + 1);
        for (unsigned i = 0; i < G_N_ELEMENTS(sender_domains); i++)
                if (sender_is_below(host, sender_domains[i].domain))
                        return sender_domains[i].kind;
        return "organisation";
}

bool
sender_is_same(const char *a, const char *b)
{
        if (a == NULL || b == NULL)
                return false;
        g_autofree char *first = sender_plain(a);
        g_autofree char *second = sender_plain(b);
        return g_str_equal(first, second);
}
