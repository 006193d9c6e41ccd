/* fragment, stencil, page: what is filled in is what the stylesheet would have made of it, text stays text, and a page has its parts. */
#include "web/entry_part.h"
#include "web/queue_row.h"
#include "web/stencil.h"

#include <string.h>

G_DEFINE_AUTOPTR_CLEANUP_FUNC(json_t, json_decref)

static void
test_fill(void)
{
        static const struct {
                const char *html, *expected;
        } cases[] = {
                { "<b>~0~</b>", "<b>x</b>" },
                { "~0~ ~0~", "x x" },
                { "", "" },
                { "<i value=\"~1~\">", "<i value=\"&quot;&gt;&lt;script&gt;&amp;amp;'~0~\">" },
                { "~2~~0~~~1", "Zo\xC3\xABx~~1" },
                { "~a~ ~ 0~ ~0", "~a~ ~ 0~ ~0" },
                { "a~0~~3~b", "axb" },
                { "~7~", "" },
                { "~99999999999999999999~", "~99999999999999999999~" },
        };
        static const char *const values[] = { "x", "\"><script>&amp;'~0~", "Zo\xC3\xAB", "" };
        for (unsigned i = 0; i < G_N_ELEMENTS(cases); i++) {
                g_autoptr(Stencil) stencil = stencil_new(cases[i].html);
                g_autoptr(GString) filled = g_string_new(NULL);
                stencil_append(stencil, values, G_N_ELEMENTS(values), filled);
                g_assert_cmpstr(filled->str, ==, cases[i].expected);
        }
}

/* ------------------------------------------------------------------ as the stylesheet */

/* What a member may hold. */
typedef enum {
        SPEC_TEXT,
        SPEC_TRUE,
        SPEC_COUNT,
        SPEC_REAL,
        SPEC_WORD,
        SPEC_TEXTS,
        SPEC_WORDS,
        SPEC_OBJECT,
        SPEC_OBJECTS
} SpecForm;

typedef struct Spec Spec;
struct Spec {
        const char *name; /* NULL: the last is passed */
        SpecForm form;
        const char *words;   /* to choose from, with blanks between them */
        const Spec *members; /* of an object */
        bool always;
};

static json_t *spec_object(const Spec *members, GRand *rand);

/* Texts that a page must not understand: places, elements, entities, controls, and nothing. */
static json_t *
spec_text(GRand *rand)
{
        static const char *const texts[] = { "Anna Sz\xC5\x91ke",
                                             "~0~",
                                             "<b>&amp;</b>",
                                             "\"quoted\" 'so'",
                                             "one\ntwo",
                                             "",
                                             "a\x01"
                                             "b~1~",
                                             "3 Mill Lane" };
        return json_string(texts[g_rand_int_range(rand, 0, G_N_ELEMENTS(texts))]);
}

static json_t *
spec_word(const char *words, GRand *rand)
{
        g_auto(GStrv) list = g_strsplit(words, " ", -1);
        return json_string(list[g_rand_int_range(rand, 0, (gint32) g_strv_length(list))]);
}

static json_t *
spec_value(const Spec *spec, GRand *rand)
{
        json_t *list = json_array();
        const int items = g_rand_int_range(rand, 0, 4);
        switch (spec->form) {
        case SPEC_TEXTS:
        case SPEC_WORDS:
        case SPEC_OBJECTS:
                for (int i = 0; i < items; i++)
                        json_array_append_new(list, spec->form == SPEC_TEXTS   ? spec_text(rand)
                                                    : spec->form == SPEC_WORDS ? spec_word(spec->words, rand)
                                                                               : spec_object(spec->members, rand));
                return list;
        default:
                break;
        }
        json_decref(list);
        switch (spec->form) {
        case SPEC_TRUE:
                return json_boolean(items > 1);
        case SPEC_COUNT:
                return json_integer(items);
        case SPEC_REAL:
                return json_real(g_rand_double(rand));
        case SPEC_WORD:
                return spec_word(spec->words, rand);
        case SPEC_OBJECT:
                return spec_object(spec->members, rand);
        default:
                return spec_text(rand);
        }
}

