#include "daemon/health.h"

#include "base/error.h"
#include "base/log.h"
#include "daemon/protocol.h"

#include <string.h>

static bool
health_wrong(GError **error, const char *what)
{
        g_set_error(error, CCOT_ERROR, CCOT_ERROR_INPUT, "%s", what);
        return false;
}

/* As scan_stored(): what the database does not take is our fault, but for its being away. */
static bool
health_stored(bool stored, GError **error)
{
        if (!stored && error != NULL && *error != NULL && (*error)->code != CCOT_ERROR_RETRY)
                (*error)->code = CCOT_ERROR_BUG;
        return stored;
}

void
health_clear(Health *health)
{
        g_clear_pointer(&health->quota, g_free);
        g_clear_pointer(&health->credential, g_free);
}

static bool
health_quota(Health *health, Db *db, const char *mailbox, Frame *frame, GError **error)
{
        const char *resource = frame_get_string(frame);
        const guint64 used = frame_get_u64(frame);
        const guint64 limit = frame_get_u64(frame);
        const bool known = g_str_equal(resource, "STORAGE") || g_str_equal(resource, "MESSAGE");
        if (!frame_complete(frame) || known != (limit > 0) || (!known && *resource != '\0') || used > G_MAXUINT32 ||
            limit > G_MAXUINT32)
                return health_wrong(error, "QUOTA");
        if (db == NULL)
                return true;
        g_autofree char *level = NULL;
        if (!health_stored(health_store_quota(db, mailbox, resource, used, limit, &level, error), error))
                return false;
        if (g_strcmp0(level, health->quota == NULL ? "fine" : health->quota) != 0)
                log_event(EVENT_MAILBOX_QUOTA, "mailbox", mailbox, "level", level, "percent",
                          LOG_NUMBER(limit == 0 ? 0 : (gint64) (used * 100 / limit)), NULL);
        g_free(health->quota);
        health->quota = g_steal_pointer(&level);
        return true;
}

bool
health_note(Health *health, Db *db, const char *holder, const Credential *credentials, unsigned count, GError **error)
{
        g_autofree char *level = NULL;
        if (!health_store_credentials(db, holder, credentials, count, &level, error))
                return false;
        if (g_strcmp0(level, health->credential == NULL ? "fine" : health->credential) != 0)
                log_event(EVENT_CREDENTIAL_ENDS, "holder", holder, "level", level, NULL);
        g_free(health->credential);
        health->credential = g_steal_pointer(&level);
        return true;
}

static bool
health_credential(Health *health, Db *db, const char *mailbox, Frame *frame, GError **error)
{
        static const char *const names[] = { CREDENTIAL_SECRET, CREDENTIAL_CERTIFICATE, CREDENTIAL_AUTHORITY, NULL };
        Credential credentials[CREDENTIALS_MOST];
        const guint64 count = frame_get_u64(frame);
        if (count > CREDENTIALS_MOST)
                return health_wrong(error, "CREDENTIAL");
        for (guint64 i = 0; i < count; i++) {
                credentials[i].what = frame_get_string(frame);
                const guint64 ends = frame_get_u64(frame);
                if (!g_strv_contains(names, credentials[i].what) || ends > (guint64) G_MAXUINT32 * 16)
                        return health_wrong(error, "CREDENTIAL");
                credentials[i].ends = (gint64) ends;
        }
        if (!frame_complete(frame))
                return health_wrong(error, "CREDENTIAL");
        return db == NULL ||
               health_stored(health_note(health, db, mailbox, credentials, (unsigned) count, error), error);
}

bool
health_frame(Health *health, Db *db, const char *mailbox, Frame *frame, GError **error)
{
        return frame_kind(frame) == FRAME_QUOTA ? health_quota(health, db, mailbox, frame, error)
                                                : health_credential(health, db, mailbox, frame, error);
}
