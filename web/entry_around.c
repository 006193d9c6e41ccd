#include "web/entry_around.h"

#include "register/sender.h"
#include "web/entry_warning.h"
#include "web/entry_words.h"

#include <string.h>

static const char *
around_text(const json_t *object, const char *key)
{
        const char *text = json_string_value(json_object_get(object, key));
        return text == NULL ? "" : text;
}

static gint64
around_number(const json_t *object, const char *key)
{
        return json_integer_value(json_object_get(object, key));
}

/* What is told of another entry; NULL when it is not among them. */
static const json_t *
around_other(const json_t *entry, gint64 entry_id)
{
        g_autofree char *key = g_strdup_printf("e%" G_GINT64_FORMAT, entry_id);
        return json_object_get(json_object_get(entry, "others"), key);
}

bool
entry_around_stands(const json_t *entry, const json_t *decision, const char *by_kind)
{
        const json_t *later = NULL;
        size_t i = 0;
        if (json_is_string(json_object_get(decision, "undone_at")))
                return false;
        json_array_foreach(json_object_get(entry, "decisions"), i, later)
        {
                if (g_str_equal(around_text(later, "kind"), by_kind) &&
                    !json_is_string(json_object_get(later, "undone_at")) &&
                    json_equal(json_object_get(later, "about"), json_object_get(decision, "decision_id")))
                        return false;
        }
        return true;
}

static bool
around_is_act(const char *kind)
{
        return g_str_equal(kind, "varies") || g_str_equal(kind, "extends") || g_str_equal(kind, "discharges");
}

/* ------------------------------------------------------------------ sender */

/* Orders that this one is a copy of or acts on, and that somebody else sent. */
static json_t *
around_apart(const json_t *entry, const char *address)
{
        json_t *list = json_array();
        const json_t *relation = NULL;
        size_t i = 0;
        json_array_foreach(json_object_get(entry, "relations"), i, relation)
        {
                const json_t *other = around_other(entry, around_number(relation, "earlier_entry_id"));
                const char *sender = json_string_value(json_object_get(other, "sender"));
                if (around_number(relation, "entry_id") == around_number(entry, "entry_id") && sender != NULL &&
                    around_is_act(around_text(relation, "kind")) && !sender_is_same(sender, address))
                        json_array_append_new(list,
                                              json_pack("{s:O, s:s}", "entry_id", json_object_get(other, "entry_id"),
                                                        "kind", sender_kind_label(sender_kind(sender))));
        }
        return list;
}

/* What our own gateway found: "passed", "failed", "open" (it could not tell), "none" (it says nothing). */
static const char *
around_proof(const json_t *sender)
{
        const char *dmarc = around_text(sender, "dmarc");
        if (*around_text(sender, "gateway") == '\0')
                return "none";
        return g_str_equal(dmarc, "pass") ? "passed" : g_str_equal(dmarc, "fail") ? "failed" : "open";
}

/* How many mails of the sender were seen: counted up to a hundred. */
static json_t *
around_mails(const json_t *sender)
{
        enum { AROUND_COUNTED = 100 };
        const gint64 mails = around_number(sender, "mails");
        return json_sprintf("%" G_GINT64_FORMAT "%s", mails, mails >= AROUND_COUNTED ? " or more" : "");
}

static json_t *
around_sender(const json_t *entry)
{
        const json_t *sender = json_object_get(entry, "sender");
        const char *address = json_string_value(json_object_get(sender, "address"));
        json_t *view = json_pack("{s:s, s:o, s:b, s:b, s:o}", "kind", sender_kind_label(sender_kind(address)), "mails",
                                 around_mails(sender), "fresh", around_number(sender, "mails") <= 1, "junk",
                                 json_is_true(json_object_get(sender, "junk")), "apart", around_apart(entry, address));
        const char *at = address == NULL ? NULL : strrchr(address, '@');
        json_object_set_new(view, "proof", json_string(around_proof(sender)));
        json_object_set_new(view, "domain", json_string(at == NULL ? "" : at + 1));
        json_object_set(view, "address", json_object_get(sender, "address"));
        json_object_set(view, "name", json_object_get(sender, "name"));
        json_object_set(view, "since", json_object_get(sender, "first_at"));
        json_object_set(view, "taken_back", json_object_get(sender, "taken_back"));
        if (json_is_string(json_object_get(sender, "reply_back_at")))
                json_object_set(view, "reply_back_at", json_object_get(sender, "reply_back_at"));
        return view;
}

