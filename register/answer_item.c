#include "register/answer_item.h"

#include <string.h>

enum {
        ITEMS_MOST = 40, /* lines of the list */
        FINGERPRINT_CHARACTERS = 16,
        FINGERPRINTS_A_LINE = 2,
};

static const AcknowledgementDocument *
item_at(const AcknowledgementFacts *facts, guint index)
{
        return g_ptr_array_index(facts->documents, index);
}

/* True when inner lies in the file outer. */
static bool
item_lies_in(const AcknowledgementDocument *inner, const AcknowledgementDocument *outer)
{
        const size_t length = strlen(outer->path);
        return strncmp(inner->path, outer->path, length) == 0 && inner->path[length] == '!';
}

/* What lies in a container and is worth a line: no covering text and no container of its own. */
static bool
item_is_paper(const AcknowledgementDocument *document)
{
        return document->problem != PROBLEM_NONE ||
               (document->kind != DOCUMENT_KIND_CORRESPONDENCE && document->kind != DOCUMENT_KIND_OTHER);
}

/* The attachment itself and everything in it were read. */
static bool
item_is_opened(const AcknowledgementFacts *facts, const AcknowledgementDocument *document)
{
        if (document->problem != PROBLEM_NONE)
                return false;
        for (guint i = 0; i < facts->documents->len; i++)
                if (item_lies_in(item_at(facts, i), document) && item_at(facts, i)->problem != PROBLEM_NONE)
                        return false;
        return true;
}

AnswerCount
answer_item_count(const AcknowledgementFacts *facts)
{
        AnswerCount count = { 0 };
        for (guint i = 0; i < facts->documents->len; i++) {
                if (!acknowledgement_is_attachment(item_at(facts, i)))
                        continue;
                count.count++;
                if (item_is_opened(facts, item_at(facts, i)))
                        count.opened++;
        }
        return count;
}

/* By what the content is, not by what its name says; the first row whose words begin the type. */
static AnswerWord
item_kind(const AcknowledgementDocument *document)
{
        static const struct {
                const char *type;
                AnswerWord word;
        } kinds[] = { { "application/pdf", ANSWER_WORD_PDF },
                      { "application/msword", ANSWER_WORD_WORD },
                      { "application/rtf", ANSWER_WORD_WORD },
                      { "text/rtf", ANSWER_WORD_WORD },
                      { "application/vnd.openxmlformats-officedocument.wordprocessingml", ANSWER_WORD_WORD },
                      { "application/vnd.oasis.opendocument.text", ANSWER_WORD_WORD },
                      { "image/tiff", ANSWER_WORD_SCAN },
                      { "image/", ANSWER_WORD_PICTURE },
                      { "application/zip", ANSWER_WORD_ARCHIVE },
                      { "application/gzip", ANSWER_WORD_ARCHIVE },
                      { "application/x-7z", ANSWER_WORD_ARCHIVE },
                      { "application/x-rar", ANSWER_WORD_ARCHIVE },
                      { "application/vnd.rar", ANSWER_WORD_ARCHIVE },
                      { "application/x-tar", ANSWER_WORD_ARCHIVE },
                      { "message/", ANSWER_WORD_MAIL },
                      { "application/vnd.ms-outlook", ANSWER_WORD_MAIL },
                      { "text/html", ANSWER_WORD_WEB },
                      { "text/", ANSWER_WORD_TEXT } };
        for (unsigned i = 0; document->media_type != NULL && i < G_N_ELEMENTS(kinds); i++)
                if (g_str_has_prefix(document->media_type, kinds[i].type))
                        return kinds[i].word;
        return ANSWER_WORD_FILE;
}

