/* Copies for investigators: which papers go to whom and why, then one PDF, and the originals as a second file. This process draws and
 * decodes nothing: pictures of pages and both files are made by ccot-parse in its confined child. */
#include "base/clock.h"
#include "base/limits.h"
#include "config/config.h"
#include "db/pack_store.h"
#include "web/pack_paper.h"
#include "web/page.h"
#include "web/page_document.h"
#include "web/route.h"
#include "web/viewer.h"

#include <string.h>

G_DEFINE_AUTOPTR_CLEANUP_FUNC(json_t, json_decref)

/* ------------------------------------------------------------------ choosing */

/* What the form held, to be shown again; NULL: it was not sent. New reference. */
static json_t *
pack_sent(const Request *request, bool sent)
{
        static const char *const names[] = { "recipient", "address", "unit", "crime", "purpose", "kept" };
        if (!sent)
                return NULL;
        json_t *typed = json_object();
        for (unsigned i = 0; i < G_N_ELEMENTS(names); i++)
                json_object_set_new(typed, names[i], json_string(request_form(request, names[i])));
        return typed;
}

static gint64
pack_paper_id(const json_t *paper)
{
        return json_integer_value(json_object_get(paper, "document_id"));
}

static bool
pack_is_chosen(const Request *request, gint64 document_id)
{
        g_autofree char *name = g_strdup_printf("paper-%" G_GINT64_FORMAT, document_id);
        return request_form(request, name) != NULL;
}

/* problem NULL: the form is shown for the first time. */
static bool
pack_show(const RouteCall *call, unsigned status, const char *problem, Response **ret_response, GError **error)
{
        g_autofree char *text = NULL;
        if (!pack_store_form(call->db, call->who->staff->name, call->ids[0], &text, error))
                return false;
        json_t *form = text == NULL ? NULL : json_loads(text, 0, NULL);
        if (form == NULL) {
                *ret_response =
                    page_message(404, "There is no such entry", "It may have been rejected or erased.", call->who);
                return true;
        }
        size_t i = 0;
        json_t *paper = NULL;
        json_array_foreach(json_object_get(form, "papers"), i, paper)
        {
                g_autofree char *reference = pack_paper_reference(paper);
                json_object_set_new(paper, "reference", json_string(reference));
                if (problem != NULL)
                        json_object_set_new(paper, "given",
                                            json_boolean(pack_is_chosen(call->request, pack_paper_id(paper))));
        }
        json_t *data = json_pack("{s:o, s:s?, s:o?}", "form", form, "problem", problem, "typed",
                                 pack_sent(call->request, problem != NULL));
        *ret_response = page_render(status, "pack", data, call->who);
        json_decref(data);
        return true;
}

bool
page_pack(const RouteCall *call, Response **ret_response, GError **error)
{
        return pack_show(call, 200, NULL, ret_response, error);
}

static const char *
pack_problem(const char *why)
{
        static const struct {
                const char *why, *words;
        } problems[] = {
                { "role", "Your account may not hand out copies." },
                { "gone", "The order has been rejected or erased." },
                { "words",
                  "Say for whom, of which unit, under which reference and for what it is, each in a few words." },
                { "papers", "Choose at least one paper of this order." },
                { "kept", "You chose a paper that the court keeps from the other side: say why it must go along." },
                { "pages",
                  "That is too much for one copy: choose fewer papers, and make a second copy of the others." },
        };
        for (unsigned i = 0; i < G_N_ELEMENTS(problems); i++)
                if (g_strcmp0(why, problems[i].why) == 0)
                        return problems[i].words;
        return "Nothing was made.";
}

/* The papers of the form, "paper-12": numbers in no order. Of gint64. */
static GArray *
pack_chosen(const Request *request)
{
        GArray *papers = g_array_new(FALSE, FALSE, sizeof(gint64));
        GHashTableIter iter;
        gpointer name = NULL;
        g_hash_table_iter_init(&iter, request->form);
        while (g_hash_table_iter_next(&iter, &name, NULL)) {
                const gint64 id = g_str_has_prefix(name, "paper-") ? request_id((char *) name + strlen("paper-")) : 0;
                if (id > 0)
                        g_array_append_val(papers, id);
        }
        return papers;
}

