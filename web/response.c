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

typedef struct {
        gpointer data;
        GDestroyNotify free;
} Left;

static void
left_clear(gpointer data)
{
        const Left *left = data;
        left->free(left->data);
}

void
response_leave(Response *response, gpointer left, GDestroyNotify left_free)
{
        const Left one = { left, left_free };
        if (response->left == NULL) {
                response->left = g_array_new(FALSE, FALSE, sizeof(Left));
                g_array_set_clear_func(response->left, left_clear);
        }
        g_array_append_val(response->left, one);
}

void
response_free(Response *response)
{
        if (response == NULL)
                return;
        g_clear_pointer(&response->left, g_array_unref);
        g_free(response->media_type);
        g_bytes_unref(response->body);
        g_ptr_array_unref(response->headers);
        g_free(response);
}
