/* For machines that watch: whether pages can be served. */
#include "web/route.h"

bool
page_health(const RouteCall *call, Response **ret_response, GError **error)
{
        /* the connection was opened, and the schema found right, before this page was called */
        *ret_response = response_text(200, "ok");
        return true;
}
