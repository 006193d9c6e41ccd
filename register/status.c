#include "register/status.h"

#include "register/court_time.h"

#include <stdio.h>
#include <string.h>

/* What kind of end the order prints. */
typedef enum {
        ENDING_UNSTATED,
        ENDING_FURTHER,  /* until further order */
        ENDING_INSTANT,  /* a day, or an hour of a day */
        ENDING_MIDNIGHT, /* "midnight on 3 March": the start or the end of that day */
        ENDING_HEARING,  /* until a hearing or return date */
        ENDING_SERVICE,  /* a period from service */
        ENDING_ODD,      /* before the order was made */
} EndingKind;

typedef struct {
        EndingKind kind;
        LegalDate date;
        bool has_date; /* a hearing may have none */
        bool has_time;
        unsigned hour, minute;
        bool heard;         /* a hearing is listed for that day */
        const char *period; /* as printed, where the end was computed from it */
        const char *served_on;
} Ending;

static void
status_span_clear(gpointer data)
{
        g_free(((StatusSpan *) data)->reason);
}

void
status_change_free(StatusChange *change)
{
        if (change == NULL)
                return;
        g_free(change->made_on);
        g_free(change->expires_on);
        g_free(change->expires_at);
        g_free(change);
}

static bool
status_says(const char *text, const char *const *words)
{
        g_autofree char *lower = g_utf8_strdown(text == NULL ? "" : text, -1);
        for (; *words != NULL; words++)
                if (strstr(lower, *words) != NULL)
                        return true;
        return false;
}

/* "the hearing on 3 March", and not "3 March or the hearing if sooner". */
static bool
status_hearing_first(const char *raw, const char *const *hearing)
{
        g_autofree char *before = g_strndup(raw == NULL ? "" : raw, raw == NULL ? 0 : strcspn(raw, "0123456789"));
        return status_says(before, hearing);
}

/* Takes reason. */
static void
status_add(GArray *course, gint64 from, Status status, char *reason)
{
        const StatusSpan span = { .from = from, .status = status, .reason = reason };
        g_array_append_val(course, span);
}

static Ending
status_ending(const StatusFacts *facts, const char *expires_on, const char *expires_at, const char *raw)
{
        static const char *const hearing[] = { "hearing", "return date", "return day", "gwrandawiad", NULL };
        static const char *const service[] = { "service", "served", "gyflwyno", "cyflwyno", NULL };
        static const char *const midnight[] = { "midnight", "hanner nos", NULL };
        Ending ending = { .kind = ENDING_UNSTATED, .period = facts->duration, .served_on = facts->served_on };
        if (g_strcmp0(expires_on, "until further order") == 0) {
                ending.kind = ENDING_FURTHER;
                return ending;
        }
        const bool on_hearing =
            status_says(raw, hearing) || (expires_on == NULL && status_says(facts->duration, hearing));
        ending.has_date = expires_on != NULL && legal_date_from_iso(expires_on, &ending.date);
        if (on_hearing &&
            (!ending.has_date || g_strcmp0(expires_on, facts->hearing_on) == 0 || status_hearing_first(raw, hearing))) {
                ending.kind = ENDING_HEARING;
                ending.has_date = ending.has_date ||
                                  (facts->hearing_on != NULL && legal_date_from_iso(facts->hearing_on, &ending.date));
                return ending;
        }
        if (!ending.has_date) {
                ending.kind = status_says(facts->duration, service) ? ENDING_SERVICE : ENDING_UNSTATED;
                return ending;
        }
        ending.has_time = expires_at != NULL && sscanf(expires_at, "%2u:%2u", &ending.hour, &ending.minute) == 2;
        ending.heard = g_strcmp0(expires_on, facts->hearing_on) == 0;
        const bool is_midnight = !ending.has_time || (ending.hour == 0 && ending.minute == 0);
        ending.kind = is_midnight && status_says(raw, midnight) ? ENDING_MIDNIGHT : ENDING_INSTANT;
        LegalDate made;
        if (facts->made_on != NULL && legal_date_from_iso(facts->made_on, &made) &&
            legal_date_compare(&ending.date, &made) < 0)
                ending.kind = ENDING_ODD;
        return ending;
}

