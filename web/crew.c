#include "web/crew.h"

#include <stdbool.h>

typedef struct {
        Crew *crew;
        GThread *thread;
        GCond called;
        gpointer task; /* what it was called for */
} Hand;

struct Crew {
        GMutex lock;
        GQueue tasks; /* while nobody is free */
        GQueue free;  /* of Hand: who finished last first */
        bool ending;
        CrewWork work;
        gpointer data;
        unsigned count;
        Hand hands[];
};

/* NULL: there will be none any more. The lock is held. */
static gpointer
hand_wait(Hand *hand)
{
        Crew *crew = hand->crew;
        hand->task = g_queue_pop_head(&crew->tasks);
        if (hand->task != NULL || crew->ending)
                return hand->task;
        g_queue_push_head(&crew->free, hand);
        while (hand->task == NULL && !crew->ending)
                g_cond_wait(&hand->called, &crew->lock);
        return hand->task;
}

static gpointer
hand_run(gpointer data)
{
        Hand *hand = data;
        Crew *crew = hand->crew;
        g_mutex_lock(&crew->lock);
        for (gpointer task = hand_wait(hand); task != NULL; task = hand_wait(hand)) {
                g_mutex_unlock(&crew->lock);
                crew->work(task, crew->data);
                g_mutex_lock(&crew->lock);
        }
        g_mutex_unlock(&crew->lock);
        return NULL;
}

Crew *
crew_new(unsigned threads, CrewWork work, gpointer data)
{
        Crew *crew = g_malloc0(sizeof(Crew) + threads * sizeof(Hand));
        g_mutex_init(&crew->lock);
        crew->work = work;
        crew->data = data;
        crew->count = threads;
        for (unsigned i = 0; i < threads; i++) {
                Hand *hand = &crew->hands[i];
                hand->crew = crew;
                g_cond_init(&hand->called);
                hand->thread = g_thread_new("page", hand_run, hand);
        }
        return crew;
}

void
crew_give(Crew *crew, gpointer task)
{
        g_mutex_lock(&crew->lock);
        Hand *hand = g_queue_pop_head(&crew->free);
        if (hand != NULL)
                hand->task = task;
        else
                g_queue_push_tail(&crew->tasks, task);
        g_mutex_unlock(&crew->lock);
        if (hand != NULL)
                g_cond_signal(&hand->called);
}

unsigned
crew_idle(Crew *crew)
{
        g_mutex_lock(&crew->lock);
        const unsigned idle = g_queue_get_length(&crew->free);
        g_mutex_unlock(&crew->lock);
        return idle;
}

void
crew_free(Crew *crew)
{
        if (crew == NULL)
                return;
        g_mutex_lock(&crew->lock);
        crew->ending = true;
        for (unsigned i = 0; i < crew->count; i++)
                g_cond_signal(&crew->hands[i].called);
        g_mutex_unlock(&crew->lock);
        for (unsigned i = 0; i < crew->count; i++) {
                (void) g_thread_join(crew->hands[i].thread);
                g_cond_clear(&crew->hands[i].called);
        }
        g_queue_clear(&crew->free);
        g_mutex_clear(&crew->lock);
        g_free(crew);
}
