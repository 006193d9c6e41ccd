#include "web/journal.h"

#include "base/log.h"
#include "db/journal_store.h"
#include "register/field.h"

#include <string.h>

/* What the log says of the form: a word of the program's own, never one that was sent. */
typedef struct {
        const char *form, *field;
} JournalForm;

static void
journal_log(const JournalRow *row, gpointer data)
{
        const JournalForm *form = (const JournalForm *) data;
        log_event(EVENT_DECIDED, "audit_id", LOG_NUMBER(row->audit_id), "written_at", row->at, "who_digest", row->who,
                  "form", form->form, "field", form->field, "about", row->subject, "about_id",
                  LOG_NUMBER(row->subject_id), "message_id", row->message_id == 0 ? NULL : LOG_NUMBER(row->message_id),
                  "digest", row->sha256, "place", row->place == 0 ? NULL : LOG_NUMBER(row->place), NULL);
}

/* "verify" of /entries/{id}/{name}, whose page knows the word when it wrote something; else the last word of the row's own pattern. */
static const char *
journal_form(const Route *route, const RouteCall *call)
{
        if (g_str_has_suffix(route->pattern, "/{name}"))
                return call->name;
        if (g_str_has_suffix(route->pattern, "/{id}"))
                return "entered";
        return strrchr(route->pattern, '/') + 1;
}

void
journal_note(const Route *route, const RouteCall *call, unsigned milliseconds)
{
        const Field field = field_from_name(request_form(call->request, "field"));
        JournalForm form = { .form = journal_form(route, call),
                             .field = field == FIELD_COUNT ? NULL : field_name(field) };
        g_autoptr(GError) error = NULL;
        if (!journal_store_written(call->db, call->who->staff->name, milliseconds, journal_log, &form, &error))
                log_error(EVENT_DATABASE_AWAY, error, NULL);
}
