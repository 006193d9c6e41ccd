/* Statements of service find their order, whichever of the two came first. The rules are register/service_match. */
#include "db/entry_write.h"
#include "register/service_match.h"

/* Older statements that the orders of one message are compared with, and orders that one statement is. */
enum { SERVE_STATEMENTS = 200, SERVE_ORDERS = 50, SERVE_STATEMENT_COLUMN = 20 };

static Identity *
serve_statement(const PGresult *rows, int row)
{
        Identity *identity = identity_new();
        const char *type = result_text(rows, row, 5);
        if (type != NULL)
                identity->order_type = (OrderType) vocabulary_value(VOCABULARY_ORDER_TYPE, type);
        entry_identity_fields(identity, result_text(rows, row, 6));
        identity->recognised = result_flag(rows, row, 7);
        return identity;
}

static char *
serve_ids(const PGresult *open)
{
        GString *ids = g_string_new("{");
        for (int row = 0; row < PQntuples(open); row++)
                g_string_append_printf(ids, "%s%s", row > 0 ? "," : "", result_text(open, row, 0));
        return g_string_free(g_string_append_c(ids, '}'), FALSE);
}

static void
serve_touch(EntryWrite *write, gint64 entry_id)
{
        if (entry_id != 0)
                g_array_append_val(write->touched, entry_id);
}

/* Notes in list what changes for the statement in this row. orders: of Identity*. */
static void
serve_judge(EntryWrite *write, const PGresult *open, int row, const GPtrArray *orders, json_t *list)
{
        g_autoptr(Identity) statement = serve_statement(open, row);
        g_auto(ServiceMatch) match = service_match_choose(statement, orders);
        const gint64 before = result_number(open, row, 1);
        const gint64 entry_id = match.order == NULL ? 0 : match.order->entry_id;
        const char *joined = match.order == NULL ? NULL : match.fit == SERVICE_FIT_NUMBER ? "number" : "names";
        const char *state = match.fact ? "fact" : "proposed";
        if (before == entry_id && g_strcmp0(result_text(open, row, 2), joined) == 0 &&
            g_strcmp0(result_text(open, row, 3), state) == 0 &&
            g_strcmp0(result_text(open, row, 4), match.warning) == 0)
                return;
        json_t *item = json_pack("{s:I, s:s}", "service_id", (json_int_t) result_number(open, row, 0), "state", state);
        if (entry_id != 0)
                json_object_set_new(item, "entry_id", json_integer(entry_id));
        if (joined != NULL)
                json_object_set_new(item, "joined", json_string(joined));
        if (match.warning != NULL)
                json_object_set_new(item, "warning", json_string(match.warning));
        json_array_append_new(list, item);
        serve_touch(write, before);
        serve_touch(write, entry_id);
}

static bool
serve_join(EntryWrite *write, const PGresult *open, GError **error)
{
        g_autofree char *ids = serve_ids(open);
        Parameters parameters = { 0 };
        parameters_text(&parameters, ids);
        parameters_number(&parameters, SERVE_ORDERS);
        g_autoptr(PGresult) rows = statement_run(write->db, "service_candidates", &parameters, error);
        if (rows == NULL)
                return false;
        json_t *list = json_array();
        for (int row = 0, next = 0; row < PQntuples(open); row++) {
                g_autoptr(GPtrArray) members = g_ptr_array_new_with_free_func((GDestroyNotify) entry_member_free);
                g_autoptr(GPtrArray) orders = g_ptr_array_new();
                const gint64 service_id = result_number(open, row, 0);
                for (; next < PQntuples(rows) && result_number(rows, next, SERVE_STATEMENT_COLUMN) == service_id;
                     next++) {
                        EntryMember *member = entry_member_from_row(rows, next);
                        g_ptr_array_add(members, member);
                        g_ptr_array_add(orders, member->identity);
                }
                serve_judge(write, open, row, orders, list);
        }
        const bool done = entry_write_json(write, "service_join", list, error);
        json_decref(list);
        return done;
}

bool
entry_serve_write(EntryWrite *write, GError **error)
{
        if (write->entry_ids->len == 0 && write->service_ids->len == 0)
                return true;
        Parameters parameters = { 0 };
        parameters_number(&parameters, write->claim->message_id);
        if (!statement_later(write->db, "entry_lock_services", &parameters, NULL, error))
                return false;
        parameters_number(&parameters, SERVE_STATEMENTS);
        g_autoptr(PGresult) open = statement_run(write->db, "service_open", &parameters, error);
        return open != NULL && (PQntuples(open) == 0 || serve_join(write, open, error));
}
