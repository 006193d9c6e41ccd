/* Finding: what an order, a mail and a paper are found by, what is said of them, and what stays in the audit alone. */
#include "db/search_store.h"
#include "tests/db/scratch.h"

#include <jansson.h>
#include <string.h>

G_DEFINE_AUTOPTR_CLEANUP_FUNC(json_t, json_decref)

/* A mail with the usual order, fields put otherwise: "respondent=Jan Kowalczyk; respondent_dob=1986-05-04". NULL text: no order. */
static void
search_mail(Db *db, unsigned number, const char *fields, const char *text)
{
        g_autofree char *octets = g_strdup_printf("mail %u", number);
        const MessageClaim claim = scratch_message(db, number, octets);
        g_autoptr(Submission) submission = scratch_submission(octets, octets);
        SubmissionOrder *order = g_ptr_array_index(submission->orders, 0);
        g_auto(GStrv) pairs = g_strsplit(fields == NULL ? "" : fields, "; ", -1);
        for (unsigned i = 0; pairs[i] != NULL && *pairs[i] != '\0'; i++) {
                g_auto(GStrv) pair = g_strsplit(pairs[i], "=", 2);
                const Field field = field_from_name(pair[0]);
                field_value_free(order->fields[field]);
                order->fields[field] = field_value_new(field, field_is_list(field) ? NULL : pair[1], pair[1], 0.9);
                if (field_is_list(field))
                        field_value_add(order->fields[field], pair[1], NULL);
        }
        if (text != NULL)
                g_ptr_array_add(((SubmissionDocument *) g_ptr_array_index(submission->documents, 0))->text,
                                g_strdup(text));
        if (fields == NULL)
                g_ptr_array_set_size(submission->orders, 0);
        g_autoptr(GError) error = NULL;
        (void) entry_store_write(db, &claim, submission, &error);
        g_assert_no_error(error);
}

static json_t *
search_ask(Db *db, const char *typed)
{
        const Search search = { "erin", typed, "incident 7", SEARCH_MOST };
        g_autoptr(GError) error = NULL;
        g_autofree char *text = search_store_run(db, &search, &error);
        g_assert_no_error(error);
        json_t *answer = json_loads(text, 0, NULL);
        g_assert_nonnull(answer);
        return answer;
}

/* The numbers of the orders found, in order: "1 3"; then " mail 2"; or the problem. */
static char *
search_found(Db *db, const char *typed)
{
        g_autoptr(json_t) answer = search_ask(db, typed);
        const char *problem = json_string_value(json_object_get(answer, "problem"));
        if (problem != NULL)
                return g_strdup(problem);
        GString *found = g_string_new(NULL);
        size_t i = 0;
        json_t *row = NULL;
        json_array_foreach(json_object_get(answer, "hits"), i, row)
            g_string_append_printf(found, "%s%" JSON_INTEGER_FORMAT, found->len > 0 ? " " : "",
                                   json_integer_value(json_object_get(row, "entry_id")));
        json_array_foreach(json_object_get(answer, "mails"), i, row)
            g_string_append_printf(found, "%smail %" JSON_INTEGER_FORMAT, found->len > 0 ? " " : "",
                                   json_integer_value(json_object_get(row, "message_id")));
        return g_string_free(found, FALSE);
}

static void
check_found(Db *db, const char *typed, const char *expected)
{
        g_autofree char *found = search_found(db, typed);
        if (!g_str_equal(found, expected))
                g_error("%s: found %s, not %s", typed, found, expected);
}

static const struct {
        const char *typed;
        const char *found;
} search_cases[] = {
        { "marlow", "1" },
        { "MARLOWE", "1" },
        { "dobson alicia", "1" },
        { "marlow + alicia", "1" },
        { "deen marlo", "1" },
        { "mia", "1" },
        { "1 high street strood", "1" },
        { "kowalczyk", "2" },
        { "kovalchik yan", "2" },
        { "kasia nowak", "2" },
        { "4.5.1986", "2" },
        { "kowalczyk 5.4.1986", "2" },
        { "dafydd", "3" },
        { "dai gruffydd", "3" },
        { "griffiths", "3" },
        { "the boxer", "3" },
        { "oneill", "4" },
        { "o neil", "4" },
        { "neill", "4" },
        { "LU24P00456", "4" },
        { "lu24 p00456", "4" },
        { "LU24P00465", "4" },
        { "p00456", "4" },
        { "ct1 2ab", "4" },
        { "m for mike a for alpha r for romeo l o w", "1" },
        { "quillfeather", "mail 5" },
        { "kwillfeather", "mail 5" },
        { "quilfeather", "mail 5" },
        { "zzyzx", "" },
        { "ma", "" },
        { "marlow on 29.2.2025", "There is no such day as 29.2.2025." },
        { "ending between 1 march 2026 and 4 march 2026", "3 2 1" },
        { "dobson ending between 1 march 2026 and 4 march 2026", "1" },
        { "dobson ending between 1 march 2024 and 4 march 2024", "" },
};

