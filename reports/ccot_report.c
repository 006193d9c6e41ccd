/* ccot-report: the register in figures, on the screen or, through the outbox, by mail. It knows the database as ccot_report and no network. */
#include "base/error.h"
#include "config/config.h"
#include "db/report_store.h"
#include "reports/report.h"
#include "reports/report_mail.h"

#include <locale.h>
#include <stdio.h>
#include <string.h>

enum { WITHIN_UNASKED = G_MININT, EXPIRING_DAYS = 42, DAYS_MOST = 3660, CAUGHT_UP_MOST = 24 };

typedef struct {
        char *config, *from, *to, *last, *format;
        int within;
        gboolean send, version;
} Options;

static void
options_clear(Options *options)
{
        g_free(options->config);
        g_free(options->from);
        g_free(options->to);
        g_free(options->last);
        g_free(options->format);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Options, options_clear)

static int
report_usage(const char *reason)
{
        (void) fprintf(stderr, "ccot-report: %s\n", reason);
        return EXIT_USAGE;
}

static int
report_failed(const GError *error)
{
        (void) fprintf(stderr, "ccot-report: %s\n", error->message);
        return EXIT_FAILED;
}

static const struct {
        const char *name;
        char *(*print)(const Report *);
} formats[] = { { "text", report_text }, { "csv", report_csv }, { "html", report_html }, { "json", report_json } };

/* duplicates and counts cover a period, the others are of today. */
static bool
report_has_period(const char *name)
{
        return g_str_equal(name, "duplicates") || g_str_equal(name, "counts");
}

/* A reason when the words make no sense together; a new string, NULL when they do. */
static char *
report_check(const char *name, const Options *options, const GDate *today, Period *ret_period)
{
        if (!report_has_period(name)) {
                if (options->from != NULL || options->to != NULL || options->last != NULL)
                        return g_strdup_printf("%s is of today: it takes no --from, --to or --last", name);
                *ret_period = (Period){ *today, *today };
        } else if (options->last != NULL) {
                if (options->from != NULL || options->to != NULL)
                        return g_strdup("--last stands in the place of --from and --to");
                if (!period_last(options->last, today, ret_period))
                        return g_strdup_printf("--last takes day, week or month, not \"%s\"", options->last);
        } else if (options->from == NULL || options->to == NULL) {
                return g_strdup_printf("%s needs --from DATE and --to DATE, or --last day, week or month", name);
        } else {
                char *wrong = period_read(options->from, options->to, today, ret_period);
                if (wrong != NULL)
                        return wrong;
        }
        if (options->within != WITHIN_UNASKED && !g_str_equal(name, "expiring"))
                return g_strdup("--within is of use with expiring only");
        if (options->within != WITHIN_UNASKED && (options->within < 1 || options->within > DAYS_MOST))
                return g_strdup_printf("--within takes a number of days from 1 to %d", DAYS_MOST);
        if (options->send && report_has_period(name) && g_date_compare(&ret_period->last, today) >= 0)
                return g_strdup_printf("--send: the period is not over yet; what is sent is sent once");
        return NULL;
}

typedef struct {
        const Options *options;
        const Config *config;
        const ReportShape *shape;
        Db *db;
} Run;

/* Asks the database. The caller frees data and made. */
static bool
run_ask(const Run *run, const ReportQuestion *question, const Period *period, Report *ret_report, GError **error)
{
        g_autofree char *text = report_store_ask(run->db, question, error);
        if (text == NULL)
                return false;
        json_t *data = json_loads(text, 0, NULL);
        if (data == NULL) {
                g_set_error(error, CCOT_ERROR, CCOT_ERROR_BUG, "report: the database's answer is no JSON");
                return false;
        }
        g_autoptr(GTimeZone) london = g_time_zone_new_identifier("Europe/London");
        g_autoptr(GDateTime) now = london == NULL ? g_date_time_new_now_utc() : g_date_time_new_now(london);
        char *made = g_date_time_format(now, "%-d %B %Y, %H:%M");
        *ret_report = (Report){ run->shape, *period, data, made };
        return true;
}

