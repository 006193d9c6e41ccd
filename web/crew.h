/* Threads that answer requests. Who finished last is called first: what a page needs still lies in the processor's caches there, and in the room
 * that this thread has of malloc(). GThreadPool calls who has waited longest, so that each page begins with a thread whose caches hold other things. */
#ifndef WEB_CREW_H
#define WEB_CREW_H

#include <glib.h>

typedef struct Crew Crew;
typedef void (*CrewWork)(gpointer task, gpointer data);

/* The threads wait for tasks at once. data: the caller's, stays for as long as the crew. New. */
Crew *crew_new(unsigned threads, CrewWork work, gpointer data);
/* What nobody is free for waits its turn. task is not NULL. */
void crew_give(Crew *crew, gpointer task);
/* How many wait for one. */
unsigned crew_idle(Crew *crew);
/* Returns when all that was given is done. */
void crew_free(Crew *crew);

#endif