/* A day, or an hour of a day. "23:59" is read as the whole of its minute: the order ends with that day. */
static void
status_add_instant(GArray *course, gint64 from, const Ending *ending)
{
        const LegalDate next = legal_date_later(&ending->date, 0, 0, 1);
        const bool whole_day = !ending->has_time || (ending->hour == 23 && ending->minute == 59);
        const CourtTime end =
            whole_day ? court_time(&next, 0, 0) : court_time(&ending->date, ending->hour, ending->minute);
        g_autofree char *day = court_time_day(&ending->date);
        g_autofree char *clock =
            ending->has_time ? g_strdup_printf("%02u:%02u ", ending->hour, ending->minute) : g_strdup("");
        g_autofree char *last = NULL;
        if (ending->has_time && ending->hour == 0 && ending->minute == 0) {
                /* "12:00 AM on 14 October" ends as the 13th ends */
                g_autoptr(GDateTime) midnight = g_date_time_new_utc((int) ending->date.year, (int) ending->date.month,
                                                                    (int) ending->date.day, 0, 0, 0);
                g_autoptr(GDateTime) before = g_date_time_add_days(midnight, -1);
                const LegalDate eve = { .year = (unsigned) g_date_time_get_year(before),
                                        .month = (unsigned) g_date_time_get_month(before),
                                        .day = (unsigned) g_date_time_get_day_of_month(before) };
                g_autofree char *eve_day = court_time_day(&eve);
                last = g_strdup_printf(" (last full day: %s)", eve_day);
        } else if (ending->period != NULL) {
                last = g_strdup_printf(" (printed: %s)", ending->period);
        }
        const char *more = last == NULL ? "" : last;
        const char *whole = ending->has_time ? "" : ", end of day";
        status_add(course, from, STATUS_IN_FORCE, g_strdup_printf("until %s%s%s%s", clock, day, whole, more));
        if (end.first != end.last)
                status_add(course, end.first, STATUS_CHECK,
                           g_strdup_printf("ends at %s%s, an hour that occurs twice that night", clock, day));
        status_add(course, end.last, STATUS_ENDED,
                   g_strdup_printf("ended %s%s%s%s%s", clock, day, whole, more,
                                   ending->heard ? "; a hearing was listed for that day: look for a later order" : ""));
        for (guint i = 0; i < course->len; i++) {
                StatusSpan *span = &g_array_index(course, StatusSpan, i);
                span->ends = true;
                span->ends_at = end.last;
        }
}

static void
status_add_midnight(GArray *course, gint64 from, const Ending *ending)
{
        const LegalDate next = legal_date_later(&ending->date, 0, 0, 1);
        const gint64 end = court_time_day_start(&next);
        g_autofree char *day = court_time_day(&ending->date);
        status_add(course, from, STATUS_IN_FORCE,
                   g_strdup_printf("until midnight on %s, which may mean the start or the end of that day", day));
        status_add(course, court_time_day_start(&ending->date), STATUS_CHECK,
                   g_strdup_printf("midnight on %s may mean the start or the end of that day", day));
        status_add(course, end, STATUS_ENDED, g_strdup_printf("ended at midnight on %s", day));
        for (guint i = 0; i < course->len; i++) {
                StatusSpan *span = &g_array_index(course, StatusSpan, i);
                span->ends = true;
                span->ends_at = end;
        }
}

static void
status_add_hearing(GArray *course, gint64 from, const Ending *ending)
{
        if (!ending->has_date) {
                status_add(course, from, STATUS_CHECK,
                           g_strdup("until a hearing whose date was not found on the order"));
                return;
        }
        const LegalDate next = legal_date_later(&ending->date, 0, 0, 1);
        g_autofree char *day = court_time_day(&ending->date);
        status_add(course, from, STATUS_IN_FORCE, g_strdup_printf("until the hearing of %s", day));
        status_add(course, court_time_day_start(&ending->date), STATUS_IN_FORCE,
                   g_strdup_printf("until the hearing of %s: hearing today", day));
        status_add(course, court_time_day_start(&next), STATUS_CHECK,
                   g_strdup_printf("may have been continued at the hearing of %s", day));
}

static char *
status_service_reason(const Ending *ending)
{
        LegalDate served;
        if (ending->served_on == NULL || !legal_date_from_iso(ending->served_on, &served))
                return g_strdup_printf("%s; no proof of service held", ending->period);
        g_autofree char *day = court_time_day(&served);
        return g_strdup_printf("%s; served %s: the end is for a person to set", ending->period, day);
}

