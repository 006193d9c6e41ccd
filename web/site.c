#include "web/site.h"

#include "base/error.h"
#include "base/log.h"
#include "web/journal.h"
#include "web/late_form.h"
#include "web/page.h"
#include "web/route.h"

/* Connections that no request uses, the one used last on top. Few requests come at one time, so most of them find a connection
 * that has planned its questions, and whose server process still holds in the processor's caches what they read. */
static GMutex site_lock;
static GCond site_given;
static GQueue site_idle = G_QUEUE_INIT;

/* A page is made in a tenth of the time that a new connection takes to plan its questions: where all are in use, one is
 * waited for first. */
enum { SITE_WAIT_MS = 25 };

/* NULL: none came back in time. */
static Db *
site_take_idle(void)
{
        const gint64 end = g_get_monotonic_time() + SITE_WAIT_MS * G_TIME_SPAN_MILLISECOND;
        g_autoptr(GMutexLocker) locker = g_mutex_locker_new(&site_lock);
        while (g_queue_is_empty(&site_idle))
                if (!g_cond_wait_until(&site_given, &site_lock, end))
                        break;
        return g_queue_pop_head(&site_idle);
}

static Db *
site_take(const Config *config, GError **error)
{
        for (;;) {
                g_autoptr(Db) db = site_take_idle();
                if (db == NULL)
                        return db_open(config->database_conninfo, "ccot_web", "ccot-web", error);
                if (!db_is_heavy(db) && !db_is_lost(db))
                        return g_steal_pointer(&db);
        }
}

static void
site_give(Db *db)
{
        g_mutex_lock(&site_lock);
        g_queue_push_head(&site_idle, db);
        g_cond_signal(&site_given);
        g_mutex_unlock(&site_lock);
}

void
site_end(void)
{
        g_queue_clear_full(&site_idle, (GDestroyNotify) db_free);
}

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

/* Who looks, asked together with what the page begins with where that is one of the great pages; else alone. */
static bool
site_find(const Route *route, const RouteCall *call, Access **ret_who, char **ret_cookie, GError **error)
{
        const RouteAdmit admit = route_admit(route);
        const char *session = access_session(call->request);
        if (admit != NULL && session != NULL) {
                g_autofree char *name = access_proxied(call->request), *roles = access_roles(route->roles);
                const StaffAsk ask = { session, call->config->web_session_minutes, roles, name };
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

static bool
site_call(const Route *route, RouteCall *call, Response **ret_response, GError **error)
{
        g_autoptr(Access) who = NULL;
        g_autofree char *cookie = NULL;
        g_autoptr(Db) db = call->db = site_take(call->config, error);
        if (db == NULL)
                return false;
        if (!site_find(route, call, &who, &cookie, error))
                return false;
        if (who != NULL) {
                who->db = call->db;
                who->target_hours = call->config->web_target_hours;
        }
        call->who = who;
        *ret_response = NULL;
        if (!site_late(route, call, ret_response, error))
                return false;
        if (*ret_response == NULL)
                *ret_response = site_refusal(route, call->request, who);
        const gint64 began = g_get_monotonic_time();
        g_autoptr(GError) failure = NULL;
        bool made = *ret_response != NULL || route->page(call, ret_response, &failure);
        /* what was read ahead of its audit row waits here for it */
        if (made && !db_settle(call->db, &failure)) {
                made = false;
                g_clear_pointer(ret_response, response_free);
                g_clear_pointer(&db, db_free);
        }
        if (!made) {
                if (who != NULL)
                        who->db = NULL; /* the connection may be lost, or in the midst of something */
                *ret_response = site_failure(failure, who);
        }
        if (made && who != NULL && g_str_equal(route->method, "POST") && (*ret_response)->status < 400)
                journal_note(route, call, (unsigned) ((g_get_monotonic_time() - began) / 1000) + 1);
        if (db != NULL && (made || failure->code != CCOT_ERROR_RETRY))
                site_give(g_steal_pointer(&db));
        if (cookie != NULL)
                response_header(*ret_response, "Set-Cookie", cookie);
        return true;
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
