#include "config/secret.h"

#include "base/bytes.h"
#include "base/error.h"
#include "base/limits.h"
#include "base/own.h"

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>

#define SECRET_LIMIT (64 * LIMIT_KIB)

struct Secret {
        size_t size; /* of text with its NUL */
        char *text;
};

static bool
secret_refuse(GError **error, const char *path, const char *reason)
{
        g_set_error(error, CCOT_ERROR, CCOT_ERROR_CONFIG, "%s: %s", path, reason);
        return false;
}

/* Opened before it is judged, so that the judged file is the read one. */
static bool
secret_judge(int fd, const char *path, GError **error)
{
        struct stat status;
        if (fd < 0 || fstat(fd, &status) < 0)
                return secret_refuse(error, path, g_strerror(errno));
        if (!S_ISREG(status.st_mode))
                return secret_refuse(error, path, "is not a file");
        if ((status.st_mode & (S_IROTH | S_IWOTH)) != 0)
                return secret_refuse(error, path, "is open to every user of this machine; chmod o= it");
        if (status.st_size == 0)
                return secret_refuse(error, path, "is empty");
        if ((guint64) status.st_size > SECRET_LIMIT)
                return secret_refuse(error, path, "is over 64 KiB");
        return true;
}

Secret *
secret_read(const char *path, GError **error)
{
        g_auto(OwnedFd) fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
        if (!secret_judge(fd, path, error))
                return NULL;
        g_autoptr(Secret) secret = g_new0(Secret, 1);
        secret->size = SECRET_LIMIT + 1;
        secret->text = mmap(NULL, secret->size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        if (secret->text == MAP_FAILED) {
                secret->text = NULL;
                secret_refuse(error, path, g_strerror(errno));
                return NULL;
        }
        (void) mlock(secret->text, secret->size); /* best effort: RLIMIT_MEMLOCK may be 0 */
        (void) madvise(secret->text, secret->size, MADV_DONTDUMP);
        size_t length = 0;
        for (;;) {
                const ssize_t got = read(fd, secret->text + length, SECRET_LIMIT - length);
                if (got < 0 && errno == EINTR)
                        continue;
                if (got < 0) {
                        secret_refuse(error, path, g_strerror(errno));
                        return NULL;
                }
                if (got == 0)
                        break;
                length += (size_t) got;
        }
        static const char mark[] =
            "\xEF\xBB\xBF"; /* some editors put a byte-order mark first; nobody's password has one */
        if (strncmp(secret->text, mark, 3) == 0) {
                length -= 3;
                memmove(secret->text, secret->text + 3, length);
                memset(secret->text + length, 0, 3);
        }
        const size_t line = strcspn(secret->text, "\r\n"); /* stops at a NUL too */
        if (line < length && secret->text[line] == '\0') {
                secret_refuse(error, path, "is not text");
                return NULL;
        }
        memset(secret->text + line, 0, secret->size - line);
        if (line == 0 || !g_utf8_validate(secret->text, (gssize) line, NULL)) {
                secret_refuse(error, path, line == 0 ? "has an empty first line" : "is not text");
                return NULL;
        }
        return g_steal_pointer(&secret);
}

const char *
secret_text(const Secret *secret)
{
        return secret->text;
}

void
secret_free(Secret *secret)
{
        if (secret == NULL)
                return;
        if (secret->text != NULL) {
                explicit_bzero(secret->text, secret->size);
                (void) munmap(secret->text, secret->size);
        }
        g_free(secret);
}
