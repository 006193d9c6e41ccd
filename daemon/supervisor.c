#include "daemon/supervisor.h"

#include "base/child.h"
#include "base/clock.h"
#include "base/error.h"
#include "base/log.h"
#include "base/own.h"
#include "daemon/control.h"
#include "daemon/intake.h"
#include "daemon/post.h"
#include "daemon/title.h"
#include "daemon/work.h"

#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <systemd/sd-daemon.h>

enum {
        STOP_MS = 4000, /* then SIGKILL: down within five seconds */
        RESTART_FIRST_MS = 250,
        RESTART_CAP_MS = 20000,
        LIVED_WELL_MS = 60000,     /* a child that lived this long starts with a clean sheet */
        SILENT_MS = 5 * 60 * 1000, /* a child that said nothing for so long hangs */
        TICK_MS = 1000,
        ONCE_TRIES = 3,
};

/* In the order in which they come to their end with once. */
typedef enum { DUTY_INTAKE, DUTY_WORK, DUTY_POST } Duty;

typedef struct {
        char *role; /* "intake civil.court.orders", "work 1", "post" */
        Duty duty;
        const ConfigMailbox *mailbox; /* of an intake */
        pid_t pid;                    /* 0: none runs */
        OwnedFd control;
        unsigned attempt;
        gint64 due;   /* start it then */
        gint64 since; /* of its start */
        gint64 heard;
        char *state;
        bool finished; /* with once: it will not start again */
} Child;

typedef struct {
        Config *config;
        const char *config_path;
        bool once;
        GPtrArray *children; /* of Child* */
        OwnedFd signals;
        bool stopping;
        bool draining[DUTY_POST + 1]; /* what comes before is done, these may end */
        bool failed;
        gint64 stop_until;
        gint64 watchdog_ms; /* 0: none */
        gint64 watchdog_due;
} Supervisor;

static void
child_free(gpointer data)
{
        Child *child = data;
        own_fd_clear(&child->control);
        g_free(child->role);
        g_free(child->state);
        g_free(child);
}

static void
supervisor_add(Supervisor *supervisor, Duty duty, char *role, const ConfigMailbox *mailbox)
{
        Child *child = g_new0(Child, 1);
        child->role = role;
        child->duty = duty;
        child->mailbox = mailbox;
        child->control = -1;
        g_ptr_array_add(supervisor->children, child);
}

static void
supervisor_plan(Supervisor *supervisor)
{
        const Config *config = supervisor->config;
        for (guint i = 0; i < config->mailboxes->len; i++) {
                const ConfigMailbox *mailbox = g_ptr_array_index(config->mailboxes, i);
                supervisor_add(supervisor, DUTY_INTAKE, g_strdup_printf("intake %s", mailbox->name), mailbox);
        }
        for (unsigned i = 1; i <= config->parser_workers; i++)
                supervisor_add(supervisor, DUTY_WORK, g_strdup_printf("work %u", i), NULL);
        if (config->has_smtp)
                supervisor_add(supervisor, DUTY_POST, g_strdup("post"), NULL);
}

/* The forked process: it keeps its own end of its own thread, and none of its siblings', so that each end of file
 * means the supervisor's. */
static int
supervisor_child_main(Supervisor *supervisor, const Child *child, int control, pid_t parent)
{
        (void) prctl(PR_SET_PDEATHSIG, SIGKILL); /* behind the end of file, for one that is stuck in a call */
        if (getppid() != parent)
                return EXIT_FAILED;
        for (guint i = 0; i < supervisor->children->len; i++)
                own_fd_clear(&((Child *) g_ptr_array_index(supervisor->children, i))->control);
        own_fd_clear(&supervisor->signals);
        /* A service manager may signal the whole group; the end of file is what counts, and comes in good order. */
        (void) signal(SIGTERM, SIG_IGN);
        (void) signal(SIGINT, SIG_IGN);
        (void) signal(SIGHUP, SIG_IGN);
        (void) signal(SIGPIPE, SIG_IGN);
        sigset_t none;
        (void) sigemptyset(&none);
        (void) sigprocmask(SIG_SETMASK, &none, NULL);
        title_set(child->role);
        if (child->duty == DUTY_POST) {
                const PostOrder order = { .config = supervisor->config,
                                          .config_path = supervisor->config_path,
                                          .control = control,
                                          .once = supervisor->once };
                return post_run(&order);
        }
        if (child->duty == DUTY_WORK) {
                const WorkOrder order = { .config = supervisor->config, .control = control, .once = supervisor->once };
                return work_run(&order);
        }
        const IntakeOrder order = { .config = supervisor->config,
                                    .config_path = supervisor->config_path,
                                    .mailbox = child->mailbox,
                                    .control = control,
                                    .once = supervisor->once };
        return intake_run(&order);
}

