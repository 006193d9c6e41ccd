#include "parsers/worker.h"

#include "base/clock.h"
#include "base/error.h"
#include "base/limits.h"
#include "base/own.h"
#include "parsers/compose/pack.h"
#include "parsers/confined.h"
#include "parsers/document/ocr.h"
#include "parsers/pipeline.h"
#include "parsers/recognition.h"
#include "register/submission_json.h"

#include <dlfcn.h>
#include <string.h>
#include <sys/wait.h>

enum { PATH_ROOM = 4096, AGAIN_MS = 5000, LEAST_MS = 200, CHILD_REFUSED = 4, SKIPS = 4 };

/* Where the child is; shared with the parent, which believes nothing of it but a path to leave out. */
typedef struct {
        char path[PATH_ROOM];
} Progress;

/* One try to read a message; each is less than the one before. */
typedef enum {
        ATTEMPT_DOCUMENTS, /* every document but those that an earlier child stuck in */
        ATTEMPT_SHALLOW,   /* none */
        ATTEMPT_HEADER,    /* the header alone */
        ATTEMPT_COUNT
} Attempt;

/* What a job gets to know; the child has it by fork. */
typedef struct {
        Bytes message;
        PipelineUse use;
        const GPtrArray *pages; /* that were recognised; NULL in the first reading */
        Progress *progress;
        const char *path;
        unsigned page;
        unsigned dpi;
} WorkerTask;

/* A message on its way through its readings. */
typedef struct {
        const WorkerLimits *limits;
        gint64 until; /* by clock_ticks(), for the message */
        WorkerTask task;
        PipelineSkip skips[SKIPS];
        char stuck[SKIPS][PATH_ROOM];
        Problem problem; /* of the last child that did not answer */
} WorkerReading;

static bool models_tried;
static bool models_loaded;
static GError *complaint;

bool
worker_init(GError **error)
{
        pipeline_init();
        return confined_prepare(error);
}

GError *
worker_complaint(void)
{
        return g_steal_pointer(&complaint);
}

static void
worker_progress(const char *path, gpointer data)
{
        Progress *progress = data;
        (void) g_strlcpy(progress->path, path, sizeof progress->path);
}

static int
worker_write(const Submission *submission)
{
        g_autofree char *json = submission_to_json(submission);
        return bytes_write_all(CONFINED_ANSWER, bytes_of_string(json), NULL) ? 0 : EXIT_FAILED;
}

static int
worker_job_json(gconstpointer data)
{
        const WorkerTask *task = data;
        PipelineUse use = task->use;
        unsigned pictures = 0;
        g_autoptr(GPtrArray) recognised = task->pages == NULL ? NULL : recognition_results(task->pages);
        use.progress = worker_progress;
        use.progress_data = task->progress;
        use.picture = recognised == NULL ? recognition_note : NULL;
        use.picture_data = &pictures;
        use.recognised = recognised;
        g_autoptr(Submission) submission = pipeline_read(task->message, &use);
        return worker_write(submission);
}

/* The last answer: what can be said without opening anything but the header. */
static int
worker_job_header(gconstpointer data)
{
        const WorkerTask *task = data;
        g_autoptr(Submission) submission = pipeline_unread(task->message, task->use.shallow_problem);
        return worker_write(submission);
}

static int
worker_write_octets(const GByteArray *octets)
{
        if (octets == NULL)
                return CHILD_REFUSED;
        return bytes_write_all(CONFINED_ANSWER, bytes_of(octets->data, octets->len), NULL) ? 0 : EXIT_FAILED;
}

static int
worker_job_extract(gconstpointer data)
{
        const WorkerTask *task = data;
        g_autoptr(GByteArray) octets = pipeline_extract(task->message, task->path, task->use.passwords, NULL);
        return worker_write_octets(octets);
}

static int
worker_job_text(gconstpointer data)
{
        const WorkerTask *task = data;
        g_autoptr(GByteArray) text = pipeline_text(task->message, task->path, task->use.passwords, NULL);
        return worker_write_octets(text);
}

