#include "web/entry_screen.h"

#include "base/clock.h"
#include "db/register_store.h"
#include "web/entry_view.h"
#include "web/entry_warning.h"
#include "web/page.h"

#include <string.h>

bool
entry_screen_load(const RouteCall *call, gint64 entry_id, json_t **ret_entry, Response **ret_response, GError **error)
{
        g_autofree char *text = NULL;
        if (!register_store_entry(call->db, call->who->staff->name, entry_id, &text, error))
                return false;
        *ret_entry = text == NULL ? NULL : json_loads(text, 0, NULL);
        if (*ret_entry == NULL)
                *ret_response = page_message(404, "There is no such entry", "It may have been erased.", call->who);
        return true;
}

Response *
entry_screen_show(const RouteCall *call, unsigned status, const json_t *entry, json_t *notice)
{
        g_autofree char *now = clock_rfc3339(clock_now());
        g_autofree char *today = g_strndup(now, strlen("2026-03-03"));
        const EntryLook look = { .field = request_query(call->request, "field"),
                                 .paper = request_id(request_query(call->request, "paper")),
                                 .page = request_id(request_query(call->request, "page")),
                                 .person = call->who->staff->name,
                                 .today = today };
        json_t *data = json_pack("{s:o, s:O?}", "entry", entry_view(entry, &look), "notice", notice);
        Response *response = page_render(status, "entry", data, call->who);
        json_decref(data);
        return response;
}

Response *
entry_screen_verify(const RouteCall *call, unsigned status, const json_t *entry, json_t *notice)
{
        g_autofree char *sentence = entry_warning_sentence(entry);
        const EntryLook look = { 0 };
        json_t *data =
            json_pack("{s:o, s:s, s:O?}", "entry", entry_view(entry, &look), "sentence", sentence, "notice", notice);
        Response *response = page_render(status, "entry_verify", data, call->who);
        json_decref(data);
        return response;
}