static void
test_finds(void)
{
        g_autoptr(Db) db = scratch_new("ccot_ingest");
        search_mail(db, 1, "respondent=Dean Marlow", NULL);
        search_mail(
            db, 2,
            "respondent=KOWALCZYK, Jan; respondent_dob=1986-05-04; protected_person=Katarzyna Nowak; "
            "protected_people=Katarzyna Nowak; case_number=ME25F00777; children=Zofia; respondent_address=3 Elm Row",
            NULL);
        search_mail(db, 3,
                    "respondent=David Gruffydd; respondent_aliases=The Boxer; protected_person=Bron Rees; "
                    "protected_people=Bron Rees; case_number=ME25F00888; children=Osian; respondent_address=4 Elm Row",
                    NULL);
        search_mail(db, 4,
                    "respondent=Se\303\241n O'Neill; protected_person=Amy Ash; protected_people=Amy Ash; "
                    "expires_on=2027-01-01; "
                    "case_number=LU24P00456; children=Finn; respondent_address=5 Elm Row, Canterbury CT1 2AB",
                    NULL);
        search_mail(db, 5, NULL, "We act for Mrs Quillfeather. The order will follow.");
        for (unsigned i = 0; i < G_N_ELEMENTS(search_cases); i++) {
                g_autoptr(Db) web = scratch_connect(i % 2 == 0 ? "ccot_web" : "ccot_admin");
                check_found(web, search_cases[i].typed, search_cases[i].found);
        }
}

/* A name that more orders bear than are looked at: those that are spelt nearly so are not asked for, but with fewer they are. */
static void
test_borne_by_many(void)
{
        g_autoptr(Db) db = scratch_new("ccot_ingest");
        g_autoptr(Db) web = scratch_connect("ccot_web");
        for (unsigned i = 1; i <= 100; i++) {
                g_autofree char *fields = g_strdup_printf("respondent=%s; case_number=ME25F%05u",
                                                          i % 40 == 0 ? "Jon Smithe" : "John Smith", i);
                search_mail(db, i, fields, NULL);
                g_autoptr(json_t) answer = i == 50 || i == 100 ? search_ask(web, "john smith") : NULL;
                if (answer != NULL)
                        g_assert_cmpint(json_array_size(json_object_get(answer, "hits")) +
                                            (size_t) json_integer_value(json_object_get(answer, "left_out")),
                                        ==, i == 50 ? 50 : 80);
        }
}

static const char *
hit_text(json_t *answer, size_t hit, const char *key)
{
        return json_string_value(json_object_get(json_array_get(json_object_get(answer, "hits"), hit), key));
}

/* What is said of a hit; a cross-order and a namesake stand beside it; a copy is no hit of its own. */
static void
test_says(void)
{
        g_autoptr(Db) db = scratch_new("ccot_ingest");
        search_mail(db, 1, "respondent_dob=1986-05-04", NULL);
        search_mail(db, 2, "respondent_dob=1986-05-04", NULL);
        search_mail(
            db, 3,
            "respondent_dob=1958-11-30; case_number=LU24P00456; protected_person=Bea Foss; protected_people=Bea Foss",
            NULL);
        search_mail(db, 4,
                    "respondent=Alicia Dobson; case_number=ME25F00999; protected_person=Dean Marlow; "
                    "protected_people=Dean Marlow",
                    NULL);
        g_autoptr(Db) web = scratch_connect("ccot_web");
        g_autoptr(json_t) answer = search_ask(web, "dean marlow 4.5.1986");
        g_assert_cmpuint(json_array_size(json_object_get(answer, "hits")), ==, 3);
        g_assert_cmpstr(
            hit_text(answer, 0, "direction"), ==,
            "Dean Marlow must not harm, harass or contact, as its terms say, Alicia Dobson (and child Mia)");
        g_assert_cmpstr(hit_text(answer, 0, "state_words"), ==, "NOT YET VERIFIED");
        g_assert_cmpstr(hit_text(answer, 0, "served"), ==, "NO PROOF OF SERVICE");
        g_assert_nonnull(hit_text(answer, 0, "status"));
        g_assert_cmpuint(json_array_size(json_object_get(json_array_get(json_object_get(answer, "hits"), 0), "copies")),
                         ==, 1);
        const char *beside[2] = { hit_text(answer, 1, "beside"), hit_text(answer, 2, "beside") };
        g_assert_true((g_strcmp0(beside[0], "cross-order") == 0 && g_strcmp0(beside[1], "namesake") == 0) ||
                      (g_strcmp0(beside[1], "cross-order") == 0 && g_strcmp0(beside[0], "namesake") == 0));
        /* before it was made it held nobody */
        g_autoptr(json_t) early = search_ask(web, "dean marlow 4.5.1986 on 1 march 2025");
        g_assert_cmpstr(hit_text(early, 0, "status"), ==, "not_yet");
        g_assert_cmpstr(hit_text(early, 0, "served"), ==, "NO PROOF OF SERVICE BY THAT DAY");
        g_assert_false(json_is_true(json_object_get(early, "now")));
        g_autofree char *printed = json_dumps(answer, 0);
        g_assert_null(strstr(printed, "High Street"));
}

