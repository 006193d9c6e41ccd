#include "web/response.h"

#include <string.h>

Response *
response_new(unsigned status, const char *media_type, GBytes *body)
{
        Response *response = g_new0(Response, 1);
        response->status = status;
        response->media_type = g_strdup(media_type);
        response->body = body;
        response->headers = g_ptr_array_new_with_free_func(g_free);
        return response;
}

Response *
response_text(unsigned status, const char *text)
{
        char *line = g_strdup_printf("%s\n", text);
        return response_new(status, "text/plain; charset=utf-8", g_bytes_new_take(line, strlen(line)));
}

Response *
response_see_other(const char *path)
{
        Response *response = response_new(303, NULL, g_bytes_new(NULL, 0));
        response_header(response, "Location", path);
        return response;
}

void
response_header(Response *response, const char *name, const char *value)
{
        for (const char *c = value; *c != '\0'; c++)
                g_assert(!g_ascii_iscntrl(*c));
        g_ptr_array_add(response->headers, g_strdup(name));
        g_ptr_array_add(response->headers, g_strdup(value));
}

void
response_leave(Response *response, gpointer left, GDestroyNotify left_free)
{
        response->left = left;
        response->left_free = left_free;
}

void
response_free(Response *response)
{
        if (response == NULL)
                return;
        if (response->left_free != NULL)
                response->left_free(response->left);
        g_free(response->media_type);
        g_bytes_unref(response->body);
        g_ptr_array_unref(response->headers);
        g_free(response);
}