/* Each member is there as often as not. */
static json_t *
spec_object(const Spec *members, GRand *rand)
{
        json_t *object = json_object();
        for (; members->name != NULL; members++)
                if (members->always || g_rand_boolean(rand))
                        json_object_set_new(object, members->name, spec_value(members, rand));
        return object;
}

static const Spec kept[] = { { .name = "ago", .form = SPEC_TEXT, .always = true },
                             { .name = "value", .form = SPEC_TEXT },
                             { .name = "source", .form = SPEC_WORD, .words = "misread paper elsewhere" },
                             { .name = "from", .form = SPEC_TEXT },
                             { .name = NULL } };
static const Spec disputed[] = { { .name = "said_by", .form = SPEC_TEXT, .always = true },
                                 { .name = "words", .form = SPEC_TEXT, .always = true },
                                 { .name = NULL } };
static const Spec field[] = {
        { .name = "name", .form = SPEC_WORD, .words = "court judge served_on", .always = true },
        { .name = "label", .form = SPEC_TEXT, .always = true },
        { .name = "lines", .form = SPEC_TEXTS, .always = true },
        { .name = "typed", .form = SPEC_TEXT, .always = true },
        { .name = "decided", .form = SPEC_WORD, .words = " confirmed corrected absent waits", .always = true },
        { .name = "unsure", .form = SPEC_TRUE },
        { .name = "list", .form = SPEC_TRUE },
        { .name = "chosen", .form = SPEC_TRUE },
        { .name = "decisive", .form = SPEC_TRUE },
        { .name = "kept", .form = SPEC_OBJECT, .members = kept },
        { .name = "raw", .form = SPEC_TEXT },
        { .name = "telling", .form = SPEC_TRUE },
        { .name = "read", .form = SPEC_TEXT },
        { .name = "copy", .form = SPEC_COUNT },
        { .name = "disputed", .form = SPEC_OBJECT, .members = disputed },
        { .name = "paper", .form = SPEC_COUNT },
        { .name = "page", .form = SPEC_COUNT },
        { .name = "x", .form = SPEC_REAL },
        { .name = "y", .form = SPEC_REAL, .always = true },
        { .name = "w", .form = SPEC_REAL, .always = true },
        { .name = "h", .form = SPEC_REAL, .always = true },
        { .name = "otherwise", .form = SPEC_TEXT },
        { .name = "otherwise_by", .form = SPEC_TEXT },
        { .name = "asked", .form = SPEC_TRUE },
        { .name = NULL }
};
static const Spec slot[] = { { .name = "title", .form = SPEC_TEXT, .always = true },
                             { .name = "fields", .form = SPEC_OBJECTS, .members = field, .always = true },
                             { .name = NULL } };
static const Spec number[] = { { .name = "number", .form = SPEC_COUNT, .always = true },
                               { .name = "open", .form = SPEC_TRUE },
                               { .name = NULL } };
static const Spec mark[] = { { .name = "name", .form = SPEC_WORD, .words = "court judge", .always = true },
                             { .name = "x", .form = SPEC_REAL, .always = true },
                             { .name = "y", .form = SPEC_REAL, .always = true },
                             { .name = "w", .form = SPEC_REAL, .always = true },
                             { .name = "h", .form = SPEC_REAL, .always = true },
                             { .name = "chosen", .form = SPEC_TRUE },
                             { .name = NULL } };
static const Spec run[] = { { .name = "text", .form = SPEC_TEXT, .always = true },
                            { .name = "fields", .form = SPEC_TEXT },
                            { .name = "chosen", .form = SPEC_TRUE },
                            { .name = "first", .form = SPEC_TRUE },
                            { .name = NULL } };
