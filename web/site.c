#include "web/site.h"

#include "base/error.h"
#include "base/log.h"
#include "db/queue_store.h"
#include "web/journal.h"
#include "web/late_form.h"
#include "web/page.h"
#include "web/route.h"
#include "web/site_pool.h"

/* What a person can do about it; the cause stands in the log. */
static Response *
site_failure(const GError *error, const Access *who)
{
        if (error->code == CCOT_ERROR_RETRY) {
                log_error(EVENT_DATABASE_AWAY, error, NULL);
                return page_message(
                    503, "The register cannot be reached",
                    "Nothing was changed. Try again in a minute; if it stays so, tell the administrator.", who);
        }
        if (error->code == CCOT_ERROR_INPUT)
                return page_message(400, "That cannot be written",
                                    "A value in the form cannot be one. Nothing was changed.", who);
        log_error(EVENT_BUG, error, NULL);
        return page_message(500, "Something is wrong with this page",
                            "Nothing was changed. Tell the administrator what you were doing, and when.", who);
}

/* What stands in the way of the request, as a response; NULL when nothing does. */
static Response *
site_refusal(const Route *route, const Request *request, const Access *who)
{
        const bool posts = g_str_equal(route->method, "POST");
        if (posts && !request_is_own(request))
                return page_message(403, "This form came from another site",
                                    "Open the page again and send it from there.", who);
        if (route->roles == 0)
                return NULL;
        if (who == NULL && request->proxy_user != NULL)
                return page_message(403, "You have no account here",
                                    "You are signed in to the force, but there is no open account of your name in this "
                                    "register. Ask its administrator.",
                                    NULL);
        if (who == NULL)
                return route->quiet ? response_text(401, "Signed out.") : response_see_other("/sign-in");
        if ((route->roles & ACCESS_BIT(who->role)) == 0)
                return page_message(403, "This page is not for your role",
                                    "If you need it for your work, ask your supervisor.", who);
        if (posts && !access_has_token(who, request)) {
                g_autofree char *sent = late_form_text(request);
                g_autofree char *text =
                    g_strconcat("You have signed in again since. Open the page again and send it from there.",
                                *sent == '\0' ? "" : " You sent: ", sent, NULL);
                return page_message(403, "This form is too old", text, who);
        }
        return NULL;
}

/* Nobody is signed in any more, and a form was sent: what was typed into it is kept, and the sign-in page says so. */
static bool
site_late(const Route *route, const RouteCall *call, Response **ret_response, GError **error)
{
        bool kept = false;
        if (call->who != NULL || call->request->proxy_user != NULL || route->roles == 0 || route->quiet ||
            !g_str_equal(route->method, "POST") || !request_is_own(call->request))
                return true;
        if (!late_form_keep(route, call, &kept, error))
                return false;
        if (kept)
                *ret_response = response_see_other("/sign-in?kept=yes");
        return true;
}

/* Who looks, asked together with what the page begins with where that is one of the great pages; else alone. headless: the head of the page is
 * asked for beside. */
static bool
site_find(const Route *route, const RouteCall *call, bool headless, Access **ret_who, char **ret_cookie, GError **error)
{
        const RouteAdmit admit = route_admit(route);
        const char *session = access_session(call->request);
        if (admit != NULL && session != NULL) {
                g_autofree char *name = access_proxied(call->request), *roles = access_roles(route->roles);
                const StaffAsk ask = { session, call->config->web_session_minutes, roles, name, headless };
                Staff *staff = NULL;
                if (!admit(call, &ask, &staff, error))
                        return false;
                if (staff != NULL) {
                        *ret_who = access_new(staff, session);
                        return true;
                }
        }
        return route->roles == 0 ||
               access_find(call->db, call->config, call->request, route->quiet, ret_who, ret_cookie, error);
}

/* The head of the page is worked out on a connection of its own, at the same time as the page. */
static void
site_ask_head(Access *who, Db **beside)
{
        if (*beside == NULL)
                return;
        if (queue_store_strip_send(*beside, who->staff->name, who->target_hours, NULL))
                who->head = *beside;
        else
                g_clear_pointer(beside, site_pool_drop);
}

static void
site_give(Db *db, bool good)
{
        if (good)
                site_pool_give(db);
        else
                site_pool_drop(db);
}

/* The answer, on the connections that the call has. *ret_good false: the first is lost, or in the midst of something. */
static bool
site_call_on(const Route *route, RouteCall *call, Db **beside, Response **ret_response, bool *ret_good, GError **error)
{
        g_autoptr(Access) who = NULL;
        g_autofree char *cookie = NULL;
        *ret_good = false;
        if (!site_find(route, call, *beside != NULL, &who, &cookie, error))
                return false;
        if (who != NULL) {
                who->db = call->db;
                who->target_hours = call->config->web_target_hours;
                site_ask_head(who, beside);
        }
        call->who = who;
        *ret_response = NULL;
        if (!site_late(route, call, ret_response, error))
                return false;
        if (*ret_response == NULL)
                *ret_response = site_refusal(route, call->request, who);
        const gint64 began = g_get_monotonic_time();
        g_autoptr(GError) failure = NULL;
        bool made = *ret_response != NULL || route->page(call, ret_response, &failure), settled = true;
        /* what was read ahead of its audit row waits here for it */
        if (made && !db_settle(call->db, &failure)) {
                made = settled = false;
                g_clear_pointer(ret_response, response_free);
        }
        *ret_good = made || (settled && failure->code != CCOT_ERROR_RETRY);
        if (!made) {
                if (who != NULL)
                        who->db = NULL; /* the connection may be lost, or in the midst of something */
                *ret_response = site_failure(failure, who);
        }
        if (made && who != NULL && g_str_equal(route->method, "POST") && (*ret_response)->status < 400)
                journal_note(route, call, (unsigned) ((g_get_monotonic_time() - began) / 1000) + 1);
        if (cookie != NULL)
                response_header(*ret_response, "Set-Cookie", cookie);
        return true;
}

static bool
site_call(const Route *route, RouteCall *call, Response **ret_response, GError **error)
{
        const char *conninfo = call->config->database_conninfo;
        bool good = false;
        Db *db = call->db = site_pool_take(conninfo, error);
        if (db == NULL)
                return false;
        Db *beside = route_admit(route) == NULL ? NULL : site_pool_take_beside(conninfo);
        const bool answered = site_call_on(route, call, &beside, ret_response, &good, error);
        /* the first on top: it is the one that has planned the pages */
        if (beside != NULL)
                site_give(beside, db_settle(beside, NULL));
        site_give(db, good);
        return answered;
}

Response *
site_answer(const Request *request, gpointer config)
{
        RouteCall call = { .config = config, .request = request };
        g_autofree char *name = NULL;
        bool method_wrong = false;
        const Route *route = route_find(request->method, request->path, call.ids, &name, &method_wrong);
        if (route == NULL && method_wrong)
                return page_message(405, "This page takes no such request", "Go back and use its buttons.", NULL);
        if (route == NULL)
                return page_message(404, "There is no such page", "Check the address, or begin at the queue.", NULL);
        call.name = name;
        Response *response = NULL;
        g_autoptr(GError) error = NULL;
        return site_call(route, &call, &response, &error) ? response : site_failure(error, NULL);
}

void
site_end(void)
{
        site_pool_end();
}
