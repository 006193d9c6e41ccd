#include "web/entry_typed.h"

#include "base/limits.h"
#include "db/typed_store.h"
#include "register/field.h"

#include <jansson.h>
#include <string.h>

/* Parts of forms into which people type or in which they choose. */
static const char *const typed_parts[] = { "value", "source", "from", "text",     "code",       "whom",
                                           "kind",  "other",  "does", "chase_on", "order_type", "action" };

static bool
typed_is_form(const char *form)
{
        static const char *const forms[] = { "reject", "draft", "dismiss", "call-back", "type",
                                             "target", "ask",   "pass-on", "settle",    NULL };
        if (g_str_has_prefix(form, "correct-"))
                return field_from_name(form + strlen("correct-")) != FIELD_COUNT;
        return g_strv_contains(forms, form);
}

char *
entry_typed_form(const RouteCall *call)
{
        const char *field = request_form(call->request, "field");
        char *form = g_str_equal(call->name, "correct") ? g_strconcat("correct-", field == NULL ? "" : field, NULL)
                                                        : g_strdup(call->name);
        if (!typed_is_form(form))
                g_clear_pointer(&form, g_free);
        return form;
}

/* The parts that hold something, as JSON. New string; NULL when they are more than is kept. */
static char *
typed_words(const RouteCall *call)
{
        json_t *words = json_object();
        for (unsigned i = 0; i < G_N_ELEMENTS(typed_parts); i++) {
                const char *part = request_form(call->request, typed_parts[i]);
                if (part != NULL && strspn(part, " \t\r\n") < strlen(part))
                        json_object_set_new(words, typed_parts[i], json_string(part));
        }
        char *text = json_dumps(words, JSON_COMPACT);
        json_decref(words);
        if (text != NULL && strlen(text) > LIMIT_FORM_BYTES / 4)
                g_clear_pointer(&text, g_free);
        return text;
}

bool
entry_typed_keep(const RouteCall *call, const char *form, Response **ret_response, GError **error)
{
        bool kept = false;
        g_autofree char *words = typed_words(call);
        if (form != NULL && typed_is_form(form) && words != NULL &&
            !typed_store_keep(call->db, call->who->staff->name, call->ids[0], form, words, &kept, error))
                return false;
        *ret_response = kept ? response_text(200, "Kept.") : response_text(400, "This cannot be kept.");
        return true;
}

bool
entry_typed_after(const RouteCall *call, const char *form, bool written, GError **error)
{
        bool kept = false;
        g_autofree char *words = written ? g_strdup("{}") : typed_words(call);
        return words == NULL ||
               typed_store_keep(call->db, call->who->staff->name, call->ids[0], form, words, &kept, error);
}