static AnswerWord
item_problem(Problem problem)
{
        switch (problem) {
        case PROBLEM_ENCRYPTED:
                return ANSWER_WORD_ENCRYPTED;
        case PROBLEM_CORRUPT:
                return ANSWER_WORD_CORRUPT;
        case PROBLEM_UNSUPPORTED:
                return ANSWER_WORD_UNSUPPORTED;
        case PROBLEM_TOO_LARGE:
                return ANSWER_WORD_TOO_LARGE;
        case PROBLEM_TOO_DEEP:
                return ANSWER_WORD_TOO_DEEP;
        case PROBLEM_TOO_SLOW:
                return ANSWER_WORD_TOO_SLOW;
        case PROBLEM_MALWARE:
                return ANSWER_WORD_MALWARE;
        case PROBLEM_REMOTE_ONLY:
                return ANSWER_WORD_REMOTE_ONLY;
        case PROBLEM_PAGES_MISSING:
                return ANSWER_WORD_PAGES_MISSING;
        default:
                return ANSWER_WORD_UNREADABLE;
        }
}

/* Only what the mail's papers look like, never which order. */
static AnswerWord
item_reading(const AcknowledgementDocument *document, bool holds)
{
        if (document->problem != PROBLEM_NONE)
                return item_problem(document->problem);
        if (document->draft)
                return ANSWER_WORD_DRAFT;
        if (document->kind == DOCUMENT_KIND_ORDER)
                return ANSWER_WORD_ORDER;
        if (document->kind == DOCUMENT_KIND_STATEMENT_OF_SERVICE)
                return ANSWER_WORD_STATEMENT;
        return holds ? ANSWER_WORD_INSIDE : ANSWER_WORD_PAPERS;
}

static bool
item_holds(const AcknowledgementFacts *facts, const AcknowledgementDocument *document)
{
        for (guint i = 0; i < facts->documents->len; i++)
                if (item_lies_in(item_at(facts, i), document) && item_is_paper(item_at(facts, i)))
                        return true;
        return false;
}

static void
item_print(GString *lines, const AnswerTexts *texts, const char *number, const AcknowledgementDocument *document,
           bool holds)
{
        g_autofree char *kind = answer_word_fill(texts, item_kind(document), NULL);
        g_autofree char *reading = answer_word_fill(texts, item_reading(document, holds), NULL);
        g_autofree char *figure = g_strdup_printf("%u", document->pages);
        const AnswerValue values[] = { { "n", figure }, { NULL, NULL } };
        g_autofree char *pages =
            answer_word_fill(texts, document->pages == 1 ? ANSWER_WORD_PAGES_ONE : ANSWER_WORD_PAGES_MANY, values);
        g_autofree char *line = g_strdup_printf("  %s %s%s%s: %s", number, kind, document->pages > 0 ? ", " : "",
                                                document->pages > 0 ? pages : "", reading);
        g_autofree char *folded = answer_text_fold(line, 5);
        g_string_append_printf(lines, "%s\n", folded);
}

/* The order that stands in the text of the mail itself. */
static void
item_print_body(GString *lines, const AnswerTexts *texts, const AcknowledgementFacts *facts)
{
        for (guint i = 0; i < facts->documents->len; i++) {
                const AcknowledgementDocument *document = item_at(facts, i);
                if (!acknowledgement_is_body(document) ||
                    (document->kind != DOCUMENT_KIND_ORDER && document->kind != DOCUMENT_KIND_STATEMENT_OF_SERVICE))
                        continue;
                g_autofree char *body = answer_word_fill(texts, ANSWER_WORD_BODY, NULL);
                g_autofree char *reading = answer_word_fill(texts, item_reading(document, false), NULL);
                g_string_append_printf(lines, "  %s: %s\n", body, reading);
                return;
        }
}

