/* page_memory: every piece has the room that was asked for, and any thread or free() may be given it. */
#include "web/page_memory.h"

#include <glib.h>
#include <libxml/xmlmemory.h>
#include <malloc.h>
#include <stdlib.h>
#include <string.h>

enum { MEMORY_SIZES = 1400, MEMORY_MANY = 9000 };

/* Taken, filled and given back in turn: what comes the second time is as large as it has to be, and nobody else's. */
static void
test_sizes(void)
{
        static char *pieces[MEMORY_SIZES];
        for (unsigned turn = 0; turn < 3; turn++) {
                for (size_t size = 1; size < MEMORY_SIZES; size++) {
                        pieces[size] = xmlMalloc(size);
                        g_assert_cmpuint(malloc_usable_size(pieces[size]), >=, size);
                        memset(pieces[size], (int) (size % 251), size);
                }
                for (size_t size = 1; size < MEMORY_SIZES; size++) {
                        for (size_t i = 0; i < size; i++)
                                g_assert_cmpint((unsigned char) pieces[size][i], ==, (int) (size % 251));
                        /* the order in which they come back changes which class has which */
                        if (turn == 1 && size % 3 == 0)
                                free(pieces[size]);
                        else
                                xmlFree(pieces[size]);
                }
        }
}

static void
test_grows(void)
{
        char *text = xmlMemStrdup("an order");
        for (size_t size = 16; size < MEMORY_SIZES; size += 16) {
                text = xmlRealloc(text, size);
                g_assert_cmpstr(text, ==, "an order");
        }
        xmlFree(text);
        xmlFree(NULL);
}

static gpointer
memory_give_back(gpointer data)
{
        for (char **piece = data; *piece != NULL; piece++)
                xmlFree(*piece);
        char *own = xmlMalloc(100);
        memset(own, 'x', 100);
        return own;
}

/* More than a thread keeps; it ends, and what it took lives on. */
static void
test_other_thread(void)
{
        g_autofree char **pieces = g_new0(char *, MEMORY_MANY + 1);
        for (unsigned i = 0; i < MEMORY_MANY; i++)
                pieces[i] = xmlMalloc(1000);
        char *own = g_thread_join(g_thread_new("giver", memory_give_back, pieces));
        g_assert_cmpint(own[99], ==, 'x');
        xmlFree(own);
}

int
main(int argc, char **argv)
{
        g_test_init(&argc, &argv, NULL);
        page_memory_init();
        g_test_add_func("/page-memory/sizes", test_sizes);
        g_test_add_func("/page-memory/grows", test_grows);
        g_test_add_func("/page-memory/other-thread", test_other_thread);
        return g_test_run();
}
