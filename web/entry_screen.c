#include "web/entry_screen.h"

#include "base/clock.h"
#include "base/error.h"
#include "db/register_store.h"
#include "web/entry_part.h"
#include "web/entry_sentence.h"
#include "web/entry_text.h"
#include "web/entry_view.h"
#include "web/page.h"
#include "web/page_restricted.h"
#include "web/viewer.h"

#include <string.h>

G_DEFINE_AUTOPTR_CLEANUP_FUNC(json_t, json_decref)

enum { SCREEN_LOOKS = 3 };

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

/* What the entry says, with what is to be typed first; NULL when there is none, or when it is closed: *ret_response says so. */
static bool
screen_load_said(const RouteCall *call, gint64 entry_id, json_t **ret_entry, Response **ret_response, GError **error)
{
        g_autofree char *text = NULL;
        if (!register_store_said(call->db, call->who->staff->name, entry_id, call->config->web_target_hours,
                                 call->config->web_attention_one_in, &text, error))
                return false;
        json_t *page = text == NULL ? NULL : json_loads(text, 0, NULL);
        g_autoptr(json_t) entry = json_incref(json_object_get(page, "entry"));
        (void) json_object_set(entry, "attention", json_object_get(page, "attention"));
        json_decref(page);
        const char *closed = json_string_value(json_object_get(entry, "closed"));
        if (entry == NULL)
                *ret_response = page_message(404, "There is no such entry", "It may have been erased.", call->who);
        else if (closed != NULL)
                *ret_response = page_restricted_ask(call, entry_id, closed, NULL);
        else
                *ret_entry = g_steal_pointer(&entry);
        return true;
}

/* Adds what stands around the entry. *ret_same false: somebody changed it meanwhile. */
static bool
screen_load_around(const RouteCall *call, json_t *entry, bool *ret_same, GError **error)
{
        g_autofree char *text = register_store_around(call->db, error);
        if (text == NULL)
                return false;
        g_autoptr(json_t) around = json_loads(text, 0, NULL);
        *ret_same = json_equal(json_object_get(around, "row_version"), json_object_get(entry, "row_version"));
        (void) json_object_update(entry, around);
        screen_believe(call->config, entry);
        return true;
}

bool
entry_screen_load(const RouteCall *call, gint64 entry_id, json_t **ret_entry, Response **ret_response, GError **error)
{
        for (unsigned i = 0; i < SCREEN_LOOKS; i++) {
                g_autoptr(json_t) entry = NULL;
                bool same = false;
                if (!screen_load_said(call, entry_id, &entry, ret_response, error))
                        return false;
                if (entry != NULL && !screen_load_around(call, entry, &same, error))
                        return false;
                if (entry == NULL || same) {
                        *ret_entry = g_steal_pointer(&entry);
                        return true;
                }
        }
        g_set_error(error, CCOT_ERROR, CCOT_ERROR_RETRY,
                    "entry %" G_GINT64_FORMAT " changes faster than it can be read", entry_id);
        return false;
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
screen_add_text(const RouteCall *call, json_t *view, const json_t *fields, GError **error)
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
        json_object_set_new(sheet, "text", entry_text_cut(fields, paper, words));
        json_object_set_new(sheet, "as_text", json_true());
        return true;
}

/* What the page's address asks for. today: new string, ISO, into *ret_today. */
static EntryLook
screen_look(const RouteCall *call, char **ret_today)
{
        g_autofree char *now = clock_rfc3339(clock_now());
        *ret_today = g_strndup(now, strlen("2026-03-03"));
        return (EntryLook){ .field = request_query(call->request, "field"),
                            .paper = request_id(request_query(call->request, "paper")),
                            .page = request_id(request_query(call->request, "page")),
                            .person = call->who->staff->name,
                            .today = *ret_today };
}

static void
screen_let_go(gpointer data)
{
        json_decref(data);
}

/* The page of the whole entry, with the HTML of its fields. */
static bool
screen_finish(const RouteCall *call, unsigned status, json_t *entry, const json_t *fields, const EntryLook *look,
              json_t *notice, PageParts *parts, Response **ret_response, GError **error)
{
        json_t *view = entry_view(entry, look);
        g_autoptr(json_t) data = json_pack("{s:o, s:O?}", "entry", view, "notice", notice);
        if (!screen_add_text(call, view, fields, error))
                return false;
        entry_part_add(parts, view, call->who->token);
        *ret_response = page_render_shape(status, &entry_page_kind, data, parts, call->who);
        response_leave(*ret_response, json_incref(entry), screen_let_go);
        return true;
}

bool
entry_screen_show(const RouteCall *call, unsigned status, json_t *entry, json_t *notice, Response **ret_response,
                  GError **error)
{
        g_autofree char *today = NULL;
        const EntryLook look = screen_look(call, &today);
        g_autoptr(json_t) fields = entry_view_fields(entry, &look);
        g_auto(PageParts) parts = entry_part_fields(fields, call->who->token);
        return screen_finish(call, status, entry, fields, &look, notice, &parts, ret_response, error);
}

bool
entry_screen(const RouteCall *call, gint64 entry_id, Response **ret_response, GError **error)
{
        g_autoptr(json_t) entry = NULL;
        if (!screen_load_said(call, entry_id, &entry, ret_response, error))
                return false;
        if (entry == NULL)
                return true;
        g_autofree char *today = NULL;
        const EntryLook look = screen_look(call, &today);
        g_autoptr(json_t) fields = entry_view_fields(entry, &look);
        g_auto(PageParts) parts = entry_part_fields(fields, call->who->token); /* while the register looks around it */
        bool same = false;
        if (!screen_load_around(call, entry, &same, error))
                return false;
        if (same)
                return screen_finish(call, 200, entry, fields, &look, NULL, &parts, ret_response, error);
        g_autoptr(json_t) now = NULL;
        if (!entry_screen_load(call, entry_id, &now, ret_response, error))
                return false;
        return now == NULL || entry_screen_show(call, 200, now, NULL, ret_response, error);
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
