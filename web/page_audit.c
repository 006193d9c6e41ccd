/* The audit, for auditors: who saw, changed and disclosed what; looks that deserve a question; rows taken away for an access request. What is
 * asked stands under an address that tells nothing of it, as a search does. */
#include "config/passphrase.h"
#include "db/audit_export.h"
#include "db/audit_store.h"
#include "db/search_store.h"
#include "web/entry_words.h"
#include "web/page.h"
#include "web/page_search.h"

#include <string.h>

enum { AUDIT_DAYS = 30, AUDIT_DAYS_MOST = 366, AUDIT_TYPED = 200 };

/* What the form asks; the keys of what is kept under the address too. */
static const char *const audit_keys[] = { "entry", "mail", "name", "account", "operation", "from", "to" };

static Response *
audit_refused(const Access *who)
{
        return page_message(403, "This page is not for your role", "The audit is read by auditors.", who);
}

static unsigned
audit_days(const Request *request)
{
        const gint64 days = request_id(request_query(request, "days"));
        return days < 1 ? AUDIT_DAYS : (unsigned) MIN(days, AUDIT_DAYS_MOST);
}

static bool
audit_start(const RouteCall *call, unsigned status, const char *problem, Response **ret_response, GError **error)
{
        g_autofree char *text = NULL;
        if (!audit_store_unusual(call->db, call->who->staff->name, audit_days(call->request), &text, error))
                return false;
        if (text == NULL) {
                *ret_response = audit_refused(call->who);
                return true;
        }
        json_t *data = json_pack("{s:o?, s:s?, s:{}}", "unusual", json_loads(text, 0, NULL), "problem", problem, "ask");
        for (unsigned i = 0; i < G_N_ELEMENTS(audit_keys); i++) {
                const char *typed = request_form(call->request, audit_keys[i]);
                json_object_set_new(json_object_get(data, "ask"), audit_keys[i],
                                    json_string(typed == NULL ? "" : typed));
        }
        *ret_response = page_render(status, "audit", data, call->who);
        json_decref(data);
        return true;
}

bool
page_audit(const RouteCall *call, Response **ret_response, GError **error)
{
        return audit_start(call, 200, NULL, ret_response, error);
}

/* One answer of the form, as it is kept; NULL with *ret_problem: it cannot be that. New string, "" when nothing was typed. */
static char *
audit_typed(const Request *request, const char *key, const char **ret_problem)
{
        const char *typed = request_form(request, key);
        char *text = g_strstrip(g_strdup(typed == NULL ? "" : typed));
        if (*text == '\0')
                return text;
        const bool number = g_str_equal(key, "entry") || g_str_equal(key, "mail");
        const bool day = g_str_equal(key, "from") || g_str_equal(key, "to");
        char *value = day ? entry_words_value(FIELD_MADE_ON, text) : g_strdup(text);
        g_free(text);
        if (number && request_id(value) == 0)
                *ret_problem = "An entry or a mail is asked for by its number.";
        else if (value == NULL)
                *ret_problem = "There is no such day. Write it as 2/11/2026.";
        else if (g_utf8_strlen(value, -1) > AUDIT_TYPED)
                *ret_problem = "That is too long.";
        return value;
}

bool
page_audit_send(const RouteCall *call, Response **ret_response, GError **error)
{
        const char *problem = NULL;
        json_t *ask = json_object();
        for (unsigned i = 0; i < G_N_ELEMENTS(audit_keys) && problem == NULL; i++) {
                g_autofree char *value = audit_typed(call->request, audit_keys[i], &problem);
                if (value != NULL && *value != '\0')
                        json_object_set_new(ask, audit_keys[i], json_string(value));
        }
        g_autofree char *unsearched = problem != NULL || json_object_get(ask, "name") == NULL
                                          ? NULL
                                          : search_store_problem(json_string_value(json_object_get(ask, "name")));
        if (problem == NULL)
                problem = unsearched;
        g_autofree char *kept = json_dumps(ask, JSON_COMPACT);
        json_decref(ask);
        if (problem != NULL)
                return audit_start(call, 400, problem, ret_response, error);
        g_autofree char *address = passphrase_random();
        if (!search_store_keep(call->db, call->who->staff->name, address, kept, NULL, error))
                return false;
        g_autofree char *path = g_strdup_printf("/audit/%s", address);
        *ret_response = response_see_other(path);
        return true;
}

static const char *
audit_kept(const json_t *ask, const char *key)
{
        return json_string_value(json_object_get(ask, key));
}

/* What stands under the call's address. *ret_ask NULL: it is over, and *ret_response says so. */
static bool
audit_find(const RouteCall *call, json_t **ret_ask, AuditAsk *ret_audit, Response **ret_response, GError **error)
{
        g_autofree char *typed = NULL, *reason = NULL;
        if (!page_search_kept(call, &typed, &reason, ret_response, error))
                return false;
        *ret_ask = typed == NULL ? NULL : json_loads(typed, 0, NULL);
        if (*ret_ask == NULL)
                return true;
        *ret_audit = (AuditAsk){ .person = call->who->staff->name,
                                 .name = audit_kept(*ret_ask, "name"),
                                 .entry_id = request_id(audit_kept(*ret_ask, "entry")),
                                 .message_id = request_id(audit_kept(*ret_ask, "mail")),
                                 .account = audit_kept(*ret_ask, "account"),
                                 .operation = audit_kept(*ret_ask, "operation"),
                                 .from = audit_kept(*ret_ask, "from"),
                                 .to = audit_kept(*ret_ask, "to"),
                                 .most = AUDIT_SHOWN };
        return true;
}

