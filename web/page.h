/* Pages are data: JSON of the register becomes an XML tree, and a stylesheet of web/pages/ makes HTML of it, so that
 * whatever stands in the data is escaped by construction. Objects become elements by key, items of a list <item>, and
 * null and false nothing at all: a test of the element is a test of the value. What a page repeats is made by web/fragment.h.
 *
 * Functions that stylesheets may call (namespace "ccot"): label(list, word) what people read for a word of a vocabulary,
 * day("2026-03-03") "Tue 3 March 2026", instant("2026-03-03T...") "Tue 3 March 2026, 14:02" in London, clock("...") "14:02", moment("...") "today 14:02" for lists, age("...")
 * "3 h 10 min" up to now. */
#ifndef WEB_PAGE_H
#define WEB_PAGE_H

#include "web/access.h"
#include "web/fragment.h"
#include "web/request.h"
#include "web/response.h"

#include <jansson.h>

/* Reads the stylesheets; once, before the first page. Ends the program when one is wrong: they are part of it. */
void page_init(void);
void page_end(void);

/* data stays the caller's; an object. who NULL: nobody is signed in. The tree's root is <page name="..." csrf="..."
 * person="..." role="...">. The head of a page of a person who is signed in is made of <strip>, see db/functions/queue_strip.sql: asked for here,
 * when the rest is made, where data does not bring it. */
Response *page_render(unsigned status, const char *name, const json_t *data, const Access *who);

/* Parts of a page whose HTML is there already: each stands where the page's stylesheet makes the processing instruction <?ccot-part name>. A
 * page whose stylesheet wants a part that is not there is answered with an error. */
enum { PAGE_PARTS = 6 };
typedef struct {
        const char *name;
        GString *html; /* NULL: no part */
} PagePart;
typedef struct {
        PagePart part[PAGE_PARTS];
} PageParts;
void page_parts_clear(PageParts *parts);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(PageParts, page_parts_clear)
/* As page_render(), of a page with these parts, which stay the caller's. */
Response *page_render_parts(unsigned status, const char *name, const json_t *data, const PageParts *parts,
                            const Access *who);
/* The same of a page that is made by shapes (web/fragment.h), of a stylesheet of its own. data: keys are added to it. */
Response *page_render_shape(unsigned status, const FragmentKind *kind, json_t *data, const PageParts *parts,
                            const Access *who);
/* What a stylesheet makes of data, no whole page. A member of data whose name begins with "@" becomes an attribute of the root. New string;
 * NULL when it cannot be made. */
char *page_piece(const char *style, const json_t *data);

/* A page that says one thing: a heading and a sentence. */
Response *page_message(unsigned status, const char *heading, const char *text, const Access *who);

/* What the database answers in place of doing something, and the sentence that says so on the page. */
typedef struct {
        const char *answer, *words;
} PageProblem;

/* The words of an answer (of count problems); NULL when it is none of them: it was done. */
const char *page_problem(const PageProblem *problems, size_t count, const char *answer);

#endif