/* ------------------------------------------------------------------ copies and orders it acts on */

static json_t *
around_plain(const json_t *entry)
{
        json_t *list = json_array();
        const json_t *copy = NULL;
        size_t i = 0;
        const gint64 self = around_number(entry, "entry_id");
        json_array_foreach(json_object_get(entry, "copies"), i, copy)
        {
                const json_t *other = around_other(entry, around_number(copy, "entry_id"));
                if (around_number(copy, "earlier_entry_id") != self || other == NULL ||
                    json_array_size(json_object_get(copy, "adds")) > 0 ||
                    json_array_size(json_object_get(copy, "contradicts")) > 0 ||
                    !g_str_equal(around_text(other, "state"), "pending") ||
                    around_number(other, "representative_id") != self)
                        continue;
                json_array_append_new(list,
                                      json_pack("{s:O, s:O, s:O?}", "entry_id", json_object_get(other, "entry_id"),
                                                "row_version", json_object_get(other, "row_version"), "received_at",
                                                json_object_get(other, "received_at")));
        }
        return list;
}

/* The list's item for copies that one person decided on at one instant; added when there is none. */
static json_t *
around_decided_with(json_t *list, const json_t *pair)
{
        json_t *together = NULL;
        size_t i = 0;
        json_array_foreach(list, i, together)
        {
                if (json_equal(json_object_get(together, "decided_at"), json_object_get(pair, "decided_at")) &&
                    json_equal(json_object_get(together, "decided_by"), json_object_get(pair, "decided_by")))
                        return together;
        }
        json_array_append_new(list, json_pack("{s:O, s:O, s:[]}", "decided_at", json_object_get(pair, "decided_at"),
                                              "decided_by", json_object_get(pair, "decided_by"), "copies"));
        return json_array_get(list, json_array_size(list) - 1);
}

/* Copies of this entry that were decided together, two or more. */
static json_t *
around_together(const json_t *entry)
{
        json_t *list = json_array();
        const json_t *pair = NULL;
        size_t i = 0;
        const gint64 self = around_number(entry, "entry_id");
        json_array_foreach(json_object_get(entry, "duplicates"), i, pair)
        {
                const json_t *other = around_other(entry, around_number(pair, "entry_id"));
                if (other == NULL || around_number(pair, "earlier_entry_id") != self ||
                    !g_str_equal(around_text(pair, "decided"), "confirmed") ||
                    !g_str_equal(around_text(other, "state"), "duplicate"))
                        continue;
                json_array_append_new(json_object_get(around_decided_with(list, pair), "copies"),
                                      json_pack("{s:O, s:O}", "entry_id", json_object_get(other, "entry_id"),
                                                "row_version", json_object_get(other, "row_version")));
        }
        for (size_t left = json_array_size(list); left > 0; left--)
                if (json_array_size(json_object_get(json_array_get(list, left - 1), "copies")) < 2)
                        json_array_remove(list, left - 1);
        return list;
}

/* What becomes of the other order when this one takes effect. New string. */
static char *
around_effect(const json_t *entry, const char *kind)
{
        const char *made = entry_warning_value(entry, "made_on"), *ends = entry_warning_value(entry, "expires_on");
        g_autofree char *day = entry_words_line(FIELD_MADE_ON, made);
        g_autofree char *end = entry_words_line(FIELD_EXPIRES_ON, ends);
        if (g_str_equal(kind, "discharges"))
                return made == NULL ? g_strdup("would end, on a day that is not known")
                                    : g_strdup_printf("would end on %s", day);
        return ends == NULL ? g_strdup("would keep its end")
                            : g_strdup_printf("would be in force until %s by this order's end", end);
}

