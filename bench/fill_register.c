/* fill_register --entries N --seed S CONNINFO: fills an empty, migrated register; see README.md. */
#include "bench/register_fill.h"

#include "base/clock.h"
#include "base/error.h"

#include <stdio.h>
#include <stdlib.h>

static void
fill_progress(guint64 entries)
{
        (void) fprintf(stderr, "\r%" G_GUINT64_FORMAT " entries", entries);
}

static int
fill_failed(const GError *error)
{
        (void) fprintf(stderr, "fill_register: %s\n", error->message);
        return EXIT_FAILURE;
}

int
main(int argc, char *argv[])
{
        gint64 entries = 1000, seed = 1;
        g_autofree char *until = NULL;
        const GOptionEntry options[] = {
                { "entries", 0, 0, G_OPTION_ARG_INT64, &entries, "orders with all their copies (1000)", "N" },
                { "seed", 0, 0, G_OPTION_ARG_INT64, &seed, "the same number gives the same register (1)", "S" },
                { "until", 0, 0, G_OPTION_ARG_STRING, &until, "the day after the last mail (2026-01-01)", "DATE" },
                G_OPTION_ENTRY_NULL,
        };
        g_autoptr(GOptionContext) context = g_option_context_new("CONNINFO");
        g_option_context_set_summary(context,
                                     "Fills an empty, migrated register with invented orders, as a superuser.");
        g_option_context_add_main_entries(context, options, NULL);
        g_autoptr(GError) error = NULL;
        if (!g_option_context_parse(context, &argc, &argv, &error))
                return fill_failed(error);
        g_autofree char *day = g_strdup_printf("%sT00:00:00Z", until == NULL ? "2026-01-01" : until);
        Instant last = 0;
        if (argc != 2 || entries < 1 || !clock_from_rfc3339(day, &last)) {
                (void) fprintf(stderr, "fill_register [--entries N] [--seed S] [--until YYYY-MM-DD] CONNINFO\n");
                return EXIT_FAILURE;
        }
        g_autoptr(PGconn) connection = PQconnectdb(argv[1]);
        if (PQstatus(connection) != CONNECTION_OK) {
                (void) fprintf(stderr, "fill_register: %s", PQerrorMessage(connection));
                return EXIT_FAILURE;
        }
        const RegisterFill fill = { (guint64) entries, (guint64) seed, last / G_USEC_PER_SEC };
        if (!register_fill(connection, &fill, fill_progress, &error))
                return fill_failed(error);
        g_autoptr(PGresult) analyzed = PQexec(connection, "VACUUM ANALYZE");
        (void) fprintf(stderr, "\r%" G_GINT64_FORMAT " entries: done\n", entries);
        return PQresultStatus(analyzed) == PGRES_COMMAND_OK ? EXIT_SUCCESS : EXIT_FAILURE;
}
