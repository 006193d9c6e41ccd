#include "parsers/confined.h"

#include "base/child.h"
#include "base/error.h"
#include "base/own.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>

/* Descriptors of the caller are put here before they take their places, so that none overwrites another. */
enum { ASIDE = 16, CPU_GRACE_SECONDS = 2 };

static int null_file = -1;

bool
confined_prepare(GError **error)
{
        null_file = open("/dev/null", O_RDWR | O_CLOEXEC);
        if (null_file < 0) {
                error_set_errno(error, CCOT_ERROR_RETRY, errno, "/dev/null");
                return false;
        }
        return sandbox_prepare(error);
}

/* Nothing stays open but what the job writes to and, for a sanitizer's report, standard error. */
static bool
confined_descriptors(const ConfinedCall *call)
{
        const int null = fcntl(null_file, F_DUPFD, ASIDE);
        const int answer = fcntl(call->answer, F_DUPFD, ASIDE);
        const int notes = fcntl(call->notes < 0 ? null_file : call->notes, F_DUPFD, ASIDE);
        const bool keeps_error = g_getenv("CCOT_PARSE_STDERR") != NULL;
        return null >= 0 && answer >= 0 && notes >= 0 && dup2(null, STDIN_FILENO) >= 0 &&
               dup2(null, STDOUT_FILENO) >= 0 && (keeps_error || dup2(null, STDERR_FILENO) >= 0) &&
               dup2(answer, CONFINED_ANSWER) >= 0 && dup2(notes, CONFINED_NOTES) >= 0 &&
               close_range(CONFINED_NOTES + 1, ~0U, 0) == 0;
}

static void
confined_become(const ConfinedCall *call, pid_t parent)
{
        const SandboxLimits limits = { .memory_bytes = call->memory_bytes,
                                       .cpu_seconds = (unsigned) (call->deadline_ms / 1000) + CPU_GRACE_SECONDS,
                                       .output_bytes = call->output_bytes };
        (void) prctl(PR_SET_PDEATHSIG, SIGKILL);
        if (getppid() != parent || !confined_descriptors(call) || !sandbox_enter(call->use, &limits, NULL))
                _exit(EXIT_FAILED);
        _exit(call->run(call->task));
}

pid_t
confined_start(const ConfinedCall *call, GError **error)
{
        const pid_t parent = getpid();
        const pid_t pid = fork();
        if (pid == 0)
                confined_become(call, parent);
        if (pid < 0)
                error_set_errno(error, CCOT_ERROR_RETRY, errno, "starting a child");
        return pid;
}

void
confined_kill(pid_t pid, int *ret_status)
{
        (void) kill(pid, SIGKILL);
        while (waitpid(pid, ret_status, 0) < 0 && errno == EINTR)
                ;
}

bool
confined_run(const ConfinedCall *call, ConfinedEnd *ret_end, GError **error)
{
        const pid_t pid = confined_start(call, error);
        if (pid < 0)
                return false;
        ret_end->late = !child_wait(pid, call->deadline_ms, &ret_end->status);
        if (ret_end->late)
                confined_kill(pid, &ret_end->status);
        return true;
}

bool
confined_answered(const ConfinedEnd *end, int answer, guint64 limit)
{
        struct stat facts;
        return !end->late && WIFEXITED(end->status) && WEXITSTATUS(end->status) == 0 && fstat(answer, &facts) == 0 &&
               facts.st_size > 0 && (guint64) facts.st_size <= limit;
}

Problem
confined_problem(const ConfinedEnd *end)
{
        return end->late || (WIFSIGNALED(end->status) && WTERMSIG(end->status) == SIGXCPU) ? PROBLEM_TOO_SLOW
                                                                                           : PROBLEM_CORRUPT;
}
