/* Which page answers which request, and who may ask: the rows of route.def, the only place where that is said. */
#ifndef WEB_ROUTE_H
#define WEB_ROUTE_H

#include "web/access.h"
#include "web/request.h"
#include "web/response.h"

enum { ROUTE_IDS = 2 };

/* What a page is given. */
typedef struct {
        Db *db;
        const Config *config;
        const Request *request;
        const Access *who;     /* NULL on routes that are open to everybody */
        gint64 ids[ROUTE_IDS]; /* the numbers of the path, in their order */
        const char *name;      /* the path's {name}; NULL when it has none */
} RouteCall;

/* Asks who looks and for what the page begins with in one round trip; page comes next when *ret_staff is somebody. */
typedef bool (*RouteAdmit)(const RouteCall *call, const StaffAsk *ask, Staff **ret_staff, GError **error);
bool page_entry_admit(const RouteCall *call, const StaffAsk *ask, Staff **ret_staff, GError **error);
bool page_queue_admit(const RouteCall *call, const StaffAsk *ask, Staff **ret_staff, GError **error);

/* Answers; *ret_response is set on success. An error becomes a page that says what to do (503, 500). */
typedef bool (*RoutePage)(const RouteCall *call, Response **ret_response, GError **error);

typedef struct {
        const char *method;  /* "GET" or "POST" */
        const char *pattern; /* "/documents/{id}/pages/{id}.png", "/assets/{name}" */
        RoutePage page;
        unsigned roles; /* ACCESS_BIT of each that may; 0: everybody, signed in or not */
        bool quiet;     /* asked by the page itself again and again: keeps no session alive */
} Route;

/* The row for a path; NULL when there is none. *ret_method_wrong: there is one, for another method. Fills the ids and the
 * name of call; name is a new string to free. */
const Route *route_find(const char *method, const char *path, gint64 ids[ROUTE_IDS], char **ret_name,
                        bool *ret_method_wrong);
/* NULL: who looks is asked first, and then the page. */
RouteAdmit route_admit(const Route *route);
/* All rows, for tests. */
const Route *route_table(unsigned *ret_count);

#define ROUTE(method, pattern, page, roles, quiet)                                                                     \
        bool page(const RouteCall *call, Response **ret_response, GError **error);
#include "web/route.def"
#undef ROUTE

#endif
