#include "register/answer_text.h"

#include "base/error.h"
#include "register/answer_embedded.h"

#include <string.h>

enum { ANSWER_WIDTH = 72 };

static const char WORDS_FILE[] = "words.txt";
static const char FORCE_NAMES[] = "force area team team_telephone outside_telephone post";

/* What the table says of one text or word. */
typedef struct {
        const char *name;
        const char *placeholders; /* apart by blanks */
} AnswerRow;

static const AnswerRow TEXT_ROWS[] = {
#define ANSWER_TEXT(suffix, name, placeholders) { name, placeholders },
#include "register/answer_text.def"
#undef ANSWER_TEXT
};

static const AnswerRow WORD_ROWS[] = {
#define ANSWER_WORD(suffix, name, placeholders) { name, placeholders },
#include "register/answer_text.def"
#undef ANSWER_WORD
};

struct AnswerTexts {
        AnswerForce force;
        char *texts[ANSWER_TEXT_COUNT];
        char *words[ANSWER_WORD_COUNT];
};

/* Where a fault is. */
typedef struct {
        const char *path;
        unsigned line;
} AnswerPlace;

static bool
answer_refuse(const AnswerPlace *place, GError **error, const char *reason)
{
        g_set_error(error, CCOT_ERROR, CCOT_ERROR_CONFIG, "%s:%u: %s", place->path, place->line, reason);
        return false;
}

static bool
answer_has_name(const char *names, const char *name, size_t length)
{
        g_auto(GStrv) words = g_strsplit(names, " ", -1);
        for (unsigned i = 0; words[i] != NULL; i++)
                if (strlen(words[i]) == length && strncmp(words[i], name, length) == 0)
                        return length > 0;
        return false;
}

/* One line: 7-bit, only placeholders that its text may hold, and not too long. */
static bool
answer_check_line(const AnswerPlace *place, const AnswerRow *row, const char *line, GError **error)
{
        bool filled = false;
        for (const char *at = line; *at != '\0'; at++) {
                if (*at < 0x20 || *at > 0x7e)
                        return answer_refuse(place, error, "holds a character that is not plain ASCII");
                if (*at == '}')
                        return answer_refuse(place, error, "has a } without its {");
                if (*at != '{')
                        continue;
                const size_t length = strcspn(at + 1, "{}");
                g_autofree char *name = g_strndup(at + 1, length);
                if (at[1 + length] != '}')
                        return answer_refuse(place, error, "has a { without its }");
                if (!answer_has_name(row->placeholders, name, length) && !answer_has_name(FORCE_NAMES, name, length)) {
                        g_autofree char *reason = g_strdup_printf("{%s} is not a placeholder of this text", name);
                        return answer_refuse(place, error, reason);
                }
                at += length + 1;
                filled = true;
        }
        if (!filled && strlen(line) > ANSWER_WIDTH)
                return answer_refuse(place, error, "has more than 72 characters");
        return true;
}

/* Without the lines that begin with #, and without blank lines at both ends. NULL with an error. */
static char *
answer_read(AnswerPlace *place, const AnswerRow *row, const char *content, GError **error)
{
        g_autoptr(GString) text = g_string_new(NULL);
        g_auto(GStrv) lines = g_strsplit(content, "\n", -1);
        for (unsigned i = 0; lines[i] != NULL; i++) {
                place->line = i + 1;
                g_strchomp(lines[i]);
                if (lines[i][0] == '#')
                        continue;
                if (!answer_check_line(place, row, lines[i], error))
                        return NULL;
                g_string_append_printf(text, "%s\n", lines[i]);
        }
        g_autofree char *whole = g_strdup(text->str);
        g_strstrip(whole);
        return g_steal_pointer(&whole);
}

/* "key: words" in each line. */
static bool
answer_read_words(AnswerTexts *texts, AnswerPlace *place, const char *content, GError **error)
{
        g_auto(GStrv) lines = g_strsplit(content, "\n", -1);
        for (unsigned i = 0; lines[i] != NULL; i++) {
                place->line = i + 1;
                g_strstrip(lines[i]);
                if (lines[i][0] == '#' || lines[i][0] == '\0')
                        continue;
                const size_t length = strcspn(lines[i], ":");
                unsigned word = 0;
                while (word < ANSWER_WORD_COUNT &&
                       (strlen(WORD_ROWS[word].name) != length || strncmp(WORD_ROWS[word].name, lines[i], length) != 0))
                        word++;
                if (word == ANSWER_WORD_COUNT || lines[i][length] != ':')
                        return answer_refuse(place, error, "is not \"word: what is printed for it\" of a known word");
                char *value = g_strchug(lines[i] + length + 1);
                if (!answer_check_line(place, &WORD_ROWS[word], value, error))
                        return false;
                g_free(texts->words[word]);
                texts->words[word] = g_strdup(value);
        }
        return true;
}

