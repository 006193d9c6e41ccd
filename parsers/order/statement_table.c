/* A record of several services in one table: a row each. */
#include "parsers/order/statement.h"

#include "base/limits.h"
#include "parsers/order/parties.h"
#include "parsers/order/pattern.h"

#include <string.h>

enum { COLUMNS = 8, ROWS = 40 };

typedef struct {
        LabelRole roles[COLUMNS];
        double lefts[COLUMNS];
        unsigned count;
        bool dated;
} Header;

/* The cells of a line; their number. */
static unsigned
statement_table_cells(const View *view, unsigned line, size_t starts[COLUMNS], size_t ends[COLUMNS])
{
        const ViewLine *row = view_line(view, line);
        unsigned count = 0;
        for (size_t from = row->start; from < row->end && count < COLUMNS; count++) {
                const char *gap = memchr(view->text + from, '\t', row->end - from);
                starts[count] = from;
                ends[count] = gap == NULL ? row->end : (size_t) (gap - view->text);
                from = ends[count] + 1;
        }
        return count;
}

/* A row of nothing but labels, one of them the day of service. */
static bool
statement_table_header(const View *view, unsigned line, Header *header)
{
        size_t starts[COLUMNS], ends[COLUMNS];
        *header = (Header){ .count = statement_table_cells(view, line, starts, ends) };
        unsigned served = 0;
        for (unsigned i = 0; i < header->count; i++) {
                g_autofree char *text = view_string(view, starts[i], ends[i]);
                header->lefts[i] = view_left(view, starts[i]);
                header->roles[i] = LABEL_SKIP;
                LabelRole role = LABEL_SKIP;
                if (label_length(text, &role) == strlen(text))
                        header->roles[i] = role;
                if (header->roles[i] == LABEL_MADE && g_ascii_strcasecmp(text, "date") == 0)
                        header->roles[i] = LABEL_SERVED_DATE;
                header->dated = header->dated || header->roles[i] == LABEL_SERVED_DATE;
                served += header->roles[i] >= LABEL_SERVED_PERSON && header->roles[i] <= LABEL_SERVED_OUTCOME;
        }
        return header->count >= 3 && header->dated && served >= 2;
}

static void
statement_table_outcome(SubmissionService *service, const char *text)
{
        static Pattern no = { .text =
                                  "(?i)\\b(?:not served|unserved|unsuccessful|failed|no answer|no reply|abortive)\\b" };
        static Pattern attempt = { .text = "(?i)\\battempt" };
        if (pattern_in(&attempt, text) || pattern_in(&no, text))
                service->outcome = pattern_in(&attempt, text) ? OUTCOME_ATTEMPTED : OUTCOME_NOT_SERVED;
}

/* One row as a service; NULL when it has no day. */
static SubmissionService *
statement_table_row(const View *view, unsigned line, const Header *header, const char *path, bool ocr)
{
        size_t starts[COLUMNS], ends[COLUMNS];
        const unsigned count = statement_table_cells(view, line, starts, ends);
        if (count != header->count)
                return NULL;
        SubmissionService *service = submission_service_new(path);
        g_autoptr(GArray) labels = g_array_new(FALSE, FALSE, sizeof(LabelHit));
        OrderReading reading = { .view = view, .labels = labels, .fields = service->fields, .ocr = ocr };
        service->outcome = OUTCOME_SERVED;
        for (unsigned i = 0; i < count; i++) {
                LegalDate date;
                char iso[11];
                g_autofree char *text = view_string(view, starts[i], ends[i]);
                statement_table_outcome(service, text);
                if (header->roles[i] == LABEL_RESPONDENT)
                        (void) statement_person(&reading, FIELD_RESPONDENT, starts[i], ends[i], 0.97);
                else if (header->roles[i] == LABEL_SERVED_DOCUMENT &&
                         legal_date_find(view->text, starts[i], ends[i], &date))
                        order_reading_put(&reading, FIELD_MADE_ON, legal_date_iso(&date, iso), date.start, date.end,
                                          0.95);
                else
                        statement_value(&reading, header->roles[i], starts[i], ends[i]);
        }
        if (!order_reading_has(&reading, FIELD_SERVED_ON)) {
                submission_service_free(service);
                return NULL;
        }
        if (service->outcome != OUTCOME_SERVED) {
                const Field gone[] = { FIELD_SERVED_ON, FIELD_SERVED_AT };
                for (unsigned i = 0; i < G_N_ELEMENTS(gone); i++)
                        field_value_free(g_steal_pointer(&service->fields[gone[i]]));
        }
        return service;
}

/* A table of services, a row each; what stands around it holds for all. True when there are two rows or more. */
bool
statement_table(const View *view, const char *path, bool ocr, GPtrArray *services)
{
        Header header = { .count = 0 };
        unsigned line = 0;
        while (line < view->lines->len && !statement_table_header(view, line, &header))
                line++;
        g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func((GDestroyNotify) submission_service_free);
        for (unsigned i = line + 1; i < view->lines->len && rows->len < ROWS; i++) {
                SubmissionService *row = statement_table_row(view, i, &header, path, ocr);
                if (row != NULL)
                        g_ptr_array_add(rows, row);
        }
        if (rows->len < 2)
                return false;
        g_autoptr(View) head = view_slice(view, 0, line);
        SubmissionService *common = statement_read(head, path, ocr);
        const Field shared[] = { FIELD_CASE_NUMBER,      FIELD_CASE_REFERENCE, FIELD_URN,      FIELD_COURT,
                                 FIELD_PROTECTED_PERSON, FIELD_RESPONDENT,     FIELD_SERVED_BY };
        while (rows->len > 0 && services->len < LIMIT_SERVICES) {
                SubmissionService *row = g_ptr_array_steal_index(rows, 0);
                for (unsigned f = 0; f < G_N_ELEMENTS(shared); f++) {
                        if (row->fields[shared[f]] == NULL && common->fields[shared[f]] != NULL)
                                row->fields[shared[f]] = field_value_copy(common->fields[shared[f]]);
                }
                g_ptr_array_add(services, row);
        }
        submission_service_free(common);
        return true;
}
