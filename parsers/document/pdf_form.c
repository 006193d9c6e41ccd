#include "parsers/document/pdf_form.h"

#include "base/limits.h"
#include "base/text.h"

#include <string.h>

enum { FORM_CHOICES = 1000, FORM_WIDGETS = 5000 };
/* Points: how high letters in a field are at most, and how wide one is in heights. */
static const double LETTER_HEIGHT = 12;
static const double LETTER_WIDTH = 0.5;

bool
pdf_form_is_placeholder(const char *text)
{
        return strstr(text, "message is not eventually replaced") != NULL;
}

/* Everything that is selected, with commas. */
static char *
form_choice(PopplerFormField *field)
{
        g_autoptr(GString) chosen = g_string_new(NULL);
        const int items = MIN(poppler_form_field_choice_get_n_items(field), FORM_CHOICES);
        for (int i = 0; i < items; i++) {
                if (!poppler_form_field_choice_is_item_selected(field, i))
                        continue;
                g_autofree char *item = poppler_form_field_choice_get_item(field, i);
                if (item != NULL)
                        g_string_append_printf(chosen, "%s%s", chosen->len > 0 ? ", " : "", item);
        }
        if (chosen->len == 0 && poppler_form_field_choice_is_editable(field))
                return poppler_form_field_choice_get_text(field);
        return g_strdup(chosen->str);
}

/* What stands in the field; new string, NULL when it is empty. */
static char *
form_value(PopplerFormField *field)
{
        switch (poppler_form_field_get_field_type(field)) {
        case POPPLER_FORM_FIELD_TEXT:
                return poppler_form_field_text_is_password(field) ? NULL : poppler_form_field_text_get_text(field);
        case POPPLER_FORM_FIELD_CHOICE:
                return form_choice(field);
        case POPPLER_FORM_FIELD_BUTTON:
                return poppler_form_field_button_get_button_type(field) != POPPLER_FORM_BUTTON_PUSH &&
                               poppler_form_field_button_get_state(field)
                           ? g_strdup("X")
                           : NULL;
        default:
                return NULL;
        }
}

static bool
form_same_place(const PopplerRectangle *a, const PopplerRectangle *b)
{
        return ABS(a->x1 - b->x1) < 0.5 && ABS(a->y1 - b->y1) < 0.5 && ABS(a->x2 - b->x2) < 0.5 &&
               ABS(a->y2 - b->y2) < 0.5;
}

/* The field's place on the page as it is shown, y downwards: poppler turns the places of annotations with the page, but
 * not those of fields. False for a field that nobody sees. */
static bool
form_place(const GList *annotations, const PopplerRectangle *given, double page_height, PopplerRectangle *ret_place)
{
        PopplerRectangle area = *given;
        guint looked_at = 0;
        for (const GList *item = annotations; item != NULL && looked_at < FORM_WIDGETS; item = item->next) {
                const PopplerAnnotMapping *mapping = item->data;
                PopplerRectangle raw;
                looked_at++;
                poppler_annot_get_rectangle(mapping->annot, &raw);
                if (poppler_annot_get_annot_type(mapping->annot) != POPPLER_ANNOT_WIDGET ||
                    !form_same_place(&raw, given))
                        continue;
                if (poppler_annot_get_flags(mapping->annot) & (POPPLER_ANNOT_FLAG_HIDDEN | POPPLER_ANNOT_FLAG_NO_VIEW))
                        return false;
                area = mapping->area;
                break;
        }
        ret_place->x1 = MIN(area.x1, area.x2), ret_place->x2 = MAX(area.x1, area.x2);
        ret_place->y1 = page_height - MAX(area.y1, area.y2), ret_place->y2 = page_height - MIN(area.y1, area.y2);
        return true;
}

/* True when the page's own text in the place holds the value: the form was printed into the page, too. */
static bool
form_is_printed(const PdfText *text, const PopplerRectangle *place, const char *value)
{
        g_autoptr(GString) printed = g_string_new(NULL);
        guint index = 0;
        for (const char *at = text->text; at != NULL && *at != '\0' && index < text->count;
             at = g_utf8_next_char(at), index++) {
                const PopplerRectangle *box = &text->boxes[index];
                const double across = (box->x1 + box->x2) / 2, down = (box->y1 + box->y2) / 2;
                if (across > place->x1 && across < place->x2 && down > place->y1 && down < place->y2)
                        g_string_append_unichar(printed, g_utf8_get_char(at));
        }
        g_autofree char *key = text_key(printed->str);
        g_autofree char *wanted = text_key(value);
        return wanted[0] != '\0' && strstr(key, wanted) != NULL;
}

