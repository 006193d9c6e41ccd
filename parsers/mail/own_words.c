#include "parsers/mail/own_words.h"

#include "base/limits.h"
#include "base/text.h"
#include "parsers/order/pattern.h"
#include "parsers/order/view.h"

#include <stdlib.h>
#include <string.h>

/* A line of at least so many characters may go on below. */
enum { FULL_LINE = 46 };

/* The line above quoted or forwarded mail. */
static Pattern quoted = {
        .text = "(?i)^(?:-{2,} ?(?:original message|forwarded message|forwarded by|neges wreiddiol)|begin forwarded "
                "message|(?:on|le|am|el) .{4,120}(?:wrote|a \\S+crit|schrieb|escribi\\S+):?$|_{8,}|ar .{4,120}"
                "ysgrifennodd.{0,60}:?$|-----+$|\\*{0,2}from:\\*{0,2} ?.{2,}|oddi wrth: .{2,})"
};
/* Lines of the header that Outlook puts above what it quotes. */
static Pattern header_line = { .text = "(?i)^\\*{0,2}(?:sent|date|to|cc|subject|anfonwyd|at|pwnc):" };

/* Paragraphs that nobody wrote for this mail: gateways' banners, firms' disclaimers, what every signature carries. */
static Pattern boilerplate = {
        .text =
            "(?i)(?:^\\W{0,3}(?:\\[?(?:external|ext)\\]|(?:caution|warning|external|external "
            "e-?mail)\\W{1,4}(?:this|e-?mail|"
            "do not|external|think)|this (?:e-?mail|message|communication|transmission)(?:,| and any| and its| "
            "\\(?includ|"
            " together| is (?:confidential|intended|private|for the|sent in confidence|subject to|privileged|strictly|"
            "only)| may contain| contains (?:confidential|information|privileged)| (?:originated|was sent|came) from "
            "(?:outside|an external)| has been (?:scanned|checked|swept)| message (?:and|is|may|contains))|the "
            "information (?:contained )?in this|confidentiality ?(?:notice|:)|disclaimer|if you are not the "
            "(?:intended|named|addressee)|the contents of this (?:e-?mail|message)|\\[?you don't often get|get outlook "
            "for|sent from my|in (?:an )?emergency,? (?:always )?(?:call|dial|ring))|intended recipient|not the "
            "intended|legally privileged|authori[sz]ed and regulated|registered (?:in england|office|number|no\\b)|"
            "computer virus|free (?:of|from) virus|important notice\\W{1,4}this e-?mail|e-?mails? (?:is|are) not (?:a "
            "secure|secure)|^\\W{0,3}beware of fraud|cyber ?(?:crime|fraud)|bank details will not|may be intercepted|"
            "do not click (?:on )?(?:any )?links|solicitors regulation authority|"
            "list of (?:the )?(?:members|partners|directors) (?:is|may|can)|consider the environment|(?:do|does|will) "
            "not "
            "accept service|our bank (?:details|account)|(?:incoming|outgoing) e-?mails? (?:may|are) (?:be )?monitored|"
            "privacy (?:notice|policy)|data controller|this mailbox is (?:not|un)|this (?:is an|e-?mail (?:was|is) "
            "an?) "
            "automat|follow us on|(?:received|sent) (?:this|it|to you) (?:e-?mail |message |communication "
            "|transmission "
            ")?in error,? (?:please|you|kindly|and)|neges hon yn gyfrinachol|neges (?:hon|e-bost) .{0,40}gyfrinachol|"
            "croesawu gohebiaeth|report (?:a )?crime online|\\bpress "
            "55\\b|silent solution|in immediate danger,? (?:please |always )?(?:call|dial|ring) "
            "999\\b.{0,80}(?:helpline|press|101))"
};

static bool
own_is_header(const char *line, const char *below)
{
        static Pattern from = { .text = "(?i)^\\*{0,2}(?:from|oddi wrth):" };
        if (!pattern_in(&from, line))
                return pattern_in(&quoted, line);
        return below != NULL && pattern_in(&header_line, below);
}