bool
page_pack_send(const RouteCall *call, Response **ret_response, GError **error)
{
        const Request *request = call->request;
        g_autoptr(GArray) papers = pack_chosen(request);
        const PackAsk ask = { .person = call->who->staff->name,
                              .entry_id = call->ids[0],
                              .papers = papers,
                              .recipient = request_form(request, "recipient"),
                              .address = request_form(request, "address"),
                              .unit = request_form(request, "unit"),
                              .crime = request_form(request, "crime"),
                              .purpose = request_form(request, "purpose"),
                              .kept = request_form(request, "kept") };
        gint64 pack_id = 0;
        g_autofree char *why = NULL;
        const char *address = ask.address == NULL ? "" : ask.address;
        if (!config_in_domains(address, call->config->report_domains) &&
            !config_in_domains(address, call->config->acknowledge_own_domains))
                return pack_show(call, 400,
                                 "A copy goes to an address in the force's own domains alone; the settings name them.",
                                 ret_response, error);
        if (!pack_store_make(call->db, &ask, &pack_id, &why, error))
                return false;
        if (pack_id == 0)
                return pack_show(call, 400, pack_problem(why), ret_response, error);
        g_autofree char *path = g_strdup_printf("/packs/%" G_GINT64_FORMAT, pack_id);
        *ret_response = response_see_other(path);
        return true;
}

/* ------------------------------------------------------------------ what was chosen */

static bool
pack_tell(const RouteCall *call, json_t **ret_pack, Response **ret_response, GError **error)
{
        g_autofree char *text = NULL;
        if (!pack_store_tell(call->db, call->who->staff->name, call->ids[0], &text, error))
                return false;
        *ret_pack = text == NULL ? NULL : json_loads(text, 0, NULL);
        if (*ret_pack == NULL)
                *ret_response = page_message(404, "There is no such copy",
                                             "It may have been made by somebody else, or its order erased.", call->who);
        return true;
}

bool
page_pack_made(const RouteCall *call, Response **ret_response, GError **error)
{
        g_autoptr(json_t) pack = NULL;
        if (!pack_tell(call, &pack, ret_response, error))
                return false;
        if (pack == NULL)
                return true;
        g_autofree char *name = pack_paper_name(pack);
        size_t i = 0;
        json_t *paper = NULL;
        json_array_foreach(json_object_get(pack, "papers"), i, paper)
        {
                g_autofree char *reference = pack_paper_reference(paper);
                json_object_set_new(paper, "reference", json_string(reference));
        }
        json_t *data = json_pack("{s:O, s:s}", "pack", pack, "name", name);
        *ret_response = page_render(200, "pack_made", data, call->who);
        json_decref(data);
        return true;
}

/* ------------------------------------------------------------------ its files */

/* The words of a paper without pages. */
static bool
pack_read(const RouteCall *call, const ViewerPaper *paper, const char *key, json_t *drawn, GError **error)
{
        g_autofree char *text = NULL;
        if (!viewer_text(call->db, paper, &text, error))
                return false;
        if (strlen(text) > LIMIT_VIEW_TEXT)
                *g_utf8_find_prev_char(text, text + LIMIT_VIEW_TEXT) = '\0';
        for (char *c = text; *c != '\0'; c++)
                if (*c == '\f')
                        *c = '\n';
        json_object_set_new(drawn, key, json_string(text));
        return true;
}

/* Pictures of all pages behind the JSON block; drawn: which there are, by paper. What goes beyond the limit is left out, and the copy says so. */
static bool
pack_draw(const RouteCall *call, const GPtrArray *sources, GPtrArray *blocks, json_t *drawn, GError **error)
{
        guint64 octets = 0;
        for (guint i = 0; i < sources->len; i++) {
                const PackSource *paper = g_ptr_array_index(sources, i);
                const ViewerPaper shown = { .document_id = paper->document_id, .source = paper->source };
                g_autofree char *key = g_strdup_printf("%" G_GINT64_FORMAT, paper->document_id);
                if (paper->source->pages == 0) {
                        if (!pack_read(call, &shown, key, drawn, error))
                                return false;
                        continue;
                }
                json_t *pages = json_array();
                json_object_set_new(drawn, key, pages);
                for (unsigned page = 1; page <= paper->source->pages; page++) {
                        GBytes *picture = NULL;
                        if (!viewer_print(call->db, &shown, page, &picture, error))
                                return false;
                        const gsize size = picture == NULL ? 0 : g_bytes_get_size(picture);
                        const bool fits = picture != NULL && octets + size <= LIMIT_PACK_BYTES;
                        json_array_append_new(pages, json_boolean(fits));
                        octets += fits ? size : 0;
                        if (fits)
                                g_ptr_array_add(blocks, picture);
                        else
                                g_clear_pointer(&picture, g_bytes_unref);
                }
        }
        return true;
}

