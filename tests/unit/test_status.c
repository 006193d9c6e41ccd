#include "register/status.h"

#include "base/clock.h"

#include <string.h>

/* One wording of an end, walked through in time. Instants are RFC 3339, as a clock on the wall shows them. */
typedef struct {
        const char *instant;
        Status status;
        const char *words; /* must stand in the reason */
} Step;

typedef struct {
        const char *name;
        StatusFacts facts;
        Step steps[12];
} Walk;

static const Walk walks[] = {
        { "a date without a time lasts through that day",
          { .action = ACTION_MADE, .made_on = "2025-03-03", .expires_on = "2026-03-03", .end_raw = "3 March 2026" },
          { { "2025-03-02T23:59:59Z", STATUS_NOT_YET, "made Mon 3 March 2025" },
            { "2025-03-03T00:00:00Z", STATUS_IN_FORCE, "until Tue 3 March 2026, end of day" },
            { "2026-03-02T12:00:00Z", STATUS_IN_FORCE, "end of day" },
            { "2026-03-03T00:00:00Z", STATUS_IN_FORCE, "end of day" },
            { "2026-03-03T00:01:00Z", STATUS_IN_FORCE, "end of day" },
            { "2026-03-03T12:00:00Z", STATUS_IN_FORCE, "end of day" },
            { "2026-03-03T23:59:59Z", STATUS_IN_FORCE, "end of day" },
            { "2026-03-04T00:00:00Z", STATUS_ENDED, "ended Tue 3 March 2026, end of day" } } },
        { "12:00 AM ends as the day before ends",
          { .action = ACTION_MADE,
            .made_on = "2024-10-14",
            .expires_on = "2025-10-14",
            .expires_at = "00:00",
            .end_raw = "14 October 2025 at 12:00 AM" },
          { { "2025-10-13T12:00:00+01:00", STATUS_IN_FORCE,
              "until 00:00 Tue 14 October 2025 (last full day: Mon 13 October 2025)" },
            { "2025-10-13T23:59:59+01:00", STATUS_IN_FORCE, "until 00:00" },
            { "2025-10-14T00:00:00+01:00", STATUS_ENDED,
              "ended 00:00 Tue 14 October 2025 (last full day: Mon 13 October 2025)" },
            { "2025-10-14T00:01:00+01:00", STATUS_ENDED, "ended" },
            { "2025-10-14T20:00:00+01:00", STATUS_ENDED, "last full day: Mon 13 October 2025" } } },
        { "noon is midday",
          { .action = ACTION_MADE,
            .made_on = "2024-10-14",
            .expires_on = "2025-10-14",
            .expires_at = "12:00",
            .end_raw = "12 noon on 14 October 2025" },
          { { "2025-10-14T11:59:59+01:00", STATUS_IN_FORCE, "until 12:00 Tue 14 October 2025" },
            { "2025-10-14T12:00:00+01:00", STATUS_ENDED, "ended 12:00 Tue 14 October 2025" } } },
        { "23:59 is the end of the day",
          { .action = ACTION_MADE,
            .expires_on = "2025-10-14",
            .expires_at = "23:59",
            .end_raw = "11.59pm on 14 October 2025" },
          { { "2025-10-14T23:59:30+01:00", STATUS_IN_FORCE, "until 23:59 Tue 14 October 2025" },
            { "2025-10-15T00:00:00+01:00", STATUS_ENDED, "ended 23:59" } } },
        { "midnight on a day may be its start or its end",
          { .action = ACTION_MADE,
            .made_on = "2025-03-03",
            .expires_on = "2026-03-03",
            .end_raw = "midnight on 3 March 2026" },
          { { "2026-03-02T23:59:00Z", STATUS_IN_FORCE, "may mean the start or the end" },
            { "2026-03-03T00:00:00Z", STATUS_CHECK, "midnight on Tue 3 March 2026 may mean" },
            { "2026-03-03T23:59:00Z", STATUS_CHECK, "midnight" },
            { "2026-03-04T00:00:00Z", STATUS_ENDED, "ended at midnight on Tue 3 March 2026" } } },
        { "until the hearing",
          { .action = ACTION_MADE,
            .made_on = "2025-02-03",
            .hearing_on = "2025-03-03",
            .duration = "until the return hearing" },
          { { "2025-03-02T12:00:00Z", STATUS_IN_FORCE, "until the hearing of Mon 3 March 2025" },
            { "2025-03-03T09:00:00Z", STATUS_IN_FORCE, "hearing today" },
            { "2025-03-04T00:00:00Z", STATUS_CHECK, "may have been continued at the hearing of Mon 3 March 2025" } } },
        { "until a hearing that has no date",
          { .action = ACTION_MADE, .made_on = "2025-02-03", .duration = "until the conclusion of the final hearing" },
          { { "2025-02-04T00:00:00Z", STATUS_CHECK, "whose date was not found" } } },
        { "a date, whatever the hearing decides, is the end",
          { .action = ACTION_MADE,
            .made_on = "2025-02-03",
            .expires_on = "2026-02-03",
            .hearing_on = "2025-03-03",
            .end_raw = "3 February 2026 unless varied at the hearing" },
          { { "2025-03-05T00:00:00Z", STATUS_IN_FORCE, "until Tue 3 February 2026" } } },
        { "the hearing that the end hangs on, as printed",
          { .action = ACTION_MADE,
            .made_on = "2025-02-03",
            .expires_on = "2025-03-03",
            .end_raw = "the return date, 3 March 2025" },
          { { "2025-03-03T09:00:00Z", STATUS_IN_FORCE, "hearing today" },
            { "2025-03-04T00:00:00Z", STATUS_CHECK, "may have been continued at the hearing of Mon 3 March 2025" } } },
        { "a hearing on the day of a printed end",
          { .action = ACTION_MADE,
            .made_on = "2025-02-03",
            .expires_on = "2025-03-03",
            .expires_at = "16:00",
            .hearing_on = "2025-03-03",
            .end_raw = "4pm on 3 March 2025" },
          { { "2025-03-03T15:59:59Z", STATUS_IN_FORCE, "until 16:00 Mon 3 March 2025" },
            { "2025-03-03T16:00:00Z", STATUS_ENDED, "a hearing was listed for that day: look for a later order" } } },
        { "until further order",
          { .action = ACTION_MADE, .made_on = "2025-02-03", .expires_on = "until further order" },
          { { "2025-02-02T12:00:00Z", STATUS_NOT_YET, "made" },
            { "2065-02-03T00:00:00Z", STATUS_IN_FORCE, "no end date" } } },
        { "a period from the order shows the end and the words",
          { .action = ACTION_MADE,
            .made_on = "2025-02-03",
            .expires_on = "2026-02-03",
            .duration = "12 months from the date of this order" },
          { { "2025-06-01T00:00:00Z", STATUS_IN_FORCE,
              "until Tue 3 February 2026, end of day (printed: 12 months from the date of this order)" },
            { "2026-02-04T00:00:00Z", STATUS_ENDED, "ended" } } },
        { "a period from service without service",
          { .action = ACTION_MADE, .made_on = "2025-02-03", .duration = "12 months from service" },
          { { "2025-02-04T00:00:00Z", STATUS_CHECK, "12 months from service; no proof of service held" } } },
        { "a period from service with service",
          { .action = ACTION_MADE,
            .made_on = "2025-02-03",
            .duration = "12 months from the date of service",
            .served_on = "2025-02-05" },
          { { "2025-02-06T00:00:00Z", STATUS_CHECK, "served Wed 5 February 2025: the end is for a person to set" } } },
        { "no end found",
          { .action = ACTION_MADE, .made_on = "2025-02-03" },
          { { "2025-02-04T00:00:00Z", STATUS_CHECK, "no end found on the order" } } },
        { "an end before the order was made",
          { .action = ACTION_MADE, .made_on = "2025-02-03", .expires_on = "2024-02-03" },
          { { "2025-02-04T00:00:00Z", STATUS_CHECK, "before the day it was made" } } },
        { "a draft",
          { .action = ACTION_MADE, .draft = true, .made_on = "2025-02-03", .expires_on = "2026-02-03" },
          { { "2025-02-04T00:00:00Z", STATUS_CHECK, "marked draft" } } },
        { "an order that discharges another, unverified",
          { .action = ACTION_DISCHARGED, .made_on = "2025-06-03", .target_made_on = "2025-02-03" },
          { { "2025-06-04T00:00:00Z", STATUS_CHECK, "discharges the order of Mon 3 February 2025: not confirmed" } } },
        { "the end lies in the hour that occurs twice",
          { .action = ACTION_MADE,
            .made_on = "2025-02-03",
            .expires_on = "2025-10-26",
            .expires_at = "01:30",
            .end_raw = "26 October 2025 at 1.30am" },
          { { "2025-10-26T01:29:00+01:00", STATUS_IN_FORCE, "until 01:30" },
            { "2025-10-26T01:31:00+01:00", STATUS_CHECK, "an hour that occurs twice that night" },
            { "2025-10-26T01:29:00Z", STATUS_CHECK, "twice" },
            { "2025-10-26T01:30:00Z", STATUS_ENDED, "ended 01:30" } } },
        { "the end lies in the hour that summer time skips",
          { .action = ACTION_MADE,
            .made_on = "2025-02-03",
            .expires_on = "2025-03-30",
            .expires_at = "01:30",
            .end_raw = "30 March 2025 at 1.30am" },
          { { "2025-03-30T00:59:59Z", STATUS_IN_FORCE, "until 01:30" },
            { "2025-03-30T02:00:00+01:00", STATUS_ENDED, "ended 01:30" } } },
        { "the day on which summer time begins is an hour short",
          { .action = ACTION_MADE, .made_on = "2025-02-03", .expires_on = "2025-03-30" },
          { { "2025-03-30T23:59:59+01:00", STATUS_IN_FORCE, "end of day" },
            { "2025-03-31T00:00:00+01:00", STATUS_ENDED, "end of day" } } },
        { "the day on which summer time ends has an hour more",
          { .action = ACTION_MADE, .made_on = "2025-02-03", .expires_on = "2025-10-26" },
          { { "2025-10-26T23:59:59Z", STATUS_IN_FORCE, "end of day" },
            { "2025-10-27T00:00:00Z", STATUS_ENDED, "end of day" } } },
};