static const Spec sheet[] = { { .name = "paper", .form = SPEC_COUNT, .always = true },
                              { .name = "page", .form = SPEC_COUNT, .always = true },
                              { .name = "count", .form = SPEC_COUNT, .always = true },
                              { .name = "shut", .form = SPEC_TRUE },
                              { .name = "kind", .form = SPEC_WORD, .words = "order application image" },
                              { .name = "problem", .form = SPEC_WORD, .words = "encrypted pages_missing" },
                              { .name = "pages", .form = SPEC_OBJECTS, .members = number, .always = true },
                              { .name = "marks", .form = SPEC_OBJECTS, .members = mark, .always = true },
                              { .name = "as_text", .form = SPEC_TRUE },
                              { .name = "text", .form = SPEC_OBJECTS, .members = run },
                              { .name = NULL } };
static const Spec paper[] = { { .name = "document_id", .form = SPEC_COUNT, .always = true },
                              { .name = "kind", .form = SPEC_WORD, .words = "order application image" },
                              { .name = "pages", .form = SPEC_COUNT },
                              { .name = "problem", .form = SPEC_WORD, .words = "encrypted pages_missing" },
                              { .name = "shut", .form = SPEC_TRUE },
                              { .name = "words", .form = SPEC_TEXT },
                              { .name = NULL } };
static const Spec choice[] = { { .name = "word", .form = SPEC_WORD, .words = "made varied extended", .always = true },
                               { .name = "label", .form = SPEC_TEXT, .always = true },
                               { .name = "chosen", .form = SPEC_TRUE },
                               { .name = NULL } };
static const Spec type[] = { { .name = "decided", .form = SPEC_TRUE },
                             { .name = "types", .form = SPEC_OBJECTS, .members = choice, .always = true },
                             { .name = "actions", .form = SPEC_OBJECTS, .members = choice, .always = true },
                             { .name = NULL } };
static const Spec typed_words[] = { { .name = "text", .form = SPEC_TEXT },
                                    { .name = "code", .form = SPEC_TEXT },
                                    { .name = NULL } };
static const Spec typed_form[] = {
        { .name = "typed_at", .form = SPEC_WORD, .words = "2026-03-03T14:02:00+00:00", .always = true },
        { .name = "words", .form = SPEC_OBJECT, .members = typed_words, .always = true },
        { .name = NULL }
};
static const Spec typed[] = { { .name = "reject", .form = SPEC_OBJECT, .members = typed_form },
                              { .name = "draft", .form = SPEC_OBJECT, .members = typed_form },
                              { .name = "ask", .form = SPEC_OBJECT, .members = typed_form },
                              { .name = NULL } };
static const Spec wait[] = {
        { .name = "late", .form = SPEC_TRUE },
        { .name = "kind", .form = SPEC_WORD, .words = "ask pass_on", .always = true },
        { .name = "code", .form = SPEC_TEXT },
        { .name = "decided_by", .form = SPEC_TEXT, .always = true },
        { .name = "decided_at", .form = SPEC_WORD, .words = "2026-03-03T14:02:00+00:00", .always = true },
        { .name = "chase_on", .form = SPEC_WORD, .words = "2026-03-03 2026-04-04", .always = true },
        { .name = "decision_id", .form = SPEC_COUNT, .always = true },
        { .name = NULL }
};
static const Spec sender[] = { { .name = "kind", .form = SPEC_WORD, .words = "court solicitor", .always = true },
                               { .name = NULL } };
#define SPEC_ENTRY                                                                                                     \
        { .name = "entry_id", .form = SPEC_COUNT, .always = true },                                                    \
            { .name = "row_version", .form = SPEC_COUNT, .always = true },                                             \
        {                                                                                                              \
                .name = "state", .form = SPEC_WORD, .words = "pending pending verified rejected duplicate",            \
                .always = true                                                                                         \
        }
static const Spec entry_field[] = { SPEC_ENTRY,
                                    { .name = "field", .form = SPEC_OBJECT, .members = field, .always = true },
                                    { .name = NULL } };
static const Spec entry_slot[] = { SPEC_ENTRY,
                                   { .name = "slot", .form = SPEC_OBJECT, .members = slot, .always = true },
                                   { .name = NULL } };
