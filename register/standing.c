#include "register/standing.h"

#include "base/limits.h"
#include "base/text.h"
#include "register/court_time.h"

#include <string.h>

static void
standing_term_free(gpointer data)
{
        StandingTerm *term = data;
        if (term == NULL)
                return;
        g_free(term->label);
        g_free(term->text);
        g_free(term->why);
        g_free(term);
}

void
standing_free(Standing *standing)
{
        g_ptr_array_unref(standing->terms);
        g_ptr_array_unref(standing->notes);
        g_free(standing);
}

static char *
standing_day(const char *iso)
{
        LegalDate date;
        return iso != NULL && legal_date_from_iso(iso, &date) ? court_time_day(&date) : g_strdup("a day not read");
}

/* Where the day of an order begins; false when it has none. */
static bool
standing_begins(const StandingOrder *order, gint64 *ret_instant)
{
        LegalDate date;
        if (order->made_on == NULL || !legal_date_from_iso(order->made_on, &date))
                return false;
        *ret_instant = court_time_day_start(&date);
        return true;
}

/* The number or letter that stands before a term: the last thing between two terms as printed, "; (b) " or " 2. ". New string, or
 * NULL. */
static char *
standing_label_before(const char *from, const char *until)
{
        g_autofree char *between = g_strndup(from, (gsize) (until - from));
        g_strchomp(between);
        gsize end = strlen(between);
        while (end > 0 && strchr(".):", between[end - 1]) != NULL)
                end--;
        gsize start = end;
        while (start > 0 && g_ascii_isalnum(between[start - 1]))
                start--;
        const bool digits = end > start && strspn(between + start, "0123456789") >= end - start && end - start <= 3;
        const bool letter = end == start + 1 && g_ascii_isalpha(between[start]);
        return (digits || letter) && between[end] != '\0' ? g_ascii_strdown(between + start, (gssize) (end - start))
                                                          : NULL;
}

/* The printed label of each term, of char*; NULL when they were not all read. The first stands before the field's words and is told
 * by the second. */
static GPtrArray *
standing_labels(const StandingOrder *order)
{
        if (order->raw == NULL || order->terms->len < 2)
                return NULL;
        g_autoptr(GPtrArray) labels = g_ptr_array_new_with_free_func(g_free);
        const char *at = order->raw;
        for (guint i = 0; i < order->terms->len; i++) {
                const char *term = g_ptr_array_index(order->terms, i), *found = strstr(at, term);
                char *label = found == NULL || i == 0 ? NULL : standing_label_before(at, found);
                if (found == NULL || (i > 0 && label == NULL)) {
                        g_free(label);
                        return NULL;
                }
                g_ptr_array_add(labels, label == NULL ? g_strdup("") : label);
                at = found + strlen(term);
        }
        const char *second = g_ptr_array_index(labels, 1);
        const bool letters = g_ascii_isalpha(second[0]);
        const guint64 number = letters ? (guint64) second[0] : g_ascii_strtoull(second, NULL, 10);
        g_free(labels->pdata[0]);
        labels->pdata[0] = letters ? g_strdup_printf("%c", (char) (number - 1))
                                   : g_strdup_printf("%" G_GUINT64_FORMAT, number == 0 ? 0 : number - 1);
        return g_steal_pointer(&labels);
}

static void
standing_add(Standing *standing, const StandingOrder *order, const char *label, const char *text)
{
        StandingTerm *term = g_new0(StandingTerm, 1);
        term->label = g_strdup(label);
        term->text = g_strdup(text);
        term->entry_id = order->entry_id;
        g_ptr_array_add(standing->terms, term);
}

static void
standing_add_all(Standing *standing, const StandingOrder *order)
{
        g_autoptr(GPtrArray) labels = standing_labels(order);
        for (guint i = 0; i < order->terms->len; i++) {
                g_autofree char *place = g_strdup_printf("%u", i + 1);
                standing_add(standing, order, labels == NULL ? place : g_ptr_array_index(labels, i),
                             g_ptr_array_index(order->terms, i));
        }
        if (labels == NULL && order->terms->len > 1) {
                g_autofree char *day = standing_day(order->made_on);
                g_ptr_array_add(standing->notes, g_strdup_printf("The terms of the order of %s are numbered by their "
                                                                 "place: their printed numbers were not read",
                                                                 day));
        }
}

/* A term of a change that speaks of a term instead of forbidding something. */
static bool
standing_speaks(const char *text, char **ret_label, bool *ret_away)
{
        static const char pattern[] =
            MATCH_LIMIT "^(?:that )?(?:paragraph|para\\.?|term|clause|prohibition)s? \\(?(\\d{1,3}|[a-z])\\)?\\b"
                        "(?:[^.;]{0,80}?\\b(?:is|are|be|shall be|stands?)(?: hereby)? "
                        "(deleted|discharged|removed|revoked|struck out|set aside))?";
        g_autoptr(GRegex) regex = g_regex_new(pattern, G_REGEX_CASELESS, 0, NULL);
        g_autoptr(GMatchInfo) match = NULL;
        g_autofree char *folded = text_fold(text);
        if (!g_regex_match_full(regex, folded, -1, 0, 0, &match, NULL))
                return false;
        g_autofree char *away = g_match_info_fetch(match, 2);
        *ret_label = g_match_info_fetch(match, 1);
        *ret_away = away != NULL && *away != '\0';
        return true;
}