/* The span that holds at the instant. */
static const StatusSpan *
span_at(const GArray *course, gint64 instant)
{
        guint i = course->len - 1;
        while (i > 0 && g_array_index(course, StatusSpan, i).from > instant)
                i--;
        return &g_array_index(course, StatusSpan, i);
}

static void
check_walk(const GArray *course, const Walk *walk)
{
        for (unsigned i = 0; i < G_N_ELEMENTS(walk->steps) && walk->steps[i].instant != NULL; i++) {
                const Step *step = &walk->steps[i];
                Instant instant = 0;
                g_assert_true(clock_from_rfc3339(step->instant, &instant));
                const StatusSpan *span = span_at(course, instant / G_USEC_PER_SEC);
                if (span->status != step->status || strstr(span->reason, step->words) == NULL)
                        g_error("%s, %s: %s, %s", walk->name, step->instant,
                                vocabulary_word(VOCABULARY_STATUS, span->status), span->reason);
        }
}

static void
test_walks(void)
{
        for (unsigned i = 0; i < G_N_ELEMENTS(walks); i++) {
                g_autoptr(GArray) course = status_course(&walks[i].facts);
                check_walk(course, &walks[i]);
        }
}

/* Changes act on an order that ends on 3 March 2026. */
static void
check_changed(StatusChange *changes, unsigned count, const Walk *walk)
{
        g_autoptr(GPtrArray) list = g_ptr_array_new();
        for (unsigned i = 0; i < count; i++)
                g_ptr_array_add(list, &changes[i]);
        const StatusFacts facts = {
                .action = ACTION_MADE, .made_on = "2025-03-03", .expires_on = "2026-03-03", .changes = list
        };
        g_autoptr(GArray) course = status_course(&facts);
        for (guint i = 1; i < course->len; i++)
                g_assert_cmpint(g_array_index(course, StatusSpan, i - 1).from, <,
                                g_array_index(course, StatusSpan, i).from);
        check_walk(course, walk);
}

