#include "db/answer_told.h"

#include "base/text.h"
#include "db/search_answer.h"
#include "register/court_time.h"
#include "register/field.h"
#include "register/power.h"
#include "register/standing.h"
#include "register/telling.h"

#include <string.h>

G_DEFINE_AUTOPTR_CLEANUP_FUNC(json_t, json_decref)

enum { TOLD_DAY = 10, TOLD_PLACE_KEY = 6 }; /* characters of an ISO date; of a place that is compared */

static const char *
told_text(const json_t *object, const char *key)
{
        return json_string_value(json_object_get(object, key));
}

/* The texts of a list field, which is JSON text. Of char*. */
static GPtrArray *
told_lines(const json_t *object, const char *key)
{
        GPtrArray *lines = g_ptr_array_new_with_free_func(g_free);
        const char *value = told_text(object, key);
        g_autoptr(json_t) list = value == NULL ? NULL : json_loads(value, 0, NULL);
        size_t i = 0;
        const json_t *item = NULL;
        json_array_foreach(list, i, item)
        {
                if (json_is_string(item))
                        g_ptr_array_add(lines, g_strdup(json_string_value(item)));
        }
        return lines;
}

static void
told_put(json_t *object, const char *key, char *text)
{
        json_object_set_new(object, key, text == NULL ? json_null() : json_string(text));
        g_free(text);
}

static void
told_add_places(GPtrArray *places, const json_t *object)
{
        g_autoptr(GPtrArray) more = told_lines(object, "excluded_addresses");
        for (guint i = 0; i < more->len; i++)
                if (!g_ptr_array_find_with_equal_func(places, g_ptr_array_index(more, i), g_str_equal, NULL))
                        g_ptr_array_add(places, g_steal_pointer(&more->pdata[i]));
        for (guint i = 0; i < more->len; i++)
                g_free(more->pdata[i]);
        g_ptr_array_set_free_func(more, NULL);
}

/* True for a term with a postcode, or with a place that the order protects: its first line is enough. */
static bool
told_names_place(const char *term, const GPtrArray *places)
{
        static const char postcode[] = "\\b[A-Z]{1,2}[0-9][0-9A-Z]? ?[0-9][A-Z]{2}\\b";
        if (g_regex_match_simple(postcode, term, 0, 0))
                return true;
        g_autofree char *key = text_key(term);
        for (guint i = 0; i < places->len; i++) {
                const char *place = g_ptr_array_index(places, i);
                g_autofree char *street = g_strndup(place, strcspn(place, ",\n"));
                g_autofree char *sought = text_key(street);
                if (strlen(sought) >= TOLD_PLACE_KEY && strstr(key, sought) != NULL)
                        return true;
        }
        return false;
}

static StandingOrder
told_order(const json_t *object, const json_t *fields, const GPtrArray *terms)
{
        return (StandingOrder){ .entry_id = json_integer_value(json_object_get(object, "entry_id")),
                                .action = (Action) vocabulary_value(VOCABULARY_ACTION, told_text(object, "action")),
                                .verified = g_strcmp0(told_text(object, "state"), "verified") == 0,
                                .made_on = told_text(fields, "made_on"),
                                .terms = terms,
                                .raw = told_text(object, "prohibitions_raw") };
}

static json_t *
told_terms(const Standing *standing, const GPtrArray *places)
{
        static const char *const states[] = {
                [STANDING_HOLDS] = "", [STANDING_DONE_AWAY] = "done away", [STANDING_UNREPEATED] = "not repeated"
        };
        json_t *list = json_array();
        for (guint i = 0; i < standing->terms->len; i++) {
                const StandingTerm *term = g_ptr_array_index(standing->terms, i);
                json_array_append_new(list, json_pack("{s:s, s:s, s:I, s:s, s:s?, s:b}", "label", term->label, "text",
                                                      term->text, "entry_id", (json_int_t) term->entry_id, "state",
                                                      states[term->state], "why", term->why, "place",
                                                      told_names_place(term->text, places)));
        }
        return list;
}

/* The terms as they stand then, and what must be known of them. */
static void
told_put_terms(json_t *answer, const json_t *told, gint64 instant)
{
        const json_t *fields = json_object_get(told, "fields"), *changes = json_object_get(told, "changes");
        g_autoptr(GPtrArray) places = g_ptr_array_new_with_free_func(g_free);
        told_add_places(places, fields);
        g_autoptr(GPtrArray) terms = told_lines(fields, "prohibitions");
        const StandingOrder order = told_order(told, fields, terms);
        g_autoptr(GPtrArray) lists = g_ptr_array_new_with_free_func((GDestroyNotify) g_ptr_array_unref);
        g_autoptr(GArray) acting = g_array_new(FALSE, FALSE, sizeof(StandingOrder));
        size_t i = 0;
        const json_t *change = NULL;
        json_array_foreach(changes, i, change)
        {
                told_add_places(places, change);
                g_ptr_array_add(lists, told_lines(change, "prohibitions"));
                const StandingOrder one = told_order(change, change, g_ptr_array_index(lists, lists->len - 1));
                g_array_append_val(acting, one);
        }
        g_autoptr(GPtrArray) orders = g_ptr_array_new();
        for (guint k = 0; k < acting->len; k++)
                g_ptr_array_add(orders, &g_array_index(acting, StandingOrder, k));
        g_autoptr(Standing) standing = standing_at(&order, orders, instant);
        json_object_set_new(answer, "terms", told_terms(standing, places));
        json_t *notes = json_array(), *told_places = json_array();
        for (guint k = 0; k < standing->notes->len; k++)
                json_array_append_new(notes, json_string(g_ptr_array_index(standing->notes, k)));
        for (guint k = 0; k < places->len; k++)
                json_array_append_new(told_places, json_string(g_ptr_array_index(places, k)));
        json_object_set_new(answer, "notes", notes);
        json_object_set_new(answer, "places", told_places);
}

