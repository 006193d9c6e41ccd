/* How the passphrases of local accounts are kept: argon2id in libsodium's print form (RFC 9106), which holds its own salt
 * and cost. */
#ifndef CONFIG_PASSPHRASE_H
#define CONFIG_PASSPHRASE_H

#include <glib.h>
#include <stdbool.h>

/* Characters that a passphrase must have at the least and may have at the most. */
enum { PASSPHRASE_LEAST = 12, PASSPHRASE_MOST = 256 };

/* The stored form, new string. CCOT_ERROR_CONFIG for one that is too short or too long, CCOT_ERROR_RETRY without memory. */
char *passphrase_store(const char *passphrase, GError **error);
/* stored NULL: there is no account; takes as long as if there were one, and is false. */
bool passphrase_matches(const char *passphrase, const char *stored);
/* Compares two secrets in a time that does not tell where they differ. */
bool passphrase_equal(const char *a, const char *b);
/* 256 random bits as 64 hexadecimal digits: the number of a session. New string. */
char *passphrase_random(void);

#endif
