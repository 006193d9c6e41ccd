#include "parsers/recognition.h"

#include "base/clock.h"
#include "base/error.h"
#include "base/limits.h"
#include "base/own.h"
#include "parsers/confined.h"
#include "parsers/pipeline.h"

#include <malloc.h>
#include <poll.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/wait.h>

enum { RECOGNITION_PATH = 4096, RECOGNITION_SIDE_BY_SIDE = 64 };

/* One page to be recognised, and what came of it. */
typedef struct {
        char *path;
        guint32 page;
        unsigned rank;   /* among the pictures of its document */
        unsigned place;  /* among all */
        GBytes *written; /* by its child; NULL when problem tells why */
        Problem problem;
} RecognitionPage;

/* A child at work. */
typedef struct {
        pid_t pid; /* 0: none, and nothing else counts */
        OwnedFd handle;
        OwnedFd answer;
        gint64 until;
        RecognitionPage *page;
} RecognitionChild;

typedef struct {
        const Recognition *recognition;
        const RecognitionPage *page;
} RecognitionTask;

static void
recognition_page_free(gpointer data)
{
        RecognitionPage *page = data;
        g_clear_pointer(&page->written, g_bytes_unref);
        g_free(page->path);
        g_free(page);
}

void
recognition_note(const char *path, unsigned page, gpointer count)
{
        const guint32 length = (guint32) strlen(path);
        unsigned *noted = count;
        if (*noted >= LIMIT_PICTURE_PAGES || length > RECOGNITION_PATH)
                return;
        (*noted)++;
        const guint32 head[2] = { GUINT32_TO_LE(page), GUINT32_TO_LE(length) };
        g_autoptr(GByteArray) note = g_byte_array_sized_new((guint) sizeof head + length);
        g_byte_array_append(note, (const guint8 *) head, sizeof head);
        g_byte_array_append(note, (const guint8 *) path, length);
        (void) bytes_write_all(CONFINED_NOTES, bytes_of(note->data, note->len), NULL);
}

/* NULL, with the cursor failed, for what is no note. */
static RecognitionPage *
recognition_note_read(BytesCursor *cursor)
{
        const guint32 page = bytes_u32le(cursor);
        const guint32 length = bytes_u32le(cursor);
        cursor->failed = cursor->failed || page < 1 || page > LIMIT_PAGES || length < 1 || length > RECOGNITION_PATH;
        const Bytes path = cursor->failed ? (Bytes){ NULL, 0 } : bytes_take(cursor, length);
        cursor->failed = cursor->failed || !g_utf8_validate_len((const char *) path.data, path.length, NULL);
        if (cursor->failed)
                return NULL;
        RecognitionPage *wanted = g_new0(RecognitionPage, 1);
        wanted->path = g_strndup((const char *) path.data, path.length);
        wanted->page = page;
        return wanted;
}

static gint
recognition_compare(gconstpointer left, gconstpointer right)
{
        const RecognitionPage *a = *(const RecognitionPage *const *) left;
        const RecognitionPage *b = *(const RecognitionPage *const *) right;
        if (a->rank != b->rank)
                return a->rank < b->rank ? -1 : 1;
        return a->place < b->place ? -1 : 1;
}

GPtrArray *
recognition_wanted(int notes)
{
        const size_t limit = (size_t) LIMIT_PICTURE_PAGES * (RECOGNITION_PATH + 2 * sizeof(guint32));
        g_autoptr(GPtrArray) pages = g_ptr_array_new_with_free_func(recognition_page_free);
        /* a message that is read twice for its passwords names its pages twice */
        g_autoptr(GHashTable) known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
        g_autoptr(GByteArray) octets = lseek(notes, 0, SEEK_SET) == 0 ? bytes_read_all(notes, limit, NULL) : NULL;
        BytesCursor cursor =
            octets == NULL ? bytes_cursor((Bytes){ NULL, 0 }) : bytes_cursor(bytes_of(octets->data, octets->len));
        while (bytes_left(&cursor) > 0 && pages->len < LIMIT_PICTURE_PAGES) {
                RecognitionPage *page = recognition_note_read(&cursor);
                if (page == NULL) {
                        g_ptr_array_set_size(pages, 0);
                        break;
                }
                if (!g_hash_table_add(known, g_strdup_printf("%u %s", page->page, page->path))) {
                        recognition_page_free(page);
                        continue;
                }
                const RecognitionPage *last = pages->len == 0 ? NULL : g_ptr_array_index(pages, pages->len - 1);
                page->rank = last != NULL && g_str_equal(last->path, page->path) ? last->rank + 1 : 0;
                page->place = pages->len;
                g_ptr_array_add(pages, page);
        }
        g_ptr_array_sort(pages, recognition_compare);
        if (pages->len > LIMIT_OCR_PAGES)
                g_ptr_array_set_size(pages, LIMIT_OCR_PAGES);
        return g_steal_pointer(&pages);
}

static int
recognition_job(gconstpointer data)
{
        const RecognitionTask *task = data;
        /* pictures of many megabytes come and go: what was freed is used again instead of asked for page by page */
        (void) mallopt(M_MMAP_MAX, 0);
        (void) mallopt(M_TRIM_THRESHOLD, G_MAXINT);
        g_autoptr(Recognised) recognised = pipeline_recognise(task->recognition->message, task->page->path,
                                                              task->page->page, task->recognition->passwords);
        g_autoptr(GByteArray) octets = g_byte_array_new();
        recognised_write(recognised, octets);
        return bytes_write_all(CONFINED_ANSWER, bytes_of(octets->data, octets->len), NULL) ? 0 : EXIT_FAILED;
}