static bool
supervisor_start(Supervisor *supervisor, Child *child, GError **error)
{
        int ends[2];
        if (!control_pair(ends, error))
                return false;
        g_auto(OwnedFd) ours = ends[0];
        g_auto(OwnedFd) theirs = ends[1];
        const pid_t parent = getpid();
        const pid_t pid = fork();
        if (pid == 0) {
                own_fd_clear(&ours);
                _exit(supervisor_child_main(supervisor, child, theirs, parent));
        }
        if (pid < 0) {
                error_set_errno(error, CCOT_ERROR_RETRY, errno, "starting a process");
                return false;
        }
        child->pid = pid;
        child->control = own_fd_steal(&ours);
        child->since = clock_ticks();
        child->heard = child->since;
        if (supervisor->draining[child->duty])
                control_drain(child->control);
        return true;
}

static void
supervisor_start_due(Supervisor *supervisor)
{
        for (guint i = 0; i < supervisor->children->len; i++) {
                Child *child = g_ptr_array_index(supervisor->children, i);
                if (child->pid > 0 || child->finished || clock_ticks() < child->due)
                        continue;
                g_autoptr(GError) error = NULL;
                if (supervisor_start(supervisor, child, &error))
                        continue;
                log_error(EVENT_CHILD_ENDED, error, "child", child->role, NULL);
                child->due = clock_ticks() + clock_backoff_ms(++child->attempt, RESTART_FIRST_MS, RESTART_CAP_MS);
        }
}

/* With once a process that came to its end stays ended; one that crashed gets three tries. */
static void
supervisor_once_ended(Supervisor *supervisor, Child *child, int status)
{
        const bool crashed = !WIFEXITED(status);
        if (crashed && child->attempt < ONCE_TRIES)
                return;
        child->finished = true;
        supervisor->failed = supervisor->failed || crashed || WEXITSTATUS(status) != 0;
}

static void
supervisor_ended(Supervisor *supervisor, Child *child, int status)
{
        const gint64 now = clock_ticks();
        const bool clean = WIFEXITED(status) && WEXITSTATUS(status) == 0;
        own_fd_clear(&child->control);
        child->pid = 0;
        if (supervisor->stopping)
                return;
        if (now - child->since >= LIVED_WELL_MS)
                child->attempt = 0;
        child->due = now + clock_backoff_ms(++child->attempt, RESTART_FIRST_MS, RESTART_CAP_MS);
        if (!clean || !supervisor->once) {
                g_autofree char *ending = child_status_text(status);
                log_event(EVENT_CHILD_ENDED, "child", child->role, "status", ending, NULL);
        }
        if (supervisor->once)
                supervisor_once_ended(supervisor, child, status);
}

static void
supervisor_reap(Supervisor *supervisor)
{
        for (guint i = 0; i < supervisor->children->len; i++) {
                Child *child = g_ptr_array_index(supervisor->children, i);
                int status = 0;
                if (child->pid > 0 && waitpid(child->pid, &status, WNOHANG) == child->pid)
                        supervisor_ended(supervisor, child, status);
        }
}

/* Any of these duties, from first to last, has not come to its end. */
static bool
supervisor_any(const Supervisor *supervisor, Duty first, Duty last)
{
        for (guint i = 0; i < supervisor->children->len; i++) {
                const Child *child = g_ptr_array_index(supervisor->children, i);
                if (!child->finished && child->duty >= first && child->duty <= last)
                        return true;
        }
        return false;
}

static bool
supervisor_any_runs(const Supervisor *supervisor)
{
        for (guint i = 0; i < supervisor->children->len; i++) {
                if (((const Child *) g_ptr_array_index(supervisor->children, i))->pid > 0)
                        return true;
        }
        return false;
}