bool
answer_texts_replace(AnswerTexts *texts, const char *file, const char *path, const char *content, GError **error)
{
        AnswerPlace place = { path, 1 };
        if (strcmp(file, WORDS_FILE) == 0)
                return answer_read_words(texts, &place, content, error);
        for (unsigned i = 0; i < ANSWER_TEXT_COUNT; i++) {
                if (!g_str_has_prefix(file, TEXT_ROWS[i].name) || strcmp(file + strlen(TEXT_ROWS[i].name), ".txt") != 0)
                        continue;
                char *text = answer_read(&place, &TEXT_ROWS[i], content, error);
                if (text == NULL)
                        return false;
                g_free(texts->texts[i]);
                texts->texts[i] = text;
                return true;
        }
        return answer_refuse(&place, error, "is not the name of a text");
}

AnswerTexts *
answer_texts_new(const AnswerForce *force)
{
        AnswerTexts *texts = g_new0(AnswerTexts, 1);
        texts->force = *force;
        for (const AnswerEmbedded *row = answer_embedded; row->name != NULL; row++)
                (void) answer_texts_replace(texts, row->name, row->name, row->text, NULL);
        return texts;
}

bool
answer_texts_have_fingerprints(const AnswerTexts *texts)
{
        return !texts->force.without_fingerprints;
}

void
answer_texts_free(AnswerTexts *texts)
{
        if (texts == NULL)
                return;
        for (unsigned i = 0; i < ANSWER_TEXT_COUNT; i++)
                g_free(texts->texts[i]);
        for (unsigned i = 0; i < ANSWER_WORD_COUNT; i++)
                g_free(texts->words[i]);
        g_free(texts);
}

const char *
answer_texts_file(unsigned number)
{
        unsigned i = 0;
        while (i < number && answer_embedded[i].name != NULL)
                i++;
        return answer_embedded[i].name;
}

bool
answer_texts_check(const AnswerTexts *texts, GError **error)
{
        const char *missing = NULL;
        for (unsigned i = 0; missing == NULL && i < ANSWER_TEXT_COUNT; i++)
                missing = texts->texts[i] == NULL ? TEXT_ROWS[i].name : NULL;
        for (unsigned i = 0; missing == NULL && i < ANSWER_WORD_COUNT; i++)
                missing = texts->words[i] == NULL ? WORD_ROWS[i].name : NULL;
        if (missing != NULL)
                g_set_error(error, CCOT_ERROR, CCOT_ERROR_BUG, "the text %s is missing or wrong", missing);
        return missing == NULL;
}

static const char *
answer_value(const AnswerTexts *texts, const AnswerValue *values, const char *name, size_t length)
{
        const AnswerForce *force = &texts->force;
        const AnswerValue own[] = { { "force", force->force },
                                    { "area", force->area },
                                    { "team", force->team },
                                    { "team_telephone", force->team_telephone },
                                    { "outside_telephone", force->outside_telephone },
                                    { "post", force->post } };
        for (; values != NULL && values->name != NULL; values++)
                if (strlen(values->name) == length && strncmp(values->name, name, length) == 0)
                        return values->text;
        for (unsigned i = 0; i < G_N_ELEMENTS(own); i++)
                if (strlen(own[i].name) == length && strncmp(own[i].name, name, length) == 0)
                        return own[i].text;
        return "";
}

static char *
answer_fill(const AnswerTexts *texts, const char *text, const AnswerValue *values)
{
        GString *filled = g_string_new(NULL);
        while (*text != '\0') {
                const size_t plain = strcspn(text, "{");
                g_string_append_len(filled, text, (gssize) plain);
                text += plain;
                if (*text == '\0')
                        break;
                const size_t length = strcspn(++text, "}");
                g_string_append(filled, answer_value(texts, values, text, length));
                text += length + (text[length] == '}' ? 1 : 0);
        }
        return g_string_free(filled, FALSE);
}

char *
answer_text_fold(const char *line, unsigned indent)
{
        GString *folded = g_string_new(NULL);
        size_t room = ANSWER_WIDTH;
        while (strlen(line) > room) {
                size_t cut = room;
                while (cut > 0 && line[cut] != ' ')
                        cut--;
                if (cut == 0)
                        cut = room; /* one word as long as a line */
                g_string_append_len(folded, line, (gssize) cut);
                g_string_append_printf(folded, "\n%*s", (int) indent, "");
                line += cut + (line[cut] == ' ' ? 1 : 0);
                room = ANSWER_WIDTH - indent;
        }
        g_string_append(folded, line);
        return g_string_free(folded, FALSE);
}

char *
answer_text_fill(const AnswerTexts *texts, AnswerText text, const AnswerValue *values)
{
        g_autofree char *filled = answer_fill(texts, texts->texts[text], values);
        g_auto(GStrv) lines = g_strsplit(filled, "\n", -1);
        for (unsigned i = 0; lines[i] != NULL; i++) {
                char *folded = answer_text_fold(lines[i], 0);
                g_free(lines[i]);
                lines[i] = folded;
        }
        return g_strjoinv("\n", lines);
}

char *
answer_word_fill(const AnswerTexts *texts, AnswerWord word, const AnswerValue *values)
{
        return answer_fill(texts, texts->words[word], values);
}