static void
run_mails(const Run *run, const Report *report, GArray *mails, GPtrArray *texts)
{
        g_autofree char *name = g_strdup_printf("%s %s", run->config->acknowledge_force, run->config->acknowledge_team);
        g_autoptr(GDateTime) now = g_date_time_new_now_utc();
        for (guint i = 0; run->options->send && i < run->config->report_recipients->len; i++) {
                const char *to = g_ptr_array_index(run->config->report_recipients, i);
                const ReportMailEnds ends = { run->config->smtp.from, name, to };
                char *octets = report_mail_write(report, &ends, now);
                g_ptr_array_add(texts, octets);
                const ReportMail mail = { to, bytes_of_string(octets) };
                g_array_append_val(mails, mail);
        }
}

static void
run_say(const Run *run, const Report *report, gint64 number, guint mails)
{
        g_autofree char *days = report_days(report);
        if (!run->options->send) {
                for (unsigned i = 0; i < G_N_ELEMENTS(formats); i++)
                        if (g_str_equal(formats[i].name,
                                        run->options->format == NULL ? "text" : run->options->format)) {
                                g_autofree char *text = formats[i].print(report);
                                (void) fputs(text, stdout);
                        }
        } else if (number == 0)
                (void) printf("%s, %s: was sent before\n", run->shape->name, days);
        else
                (void) printf("%s, %s: run %" G_GINT64_FORMAT ", to be sent to %u\n", run->shape->name, days, number,
                              mails);
}

static bool
run_one(const Run *run, const Period *period, GError **error)
{
        static const char *const webmail[] = {
#define WEBMAIL(domain) domain,
#include "register/webmail.def"
#undef WEBMAIL
                NULL
        };
        g_autofree char *from = period_iso(&period->first), *to = period_iso(&period->last);
        const ReportQuestion question = { .name = run->shape->name,
                                          .from = from,
                                          .to = to,
                                          .webmail = webmail,
                                          .days = run->options->within == WITHIN_UNASKED
                                                      ? EXPIRING_DAYS
                                                      : (unsigned) run->options->within,
                                          .review_ended_years = run->config->report_review_ended_years,
                                          .review_rejected_years = run->config->report_review_rejected_years,
                                          .target_hours = run->config->web_target_hours };
        Report report = { 0 };
        if (!run_ask(run, &question, period, &report, error))
                return false;
        g_autoptr(OwnedJson) data = report.data;
        g_autofree char *made = report.made;
        g_autoptr(GArray) mails = g_array_new(FALSE, FALSE, sizeof(ReportMail));
        g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func(g_free);
        run_mails(run, &report, mails, texts);
        gint64 number = 0;
        if (!report_store_note(run->db, &question, g_get_user_name(), report_is_nothing(&report), mails, &number,
                               error))
                return false;
        run_say(run, &report, number, mails->len);
        return true;
}

/* With --last and --send the periods that were missed since the last one that was sent go first, each once. */
static bool
run_all(const Run *run, const Period *period, GError **error)
{
        g_autofree char *until = NULL;
        Period missed;
        if (!run->options->send || run->options->last == NULL)
                return run_one(run, period, error);
        if (!report_store_sent_until(run->db, run->shape->name, &until, error))
                return false;
        if (until != NULL && period_day(until, &missed.last)) {
                unsigned caught = 0;
                for (missed = period_next(run->options->last, &missed);
                     g_date_compare(&missed.last, &period->first) < 0 && caught < CAUGHT_UP_MOST;
                     missed = period_next(run->options->last, &missed), caught++)
                        if (!run_one(run, &missed, error))
                                return false;
        }
        return run_one(run, period, error);
}

