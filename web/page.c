#include "web/page.h"

#include "base/clock.h"
#include "db/queue_store.h"
#include "web/embedded.h"
#include "web/fragment.h"
#include "web/own_xml.h"
#include "web/page_text.h"
#include "web/page_words.h"

#include <libxml/parser.h>
#include <libxslt/documents.h>
#include <libxslt/security.h>
#include <libxslt/xsltutils.h>
#include <string.h>

/* Compiled once, read by all threads: stylesheet by the name of its page. */
static GHashTable *page_styles;
static xsltSecurityPrefsPtr page_rights;

enum { HEADS_SECONDS = 10, HEADS_KEPT = 64 };

/* Room for a page and for its head. */
enum { PAGE_OCTETS = 1 << 15, PAGE_HEAD = 4096 };

/* What libxslt writes before the first element of a document, by layout.xsl. */
#define PAGE_DOCTYPE "<!DOCTYPE html>"

/* The heads of the last few seconds, by role and by what the register said: it says the same to most, and of times they tell whole minutes. */
static struct {
        GMutex lock;
        GHashTable *made; /* key: HTML */
        Instant since;
} page_heads;

static const char *
page_embedded(const char *name)
{
        for (const EmbeddedFile *file = embedded_pages; file->name != NULL; file++)
                if (g_str_equal(file->name, name))
                        return file->text;
        return NULL;
}

/* Puts "select" and "test" of the instructions in parentheses. A bare path of names libxml2 follows as a stream, which looks at
 * each node below the one it starts at; in parentheses it is an expression, which stops at the first that is wanted. */
static void
page_bracket(xmlNode *node)
{
        static const char *const attributes[] = { "select", "test" };
        for (; node != NULL; node = xmlNextElementSibling(node)) {
                for (unsigned i = 0; i < G_N_ELEMENTS(attributes) && node->ns != NULL; i++) {
                        g_auto(OwnedXmlText) path = xmlGetNoNsProp(node, (const xmlChar *) attributes[i]);
                        g_autofree char *bracketed = g_strdup_printf("(%s)", path == NULL ? "" : (const char *) path);
                        if (path != NULL)
                                xmlSetProp(node, (const xmlChar *) attributes[i], (const xmlChar *) bracketed);
                }
                page_bracket(xmlFirstElementChild(node));
        }
}

/* Stylesheets import each other by file name; nothing else can be loaded. */
static xmlDocPtr
page_load(const xmlChar *uri, xmlDictPtr dictionary, int options, void *context, xsltLoadType type)
{
        const char *name = strrchr((const char *) uri, '/');
        const char *text = page_embedded(name == NULL ? (const char *) uri : name + 1);
        if (text == NULL || type == XSLT_LOAD_DOCUMENT)
                return NULL;
        /* libxslt compares names by their address in the dictionary */
        xmlParserCtxtPtr parser = xmlNewParserCtxt();
        if (dictionary != NULL) {
                xmlDictFree(parser->dict);
                parser->dict = dictionary;
                (void) xmlDictReference(dictionary);
        }
        xmlDocPtr sheet = xmlCtxtReadMemory(parser, text, (int) strlen(text), (const char *) uri, NULL,
                                            XSLT_PARSE_OPTIONS | XML_PARSE_NONET);
        xmlFreeParserCtxt(parser);
        if (sheet != NULL)
                page_bracket(xmlDocGetRootElement(sheet));
        return sheet;
}

/* A text node; control characters, which XML cannot hold, fall away. */
static void
page_add_text(xmlNode *node, const char *text)
{
        g_autofree char *clean = page_text_clean(text);
        xmlAddChild(node, xmlNewText((const xmlChar *) (clean == NULL ? text : clean)));
}

static void
page_add_number(xmlNode *node, const json_t *number)
{
        g_autofree char *digits = page_text_number(number);
        xmlAddChild(node, xmlNewText((const xmlChar *) digits));
}

