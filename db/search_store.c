#include "db/search_store.h"

#include "base/clock.h"
#include "base/error.h"
#include "db/search_answer.h"
#include "db/search_query.h"
#include "db/statement.h"
#include "register/court_time.h"
#include "register/vocabulary.h"

#include <string.h>

G_DEFINE_AUTOPTR_CLEANUP_FUNC(json_t, json_decref)

/* EACH: candidates of one query; FEW: fewer hits than these, and one of the words may be wrong; SHARE: of a hundred of the best
 * hit's mark, below which hits are only counted. */
enum { STORE_EACH = 80, STORE_FEW = 12, STORE_MAILS = 10, STORE_SHARE = 55, STORE_SECONDS = 1000000 };

typedef struct {
        Db *db;
        const Search *search;
        SearchLine *line;
        SearchQuery *query;
        GHashTable *candidates; /* set of gint64* */
        GHashTable *heads;      /* gint64* to SearchHit* */
        GHashTable *weighed;    /* of search_score_memory() */
        bool met;               /* an order has everything as it was typed */
        unsigned mails;         /* at the most */
        char *instant;          /* RFC 3339; NULL: now */
        char *on;               /* ISO date of the instant; NULL: now */
} Run;

static void
run_hit_free(gpointer data)
{
        SearchHit *hit = data;
        search_mark_clear(&hit->mark);
        g_free(hit->made_on);
        g_free(hit);
}

static void
run_clear(Run *run)
{
        g_clear_pointer(&run->query, search_query_free);
        g_clear_pointer(&run->line, search_line_free);
        g_hash_table_unref(run->candidates);
        g_hash_table_unref(run->heads);
        g_hash_table_unref(run->weighed);
        g_free(run->instant);
        g_free(run->on);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Run, run_clear)

static char *
run_today(void)
{
        g_autoptr(GTimeZone) london = g_time_zone_new_identifier("Europe/London");
        g_autoptr(GDateTime) now = london == NULL ? g_date_time_new_now_utc() : g_date_time_new_now(london);
        return g_date_time_format(now, "%F");
}

/* The last minute of a day that is asked for without a time; the present one for today. */
static void
run_set_instant(Run *run, const char *today)
{
        const SearchLine *line = run->line;
        LegalDate date;
        if (line->on == NULL || !legal_date_from_iso(line->on, &date) ||
            (line->on_time == NULL && g_str_equal(line->on, today)))
                return;
        unsigned hour = 23, minute = 59;
        if (line->on_time != NULL) {
                hour = (unsigned) g_ascii_strtoull(line->on_time, NULL, 10);
                minute = (unsigned) g_ascii_strtoull(line->on_time + 3, NULL, 10);
        }
        run->instant = clock_rfc3339(court_time(&date, hour, minute).first * STORE_SECONDS);
        run->on = g_strdup(line->on);
}

static bool
run_near(Run *run, GError **error)
{
        g_autofree char *words = search_query_words(run->query);
        Parameters parameters = { 0 };
        parameters_text(&parameters, words);
        g_autoptr(PGresult) rows = statement_run(run->db, "search_like", &parameters, error);
        for (int row = 0; rows != NULL && row < PQntuples(rows); row++)
                search_query_add(run->query, result_text(rows, row, 0), result_text(rows, row, 2),
                                 g_str_equal(result_text(rows, row, 1), "w"), result_flag(rows, row, 3));
        return rows != NULL;
}

static void
run_take_id(GHashTable *set, gint64 id)
{
        gint64 *key = g_new(gint64, 1);
        *key = id;
        (void) g_hash_table_add(set, key);
}

static bool
run_find(Run *run, const char *queries, GArray *fresh, GError **error)
{
        Parameters parameters = { 0 };
        parameters_text(&parameters, queries);
        parameters_text(&parameters, run->line->ending_from);
        parameters_text(&parameters, run->line->ending_until);
        parameters_number(&parameters, STORE_EACH);
        g_autoptr(PGresult) rows = statement_run(run->db, "search_find", &parameters, error);
        for (int row = 0; rows != NULL && row < PQntuples(rows); row++) {
                const gint64 id = result_number(rows, row, 0);
                if (g_hash_table_contains(run->candidates, &id))
                        continue;
                run_take_id(run->candidates, id);
                g_array_append_val(fresh, id);
        }
        return rows != NULL;
}

