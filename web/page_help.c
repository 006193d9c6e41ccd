/* Help: keys, what each word means, how a status is judged. Nothing of the register stands on it. */
#include "web/help_word.h"
#include "web/page.h"
#include "web/route.h"

/* The words of one list with what they mean: [{"word": ..., "meaning": ...}]. */
static json_t *
help_list(Vocabulary list)
{
        json_t *rows = json_array();
        unsigned count = 0;
        const HelpWord *words = help_words(&count);
        for (unsigned i = 0; i < count; i++)
                if (words[i].list == list)
                        json_array_append_new(
                            rows, json_pack("{s:s, s:s}", "word", words[i].word, "meaning", words[i].sentence));
        return rows;
}

bool
page_help(const RouteCall *call, Response **ret_response, GError **error)
{
        static const struct {
                const char *name; /* of the vocabulary, as label() in stylesheets takes it */
                const char *heading;
                Vocabulary list;
        } lists[] = { { "status", "Status of an order", VOCABULARY_STATUS },
                      { "entry_state", "State of an entry", VOCABULARY_ENTRY_STATE },
                      { "duplicate_level", "How sure it is that two papers are one order", VOCABULARY_DUPLICATE_LEVEL },
                      { "relation", "How two orders belong together", VOCABULARY_RELATION },
                      { "outcome", "Service", VOCABULARY_OUTCOME },
                      { "alert_kind", "Alerts", VOCABULARY_ALERT_KIND },
                      { "problem", "What is wrong with a paper", VOCABULARY_PROBLEM },
                      { "role", "Roles", VOCABULARY_ROLE } };
        json_t *all = json_array();
        for (unsigned i = 0; i < G_N_ELEMENTS(lists); i++)
                json_array_append_new(all, json_pack("{s:s, s:s, s:o}", "list", lists[i].name, "heading",
                                                     lists[i].heading, "words", help_list(lists[i].list)));
        json_t *data = json_pack("{s:o}", "lists", all);
        *ret_response = page_render(200, "help", data, call->who);
        json_decref(data);
        return true;
}
