/* The sealed paper of an order: where it is, and the steps that people note of it. */
#include "base/clock.h"
#include "db/hard_copy_store.h"
#include "register/court_time.h"
#include "web/entry_words.h"
#include "web/page.h"
#include "web/route.h"

enum { HARD_COPY_DAYS = 14, HARD_COPY_ROWS = 100 };

static bool
hard_copy_show(const RouteCall *call, unsigned status, const char *problem, Response **ret_response, GError **error)
{
        g_autofree char *text = NULL;
        if (!hard_copy_store_page(call->db, call->who->staff->name, call->ids[0], &text, error))
                return false;
        json_t *paper = text == NULL ? NULL : json_loads(text, 0, NULL);
        if (paper == NULL) {
                *ret_response =
                    page_message(404, "There is no such entry", "It may have been rejected or erased.", call->who);
                return true;
        }
        const size_t steps = json_array_size(json_object_get(paper, "steps"));
        const char *last =
            json_string_value(json_object_get(json_array_get(json_object_get(paper, "steps"), 0), "step"));
        json_t *data = json_pack("{s:o, s:s?, s:I, s:s}", "paper", paper, "problem", problem, "seen",
                                 (json_int_t) steps, "last", last == NULL ? "none" : last);
        *ret_response = page_render(status, "hard_copy", data, call->who);
        json_decref(data);
        return true;
}

bool
page_hard_copy(const RouteCall *call, Response **ret_response, GError **error)
{
        return hard_copy_show(call, 200, NULL, ret_response, error);
}

static const char *
hard_copy_problem(const char *answer)
{
        static const PageProblem problems[] = {
                { "role", "Your account may not note this." },
                { "gone", "The order has been rejected or erased." },
                { "words", "Say where it is kept; of a paper that is lent, to whom and until when. The day cannot lie "
                           "ahead, or before the last step." },
                { "step", "That cannot come next." },
                { "kept", "It may not be destroyed: the order has not ended, or a legal hold is on it." },
                { "stale", "Somebody noted another step since this page was shown: look at it first." },
        };
        return page_problem(problems, G_N_ELEMENTS(problems), answer);
}

/* A day as people write it, as ISO date; today where nothing is written and that is asked for. New string, or NULL for none that exists. */
static char *
hard_copy_day(const RouteCall *call, const char *name, bool today)
{
        const char *typed = request_form(call->request, name);
        if (typed != NULL && *typed != '\0')
                return entry_words_value(FIELD_MADE_ON, typed);
        if (!today)
                return NULL;
        g_autoptr(GTimeZone) london = g_time_zone_new_identifier("Europe/London");
        g_autoptr(GDateTime) now = london == NULL ? g_date_time_new_now_utc() : g_date_time_new_now(london);
        return g_date_time_format(now, "%F");
}

bool
page_hard_copy_send(const RouteCall *call, Response **ret_response, GError **error)
{
        g_autofree char *day = hard_copy_day(call, "day", true), *due = hard_copy_day(call, "due", false);
        const char *seen = request_form(call->request, "seen");
        const HardCopyStep step = { .person = call->who->staff->name,
                                    .entry_id = call->ids[0],
                                    .seen = g_strcmp0(seen, "0") == 0 ? 0 : request_id(seen),
                                    .step = request_form(call->request, "step"),
                                    .day = day,
                                    .place = request_form(call->request, "place"),
                                    .holder = request_form(call->request, "holder"),
                                    .due = due };
        g_autofree char *answer = NULL;
        if (step.seen > G_MAXINT32)
                return hard_copy_show(call, 409, hard_copy_problem("stale"), ret_response, error);
        if (!hard_copy_store_put(call->db, &step, &answer, error))
                return false;
        const char *problem = hard_copy_problem(answer);
        if (problem != NULL)
                return hard_copy_show(call, 409, problem, ret_response, error);
        g_autofree char *path = g_strdup_printf("/entries/%" G_GINT64_FORMAT "/hard-copy", call->ids[0]);
        *ret_response = response_see_other(path);
        return true;
}

bool
page_hard_copies(const RouteCall *call, Response **ret_response, GError **error)
{
        g_autofree char *text = NULL;
        if (!hard_copy_store_list(call->db, call->who->staff->name, HARD_COPY_DAYS, HARD_COPY_ROWS, &text, error))
                return false;
        json_t *data = json_pack("{s:o?}", "list", text == NULL ? NULL : json_loads(text, 0, NULL));
        *ret_response = page_render(200, "hard_copies", data, call->who);
        json_decref(data);
        return true;
}