static int
worker_job_page(gconstpointer data)
{
        const WorkerTask *task = data;
        g_autoptr(GByteArray) image =
            pipeline_page(task->message, task->path, task->page, task->dpi, task->use.passwords, NULL);
        return worker_write_octets(image);
}

static bool
worker_empty(int file)
{
        return ftruncate(file, 0) == 0 && lseek(file, 0, SEEK_SET) == 0;
}

/* One child; *ret_answered says whether it left an answer. */
static bool
worker_attempt(WorkerReading *reading, Attempt attempt, gint64 deadline_ms, int answer, int notes, bool *ret_answered,
               GError **error)
{
        WorkerTask *task = &reading->task;
        task->use.shallow = attempt == ATTEMPT_SHALLOW;
        task->use.shallow_problem = reading->problem;
        task->progress->path[0] = '\0';
        const ConfinedCall call = { .run = attempt == ATTEMPT_HEADER ? worker_job_header : worker_job_json,
                                    .task = task,
                                    .use = SANDBOX_TEXT,
                                    .memory_bytes = reading->limits->memory_mib * LIMIT_MIB,
                                    .output_bytes = LIMIT_RESULT_BYTES,
                                    .deadline_ms = MAX(deadline_ms, LEAST_MS),
                                    .answer = answer,
                                    .notes = notes };
        ConfinedEnd end = { .late = false };
        if (!worker_empty(answer) || (notes >= 0 && !worker_empty(notes)) || !confined_run(&call, &end, error))
                return false;
        *ret_answered = confined_answered(&end, answer, LIMIT_RESULT_BYTES);
        if (!*ret_answered)
                reading->problem = confined_problem(&end);
        return true;
}

/* Leaves out the document that the last child stuck in; false when it stuck in none, or in too many. */
static bool
worker_skip(WorkerReading *reading)
{
        PipelineUse *use = &reading->task.use;
        const char *path = reading->task.progress->path;
        if (path[0] == '\0' || use->skip_count == SKIPS)
                return false;
        char *kept = reading->stuck[use->skip_count];
        /* the child may have left it without an end */
        memcpy(kept, path, PATH_ROOM);
        kept[PATH_ROOM - 1] = '\0';
        reading->skips[use->skip_count] = (PipelineSkip){ .path = kept, .problem = reading->problem };
        use->skips = reading->skips;
        use->skip_count++;
        return true;
}

/* Milliseconds for one of the steps that may still come. */
static gint64
worker_left(const WorkerReading *reading, gint64 wished_ms)
{
        return MIN(wished_ms, (reading->until - clock_ticks()) / 2);
}

/* Reads with every document, then without those that a child stuck in; *ret_answered when one attempt succeeded. */
static bool
worker_documents(WorkerReading *reading, int answer, int notes, bool *ret_answered, GError **error)
{
        gint64 wished = (gint64) reading->limits->step_seconds * 1000;
        for (*ret_answered = false; !*ret_answered; wished = MIN(wished, AGAIN_MS)) {
                if (!worker_attempt(reading, ATTEMPT_DOCUMENTS, worker_left(reading, wished), answer, notes,
                                    ret_answered, error))
                        return false;
                if (!*ret_answered && !worker_skip(reading))
                        return true;
        }
        return true;
}

/* The first reading: something is always answered. */
static bool
worker_first(WorkerReading *reading, int answer, int notes, GError **error)
{
        bool answered = false;
        if (!worker_documents(reading, answer, notes, &answered, error))
                return false;
        for (Attempt attempt = ATTEMPT_SHALLOW; attempt < ATTEMPT_COUNT && !answered; attempt++)
                if (!worker_attempt(reading, attempt, worker_left(reading, AGAIN_MS), answer, notes, &answered, error))
                        return false;
        if (answered)
                return true;
        /* what this process can say by itself when even the header cannot be read by a child */
        g_autoptr(Submission) submission = pipeline_dead(reading->task.message, reading->problem);
        g_autofree char *json = submission_to_json(submission);
        return worker_empty(answer) && worker_empty(notes) && bytes_write_all(answer, bytes_of_string(json), error);
}