/* Number of the first line that opens quoted mail, from line at on; the number of lines when none does. */
static unsigned
own_quote_starts(GStrv lines, unsigned at)
{
        for (; lines[at] != NULL; at++) {
                g_autofree char *line = text_one_line(lines[at]);
                g_autofree char *below = lines[at + 1] == NULL ? NULL : text_one_line(lines[at + 1]);
                if (line[0] != '\0' && own_is_header(line, below))
                        break;
        }
        return at;
}

/* An answer below the lines that it quotes: the lines marked ">" end, and words follow. */
static unsigned
own_answer_below(GStrv lines, unsigned at)
{
        bool marked = false;
        for (at++; lines[at] != NULL; at++) {
                const char *line = lines[at] + strspn(lines[at], " \t");
                marked = marked || line[0] == '>';
                if (line[0] != '\0' && line[0] != '>')
                        break;
        }
        while (!marked && lines[at] != NULL)
                at++;
        return at;
}

/* What a gateway puts over a mail, line for line, and what it never says. */
static Pattern banner = {
        .text = "(?i)^\\W{0,3}(?:\\[?(?:external|ext)\\]|(?:caution|warning|external(?: e-?mail| sender| "
                "message)?)\\b\\W{0,4}"
                "(?:this|e-?mail|do not|external|think|message|sender|:|$)|this (?:e-?mail|message) (?:originated|was "
                "sent|came|is|has come) from (?:outside|an external)|\\[?you don't often get)"
};
static Pattern of_banner = {
        .text = "(?i)\\b(?:links?|attachments?|sender'?s?|organi[sz]ation|phish\\w*|recogni[sz]e|verif(?:y|ied)|"
                "click|cyber|trust(?:ed)?|external|outside the (?:force|council|trust|company|network)|"
                "content is safe|learn why|malicious|suspicious)\\b"
};

/* A line that begins in capitals with these words begins a sentence, however long the line above it is. */
static Pattern opening = {
        .text = "^(?:This (?:e-?mail|message|communication|transmission)|The information|If you|Disclaimer|"
                "DISCLAIMER|Confidentiality|CONFIDENTIALITY)\\b"
};

/* Where in the lines the boilerplate begins and ends that somebody's own words share a paragraph with: a banner over them, or
 * a disclaimer that begins a line under them. False: all of it is boilerplate. */
static bool
own_boilerplate_lines(GStrv lines, unsigned *ret_from, unsigned *ret_until)
{
        unsigned at = 0;
        if (lines[0] != NULL && pattern_in(&banner, lines[0])) {
                for (at = 1; lines[at] != NULL && lines[at][0] != '\0' && pattern_in(&of_banner, lines[at]); at++)
                        ;
                /* a banner's last line may be the end of its sentence: what goes on small belongs to it */
                while (lines[at] != NULL && g_ascii_islower(lines[at][0]) && g_str_has_suffix(lines[at], "."))
                        at++;
                *ret_from = 0;
                *ret_until = at;
                return lines[at] != NULL && lines[at][0] != '\0';
        }
        for (at = 1; lines[at] != NULL; at++) {
                if (!pattern_in(&boilerplate, lines[at]))
                        continue;
                g_auto(GStrv) below = g_strdupv(lines + at);
                *ret_from = at;
                *ret_until = at + g_strv_length(below);
                return strchr(".!?", lines[at - 1][strlen(lines[at - 1]) - 1]) != NULL ||
                       g_utf8_strlen(lines[at - 1], -1) < FULL_LINE || pattern_in(&opening, lines[at]);
        }
        return false;
}