/* What was not read is said, whatever was found; the words typed are in the audit, and in no view. */
static void
test_coverage(void)
{
        g_autoptr(Db) db = scratch_new("ccot_ingest");
        search_mail(db, 1, "respondent=Dean Marlow", NULL);
        g_autofree char *done = scratch_sql(
            "postgres",
            "INSERT INTO ccot.mailbox (name, last_scan_at) VALUES ('m', now() - interval '11 minutes'), "
            "('n', now()); INSERT INTO ccot.document (message_id, position, path, size, kind, problem) SELECT "
            "message_id, 90, '9', 1, 'unreadable', 'encrypted' FROM ccot.message; INSERT INTO ccot.message "
            "(mailbox, folder, uidvalidity, uid, server_uidvalidity, received_at, state, failure) VALUES "
            "('m', 'INBOX', 1, 99, 1, now(), 'failed', 'too slow'); UPDATE ccot.message SET row_version = 2");
        g_autoptr(Db) web = scratch_connect("ccot_web");
        g_autoptr(json_t) nothing = search_ask(web, "zzyzx");
        const char *summary = json_string_value(json_object_get(nothing, "summary"));
        g_assert_true(g_str_has_prefix(
            summary, "Nothing found. Searched 1 order, of which 1 not yet verified, and 0 mails in "
                     "which no order was found. 1 mail COULD NOT BE READ. 1 attachment COULD NOT BE READ."));
        g_assert_null(strstr(summary, "NOT READ SINCE "));
        const json_t *stale = json_object_get(nothing, "stale");
        g_assert_cmpuint(json_array_size(stale), ==, 1);
        g_assert_true(g_str_has_prefix(json_string_value(json_array_get(stale, 0)), "MAILBOX m NOT READ SINCE "));
        g_assert_nonnull(strstr(summary, "Mailbox n last read "));
        g_autoptr(json_t) found = search_ask(web, "marlow");
        g_assert_cmpuint(json_array_size(json_object_get(found, "stale")), ==, 1);
        g_autofree char *audit = scratch_sql(
            "postgres",
            "SELECT string_agg(concat_ws('|', actor, operation, subject, reason, words, shown), ' ' ORDER BY audit_id) "
            "FROM ccot.audit WHERE subject = 'search'");
        g_assert_cmpstr(audit, ==,
                        "ccot_web:erin|consult|search|incident 7|zzyzx|{\"mails\": [], \"entries\": []} "
                        "ccot_web:erin|consult|search|incident 7|marlow|{\"mails\": [], \"entries\": [1]}");
        g_autofree char *columns = scratch_sql(
            "postgres", "SELECT count(*) FROM information_schema.columns WHERE table_schema = 'ccot' AND "
                        "table_name LIKE 'v\\_%' AND column_name IN ('words', 'shown') AND table_name LIKE '%audit%'");
        g_assert_cmpstr(columns, ==, "0");
        static const char *const refused[] = { "SELECT * FROM ccot.search_entry", "SELECT * FROM ccot.search_text",
                                               "SELECT * FROM ccot.search_word", "SELECT words FROM ccot.audit",
                                               "SELECT ccot.search_entry_told(1, now())" };
        for (unsigned i = 0; i < G_N_ELEMENTS(refused); i++) {
                g_autofree char *state = scratch_refused("ccot_web", refused[i]);
                g_assert_cmpstr(state, ==, "42501");
        }
        g_autofree char *reader =
            scratch_refused("ccot_reader", "SELECT ccot.search_find('{''wmarlow''}', NULL, NULL, 1)");
        g_assert_cmpstr(reader, ==, "42501");
}

