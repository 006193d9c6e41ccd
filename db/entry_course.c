#include "db/entry_course.h"

#include "db/entry_pair.h"
#include "db/statement.h"
#include "register/status.h"

#include <jansson.h>

G_DEFINE_AUTOPTR_CLEANUP_FUNC(json_t, json_decref)

/* Orders whose courses are computed at a time. */
enum { COURSE_BATCH = 1000 };

static char *
course_text(const json_t *object, const char *key)
{
        return g_strdup(json_string_value(json_object_get(object, key)));
}

static GPtrArray *
course_changes(const char *text)
{
        GPtrArray *changes = g_ptr_array_new_with_free_func((GDestroyNotify) status_change_free);
        g_autoptr(json_t) list = text == NULL ? NULL : json_loads(text, 0, NULL);
        size_t i = 0;
        json_t *row = NULL;
        json_array_foreach(list, i, row)
        {
                StatusChange *change = g_new0(StatusChange, 1);
                change->entry_id = json_integer_value(json_object_get(row, "entry_id"));
                change->verified = json_is_true(json_object_get(row, "verified"));
                change->action =
                    (Action) vocabulary_value(VOCABULARY_ACTION, json_string_value(json_object_get(row, "action")));
                change->settled = json_is_true(json_object_get(row, "settled"));
                change->confirmed = json_is_true(json_object_get(row, "confirmed"));
                change->made_on = course_text(row, "made_on");
                change->expires_on = course_text(row, "expires_on");
                change->expires_at = course_text(row, "expires_at");
                g_ptr_array_add(changes, change);
        }
        return changes;
}

/* The orders that act on this one as soon as a second person has confirmed them. */
static json_t *
course_waiting(const GPtrArray *changes)
{
        json_t *list = json_array();
        for (guint i = 0; i < changes->len; i++) {
                const StatusChange *change = g_ptr_array_index(changes, i);
                if (change->waits)
                        json_array_append_new(list, json_integer(change->entry_id));
        }
        return list;
}

static json_t *
course_row(const PGresult *rows, int row)
{
        g_autoptr(GPtrArray) changes = course_changes(result_text(rows, row, 12));
        const StatusFacts facts = {
                .action = (Action) vocabulary_value(VOCABULARY_ACTION, result_text(rows, row, 1)),
                .draft = result_flag(rows, row, 2),
                .verified = result_flag(rows, row, 3),
                .made_on = result_text(rows, row, 4),
                .expires_on = result_text(rows, row, 5),
                .expires_at = result_text(rows, row, 6),
                .end_raw = result_text(rows, row, 7),
                .duration = result_text(rows, row, 8),
                .hearing_on = result_text(rows, row, 9),
                .target_made_on = result_text(rows, row, 10),
                .served_on = result_text(rows, row, 11),
                .changes = changes,
        };
        g_autoptr(GArray) course = status_course(&facts);
        g_autoptr(json_t) waiting = course_waiting(changes);
        json_t *spans = json_array();
        for (guint i = 0; i < course->len; i++) {
                const StatusSpan *span = &g_array_index(course, StatusSpan, i);
                json_t *item = json_pack("{s:s, s:s}", "status", vocabulary_word(VOCABULARY_STATUS, span->status),
                                         "reason", span->reason);
                if (span->from != G_MININT64)
                        json_object_set_new(item, "begins_at", json_integer(span->from));
                if (span->ends)
                        json_object_set_new(item, "ends_at", json_integer(span->ends_at));
                if (json_array_size(waiting) > 0)
                        json_object_set(item, "waits_for", waiting);
                json_array_append_new(spans, item);
        }
        return json_pack("{s:I, s:o}", "entry_id", (json_int_t) result_number(rows, row, 0), "spans", spans);
}

/* Writes the courses that follow from the rows of facts. */
static bool
course_put(Db *db, const char *statement, const PGresult *rows, GError **error)
{
        g_autoptr(json_t) list = json_array();
        for (int i = 0; i < PQntuples(rows); i++)
                json_array_append_new(list, course_row(rows, i));
        g_autofree char *text = json_dumps(list, JSON_COMPACT);
        Parameters parameters = { 0 };
        parameters_text(&parameters, text);
        return statement_later(db, statement, &parameters, NULL, error);
}

/* message_id 0: only the orders of the array ids. */
static bool
course_compute(Db *db, gint64 message_id, const char *ids, GError **error)
{
        Parameters which = { 0 };
        if (message_id != 0)
                parameters_number(&which, message_id);
        else
                parameters_null(&which);
        parameters_text(&which, ids);
        g_autoptr(PGresult) rows = statement_run(db, "entry_course_facts", &which, error);
        if (rows == NULL)
                return false;
        return PQntuples(rows) == 0 || course_put(db, "entry_course_put", rows, error);
}

bool
entry_course_decided(Db *db, const GArray *entries, GError **error)
{
        g_autofree char *ids = entry_ids_array(entries);
        Parameters which = { 0 };
        parameters_text(&which, ids);
        g_autoptr(PGresult) rows = statement_run(db, "decision_course_facts", &which, error);
        return rows != NULL && course_put(db, "decision_finish", rows, error);
}

bool
entry_course_write(Db *db, gint64 message_id, const GArray *touched, GError **error)
{
        g_autofree char *ids = entry_ids_array(touched);
        return course_compute(db, message_id, ids, error);
}

/* The next orders without a course; *ret_more false when there are none. */
static bool
course_fill_batch(Db *db, bool *ret_more, GError **error)
{
        Parameters most = { 0 };
        parameters_number(&most, COURSE_BATCH);
        g_autoptr(PGresult) missing = statement_run(db, "entry_course_missing", &most, error);
        if (missing == NULL)
                return false;
        const char *ids = result_text(missing, 0, 0);
        *ret_more = ids != NULL;
        return ids == NULL || course_compute(db, 0, ids, error);
}

bool
entry_course_fill(Db *db, GError **error)
{
        bool more = false;
        do {
                if (!statement_begin(db, error) || !course_fill_batch(db, &more, error) ||
                    !statement_commit(db, error)) {
                        statement_rollback(db);
                        return false;
                }
        } while (more);
        return true;
}