static bool
told_flag(const json_t *fields, const char *key)
{
        return g_strcmp0(told_text(fields, key), "true") == 0;
}

static json_t *
told_powers(const json_t *told, const json_t *answer, const char *day, const char *on)
{
        static const char *const keys[POWER_COUNT] = {
                [POWER_NON_MOLESTATION] = "non_molestation",
                [POWER_RESTRAINING] = "restraining",
                [POWER_OCCUPATION] = "occupation",
                [POWER_PROHIBITED_STEPS] = "prohibited_steps",
                [POWER_STALKING_PROTECTION] = "stalking_protection",
                [POWER_FORCED_MARRIAGE_PROTECTION] = "forced_marriage_protection",
                [POWER_FGM_PROTECTION] = "fgm_protection",
                [POWER_DOMESTIC_ABUSE_PROTECTION] = "domestic_abuse_protection",
                [POWER_INJUNCTION] = "injunction",
                [POWER_UNCLASSIFIED] = "unclassified",
                [POWER_ATTACHED] = "attached",
                [POWER_ATTACHED_OVER] = "attached_over",
                [POWER_UNDERTAKING] = "undertaking",
                [POWER_UNSERVED] = "unserved",
                [POWER_UNVERIFIED] = "unverified",
                [POWER_CHECK] = "check",
                [POWER_NOT_YET] = "not_yet",
                [POWER_ENDED] = "ended",
                [POWER_DISCHARGE] = "discharge",
        };
        const json_t *fields = json_object_get(told, "fields");
        const unsigned status = vocabulary_value(VOCABULARY_STATUS, told_text(answer, "status"));
        const PowerFacts facts = {
                .type = (OrderType) vocabulary_value(VOCABULARY_ORDER_TYPE, told_text(told, "order_type")),
                .undertaking = g_strcmp0(told_text(json_object_get(told, "document"), "kind"), "undertaking") == 0,
                .status = told_text(answer, "status") == NULL ? STATUS_CHECK : (Status) status,
                .verified = g_strcmp0(told_text(told, "state"), "verified") == 0,
                .known = search_answer_known(told, on),
                .attached = told_flag(fields, "power_of_arrest"),
                .attached_end = told_text(fields, "power_of_arrest_expires_on"),
                .on = day,
                .discharges = g_strcmp0(told_text(told, "action"), "discharged") == 0,
        };
        Power powers[POWER_MOST] = { 0 };
        json_t *list = json_array();
        const unsigned count = power_list(&facts, powers);
        for (unsigned i = 0; i < count; i++)
                json_array_append_new(list, json_string(keys[powers[i]]));
        return list;
}

static void
told_add_end(json_t *ends, const char *what, const char *iso, const char *more, const char *day)
{
        LegalDate date;
        if (iso == NULL)
                return;
        g_autofree char *print = legal_date_from_iso(iso, &date) ? court_time_day(&date) : g_strdup(iso);
        g_autofree char *words = g_strdup_printf("%s%s%s", print, more == NULL ? "" : " ", more == NULL ? "" : more);
        json_array_append_new(ends, json_pack("{s:s, s:s, s:b}", "what", what, "words", words, "over",
                                              legal_date_from_iso(iso, &date) && strcmp(iso, day) < 0));
}

/* Every day on which something of it ends or is heard. */
static json_t *
told_ends(const json_t *told, const char *day)
{
        const json_t *fields = json_object_get(told, "fields");
        json_t *ends = json_array();
        const char *end = told_text(fields, "expires_on"), *period = told_text(fields, "duration_text");
        told_add_end(ends, "The order, as printed", end, told_text(fields, "expires_at"), day);
        if (period != NULL)
                told_add_end(ends, "Period printed", period, NULL, day);
        told_add_end(ends, "Power of arrest", told_text(fields, "power_of_arrest_expires_on"), NULL, day);
        told_add_end(ends, "Hearing", told_text(fields, "hearing_on"), NULL, day);
        size_t i = 0;
        const json_t *change = NULL;
        json_array_foreach(json_object_get(told, "changes"), i, change)
        {
                const bool settled = json_is_true(json_object_get(change, "settled"));
                g_autofree char *what =
                    g_strdup_printf("As %s%s", told_text(change, "action"), settled ? "" : ", NOT YET VERIFIED");
                told_add_end(ends, what, told_text(change, "expires_on"), told_text(change, "expires_at"), day);
        }
        return ends;
}

