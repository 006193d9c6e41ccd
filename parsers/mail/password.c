#include "parsers/mail/password.h"

#include "base/limits.h"
#include "base/text.h"
#include "parsers/order/pattern.h"
#include "parsers/order/view.h"

#include <string.h>

enum { PASSWORD_SHORTEST = 3, PASSWORD_LONGEST = 127, PASSWORD_WORDS = 5 };

/* Up to where the password begins: what it is called, what it is for, and "is" or a colon. */
static Pattern label = {
        .text =
            "(?i)\\b(?:pass ?-?(?:word|code|phrase)s?|pwd?|p/w|cyfrinair|(?:access|security|unlock(?:ing)?|opening|"
            "document|zip|pdf|pin|the|this|following) (?:code|key|pin)|pin(?: (?:code|number))?)\\b(?: "
            "?\\([^)]{0,40}\\))?"
            "(?:,? "
            "(?:to|for|of|on|in|that|which|you|will|need|needed|required|both|all|open|opens|opening|unlock|unlocks|"
            "unlocking|access|accessing|read|view|the|these|this|each|attached|attachments?|documents?|files?|zip|pdf|"
            "order|orders|it|them|statement|our|my|last|previous|earlier|e-?mail|message|sent|just|word|folder|is in "
            "capitals))*(?:\\s*(?::-?|=|\\xE2\\x80\\x93|-)\\s*|,? (?:is|are|was|will be|should be|yw)(?: as follows| "
            "set to)?"
            "\\s*:?\\s*|$)"
};
/* "open it with Xyz123", "use the code Xyz123 to open" */
static Pattern use = {
        .text =
            "(?i)\\b(?:use|using|enter|type|quote)(?: (?:the|this|following|in))*(?: (?:pass "
            "?-?(?:word|code)|code|key|pin))?"
            "[: ]\\s*(?=\\S+ (?:to|and|for|when|as) )|\\b(?:open|opens|opened|unlock|unlocked|unlocks|protected|locked|"
            "encrypted)(?: (?:it|them|the|this|attached|file|files|pdf|zip|document|documents|attachment|order))* "
            "(?:with|using|by)(?: (?:the|following))*(?: (?:pass ?-?(?:word|code)|code|key))?[: ]\\s*"
};
/* Words that stand where a password might: the sentence goes on, or only hints at it. */
static Pattern no_password = {
        .text =
            "(?i)^(?:the|a|an|her|his|my|your|our|their|its|this|that|these|those|to|in|on|for|and|or|not|as|at|by|"
            "if|be|been|being|from|with|will|shall|would|can|could|has|have|had|was|were|which|it|them|me|us|you|is|"
            "are|all|both|same|usual|known|different|available|separately?|below|above|following|follows?|attached|"
            "sent|send|sending|coming|comes|given|provided|protected|required|needed|necessary|case|sensitive|date|"
            "dob|d\\.o\\.b\\.?|birth|first|last|surname|name|respondent\\S*|applicant\\S*|client\\S*|defendant\\S*|"
            "firm\\S*|number|dd/?mm/?yy(?:yy)?|ddmmyy(?:yy)?|only|please|reset|changed?|contained|supplied|"
            "e-?mail\\S*|text(?:ed)?|telephone\\S*|phone\\S*|call\\S*|set|protection|password|passcode|code|under|via|"
            "what|when|once|upon|also|now|still|just|set|protected\\S*|ar|yn|y|yr|opens?|open|unlocks?|"
            "no|none|n/a|tbc)[.,;:]?$"
};

static void
password_add(GPtrArray *found, const char *start, size_t length)
{
        if (length < PASSWORD_SHORTEST || length > PASSWORD_LONGEST || found->len >= LIMIT_TOLD_PASSWORDS)
                return;
        g_autofree char *word = g_strndup(start, length);
        if (pattern_in(&no_password, word))
                return;
        for (unsigned i = 0; i < found->len; i++)
                if (g_str_equal(g_ptr_array_index(found, i), word))
                        return;
        g_ptr_array_add(found, g_steal_pointer(&word));
}

/* The end of the quotation that opens at text; NULL when none opens or it never ends. */
static const char *
password_quotation(const char *text, const char **ret_start)
{
        static const struct {
                const char *open, *close;
        } marks[] = { { "\"", "\"" },
                      { "'", "'" },
                      { "\xE2\x80\x9C", "\xE2\x80\x9D" },
                      { "\xE2\x80\x98", "\xE2\x80\x99" },
                      { "[", "]" },
                      { "<", ">" },
                      { "**", "**" },
                      { "*", "*" } };
        for (unsigned i = 0; i < G_N_ELEMENTS(marks); i++) {
                if (!g_str_has_prefix(text, marks[i].open))
                        continue;
                *ret_start = text + strlen(marks[i].open);
                const char *end = strstr(*ret_start, marks[i].close);
                if (end != NULL && end > *ret_start)
                        return end;
        }
        return NULL;
}

/* What stands at text: a quotation, else one word with and without the sentence's own stop. alone: nothing else stands on
 * the line, so that it may be several words. */
static void
password_at(GPtrArray *found, const char *text, bool alone)
{
        const char *start = NULL;
        const char *end = password_quotation(text, &start);
        if (end != NULL) {
                password_add(found, start, (size_t) (end - start));
                return;
        }
        const size_t word = strcspn(text, " ");
        size_t bare = word;
        while (bare > 0 && strchr(".,;:)!?", text[bare - 1]) != NULL)
                bare--;
        g_autofree char *first = g_strndup(text, word);
        if (pattern_in(&no_password, first))
                return;
        /* "Xyz123!" more often ends in its mark than the sentence does; a stop or comma is the sentence's */
        const bool marked = bare < word && strchr("!?)", text[bare]) != NULL;
        if (marked)
                password_add(found, text, word);
        password_add(found, text, bare);
        if (!marked)
                password_add(found, text, word);
        const char *rest = text;
        unsigned words = 1;
        while ((rest = strchr(rest, ' ')) != NULL && words <= PASSWORD_WORDS)
                rest++, words++;
        if (alone && words > 1 && words <= PASSWORD_WORDS)
                password_add(found, text, strlen(text));
}

GPtrArray *
password_candidates(const char *text)
{
        GPtrArray *found = g_ptr_array_new_with_free_func(g_free);
        g_autofree char *kept = text_shorten(text, LIMIT_OWN_WORDS);
        g_auto(GStrv) lines = g_strsplit(kept, "\n", -1);
        for (unsigned i = 0; lines[i] != NULL && found->len < LIMIT_TOLD_PASSWORDS; i++) {
                g_autofree char *line = text_one_line(lines[i]);
                size_t start = 0, end = 0;
                if (pattern_span(&label, line, &start, &end)) {
                        unsigned below = i + 1;
                        while (line[end] == '\0' && lines[below] != NULL && below <= i + 2 &&
                               lines[below][strspn(lines[below], " \t\r")] == '\0')
                                below++;
                        g_autofree char *next =
                            line[end] == '\0' && lines[below] != NULL ? text_one_line(lines[below]) : NULL;
                        /* a password in a line of its own is one word */
                        if (next != NULL && strchr(next, ' ') == NULL)
                                password_at(found, next, true);
                        else if (next == NULL)
                                password_at(found, line + end, start == 0 && line[end - 1] != 's');
                }
                if (pattern_span(&use, line, NULL, &end) && line[end] != '\0')
                        password_at(found, line + end, false);
        }
        return found;
}
