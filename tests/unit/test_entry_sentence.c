/* What is read back before an entry goes on the register. */
#include "web/entry_sentence.h"

#include <glib.h>

G_DEFINE_AUTOPTR_CLEANUP_FUNC(json_t, json_decref)

#define FIELDS                                                                                                         \
        "\"fields\": {\"court\": {\"value\": \"Medway\"}, \"respondent\": {\"value\": \"Dean Marlow\"}, "              \
        "\"respondent_dob\": {\"value\": \"1986-05-04\"}, \"protected_person\": {\"value\": \"Alicia Dobson\"}, "      \
        "\"made_on\": {\"value\": \"2025-03-03\"}"
#define ENDS   ", \"expires_on\": {\"value\": \"2026-03-03\"}"
#define OTHERS "\"others\": {\"e4\": {\"entry_id\": 4, \"respondent\": \"Dean Marlow\", \"made_on\": \"2025-01-06\"}}"
#define HEAD   "You put on the register: non-molestation order "
#define WHO    "against Dean Marlow, born Sun 4 May 1986, protecting Alicia Dobson, "

static const struct {
        const char *name, *entry, *sentence;
} cases[] = {
        { "made", "{\"order_type\": \"non_molestation\", \"action\": \"made\", " FIELDS ENDS "}}",
          HEAD "(made), Medway, made Mon 3 March 2025, " WHO
               "in force until Tue 3 March 2026, end of day, NO PROOF OF SERVICE." },
        { "no-end", "{\"order_type\": \"non_molestation\", \"action\": \"made\", " FIELDS "}}",
          HEAD "(made), Medway, made Mon 3 March 2025, " WHO "NO END FOUND, NO PROOF OF SERVICE." },
        { "served-by-a-statement-of-its-own",
          "{\"order_type\": \"non_molestation\", \"action\": \"made\", \"services\": ["
          "{\"outcome\": \"served\", \"state\": \"proposed\", \"served_on\": \"2025-03-03\"}, "
          "{\"outcome\": \"attempted\", \"state\": \"fact\", \"served_on\": null}, "
          "{\"outcome\": \"served\", \"state\": \"fact\", \"served_on\": \"2025-03-04\"}], " FIELDS ENDS "}}",
          HEAD
          "(made), Medway, made Mon 3 March 2025, " WHO
          "in force until Tue 3 March 2026, end of day, served Tue 4 March 2025, by a statement that came by itself." },
        { "a-proposed-statement-proves-nothing",
          "{\"order_type\": \"non_molestation\", \"action\": \"made\", \"services\": ["
          "{\"outcome\": \"served\", \"state\": \"proposed\", \"served_on\": \"2025-03-03\"}], " FIELDS ENDS "}}",
          HEAD "(made), Medway, made Mon 3 March 2025, " WHO
               "in force until Tue 3 March 2026, end of day, NO PROOF OF SERVICE." },
        { "nothing-read", "{\"order_type\": \"non_molestation\", \"action\": \"made\", \"fields\": {}}",
          HEAD
          "(made), no court named, NO DAY OF MAKING, against NOBODY NAMED, NO DATE OF BIRTH, protecting NOBODY NAMED, "
          "NO END FOUND, NO PROOF OF SERVICE." },
        { "discharge-names-what-it-ends",
          "{\"entry_id\": 9, \"order_type\": \"non_molestation\", \"action\": \"discharged\", \"relations\": "
          "[{\"entry_id\": 9, "
          "\"earlier_entry_id\": 4, \"kind\": \"discharges\"}], " OTHERS ", " FIELDS "}}",
          HEAD "(discharged), Medway, made Mon 3 March 2025, " WHO "ending what it discharges, NO PROOF OF SERVICE. "
               "It discharges entry 4, the order against Dean Marlow made Mon 6 January 2025." },
        { "variation-without-a-target",
          "{\"entry_id\": 9, \"order_type\": \"non_molestation\", \"action\": \"varied\", \"relations\": "
          "[{\"entry_id\": 9, "
          "\"earlier_entry_id\": null, \"kind\": \"varies\"}], " FIELDS ENDS "}}",
          HEAD "(varied), Medway, made Mon 3 March 2025, " WHO
               "in force until Tue 3 March 2026, end of day, NO PROOF OF SERVICE. "
               "THE ORDER THAT IT ACTS ON IS NOT CHOSEN: nothing else changes by it." },
        { "what-acts-on-it-is-not-said",
          "{\"entry_id\": 4, \"order_type\": \"non_molestation\", \"action\": \"made\", \"relations\": [{\"entry_id\": "
          "9, "
          "\"earlier_entry_id\": 4, \"kind\": \"discharges\"}], " OTHERS ", " FIELDS ENDS "}}",
          HEAD "(made), Medway, made Mon 3 March 2025, " WHO
               "in force until Tue 3 March 2026, end of day, NO PROOF OF SERVICE." },
};

static void
test_sentence(gconstpointer data)
{
        const unsigned i = GPOINTER_TO_UINT(data);
        g_autoptr(json_t) entry = json_loads(cases[i].entry, 0, NULL);
        g_assert_nonnull(entry);
        g_autofree char *sentence = entry_sentence(entry);
        g_assert_cmpstr(sentence, ==, cases[i].sentence);
}

int
main(int argc, char **argv)
{
        g_test_init(&argc, &argv, NULL);
        for (unsigned i = 0; i < G_N_ELEMENTS(cases); i++) {
                g_autofree char *path = g_strconcat("/entry-sentence/", cases[i].name, NULL);
                g_test_add_data_func(path, GUINT_TO_POINTER(i), test_sentence);
        }
        return g_test_run();
}