/* The course under one end, from an instant on. */
static GArray *
status_under(const Ending *ending, gint64 from)
{
        GArray *course = g_array_new(FALSE, TRUE, sizeof(StatusSpan));
        g_array_set_clear_func(course, status_span_clear);
        switch (ending->kind) {
        case ENDING_UNSTATED:
                status_add(course, from, STATUS_CHECK,
                           ending->period == NULL
                               ? g_strdup("no end found on the order")
                               : g_strdup_printf("no end date on the order; printed: %s", ending->period));
                break;
        case ENDING_FURTHER:
                status_add(course, from, STATUS_IN_FORCE, g_strdup("until further order: no end date"));
                break;
        case ENDING_INSTANT:
                status_add_instant(course, from, ending);
                break;
        case ENDING_MIDNIGHT:
                status_add_midnight(course, from, ending);
                break;
        case ENDING_HEARING:
                status_add_hearing(course, from, ending);
                break;
        case ENDING_SERVICE:
                status_add(course, from, STATUS_CHECK, status_service_reason(ending));
                break;
        case ENDING_ODD:
                status_add(course, from, STATUS_CHECK,
                           g_strdup("the end on the order lies before the day it was made"));
                break;
        }
        return course;
}

/* Puts the spans of next in the place of what course says from that instant on. Takes next. */
static void
status_continue(GArray *course, gint64 from, GArray *next)
{
        guint kept = course->len;
        while (kept > 0 && g_array_index(course, StatusSpan, kept - 1).from >= from)
                kept--;
        g_array_set_size(course, kept);
        for (guint i = 0; i < next->len; i++) {
                const StatusSpan *span = &g_array_index(next, StatusSpan, i);
                const gint64 end = i + 1 < next->len ? g_array_index(next, StatusSpan, i + 1).from : G_MAXINT64;
                if (end <= from)
                        continue;
                StatusSpan taken = *span;
                taken.from = MAX(span->from, from);
                taken.reason = g_strdup(span->reason);
                g_array_append_val(course, taken);
        }
        g_array_unref(next);
}

static void
status_discharge(GArray *course, const LegalDate *date)
{
        const LegalDate next = legal_date_later(date, 0, 0, 1);
        const gint64 end = court_time_day_start(&next);
        g_autofree char *day = court_time_day(date);
        GArray *spans = g_array_new(FALSE, TRUE, sizeof(StatusSpan));
        g_array_set_clear_func(spans, status_span_clear);
        status_add(spans, court_time_day_start(date), STATUS_CHECK,
                   g_strdup_printf("discharged on %s, at an hour that is not known", day));
        status_add(spans, end, STATUS_ENDED, g_strdup_printf("discharged by the order of %s", day));
        for (guint i = 0; i < spans->len; i++) {
                g_array_index(spans, StatusSpan, i).ends = true;
                g_array_index(spans, StatusSpan, i).ends_at = end;
        }
        status_continue(course, court_time_day_start(date), spans);
}

static int
status_by_date(gconstpointer a, gconstpointer b)
{
        const StatusChange *x = *(const StatusChange *const *) a, *y = *(const StatusChange *const *) b;
        return g_strcmp0(x->made_on, y->made_on);
}

/* Whether the order would end earlier than it does. */
static bool
status_shortens(const GArray *course, const GArray *next)
{
        const StatusSpan *now = &g_array_index(course, StatusSpan, course->len - 1);
        const StatusSpan *then = &g_array_index(next, StatusSpan, next->len - 1);
        return then->ends && (now->ends ? then->ends_at < now->ends_at : now->status == STATUS_IN_FORCE);
}

/* One change, after all earlier ones. False when it is settled but for the second person whom an earlier end needs. */
static bool
status_change(GArray *course, const StatusFacts *facts, const StatusChange *change)
{
        LegalDate date;
        if (!change->settled || change->made_on == NULL || !legal_date_from_iso(change->made_on, &date))
                return true;
        if (change->action == ACTION_DISCHARGED) {
                status_discharge(course, &date);
                return true;
        }
        if (change->expires_on == NULL)
                return true;
        StatusFacts changed = *facts;
        changed.duration = NULL;
        const Ending ending = status_ending(&changed, change->expires_on, change->expires_at, NULL);
        GArray *next = status_under(&ending, G_MININT64);
        if (!change->confirmed && status_shortens(course, next)) {
                g_array_unref(next);
                return false;
        }
        g_autofree char *day = court_time_day(&date);
        const char *verb = change->action == ACTION_EXTENDED ? "extended" : "varied";
        for (guint i = 0; i < next->len; i++) {
                StatusSpan *span = &g_array_index(next, StatusSpan, i);
                g_autofree char *plain = g_steal_pointer(&span->reason);
                span->reason = g_strdup_printf("%s; %s by the order of %s", plain, verb, day);
        }
        status_continue(course, court_time_day_start(&date), next);
        return true;
}

