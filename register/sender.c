#include "register/sender.h"

#include <glib.h>
#include <string.h>

static const struct {
        const char *domain;
        SenderKind kind;
} sender_domains[] = {
#define SENDER(domain, kind) { domain, SENDER_##kind },
#include "register/sender.def"
#undef SENDER
};

/* Lower case, without what secure mail puts behind a domain. New string. */
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
sender_is_below(const char *domain, const char *above)
{
        if (!g_str_has_suffix(domain, above))
                return false;
        const gsize rest = strlen(domain) - strlen(above);
        return rest == 0 || domain[rest - 1] == '.';
}

SenderKind
sender_kind(const char *address)
{
        const char *at = address == NULL ? NULL : strrchr(address, '@');
        if (at == NULL || at == address || at[1] == '\0')
                return SENDER_UNKNOWN;
        g_autofree char *domain = sender_plain(at + 1);
        for (unsigned i = 0; i < G_N_ELEMENTS(sender_domains); i++)
                if (sender_is_below(domain, sender_domains[i].domain))
                        return sender_domains[i].kind;
        return SENDER_ORGANISATION;
}

const char *
sender_kind_label(SenderKind kind)
{
        static const char *const labels[] = {
                [SENDER_UNKNOWN] = "unknown",         [SENDER_COURT] = "court",
                [SENDER_POLICE] = "police",           [SENDER_AUTHORITY] = "public office",
                [SENDER_PRIVATE] = "private address", [SENDER_ORGANISATION] = "organisation",
        };
        return labels[kind];
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