/* How many terms carry that printed number; the last of them. */
static guint
standing_labelled(const Standing *standing, const char *label, StandingTerm **ret_term)
{
        guint count = 0;
        for (guint i = 0; i < standing->terms->len; i++) {
                StandingTerm *term = g_ptr_array_index(standing->terms, i);
                if (term->state != STANDING_HOLDS || !g_str_equal(term->label, label))
                        continue;
                *ret_term = term;
                count++;
        }
        return count;
}

static bool
standing_repeats(const StandingOrder *change, const char *text)
{
        g_autofree char *key = text_key(text);
        for (guint i = 0; i < change->terms->len; i++) {
                g_autofree char *other = text_key(g_ptr_array_index(change->terms, i));
                if (g_str_equal(key, other))
                        return true;
        }
        return false;
}

/* The change says what happens to single terms: each of its sentences is kept, and stands at the term that it means. */
static void
standing_amend(Standing *standing, const StandingOrder *change, bool numbered)
{
        g_autofree char *day = standing_day(change->made_on);
        for (guint i = 0; i < change->terms->len; i++) {
                const char *text = g_ptr_array_index(change->terms, i);
                g_autofree char *label = NULL;
                bool away = false;
                StandingTerm *term = NULL;
                const bool speaks = standing_speaks(text, &label, &away);
                const bool meant = speaks && numbered && standing_labelled(standing, label, &term) == 1;
                if (meant) {
                        g_free(term->why);
                        term->why = g_strdup_printf("order of %s: \"%s\"", day, text);
                        term->state = away ? STANDING_DONE_AWAY : STANDING_HOLDS;
                        continue;
                }
                standing_add(standing, change, speaks ? label : "+", text);
                StandingTerm *added = g_ptr_array_index(standing->terms, standing->terms->len - 1);
                added->why =
                    g_strdup_printf(speaks ? "order of %s speaks of a term whose number was not read: read both papers"
                                           : "added by the order of %s",
                                    day);
        }
}

/* The change prints the terms anew: its own come first. */
static void
standing_restate(Standing *standing, const StandingOrder *change)
{
        g_autofree char *day = standing_day(change->made_on);
        g_autoptr(GPtrArray) earlier = g_steal_pointer(&standing->terms);
        standing->terms = g_ptr_array_new_with_free_func(standing_term_free);
        g_ptr_array_set_size(standing->notes, 0);
        standing_add_all(standing, change);
        for (guint i = 0; i < earlier->len; i++) {
                StandingTerm *term = g_ptr_array_index(earlier, i);
                if (standing_repeats(change, term->text))
                        continue;
                if (term->state == STANDING_HOLDS) {
                        term->state = STANDING_UNREPEATED;
                        g_free(term->why);
                        term->why = g_strdup_printf("the order of %s does not repeat it: read both papers", day);
                }
                g_ptr_array_add(standing->terms, g_steal_pointer(&earlier->pdata[i]));
        }
}

static bool
standing_is_amendment(const StandingOrder *change)
{
        for (guint i = 0; i < change->terms->len; i++) {
                g_autofree char *label = NULL;
                bool away = false;
                if (standing_speaks(g_ptr_array_index(change->terms, i), &label, &away))
                        return true;
        }
        return false;
}

static int
standing_by_date(gconstpointer a, gconstpointer b)
{
        const StandingOrder *x = *(const StandingOrder *const *) a, *y = *(const StandingOrder *const *) b;
        const int made = g_strcmp0(x->made_on, y->made_on);
        return made != 0 ? made : x->entry_id < y->entry_id ? -1 : x->entry_id > y->entry_id;
}

Standing *
standing_at(const StandingOrder *order, const GPtrArray *changes, gint64 instant)
{
        Standing *standing = g_new0(Standing, 1);
        standing->terms = g_ptr_array_new_with_free_func(standing_term_free);
        standing->notes = g_ptr_array_new_with_free_func(g_free);
        standing_add_all(standing, order);
        g_autoptr(GPtrArray) labels = standing_labels(order);
        bool numbered = labels != NULL;
        g_autoptr(GPtrArray) sorted = g_ptr_array_new();
        for (guint i = 0; i < changes->len; i++)
                g_ptr_array_add(sorted, g_ptr_array_index(changes, i));
        g_ptr_array_sort(sorted, standing_by_date);
        for (guint i = 0; i < sorted->len; i++) {
                const StandingOrder *change = g_ptr_array_index(sorted, i);
                gint64 begins = 0;
                if (!change->verified || change->action == ACTION_DISCHARGED || !standing_begins(change, &begins) ||
                    begins > instant)
                        continue;
                if (change->terms->len == 0 && change->action != ACTION_EXTENDED) {
                        g_autofree char *day = standing_day(change->made_on);
                        g_ptr_array_add(standing->notes, g_strdup_printf("VARIED by the order of %s, of which no terms "
                                                                         "were read: read its pages",
                                                                         day));
                } else if (change->terms->len > 0 && standing_is_amendment(change)) {
                        standing_amend(standing, change, numbered);
                } else if (change->terms->len > 0) {
                        standing_restate(standing, change);
                        g_autoptr(GPtrArray) anew = standing_labels(change);
                        numbered = anew != NULL;
                }
        }
        return standing;
}
