/* One entry: its paper beside its fields, the last step before it goes on the register, and two entries side by side. */
#include "db/decision_store.h"
#include "db/register_store.h"
#include "web/entry_screen.h"
#include "web/entry_view.h"
#include "web/page.h"
#include "web/route.h"

G_DEFINE_AUTOPTR_CLEANUP_FUNC(json_t, json_decref)

bool
page_entry_admit(const RouteCall *call, const StaffAsk *ask, Staff **ret_staff, GError **error)
{
        return register_store_admit(call->db, ask, call->ids[0], call->config->web_target_hours,
                                    call->config->web_attention_one_in, ret_staff, error);
}

bool
page_entry(const RouteCall *call, Response **ret_response, GError **error)
{
        return entry_screen(call, call->ids[0], ret_response, error);
}

bool
page_entry_verify(const RouteCall *call, Response **ret_response, GError **error)
{
        g_autoptr(json_t) entry = NULL;
        if (!entry_screen_load(call, call->ids[0], &entry, ret_response, error))
                return false;
        if (entry != NULL)
                *ret_response = entry_screen_verify(call, 200, entry, NULL);
        return true;
}

bool
page_entry_against(const RouteCall *call, Response **ret_response, GError **error)
{
        g_autoptr(json_t) entry = NULL;
        g_autoptr(json_t) other = NULL;
        const EntryLook look = { 0 };
        if (!entry_screen_load(call, call->ids[0], &entry, ret_response, error))
                return false;
        if (entry != NULL && !entry_screen_load(call, call->ids[1], &other, ret_response, error))
                return false;
        if (entry == NULL || other == NULL)
                return true;
        g_autofree char *text = decision_store_differences(call->db, call->ids[0], call->ids[1], error);
        if (text == NULL)
                return false;
        json_t *data =
            json_pack("{s:o, s:o, s:o, s:o?}", "entry", entry_view(entry, &look), "other", entry_view(other, &look),
                      "beside", entry_view_beside(entry, other), "differences", json_loads(text, 0, NULL));
        *ret_response = page_render(200, "entry_against", data, call->who);
        json_decref(data);
        return true;
}