/* Tesseract would start a thread for each core and lose by it: twice the processor time and no sooner done. Its number of
 * threads is in its code and OMP_THREAD_LIMIT is read before main(); this alone stops it (OpenMP 5.1, 3.2.16). */
static void
worker_one_thread(void)
{
        void (*set_levels)(int) = NULL;
        *(void **) &set_levels = dlsym(RTLD_DEFAULT, "omp_set_max_active_levels");
        if (set_levels != NULL)
                set_levels(0);
}

/* Loads the models at the first page that needs them: a process that reads text alone never pays for them. */
static bool
worker_models(const WorkerLimits *limits)
{
        if (!models_tried) {
                worker_one_thread();
                models_loaded = ocr_prepare(limits->ocr_languages, &complaint);
        }
        models_tried = true;
        return models_loaded;
}

/* The second reading, with what was recognised; -1 without error when the first answer stands. */
static int
worker_second(WorkerReading *reading, int notes, GError **error)
{
        const gint64 step = (gint64) reading->limits->step_seconds * 1000;
        g_autoptr(GPtrArray) pages = recognition_wanted(notes);
        if (pages->len == 0 || !worker_models(reading->limits))
                return -1;
        const Recognition recognition = { .message = reading->task.message,
                                          .passwords = reading->task.use.passwords,
                                          .processes = reading->limits->ocr_processes,
                                          .memory_bytes = reading->limits->memory_mib * LIMIT_MIB,
                                          .step_ms = step,
                                          .until = reading->until - worker_left(reading, step) };
        g_auto(OwnedFd) answer = bytes_memfd_new("result", error);
        bool answered = false;
        if (answer < 0 || !recognition_run(&recognition, pages, error))
                return -1;
        reading->task.pages = pages;
        const bool ran = worker_documents(reading, answer, -1, &answered, error);
        reading->task.pages = NULL;
        return ran && answered ? own_fd_steal(&answer) : -1;
}

static int
worker_read(WorkerReading *reading, GError **error)
{
        g_autoptr(GError) failure = NULL;
        g_auto(OwnedFd) first = bytes_memfd_new("result", error);
        g_auto(OwnedFd) notes = first < 0 ? -1 : bytes_memfd_new("pictures", error);
        if (notes < 0 || !worker_first(reading, first, notes, error))
                return -1;
        const int second = worker_second(reading, notes, &failure);
        if (failure == NULL)
                return second >= 0 ? second : own_fd_steal(&first);
        g_propagate_error(error, g_steal_pointer(&failure));
        return -1;
}