static bool
recognition_start(const Recognition *recognition, RecognitionChild *child, RecognitionPage *page, GError **error)
{
        const gint64 now = clock_ticks();
        const RecognitionTask task = { .recognition = recognition, .page = page };
        child->answer = bytes_memfd_new("recognised", error);
        if (child->answer < 0)
                return false;
        const ConfinedCall call = { .run = recognition_job,
                                    .task = &task,
                                    .use = SANDBOX_OCR,
                                    .memory_bytes = recognition->memory_bytes,
                                    .output_bytes = LIMIT_OCR_BYTES,
                                    .deadline_ms = MIN(recognition->step_ms, recognition->until - now),
                                    .answer = child->answer,
                                    .notes = -1 };
        const pid_t pid = confined_start(&call, error);
        if (pid < 0) {
                own_fd_clear(&child->answer);
                return false;
        }
        child->pid = pid;
        child->handle = (int) syscall(SYS_pidfd_open, pid, 0);
        child->until = now + call.deadline_ms;
        child->page = page;
        return true;
}

/* Reaps the child when it has ended or its time is over; false while it works. */
static bool
recognition_reap(RecognitionChild *child)
{
        ConfinedEnd end = { .late = false };
        if (waitpid(child->pid, &end.status, WNOHANG) != child->pid) {
                if (clock_ticks() < child->until)
                        return false;
                end.late = true;
                confined_kill(child->pid, &end.status);
        }
        g_autoptr(GByteArray) octets = NULL;
        if (confined_answered(&end, child->answer, LIMIT_OCR_BYTES) && lseek(child->answer, 0, SEEK_SET) == 0)
                octets = bytes_read_all(child->answer, LIMIT_OCR_BYTES, NULL);
        if (octets != NULL)
                child->page->written = g_byte_array_free_to_bytes(g_steal_pointer(&octets));
        else
                child->page->problem = confined_problem(&end);
        own_fd_clear(&child->handle);
        own_fd_clear(&child->answer);
        child->pid = 0;
        return true;
}

/* Waits until a child ends or is late; gives how many were reaped. */
static unsigned
recognition_wait(RecognitionChild *children, unsigned count)
{
        struct pollfd waits[RECOGNITION_SIDE_BY_SIDE];
        gint64 until = G_MAXINT64;
        unsigned reaped = 0;
        for (unsigned i = 0; i < count; i++) {
                waits[i] = (struct pollfd){ .fd = children[i].pid == 0 ? -1 : children[i].handle, .events = POLLIN };
                if (children[i].pid != 0)
                        until = MIN(until, children[i].until);
        }
        (void) poll(waits, count, (int) CLAMP(until - clock_ticks(), 0, G_MAXINT));
        for (unsigned i = 0; i < count; i++)
                if (children[i].pid != 0 && recognition_reap(&children[i]))
                        reaped++;
        return reaped;
}

static RecognitionChild *
recognition_free_child(RecognitionChild *children, unsigned count)
{
        for (unsigned i = 0; i < count; i++)
                if (children[i].pid == 0)
                        return &children[i];
        return NULL;
}

bool
recognition_run(const Recognition *recognition, GPtrArray *pages, GError **error)
{
        const unsigned count = CLAMP(recognition->processes, 1, RECOGNITION_SIDE_BY_SIDE);
        RecognitionChild children[RECOGNITION_SIDE_BY_SIDE] = { 0 };
        unsigned next = 0, working = 0;
        bool started = true;
        while (working > 0 || (started && next < pages->len)) {
                RecognitionChild *child = recognition_free_child(children, count);
                if (!started || next == pages->len || child == NULL) {
                        working -= recognition_wait(children, count);
                        continue;
                }
                RecognitionPage *page = g_ptr_array_index(pages, next++);
                if (clock_ticks() >= recognition->until) {
                        page->problem = PROBLEM_TOO_SLOW;
                        continue;
                }
                started = recognition_start(recognition, child, page, error);
                working += started ? 1 : 0;
        }
        return started;
}

Recognised *
recognition_result(Bytes written, const char *path, unsigned page)
{
        g_autoptr(GPtrArray) results = recognised_read_all(written);
        if (results != NULL && results->len == 1 && recognised_find(results, path, page) != NULL)
                return g_ptr_array_steal_index(results, 0);
        Recognised *damaged = recognised_new(path, page);
        damaged->problem = PROBLEM_CORRUPT;
        return damaged;
}

GPtrArray *
recognition_results(const GPtrArray *pages)
{
        GPtrArray *results = g_ptr_array_new_with_free_func((GDestroyNotify) recognised_free);
        for (guint i = 0; i < pages->len; i++) {
                const RecognitionPage *page = g_ptr_array_index(pages, i);
                size_t length = 0;
                const void *octets = page->written == NULL ? NULL : g_bytes_get_data(page->written, &length);
                Recognised *recognised = recognition_result(bytes_of(octets, length), page->path, page->page);
                if (page->problem != PROBLEM_NONE)
                        recognised->problem = page->problem;
                g_ptr_array_add(results, recognised);
        }
        return results;
}
