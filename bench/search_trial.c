/* search_trial --entries N FOLDER CONNINFO: fills an empty database, plants the people of FOLDER/people.txt among the generated
 * ones, asks FOLDER/questions.txt, and tells how often the order that is meant stands first and among the first five, and how
 * long a search takes. Exit 1 when less than 95 of a hundred stand first or 99 among the first five. See README.md. */
#include "base/clock.h"
#include "base/error.h"
#include "bench/register_fill.h"
#include "db/message_store.h"
#include "db/migrate.h"
#include "db/search_store.h"
#include "db/statement.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

G_DEFINE_AUTOPTR_CLEANUP_FUNC(json_t, json_decref)

enum { TRIAL_COLUMNS = 8, TRIAL_FIVE = 5, TRIAL_FIRST_SHARE = 95, TRIAL_FIVE_SHARE = 99, TRIAL_BATCH = 2000 };

typedef struct {
        const char *folder;
        char *conninfo;
        gint64 entries, seed;
        gboolean reuse, filled, times_too;
        GHashTable *planted; /* label to gint64* */
        GArray *times;       /* of gint64: microseconds */
        GArray *processor;   /* of gint64: the same of processor time, of both ends */
        unsigned asked[2], first[2], five[2];
} Trial;

static gint64
trial_microseconds(void)
{
        return g_get_monotonic_time();
}

/* Processor time so far of this process and of the server's on the other end (Linux, schedstat). */
static gint64
trial_processor(Db *db)
{
        const long processes[] = { (long) getpid(), (long) PQbackendPID(db_connection(db)) };
        guint64 total = 0;
        for (unsigned i = 0; i < G_N_ELEMENTS(processes); i++) {
                g_autofree char *path = g_strdup_printf("/proc/%ld/schedstat", processes[i]);
                g_autofree char *text = NULL;
                if (g_file_get_contents(path, &text, NULL, NULL))
                        total += g_ascii_strtoull(text, NULL, 10) / 1000;
        }
        return (gint64) total;
}

static char *
trial_sql(PGconn *connection, const char *sql, GError **error)
{
        g_autoptr(PGresult) result = PQexec(connection, sql);
        const ExecStatusType status = PQresultStatus(result);
        if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) {
                g_set_error(error, CCOT_ERROR, CCOT_ERROR_BUG, "%s", PQresultErrorMessage(result));
                return NULL;
        }
        return g_strdup(PQntuples(result) == 0 ? "" : PQgetvalue(result, 0, 0));
}

/* The lines of a file that are no comment, each parted at "|". Of char**. */
static GPtrArray *
trial_lines(const Trial *trial, const char *name, GError **error)
{
        g_autofree char *path = g_build_filename(trial->folder, name, NULL);
        g_autofree char *text = NULL;
        if (!g_file_get_contents(path, &text, NULL, error))
                return NULL;
        GPtrArray *rows = g_ptr_array_new_with_free_func((GDestroyNotify) g_strfreev);
        g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
        for (unsigned i = 0; lines[i] != NULL; i++) {
                if (lines[i][0] == '#' || lines[i][0] == '\0')
                        continue;
                char **cells = g_strsplit(lines[i], "|", TRIAL_COLUMNS);
                for (unsigned k = 0; cells[k] != NULL; k++)
                        (void) g_strstrip(cells[k]);
                g_ptr_array_add(rows, cells);
        }
        return rows;
}

static void
trial_field(SubmissionOrder *order, Field field, const char *value)
{
        if (*value == '\0')
                return;
        order->fields[field] = field_value_new(field, field_is_list(field) ? NULL : value, value, 0.9);
        g_auto(GStrv) items = g_strsplit(field_is_list(field) ? value : "", ", ", -1);
        for (unsigned i = 0; items[i] != NULL; i++)
                field_value_add(order->fields[field], items[i], NULL);
}

