#include "register/field_check.h"

#include "base/limits.h"

#include <jansson.h>
#include <string.h>

G_DEFINE_AUTOPTR_CLEANUP_FUNC(json_t, json_decref)

enum { YEAR_FIRST = 1850, YEAR_LAST = 2250, PAGE_LAST = 100000 };

static bool
check_digits(const char *text, unsigned from, unsigned to)
{
        for (unsigned i = from; i < to; i++)
                if (!g_ascii_isdigit(text[i]))
                        return false;
        return true;
}

bool
field_check_date(const char *text)
{
        if (text == NULL || strlen(text) != 10 || text[4] != '-' || text[7] != '-' || !check_digits(text, 0, 4) ||
            !check_digits(text, 5, 7) || !check_digits(text, 8, 10))
                return false;
        const unsigned year = (unsigned) g_ascii_strtoull(text, NULL, 10);
        const unsigned month = (unsigned) g_ascii_strtoull(text + 5, NULL, 10);
        const unsigned day = (unsigned) g_ascii_strtoull(text + 8, NULL, 10);
        return year >= YEAR_FIRST && year <= YEAR_LAST && month >= 1 && month <= 12 && day >= 1 &&
               g_date_valid_dmy((GDateDay) day, (GDateMonth) month, (GDateYear) year);
}

static bool
check_time(const char *text)
{
        return strlen(text) == 5 && text[2] == ':' && check_digits(text, 0, 2) && check_digits(text, 3, 5) &&
               text[0] <= '2' && (text[0] < '2' || text[1] <= '3') && text[3] <= '5';
}

static bool
check_number_key(const char *text)
{
        for (const char *at = text; *at != '\0'; at++)
                if (g_ascii_isspace(*at) || g_ascii_islower(*at))
                        return false;
        return true;
}

static const char *
check_scalar(FieldKind kind, const char *text)
{
        if (text == NULL || text[0] == '\0')
                return "no value";
        if (strlen(text) > LIMIT_FIELD_VALUE)
                return "value over the limit";
        switch (kind) {
        case FIELD_KIND_DATE:
                return field_check_date(text) ? NULL : "not a date";
        case FIELD_KIND_END:
                return field_check_date(text) || g_str_equal(text, "until further order") ? NULL : "not a date";
        case FIELD_KIND_TIME:
                return check_time(text) ? NULL : "not a time";
        case FIELD_KIND_FLAG:
                return g_str_equal(text, "true") || g_str_equal(text, "false") ? NULL : "neither true nor false";
        case FIELD_KIND_NUMBER_KEY:
                return check_number_key(text) ? NULL : "not a number in upper case without spaces";
        default:
                return NULL;
        }
}

static const char *
check_items(const FieldValue *value)
{
        if (value->items == NULL || value->items->len == 0)
                return "an empty list";
        if (value->items->len > LIMIT_LIST_ITEMS)
                return "more items than the limit";
        for (unsigned i = 0; i < value->items->len; i++) {
                const FieldItem *item = g_ptr_array_index(value->items, i);
                const char *wrong = check_scalar(FIELD_KIND_TEXT, item->text);
                if (wrong != NULL)
                        return wrong;
                if (item->born != NULL && !field_check_date(item->born))
                        return "not a date";
        }
        return NULL;
}

/* What is wrong with one item of a list, and with its date of birth. */
static const char *
check_json_item(Field field, const json_t *item)
{
        if (field_kind(field) != FIELD_KIND_CHILDREN)
                return check_scalar(FIELD_KIND_TEXT, json_string_value(item));
        const json_t *born = json_object_get(item, "born");
        if (born != NULL && !json_is_null(born) && !field_check_date(json_string_value(born)))
                return "not a date";
        return check_scalar(FIELD_KIND_TEXT, json_string_value(json_object_get(item, "name")));
}

const char *
field_check_value(Field field, const char *value)
{
        if (!field_is_list(field))
                return check_scalar(field_kind(field), value);
        g_autoptr(json_t) list = json_loads(value, 0, NULL);
        if (!json_is_array(list) || json_array_size(list) == 0)
                return "not a list with items";
        if (json_array_size(list) > LIMIT_LIST_ITEMS)
                return "more items than the limit";
        size_t i = 0;
        const json_t *item = NULL;
        json_array_foreach(list, i, item)
        {
                const char *wrong = check_json_item(field, item);
                if (wrong != NULL)
                        return wrong;
        }
        return NULL;
}

const char *
field_check(const FieldValue *value)
{
        if (value->raw == NULL || strlen(value->raw) > LIMIT_FIELD_VALUE)
                return "raw is absent or over the limit";
        if (!(value->confidence >= 0.0 && value->confidence <= 1.0))
                return "confidence outside 0..1";
        if (value->page > PAGE_LAST)
                return "page over the limit";
        if (value->has_box) {
                const double *box = value->box;
                if (value->page == 0 || !(box[0] >= 0.0 && box[0] <= box[2] && box[2] <= 1.0 && box[1] >= 0.0 &&
                                          box[1] <= box[3] && box[3] <= 1.0))
                        return "box outside the page";
        }
        return field_is_list(value->field) ? check_items(value) : check_scalar(field_kind(value->field), value->text);
}
