#include "web/entry_part.h"

#include "web/page_words.h"

const FragmentKind entry_part_kind = {
        .style = "entry_part",
        .tested = { "state", "decided", "source", "order_type", "action", "chosen", "kind", "undecided", "count",
                    "pages", "problem" },
        /* typed work, questions to others, papers of other mails, a paper's text */
        .passing = { "typed_at", "chase_on", "decided_at", "as_text" },
};

const FragmentKind entry_page_kind = {
        .style = "entry",
        .tested = { "@name", "@role", "state", "order_type", "action", "claim", "status", "proof", "kind", "level",
                    "decided", "joined", "outcome" },
        /* typed work, what was decided, where the sealed copy is, what the sender takes back or did not get */
        .passing = { "typed_at", "decided_at", "verified_at", "step", "taken_back", "reply_back_at" },
        .same = { "entry_id", "earlier_entry_id" },
        .worded = { { "received_at", page_words_instant },
                    { "claimed_until", page_words_instant },
                    { "since", page_words_instant },
                    { "served_on", page_words_day },
                    { "made_on", page_words_day },
                    { "target_made_on", page_words_day } },
};

enum { PART_OCTETS = 4096, PART_KEYS = 8 };

/* keys of an entry, as far as it has them. New object. */
static json_t *
part_entry(const json_t *view, const char *const keys[PART_KEYS])
{
        json_t *entry = json_object();
        for (unsigned i = 0; i < PART_KEYS && keys[i] != NULL; i++)
                json_object_set(entry, keys[i], json_object_get(view, keys[i]));
        return entry;
}

/* The page of an entry that says just this. Takes entry. */
static json_t *
part_page(json_t *entry, const char *token)
{
        return json_pack("{s:s, s:o}", "@csrf", token, "entry", entry);
}

static void
part_place(PageParts *parts, const char *name, GString *html)
{
        for (unsigned i = 0; i < PAGE_PARTS; i++)
                if (parts->part[i].name == NULL) {
                        parts->part[i] = (PagePart){ name, html };
                        return;
                }
        g_assert_not_reached();
}

/* ------------------------------------------------------------------ fields */

/* All items of the list, one behind the other. name: what one is called. NULL: one cannot be made. */
static GString *
part_list(json_t *page, const char *name, const json_t *items)
{
        GString *html = g_string_sized_new(PART_OCTETS * json_array_size(items));
        json_t *entry = json_object_get(page, "entry"), *item = NULL;
        size_t i = 0;
        json_array_foreach(items, i, item)
        {
                json_object_set(entry, name, item);
                if (fragment_append(&entry_part_kind, page, html))
                        continue;
                g_string_free(html, TRUE);
                html = NULL;
                break;
        }
        (void) json_object_del(entry, name);
        return html;
}

PageParts
entry_part_fields(const json_t *fields, const char *token)
{
        static const char *const keys[PART_KEYS] = { "entry_id", "row_version", "state" };
        static const struct {
                const char *list, *name;
        } lists[] = { { "slots", "slot" }, { "stated", "field" }, { "absent", "field" } };
        PageParts parts = { 0 };
        json_t *page = part_page(part_entry(fields, keys), token);
        for (unsigned i = 0; i < G_N_ELEMENTS(lists); i++)
                part_place(&parts, lists[i].list,
                           part_list(page, lists[i].name, json_object_get(fields, lists[i].list)));
        json_decref(page);
        return parts;
}

/* ------------------------------------------------------------------ the rest */

/* Takes entry. */
static void
part_add(PageParts *parts, const char *name, json_t *entry, const char *token)
{
        GString *html = g_string_sized_new(PART_OCTETS);
        json_t *page = part_page(entry, token);
        if (!fragment_append(&entry_part_kind, page, html)) {
                g_string_free(html, TRUE);
                html = NULL;
        }
        json_decref(page);
        part_place(parts, name, html);
}

static json_t *
part_type(const json_t *view)
{
        static const char *const keys[PART_KEYS] = {
                "entry_id", "row_version", "state", "type", "order_type", "action"
        };
        json_t *entry = part_entry(view, keys);
        const bool chosen = g_strcmp0(json_string_value(json_object_get(view, "chosen")), "type") == 0;
        json_object_set_new(entry, "chosen", chosen ? json_string("type") : NULL);
        if (json_object_get(json_object_get(view, "typed"), "type") != NULL)
                json_object_set_new(entry, "typed", json_pack("{s:b}", "type", true));
        return entry;
}

static json_t *
part_finish(const json_t *view)
{
        static const char *const keys[PART_KEYS] = { "entry_id",  "row_version", "state", "draft",
                                                     "undecided", "typed",       "waits", "letter" };
        json_t *entry = part_entry(view, keys);
        json_object_set_new(entry, "last", json_true());
        json_object_set_new(entry, "sender",
                            json_pack("{s:O?}", "kind", json_object_get(json_object_get(view, "sender"), "kind")));
        return entry;
}

void
entry_part_add(PageParts *parts, json_t *view, const char *token)
{
        static const char *const sheet[PART_KEYS] = { "entry_id", "message_id", "papers", "attached", "sheet" };
        static const char *const done[] = { "type", "waits", "letter", "papers", "attached", "sheet" };
        part_add(parts, "sheet", part_entry(view, sheet), token);
        part_add(parts, "type", part_type(view), token);
        part_add(parts, "finish", part_finish(view), token);
        for (unsigned i = 0; i < G_N_ELEMENTS(done); i++)
                (void) json_object_del(view, done[i]);
}
