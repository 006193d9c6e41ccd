#include "parsers/worker.h"

#include "base/child.h"
#include "base/clock.h"
#include "base/error.h"
#include "base/limits.h"
#include "base/own.h"
#include "parsers/pipeline.h"
#include "parsers/sandbox.h"
#include "register/submission_json.h"

#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>

enum { OUTPUT = 3, PATH_ROOM = 4096, AGAIN_SECONDS = 5, CHILD_REFUSED = 4 };

/* Where the child is; shared with the parent, which believes nothing of it but a path to leave out. */
typedef struct {
        char path[PATH_ROOM];
} Progress;

typedef struct {
        Bytes message;
        PipelineUse use;
        const char *path;
        unsigned page;
        unsigned dpi;
        Progress *progress;
} WorkerTask;

/* Runs behind the wall, writes to OUTPUT; the exit status of the child. */
typedef int (*WorkerJob)(const WorkerTask *task);

static int null_file = -1;

bool
worker_init(GError **error)
{
        null_file = open("/dev/null", O_RDWR | O_CLOEXEC);
        if (null_file < 0) {
                error_set_errno(error, CCOT_ERROR_RETRY, errno, "/dev/null");
                return false;
        }
        pipeline_init();
        return sandbox_prepare(error);
}

/* Between fork and the job: nothing stays open but the output and, for a sanitizer's report, standard error. */
static void
worker_become(WorkerJob job, const WorkerTask *task, SandboxUse use, const SandboxLimits *limits, int output,
              pid_t parent)
{
        (void) prctl(PR_SET_PDEATHSIG, SIGKILL);
        if (getppid() != parent)
                _exit(EXIT_FAILED);
        /* the null file first: its own number may be the one that the output takes */
        if (dup2(null_file, STDIN_FILENO) < 0 || dup2(null_file, STDOUT_FILENO) < 0)
                _exit(EXIT_FAILED);
        if (g_getenv("CCOT_PARSE_STDERR") == NULL && dup2(null_file, STDERR_FILENO) < 0)
                _exit(EXIT_FAILED);
        if (dup2(output, OUTPUT) < 0)
                _exit(EXIT_FAILED);
        (void) close_range(OUTPUT + 1, ~0U, 0);
        if (!sandbox_enter(use, limits, NULL))
                _exit(EXIT_FAILED);
        _exit(job(task));
}

/* Status as of waitpid(); *ret_late says that the deadline ended it. */
static bool
worker_run(WorkerJob job, const WorkerTask *task, SandboxUse use, const WorkerLimits *limits, gint64 deadline_ms,
           int output, int *ret_status, bool *ret_late)
{
        const SandboxLimits sandbox = { .memory_bytes = limits->memory_mib * LIMIT_MIB,
                                        .cpu_seconds = (unsigned) (deadline_ms / 1000) + 2,
                                        .output_bytes = LIMIT_ARCHIVE_BYTES };
        const pid_t parent = getpid();
        const pid_t pid = fork();
        if (pid == 0)
                worker_become(job, task, use, &sandbox, output, parent);
        if (pid < 0)
                return false;
        *ret_late = false;
        if (child_wait(pid, deadline_ms, ret_status))
                return true;
        *ret_late = true;
        (void) kill(pid, SIGKILL);
        while (waitpid(pid, ret_status, 0) < 0 && errno == EINTR)
                ;
        return true;
}

static void
worker_progress(const char *path, gpointer data)
{
        Progress *progress = data;
        (void) g_strlcpy(progress->path, path, sizeof progress->path);
}

static int
worker_job_json(const WorkerTask *task)
{
        PipelineUse use = task->use;
        use.progress = worker_progress;
        use.progress_data = task->progress;
        g_autoptr(Submission) submission = pipeline_read(task->message, &use);
        g_autofree char *json = submission_to_json(submission);
        return bytes_write_all(OUTPUT, bytes_of_string(json), NULL) ? 0 : EXIT_FAILED;
}

/* The last answer: what can be said without opening anything but the header. */
static int
worker_job_unread(const WorkerTask *task)
{
        g_autoptr(Submission) submission = pipeline_unread(task->message, task->use.skip_problem);
        g_autofree char *json = submission_to_json(submission);
        return bytes_write_all(OUTPUT, bytes_of_string(json), NULL) ? 0 : EXIT_FAILED;
}

static int
worker_job_extract(const WorkerTask *task)
{
        g_autoptr(GByteArray) octets = pipeline_extract(task->message, task->path, NULL);
        if (octets == NULL)
                return CHILD_REFUSED;
        return bytes_write_all(OUTPUT, bytes_of(octets->data, octets->len), NULL) ? 0 : EXIT_FAILED;
}