/* A place on a page of that size, turned so that text of the direction runs from left to right. */
static PopplerRectangle
form_turned(const PopplerRectangle *place, LayoutDirection direction, double width, double height)
{
        const double l = place->x1, t = place->y1, r = place->x2, b = place->y2;
        const PopplerRectangle turned[4] = {
                [LAYOUT_RIGHT] = { .x1 = l, .y1 = t, .x2 = r, .y2 = b },
                [LAYOUT_DOWN] = { .x1 = t, .y1 = width - r, .x2 = b, .y2 = width - l },
                [LAYOUT_LEFT] = { .x1 = width - r, .y1 = height - b, .x2 = width - l, .y2 = height - t },
                [LAYOUT_UP] = { .x1 = height - b, .y1 = l, .x2 = height - t, .y2 = r },
        };
        return turned[direction];
}

/* Where the words of a field go. */
typedef struct {
        Layout *layout;
        LayoutDirection direction;
        double width, height; /* of the page */
} FormCanvas;

static void
form_add_word(const FormCanvas *canvas, const char *word, const PopplerRectangle *place)
{
        static const LayoutDirection back[4] = { [LAYOUT_RIGHT] = LAYOUT_RIGHT,
                                                 [LAYOUT_DOWN] = LAYOUT_UP,
                                                 [LAYOUT_LEFT] = LAYOUT_LEFT,
                                                 [LAYOUT_UP] = LAYOUT_DOWN };
        const bool swapped = canvas->direction == LAYOUT_DOWN || canvas->direction == LAYOUT_UP;
        const PopplerRectangle box =
            form_turned(place, back[canvas->direction], swapped ? canvas->height : canvas->width,
                        swapped ? canvas->width : canvas->height);
        layout_add(canvas->layout, word, box.x1, box.y1, box.x2, box.y2, 1);
}

/* The value's words from the left of the place, line by line; lines that would leave the place are wrapped. */
static void
form_add_words(const FormCanvas *canvas, const char *value, const PopplerRectangle *given, bool multiline)
{
        const PopplerRectangle place = form_turned(given, canvas->direction, canvas->width, canvas->height);
        g_auto(GStrv) lines = g_strsplit(value, "\n", -1);
        const guint count = g_strv_length(lines);
        const double height = MIN((place.y2 - place.y1) / MAX(count, 1), LETTER_HEIGHT);
        double top = multiline || count > 1 ? place.y1 : (place.y1 + place.y2 - height) / 2;
        for (guint i = 0; i < count; i++, top += height) {
                const double room = (place.x2 - place.x1) / MAX((double) g_utf8_strlen(lines[i], -1), 1);
                const double letter = multiline ? LETTER_WIDTH * height : MIN(room, LETTER_WIDTH * height);
                g_auto(GStrv) words = g_strsplit(lines[i], " ", -1);
                double left = place.x1;
                for (guint k = 0; words[k] != NULL; k++) {
                        const double width = letter * (double) g_utf8_strlen(words[k], -1);
                        if (multiline && left > place.x1 && left + width > place.x2)
                                left = place.x1, top += height;
                        if (words[k][0] != '\0')
                                form_add_word(canvas, words[k],
                                              &(PopplerRectangle){
                                                  .x1 = left, .y1 = top, .x2 = left + width, .y2 = top + height });
                        left += width + letter;
                }
        }
}

static bool
form_has_room(const ReaderTask *task)
{
        return task->form_fields == NULL || task->form_fields->len < LIMIT_FORM_FIELDS;
}

void
pdf_form_read(ReaderTask *task, PopplerPage *page, const PdfText *text, Layout *layout)
{
        FormCanvas canvas = { .layout = layout, .direction = text->direction };
        /* poppler hands over the last first */
        GList *fields = g_list_reverse(poppler_page_get_form_field_mapping(page));
        if (fields == NULL)
                return;
        poppler_page_get_size(page, &canvas.width, &canvas.height);
        GList *annotations = poppler_page_get_annot_mapping(page);
        for (const GList *item = fields; item != NULL && form_has_room(task); item = item->next) {
                const PopplerFormFieldMapping *mapping = item->data;
                PopplerRectangle place;
                g_autofree char *given = form_value(mapping->field);
                if (given == NULL || given[0] == '\0' ||
                    !form_place(annotations, &mapping->area, canvas.height, &place))
                        continue;
                g_autofree char *value = text_clean(given, LIMIT_FIELD_VALUE);
                g_autofree char *name = poppler_form_field_get_name(mapping->field);
                g_autofree char *label = text_clean(name == NULL ? "" : name, LIMIT_FIELD_VALUE);
                if (task->form_fields == NULL)
                        task->form_fields = g_ptr_array_new_with_free_func(g_free);
                g_ptr_array_add(task->form_fields, g_strconcat(label, "=", value, NULL));
                const bool multiline =
                    poppler_form_field_get_field_type(mapping->field) == POPPLER_FORM_FIELD_TEXT &&
                    poppler_form_field_text_get_text_type(mapping->field) == POPPLER_FORM_TEXT_MULTILINE;
                if (!form_is_printed(text, &place, value))
                        form_add_words(&canvas, value, &place, multiline);
        }
        poppler_page_free_annot_mapping(annotations);
        poppler_page_free_form_field_mapping(fields);
}
