/* Style, script and pictures of the pages. Their addresses carry a digest of the content, so that they may be kept. */
#include "web/embedded.h"
#include "web/route.h"

#include <string.h>

bool
page_asset(const RouteCall *call, Response **ret_response, GError **error)
{
        static const struct {
                const char *ending, *type;
        } types[] = { { ".css", "text/css; charset=utf-8" },
                      { ".js", "text/javascript; charset=utf-8" },
                      { ".svg", "image/svg+xml" } };
        for (const EmbeddedFile *file = embedded_assets; file->name != NULL; file++)
                for (unsigned i = 0; g_str_equal(file->name, call->name) && i < G_N_ELEMENTS(types); i++)
                        if (g_str_has_suffix(file->name, types[i].ending)) {
                                *ret_response = response_new(200, types[i].type,
                                                             g_bytes_new_static(file->text, strlen(file->text)));
                                (*ret_response)->cached = request_query(call->request, "v") != NULL;
                                return true;
                        }
        *ret_response = response_text(404, "There is no such file.");
        return true;
}