/* problem and parts may be NULL; takes parts. */
static bool
audit_show(const RouteCall *call, const char *problem, json_t *parts, json_t *ask, const AuditAsk *audit,
           Response **ret_response, GError **error)
{
        g_autofree char *text = NULL;
        if (!audit_store_show(call->db, audit, &text, error)) {
                json_decref(parts);
                return false;
        }
        if (text == NULL) {
                json_decref(parts);
                *ret_response = audit_refused(call->who);
                return true;
        }
        json_t *data = json_pack("{s:o?, s:O, s:s, s:s?, s:o?}", "told", json_loads(text, 0, NULL), "ask", ask,
                                 "address", call->name, "problem", problem, "parts", parts);
        *ret_response = page_render(problem == NULL ? 200 : 400, "audit_found", data, call->who);
        json_decref(data);
        return true;
}

bool
page_audit_found(const RouteCall *call, Response **ret_response, GError **error)
{
        json_t *ask = NULL;
        AuditAsk audit;
        bool fine = audit_find(call, &ask, &audit, ret_response, error);
        if (fine && ask != NULL)
                fine = audit_show(call, NULL, NULL, ask, &audit, ret_response, error);
        json_decref(ask);
        return fine;
}

/* The rows as a file of our own name; the row of the audit that it stands for is in it. */
static Response *
audit_file(const char *told, bool csv, unsigned part)
{
        char *text = csv ? audit_export_csv(told) : audit_export_json(told);
        Response *response = response_new(200, csv ? "text/csv; charset=utf-8" : "application/json",
                                          g_bytes_new_take(text, strlen(text)));
        json_t *object = json_loads(told, 0, NULL);
        g_autofree char *which = part == 0 ? g_strdup("") : g_strdup_printf("-part-%u", part);
        g_autofree char *name =
            g_strdup_printf("attachment; filename=\"CCOT-audit-%" JSON_INTEGER_FORMAT "%s.%s\"",
                            json_integer_value(json_object_get(object, "number")), which, csv ? "csv" : "json");
        json_decref(object);
        response_header(response, "Content-Disposition", name);
        return response;
}

/* The parts in which so many rows go, with what each form of them repeats. */
static json_t *
audit_parts(const AuditAsk *audit, guint64 rows, gint64 upto, const char *format)
{
        json_t *list = json_array();
        for (guint64 from = 0; from < rows; from += AUDIT_EXPORTED)
                json_array_append_new(
                    list, json_pack("{s:I, s:I, s:I}", "part", (json_int_t) (from / AUDIT_EXPORTED + 1), "from",
                                    (json_int_t) from + 1, "to", (json_int_t) MIN(from + AUDIT_EXPORTED, rows)));
        return json_pack("{s:I, s:I, s:s, s:s, s:s, s:o}", "rows", (json_int_t) rows, "upto", (json_int_t) upto,
                         "recipient", audit->receiver, "reason", audit->reason, "format", format, "list", list);
}

/* One file: all rows, or one part of them. */
static bool
audit_give(const RouteCall *call, const AuditAsk *audit, bool csv, Response **ret_response, GError **error)
{
        g_autofree char *told = NULL;
        if (!audit_store_show(call->db, audit, &told, error))
                return false;
        *ret_response = told == NULL ? audit_refused(call->who) : audit_file(told, csv, audit->part);
        return true;
}

static bool
audit_take(const RouteCall *call, json_t *ask, AuditAsk *audit, Response **ret_response, GError **error)
{
        const char *format = request_form(call->request, "format");
        const bool csv = g_strcmp0(format, "csv") == 0;
        g_autofree char *receiver = g_strdup(request_form(call->request, "recipient"));
        g_autofree char *reason = g_strdup(request_form(call->request, "reason"));
        if (receiver == NULL || *g_strstrip(receiver) == '\0' || reason == NULL || *g_strstrip(reason) == '\0' ||
            (!csv && g_strcmp0(format, "json") != 0))
                return audit_show(call, "Say who gets the rows, why, and in which form.", NULL, ask, audit,
                                  ret_response, error);
        AuditAsk taken = *audit;
        guint64 rows = 0;
        bool may = false;
        taken.receiver = receiver;
        taken.reason = reason;
        taken.most = AUDIT_EXPORTED;
        taken.part = (unsigned) MIN(request_id(request_form(call->request, "part")), G_MAXINT32);
        taken.upto = request_id(request_form(call->request, "upto"));
        if (taken.part > 0 && taken.upto > 0)
                return audit_give(call, &taken, csv, ret_response, error);
        taken.part = 0;
        if (!audit_store_count(call->db, audit, &may, &rows, &taken.upto, error))
                return false;
        if (may && rows > AUDIT_EXPORTED)
                return audit_show(call, NULL, audit_parts(&taken, rows, taken.upto, format), ask, audit, ret_response,
                                  error);
        return audit_give(call, &taken, csv, ret_response, error);
}

bool
page_audit_export(const RouteCall *call, Response **ret_response, GError **error)
{
        json_t *ask = NULL;
        AuditAsk audit;
        bool fine = audit_find(call, &ask, &audit, ret_response, error);
        if (fine && ask != NULL)
                fine = audit_take(call, ask, &audit, ret_response, error);
        json_decref(ask);
        return fine;
}
