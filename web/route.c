#include "web/route.h"

#include <string.h>

enum {
        NOBODY = 0,
        ALL = ACCESS_BIT(ROLE_COUNT) - 1,
        STAFF = ACCESS_BIT(ROLE_HANDLER) | ACCESS_BIT(ROLE_SUPERVISOR),
        SUPERVISOR = ACCESS_BIT(ROLE_SUPERVISOR),
        REVIEW = ACCESS_BIT(ROLE_SUPERVISOR) | ACCESS_BIT(ROLE_AUDITOR),
        SEARCH = ACCESS_BIT(ROLE_ENQUIRER) | ACCESS_BIT(ROLE_HANDLER) | ACCESS_BIT(ROLE_SUPERVISOR),
        AUDITOR = ACCESS_BIT(ROLE_AUDITOR),
        ADMIN = ACCESS_BIT(ROLE_ADMIN),
};

static const Route routes[] = {
#define ROUTE(method, pattern, page, roles, quiet) { method, pattern, page, roles, quiet },
#include "web/route.def"
#undef ROUTE
};

const Route *
route_table(unsigned *ret_count)
{
        *ret_count = G_N_ELEMENTS(routes);
        return routes;
}

RouteAdmit
route_admit(const Route *route)
{
        /* the two pages on which the day is spent */
        return route->page == page_entry ? page_entry_admit : route->page == page_queue ? page_queue_admit : NULL;
}

/* The text that stands where the pattern has {id} or {name}: up to the character behind it. New string. */
static char *
route_take(const char **path, char stop)
{
        const char *end = *path;
        while (*end != '\0' && *end != '/' && (stop == '\0' || *end != stop))
                end++;
        char *taken = g_strndup(*path, (gsize) (end - *path));
        *path = end;
        return taken;
}

static bool
route_is_name(const char *text)
{
        return *text != '\0' &&
               strspn(text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_") == strlen(text);
}

static bool
route_match(const char *pattern, const char *path, gint64 ids[ROUTE_IDS], char **ret_name)
{
        unsigned count = 0;
        g_autofree char *name = NULL;
        while (*pattern != '\0') {
                if (g_str_has_prefix(pattern, "{id}")) {
                        pattern += strlen("{id}");
                        g_autofree char *digits = route_take(&path, *pattern);
                        const gint64 id = request_id(digits);
                        if (id == 0 || count == ROUTE_IDS)
                                return false;
                        ids[count++] = id;
                } else if (g_str_has_prefix(pattern, "{name}")) {
                        pattern += strlen("{name}");
                        g_free(name);
                        name = route_take(&path, '\0');
                        if (!route_is_name(name))
                                return false;
                } else if (*pattern++ != *path++) {
                        return false;
                }
        }
        if (*path != '\0')
                return false;
        *ret_name = g_steal_pointer(&name);
        return true;
}

const Route *
route_find(const char *method, const char *path, gint64 ids[ROUTE_IDS], char **ret_name, bool *ret_method_wrong)
{
        *ret_method_wrong = false;
        *ret_name = NULL;
        /* HEAD is GET without the body, which the server leaves out */
        const char *wanted = g_str_equal(method, "HEAD") ? "GET" : method;
        for (unsigned i = 0; i < G_N_ELEMENTS(routes); i++) {
                g_autofree char *name = NULL;
                if (!route_match(routes[i].pattern, path, ids, &name))
                        continue;
                if (g_str_equal(routes[i].method, wanted)) {
                        *ret_name = g_steal_pointer(&name);
                        return &routes[i];
                }
                *ret_method_wrong = true;
        }
        return NULL;
}
