/* write_orders --entries N --seed S [--only KIND] CONNINFO: writes new orders into a register that fill_register made with the same
 * options, through entry_store_write(), and tells how long its steps take. The linker puts a clock around each step
 * (--wrap), so that what is measured is the program's own way. Processor time stands beside it, for machines that others use too. */
#include "base/clock.h"
#include "base/error.h"
#include "bench/case_file.h"
#include "bench/register_fill.h"
#include "db/entry_course.h"
#include "db/entry_write.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef enum {
        STEP_LOCK,
        STEP_LOAD,
        STEP_ROWS,
        STEP_COMPARE,
        STEP_JOIN,
        STEP_RELATE,
        STEP_COURSE,
        STEP_FINISH,
        STEP_COUNT
} Step;

static const char *const step_names[] = { "lock", "load", "rows", "compare", "join", "relate", "course", "finish" };
static gint64 step_took[STEP_COUNT]; /* microseconds, of the order that is being written */
static double level_cpu;             /* milliseconds of the steps that are levels, of the order that is being written */
static double whole_cpu;             /* milliseconds of the order that was written last */
static Db *step_db;

/* Processor time so far of this process and of the server's on the other end, in milliseconds (Linux, schedstat). */
static double
step_cpu(Db *db)
{
        const long processes[] = { (long) getpid(), (long) PQbackendPID(db_connection(db)) };
        double total = 0;
        for (unsigned i = 0; i < G_N_ELEMENTS(processes); i++) {
                g_autofree char *path = g_strdup_printf("/proc/%ld/schedstat", processes[i]);
                g_autofree char *text = NULL;
                if (g_file_get_contents(path, &text, NULL, NULL))
                        total += (double) g_ascii_strtoull(text, NULL, 10) / 1e6;
        }
        return total;
}

typedef struct {
        gint64 at;
        double cpu;
} StepClock;

static StepClock
step_begin(void)
{
        const double cpu = step_cpu(step_db);
        return (StepClock){ g_get_monotonic_time(), cpu };
}

static bool
step_ended(Step step, StepClock began, bool done)
{
        step_took[step] += g_get_monotonic_time() - began.at;
        if (step == STEP_LOCK || step == STEP_LOAD || step == STEP_COMPARE || step == STEP_RELATE)
                level_cpu += step_cpu(step_db) - began.cpu;
        return done;
}