/* A change that nobody has settled is said in every span and changes none. */
static void
status_claim(GArray *course, const StatusChange *change)
{
        LegalDate date;
        const bool dated = change->made_on != NULL && legal_date_from_iso(change->made_on, &date);
        g_autofree char *day = dated ? court_time_day(&date) : NULL;
        g_autofree char *words = NULL;
        if (change->action == ACTION_DISCHARGED)
                words = dated ? g_strdup_printf("DISCHARGE CLAIMED, not confirmed (order of %s)", day)
                              : g_strdup("DISCHARGE CLAIMED, not confirmed");
        else
                words = g_strdup_printf(
                    "%s%s not yet %s", change->action == ACTION_EXTENDED ? "an extension" : "a variation",
                    dated ? " made later is" : " is",
                    change->settled && dated ? "confirmed by a second person: it shortens the order" : "verified");
        for (guint i = 0; i < course->len; i++) {
                StatusSpan *span = &g_array_index(course, StatusSpan, i);
                g_autofree char *plain = g_steal_pointer(&span->reason);
                span->reason = g_strdup_printf("%s; %s", plain, words);
        }
}

/* What an order that ends another one is itself: it forbids nothing. */
static void
status_add_discharging(GArray *course, const StatusFacts *facts)
{
        LegalDate target;
        const bool named = facts->target_made_on != NULL && legal_date_from_iso(facts->target_made_on, &target);
        g_autofree char *day = named ? court_time_day(&target) : g_strdup("another day");
        if (facts->verified)
                status_add(course, G_MININT64, STATUS_ENDED,
                           g_strdup_printf("discharges the order of %s and forbids nothing itself", day));
        else
                status_add(course, G_MININT64, STATUS_CHECK,
                           g_strdup_printf("says that it discharges the order of %s: not confirmed", day));
}

static void
status_begin(GArray *course, const StatusFacts *facts)
{
        LegalDate made;
        if (facts->made_on == NULL || !legal_date_from_iso(facts->made_on, &made))
                return;
        g_autofree char *day = court_time_day(&made);
        StatusSpan first = { .from = G_MININT64, .status = STATUS_NOT_YET, .reason = g_strdup_printf("made %s", day) };
        const gint64 begins = court_time_day_start(&made);
        guint before = 0;
        while (before < course->len && g_array_index(course, StatusSpan, before).from <= begins)
                before++;
        g_assert(before > 0); /* the first span begins at the beginning of time */
        g_array_index(course, StatusSpan, before - 1).from = begins;
        first.ends = g_array_index(course, StatusSpan, before - 1).ends;
        first.ends_at = g_array_index(course, StatusSpan, before - 1).ends_at;
        g_array_remove_range(course, 0, before - 1);
        g_array_prepend_val(course, first);
}

GArray *
status_course(const StatusFacts *facts)
{
        GArray *course = g_array_new(FALSE, TRUE, sizeof(StatusSpan));
        g_array_set_clear_func(course, status_span_clear);
        if (facts->draft) {
                status_add(course, G_MININT64, STATUS_CHECK, g_strdup("marked draft: not an order to act on"));
                return course;
        }
        if (facts->action == ACTION_DISCHARGED) {
                status_add_discharging(course, facts);
                return course;
        }
        const Ending ending = status_ending(facts, facts->expires_on, facts->expires_at, facts->end_raw);
        status_continue(course, G_MININT64, status_under(&ending, G_MININT64));
        g_autoptr(GPtrArray) changes = g_ptr_array_new();
        for (guint i = 0; facts->changes != NULL && i < facts->changes->len; i++)
                g_ptr_array_add(changes, g_ptr_array_index(facts->changes, i));
        g_ptr_array_sort(changes, status_by_date);
        g_autoptr(GPtrArray) claims = g_ptr_array_new();
        for (guint i = 0; i < changes->len; i++) {
                StatusChange *change = g_ptr_array_index(changes, i);
                const bool complete = status_change(course, facts, change);
                change->waits = !change->confirmed && (!complete || (change->verified && !change->settled));
                if (!complete || !change->settled || change->made_on == NULL)
                        g_ptr_array_add(claims, change);
        }
        status_begin(course, facts);
        for (guint i = 0; i < claims->len; i++)
                status_claim(course, g_ptr_array_index(claims, i));
        return course;
}