/* What --send needs of the configuration; NULL when it is all there. */
static const char *
run_cannot_send(const Config *config)
{
        if (!config->has_smtp)
                return "--send: the configuration has no group smtp";
        if (config->report_recipients->len == 0)
                return "--send: the configuration names nobody in report.recipients";
        return NULL;
}

static int
report_run(const char *name, const Options *options)
{
        const GDate today = period_today();
        Period period;
        g_autofree char *wrong = report_check(name, options, &today, &period);
        if (wrong != NULL)
                return report_usage(wrong);
        g_autoptr(GError) error = NULL;
        g_autofree char *fallback = g_build_filename(CCOT_SYSCONFDIR, "ccot.conf", NULL);
        g_autoptr(Config) config = config_load(options->config != NULL ? options->config : fallback, &error);
        if (config == NULL)
                return report_failed(error);
        if (options->send && run_cannot_send(config) != NULL) {
                (void) fprintf(stderr, "ccot-report: %s\n", run_cannot_send(config));
                return EXIT_FAILED;
        }
        g_autoptr(Db) db = db_open(config->database_conninfo, "ccot_report", "ccot-report", &error);
        if (db == NULL)
                return report_failed(error);
        const Run run = { options, config, report_shape(name), db };
        if (!run_all(&run, &period, &error))
                return report_failed(error);
        if (fflush(stdout) == 0 && !ferror(stdout))
                return 0;
        (void) fprintf(stderr, "ccot-report: not everything could be written to the output\n");
        return EXIT_FAILED;
}

int
main(int argc, char *argv[])
{
        (void) setlocale(LC_ALL, "C.UTF-8");
        g_auto(Options) options = { .within = WITHIN_UNASKED };
        const GOptionEntry entries[] = {
                { "config", 'c', 0, G_OPTION_ARG_FILENAME, &options.config, "the configuration", "FILE" },
                { "from", 0, 0, G_OPTION_ARG_STRING, &options.from, "first day of the period", "DATE" },
                { "to", 0, 0, G_OPTION_ARG_STRING, &options.to, "last day of the period", "DATE" },
                { "last", 0, 0, G_OPTION_ARG_STRING, &options.last, "the last whole day, week or month instead",
                  "PERIOD" },
                { "within", 0, 0, G_OPTION_ARG_INT, &options.within, "days ahead (expiring; 42)", "DAYS" },
                { "format", 0, 0, G_OPTION_ARG_STRING, &options.format, "text, csv, html or json", "FORMAT" },
                { "send", 0, 0, G_OPTION_ARG_NONE, &options.send,
                  "mail it to the configured recipients instead of printing it", NULL },
                { "version", 0, 0, G_OPTION_ARG_NONE, &options.version, "print the version", NULL },
                { 0 },
        };
        g_autoptr(GOptionContext) context = g_option_context_new("REPORT");
        g_option_context_set_summary(context,
                                     "Reports: duplicates, counts (of a period), expiring, reconciliation (of today).");
        g_option_context_add_main_entries(context, entries, NULL);
        g_autoptr(GError) error = NULL;
        if (!g_option_context_parse(context, &argc, &argv, &error))
                return report_usage(error->message);
        if (options.version) {
                (void) printf("ccot-report %s\n", CCOT_VERSION);
                return 0;
        }
        if (argc != 2)
                return report_usage("name one report; see ccot-report --help");
        if (report_shape(argv[1]) == NULL) {
                g_autofree char *reason = g_strdup_printf("no report \"%s\"; see ccot-report --help", argv[1]);
                return report_usage(reason);
        }
        bool known = options.format == NULL;
        for (unsigned i = 0; i < G_N_ELEMENTS(formats); i++)
                known = known || g_str_equal(formats[i].name, options.format);
        if (!known)
                return report_usage("--format takes text, csv, html or json");
        if (options.send && options.format != NULL)
                return report_usage("--send mails text, CSV and HTML together: it takes no --format");
        return report_run(argv[1], &options);
}