static void
test_changes(void)
{
        char june[] = "2025-06-20", april[] = "2026-04-10", later[] = "2026-09-03", sooner[] = "2025-09-01";
        StatusChange extended[] = {
                { .action = ACTION_EXTENDED, .settled = true, .made_on = june, .expires_on = later }
        };
        check_changed(extended, 1,
                      &(Walk){ .name = "a settled extension sets the end",
                               .steps = { { "2025-06-01T12:00:00Z", STATUS_IN_FORCE, "until Tue 3 March 2026" },
                                          { "2026-03-04T12:00:00Z", STATUS_IN_FORCE,
                                            "extended by the order of Fri 20 June 2025" },
                                          { "2026-09-04T12:00:00Z", STATUS_ENDED, "ended Thu 3 September 2026" } } });
        StatusChange late[] = { { .action = ACTION_EXTENDED, .settled = true, .made_on = april, .expires_on = later } };
        check_changed(late, 1,
                      &(Walk){ .name = "extended after it had ended",
                               .steps = { { "2026-03-05T12:00:00Z", STATUS_ENDED, "ended" },
                                          { "2026-04-11T12:00:00Z", STATUS_IN_FORCE, "extended" } } });
        StatusChange claimed[] = { { .action = ACTION_DISCHARGED, .made_on = june } };
        check_changed(claimed, 1,
                      &(Walk){ .name = "a claimed discharge ends nothing",
                               .steps = { { "2025-06-25T12:00:00Z", STATUS_IN_FORCE,
                                            "DISCHARGE CLAIMED, not confirmed (order of Fri 20 June 2025)" },
                                          { "2026-03-04T12:00:00Z", STATUS_ENDED, "end of day" } } });
        StatusChange undated[] = { { .action = ACTION_DISCHARGED, .settled = true } };
        check_changed(undated, 1,
                      &(Walk){ .name = "a discharge without a date ends nothing",
                               .steps = { { "2025-06-25T12:00:00Z", STATUS_IN_FORCE, "DISCHARGE CLAIMED" } } });
        StatusChange discharged[] = { { .action = ACTION_DISCHARGED, .settled = true, .made_on = june } };
        check_changed(discharged, 1,
                      &(Walk){ .name = "a settled discharge",
                               .steps = { { "2025-06-19T23:59:59+01:00", STATUS_IN_FORCE, "until" },
                                          { "2025-06-20T12:00:00+01:00", STATUS_CHECK, "at an hour that is not known" },
                                          { "2025-06-21T00:00:00+01:00", STATUS_ENDED,
                                            "discharged by the order of Fri 20 June 2025" } } });
        StatusChange chain[] = {
                { .action = ACTION_EXTENDED, .settled = true, .made_on = june, .expires_on = later },
                { .action = ACTION_VARIED, .settled = true, .made_on = april, .expires_on = NULL },
                { .action = ACTION_VARIED, .settled = false, .made_on = april, .expires_on = sooner }
        };
        check_changed(chain, 3,
                      &(Walk){ .name = "the claimed shortening changes nothing",
                               .steps = { { "2026-05-01T12:00:00Z", STATUS_IN_FORCE, "until Thu 3 September 2026" },
                                          { "2026-05-01T12:00:00Z", STATUS_IN_FORCE, "not yet verified" } } });
}