/* A mail with one order, written as ccotd writes it. */
static bool
trial_plant(Trial *trial, Db *db, unsigned number, char *const *cells, GError **error)
{
        static const Field fields[TRIAL_COLUMNS] = {
                FIELD_COURT,
                FIELD_RESPONDENT,
                FIELD_RESPONDENT_ALIASES,
                FIELD_RESPONDENT_DOB,
                FIELD_PROTECTED_PERSON,
                FIELD_CHILDREN,
                FIELD_RESPONDENT_ADDRESS,
                FIELD_CASE_NUMBER,
        };
        g_autofree char *octets = g_strdup_printf("planted %s", cells[0]);
        const DigestHex digest = digest_of(bytes_of_string(octets));
        const MessageOrigin origin = { .mailbox = "planted",
                                       .folder = "INBOX",
                                       .uidvalidity = 1,
                                       .uid = number + 1,
                                       .internaldate = trial->entries,
                                       .size = strlen(octets),
                                       .sha256 = digest };
        gint64 message_id = 0;
        StoreResult result = STORE_SAME;
        MessageClaim claim = { 0 };
        bool found = false;
        if (!message_store_put(db, &origin, bytes_of_string(octets), &message_id, &result, error) ||
            !message_store_claim(db, db_session(db), &claim, &found, error) || !found ||
            !message_store_parsed(db, &claim, "{}", "trial", error))
                return false;
        g_autoptr(Submission) submission = submission_new();
        submission->sha256 = g_strdup(digest.hex);
        submission->message_id = g_strdup_printf("%s@planted.example", cells[0]);
        submission->body_sha256 = g_strdup(digest.hex);
        SubmissionDocument *document = submission_document_new("2");
        document->media_type = g_strdup("application/pdf");
        document->size = strlen(octets);
        document->sha256 = g_strdup(digest.hex);
        document->kind = DOCUMENT_KIND_ORDER;
        g_ptr_array_add(submission->documents, document);
        SubmissionOrder *order = submission_order_new("2");
        order->order_type = ORDER_TYPE_NON_MOLESTATION;
        order->action = ACTION_MADE;
        for (unsigned i = 1; i < TRIAL_COLUMNS && cells[i] != NULL; i++)
                trial_field(order, fields[i], cells[i]);
        trial_field(order, FIELD_PROTECTED_PEOPLE, cells[4]);
        trial_field(order, FIELD_COURT, "Family Court at Medway");
        trial_field(order, FIELD_MADE_ON, "2025-11-03");
        trial_field(order, FIELD_EXPIRES_ON, "2026-11-03");
        g_ptr_array_add(submission->orders, order);
        return entry_store_write(db, &claim, submission, error);
}

static bool
trial_plant_all(Trial *trial, const GPtrArray *people, GError **error)
{
        g_autoptr(Db) db = db_open(trial->conninfo, "ccot_ingest", "search_trial", error);
        gint64 session = 0;
        if (db == NULL || !message_store_session(db, &session, error))
                return false;
        for (guint i = 0; i < people->len; i++)
                if (!trial_plant(trial, db, i, g_ptr_array_index(people, i), error))
                        return false;
        return true;
}

/* The keys that triggers make where rows are not sent beside them. */
static bool
trial_index(PGconn *connection, GError **error)
{
        g_autofree char *most = trial_sql(connection, "SELECT max(entry_id) FROM ccot.entry", error);
        for (gint64 from = 1; most != NULL && from <= g_ascii_strtoll(most, NULL, 10); from += TRIAL_BATCH) {
                g_autofree char *sql = g_strdup_printf("SET search_path = ccot; SELECT search_entry_put(ARRAY(SELECT "
                                                       "entry_id FROM entry e WHERE entry_id BETWEEN "
                                                       "%" G_GINT64_FORMAT " AND %" G_GINT64_FORMAT " AND NOT EXISTS "
                                                       "(SELECT FROM search_entry s WHERE s.entry_id = e.entry_id)))",
                                                       from, from + TRIAL_BATCH - 1);
                g_autofree char *done = trial_sql(connection, sql, error);
                if (done == NULL)
                        return false;
                (void) fprintf(stderr, "\r%" G_GINT64_FORMAT " indexed", from);
        }
        return most != NULL;
}

static bool
trial_fill(const Trial *trial, PGconn *connection, GError **error)
{
        MigrateReport report = { 0 };
        const RegisterFill fill = { (guint64) trial->entries, (guint64) trial->seed, 1767225600 };
        g_autofree char *as_owner = g_strdup_printf("%s user=postgres", trial->conninfo);
        if (!migrate_run(as_owner, &report, error) || !register_fill(connection, &fill, NULL, error) ||
            !trial_index(connection, error))
                return false;
        g_autofree char *analyzed = trial_sql(connection, "VACUUM ANALYZE", error);
        return analyzed != NULL;
}