/* Adds what stands beside the boilerplate in its paragraph; false, and nothing added, when they cannot be told apart. */
static bool
own_add_beside(GString *out, const char *paragraph)
{
        g_auto(GStrv) lines = g_strsplit(paragraph, "\n", -1);
        for (unsigned i = 0; lines[i] != NULL; i++)
                g_strstrip(lines[i]);
        unsigned from = 0, until = 0;
        if (!own_boilerplate_lines(lines, &from, &until))
                return false;
        g_autoptr(GString) beside = g_string_new(NULL);
        for (unsigned i = 0; lines[i] != NULL; i++)
                if ((i < from || i >= until) && lines[i][0] != '\0')
                        g_string_append_printf(beside, "%s\n", lines[i]);
        g_autofree char *line = text_one_line(beside->str);
        if (!pattern_in(&boilerplate, line))
                g_string_append_printf(out, "%s\n", beside->str);
        else if (from == 0) /* a banner above, and a disclaimer below */
                (void) own_add_beside(out, g_strchomp(beside->str));
        return true;
}

static void
own_add_paragraph(GString *out, GString *paragraph, bool whole)
{
        if (paragraph->len > 0) {
                g_autofree char *line = text_one_line(paragraph->str);
                if (whole || (!own_add_beside(out, paragraph->str) && !pattern_in(&boilerplate, line))) {
                        g_string_append(out, paragraph->str);
                        g_string_append_c(out, '\n');
                }
        }
        g_string_truncate(paragraph, 0);
}

static void
own_add_lines(GString *out, GStrv lines, unsigned from, unsigned to, bool whole)
{
        g_autoptr(GString) paragraph = g_string_new(NULL);
        for (unsigned i = from; i < to; i++) {
                const char *line = lines[i] + strspn(lines[i], " \t\r");
                /* "-- " is the line above a signature */
                if (g_str_equal(lines[i], "-- "))
                        break;
                if (line[0] == '\0') {
                        own_add_paragraph(out, paragraph, whole);
                } else if (line[0] != '>') {
                        g_string_append(paragraph, lines[i]);
                        g_string_append_c(paragraph, '\n');
                }
        }
        own_add_paragraph(out, paragraph, whole);
}

static char *
own_read(const char *text, bool whole)
{
        g_autofree char *kept = text_shorten(text, LIMIT_OWN_WORDS);
        g_auto(GStrv) lines = g_strsplit(kept, "\n", -1);
        g_autoptr(GString) out = g_string_new(NULL);
        unsigned from = 0;
        /* a few rounds are enough for any thread; each costs one pass */
        for (unsigned round = 0; round < 4 && lines[from] != NULL; round++) {
                const unsigned to = own_quote_starts(lines, from);
                own_add_lines(out, lines, from, to, whole);
                if (lines[to] == NULL)
                        break;
                from = own_answer_below(lines, to);
        }
        return g_string_free(g_steal_pointer(&out), FALSE);
}

char *
own_words_newest(const char *text)
{
        return own_read(text, false);
}

char *
own_words_whole(const char *text)
{
        return own_read(text, true);
}

char *
own_words_passed_on(const char *text)
{
        g_autofree char *kept = text_shorten(text, LIMIT_OWN_WORDS);
        g_auto(GStrv) lines = g_strsplit(kept, "\n", -1);
        unsigned at = own_quote_starts(lines, 0);
        g_autoptr(GString) out = g_string_new(NULL);
        if (lines[at] != NULL) {
                for (at++; lines[at] != NULL; at++) {
                        const char *line = lines[at] + strspn(lines[at], " \t\r>");
                        g_autofree char *one = text_one_line(line);
                        if (one[0] != '\0' && !pattern_in(&header_line, one) && !pattern_in(&quoted, one))
                                break;
                }
                for (; lines[at] != NULL; at++)
                        g_string_append_printf(out, "%s\n", lines[at] + strspn(lines[at], "> "));
        } else {
                /* nothing opens what is passed on but the marks before its lines */
                for (at = 0; lines[at] != NULL; at++) {
                        const char *line = lines[at] + strspn(lines[at], " \t");
                        if (line[0] == '>')
                                g_string_append_printf(out, "%s\n", line + strspn(line, "> "));
                }
        }
        return own_words_newest(out->str);
}

