/* What an order is around the instant of its end, from the printed sentence to the status: an order with that sentence in
 * it is read, and its course in time is looked at six times, on ordinary days and on those on which the clocks change. */
#include "base/clock.h"
#include "parsers/order/reading.h"
#include "register/status.h"

#include <string.h>

enum { WALK_INSTANTS = 6 };

typedef enum { WALK_PLAIN, WALK_SPRING, WALK_AUTUMN } WalkDay;

/* As a clock on the wall shows them. */
static const char *const instants[][WALK_INSTANTS] = {
        [WALK_PLAIN] = { "2025-10-13T23:59:59+01:00", "2025-10-14T00:00:00+01:00", "2025-10-14T00:01:00+01:00",
                         "2025-10-14T12:00:00+01:00", "2025-10-14T23:59:00+01:00", "2025-10-15T00:00:00+01:00" },
        [WALK_SPRING] = { "2025-03-29T23:59:59Z", "2025-03-30T00:00:00Z", "2025-03-30T00:01:00Z",
                          "2025-03-30T12:00:00+01:00", "2025-03-30T23:59:00+01:00", "2025-03-31T00:00:00+01:00" },
        [WALK_AUTUMN] = { "2025-10-25T23:59:59+01:00", "2025-10-26T00:00:00+01:00", "2025-10-26T00:01:00+01:00",
                          "2025-10-26T12:00:00Z", "2025-10-26T23:59:00Z", "2025-10-27T00:00:00Z" },
};

static const struct {
        const char *made; /* as printed */
        WalkDay day;
        const char *sentence;
        const char *wanted; /* one word an instant */
} walks[] = {
/* clang-format off */
#include "tests/unit/clock_walk_case.def"
        /* clang-format on */
};

/* The order that holds the sentence, as the parser reads it. */
static Submission *
walk_read(const char *made, const char *sentence)
{
        g_autofree char *text = g_strdup_printf(
            "In the Family Court\tCase No: ME25F00123\nsitting at Medway\n\nNon-Molestation Order\n\nApplicant: Ann "
            "Bell\nRespondent: Cy Dale\n\nOrder made by District Judge Ely on %s\n\nThe court orders:\n\n1. "
            "The respondent must not contact the applicant.\n\n2. %s\n\n3. There be no order as to costs.\n",
            made, sentence);
        g_autoptr(Submission) submission = submission_new();
        g_autoptr(GPtrArray) sources = g_ptr_array_new(),
                             pages = g_ptr_array_new_with_free_func((GDestroyNotify) page_free);
        SubmissionDocument *document = submission_document_new("1");
        document->text_source = TEXT_SOURCE_TEXT;
        g_ptr_array_add(submission->documents, document);
        Page *page = page_new(1);
        page_append(page, text);
        g_ptr_array_add(pages, page);
        SourceDocument source = { .document = document, .pages = pages };
        g_ptr_array_add(sources, &source);
        reading_run(submission, sources);
        return g_steal_pointer(&submission);
}

static const char *
walk_word(const GArray *course, const char *rfc3339)
{
        static const char *const words[] = { [STATUS_NOT_YET] = "not_yet",
                                             [STATUS_IN_FORCE] = "force",
                                             [STATUS_CHECK] = "check",
                                             [STATUS_ENDED] = "ended" };
        Instant instant = 0;
        g_assert_true(clock_from_rfc3339(rfc3339, &instant));
        guint i = course->len - 1;
        while (i > 0 && g_array_index(course, StatusSpan, i).from > instant / G_USEC_PER_SEC)
                i--;
        return words[g_array_index(course, StatusSpan, i).status];
}

/* The six words, or what stood in their way. New string. */
static char *
walk_around(const char *made, WalkDay day, const char *sentence)
{
        g_autoptr(Submission) submission = walk_read(made, sentence);
        if (submission->orders->len != 1)
                return g_strdup_printf("%u orders", submission->orders->len);
        SubmissionOrder *order = g_ptr_array_index(submission->orders, 0);
        const FieldValue *end = order->fields[FIELD_EXPIRES_ON];
        const StatusFacts facts = {
                .action = order->action,
                .draft = order->draft,
                .verified = true,
                .made_on = submission_field_text(order->fields, FIELD_MADE_ON),
                .expires_on = submission_field_text(order->fields, FIELD_EXPIRES_ON),
                .expires_at = submission_field_text(order->fields, FIELD_EXPIRES_AT),
                .end_raw = end == NULL ? NULL : end->raw,
                .duration = submission_field_text(order->fields, FIELD_DURATION_TEXT),
                .hearing_on = submission_field_text(order->fields, FIELD_HEARING_ON),
        };
        g_autoptr(GArray) course = status_course(&facts);
        g_autoptr(GString) got = g_string_new(NULL);
        for (unsigned i = 0; i < WALK_INSTANTS; i++)
                g_string_append_printf(got, "%s%s", i > 0 ? " " : "", walk_word(course, instants[day][i]));
        return g_strdup(got->str);
}

static void
test_walks(void)
{
        for (unsigned i = 0; i < G_N_ELEMENTS(walks); i++) {
                g_autofree char *got = walk_around(walks[i].made, walks[i].day, walks[i].sentence);
                if (g_str_equal(got, walks[i].wanted))
                        continue;
                g_test_message("made %s, \"%s\": %s, not %s", walks[i].made, walks[i].sentence, got, walks[i].wanted);
                g_test_fail();
        }
}

int
main(int argc, char **argv)
{
        g_test_init(&argc, &argv, NULL);
        g_test_add_func("/clock-walk/wordings", test_walks);
        return g_test_run();
}
