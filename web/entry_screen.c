#include "web/entry_screen.h"

#include "base/clock.h"
#include "db/register_store.h"
#include "web/entry_sentence.h"
#include "web/entry_text.h"
#include "web/entry_view.h"
#include "web/page.h"
#include "web/page_restricted.h"
#include "web/viewer.h"

#include <string.h>

/* Of what gateways say of the sender, only the force's own counts: what a stranger wrote is taken out. */
static void
screen_believe(const Config *config, json_t *entry)
{
        json_t *sender = json_object_get(entry, "sender");
        const char *gateway = json_string_value(json_object_get(sender, "gateway"));
        if (gateway == NULL || config->acknowledge_gateway[0] == '\0' ||
            g_ascii_strcasecmp(gateway, config->acknowledge_gateway) != 0) {
                (void) json_object_del(sender, "gateway");
                (void) json_object_del(sender, "dmarc");
        }
}

/* The entry with what is to be typed first; NULL when there is none. */
static json_t *
screen_read(const char *text)
{
        json_t *page = text == NULL ? NULL : json_loads(text, 0, NULL);
        json_t *entry = json_incref(json_object_get(page, "entry"));
        (void) json_object_set(entry, "attention", json_object_get(page, "attention"));
        json_decref(page);
        return entry;
}

bool
entry_screen_load(const RouteCall *call, gint64 entry_id, json_t **ret_entry, Response **ret_response, GError **error)
{
        g_autofree char *text = NULL;
        if (!register_store_page(call->db, call->who->staff->name, entry_id, call->config->web_target_hours,
                                 call->config->web_attention_one_in, &text, error))
                return false;
        *ret_entry = screen_read(text);
        screen_believe(call->config, *ret_entry);
        if (*ret_entry == NULL) {
                *ret_response = page_message(404, "There is no such entry", "It may have been erased.", call->who);
                return true;
        }
        const char *closed = json_string_value(json_object_get(*ret_entry, "closed"));
        if (closed == NULL)
                return true;
        *ret_response = page_restricted_ask(call, entry_id, closed, NULL);
        g_clear_pointer(ret_entry, json_decref);
        return true;
}

/* In place of a page's text what is recognised on its picture. */
static bool
screen_recognise(const RouteCall *call, const ViewerPaper *paper, unsigned page, char **words, GError **error)
{
        g_autoptr(GBytes) found = NULL;
        if (!viewer_words(call->db, paper, page, &found, error))
                return false;
        if (found == NULL)
                return true;
        gsize length = 0;
        const char *octets = g_bytes_get_data(found, &length);
        g_free(*words);
        *words = entry_text_recognised(octets, length);
        return true;
}

/* Puts the paper's text beside the fields: where it has no pages to be drawn, or where the text is asked for. */
static bool
screen_add_text(const RouteCall *call, json_t *view, GError **error)
{
        json_t *sheet = json_object_get(view, "sheet");
        const bool asked = g_strcmp0(request_query(call->request, "view"), "text") == 0;
        const json_int_t paper = json_integer_value(json_object_get(sheet, "paper")),
                         pages = json_integer_value(json_object_get(sheet, "count"));
        g_autoptr(DocumentSource) source = NULL;
        g_autofree char *text = NULL;
        if (paper == 0 || json_is_true(json_object_get(sheet, "shut")) || (pages > 0 && !asked))
                return true;
        if (!document_store_open(call->db, call->who->staff->name, paper, DOCUMENT_CONSULT, "text", &source, error))
                return false;
        if (source == NULL || source->shut)
                return true;
        const ViewerPaper shown = { .document_id = paper, .source = source };
        if (!viewer_text(call->db, &shown, &text, error))
                return false;
        const unsigned page = pages == 0 ? 0 : (unsigned) json_integer_value(json_object_get(sheet, "page"));
        g_autofree char *words = entry_text_page(text, page);
        if (page > 0 && words[strspn(words, " \t\r\n")] == '\0' && !screen_recognise(call, &shown, page, &words, error))
                return false;
        json_object_set_new(sheet, "text", entry_text_cut(view, words));
        json_object_set_new(sheet, "as_text", json_true());
        return true;
}

/* Parts the fields that are looked at: "stated", and "absent", of which nothing was read or said. */
static void
screen_part_rest(json_t *view)
{
        json_t *stated = json_array(), *absent = json_array(), *field = NULL;
        size_t i = 0;
        json_array_foreach(json_object_get(view, "rest"), i, field)
        {
                const char *decided = json_string_value(json_object_get(field, "decided"));
                const bool says =
                    json_array_size(json_object_get(field, "lines")) > 0 || (decided != NULL && *decided != '\0');
                json_array_append(says ? stated : absent, field);
        }
        json_object_set_new(view, "stated", stated);
        json_object_set_new(view, "absent", absent);
        (void) json_object_del(view, "rest");
}

/* Moves a list of fields out of the view, with what their stylesheet asks of the entry. New reference. */
static json_t *
screen_take_fields(json_t *view, const char *list)
{
        static const char *const keys[] = { "entry_id", "row_version", "state", "chosen", "typed" };
        json_t *entry = json_object();
        for (unsigned i = 0; i < G_N_ELEMENTS(keys); i++)
                json_object_set(entry, keys[i], json_object_get(view, keys[i]));
        json_object_set(entry, list, json_object_get(view, list));
        (void) json_object_del(view, list);
        return json_pack("{s:o}", "entry", entry);
}

bool
entry_screen_show(const RouteCall *call, unsigned status, const json_t *entry, json_t *notice, Response **ret_response,
                  GError **error)
{
        g_autofree char *now = clock_rfc3339(clock_now());
        g_autofree char *today = g_strndup(now, strlen("2026-03-03"));
        const EntryLook look = { .field = request_query(call->request, "field"),
                                 .paper = request_id(request_query(call->request, "paper")),
                                 .page = request_id(request_query(call->request, "page")),
                                 .person = call->who->staff->name,
                                 .today = today };
        json_t *view = entry_view(entry, &look);
        json_t *data = json_pack("{s:o, s:O?}", "entry", view, "notice", notice);
        const bool shown = screen_add_text(call, view, error);
        screen_part_rest(view);
        PagePart parts[] = { { "slots", "entry_slots", screen_take_fields(view, "slots"), NULL, NULL },
                             { "stated", "entry_stated", screen_take_fields(view, "stated"), NULL, NULL },
                             { "absent", "entry_absent", screen_take_fields(view, "absent"), NULL, NULL } };
        if (shown)
                *ret_response = page_render_parts(status, "entry", data, parts, G_N_ELEMENTS(parts), call->who);
        for (unsigned i = 0; i < G_N_ELEMENTS(parts); i++)
                json_decref(parts[i].data);
        json_decref(data);
        return shown;
}

Response *
entry_screen_verify(const RouteCall *call, unsigned status, const json_t *entry, json_t *notice)
{
        g_autofree char *sentence = entry_sentence(entry);
        const EntryLook look = { 0 };
        json_t *data =
            json_pack("{s:o, s:s, s:O?}", "entry", entry_view(entry, &look), "sentence", sentence, "notice", notice);
        Response *response = page_render(status, "entry_verify", data, call->who);
        json_decref(data);
        return response;
}