static int
worker_job_page(const WorkerTask *task)
{
        g_autoptr(GByteArray) image = pipeline_page(task->message, task->path, task->page, task->dpi, NULL);
        if (image == NULL)
                return CHILD_REFUSED;
        return bytes_write_all(OUTPUT, bytes_of(image->data, image->len), NULL) ? 0 : EXIT_FAILED;
}

/* The problem that a child's end tells. */
static Problem
worker_problem(int status, bool late)
{
        return late || (WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU) ? PROBLEM_TOO_SLOW : PROBLEM_CORRUPT;
}

static bool
worker_empty(int file)
{
        return ftruncate(file, 0) == 0 && lseek(file, 0, SEEK_SET) == 0;
}

static bool
worker_answered(int file, int status)
{
        struct stat facts;
        return WIFEXITED(status) && WEXITSTATUS(status) == 0 && fstat(file, &facts) == 0 && facts.st_size > 0 &&
               (guint64) facts.st_size <= LIMIT_RESULT_BYTES;
}

/* What this process can say by itself when even the header cannot be read by a child. */
static bool
worker_last_word(Bytes message, Problem problem, int file, GError **error)
{
        g_autoptr(Submission) submission = pipeline_dead(message, problem);
        g_autofree char *json = submission_to_json(submission);
        return bytes_write_all(file, bytes_of_string(json), error);
}

int
worker_json(Bytes message, const WorkerLimits *limits, GError **error)
{
        g_auto(OwnedFd) file = bytes_memfd_new("result", error);
        Progress *progress = mmap(NULL, sizeof *progress, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
        if (file < 0 || progress == MAP_FAILED)
                return -1;
        char stuck[PATH_ROOM] = "";
        WorkerTask task = { .message = message, .progress = progress };
        const gint64 full = (gint64) limits->step_seconds * 1000;
        const gint64 again = MIN(full, (gint64) AGAIN_SECONDS * 1000);
        bool answered = false;
        /* as it is; without the document it stuck in; without any document; the header alone */
        for (unsigned attempt = 0; attempt < 4 && !answered; attempt++) {
                int status = 0;
                bool late = false;
                task.use.skip_path = attempt == 1 ? stuck : NULL;
                task.use.shallow = attempt == 2;
                progress->path[0] = '\0';
                if (!worker_empty(file) ||
                    !worker_run(attempt == 3 ? worker_job_unread : worker_job_json, &task, SANDBOX_TEXT, limits,
                                attempt == 0 ? full : again, file, &status, &late))
                        break;
                answered = worker_answered(file, status);
                if (!answered && attempt == 0) {
                        if (progress->path[0] == '\0')
                                attempt = 1; /* it stuck in no document */
                        (void) g_strlcpy(stuck, progress->path, sizeof stuck);
                        stuck[sizeof stuck - 1] = '\0';
                        task.use.skip_problem = worker_problem(status, late);
                }
        }
        (void) munmap(progress, sizeof *progress);
        if (!answered && (!worker_empty(file) || !worker_last_word(message, task.use.skip_problem, file, error)))
                return -1;
        return own_fd_steal(&file);
}

static int
worker_octets(WorkerJob job, const WorkerTask *task, SandboxUse use, const WorkerLimits *limits, const char *refusal,
              GError **error)
{
        g_auto(OwnedFd) file = bytes_memfd_new("result", error);
        int status = 0;
        bool late = false;
        if (file < 0)
                return -1;
        if (!worker_run(job, task, use, limits, (gint64) limits->step_seconds * 1000, file, &status, &late)) {
                error_set_errno(error, CCOT_ERROR_RETRY, errno, "starting a child");
                return -1;
        }
        if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
                return own_fd_steal(&file);
        if (WIFEXITED(status) && WEXITSTATUS(status) == CHILD_REFUSED)
                g_set_error(error, CCOT_ERROR, CCOT_ERROR_INPUT, "%s", refusal);
        else if (late)
                g_set_error(error, CCOT_ERROR, CCOT_ERROR_LIMIT, "the document took longer than %u s",
                            limits->step_seconds);
        else
                g_set_error(error, CCOT_ERROR, CCOT_ERROR_INPUT, "the document could not be read");
        return -1;
}

int
worker_extract(Bytes message, const char *path, const WorkerLimits *limits, GError **error)
{
        const WorkerTask task = { .message = message, .path = path };
        return worker_octets(worker_job_extract, &task, SANDBOX_TEXT, limits, "the message has no such document",
                             error);
}

int
worker_page(Bytes message, const char *path, unsigned number, unsigned dpi, const WorkerLimits *limits, GError **error)
{
        const WorkerTask task = { .message = message, .path = path, .page = number, .dpi = dpi };
        return worker_octets(worker_job_page, &task, SANDBOX_RENDER, limits,
                             "the document has no such page that can be shown", error);
}