static json_t *
around_acts(const json_t *entry)
{
        json_t *list = json_array();
        const json_t *relation = NULL;
        size_t i = 0;
        json_array_foreach(json_object_get(entry, "relations"), i, relation)
        {
                const char *kind = around_text(relation, "kind");
                const char *reason = json_string_value(json_array_get(json_object_get(relation, "reasons"), 0));
                const json_t *other = around_other(entry, around_number(relation, "earlier_entry_id"));
                if (other == NULL || !around_is_act(kind) ||
                    around_number(relation, "entry_id") != around_number(entry, "entry_id"))
                        continue;
                g_autofree char *effect = around_effect(entry, kind);
                g_autofree char *status =
                    entry_words_status(around_text(other, "status"), around_text(other, "status_reason"));
                json_array_append_new(
                    list, json_pack("{s:s, s:b, s:O, s:O?, s:O?, s:o, s:O?, s:O?, s:s}", "kind", kind, "said",
                                    g_strcmp0(reason, "a person says so") == 0, "entry_id",
                                    json_object_get(other, "entry_id"), "state", json_object_get(other, "state"),
                                    "status", json_object_get(other, "status"), "status_more", json_string(status),
                                    "respondent", json_object_get(other, "respondent"), "made_on",
                                    json_object_get(other, "made_on"), "effect", effect));
        }
        return list;
}

/* ------------------------------------------------------------------ what waits */

static json_t *
around_waits(const json_t *entry, const char *today)
{
        json_t *list = json_array();
        json_t *decision = NULL;
        size_t i = 0;
        json_array_foreach(json_object_get(entry, "decisions"), i, decision)
        {
                const char *chase = json_string_value(json_object_get(decision, "chase_on"));
                if (chase == NULL || !entry_around_stands(entry, decision, "settle"))
                        continue;
                json_t *wait = json_copy(decision);
                json_object_set_new(wait, "late", json_boolean(strcmp(chase, today) < 0));
                json_array_append_new(list, wait);
        }
        return list;
}

/* A mail to send by hand: what is missing and is asked for, without a name or a fact of the case. New string. */
static char *
around_letter(const json_t *entry)
{
        GString *letter = g_string_new("Thank you for your e-mail. Before we can put the order on our register, please "
                                       "send us, as an answer to this e-mail:\n\n");
        const json_t *paper = NULL;
        const gsize start = letter->len;
        size_t i = 0;
        if (json_is_true(json_object_get(entry, "draft")))
                g_string_append(letter, "- the sealed order: what reached us is marked as a draft;\n");
        json_array_foreach(json_object_get(entry, "papers"), i, paper)
        {
                if (*around_text(paper, "problem") != '\0')
                        g_string_append_printf(letter, "- attachment %zu again: we could not open all of it;\n", i + 1);
        }
        if (entry_warning_value(entry, "served_on") == NULL)
                g_string_append(letter, "- the statement of service, if the order has been served;\n");
        if (entry_warning_value(entry, "respondent_dob") == NULL)
                g_string_append(letter, "- the respondent's date of birth, if you know it;\n");
        if (letter->len == start)
                g_string_append(letter, "- \n");
        return g_string_free(letter, FALSE);
}

static const char *
around_claim(const json_t *entry, const char *person)
{
        const char *holder = around_text(entry, "holder");
        return *holder == '\0' ? "free" : g_str_equal(holder, person) ? "own" : "other";
}

void
entry_around(json_t *view, const json_t *entry, const char *person, const char *today)
{
        const char *action = around_text(entry, "action");
        json_t *acts = around_acts(entry);
        json_object_set_new(view, "chooses",
                            json_boolean(g_str_equal(action, "varied") || g_str_equal(action, "extended") ||
                                         g_str_equal(action, "discharged")));
        g_autofree char *letter = around_letter(entry);
        json_object_set_new(view, "letter", json_string(letter));
        json_object_set_new(view, "sender", around_sender(entry));
        json_object_set_new(view, "plain", around_plain(entry));
        json_object_set_new(view, "together", around_together(entry));
        json_object_set_new(view, "acts", acts);
        json_object_set_new(view, "waits", around_waits(entry, today));
        json_object_set_new(view, "claim", json_string(around_claim(entry, person)));
}