static const Spec entry_sheet[] = { SPEC_ENTRY,
                                    { .name = "message_id", .form = SPEC_COUNT },
                                    { .name = "papers", .form = SPEC_OBJECTS, .members = paper, .always = true },
                                    { .name = "attached", .form = SPEC_OBJECTS, .members = paper },
                                    { .name = "sheet", .form = SPEC_OBJECT, .members = sheet, .always = true },
                                    { .name = NULL } };
static const Spec entry_type[] = { SPEC_ENTRY,
                                   { .name = "type", .form = SPEC_OBJECT, .members = type, .always = true },
                                   { .name = "order_type", .form = SPEC_WORD, .words = "non_molestation restraining" },
                                   { .name = "action", .form = SPEC_WORD, .words = "made varied" },
                                   { .name = "chosen", .form = SPEC_WORD, .words = "type" },
                                   { .name = NULL } };
static const Spec entry_last[] = { SPEC_ENTRY,
                                   { .name = "draft", .form = SPEC_TRUE },
                                   { .name = "undecided", .form = SPEC_COUNT, .always = true },
                                   { .name = "typed", .form = SPEC_OBJECT, .members = typed },
                                   { .name = "waits", .form = SPEC_OBJECTS, .members = wait },
                                   { .name = "letter", .form = SPEC_TEXT },
                                   { .name = "sender", .form = SPEC_OBJECT, .members = sender },
                                   { .name = "last", .form = SPEC_WORD, .words = "yes", .always = true },
                                   { .name = NULL } };
static const Spec taken_back[] = { { .name = "message_id", .form = SPEC_COUNT, .always = true },
                                   { .name = "received_at",
                                     .form = SPEC_WORD,
                                     .words = "2026-03-03T14:02:00+00:00 2025-12-24T09:30:00+00:00",
                                     .always = true },
                                   { .name = NULL } };
static const Spec apart[] = { { .name = "entry_id", .form = SPEC_COUNT, .always = true },
                              { .name = "kind", .form = SPEC_WORD, .words = "varies copy", .always = true },
                              { .name = NULL } };
static const Spec from[] = {
        { .name = "kind", .form = SPEC_WORD, .words = "court solicitor", .always = true },
        { .name = "address", .form = SPEC_TEXT },
        { .name = "name", .form = SPEC_TEXT },
        { .name = "fresh", .form = SPEC_TRUE },
        { .name = "mails", .form = SPEC_TEXT, .always = true },
        { .name = "since", .form = SPEC_WORD, .words = "2026-03-03T14:02:00+00:00 2025-12-24T09:30:00+00:00" },
        { .name = "proof", .form = SPEC_WORD, .words = "none passed failed open", .always = true },
        { .name = "domain", .form = SPEC_TEXT },
        { .name = "junk", .form = SPEC_TRUE },
        { .name = "apart", .form = SPEC_OBJECTS, .members = apart },
        { .name = "taken_back", .form = SPEC_OBJECTS, .members = taken_back },
        { .name = NULL }
};
static const Spec hard_copy[] = { { .name = "step", .form = SPEC_WORD, .words = "received destroyed" },
                                  { .name = "place", .form = SPEC_TEXT },
                                  { .name = NULL } };
static const Spec duplicate[] = { { .name = "entry_id", .form = SPEC_COUNT, .always = true },
                                  { .name = "earlier_entry_id", .form = SPEC_COUNT, .always = true },
                                  { .name = "level", .form = SPEC_WORD, .words = "certain likely", .always = true },
                                  { .name = "decided", .form = SPEC_WORD, .words = "confirmed dismissed" },
                                  { .name = "decided_by", .form = SPEC_TEXT },
                                  { .name = "reasons", .form = SPEC_TEXTS },
                                  { .name = NULL } };