#define STEP_WRAP(name, step)                                                                                          \
        bool __real_##name(EntryWrite *write, GError **error);                                                         \
        bool __wrap_##name(EntryWrite *write, GError **error);                                                         \
        bool __wrap_##name(EntryWrite *write, GError **error)                                                          \
        {                                                                                                              \
                const StepClock began = step_begin();                                                                  \
                return step_ended(step, began, __real_##name(write, error));                                           \
        }

STEP_WRAP(entry_write_begin, STEP_LOCK)
STEP_WRAP(entry_write_rows, STEP_ROWS)
STEP_WRAP(entry_compare_write, STEP_COMPARE)
STEP_WRAP(entry_serve_write, STEP_JOIN)
STEP_WRAP(entry_relate_write, STEP_RELATE)
STEP_WRAP(entry_write_finish, STEP_FINISH)

bool __real_entry_compare_load(EntryWrite *write, bool *ret_again, GError **error);
bool __wrap_entry_compare_load(EntryWrite *write, bool *ret_again, GError **error);
bool
__wrap_entry_compare_load(EntryWrite *write, bool *ret_again, GError **error)
{
        const StepClock began = step_begin();
        return step_ended(STEP_LOAD, began, __real_entry_compare_load(write, ret_again, error));
}

bool __real_entry_course_write(Db *db, gint64 message_id, const GArray *touched, GError **error);
bool __wrap_entry_course_write(Db *db, gint64 message_id, const GArray *touched, GError **error);
bool
__wrap_entry_course_write(Db *db, gint64 message_id, const GArray *touched, GError **error)
{
        const StepClock began = step_begin();
        return step_ended(STEP_COURSE, began, __real_entry_course_write(db, message_id, touched, error));
}

/* ---- what is written */

typedef enum { KIND_STRANGER, KIND_COPY, KIND_CHANGE, KIND_CROWD, KIND_COUNT } Kind;

static const char *const kind_names[] = { "a new case", "a copy of an order held", "a variation of an order held",
                                          "one of hundreds, same names and day" };

static void
write_put(SubmissionOrder *order, Field field, const char *text)
{
        field_value_free(order->fields[field]);
        order->fields[field] = field_value_new(field, text, text, 0.9);
}

/* The first mail of a case file, as a mail of its own; run keeps it apart from those of earlier runs, which had other files. */
static Submission *
write_submission(const RegisterFill *fill, Kind kind, guint64 number, const char *run)
{
        const guint64 files = register_fill_files(fill);
        /* new in this run too: an earlier one has left its own in the register */
        const guint64 began = g_ascii_strtoull(run, NULL, 10), fresh = fill->seed + 7919 + began;
        const RegisterFill others = { fill->entries, fresh, fill->until };
        const bool held = kind == KIND_COPY || kind == KIND_CHANGE;
        g_autoptr(GPtrArray) mails =
            register_fill_mails(held ? fill : &others, ((number + began * 977) * 104729) % files);
        CaseMail *mail = g_ptr_array_index(mails, 0);
        Submission *submission = g_steal_pointer(&mail->submission);
        mail->submission = submission_new();
        SubmissionOrder *order = g_ptr_array_index(submission->orders, 0);
        SubmissionDocument *document = g_ptr_array_index(submission->documents, 0);
        const DigestHex own = digest_of(bytes_of_string(run));
        g_free(submission->sha256);
        submission->sha256 = g_strdup(own.hex);
        g_free(submission->message_id);
        submission->message_id = g_strdup(own.hex);
        if (kind == KIND_COPY)
                return submission;
        g_free(document->sha256);
        document->sha256 = g_strdup(own.hex);
        g_ptr_array_add(document->text, g_strdup(run));
        if (kind == KIND_CHANGE) {
                order->action = ACTION_VARIED;
                write_put(order, FIELD_TARGET_MADE_ON, submission_field_text(order->fields, FIELD_MADE_ON));
        }
        if (kind == KIND_CROWD) {
                write_put(order, FIELD_RESPONDENT, "John Smith");
                write_put(order, FIELD_PROTECTED_PERSON, "Sarah Jones");
                field_value_free(g_steal_pointer(&order->fields[FIELD_PROTECTED_PEOPLE]));
        }
        if (kind != KIND_STRANGER)
                write_put(order, FIELD_MADE_ON, "2026-06-01");
        return submission;
}

static bool
write_one(Db *db, const RegisterFill *fill, Kind kind, guint64 number, const char *run, gint64 *ret_took,
          GError **error)
{
        static guint64 uid;
        g_autofree char *own = g_strdup_printf("%s %u %" G_GUINT64_FORMAT, run, kind, number);
        g_autoptr(Submission) submission = write_submission(fill, kind, number, own);
        MessageOrigin origin = { .mailbox = "civil.court.orders",
                                 .folder = "INBOX",
                                 .uidvalidity = (guint64) g_ascii_strtoull(run, NULL, 10),
                                 .uid = ++uid,
                                 .internaldate = fill->until,
                                 .size = strlen(own),
                                 .sha256 = digest_of(bytes_of_string(own)) };
        gint64 message_id = 0;
        StoreResult result = STORE_SAME;
        MessageClaim claim = { 0 };
        bool found = false;
        if (!message_store_put(db, &origin, bytes_of_string(own), &message_id, &result, error) ||
            !message_store_claim(db, db_session(db), &claim, &found, error) ||
            !message_store_parsed(db, &claim, "{}", "bench", error))
                return false;
        memset(step_took, 0, sizeof step_took);
        level_cpu = 0;
        step_db = db;
        const double cpu = step_cpu(db);
        const gint64 began = g_get_monotonic_time();
        const bool done = entry_store_write(db, &claim, submission, error);
        *ret_took = g_get_monotonic_time() - began;
        whole_cpu = step_cpu(db) - cpu;
        return done;
}

/* ---- what is told */

static int
tell_compare(gconstpointer a, gconstpointer b)
{
        const gint64 x = *(const gint64 *) a, y = *(const gint64 *) b;
        return x < y ? -1 : x > y;
}

static double
tell_share(GArray *times, unsigned percent)
{
        g_array_sort(times, tell_compare);
        return (double) g_array_index(times, gint64, (times->len - 1) * percent / 100) / 1000.0;
}

/* Median and the best tenth: on a machine that others use too, the latter is nearer to what the work takes. */
static void
tell(const char *kind, GArray *totals, GArray *levels, GArray *steps[STEP_COUNT], double cpu, double levels_cpu)
{
        printf(
            "%-36s levels %6.2f ms (best tenth %6.2f, CPU %5.2f)  transaction %6.2f ms (best tenth %6.2f, CPU %5.2f)  ",
            kind, tell_share(levels, 50), tell_share(levels, 10), levels_cpu, tell_share(totals, 50),
            tell_share(totals, 10), cpu);
        for (unsigned i = 0; i < STEP_COUNT; i++)
                printf(" %s %.2f", step_names[i], tell_share(steps[i], 50));
        printf("\n");
}

static bool
measure(Db *db, const RegisterFill *fill, Kind kind, unsigned orders, const char *run, GError **error)
{
        enum { WARM = 20 };
        g_autoptr(GArray) totals = g_array_new(FALSE, FALSE, sizeof(gint64));
        g_autoptr(GArray) levels = g_array_new(FALSE, FALSE, sizeof(gint64));
        GArray *steps[STEP_COUNT];
        for (unsigned i = 0; i < STEP_COUNT; i++)
                steps[i] = g_array_new(FALSE, FALSE, sizeof(gint64));
        bool done = true;
        double cpu = 0, levels_cpu = 0;
        for (unsigned number = 0; done && number < orders + WARM; number++) {
                gint64 took = 0;
                done = write_one(db, fill, kind, number, run, &took, error);
                if (number < WARM)
                        continue;
                const gint64 level =
                    step_took[STEP_LOCK] + step_took[STEP_LOAD] + step_took[STEP_COMPARE] + step_took[STEP_RELATE];
                levels_cpu += level_cpu;
                cpu += whole_cpu;
                g_array_append_val(totals, took);
                g_array_append_val(levels, level);
                for (unsigned i = 0; i < STEP_COUNT; i++)
                        g_array_append_val(steps[i], step_took[i]);
        }
        if (done)
                tell(kind_names[kind], totals, levels, steps, cpu / orders, levels_cpu / orders);
        for (unsigned i = 0; i < STEP_COUNT; i++)
                g_array_unref(steps[i]);
        return done;
}

static bool
measure_all(const char *conninfo, const RegisterFill *fill, unsigned orders, int only, GError **error)
{
        g_autoptr(Db) db = db_open(conninfo, "ccot_ingest", "bench", error);
        gint64 session = 0;
        if (db == NULL || !message_store_session(db, &session, error))
                return false;
        g_autofree char *run = g_strdup_printf("%" G_GINT64_FORMAT, clock_now() / G_USEC_PER_SEC);
        for (Kind kind = 0; kind < KIND_COUNT; kind++)
                if ((only == 0 || only == (int) kind + 1) && !measure(db, fill, kind, orders, run, error))
                        return false;
        return true;
}

int
main(int argc, char *argv[])
{
        gint64 entries = 1000, seed = 1;
        int orders = 200, only = 0;
        g_autofree char *until = NULL;
        const GOptionEntry options[] = {
                { "entries", 0, 0, G_OPTION_ARG_INT64, &entries, "as given to fill_register", "N" },
                { "seed", 0, 0, G_OPTION_ARG_INT64, &seed, "as given to fill_register", "S" },
                { "until", 0, 0, G_OPTION_ARG_STRING, &until, "as given to fill_register", "DATE" },
                { "orders", 0, 0, G_OPTION_ARG_INT, &orders, "orders of each kind (200)", "COUNT" },
                { "only", 0, 0, G_OPTION_ARG_INT, &only, "one kind: 1 new case, 2 copy, 3 variation, 4 of hundreds",
                  "KIND" },
                G_OPTION_ENTRY_NULL,
        };
        g_autoptr(GOptionContext) context = g_option_context_new("CONNINFO");
        g_option_context_add_main_entries(context, options, NULL);
        g_autoptr(GError) error = NULL;
        Instant last = 0;
        if (!g_option_context_parse(context, &argc, &argv, &error) || argc != 2 || orders < 1) {
                (void) fprintf(stderr, "write_orders: %s\n",
                               error == NULL ? "options and one CONNINFO" : error->message);
                return EXIT_FAILURE;
        }
        g_autofree char *day = g_strdup_printf("%sT00:00:00Z", until == NULL ? "2026-01-01" : until);
        (void) clock_from_rfc3339(day, &last);
        const RegisterFill fill = { (guint64) entries, (guint64) seed, last / G_USEC_PER_SEC };
        if (measure_all(argv[1], &fill, (unsigned) orders, only, &error))
                return EXIT_SUCCESS;
        (void) fprintf(stderr, "write_orders: %s\n", error->message);
        return EXIT_FAILURE;
}
