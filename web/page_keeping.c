/* What the team notes of an order beside its papers: breaches, transfers to another force, values that somebody disputes, how long it is kept. */
#include "db/keeping_store.h"
#include "web/entry_words.h"
#include "web/page.h"
#include "web/route.h"

#include <string.h>

enum { KEEPING_WORDS = 1000, KEEPING_LINE = 200, KEEPING_TERM = 40 };

/* What a form may say: a day, a time of day, the number of a thing on the page, or words of that many characters at the most. */
static const struct {
        const char *key;
        enum { KEEPING_DAY, KEEPING_TIME, KEEPING_NUMBER, KEEPING_TEXT } kind;
        long most;
} keeping_inputs[] = {
        { "happened_on", KEEPING_DAY, 0 },
        { "happened_at", KEEPING_TIME, 0 },
        { "reported_on", KEEPING_DAY, 0 },
        { "sent_on", KEEPING_DAY, 0 },
        { "receipt_on", KEEPING_DAY, 0 },
        { "review_on", KEEPING_DAY, 0 },
        { "number", KEEPING_NUMBER, 0 },
        { "reported_by", KEEPING_TEXT, KEEPING_LINE },
        { "reported_to", KEEPING_TEXT, KEEPING_LINE },
        { "term", KEEPING_TEXT, KEEPING_TERM },
        { "others", KEEPING_TEXT, KEEPING_WORDS },
        { "outcome", KEEPING_TEXT, KEEPING_WORDS },
        { "reference", KEEPING_TEXT, KEEPING_LINE },
        { "to_force", KEEPING_TEXT, KEEPING_LINE },
        { "how", KEEPING_TEXT, KEEPING_LINE },
        { "receipt", KEEPING_TEXT, KEEPING_LINE },
        { "field", KEEPING_TEXT, KEEPING_TERM },
        { "said_by", KEEPING_TEXT, KEEPING_LINE },
        { "words", KEEPING_TEXT, KEEPING_WORDS },
};

/* Fields of the order by name and what people read for it; and of each dispute. */
static void
keeping_put_labels(json_t *page)
{
        json_t *fields = json_array(), *row = NULL;
        size_t i = 0;
        json_array_foreach(json_object_get(page, "fields"), i, row)
        {
                const Field field = field_from_name(json_string_value(row));
                if (field != FIELD_COUNT)
                        json_array_append_new(
                            fields, json_pack("{s:s, s:s}", "name", field_name(field), "label", field_label(field)));
        }
        json_object_set_new(page, "fields", fields);
        json_array_foreach(json_object_get(page, "disputes"), i, row)
        {
                const Field field = field_from_name(json_string_value(json_object_get(row, "name")));
                json_object_set_new(row, "label", json_string(field == FIELD_COUNT ? "a value" : field_label(field)));
        }
}

/* problem: what is wrong with the form `what`, which then stands there as it was typed. */
static bool
keeping_show(const RouteCall *call, unsigned status, const char *problem, Response **ret_response, GError **error)
{
        g_autofree char *text = NULL;
        if (!keeping_store_page(call->db, call->who->staff->name, call->ids[0], &text, error))
                return false;
        if (text == NULL) {
                *ret_response = page_message(404, "There is no such entry", "It may have been erased.", call->who);
                return true;
        }
        json_t *page = json_loads(text, 0, NULL);
        keeping_put_labels(page);
        json_t *typed = json_object();
        for (unsigned i = 0; problem != NULL && i < G_N_ELEMENTS(keeping_inputs); i++)
                if (request_form(call->request, keeping_inputs[i].key) != NULL)
                        json_object_set_new(typed, keeping_inputs[i].key,
                                            json_string(request_form(call->request, keeping_inputs[i].key)));
        json_t *data = json_pack("{s:o?, s:s?, s:s?, s:o}", "kept", page, "problem", problem, "what",
                                 problem == NULL ? NULL : request_form(call->request, "what"), "typed", typed);
        *ret_response = page_render(status, "keeping", data, call->who);
        json_decref(data);
        return true;
}

bool
page_keeping(const RouteCall *call, Response **ret_response, GError **error)
{
        return keeping_show(call, 200, NULL, ret_response, error);
}

/* What one input says, as the database takes it. New string; NULL with *ret_problem: it cannot be that. */
static char *
keeping_value(unsigned input, const char *typed, const char **ret_problem)
{
        char *value = NULL;
        switch (keeping_inputs[input].kind) {
        case KEEPING_DAY:
                value = entry_words_value(FIELD_MADE_ON, typed);
                if (value == NULL)
                        *ret_problem = "There is no such day. Write it as 2/11/2026.";
                return value;
        case KEEPING_TIME:
                value = entry_words_value(FIELD_EXPIRES_AT, typed);
                if (value == NULL)
                        *ret_problem = "There is no such time of day. Write it as 21:40.";
                return value;
        case KEEPING_NUMBER:
                if (request_id(typed) == 0)
                        *ret_problem = "That is not on the page any more.";
                return g_strdup(typed);
        case KEEPING_TEXT:
                if (g_utf8_strlen(typed, -1) > keeping_inputs[input].most)
                        *ret_problem = "That is too long.";
                return g_strdup(typed);
        }
        return NULL;
}

/* What the form says, without what is empty. New string; NULL with *ret_problem. */
static char *
keeping_said(const Request *request, const char **ret_problem)
{
        json_t *said = json_object();
        for (unsigned i = 0; i < G_N_ELEMENTS(keeping_inputs) && *ret_problem == NULL; i++) {
                const char *typed = request_form(request, keeping_inputs[i].key);
                g_autofree char *text = typed == NULL ? NULL : g_strstrip(g_strdup(typed));
                g_autofree char *value = text == NULL || *text == '\0' ? NULL : keeping_value(i, text, ret_problem);
                if (value != NULL)
                        json_object_set_new(said, keeping_inputs[i].key, json_string(value));
        }
        char *print = *ret_problem == NULL ? json_dumps(said, JSON_COMPACT) : NULL;
        json_decref(said);
        return print;
}

static const char *
keeping_problem(const char *answer)
{
        static const PageProblem problems[] = {
                { "gone", "That is not so any more: look at what stands here now." },
                { "words", "Something is missing. Nothing was noted." },
                { "order", "The later day lies before the earlier one. Nothing was noted." },
                { "future", "That day has not come yet. Nothing was noted." },
                { "supervisor", "Only a supervisor may do that. Nothing was changed." },
                { "role", "Your account may not note this." },
        };
        return page_problem(problems, G_N_ELEMENTS(problems), answer);
}

bool
page_keeping_send(const RouteCall *call, Response **ret_response, GError **error)
{
        const char *problem = NULL, *what = request_form(call->request, "what");
        g_autofree char *said = keeping_said(call->request, &problem);
        if (problem != NULL)
                return keeping_show(call, 400, problem, ret_response, error);
        const Keeping keeping = { call->who->staff->name, call->ids[0], what == NULL ? "" : what, said };
        g_autofree char *answer = NULL;
        if (!keeping_store_put(call->db, &keeping, &answer, error))
                return false;
        problem = keeping_problem(answer);
        if (problem != NULL)
                return keeping_show(call, 409, problem, ret_response, error);
        g_autofree char *path = g_strdup_printf("/entries/%" G_GINT64_FORMAT "/keeping", call->ids[0]);
        *ret_response = response_see_other(path);
        return true;
}
