#include "db/search_answer.h"

#include "register/court_time.h"
#include "register/field.h"
#include "register/person_match.h"
#include "register/telling.h"
#include "register/vocabulary.h"

#include <string.h>

G_DEFINE_AUTOPTR_CLEANUP_FUNC(json_t, json_decref)

static const char *
answer_text(const json_t *object, const char *key)
{
        return json_string_value(json_object_get(object, key));
}

/* The items of a list field, which is JSON text: names, or objects with one. Of char*. */
static GPtrArray *
answer_items(const json_t *fields, const char *key)
{
        GPtrArray *items = g_ptr_array_new_with_free_func(g_free);
        const char *value = answer_text(fields, key);
        g_autoptr(json_t) list = value == NULL ? NULL : json_loads(value, 0, NULL);
        size_t i = 0;
        const json_t *item = NULL;
        json_array_foreach(list, i, item)
        {
                const char *name = json_is_object(item) ? answer_text(item, "name") : json_string_value(item);
                if (name != NULL)
                        g_ptr_array_add(items, g_strdup(name));
        }
        return items;
}

static GPtrArray *
answer_people(const json_t *fields)
{
        GPtrArray *people = answer_items(fields, "protected_people");
        if (people->len == 0 && answer_text(fields, "protected_person") != NULL)
                g_ptr_array_add(people, g_strdup(answer_text(fields, "protected_person")));
        return people;
}

static json_t *
answer_list(const GPtrArray *texts)
{
        json_t *list = json_array();
        for (guint i = 0; i < texts->len; i++)
                json_array_append_new(list, json_string(g_ptr_array_index(texts, i)));
        return list;
}

static void
answer_put_text(json_t *hit, const char *key, char *text)
{
        json_object_set_new(hit, key, json_string(text));
        g_free(text);
}

static GArray *
answer_services(const json_t *told)
{
        GArray *services = g_array_new(FALSE, FALSE, sizeof(TellingService));
        size_t i = 0;
        const json_t *row = NULL;
        json_array_foreach(json_object_get(told, "services"), i, row)
        {
                const TellingService service = {
                        .outcome = (Outcome) vocabulary_value(VOCABULARY_OUTCOME, answer_text(row, "outcome")),
                        .served_on = answer_text(row, "served_on"),
                        .served_at = answer_text(row, "served_at"),
                        .served_by = answer_text(row, "served_by"),
                        .proposed = g_strcmp0(answer_text(row, "state"), "proposed") == 0,
                };
                g_array_append_val(services, service);
        }
        return services;
}

static char *
answer_served(const json_t *told, const char *on)
{
        g_autoptr(GArray) services = answer_services(told);
        return telling_service(services, on);
}

bool
search_answer_known(const json_t *told, const char *on)
{
        g_autoptr(GArray) services = answer_services(told);
        return telling_is_known(services, on);
}

static json_t *
answer_numbers(const json_t *fields)
{
        static const char *const names[] = { "case_number", "case_reference", "urn" };
        json_t *numbers = json_array();
        for (unsigned i = 0; i < G_N_ELEMENTS(names); i++)
                if (answer_text(fields, names[i]) != NULL)
                        json_array_append_new(numbers, json_string(answer_text(fields, names[i])));
        return numbers;
}

/* What people read for the fields whose value somebody disputes; NULL: none is. */
static json_t *
answer_disputed(const json_t *told)
{
        const json_t *names = json_object_get(told, "disputed"), *name = NULL;
        json_t *labels = json_array_size(names) == 0 ? NULL : json_array();
        size_t i = 0;
        json_array_foreach(names, i, name)
        {
                const Field field = field_from_name(json_string_value(name));
                json_array_append_new(labels, json_string(field == FIELD_COUNT ? "a value" : field_label(field)));
        }
        return labels;
}

