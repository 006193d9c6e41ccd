#include "daemon/title.h"

#include <glib.h>
#include <string.h>
#include <sys/prctl.h>

extern char **environ;

static struct {
        char *start;
        size_t length;
} room;

char **
title_prepare(int argc, char **argv)
{
        char **copy = g_new0(char *, (gsize) argc + 1);
        for (int i = 0; i < argc; i++)
                copy[i] = g_strdup(argv[i]);
        if (argc == 0)
                return copy;
        /* The kernel lays argv and then the environment out in one piece; the title may fill it. */
        char *end = argv[0];
        for (int i = 0; i < argc && argv[i] == end; i++)
                end += strlen(argv[i]) + 1;
        for (char **variable = environ; *variable != NULL && *variable == end; variable++)
                end += strlen(*variable) + 1;
        environ = g_strdupv(environ);
        room.start = argv[0];
        room.length = (size_t) (end - argv[0]);
        return copy;
}

void
title_set(const char *role)
{
        g_autofree char *short_name = g_strdup_printf("ccotd-%.9s", role);
        (void) prctl(PR_SET_NAME, short_name);
        if (room.length == 0)
                return;
        g_autofree char *title = g_strdup_printf("ccotd: %s", role);
        memset(room.start, 0, room.length);
        (void) g_strlcpy(room.start, title, room.length);
}
