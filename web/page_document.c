/* Papers: pages as pictures, and originals to take away. A hostile document never reaches the browser as what it says it
 * is: pictures are drawn here, originals come as attachments of no known type, words as words of our own page. */
#include "web/page_document.h"
#include "web/entry_text.h"
#include "web/page.h"
#include "web/route.h"
#include "web/viewer.h"

#include <string.h>

const char *
page_document_ending(const char *media_type)
{
        static const struct {
                const char *type, *ending;
        } endings[] = {
                { "application/pdf", "pdf" },
                { "application/msword", "doc" },
                { "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx" },
                { "application/vnd.oasis.opendocument.text", "odt" },
                { "application/rtf", "rtf" },
                { "text/plain", "txt" },
                { "image/jpeg", "jpg" },
                { "image/png", "png" },
                { "image/tiff", "tif" },
                { "image/heic", "heic" },
                { "application/zip", "zip" },
                { "message/rfc822", "eml" },
        };
        for (unsigned i = 0; i < G_N_ELEMENTS(endings); i++)
                if (g_strcmp0(media_type, endings[i].type) == 0)
                        return endings[i].ending;
        return "bin";
}

/* Asks why a paper that the court keeps from the other side is to be opened. */
static Response *
document_ask(const RouteCall *call, unsigned status, const char *problem)
{
        const gint64 entry = request_id(request_query(call->request, "entry"));
        json_t *data = json_pack("{s:I, s:s?}", "document_id", (json_int_t) call->ids[0], "problem", problem);
        if (entry > 0)
                json_object_set_new(data, "entry_id", json_integer(entry));
        Response *response = page_render(status, "document_open", data, call->who);
        json_decref(data);
        return response;
}

bool
page_document_ask(const RouteCall *call, Response **ret_response, GError **error)
{
        *ret_response = document_ask(call, 200, NULL);
        return true;
}

bool
page_document_unseal(const RouteCall *call, Response **ret_response, GError **error)
{
        const char *reason = request_form(call->request, "reason");
        bool opened = false;
        if (reason != NULL &&
            !document_store_unseal(call->db, call->who->staff->name, call->ids[0], reason, &opened, error))
                return false;
        if (!opened) {
                *ret_response = document_ask(call, 400, "Say why you need this paper.");
                return true;
        }
        const gint64 entry = request_id(request_form(call->request, "entry"));
        g_autofree char *path =
            entry > 0 ? g_strdup_printf("/entries/%" G_GINT64_FORMAT "?paper=%" G_GINT64_FORMAT, entry, call->ids[0])
                      : g_strdup_printf("/documents/%" G_GINT64_FORMAT "/pages/1.png", call->ids[0]);
        *ret_response = response_see_other(path);
        return true;
}

static bool
document_open(const RouteCall *call, DocumentPurpose purpose, const char *note, DocumentSource **ret_source,
              Response **ret_response, GError **error)
{
        if (!document_store_open(call->db, call->who->staff->name, call->ids[0], purpose, note, ret_source, error))
                return false;
        if (*ret_source == NULL)
                *ret_response = page_message(404, "There is no such paper", "It may have been removed.", call->who);
        else if ((*ret_source)->shut)
                *ret_response = document_ask(call, 403, NULL);
        if (*ret_response != NULL)
                g_clear_pointer(ret_source, document_source_free);
        return true;
}

/* The paper whose page was asked for, after writing who looks at what of it; NULL with a response when there is nothing to show. */
static bool
document_open_page(const RouteCall *call, const char *note, DocumentSource **ret_source, Response **ret_response,
                   GError **error)
{
        if (!document_open(call, DOCUMENT_CONSULT, note, ret_source, ret_response, error) || *ret_source == NULL)
                return *ret_response != NULL;
        if (call->ids[1] <= (*ret_source)->pages)
                return true;
        *ret_response = response_text(404, "The paper has no such page.");
        g_clear_pointer(ret_source, document_source_free);
        return true;
}

bool
page_document_reasoned(const RouteCall *call, const char *why, Response **ret_response, GError **error)
{
        g_autoptr(DocumentSource) source = NULL;
        g_autofree char *note = g_strdup_printf("page %" G_GINT64_FORMAT "%s%s", call->ids[1], why == NULL ? "" : ": ",
                                                why == NULL ? "" : why);
        if (!document_open_page(call, note, &source, ret_response, error) || source == NULL)
                return *ret_response != NULL;
        const ViewerPaper paper = { .document_id = call->ids[0], .source = source };
        GBytes *picture = NULL;
        if (!viewer_page(call->db, &paper, (unsigned) call->ids[1], &picture, error))
                return false;
        *ret_response = picture == NULL ? response_text(422, "This page cannot be drawn.")
                                        : response_new(200, "image/png", picture);
        return true;
}

bool
page_document_text_reasoned(const RouteCall *call, const char *why, Response **ret_response, GError **error)
{
        g_autoptr(DocumentSource) source = NULL;
        g_autofree char *note = g_strconcat("text", why == NULL ? NULL : ": ", why, NULL);
        if (!document_open(call, DOCUMENT_CONSULT, note, &source, ret_response, error) || source == NULL)
                return *ret_response != NULL;
        const ViewerPaper paper = { .document_id = call->ids[0], .source = source };
        g_autofree char *text = NULL;
        if (!viewer_text(call->db, &paper, &text, error))
                return false;
        g_autofree char *words = entry_text_page(text, 0);
        json_t *data = json_pack("{s:s}", "words", g_strstrip(words));
        *ret_response = page_render(200, "document_text", data, call->who);
        json_decref(data);
        return true;
}

bool
page_document_text(const RouteCall *call, Response **ret_response, GError **error)
{
        return page_document_text_reasoned(call, NULL, ret_response, error);
}

bool
page_document_words(const RouteCall *call, Response **ret_response, GError **error)
{
        g_autoptr(DocumentSource) source = NULL;
        g_autofree char *note = g_strdup_printf("words of page %" G_GINT64_FORMAT, call->ids[1]);
        if (!document_open_page(call, note, &source, ret_response, error) || source == NULL)
                return *ret_response != NULL;
        const ViewerPaper paper = { .document_id = call->ids[0], .source = source };
        GBytes *words = NULL;
        if (!viewer_words(call->db, &paper, (unsigned) call->ids[1], &words, error))
                return false;
        *ret_response = words == NULL ? response_text(422, "The words of this page cannot be read.")
                                      : response_new(200, "application/json", words);
        return true;
}

bool
page_document_image(const RouteCall *call, Response **ret_response, GError **error)
{
        return page_document_reasoned(call, NULL, ret_response, error);
}

bool
page_document_original(const RouteCall *call, Response **ret_response, GError **error)
{
        g_autoptr(DocumentSource) source = NULL;
        if (!document_open(call, DOCUMENT_DISCLOSE, "original", &source, ret_response, error) || source == NULL)
                return source != NULL || *ret_response != NULL;
        const ViewerPaper paper = { .document_id = call->ids[0], .source = source };
        GBytes *octets = NULL;
        if (!viewer_original(call->db, &paper, &octets, error))
                return false;
        if (octets == NULL) {
                *ret_response = response_text(422, "This paper cannot be opened.");
                return true;
        }
        *ret_response = response_new(200, "application/octet-stream", octets);
        g_autofree char *name =
            g_strdup_printf("attachment; filename=\"CCOT-%" G_GINT64_FORMAT "-%u.%s\"", source->message_id,
                            source->number, page_document_ending(source->media_type));
        response_header(*ret_response, "Content-Disposition", name);
        response_header(*ret_response, "Content-Security-Policy", "sandbox");
        return true;
}
