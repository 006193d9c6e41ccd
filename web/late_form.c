#include "web/late_form.h"

#include "db/typed_store.h"
#include "web/entry_typed.h"

/* Parts that people type, of the forms of all pages. */
static const char *const late_parts[] = { "value", "text",  "from",     "words", "incident",  "to",  "receipt",
                                          "entry", "other", "chase_on", "said",  "reference", "who", "unit" };

char *
late_form_text(const Request *request)
{
        GString *sent = g_string_new(NULL);
        for (unsigned i = 0; i < G_N_ELEMENTS(late_parts); i++) {
                const char *text = request_form(request, late_parts[i]);
                if (text != NULL && *text != '\0')
                        g_string_append_printf(sent, "%s%s", sent->len > 0 ? " \302\267 " : "", text);
        }
        return g_string_free(sent, FALSE);
}

static bool
late_form_keep_entry(const RouteCall *call, bool *ret_kept, GError **error)
{
        g_autofree char *form = entry_typed_form(call);
        *ret_kept = form != NULL;
        return form == NULL || entry_typed_after(call, form, false, error);
}

static bool
late_form_keep_mail(const RouteCall *call, gint64 message_id, bool *ret_kept, GError **error)
{
        g_autofree char *text = late_form_text(call->request);
        *ret_kept = false;
        return message_id == 0 || *text == '\0' ||
               typed_store_keep_mail(call->db, call->who->staff->name, message_id, text, ret_kept, error);
}

bool
late_form_keep(const Route *route, const RouteCall *call, bool *ret_kept, GError **error)
{
        g_autoptr(Access) who = NULL;
        *ret_kept = false;
        if (!access_ended(call->db, call->request, &who, error))
                return false;
        if (who == NULL || (route->roles & ACCESS_BIT(who->role)) == 0 || !access_has_token(who, call->request))
                return true;
        RouteCall ended = *call;
        ended.who = who;
        if (route->page == page_entry_decide)
                return late_form_keep_entry(&ended, ret_kept, error);
        if (route->page == page_mail_decide)
                return late_form_keep_mail(&ended, call->ids[0], ret_kept, error);
        if (route->page == page_alert_close)
                return late_form_keep_mail(&ended, request_id(request_form(call->request, "message")), ret_kept, error);
        return true;
}