int
worker_json(Bytes message, const GPtrArray *passwords, const WorkerLimits *limits, GError **error)
{
        Progress *progress = mmap(NULL, sizeof *progress, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
        if (progress == MAP_FAILED) {
                error_set_errno(error, CCOT_ERROR_RETRY, errno, "memory");
                return -1;
        }
        WorkerReading reading = { .limits = limits,
                                  .until = clock_ticks() + (gint64) limits->message_seconds * 1000,
                                  .task = { .message = message, .progress = progress } };
        reading.task.use.passwords = passwords;
        const int file = worker_read(&reading, error);
        (void) munmap(progress, sizeof *progress);
        return file;
}

static int
worker_octets(const WorkerTask *task, ConfinedJob job, SandboxUse use, const WorkerLimits *limits, const char *refusal,
              GError **error)
{
        g_auto(OwnedFd) file = bytes_memfd_new("result", error);
        ConfinedEnd end = { .late = false };
        const ConfinedCall call = { .run = job,
                                    .task = task,
                                    .use = use,
                                    .memory_bytes = limits->memory_mib * LIMIT_MIB,
                                    .output_bytes = LIMIT_ARCHIVE_BYTES,
                                    .deadline_ms = (gint64) limits->step_seconds * 1000,
                                    .answer = file,
                                    .notes = -1 };
        if (file < 0 || !confined_run(&call, &end, error))
                return -1;
        if (!end.late && WIFEXITED(end.status) && WEXITSTATUS(end.status) == 0)
                return own_fd_steal(&file);
        if (end.late)
                g_set_error(error, CCOT_ERROR, CCOT_ERROR_LIMIT, "the document took longer than %u s",
                            limits->step_seconds);
        else
                g_set_error(error, CCOT_ERROR, CCOT_ERROR_INPUT, "%s",
                            WIFEXITED(end.status) && WEXITSTATUS(end.status) == CHILD_REFUSED
                                ? refusal
                                : "the document could not be read");
        return -1;
}

static int
worker_job_told(gconstpointer data)
{
        const WorkerTask *task = data;
        g_autoptr(GPtrArray) told = pipeline_told(task->message);
        for (guint i = 0; i < told->len; i++)
                if (!bytes_write_all(CONFINED_ANSWER, bytes_of_string(g_ptr_array_index(told, i)), NULL) ||
                    !bytes_write_all(CONFINED_ANSWER, bytes_of_string("\n"), NULL))
                        return EXIT_FAILED;
        return 0;
}

int
worker_told(Bytes message, const WorkerLimits *limits, GError **error)
{
        const WorkerTask task = { .message = message };
        const int file = worker_octets(&task, worker_job_told, SANDBOX_TEXT, limits, "", NULL);
        return file >= 0 ? file : bytes_memfd_new("told", error);
}

int
worker_extract(Bytes message, const GPtrArray *passwords, const char *path, const WorkerLimits *limits, GError **error)
{
        const WorkerTask task = { .message = message, .use.passwords = passwords, .path = path };
        return worker_octets(&task, worker_job_extract, SANDBOX_TEXT, limits, "the message has no such document",
                             error);
}

int
worker_text(Bytes message, const GPtrArray *passwords, const char *path, const WorkerLimits *limits, GError **error)
{
        const WorkerTask task = { .message = message, .use.passwords = passwords, .path = path };
        return worker_octets(&task, worker_job_text, SANDBOX_TEXT, limits, "the message has no such document", error);
}

int
worker_page(Bytes message, const GPtrArray *passwords, const char *path, unsigned number, unsigned dpi,
            const WorkerLimits *limits, GError **error)
{
        const WorkerTask task = {
                .message = message, .use.passwords = passwords, .path = path, .page = number, .dpi = dpi
        };
        return worker_octets(&task, worker_job_page, SANDBOX_RENDER, limits,
                             "the document has no such page that can be shown", error);
}

static int
worker_job_words(gconstpointer data)
{
        const WorkerTask *task = data;
        g_autoptr(GByteArray) words =
            pipeline_words(task->message, task->path, task->page, task->use.passwords, models_loaded, NULL);
        return worker_write_octets(words);
}

int
worker_words(Bytes message, const GPtrArray *passwords, const char *path, unsigned number, const WorkerLimits *limits,
             GError **error)
{
        const WorkerTask task = { .message = message, .use.passwords = passwords, .path = path, .page = number };
        /* whether the page is a picture is known behind the wall, and the models cannot be loaded there */
        (void) worker_models(limits);
        return worker_octets(&task, worker_job_words, SANDBOX_OCR, limits, "the document has no such page", error);
}

static int
worker_job_pack(gconstpointer data)
{
        const WorkerTask *task = data;
        g_autoptr(GByteArray) file = pack_compose(task->message, NULL);
        return worker_write_octets(file);
}

int
worker_pack(Bytes input, const WorkerLimits *limits, GError **error)
{
        const WorkerTask task = { .message = input };
        return worker_octets(&task, worker_job_pack, SANDBOX_RENDER, limits, "the copy cannot be put together", error);
}
