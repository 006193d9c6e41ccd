#include "daemon/mail_body.h"

#include "base/own.h"

void
mail_body_clear(MailBody *body)
{
        own_fd_clear(&body->fd);
        g_clear_pointer(&body->digest, digest_stream_free);
        *body = MAIL_BODY_EMPTY;
}

void
mail_body_add(MailBody *body, Bytes octets, guint64 limit)
{
        if (body->digest == NULL) {
                body->digest = digest_stream_new();
                body->fd = bytes_memfd_new("mail", NULL);
                body->broken = body->fd < 0;
        }
        digest_stream_add(body->digest, octets);
        body->size += octets.length;
        if (body->size > limit)
                own_fd_clear(&body->fd);
        else if (body->fd >= 0 && !bytes_write_all(body->fd, octets, NULL))
                body->broken = true;
}

bool
mail_body_end(MailBody *body, guint64 limit, int *ret_fd, DigestHex *ret_sha256)
{
        if (body->size <= limit && (body->broken || !bytes_seal(body->fd, NULL)))
                return false;
        *ret_sha256 = digest_stream_end(body->digest);
        *ret_fd = own_fd_steal(&body->fd);
        return true;
}