char *
answer_item_list(const AnswerTexts *texts, const AcknowledgementFacts *facts)
{
        GString *lines = g_string_new(NULL);
        unsigned number = 0, printed = 0, left_out = 0;
        item_print_body(lines, texts, facts);
        for (guint i = 0; i < facts->documents->len; i++) {
                const AcknowledgementDocument *document = item_at(facts, i);
                if (!acknowledgement_is_attachment(document))
                        continue;
                g_autofree char *outer = g_strdup_printf("%u.", ++number);
                if (printed >= ITEMS_MOST) {
                        left_out++;
                        continue;
                }
                item_print(lines, texts, outer, document, item_holds(facts, document));
                printed++;
                unsigned inner = 0;
                for (guint j = 0; j < facts->documents->len && printed < ITEMS_MOST; j++) {
                        const AcknowledgementDocument *inside = item_at(facts, j);
                        if (!item_lies_in(inside, document) || !item_is_paper(inside))
                                continue;
                        g_autofree char *place = g_strdup_printf("   %u.%u", number, ++inner);
                        item_print(lines, texts, place, inside, false);
                        printed++;
                }
        }
        if (left_out > 0) {
                g_autofree char *figure = g_strdup_printf("%u", left_out);
                const AnswerValue values[] = { { "n", figure }, { NULL, NULL } };
                g_autofree char *more = answer_word_fill(texts, ANSWER_WORD_MORE, values);
                g_string_append_printf(lines, "  %s\n", more);
        }
        return g_string_free(lines, FALSE);
}

char *
answer_item_summary(const AnswerTexts *texts, const AcknowledgementFacts *facts, bool missing)
{
        const AnswerCount count = answer_item_count(facts);
        if (count.count == 0)
                return answer_word_fill(texts, missing ? ANSWER_WORD_ATTACHMENTS_MISSING : ANSWER_WORD_ATTACHMENTS_NO,
                                        NULL);
        g_autofree char *received = g_strdup_printf("%u", count.count);
        g_autofree char *opened = g_strdup_printf("%u", count.opened);
        const AnswerValue values[] = { { "count", received }, { "opened", opened }, { NULL, NULL } };
        return answer_word_fill(texts, ANSWER_WORD_ATTACHMENTS_SOME, values);
}

char *
answer_item_not_opened(const AnswerTexts *texts, const AcknowledgementFacts *facts)
{
        g_autoptr(GPtrArray) numbers = g_ptr_array_new_with_free_func(g_free);
        unsigned number = 0;
        for (guint i = 0; i < facts->documents->len; i++) {
                if (!acknowledgement_is_attachment(item_at(facts, i)))
                        continue;
                number++;
                if (!item_is_opened(facts, item_at(facts, i)))
                        g_ptr_array_add(numbers, g_strdup_printf("%u", number));
        }
        if (numbers->len == 0)
                return NULL;
        g_autofree char *and = answer_word_fill(texts, ANSWER_WORD_AND, NULL);
        g_autoptr(GString) list = g_string_new(NULL);
        for (guint i = 0; i < numbers->len && i < ITEMS_MOST; i++) {
                if (i > 0 && i + 1 < numbers->len)
                        g_string_append(list, ", ");
                else if (i > 0)
                        g_string_append_printf(list, " %s ", and);
                g_string_append(list, g_ptr_array_index(numbers, i));
        }
        const AnswerValue values[] = { { "list", list->str }, { NULL, NULL } };
        return answer_word_fill(texts, numbers->len == 1 ? ANSWER_WORD_ATTACHMENT_ONE : ANSWER_WORD_ATTACHMENT_MANY,
                                values);
}

char *
answer_item_fingerprints(const AcknowledgementFacts *facts)
{
        g_autoptr(GString) lines = g_string_new(NULL);
        unsigned number = 0, printed = 0;
        for (guint i = 0; i < facts->documents->len && printed < ITEMS_MOST; i++) {
                const AcknowledgementDocument *document = item_at(facts, i);
                if (!acknowledgement_is_attachment(document))
                        continue;
                number++;
                if (document->sha256 == NULL || document->size == 0)
                        continue;
                g_string_append_printf(lines, "%s  %u. %.*s",
                                       printed == 0                         ? ""
                                       : printed % FINGERPRINTS_A_LINE == 0 ? "\n"
                                                                            : "  ",
                                       number, FINGERPRINT_CHARACTERS, document->sha256);
                printed++;
        }
        return printed == 0 ? NULL : g_strdup(lines->str);
}