/* Puts the file together, keeps its digest, and answers with it. blocks: the first is missing yet. */
static bool
pack_hand_over(const RouteCall *call, PackFile file, json_t *told, GPtrArray *blocks, const char *name,
               Response **ret_response, GError **error)
{
        char *json = json_dumps(told, JSON_COMPACT);
        g_ptr_array_insert(blocks, 0, g_bytes_new_take(json, strlen(json)));
        g_autoptr(GBytes) octets = NULL;
        if (!viewer_compose(blocks, &octets, error))
                return false;
        if (octets == NULL) {
                *ret_response =
                    page_message(422, "This copy cannot be put together",
                                 "One of its papers may be too large. Make a copy with fewer papers.", call->who);
                return true;
        }
        if (!pack_store_handed(call->db, call->who->staff->name, call->ids[0], file, octets, error))
                return false;
        *ret_response =
            response_new(200, file == PACK_PAPER ? "application/pdf" : "application/zip", g_bytes_ref(octets));
        g_autofree char *disposition =
            g_strdup_printf("attachment; filename=\"%s.%s\"", name, file == PACK_PAPER ? "pdf" : "zip");
        response_header(*ret_response, "Content-Disposition", disposition);
        response_header(*ret_response, "Content-Security-Policy", "sandbox");
        return true;
}

static bool
pack_open(const RouteCall *call, PackFile file, json_t **ret_pack, GPtrArray **ret_sources, Response **ret_response,
          GError **error)
{
        if (!pack_tell(call, ret_pack, ret_response, error))
                return false;
        return *ret_pack == NULL ||
               pack_store_open(call->db, call->who->staff->name, call->ids[0], file, ret_sources, error);
}

bool
page_pack_paper(const RouteCall *call, Response **ret_response, GError **error)
{
        g_autoptr(json_t) pack = NULL;
        g_autoptr(GPtrArray) sources = NULL;
        if (!pack_open(call, PACK_PAPER, &pack, &sources, ret_response, error))
                return false;
        if (pack == NULL)
                return true;
        g_autoptr(GPtrArray) blocks = g_ptr_array_new_with_free_func((GDestroyNotify) g_bytes_unref);
        g_autoptr(json_t) drawn = json_object();
        if (!pack_draw(call, sources, blocks, drawn, error))
                return false;
        g_autoptr(json_t) told = pack_paper_items(pack, drawn, call->who->staff->name);
        g_autofree char *name = pack_paper_name(pack);
        return pack_hand_over(call, PACK_PAPER, told, blocks, name, ret_response, error);
}

bool
page_pack_originals(const RouteCall *call, Response **ret_response, GError **error)
{
        g_autoptr(json_t) pack = NULL;
        g_autoptr(GPtrArray) sources = NULL;
        if (!pack_open(call, PACK_ORIGINALS, &pack, &sources, ret_response, error))
                return false;
        if (pack == NULL)
                return true;
        g_autoptr(GPtrArray) blocks = g_ptr_array_new_with_free_func((GDestroyNotify) g_bytes_unref);
        json_t *names = json_array();
        g_autoptr(json_t) told = json_pack("{s:s, s:o, s:I}", "file", "zip", "names", names, "made",
                                           (json_int_t) (clock_now() / G_USEC_PER_SEC));
        for (guint i = 0; i < sources->len; i++) {
                const PackSource *paper = g_ptr_array_index(sources, i);
                const ViewerPaper taken = { .document_id = paper->document_id, .source = paper->source };
                GBytes *octets = NULL;
                if (!viewer_original(call->db, &taken, &octets, error))
                        return false;
                g_autofree char *name = pack_paper_original(pack, paper->document_id);
                if (octets == NULL || name == NULL) {
                        g_clear_pointer(&octets, g_bytes_unref);
                        continue;
                }
                g_ptr_array_add(blocks, octets);
                json_array_append_new(names,
                                      json_sprintf("%s.%s", name, page_document_ending(paper->source->media_type)));
        }
        g_autofree char *base = pack_paper_name(pack), *name = g_strdup_printf("%s-originals", base);
        return pack_hand_over(call, PACK_ORIGINALS, told, blocks, name, ret_response, error);
}