static char *
run_ids(const GArray *ids)
{
        GString *text = g_string_new("{");
        for (guint i = 0; i < ids->len; i++)
                g_string_append_printf(text, "%s%" G_GINT64_FORMAT, i == 0 ? "" : ",", g_array_index(ids, gint64, i));
        g_string_append_c(text, '}');
        return g_string_free(text, FALSE);
}

static void
run_add_list(GPtrArray *names, const char *value)
{
        g_autoptr(json_t) list = json_loads(value, 0, NULL);
        size_t i = 0;
        const json_t *item = NULL;
        json_array_foreach(list, i, item)
        {
                const char *name = json_string_value(json_is_object(item) ? json_object_get(item, "name") : item);
                if (name != NULL)
                        g_ptr_array_add(names, g_strdup(name));
        }
}

static SearchFacts *
run_facts(const char *printed)
{
        SearchFacts *facts = search_facts_new();
        const struct {
                const char *name;
                GPtrArray *list;
                bool many;
        } places[] = { { "respondent", facts->names[SEARCH_PARTY_RESPONDENT], false },
                       { "respondent_aliases", facts->names[SEARCH_PARTY_ALIAS], true },
                       { "protected_person", facts->names[SEARCH_PARTY_PROTECTED], false },
                       { "protected_people", facts->names[SEARCH_PARTY_PROTECTED], true },
                       { "children", facts->names[SEARCH_PARTY_CHILD], true },
                       { "respondent_dob", facts->born, false },
                       { "made_on", facts->made, false },
                       { "case_number", facts->numbers, false },
                       { "case_reference", facts->numbers, false },
                       { "urn", facts->numbers, false },
                       { "respondent_address", facts->places, false },
                       { "served_place", facts->places, false },
                       { "court", facts->places, false },
                       { "excluded_addresses", facts->places, true } };
        g_autoptr(json_t) rows = json_loads(printed, 0, NULL);
        size_t i = 0;
        const json_t *row = NULL;
        json_array_foreach(rows, i, row)
        {
                const char *name = json_string_value(json_array_get(row, 0)),
                           *value = json_string_value(json_array_get(row, 1));
                for (unsigned k = 0; k < G_N_ELEMENTS(places) && name != NULL && value != NULL; k++)
                        if (g_str_equal(places[k].name, name) && places[k].many)
                                run_add_list(places[k].list, value);
                        else if (g_str_equal(places[k].name, name))
                                g_ptr_array_add(places[k].list, g_strdup(value));
        }
        return facts;
}

/* Of two hits with equal marks: verified before pending, copies, rejected; in force before the rest. */
static unsigned
run_rank(const char *state, const char *status)
{
        const unsigned states[] = { [ENTRY_STATE_PENDING] = 1,
                                    [ENTRY_STATE_VERIFIED] = 0,
                                    [ENTRY_STATE_REJECTED] = 3,
                                    [ENTRY_STATE_DUPLICATE] = 2 };
        const unsigned value = vocabulary_value(VOCABULARY_ENTRY_STATE, state);
        const unsigned first = value < G_N_ELEMENTS(states) ? states[value] : G_N_ELEMENTS(states);
        return (first == 3 ? 8 : 0) +
               (g_strcmp0(status, "in_force") == 0 ? 0
                : g_strcmp0(status, "ended") == 0  ? 4
                                                   : 2) +
               (first > 0);
}

/* A better mark, from the order or one of its copies, becomes the hit's. */
static void
run_judge(Run *run, const PGresult *rows, int row, const SearchIndex *index)
{
        const gint64 entry_id = result_number(rows, row, 0), head = result_number(rows, row, 1);
        g_autoptr(SearchFacts) facts = run_facts(result_text(rows, row, 5));
        SearchMark mark = search_score(run->line, facts, index);
        run->met |= mark.mark == SEARCH_MARK_MOST;
        SearchHit *hit = g_hash_table_lookup(run->heads, &head);
        if (hit == NULL) {
                hit = g_new0(SearchHit, 1);
                hit->head = head;
                gint64 *key = g_new(gint64, 1);
                *key = head;
                (void) g_hash_table_insert(run->heads, key, hit);
        } else if (hit->mark.mark > mark.mark || (hit->mark.mark == mark.mark && entry_id != head)) {
                search_mark_clear(&mark);
                return;
        }
        search_mark_clear(&hit->mark);
        hit->mark = mark;
        hit->found = entry_id;
        hit->rank = run_rank(result_text(rows, row, 2), result_text(rows, row, 3));
        g_free(hit->made_on);
        hit->made_on = g_strdup(result_text(rows, row, 4));
}

