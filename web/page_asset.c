/* Style, script and pictures of the pages. Their addresses carry a digest of the content, so that they may be kept. */
#include "web/embedded.h"
#include "web/route.h"

#include <string.h>

static Response *
asset_found(const char *name, bool cached)
{
        static const struct {
                const char *ending, *type;
        } types[] = { { ".css", "text/css; charset=utf-8" },
                      { ".js", "text/javascript; charset=utf-8" },
                      { ".svg", "image/svg+xml" } };
        for (const EmbeddedFile *file = embedded_assets; file->name != NULL; file++)
                for (unsigned i = 0; g_str_equal(file->name, name) && i < G_N_ELEMENTS(types); i++)
                        if (g_str_has_suffix(file->name, types[i].ending)) {
                                Response *response = response_new(200, types[i].type,
                                                                  g_bytes_new_static(file->text, strlen(file->text)));
                                response->cached = cached;
                                return response;
                        }
        return response_text(404, "There is no such file.");
}

bool
page_asset(const RouteCall *call, Response **ret_response, GError **error)
{
        *ret_response = asset_found(call->name, request_query(call->request, "v") != NULL);
        return true;
}

/* Browsers ask for it where no page names one: a picture or a file that is shown by itself. */
bool
page_icon(const RouteCall *call, Response **ret_response, GError **error)
{
        *ret_response = asset_found("icon.svg", false);
        return true;
}