/* With once: when the mailboxes are done the work is told, and goes on until nothing is undone; then the answers. */
static void
supervisor_drain(Supervisor *supervisor)
{
        for (Duty duty = DUTY_WORK; supervisor->once && duty <= DUTY_POST; duty++) {
                if (supervisor->draining[duty] || supervisor_any(supervisor, DUTY_INTAKE, duty - 1))
                        continue;
                supervisor->draining[duty] = true;
                for (guint i = 0; i < supervisor->children->len; i++) {
                        const Child *child = g_ptr_array_index(supervisor->children, i);
                        if (child->pid > 0 && child->duty == duty)
                                control_drain(child->control);
                }
        }
}

static void
supervisor_status(const Supervisor *supervisor)
{
        g_autoptr(GString) status = g_string_new(NULL);
        for (guint i = 0; i < supervisor->children->len; i++) {
                const Child *child = g_ptr_array_index(supervisor->children, i);
                if (child->state != NULL)
                        g_string_append_printf(status, "%s%s", status->len > 0 ? "; " : "", child->state);
        }
        (void) sd_notifyf(0, "STATUS=%s", status->str);
}

static void
supervisor_listen(Supervisor *supervisor)
{
        bool changed = false;
        for (guint i = 0; i < supervisor->children->len; i++) {
                Child *child = g_ptr_array_index(supervisor->children, i);
                bool heard = false;
                g_autofree char *state = NULL;
                if (child->control < 0)
                        continue;
                if (!control_listen(child->control, &heard, &state)) {
                        own_fd_clear(&child->control); /* it is ending; waitpid() says how */
                        continue;
                }
                if (heard)
                        child->heard = clock_ticks();
                if (state != NULL) {
                        g_free(child->state);
                        child->state = g_steal_pointer(&state);
                        changed = true;
                }
        }
        if (changed)
                supervisor_status(supervisor);
}

/* A process that hangs in a call neither works nor ends. */
static void
supervisor_watch(Supervisor *supervisor)
{
        const gint64 now = clock_ticks();
        for (guint i = 0; i < supervisor->children->len; i++) {
                const Child *child = g_ptr_array_index(supervisor->children, i);
                if (child->pid > 0 && now - child->heard > SILENT_MS)
                        (void) kill(child->pid, SIGKILL);
        }
        if (supervisor->watchdog_ms > 0 && now >= supervisor->watchdog_due) {
                (void) sd_notify(0, "WATCHDOG=1");
                supervisor->watchdog_due = now + supervisor->watchdog_ms;
        }
}

static void
supervisor_hang_up(Supervisor *supervisor)
{
        for (guint i = 0; i < supervisor->children->len; i++)
                own_fd_clear(&((Child *) g_ptr_array_index(supervisor->children, i))->control);
}

/* End of file to all, then a wait that ends with SIGKILL. */
static void
supervisor_stop_all(Supervisor *supervisor)
{
        const gint64 until = clock_ticks() + STOP_MS;
        supervisor->stopping = true;
        supervisor_hang_up(supervisor);
        while (supervisor_any_runs(supervisor)) {
                const gint64 left = until - clock_ticks();
                struct pollfd wait = { .fd = supervisor->signals, .events = POLLIN };
                if (left > 0 && poll(&wait, 1, (int) left) > 0) {
                        struct signalfd_siginfo info;
                        (void) !read(supervisor->signals, &info, sizeof info);
                }
                for (guint i = 0; left <= 0 && i < supervisor->children->len; i++) {
                        const Child *child = g_ptr_array_index(supervisor->children, i);
                        if (child->pid > 0)
                                (void) kill(child->pid, SIGKILL);
                }
                supervisor_reap(supervisor);
        }
        supervisor->stopping = false;
}

static void
supervisor_reload(Supervisor *supervisor)
{
        g_autoptr(GError) error = NULL;
        Config *config = config_load(supervisor->config_path, &error);
        if (config == NULL) {
                log_error(EVENT_CONFIG_REFUSED, error, NULL);
                return;
        }
        (void) sd_notifyf(0, "RELOADING=1\nMONOTONIC_USEC=%" G_GINT64_FORMAT, g_get_monotonic_time());
        supervisor_stop_all(supervisor);
        g_ptr_array_set_size(supervisor->children, 0);
        config_free(supervisor->config);
        supervisor->config = config;
        supervisor_plan(supervisor);
        log_event(EVENT_RELOADED, NULL);
        (void) sd_notify(0, "READY=1");
}