json_t *
search_answer_order(json_t *told, const char *on)
{
        static const char *const kept[] = { "entry_id", "message_id", "received_at", "order_type", "action",
                                            "draft",    "state",      "copies",      "changes",    "doubts" };
        static const char *const fields_kept[] = { "respondent",
                                                   "respondent_dob",
                                                   "court",
                                                   "made_on",
                                                   "expires_on",
                                                   "power_of_arrest",
                                                   "power_of_arrest_expires_on" };
        json_t *answer = json_object();
        const json_t *fields = json_object_get(told, "fields"), *status = json_object_get(told, "status");
        for (unsigned i = 0; i < G_N_ELEMENTS(kept); i++)
                json_object_set(answer, kept[i], json_object_get(told, kept[i]));
        for (unsigned i = 0; i < G_N_ELEMENTS(fields_kept); i++) {
                json_t *value = json_object_get(fields, fields_kept[i]);
                json_object_set(answer, fields_kept[i], value == NULL ? json_null() : value);
        }
        g_autoptr(GPtrArray) people = answer_people(fields);
        g_autoptr(GPtrArray) children = answer_items(fields, "children");
        g_autoptr(GPtrArray) aliases = answer_items(fields, "respondent_aliases");
        const OrderType type = (OrderType) vocabulary_value(VOCABULARY_ORDER_TYPE, answer_text(told, "order_type"));
        const Action action = (Action) vocabulary_value(VOCABULARY_ACTION, answer_text(told, "action"));
        const EntryState state = (EntryState) vocabulary_value(VOCABULARY_ENTRY_STATE, answer_text(told, "state"));
        answer_put_text(answer, "direction",
                        telling_direction(type, action, answer_text(fields, "respondent"), people, children));
        answer_put_text(answer, "served", answer_served(told, on));
        answer_put_text(answer, "state_words",
                        telling_state(state, json_is_true(json_object_get(told, "draft")),
                                      json_integer_value(json_object_get(told, "representative_id"))));
        json_object_set_new(answer, "protected_people", answer_list(people));
        json_object_set_new(answer, "children", answer_list(children));
        json_object_set_new(answer, "respondent_aliases", answer_list(aliases));
        json_object_set_new(answer, "numbers", answer_numbers(fields));
        json_object_set(answer, "service", json_object_get(told, "services"));
        json_t *disputed = answer_disputed(told);
        if (disputed != NULL)
                json_object_set_new(answer, "disputed", disputed);
        json_object_set(answer, "status", json_object_get(status, "status"));
        json_object_set(answer, "status_words", json_object_get(status, "reason"));
        json_object_set(answer, "ends_at", json_object_get(status, "ends_at"));
        return answer;
}

static json_t *
answer_hit(const SearchHit *hit, json_t *told, const char *on)
{
        json_t *answer = search_answer_order(told, on);
        json_object_set_new(answer, "mark", json_integer(hit->mark.mark));
        json_t *why = answer_list(hit->mark.reasons);
        if (hit->found != hit->head)
                json_array_append_new(
                    why, json_sprintf("by its copy, entry %" JSON_INTEGER_FORMAT, (json_int_t) hit->found));
        json_object_set_new(answer, "why", why);
        return answer;
}

static bool
answer_same_person(const char *a, const char *b)
{
        if (a == NULL || b == NULL)
                return false;
        const PersonFacts x = { .name = a }, y = { .name = b };
        return person_match(&x, &y, NULL) >= PERSON_MATCH_ALIKE;
}

static bool
answer_protects(const json_t *hit, const char *name)
{
        size_t i = 0;
        const json_t *one = NULL;
        json_array_foreach(json_object_get(hit, "protected_people"), i, one)
        {
                if (answer_same_person(json_string_value(one), name))
                        return true;
        }
        return false;
}

const char *
search_answer_beside(const json_t *earlier, const json_t *hit)
{
        const char *x = answer_text(earlier, "respondent"), *y = answer_text(hit, "respondent");
        if (answer_protects(earlier, y) && answer_protects(hit, x))
                return "cross-order";
        const char *born_x = answer_text(earlier, "respondent_dob"), *born_y = answer_text(hit, "respondent_dob");
        return born_x != NULL && born_y != NULL && !g_str_equal(born_x, born_y) && answer_same_person(x, y) ? "namesake"
                                                                                                            : NULL;
}

/* Each hit that is a cross-order of an earlier one, or bears the same name, moves behind that one. */
static json_t *
answer_side_by_side(const json_t *hits)
{
        json_t *ordered = json_array();
        size_t i = 0;
        json_t *hit = NULL;
        json_array_foreach(hits, i, hit)
        {
                json_object_set_new(hit, "beside", json_null());
                size_t place = json_array_size(ordered);
                for (size_t k = 0; k < json_array_size(ordered); k++) {
                        const json_t *earlier = json_array_get(ordered, k);
                        const char *how = json_is_null(json_object_get(earlier, "beside"))
                                              ? search_answer_beside(earlier, hit)
                                              : NULL;
                        if (how == NULL)
                                continue;
                        json_object_set_new(hit, "beside", json_string(how));
                        json_object_set(hit, "beside_entry_id", json_object_get(earlier, "entry_id"));
                        for (place = k + 1; place < json_array_size(ordered) &&
                                            !json_is_null(json_object_get(json_array_get(ordered, place), "beside"));)
                                place++;
                        break;
                }
                json_array_insert(ordered, place, hit);
        }
        return ordered;
}

static json_t *
answer_mails(const json_t *mails)
{
        json_t *list = json_array();
        size_t i = 0;
        json_t *mail = NULL;
        json_array_foreach(mails, i, mail)
        {
                const char *state = answer_text(mail, "state");
                const bool orders = json_array_size(json_object_get(mail, "entries")) > 0;
                const bool problems = json_array_size(json_object_get(mail, "problems")) > 0;
                const char *words = g_strcmp0(state, "failed") == 0   ? "COULD NOT BE READ"
                                    : g_strcmp0(state, "queued") != 0 ? "is being read"
                                    : orders && problems ? "named in its papers; a paper of it could not be read"
                                    : orders             ? "named in the papers of a mail with an order"
                                    : problems           ? "no order found in it; a paper of it COULD NOT BE READ"
                                                         : "no order found in it";
                json_object_set_new(mail, "state_words", json_string(words));
                json_array_append(list, mail);
        }
        return list;
}

