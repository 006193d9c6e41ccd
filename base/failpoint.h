/* FAILPOINT("after-store") marks a gap between two effects. The environment variable CCOT_FAILPOINT names the one at
 * which the process kills itself with SIGKILL: "after-store" at the first pass, "after-store:7" at the seventh. With
 * CCOT_FAILPOINT_ONCE=FILE it happens once: an octet is written to FILE before the kill, and a FILE that holds one stops
 * every further kill. FILE is opened (made, when missing) at the start of each program, because a confined process can
 * open nothing any more. Compiled out of release builds. failpoint.def lists the names; the crash test walks that list. */
#ifndef BASE_FAILPOINT_H
#define BASE_FAILPOINT_H

#ifdef CCOT_FAILPOINTS
void failpoint_reached(const char *name);
#define FAILPOINT(name) failpoint_reached(name)
#else
#define FAILPOINT(name) ((void) 0)
#endif

#endif
