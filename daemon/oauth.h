/* The token for XOAUTH2 by client credentials (RFC 6749 4.4): for ccot-fetch and ccot-post, by libcurl. */
#ifndef DAEMON_OAUTH_H
#define DAEMON_OAUTH_H

#include "base/bytes.h"
#include "config/config.h"
#include "daemon/wake.h"

typedef struct Oauth Oauth;
/* Everything given stays the caller's and must outlive it. ca_file NULL: the system's authorities. */
Oauth *oauth_new(const ConfigOauth *config, const char *client_secret, const char *ca_file, const ImapWake *wake);
void oauth_free(Oauth *oauth);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Oauth, oauth_free)

/* A token with at least five minutes to live, asked for when there is none or fresh is set; owned by oauth, good until
 * the next call. CCOT_ERROR_CONFIG when a person must act (the message says what, as far as the answer tells),
 * CCOT_ERROR_RETRY otherwise. */
const char *oauth_token(Oauth *oauth, bool fresh, GError **error);

/* The TCP port of the token host. */
unsigned oauth_port(const ConfigOauth *config);

/* Reads the endpoint's answer. *ret_token is a new string. */
bool oauth_read_answer(long status, Bytes body, char **ret_token, gint64 *ret_seconds, GError **error);

#endif