static void
test_end_instant(void)
{
        const StatusFacts facts = { .action = ACTION_MADE, .expires_on = "2025-07-14", .expires_at = "16:00" };
        g_autoptr(GArray) course = status_course(&facts);
        Instant end = 0;
        g_assert_true(clock_from_rfc3339("2025-07-14T16:00:00+01:00", &end));
        const StatusSpan *span = span_at(course, 0);
        g_assert_true(span->ends);
        g_assert_cmpint(span->ends_at, ==, end / G_USEC_PER_SEC);
        const StatusFacts open = { .action = ACTION_MADE, .expires_on = "until further order" };
        g_autoptr(GArray) endless = status_course(&open);
        g_assert_false(span_at(endless, 0)->ends);
}

/* A change made on the day of the order leaves one span for that day. */
static void
test_changed_on_its_day(void)
{
        char day[] = "2025-03-03", end[] = "2035-03-03";
        StatusChange change = { .action = ACTION_EXTENDED, .settled = true, .made_on = day, .expires_on = end };
        g_autoptr(GPtrArray) changes = g_ptr_array_new();
        g_ptr_array_add(changes, &change);
        const StatusFacts facts = {
                .action = ACTION_MADE, .made_on = day, .expires_on = "2026-03-03", .changes = changes
        };
        g_autoptr(GArray) course = status_course(&facts);
        for (guint i = 1; i < course->len; i++)
                g_assert_cmpint(g_array_index(course, StatusSpan, i - 1).from, <,
                                g_array_index(course, StatusSpan, i).from);
        g_assert_cmpstr(g_array_index(course, StatusSpan, 1).reason, ==,
                        "until Sat 3 March 2035, end of day; extended by the order of Mon 3 March 2025");
}