static bool
trial_find_planted(Trial *trial, PGconn *connection, const GPtrArray *people, GError **error)
{
        for (guint i = 0; i < people->len; i++) {
                char *const *cells = g_ptr_array_index(people, i);
                g_autofree char *sql = g_strdup_printf("SELECT entry_id FROM ccot.entry JOIN ccot.message USING "
                                                       "(message_id) WHERE rfc_message_id = '%s@planted.example'",
                                                       cells[0]);
                g_autofree char *id = trial_sql(connection, sql, error);
                if (id == NULL)
                        return false;
                gint64 *number = g_new(gint64, 1);
                *number = g_ascii_strtoll(id, NULL, 10);
                (void) g_hash_table_insert(trial->planted, g_strdup(cells[0]), number);
        }
        return true;
}

/* The place of an entry among the hits, from 1; 0 when it is not among them. */
static size_t
trial_place(const json_t *answer, gint64 entry_id)
{
        size_t i = 0;
        const json_t *hit = NULL;
        json_array_foreach(json_object_get(answer, "hits"), i, hit)
        {
                if (json_integer_value(json_object_get(hit, "entry_id")) == entry_id)
                        return i + 1;
        }
        return 0;
}

static json_t *
trial_search(Trial *trial, Db *db, const char *typed, GError **error)
{
        const Search search = { "trial", typed, "trial", SEARCH_MOST };
        const gint64 worked = trial_processor(db);
        const gint64 begun = trial_microseconds();
        g_autofree char *text = search_store_run(db, &search, error);
        const gint64 taken = trial_microseconds() - begun;
        const gint64 work = trial_processor(db) - worked;
        g_array_append_val(trial->times, taken);
        g_array_append_val(trial->processor, work);
        return text == NULL ? NULL : json_loads(text, 0, NULL);
}

static bool
trial_ask(Trial *trial, Db *db, const GPtrArray *questions, GError **error)
{
        for (guint i = 0; i < questions->len; i++) {
                char *const *cells = g_ptr_array_index(questions, i);
                const gint64 *meant = g_hash_table_lookup(trial->planted, cells[2] == NULL ? "" : cells[2]);
                if (meant == NULL) {
                        g_set_error(error, CCOT_ERROR, CCOT_ERROR_CONFIG, "question %u names nobody of people.txt",
                                    i + 1);
                        return false;
                }
                g_autoptr(json_t) answer = trial_search(trial, db, cells[1], error);
                if (answer == NULL)
                        return false;
                const size_t place = trial_place(answer, *meant);
                trial->asked[i % 2]++;
                trial->first[i % 2] += place == 1;
                trial->five[i % 2] += place >= 1 && place <= TRIAL_FIVE;
                if (place != 1)
                        printf("# %s: \"%s\": %s at place %zu\n", cells[0], cells[1], cells[2], place);
        }
        return true;
}

/* What the generated people themselves are looked for by: surnames that many bear, with and without more. */
static bool
trial_ask_common(Trial *trial, PGconn *connection, Db *db, GError **error)
{
        g_autoptr(PGresult) rows = PQexec(
            connection, "SELECT CASE n % 4 WHEN 0 THEN r.value WHEN 1 THEN regexp_replace(r.value, '^.* ', '') "
                        "WHEN 2 THEN r.value || ' ' || p.value ELSE left(r.value, length(r.value) - 1) || 'e' END "
                        "FROM generate_series(1, 400) n CROSS JOIN LATERAL (SELECT (n * 7919::bigint) % (SELECT "
                        "max(entry_id) FROM ccot.entry) + 1 AS id) e "
                        "JOIN ccot.field r ON r.entry_id = e.id AND r.name = 'respondent' JOIN ccot.field p ON "
                        "p.entry_id = e.id AND p.name = 'protected_person'");
        for (int row = 0; row < PQntuples(rows); row++) {
                g_autoptr(json_t) answer = trial_search(trial, db, PQgetvalue(rows, row, 0), error);
                if (answer == NULL)
                        return false;
        }
        return true;
}

static int
trial_compare(gconstpointer a, gconstpointer b)
{
        const gint64 x = *(const gint64 *) a, y = *(const gint64 *) b;
        return x < y ? -1 : x > y;
}

static double
trial_share(GArray *times, unsigned percent)
{
        g_array_sort(times, trial_compare);
        return (double) g_array_index(times, gint64, (times->len - 1) * percent / 100) / 1000;
}