static const Spec copy[] = { { .name = "entry_id", .form = SPEC_COUNT, .always = true },
                             { .name = "earlier_entry_id", .form = SPEC_COUNT, .always = true },
                             { .name = "adds", .form = SPEC_TEXTS },
                             { .name = "contradicts", .form = SPEC_TEXTS },
                             { .name = NULL } };
static const Spec related[] = {
        { .name = "entry_id", .form = SPEC_COUNT, .always = true },
        { .name = "earlier_entry_id", .form = SPEC_COUNT },
        { .name = "kind", .form = SPEC_WORD, .words = "varies discharges same_respondent translation", .always = true },
        { .name = "target_made_on", .form = SPEC_WORD, .words = "2026-03-03 2025-12-24" },
        { .name = "reasons", .form = SPEC_TEXTS },
        { .name = NULL }
};
static const Spec plain[] = { { .name = "entry_id", .form = SPEC_COUNT, .always = true },
                              { .name = "row_version", .form = SPEC_COUNT, .always = true },
                              { .name = "received_at",
                                .form = SPEC_WORD,
                                .words = "2026-03-03T14:02:00+00:00 2025-12-24T09:30:00+00:00",
                                .always = true },
                              { .name = NULL } };
static const Spec act[] = { { .name = "entry_id", .form = SPEC_COUNT, .always = true },
                            { .name = "kind", .form = SPEC_WORD, .words = "varies discharges", .always = true },
                            { .name = "respondent", .form = SPEC_TEXT },
                            { .name = "made_on", .form = SPEC_WORD, .words = "2026-03-03 2025-12-24" },
                            { .name = "status", .form = SPEC_WORD, .words = "live check ended", .always = true },
                            { .name = "status_more", .form = SPEC_TEXT },
                            { .name = "effect", .form = SPEC_TEXT },
                            { .name = "said", .form = SPEC_TRUE },
                            { .name = NULL } };
static const Spec service[] = {
        { .name = "service_id", .form = SPEC_COUNT, .always = true },
        { .name = "message_id", .form = SPEC_COUNT, .always = true },
        { .name = "outcome", .form = SPEC_WORD, .words = "served attempted", .always = true },
        { .name = "served_on", .form = SPEC_WORD, .words = "2026-03-03 2025-12-24" },
        { .name = "served_at", .form = SPEC_TEXT },
        { .name = "method", .form = SPEC_TEXT },
        { .name = "served_by", .form = SPEC_TEXT },
        { .name = "joined", .form = SPEC_WORD, .words = "person message number names", .always = true },
        { .name = NULL }
};
static const Spec entry_whole[] = {
        SPEC_ENTRY,
        { .name = "order_type", .form = SPEC_WORD, .words = "non_molestation restraining" },
        { .name = "action", .form = SPEC_WORD, .words = "made varied" },
        { .name = "draft", .form = SPEC_TRUE },
        { .name = "held", .form = SPEC_TRUE },
        { .name = "claim", .form = SPEC_WORD, .words = "free own other", .always = true },
        { .name = "claimed_until", .form = SPEC_WORD, .words = "2026-03-03T14:02:00+00:00 2025-12-24T09:30:00+00:00" },
        { .name = "holder", .form = SPEC_TEXT },
        { .name = "received_at",
          .form = SPEC_WORD,
          .words = "2026-03-03T14:02:00+00:00 2025-12-24T09:30:00+00:00",
          .always = true },
        { .name = "verified_by", .form = SPEC_TEXT },
        { .name = "verified_at", .form = SPEC_WORD, .words = "2026-03-03T14:02:00+00:00 2025-12-24T09:30:00+00:00" },
        { .name = "representative_id", .form = SPEC_COUNT },
        { .name = "status", .form = SPEC_WORD, .words = "live check ended", .always = true },
        { .name = "status_more", .form = SPEC_TEXT },
        { .name = "sender", .form = SPEC_OBJECT, .members = from },
        { .name = "hard_copy", .form = SPEC_OBJECT, .members = hard_copy },
        { .name = "warnings", .form = SPEC_TEXTS },
        { .name = "duplicates", .form = SPEC_OBJECTS, .members = duplicate },
        { .name = "copies", .form = SPEC_OBJECTS, .members = copy },
        { .name = "relations", .form = SPEC_OBJECTS, .members = related },
        { .name = "plain", .form = SPEC_OBJECTS, .members = plain },
        { .name = "acts", .form = SPEC_OBJECTS, .members = act },
        { .name = "chooses", .form = SPEC_TRUE },
        { .name = "services", .form = SPEC_OBJECTS, .members = service },
        { .name = "undecided", .form = SPEC_COUNT },
        { .name = "typed", .form = SPEC_OBJECT, .members = typed },
        { .name = NULL }
};
static const Spec relation[] = {
        { .name = "kind", .form = SPEC_WORD, .words = "varies discharges translation", .always = true },
        { .name = "held", .form = SPEC_TRUE },
        { .name = NULL }
};
static const Spec received[] = { { .name = "instant", .form = SPEC_TEXT, .always = true },
                                 { .name = "moment", .form = SPEC_TEXT, .always = true },
                                 { .name = "age", .form = SPEC_TEXT, .always = true },
                                 { .name = NULL } };