/* What a value is put right to finds the order, and the slip goes on finding it; an order that goes leaves nothing behind. */
static void
test_follows(void)
{
        g_autoptr(Db) db = scratch_new("ccot_ingest");
        search_mail(db, 1, "respondent=Dean Marlow", NULL);
        g_autoptr(Db) web = scratch_connect("ccot_web");
        check_found(web, "mapletoft", "");
        g_autofree char *changed =
            scratch_sql("postgres", "UPDATE ccot.field SET value = 'Dean Mapletoft' WHERE name = 'respondent'");
        check_found(web, "mapletoft", "1");
        g_autofree char *said = scratch_sql(
            "postgres", "WITH d AS (INSERT INTO ccot.decision (entry_id, kind, name, decided_by) VALUES (1, 'correct', "
                        "'respondent', 'hana') "
                        "RETURNING decision_id) INSERT INTO ccot.fact (decision_id, entry_id, name, value, origin) "
                        "SELECT decision_id, 1, 'respondent', 'Dean Ravenscroft', 'misread' FROM d");
        check_found(web, "ravenscroft", "1");
        check_found(web, "mapletoft", "1");
        g_autofree char *gone = scratch_sql("postgres", "DELETE FROM ccot.field; DELETE FROM ccot.fact");
        check_found(web, "ravenscroft", "");
        g_autofree char *left = scratch_sql("postgres", "SELECT count(*) FROM ccot.search_entry");
        g_assert_cmpstr(left, ==, "0");
}

/* Names in two spellings that one ear hears alike. */
static void
test_sounds(void)
{
        static const char *const pairs[][2] = {
                { "stephen", "steven" },       { "catherine", "kathryn" },   { "mohammed", "muhamad" },
                { "dafydd", "david" },         { "gruffydd", "griffith" },   { "siobhan", "shivaun" },
                { "niamh", "neve" },           { "sian", "shan" },           { "rhys", "rees" },
                { "lloyd", "llwyd" },          { "kowalczyk", "kovalchik" }, { "wisniewska", "vishnevska" },
                { "wojcik", "voychik" },       { "krzysztof", "kshishtof" }, { "przybylski", "pshibilski" },
                { "szymanski", "shimanski" },  { "mcdonald", "macdonald" },  { "geoffrey", "jeffrey" },
                { "hughes", "hews" },          { "phillips", "filips" },     { "christopher", "kristofer" },
                { "nowak", "novak" },          { "marlowe", "marlow" },      { "ahmed", "ahmad" },
                { "pshemyslav", "przemyslaw" }
        };
        g_autoptr(Db) db = scratch_new("ccot_ingest");
        for (unsigned i = 0; i < G_N_ELEMENTS(pairs); i++) {
                g_autofree char *sql = g_strdup_printf(
                    "SELECT EXISTS (SELECT ccot.search_sound('%s', h) FROM (VALUES (true), (false)) a (h) "
                    "INTERSECT SELECT ccot.search_sound('%s', h) FROM (VALUES (true), (false)) b (h))",
                    pairs[i][0], pairs[i][1]);
                g_autofree char *alike = scratch_sql("postgres", sql);
                if (!g_str_equal(alike, "t"))
                        g_error("%s and %s do not sound alike", pairs[i][0], pairs[i][1]);
        }
}

/* Whatever is typed is answered or refused in words. */
static void
test_bad_input(void)
{
        g_autoptr(Db) db = scratch_new("ccot_ingest");
        search_mail(db, 1, "respondent=Dean Marlow", NULL);
        g_autoptr(Db) web = scratch_connect("ccot_web");
        g_autofree char *far = g_strnfill(10000, 'x');
        g_autofree char *full = g_strnfill(400, 'x');
        g_autofree char *numbers = g_strnfill(400, '7');
        const char *const typed[] = {
                "",
                "m",
                far,
                full,
                numbers,
                "%_*?",
                "' OR 1=1; DROP TABLE ccot.entry --",
                "marlow':* | 'x",
                "\\ \" { } ( ) & | ! <-> :*",
                "\342\200\256marlow\342\200\254",
                "\001\002\003\177",
                "\303\201\303\211 \320\224\320\274\320\270\321\202\321\200\320\270\320\271 \346\235\216\351\233\267",
                "born 99.99.9999",
                "a b c d e f g h i j k l m n o p q r s t u v w x y z",
                "aa bb cc dd ee ff gg hh ii jj kk ll mm nn"
        };
        for (unsigned i = 0; i < G_N_ELEMENTS(typed); i++) {
                g_autoptr(json_t) answer = search_ask(web, typed[i]);
                g_assert_true(json_is_string(json_object_get(answer, "problem")) ||
                              json_is_string(json_object_get(answer, "summary")));
        }
        check_found(web, "marlow':* | 'x", "1");
}

void
add_search_tests(void)
{
        g_test_add_func("/db/search/finds", test_finds);
        g_test_add_func("/db/search/borne-by-many", test_borne_by_many);
        g_test_add_func("/db/search/says", test_says);
        g_test_add_func("/db/search/coverage", test_coverage);
        g_test_add_func("/db/search/follows", test_follows);
        g_test_add_func("/db/search/sounds", test_sounds);
        g_test_add_func("/db/search/bad-input", test_bad_input);
}
