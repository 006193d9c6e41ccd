#include "web/stencil.h"

#include "web/own_xml.h"

#include <libxml/entities.h>
#include <string.h>

/* Text, and the place behind it. */
typedef struct {
        const char *text;
        gsize length;
        guint place; /* G_MAXUINT: none, the piece ends */
} Run;

struct Stencil {
        char *html;
        GArray *runs;
};

/* The place that begins at a "~", and where it ends; G_MAXUINT: none does. */
static guint
stencil_place(const char *mark, const char **ret_end)
{
        char *end = NULL;
        if (!g_ascii_isdigit(mark[1]))
                return G_MAXUINT;
        const guint64 place = g_ascii_strtoull(mark + 1, &end, 10);
        *ret_end = end + 1;
        return *end == '~' && place < G_MAXUINT ? (guint) place : G_MAXUINT;
}

Stencil *
stencil_new(const char *html)
{
        Stencil *stencil = g_atomic_rc_box_new0(Stencil);
        stencil->html = g_strdup(html);
        stencil->runs = g_array_new(FALSE, FALSE, sizeof(Run));
        const char *from = stencil->html, *end = NULL;
        for (const char *mark = strchr(from, '~'); mark != NULL; mark = strchr(mark, '~')) {
                const Run run = { from, (gsize) (mark - from), stencil_place(mark, &end) };
                mark = run.place == G_MAXUINT ? mark + 1 : end;
                if (run.place == G_MAXUINT)
                        continue;
                g_array_append_val(stencil->runs, run);
                from = end;
        }
        const Run last = { from, strlen(from), G_MAXUINT };
        g_array_append_val(stencil->runs, last);
        return stencil;
}

Stencil *
stencil_ref(Stencil *stencil)
{
        return g_atomic_rc_box_acquire(stencil);
}

static void
stencil_clear(gpointer data)
{
        Stencil *stencil = data;
        g_array_unref(stencil->runs);
        g_free(stencil->html);
}

void
stencil_unref(Stencil *stencil)
{
        if (stencil != NULL)
                g_atomic_rc_box_release_full(stencil, stencil_clear);
}

void
stencil_append(const Stencil *stencil, const char *const *values, guint count, GString *html)
{
        for (guint i = 0; i < stencil->runs->len; i++) {
                const Run *run = &g_array_index(stencil->runs, Run, i);
                g_string_append_len(html, run->text, (gssize) run->length);
                if (run->place >= count)
                        continue;
                g_auto(OwnedXmlText) escaped = xmlEncodeSpecialChars(NULL, (const xmlChar *) values[run->place]);
                g_string_append(html, (const char *) escaped);
        }
}