static const Spec row[] = { { .name = "kind", .form = SPEC_WORD, .words = "entry alert mail", .always = true },
                            { .name = "entry_id", .form = SPEC_COUNT },
                            { .name = "calm", .form = SPEC_COUNT },
                            { .name = "late", .form = SPEC_TRUE },
                            { .name = "own", .form = SPEC_TRUE },
                            { .name = "why", .form = SPEC_TEXT, .always = true },
                            { .name = "path", .form = SPEC_WORD, .words = "/entries/7 /messages/8", .always = true },
                            { .name = "order_type", .form = SPEC_WORD, .words = "non_molestation restraining" },
                            { .name = "action", .form = SPEC_WORD, .words = "made varied unknown" },
                            { .name = "draft", .form = SPEC_TRUE },
                            { .name = "alerts", .form = SPEC_WORDS, .words = "breach danger chaser" },
                            { .name = "failure", .form = SPEC_TEXT },
                            { .name = "closed", .form = SPEC_TRUE },
                            { .name = "problem", .form = SPEC_WORD, .words = "encrypted corrupt" },
                            { .name = "problems", .form = SPEC_WORDS, .words = "encrypted corrupt" },
                            { .name = "subject", .form = SPEC_TEXT },
                            { .name = "text", .form = SPEC_TEXT },
                            { .name = "sorted", .form = SPEC_TEXT },
                            { .name = "respondent_dob", .form = SPEC_TEXT },
                            { .name = "protected", .form = SPEC_TEXTS },
                            { .name = "court", .form = SPEC_TEXT },
                            { .name = "number", .form = SPEC_TEXT },
                            { .name = "status", .form = SPEC_WORD, .words = "live check ended" },
                            { .name = "status_reason", .form = SPEC_TEXT },
                            { .name = "served_on", .form = SPEC_TEXT },
                            { .name = "served", .form = SPEC_TRUE },
                            { .name = "attempted", .form = SPEC_TRUE },
                            { .name = "sender", .form = SPEC_TEXT },
                            { .name = "first_mail", .form = SPEC_TRUE },
                            { .name = "junk", .form = SPEC_TRUE },
                            { .name = "passed_to", .form = SPEC_TEXT },
                            { .name = "copies", .form = SPEC_COUNT },
                            { .name = "copies_add", .form = SPEC_COUNT },
                            { .name = "relations", .form = SPEC_OBJECTS, .members = relation },
                            { .name = "absent", .form = SPEC_TEXT },
                            { .name = "unsure", .form = SPEC_TEXT },
                            { .name = "received_at", .form = SPEC_TEXT },
                            { .name = "received", .form = SPEC_OBJECT, .members = received, .always = true },
                            { .name = "held_by", .form = SPEC_TEXT },
                            { .name = "held_until", .form = SPEC_TEXT },
                            { .name = "place", .form = SPEC_COUNT, .always = true },
                            { .name = NULL } };