static bool
run_mark(Run *run, const GArray *fresh, GError **error)
{
        if (fresh->len == 0)
                return true;
        g_autofree char *ids = run_ids(fresh);
        Parameters parameters = { 0 };
        parameters_text(&parameters, ids);
        parameters_text(&parameters, run->instant);
        g_autoptr(PGresult) rows = statement_run(run->db, "search_facts", &parameters, error);
        const SearchIndex index = { search_query_heard(run->query), run->weighed };
        for (int row = 0; rows != NULL && row < PQntuples(rows); row++)
                run_judge(run, rows, row, &index);
        return rows != NULL;
}

static bool
run_round(Run *run, const char *queries, GError **error)
{
        g_autoptr(GArray) fresh = g_array_new(FALSE, FALSE, sizeof(gint64));
        return g_str_equal(queries, "{}") || (run_find(run, queries, fresh, error) && run_mark(run, fresh, error));
}

static int
run_compare(gconstpointer a, gconstpointer b)
{
        const SearchHit *x = *(const SearchHit *const *) a, *y = *(const SearchHit *const *) b;
        if (x->mark.mark != y->mark.mark)
                return x->mark.mark > y->mark.mark ? -1 : 1;
        if (x->rank != y->rank)
                return x->rank < y->rank ? -1 : 1;
        const int made = g_strcmp0(y->made_on, x->made_on);
        return made != 0 ? made : x->head > y->head ? -1 : x->head < y->head;
}

/* The best hits in their order; *ret_left_out how many fit less. */
static GPtrArray *
run_best(Run *run, unsigned *ret_left_out)
{
        GPtrArray *hits = g_ptr_array_new();
        GHashTableIter iter;
        gpointer value = NULL;
        g_hash_table_iter_init(&iter, run->heads);
        while (g_hash_table_iter_next(&iter, NULL, &value))
                g_ptr_array_add(hits, value);
        g_ptr_array_sort(hits, run_compare);
        guint shown = 0;
        while (shown < hits->len && shown < run->search->most) {
                const SearchHit *best = g_ptr_array_index(hits, 0), *hit = g_ptr_array_index(hits, shown);
                if (hit->mark.mark * 100 < best->mark.mark * STORE_SHARE)
                        break;
                shown++;
        }
        *ret_left_out = hits->len - shown;
        g_ptr_array_set_size(hits, (gint) shown);
        return hits;
}

static bool
run_mails(Run *run, char **ret_ids, GError **error)
{
        g_autofree char *queries = search_query_mails(run->query);
        g_autoptr(GArray) ids = g_array_new(FALSE, FALSE, sizeof(gint64));
        if (!g_str_equal(queries, "{}")) {
                Parameters parameters = { 0 };
                parameters_text(&parameters, queries);
                parameters_number(&parameters, run->mails);
                g_autoptr(PGresult) rows = statement_run(run->db, "search_mails", &parameters, error);
                if (rows == NULL)
                        return false;
                for (int row = 0; row < MIN(PQntuples(rows), (int) run->mails); row++) {
                        const gint64 id = result_number(rows, row, 0);
                        g_array_append_val(ids, id);
                }
        }
        *ret_ids = run_ids(ids);
        return true;
}

/* The mails of orders that are shown stand with these already. */
static void
run_drop_shown_mails(json_t *shown)
{
        json_t *mails = json_object_get(shown, "mails");
        for (size_t i = json_array_size(mails); i > 0; i--) {
                const json_int_t mail = json_integer_value(json_object_get(json_array_get(mails, i - 1), "message_id"));
                const char *key = NULL;
                json_t *entry = NULL;
                json_object_foreach(json_object_get(shown, "entries"), key,
                                    entry) if (json_integer_value(json_object_get(entry, "message_id")) == mail)
                {
                        json_array_remove(mails, i - 1);
                        break;
                }
        }
}

/* New string. */
static char *
run_heads(const GPtrArray *hits)
{
        g_autoptr(GArray) heads = g_array_new(FALSE, FALSE, sizeof(gint64));
        for (guint i = 0; i < hits->len; i++)
                g_array_append_val(heads, ((SearchHit *) g_ptr_array_index(hits, i))->head);
        return run_ids(heads);
}

