/* HTML of what a page repeats: the fields of an entry, the rows of the queue. Most of them are alike but for their words, so a stylesheet makes
 * each shape of them once, with places for the words, and every other one of that shape is filled in: that costs a hundredth of
 * making it anew. What is kept of a shape holds nobody's words.
 *
 * A shape is everything that a stylesheet may look at: which members there are, how many items a list has, what is true, which texts are
 * empty, which numbers are the same, and the values of those members that are named as tested. Of all other texts and numbers it may do no
 * more than write them, or join them to others. */
#ifndef WEB_FRAGMENT_H
#define WEB_FRAGMENT_H

#include <jansson.h>

#include <glib.h>
#include <stdbool.h>

enum { FRAGMENT_TESTED = 16, FRAGMENT_NAMES = 8 };

typedef struct {
        const char *style; /* the stylesheet of web/pages that makes it */
        /* Names of members; NULL behind the last, where a list is not full. */
        const char *tested[FRAGMENT_TESTED]; /* whose values it asks for: words of a vocabulary, small numbers */
        const char *passing[FRAGMENT_NAMES]; /* that few have, or that change by themselves: it is made anew */
        const char *same[FRAGMENT_NAMES];    /* whole numbers that it compares with each other */
        /* texts that it says in these words and in no others */
        struct {
                const char *name;
                char *(*words)(const char *text);
        } worded[FRAGMENT_NAMES];
} FragmentKind;

/* Made of data, an object (see web/page.h; "@csrf" and "@role" stand for those of the page), and appended to html. False: it
 * cannot be made. Any thread. */
bool fragment_append(const FragmentKind *kind, const json_t *data, GString *html);

/* Between page_init() and page_end(). */
void fragment_init(void);
void fragment_end(void);

#endif
