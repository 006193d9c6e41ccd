/* The queue: everything that waits for a person, most pressing first. */
#include "db/register_store.h"
#include "web/page.h"
#include "web/route.h"

enum { QUEUE_ROWS = 50 };

bool
page_queue(const RouteCall *call, Response **ret_response, GError **error)
{
        g_autofree char *text = register_store_queue(call->db, call->who->staff->name, QUEUE_ROWS, error);
        if (text == NULL)
                return false;
        json_t *data = json_pack("{s:o?}", "queue", json_loads(text, 0, NULL));
        *ret_response = page_render(200, "queue", data, call->who);
        json_decref(data);
        return true;
}