static json_t *
run_show(Run *run, const GPtrArray *hits, const char *mails, GError **error)
{
        g_autofree char *ids = run_heads(hits);
        Parameters parameters = { 0 };
        parameters_text(&parameters, run->search->person);
        parameters_text(&parameters, run->search->typed);
        parameters_text(&parameters, run->search->reason);
        parameters_text(&parameters, ids);
        parameters_text(&parameters, mails);
        parameters_text(&parameters, run->instant);
        g_autoptr(PGresult) result = statement_run(run->db, "search_show", &parameters, error);
        if (result == NULL)
                return NULL;
        json_t *shown = json_loads(result_text(result, 0, 0), 0, NULL);
        if (shown == NULL)
                g_set_error_literal(error, CCOT_ERROR, CCOT_ERROR_BUG, "database: search_show: no JSON");
        return shown;
}

/* The hits, the best first, and the mails. *ret_mails a new string. */
static GPtrArray *
run_hits(Run *run, unsigned *ret_left_out, char **ret_mails, GError **error)
{
        run->query = search_query_new(run->line);
        if (!run_near(run, error))
                return NULL;
        g_autofree char *together = search_query_together(run->query);
        if (!run_round(run, together, error))
                return NULL;
        if (g_hash_table_size(run->heads) < STORE_FEW) {
                g_autofree char *fewer = search_query_all_but_one(run->query, run->met);
                if (!run_round(run, fewer, error))
                        return NULL;
        }
        return run_mails(run, ret_mails, error) ? run_best(run, ret_left_out) : NULL;
}

static json_t *
run_inside(Run *run, GError **error)
{
        g_autofree char *mails = NULL;
        unsigned left_out = 0;
        g_autoptr(GPtrArray) hits = run_hits(run, &left_out, &mails, error);
        if (hits == NULL)
                return NULL;
        g_autoptr(json_t) shown = run_show(run, hits, mails, error);
        if (shown == NULL)
                return NULL;
        run_drop_shown_mails(shown);
        json_t *answer = search_answer(run->line, hits, left_out, shown, run->on);
        g_autofree char *now = run->instant == NULL ? clock_rfc3339(clock_now()) : NULL;
        json_object_set_new(answer, "at", json_string(now == NULL ? run->instant : now));
        json_object_set_new(answer, "now", json_boolean(now != NULL));
        return answer;
}

char *
search_store_problem(const char *typed)
{
        g_autofree char *today = run_today();
        g_autoptr(SearchLine) line = search_line_read(typed, today);
        return g_steal_pointer(&line->problem);
}

/* For run_clear(). */
static Run
run_new(Db *db, const Search *search, const char *today, unsigned mails)
{
        return (Run){ .db = db,
                      .search = search,
                      .mails = mails,
                      .line = search_line_read(search->typed, today),
                      .candidates = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL),
                      .heads = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, run_hit_free),
                      .weighed = search_score_memory() };
}

char *
search_store_run(Db *db, const Search *search, GError **error)
{
        g_autofree char *today = run_today();
        g_auto(Run) run = run_new(db, search, today, STORE_MAILS);
        g_autoptr(json_t) answer = NULL;
        if (run.line->problem != NULL)
                answer = json_pack("{s:s}", "problem", run.line->problem);
        else {
                run_set_instant(&run, today);
                if (statement_begin(db, error))
                        answer = run_inside(&run, error);
                if (answer == NULL || !statement_commit(db, error)) {
                        statement_rollback(db);
                        return NULL;
                }
        }
        return json_dumps(answer, JSON_COMPACT);
}

bool
search_store_numbers(Db *db, const char *typed, unsigned most, SearchNumbers *ret_numbers, GError **error)
{
        const Search search = { .typed = typed, .most = most };
        g_autofree char *today = run_today();
        g_auto(Run) run = run_new(db, &search, today, most);
        *ret_numbers = (SearchNumbers){ .problem = g_strdup(run.line->problem) };
        if (run.line->problem != NULL)
                return true;
        run_set_instant(&run, today);
        unsigned left_out = 0;
        g_autoptr(GPtrArray) hits = run_hits(&run, &left_out, &ret_numbers->mails, error);
        if (hits != NULL)
                ret_numbers->entries = run_heads(hits);
        return hits != NULL;
}

void
search_numbers_clear(SearchNumbers *numbers)
{
        g_free(numbers->entries);
        g_free(numbers->mails);
        g_free(numbers->problem);
}