static void
page_add(xmlNode *node, const json_t *value)
{
        const char *key = NULL;
        json_t *item = NULL;
        size_t i = 0;
        switch (json_typeof(value)) {
        case JSON_OBJECT:
                json_object_foreach((json_t *) (guintptr) value, key, item)
                {
                        if (*key == '@')
                                xmlSetProp(node, (const xmlChar *) key + 1, (const xmlChar *) json_string_value(item));
                        else if (!json_is_null(item) && !json_is_false(item))
                                page_add(xmlNewChild(node, NULL, (const xmlChar *) key, NULL), item);
                }
                break;
        case JSON_ARRAY:
                json_array_foreach(value, i, item)
                {
                        page_add(xmlNewChild(node, NULL, (const xmlChar *) "item", NULL), item);
                }
                break;
        case JSON_STRING:
                page_add_text(node, json_string_value(value));
                break;
        case JSON_INTEGER:
        case JSON_REAL:
                page_add_number(node, value);
                break;
        case JSON_TRUE:
                page_add_text(node, "true");
                break;
        case JSON_FALSE: /* in a list only */
        case JSON_NULL:
                break;
        }
}

static xmlDocPtr
page_tree(const char *name, const json_t *data, const Access *who)
{
        xmlDocPtr tree = xmlNewDoc((const xmlChar *) "1.0");
        xmlNode *root = xmlNewNode(NULL, (const xmlChar *) "page");
        xmlDocSetRootElement(tree, root);
        xmlSetProp(root, (const xmlChar *) "name", (const xmlChar *) name);
        if (who != NULL) {
                xmlSetProp(root, (const xmlChar *) "csrf", (const xmlChar *) who->token);
                xmlSetProp(root, (const xmlChar *) "person", (const xmlChar *) who->staff->name);
                xmlSetProp(root, (const xmlChar *) "role", (const xmlChar *) who->staff->role);
        }
        page_add(root, data);
        return tree;
}

/* What a page is made of. It is let go of when the answer is on its way: that takes a tenth as long as making it. */
typedef struct {
        json_t *data;
        xmlDocPtr tree, result;
        xsltTransformContextPtr transform;
} PageWork;

static void
page_work_free(gpointer data)
{
        PageWork *work = data;
        xmlFreeDoc(work->result);
        xsltFreeTransformContext(work->transform);
        xmlFreeDoc(work->tree);
        json_decref(work->data);
        g_free(work);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PageWork, page_work_free)

static PageWork *
page_work_new(const char *name, const json_t *data, const Access *who)
{
        PageWork *work = g_new0(PageWork, 1);
        work->data = json_incref((json_t *) (guintptr) data);
        work->tree = page_tree(name, data, who);
        return work;
}

/* The HTML, which the caller frees with xmlFree(); NULL when it cannot be made. */
static xmlChar *
page_work_html(PageWork *work, const char *name, int *ret_length)
{
        xsltStylesheetPtr style = g_hash_table_lookup(page_styles, name);
        g_assert(style != NULL);
        work->transform = xsltNewTransformContext(style, work->tree);
        (void) xsltSetCtxtSecurityPrefs(page_rights, work->transform);
        work->result = xsltApplyStylesheetUser(style, work->tree, NULL, NULL, NULL, work->transform);
        xmlChar *text = NULL;
        if (work->result == NULL || work->transform->state != XSLT_STATE_OK ||
            xsltSaveResultToString(&text, ret_length, work->result, style) < 0)
                return NULL;
        return text;
}

/* What a stylesheet makes of data, without the document type that libxslt writes before the first element: that is the page's. */
typedef struct {
        PageWork *work;
        xmlChar *html;
        const char *text; /* in html */
} Piece;

static void
piece_free(gpointer data)
{
        Piece *piece = data;
        page_work_free(piece->work);
        xmlFree(piece->html);
        g_free(piece);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Piece, piece_free)

