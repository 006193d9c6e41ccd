/* Who asks, and what that person may do. A session is 256 random bits in a cookie, stored as a digest; the form token of
 * each page hangs on it. */
#ifndef WEB_ACCESS_H
#define WEB_ACCESS_H

#include "config/config.h"
#include "db/db.h"
#include "db/staff_store.h"
#include "register/vocabulary.h"
#include "web/request.h"
#include "web/response.h"

typedef struct {
        Staff *staff;
        Role role;
        char *session;         /* secret */
        char *token;           /* what a form must bring along */
        unsigned target_hours; /* of what waits, for the same */
        Db *db;                /* for what stands at the head of every page; NULL when the register cannot be reached */
        Db *head;              /* on which that was asked for already; NULL: nowhere */
} Access;

/* Sets of roles, for the table of routes. */
#define ACCESS_BIT(role) (1U << (unsigned) (role))

/* The session that the browser's cookie names, in form at least; NULL when there is none. */
const char *access_session(const Request *request);
/* The account of whom the proxy signed in: a new string, or NULL. */
char *access_proxied(const Request *request);
/* The roles of a set, as PostgreSQL reads a list. New string. */
char *access_roles(unsigned roles);
/* Whose session it is, as the register said. Takes staff. */
Access *access_new(Staff *staff, const char *session);
/* *ret_access NULL: nobody is signed in, or the session has ended. quiet: a refresh by the page itself, which keeps no
 * session alive. On a socket that only the proxy reaches, whom the proxy names and whose account is open gets a session;
 * *ret_cookie then is the cookie to set, else NULL. */
bool access_find(Db *db, const Config *config, const Request *request, bool quiet, Access **ret_access,
                 char **ret_cookie, GError **error);
/* Who a session that ended by itself belonged to, with the token of its forms; *ret_access NULL when it is none. For keeping what that
 * person had typed, and for nothing else. */
bool access_ended(Db *db, const Request *request, Access **ret_access, GError **error);
/* Judges name and passphrase. *ret_cookie NULL: refused, and *ret_wait are the seconds to wait before the next try. */
bool access_sign_in(Db *db, const Request *request, const char *name, const char *passphrase, char **ret_cookie,
                    unsigned *ret_wait, GError **error);
/* The cookie that takes the session's cookie away. New string. */
char *access_no_cookie(const Request *request);
/* True when the form brings this session's token, compared in constant time. */
bool access_has_token(const Access *access, const Request *request);
void access_free(Access *access);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Access, access_free)

#endif
