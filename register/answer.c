#include "register/answer.h"

#include "register/answer_item.h"
#include "register/reference.h"

void
answer_clear(Answer *answer)
{
        g_clear_pointer(&answer->reference, g_free);
        g_clear_pointer(&answer->subject, g_free);
        g_clear_pointer(&answer->body, g_free);
}

static GDateTime *
answer_local(Instant instant)
{
        static GTimeZone *london;
        if (london == NULL)
                london = g_time_zone_new_identifier("Europe/London");
        g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc(instant / G_USEC_PER_SEC);
        return london == NULL ? g_date_time_ref(utc) : g_date_time_to_timezone(utc, london);
}

/* "Friday 20 November 2026 at 16:52", in English whatever the locale. */
static char *
answer_when(Instant instant)
{
        static const char *const days[] = {
                "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"
        };
        static const char *const months[] = { "January", "February", "March",     "April",   "May",      "June",
                                              "July",    "August",   "September", "October", "November", "December" };
        g_autoptr(GDateTime) local = answer_local(instant);
        return g_strdup_printf("%s %d %s %d at %02d:%02d", days[g_date_time_get_day_of_week(local) - 1],
                               g_date_time_get_day_of_month(local), months[g_date_time_get_month(local) - 1],
                               g_date_time_get_year(local), g_date_time_get_hour(local), g_date_time_get_minute(local));
}

static char *
answer_clock(Instant instant)
{
        g_autoptr(GDateTime) local = answer_local(instant);
        return g_strdup_printf("%02d:%02d", g_date_time_get_hour(local), g_date_time_get_minute(local));
}

enum { DUPLICATES_MOST = 5 };

static char *
answer_reference(gint64 message_id, Instant received_at)
{
        g_autoptr(GDateTime) local = answer_local(received_at);
        return reference_print((Reference){ (unsigned) g_date_time_get_year(local), message_id });
}

static bool
answer_alerted(const AcknowledgementFacts *facts, AlertKind kind)
{
        return (facts->alerts & (1U << kind)) != 0;
}

static bool
answer_is_danger(const AcknowledgementFacts *facts)
{
        return answer_alerted(facts, ALERT_KIND_BREACH) || answer_alerted(facts, ALERT_KIND_DANGER);
}

/* The whole mail is one document that could not be read. */
static bool
answer_is_unread(const AcknowledgementFacts *facts)
{
        if (facts->documents->len != 1)
                return false;
        const AcknowledgementDocument *document = g_ptr_array_index(facts->documents, 0);
        return document->kind == DOCUMENT_KIND_UNREADABLE && g_strcmp0(document->path, "1") == 0 &&
               g_strcmp0(document->media_type, "message/rfc822") == 0;
}

static bool
answer_any(const AcknowledgementFacts *facts, bool (*holds)(const AcknowledgementDocument *document))
{
        for (guint i = 0; i < facts->documents->len; i++)
                if (holds(g_ptr_array_index(facts->documents, i)))
                        return true;
        return false;
}

static bool
answer_is_draft(const AcknowledgementDocument *document)
{
        return document->draft;
}

static bool
answer_is_link(const AcknowledgementDocument *document)
{
        return acknowledgement_is_body(document) && document->problem == PROBLEM_REMOTE_ONLY;
}

/* A blank line stands between blocks. */
static void
answer_add(GString *body, const AnswerTexts *texts, AnswerText text, const AnswerValue *values)
{
        g_autofree char *block = answer_text_fill(texts, text, values);
        g_string_append_printf(body, "%s%s\n", body->len > 0 ? "\n" : "", block);
}

static void
answer_add_head(GString *body, const AnswerTexts *texts, const AcknowledgementFacts *facts, const char *reference,
                bool missing)
{
        g_autofree char *received = answer_when(facts->received_at);
        g_autofree char *attachments = answer_item_summary(texts, facts, missing);
        g_autofree char *list = answer_item_list(texts, facts);
        const AnswerValue values[] = {
                { "reference", reference }, { "received", received }, { "attachments", attachments }, { NULL, NULL }
        };
        answer_add(body, texts, ANSWER_TEXT_HEAD, values);
        if (list[0] != '\0')
                g_string_append_printf(body, "\n%s", list);
}

