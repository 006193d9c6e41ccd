#include "web/page_memory.h"

#include <glib.h>
#include <jansson.h>
#include <libxml/xmlmemory.h>
#include <malloc.h>
#include <stdlib.h>
#include <string.h>

/* What malloc() gives has room for 24 octets and 16 more for each class. MEMORY_KEPT: octets a thread. */
enum { MEMORY_LEAST = 24, MEMORY_STEP = 16, MEMORY_CLASSES = 64, MEMORY_KEPT = 4 << 20 };

typedef struct Piece {
        struct Piece *next;
} Piece;

typedef struct {
        Piece *pieces[MEMORY_CLASSES];
        gsize kept;
} Memory;

static _Thread_local Memory *memory_own;

/* At the end of a thread; what it gives back later begins anew. */
static void
memory_free(gpointer data)
{
        Memory *memory = data;
        memory_own = NULL;
        for (unsigned i = 0; i < MEMORY_CLASSES; i++)
                while (memory->pieces[i] != NULL) {
                        Piece *piece = memory->pieces[i];
                        memory->pieces[i] = piece->next;
                        free(piece);
                }
        free(memory);
}

static GPrivate memory_end = G_PRIVATE_INIT(memory_free);

/* Of the thread that asks; NULL when there is none left. */
static Memory *
memory_here(void)
{
        if (memory_own == NULL) {
                memory_own = calloc(1, sizeof *memory_own);
                g_private_set(&memory_end, memory_own);
        }
        return memory_own;
}

static void *
memory_take(size_t size)
{
        /* a piece of this class has room for it, whichever one it is */
        const size_t class = size <= MEMORY_LEAST ? 0 : (size - MEMORY_LEAST + MEMORY_STEP - 1) / MEMORY_STEP;
        Memory *memory = class < MEMORY_CLASSES ? memory_here() : NULL;
        if (memory == NULL || memory->pieces[class] == NULL)
                return malloc(size);
        Piece *piece = memory->pieces[class];
        memory->pieces[class] = piece->next;
        memory->kept -= MEMORY_LEAST + class * MEMORY_STEP;
        return piece;
}

static void
memory_give(void *data)
{
        if (data == NULL)
                return;
        const size_t class = (malloc_usable_size(data) - MEMORY_LEAST) / MEMORY_STEP;
        Memory *memory = class < MEMORY_CLASSES ? memory_here() : NULL;
        if (memory == NULL || memory->kept >= MEMORY_KEPT) {
                free(data);
                return;
        }
        Piece *piece = data;
        piece->next = memory->pieces[class];
        memory->pieces[class] = piece;
        memory->kept += MEMORY_LEAST + class * MEMORY_STEP;
}

static char *
memory_copy(const char *text)
{
        const size_t size = strlen(text) + 1;
        char *copy = memory_take(size);
        return copy == NULL ? NULL : memcpy(copy, text, size);
}

void
page_memory_init(void)
{
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
        (void) xmlMemSetup(memory_give, memory_take, realloc, memory_copy);
        json_set_alloc_funcs(memory_take, memory_give);
#endif
}