/* A database's time as people read it. New string. */
static char *
answer_instant(const char *text)
{
        g_autoptr(GTimeZone) utc = g_time_zone_new_utc();
        g_autoptr(GDateTime) time = text == NULL ? NULL : g_date_time_new_from_iso8601(text, utc);
        return time == NULL ? g_strdup(text) : court_time_print(g_date_time_to_unix(time));
}

static void
answer_say_mailboxes(GString *text, json_t *ret_stale, const json_t *coverage)
{
        size_t i = 0;
        const json_t *box = NULL;
        json_array_foreach(json_object_get(coverage, "mailboxes"), i, box)
        {
                g_autofree char *read = answer_instant(answer_text(box, "last_read_at"));
                if (json_is_true(json_object_get(box, "stale")))
                        json_array_append_new(
                            ret_stale,
                            json_sprintf("MAILBOX %s NOT READ %s%s: mail may be waiting, this search is incomplete",
                                         answer_text(box, "mailbox"), read == NULL ? "YET" : "SINCE ",
                                         read == NULL ? "" : read));
                else
                        g_string_append_printf(text, " Mailbox %s last read %s.", answer_text(box, "mailbox"), read);
        }
}

static json_int_t
answer_count(const json_t *coverage, const char *key)
{
        return json_integer_value(json_object_get(coverage, key));
}

static void
answer_say_count(GString *text, json_int_t count, const char *one, const char *many)
{
        if (count > 0)
                g_string_append_printf(text, " %" JSON_INTEGER_FORMAT " %s.", count, count == 1 ? one : many);
}

static void
answer_say_searched(GString *text, const json_t *coverage)
{
        const json_int_t orders = answer_count(coverage, "orders"),
                         mails = answer_count(coverage, "mails_without_order");
        g_string_append_printf(text,
                               " Searched %" JSON_INTEGER_FORMAT " order%s, of which %" JSON_INTEGER_FORMAT
                               " not yet verified, and %" JSON_INTEGER_FORMAT " mail%s in which no order was found.",
                               orders, orders == 1 ? "" : "s", answer_count(coverage, "unverified"), mails,
                               mails == 1 ? "" : "s");
}

/* What was searched, in words; only what was looked at is claimed. ret_stale: a sentence for each mailbox that was not read lately. */
static char *
answer_summary(const json_t *coverage, bool found, json_t *ret_stale)
{
        GString *text = g_string_new(found ? "" : "Nothing found.");
        if (!found)
                answer_say_searched(text, coverage);
        else
                answer_say_count(text, answer_count(coverage, "unverified"), "order is not yet verified",
                                 "orders are not yet verified");
        answer_say_count(text, answer_count(coverage, "unreadable_mails_count"), "mail COULD NOT BE READ",
                         "mails COULD NOT BE READ");
        answer_say_count(text, answer_count(coverage, "unreadable_papers_count"), "attachment COULD NOT BE READ",
                         "attachments COULD NOT BE READ");
        answer_say_count(text, answer_count(coverage, "being_read"), "mail is still being read",
                         "mails are still being read");
        answer_say_mailboxes(text, ret_stale, coverage);
        return g_strstrip(g_string_free(text, FALSE));
}

json_t *
search_answer(const SearchLine *line, const GPtrArray *hits, unsigned left_out, json_t *shown, const char *on)
{
        g_autoptr(json_t) list = json_array();
        const json_t *entries = json_object_get(shown, "entries");
        for (guint i = 0; i < hits->len; i++) {
                const SearchHit *hit = g_ptr_array_index(hits, i);
                g_autofree char *key = g_strdup_printf("e%" G_GINT64_FORMAT, hit->head);
                json_t *told = json_object_get(entries, key);
                if (json_is_object(told))
                        json_array_append_new(list, answer_hit(hit, told, on));
        }
        json_t *answer = json_object();
        json_object_set_new(answer, "problem", json_null());
        json_object_set_new(answer, "notes", answer_list(line->notes));
        json_object_set_new(answer, "hits", answer_side_by_side(list));
        json_object_set_new(answer, "left_out", json_integer(left_out));
        json_object_set_new(answer, "mails", answer_mails(json_object_get(shown, "mails")));
        json_t *coverage = json_object_get(shown, "coverage");
        json_object_set(answer, "coverage", coverage);
        json_object_set(answer, "restricted", json_object_get(shown, "restricted"));
        const bool found = json_array_size(list) > 0 || json_array_size(json_object_get(shown, "restricted")) > 0 ||
                           json_array_size(json_object_get(shown, "mails")) > 0;
        json_t *stale = json_array();
        answer_put_text(answer, "summary", answer_summary(coverage, found, stale));
        json_object_set_new(answer, "stale", stale);
        return answer;
}
