#include "web/site_pool.h"

/* The one used last on top. Few requests come at one time, so most of them find a connection that has planned its questions, and whose
 * server process still holds in the processor's caches what they read. */
static GMutex pool_lock;
static GCond pool_given;
static GQueue pool_idle = G_QUEUE_INIT;
static unsigned pool_open;

/* A page is made in a tenth of the time that a new connection takes to plan its questions: where all are in use, one is
 * waited for first. */
enum { POOL_WAIT_MS = 25 };

/* NULL: none came back in time. */
static Db *
pool_take_idle(guint wait_ms)
{
        const gint64 end = g_get_monotonic_time() + wait_ms * G_TIME_SPAN_MILLISECOND;
        g_autoptr(GMutexLocker) locker = g_mutex_locker_new(&pool_lock);
        while (g_queue_is_empty(&pool_idle))
                if (wait_ms == 0 || !g_cond_wait_until(&pool_given, &pool_lock, end))
                        break;
        return g_queue_pop_head(&pool_idle);
}

static Db *
pool_take_good(guint wait_ms)
{
        for (Db *db = NULL; (db = pool_take_idle(wait_ms)) != NULL;) {
                if (!db_is_heavy(db) && !db_is_lost(db))
                        return db;
                site_pool_drop(db);
        }
        return NULL;
}

static void
pool_count(int more)
{
        g_autoptr(GMutexLocker) locker = g_mutex_locker_new(&pool_lock);
        pool_open += (unsigned) more;
}

static Db *
pool_open_new(const char *conninfo, GError **error)
{
        Db *db = db_open(conninfo, "ccot_web", "ccot-web", error);
        pool_count(db == NULL ? 0 : 1);
        return db;
}

Db *
site_pool_take(const char *conninfo, GError **error)
{
        Db *db = pool_take_good(POOL_WAIT_MS);
        return db != NULL ? db : pool_open_new(conninfo, error);
}

Db *
site_pool_take_beside(const char *conninfo)
{
        Db *db = pool_take_good(0);
        if (db != NULL)
                return db;
        g_mutex_lock(&pool_lock);
        const bool alone = pool_open < 2;
        g_mutex_unlock(&pool_lock);
        return alone ? pool_open_new(conninfo, NULL) : NULL;
}

void
site_pool_give(Db *db)
{
        g_autoptr(GMutexLocker) locker = g_mutex_locker_new(&pool_lock);
        g_queue_push_head(&pool_idle, db);
        g_cond_signal(&pool_given);
}

void
site_pool_drop(Db *db)
{
        if (db != NULL)
                pool_count(-1);
        db_free(db);
}

void
site_pool_end(void)
{
        g_queue_clear_full(&pool_idle, (GDestroyNotify) db_free);
        pool_open = 0;
}
