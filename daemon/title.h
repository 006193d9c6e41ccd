/* The name that ps and top show for a forked process. */
#ifndef DAEMON_TITLE_H
#define DAEMON_TITLE_H

/* Once, at the start of main(), before anything keeps a pointer into argv or environ: both are copied away. Returns the
 * copy of argv to use instead. */
char **title_prepare(int argc, char **argv);
/* role: "intake civil.court.orders", "work 1". Never a person, an address or a secret. */
void title_set(const char *role);

#endif