/* NULL when it cannot be made. */
static Piece *
piece_make(const char *style, const json_t *data, const Access *who)
{
        g_autoptr(Piece) piece = g_new0(Piece, 1);
        piece->work = page_work_new(style, data, who);
        int length = 0;
        piece->html = page_work_html(piece->work, style, &length);
        if (piece->html == NULL)
                return NULL;
        piece->text = (const char *) piece->html;
        if (g_str_has_prefix(piece->text, "<!DOCTYPE"))
                piece->text += strcspn(piece->text, ">") + 1;
        return g_steal_pointer(&piece);
}

char *
page_piece(const char *style, const json_t *data)
{
        g_autoptr(Piece) piece = piece_make(style, data, NULL);
        return piece == NULL ? NULL : g_strchomp(g_strdup(piece->text)); /* the document's last line ends */
}

/* New string; NULL: nobody was told the same in the last few seconds. */
static char *
page_head_kept(const char *key)
{
        const Instant now = clock_now();
        g_autoptr(GMutexLocker) locker = g_mutex_locker_new(&page_heads.lock);
        if (now < page_heads.since || now > page_heads.since + HEADS_SECONDS * G_USEC_PER_SEC ||
            g_hash_table_size(page_heads.made) >= HEADS_KEPT) {
                g_hash_table_remove_all(page_heads.made);
                page_heads.since = now;
        }
        return g_strdup(g_hash_table_lookup(page_heads.made, key));
}

static void
page_head_keep(const char *key, const char *html)
{
        g_autoptr(GMutexLocker) locker = g_mutex_locker_new(&page_heads.lock);
        g_hash_table_replace(page_heads.made, g_strdup(key), g_strdup(html));
}

/* New string; NULL: the register does not answer on that connection. */
static char *
page_head_text(const Access *who, Db *db)
{
        return db == NULL ? NULL : queue_store_strip(db, who->staff->name, who->target_hours, NULL);
}

/* The head of every page: what nobody may overlook. Without the register it says that it does not know. New string, NULL when it cannot be made. */
static char *
page_make_head(const Access *who)
{
        g_autofree char *text = page_head_text(who, who->head);
        if (text == NULL)
                text = page_head_text(who, who->db);
        g_autofree char *key = g_strdup_printf("%s %s", who->staff->role, text == NULL ? "" : text);
        char *html = page_head_kept(key);
        if (html != NULL)
                return html;
        json_t *strip = text == NULL ? NULL : json_loads(text, 0, NULL);
        json_t *data = json_pack("{s:o}", "strip", strip == NULL ? json_object() : strip);
        g_autoptr(Piece) head = piece_make("strip_made", data, who);
        json_decref(data);
        if (head == NULL)
                return NULL;
        page_head_keep(key, head->text);
        return g_strdup(head->text);
}

/* False: the page has no such part, or it cannot be made. */
static bool
page_append_part(const PageParts *parts, const char *name, const Access *who, GString *page)
{
        if (g_str_equal(name, "strip") && who != NULL) {
                g_autofree char *head = page_make_head(who);
                g_string_append(page, head == NULL ? "" : head);
                return head != NULL;
        }
        for (unsigned i = 0; i < PAGE_PARTS && parts != NULL; i++) {
                const PagePart *part = &parts->part[i];
                if (part->html == NULL || !g_str_equal(part->name, name))
                        continue;
                g_string_append_len(page, part->html->str, (gssize) part->html->len);
                return true;
        }
        return false;
}

/* The page with its parts in their places; NULL where one is not there: a page without one of its parts is none. A place is
 * <?ccot-part name>, which nothing in the data can say: there each "<" is escaped. */
static GBytes *
page_join(const char *text, gsize length, const PageParts *parts, const Access *who)
{
        static const char mark[] = "<?ccot-part ";
        gsize room = length + PAGE_HEAD;
        for (unsigned i = 0; i < PAGE_PARTS && parts != NULL; i++)
                room += parts->part[i].html == NULL ? 0 : parts->part[i].html->len;
        g_autoptr(GString) page = g_string_sized_new(room);
        for (const char *place = NULL; (place = strstr(text, mark)) != NULL; text = strchr(place, '>') + 1) {
                const char *from = place + strlen(mark);
                g_autofree char *name = g_strndup(from, strcspn(from, ">"));
                g_string_append_len(page, text, place - text);
                if (!page_append_part(parts, name, who, page))
                        return NULL;
        }
        g_string_append(page, text);
        return g_string_free_to_bytes(g_steal_pointer(&page));
}