/* An earlier end waits for a second person, a later one does not. */
static void
test_shortened(void)
{
        static const struct {
                const char *until, *changed;
                bool shortens;
        } cases[] = { { "2026-03-03", "2025-09-03", true },           { "2026-03-03", "2026-03-03", false },
                      { "2026-03-03", "2026-09-03", false },          { "until further order", "2026-09-03", true },
                      { "2026-03-03", "until further order", false }, { NULL, "2026-03-03", false } };
        for (unsigned i = 0; i < 2 * G_N_ELEMENTS(cases); i++) {
                char day[] = "2025-06-03";
                g_autofree char *end = g_strdup(cases[i / 2].changed);
                StatusChange change = { .action = ACTION_VARIED,
                                        .settled = true,
                                        .confirmed = i % 2 == 1,
                                        .made_on = day,
                                        .expires_on = end };
                g_autoptr(GPtrArray) changes = g_ptr_array_new();
                g_ptr_array_add(changes, &change);
                const StatusFacts facts = { .action = ACTION_MADE,
                                            .made_on = "2025-03-03",
                                            .expires_on = cases[i / 2].until,
                                            .changes = changes };
                g_autoptr(GArray) course = status_course(&facts);
                const char *reason = g_array_index(course, StatusSpan, course->len - 1).reason;
                const bool waits = strstr(reason, "not yet confirmed by a second person") != NULL;
                g_assert_cmpint(waits, ==, cases[i / 2].shortens && !change.confirmed);
                g_assert_cmpint(waits, ==, change.waits);
                g_assert_cmpint(strstr(reason, "varied by the order of") != NULL, ==, !waits);
        }
}

/* A discharge waits for a second person from the moment that it is verified. */
static void
test_discharge_waits(void)
{
        for (unsigned step = 0; step < 3; step++) {
                char day[] = "2025-06-03";
                StatusChange change = { .action = ACTION_DISCHARGED,
                                        .verified = step > 0,
                                        .settled = step > 1,
                                        .confirmed = step > 1,
                                        .made_on = day };
                g_autoptr(GPtrArray) changes = g_ptr_array_new();
                g_ptr_array_add(changes, &change);
                const StatusFacts facts = {
                        .action = ACTION_MADE, .made_on = "2025-03-03", .expires_on = "2026-03-03", .changes = changes
                };
                g_autoptr(GArray) course = status_course(&facts);
                g_assert_cmpint(change.waits, ==, step == 1);
        }
}

int
main(int argc, char **argv)
{
        g_test_init(&argc, &argv, NULL);
        g_test_add_func("/status/walks", test_walks);
        g_test_add_func("/status/changes", test_changes);
        g_test_add_func("/status/discharge-waits", test_discharge_waits);
        g_test_add_func("/status/end-instant", test_end_instant);
        g_test_add_func("/status/changed-on-its-day", test_changed_on_its_day);
        g_test_add_func("/status/shortened", test_shortened);
        return g_test_run();
}
