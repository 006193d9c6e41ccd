/* The terms as they stand: a chain by hand, at every instant at which something changes. */
#include "register/court_time.h"
#include "register/standing.h"

#include <string.h>

static GPtrArray *
terms_of(const char *first, ...)
{
        GPtrArray *terms = g_ptr_array_new();
        va_list more;
        va_start(more, first);
        for (const char *term = first; term != NULL; term = va_arg(more, const char *))
                g_ptr_array_add(terms, (gpointer) (guintptr) term);
        va_end(more);
        return terms;
}

static gint64
instant_of(const char *iso, unsigned hour, unsigned minute)
{
        LegalDate date;
        g_assert_true(legal_date_from_iso(iso, &date));
        return court_time(&date, hour, minute).first;
}

/* "1 text|2~text": ~ not repeated, - done away with; |! and the notes. */
static char *
standing_told(const StandingOrder *order, const GPtrArray *changes, gint64 instant)
{
        g_autoptr(Standing) standing = standing_at(order, changes, instant);
        GString *told = g_string_new(NULL);
        for (guint i = 0; i < standing->terms->len; i++) {
                const StandingTerm *term = g_ptr_array_index(standing->terms, i);
                g_string_append_printf(told, "%s%s%c%s", i == 0 ? "" : "|", term->label,
                                       term->state == STANDING_HOLDS       ? ' '
                                       : term->state == STANDING_DONE_AWAY ? '-'
                                                                           : '~',
                                       term->text);
                g_assert_true(term->state == STANDING_HOLDS || term->why != NULL);
        }
        if (standing->notes->len > 0)
                g_string_append(told, "|!");
        return g_string_free(told, FALSE);
}

static void
check(const StandingOrder *order, const GPtrArray *changes, gint64 instant, const char *expected)
{
        g_autofree char *told = standing_told(order, changes, instant);
        g_assert_cmpstr(told, ==, expected);
}

static void
test_chain(void)
{
        g_autoptr(GPtrArray) first =
            terms_of("not to threaten her", "not to contact her", "not to go to the shop", NULL),
                             second = terms_of("Paragraph 3 is deleted.", "not to follow her", NULL),
                             third = terms_of("Not to threaten her;", "not to contact her by any means", NULL),
                             none = terms_of(NULL, NULL);
        const StandingOrder made = { 1,     ACTION_MADE,
                                     true,  "2026-01-10",
                                     first, "not to threaten her; 2. not to contact her; 3. not to go to the shop" },
                            varied = { 2, ACTION_VARIED, true, "2026-02-10", second, NULL },
                            extended = { 3, ACTION_EXTENDED, true, "2026-03-10", none, NULL },
                            restated = { 4, ACTION_VARIED, true, "2026-04-10", third, NULL },
                            discharged = { 5, ACTION_DISCHARGED, true, "2026-05-10", none, NULL };
        g_autoptr(GPtrArray) changes = g_ptr_array_new();
        g_ptr_array_add(changes, (gpointer) (guintptr) &discharged);
        g_ptr_array_add(changes, (gpointer) (guintptr) &restated);
        g_ptr_array_add(changes, (gpointer) (guintptr) &extended);
        g_ptr_array_add(changes, (gpointer) (guintptr) &varied);
        const char *as_made = "1 not to threaten her|2 not to contact her|3 not to go to the shop",
                   *as_varied =
                       "1 not to threaten her|2 not to contact her|3-not to go to the shop|+ not to follow her",
                   *as_restated = "1 Not to threaten her;|2 not to contact her by any means|2~not to contact her|"
                                  "3-not to go to the shop|+~not to follow her|!";
        const struct {
                const char *day;
                unsigned hour, minute;
                const char *expected;
        } instants[] = {
                { "2026-01-10", 0, 0, as_made },     { "2026-02-09", 23, 59, as_made },
                { "2026-02-10", 0, 0, as_varied },   { "2026-03-09", 23, 59, as_varied },
                { "2026-03-10", 0, 0, as_varied },   { "2026-04-09", 23, 59, as_varied },
                { "2026-04-10", 0, 0, as_restated }, { "2026-05-09", 23, 59, as_restated },
                { "2026-05-10", 0, 0, as_restated }, { "2026-05-11", 0, 0, as_restated },
        };
        for (unsigned i = 0; i < G_N_ELEMENTS(instants); i++)
                check(&made, changes, instant_of(instants[i].day, instants[i].hour, instants[i].minute),
                      instants[i].expected);
}

static void
test_care(void)
{
        g_autoptr(GPtrArray) terms = terms_of("not to threaten her", "not to contact her", NULL),
                             away = terms_of("Paragraph 2 is deleted", NULL), none = terms_of(NULL, NULL);
        const gint64 later = instant_of("2026-06-01", 12, 0);
        const StandingOrder made = { 1, ACTION_MADE, true, "2026-01-10", terms, NULL };
        StandingOrder change = { 2, ACTION_VARIED, true, "2026-02-10", away, NULL };
        g_autoptr(GPtrArray) changes = g_ptr_array_new();
        g_ptr_array_add(changes, &change);
        /* the printed numbers were not read: nothing is marked as gone */
        check(&made, changes, later, "1 not to threaten her|2 not to contact her|2 Paragraph 2 is deleted|!");
        /* numbered from 5: paragraph 2 is none of these */
        const StandingOrder fifth = { 1,     ACTION_MADE,
                                      true,  "2026-01-10",
                                      terms, "not to threaten her. (6) not to contact her" };
        check(&fifth, changes, later, "5 not to threaten her|6 not to contact her|2 Paragraph 2 is deleted");
        const StandingOrder letters = { 1,     ACTION_MADE,
                                        true,  "2026-01-10",
                                        terms, "not to threaten her; (b) not to contact her" };
        check(&letters, changes, later, "a not to threaten her|b not to contact her|2 Paragraph 2 is deleted");
        /* not verified, without a date: not applied */
        change.verified = false;
        check(&letters, changes, later, "a not to threaten her|b not to contact her");
        change.verified = true;
        change.made_on = NULL;
        check(&letters, changes, later, "a not to threaten her|b not to contact her");
        /* a variation of which no term was read is said */
        change.made_on = "2026-02-10";
        change.terms = none;
        check(&letters, changes, later, "a not to threaten her|b not to contact her|!");
        change.action = ACTION_EXTENDED;
        check(&letters, changes, later, "a not to threaten her|b not to contact her");
}

int
main(int argc, char *argv[])
{
        g_test_init(&argc, &argv, NULL);
        g_test_add_func("/standing/chain", test_chain);
        g_test_add_func("/standing/care", test_care);
        return g_test_run();
}
