#include "web/page_part.h"

#include <stdbool.h>

typedef struct {
        bool begun, done;
        gpointer made;
} Part;

struct PageParts {
        gint references; /* the page's, and that of the thread that is to look at it */
        GMutex lock;
        GCond done;
        PagePartMake make;
        gpointer data;
        GDestroyNotify made_free;
        guint count;
        Part part[];
};

static GThreadPool *part_pool;

static void
parts_unref(PageParts *parts)
{
        if (!g_atomic_int_dec_and_test(&parts->references))
                return;
        for (guint i = 0; i < parts->count; i++)
                if (parts->part[i].made != NULL)
                        parts->made_free(parts->part[i].made);
        g_mutex_clear(&parts->lock);
        g_cond_clear(&parts->done);
        g_free(parts);
}

/* False where somebody else has begun it. */
static bool
parts_begin_one(PageParts *parts, guint number)
{
        g_mutex_lock(&parts->lock);
        const bool mine = !parts->part[number].begun;
        parts->part[number].begun = true;
        g_mutex_unlock(&parts->lock);
        return mine;
}

static void
parts_make_one(PageParts *parts, guint number)
{
        const gpointer made = parts->make(number, parts->data);
        g_mutex_lock(&parts->lock);
        parts->part[number].made = made;
        parts->part[number].done = true;
        g_cond_signal(&parts->done);
        g_mutex_unlock(&parts->lock);
}

static void
parts_work(gpointer data, gpointer user_data)
{
        PageParts *parts = data;
        for (guint i = 0; i < parts->count; i++)
                if (parts_begin_one(parts, i))
                        parts_make_one(parts, i);
        parts_unref(parts);
}

void
page_parts_init(void)
{
        const gint others = (gint) g_get_num_processors() - 1;
        part_pool = g_thread_pool_new(parts_work, NULL, MAX(others, 1), TRUE, NULL);
}

void
page_parts_end(void)
{
        g_thread_pool_free(g_steal_pointer(&part_pool), FALSE, TRUE);
}

PageParts *
page_parts_begin(guint count, PagePartMake make, gpointer data, GDestroyNotify made_free)
{
        PageParts *parts = g_malloc0(sizeof *parts + count * sizeof parts->part[0]);
        g_mutex_init(&parts->lock);
        g_cond_init(&parts->done);
        parts->references = 2;
        parts->make = make;
        parts->data = data;
        parts->made_free = made_free;
        parts->count = count;
        (void) g_thread_pool_push(part_pool, parts, NULL);
        return parts;
}

void
page_parts_help(PageParts *parts)
{
        for (guint i = parts->count; i-- > 0;)
                if (parts_begin_one(parts, i))
                        parts_make_one(parts, i);
}

gconstpointer
page_parts_made(PageParts *parts, guint number)
{
        g_return_val_if_fail(number < parts->count, NULL);
        if (parts_begin_one(parts, number))
                parts_make_one(parts, number);
        g_mutex_lock(&parts->lock);
        while (!parts->part[number].done)
                g_cond_wait(&parts->done, &parts->lock);
        g_mutex_unlock(&parts->lock);
        return parts->part[number].made;
}

void
page_parts_stop(PageParts *parts)
{
        g_mutex_lock(&parts->lock);
        for (guint i = 0; i < parts->count; i++) {
                while (parts->part[i].begun && !parts->part[i].done)
                        g_cond_wait(&parts->done, &parts->lock);
                parts->part[i].begun = true; /* nobody begins it any more: what it would be made of goes */
                parts->part[i].done = true;
        }
        g_mutex_unlock(&parts->lock);
}

void
page_parts_free(PageParts *parts)
{
        if (parts == NULL)
                return;
        page_parts_stop(parts);
        parts_unref(parts);
}