/* Reads one signal; false when it says stop. */
static bool
supervisor_signal(Supervisor *supervisor)
{
        struct signalfd_siginfo info;
        if (read(supervisor->signals, &info, sizeof info) != (ssize_t) sizeof info)
                return true;
        if (info.ssi_signo == SIGTERM || info.ssi_signo == SIGINT)
                return false;
        if (info.ssi_signo == SIGHUP)
                supervisor_reload(supervisor);
        return true;
}

/* False when it is time to stop. */
static bool
supervisor_turn(Supervisor *supervisor)
{
        const guint count = supervisor->children->len;
        g_autofree struct pollfd *waits = g_new0(struct pollfd, count + 1);
        waits[0] = (struct pollfd){ .fd = supervisor->signals, .events = POLLIN };
        gint64 due = clock_ticks() + (supervisor->watchdog_ms > 0 ? MIN(TICK_MS, supervisor->watchdog_ms) : TICK_MS);
        for (guint i = 0; i < count; i++) {
                const Child *child = g_ptr_array_index(supervisor->children, i);
                waits[i + 1] = (struct pollfd){ .fd = child->control, .events = POLLIN };
                if (child->pid == 0 && !child->finished)
                        due = MIN(due, child->due);
        }
        (void) poll(waits, count + 1, (int) CLAMP(due - clock_ticks(), 0, TICK_MS));
        if ((waits[0].revents & POLLIN) != 0 && !supervisor_signal(supervisor))
                return false;
        supervisor_listen(supervisor);
        supervisor_reap(supervisor);
        supervisor_drain(supervisor);
        supervisor_start_due(supervisor);
        supervisor_watch(supervisor);
        return supervisor_any(supervisor, DUTY_INTAKE, DUTY_POST);
}

static bool
supervisor_prepare(Supervisor *supervisor, GError **error)
{
        sigset_t wanted;
        (void) sigemptyset(&wanted);
        for (unsigned i = 0; i < 4; i++)
                (void) sigaddset(&wanted, (const int[]){ SIGTERM, SIGINT, SIGHUP, SIGCHLD }[i]);
        (void) sigprocmask(SIG_BLOCK, &wanted, NULL);
        (void) signal(SIGPIPE, SIG_IGN);
        supervisor->signals = signalfd(-1, &wanted, SFD_CLOEXEC | SFD_NONBLOCK);
        if (supervisor->signals < 0) {
                error_set_errno(error, CCOT_ERROR_RETRY, errno, "signals");
                return false;
        }
        uint64_t watchdog_us = 0;
        if (sd_watchdog_enabled(0, &watchdog_us) > 0)
                supervisor->watchdog_ms = (gint64) (watchdog_us / 3000);
        return true;
}

int
supervisor_run(Config *config, const char *config_path, bool once)
{
        Supervisor supervisor = { .config = config, .config_path = config_path, .once = once, .signals = -1 };
        g_autoptr(GError) error = NULL;
        supervisor.children = g_ptr_array_new_with_free_func(child_free);
        supervisor.failed = !supervisor_prepare(&supervisor, &error);
        if (supervisor.failed) {
                log_error(EVENT_BUG, error, NULL);
        } else {
                supervisor_plan(&supervisor);
                log_event(EVENT_STARTED, "version", CCOT_VERSION, "mailboxes", LOG_NUMBER(config->mailboxes->len),
                          "workers", LOG_NUMBER(config->parser_workers), NULL);
                supervisor_start_due(&supervisor);
                (void) sd_notify(0, "READY=1");
                while (supervisor_turn(&supervisor))
                        ;
                const bool cut_short = once && supervisor_any(&supervisor, true, true);
                supervisor.failed = supervisor.failed || cut_short;
                (void) sd_notify(0, "STOPPING=1");
                log_event(EVENT_STOPPING, NULL);
                supervisor_stop_all(&supervisor);
                log_event(EVENT_STOPPED, "status", supervisor.failed ? "failed" : "ok", NULL);
        }
        g_ptr_array_unref(supervisor.children);
        own_fd_clear(&supervisor.signals);
        config_free(supervisor.config);
        return supervisor.failed ? EXIT_FAILED : 0;
}
