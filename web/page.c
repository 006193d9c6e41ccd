#include "web/page.h"

#include "base/clock.h"
#include "db/queue_store.h"
#include "web/correct_form.h"
#include "web/embedded.h"
#include "web/own_xml.h"
#include "web/page_words.h"

#include <libxml/parser.h>
#include <libxslt/documents.h>
#include <libxslt/security.h>
#include <libxslt/xsltutils.h>
#include <string.h>

/* Compiled once, read by all threads: stylesheet by the name of its page. */
static GHashTable *page_styles;
static xsltSecurityPrefsPtr page_rights;

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
        const char *wrong = text;
        while (!g_ascii_iscntrl(*wrong) || *wrong == '\n' || *wrong == '\t')
                wrong++;
        if (*wrong == '\0') {
                xmlAddChild(node, xmlNewText((const xmlChar *) text));
                return;
        }
        g_autofree char *clean = g_strdup(text);
        char *to = clean;
        for (const char *from = text; *from != '\0'; from++)
                if (!g_ascii_iscntrl(*from) || *from == '\n' || *from == '\t')
                        *to++ = *from;
        *to = '\0';
        xmlAddChild(node, xmlNewText((const xmlChar *) clean));
}

static void
page_add(xmlNode *node, const json_t *value)
{
        const char *key = NULL;
        json_t *item = NULL;
        size_t i = 0;
        char number[G_ASCII_DTOSTR_BUF_SIZE];
        switch (json_typeof(value)) {
        case JSON_OBJECT:
                json_object_foreach((json_t *) (guintptr) value, key, item)
                {
                        if (!json_is_null(item) && !json_is_false(item))
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
                (void) g_snprintf(number, sizeof number, "%" JSON_INTEGER_FORMAT, json_integer_value(value));
                page_add_text(node, number);
                break;
        case JSON_REAL:
                page_add_text(node, g_ascii_dtostr(number, sizeof number, json_real_value(value)));
                break;
        case JSON_TRUE:
                page_add_text(node, "true");
                break;
        case JSON_FALSE: /* in a list only */
        case JSON_NULL:
                break;
        }
}

/* The head of every page: what nobody may overlook. Without the register the page says that it does not know. */
static void
page_add_strip(xmlNode *root, const Access *who)
{
        g_autoptr(GError) error = NULL;
        g_autofree char *text =
            who->db == NULL ? NULL : queue_store_strip(who->db, who->staff->name, who->target_hours, &error);
        json_t *strip = text == NULL ? NULL : json_loads(text, 0, NULL);
        xmlNode *node = xmlNewChild(root, NULL, (const xmlChar *) "strip", NULL);
        if (strip != NULL)
                page_add(node, strip);
        json_decref(strip);
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
        /* what was asked for behind the page has come meanwhile */
        if (who != NULL && json_object_get(data, "strip") == NULL)
                page_add_strip(root, who);
        return tree;
}

Response *
page_render(unsigned status, const char *name, const json_t *data, const Access *who)
{
        xsltStylesheetPtr style = g_hash_table_lookup(page_styles, name);
        g_assert(style != NULL);
        g_autoptr(OwnedXml) tree = page_tree(name, data, who);
        g_autoptr(OwnedTransform) transform = xsltNewTransformContext(style, tree);
        (void) xsltSetCtxtSecurityPrefs(page_rights, transform);
        g_autoptr(OwnedXml) result = xsltApplyStylesheetUser(style, tree, NULL, NULL, NULL, transform);
        g_auto(OwnedXmlText) text = NULL;
        int length = 0;
        if (result == NULL || transform->state != XSLT_STATE_OK ||
            xsltSaveResultToString(&text, &length, result, style) < 0)
                return response_text(500, "This page could not be made.");
        return response_new(status, "text/html; charset=utf-8", g_bytes_new(text, (gsize) length));
}

/* What pages repeat for every field is made once. */
static void
page_make_forms(void)
{
        json_t *data =
            json_pack("{s:{s:s, s:s, s:s}, s:[{s:s, s:s, s:s}, {s:s, s:s, s:s, s:b}]}", "entry", "entry_id", "~entry~",
                      "state", "pending", "row_version", "~version~", "fields", "name", "~name~", "label", "~label~",
                      "typed", "~value~", "name", "~name~", "label", "~label~", "typed", "~value~", "list", true);
        Response *made = page_render(200, "correct_form", data, NULL);
        g_autofree char *html =
            g_strndup(g_bytes_get_data(made->body, NULL), g_bytes_get_size(made->body)); /* not ended by a NUL */
        correct_form_read(html);
        response_free(made);
        json_decref(data);
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
        page_make_forms();
}

void
page_end(void)
{
        correct_form_end();
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
