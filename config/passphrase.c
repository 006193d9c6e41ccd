#include "config/passphrase.h"

#include "base/error.h"

#include <sodium.h>
#include <string.h>

enum { PASSPHRASE_RANDOM_OCTETS = 32 };

/* The stored form of a passphrase that nobody knows, made once in a process. */
static const char *
passphrase_nobody(void)
{
        static gsize made = 0;
        if (g_once_init_enter(&made)) {
                g_autofree char *random = passphrase_random();
                char *stored = passphrase_store(random, NULL);
                g_once_init_leave(&made, (gsize) (stored == NULL ? g_strdup("") : stored));
        }
        return (const char *) made; /* NOLINT: g_once keeps pointers as numbers */
}

char *
passphrase_store(const char *passphrase, GError **error)
{
        const glong length = g_utf8_strlen(passphrase, -1);
        if (length < PASSPHRASE_LEAST || length > PASSPHRASE_MOST) {
                g_set_error(error, CCOT_ERROR, CCOT_ERROR_CONFIG, "the passphrase must have %d to %d characters",
                            PASSPHRASE_LEAST, PASSPHRASE_MOST);
                return NULL;
        }
        char stored[crypto_pwhash_STRBYTES];
        if (sodium_init() < 0 ||
            crypto_pwhash_str_alg(stored, passphrase, strlen(passphrase), crypto_pwhash_OPSLIMIT_INTERACTIVE,
                                  crypto_pwhash_MEMLIMIT_INTERACTIVE, crypto_pwhash_ALG_ARGON2ID13) != 0) {
                g_set_error_literal(error, CCOT_ERROR, CCOT_ERROR_RETRY, "no memory to store a passphrase");
                return NULL;
        }
        return g_strdup(stored);
}

bool
passphrase_matches(const char *passphrase, const char *stored)
{
        if (sodium_init() < 0 || strlen(passphrase) > 4UL * PASSPHRASE_MOST)
                return false;
        const char *against = stored == NULL ? passphrase_nobody() : stored;
        return crypto_pwhash_str_verify(against, passphrase, strlen(passphrase)) == 0 && stored != NULL;
}

bool
passphrase_equal(const char *a, const char *b)
{
        return strlen(a) == strlen(b) && sodium_memcmp(a, b, strlen(a)) == 0;
}

char *
passphrase_random(void)
{
        unsigned char octets[PASSPHRASE_RANDOM_OCTETS];
        char text[2 * PASSPHRASE_RANDOM_OCTETS + 1];
        if (sodium_init() < 0)
                g_error("libsodium does not start");
        randombytes_buf(octets, sizeof octets);
        return g_strdup(sodium_bin2hex(text, sizeof text, octets, sizeof octets));
}