/* The papers that this address sent before, the first few of them. */
static void
answer_add_duplicate(GString *body, const AnswerTexts *texts, const AcknowledgementFacts *facts)
{
        const AnswerCount count = answer_item_count(facts);
        unsigned number = 0, told = 0;
        for (guint i = 0; i < facts->documents->len; i++) {
                const AcknowledgementDocument *document = g_ptr_array_index(facts->documents, i);
                if (!acknowledgement_is_attachment(document))
                        continue;
                number++;
                if (document->earlier_message_id == 0 || told++ >= DUPLICATES_MOST)
                        continue;
                g_autofree char *figure = g_strdup_printf("%u", number);
                g_autofree char *when = answer_when(document->earlier_received_at);
                g_autofree char *earlier =
                    answer_reference(document->earlier_message_id, document->earlier_received_at);
                const AnswerValue values[] = { { "number", figure },
                                               { "earlier_received", when },
                                               { "earlier_reference", earlier },
                                               { NULL, NULL } };
                answer_add(body, texts, count.count == 1 ? ANSWER_TEXT_DUPLICATE : ANSWER_TEXT_DUPLICATE_ONE, values);
        }
}

/* What is missing or could not be read, and what to do about it. */
static void
answer_add_reasons(GString *body, const AnswerTexts *texts, const AcknowledgementFacts *facts, bool missing)
{
        g_autofree char *not_opened = answer_item_not_opened(texts, facts);
        const AnswerValue values[] = { { "attachments_not_opened", not_opened }, { NULL, NULL } };
        if (answer_is_unread(facts))
                answer_add(body, texts, ANSWER_TEXT_WHOLE_UNREADABLE, NULL);
        else if (not_opened != NULL)
                answer_add(body, texts, ANSWER_TEXT_NOT_OPENED, values);
        if (answer_any(facts, answer_is_link))
                answer_add(body, texts, ANSWER_TEXT_LINK, NULL);
        else if (missing)
                answer_add(body, texts, ANSWER_TEXT_NOTHING_ATTACHED, NULL);
        if (answer_any(facts, answer_is_draft))
                answer_add(body, texts, ANSWER_TEXT_DRAFT, NULL);
        if (facts->services > 0 && facts->orders == 0)
                answer_add(body, texts, ANSWER_TEXT_STATEMENT, NULL);
}

static char *
answer_standard(const AnswerTexts *texts, const AcknowledgementFacts *facts, const char *reference)
{
        GString *body = g_string_new(NULL);
        const bool missing = answer_item_count(facts).count == 0 && facts->orders == 0 && facts->services == 0 &&
                             !answer_is_unread(facts) &&
                             (facts->subject_names_order || answer_alerted(facts, ALERT_KIND_MISSING_ATTACHMENT));
        const bool request = answer_alerted(facts, ALERT_KIND_REQUEST) && facts->orders == 0 && facts->services == 0;
        answer_add(body, texts, ANSWER_TEXT_FIRST, NULL);
        answer_add(body, texts, answer_is_danger(facts) ? ANSWER_TEXT_DANGER : ANSWER_TEXT_EMERGENCY, NULL);
        answer_add_head(body, texts, facts, reference, missing);
        answer_add_reasons(body, texts, facts, missing);
        answer_add_duplicate(body, texts, facts);
        answer_add(body, texts, ANSWER_TEXT_WHAT_THIS_IS, NULL);
        if (request)
                return g_string_free(body, FALSE);
        answer_add(body, texts, ANSWER_TEXT_NEXT, NULL);
        if (facts->orders > 0)
                answer_add(body, texts, ANSWER_TEXT_POST, NULL);
        g_autofree char *fingerprints = answer_texts_have_fingerprints(texts) ? answer_item_fingerprints(facts) : NULL;
        const AnswerValue values[] = { { "fingerprints", fingerprints }, { NULL, NULL } };
        if (fingerprints != NULL)
                answer_add(body, texts, ANSWER_TEXT_FINGERPRINTS, values);
        return g_string_free(body, FALSE);
}

