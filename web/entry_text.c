#include "web/entry_text.h"

#include "base/limits.h"

#include <glib.h>
#include <stdbool.h>
#include <string.h>

/* Places of one field that are marked. */
enum { TEXT_PLACES = 8 };

typedef struct {
        size_t start, end;
        const char *field;
} Place;

char *
entry_text_page(const char *text, unsigned page)
{
        for (unsigned i = 1; i < page && text != NULL; i++) {
                text = strchr(text, '\f');
                text = text == NULL ? NULL : text + 1;
        }
        if (text == NULL)
                return g_strdup("");
        size_t length = page == 0 ? strlen(text) : strcspn(text, "\f");
        if (length > LIMIT_VIEW_TEXT) {
                const char *whole = g_utf8_find_prev_char(text, text + LIMIT_VIEW_TEXT);
                length = whole == NULL ? 0 : (size_t) (whole - text);
        }
        return g_strdelimit(g_strndup(text, length), "\f", '\n');
}

/* ------------------------------------------------------------------ places */

static bool
text_is_within_word(const char *text, size_t at)
{
        return at > 0 && g_ascii_isalnum(text[at - 1]) && g_ascii_isalnum(text[at]);
}

/* The end of the words that begin at start; 0 when others stand there. */
static size_t
text_match(const char *text, size_t start, const char *words)
{
        size_t at = start;
        while (*words != '\0') {
                const size_t blanks = strspn(words, " \t\r\n"), there = strspn(text + at, " \t\r\n");
                if (blanks > 0) {
                        if (there == 0)
                                return 0;
                        words += blanks;
                        at += there;
                        continue;
                }
                if (g_ascii_tolower(text[at]) != g_ascii_tolower(*words))
                        return 0;
                words++;
                at++;
        }
        return text_is_within_word(text, start) || text_is_within_word(text, at) ? 0 : at;
}

/* Adds the places of the words; true when there is one. */
static bool
text_find(const char *text, const char *words, const char *field, GArray *places)
{
        g_autofree char *bare = g_strstrip(g_strdup(words));
        const char first[] = { g_ascii_tolower(*bare), g_ascii_toupper(*bare), '\0' };
        unsigned found = 0;
        size_t at = *bare == '\0' ? strlen(text) : strcspn(text, first);
        while (text[at] != '\0' && found < TEXT_PLACES) {
                const size_t end = text_match(text, at, bare);
                if (end > 0) {
                        const Place place = { at, end, field };
                        g_array_append_val(places, place);
                        found++;
                }
                at = end > 0 ? end : at + 1;
                at += strcspn(text + at, first);
        }
        return found > 0;
}

/* As printed; where that is not known or not found, as read. */
static void
text_find_field(const json_t *field, json_int_t paper, const char *text, GArray *places)
{
        const char *name = json_string_value(json_object_get(field, "name"));
        const char *raw = json_string_value(json_object_get(field, "raw"));
        const json_t *line = NULL;
        size_t i = 0;
        if (json_integer_value(json_object_get(field, "paper")) != paper ||
            (raw != NULL && text_find(text, raw, name, places)))
                return;
        json_array_foreach(json_object_get(field, "lines"), i, line)
        {
                (void) text_find(text, json_string_value(line), name, places);
        }
}

static GArray *
text_places(const json_t *fields, json_int_t paper, const char *text)
{
        GArray *places = g_array_new(FALSE, FALSE, sizeof(Place));
        const json_t *slot = NULL, *field = NULL;
        size_t i = 0, j = 0;
        json_array_foreach(json_object_get(fields, "slots"), i, slot)
        {
                json_array_foreach(json_object_get(slot, "fields"), j, field)
                {
                        text_find_field(field, paper, text, places);
                }
        }
        json_array_foreach(json_object_get(fields, "stated"), i, field)
        {
                text_find_field(field, paper, text, places);
        }
        return places;
}

/* ------------------------------------------------------------------ pieces */

static int
text_compare(gconstpointer a, gconstpointer b)
{
        const size_t one = *(const size_t *) a, other = *(const size_t *) b;
        return one < other ? -1 : one > other;
}

static GArray *
text_cuts(const GArray *places, size_t length)
{
        GArray *cuts = g_array_new(FALSE, FALSE, sizeof(size_t));
        for (unsigned i = 0; i < places->len; i++) {
                const Place *place = &g_array_index(places, Place, i);
                g_array_append_val(cuts, place->start);
                g_array_append_val(cuts, place->end);
        }
        g_array_append_val(cuts, length);
        g_array_sort(cuts, text_compare);
        return cuts;
}

/* The fields that stand from start to end, with blanks between. New string. */
static char *
text_fields(const GArray *places, size_t start, size_t end)
{
        g_autoptr(GPtrArray) names = g_ptr_array_new();
        for (unsigned i = 0; i < places->len; i++) {
                const Place *place = &g_array_index(places, Place, i);
                if (place->start <= start && place->end >= end &&
                    !g_ptr_array_find_with_equal_func(names, place->field, g_str_equal, NULL))
                        g_ptr_array_add(names, (gpointer) (guintptr) place->field);
        }
        g_ptr_array_add(names, NULL);
        return g_strjoinv(" ", (char **) names->pdata);
}

json_t *
entry_text_cut(const json_t *fields, json_int_t paper, const char *text)
{
        const char *chosen = json_string_value(json_object_get(fields, "chosen"));
        g_autoptr(GArray) places = text_places(fields, paper, text);
        g_autoptr(GArray) cuts = text_cuts(places, strlen(text));
        json_t *pieces = json_array();
        bool lit = false;
        size_t start = 0;
        for (unsigned i = 0; i < cuts->len; i++) {
                const size_t end = g_array_index(cuts, size_t, i);
                if (end <= start)
                        continue;
                g_autofree char *standing = text_fields(places, start, end);
                g_auto(GStrv) names = g_strsplit(standing, " ", -1);
                const bool here = chosen != NULL && g_strv_contains((const char *const *) names, chosen);
                json_t *piece = json_pack("{s:s#, s:b, s:b}", "text", text + start, (int) (end - start), "chosen", here,
                                          "first", here && !lit);
                if (*standing != '\0')
                        json_object_set_new(piece, "fields", json_string(standing));
                json_array_append_new(pieces, piece);
                lit = lit || here;
                start = end;
        }
        return pieces;
}

char *
entry_text_recognised(const char *words, gsize length)
{
        json_t *page = json_loadb(words, length, 0, NULL);
        GString *text = g_string_new(NULL);
        size_t i = 0;
        const json_t *line = NULL;
        json_array_foreach(json_object_get(page, "lines"), i, line)
        {
                const char *said = json_string_value(json_array_get(line, 4));
                if (said != NULL && text->len + strlen(said) < LIMIT_VIEW_TEXT)
                        g_string_append_printf(text, "%s\n", said);
        }
        json_decref(page);
        return g_string_free(text, FALSE);
}