/* In text a quotation mark may be escaped and need not. New string. */
static char *
fragment_plain(const char *html)
{
        g_auto(GStrv) quotes = g_strsplit(html, "&quot;", -1);
        return g_strjoinv("\"", quotes);
}

/* That it is made as the stylesheet makes it, when its shape is new and when it is known: shapes of few members come again and again. */
static void
check_as_the_stylesheet(const FragmentKind *kind, const char *name, const Spec *spec, unsigned count)
{
        GRand *rand = g_rand_new_with_seed(11);
        static const char *const roles[] = { "handler", "supervisor" };
        for (unsigned i = 0; i < count; i++) {
                g_autoptr(json_t) data =
                    json_pack("{s:s, s:s, s:s, s:s, s:o}", "@name", "entry", "@person", "hana", "@csrf", "f00d",
                              "@role", roles[i % 2], name, spec_object(spec, rand));
                for (unsigned again = 0; again < 2; again++) {
                        g_autoptr(GString) html = g_string_new("before");
                        g_assert_true(fragment_append(kind, data, html));
                        g_autofree char *piece = page_piece(kind->style, data);
                        g_autofree char *expected = fragment_plain(piece), *filled = fragment_plain(html->str);
                        g_assert_true(g_str_has_prefix(filled, "before"));
                        g_assert_cmpstr(filled + strlen("before"), ==, expected);
                }
        }
        g_rand_free(rand);
}

static void
test_entry_parts(void)
{
        static const Spec *const specs[] = { entry_field, entry_slot, entry_sheet, entry_type, entry_last };
        for (unsigned i = 0; i < G_N_ELEMENTS(specs); i++)
                check_as_the_stylesheet(&entry_part_kind, "entry", specs[i], 400);
}

static void
test_entry_page(void)
{
        check_as_the_stylesheet(&entry_page_kind, "entry", entry_whole, 600);
}

static void
test_queue_rows(void)
{
        check_as_the_stylesheet(&queue_row_kind, "row", row, 1000);
}

/* One shape, other words: what stands in one is not in the next. */
static void
test_other_words(void)
{
        static const char *const courts[] = { "Family Court at Yeovil", "", "~0~", "a < b & c", "x" };
        for (unsigned i = 0; i < G_N_ELEMENTS(courts); i++) {
                g_autoptr(json_t) data =
                    json_pack("{s:s, s:{s:s, s:s, s:s, s:i, s:{s:s, s:s, s:s}}}", "@role", "handler", "row", "kind",
                              "mail", "subject", courts[i], "path", "/messages/7", "place", (int) i, "received",
                              "instant", "I", "moment", "M", "age", "A");
                g_autoptr(GString) html = g_string_new(NULL);
                g_assert_true(fragment_append(&queue_row_kind, data, html));
                g_autofree char *escaped = g_markup_escape_text(courts[i], -1);
                g_autofree char *cell = g_strdup_printf(
                    "colspan=\"2\">%s</td>", i == 1 ? "<span class=\"ccot-quiet\">no subject</span>" : escaped);
                g_autofree char *place = g_strdup_printf(" row %u<", i);
                g_assert_nonnull(strstr(html->str, cell));
                g_assert_nonnull(strstr(html->str, place));
        }
}

/* The words of a row, of what the register says of it. */
static void
test_row_words(void)
{
        g_autoptr(json_t) rows =
            json_pack("[{s:s, s:i, s:s, s:s, s:s, s:s, s:[s, s], s:[s], s:s}]", "kind", "entry", "entry_id", 7,
                      "received_at", "2021-03-03 14:02:00+00", "respondent_dob", "1985-03-03", "served_on",
                      "2021-03-09", "order_type", "restraining", "absent", "respondent", "made_on", "unsure",
                      "respondent_dob", "from_address", "clerk@court.example");
        g_autoptr(GString) html = queue_rows_html(rows, "handler");
        static const char *const wanted[] = { " born 3 March 1985<",
                                              "served Tue 9 March 2021",
                                              "no respondent, made on",
                                              "unsure: date of birth",
                                              "title=\"Wed 3 March 2021, 14:02\"",
                                              "datetime=\"2021-03-03 14:02:00+00\"",
                                              " row 1<",
                                              "formaction=\"/entries/7/claim\"" };
        for (unsigned i = 0; i < G_N_ELEMENTS(wanted); i++)
                if (strstr(html->str, wanted[i]) == NULL)
                        g_error("no %s in %s", wanted[i], html->str);
        g_assert_null(strstr(html->str, "clerk"));
}