static char *
answer_neutral(const AnswerTexts *texts, const AcknowledgementFacts *facts)
{
        GString *body = g_string_new(NULL);
        g_autofree char *received = answer_when(facts->received_at);
        const AnswerValue values[] = { { "received", received }, { NULL, NULL } };
        const bool danger = answer_is_danger(facts);
        if (danger)
                answer_add(body, texts, ANSWER_TEXT_PRIVATE_HELP, NULL);
        answer_add(body, texts, ANSWER_TEXT_PRIVATE, values);
        if (!danger)
                answer_add(body, texts, ANSWER_TEXT_PRIVATE_HELP, NULL);
        return g_string_free(body, FALSE);
}

Answer
answer_write(const AnswerTexts *texts, const AcknowledgementFacts *facts, AcknowledgementWay way)
{
        const bool neutral = way == ACKNOWLEDGE_NEUTRAL;
        g_autofree char *reference = answer_reference(facts->message_id, facts->received_at);
        const AnswerValue values[] = { { "reference", reference }, { NULL, NULL } };
        Answer answer = { 0 };
        answer.subject = answer_text_fill(texts, neutral ? ANSWER_TEXT_SUBJECT_PRIVATE : ANSWER_TEXT_SUBJECT, values);
        answer.body = neutral ? answer_neutral(texts, facts) : answer_standard(texts, facts, reference);
        answer.reference = g_steal_pointer(&reference);
        return answer;
}

static void
answer_add_digest_item(GString *body, const AnswerTexts *texts, const AcknowledgementFacts *facts)
{
        g_autofree char *reference = answer_reference(facts->message_id, facts->received_at);
        g_autofree char *time = answer_clock(facts->received_at);
        g_autofree char *attachments = answer_item_summary(texts, facts, false);
        const AnswerValue values[] = {
                { "reference", reference }, { "time", time }, { "attachments", attachments }, { NULL, NULL }
        };
        g_autofree char *line = answer_word_fill(texts, ANSWER_WORD_DIGEST_ITEM, values);
        g_string_append_printf(body, "  %s\n", line);
        const AnswerCount count = answer_item_count(facts);
        if (count.opened == count.count)
                return;
        g_autofree char *list = answer_item_list(texts, facts);
        g_string_append(body, list);
}

Answer
answer_write_digest(const AnswerTexts *texts, const GPtrArray *mails)
{
        const AcknowledgementFacts *first = g_ptr_array_index(mails, 0);
        const AcknowledgementFacts *last = g_ptr_array_index(mails, mails->len - 1);
        g_autofree char *since = answer_clock(first->received_at);
        g_autofree char *until = answer_clock(last->received_at);
        g_autofree char *total = g_strdup_printf("%u", mails->len);
        const AnswerValue values[] = { { "since", since }, { "until", until }, { "total", total }, { NULL, NULL } };
        GString *body = g_string_new(NULL);
        answer_add(body, texts, ANSWER_TEXT_FIRST, NULL);
        bool danger = false;
        for (guint i = 0; i < mails->len; i++)
                danger = danger || answer_is_danger(g_ptr_array_index(mails, i));
        answer_add(body, texts, danger ? ANSWER_TEXT_DANGER : ANSWER_TEXT_EMERGENCY, NULL);
        answer_add(body, texts, ANSWER_TEXT_DIGEST, values);
        g_string_append_c(body, '\n');
        for (guint i = 0; i < mails->len; i++)
                answer_add_digest_item(body, texts, g_ptr_array_index(mails, i));
        answer_add(body, texts, ANSWER_TEXT_WHAT_THIS_IS, NULL);
        return (Answer){ .reference = answer_reference(first->message_id, first->received_at),
                         .subject = answer_text_fill(texts, ANSWER_TEXT_SUBJECT_DIGEST, values),
                         .body = g_string_free(body, FALSE) };
}