static json_t *
told_near(const json_t *answer, const json_t *told, const char *on)
{
        json_t *list = json_array();
        size_t i = 0;
        json_t *one = NULL;
        json_array_foreach(json_object_get(told, "near"), i, one)
        {
                json_t *order = search_answer_order(one, on);
                const char *how = search_answer_beside(answer, order);
                json_object_set_new(order, "how", json_string(how == NULL ? "other" : how));
                json_object_set(order, "respondent_address", json_object_get(one, "respondent_address"));
                json_array_append_new(list, order);
        }
        return list;
}

static json_t *
told_changes(const json_t *told)
{
        static const char *const kept[] = { "entry_id", "action", "made_on",     "verified", "settled",
                                            "draft",    "state",  "received_at", "pages",    "document_id" };
        json_t *list = json_array();
        size_t i = 0;
        const json_t *change = NULL;
        json_array_foreach(json_object_get(told, "changes"), i, change)
        {
                json_t *one = json_object();
                for (unsigned k = 0; k < G_N_ELEMENTS(kept); k++)
                        json_object_set(one, kept[k], json_object_get(change, kept[k]));
                json_object_set_new(one, "waits",
                                    json_boolean(json_is_true(json_object_get(change, "verified")) &&
                                                 !json_is_true(json_object_get(change, "settled"))));
                json_array_append_new(list, one);
        }
        return list;
}

/* The values that somebody disputes, with what people read for them. shared: the print to share shows that value. */
static json_t *
told_disputes(const json_t *told)
{
        static const char *const shared[] = { "court",      "case_number", "case_reference",   "urn",
                                              "respondent", "made_on",     "protected_person", "protected_people",
                                              "expires_on", "expires_at",  "served_on",        "served_at",
                                              "served_by",  NULL };
        json_t *list = json_array();
        const char *name = NULL;
        json_t *one = NULL;
        json_object_foreach(json_object_get(json_object_get(told, "kept"), "disputed"), name, one)
        {
                const Field field = field_from_name(name);
                json_t *dispute =
                    json_pack("{s:s, s:b}", "label", field == FIELD_COUNT ? "a value" : field_label(field), "shared",
                              g_strv_contains(shared, name));
                json_object_update_missing(dispute, one);
                json_array_append_new(list, dispute);
        }
        return list;
}

/* The direction without the children's names. */
static void
told_put_share(json_t *answer, const json_t *told)
{
        g_autoptr(GPtrArray) people = g_ptr_array_new();
        size_t i = 0;
        const json_t *one = NULL;
        json_array_foreach(json_object_get(answer, "protected_people"), i, one)
            g_ptr_array_add(people, (gpointer) (guintptr) json_string_value(one));
        told_put(answer, "share_direction",
                 telling_direction((OrderType) vocabulary_value(VOCABULARY_ORDER_TYPE, told_text(told, "order_type")),
                                   (Action) vocabulary_value(VOCABULARY_ACTION, told_text(told, "action")),
                                   told_text(answer, "respondent"), people, NULL));
}

json_t *
answer_told(json_t *told, gint64 instant, const char *on)
{
        static const char *const kept[] = { "document",   "papers",      "copies",      "acts_on",    "alerts",
                                            "places",     "verified_by", "verified_at", "message_id", "kept",
                                            "taken_back", "hard_copy",   "attached" };
        json_t *answer = search_answer_order(told, on);
        for (unsigned i = 0; i < G_N_ELEMENTS(kept); i++)
                json_object_set(answer, kept[i], json_object_get(told, kept[i]));
        json_object_set(answer, "served_places", json_object_get(told, "places"));
        g_autoptr(GTimeZone) london = g_time_zone_new_identifier("Europe/London");
        g_autoptr(GDateTime) time = g_date_time_new_from_unix_utc(instant);
        g_autoptr(GDateTime) local = london == NULL ? g_date_time_ref(time) : g_date_time_to_timezone(time, london);
        g_autofree char *day = g_date_time_format(local, "%F");
        told_put_terms(answer, told, instant);
        json_object_set_new(answer, "powers", told_powers(told, answer, day, on));
        json_object_set_new(answer, "ends", told_ends(told, day));
        json_object_set_new(answer, "changes", told_changes(told));
        json_object_set_new(answer, "near", told_near(answer, told, on));
        const json_t *fields = json_object_get(told, "fields");
        json_object_set(answer, "respondent_address", json_object_get(fields, "respondent_address"));
        json_object_set(answer, "judge", json_object_get(fields, "judge"));
        json_object_set(answer, "without_notice", json_object_get(fields, "without_notice"));
        json_object_set_new(answer, "disputes", told_disputes(told));
        told_put_share(answer, told);
        return answer;
}