static void
trial_say_times(const Trial *trial, const char *what)
{
        GArray *const lists[] = { trial->times, trial->processor };
        static const char *const names[] = { "", ", processor time of both ends:" };
        printf("# %s, %u searches:", what, trial->times->len);
        for (unsigned i = 0; i < G_N_ELEMENTS(lists); i++) {
                printf("%s p50 %.1f ms, p95 %.1f ms, longest %.1f ms", names[i], trial_share(lists[i], 50),
                       trial_share(lists[i], 95), trial_share(lists[i], 100));
                g_array_set_size(lists[i], 0);
        }
        printf("\n");
}

static bool
trial_run(Trial *trial, GError **error)
{
        g_autofree char *as_owner = g_strdup_printf("%s user=postgres", trial->conninfo);
        g_autoptr(PGconn) connection = PQconnectdb(as_owner);
        g_autoptr(GPtrArray) people = trial_lines(trial, "people.txt", error);
        g_autoptr(GPtrArray) questions = people == NULL ? NULL : trial_lines(trial, "questions.txt", error);
        if (questions == NULL)
                return false;
        if (trial->filled && !trial_index(connection, error))
                return false;
        if (!trial->reuse && !trial->filled && !trial_fill(trial, connection, error))
                return false;
        if (!trial->reuse && !trial_plant_all(trial, people, error))
                return false;
        g_autoptr(Db) db = db_open(trial->conninfo, "ccot_web", "search_trial", error);
        if (db == NULL || !trial_find_planted(trial, connection, people, error) ||
            !trial_ask(trial, db, questions, error))
                return false;
        trial_say_times(trial, "questions");
        if (!trial->times_too)
                return true;
        if (!trial_ask_common(trial, connection, db, error))
                return false;
        trial_say_times(trial, "common names");
        return true;
}

static bool
trial_report(const Trial *trial)
{
        const unsigned asked = trial->asked[0] + trial->asked[1], first = trial->first[0] + trial->first[1],
                       five = trial->five[0] + trial->five[1];
        static const char *const halves[] = { "looked at while the search was made", "never looked at" };
        for (unsigned i = 0; i < 2; i++)
                printf("# %s: %u asked, %u first, %u among the first five\n", halves[i], trial->asked[i],
                       trial->first[i], trial->five[i]);
        const bool good =
            asked > 0 && first * 100 >= asked * TRIAL_FIRST_SHARE && five * 100 >= asked * TRIAL_FIVE_SHARE;
        printf("1..1\n%sok 1 /search/questions %u of %u first, %u among the first five\n", good ? "" : "not ", first,
               asked, five);
        return good;
}

int
main(int argc, char *argv[])
{
        Trial trial = { .entries = 20000, .seed = 1 };
        const GOptionEntry options[] = {
                { "entries", 0, 0, G_OPTION_ARG_INT64, &trial.entries, "orders around them (20000)", "N" },
                { "seed", 0, 0, G_OPTION_ARG_INT64, &trial.seed, "the same number gives the same register (1)", "S" },
                { "times", 0, 0, G_OPTION_ARG_NONE, &trial.times_too, "common names too, for their times", NULL },
                { "reuse", 0, 0, G_OPTION_ARG_NONE, &trial.reuse, "the database was filled by an earlier run", NULL },
                { "filled", 0, 0, G_OPTION_ARG_NONE, &trial.filled, "the database was filled by fill_register", NULL },
                G_OPTION_ENTRY_NULL,
        };
        g_autoptr(GOptionContext) context = g_option_context_new("FOLDER CONNINFO");
        g_option_context_add_main_entries(context, options, NULL);
        g_autoptr(GError) error = NULL;
        if (!g_option_context_parse(context, &argc, &argv, &error) || argc != 3) {
                (void) fprintf(stderr,
                               "search_trial [--entries N] [--seed S] [--times] [--reuse|--filled] FOLDER CONNINFO\n");
                return EXIT_FAILURE;
        }
        trial.folder = argv[1];
        trial.conninfo = argv[2];
        trial.planted = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
        trial.times = g_array_new(FALSE, FALSE, sizeof(gint64));
        trial.processor = g_array_new(FALSE, FALSE, sizeof(gint64));
        const bool done = trial_run(&trial, &error);
        if (!done)
                (void) fprintf(stderr, "search_trial: %s\n", error->message);
        const bool good = done && trial_report(&trial);
        g_hash_table_unref(trial.planted);
        g_array_unref(trial.times);
        g_array_unref(trial.processor);
        return good ? EXIT_SUCCESS : EXIT_FAILURE;
}