static Response *
page_response(unsigned status, GBytes *page)
{
        return page == NULL ? response_text(500, "This page could not be made.")
                            : response_new(status, "text/html; charset=utf-8", page);
}

Response *
page_render_parts(unsigned status, const char *name, const json_t *data, const PageParts *parts, const Access *who)
{
        PageWork *work = page_work_new(name, data, who);
        int length = 0;
        g_auto(OwnedXmlText) text = page_work_html(work, name, &length);
        Response *response =
            page_response(status, text == NULL ? NULL : page_join((const char *) text, (gsize) length, parts, who));
        response_leave(response, work, page_work_free);
        return response;
}

Response *
page_render_shape(unsigned status, const FragmentKind *kind, json_t *data, const PageParts *parts, const Access *who)
{
        g_autoptr(GString) html = g_string_sized_new(PAGE_OCTETS);
        g_string_append(html, PAGE_DOCTYPE "\n");
        json_object_set_new(data, "@name", json_string(kind->style));
        json_object_set_new(data, "@csrf", json_string(who->token));
        json_object_set_new(data, "@person", json_string(who->staff->name));
        json_object_set_new(data, "@role", json_string(who->staff->role));
        return page_response(status,
                             fragment_append(kind, data, html) ? page_join(html->str, html->len, parts, who) : NULL);
}

Response *
page_render(unsigned status, const char *name, const json_t *data, const Access *who)
{
        return page_render_parts(status, name, data, NULL, who);
}

void
page_parts_clear(PageParts *parts)
{
        for (unsigned i = 0; i < PAGE_PARTS; i++)
                if (parts->part[i].html != NULL)
                        g_string_free(parts->part[i].html, TRUE);
        *parts = (PageParts){ 0 };
}

void
page_init(void)
{
        xmlInitParser();
        xsltInit();
        page_words_init();
        xsltSetLoaderFunc(page_load);
        page_rights = xsltNewSecurityPrefs();
        for (xsltSecurityOption option = XSLT_SECPREF_READ_FILE; option <= XSLT_SECPREF_WRITE_NETWORK; option++)
                (void) xsltSetSecurityPrefs(page_rights, option, xsltSecurityForbid);
        page_styles = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify) xsltFreeStylesheet);
        for (const EmbeddedFile *file = embedded_pages; file->name != NULL; file++) {
                xsltStylesheetPtr style = xsltParseStylesheetFile((const xmlChar *) file->name);
                if (style == NULL || style->errors > 0)
                        g_error("stylesheet %s is wrong", file->name);
                g_hash_table_insert(page_styles, g_strndup(file->name, strlen(file->name) - strlen(".xsl")), style);
        }
        page_heads.made = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
        fragment_init();
}

void
page_end(void)
{
        fragment_end();
        g_clear_pointer(&page_heads.made, g_hash_table_unref);
        g_clear_pointer(&page_styles, g_hash_table_unref);
        xsltFreeSecurityPrefs(page_rights);
        xsltCleanupGlobals();
        xmlCleanupParser();
}

Response *
page_message(unsigned status, const char *heading, const char *text, const Access *who)
{
        json_t *data = json_pack("{s:s, s:s}", "heading", heading, "text", text);
        Response *response = page_render(status, "message", data, who);
        json_decref(data);
        return response;
}

const char *
page_problem(const PageProblem *problems, size_t count, const char *answer)
{
        for (size_t i = 0; i < count; i++) {
                if (g_strcmp0(answer, problems[i].answer) == 0)
                        return problems[i].words;
        }
        return NULL;
}