bool
own_words_forwards(const char *subject)
{
        static Pattern forward = {
                .text = "(?i)^\\W*(?:(?:re|external|ext|cjsm|secure|official[\\w-]*)\\W+)*(?:fwd?|tr|wg|ymlaen)\\b"
        };
        return subject != NULL && pattern_in(&forward, subject);
}

typedef struct {
        const char *typed, *word;
} Spelling;

static const Spelling spellings[] = {
#define OWN_SPELLING(typed, word) { typed, word },
#include "parsers/mail/own_spelling.def"
#undef OWN_SPELLING
};

static const char *
own_spelling(const char *word)
{
        for (unsigned i = 0; i < G_N_ELEMENTS(spellings); i++)
                if (word[0] == spellings[i].typed[0] && g_str_equal(word, spellings[i].typed))
                        return spellings[i].word;
        return NULL;
}

/* "he's" as "he is", "can't" as "can not", "client's" as it stands. */
static void
own_add_word(GString *out, const char *word)
{
        static const struct {
                const char *end, *full;
        } ends[] = { { "n't", " not" }, { "'re", " are" }, { "'ve", " have" }, { "'ll", " will" }, { "'m", " am" } };
        static const char *const are[] = { "he's",   "she's",   "it's",   "that's",  "who's",
                                           "what's", "there's", "here's", "where's", NULL };
        const size_t length = strlen(word);
        if (g_str_equal(word, "can't") || g_str_equal(word, "won't")) {
                g_string_append(out, word[0] == 'c' ? "can not" : "will not");
                return;
        }
        if (g_strv_contains(are, word)) {
                g_string_append_len(out, word, (gssize) length - 2);
                g_string_append(out, " is");
                return;
        }
        for (unsigned i = 0; i < G_N_ELEMENTS(ends); i++) {
                if (!g_str_has_suffix(word, ends[i].end))
                        continue;
                g_string_append_len(out, word, (gssize) (length - strlen(ends[i].end)));
                g_string_append(out, ends[i].full);
                return;
        }
        const char *known = own_spelling(word);
        g_string_append(out, known != NULL ? known : word);
}

static bool
own_is_letter(unsigned char c)
{
        return g_ascii_isalnum(c) || c >= 0x80 || c == '\'';
}

char *
own_words_plain(const char *line)
{
        g_autofree char *folded = text_fold(line);
        g_autoptr(GString) joined = g_string_new(NULL);
        for (const char *at = folded; *at != '\0'; at++) {
                /* "e-mail" and "re-send" are one word, "non-mol" two */
                if (*at == '-' && joined->len > 0 && g_ascii_isalpha(at[1])) {
                        const char *word = joined->str + joined->len;
                        while (word > joined->str && g_ascii_isalpha(word[-1]))
                                word--;
                        if (g_str_equal(word, "e") || g_str_equal(word, "re"))
                                continue;
                }
                g_string_append_c(joined, strchr("-_/()[]\"*", *at) != NULL ? ' ' : *at);
        }
        g_autoptr(GString) out = g_string_new(NULL);
        for (const char *at = joined->str; *at != '\0';) {
                const char *start = at;
                while (own_is_letter((unsigned char) *at))
                        at++;
                if (at > start) {
                        g_autofree char *word = g_strndup(start, (gsize) (at - start));
                        own_add_word(out, word);
                } else if (*at != ' ') {
                        g_string_append_c(out, *at++);
                } else {
                        if (out->len > 0 && out->str[out->len - 1] != ' ')
                                g_string_append_c(out, ' ');
                        at++;
                }
        }
        /* "he's been" was written out as "he is been" */
        static Pattern is_been = { .text = "\\bis (?:been|got)\\b" };
        if (!pattern_in(&is_been, out->str))
                return g_string_free(g_steal_pointer(&out), FALSE);
        (void) g_string_replace(out, " is been", " has been", 0);
        (void) g_string_replace(out, " is got", " has got", 0);
        return g_string_free(g_steal_pointer(&out), FALSE);
}

