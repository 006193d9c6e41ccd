/* crew: every task is done once, several at a time; who finished last is called first. */
#include "web/crew.h"

#include <stdbool.h>

enum { CREW_THREADS = 4, CREW_TASKS = 2000 };

typedef struct {
        GMutex lock;
        GCond changed;
        GThread *last;
        unsigned done, inside;
        bool held;
} Shop;

static void
shop_work(gpointer task, gpointer data)
{
        Shop *shop = data;
        g_mutex_lock(&shop->lock);
        shop->inside++;
        g_cond_broadcast(&shop->changed);
        while (shop->held)
                g_cond_wait(&shop->changed, &shop->lock);
        shop->inside--;
        shop->done += GPOINTER_TO_UINT(task);
        shop->last = g_thread_self();
        g_mutex_unlock(&shop->lock);
}

/* There is no event of a thread that begins to wait. */
static void
crew_settle(Crew *crew)
{
        while (crew_idle(crew) < CREW_THREADS)
                g_thread_yield();
}

static void
test_all(void)
{
        Shop shop = { 0 };
        Crew *crew = crew_new(CREW_THREADS, shop_work, &shop);
        for (unsigned i = 0; i < CREW_TASKS; i++)
                crew_give(crew, GUINT_TO_POINTER(1));
        crew_free(crew);
        g_assert_cmpuint(shop.done, ==, CREW_TASKS);
        crew = crew_new(CREW_THREADS, shop_work, &shop);
        crew_free(crew);
        crew_free(NULL);
}

static void
test_together(void)
{
        Shop shop = { .held = true };
        Crew *crew = crew_new(CREW_THREADS, shop_work, &shop);
        for (unsigned i = 0; i < CREW_THREADS + 1; i++)
                crew_give(crew, GUINT_TO_POINTER(1));
        g_mutex_lock(&shop.lock);
        while (shop.inside < CREW_THREADS)
                g_cond_wait(&shop.changed, &shop.lock);
        g_assert_cmpuint(shop.done, ==, 0);
        g_assert_cmpuint(crew_idle(crew), ==, 0);
        shop.held = false;
        g_cond_broadcast(&shop.changed);
        g_mutex_unlock(&shop.lock);
        crew_free(crew);
        g_assert_cmpuint(shop.done, ==, CREW_THREADS + 1);
}

static void
test_last_first(void)
{
        Shop shop = { 0 };
        Crew *crew = crew_new(CREW_THREADS, shop_work, &shop);
        crew_settle(crew);
        crew_give(crew, GUINT_TO_POINTER(1));
        crew_settle(crew);
        GThread *first = shop.last;
        for (unsigned i = 2; i <= 20; i++) {
                crew_give(crew, GUINT_TO_POINTER(1));
                while (crew_settle(crew), g_mutex_lock(&shop.lock), shop.done < i)
                        g_mutex_unlock(&shop.lock);
                g_assert_true(shop.last == first);
                g_mutex_unlock(&shop.lock);
        }
        crew_free(crew);
}

int
main(int argc, char **argv)
{
        g_test_init(&argc, &argv, NULL);
        g_test_add_func("/crew/all", test_all);
        g_test_add_func("/crew/together", test_together);
        g_test_add_func("/crew/last-first", test_last_first);
        return g_test_run();
}
