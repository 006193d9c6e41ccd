#include "web/access.h"

#include "base/digest.h"
#include "config/passphrase.h"

/* A session ends after this, whatever is done with it: one long shift. */
enum { ACCESS_HOURS = 12 };

static const char ACCESS_COOKIE[] = "ccot_session";

static char *
access_token(const char *session)
{
        g_autofree char *text = g_strconcat("form:", session, NULL);
        return g_strdup(digest_of(bytes_of_string(text)).hex);
}

static char *
access_cookie(const Request *request, const char *session)
{
        return g_strdup_printf("%s=%s; Path=/; HttpOnly; SameSite=Strict%s%s", ACCESS_COOKIE, session,
                               request->secure ? "; Secure" : "", *session == '\0' ? "; Max-Age=0" : "");
}

char *
access_no_cookie(const Request *request)
{
        return access_cookie(request, "");
}

const char *
access_session(const Request *request)
{
        const char *session = g_hash_table_lookup(request->cookies, ACCESS_COOKIE);
        return session != NULL && digest_is_hex(session) ? session : NULL;
}

char *
access_roles(unsigned roles)
{
        g_autoptr(GString) words = g_string_new("{");
        for (unsigned role = 0; role < ROLE_COUNT; role++)
                if ((roles & ACCESS_BIT(role)) != 0)
                        g_string_append_printf(words, "%s%s", words->len > 1 ? "," : "",
                                               vocabulary_word(VOCABULARY_ROLE, role));
        g_string_append_c(words, '}');
        return g_string_free(g_steal_pointer(&words), FALSE);
}

Access *
access_new(Staff *staff, const char *session)
{
        Access *access = g_new0(Access, 1);
        access->staff = staff;
        access->role = (Role) vocabulary_value(VOCABULARY_ROLE, staff->role);
        access->session = g_strdup(session);
        access->token = access_token(session);
        return access;
}

void
access_free(Access *access)
{
        if (access == NULL)
                return;
        staff_free(access->staff);
        g_free(access->session);
        g_free(access->token);
        g_free(access);
}

/* Names are compared in lower case; what the proxy prints behind "@" is part of the name. */
static char *
access_name(const char *typed)
{
        g_autofree char *lower = g_ascii_strdown(typed, -1);
        return g_strdup(g_strstrip(lower));
}

char *
access_proxied(const Request *request)
{
        return request->proxy_user == NULL ? NULL : access_name(request->proxy_user);
}

/* Begins a session for whom the proxy signed in. */
static bool
access_from_proxy(Db *db, const Config *config, const Request *request, Access **ret_access, char **ret_cookie,
                  GError **error)
{
        g_autofree char *name = access_proxied(request), *session = passphrase_random();
        bool begun = false;
        Staff *staff = NULL;
        if (!staff_store_begin(db, session, name, ACCESS_HOURS, &begun, error))
                return false;
        if (!begun)
                return true;
        if (!staff_store_use(db, session, config->web_session_minutes, false, &staff, error))
                return false;
        if (staff != NULL) {
                *ret_access = access_new(staff, session);
                *ret_cookie = access_cookie(request, session);
        }
        return true;
}

bool
access_find(Db *db, const Config *config, const Request *request, bool quiet, Access **ret_access, char **ret_cookie,
            GError **error)
{
        *ret_access = NULL;
        *ret_cookie = NULL;
        const char *session = access_session(request);
        Staff *staff = NULL;
        if (session != NULL && !staff_store_use(db, session, config->web_session_minutes, quiet, &staff, error))
                return false;
        g_autofree char *proxied = access_proxied(request);
        /* the proxy's word is the stronger: another person at the same browser gets no session of the last one */
        if (staff != NULL && proxied != NULL && !g_str_equal(proxied, staff->name))
                g_clear_pointer(&staff, staff_free);
        if (staff != NULL)
                *ret_access = access_new(staff, session);
        if (staff != NULL || proxied == NULL || quiet)
                return true;
        return access_from_proxy(db, config, request, ret_access, ret_cookie, error);
}

bool
access_ended(Db *db, const Request *request, Access **ret_access, GError **error)
{
        const char *session = access_session(request);
        Staff *staff = NULL;
        *ret_access = NULL;
        if (session == NULL)
                return true;
        if (!staff_store_ended(db, session, &staff, error))
                return false;
        *ret_access = staff == NULL ? NULL : access_new(staff, session);
        return true;
}

/* The browser's cookie is about to be replaced: the session behind it, of whomever, ends. */
static bool
access_end_last(Db *db, const Request *request, GError **error)
{
        const char *session = access_session(request);
        return session == NULL || staff_store_end(db, session, error);
}

bool
access_sign_in(Db *db, const Request *request, const char *name, const char *passphrase, char **ret_cookie,
               unsigned *ret_wait, GError **error)
{
        g_autofree char *own = access_name(name);
        g_autofree char *stored = NULL;
        *ret_cookie = NULL;
        if (!staff_store_challenge(db, own, ret_wait, &stored, error))
                return false;
        if (*ret_wait > 0)
                return true;
        if (!passphrase_matches(passphrase, stored))
                return staff_store_failed(db, own, error);
        g_autofree char *session = passphrase_random();
        bool begun = false;
        if (!access_end_last(db, request, error) || !staff_store_begin(db, session, own, ACCESS_HOURS, &begun, error))
                return false;
        *ret_cookie = begun ? access_cookie(request, session) : NULL;
        return true;
}

bool
access_has_token(const Access *access, const Request *request)
{
        const char *token = request_form(request, "csrf");
        return token != NULL && passphrase_equal(token, access->token);
}