static void
own_sentence_free(gpointer data)
{
        OwnSentence *sentence = data;
        g_free(sentence->said);
        g_free(sentence->plain);
        g_free(sentence);
}

static void
own_add_sentence(GPtrArray *sentences, const char *start, size_t length)
{
        g_autofree char *piece = g_strndup(start, length);
        g_autofree char *line = text_one_line(piece);
        if (line[0] == '\0' || sentences->len >= LIMIT_OWN_SENTENCES)
                return;
        OwnSentence *sentence = g_new0(OwnSentence, 1);
        sentence->said = text_shorten(line, OWN_SENTENCE);
        sentence->plain = own_words_plain(sentence->said);
        g_ptr_array_add(sentences, sentence);
}

/* "Mr.", "no.", "p.m." and initials do not end a sentence. */
static bool
own_is_short_form(const char *start, const char *stop)
{
        static const char *const forms[] = { "mr",  "mrs", "ms",  "dr", "no",  "nos",    "ref", "st",     "v",   "eg",
                                             "ie",  "e.g", "i.e", "pm", "am",  "p.m",    "a.m", "approx", "tel", "para",
                                             "ltd", "co",  "hhj", "dj", "ddj", "messrs", "etc", NULL };
        const char *word = stop;
        while (word > start && (g_ascii_isalpha(word[-1]) || word[-1] == '.'))
                word--;
        g_autofree char *lower = g_ascii_strdown(word, stop - word);
        return stop - word == 1 || g_strv_contains((const char *const *) forms, lower);
}

static void
own_split_sentences(GPtrArray *sentences, const char *paragraph)
{
        const char *start = paragraph;
        for (const char *at = paragraph; *at != '\0'; at++) {
                const bool full = (*at == '.' || *at == '!' || *at == '?' || *at == ';') &&
                                  (at[1] == ' ' || at[1] == '\0' || at[1] == '"') &&
                                  !(*at == '.' && own_is_short_form(start, at));
                /* people who write without a full stop still pause somewhere */
                const bool too_long = at - start > OWN_SENTENCE - 60 && *at == ' ';
                if (!full && !too_long)
                        continue;
                own_add_sentence(sentences, start, (size_t) (at + 1 - start));
                start = at + 1;
        }
        own_add_sentence(sentences, start, strlen(start));
}

/* Whether the next line goes on with the sentence: this one is long or the next begins small, and no list item opens. */
static bool
own_goes_on(const char *line, const char *below)
{
        below += strspn(below, " \t");
        /* "(1)" and "(ii)" open an item, "(Gavin)" does not */
        const size_t letters = *below == '(' ? strspn(below + 1, "0123456789ivxabcdefgh") : 0;
        if (letters > 0 && letters < 4 && below[1 + letters] == ')')
                return false;
        if (*below == '\0' || strchr("-*>", *below) != NULL || strncmp(below, "\xE2\x80\xA2", 3) == 0)
                return false;
        size_t digits = strspn(below, "0123456789");
        if (digits > 0 && digits < 3 && (below[digits] == '.' || below[digits] == ')'))
                return false;
        return g_utf8_strlen(line, -1) >= FULL_LINE || g_unichar_islower(g_utf8_get_char(below));
}

GPtrArray *
own_words_sentences(const char *text)
{
        GPtrArray *sentences = g_ptr_array_new_with_free_func(own_sentence_free);
        g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
        g_autoptr(GString) paragraph = g_string_new(NULL);
        for (unsigned i = 0; lines[i] != NULL; i++) {
                g_string_append(paragraph, lines[i]);
                if (lines[i + 1] != NULL && own_goes_on(lines[i], lines[i + 1])) {
                        g_string_append_c(paragraph, ' ');
                        continue;
                }
                own_split_sentences(sentences, paragraph->str);
                g_string_truncate(paragraph, 0);
        }
        return sentences;
}
