#include "web/arrival.h"

#include <string.h>
#include <sys/socket.h>

/* For the whole of an answer: the largest paper over a slow line. */
enum { ARRIVAL_ANSWER_SECONDS = 600 };

#define ARRIVAL_ANSWER(status, length, text)                                                                           \
        "HTTP/1.1 " status "\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: " length                    \
        "\r\nX-Content-Type-Options: nosniff\r\nCache-Control: no-store\r\nConnection: close\r\n\r\n" text "\n"

static const char arrival_late[] = ARRIVAL_ANSWER("408 Request Timeout", "35", "This request did not come in time.");
static const char arrival_long[] =
    ARRIVAL_ANSWER("414 URI Too Long", "45", "The address of this request is far too long.");

struct Arrivals {
        GMutex lock;
        GCond ends;
        gboolean ending;
        GThread *thread;
        GHashTable *all; /* a set of Arrival */
        unsigned seconds;
};

struct Arrival {
        Arrivals *arrivals;
        int socket;
        gint64 until; /* monotonic time; 0: none runs */
        gboolean speaks;
};

/* The server sees the end of the connection and takes it down. last: what is said before; NULL: nothing. */
static void
arrival_cut(Arrival *arrival, const char *last)
{
        if (last != NULL)
                (void) send(arrival->socket, last, strlen(last), MSG_NOSIGNAL | MSG_DONTWAIT);
        (void) shutdown(arrival->socket, SHUT_RDWR);
        arrival->until = 0;
}

static void
arrival_look(Arrival *arrival, gint64 now)
{
        if (arrival->until != 0 && arrival->until <= now)
                arrival_cut(arrival, arrival->speaks ? arrival_late : NULL);
}

static gpointer
arrivals_watch(gpointer data)
{
        Arrivals *arrivals = data;
        g_autoptr(GMutexLocker) locker = g_mutex_locker_new(&arrivals->lock);
        while (!arrivals->ending) {
                const gint64 now = g_get_monotonic_time();
                GHashTableIter iter;
                gpointer arrival = NULL;
                g_hash_table_iter_init(&iter, arrivals->all);
                while (g_hash_table_iter_next(&iter, &arrival, NULL))
                        arrival_look(arrival, now);
                (void) g_cond_wait_until(&arrivals->ends, &arrivals->lock, now + G_USEC_PER_SEC);
        }
        return NULL;
}

Arrivals *
arrivals_new(unsigned seconds)
{
        Arrivals *arrivals = g_new0(Arrivals, 1);
        g_mutex_init(&arrivals->lock);
        g_cond_init(&arrivals->ends);
        arrivals->all = g_hash_table_new(NULL, NULL);
        arrivals->seconds = seconds;
        arrivals->thread = g_thread_new("arrivals", arrivals_watch, arrivals);
        return arrivals;
}

void
arrivals_free(Arrivals *arrivals)
{
        if (arrivals == NULL)
                return;
        g_mutex_lock(&arrivals->lock);
        arrivals->ending = TRUE;
        g_cond_signal(&arrivals->ends);
        g_mutex_unlock(&arrivals->lock);
        (void) g_thread_join(arrivals->thread);
        g_hash_table_unref(arrivals->all);
        g_mutex_clear(&arrivals->lock);
        g_cond_clear(&arrivals->ends);
        g_free(arrivals);
}

/* seconds 0: no time runs. */
static void
arrival_set(Arrival *arrival, unsigned seconds, gboolean speaks)
{
        g_autoptr(GMutexLocker) locker = g_mutex_locker_new(&arrival->arrivals->lock);
        arrival->until = seconds == 0 ? 0 : g_get_monotonic_time() + (gint64) seconds * G_USEC_PER_SEC;
        arrival->speaks = speaks;
}

Arrival *
arrival_begin(Arrivals *arrivals, int socket)
{
        Arrival *arrival = g_new0(Arrival, 1);
        arrival->arrivals = arrivals;
        arrival->socket = socket;
        arrival_set(arrival, arrivals->seconds, FALSE);
        g_autoptr(GMutexLocker) locker = g_mutex_locker_new(&arrivals->lock);
        (void) g_hash_table_add(arrivals->all, arrival);
        return arrival;
}

void
arrival_speaks(Arrival *arrival)
{
        g_autoptr(GMutexLocker) locker = g_mutex_locker_new(&arrival->arrivals->lock);
        arrival->speaks = TRUE;
}

void
arrival_refuse(Arrival *arrival)
{
        g_autoptr(GMutexLocker) locker = g_mutex_locker_new(&arrival->arrivals->lock);
        arrival_cut(arrival, arrival_long);
}

void
arrival_said(Arrival *arrival)
{
        arrival_set(arrival, 0, FALSE);
}

void
arrival_answered(Arrival *arrival)
{
        arrival_set(arrival, ARRIVAL_ANSWER_SECONDS, FALSE);
}

void
arrival_again(Arrival *arrival)
{
        arrival_set(arrival, arrival->arrivals->seconds, FALSE);
}

void
arrival_end(Arrival *arrival)
{
        g_mutex_lock(&arrival->arrivals->lock);
        (void) g_hash_table_remove(arrival->arrivals->all, arrival);
        g_mutex_unlock(&arrival->arrivals->lock);
        g_free(arrival);
}