/* ------------------------------------------------------------------ a page and its parts */

static json_t *
queue_page(void)
{
        return json_pack("{s:{}, s:{s:s, s:i, s:{s:i}, s:i}}", "strip", "queue", "tab", "all", "most", 50, "counts",
                         "all", 90, "shown", 1);
}

static char *
page_html(const Response *made)
{
        return g_strndup(g_bytes_get_data(made->body, NULL), g_bytes_get_size(made->body));
}

static void
test_parts(void)
{
        g_autoptr(json_t) data = queue_page();
        g_auto(PageParts)
            parts = { .part = { { "other", g_string_new("<i>no</i>") }, { "rows", g_string_new("<tr>~0~</tr>") } } };
        g_autoptr(Response) made = page_render_parts(200, "queue", data, &parts, NULL);
        g_autofree char *html = page_html(made);
        g_assert_cmpuint(made->status, ==, 200);
        g_assert_nonnull(strstr(html, "<tr>~0~</tr>"));
        g_assert_null(strstr(html, "<i>no</i>"));
        g_assert_null(strstr(html, "ccot-part"));
}

/* A page without one of its parts is none, nor one whose part could not be made. */
static void
test_without_its_part(void)
{
        g_autoptr(json_t) data = queue_page();
        const PageParts none = { .part = { { "rows", NULL } } };
        g_autoptr(Response) without = page_render(200, "queue", data, NULL);
        g_autoptr(Response) failed = page_render_parts(200, "queue", data, &none, NULL);
        g_assert_cmpuint(without->status, ==, 500);
        g_assert_cmpuint(failed->status, ==, 500);
}

/* What stands in the data cannot name a place. */
static void
test_place_in_data(void)
{
        g_autoptr(json_t) data = json_pack("{s:{}, s:s, s:s}", "strip", "heading", "<?ccot-part strip>", "text",
                                           "<?ccot-part none> &lt;?ccot-part none&gt;");
        char person[] = "<?ccot-part none>", role[] = "handler", token[] = "<?ccot-part none>";
        Staff staff = { .name = person, .role = role };
        const Access who = { .staff = &staff, .token = token };
        g_autoptr(Response) made = page_render(200, "message", data, &who);
        g_autofree char *html = page_html(made);
        g_assert_cmpuint(made->status, ==, 200);
        g_assert_nonnull(strstr(html, "value=\"&lt;?ccot-part none&gt;\""));
        g_assert_nonnull(strstr(html, "&lt;?ccot-part strip&gt;"));
        g_assert_nonnull(strstr(html, "&amp;lt;?ccot-part none&amp;gt;"));
}

int
main(int argc, char **argv)
{
        g_test_init(&argc, &argv, NULL);
        page_init();
        g_test_add_func("/fragment/fill", test_fill);
        g_test_add_func("/fragment/entry-parts", test_entry_parts);
        g_test_add_func("/fragment/entry-page", test_entry_page);
        g_test_add_func("/fragment/queue-rows", test_queue_rows);
        g_test_add_func("/fragment/other-words", test_other_words);
        g_test_add_func("/fragment/row-words", test_row_words);
        g_test_add_func("/page/parts", test_parts);
        g_test_add_func("/page/without-its-part", test_without_its_part);
        g_test_add_func("/page/place-in-data", test_place_in_data);
        const int failed = g_test_run();
        page_end();
        return failed;
}
